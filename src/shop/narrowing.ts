/** What narrows and sorts a list of things, and how it is written in the address. Pure. */
import { type Hue, isHue } from '../engine/colours.ts';
import type { Filters } from '../engine/recommender.ts';

/** @typeParam S the orders that the list can be put in */
export interface Narrowing<S extends string> extends Filters {
  /** Null for the order that the list begins with. */
  sort: S | null;
  /** How many cards are shown. */
  show: number;
}

export const SHOWN_AT_FIRST = 60;

/** What else of an item has a list of its own in the address: `has.material=cotton`. */
const ATTRIBUTE = 'has.';

const LISTS = {
  departments: 'department',
  kinds: 'kind',
  brands: 'brand',
  colours: 'colour',
  hues: 'hue',
} as const;
type List = keyof typeof LISTS;

function amount(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

/**
 * Reads what it can; what makes no sense is as if it weren't there.
 * @param sorts the orders that there are
 */
export function fromAddress<S extends string>(search: string, sorts: readonly S[]): Narrowing<S> {
  const params = new URLSearchParams(search);
  const all = (name: string) => [...new Set(params.getAll(name).filter((value) => value !== ''))];
  const sort = params.get('sort') as S | null;
  const names = [...new Set(params.keys())].filter((name) => name.startsWith(ATTRIBUTE));
  const attributes = names.map((name) => [name.slice(ATTRIBUTE.length), all(name)] as const);
  const rating = amount(params.get('stars'));
  return {
    departments: all(LISTS.departments),
    kinds: all(LISTS.kinds),
    brands: all(LISTS.brands),
    colours: all(LISTS.colours),
    hues: all(LISTS.hues).filter((value): value is Hue => isHue(value)),
    attributes: Object.fromEntries(attributes.filter(([, values]) => values.length > 0)),
    price: { min: amount(params.get('min')), max: amount(params.get('max')) },
    rating: rating !== null && rating > 0 && rating <= 5 ? rating : null,
    sort: sort !== null && sorts.includes(sort) ? sort : null,
    show: Math.max(SHOWN_AT_FIRST, Math.floor(amount(params.get('show')) ?? 0)),
  };
}

/** The inverse of `fromAddress`; what is as it begins is left out. */
export function toAddress<S extends string>({
  attributes,
  price,
  rating,
  sort,
  show,
  ...lists
}: Narrowing<S>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [list, name] of Object.entries(LISTS))
    for (const value of lists[list as List]) params.append(name, value);
  for (const [name, values] of Object.entries(attributes))
    for (const value of values) params.append(ATTRIBUTE + name, value);
  if (price.min !== null) params.set('min', String(price.min));
  if (price.max !== null) params.set('max', String(price.max));
  if (rating !== null) params.set('stars', String(rating));
  if (sort !== null) params.set('sort', sort);
  if (show > SHOWN_AT_FIRST) params.set('show', String(show));
  return params;
}

/** Filters in force; `besides` names lists that are in view anyway. */
export function chosenCount<S extends string>(
  { attributes, price, rating, ...lists }: Narrowing<S>,
  besides: readonly List[] = [],
): number {
  const named = Object.keys(LISTS).filter((list) => !besides.includes(list as List)) as List[];
  return (
    named.reduce((sum, list) => sum + lists[list].length, 0) +
    Object.values(attributes).reduce((sum, values) => sum + values.length, 0) +
    (price.min !== null || price.max !== null ? 1 : 0) +
    (rating !== null ? 1 : 0)
  );
}
