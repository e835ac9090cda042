/**
 * Trains the self-attention model of attention.ts. All segments of a batch are rows of one matrix, and a mask
 * keeps them apart: one large product is far quicker on WASM than many small ones, and nothing is padded.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Control } from '../compute/pace.ts';
import type { Random } from '../training/random.ts';
import { headsOf, NEARNESS, nearness, REACH } from './attention.ts';
import type { Population } from './model.ts';
import { daysBetween, NEXT, type NextItemState } from './next-item.ts';
import { type Dropout, dense, normalise, product, relu, rowsOf, transposed } from './train-layers.ts';
import { constant, gaussian, glorot, type Initial, type Network } from './train-network.ts';
import {
  type Answers,
  type Architecture,
  type Segment,
  type Teacher,
  type TrainingOptions,
  trainNextItem,
} from './train-next-item.ts';

export interface AttentionOptions extends TrainingOptions {
  width: number;
  heads: number;
}

/**
 * From a few runs on Online Retail with the validation order held out, NDCG@10 of new / all items: learning
 * rates .005, .01 and .02 gave .090 / .264, .092 / .270 and .093 / .270. At .005, width 128 gave .088 / .264
 * and dropout .5 .088 / .262. The loss is lowest after four to nine epochs there; the rest was not searched.
 */
export const ATTENTION_DEFAULTS: AttentionOptions = {
  width: 64,
  heads: 2,
  epochs: 12,
  learningRate: 0.01,
  dropout: 0.3,
  averaging: 0.99,
  window: 100,
  validation: 0.1,
  patience: 3,
};

/** @throws The abort signal's reason. */
export function trainAttention(
  { log }: Pick<Population, 'log'>,
  { seed, ...options }: Partial<AttentionOptions> & { seed: number },
  control?: Control,
  teacher?: Teacher,
): Promise<NextItemState> {
  const { width, heads, ...training } = { ...ATTENTION_DEFAULTS, ...options };
  return trainNextItem(attentionNetwork(width, heads), log, { ...training, seed }, control, teacher);
}

/** Sizes that fit a small pack; not searched. */
export const SMALL_DEFAULTS: AttentionOptions = { ...ATTENTION_DEFAULTS, width: 24, heads: 1, dropout: 0.1 };

/** Share of a student's target that is its teacher's answer; not searched. */
const TAUGHT = 0.7;

/**
 * A small network that learns from a fitted one of the same log.
 * @throws The abort signal's reason.
 */
export function distilAttention(
  population: Pick<Population, 'log'>,
  teacher: NextItemState,
  options: Partial<AttentionOptions> & { seed: number },
  control?: Control,
): Promise<NextItemState> {
  return trainAttention(population, { ...SMALL_DEFAULTS, ...options }, control, {
    architecture: attentionNetwork(teacher.width, headsOf(teacher.weights)),
    state: teacher,
    share: TAUGHT,
  });
}

export function attentionNetwork(width: number, heads: number): Architecture {
  return {
    width,
    parameters: (items, random) => parameters(items, width, heads, random),
    answers: (net, segments, dropout) => answers(net, heads, layOut(segments), dropout),
    reach: REACH,
    queries: 256,
    pairs: 2 ** 17,
  };
}

function parameters(items: number, width: number, heads: number, random: Random): Record<string, Initial> {
  const initial: Record<string, Initial> = {
    embedding: gaussian(items, width, 1 / Math.sqrt(width), random),
    prior: constant(1, items, 0),
    kind: gaussian(2, width, 0.02, random),
    'in.weight': glorot(width, width, random),
    'in.bias': constant(1, width, 0),
    'out.weight': glorot(width, width, random),
    'out.bias': constant(1, width, 0),
  };
  for (const name of ['query', 'inner', 'final']) {
    initial[`${name}.gain`] = constant(1, width, 1);
    initial[`${name}.shift`] = constant(1, width, 0);
  }
  for (let head = 0; head < heads; head++) {
    initial[`head${head}.match`] = glorot(width, width, random);
    initial[`head${head}.carry`] = glorot(width, width, random);
    initial[`head${head}.nearness`] = constant(1, NEARNESS, 0);
  }
  return initial;
}

/** A batch as arrays. Steps are all items of all segments' occasions, one after the other. */
interface Layout {
  queries: number;
  steps: number;
  /** Per step: its item. */
  item: Int32Array;
  /** Per query. */
  kind: Int32Array;
  /** queries x steps: 0 where the query knows the step, a large negative number elsewhere. */
  mask: Float32Array;
  /** queries x steps: shares of the mean over what is known of the newest occasion. */
  newest: Float32Array;
  /** NEARNESS times queries x steps. */
  near: Float32Array[];
}

const UNKNOWN = -1e9;

