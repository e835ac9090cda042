/**
 * JSON as records, fed piece by piece: one object a line (JSONL), a list of objects, or objects one after
 * another. Nested values become text. A broken object costs itself, not the file.
 */
import { type ImportProblem, quoted, UnreadableFileError } from './problem.ts';
import {
  type FileRecord,
  LONGEST_RECORD,
  MOST_COLUMNS,
  type RecordBatch,
  type RecordReader,
} from './record.ts';

/** How the objects stand in the file. */
export type JsonShape = 'lines' | 'list' | 'sequence';

/** Keys under which exports wrap their list: `{"products": [...]}`. */
const WRAPPER = /^\s*\{\s*"(products|items|data|records|rows|orders|events|results|catalog)"\s*:\s*\[/;

/** @returns null where `sample`, a file's beginning, is no JSON */
export function detectJson(sample: string): JsonShape | null {
  const start = sample.trimStart();
  if (start.startsWith('[') || WRAPPER.test(start)) return 'list';
  if (!start.startsWith('{')) return null;
  // One of the first lines being a whole object is enough: the others may be the broken ones.
  const lines = start.split('\n', 12).filter((line) => line.trim() !== '');
  return lines.some((line) => objectOf(line) !== null) ? 'lines' : 'sequence';
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;
const LINE_FEED = 10;

export class JsonText implements RecordReader {
  private readonly columnAt = new Map<string, number>();
  private readonly columns: string[] = [];
  private ignoredKeys = false;

  /** Text not yet taken; the scanner stands at `at` in it. */
  private rest = '';
  private at = 0;
  private line = 1;

  /** Of the object being scanned: where and on which line it begins, how deep the scanner is inside it. */
  private start = -1;
  private startLine = 1;
  private depth = 0;
  private inText = false;
  private escaped = false;
  /** Line of something between objects that doesn't belong there, reported once it ends. */
  private strayLine = 0;
  private listOpen: boolean;
  private closed = false;

  constructor(
    private readonly file: string,
    private readonly shape: JsonShape,
  ) {
    this.listOpen = shape !== 'list';
  }

  push(text: string): RecordBatch {
    this.rest += text;
    const batch = this.batch();
    if (this.shape === 'lines') this.takeLines(batch, false);
    else this.takeObjects(batch);
    const pending = this.shape === 'lines' || this.start >= 0 ? this.rest.length : 0;
    if (pending > LONGEST_RECORD) {
      throw new UnreadableFileError({
        file: this.file,
        line: this.shape === 'lines' ? this.line : this.startLine,
        field: null,
        message: `The object that begins here has more than ${LONGEST_RECORD.toLocaleString('en')} characters, or is never closed.`,
        fix: 'Close its brackets and quotes.',
      });
    }
    return batch;
  }

  end(): RecordBatch {
    const batch = this.batch();
    if (this.shape === 'lines') this.takeLines(batch, true);
    else if (this.start >= 0) {
      this.broken(
        batch,
        this.startLine,
        'The file ends in the middle of an object.',
        'Export the file again; it is cut off.',
      );
    } else if (!this.closed && this.shape === 'list') {
      batch.notes.push(`${this.file}: the list has no closing bracket; the file may be cut off.`);
    }
    if (this.ignoredKeys)
      batch.notes.push(`${this.file}: only the first ${MOST_COLUMNS} different fields are read.`);
    return batch;
  }

  private batch(): RecordBatch {
    return { columns: this.columns, records: [], problems: [], notes: [] };
  }

  private takeLines(batch: RecordBatch, last: boolean): void {
    let from = 0;
    for (;;) {
      const feed = this.rest.indexOf('\n', from);
      if (feed === -1 && !last) break;
      const text = feed === -1 ? this.rest.slice(from) : this.rest.slice(from, feed);
      if (text.trim() !== '') this.take(text, this.line, batch);
      this.line++;
      if (feed === -1) {
        from = this.rest.length;
        break;
      }
      from = feed + 1;
    }
    this.rest = this.rest.slice(from);
  }

  private takeObjects(batch: RecordBatch): void {
    const text = this.rest;
    let at = this.at;
    for (; at < text.length && !this.closed; at++) {
      const code = text.charCodeAt(at);
      if (code === LINE_FEED) this.line++;
      if (this.start >= 0) {
        if (this.inText) {
          if (this.escaped) this.escaped = false;
          else if (code === BACKSLASH) this.escaped = true;
          else if (code === QUOTE) this.inText = false;
        } else if (code === QUOTE) this.inText = true;
        else if (code === OPEN || code === OPEN_LIST) this.depth++;
        else if (code === CLOSE || code === CLOSE_LIST) {
          this.depth--;
          if (this.depth === 0) {
            this.take(text.slice(this.start, at + 1), this.startLine, batch);
            this.start = -1;
          }
        }
      } else if (!this.listOpen) {
        if (code === OPEN_LIST) this.listOpen = true;
      } else if (code === OPEN) {
        this.endStray(batch);
        this.start = at;
        this.startLine = this.line;
        this.depth = 1;
      } else if (code === CLOSE_LIST && this.shape === 'list') {
        this.endStray(batch);
        this.closed = true;
      } else if (code === 44 || code <= 32) {
        if (code === 44) this.endStray(batch);
      } else if (this.strayLine === 0) {
        this.strayLine = this.line;
      }
    }
    // What is behind the scanner and not part of an object is done with.
    const keep = this.start >= 0 ? this.start : at;
    this.rest = this.closed ? '' : text.slice(keep);
    this.at = this.closed ? 0 : at - keep;
    if (this.start >= 0) this.start = 0;
  }

  private endStray(batch: RecordBatch): void {
    if (this.strayLine === 0) return;
    this.broken(
      batch,
      this.strayLine,
      'Something here is not an object.',
      'Write every record as { "field": "value", ... }.',
    );
    this.strayLine = 0;
  }

  private take(text: string, line: number, batch: RecordBatch): void {
    const object = objectOf(text);
    if (object === null) {
      this.broken(
        batch,
        line,
        `This is not a JSON object: ${quoted(text)}.`,
        'Check its quotes, commas and brackets; numbers have no thousands separators.',
      );
      return;
    }
    const values: string[] = [];
    for (const [key, value] of Object.entries(object)) {
      const index = this.column(key);
      if (index >= 0) values[index] = cellText(value);
    }
    for (let i = 0; i < values.length; i++) values[i] ??= '';
    const record: FileRecord = { line, values };
    batch.records.push(record);
  }

  private column(key: string): number {
    const known = this.columnAt.get(key);
    if (known !== undefined) return known;
    if (this.columns.length >= MOST_COLUMNS) {
      this.ignoredKeys = true;
      return -1;
    }
    this.columnAt.set(key, this.columns.length);
    return this.columns.push(key) - 1;
  }

  private broken(batch: RecordBatch, line: number, message: string, fix: string): void {
    const problem: ImportProblem = { file: this.file, line, field: null, message, fix };
    batch.problems.push(problem);
  }
}

function objectOf(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** Levels of nesting that are looked into. */
const DEPTH = 4;

/** A value as the text a CSV cell would have. Lists are joined by commas; of objects, the telling part. */
export function cellText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null || depth >= DEPTH) return '';
  if (Array.isArray(value)) {
    return value
      .map((part) => cellText(part, depth + 1))
      .filter((part) => part !== '')
      .join(', ');
  }
  const parts = new Map<string, unknown>(Object.entries(value));
  const amount = parts.get('amount') ?? parts.get('value');
  if (amount !== undefined) {
    const currency = parts.get('currency') ?? parts.get('currency_code') ?? '';
    return `${cellText(amount, depth + 1)} ${cellText(currency, depth + 1)}`.trim();
  }
  for (const key of ['name', 'title', 'label', 'src', 'url']) {
    if (parts.has(key)) return cellText(parts.get(key), depth + 1);
  }
  return '';
}
