/**
 * Negative interests: what the visitor turns down, in the terms of interests. One thing turned down says little;
 * several that share what the rest of the catalog and the visitor's own choices don't, say something.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Facet } from '../history/event.ts';
import { facetShares, facetsOf } from './catalog-facets.ts';
import { AGAINST, type AversionSign, BOUNCE_MS, PASSED_OFTEN, SAY } from './evidence.ts';
import { facetKey } from './facets.ts';
import type { PastEvent, Profile } from './profile.ts';
import { isSensitiveFacet } from './sensitive.ts';

/** One thing, and what speaks against it. */
export interface Against {
  item: number;
  signs: AversionSign[];
  /** Sum of its signs by `AGAINST`, at most 1. */
  weight: number;
}

export interface Aversion {
  facet: Facet;
  /** Sum of the weights of `items`. */
  weight: number;
  /** Of all that is known of things with this facet, liked and not, the share against: 0 to 1. */
  share: number;
  /** Strongest first. */
  items: number[];
  /** How many of the items have each sign. */
  signs: Partial<Record<AversionSign, number>>;
}

/** Ascending by item. */
export function itemsAgainst(profile: Profile, past: readonly PastEvent[], items: number): Against[] {
  const signs = new Map<number, Set<AversionSign>>();
  const note = (item: number, sign: AversionSign) => {
    if (!(item >= 0 && item < items)) return;
    const known = signs.get(item);
    if (known === undefined) signs.set(item, new Set([sign]));
    else known.add(sign);
  };
  for (const item of profile.hidden) note(item, 'hidden');
  for (const item of profile.disliked) note(item, 'disliked');
  for (const { verdict, item } of profile.said) if (verdict === 'less' && item >= 0) note(item, 'less');
  for (const { item, times } of profile.passed) if (times >= PASSED_OFTEN) note(item, 'passed');

  const kept = new Set([...profile.basket, ...profile.bought].map(({ item }) => item));
  const wanted = new Set([...kept, ...profile.saved]);
  const engaged = new Map<number, number>();
  for (const { type, item, engaged: ms } of past) {
    if (type === 'remove_from_cart' && !kept.has(item)) note(item, 'removed');
    else if (type === 'user_engagement') engaged.set(item, (engaged.get(item) ?? 0) + (ms ?? 0));
    else if (type === 'more_like_this') wanted.add(item);
  }
  for (const { item, stars } of profile.rated) if (stars >= 4) wanted.add(item);
  for (const [item, ms] of engaged) if (ms < BOUNCE_MS && !wanted.has(item)) note(item, 'bounced');

  return [...signs]
    .map(([item, its]) => {
      const ordered = (Object.keys(AGAINST) as AversionSign[]).filter((sign) => its.has(sign));
      return {
        item,
        signs: ordered,
        weight: Math.min(
          1,
          ordered.reduce((sum, sign) => sum + AGAINST[sign], 0),
        ),
      };
    })
    .sort((a, b) => a.item - b.item);
}

/** Facets against which there is evidence enough (`SAY.aversion`), the strongest first. */
export function aversionsOf(against: readonly Against[], profile: Profile, catalog: Catalog): Aversion[] {
  if (against.length < SAY.aversion.items) return [];
  const found = new Map<string, Aversion>();
  for (const { item, weight, signs } of [...against].sort((a, b) => b.weight - a.weight || a.item - b.item)) {
    for (const { facet, key } of facetsOf(catalog, item)) {
      let aversion = found.get(key);
      if (aversion === undefined) {
        aversion = { facet, weight: 0, share: 0, items: [], signs: {} };
        found.set(key, aversion);
      }
      aversion.weight += weight;
      aversion.items.push(item);
      for (const sign of signs) aversion.signs[sign] = (aversion.signs[sign] ?? 0) + 1;
    }
  }
  const out = new Set(against.map(({ item }) => item));
  const liked = new Map<string, number>();
  for (const { item, lasting } of profile.touched) {
    if (out.has(item)) continue;
    for (const { key } of facetsOf(catalog, item)) liked.set(key, (liked.get(key) ?? 0) + lasting);
  }
  const common = facetShares(catalog);
  const spoken = new Map(
    profile.said.flatMap(({ facet, verdict }) => (facet ? [[facetKey(facet), verdict]] : [])),
  );
  const aversions: Aversion[] = [];
  for (const [key, aversion] of found) {
    const { items, weight, facet } = aversion;
    if (items.length < SAY.aversion.items || isSensitiveFacet(facet)) continue;
    // What was said outright needs no guess, and a word for it outweighs any.
    if (spoken.has(key) || profile.hiddenFacets.some((hidden) => facetKey(hidden) === key)) continue;
    aversion.share = weight / (weight + (liked.get(key) ?? 0));
    const among = items.length / against.length;
    if (aversion.share >= SAY.aversion.share && among > 2 * (common.get(key) ?? 0)) aversions.push(aversion);
  }
  return aversions.sort(
    (a, b) => b.weight * b.share - a.weight * a.share || (facetKey(a.facet) < facetKey(b.facet) ? -1 : 1),
  );
}
