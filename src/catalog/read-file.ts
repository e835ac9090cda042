/**
 * A file a person brought, read as records with their line numbers: CSV (comma, tab, semicolon, pipe), JSON
 * arrays and JSONL, plain or gzipped, and Parquet, as a stream within bounds. Knows nothing of items or orders.
 */
import { joined, TextDecoding } from './decode-text.ts';
import { DelimitedText, detectDelimiter } from './delimited-text.ts';
import {
  isGzip,
  isParquet,
  utf16Of,
  type WrongKind,
  wrongKindOfBytes,
  wrongKindOfText,
} from './file-kind.ts';
import { detectJson, JsonText } from './json-text.ts';
import { counted, UnreadableFileError } from './problem.ts';
import type { RecordBatch, RecordReader } from './record.ts';

/** How much is read before a file is refused. */
export interface ReadLimits {
  /** Bytes of the file as it is. */
  fileBytes: number;
  /** Bytes after unpacking. */
  unpackedBytes: number;
  records: number;
}

const MB = 1024 * 1024;

/** 100,000 items are what exact ranking on a visitor's device is measured for. */
export const ITEM_LIMITS: ReadLimits = { fileBytes: 64 * MB, unpackedBytes: 64 * MB, records: 100_000 };

/** Five million lines are about 130 MB as an order log. */
export const ORDER_LIMITS: ReadLimits = { fileBytes: 256 * MB, unpackedBytes: 256 * MB, records: 5_000_000 };

export interface ReadOptions {
  /** In problems; the file's own name if absent. */
  name?: string;
  limits: ReadLimits;
  /** Bytes of the file read so far, and in all. */
  onProgress?: (bytes: number, total: number) => void;
  signal?: AbortSignal;
}

/** Bytes needed to know a file's kind: tar's signature stands at 257, and a web page may begin with blanks. */
const HEAD_BYTES = 4096;

/** Bytes of the file read at once. */
const CHUNK = 1 << 18;

/** Text that is parsed in one go; a broken quote makes a reader go over it once more. */
const PIECE = 1 << 16;

/** Characters that tell a format. */
const SAMPLE = 1 << 16;

/** Work between two turns of the event loop: a few milliseconds of parsing. */
const BYTES_PER_TURN = 512 * 1024;

/**
 * Reads `file` as records, a piece at a time; memory is bounded by the piece, not the file.
 * @throws {UnreadableFileError} the file as a whole can't be used
 * @throws the signal's reason
 */
export async function* readRecords(file: Blob, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const name = options.name ?? fileName(file);
  const { limits, signal } = options;
  let reader: RecordReader | null = null;
  let decoding: TextDecoding | null = null;
  let sample = '';
  let records = 0;

  const checked = (batch: RecordBatch): RecordBatch => {
    records += batch.records.length;
    if (records > limits.records) {
      throw unreadable(
        name,
        `The file has more than ${limits.records.toLocaleString('en')} lines.`,
        'Split it, or leave out what is old or no longer sold.',
      );
    }
    return batch;
  };

  const head = await headOf(file, name, options);
  if (isParquet(head)) {
    for await (const batch of parquetBatches(file, name, options)) yield checked(batch);
    return;
  }
  for await (const bytes of unpackedBytes(file, name, isGzip(head), options)) {
    if (decoding === null) decoding = new TextDecoding(bytes);
    const text = decoding.push(bytes);
    if (reader === null) {
      sample += text;
      if (sample.length < SAMPLE) continue;
      reader = readerOf(sample, name);
      yield* pieces(reader, sample, checked);
    } else {
      yield* pieces(reader, text, checked);
    }
  }

  const text: string = decoding?.end() ?? '';
  if (reader === null) {
    sample += text;
    reader = readerOf(sample, name);
    yield* pieces(reader, sample, checked);
  } else {
    yield* pieces(reader, text, checked);
  }
  const last = checked(reader.end());
  const foreign = decoding?.foreignLines ?? 0;
  if (foreign > 0) {
    last.notes.push(
      `${name}: ${counted(foreign, 'line is', 'lines are')} not UTF-8 and read as windows-1252; if accents look wrong, save the file as UTF-8.`,
    );
  }
  signal?.throwIfAborted();
  yield last;
}

/**
 * The columns of a file, read from its beginning: enough to tell a feed from orders.
 * @throws {UnreadableFileError}
 */
export async function readColumns(file: Blob, options: ReadOptions): Promise<readonly string[]> {
  let columns: readonly string[] = [];
  for await (const batch of readRecords(file, options)) {
    columns = batch.columns;
    if (batch.records.length > 0) break;
  }
  return columns;
}

/**
 * All bytes of a file that was read before.
 * @throws {UnreadableFileError} it has changed since
 */
export async function readBytes(file: Blob): Promise<ArrayBuffer> {
  return readable(fileName(file), false, () => file.arrayBuffer());
}

export function fileName(file: Blob): string {
  return 'name' in file && typeof file.name === 'string' && file.name !== '' ? file.name : 'file';
}

function* pieces(
  reader: RecordReader,
  text: string,
  checked: (batch: RecordBatch) => RecordBatch,
): Generator<RecordBatch> {
  for (let at = 0; at < text.length; at += PIECE) yield checked(reader.push(text.slice(at, at + PIECE)));
}

