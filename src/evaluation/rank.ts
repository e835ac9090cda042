/**
 * Full rankings from scores: the first few places, and where the first target stands, over the whole catalog
 * and never over sampled items. Ties go to the lower index.
 */
import { hitAt, ndcgAt, recallAt } from './metrics.ts';

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
  let rank = 1;
  for (let item = 0; item < scores.length; item++) {
    if (masked.has(item)) continue;
    if (scores[item] > scores[best] || (scores[item] === scores[best] && item < best)) rank++;
  }
  return 1 / rank;
}

/** Metrics of one ranking; keys as in result files. */
export interface RankMetrics {
  'ndcg@10': number;
  'recall@10': number;
  'recall@20': number;
  'hit@10': number;
  mrr: number;
}

export const METRICS = ['ndcg@10', 'recall@10', 'recall@20', 'hit@10', 'mrr'] as const;

/** @returns The metrics, and the first ten places. */
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
    top: top.slice(0, 10),
  };
}
