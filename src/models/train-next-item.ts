/**
 * Trains next-item networks: from an order log to questions with known answers, batches of them, cross-entropy
 * over all items, and when to stop. Which network it is, its architecture says.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type Control, Pace } from '../compute/pace.ts';
import { LONGEST_SEQUENCE } from '../profile/build-profile.ts';
import { interestOf } from '../training/interactions.ts';
import type { OrderLog } from '../training/orders.ts';
import { type Random, seeded, shuffle } from '../training/random.ts';
import type { Weights } from './layers.ts';
import { NEXT, type NextItemState, REST } from './next-item.ts';
import { type Occasion, occasionsOf } from './occasions.ts';
import { columnSums, Dropout, transposed } from './train-layers.ts';
import { type Initial, Network } from './train-network.ts';

/** A question about a part of a history, and its answer. */
export interface Query {
  /** The newest occasion that the question knows, by its place in the segment. */
  occasion: number;
  /** How many of that occasion's items it knows: all for NEXT, the first few for REST. */
  known: number;
  kind: typeof NEXT | typeof REST;
  /** Epoch ms of the answer. */
  at: number;
  targets: readonly number[];
  /** Of this query among others. */
  weight: number;
}

/** A stretch of one person's history; items are places in the vocabulary. */
export interface Segment {
  occasions: Occasion[];
  queries: Query[];
}

/** What a network makes of all queries of a batch, in their order. */
export interface Answers {
  /** queries x width. */
  value: tf.Tensor2D;
  /** Leaves the derivatives by all parameters with the network. */
  back(by: tf.Tensor2D): void;
}

export interface Architecture {
  width: number;
  /** Has `embedding` (items x width) and `prior` (1 x items); nothing else may depend on `items`. */
  parameters(items: number, random: Random): Record<string, Initial>;
  answers(net: Network, segments: readonly Segment[], dropout: Dropout): Answers;
  /** Newest occasions that a question knows at most. */
  reach: number;
  /** Most queries of a batch, and most pairs of a query and a step: they bound time and memory of a step. */
  queries: number;
  pairs: number;
}

export interface TrainingOptions {
  epochs: number;
  learningRate: number;
  dropout: number;
  averaging: number;
  /** Lines of history, about, that a question of training sees at most. */
  window: number;
  /** Share of users whose newest occasion is kept to stop early on. */
  validation: number;
  /** Epochs without a better validation loss before stopping. */
  patience: number;
}

/** A fitted network whose answers another one is to learn (Hinton, Vinyals & Dean 2015). */
export interface Teacher {
  architecture: Architecture;
  /** Of the same log: vocabularies must agree. */
  state: NextItemState;
  /** Share of the target that is the teacher's answer instead of what really happened, 0 to 1. */
  share: number;
}

/** Items of one occasion that training sees; more would crowd out the rest of the history. */
const MOST_ITEMS = 50;

/** Weight of guessing the rest of an occasion beside guessing the next one. */
const REST_WEIGHT = 0.5;

/** Entries of a batch's scores: 4 million are 16 MB, a few times over. */
const MOST_SCORES = 4e6;

/** Steps of an epoch at least, where there are enough queries: small logs take small batches. */
const STEPS = 32;
const SMALLEST_BATCH = 16;

/** Persons kept for validation at most. */
const MOST_HELD = 1000;

/**
 * On TensorFlow.js's current backend; the same seed, log and backend give the same state.
 * @returns A state without items where the log has no occasion after another and none of two items.
 * @throws The abort signal's reason.
 */
export async function trainNextItem(
  architecture: Architecture,
  log: OrderLog,
  { seed, ...options }: TrainingOptions & { seed: number },
  control: Control = {},
  teacher?: Teacher,
): Promise<NextItemState> {
  const { width } = architecture;
  const random = seeded(seed);
  const { vocabulary, users } = readLog(log);
  const { training, validation } = holdOut(users, options.validation, architecture.reach, random);
  const epoch = () =>
    shuffle(
      training.flatMap((user) => segmentsOf(user, options.window, architecture.reach, random)),
      random,
    );
  const first = epoch();
  if (first.length === 0) return { width, vocabulary: new Uint32Array(0), weights: {} };

  const items = vocabulary.length;
  const workOf = (segments: readonly Segment[]) => 3 * countQueries(segments) * items * width;
  const pace = new Pace(options.epochs * workOf(first), control);
  const taught = teacher && new Taught(teacher, items);
  const net = new Network(architecture.parameters(items, random), options);
  try {
    let best = { loss: Number.POSITIVE_INFINITY, weights: {} as Weights };
    let worse = 0;
    for (let round = 0; round < options.epochs && worse < options.patience; round++) {
      for (const batch of batches(round === 0 ? first : epoch(), architecture, items)) {
        tf.tidy(() => learn(net, architecture, batch, items, new Dropout(options.dropout, random), taught));
        if (!pace.did(workOf(batch))) continue;
        // Reading keeps a GPU from falling behind.
        await net.get('kind').data();
        await pace.turn();
      }
      const loss = await lossOf(net, architecture, validation, items);
      worse = loss < best.loss ? 0 : worse + 1;
      // Without anyone to validate on, the last epoch is the best known.
      if (worse === 0 || validation.length === 0) best = { loss, weights: await net.read() };
      if (validation.length === 0) worse = 0;
    }
    return { width, vocabulary, weights: best.weights };
  } finally {
    net.dispose();
    taught?.dispose();
  }
}

