/**
 * Trains the recurrent model of recurrent.ts: backpropagation through time, worked out by hand. Segments of a
 * batch run side by side, the longest first, so that each moment of time is the top rows of a matrix and
 * nothing is padded.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Control } from '../compute/pace.ts';
import type { Random } from '../training/random.ts';
import type { Population } from './model.ts';
import { daysBetween, NEXT, type NextItemState } from './next-item.ts';
import { GATES, REACH } from './recurrent.ts';
import { type Dropout, dense, type Layer, normalise, rowsOf, transposed } from './train-layers.ts';
import { constant, gaussian, glorot, type Initial, type Network } from './train-network.ts';
import {
  type Answers,
  type Architecture,
  type Segment,
  type TrainingOptions,
  trainNextItem,
} from './train-next-item.ts';

export interface RecurrentOptions extends TrainingOptions {
  width: number;
}

/** Those of the attention model: not searched for this one. */
export const RECURRENT_DEFAULTS: RecurrentOptions = {
  width: 64,
  epochs: 12,
  learningRate: 0.01,
  dropout: 0.3,
  averaging: 0.99,
  window: 100,
  validation: 0.1,
  patience: 3,
};

/** @throws The abort signal's reason. */
export function trainRecurrent(
  { log }: Pick<Population, 'log'>,
  { seed, ...options }: Partial<RecurrentOptions> & { seed: number },
  control?: Control,
): Promise<NextItemState> {
  const { width, ...training } = { ...RECURRENT_DEFAULTS, ...options };
  return trainNextItem(recurrentNetwork(width), log, { ...training, seed }, control);
}

export function recurrentNetwork(width: number): Architecture {
  return {
    width,
    parameters: (items, random) => parameters(items, width, random),
    answers: (net, segments, dropout) => answers(net, width, layOut(segments), dropout),
    reach: REACH,
    // Steps of time cost the same for one segment as for fifty: many side by side are quicker.
    queries: 4096,
    pairs: Number.POSITIVE_INFINITY,
  };
}

function parameters(items: number, width: number, random: Random): Record<string, Initial> {
  const initial: Record<string, Initial> = {
    embedding: gaussian(items, width, 1 / Math.sqrt(width), random),
    prior: constant(1, items, 0),
    kind: gaussian(2, width, 0.02, random),
    pause: constant(1, width, 0),
    wait: constant(1, width, 0),
    'input.weight': glorot(width, GATES * width, random),
    'input.bias': constant(1, GATES * width, 0),
    'state.weight': glorot(width, GATES * width, random),
    'state.bias': constant(1, GATES * width, 0),
    'out.weight': glorot(width, width, random),
    'out.bias': constant(1, width, 0),
  };
  for (const name of ['bag', 'final']) {
    initial[`${name}.gain`] = constant(1, width, 1);
    initial[`${name}.shift`] = constant(1, width, 0);
  }
  return initial;
}

/** What is to be averaged: rows of `bags` are means over embeddings. */
interface Bags {
  count: number;
  /** Per line: its item, the bag it belongs to, and the share of it. */
  item: number[];
  bag: number[];
  share: number[];
  /** Per bag: NEXT or REST, and log(1 + days) since the occasion before. */
  kind: number[];
  pause: number[];
}

/** A batch as arrays. */
interface Layout {
  /** First those of occasions in the order of time, then one a query. */
  bags: Bags;
  /** Segments that still run at each moment of time; falling. */
  running: number[];
  /** Per query: the row of the state before its newest occasion; row 0 is the state before any. */
  before: Int32Array;
  /** Per query: log(1 + days) from its newest occasion to what is asked. */
  wait: Float32Array;
}

function layOut(segments: readonly Segment[]): Layout {
  // A state matters where a later occasion is asked about.
  const lengthOf = ({ queries }: Segment) => Math.max(...queries.map(({ occasion }) => occasion));
  const inOrder = [...segments.keys()].sort((a, b) => lengthOf(segments[b]) - lengthOf(segments[a]));
  const bags: Bags = { count: 0, item: [], bag: [], share: [], kind: [], pause: [] };
  const add = ({ occasions }: Segment, place: number, known: number, kind: number) => {
    for (const item of occasions[place].items.slice(0, known)) {
      bags.item.push(item);
      bags.bag.push(bags.count);
      bags.share.push(1 / known);
    }
    bags.kind.push(kind);
    const pause = place === 0 ? 0 : daysBetween(occasions[place - 1].at, occasions[place].at);
    bags.pause.push(Math.log1p(pause));
    bags.count++;
  };
  const running: number[] = [];
  /** Per segment: rows of its states, in the order of time. */
  const rows: number[][] = segments.map(() => []);
  for (let time = 0; lengthOf(segments[inOrder[0]]) > time; time++) {
    const still = inOrder.filter((segment) => lengthOf(segments[segment]) > time);
    running.push(still.length);
    for (const segment of still) {
      rows[segment].push(1 + bags.count);
      add(segments[segment], time, segments[segment].occasions[time].items.length, NEXT);
    }
  }
  const before: number[] = [];
  const wait: number[] = [];
  segments.forEach((segment, index) => {
    for (const { occasion, known, kind, at } of segment.queries) {
      before.push(occasion === 0 ? 0 : rows[index][occasion - 1]);
      wait.push(Math.log1p(daysBetween(segment.occasions[occasion].at, at)));
      add(segment, occasion, known, kind);
    }
  });
  return { bags, running, before: Int32Array.from(before), wait: Float32Array.from(wait) };
}

const column = (values: ArrayLike<number>) => tf.tensor2d(Float32Array.from(values), [values.length, 1]);
const rows = (x: tf.Tensor2D, from: number, count: number) => tf.slice(x, [from, 0], [count, x.shape[1]]);

