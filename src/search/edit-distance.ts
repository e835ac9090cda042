/** How many slips of the finger lie between two words: optimal string alignment, bounded. */

/**
 * Letters put in, left out, changed, or swapped with their neighbour (Damerau 1964, each letter touched once); `most` + 1
 * for anything farther than `most`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast = new Array<number>(b.length + 1).fill(0);
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  let current = new Array<number>(b.length + 1).fill(0);
  for (let i = 1; i <= a.length; i++) {
    current[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let steps = Math.min(last[j] + 1, current[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) steps = Math.min(steps, beforeLast[j - 2] + 1);
      current[j] = steps;
      if (steps < least) least = steps;
    }
    // A swap reaches back over one row, so two rows must be too far.
    if (least > most + 1) return most + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[b.length], most + 1);
}

/** Longer than any word that is typed. */
export const LONGEST_WORD = 40;

/** Slips that a word of so many letters is forgiven: short words have too many neighbours. */
export function forgiven(length: number): number {
  if (length < 4 || length > LONGEST_WORD) return 0;
  return length < 8 ? 1 : 2;
}