/**
 * The items that the log touches, and every user's occasions of them. Users come sorted by what they did, so
 * that chance falls on the same histories however the log numbers them.
 */
function readLog(log: OrderLog): { vocabulary: Uint32Array; users: Occasion[][] } {
  const touched = new Set<number>();
  for (let event = 0; event < log.item.length; event++) {
    if (interestOf[log.type[event]] > 0) touched.add(log.item[event]);
  }
  const vocabulary = Uint32Array.from(touched).sort();
  const place = new Map(Array.from(vocabulary, (item, index) => [item, index]));
  const users = occasionsOf(log);
  for (const occasions of users) {
    for (const occasion of occasions) {
      occasion.items = occasion.items.flatMap((item) => place.get(item) ?? []).sort((a, b) => a - b);
    }
  }
  return { vocabulary, users: users.sort(compareHistories) };
}

function compareHistories(a: readonly Occasion[], b: readonly Occasion[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) {
    const order = a[i].at - b[i].at || a[i].items.length - b[i].items.length;
    if (order !== 0) return order;
    for (let k = 0; k < a[i].items.length; k++) {
      if (a[i].items[k] !== b[i].items[k]) return a[i].items[k] - b[i].items[k];
    }
  }
  return 0;
}

/** Takes the newest occasion of some users away, as what validation asks for. */
function holdOut(users: readonly Occasion[][], share: number, reach: number, random: Random) {
  const able = shuffle(
    [...users.keys()].filter((user) => users[user].length > 1),
    random,
  );
  const held = new Set(able.slice(0, Math.min(MOST_HELD, Math.floor(share * able.length))));
  const training = users.map((occasions, user) => (held.has(user) ? occasions.slice(0, -1) : occasions));
  const validation = [...held].map((user): Segment => {
    const occasions = newestLines(training[user], LONGEST_SEQUENCE).slice(-reach);
    const { items, at, interest } = users[user][users[user].length - 1];
    const query = next(occasions.length - 1, occasions, { items, at, interest });
    return { occasions, queries: [query] };
  });
  return { training, validation };
}

function newestLines(occasions: readonly Occasion[], most: number): Occasion[] {
  const kept: Occasion[] = [];
  for (let i = occasions.length - 1, left = most; i >= 0 && left > 0; i--) {
    const items = occasions[i].items.slice(0, left);
    kept.push({ ...occasions[i], items });
    left -= items.length;
  }
  return kept.reverse();
}

/** Large answers count more than small ones, but not in proportion. */
function next(occasion: number, occasions: readonly Occasion[], { items, at, interest }: Occasion): Query {
  const known = occasions[occasion].items.length;
  return { occasion, known, kind: NEXT, at, targets: items, weight: interest * Math.sqrt(items.length) };
}

/**
 * Cuts a history into stretches of about `window` lines, at other places each time, and asks after each
 * occasion for the next one and, from a part of it, for its rest.
 */
function segmentsOf(
  occasions: readonly Occasion[],
  window: number,
  reach: number,
  random: Random,
): Segment[] {
  const segments: Segment[] = [];
  let limit = window * (0.5 + 0.5 * random());
  for (let to = occasions.length; to > 0; ) {
    let from = to;
    for (let lines = 0; from > 0 && to - from < reach; from--) {
      const more = Math.min(MOST_ITEMS, occasions[from - 1].items.length);
      if (lines > 0 && lines + more > limit) break;
      lines += more;
    }
    const segment: Segment = { occasions: [], queries: [] };
    for (let i = from; i < to; i++) ask(segment, occasions[i], occasions[i + 1], random);
    if (segment.queries.length > 0) segments.push(segment);
    to = from;
    limit = window;
  }
  return segments;
}

/** Adds an occasion to a segment, and the questions after it. */
function ask(segment: Segment, occasion: Occasion, following: Occasion | undefined, random: Random): void {
  const lines = shuffle([...occasion.items], random);
  const place = segment.occasions.push({ ...occasion, items: lines.slice(0, MOST_ITEMS) }) - 1;
  if (lines.length > 1) {
    const known = 1 + Math.floor(random() * Math.min(MOST_ITEMS, lines.length - 1));
    const targets = lines.slice(known);
    const weight = REST_WEIGHT * occasion.interest * Math.sqrt(targets.length);
    segment.queries.push({ occasion: place, known, kind: REST, at: occasion.at, targets, weight });
  }
  if (following !== undefined) segment.queries.push(next(place, segment.occasions, following));
}

