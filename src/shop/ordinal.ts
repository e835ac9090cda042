/** Places in words. Pure. */

const WORDS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const rules = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' };

/** "third", "41st", "1,012th". @param place from 1 */
export function ordinal(place: number): string {
  return WORDS[place - 1] ?? `${place.toLocaleString('en')}${ENDINGS[rules.select(place)] ?? 'th'}`;
}
