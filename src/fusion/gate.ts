/**
 * The context-gated sum, exactly: a small net turns context into weights, and
 *
 *   score(i) = sum over signals s of  a(s, k) x_s(i) + b(s, k) x_s(i) |x_s(i)|
 *
 * where x is the standardised signal and k says whether the visitor already knows item i: what makes a known
 * thing worth showing again differs from what makes a new one worth showing. Each signal's term is its
 * contribution, so contributions add up to the score and explanations are true by construction. The second
 * term lets a strong signal count more (or less) than in proportion, at no cost to that. Plain JavaScript in
 * float64: the reference for every backend.
 */
import type { FusionWeights } from '../packs/pack.ts';
import type { SignalScores } from '../signals/index.ts';

/** Terms per signal: x and x |x|. */
export const TERMS = 2;

/** Weights of each term: for new items, and for known ones. */
export const CLASSES = 2;

/** Scale of the second term, so that both are near 1 for a strong score (x = 4, a z-score of 27). */
export const SQUARE_SCALE = 1 / 4;

/** Fusion weights that don't fit the signals or the context of this version. */
export class FusionMismatchError extends Error {
  override name = 'FusionMismatchError';
  constructor(what: string) {
    super(`The pack's fusion weights were trained for ${what}. Train the pack again with this version.`);
  }
}

/**
 * Weights of this moment: bias + tanh(context in + inBias) out; without hidden units bias + context in.
 * @param context In the order of `weights.context`.
 * @returns TERMS x signals x CLASSES, row-major.
 */
export function gateWeights(weights: FusionWeights, context: ArrayLike<number>): Float64Array {
  if (context.length !== weights.context.length) {
    throw new FusionMismatchError(`${weights.context.length} context features, not ${context.length}`);
  }
  const { parameters, hidden } = weights;
  const outputs = weights.signals.length * TERMS * CLASSES;
  const gate = Float64Array.from(parameters.bias.values);
  if (gate.length !== outputs) throw new FusionMismatchError(`${gate.length} weights, not ${outputs}`);
  const into = parameters.in.values;
  if (hidden === 0) {
    for (let c = 0; c < context.length; c++) {
      for (let o = 0; o < outputs; o++) gate[o] += context[c] * into[c * outputs + o];
    }
    return gate;
  }
  const out = parameters.out.values;
  for (let h = 0; h < hidden; h++) {
    let sum: number = parameters.inBias.values[h];
    for (let c = 0; c < context.length; c++) sum += context[c] * into[c * hidden + h];
    const activation = Math.tanh(sum);
    for (let o = 0; o < outputs; o++) gate[o] += activation * out[h * outputs + o];
  }
  return gate;
}

/** Refuses signals in another order than the weights were trained for. */
export function checkSignals(weights: FusionWeights, names: readonly string[]): void {
  if (weights.signals.length !== names.length || weights.signals.some((name, s) => name !== names[s])) {
    throw new FusionMismatchError(`the signals ${weights.signals.join(', ')}, not ${names.join(', ')}`);
  }
}

/** Contribution of one signal to one item's score. */
export function term(gate: Float64Array, s: number, known: number, x: number): number {
  const at = s * CLASSES + known;
  return gate[at] * x + gate[gate.length / TERMS + at] * SQUARE_SCALE * x * Math.abs(x);
}

/** Scores of all items, float64. Sums in the order of signals, as `contributionsOf` does. */
export function fuse(gate: Float64Array, { matrix, names, n, active, known }: SignalScores): Float64Array {
  const scores = new Float64Array(n);
  for (let s = 0; s < names.length; s++) {
    if (!active[s]) continue;
    for (let i = 0, at = s * n; i < n; i++, at++) scores[i] += term(gate, s, known[i], matrix[at]);
  }
  return scores;
}

/** One amount a signal, in their order; they sum to the item's score. */
export function contributionsOf(
  gate: Float64Array,
  { matrix, names, n, active, known }: SignalScores,
  item: number,
): Float64Array {
  return Float64Array.from(names, (_, s) =>
    active[s] ? term(gate, s, known[item], matrix[s * n + item]) : 0,
  );
}
