/**
 * What command lines share: errors that say whose move it is, files by their path, Ctrl-C, and exit codes.
 */
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportProblem } from '../src/catalog/problem.ts';

/** The command was called wrongly: exit code 2. */
export class CallError extends Error {
  override name = 'CallError';
}

/** The command was right and the data are not: exit code 1. */
export class DataError extends Error {
  override name = 'DataError';
}

/** The person pressed Ctrl-C: exit code 130, as shells expect. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

/** Where a command writes, and what can stop it; tests have their own. */
export interface Surroundings {
  /** Results. */
  out: Pick<NodeJS.WriteStream, 'write'>;
  /** Progress and problems. */
  err: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;
  /** Epoch ms. */
  now: number;
  signal: AbortSignal;
}

/** @returns the exit code; throws what nobody foresaw */
export async function runCommand(
  main: (args: string[], surroundings: Surroundings) => Promise<void>,
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  try {
    await main(args, surroundings);
    return 0;
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === null) throw error;
    surroundings.err.write(`${(error as Error).message}\n`);
    return code;
  }
}

function exitCodeOf(error: unknown): number | null {
  if (error instanceof CallError) return 2;
  if (error instanceof DataError) return 1;
  return error instanceof Interrupted ? 130 : null;
}

/** Runs a command as this process. The first Ctrl-C lets it end cleanly, a second one ends it at once. */
export async function runAsProcess(
  main: (args: string[], surroundings: Surroundings) => Promise<void>,
): Promise<void> {
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort(new Interrupted('\nInterrupted: nothing was written.')));
  process.exitCode = await runCommand(main, process.argv.slice(2), {
    out: process.stdout,
    err: process.stderr,
    now: Date.now(),
    signal: interruption.signal,
  });
}

/**
 * A file that is read piece by piece, not into memory.
 * @throws CallError
 */
export async function fileAt(option: string, path: string): Promise<File> {
  try {
    return new File([await openAsBlob(path)], basename(path));
  } catch {
    throw new CallError(`--${option}: there is no file ${path}, or it can't be read.`);
  }
}

/** @throws CallError */
export async function folderAt(option: string, path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return path;
  throw new CallError(`--${option}: there is no folder ${path}.`);
}

/** A whole number of at least `least`; undefined where the option was left out. @throws CallError */
export function wholeNumber(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && value >= least) return value;
  throw new CallError(`--${option} must be a whole number from ${least} on, not "${text}".`);
}

/** Where a problem is, what it is and what to do, in one line. */
export function problemLine({ file, line, field, message, fix }: ImportProblem): string {
  const where = [file, line !== null && `line ${line}`, field].filter((part) => part);
  return `${where.join(', ')}: ${message} ${fix}`;
}
