/**
 * Readout: what a visitor was shown over a while, measured as slates are: how unlike, how little known, how much of
 * the catalog, in what mix. Events in, numbers out; words are the page's.
 */
import type { Catalog } from '../catalog/item.ts';
import { GUESSES } from '../history/event.ts';
import type { PastEvent, Profile } from '../profile/profile.ts';
import { dotPair } from '../signals/vectors.ts';
import { seeded } from '../training/random.ts';
import { broadLevel, type Level } from './categories.ts';

export interface ShownMix {
  name: string;
  /** Share of the places shown, and of the visitor's own interest; each sums to 1 over all categories. */
  shown: number;
  own: number;
}

export interface ShownReadout {
  /** Places shown: a thing shown twice counts twice. */
  places: number;
  /** Distinct things. */
  things: number;
  /** Of the catalog, 0 to 1. */
  coverage: number;
  /** Mean unlikeness (1 - cosine) of two things that stood on one shelf together; null where none did. */
  diversity: number | null;
  /** The same of two things drawn from the catalog: what a shelf without any thread would have. */
  usualDiversity: number | null;
  /** Share of the places that went to the better-known half of the catalog. */
  wellKnown: number;
  /** Share of the places that were guesses. */
  explored: number;
  /** Which categories `mix` is of; null where the catalog has none. */
  level: Level | null;
  /** Largest share shown first; categories that neither were shown nor are of interest are left out. */
  mix: ShownMix[];
}

/** Pairs of the catalog behind `usualDiversity`, drawn with a fixed seed. */
const PAIRS = 2000;

/**
 * @param past In history order.
 * @param counts How often each item was taken by everybody.
 * @param from Epoch ms: what was shown before it is left out.
 */
export function readoutOf(
  past: readonly PastEvent[],
  { interests }: Pick<Profile, 'interests'>,
  catalog: Catalog,
  vectors: Float32Array,
  counts: ArrayLike<number>,
  from: number,
): ShownReadout {
  const n = catalog.items.length;
  const known = betterKnown(counts, n);
  const level = broadLevel(catalog);
  const things = new Set<number>();
  const byCategory = new Map<string, number>();
  const pairs = { sum: 0, count: 0 };
  let places = 0;
  let wellKnown = 0;
  let guesses = 0;
  for (const { type, at, seen = [], shelf } of past) {
    if (type !== 'view_item_list' || at < from) continue;
    for (const item of seen) {
      places++;
      things.add(item);
      if (known[item] === 1) wellKnown++;
      if (shelf === GUESSES) guesses++;
      if (level === null) continue;
      const name = catalog.items[item][level];
      byCategory.set(name, (byCategory.get(name) ?? 0) + 1);
    }
    // Guesses of several shelves stand in one list: they never were beside each other.
    if (shelf !== GUESSES) addPairs(pairs, seen, vectors, n);
  }
  const share = (part: number) => (places === 0 ? 0 : part / places);
  return {
    places,
    things: things.size,
    coverage: n === 0 ? 0 : things.size / n,
    diversity: pairs.count === 0 ? null : pairs.sum / pairs.count,
    usualDiversity: usualDiversity(vectors, n),
    wellKnown: share(wellKnown),
    explored: share(guesses),
    level,
    mix: level === null ? [] : mixOf(byCategory, places, interests, level),
  };
}

function addPairs(
  pairs: { sum: number; count: number },
  seen: readonly number[],
  vectors: Float32Array,
  n: number,
): void {
  const d = vectors.length / n;
  if (d === 0) return;
  for (let a = 0; a < seen.length; a++) {
    for (let b = 0; b < a; b++) {
      pairs.sum += 1 - dotPair(vectors, d, seen[a], seen[b]);
      pairs.count++;
    }
  }
}

function usualDiversity(vectors: Float32Array, n: number): number | null {
  const d = vectors.length / n;
  if (n < 2 || d === 0) return null;
  const pairs = { sum: 0, count: 0 };
  const random = seeded(PAIRS);
  for (let k = 0; k < PAIRS; k++) {
    const a = Math.floor(random() * n);
    const b = Math.floor(random() * n);
    if (a !== b) addPairs(pairs, [a, b], vectors, n);
  }
  return pairs.count === 0 ? null : pairs.sum / pairs.count;
}

/** 1 for the half of the catalog that is taken more often; ties go to the lower index. */
function betterKnown(counts: ArrayLike<number>, n: number): Uint8Array {
  const order = Array.from({ length: n }, (_, item) => item).sort((a, b) => counts[b] - counts[a] || a - b);
  const known = new Uint8Array(n);
  for (const item of order.slice(0, Math.ceil(n / 2))) known[item] = 1;
  return known;
}

function mixOf(
  shown: ReadonlyMap<string, number>,
  places: number,
  interests: Profile['interests'],
  level: Level,
): ShownMix[] {
  const own = new Map<string, number>();
  let total = 0;
  for (const { of, name, share } of interests) {
    if (of !== level) continue;
    own.set(name, share);
    total += share;
  }
  return [...new Set([...shown.keys(), ...own.keys()])]
    .filter((name) => name !== '')
    .map((name) => ({
      name,
      shown: places === 0 ? 0 : (shown.get(name) ?? 0) / places,
      own: total === 0 ? 0 : (own.get(name) ?? 0) / total,
    }))
    .sort((a, b) => b.shown - a.shown || b.own - a.own || (a.name < b.name ? -1 : 1));
}
