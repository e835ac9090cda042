/** The options by which an owner has the cleaning of orders otherwise; training and refreshing share them. */
import type { CleanOptions } from '../src/training/clean.ts';
import type { ReadOrdersOptions } from '../src/training/read-orders.ts';
import { DataError, wholeNumber } from './command-line.ts';

export const CLEANING_USAGE = `Cleaning (the report says what each rule found):
  --keep-doubled       lines alike in everything are as many purchases, not one
  --undo-returns       a return takes away the purchase that it sends back, too
  --keep-bulk          learn from accounts with far more lines than any customer, too
  --max-quantity N     pieces in one line count as at most N
  --max-events N       of one person, only the newest N events (10,000 if left out)
  --skip-bad-lines     go on even where more than half of a file's lines can't be used
`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** For `parseArgs`. */
export const CLEANING_OPTIONS = {
  'keep-doubled': flag,
  'undo-returns': flag,
  'keep-bulk': flag,
  'max-quantity': text,
  'max-events': text,
  'skip-bad-lines': flag,
} as const;

type Values = { [Option in keyof typeof CLEANING_OPTIONS]?: string | boolean };

/** @throws CallError */
export function cleaningOptions(
  values: Values,
): CleanOptions & Pick<ReadOrdersOptions, 'keepDoubled' | 'undoReturns'> {
  const number = (option: 'max-quantity' | 'max-events') =>
    wholeNumber(option, values[option] as string | undefined, 1);
  return {
    keepDoubled: values['keep-doubled'] === true,
    undoReturns: values['undo-returns'] === true,
    keepBulk: values['keep-bulk'] === true,
    maxQuantity: number('max-quantity'),
    maxEvents: number('max-events'),
  };
}

/** A file with more bad lines than good ones is likely another file. */
const BAD_SHARE = 0.5;

/**
 * @param good lines that were read
 * @throws DataError where most can't be used and nobody said to go on
 */
export function checkBadLines(option: string, bad: number, good: number, values: Values): void {
  const share = bad / (bad + good || 1);
  if (share <= BAD_SHARE || values['skip-bad-lines'] === true) return;
  throw new DataError(
    `${Math.round(100 * share)} % of the lines of --${option} can't be used: is it the right file? If it is, --skip-bad-lines goes on without them.`,
  );
}
