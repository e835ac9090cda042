/** Facets: what an item shares with others. Which items have one is decided here alone. */
import type { Item } from '../catalog/item.ts';
import type { Facet } from '../history/event.ts';

/** As it is written in a facet: `colour: green`. */
export function attributeName(name: string, value: string): string {
  return `${name}: ${value}`;
}

export function hasFacet(item: Item, { of, name }: Facet): boolean {
  if (of !== 'attribute') return item[of] === name;
  return Object.entries(item.attributes).some(([key, value]) => attributeName(key, value) === name);
}

/** A key by which equal facets are equal. */
export function facetKey({ of, name }: Facet): string {
  return `${of} ${name}`;
}
