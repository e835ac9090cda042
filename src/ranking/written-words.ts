/**
 * What the visitor wrote, as an amount in the score: their searches, and reviews of their own, by the words that items'
 * texts share with them. Words alone, no encoder: the same history gives the same slate whether or not one was ever
 * loaded. Bounded, and fading with time and with every newer text; a forgotten text leaves nothing.
 */
import type { Catalog } from '../catalog/item.ts';
import { DAY } from '../profile/build-profile.ts';
import { WRITTEN_HALF_LIFE_DAYS, WRITTEN_HALF_LIFE_TEXTS, WRITTEN_WEIGHT } from '../profile/event-weights.ts';
import type { Profile, Written } from '../profile/profile.ts';
import { itemWords } from '../reviews/item-words.ts';
import { signedWords } from '../reviews/signed-words.ts';
import { type Extra, unitOf } from './say.ts';

/** All texts together move an item by at most so many units (see `unitOf`): as far as a session does. */
const MOST = 1;

/** An item that has this share of what was asked for, by rarity, is a full match: few have every word. */
const FULL = 0.5;

/** Words of one text that count, at most: the rarest. A long review is no louder than a short one. */
const MOST_WORDS = 12;

/** One text's say in the score. */
export interface WrittenPart {
  written: Written;
  /** Words as written that some item has, most telling first. */
  words: { word: string; sign: 1 | -1; items: ReadonlyMap<number, number> }[];
  /** Per item, -1 to 1, without age. */
  match: Float32Array;
  /** Weight after fading, 0 to 1. */
  strength: number;
}

const parts = new WeakMap<Profile['written'], { now: number; of: readonly WrittenPart[] }>();

/** What each text says by itself; worked out once for a profile. Texts that no item shares a word with are left out. */
export function writtenParts(
  { written, moment }: Pick<Profile, 'written' | 'moment'>,
  catalog: Catalog,
): readonly WrittenPart[] {
  if (written.length === 0) return [];
  let known = parts.get(written);
  if (known === undefined || known.now !== moment.now) {
    known = { now: moment.now, of: written.flatMap((one, place) => partOf(one, place, moment.now, catalog)) };
    parts.set(written, known);
  }
  return known.of;
}

function partOf(written: Written, place: number, now: number, catalog: Catalog): WrittenPart[] {
  const { stem, having } = itemWords(catalog);
  const n = catalog.items.length;
  const seen = new Set<string>();
  const weighed = signedWords(written.of, written.text, written.stars)
    .flatMap(({ word, sign }) => {
      const key = stem(word);
      if (seen.has(key)) return [];
      seen.add(key);
      const items = having(key);
      return [{ word, sign, items, idf: Math.log1p((n - items.size + 0.5) / (items.size + 0.5)) }];
    })
    // A word of a review that no item has is the reviewer's; one of a search was asked for, and not found.
    .filter(({ items }) => written.of === 'search' || items.size > 0)
    .sort((a, b) => b.idf - a.idf || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_WORDS);
  const whole = weighed.reduce((sum, { idf }) => sum + idf, 0);
  const words = weighed.filter(({ items }) => items.size > 0);
  if (words.length === 0 || !(whole > 0)) return [];
  const match = new Float32Array(n);
  for (const { sign, idf, items } of words) {
    for (const [item, level] of items) match[item] += (sign * level * idf) / whole;
  }
  // Liking a thing is known from its stars: the words are about others.
  if (written.item >= 0) match[written.item] = 0;
  let strongest = FULL;
  for (const value of match) strongest = Math.max(strongest, Math.abs(value));
  for (let item = 0; item < n; item++) match[item] /= strongest;
  const days = Math.max(0, now - written.at) / DAY;
  const strength =
    WRITTEN_WEIGHT[written.of] * 2 ** -(days / WRITTEN_HALF_LIFE_DAYS + place / WRITTEN_HALF_LIFE_TEXTS);
  return [{ written, words: words.map(({ word, sign, items }) => ({ word, sign, items })), match, strength }];
}

/**
 * @param scores of fusion alone
 * @param volume how loud the visitor wants what things are about: 1 as usual
 * @returns null where nothing was written that any item shares a word with
 */
export function writtenWords(
  profile: Pick<Profile, 'written' | 'moment'>,
  catalog: Catalog,
  scores: () => Float64Array,
  volume: number,
): Extra | null {
  if (volume === 0) return null;
  const said = writtenParts(profile, catalog);
  if (said.length === 0) return null;
  const amount = new Float64Array(catalog.items.length);
  for (const { match, strength } of said) {
    for (let item = 0; item < amount.length; item++) amount[item] += strength * match[item];
  }
  const full = volume * MOST * unitOf(scores());
  for (let item = 0; item < amount.length; item++) {
    amount[item] = full * Math.max(-1, Math.min(1, amount[item]));
  }
  return { name: 'written', meaning: 'What you searched for and wrote', amount };
}

/** The text that speaks most for an item, and how much; null where none does. */
export function writtenFor(
  item: number,
  profile: Pick<Profile, 'written' | 'moment'>,
  catalog: Catalog,
): { part: WrittenPart; words: string[] } | null {
  let best: WrittenPart | null = null;
  const sayOf = ({ strength, match }: WrittenPart) => strength * match[item];
  for (const part of writtenParts(profile, catalog)) {
    if (sayOf(part) > (best === null ? 0 : sayOf(best))) best = part;
  }
  if (best === null) return null;
  const words = best.words.filter(({ sign, items }) => sign > 0 && items.has(item)).map(({ word }) => word);
  return { part: best, words };
}
