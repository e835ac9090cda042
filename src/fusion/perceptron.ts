/**
 * The perceptron of feature-level fusion: one hidden layer over an item's signals, whether it is known, and the
 * context. It adds to the gated sum what depends on several signals at once:
 *
 *   v . tanh(W [signals, known, context] + b) - v . tanh(W [0, 0, context] + b)
 *
 * The second part is the same for all items, so it changes no order; it makes an item of which nothing is known
 * score 0, which is where Shapley values start from.
 */
import type { FusionWeights } from '../packs/pack.ts';
import type { SignalScores } from '../signals/index.ts';
import { FusionMismatchError } from './gate.ts';

export class Perceptron {
  private readonly hidden: number;
  private readonly into: Float32Array;
  private readonly out: Float32Array;
  private readonly signals: number;
  /** Per hidden unit: context and bias, the same for all items of a moment. */
  private readonly base: Float64Array;
  private readonly silence: number;

  constructor({ parameters, signals }: FusionWeights, context: ArrayLike<number>) {
    const { deepIn, deepBias, deepOut } = parameters;
    this.signals = signals.length;
    this.hidden = deepBias?.values.length ?? 0;
    const inputs = signals.length + 1 + context.length;
    if (deepIn?.values.length !== inputs * this.hidden || deepOut?.values.length !== this.hidden) {
      throw new FusionMismatchError(`a perceptron of other than ${inputs} inputs`);
    }
    this.into = deepIn.values;
    this.out = deepOut.values;
    this.base = Float64Array.from(deepBias.values);
    for (let c = 0; c < context.length; c++) {
      const row = (this.signals + 1 + c) * this.hidden;
      for (let h = 0; h < this.hidden; h++) this.base[h] += context[c] * this.into[row + h];
    }
    this.silence = this.read(this.base);
  }

  /** Adds its part to every score; the same bits as `one`. */
  addAll(signals: SignalScores, scores: Float64Array): void {
    const sums = new Float64Array(this.hidden);
    for (let item = 0; item < scores.length; item++) scores[item] += this.at(signals, item, sums);
  }

  one(signals: SignalScores, item: number): number {
    return this.at(signals, item, new Float64Array(this.hidden));
  }

  /** For a row of signals of its own; where `known` is false, as for a new item. */
  ofRow(row: ArrayLike<number>, known: number): number {
    const sums = Float64Array.from(this.base);
    for (let s = 0; s < this.signals; s++) this.add(sums, s, row[s]);
    this.add(sums, this.signals, known);
    return this.read(sums) - this.silence;
  }

  private at({ matrix, n, known, active }: SignalScores, item: number, sums: Float64Array): number {
    sums.set(this.base);
    for (let s = 0; s < this.signals; s++) if (active[s]) this.add(sums, s, matrix[s * n + item]);
    this.add(sums, this.signals, known[item]);
    return this.read(sums) - this.silence;
  }

  private add(sums: Float64Array, input: number, value: number): void {
    if (value === 0) return;
    const row = input * this.hidden;
    for (let h = 0; h < sums.length; h++) sums[h] += value * this.into[row + h];
  }

  private read(sums: Float64Array): number {
    let total = 0;
    for (let h = 0; h < sums.length; h++) total += this.out[h] * Math.tanh(sums[h]);
    return total;
  }
}
