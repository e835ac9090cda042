/**
 * Arithmetic on catalog vectors: a query against every row, and the centroid that makes a query. Plain
 * JavaScript: one query against 10,000 x 512 takes a few milliseconds, less than a trip to a GPU and back.
 */

/**
 * out[i] = row i of `vectors` times `query`.
 * @param vectors out.length x query.length, row-major.
 * @param present The rows that there are, where not all: for the others `out` stays as it is.
 */
export function dotRows(
  vectors: Float32Array,
  query: ArrayLike<number>,
  out: Float32Array,
  present?: Uint8Array,
): void {
  const d = query.length;
  const whole = d - (d % 4);
  // In double precision already, so that only one side is converted in the loop.
  const q = Float64Array.from(query);
  for (let i = 0, at = 0; i < out.length; i++, at += d) {
    if (present !== undefined && present[i] === 0) continue;
    // Four independent sums let the processor overlap the additions.
    let a = 0;
    let b = 0;
    let c = 0;
    let e = 0;
    for (let k = 0; k < whole; k += 4) {
      a += vectors[at + k] * q[k];
      b += vectors[at + k + 1] * q[k + 1];
      c += vectors[at + k + 2] * q[k + 2];
      e += vectors[at + k + 3] * q[k + 3];
    }
    for (let k = whole; k < d; k++) a += vectors[at + k] * q[k];
    out[i] = a + b + (c + e);
  }
}

/** Product of rows i and j. */
export function dotPair(vectors: Float32Array, d: number, i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += vectors[i * d + k] * vectors[j * d + k];
  return sum;
}

/** Weighted sum of rows, scaled to unit length; null where that has none. */
export function centroid(
  vectors: Float32Array,
  d: number,
  rows: readonly { item: number; weight: number }[],
): Float64Array | null {
  const sum = new Float64Array(d);
  for (const { item, weight } of rows) {
    for (let k = 0; k < d; k++) sum[k] += weight * vectors[item * d + k];
  }
  let norm = 0;
  for (const value of sum) norm += value * value;
  norm = Math.sqrt(norm);
  if (!(norm > 1e-9)) return null;
  for (let k = 0; k < d; k++) sum[k] /= norm;
  return sum;
}

/** Per matrix: mean and deviation of each asked-for row's products with all rows. */
const spreads = new WeakMap<Float32Array, Map<number, { mean: number; deviation: number }>>();

/**
 * How alike rows i and j are, as a z-score among i's products with every row. Sentence encoders give any two
 * texts a high cosine, so that only the comparison says something.
 * @param present The rows that there are, where not all: always the same ones for the same matrix.
 */
export function likeness(
  vectors: Float32Array,
  d: number,
  i: number,
  j: number,
  present?: Uint8Array,
): number {
  let ofRow = spreads.get(vectors);
  if (ofRow === undefined) {
    ofRow = new Map();
    spreads.set(vectors, ofRow);
  }
  let spread = ofRow.get(i);
  if (spread === undefined) {
    const products = new Float32Array(vectors.length / d);
    dotRows(vectors, vectors.subarray(i * d, (i + 1) * d), products);
    let sum = 0;
    let squares = 0;
    let count = 0;
    for (let other = 0; other < products.length; other++) {
      if (present?.[other] === 0) continue;
      sum += products[other];
      squares += products[other] * products[other];
      count++;
    }
    const mean = sum / count;
    spread = { mean, deviation: Math.sqrt(Math.max(1e-12, squares / count - mean * mean)) };
    ofRow.set(i, spread);
  }
  return (dotPair(vectors, d, i, j) - spread.mean) / spread.deviation;
}
