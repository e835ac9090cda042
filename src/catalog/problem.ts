/**
 * What can be wrong with a file a person brings, in words that say where and how to mend it. Readers of feeds
 * and orders share these; nothing here reads anything.
 */

/** One thing wrong with a file a person brought. */
export interface ImportProblem {
  file: string;
  /** 1-based; null where the whole file is meant. */
  line: number | null;
  field: string | null;
  message: string;
  fix: string;
}

/** The file as a whole can't be used: too large, of another kind, damaged, without the columns needed. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';

  constructor(readonly problem: ImportProblem) {
    super(`${problem.file}: ${problem.message} ${problem.fix}`);
  }
}

/** Problems shown to a person; the count says how many there are. */
const SHOWN = 100;

/** Problems kept while reading: readers find some out of file order, and the first by line are shown. */
const KEPT = 2_000;

/** Gathers problems within bounds, and how many lines they cost. */
export class ProblemList {
  count = 0;
  private readonly kept: ImportProblem[] = [];
  private leftOut = 0;

  /** @param lines how many lines of the file are left out for it */
  add(problem: ImportProblem, lines: number): void {
    this.count++;
    this.leftOut += lines;
    if (this.kept.length < KEPT) this.kept.push(problem);
  }

  /** Lines left out if bad lines are skipped. */
  get skippable(): number {
    return this.leftOut;
  }

  /** The first ones by line, those about the whole file before all. */
  first(): ImportProblem[] {
    return this.kept.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, SHOWN);
  }
}

/** `text` for a message: in quotes, on one line, cut to 60 characters. */
export function quoted(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const characters = [...line];
  return `"${characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : line}"`;
}

/** "1 line was", "2,304 lines were". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
