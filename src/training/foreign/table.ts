/**
 * Tables that another system wrote (Parquet, CSV, JSONL, ...), row by row, with the columns that are asked for.
 */
import { quoted, UnreadableFileError } from '../../catalog/problem.ts';
import { type ReadLimits, readRecords } from '../../catalog/read-file.ts';

/** Wide enough for 100,000 items x 512 factors as text, and for the pairs of 6,000 items. */
export const FOREIGN_LIMITS: ReadLimits = {
  fileBytes: 512 * 2 ** 20,
  unpackedBytes: 1024 * 2 ** 20,
  records: 20_000_000,
};

/** One row: its place, and what a column holds. The same object again for the next row. */
export class Row {
  line = 0;
  values: readonly string[] = [];

  constructor(
    private readonly file: string,
    private readonly at: ReadonlyMap<string, number>,
  ) {}

  /** '' where it has none. */
  text(column: string): string {
    return this.values[this.at.get(column) ?? -1] ?? '';
  }

  /** @throws UnreadableFileError where it isn't a finite number */
  number(column: string): number {
    const text = this.text(column);
    const value = Number(text);
    if (Number.isFinite(value) && text.trim() !== '') return value;
    throw new UnreadableFileError({
      file: this.file,
      line: this.line,
      field: column,
      message: `${quoted(text)} is not a number.`,
      fix: 'Leave the row out, or write the number with a decimal point.',
    });
  }
}

/** "item_id:token" and "Item_ID" are the same name. */
export const plainName = (column: string) => column.split(':')[0].trim().toLowerCase();

export interface ForeignFile {
  name: string;
  content: Blob;
}

/**
 * Rows of a file in its order.
 * @param columnsOf Called once before the first row, with the plain names of columns; throws where they won't do.
 * @throws UnreadableFileError, the signal's reason
 */
export async function* readRows(
  { name, content }: ForeignFile,
  columnsOf: (columns: readonly string[]) => void,
  signal?: AbortSignal,
): AsyncGenerator<Row> {
  const at = new Map<string, number>();
  const row = new Row(name, at);
  for await (const { columns, records, problems } of readRecords(content, {
    name,
    limits: FOREIGN_LIMITS,
    signal,
  })) {
    if (problems.length > 0) throw new UnreadableFileError(problems[0]);
    if (records.length === 0) continue;
    const names = columns.map(plainName);
    if (at.size === 0) columnsOf(names);
    // JSON files may add columns later.
    for (const [place, column] of names.entries()) at.set(column, place);
    for (const { line, values } of records) {
      row.line = line;
      row.values = values;
      yield row;
    }
  }
}

/** @throws UnreadableFileError naming what is there and what is missing */
export function requireColumns(file: string, columns: readonly string[], required: readonly string[]): void {
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length === 0) return;
  throw new UnreadableFileError({
    file,
    line: null,
    field: missing[0],
    message: `There is no column ${missing.join(', ')}, only ${columns.join(', ')}.`,
    fix: `Name the columns ${required.join(', ')}.`,
  });
}
