/**
 * The three levels of fusion behind one face. Model level ("gated"): a context-gated sum, see gate.ts. Feature
 * level ("early"): the same with a small perceptron over all features beside it, see perceptron.ts. Decision
 * level ("late"): a weighted sum of places in finished lists, see places.ts. Plain JavaScript in float64: the
 * reference for every backend.
 */
import type { FusionLevel, FusionWeights } from '../packs/pack.ts';
import type { SignalScores } from '../signals/index.ts';
import { checkSignals, contributionsOf, fuse, gateWeights } from './gate.ts';
import { Perceptron } from './perceptron.ts';
import { reciprocalPlaces } from './places.ts';
import { shapleyContributions } from './shapley.ts';

/** Fusions by the names that result files and packs know them by. */
export const FUSION_NAMES: Record<FusionLevel, string> = {
  gated: 'fusion-gated',
  early: 'fusion-early',
  late: 'fusion-late',
};

/** Fusion at one moment: weights, context and signals brought together. */
export interface Fuser {
  /** Scores of all items. */
  all(): Float64Array;
  /** Score of one item, the same bits as in `all`. */
  one(item: number): number;
  /** One amount a signal, in their order; they sum to the item's score. */
  contributions(item: number): Float64Array;
  /** The part of the score that is a plain sum over signals, one amount a signal: all of it but in early fusion. */
  terms(item: number): Float64Array;
}

/**
 * @param context In the order of `weights.context`.
 * @throws FusionMismatchError if the weights were trained for other signals or context
 */
export function fuserOf(weights: FusionWeights, context: ArrayLike<number>, signals: SignalScores): Fuser {
  checkSignals(weights, signals.names);
  const gate = gateWeights(weights, context);
  if (weights.level === 'early') return earlyFuser(gate, new Perceptron(weights, context), signals);
  return additiveFuser(gate, weights.level === 'late' ? reciprocalPlaces(signals) : signals);
}

/** Contributions are the very terms of the sum. */
function additiveFuser(gate: Float64Array, signals: SignalScores): Fuser {
  return {
    all: () => fuse(gate, signals),
    one: (item) => contributionsOf(gate, signals, item).reduce((sum, amount) => sum + amount, 0),
    contributions: (item) => contributionsOf(gate, signals, item),
    terms: (item) => contributionsOf(gate, signals, item),
  };
}

function earlyFuser(gate: Float64Array, perceptron: Perceptron, signals: SignalScores): Fuser {
  return {
    all() {
      const scores = fuse(gate, signals);
      perceptron.addAll(signals, scores);
      return scores;
    },
    one(item) {
      const sum = contributionsOf(gate, signals, item).reduce((total, amount) => total + amount, 0);
      return sum + perceptron.one(signals, item);
    },
    contributions: (item) => shapleyContributions(gate, perceptron, signals, item),
    terms: (item) => contributionsOf(gate, signals, item),
  };
}
