/**
 * Facets: what a list of items can be narrowed by, how many of them each choice would leave, and the orders they can be
 * put in. Browsing and searching share it. Pure; a table is made once for a catalog.
 */
import type { Catalog, Item } from '../catalog/item.ts';
import { HUES, type Hue } from './colours.ts';

export interface Filters {
  departments: string[];
  kinds: string[];
  brands: string[];
  colours: string[];
  /** What the picture looks like, whatever it is called. Things without a picture don't qualify. */
  hues: Hue[];
  /** By the attribute's name in lower case: what of it will do. */
  attributes: Record<string, string[]>;
  /** In the catalog's currency, both ends included. Things without a price don't qualify. */
  price: { min: number | null; max: number | null };
  /** Mean stars at least; null for any, with or without reviews. */
  rating: number | null;
}

export const NO_FILTERS: Filters = {
  departments: [],
  kinds: [],
  brands: [],
  colours: [],
  hues: [],
  attributes: {},
  price: { min: null, max: null },
  rating: null,
};

/** An order that depends on nothing but the shop. */
export type FixedOrder = 'price-low' | 'price-high' | 'rating' | 'newest' | 'title';

export interface FacetValue {
  value: string;
  count: number;
}

export interface Facets {
  departments: FacetValue[];
  kinds: FacetValue[];
  brands: FacetValue[];
  colours: FacetValue[];
  /** Of pictures, in the order of `HUES`; one thing may have two. Empty where none was described. */
  hues: FacetValue[];
  /** Other attributes that a good part of the list has, the most frequent first. */
  attributes: { name: string; values: FacetValue[] }[];
  /** Lowest and highest, whatever the filters; both 0 without priced items. */
  price: { min: number; max: number };
  /** Whole stars, falling: how many items have at least so many. Empty without reviews. */
  ratings: { min: number; count: number }[];
}

/** What of an item isn't in the catalog. */
export interface Standing {
  /** Mean stars and number of reviews, or null. */
  rating: (item: number) => { mean: number; count: number } | null;
  /** Day of the first sale, or whatever else says how new an item is. */
  firstSeen: ArrayLike<number>;
  /** See `huesOfAll`; left out where no picture was described. */
  hues?: Uint16Array;
}

const LISTS = ['departments', 'kinds', 'brands', 'colours'] as const;
type List = (typeof LISTS)[number];

const valueIn: Record<List, (item: Item) => string> = {
  departments: (item) => item.department,
  kinds: (item) => item.kind,
  brands: (item) => item.brand,
  colours: (item) => attributesOf(item).find(([name]) => isColour(name))?.[1] ?? '',
};

const isColour = (name: string) => name === 'colour' || name === 'color';

function attributesOf({ attributes }: Item): [name: string, value: string][] {
  return Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]);
}

/** An attribute is offered if it has so few values: more are sizes, names and measures of single things. */
const MOST_VALUES = 60;
/** Items for each of its values, on average, at least. */
const ITEMS_PER_VALUE = 2;
/** A measure is no choice: "300 g". Of its values so many may hold a digit. */
const DIGITS = 0.3;

/** Of the list, so many must have an attribute for it to be offered, and so many attributes are. */
const OFFERED_SHARE = 0.15;
const MOST_OFFERED = 5;

/** One property of all items. */
interface Column {
  values: string[];
  /** Per item: index into `values`, -1 for none. */
  code: Int32Array;
}

export class FacetTable {
  readonly #items: readonly Item[];
  readonly #standing: Standing;
  readonly #lists: Record<List, Column>;
  readonly #attributes: ReadonlyMap<string, Column>;

  constructor({ items }: Catalog, standing: Standing) {
    this.#items = items;
    this.#standing = standing;
    this.#lists = Object.fromEntries(LISTS.map((list) => [list, columnOf(items, valueIn[list])])) as Record<
      List,
      Column
    >;
    this.#attributes = attributeColumns(items);
  }

  /** Whether an item passes every filter. */
  passing(filters: Filters): (item: number) => boolean {
    const tests = this.#tests(filters);
    return (item) => tests.every(({ passes }) => passes(item));
  }

