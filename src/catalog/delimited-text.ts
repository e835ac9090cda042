/**
 * CSV and its relatives as records, by Papa Parse, fed piece by piece. Keeps true line numbers across quoted
 * line breaks, and goes on after a broken quote with the next line.
 */
import Papa from 'papaparse';
import { type ImportProblem, quoted, UnreadableFileError } from './problem.ts';
import {
  type FileRecord,
  LONGEST_RECORD,
  MOST_COLUMNS,
  type RecordBatch,
  type RecordReader,
} from './record.ts';

/** Broken quotes after which a file is given up: each costs another look at the lines behind it. */
const BROKEN_QUOTES = 1_000;

const SMALL_WINDOW = 1 << 12;
const LARGE_WINDOW = 1 << 16;

const DELIMITERS = [',', '\t', ';', '|'] as const;

const NAMES: Record<string, string> = { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'pipe' };

/** The delimiter that cuts the first line into most columns; a comma where none does. */
export function detectDelimiter(sample: string): string {
  const start = sample.trimStart();
  let best = ',';
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const columns = parserOf(delimiter, 1).parse(start, 0, false).data[0]?.length ?? 0;
    if (columns > most) {
      most = columns;
      best = delimiter;
    }
  }
  return best;
}

interface Parsed {
  data: string[][];
  errors: { code: string; row: number; index: number }[];
  /** `cursor`: where the first row that wasn't taken begins. */
  meta: { cursor: number };
}

function parserOf(
  delimiter: string,
  preview = 0,
): { parse(text: string, base: number, partial: boolean): Parsed } {
  return new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"', preview });
}

export class DelimitedText implements RecordReader {
  private columns: string[] | null = null;
  /** Text that is not yet a whole record, and the line it begins on. */
  private rest = '';
  private line = 1;
  private brokenQuotes = 0;
  /** Text parsed at once: little behind a broken quote, since the next one may follow, then more and more. */
  private window = LARGE_WINDOW;

  constructor(
    private readonly file: string,
    private readonly delimiter: string,
  ) {}

  push(text: string): RecordBatch {
    return this.read(this.rest + text, false);
  }

  end(): RecordBatch {
    // Papa Parse takes spaces between a quote and the end of the file for an error, but not before a line break.
    return this.read(this.rest.endsWith('\n') || this.rest === '' ? this.rest : `${this.rest}\n`, true);
  }

  private read(text: string, last: boolean): RecordBatch {
    const records: FileRecord[] = [];
    const problems: ImportProblem[] = [];
    const notes: string[] = [];
    let buffer = text;
    while (buffer !== '') {
      const window = Math.min(this.window, buffer.length);
      const toEnd = last && window === buffer.length;
      const shown = buffer.slice(0, window);
      const parsed = parserOf(this.delimiter).parse(shown, 0, !toEnd);
      const broken = brokenRow(parsed, shown, toEnd);
      const rows = broken === null ? parsed.data : parsed.data.slice(0, broken.row);
      const quotes = shown.includes('"');
      const startLine = this.line;
      for (const row of rows) {
        this.take(row, records, problems, notes);
        this.line += quotes ? linesOf(row) : 1;
      }
      if (broken !== null) {
        const offset = offsetOfLine(buffer, this.line - startLine);
        buffer = this.skipLine(buffer, offset, broken.index, problems);
      } else if (toEnd) {
        buffer = '';
      } else if (parsed.meta.cursor > 0) {
        buffer = buffer.slice(parsed.meta.cursor);
        this.window = Math.min(2 * this.window, LARGE_WINDOW);
      } else if (window >= LONGEST_RECORD) {
        buffer = this.skipLine(buffer, 0, buffer.indexOf('"') + 1, problems);
      } else if (window < buffer.length) {
        this.window = 2 * window;
      } else {
        break;
      }
    }
    this.rest = buffer;
    return { columns: this.columns ?? [], records, problems, notes };
  }

  private take(row: string[], records: FileRecord[], problems: ImportProblem[], notes: string[]): void {
    if (row.every((cell) => cell.trim() === '')) return;
    if (this.columns === null) {
      this.columns = this.header(row, notes);
      return;
    }
    const expected = this.columns.length;
    let length = row.length;
    while (length > expected && row[length - 1].trim() === '') length--;
    if (length === expected) {
      records.push({ line: this.line, values: length === row.length ? row : row.slice(0, length) });
      return;
    }
    const few = length < expected;
    const delimiter = NAMES[this.delimiter];
    problems.push({
      file: this.file,
      line: this.line,
      field: few ? this.columns[length] : this.columns[expected - 1],
      message: `The line has ${length} values; the first line names ${expected} columns.`,
      fix: few
        ? `Add the missing values, or leave them empty between ${delimiter}s.`
        : `Put double quotes around values that contain a ${delimiter}.`,
    });
  }

  private header(row: string[], notes: string[]): string[] {
    const columns = row.slice(0, MOST_COLUMNS).map((name) => name.replace(/\s+/g, ' ').trim());
    while (columns.length > 1 && columns[columns.length - 1] === '') columns.pop();
    const seen = new Set<string>();
    for (const name of columns) {
      if (name !== '' && seen.has(name)) {
        notes.push(`${this.file}: several columns are called ${quoted(name)}; the first one is used.`);
      }
      seen.add(name);
    }
    return columns;
  }

  /** Leaves out the line at `offset`, whose quotes are broken, and gives back what follows. */
  private skipLine(buffer: string, offset: number, quoteAt: number, problems: ImportProblem[]): string {
    const before = parserOf(this.delimiter).parse(
      buffer.slice(offset, Math.max(offset, quoteAt - 1)),
      0,
      false,
    );
    const cell = Math.max(0, (before.data[0]?.length ?? 1) - 1);
    const problem: ImportProblem = {
      file: this.file,
      line: this.line,
      field: this.columns?.[cell] ?? null,
      message: 'A double quote is opened and not properly closed.',
      fix: 'Close the quote, and write a double quote inside a quoted value twice: "".',
    };
    this.brokenQuotes++;
    if (this.brokenQuotes > BROKEN_QUOTES || this.columns === null) {
      throw new UnreadableFileError({
        ...problem,
        message: `${problem.message} The lines after it can't be told apart.`,
      });
    }
    problems.push(problem);
    this.window = SMALL_WINDOW;
    const feed = buffer.indexOf('\n', offset);
    this.line++;
    return feed === -1 ? '' : buffer.slice(feed + 1);
  }
}

/**
 * The first row whose quotes are wrong, however the file goes on; null if none is. Spaces at the end of a piece
 * may yet turn out to stand before a delimiter.
 */
function brokenRow(parsed: Parsed, text: string, toEnd: boolean): { row: number; index: number } | null {
  const [first] = parsed.errors;
  if (first === undefined) return null;
  const certain = toEnd || first.row < parsed.data.length || !/[ \t]$/.test(text);
  return certain ? first : null;
}

/** Lines of the file a record took: its own, and one for each line break inside a value. */
function linesOf(row: readonly string[]): number {
  let lines = 1;
  for (const cell of row) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) lines++;
  }
  return lines;
}

function offsetOfLine(text: string, lines: number): number {
  let offset = 0;
  for (let i = 0; i < lines; i++) offset = text.indexOf('\n', offset) + 1;
  return offset;
}
