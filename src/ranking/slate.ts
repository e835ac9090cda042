/**
 * Slates: from items in order of score to the few that are shown. One dial, novelty, decides how far a slate leaves
 * the order of scores: duplicates always merge; the further down the list, the more it spreads over categories,
 * leans to the visitor's whole mix of interests and to the less known, and tries things out, labelled so.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Ranked } from '../fusion/top.ts';
import type { Profile } from '../profile/profile.ts';
import { dotPair } from '../signals/vectors.ts';
import { Calibration, wantedMix } from './calibrate.ts';
import { type Level, levelsOf } from './categories.ts';
import { type Guesses, guessesIn } from './explore.ts';

export interface Placed extends Ranked {
  /** True where the place was given by exploration, not by rank. */
  explored: boolean;
}

export interface SlateInput {
  catalog: Catalog;
  /** n x d, unit rows. */
  vectors: Float32Array;
  /** Eligible items, best first: `POOL` of them, or what there is. */
  pool: readonly Ranked[];
  length: number;
  /** Whose mix the slate is calibrated to; without one there is no calibration. */
  profile?: Pick<Profile, 'interests'>;
  /** -log2 of each item's share of what everybody takes, bits; without it nothing is preferred for being little known. */
  surprise?: ArrayLike<number>;
  /** Which categories to try out; without it there is no exploration. */
  guesses?: Guesses;
  /** Settles how many guesses a slate has where its share leaves a fraction. */
  seed?: number;
}

/** Items a slate is composed from. */
export const POOL = 120;

/**
 * How a slate is composed. Weights are in shares of the range of scores in the pool, and grow with the place: see
 * `growth`.
 */
export interface SlateStyle {
  /** Against likeness to what stands already (maximal marginal relevance; Carbonell & Goldstein 1998). */
  unlikeness: number;
  /**
   * For a category that the slate hasn't yet, shared among the levels that the catalog has: a submodular reward, as
   * in xQuAD (Santos, Macdonald & Ounis 2010).
   */
  breadth: number;
  /** For coming nearer to the wanted mix of departments: see `calibrate.ts`. */
  calibration: number;
  /** How even the wanted mix is: 0 the visitor's own, 1 all categories alike. */
  even: number;
  /** For being little known: from the best known of the pool, 0, to the least, 1 (Zhou et al. 2010). */
  surprise: number;
  /** Most items of one kind, and of one department, as a share of each ten. They give way when nothing else is left. */
  perKind: number;
  perDepartment: number;
  /** Share of the places that are guesses. Never of the first three. */
  guesses: number;
}

/** By score alone. */
export const BY_SCORE: SlateStyle = {
  unlikeness: 0,
  breadth: 0,
  calibration: 0,
  even: 0,
  surprise: 0,
  perKind: 1,
  perDepartment: 1,
  guesses: 0,
};

/**
 * The style for a setting of the dial. What each weight buys and costs was measured on orders of Online Retail:
 * see "Slates" in docs/quality.md.
 * @param novelty 0: only what fits best; 1: mostly new ground
 */
export function styleAt(novelty: number): SlateStyle {
  return {
    unlikeness: 0.4 * novelty,
    breadth: 0.4 * novelty,
    calibration: 0.3 * novelty,
    even: novelty,
    surprise: 0.4 * novelty,
    perKind: 1 / (1 + 6 * novelty),
    perDepartment: 1 / (1 + 1.5 * novelty),
    guesses: 0.2 * novelty,
  };
}

/** Caps, guesses and growth go by tens: what a shelf holds, and what quality is measured on. */
const TEN = 10;

/** Places at the top that exploration leaves alone: what a visitor sees first should be the best there is. */
const FIRST_EXPLORED = 3;

/**
 * How much of a style is in force at a place: none at the first, all from the eleventh on. The cube keeps the top in
 * the order of scores, where a wrong place costs most: half the loss of the square at the same breadth in twenty
 * places, a sixth of what linear growth loses (docs/quality.md).
 */
function growth(place: number): number {
  return Math.min(1, (place / TEN) ** 3);
}

/** Two items with one title are one item if their texts are this alike (cosine). */
const SAME_TEXT = 0.98;

/**
 * A slate of ten begins a slate of twenty from the same input.
 * @returns At most `length` items, in the order to show. Ties go to the item that stood first in the pool.
 */
