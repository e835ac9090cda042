/**
 * Self-attention next-item model: SASRec (Kang & McAuley 2018, ICDM) with cross-entropy over the whole
 * catalog, which makes up for what BERT4Rec seemed to be ahead by (Klenitskiy & Vasilev 2023, "Turning Dross
 * Into Gold Loss", RecSys). Two things are ours: a history is read by occasions instead of single steps, and
 * nearness in steps and days, not learned places, tells old from new. Scoring here, training apart.
 */
import { LONGEST_SEQUENCE } from '../profile/build-profile.ts';
import { addTo, dense, normalise, product, softmax, type Weights } from './layers.ts';
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

/** Newest occasions that it reads. Reading more costs little, and a profile holds no more steps. */
export const REACH = LONGEST_SEQUENCE;

/** Numbers that tell how near a step is to what is asked for. */
export const NEARNESS = 5;

/**
 * Added to the attention that a step gets, after each is multiplied by a weight that training finds.
 * @param apart Occasions from the step to the one that is asked for: 0 for another line of the same.
 * @param days From the step to the moment asked for.
 */
export function nearness(apart: number, days: number): number[] {
  return [Math.log1p(apart), Math.log1p(days), Number(apart === 0), Number(apart === 1), Number(apart === 2)];
}

/** Heads that a network's weights hold. */
export function headsOf(weights: Weights): number {
  let heads = 0;
  while (`head${heads}.match` in weights) heads++;
  return heads;
}

/**
 * The vector of what comes next. One block: the newest occasion's mean embedding asks all steps, each head
 * adds what it found, a small feed-forward net refines the sum.
 */
function answer(state: NextItemState, { occasions, at, kind }: Question): Float64Array {
  const { width, weights } = state;
  const { embedding } = weights;
  const newest = occasions.length - 1;
  const asked = bagOf(state, occasions[newest]);
  addTo(asked, weights.kind.subarray(kind * width, (kind + 1) * width));
  const query = normalise(weights, 'query', asked);
  const steps = occasions.flatMap(({ items, at: when }, place) => {
    const near = nearness(newest - place + (kind === NEXT ? 1 : 0), daysBetween(when, at));
    return items.map((item) => ({ row: embedding.subarray(item * width, (item + 1) * width), near }));
  });

  const sum = query.slice();
  for (let head = 0; head < headsOf(weights); head++) {
    const match = product(query, weights[`head${head}.match`]);
    const nearnessWeight = weights[`head${head}.nearness`];
    const attention = Float64Array.from(steps, ({ row, near }) => {
      let logit = 0;
      for (let k = 0; k < width; k++) logit += match[k] * row[k];
      logit /= Math.sqrt(width);
      for (let f = 0; f < NEARNESS; f++) logit += nearnessWeight[f] * near[f];
      return logit;
    });
    softmax(attention);
    const found = new Float64Array(width);
    steps.forEach(({ row }, j) => {
      addTo(found, row, attention[j]);
    });
    addTo(sum, product(found, weights[`head${head}.carry`]));
  }
  const inner = dense(weights, 'in', normalise(weights, 'inner', sum)).map((value) => Math.max(0, value));
  addTo(sum, dense(weights, 'out', inner));
  return normalise(weights, 'final', sum);
}

export const attention: Model<NextItemState> = {
  name: 'attention',
  paper:
    'Kang & McAuley 2018, Self-Attentive Sequential Recommendation; full softmax as in Klenitskiy & Vasilev 2023',
  async fit(population, options, control) {
    // Loaded on demand: who only scores needs no TensorFlow.js.
    const { trainAttention } = await import('./train-attention.ts');
    return trainAttention(population, options, control);
  },
  scores: (state, visitor, out) => scoreNext(state, visitor, REACH, answer, out),
  because: (state, visitor, item) => leaveOneOut(state, visitor, REACH, answer, item),
  ...savedNetwork,
};
