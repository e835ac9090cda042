/**
 * Parquet as records, one row group in memory at a time. Loaded only once somebody brings such a file; values
 * become the text that a CSV file would have. Knows nothing of items or orders.
 */
import {
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type RowGroup,
  type SchemaTree,
} from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { compressors } from 'hyparquet-compressors';
import { cellText } from './json-text.ts';
import { quoted, UnreadableFileError } from './problem.ts';
import type { ReadLimits } from './read-file.ts';
import { type FileRecord, MOST_COLUMNS, type RecordBatch } from './record.ts';

export interface ParquetOptions {
  /** In problems. */
  name: string;
  /** Of rows, and of the bytes that the unpacked columns may claim; there may be as many cells. */
  limits: Pick<ReadLimits, 'unpackedBytes' | 'records'>;
  /** Rows read so far, and in all. */
  onProgress?: (rows: number, total: number) => void;
  signal?: AbortSignal;
}

/** Rows of a batch: some milliseconds of work between two turns of the event loop. */
const ROWS_PER_TURN = 8192;

/** Times as ISO 8601, dates without a clock; what no calendar has is empty. */
const AS_TEXT = {
  timestampFromMilliseconds: (at: bigint) => isoTime(Number(at)),
  timestampFromMicroseconds: (at: bigint) => isoTime(Number(at / 1000n)),
  timestampFromNanoseconds: (at: bigint) => isoTime(Number(at / 1_000_000n)),
  dateFromDays: (days: number) => isoTime(days * 86_400_000).slice(0, 10),
};

/**
 * Reads all rows. A record's `line` is its row, counted from 1.
 * @throws {UnreadableFileError} damaged, cut off, too large, or of a kind that can't be read
 * @throws the signal's reason
 */
export async function* readParquet(file: Blob, options: ParquetOptions): AsyncGenerator<RecordBatch> {
  const { name, limits, onProgress, signal } = options;
  const source = {
    byteLength: file.size,
    slice: (start: number, end = file.size) => bytesOf(file, start, end),
  };
  const { metadata, all } = await understood(name, async () => {
    const metadata = await parquetMetadataAsync(source, { parsers: AS_TEXT, geoparquet: false });
    return { metadata, all: parquetSchema(metadata).children };
  });
  const fields = all.slice(0, MOST_COLUMNS);
  const columns = fields.map(({ element }) => element.name);
  const total = metadata.row_groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
  checkSize(metadata, total, columns.length, limits, name);

  const notes =
    all.length > fields.length ? [`${name}: only the first ${MOST_COLUMNS} columns are read.`] : [];
  yield { columns, records: [], problems: [], notes };
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const groupEnd = groupStart + Number(group.num_rows);
    signal?.throwIfAborted();
    await understood(name, () => checkPages(file, group));
    const cells = new Map(columns.map((column) => [column, new ColumnCells()]));
    await understood(name, () =>
      parquetRead({
        file: source,
        metadata,
        columns,
        rowStart: groupStart,
        rowEnd: groupEnd,
        compressors,
        parsers: AS_TEXT,
        onChunk: ({ columnName, columnData, rowStart }) => cells.get(columnName)?.add(rowStart, columnData),
      }),
    );
    const readers = fields.map((field) => ({ cells: cells.get(field.element.name), text: textOf(field) }));
    for (let from = groupStart; from < groupEnd; from += ROWS_PER_TURN) {
      const to = Math.min(groupEnd, from + ROWS_PER_TURN);
      const records: FileRecord[] = [];
      for (let row = from; row < to; row++) {
        records.push({ line: row + 1, values: readers.map(({ cells, text }) => text(cells?.at(row))) });
      }
      yield { columns, records, problems: [], notes: [] };
      onProgress?.(to, total);
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal?.throwIfAborted();
    }
    groupStart = groupEnd;
  }
}

/** The decoded cells of one column in one row group; rows are asked for in rising order. */
class ColumnCells {
  private readonly chunks: { start: number; data: ArrayLike<unknown> }[] = [];
  private current = 0;

  add(start: number, data: ArrayLike<unknown>): void {
    this.chunks.push({ start, data });
  }

  at(row: number): unknown {
    while (this.current < this.chunks.length) {
      const { start, data } = this.chunks[this.current];
      if (row < start + data.length) return data[row - start];
      this.current++;
    }
    return undefined;
  }
}

/** How cells of a column are written. Single precision has seven digits; the rest would be noise: 0.85000002. */
function textOf({ element }: SchemaTree): (value: unknown) => string {
  if (element.type !== 'FLOAT') return cellText;
  return (value) => (typeof value === 'number' ? cellText(Number(value.toPrecision(7))) : cellText(value));
}

function isoTime(at: number): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}

/** A few kilobytes can claim any number of rows: what is claimed is checked before it is unpacked. */
function checkSize(
  { row_groups }: FileMetaData,
  rows: number,
  width: number,
  { unpackedBytes, records }: ParquetOptions['limits'],
  name: string,
): void {
  let claimed = 0;
  for (const { columns } of row_groups) {
    for (const { meta_data } of columns) claimed += Number(meta_data?.total_uncompressed_size ?? 0);
  }
  const tooLarge = claimed > unpackedBytes || rows * width > unpackedBytes;
  if (rows <= records && !tooLarge) return;
  const megabytes = Math.round(unpackedBytes / (1 << 20));
  throw new UnreadableFileError({
    file: name,
    line: null,
    field: null,
    message:
      rows > records
        ? `The file has ${rows.toLocaleString('en')} rows; up to ${records.toLocaleString('en')} can be read.`
        : `The file is too large: unpacked, it has more than ${megabytes} MB.`,
    fix: 'Leave out columns or rows that are not needed, or split the file.',
  });
}

/**
 * Walks over the headers of all pages of a row group: the library takes them at their word, and one without a
 * size would send it round in circles.
 */
async function checkPages(file: Blob, { columns }: RowGroup): Promise<void> {
  for (const { meta_data } of columns) {
    if (meta_data === undefined) throw new Error('a column has no description');
    const { dictionary_page_offset, data_page_offset, total_compressed_size, num_values } = meta_data;
    const start = Number(dictionary_page_offset || data_page_offset);
    const bytes = await bytesOf(file, start, start + Number(total_compressed_size));
    const reader = { view: new DataView(bytes), offset: 0 };
    let values = 0;
    while (reader.offset < bytes.byteLength) {
      const header = parquetHeader(reader);
      const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
      const inside = isCount(packed) && isCount(unpacked) && reader.offset + packed <= bytes.byteLength;
      const data = header.data_page_header ?? header.data_page_header_v2;
      const held = (data ?? header.dictionary_page_header)?.num_values ?? 0;
      if (data !== undefined) values += held;
      if (!inside || !isCount(held) || values > num_values) throw new Error('a page is not as it says');
      reader.offset += packed;
    }
  }
}

/** Node ends the process when asked for a slice at an absurd place. */
async function bytesOf(file: Blob, start: number, end: number): Promise<ArrayBuffer> {
  if (!isCount(start) || !isCount(end) || start > end || end > file.size) {
    throw new Error('a part lies outside the file');
  }
  return file.slice(start, end).arrayBuffer();
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Runs a step of the reader; whatever it throws becomes one named error. */
async function understood<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new UnreadableFileError({
      file: name,
      line: null,
      field: null,
      message: `The Parquet file is damaged, cut off or of a kind that can't be read (${quoted(String(error instanceof Error ? error.message : error))}).`,
      fix: 'Export it again, or as CSV.',
    });
  }
}