function countQueries(segments: readonly Segment[]): number {
  return segments.reduce((sum, { queries }) => sum + queries.length, 0);
}

/** Segments one after the other, as many as a step takes. */
function* batches(segments: readonly Segment[], { queries, pairs }: Architecture, items: number) {
  const count = countQueries(segments);
  const mostQueries = Math.min(
    queries,
    Math.max(1, Math.floor(MOST_SCORES / items)),
    Math.max(SMALLEST_BATCH, Math.floor(count / STEPS)),
  );
  let batch: Segment[] = [];
  let [asked, lines] = [0, 0];
  for (const segment of segments) {
    const more = segment.occasions.reduce((sum, { items }) => sum + items.length, 0);
    const all = asked + segment.queries.length;
    if (batch.length > 0 && (all > mostQueries || all * (lines + more) > pairs)) {
      yield batch;
      batch = [];
      [asked, lines] = [0, 0];
    }
    batch.push(segment);
    asked += segment.queries.length;
    lines += more;
  }
  if (batch.length > 0) yield batch;
}

/** Scores of all items, queries x items. */
function scoresOf(net: Network, answers: tf.Tensor2D): tf.Tensor2D {
  return tf.add(tf.matMul(answers, transposed(net.get('embedding'))), net.get('prior'));
}

/** Each query's targets share what it has to give, queries x items; and the queries' weights, queries x 1. */
function targetsOf(segments: readonly Segment[], items: number) {
  const queries = segments.flatMap((segment) => segment.queries);
  const target = new Float32Array(queries.length * items);
  queries.forEach(({ targets }, row) => {
    for (const item of targets) target[row * items + item] = 1 / targets.length;
  });
  return {
    target: tf.tensor2d(target, [queries.length, items]),
    weight: tf.tensor2d(
      queries.map(({ weight }) => weight),
      [queries.length, 1],
    ),
  };
}

/** One step on one batch. With p the softmax of scores s and y the targets, the loss's derivative by s is p - y. */
function learn(
  net: Network,
  architecture: Architecture,
  batch: readonly Segment[],
  items: number,
  dropout: Dropout,
  taught?: Taught,
): void {
  const { value, back } = architecture.answers(net, batch, dropout);
  const { target, weight } = targetsOf(batch, items);
  const wanted = taught === undefined ? target : taught.soften(target, batch);
  const difference = tf.sub(tf.softmax(scoresOf(net, value)), wanted);
  const byScore: tf.Tensor2D = tf.mul(difference, tf.div(weight, tf.sum(weight)));
  net.add('prior', columnSums(byScore));
  net.add('embedding', transposed(tf.matMul(transposed(value), byScore)));
  back(tf.matMul(byScore, net.get('embedding')));
  net.step();
}

/** Mean cross-entropy of the averaged network, with nothing dropped. 0 without segments. */
async function lossOf(
  net: Network,
  architecture: Architecture,
  segments: readonly Segment[],
  items: number,
): Promise<number> {
  let [loss, weights] = [0, 0];
  for (const batch of batches(segments, architecture, items)) {
    const sums = tf.tidy(() =>
      net.averaged(() => {
        const { value } = architecture.answers(net, batch, new Dropout(0, null));
        const { target, weight } = targetsOf(batch, items);
        const each = tf.sum(tf.mul(target, tf.logSoftmax(scoresOf(net, value))), 1, true);
        return tf.stack([tf.neg(tf.sum(tf.mul(weight, each))), tf.sum(weight)]);
      }),
    );
    const [sum, weight] = await sums.data();
    sums.dispose();
    loss += sum;
    weights += weight;
  }
  return weights === 0 ? 0 : loss / weights;
}

/** A fitted network as one to ask, with TensorFlow.js. Dispose of it. */
export function restore(architecture: Architecture, { vocabulary, weights }: NextItemState): Network {
  const initial = architecture.parameters(vocabulary.length, seeded(0));
  for (const [name, parameter] of Object.entries(initial)) parameter.values = weights[name];
  return new Network(initial, { learningRate: 0, averaging: 1 });
}

/** Targets that are in part a teacher's answers: they tell, too, what could as well have happened. */
class Taught {
  private readonly net: Network;

  constructor(
    private readonly teacher: Teacher,
    items: number,
  ) {
    if (teacher.state.vocabulary.length !== items) {
      throw new RangeError('A teacher must have learned from the same log: its items differ.');
    }
    this.net = restore(teacher.architecture, teacher.state);
  }

  soften(target: tf.Tensor2D, batch: readonly Segment[]): tf.Tensor2D {
    const { architecture, share } = this.teacher;
    const { value } = architecture.answers(this.net, batch, new Dropout(0, null));
    return tf.add(tf.mul(target, 1 - share), tf.mul(tf.softmax(scoresOf(this.net, value)), share));
  }

  dispose(): void {
    this.net.dispose();
  }
}