function layOut(segments: readonly Segment[]): Layout {
  const queries = segments.reduce((sum, segment) => sum + segment.queries.length, 0);
  const items = segments.flatMap(({ occasions }) => occasions.flatMap((occasion) => occasion.items));
  const steps = items.length;
  const layout: Layout = {
    queries,
    steps,
    item: Int32Array.from(items),
    kind: new Int32Array(queries),
    mask: new Float32Array(queries * steps).fill(UNKNOWN),
    newest: new Float32Array(queries * steps),
    near: Array.from({ length: NEARNESS }, () => new Float32Array(queries * steps)),
  };
  let row = 0;
  let segmentStart = 0;
  for (const { occasions, queries } of segments) {
    for (const { occasion, known, kind, at } of queries) {
      layout.kind[row] = kind;
      let cell = row * steps + segmentStart;
      for (let place = 0; place <= occasion; place++) {
        const lines = place === occasion ? known : occasions[place].items.length;
        const near = nearness(
          occasion - place + (kind === NEXT ? 1 : 0),
          daysBetween(occasions[place].at, at),
        );
        layout.mask.fill(0, cell, cell + lines);
        for (let f = 0; f < NEARNESS; f++) layout.near[f].fill(near[f], cell, cell + lines);
        if (place === occasion) layout.newest.fill(1 / lines, cell, cell + lines);
        cell += lines;
      }
      row++;
    }
    for (const { items } of occasions) segmentStart += items.length;
  }
  return layout;
}

/** The same as `answer` of attention.ts, for all queries at once. */
function answers(net: Network, heads: number, layout: Layout, dropout: Dropout): Answers {
  const pairs = (values: Float32Array) => tf.tensor2d(values, [layout.queries, layout.steps]);
  const newest = pairs(layout.newest);
  const mask = pairs(layout.mask);
  const near = layout.near.map(pairs);

  const embedded = rowsOf(net.get('embedding'), layout.item);
  const steps = dropout.of(embedded.value);
  const kind = rowsOf(net.get('kind'), layout.kind);
  const query = normalise(net, 'query', tf.add(tf.matMul(newest, steps.value), kind.value));
  const found = Array.from({ length: heads }, (_, head) => {
    const looked = look(net, `head${head}`, query.value, steps.value, mask, near);
    return { looked, kept: dropout.of(looked.value) };
  });
  const sum: tf.Tensor2D = tf.addN([query.value, ...found.map(({ kept }) => kept.value)]);
  const inner = normalise(net, 'inner', sum);
  const into = dense(net, 'in', inner.value);
  const active = relu(into.value);
  const activeKept = dropout.of(active.value);
  const out = dense(net, 'out', activeKept.value);
  const outKept = dropout.of(out.value);
  const final = normalise(net, 'final', tf.add(sum, outKept.value));

  return {
    value: final.value,
    back(by) {
      const byRefined = final.back(by);
      const byActive = activeKept.back(out.back(outKept.back(byRefined)));
      const bySum: tf.Tensor2D = tf.add(byRefined, inner.back(into.back(active.back(byActive))));
      const byFound = found.map(({ looked, kept }) => looked.back(kept.back(bySum)));
      const byAsked = query.back(tf.addN([bySum, ...byFound.map(({ byQuery }) => byQuery)]));
      net.add('kind', kind.back(byAsked));
      const bySteps: tf.Tensor2D = tf.addN([
        tf.matMul(transposed(newest), byAsked),
        ...byFound.map((found) => found.bySteps),
      ]);
      net.add('embedding', embedded.back(steps.back(bySteps)));
    },
  };
}

/** One head: each query's mean of the steps, weighed by how well they match and how near they are. */
function look(
  net: Network,
  name: string,
  query: tf.Tensor2D,
  steps: tf.Tensor2D,
  mask: tf.Tensor2D,
  near: readonly tf.Tensor2D[],
) {
  const match = product(net, `${name}.match`, query);
  const scale = 1 / Math.sqrt(query.shape[1]);
  const nearnessWeight = tf.unstack(tf.reshape(net.get(`${name}.nearness`), [NEARNESS]));
  const logits = tf.addN([
    tf.matMul(tf.mul(match.value, scale), transposed(steps)),
    mask,
    ...near.map((values, f) => tf.mul(values, nearnessWeight[f])),
  ]) as tf.Tensor2D;
  const attention = tf.softmax(logits);
  const carried = product(net, `${name}.carry`, tf.matMul(attention, steps));
  return {
    value: carried.value,
    back(by: tf.Tensor2D) {
      const byFound = carried.back(by);
      const weighed = tf.mul(attention, tf.matMul(byFound, transposed(steps)));
      const byLogit: tf.Tensor2D = tf.sub(weighed, tf.mul(attention, tf.sum(weighed, 1, true)));
      net.add(
        `${name}.nearness`,
        tf.reshape(tf.stack(near.map((values) => tf.sum(tf.mul(byLogit, values)))), [1, NEARNESS]),
      );
      const byMatch: tf.Tensor2D = tf.mul(tf.matMul(byLogit, steps), scale);
      return {
        byQuery: match.back(byMatch),
        bySteps: tf.add(
          tf.matMul(transposed(attention), byFound),
          tf.matMul(transposed(byLogit), tf.mul(match.value, scale)),
        ) as tf.Tensor2D,
      };
    },
  };
}
