import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../catalog/item.ts';
import { startBackend } from '../compute/backends.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import type { PastEvent, Profile } from '../profile/profile.ts';
import { pastEvent, TEST_NOW, testCatalog } from '../signals/test-shop.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import type { OrderLog } from '../training/orders.ts';
import { seeded } from '../training/random.ts';
import { attention } from './attention.ts';
import type { Model } from './model.ts';
import { NEXT, type NextItemState, type Question, questionOf, REST } from './next-item.ts';
import { occasionsOf } from './occasions.ts';
import { recurrent } from './recurrent.ts';
import { attentionNetwork, distilAttention, trainAttention } from './train-attention.ts';
import { Dropout, transposed } from './train-layers.ts';
import { Network } from './train-network.ts';
import { type Architecture, restore, type Segment, type TrainingOptions } from './train-next-item.ts';
import { recurrentNetwork, trainRecurrent } from './train-recurrent.ts';

beforeAll(() => startBackend(['wasm', 'cpu']));

const catalog: Catalog = testCatalog();
const n = catalog.items.length;
const START = TEST_NOW - 100 * DAY;

/** Item i at day i, and so on: an item or several a day. */
function profileOf(days: (number | number[])[], now = START + days.length * DAY): Profile {
  const events: PastEvent[] = days.flatMap((items, day) =>
    [items].flat().map((item) => pastEvent({ type: 'purchase', item, at: START + day * DAY })),
  );
  return buildProfile(events, catalog, { now, utcOffset: 0 });
}

function logOf(users: (number | number[])[][]): OrderLog {
  const events = users.flatMap((days, user) =>
    days.flatMap((items, day) =>
      [items].flat().map((item): OrderEvent => ({ user, item, type: 'purchase', at: START + day * DAY })),
    ),
  );
  return buildLog(events, users.length);
}

function scoresOf(model: Model<NextItemState>, state: NextItemState, profile: Profile): Float32Array | null {
  const out = new Float32Array(n);
  return model.scores(state, profile, out) ? out : null;
}

const SMALL = { width: 8, window: 20, dropout: 0, epochs: 2 };
type Small = Partial<TrainingOptions> & { seed: number };
const population = (log: OrderLog) => ({ catalog, log, vectors: new Float32Array(0), dimensions: 0 });

const networks = [
  {
    model: attention,
    architecture: attentionNetwork(8, 2),
    train: (log: OrderLog, options: Small, control = {}) =>
      trainAttention({ log }, { ...SMALL, heads: 2, ...options }, control),
  },
  {
    model: recurrent,
    architecture: recurrentNetwork(8),
    train: (log: OrderLog, options: Small, control = {}) =>
      trainRecurrent({ log }, { ...SMALL, ...options }, control),
  },
];

/** Two histories of three and two occasions, and every kind of question about them. */
const SEGMENTS: Segment[] = [
  {
    occasions: [
      { at: 0, items: [0, 1], interest: 1 },
      { at: 3 * DAY, items: [2], interest: 1 },
      { at: 4 * DAY, items: [1, 3, 4], interest: 1 },
    ],
    queries: [
      { occasion: 0, known: 1, kind: REST, at: 0, targets: [1], weight: 1 },
      { occasion: 0, known: 2, kind: NEXT, at: 3 * DAY, targets: [2], weight: 1 },
      { occasion: 2, known: 2, kind: REST, at: 4 * DAY, targets: [4], weight: 1 },
      { occasion: 2, known: 3, kind: NEXT, at: 9 * DAY, targets: [0], weight: 1 },
    ],
  },
  {
    occasions: [
      { at: 0, items: [4], interest: 1 },
      { at: DAY, items: [0, 2], interest: 1 },
    ],
    queries: [{ occasion: 1, known: 2, kind: NEXT, at: 2 * DAY, targets: [3], weight: 1 }],
  },
];
const ITEMS = 5;

