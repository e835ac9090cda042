/**
 * Understanding: what a profile means, in the terms people think in: several interests kept apart, facets and
 * price bands lately and usually, what is turned down, how the shop is used, what this visit may be for. A pure
 * function of the profile and the events behind it, so that forgetting stays exact; ranking doesn't read it.
 */
import { normalise } from '../catalog/clusters.ts';
import type { Catalog, Item } from '../catalog/item.ts';
import type { Facet } from '../history/event.ts';
import { type Against, type Aversion, aversionsOf, itemsAgainst } from './aversions.ts';
import { type Behaviour, behaviourOf, quantile } from './behaviour.ts';
import { chronological } from './build-profile.ts';
import { facetsOf } from './catalog-facets.ts';
import { centredRows, groupAlike } from './clusters.ts';
import { BACKGROUND } from './event-weights.ts';
import { type Intent, intentOf } from './intent.ts';
import { type NamedBy, nameGroups } from './naming.ts';
import type { PastEvent, Profile, Touched } from './profile.ts';

/** Shares of attention, each 0 to 1. */
export interface Shares {
  /** By faded weight, `Touched.weight`. */
  lately: number;
  /** By lasting weight, `Touched.lasting`. */
  usually: number;
}

/** A facet and its share. Departments', kinds' and brands' add up to 1 at most, an item's attributes overlap. */
export interface Taste extends Shares {
  facet: Facet;
  /** Strongest first. */
  items: number[];
}

export type PriceBand = 'cheaper' | 'middle' | 'dearer';

/** A third of the prices of an item's kind; shares are of the touched items with a price and add up to 1. */
export interface PriceTaste extends Shares {
  band: PriceBand;
  items: number[];
}

/** One of several interests; their shares add up to 1. */
export interface InterestGroup extends Shares {
  /** See `GroupName`. */
  name: string;
  /** See `GroupName`; in words by `nameIn`. */
  named: NamedBy;
  /** See `GroupName`. */
  telling: boolean;
  /** Strongest first. */
  items: number[];
  /** Events of interest in them. */
  events: number;
  /** Epoch ms of the newest. */
  last: number;
  /** Of centred vectors, unit length, by the sum of both shares; null without vectors. */
  centroid: Float32Array | null;
}

export interface Understanding {
  /** By the larger share, largest first. */
  tastes: Taste[];
  /** Cheaper, middle, dearer; none where nothing touched has a price. */
  prices: PriceTaste[];
  /** Mean meaning of all that was touched, by faded and by lasting weight, as `InterestGroup.centroid`. */
  centroids: { lately: Float32Array | null; usually: Float32Array | null };
  /** By the sum of both shares, largest first. */
  interests: InterestGroup[];
  /** Things turned down, ascending by item, and what they have in common. */
  against: Against[];
  aversions: Aversion[];
  behaviour: Behaviour;
  intent: Intent;
}

/**
 * @param past The events that `profile` was built from, in any order; items outside the catalog are ignored.
 * @param vectors n x d text vectors of the catalog's items, row-major; empty where there are none.
 */
export function understand(
  profile: Profile,
  past: readonly PastEvent[],
  catalog: Catalog,
  vectors: Float32Array,
): Understanding {
  const { items } = catalog;
  const inOrder = chronological(past);
  const d = items.length === 0 ? 0 : Math.floor(vectors.length / items.length);
  const touched = sharesOf(profile.touched);
  const rows = centredRows(
    vectors,
    d,
    touched.map(({ item }) => item),
  );
  const everywhere = touched.map((_, at) => at);
  const centroids = {
    lately: centroidOf(everywhere, (at) => touched[at].lately, rows, d),
    usually: centroidOf(everywhere, (at) => touched[at].usually, rows, d),
  };
  const against = itemsAgainst(profile, inOrder, items.length);
  const behaviour = behaviourOf(inOrder, profile, catalog);
  return {
    tastes: tastesOf(touched, catalog),
    prices: pricesOf(touched, catalog),
    centroids,
    interests: interestsOf(touched, inOrder, catalog, rows, d),
    against,
    aversions: aversionsOf(against, profile, catalog),
    behaviour,
    intent: intentOf(inOrder, profile, items, behaviour.repeats, vectors),
  };
}

interface Share extends Shares {
  item: number;
  last: number;
}

/** Strongest first, by the sum of both shares. */
function sharesOf(touched: readonly Touched[]): Share[] {
  let weights = 0;
  let lastings = 0;
  for (const { weight, lasting } of touched) {
    weights += weight;
    lastings += lasting;
  }
  return touched
    .map(({ item, weight, lasting, last }) => ({
      item,
      last,
      lately: weights > 0 ? weight / weights : 0,
      usually: lastings > 0 ? lasting / lastings : 0,
    }))
    .sort((a, b) => b.lately + b.usually - (a.lately + a.usually) || a.item - b.item);
}

