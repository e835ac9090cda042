/**
 * Clusters of vectors by meaning: spherical k-means, seeded, so that the same feed gets the same departments on
 * every device. Knows nothing of items.
 */
import { seeded } from '../training/random.ts';

/** Rows that clusters are learned from; all others are only assigned. */
const LEARNED_FROM = 2_000;

/** k-means ends in a local optimum: of this many starts, the one with the tightest clusters counts. */
const STARTS = 4;

/** Lloyd's steps. Four starts of twelve take 2 s for 3,659 x 512 on a busy 2-core machine. */
const STEPS = 12;

/**
 * Spherical k-means (Dhillon & Modha 2001) with k-means++ starts (Arthur & Vassilvitskii 2007), after taking
 * away the mean of all rows: sentence vectors share a large common part that says nothing.
 * @param vectors n x d, row-major; unknown text may be zeros
 * @param k clusters wanted; there may be fewer where rows are alike
 * @returns the cluster of each row, 0 .. k - 1
 */
export function clusterRows(vectors: Float32Array, d: number, k: number, seed: number): Int32Array {
  const n = d === 0 ? 0 : Math.floor(vectors.length / d);
  const rows = centred(vectors, n, d);
  const random = seeded(seed);
  const sample = sampleOf(n, LEARNED_FROM, random);
  let best = { centres: new Float32Array(0), tightness: Number.NEGATIVE_INFINITY };
  for (let start = 0; start < STARTS; start++) {
    const centres = startingCentres(rows, d, sample, k, random);
    const tightness = settle(rows, d, sample, centres);
    if (tightness > best.tightness) best = { centres, tightness };
  }
  const { centres } = best;
  return Int32Array.from({ length: n }, (_, row) => nearestCentre(rows, row * d, centres, d).cluster);
}

/** Moves `centres` to where their rows are. @returns the sum of every row's similarity to its centre */
function settle(rows: Float32Array, d: number, sample: Int32Array, centres: Float32Array): number {
  const sums = new Float32Array(centres.length);
  const assigned = new Int32Array(sample.length).fill(-1);
  let tightness = 0;
  for (let step = 0; step < STEPS; step++) {
    let moved = 0;
    tightness = 0;
    sums.fill(0);
    sample.forEach((row, i) => {
      const { cluster, similarity } = nearestCentre(rows, row * d, centres, d);
      if (cluster !== assigned[i]) moved++;
      assigned[i] = cluster;
      tightness += similarity;
      for (let j = 0; j < d; j++) sums[cluster * d + j] += rows[row * d + j];
    });
    if (moved === 0) break;
    for (let at = 0; at < centres.length; at += d) {
      // An emptied cluster keeps its centre.
      if (normalise(sums, at, d)) centres.set(sums.subarray(at, at + d), at);
    }
  }
  return tightness;
}

/** The rows less their mean, at unit length. */
export function centred(vectors: Float32Array, n: number, d: number): Float32Array {
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) mean[j] += vectors[i * d + j] / n;
  const rows = new Float32Array(n * d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) rows[i * d + j] = vectors[i * d + j] - mean[j];
    normalise(rows, i * d, d);
  }
  return rows;
}

/** At most `size` of 0 .. n - 1, ascending, evenly drawn. */
function sampleOf(n: number, size: number, random: () => number): Int32Array {
  if (n <= size) return Int32Array.from({ length: n }, (_, i) => i);
  return Int32Array.from({ length: size }, (_, i) =>
    Math.min(n - 1, Math.floor(((i + random()) * n) / size)),
  );
}

/** k-means++: each start is drawn with a chance proportional to its distance from those before. */
function startingCentres(rows: Float32Array, d: number, sample: Int32Array, k: number, random: () => number) {
  const chosen: number[] = [];
  const distance = new Float64Array(sample.length).fill(1);
  while (chosen.length < k) {
    let total = 0;
    for (const value of distance) total += value;
    if (total <= 1e-9) break;
    let left = random() * total;
    let pick = 0;
    while (pick < sample.length - 1 && left >= distance[pick]) left -= distance[pick++];
    const row = sample[pick];
    chosen.push(row);
    for (let i = 0; i < sample.length; i++) {
      // Alike rows leave rounding behind, which must not count as distance.
      const apart = 1 - dot(rows, sample[i] * d, rows, row * d, d);
      distance[i] = Math.min(distance[i], apart < 1e-6 ? 0 : apart);
    }
    distance[pick] = 0;
  }
  const centres = new Float32Array(chosen.length * d);
  chosen.forEach((row, cluster) => {
    centres.set(rows.subarray(row * d, (row + 1) * d), cluster * d);
  });
  return centres;
}

function nearestCentre(rows: Float32Array, at: number, centres: Float32Array, d: number) {
  let cluster = 0;
  let similarity = Number.NEGATIVE_INFINITY;
  for (let centre = 0; centre < centres.length; centre += d) {
    const its = dot(rows, at, centres, centre, d);
    if (its > similarity) {
      similarity = its;
      cluster = centre / d;
    }
  }
  return { cluster, similarity };
}

/** Four sums at once: the additions don't wait for each other. */
export function dot(a: Float32Array, atA: number, b: Float32Array, atB: number, d: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let j = 0;
  for (; j + 3 < d; j += 4) {
    s0 += a[atA + j] * b[atB + j];
    s1 += a[atA + j + 1] * b[atB + j + 1];
    s2 += a[atA + j + 2] * b[atB + j + 2];
    s3 += a[atA + j + 3] * b[atB + j + 3];
  }
  for (; j < d; j++) s0 += a[atA + j] * b[atB + j];
  return s0 + s1 + s2 + s3;
}

/** @returns false where the row is zero, which stays as it is */
export function normalise(rows: Float32Array, at: number, d: number): boolean {
  const length = Math.sqrt(dot(rows, at, rows, at, d));
  if (length < 1e-9) return false;
  for (let j = 0; j < d; j++) rows[at + j] /= length;
  return true;
}