function readerOf(sample: string, name: string): RecordReader {
  if (sample.trim() === '') throw unreadable(name, 'The file is empty.', 'Choose the exported file itself.');
  const wrong = wrongKindOfText(sample);
  if (wrong !== null) throw wrongKind(name, wrong);
  const shape = detectJson(sample);
  if (shape !== null) return new JsonText(name, shape);
  return new DelimitedText(name, detectDelimiter(sample));
}

/** The first bytes of a file that is neither empty nor too large. */
async function headOf(file: Blob, name: string, { limits, signal }: ReadOptions): Promise<Uint8Array> {
  signal?.throwIfAborted();
  if (file.size === 0) throw unreadable(name, 'The file is empty.', 'Choose the exported file itself.');
  if (file.size > limits.fileBytes) {
    throw unreadable(
      name,
      `The file is too large: ${megabytes(file.size)} MB; up to ${megabytes(limits.fileBytes)} MB can be read.`,
      'Leave out columns or lines that are not needed, or split the file.',
    );
  }
  return new Uint8Array(await readable(name, false, () => file.slice(0, HEAD_BYTES).arrayBuffer()));
}

/** Parquet has a reader of its own, which most people never need: it is fetched now. */
async function* parquetBatches(file: Blob, name: string, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const { limits, signal, onProgress } = options;
  const { readParquet } = await import('./parquet-table.ts').catch(() => {
    throw unreadable(
      name,
      'The reader of Parquet files could not be loaded.',
      'Check the connection and try again, or export the table as CSV.',
    );
  });
  yield* readParquet(file, {
    name,
    limits,
    signal,
    onProgress: (rows, total) => onProgress?.(Math.round((file.size * rows) / total), file.size),
  });
}

/** The bytes of `file`, unpacked if `packed`, never more than allowed; lets other work run in between. */
async function* unpackedBytes(
  file: Blob,
  name: string,
  packed: boolean,
  { limits, signal, onProgress }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  const bytes = new ReadableStream<Uint8Array>({
    // Blob.stream() may give all of a file at once.
    async pull(controller) {
      const chunk = await file.slice(read, read + CHUNK).arrayBuffer();
      read += chunk.byteLength;
      if (chunk.byteLength === 0) controller.close();
      else controller.enqueue(new Uint8Array(chunk));
    },
  });
  // The library types disagree about which buffers a Uint8Array may stand on.
  const gunzip = () =>
    new DecompressionStream('gzip') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>;
  const stream = packed ? bytes.pipeThrough(gunzip()) : bytes;

  const source = stream.getReader();
  let unpacked = 0;
  let sinceTurn = 0;
  let first = new Uint8Array(0);
  let known = false;
  try {
    for (;;) {
      const { done, value } = await readable(name, packed, () => source.read());
      if (done) break;
      unpacked += value.byteLength;
      if (unpacked > limits.unpackedBytes) {
        throw unreadable(
          name,
          `The file is too large: unpacked, it has more than ${megabytes(limits.unpackedBytes)} MB.`,
          'Leave out columns or lines that are not needed, or split the file.',
        );
      }
      sinceTurn += value.byteLength;
      if (sinceTurn >= BYTES_PER_TURN) {
        sinceTurn = 0;
        onProgress?.(read, file.size);
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      signal?.throwIfAborted();
      if (known) {
        yield value;
        continue;
      }
      first = joined(first, value);
      if (first.length < HEAD_BYTES) continue;
      known = true;
      yield checkedHead(first, name);
    }
    if (!known && first.length > 0) yield checkedHead(first, name);
    onProgress?.(file.size, file.size);
  } finally {
    // The stream may be broken already; what matters has been thrown.
    await source.cancel().catch(() => undefined);
  }
}

function checkedHead(head: Uint8Array, name: string): Uint8Array {
  const wrong = wrongKindOfBytes(head.subarray(0, HEAD_BYTES));
  if (wrong !== null) throw wrongKind(name, wrong);
  // UTF-16 pages and feeds are recognised once they are text.
  if (utf16Of(head) === null) {
    const text = String.fromCharCode(...head.subarray(0, 512));
    const wrongText = wrongKindOfText(text.replace(/^\xef\xbb\xbf/, ''));
    if (wrongText !== null) throw wrongKind(name, wrongText);
  }
  return head;
}

/** Runs a read of the file; what the platform throws becomes one named error. */
async function readable<T>(name: string, packed: boolean, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const gone = error instanceof DOMException && error.name === 'NotReadableError';
    throw packed && !gone
      ? unreadable(
          name,
          'The gzip archive is damaged or cut off.',
          'Pack it again, or choose the file unpacked.',
        )
      : unreadable(
          name,
          'The file could not be read; it may have been moved or changed.',
          'Choose it again.',
        );
  }
}

function wrongKind(name: string, { what, fix }: WrongKind): UnreadableFileError {
  return unreadable(name, `This is ${what}, not a table.`, fix);
}

function unreadable(file: string, message: string, fix: string): UnreadableFileError {
  return new UnreadableFileError({ file, line: null, field: null, message, fix });
}

function megabytes(bytes: number): string {
  const value = bytes / MB;
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}
