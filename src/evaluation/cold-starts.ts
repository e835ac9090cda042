/**
 * Cold starts: the same people and targets, with only the first or the last few events of each history known.
 */
import type { Case } from './protocol.ts';

/** The variant of rows with nothing cut. */
export const WHOLE_HISTORY = 'whole-history';

/** Events known. */
const LENGTHS = [1, 3, 5, 10];

/**
 * Candidates and targets stay those of the whole history, so that rows differ in nothing but what is known;
 * `whole-history` is what they are to be compared with.
 */
export function coldStarts(cases: readonly Case[]): Case[] {
  return cases.flatMap((one) => {
    const seen = new Set(one.past().map(({ item }) => item));
    return [
      ...LENGTHS.flatMap((length) => [
        { ...one, seen, variant: `first-${length}`, past: () => one.past().slice(0, length) },
        { ...one, seen, variant: `last-${length}`, past: () => one.past().slice(-length) },
      ]),
      { ...one, variant: WHOLE_HISTORY },
    ];
  });
}
