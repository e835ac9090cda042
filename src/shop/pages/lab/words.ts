/** What the Lab calls fusions and the parts of the moment that the gate reads, and how it writes numbers. */
import type { FusionChoice } from '../../../engine/recommender.ts';

/** What the three levels are called, here and wherever they are compared. */
export const FUSIONS: Record<FusionChoice['level'], { title: string; about: string }> = {
  gated: {
    title: 'Weighed sum',
    about: 'Each signal counts as much as the moment says. What each adds is its explanation.',
  },
  early: {
    title: 'Weighed sum and a small network',
    about: 'The network hears all signals at once. Its explanations are exact Shapley values.',
  },
  late: {
    title: 'Places in lists',
    about: 'Each signal makes its own list; only the places in it are joined.',
  },
};

const CONTEXT_WORDS: Record<string, string> = {
  events: 'How much you did here',
  orders: 'Orders so far',
  touched: 'Things you know',
  session: 'Steps of this visit',
  'session-minutes': 'Length of this visit',
  'session-returns': 'Coming back to things in this visit',
  gap: 'Time since the visit before',
  'since-last': 'Time since your last step',
  'repeat-share': 'Share of repeats in what you bought',
  'bought-share': 'Share bought of what you know',
  focus: 'Attention on one department',
  'only-new': 'New things asked for',
  'new-visitor': 'A stranger',
  basket: 'Something in the basket',
  'item-item-speaks': 'Neighbours are known',
  'factors-speak': 'Tastes are known',
  'popularity-speaks': 'Popularity is known',
  'hour-sin': 'Hour: morning (+) or evening (−)',
  'hour-cos': 'Hour: night (+) or midday (−)',
  weekend: 'Weekend',
  'season-sin': 'Season: spring (+) or autumn (−)',
  'season-cos': 'Season: winter (+) or summer (−)',
  holiday: 'A holiday is near',
  phone: 'On a phone',
};

/** @param name of a feature; one that is not listed shows under its own */
export function contextInWords(name: string): string {
  return CONTEXT_WORDS[name] ?? name;
}

/** With a true minus, so that columns of figures align: "−0.42", "1.30". Exactly zero is "0". */
export function signed(value: number, digits = 2): string {
  if (value === 0) return '0';
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** "3 MB", "412 kB". */
export function bytesInWords(bytes: number): string {
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
  return `${Math.round(bytes / 1e3)} kB`;
}

/** "1st", "22nd", "103rd". */
export function ordinal(place: number): string {
  const teen = place % 100 >= 11 && place % 100 <= 13;
  return `${place}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')}`;
}

/** Places by which two lists differ, in words: who came and who went. */
export function comeAndGone<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
): { came: T[]; went: T[] } {
  const was = new Set(before.map(({ id }) => id));
  const is = new Set(after.map(({ id }) => id));
  return { came: after.filter(({ id }) => !was.has(id)), went: before.filter(({ id }) => !is.has(id)) };
}
