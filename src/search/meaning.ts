/**
 * Search by meaning: cosine of the query's vector to every item's, and its fusion with keyword hits.
 */
import type { Hit } from './keyword.ts';

/** Constant of reciprocal rank fusion (Cormack, Clarke & Buettcher 2009). */
const RRF_K = 60;

/**
 * The items nearest to `query`, exactly: every item is scored.
 * @param query unit vector, length d
 * @param vectors n x d unit rows, row-major
 */
export function nearest(query: Float32Array, vectors: Float32Array, limit: number): Hit[] {
  const d = query.length;
  const n = vectors.length / d;
  const hits: Hit[] = [];
  for (let item = 0; item < n; item++) {
    let score = 0;
    for (let j = 0, at = item * d; j < d; j++, at++) score += query[j] * vectors[at];
    hits.push({ item, score });
  }
  hits.sort((a, b) => b.score - a.score || a.item - b.item);
  return hits.slice(0, limit);
}

/** Reciprocal rank fusion of ranked lists; ties go to the lower item. */
export function reciprocalRankFusion(lists: readonly (readonly Hit[])[], limit: number): Hit[] {
  const scores = new Map<number, number>();
  for (const list of lists) {
    list.forEach(({ item }, rank) => {
      scores.set(item, (scores.get(item) ?? 0) + 1 / (RRF_K + rank + 1));
    });
  }
  return [...scores]
    .map(([item, score]) => ({ item, score }))
    .sort((a, b) => b.score - a.score || a.item - b.item)
    .slice(0, limit);
}
