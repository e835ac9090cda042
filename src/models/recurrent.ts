/**
 * Recurrent next-item model: GRU4Rec (Hidasi, Karatzoglou, Baltrunas & Tikk 2016, "Session-based
 * Recommendations with Recurrent Neural Networks", ICLR) with cross-entropy over the whole catalog. A gated
 * recurrent unit (Cho et al. 2014) reads a history occasion by occasion, as the mean of its items. Scoring
 * here, training apart.
 */
import { addTo, dense, normalise, sigmoid, type Weights } from './layers.ts';
import type { Model } from './model.ts';
import {
  bagOf,
  daysBetween,
  leaveOneOut,
  NEXT,
  type NextItemState,
  type Question,
  savedNetwork,
  scoreNext,
} from './next-item.ts';

/** Newest occasions that it reads: each costs two products of matrices, one after the other. */
export const REACH = 50;

/** Update, reset and candidate: the columns of a cell's matrices, in this order. */
export const GATES = 3;

/** What the cell reads of one occasion: its items, what is asked, and the pause before it. */
function inputOf(state: NextItemState, { occasions }: Question, place: number, kind: number): Float64Array {
  const { width, weights } = state;
  const input = bagOf(state, occasions[place]);
  addTo(input, weights.kind.subarray(kind * width, (kind + 1) * width));
  if (place > 0) {
    addTo(input, weights.pause, Math.log1p(daysBetween(occasions[place - 1].at, occasions[place].at)));
  }
  return normalise(weights, 'bag', input);
}

/**
 * The next hidden state. The reset gate works on the product with the old state, as in cuDNN, so that both
 * products can be computed before the gates.
 */
function cell(weights: Weights, input: Float64Array, old: Float64Array): Float64Array {
  const width = old.length;
  const fromInput = dense(weights, 'input', input);
  const fromState = dense(weights, 'state', old);
  return old.map((before, k) => {
    const update = sigmoid(fromInput[k] + fromState[k]);
    const reset = sigmoid(fromInput[width + k] + fromState[width + k]);
    const candidate = Math.tanh(fromInput[2 * width + k] + reset * fromState[2 * width + k]);
    return candidate + update * (before - candidate);
  });
}

function answer(state: NextItemState, question: Question): Float64Array {
  const { width, weights } = state;
  const { occasions, at, kind } = question;
  const newest = occasions.length - 1;
  let hidden = new Float64Array(width);
  for (let place = 0; place < newest; place++) {
    hidden = cell(weights, inputOf(state, question, place, NEXT), hidden) as Float64Array<ArrayBuffer>;
  }
  const last = inputOf(state, question, newest, kind);
  const out = dense(weights, 'out', cell(weights, last, hidden));
  addTo(out, last);
  addTo(out, weights.wait, Math.log1p(daysBetween(occasions[newest].at, at)));
  return normalise(weights, 'final', out);
}

export const recurrent: Model<NextItemState> = {
  name: 'recurrent',
  paper:
    'Hidasi, Karatzoglou, Baltrunas & Tikk 2016, Session-based Recommendations with Recurrent Neural Networks',
  async fit(population, options, control) {
    // Loaded on demand: who only scores needs no TensorFlow.js.
    const { trainRecurrent } = await import('./train-recurrent.ts');
    return trainRecurrent(population, options, control);
  },
  scores: (state, visitor, out) => scoreNext(state, visitor, REACH, answer, out),
  because: (state, visitor, item) => leaveOneOut(state, visitor, REACH, answer, item),
  ...savedNetwork,
};