/** Rows of zeros above and below. */
const rowsAdded = (x: tf.Tensor2D, above: number, below: number): tf.Tensor2D =>
  tf.pad(x, [
    [above, below],
    [0, 0],
  ]);

/** The same as `answer` of recurrent.ts, for all queries at once. */
function answers(net: Network, width: number, layout: Layout, dropout: Dropout): Answers {
  const { bags, running, before } = layout;
  const queries = before.length;
  const states = bags.count - queries;
  const inputs = inputsOf(net, bags, dropout);
  const gates = dense(net, 'input', inputs.value);

  // Through time: each moment's states from those before.
  const cells: Cell[] = [];
  let start = 0;
  let old = tf.zeros<tf.Rank.R2>([running[0] ?? 0, width]);
  for (const count of running) {
    const step = cell(net, rows(gates.value, start, count), rows(old, 0, count));
    cells.push(step);
    old = step.value;
    start += count;
  }
  const all = tf.concat([tf.zeros<tf.Rank.R2>([1, width]), ...cells.map(({ value }) => value)], 0);

  const asked = rowsOf(all, before);
  const last = cell(net, rows(gates.value, states, queries), asked.value);
  const kept = dropout.of(last.value);
  const out = dense(net, 'out', kept.value);
  const wait = column(layout.wait);
  const waited = tf.matMul(wait, net.get('wait'));
  const final = normalise(
    net,
    'final',
    tf.addN([out.value, rows(inputs.value, states, queries), waited]) as tf.Tensor2D,
  );

  return {
    value: final.value,
    back(by) {
      const byFinal = final.back(by);
      net.add('wait', tf.matMul(transposed(wait), byFinal));
      const byLast = last.back(kept.back(out.back(byFinal)));
      const byAll = asked.back(byLast.byOld);
      const byGates: tf.Tensor2D[] = [byLast.byGates];
      let byState: tf.Tensor2D | null = null;
      for (let time = running.length - 1; time >= 0; time--) {
        start -= running[time];
        let bySelf = rows(byAll, 1 + start, running[time]);
        if (byState !== null)
          bySelf = tf.add(bySelf, rowsAdded(byState, 0, running[time] - byState.shape[0]));
        const step = cells[time].back(bySelf);
        byGates.unshift(step.byGates);
        byState = step.byOld;
      }
      const byInputs = gates.back(tf.concat(byGates, 0));
      inputs.back(tf.add(byInputs, rowsAdded(byFinal, states, 0)));
    },
  };
}

/** What the cell reads of each bag. */
function inputsOf(net: Network, bags: Bags, dropout: Dropout): Layer {
  const embedded = rowsOf(net.get('embedding'), Int32Array.from(bags.item));
  const lines = dropout.of(embedded.value);
  const share = column(bags.share);
  const bagOfLine = tf.tensor2d(bags.bag, [bags.bag.length, 1], 'int32');
  const means = tf.scatterND(bagOfLine, tf.mul(lines.value, share), [bags.count, lines.value.shape[1]]);
  const kind = rowsOf(net.get('kind'), Int32Array.from(bags.kind));
  const pause = column(bags.pause);
  const paused = tf.matMul(pause, net.get('pause'));
  const input = normalise(net, 'bag', tf.addN([means, kind.value, paused]) as tf.Tensor2D);
  return {
    value: input.value,
    back(by) {
      const bySum = input.back(by);
      net.add('pause', tf.matMul(transposed(pause), bySum));
      net.add('kind', kind.back(bySum));
      const byLine = tf.mul(tf.gatherND(bySum, bagOfLine), share) as tf.Tensor2D;
      net.add('embedding', embedded.back(lines.back(byLine)));
      return bySum;
    },
  };
}

interface Cell {
  value: tf.Tensor2D;
  back(by: tf.Tensor2D): { byGates: tf.Tensor2D; byOld: tf.Tensor2D };
}

/** The cell of recurrent.ts, from its input's product and the old states. */
function cell(net: Network, gates: tf.Tensor2D, old: tf.Tensor2D): Cell {
  const state = dense(net, 'state', old);
  const [inUpdate, inReset, inCandidate] = tf.split(gates, GATES, 1);
  const [fromUpdate, fromReset, fromCandidate] = tf.split(state.value, GATES, 1);
  const update: tf.Tensor2D = tf.sigmoid(tf.add(inUpdate, fromUpdate));
  const reset: tf.Tensor2D = tf.sigmoid(tf.add(inReset, fromReset));
  const candidate: tf.Tensor2D = tf.tanh(tf.add(inCandidate, tf.mul(reset, fromCandidate)));
  const change: tf.Tensor2D = tf.sub(old, candidate);
  /** Of a sigmoid, by what goes in. */
  const slope = (gate: tf.Tensor2D): tf.Tensor2D => tf.mul(gate, tf.sub(1, gate));
  return {
    value: tf.add(candidate, tf.mul(update, change)),
    back(by) {
      const byUpdate: tf.Tensor2D = tf.mul(tf.mul(by, change), slope(update));
      const kept: tf.Tensor2D = tf.mul(by, update);
      const byCandidate: tf.Tensor2D = tf.mul(tf.sub(by, kept), tf.sub(1, tf.square(candidate)));
      const byReset: tf.Tensor2D = tf.mul(tf.mul(byCandidate, fromCandidate), slope(reset));
      const byState = tf.concat([byUpdate, byReset, tf.mul<tf.Tensor2D>(byCandidate, reset)], 1);
      return {
        byGates: tf.concat([byUpdate, byReset, byCandidate], 1),
        byOld: tf.add(kept, state.back(byState)),
      };
    },
  };
}