export function composeSlate(input: SlateInput, style: SlateStyle): Placed[] {
  const pool = mergeDuplicates(input.catalog, input.vectors, input.pool);
  return new Composition({ ...input, pool }, style).slate();
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

/** A slate in the making: the next place goes to whatever is worth most there, given what stands already. */
class Composition {
  private readonly placed: Placed[] = [];
  private readonly taken: Uint8Array;
  /** Per place of the pool: largest cosine to what stands already. */
  private readonly likeness: Float64Array;
  private readonly surprise: Float64Array;
  private readonly levels: Level[];
  private readonly broad: Level | null;
  /** Categories, by level, that stand already. */
  private readonly covered = new Map<Level, Map<string, number>>();
  private readonly calibration: Calibration | null;
  private readonly best: number;
  private readonly range: number;

  constructor(
    private readonly input: SlateInput,
    private readonly style: SlateStyle,
  ) {
    const { catalog, pool, profile } = input;
    this.taken = new Uint8Array(pool.length);
    this.likeness = new Float64Array(pool.length);
    this.surprise = this.relativeSurprise();
    this.levels = levelsOf(catalog);
    this.broad = this.levels[0] ?? null;
    for (const level of this.levels) this.covered.set(level, new Map());
    this.calibration =
      profile === undefined || this.broad === null || style.calibration === 0
        ? null
        : new Calibration(wantedMix(profile, this.broad, categoriesOf(catalog, this.broad), style.even));
    this.best = pool[0]?.score ?? 0;
    this.range = Math.max(1e-12, this.best - (pool.at(-1)?.score ?? 0));
  }

  slate(): Placed[] {
    const length = Math.min(this.input.length, this.input.pool.length);
    while (this.placed.length < length) {
      const guess = this.isGuess(this.placed.length) ? this.guessed() : -1;
      if (guess >= 0) this.put(guess, true);
      else this.put(this.worthMost(), false);
    }
    return this.placed;
  }

  /** The last places of each ten. */
  private isGuess(place: number): boolean {
    const { guesses, seed = 0, length } = this.input;
    if (!guesses || place < FIRST_EXPLORED) return false;
    const ten = Math.floor(place / TEN);
    const places = Math.min(TEN, length - ten * TEN);
    return place - ten * TEN >= places - guessesIn(places, this.style.guesses, seed, ten);
  }

  /**
   * The best item of the likeliest category that the slate hasn't yet: a department, or a kind where it has a thing
   * of every department that there is. -1 where it has all.
   */
  private guessed(): number {
    const { guesses, pool } = this.input;
    for (const level of guesses ? this.levels : []) {
      const first = new Map<string, number>();
      for (let p = 0; p < pool.length; p++) {
        const category = this.category(p, level);
        if (this.taken[p] === 0 && this.count(p, level) === 0 && !first.has(category)) first.set(category, p);
      }
      let chosen = -1;
      let likeliest = Number.NEGATIVE_INFINITY;
      for (const [category, p] of first) {
        const chance = guesses?.(level, category) ?? 0;
        if (chance <= likeliest) continue;
        likeliest = chance;
        chosen = p;
      }
      if (chosen >= 0) return chosen;
    }
    return -1;
  }

  private worthMost(): number {
    for (const capped of [true, false]) {
      let next = -1;
      let most = Number.NEGATIVE_INFINITY;
      for (let p = 0; p < this.taken.length; p++) {
        if (this.taken[p] === 1 || (capped && this.full(p))) continue;
        const worth = this.worth(p);
        if (worth <= most) continue;
        most = worth;
        next = p;
      }
      if (next >= 0) return next;
    }
    throw new RangeError('A slate asked for more items than its pool has.');
  }

  private worth(p: number): number {
    const { unlikeness, breadth, calibration, surprise } = this.style;
    const relevance = (this.input.pool[p].score - this.best) / this.range;
    const grown = growth(this.placed.length);
    if (grown === 0) return relevance;
    let news = 0;
    for (const level of this.levels) if (this.count(p, level) === 0) news += 1 / this.levels.length;
    let mix = 0;
    if (this.calibration !== null && this.broad !== null)
      mix = this.calibration.gain(this.category(p, this.broad));
    return (
      relevance +
      grown *
        (breadth * news + calibration * mix + surprise * this.surprise[p] - unlikeness * this.likeness[p])
    );
  }

  private put(p: number, explored: boolean): void {
    const { catalog, vectors, pool } = this.input;
    const { item, score } = pool[p];
    this.taken[p] = 1;
    this.placed.push({ item, score, explored });
    for (const [level, counts] of this.covered) {
      const category = this.category(p, level);
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
    if (this.broad !== null) this.calibration?.add(this.category(p, this.broad));
    if (this.style.unlikeness === 0) return;
    const d = vectors.length / catalog.items.length;
    for (let q = 0; q < pool.length; q++) {
      if (this.taken[q] === 1) continue;
      this.likeness[q] = Math.max(this.likeness[q], dotPair(vectors, d, item, pool[q].item));
    }
  }

  /** Whether one more would break a cap. A catalog without kinds has none to cap. */
  private full(p: number): boolean {
    const tens = Math.floor(this.placed.length / TEN) + 1;
    return this.levels.some((level) => {
      if (this.category(p, level) === '') return false;
      const share = level === 'kind' ? this.style.perKind : this.style.perDepartment;
      return this.count(p, level) >= Math.max(1, Math.ceil(share * TEN)) * tens;
    });
  }

  private count(p: number, level: Level): number {
    return this.covered.get(level)?.get(this.category(p, level)) ?? 0;
  }

  private category(p: number, level: Level): string {
    return this.input.catalog.items[this.input.pool[p].item][level];
  }

  private relativeSurprise(): Float64Array {
    const { pool, surprise } = this.input;
    const bits = Float64Array.from(pool, ({ item }) => surprise?.[item] ?? 0);
    const least = Math.min(...bits);
    const range = Math.max(1e-12, Math.max(...bits) - least);
    return bits.map((value) => (value - least) / range);
  }
}

function categoriesOf({ items }: Catalog, level: Level): string[] {
  return [...new Set(items.map((item) => item[level]))];
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
  return composeSlate(input, {
    ...BY_SCORE,
    unlikeness: 0.6,
    breadth: 0.6,
    surprise: 0.2,
    perKind: 0.17,
    perDepartment: 0.34,
  });
}
