/**
 * Affinity: the departments, kinds and brands the visitor keeps coming back to, and the prices they choose.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Interest, Profile } from '../profile/profile.ts';
import type { Signal } from './signal.ts';

function affinitySignal(of: Interest['of'], meaning: string): Signal {
  return {
    name: `affinity-${of}`,
    meaning,
    score({ catalog, profile }, out) {
      const share = new Map<string, number>();
      for (const interest of profile.interests)
        if (interest.of === of) share.set(interest.name, interest.share);
      if (share.size === 0) return false;
      for (let i = 0; i < out.length; i++) out[i] = share.get(catalog.items[i][of]) ?? 0;
      return true;
    },
    because({ catalog, profile }, item) {
      const name = catalog.items[item][of];
      if (name === '') return [];
      return profile.touched
        .filter((touched) => catalog.items[touched.item][of] === name)
        .map((touched) => ({ item: touched.item, amount: touched.weight }))
        .sort((a, b) => b.amount - a.amount || a.item - b.item);
    },
  };
}

export const affinityDepartment = affinitySignal('department', 'it is in a department you like');
export const affinityKind = affinitySignal('kind', 'it is the kind of thing you look for');
export const affinityBrand = affinitySignal('brand', 'it is by a maker you like');

/** Narrowest spread of log prices to believe in: a factor of e^0.3, about a third up or down. */
const LEAST_SPREAD = 0.3;

/** Where the logarithms of the visitor's prices lie; null where they showed no interest in anything with a price. */
export function usualPrice(
  { items }: Pick<Catalog, 'items'>,
  { touched }: Pick<Profile, 'touched'>,
): { mean: number; spread: number } | null {
  let weights = 0;
  let sum = 0;
  let squares = 0;
  for (const { item, lasting } of touched) {
    const price = items[item].price;
    if (price === null || price <= 0) continue;
    const log = Math.log(price);
    weights += lasting;
    sum += lasting * log;
    squares += lasting * log * log;
  }
  if (weights === 0) return null;
  const mean = sum / weights;
  return { mean, spread: Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, squares / weights - mean * mean))) };
}

export const priceFit: Signal = {
  name: 'price-fit',
  meaning: 'its price is near what you usually choose',
  score({ catalog, profile }, out) {
    const { items } = catalog;
    const usual = usualPrice(catalog, profile);
    if (usual === null) return false;
    const { mean, spread } = usual;
    let total = 0;
    let priced = 0;
    for (let i = 0; i < out.length; i++) {
      const price = items[i].price;
      if (price === null || price <= 0) continue;
      out[i] = -Math.abs(Math.log(price) - mean) / spread;
      total += out[i];
      priced++;
    }
    // An item without a price gets the mean: it fits no better and no worse than another.
    for (let i = 0; i < out.length; i++) {
      const price = items[i].price;
      if (price === null || price <= 0) out[i] = total / priced;
    }
    return true;
  },
};
