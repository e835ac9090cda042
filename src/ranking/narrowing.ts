/**
 * Narrowing: whether a visitor's attention has gathered on one thing of late, against their own past and against the
 * breadth of the shop. It only notices; what to do about it is the visitor's.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Profile, Step } from '../profile/profile.ts';
import { type Level, levelsOf } from './categories.ts';

export interface Narrowing {
  level: Level;
  /** Of the category, as the catalog writes it. */
  name: string;
  /** Its share of the newest `of` things done, 0 to 1. */
  share: number;
  of: number;
  /** Over how many categories attention was effectively spread, of late and before: see `effectiveNumber`. */
  lately: number;
  before: number;
}

/** The newest steps, which are "lately", and how many there must be before them to compare with. */
const LATELY = 12;
const FEWEST_BEFORE = 12;

/** "Nearly all" of them are one category's. */
const NEARLY_ALL = 0.75;

/** Looking at one thing again and again is interest in that thing, no narrowing. */
const FEWEST_THINGS = 4;

/** Lately on at most this share of the categories that it was on before. */
const FALLEN_TO = 0.5;

/** A shop of fewer categories is narrow itself. */
const FEWEST_CATEGORIES = 4;

/**
 * Judged at the finest level first: "nearly all tents" says more than "nearly all Outdoors".
 * @returns null where attention is as wide as it was, or too little is known
 */
export function narrowing(catalog: Catalog, { sequence }: Pick<Profile, 'sequence'>): Narrowing | null {
  if (sequence.length < LATELY + FEWEST_BEFORE) return null;
  const newest = sequence.slice(-LATELY);
  if (new Set(newest.map(({ item }) => item)).size < FEWEST_THINGS) return null;
  for (const level of levelsOf(catalog).reverse()) {
    const categories = new Set(catalog.items.map((item) => item[level]));
    if (categories.size < FEWEST_CATEGORIES) continue;
    const recent = sharesOf(newest, catalog, level);
    const [name, share] = [...recent].reduce((most, one) => (one[1] > most[1] ? one : most));
    if (name === '' || share < NEARLY_ALL) continue;
    const lately = effectiveNumber(recent.values());
    const before = effectiveNumber(sharesOf(sequence.slice(0, -LATELY), catalog, level).values());
    if (lately <= FALLEN_TO * before) return { level, name, share, of: LATELY, lately, before };
  }
  return null;
}

/** Share of each category among things done, each counting alike. */
function sharesOf(steps: readonly Step[], { items }: Catalog, level: Level): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { item } of steps) {
    const name = items[item][level];
    shares.set(name, (shares.get(name) ?? 0) + 1 / steps.length);
  }
  return shares;
}

/**
 * The number of equally used categories that would be as diverse: e to the Shannon entropy (Hill 1973). 1 where
 * everything is one.
 * @param shares sum to 1
 */
export function effectiveNumber(shares: Iterable<number>): number {
  let entropy = 0;
  for (const share of shares) if (share > 0) entropy -= share * Math.log(share);
  return Math.exp(entropy);
}
