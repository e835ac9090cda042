/**
 * All signals in their fixed order, and the matrix they make. A pack's fusion weights name the signals they
 * were trained for; adding one here means training again. Which signals a shop has is for its pack to say: those of
 * pictures and recordings are only there where the pack has them.
 */
import { affinityBrand, affinityDepartment, affinityKind, priceFit } from './affinity.ts';
import { attended } from './attended.ts';
import { contentLasting, contentRecent } from './content.ts';
import { factors } from './factors.ts';
import { popularityHour } from './hour.ts';
import { itemItem, itemItemRecent } from './item-item.ts';
import { joint } from './joint.ts';
import { looksLasting, looksRecent } from './looks.ts';
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
import type { Signal, SignalInput, SignalPack } from './signal.ts';
import { soundsLasting, soundsRecent } from './sounds.ts';

/** Those that every shop has. */
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

/** Those that need something of the pack that not every pack has. */
const OPTIONAL: readonly { of: keyof Senses; signals: readonly Signal[] }[] = [
  { of: 'images', signals: [looksRecent, looksLasting] },
  { of: 'sounds', signals: [soundsRecent, soundsLasting] },
  { of: 'joint', signals: [joint] },
  { of: 'attended', signals: [attended] },
];

/** What a pack may have besides texts and behaviour. */
export type Senses = Pick<SignalPack, 'images' | 'sounds' | 'joint' | 'attended'>;

/** A shop's signals, in their order: `SIGNALS`, then those of what else the pack has. */
export function signalsOf(pack: Senses): readonly Signal[] {
  const more = OPTIONAL.flatMap(({ of, signals }) => (pack[of] === undefined ? [] : signals));
  return more.length === 0 ? SIGNALS : [...SIGNALS, ...more];
}

/** Every signal's score of every item. */
export interface SignalScores {
  /** Names, one a row. */
  names: string[];
  /** Items: the columns. */
  n: number;
  /**
   * names.length x n, row-major: asinh((raw - mean) / deviation) over the catalog. asinh keeps order and
   * lets strong scores stay strong; clipping them instead makes ties and ranks worse (docs/quality.md). Where a
   * signal can't speak of an item (`masks`), it has exactly 0 there, and mean and deviation are of the others: 0 is the
   * middle of what was said, so it moves an item neither up nor down, whatever its weight.
   */
  matrix: Float32Array;
  /** Per signal, of its raw scores. */
  mean: Float64Array;
  deviation: Float64Array;
  /** False where a signal had nothing to say; its row is zero. */
  active: boolean[];
  /** Per item: 1 where the visitor bought it or showed interest in it, 0 where it is new to them. */
  known: Uint8Array;
  /** Per signal: 1 for the items that it speaks of; undefined where that is all of them. Absent where it is for all. */
  masks?: readonly (Uint8Array | undefined)[];
  /** Per signal, where they were turned up or down: see fusion/volumes.ts. */
  volumes?: Float64Array;
}

/** Scores every item with every signal, on the processor, without approximation. */
export function scoreSignals(
  input: SignalInput,
  signals: readonly Signal[] = signalsOf(input.pack),
): SignalScores {
  const n = input.catalog.items.length;
  const masks = signals.map((signal) => signal.present?.(input));
  const scores: SignalScores = {
    names: signals.map((signal) => signal.name),
    n,
    matrix: new Float32Array(signals.length * n),
    mean: new Float64Array(signals.length),
    deviation: new Float64Array(signals.length),
    active: signals.map(() => false),
    known: new Uint8Array(n),
    ...(masks.some((mask) => mask !== undefined) && { masks }),
  };
  for (const { item } of input.profile.touched) scores.known[item] = 1;
  for (const { item } of input.profile.bought) scores.known[item] = 1;
  signals.forEach((signal, s) => {
    const row = scores.matrix.subarray(s * n, (s + 1) * n);
    const spoke = signal.score(input, row) && standardise(row, s, scores, masks[s]);
    if (!spoke) row.fill(0);
    scores.active[s] = spoke;
  });
  return scores;
}

/**
 * In place. False where all raw scores are the same: then they rank nothing.
 * @param mask 1 for the items that have a score, where not all: the others get exactly 0.
 */
function standardise(
  row: Float32Array,
  s: number,
  { mean, deviation }: SignalScores,
  mask: Uint8Array | undefined,
): boolean {
  let count = row.length;
  if (mask !== undefined) {
    count = 0;
    // What isn't there adds nothing to a sum.
    for (let i = 0; i < row.length; i++) {
      if (mask[i] === 1) count++;
      else row[i] = 0;
    }
  }
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i];
  const middle = sum / count;
  let squares = 0;
  for (let i = 0; i < row.length; i++) squares += (row[i] - middle) ** 2;
  if (mask !== undefined) squares -= (row.length - count) * middle ** 2;
  const spread = Math.sqrt(squares / count);
  if (!(spread > 1e-9)) return false;
  mean[s] = middle;
  deviation[s] = spread;
  // Many rows are mostly zeros: their value is worked out once.
  const ofZero = Math.asinh(-middle / spread);
  for (let i = 0; i < row.length; i++) {
    if (mask !== undefined && mask[i] !== 1) continue;
    row[i] = row[i] === 0 ? ofZero : Math.asinh((row[i] - middle) / spread);
  }
  return true;
}
