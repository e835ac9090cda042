/**
 * What a visitor cares about, as far as reviews speak of it: words that they wrote themselves, and words that the things
 * they looked at have in common. Derived from the profile alone; what is sensitive is never among it.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Profile } from '../profile/profile.ts';
import { isSensitive } from '../profile/sensitive.ts';
import { itemWords } from './item-words.ts';
import { signedWords } from './signed-words.ts';

/** Why an aspect matters to them. */
export type Care =
  | { because: 'search'; query: string }
  /** They wrote of it in their review of that item, an index. */
  | { because: 'review'; item: number }
  /** So many things that they showed interest in have the word. */
  | { because: 'things'; things: number };

/** Things with a word before it is a liking, not chance. */
const THINGS = 2;

/** Share of their attention that things with the word have, and how many times its share of the catalog that is. */
const SHARE = 0.25;
const LIFT = 2;

/**
 * @param about the item whose reviews are read: it says nothing of what others should have
 * @returns of an aspect, in the form it is shown in; null where nothing says that it matters to them
 */
export function caresOf(
  profile: Pick<Profile, 'written' | 'touched'>,
  catalog: Catalog,
  about: number,
): (aspect: string) => Care | null {
  const { stem, having } = itemWords(catalog);
  const wrote = new Map<string, Care>();
  for (const { of, text, stars, item } of profile.written) {
    if (item === about || isSensitive(text)) continue;
    const care: Care = of === 'search' ? { because: 'search', query: text } : { because: 'review', item };
    // Whoever complains of a zip cares about zips. The newest text is the first.
    for (const { word } of signedWords(of, text, stars))
      if (!wrote.has(stem(word))) wrote.set(stem(word), care);
  }
  const touched = profile.touched.filter(({ item }) => item !== about);
  const attention = touched.reduce((sum, { weight }) => sum + weight, 0);
  return (aspect) => {
    if (isSensitive(aspect)) return null;
    const stems = aspect.split(' ').map(stem);
    for (const one of stems) {
      const care = wrote.get(one);
      if (care !== undefined) return care;
    }
    const holders = stems.map(having);
    const things = touched.filter(({ item }) => holders.every((one) => one.has(item)));
    if (things.length < THINGS) return null;
    const share = things.reduce((sum, { weight }) => sum + weight, 0) / attention;
    const usual = Math.min(...holders.map((one) => one.size)) / catalog.items.length;
    return share >= SHARE && share >= LIFT * usual ? { because: 'things', things: things.length } : null;
  };
}