function answersOf(architecture: Architecture, net: Network, segments: readonly Segment[]): Float32Array {
  return tf.tidy(
    () => architecture.answers(net, segments, new Dropout(0, null)).value.dataSync() as Float32Array,
  );
}

describe.each(networks)('$model.name', ({ model, architecture, train }) => {
  /** Parameters far from zero, so that every path carries something. */
  const initial = () => {
    const random = seeded(3);
    const parameters = architecture.parameters(ITEMS, random);
    for (const { values } of Object.values(parameters)) {
      for (let i = 0; i < values.length; i++) values[i] += 0.4 * (random() - 0.5);
    }
    return parameters;
  };
  const settings = { learningRate: 0, averaging: 1 };

  it('works out the gradient of every parameter as differences do', () => {
    const parameters = initial();
    const random = seeded(8);
    const queries = SEGMENTS.flatMap((segment) => segment.queries).length;
    const lossWeight = Float32Array.from({ length: queries * architecture.width }, () => random() - 0.5);
    const loss = () => {
      const net = new Network(parameters, settings);
      const value = answersOf(architecture, net, SEGMENTS);
      net.dispose();
      return value.reduce((sum, x, i) => sum + x * lossWeight[i], 0);
    };
    const net = new Network(parameters, settings);
    const worked = tf.tidy(() => {
      const { value, back } = architecture.answers(net, SEGMENTS, new Dropout(0, null));
      back(tf.tensor2d(lossWeight, value.shape));
      return Object.fromEntries(
        Object.keys(parameters).map((name) => [name, net.gradient(name)?.dataSync() as Float32Array]),
      );
    });
    net.dispose();
    // It comes in after the answer.
    expect(worked.prior).toBeUndefined();
    for (const [name, { values }] of Object.entries(parameters)) {
      if (name === 'prior') continue;
      for (let i = 0; i < values.length; i += 1 + Math.floor(values.length / 12)) {
        const kept = values[i];
        const step = 5e-3;
        values[i] = kept + step;
        const above = loss();
        values[i] = kept - step;
        const below = loss();
        values[i] = kept;
        const slope = (above - below) / (2 * step);
        expect(Math.abs(worked[name][i] - slope), `${name}[${i}]`).toBeLessThan(
          0.02 * Math.max(0.5, Math.abs(slope)),
        );
      }
    }
  });

  it('answers a question by what was known then: later occasions change nothing', () => {
    const net = new Network(initial(), settings);
    const [{ occasions, queries }] = SEGMENTS;
    const whole = answersOf(architecture, net, SEGMENTS);
    const cut = answersOf(architecture, net, [
      { occasions: occasions.slice(0, 1), queries: queries.slice(0, 2) },
    ]);
    cut.forEach((value, i) => {
      expect(value).toBeCloseTo(whole[i], 5);
    });
    // Of the occasion that is going on, only what is known.
    const other = occasions.map((occasion, place) =>
      place === 2 ? { ...occasion, items: [1, 3, 0] } : occasion,
    );
    const third = 2 * architecture.width;
    const changed = answersOf(architecture, net, [{ occasions: other, queries }]);
    for (let k = 0; k < architecture.width; k++) {
      expect(changed[third + k]).toBeCloseTo(whole[third + k], 5);
    }
    expect(Math.abs(changed[third + architecture.width] - whole[third + architecture.width])).toBeGreaterThan(
      1e-3,
    );
    net.dispose();
  });

  it('gives the same scores in plain JavaScript as TensorFlow.js', async () => {
    const state = await train(
      logOf([
        [1, 2, [3, 4, 5]],
        [[4, 5], 3, 2],
        [[9, 30, 31], 9],
      ]),
      { seed: 1 },
    );
    for (const profile of [
      profileOf([1, [3, 4], 2, [9, 5, 31]]),
      profileOf([1, [3, 4], 2, [9, 5, 31]], START + 3 * DAY),
      profileOf([[40, 2]]),
    ]) {
      const { occasions, at, kind } = questionOf(state, profile, architecture.reach) as Question;
      const newest = occasions.length - 1;
      const query = {
        occasion: newest,
        known: occasions[newest].items.length,
        kind,
        at,
        targets: [],
        weight: 1,
      };
      const net = restore(architecture, state);
      const expected = tf.tidy(() => {
        const { value } = architecture.answers(
          net,
          [{ occasions: [...occasions], queries: [query] }],
          new Dropout(0, null),
        );
        return tf.add(tf.matMul(value, transposed(net.get('embedding'))), net.get('prior')).dataSync();
      });
      net.dispose();
      const scores = scoresOf(model, state, profile) as Float32Array;
      state.vocabulary.forEach((item, place) => {
        expect(Math.abs(scores[item] - expected[place])).toBeLessThan(1e-4);
      });
    }
  });

  it('learns which item follows which, and what belongs together', async () => {
    // Rings of six items, entered anywhere and followed for seven days; each even item comes with item + 40.
    const random = seeded(5);
    const users = Array.from({ length: 60 }, () => {
      const ring = 6 * Math.floor(random() * 4);
      const start = Math.floor(random() * 6);
      return Array.from({ length: 7 }, (_, day) => {
        const item = ring + ((start + day) % 6);
        return item % 2 === 0 ? [item, item + 40] : item;
      });
    });
    const state = await train(logOf(users), { seed: 2, epochs: 10, learningRate: 0.03 });
    const best = (profile: Profile) => {
      const scores = scoresOf(model, state, profile) as Float32Array;
      return [...scores.keys()].sort((a, b) => scores[b] - scores[a]);
    };
    let right = 0;
    for (let item = 0; item < 24; item++) {
      const follower = item - (item % 6) + ((item + 1) % 6);
      const before = item - (item % 6) + ((item + 5) % 6);
      const [first] = best(profileOf([before, item % 2 === 0 ? [item, item + 40] : item]));
      if (first === follower || first === follower + 40) right++;
    }
    expect(right).toBeGreaterThanOrEqual(23);
    const [first, second] = best(profileOf([1, 2], START + DAY));
    expect(first === 2 ? second : first).toBe(42);
  });

  it('is the same for the same seed, another for another, whatever order lines come in', async () => {
    const users = [
      [1, [2, 3, 7], 4],
      [[3, 2], 1],
      [5, 1, [6, 2]],
    ];
    const first = await train(logOf(users), { seed: 1 });
    expect(await train(logOf(users), { seed: 1 })).toEqual(first);
    expect(await train(logOf(users), { seed: 2 })).not.toEqual(first);
    expect(scoresOf(model, first, profileOf([1, [2, 3, 7]]))).toEqual(
      scoresOf(model, first, profileOf([1, [7, 2, 3]])),
    );
  });

  it('says what each own item brought: what the score loses without it', async () => {
    const users = [
      [1, [2, 3, 7], 4],
      [[3, 2], 1],
      [5, 1, [6, 2]],
    ];
    const state = await train(logOf(users), { seed: 1, epochs: 5 });
    const lead = (profile: Profile) => {
      const scores = scoresOf(model, state, profile) as Float32Array;
      const mean = state.vocabulary.reduce((sum, item) => sum + scores[item], 0) / state.vocabulary.length;
      return scores[4] - mean;
    };
    const whole = profileOf([5, [2, 60], [3, 7]]);
    const without = new Map([
      [5, profileOf([[], [2, 60], [3, 7]], whole.moment.now)],
      [2, profileOf([5, [60], [3, 7]], whole.moment.now)],
      [3, profileOf([5, [2, 60], [7]], whole.moment.now)],
      [7, profileOf([5, [2, 60], [3]], whole.moment.now)],
    ]);
    const amounts = model.because?.(state, whole, 4) ?? [];
    expect(amounts.map(({ item }) => item).sort()).toEqual([2, 3, 5, 7]);
    for (const { item, amount } of amounts) {
      expect(amount).toBeCloseTo(lead(whole) - lead(without.get(item) as Profile), 4);
    }
    expect(amounts).toEqual([...amounts].sort((a, b) => b.amount - a.amount));
    expect(model.because?.(state, whole, 60)).toEqual([]);
  });

  it('scores the same after saving and loading', async () => {
    const state = await train(
      logOf([
        [1, 2, 3],
        [2, 3, 4],
      ]),
      { seed: 1 },
    );
    const loaded = model.load(structuredClone(model.save(state)));
    const profile = profileOf([1, 3]);
    expect(scoresOf(model, loaded, profile)).toEqual(scoresOf(model, state, profile));
  });

  it('has nothing to say where nothing follows anything, and scores of all items are finite elsewhere', async () => {
    const visitor = profileOf([0, 5]);
    for (const users of [[], [[]], [[5]], [[5], [6], [7]]]) {
      expect(scoresOf(model, await train(logOf(users), { seed: 1 }), visitor)).toBeNull();
    }
    for (const users of [[[5, 5, 5]], [[[5, 6]]], [[5, 6], [7]]]) {
      const state = await train(logOf(users), { seed: 1 });
      const scores = scoresOf(model, state, visitor) as Float32Array;
      expect(scores.every(Number.isFinite)).toBe(true);
      // What was never bought comes last.
      expect(scores[70]).toBe(Math.min(...scores));
      expect(scoresOf(model, state, profileOf([]))).toBeNull();
      expect(scoresOf(model, state, profileOf([70]))).toBeNull();
    }
  });

  it('bears thousands of events of one person, and orders larger than its window', async () => {
    const large = [Array.from({ length: n }, (_, item) => item), 3, Array.from({ length: 60 }, (_, i) => i)];
    const long = Array.from({ length: 2000 }, (_, day) => day % 50);
    const state = await train(logOf([large, long]), { seed: 1, epochs: 1 });
    const scores = scoresOf(model, state, profileOf(large)) as Float32Array;
    expect(scores.every(Number.isFinite)).toBe(true);
  });

  it('stops when told to, and leaves no tensors behind either way', async () => {
    const users = Array.from({ length: 30 }, (_, user) => [user, user + 1, user + 2]);
    const before = tf.memory().numTensors;
    await train(logOf(users), { seed: 1 });
    expect(tf.memory().numTensors).toBe(before);
    const abort = new AbortController();
    abort.abort(new Error('no longer wanted'));
    await expect(train(logOf(users), { seed: 1 }, { signal: abort.signal })).rejects.toThrow(
      'no longer wanted',
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it('answers within 10 ms for 4,000 items and 200 steps', () => {
    const wide = model === attention ? attentionNetwork(64, 2) : recurrentNetwork(64);
    const parameters = wide.parameters(4000, seeded(1));
    const state: NextItemState = {
      width: 64,
      vocabulary: Uint32Array.from({ length: 4000 }, (_, item) => item),
      weights: Object.fromEntries(Object.entries(parameters).map(([name, { values }]) => [name, values])),
    };
    const sequence = Array.from({ length: 200 }, (_, i) => ({
      item: 19 * i,
      at: START + i * DAY,
      weight: 1,
    }));
    const visitor = { ...profileOf([1]), sequence };
    const out = new Float32Array(4000);
    const times = Array.from({ length: 40 }, () => {
      const from = performance.now();
      model.scores(state, visitor, out);
      return performance.now() - from;
    });
    expect(Math.min(...times)).toBeLessThan(10);
  });

  it('is fitted with its defaults through the interface of models', async () => {
    const state = await model.fit(
      population(
        logOf([
          [1, 2, 3],
          [2, 3, 1],
        ]),
      ),
      { seed: 1 },
    );
    expect(scoresOf(model, state, profileOf([1]))?.every(Number.isFinite)).toBe(true);
  });
});

describe('distilAttention', () => {
  it('brings a small network nearer to its teacher than events alone do', async () => {
    const random = seeded(6);
    // Any of the next three items of a ring of twenty follows.
    const users = Array.from({ length: 60 }, () => {
      let item = Math.floor(20 * random());
      return Array.from({ length: 8 }, () => {
        item = (item + 1 + Math.floor(3 * random())) % 20;
        return item;
      });
    });
    const log = logOf(users);
    const teacher = await trainAttention({ log }, { ...SMALL, width: 16, heads: 2, epochs: 8, seed: 1 });
    const settings = { ...SMALL, width: 6, heads: 1, epochs: 12, learningRate: 0.02, seed: 1 };
    const chances = (state: NextItemState, profile: Profile) => {
      const scores = scoresOf(attention, state, profile) as Float32Array;
      const odds = Array.from(state.vocabulary, (item) => Math.exp(scores[item]));
      const sum = odds.reduce((a, b) => a + b, 0);
      return odds.map((value) => value / sum);
    };
    /** Mean Kullback-Leibler divergence from the teacher. */
    const divergence = (student: NextItemState) => {
      let sum = 0;
      for (const user of users) {
        const taught = chances(teacher, profileOf(user));
        const own = chances(student, profileOf(user));
        taught.forEach((p, i) => {
          sum += (p * Math.log(p / own[i])) / users.length;
        });
      }
      return sum;
    };
    const alone = divergence(await trainAttention({ log }, settings));
    const distilled = divergence(await distilAttention({ log }, teacher, settings));
    expect(distilled).toBeLessThan(0.8 * alone);
  });

  it('refuses a teacher of another log', async () => {
    const teacher = await trainAttention({ log: logOf([[1, 2]]) }, { ...SMALL, heads: 1, seed: 1 });
    const log = logOf([[1, 2, 3]]);
    const before = tf.memory().numTensors;
    await expect(distilAttention({ log }, teacher, { ...SMALL, heads: 1, seed: 1 })).rejects.toThrow(
      'same log',
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('questionOf', () => {
  const state: NextItemState = { width: 1, vocabulary: Uint32Array.of(2, 5, 9), weights: {} };

  it('keeps what the network knows, by its place in the vocabulary', () => {
    const question = questionOf(state, profileOf([[9, 3], 4, [2, 5]]), 10);
    expect(question?.occasions.map(({ items }) => items)).toEqual([[2], [0, 1]]);
    expect(question?.kind).toBe(NEXT);
  });

  it('keeps the newest occasions', () => {
    expect(questionOf(state, profileOf([2, 5, 9]), 2)?.occasions.map(({ items }) => items)).toEqual([
      [1],
      [2],
    ]);
  });

  it('asks for the rest of an occasion that is still going on', () => {
    expect(questionOf(state, profileOf([2, 9], START + DAY), 10)?.kind).toBe(REST);
  });

  it('is null without a known item', () => {
    expect(questionOf(state, profileOf([3, 4]), 10)).toBeNull();
  });
});

describe('occasionsOf', () => {
  it('joins events of one moment, and leaves out what says nothing', () => {
    const at = START;
    const log = buildLog(
      [
        { user: 0, item: 3, type: 'view_item', at },
        { user: 0, item: 3, type: 'purchase', at },
        { user: 0, item: 1, type: 'purchase', at },
        { user: 0, item: 1, type: 'view_item', at: at + 1 },
        { user: 2, item: 1, type: 'view_item', at },
      ],
      3,
    );
    expect(occasionsOf(log)).toEqual([
      [
        { at, items: [3, 1], interest: 1 },
        { at: at + 1, items: [1], interest: 0.25 },
      ],
      [],
      [{ at, items: [1], interest: 0.25 }],
    ]);
  });
});
