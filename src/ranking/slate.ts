/**
 * Slates: from items in order of score to the few that are shown. Duplicates merge, near-alikes spread, no
 * kind crowds out the rest, and a few seeded places go to items the model is less sure of, labelled so.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Ranked } from '../fusion/top.ts';
import type { Profile } from '../profile/profile.ts';
import { dotPair } from '../signals/vectors.ts';
import { type Random, seeded } from '../training/random.ts';

export interface Placed extends Ranked {
  /** True where the place was given by exploration, not by rank. */
  explored: boolean;
}

export interface SlateInput {
  catalog: Catalog;
  /** n x d, unit rows. */
  vectors: Float32Array;
  /** Eligible items, best first: three to ten times `length`. */
  pool: readonly Ranked[];
  length: number;
}

export interface SlateOptions {
  /**
   * Weight of unlikeness, 0 to 1 (Carbonell & Goldstein 1998, with 1 - lambda here). 0.2 costs about 1 % of
   * NDCG, 0.5 about 9 % (docs/quality.md).
   */
  diversity?: number;
  /** Most items of one kind, as a share of the slate. */
  perKind?: number;
  /** Most items of one department, as a share of the slate. */
  perDepartment?: number;
  /** Places given to items from further down, at most; never the first three. */
  explore?: number;
  /** Decides which; the same seed and pool explore the same. */
  seed?: number;
}

export const SLATE_DEFAULTS: Required<SlateOptions> = {
  diversity: 0.2,
  perKind: 0.34,
  perDepartment: 0.6,
  explore: 0,
  seed: 0,
};

/** Places at the top that exploration leaves alone: what a visitor sees first should be the best there is. */
const FIRST_EXPLORED = 3;

/** Two items with one title are one item if their texts are this alike (cosine). */
const SAME_TEXT = 0.98;

/** @returns At most `length` items, in the order to show. Ties go to the item that stood first in the pool. */
export function composeSlate(input: SlateInput, options: SlateOptions = {}): Placed[] {
  const chosen = { ...SLATE_DEFAULTS, ...options };
  const pool = mergeDuplicates(input.catalog, input.vectors, input.pool);
  const slate = diversify({ ...input, pool }, chosen);
  return chosen.explore > 0 ? explore(slate, pool, chosen.explore, seeded(chosen.seed)) : slate;
}

/** Keeps the best-ranked of items that are the same thing listed twice: one title, nearly one text. */
export function mergeDuplicates(catalog: Catalog, vectors: Float32Array, pool: readonly Ranked[]): Ranked[] {
  const d = vectors.length / catalog.items.length;
  const byTitle = new Map<string, number[]>();
  return pool.filter(({ item }) => {
    const title = catalog.items[item].title.trim().toLowerCase();
    const others = byTitle.get(title);
    if (others === undefined) {
      byTitle.set(title, [item]);
      return true;
    }
    if (others.some((other) => dotPair(vectors, d, item, other) >= SAME_TEXT)) return false;
    others.push(item);
    return true;
  });
}

/**
 * Maximal marginal relevance under caps. Scores are scaled to 0 .. 1 over the pool; an item's likeness is its
 * largest cosine to what stands already. Caps give way when nothing else is left.
 */
function diversify(
  { catalog, vectors, pool, length }: SlateInput,
  { diversity, perKind, perDepartment }: Required<SlateOptions>,
): Placed[] {
  const d = vectors.length / catalog.items.length;
  const best = pool[0]?.score ?? 0;
  const range = Math.max(1e-12, best - (pool.at(-1)?.score ?? 0));
  const likeness = new Float64Array(pool.length);
  const taken = new Uint8Array(pool.length);
  const kinds = new Tally(Math.max(1, Math.ceil(perKind * length)));
  const departments = new Tally(Math.max(1, Math.ceil(perDepartment * length)));
  const slate: Placed[] = [];

  while (slate.length < Math.min(length, pool.length)) {
    let next = -1;
    let nextValue = Number.NEGATIVE_INFINITY;
    for (const withinCaps of [true, false]) {
      for (let p = 0; p < pool.length; p++) {
        if (taken[p] === 1) continue;
        const { kind, department } = catalog.items[pool[p].item];
        if (withinCaps && (kinds.full(kind) || departments.full(department))) continue;
        const relevance = (pool[p].score - best) / range + 1;
        const value = (1 - diversity) * relevance - diversity * likeness[p];
        if (value > nextValue) {
          next = p;
          nextValue = value;
        }
      }
      if (next >= 0) break;
    }
    taken[next] = 1;
    const { item, score } = pool[next];
    slate.push({ item, score, explored: false });
    kinds.add(catalog.items[item].kind);
    departments.add(catalog.items[item].department);
    if (diversity === 0) continue;
    for (let p = 0; p < pool.length; p++) {
      if (taken[p] === 0) likeness[p] = Math.max(likeness[p], dotPair(vectors, d, item, pool[p].item));
    }
  }
  return slate;
}

/** Counts by name up to a cap. Items without a name share none. */
class Tally {
  private readonly counts = new Map<string, number>();
  constructor(private readonly most: number) {}

  full(name: string): boolean {
    return name !== '' && (this.counts.get(name) ?? 0) >= this.most;
  }

  add(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }
}

/** Gives some of the later places to random items of the pool that the slate left out. */
function explore(slate: Placed[], pool: readonly Ranked[], most: number, random: Random): Placed[] {
  const shown = new Set(slate.map(({ item }) => item));
  const rest = pool.filter(({ item }) => !shown.has(item));
  const places = slate.map((_, place) => place).slice(FIRST_EXPLORED);
  const result = [...slate];
  for (let left = Math.min(most, places.length, rest.length); left > 0; left--) {
    const [place] = places.splice(Math.floor(random() * places.length), 1);
    const [{ item, score }] = rest.splice(Math.floor(random() * rest.length), 1);
    result[place] = { item, score, explored: true };
  }
  return result;
}

/** Share of attention that makes departments "the usual ones", strongest first. */
const USUAL_SHARE = 0.7;

/**
 * Tells items from outside the departments a visitor usually looks at (or kinds, in a shop of one
 * department). Null for a visitor without usual ones.
 */
export function unusualFor(catalog: Catalog, profile: Profile): ((item: number) => boolean) | null {
  const of = catalog.departments.length > 1 ? 'department' : 'kind';
  const usual = new Set<string>();
  let share = 0;
  for (const interest of profile.interests) {
    if (interest.of !== of || share >= USUAL_SHARE) continue;
    usual.add(interest.name);
    share += interest.share;
  }
  return usual.size === 0 ? null : (item) => !usual.has(catalog.items[item][of]);
}

/**
 * Good things from outside the usual, more unlike each other than elsewhere: a shelf to look around on.
 * @param input with a pool of unusual items only
 */
export function somethingDifferent(input: SlateInput): Placed[] {
  return composeSlate(input, { diversity: 0.4, perKind: 0.17, perDepartment: 0.34 });
}
