/** What narrows and sorts a department, and how it is written in the address. Pure. */
import type { BrowseRequest, Sort } from '../engine/recommender.ts';

export interface Narrowing extends Omit<BrowseRequest, 'department'> {
  /** How many cards are shown. */
  show: number;
}

export const SORTS: readonly Sort[] = ['for-you', 'rating', 'newest', 'price-low', 'price-high', 'title'];
const SHOWN_AT_FIRST = 60;

function amount(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

/** Reads what it can; what makes no sense is as if it weren't there. */
export function fromAddress(search: string): Narrowing {
  const params = new URLSearchParams(search);
  const all = (name: string) => [...new Set(params.getAll(name).filter((value) => value !== ''))];
  const sort = params.get('sort') as Sort | null;
  return {
    kinds: all('kind'),
    brands: all('brand'),
    colours: all('colour'),
    price: { min: amount(params.get('min')), max: amount(params.get('max')) },
    sort: sort !== null && SORTS.includes(sort) ? sort : 'for-you',
    show: Math.max(SHOWN_AT_FIRST, Math.floor(amount(params.get('show')) ?? 0)),
  };
}

/** The inverse of `fromAddress`; what is as it begins is left out. */
export function toAddress({ kinds, brands, colours, price, sort, show }: Narrowing): string {
  const params = new URLSearchParams();
  for (const kind of kinds) params.append('kind', kind);
  for (const brand of brands) params.append('brand', brand);
  for (const colour of colours) params.append('colour', colour);
  if (price.min !== null) params.set('min', String(price.min));
  if (price.max !== null) params.set('max', String(price.max));
  if (sort !== 'for-you') params.set('sort', sort);
  if (show > SHOWN_AT_FIRST) params.set('show', String(show));
  return params.toString();
}

/** Filters in force, kinds not counted: they are in view. */
export function chosenCount({ brands, colours, price }: Narrowing): number {
  return brands.length + colours.length + (price.min !== null || price.max !== null ? 1 : 0);
}
