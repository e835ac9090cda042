/**
 * Metrics of ranked lists, by the book: full rankings, binary relevance, lists without repeats. Numbers in,
 * numbers out.
 */

/** Discounted gain of a hit at place 0, 1, ... (Järvelin & Kekäläinen 2002). */
const discount = (place: number) => 1 / Math.log2(place + 2);

/** Normalised by the best list there could be: min(k, targets) hits in front. 0 without targets. */
export function ndcgAt(ranked: ArrayLike<number>, targets: ReadonlySet<number>, k: number): number {
  let gain = 0;
  for (let place = 0; place < Math.min(k, ranked.length); place++) {
    if (targets.has(ranked[place])) gain += discount(place);
  }
  let ideal = 0;
  for (let place = 0; place < Math.min(k, targets.size); place++) ideal += discount(place);
  return ideal === 0 ? 0 : gain / ideal;
}

/** Share of the targets among the first k. 0 without targets. */
export function recallAt(ranked: ArrayLike<number>, targets: ReadonlySet<number>, k: number): number {
  return targets.size === 0 ? 0 : hitsAt(ranked, targets, k) / targets.size;
}

/** 1 if any target is among the first k. */
export function hitAt(ranked: ArrayLike<number>, targets: ReadonlySet<number>, k: number): number {
  return hitsAt(ranked, targets, k) > 0 ? 1 : 0;
}

/** Share of the first k places that are hits; places beyond the end of the list count as misses. */
export function precisionAt(ranked: ArrayLike<number>, targets: ReadonlySet<number>, k: number): number {
  return hitsAt(ranked, targets, k) / k;
}

/** Harmonic mean of precision and recall at k. */
export function f1At(ranked: ArrayLike<number>, targets: ReadonlySet<number>, k: number): number {
  const precision = precisionAt(ranked, targets, k);
  const recall = recallAt(ranked, targets, k);
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Precision at the place of each hit, summed, over min(k, targets). 0 without targets. */
export function averagePrecisionAt(
  ranked: ArrayLike<number>,
  targets: ReadonlySet<number>,
  k: number,
): number {
  let hits = 0;
  let sum = 0;
  for (let place = 0; place < Math.min(k, ranked.length); place++) {
    if (targets.has(ranked[place])) sum += ++hits / (place + 1);
  }
  return targets.size === 0 ? 0 : sum / Math.min(k, targets.size);
}

function hitsAt(ranked: ArrayLike<number>, targets: ReadonlySet<number>, k: number): number {
  let hits = 0;
  for (let place = 0; place < Math.min(k, ranked.length); place++) if (targets.has(ranked[place])) hits++;
  return hits;
}

/** Distinct items over all lists, as a share of the catalog. */
export function coverage(lists: readonly ArrayLike<number>[], items: number): number {
  const seen = new Set<number>();
  for (const list of lists) for (let place = 0; place < list.length; place++) seen.add(list[place]);
  return items === 0 ? 0 : seen.size / items;
}

/**
 * 1 - mean cosine over pairs of the list (Ziegler et al. 2005). 0 for fewer than two items.
 * @param vectors n x d, unit rows.
 */
export function intraListDiversity(list: ArrayLike<number>, vectors: Float32Array, d: number): number {
  let sum = 0;
  let pairs = 0;
  for (let a = 0; a < list.length; a++) {
    for (let b = 0; b < a; b++) {
      let cosine = 0;
      for (let k = 0; k < d; k++) cosine += vectors[list[a] * d + k] * vectors[list[b] * d + k];
      sum += cosine;
      pairs++;
    }
  }
  return pairs === 0 ? 0 : 1 - sum / pairs;
}

/** -log2 of each item's share of all counts, a count never seen taken as one (Zhou et al. 2010). Bits. */
export function surprise(counts: ArrayLike<number>): Float64Array {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += Math.max(1, counts[i]);
  return Float64Array.from(counts, (count) => -Math.log2(Math.max(1, count) / total));
}

/** Mean `surprise` of a list. 0 for an empty one. */
export function novelty(list: ArrayLike<number>, surpriseOf: ArrayLike<number>): number {
  let sum = 0;
  for (let place = 0; place < list.length; place++) sum += surpriseOf[list[place]];
  return list.length === 0 ? 0 : sum / list.length;
}

/** Weight of the history mixed into the list's shares, so that an absent category doesn't make infinity. */
const CALIBRATION_SMOOTHING = 0.01;

/**
 * Kullback-Leibler divergence of a list's categories from those of a person's history (Steck 2018,
 * "Calibrated Recommendations", RecSys). 0 when the list mirrors the history; natural logarithm.
 * @param historyShares Share of each category in the history; sums to 1.
 * @param listShares The same of the list.
 */
export function calibration(historyShares: ArrayLike<number>, listShares: ArrayLike<number>): number {
  let divergence = 0;
  for (let c = 0; c < historyShares.length; c++) {
    const wanted = historyShares[c];
    if (wanted === 0) continue;
    const given = (1 - CALIBRATION_SMOOTHING) * listShares[c] + CALIBRATION_SMOOTHING * wanted;
    divergence += wanted * Math.log(wanted / given);
  }
  return Math.max(0, divergence);
}

/** Gini coefficient of how often each item was recommended: 0 when all alike, near 1 when one gets all. */
export function gini(counts: ArrayLike<number>): number {
  const sorted = Float64Array.from(counts).sort();
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < sorted.length; i++) {
    total += sorted[i];
    weighted += (i + 1) * sorted[i];
  }
  const n = sorted.length;
  return total === 0 ? 0 : (2 * weighted) / (n * total) - (n + 1) / n;
}
