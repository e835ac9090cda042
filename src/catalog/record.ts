/**
 * What readers of tables agree on: records with their line, in batches, and how large one may be.
 */
import type { ImportProblem } from './problem.ts';

/** One record of a file. `values` stand in the order of the batch's columns; missing ones are absent or ''. */
export interface FileRecord {
  /** 1-based line where the record begins. */
  line: number;
  values: string[];
}

/** What one piece of a file gave. */
export interface RecordBatch {
  /** All columns known so far; JSON files may add some later, never change one. */
  columns: readonly string[];
  records: FileRecord[];
  /** Lines that are no records. */
  problems: ImportProblem[];
  /** Things worth telling that cost nothing. */
  notes: string[];
}

/** A reader of one format: text in, records out. Line ends are "\n". */
export interface RecordReader {
  /** @throws {UnreadableFileError} no record can be told from the next any more */
  push(text: string): RecordBatch;
  /** What is left once all text was pushed. */
  end(): RecordBatch;
}

/** Characters of a record; what is longer has a quote or bracket that is never closed. */
export const LONGEST_RECORD = 1 << 18;

/** Columns that are read; no export has as many. */
export const MOST_COLUMNS = 1_000;
