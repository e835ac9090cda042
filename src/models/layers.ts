/**
 * Layers of small neural networks, one input row at a time, in plain JavaScript and float64: how fitted
 * networks score, the same on every device. Their training counterparts are in train-layers.ts.
 */

/** Arrays of a network by name; matrices are row-major, inputs x outputs. */
export type Weights = Record<string, Float32Array>;

/** Keeps the deviation of a constant row from dividing by zero. */
export const NORM_EPSILON = 1e-6;

/** x W. */
export function product(x: ArrayLike<number>, weight: Float32Array): Float64Array {
  const outputs = weight.length / x.length;
  const y = new Float64Array(outputs);
  for (let i = 0, at = 0; i < x.length; i++) {
    const value = x[i];
    for (let o = 0; o < outputs; o++, at++) y[o] += value * weight[at];
  }
  return y;
}

/** x W + b, of `name.weight` and `name.bias`. */
export function dense(weights: Weights, name: string, x: ArrayLike<number>): Float64Array {
  const y = product(x, weights[`${name}.weight`]);
  addTo(y, weights[`${name}.bias`]);
  return y;
}

/** Layer normalisation (Ba, Kiros & Hinton 2016), of `name.gain` and `name.shift`. */
export function normalise(weights: Weights, name: string, x: Float64Array): Float64Array {
  const gain = weights[`${name}.gain`];
  const shift = weights[`${name}.shift`];
  let mean = 0;
  for (const value of x) mean += value / x.length;
  let variance = 0;
  for (const value of x) variance += (value - mean) ** 2 / x.length;
  const scale = 1 / Math.sqrt(variance + NORM_EPSILON);
  return x.map((value, i) => (value - mean) * scale * gain[i] + shift[i]);
}

/** sum += factor y. */
export function addTo(sum: Float64Array, y: ArrayLike<number>, factor = 1): void {
  for (let i = 0; i < sum.length; i++) sum[i] += factor * y[i];
}

/** In place. */
export function softmax(x: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of x) if (value > most) most = value;
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    x[i] = Math.exp(x[i] - most);
    sum += x[i];
  }
  for (let i = 0; i < x.length; i++) x[i] /= sum;
}

export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
