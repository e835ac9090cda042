/**
 * Next-item networks: what self-attention and recurrent models share. Both turn a person's occasions into one
 * vector and score an item by its embedding's product with it, plus a prior of its own. Only how the vector
 * comes about differs.
 */
import { DAY } from '../profile/build-profile.ts';
import type { Profile, Step } from '../profile/profile.ts';
import { dotRows } from '../signals/vectors.ts';
import { addTo, type Weights } from './layers.ts';
import type { Because, Saved } from './model.ts';
import { type Occasion, occasionsOfSteps } from './occasions.ts';

/** A fitted network. */
export interface NextItemState {
  /** Length of an embedding. */
  width: number;
  /**
   * Catalog indices of the items it knows, ascending: those that the population touched. Others can't be
   * learned from events. Empty where there was nothing to learn.
   */
  vocabulary: Uint32Array;
  /** `embedding` is vocabulary x width, `prior` 1 x vocabulary; the rest is the model's own. */
  weights: Weights;
}

/** What is asked: items of the next occasion, or those that belong to the present one too. */
export const NEXT = 0;
export const REST = 1;

/** One question to a network. */
export interface Question {
  /** Oldest first, never empty; items are places in the vocabulary. */
  occasions: readonly Occasion[];
  /** Epoch ms: when the answer is wanted. */
  at: number;
  /** NEXT, or REST where the newest occasion is going on. */
  kind: typeof NEXT | typeof REST;
}

/** Days from an occasion to a later moment; a clock that was set back doesn't make them negative. */
export const daysBetween = (from: number, to: number) => Math.max(0, to - from) / DAY;

/**
 * What the visitor's sequence asks of a network, or null where it holds no item that the network knows. An
 * occasion of this very moment is still going on.
 * @param reach Newest occasions that the network reads.
 */
export function questionOf(
  { vocabulary }: NextItemState,
  { sequence, moment }: Profile,
  reach: number,
): Question | null {
  const known = sequence.flatMap((step) => {
    const item = placeIn(vocabulary, step.item);
    return item < 0 ? [] : [{ ...step, item }];
  });
  const occasions = occasionsOfSteps(known).slice(-reach);
  const newest = occasions.at(-1);
  if (newest === undefined) return null;
  return { occasions, at: moment.now, kind: moment.now <= newest.at ? REST : NEXT };
}

/** Where an ascending array holds a value; -1 where it doesn't. */
function placeIn(ascending: Uint32Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] === value) return middle;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Mean embedding of an occasion's items. */
export function bagOf({ width, weights }: NextItemState, { items }: Occasion): Float64Array {
  const { embedding } = weights;
  const bag = new Float64Array(width);
  for (const item of items) {
    for (let k = 0; k < width; k++) bag[k] += embedding[item * width + k];
  }
  return bag.map((sum) => sum / items.length);
}

/** From a question to a vector of the state's width. */
export type Answer = (state: NextItemState, question: Question) => Float64Array;

/**
 * Scores of all items from a network's answer to the visitor's question: log-odds, up to a constant. Items
 * it doesn't know get the lowest score of those it does.
 */
export function scoreNext(
  state: NextItemState,
  visitor: Profile,
  reach: number,
  answer: Answer,
  out: Float32Array,
): boolean {
  const question = questionOf(state, visitor, reach);
  if (question === null) return false;
  const { vocabulary, weights } = state;
  const scores = new Float32Array(vocabulary.length);
  dotRows(weights.embedding, answer(state, question), scores);
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    scores[i] += weights.prior[i];
    if (scores[i] < lowest) lowest = scores[i];
  }
  out.fill(lowest);
  vocabulary.forEach((item, index) => {
    out[item] = scores[index];
  });
  return true;
}

/**
 * What an item's score would lose, beside the mean of all items' scores, if each of the visitor's own items
 * had never been: exact, one by one. As a network is no sum, the amounts don't add up to the score.
 */
export function leaveOneOut(
  state: NextItemState,
  visitor: Profile,
  reach: number,
  answer: Answer,
  item: number,
): Because[] {
  const { width, vocabulary } = state;
  const place = placeIn(vocabulary, item);
  if (place < 0) return [];
  const lead = leadOf(state, place);
  const score = (sequence: readonly Step[]): number => {
    const question = questionOf(state, { ...visitor, sequence: [...sequence] }, reach);
    if (question === null) return 0;
    const answered = answer(state, question);
    let sum = lead[width];
    for (let k = 0; k < width; k++) sum += lead[k] * answered[k];
    return sum;
  };
  const whole = score(visitor.sequence);
  const own = new Set(visitor.sequence.map((step) => step.item));
  return [...own]
    .filter((candidate) => placeIn(vocabulary, candidate) >= 0)
    .map((candidate) => ({
      item: candidate,
      amount: whole - score(visitor.sequence.filter((step) => step.item !== candidate)),
    }))
    .sort((a, b) => b.amount - a.amount || a.item - b.item);
}

/** An item's embedding, and its prior after it, less the means over all items. */
function leadOf({ width, vocabulary, weights: { embedding, prior } }: NextItemState, place: number) {
  const lead = new Float64Array(width + 1);
  for (let i = 0; i < vocabulary.length; i++) {
    for (let k = 0; k < width; k++) lead[k] -= embedding[i * width + k] / vocabulary.length;
    lead[width] -= prior[i] / vocabulary.length;
  }
  addTo(lead.subarray(0, width), embedding.subarray(place * width, (place + 1) * width));
  lead[width] += prior[place];
  return lead;
}

/** `save` and `load` of next-item networks. */
export const savedNetwork = {
  save: ({ width, vocabulary, weights }: NextItemState): Saved => ({
    settings: { width },
    arrays: { vocabulary, ...weights },
    columns: { embedding: width },
  }),
  load: ({ settings: { width }, arrays: { vocabulary, ...weights } }: Saved): NextItemState => ({
    width,
    vocabulary: vocabulary as Uint32Array,
    weights: weights as Weights,
  }),
};
