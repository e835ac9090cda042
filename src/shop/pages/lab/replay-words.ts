/** Names of what a replay measures, and how the Lab writes shares. */

export type Measure = 'hit10' | 'hit20' | 'mrr';

export const MEASURES: Record<Measure, { title: string; about: string }> = {
  hit20: {
    title: 'Among the first 20',
    about: 'Share of your choices that would have been among the first twenty.',
  },
  hit10: {
    title: 'Among the first 10',
    about: 'Share of your choices that would have been among the first ten.',
  },
  mrr: {
    title: 'Mean reciprocal rank',
    about: 'The mean of 1 / place: 1 if each had stood first, 0.5 if each had stood second.',
  },
};

/** "33 %", with a space that doesn't break. */
export function percent(share: number): string {
  return `${Math.round(100 * share)}\u00a0%`;
}
