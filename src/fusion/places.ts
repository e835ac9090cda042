/**
 * Decision-level features: where each item stands in each signal's own finished list, as 1 / (60 + place)
 * (reciprocal rank fusion: Cormack, Clarke & Büttcher 2009). All that is left of a signal is its order.
 */
import type { SignalScores } from '../signals/index.ts';

/** The constant of the paper: it keeps the very first places from deciding alone. */
const OFFSET = 60;

/** So that the first place has a feature of about 4, like a strong standardised score. */
const SCALE = 250;

/** Per matrix of scores: finding places sorts every row, and one moment is asked about more than once. */
const made = new WeakMap<Float32Array, Float32Array>();

/** `signals` with places instead of scores. */
export function reciprocalPlaces(signals: SignalScores): SignalScores {
  const known = made.get(signals.matrix);
  if (known !== undefined) return { ...signals, matrix: known };
  const { names, n, active, volumes, masks } = signals;
  const matrix = new Float32Array(signals.matrix.length);
  for (let s = 0; s < names.length; s++) {
    if (!active[s]) continue;
    const row = signals.matrix.subarray(s * n, (s + 1) * n);
    const feature = featureOf(row, masks?.[s], SCALE * (volumes?.[s] ?? 1));
    for (let item = 0; item < n; item++) matrix[s * n + item] = feature(item);
  }
  made.set(signals.matrix, matrix);
  return { ...signals, matrix };
}

/** The same for a few items only: items x signals, row-major. */
export function placesOf(
  { names, n, active, matrix, masks }: SignalScores,
  items: readonly number[],
): Float32Array {
  const features = new Float32Array(items.length * names.length);
  for (let s = 0; s < names.length; s++) {
    if (!active[s]) continue;
    const row = matrix.subarray(s * n, (s + 1) * n);
    const feature = featureOf(row, masks?.[s], SCALE);
    items.forEach((item, i) => {
      features[i * names.length + s] = feature(item);
    });
  }
  return features;
}

/**
 * A function from an item to its feature. Where a signal doesn't speak of all items, places are among those it speaks
 * of, less their mean, and the others have 0: without a place, an item is neither before nor behind.
 */
function featureOf(row: Float32Array, mask: Uint8Array | undefined, scale: number): (item: number) => number {
  if (mask === undefined) {
    const place = placesIn(row);
    return (item) => scale / (OFFSET + place(row[item]));
  }
  const there = row.filter((_, item) => mask[item] === 1);
  const place = placesIn(there);
  const of = (score: number) => scale / (OFFSET + place(score));
  let mean = 0;
  for (const score of there) mean += of(score) / there.length;
  return (item) => (mask[item] === 1 ? of(row[item]) - mean : 0);
}

/** A function from a score to its place, 1 for the best; equal scores share the middle of their places. */
function placesIn(row: Float32Array): (score: number) => number {
  const sorted = row.slice().sort();
  /** Scores below `score`, or not above it. */
  const count = (score: number, orEqual: boolean): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < score || (orEqual && sorted[middle] === score)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (score) => sorted.length - (count(score, false) + count(score, true) - 1) / 2;
}
