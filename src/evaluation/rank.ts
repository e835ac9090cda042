/**
 * Full rankings from scores: the first few places, where the first target stands, and how many pairs are in
 * order, over the whole catalog and never over sampled items. Ties go to the lower index, which is the lower
 * id: catalogs are sorted by it.
 */
import { averagePrecisionAt, f1At, hitAt, ndcgAt, precisionAt, recallAt } from './metrics.ts';

/** The first `count` items by score that are not masked. */
export function topItems(scores: ArrayLike<number>, masked: ReadonlySet<number>, count: number): number[] {
  // A short list kept in order: most items fail against its last place at once.
  const top: number[] = [];
  for (let item = 0; item < scores.length; item++) {
    if (top.length === count && !(scores[item] > scores[top[count - 1]])) continue;
    if (masked.has(item)) continue;
    let place = top.length === count ? count - 1 : top.length;
    for (; place > 0 && scores[item] > scores[top[place - 1]]; place--) top[place] = top[place - 1];
    top[place] = item;
  }
  return top;
}

/** 1 / rank of the best-ranked target; 0 without targets. */
export function reciprocalRank(
  scores: ArrayLike<number>,
  masked: ReadonlySet<number>,
  targets: ReadonlySet<number>,
): number {
  let best = -1;
  for (const item of targets) {
    if (best < 0 || scores[item] > scores[best] || (scores[item] === scores[best] && item < best))
      best = item;
  }
  if (best < 0) return 0;
  const highest = scores[best];
  let rank = 1;
  for (let item = 0; item < scores.length; item++) {
    if (scores[item] < highest || (scores[item] === highest && item >= best)) continue;
    if (!masked.has(item)) rank++;
  }
  return 1 / rank;
}

/**
 * Area under the ROC curve: the share of pairs of a target and another candidate in which the target scores
 * higher, ties half. Exact.
 * @returns NaN where there are no such pairs
 */
export function areaUnderCurve(
  scores: ArrayLike<number>,
  masked: ReadonlySet<number>,
  targets: ReadonlySet<number>,
): number {
  const wanted = Float64Array.from(targets, (item) => scores[item]).sort();
  const pairs = wanted.length * (scores.length - masked.size - wanted.length);
  if (pairs <= 0) return Number.NaN;
  const lowest = wanted[0];
  const highest = wanted[wanted.length - 1];
  /** Twice the number of targets that beat this score, ties counted once. */
  const beatenBy = (score: number): number => {
    if (score < lowest) return 2 * wanted.length;
    if (score > highest) return 0;
    return 2 * wanted.length - firstAbove(wanted, score, false) - firstAbove(wanted, score, true);
  };
  let twice = 0;
  for (let item = 0; item < scores.length; item++) twice += beatenBy(scores[item]);
  for (const item of masked) twice -= beatenBy(scores[item]);
  for (const item of targets) twice -= beatenBy(scores[item]);
  return twice / 2 / pairs;
}

/** Index of the first of ascending `values` above `bound` (or, unless `strictly`, at it). */
function firstAbove(values: Float64Array, bound: number, strictly: boolean): number {
  let from = 0;
  let to = values.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle] < bound || (strictly && values[middle] === bound)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Metrics of one ranking, in the order of tables; keys as in result files. */
export const METRICS = [
  'ndcg@10',
  'recall@10',
  'recall@20',
  'hit@10',
  'mrr',
  'precision@10',
  'f1@10',
  'map@10',
  'auc',
] as const;

export type RankMetrics = Record<(typeof METRICS)[number], number>;

/**
 * @param masked No candidates; none of them a target.
 * @returns The metrics (`auc` NaN where every candidate is a target), and the first ten places.
 */
export function measureRanking(
  scores: ArrayLike<number>,
  masked: ReadonlySet<number>,
  targets: ReadonlySet<number>,
): RankMetrics & { top: number[] } {
  const top = topItems(scores, masked, 20);
  return {
    'ndcg@10': ndcgAt(top, targets, 10),
    'recall@10': recallAt(top, targets, 10),
    'recall@20': recallAt(top, targets, 20),
    'hit@10': hitAt(top, targets, 10),
    mrr: reciprocalRank(scores, masked, targets),
    'precision@10': precisionAt(top, targets, 10),
    'f1@10': f1At(top, targets, 10),
    'map@10': averagePrecisionAt(top, targets, 10),
    auc: areaUnderCurve(scores, masked, targets),
    top: top.slice(0, 10),
  };
}
