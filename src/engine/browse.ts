/**
 * Browsing: a department's items filtered, sorted and counted. Pure.
 */
import { type Facets, type Filters, NO_FILTERS } from '../search/facets.ts';
import type { BrowseRequest } from './recommender.ts';
import type { Shop } from './shop.ts';

export interface Browsed {
  /** Indices into `Catalog.items`, in the order asked for. */
  items: number[];
  /** Values of each facet with how many items choosing it as well would show. */
  facets: Facets;
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
  const { department: _, sort, ...chosen } = request;
  const filters: Filters = { ...NO_FILTERS, ...chosen };
  const table = shop.facets();
  const shown = inDepartment.filter(table.passing(filters));
  return {
    items: sort === 'for-you' ? inOrderOfScore(shown, byScore) : table.sorted(shown, sort),
    facets: table.count(inDepartment, filters),
  };
}

function inOrderOfScore(
  shown: number[],
  byScore: (allowed: (item: number) => boolean) => { item: number }[],
): number[] {
  const wanted = new Set(shown);
  return byScore((item) => wanted.has(item)).map(({ item }) => item);
}
