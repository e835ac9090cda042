/**
 * Eligibility: what may stand on a slate at all. Absolute, before any score: a hidden item never comes back
 * because a model likes it.
 */
import type { Catalog } from '../catalog/item.ts';
import { hasFacet } from '../profile/facets.ts';
import type { Profile } from '../profile/profile.ts';

export interface Rules {
  /** Leave out what is in the basket. Default true. */
  notInBasket?: boolean;
  /** Leave out what was ever bought. Default false. */
  notBought?: boolean;
  /** Leave out more: the item a page is about, what another shelf shows. */
  exclude?: Iterable<number>;
}

/** @returns A test of one item; hidden, disliked and unavailable items, and those of hidden facets, never pass. */
export function eligibility(
  catalog: Catalog,
  profile: Profile,
  { notInBasket = true, notBought = false, exclude = [] }: Rules = {},
): (item: number) => boolean {
  const out = new Set<number>(exclude);
  for (const item of profile.hidden) out.add(item);
  for (const item of profile.disliked) out.add(item);
  if (notInBasket) for (const { item } of profile.basket) out.add(item);
  if (notBought) for (const { item } of profile.bought) out.add(item);
  const { hiddenFacets } = profile;
  return (item) => {
    const candidate = catalog.items[item];
    return candidate.available && !out.has(item) && !hiddenFacets.some((facet) => hasFacet(candidate, facet));
  };
}

/** What may stand on the first shelf: things the visitor hasn't met, bought or saved. */
export function newToVisitor(catalog: Catalog, profile: Profile): (item: number) => boolean {
  const met = [...profile.touched.map(({ item }) => item), ...profile.saved];
  return eligibility(catalog, profile, { notBought: true, exclude: met });
}

/**
 * What the visitor asked never to be shown, one by one or by what it has.
 * @param asked a department that they went to themselves: wanting to see it, for once, they shall
 */
export function neverShown(
  { items }: Catalog,
  { hidden, hiddenFacets }: Pick<Profile, 'hidden' | 'hiddenFacets'>,
  asked?: string,
): Set<number> {
  const never = new Set(hidden);
  const facets = hiddenFacets.filter(({ of, name }) => of !== 'department' || name !== asked);
  if (facets.length === 0) return never;
  items.forEach((item, index) => {
    if (facets.some((facet) => hasFacet(item, facet))) never.add(index);
  });
  return never;
}
