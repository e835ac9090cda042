/**
 * How well an item answers a query: words and meaning in one score. Two fusions, so that they can be compared: by
 * reciprocal rank, and by weights learned from judged queries (`npm run evaluate -- --protocol search`).
 */
import type { WordHit, WordMatches } from './keyword.ts';
import { type Nearness, topItems } from './meaning.ts';
import { RELEVANCE_WEIGHTS } from './relevance-weights.ts';

/** An item that matches, before anybody's taste comes in. */
export interface Match {
  /** Index into `Catalog.items`. */
  item: number;
  /** Log-odds of being what was meant, up to a constant of the query; see `RELEVANCE_WEIGHTS`. */
  score: number;
  /** As in `WordHit`: comes before any score. */
  named: 0 | 1 | 2;
}

/** Items nearest in meaning that match although they have none of the words. */
export const NEAREST = 60;

/** Of them those that stand out: so many deviations above the catalog's mean cosine. */
export const STANDS_OUT = 1.5;

/** What the learned score is made of, in the order of its weights. */
export const FEATURES = ['words', 'share', 'meaning'] as const;

/** Items that match by word or by meaning. */
export interface Candidates {
  hits: readonly WordHit[];
  near: Nearness | null;
  /** Items that match without any of the words, and may be among `hits` as well. */
  others: readonly number[];
}

/**
 * @param words of what is accepted
 * @param accept what may match at all
 */
export function candidatesOf(
  { hits }: WordMatches,
  near: Nearness | null,
  accept: (item: number) => boolean,
): Candidates {
  if (near === null) return { hits, near, others: [] };
  const bar = near.mean + STANDS_OUT * near.deviation;
  const others = topItems(near.cosine, NEAREST, (item) => near.cosine[item] >= bar && accept(item));
  return { hits, near, others };
}

/**
 * BM25+ as a share of the query's best; the share of the query's words; and the cosine, in deviations from the catalog's
 * mean. More were tried and found nothing more: words of the title, its share of them, the meaning of titles, the mean
 * of an item's kind.
 * @param best the query's best `WordHit.score`
 * @param row filled with the item's features
 */
export function featuresOf(
  item: number,
  hit: WordHit | undefined,
  best: number,
  near: Nearness | null,
  row: Float64Array,
): Float64Array {
  row[0] = hit === undefined || best === 0 ? 0 : hit.score / best;
  row[1] = hit?.share ?? 0;
  row[2] = near === null || near.deviation === 0 ? 0 : (near.cosine[item] - near.mean) / near.deviation;
  return row;
}

/** All candidates by the learned score: named first, then score, then lower item. */
export function byRelevance(
  candidates: Candidates,
  weights: ArrayLike<number> = weightsFor(candidates),
): Match[] {
  const { hits, near, others } = candidates;
  const best = hits.reduce((max, { score }) => Math.max(max, score), 0);
  const row = new Float64Array(FEATURES.length);
  const matches: Match[] = [];
  const add = (item: number, hit: WordHit | undefined) => {
    featuresOf(item, hit, best, near, row);
    let score = 0;
    for (let f = 0; f < row.length; f++) score += weights[f] * row[f];
    matches.push({ item, score, named: hit?.named ?? 0 });
  };
  const byWords = new Set<number>();
  for (const hit of hits) {
    byWords.add(hit.item);
    add(hit.item, hit);
  }
  for (const item of new Set(others)) if (!byWords.has(item)) add(item, undefined);
  return matches.sort((a, b) => b.named - a.named || b.score - a.score || a.item - b.item);
}

function weightsFor({ near }: Candidates): ArrayLike<number> {
  return near === null ? RELEVANCE_WEIGHTS.words : RELEVANCE_WEIGHTS.both;
}

/** Constant of reciprocal rank fusion (Cormack, Clarke & Buettcher 2009). */
const RRF_K = 60;

/** Reciprocal rank fusion of ranked lists, best first; ties go to the lower item. */
export function reciprocalRankFusion(
  lists: readonly (readonly number[])[],
): { item: number; score: number }[] {
  const scores = new Map<number, number>();
  for (const list of lists) {
    list.forEach((item, rank) => {
      scores.set(item, (scores.get(item) ?? 0) + 1 / (RRF_K + rank + 1));
    });
  }
  return [...scores]
    .map(([item, score]) => ({ item, score }))
    .sort((a, b) => b.score - a.score || a.item - b.item);
}
