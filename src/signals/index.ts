/**
 * All signals in their fixed order, and the matrix they make. A pack's fusion weights name the signals they
 * were trained for; adding one here means training again.
 */
import { affinityBrand, affinityDepartment, affinityKind, priceFit } from './affinity.ts';
import { contentLasting, contentRecent } from './content.ts';
import { factors } from './factors.ts';
import { popularityHour } from './hour.ts';
import { itemItem, itemItemRecent } from './item-item.ts';
import {
  ownInterest,
  repeatCount,
  repeatDue,
  repeatLastOrder,
  repeatRate,
  repeatRecency,
} from './own-history.ts';
import { newness, popularity, popularityRecent, popularitySeason, popularityWeek } from './popularity.ts';
import { sequence } from './sequence.ts';
import type { Signal, SignalInput } from './signal.ts';

export const SIGNALS: readonly Signal[] = [
  contentRecent,
  contentLasting,
  itemItem,
  itemItemRecent,
  sequence,
  factors,
  popularity,
  popularityRecent,
  popularityWeek,
  popularitySeason,
  popularityHour,
  newness,
  ownInterest,
  repeatCount,
  repeatRecency,
  repeatLastOrder,
  repeatRate,
  repeatDue,
  affinityDepartment,
  affinityKind,
  affinityBrand,
  priceFit,
];

/** Every signal's score of every item. */
export interface SignalScores {
  /** Names, one a row. */
  names: string[];
  /** Items: the columns. */
  n: number;
  /**
   * names.length x n, row-major: asinh((raw - mean) / deviation) over the catalog. asinh keeps order and
   * lets strong scores stay strong; clipping them instead makes ties and ranks worse (docs/quality.md).
   */
  matrix: Float32Array;
  /** Per signal, of its raw scores. */
  mean: Float64Array;
  deviation: Float64Array;
  /** False where a signal had nothing to say; its row is zero. */
  active: boolean[];
  /** Per item: 1 where the visitor bought it or showed interest in it, 0 where it is new to them. */
  known: Uint8Array;
  /** Per signal, where they were turned up or down: see fusion/volumes.ts. */
  volumes?: Float64Array;
}

/** Scores every item with every signal, on the processor, without approximation. */
export function scoreSignals(input: SignalInput, signals: readonly Signal[] = SIGNALS): SignalScores {
  const n = input.catalog.items.length;
  const scores: SignalScores = {
    names: signals.map((signal) => signal.name),
    n,
    matrix: new Float32Array(signals.length * n),
    mean: new Float64Array(signals.length),
    deviation: new Float64Array(signals.length),
    active: signals.map(() => false),
    known: new Uint8Array(n),
  };
  for (const { item } of input.profile.touched) scores.known[item] = 1;
  for (const { item } of input.profile.bought) scores.known[item] = 1;
  signals.forEach((signal, s) => {
    const row = scores.matrix.subarray(s * n, (s + 1) * n);
    const spoke = signal.score(input, row) && standardise(row, s, scores);
    if (!spoke) row.fill(0);
    scores.active[s] = spoke;
  });
  return scores;
}

/** In place. False where all raw scores are the same: then they rank nothing. */
function standardise(row: Float32Array, s: number, { mean, deviation }: SignalScores): boolean {
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i];
  const middle = sum / row.length;
  let squares = 0;
  for (let i = 0; i < row.length; i++) squares += (row[i] - middle) ** 2;
  const spread = Math.sqrt(squares / row.length);
  if (!(spread > 1e-9)) return false;
  mean[s] = middle;
  deviation[s] = spread;
  // Many rows are mostly zeros: their value is worked out once.
  const ofZero = Math.asinh(-middle / spread);
  for (let i = 0; i < row.length; i++) {
    row[i] = row[i] === 0 ? ofZero : Math.asinh((row[i] - middle) / spread);
  }
  return true;
}
