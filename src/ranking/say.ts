/**
 * What the visitor says outright, as amounts added to the fused score: more or less of a thing, and of what is like
 * it, or of everything with a facet. No model is asked: a request is obeyed, and its amount is a contribution
 * like any other.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Fuser } from '../fusion/fusion.ts';
import { DAY } from '../profile/build-profile.ts';
import { HALF_LIFE_DAYS } from '../profile/event-weights.ts';
import { hasFacet } from '../profile/facets.ts';
import type { Profile, Said } from '../profile/profile.ts';
import { dotPair } from '../signals/vectors.ts';

/** An amount beside the signals' for every item. */
export interface Extra {
  /** Key of explanations, like a signal's name. */
  name: string;
  /** As a signal's `meaning`. */
  meaning: string;
  /** Added to the score, per item. */
  amount: Float64Array;
}

/**
 * Requests that agree may add up to this many units (see `unitOf`), no further: nobody should have to say a thing
 * five times, nor be unable to take it back.
 */
const MOST = 2;

/** Things of one kind are at least this much alike, whatever their texts say. */
const SAME_KIND = 0.5;

/** Of the catalog, the share that stands above the upper end of the unit. */
const UPPER = 0.01;

/**
 * The size of a request: from the middle of the catalog to its best hundredth. More of something lifts a middling
 * thing among the best; less of it drops one of the best to the middle.
 */
export function unitOf(scores: Float64Array): number {
  const sorted = scores.slice().sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
  return at(1 - UPPER) - at(0.5);
}

/**
 * @param vectors n x d, unit rows; may be empty.
 * @returns null where nothing was said.
 */
export function sayOf(
  { said, moment }: Profile,
  catalog: Catalog,
  vectors: Float32Array,
  fuser: Fuser,
): Extra | null {
  if (said.length === 0 || catalog.items.length === 0) return null;
  const unit = unitOf(fuser.all());
  const amount = new Float64Array(catalog.items.length);
  for (const one of said) {
    const sign = one.verdict === 'more' ? 1 : -1;
    const strength = sign * strengthOf(one, moment.now);
    const like = one.facet === null ? likeItem(one.item, catalog, vectors) : null;
    for (let item = 0; item < amount.length; item++) {
      amount[item] +=
        strength * (like?.(item) ?? (one.facet && hasFacet(catalog.items[item], one.facet) ? 1 : 0));
    }
  }
  for (let item = 0; item < amount.length; item++) {
    amount[item] = unit * Math.max(-MOST, Math.min(MOST, amount[item]));
  }
  return { name: 'your-say', meaning: 'What you asked to see more or less of', amount };
}

/** A word on one thing fades like other interest in it; one on a facet is a standing wish. */
function strengthOf({ facet, at }: Said, now: number): number {
  return facet === null ? 2 ** -(Math.max(0, now - at) / DAY / HALF_LIFE_DAYS) : 1;
}

/** How alike, 0 to 1: the cosine above what any two things have in common, or being of one kind. */
function likeItem(from: number, { items }: Catalog, vectors: Float32Array): (item: number) => number {
  const d = vectors.length / items.length;
  const { kind } = items[from];
  const cosines = Float64Array.from(items, (_, item) => (d === 0 ? 0 : dotPair(vectors, d, from, item)));
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / items.length;
  return (item) => {
    if (item === from) return 1;
    const alike = mean < 1 ? Math.max(0, (cosines[item] - mean) / (1 - mean)) : 0;
    return kind !== '' && items[item].kind === kind ? Math.max(SAME_KIND, alike) : alike;
  };
}

/** `fuser` with more amounts in its sum, which stand after the signals' among contributions. */
export function withExtras(fuser: Fuser, extras: readonly Extra[]): Fuser {
  if (extras.length === 0) return fuser;
  const added = (item: number, score: number) => {
    let sum = score;
    for (const { amount } of extras) sum += amount[item];
    return sum;
  };
  return {
    ...fuser,
    all: () => fuser.all().map((score, item) => added(item, score)),
    one: (item) => added(item, fuser.one(item)),
    contributions: (item) =>
      Float64Array.from([...fuser.contributions(item), ...extras.map(({ amount }) => amount[item])]),
  };
}
