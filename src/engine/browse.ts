/**
 * Browsing: a department's items filtered, sorted and counted. Pure.
 */
import type { Item } from '../catalog/item.ts';
import type { BrowseRequest, FacetValue, Sort } from './recommender.ts';
import type { Shop } from './shop.ts';

type Facet = 'kinds' | 'brands' | 'colours';

const facetValue: Record<Facet, (item: Item) => string> = {
  kinds: (item) => item.kind,
  brands: (item) => item.brand,
  colours: (item) => item.attributes.colour ?? item.attributes.color ?? '',
};

export interface Browsed {
  /** Indices into `Catalog.items`, in the order asked for. */
  items: number[];
  /** Values of each facet with how many items choosing it as well would show. */
  facets: {
    kinds: FacetValue[];
    brands: FacetValue[];
    colours: FacetValue[];
    price: { min: number; max: number };
  };
}

/**
 * @param byScore the allowed items, best first by the fused score, for the sort `for-you`
 * @param hidden items never shown
 */
export function browse(
  shop: Shop,
  request: BrowseRequest,
  byScore: (allowed: (item: number) => boolean) => { item: number }[],
  hidden: ReadonlySet<number>,
): Browsed {
  const items = shop.catalog.items;
  const department = request.department === null ? null : shop.department(request.department);
  const inDepartment = items
    .map((_, index) => index)
    .filter((i) => (department === null || items[i].department === department.name) && !hidden.has(i));

  const wanted: Record<Facet, ReadonlySet<string>> = {
    kinds: new Set(request.kinds),
    brands: new Set(request.brands),
    colours: new Set(request.colours),
  };
  const facets = Object.keys(facetValue) as Facet[];
  const passes = (item: Item, except?: Facet) =>
    facets.every(
      (facet) => facet === except || wanted[facet].size === 0 || wanted[facet].has(facetValue[facet](item)),
    );
  const affordable = ({ price }: Item) => {
    const { min, max } = request.price;
    if (min === null && max === null) return true;
    return price !== null && price >= (min ?? 0) && price <= (max ?? Number.POSITIVE_INFINITY);
  };

  const shown = inDepartment.filter((i) => passes(items[i]) && affordable(items[i]));
  // A facet's own choices don't narrow its counts: they are alternatives to each other.
  const count = (facet: Facet): FacetValue[] => {
    const counts = new Map<string, number>();
    for (const i of inDepartment) {
      const value = facetValue[facet](items[i]);
      if (value === '') continue;
      const hit = passes(items[i], facet) && affordable(items[i]) ? 1 : 0;
      counts.set(value, (counts.get(value) ?? 0) + hit);
    }
    return [...counts]
      .map(([value, n]) => ({ value, count: n }))
      .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  };
  const prices = inDepartment.map((i) => items[i].price).filter((price) => price !== null);

  return {
    items: request.sort === 'for-you' ? inOrderOfScore(shown, byScore) : sorted(shown, request.sort, shop),
    facets: {
      kinds: count('kinds'),
      brands: count('brands'),
      colours: count('colours'),
      price: {
        min: prices.reduce((a, b) => Math.min(a, b), prices[0] ?? 0),
        max: prices.reduce((a, b) => Math.max(a, b), 0),
      },
    },
  };
}

function inOrderOfScore(
  shown: number[],
  byScore: (allowed: (item: number) => boolean) => { item: number }[],
): number[] {
  const wanted = new Set(shown);
  return byScore((item) => wanted.has(item)).map(({ item }) => item);
}

function sorted(shown: number[], sort: Exclude<Sort, 'for-you'>, shop: Shop): number[] {
  const { items } = shop.catalog;
  const { firstSeen } = shop.pack.popularity;
  const keys: Record<Exclude<Sort, 'for-you'>, (a: number, b: number) => number> = {
    // Items without a price come last either way.
    'price-low': (a, b) => (items[a].price ?? Number.MAX_VALUE) - (items[b].price ?? Number.MAX_VALUE),
    'price-high': (a, b) => (items[b].price ?? -1) - (items[a].price ?? -1),
    rating: (a, b) => ratingKey(shop, b) - ratingKey(shop, a),
    newest: (a, b) => firstSeen[b] - firstSeen[a],
    title: (a, b) => items[a].title.localeCompare(items[b].title),
  };
  return shown.sort((a, b) => keys[sort](a, b) || a - b);
}

/** Mean stars drawn towards 3.5 by two imaginary reviews, so that a single 5 doesn't lead the shop. */
function ratingKey(shop: Shop, index: number): number {
  const rating = shop.rating(index);
  return rating === null ? 0 : (rating.mean * rating.count + 7) / (rating.count + 2);
}