/** Weighted sum of the rows at `places`, at unit length; null where that has none. */
function centroidOf(
  places: readonly number[],
  weightOf: (place: number) => number,
  rows: Float32Array,
  d: number,
): Float32Array | null {
  const sum = new Float32Array(d);
  for (const at of places) {
    const weight = weightOf(at);
    for (let k = 0; k < d; k++) sum[k] += weight * rows[at * d + k];
  }
  return normalise(sum, 0, d) ? sum : null;
}

/** Rounding may carry a sum of shares a hair past 1. */
function add(to: Shares, { lately, usually }: Shares): void {
  to.lately = Math.min(1, to.lately + lately);
  to.usually = Math.min(1, to.usually + usually);
}

function tastesOf(touched: readonly Share[], catalog: Catalog): Taste[] {
  const found = new Map<string, Taste>();
  for (const share of touched) {
    for (const { facet, key } of facetsOf(catalog, share.item)) {
      let taste = found.get(key);
      if (taste === undefined) {
        taste = { facet, lately: 0, usually: 0, items: [] };
        found.set(key, taste);
      }
      add(taste, share);
      taste.items.push(share.item);
    }
  }
  return [...found]
    .sort(
      ([a, one], [b, two]) =>
        Math.max(two.lately, two.usually) - Math.max(one.lately, one.usually) || (a < b ? -1 : 1),
    )
    .map(([, taste]) => taste);
}

/** Prices that a band needs to be told by; below it the department's are used, then the catalog's. */
const PRICES_OF_A_KIND = 6;

const pricedIn = new WeakMap<Catalog, (item: Item) => PriceBand | null>();

/** Which third of the prices of its kind an item's is in; null where it has none. */
export function priceBands(catalog: Catalog): (item: Item) => PriceBand | null {
  let bandOf = pricedIn.get(catalog);
  if (bandOf === undefined) {
    const prices = new Map<string, number[]>();
    const keysOf = ({ department, kind }: Item) => [`${department}\n${kind}`, department, ''];
    for (const item of catalog.items) {
      if (item.price === null) continue;
      for (const key of keysOf(item)) {
        const known = prices.get(key);
        if (known) known.push(item.price);
        else prices.set(key, [item.price]);
      }
    }
    const thirds = new Map(
      [...prices].map(([key, all]) => {
        all.sort((a, b) => a - b);
        return [key, { count: all.length, low: quantile(all, 1 / 3), high: quantile(all, 2 / 3) }];
      }),
    );
    bandOf = (item) => {
      if (item.price === null) return null;
      const key = keysOf(item).find((one) => (thirds.get(one)?.count ?? 0) >= PRICES_OF_A_KIND) ?? '';
      const { low, high } = thirds.get(key) ?? { low: item.price, high: item.price };
      if (item.price < low) return 'cheaper';
      return item.price > high ? 'dearer' : 'middle';
    };
    pricedIn.set(catalog, bandOf);
  }
  return bandOf;
}

function pricesOf(touched: readonly Share[], catalog: Catalog): PriceTaste[] {
  const bandOf = priceBands(catalog);
  const bands = (['cheaper', 'middle', 'dearer'] as const).map(
    (band): PriceTaste => ({ band, lately: 0, usually: 0, items: [] }),
  );
  const all: Shares = { lately: 0, usually: 0 };
  for (const share of touched) {
    const band = bandOf(catalog.items[share.item]);
    const taste = bands.find((one) => one.band === band);
    if (taste === undefined) continue;
    add(taste, share);
    add(all, share);
    taste.items.push(share.item);
  }
  for (const taste of bands) {
    taste.lately = all.lately > 0 ? Math.min(1, taste.lately / all.lately) : 0;
    taste.usually = all.usually > 0 ? Math.min(1, taste.usually / all.usually) : 0;
  }
  return bands.some(({ items }) => items.length > 0) ? bands : [];
}

function interestsOf(
  touched: readonly Share[],
  inOrder: readonly PastEvent[],
  catalog: Catalog,
  rows: Float32Array,
  d: number,
): InterestGroup[] {
  const weighed = touched.map(({ item, lately, usually }) => ({ item, weight: lately + usually }));
  const groups = groupAlike(weighed, catalog, rows, d);
  const events = new Map(touched.map(({ item }) => [item, 0]));
  for (const { item, type } of inOrder) {
    const known = events.get(item);
    if (known !== undefined && !BACKGROUND.has(type)) events.set(item, known + 1);
  }
  const names = nameGroups(
    groups.map((group) => group.map((at) => weighed[at])),
    catalog,
  );
  return groups.map((group, place) => {
    const interest: InterestGroup = {
      ...names[place],
      lately: 0,
      usually: 0,
      items: group.map((at) => touched[at].item),
      events: 0,
      last: Number.NEGATIVE_INFINITY,
      centroid: centroidOf(group, (at) => weighed[at].weight, rows, d),
    };
    for (const at of group) {
      add(interest, touched[at]);
      interest.events += events.get(touched[at].item) ?? 0;
      interest.last = Math.max(interest.last, touched[at].last);
    }
    return interest;
  });
}
