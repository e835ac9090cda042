/**
 * The best items by fused score, the same on every backend: a backend scores the whole catalog in float32,
 * the exact reference rescores the best, and a bound on the backend's error proves that no other item could
 * have come in. No TensorFlow.js here.
 */
import type { Fuser } from './fusion.ts';

/**
 * Largest difference between a backend's score and the exact one that is accepted. float32 sums of 40 terms
 * differ by about 1e-5; anything near this bound is a broken driver.
 */
export const SCORE_TOLERANCE = 1e-3;

export interface Ranked {
  item: number;
  /** Exact. */
  score: number;
}

/**
 * The `count` best of the items that `allowed` accepts, exactly ordered: score, then lower index.
 *
 * Why every backend gives the same: let t be the backend's count-th best score. Any item of the true top
 * has an exact score of at least t - tolerance (else `count` items would beat it), hence a backend score of
 * at least t - 2 tolerance. All those are rescored exactly, so only exact scores decide.
 *
 * @param items Size of the catalog.
 * @param approximate Backend scores, or null to score everything exactly here.
 */
export function topExactly(
  fuser: Fuser,
  items: number,
  count: number,
  allowed: (item: number) => boolean,
  approximate: Float32Array | null,
): Ranked[] {
  const ranked: Ranked[] = [];
  if (approximate === null) {
    const exact = fuser.all();
    for (let item = 0; item < items; item++) if (allowed(item)) ranked.push({ item, score: exact[item] });
  } else {
    const candidates: number[] = [];
    for (let item = 0; item < items; item++) if (allowed(item)) candidates.push(item);
    const sorted = Float32Array.from(candidates, (item) => approximate[item]).sort();
    const bar =
      sorted.length > count ? sorted[sorted.length - count] - 2 * SCORE_TOLERANCE : Number.NEGATIVE_INFINITY;
    for (const item of candidates) {
      if (approximate[item] >= bar) ranked.push({ item, score: fuser.one(item) });
    }
  }
  return ranked.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, count);
}