  /**
   * Choices and how many of `listed` each would leave. A facet's own choices don't narrow its counts: they are
   * alternatives to each other.
   */
  count(listed: ArrayLike<number>, filters: Filters): Facets {
    const tests = this.#tests(filters);
    /** Per listed item: -1 if it passes all, the one test that it fails, or -2 where more would have to go. */
    const failed = new Int16Array(listed.length).fill(-1);
    tests.forEach(({ passes }, at) => {
      for (let k = 0; k < listed.length; k++) if (!passes(listed[k])) failed[k] = failed[k] === -1 ? at : -2;
    });
    const own = (key: string) => tests.findIndex((test) => test.key === key);
    const counted = (column: Column, key: string) => countColumn(column, listed, failed, own(key));
    return {
      departments: counted(this.#lists.departments, 'departments'),
      kinds: counted(this.#lists.kinds, 'kinds'),
      brands: counted(this.#lists.brands, 'brands'),
      colours: counted(this.#lists.colours, 'colours'),
      hues: this.#hues(listed, failed, own('hues')),
      attributes: this.#offered(listed, filters).map((name) => ({
        name,
        values: counted(this.#attributes.get(name) as Column, attributeKey(name)),
      })),
      price: this.#priceRange(listed),
      ratings: this.#ratings(listed, failed, own('rating')),
    };
  }

  /** Puts items in order; ties by lower index. */
  sorted(items: readonly number[], order: FixedOrder): number[] {
    const all = this.#items;
    const { firstSeen } = this.#standing;
    const keys: Record<FixedOrder, (a: number, b: number) => number> = {
      // Items without a price come last either way.
      'price-low': (a, b) => (all[a].price ?? Number.MAX_VALUE) - (all[b].price ?? Number.MAX_VALUE),
      'price-high': (a, b) => (all[b].price ?? -1) - (all[a].price ?? -1),
      rating: (a, b) => this.#ratingKey(b) - this.#ratingKey(a),
      newest: (a, b) => firstSeen[b] - firstSeen[a],
      title: (a, b) => all[a].title.localeCompare(all[b].title),
    };
    return [...items].sort((a, b) => keys[order](a, b) || a - b);
  }

  /** The range around `wanted` that takes in the nearest prices below and above it; open where nothing is priced. */
  nearestPrices(listed: readonly number[], filters: Filters, wanted: Filters['price']): Filters['price'] {
    const passes = this.passing(filters);
    const prices = listed.filter(passes).flatMap((item) => this.#items[item].price ?? []);
    const { min, max } = wanted;
    const below = prices.filter((price) => min !== null && price < min);
    const above = prices.filter((price) => max !== null && price > max);
    const nearest = (found: readonly number[], best: (a: number, b: number) => number) =>
      found.length === 0 ? null : found.reduce((a, b) => best(a, b));
    const low = nearest(below, Math.max);
    const high = nearest(above, Math.min);
    if (low === null && high === null) return { min: null, max: null };
    // Whichever end is nearer to what was wanted moves.
    const down = low === null || min === null ? Number.POSITIVE_INFINITY : min - low;
    const up = high === null || max === null ? Number.POSITIVE_INFINITY : high - max;
    return up <= down ? { min, max: high } : { min: low, max };
  }

  #tests(filters: Filters): { key: string; passes: (item: number) => boolean }[] {
    const tests: { key: string; passes: (item: number) => boolean }[] = [];
    const choose = (key: string, column: Column | undefined, chosen: readonly string[]) => {
      if (chosen.length === 0) return;
      const wanted = new Set(chosen.map((value) => column?.values.indexOf(value) ?? -1));
      wanted.delete(-1);
      tests.push({ key, passes: (item) => wanted.has(column?.code[item] ?? -1) });
    };
    for (const list of LISTS) choose(list, this.#lists[list], filters[list]);
    for (const [name, chosen] of Object.entries(filters.attributes))
      choose(attributeKey(name), this.#attributes.get(name), chosen);
    if (filters.hues.length > 0) {
      const wanted = filters.hues.reduce((bits, hue) => bits | (1 << HUES.indexOf(hue)), 0);
      tests.push({ key: 'hues', passes: (item) => ((this.#standing.hues?.[item] ?? 0) & wanted) !== 0 });
    }
    const { min, max } = filters.price;
    if (min !== null || max !== null) {
      const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
      tests.push({
        key: 'price',
        passes: (item) => {
          const { price } = this.#items[item];
          return price !== null && price >= low && price <= high;
        },
      });
    }
    const { rating } = filters;
    if (rating !== null) {
      const passes = (item: number) => (this.#standing.rating(item)?.mean ?? -1) >= rating;
      tests.push({ key: 'rating', passes });
    }
    return tests;
  }

  /** Attributes that are chosen from, and then those that most of the list has. */
  #offered(listed: ArrayLike<number>, { attributes }: Filters): string[] {
    const chosen = Object.keys(attributes).filter(
      (name) => attributes[name].length > 0 && this.#attributes.has(name),
    );
    const frequent: { name: string; items: number }[] = [];
    for (const [name, { code }] of this.#attributes) {
      if (chosen.includes(name)) continue;
      let items = 0;
      const values = new Set<number>();
      for (let k = 0; k < listed.length; k++) {
        const value = code[listed[k]];
        if (value < 0) continue;
        items++;
        if (values.size < 2) values.add(value);
      }
      if (values.size > 1 && items >= listed.length * OFFERED_SHARE) frequent.push({ name, items });
    }
    frequent.sort((a, b) => b.items - a.items || (a.name < b.name ? -1 : 1));
    return [...chosen, ...frequent.map(({ name }) => name)].slice(0, Math.max(MOST_OFFERED, chosen.length));
  }

  #hues(listed: ArrayLike<number>, failed: Int16Array, own: number): FacetValue[] {
    const { hues } = this.#standing;
    if (hues === undefined) return [];
    return HUES.flatMap((value, k): FacetValue[] => {
      let there = false;
      let count = 0;
      for (let i = 0; i < listed.length; i++) {
        if ((hues[listed[i]] & (1 << k)) === 0) continue;
        there = true;
        if (isOpen(failed[i], own)) count++;
      }
      return there ? [{ value, count }] : [];
    });
  }

  #priceRange(listed: ArrayLike<number>): { min: number; max: number } {
    let min = Number.POSITIVE_INFINITY;
    let max = 0;
    for (let k = 0; k < listed.length; k++) {
      const { price } = this.#items[listed[k]];
      if (price === null) continue;
      min = Math.min(min, price);
      max = Math.max(max, price);
    }
    return { min: min === Number.POSITIVE_INFINITY ? 0 : min, max };
  }

  #ratings(listed: ArrayLike<number>, failed: Int16Array, own: number): { min: number; count: number }[] {
    const counts = [0, 0, 0, 0, 0, 0];
    let rated = false;
    for (let k = 0; k < listed.length; k++) {
      const rating = this.#standing.rating(listed[k]);
      if (rating === null) continue;
      rated = true;
      if (!isOpen(failed[k], own)) continue;
      for (let min = Math.min(5, Math.floor(rating.mean)); min > 0; min--) counts[min]++;
    }
    // At least one star is any star.
    return rated ? [4, 3, 2].map((min) => ({ min, count: counts[min] })) : [];
  }

  /** Mean stars drawn towards 3.5 by two imaginary reviews, so that a single 5 doesn't lead the shop. */
  #ratingKey(item: number): number {
    const rating = this.#standing.rating(item);
    return rating === null ? 0 : (rating.mean * rating.count + 7) / (rating.count + 2);
  }
}

/** Passes everything, or fails only the facet that is counted. */
const isOpen = (failed: number, own: number) => failed === -1 || (own >= 0 && failed === own);

const attributeKey = (name: string) => `attribute ${name}`;

function columnOf(items: readonly Item[], value: (item: Item) => string): Column {
  const codes = new Map<string, number>();
  const code = Int32Array.from(items, (item) => {
    const text = value(item);
    if (text === '') return -1;
    const known = codes.get(text) ?? codes.size;
    codes.set(text, known);
    return known;
  });
  return { values: [...codes.keys()], code };
}

function attributeColumns(items: readonly Item[]): Map<string, Column> {
  const found = new Map<string, { values: Map<string, number>; items: number }>();
  for (const item of items) {
    for (const [name, value] of attributesOf(item)) {
      if (isColour(name) || value === '') continue;
      let known = found.get(name);
      if (known === undefined) {
        known = { values: new Map(), items: 0 };
        found.set(name, known);
      }
      known.values.set(value, (known.values.get(value) ?? 0) + 1);
      known.items++;
    }
  }
  const columns = new Map<string, Column & { codes: ReadonlyMap<string, number> }>();
  for (const [name, { values, items: having }] of found) {
    const measures = [...values.keys()].filter((value) => /\p{N}/u.test(value)).length;
    const choice =
      values.size > 1 &&
      values.size <= MOST_VALUES &&
      having >= values.size * ITEMS_PER_VALUE &&
      measures <= values.size * DIGITS;
    if (!choice) continue;
    const codes = new Map([...values.keys()].map((value, code) => [value, code]));
    columns.set(name, { values: [...codes.keys()], code: new Int32Array(items.length).fill(-1), codes });
  }
  items.forEach((item, index) => {
    for (const [name, value] of attributesOf(item)) {
      const column = columns.get(name);
      if (column !== undefined) column.code[index] = column.codes.get(value) ?? -1;
    }
  });
  return columns;
}

/** Every value that the list has, those that its filters leave none of included, most frequent first. */
function countColumn(
  { values, code }: Column,
  listed: ArrayLike<number>,
  failed: Int16Array,
  own: number,
): FacetValue[] {
  const counts = new Map<number, number>();
  for (let k = 0; k < listed.length; k++) {
    const value = code[listed[k]];
    if (value < 0) continue;
    counts.set(value, (counts.get(value) ?? 0) + (isOpen(failed[k], own) ? 1 : 0));
  }
  return [...counts]
    .map(([value, count]) => ({ value: values[value], count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}
