/**
 * Time of day: how much more of its sales than usual an item makes at this part of the day. What an item's own
 * counts can't say yet, its kind says, and its department before that: breakfast is breakfast.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Popularity } from '../packs/pack.ts';
import { localTime, PARTS_OF_DAY, partOfDay } from '../profile/calendar.ts';
import type { Signal } from './signal.ts';

const PARTS = PARTS_OF_DAY.length;

/**
 * Buyers' worth of its kind's day that every item starts from, and of its department's that a kind does: as many as
 * months start from (`MONTH_PRIOR`), so that rare items don't shout.
 */
const PRIOR = 20;

/** A part of the day with less than this share of all sales is one in which the shop sleeps: it says nothing. */
const ASLEEP = 0.01;

interface Lifts {
  /** Per item and part of the day: its share there over the shop's, n x PARTS. */
  lift: Float32Array;
  /** Share of all sales in each part of the day. */
  shop: Float64Array;
}

const found = new WeakMap<Popularity, { catalog: Catalog; lifts: Lifts }>();

/** The same counts are asked about at many moments. */
function liftsOf(counts: Popularity, catalog: Catalog): Lifts {
  const known = found.get(counts);
  if (known?.catalog === catalog) return known.lifts;
  const lifts = makeLifts(counts, catalog);
  found.set(counts, { catalog, lifts });
  return lifts;
}

function makeLifts({ total, hours }: Popularity, { items }: Catalog): Lifts {
  const weigh = (sums: Float64Array, item: number) => {
    for (let part = 0; part < PARTS; part++) sums[part] += total[item] * hours[item * PARTS + part];
  };
  const shop = new Float64Array(PARTS);
  const departments = new Map<string, Float64Array>();
  const kinds = new Map<string, Float64Array>();
  const kindOf = ({ department, kind }: Catalog['items'][number]) => `${department}\n${kind}`;
  const sumsIn = (sums: Map<string, Float64Array>, name: string) => {
    const own = sums.get(name) ?? new Float64Array(PARTS);
    sums.set(name, own);
    return own;
  };
  items.forEach((item, i) => {
    weigh(shop, i);
    weigh(sumsIn(departments, item.department), i);
    weigh(sumsIn(kinds, kindOf(item)), i);
  });
  scaleToOne(shop);
  for (const sums of departments.values()) blend(sums, shop);
  for (const [name, sums] of kinds) blend(sums, sumsIn(departments, name.slice(0, name.indexOf('\n'))));
  const lift = new Float32Array(items.length * PARTS);
  const own = new Float64Array(PARTS);
  items.forEach((item, i) => {
    own.fill(0);
    weigh(own, i);
    blend(own, sumsIn(kinds, kindOf(item)));
    for (let part = 0; part < PARTS; part++) {
      lift[i * PARTS + part] = shop[part] > 0 ? own[part] / shop[part] : 1;
    }
  });
  return { lift, shop };
}

function scaleToOne(sums: Float64Array): void {
  const total = sums.reduce((sum, value) => sum + value, 0);
  if (total > 0) for (let part = 0; part < PARTS; part++) sums[part] /= total;
}

/** Counts become shares, with `PRIOR` more counts as the group around them has them. */
function blend(sums: Float64Array, around: Float64Array): void {
  for (let part = 0; part < PARTS; part++) sums[part] += PRIOR * around[part];
  scaleToOne(sums);
}

/**
 * How many times its usual share of sales an item makes at a part of the day; 1 where nothing is known.
 * @param part Index into `PARTS_OF_DAY`.
 */
export function liftAt(counts: Popularity, catalog: Catalog, item: number, part: number): number {
  return liftsOf(counts, catalog).lift[item * PARTS + part];
}

/** Share of all the shop's sales in a part of the day, smoothed by nothing. */
export function shopShareAt(counts: Popularity, catalog: Catalog, part: number): number {
  return liftsOf(counts, catalog).shop[part];
}

/** The logarithm, so that twice and half as much weigh alike. */
export const popularityHour: Signal = {
  name: 'popularity-hour',
  meaning: 'people buy it at this time of day',
  score({ catalog, pack, profile }, out) {
    const { lift, shop } = liftsOf(pack.popularity, catalog);
    const part = partOfDay(localTime(profile.moment));
    if (shop[part] < ASLEEP) return false;
    for (let item = 0; item < out.length; item++) out[item] = Math.log(lift[item * PARTS + part]);
    return out.some((value) => value !== out[0]);
  },
};
