import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../catalog/item.ts';
import type { ItemItem } from '../packs/pack.ts';
import { buildProfile } from '../profile/build-profile.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import type { OrderLog } from '../training/orders.ts';
import { pastEvents } from '../training/past-events.ts';
import { seeded } from '../training/random.ts';
import { recentItems, sequenceLinear, trainSequenceLinear } from './sequence-linear.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

const rowOf = ({ offset, target, weight }: ItemItem, item: number) =>
  Object.fromEntries(
    Array.from(target.subarray(offset[item], offset[item + 1]), (to, at) => [to, weight[offset[item] + at]]),
  );

const catalogOf = (items: number): Catalog => ({
  id: 'test',
  name: 'Test',
  currency: 'EUR',
  items: Array.from({ length: items }, (_, i) => ({ id: `${i}`, title: `${i}` }) as Item),
  departments: [],
  reviews: [],
});

const bought = (orders: number[][], user = 0): OrderEvent[] =>
  orders.flatMap((order, day) =>
    order.map((item): OrderEvent => ({ user, item, type: 'purchase', at: START + day * DAY, order: day })),
  );

/** A small shop of people who look and buy, some things again, several at a time. */
function randomLog(users: number, items: number, seed: number): OrderLog {
  const random = seeded(seed);
  const pick = (count: number) => Math.floor(random() * count);
  const events: OrderEvent[] = [];
  for (let user = 0; user < users; user++) {
    for (let moment = pick(6); moment >= 0; moment--) {
      const at = START + pick(400) * DAY;
      for (let line = pick(4); line >= 0; line--) {
        events.push({ user, item: pick(items), type: random() < 0.5 ? 'purchase' : 'view_item', at });
      }
    }
  }
  return buildLog(events, users);
}

/** B by the normal equations and Gauss-Jordan, in double precision, from events and not from columns. */
function byTheBook(log: OrderLog, n: number, lambda: number): number[][] {
  const events = Array.from(log.item, (item, e) => ({
    item,
    user: log.user[e],
    at: log.at[e],
    type: log.type[e],
  }));
  const newest = Math.max(...events.map(({ at }) => at));
  const gram = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? lambda : 0)),
  );
  const cross = gram.map((row) => row.map(() => 0));
  for (let user = 0; user < log.users; user++) {
    const own = events.filter((event) => event.user === user);
    const times = [...new Set(own.map(({ at }) => at))];
    times.forEach((at, t) => {
      if (t === 0) return;
      const x = new Array<number>(n).fill(0);
      for (const past of own) {
        const age = times.slice(0, t).filter((time) => time > past.at).length;
        if (past.at < at) x[past.item] += (past.type === 0 ? 0.25 : 1) * 2 ** (-age / 8);
      }
      const y = new Set(own.filter((event) => event.at === at).map(({ item }) => item));
      const crowd = y.size ** -0.3 * 2 ** (-(newest - at) / DAY / 180);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) gram[i][j] += crowd * x[i] * x[j];
        for (const j of y) cross[i][j] += crowd * x[i];
      }
    });
  }
  for (let k = 0; k < n; k++) {
    const pivot = gram[k][k];
    gram[k] = gram[k].map((value) => value / pivot);
    cross[k] = cross[k].map((value) => value / pivot);
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = gram[i][k];
      gram[i] = gram[i].map((value, j) => value - factor * gram[k][j]);
      cross[i] = cross[i].map((value, j) => value - factor * cross[k][j]);
    }
  }
  return cross;
}

describe('trainSequenceLinear', () => {
  it('matches one step solved by hand', async () => {
    // x = (1, 0), y = (0, 1): (1 + lambda) b = 1.
    const rows = await trainSequenceLinear(buildLog(bought([[0], [1]]), 1), 3, { lambda: 3 });
    expect([0, 1, 2].map((item) => rowOf(rows, item))).toEqual([{ 1: 0.25 }, {}, {}]);
  });

  it('counts crowded and old moments less', async () => {
    // The newest moment counts 1 / 2^.3, having two targets; the one 180 days before it half.
    const at = (days: number, item: number): OrderEvent => ({
      user: 0,
      item,
      type: 'purchase',
      at: START + days * DAY,
    });
    const one = await trainSequenceLinear(buildLog([at(0, 0), at(1, 1), at(1, 2)], 1), 3, { lambda: 1 });
    const crowd = 2 ** -0.3;
    expect(rowOf(one, 0)[1]).toBeCloseTo(crowd / (crowd + 1), 6);
    const events = [at(0, 0), at(1, 1), { ...at(180, 3), user: 1 }, { ...at(181, 2), user: 1 }];
    const two = await trainSequenceLinear(buildLog(events, 2), 4, { lambda: 1 });
    expect(rowOf(two, 0)[1]).toBeCloseTo(0.5 / 1.5, 6);
    expect(rowOf(two, 3)[2]).toBeCloseTo(1 / 2, 6);
  });

  it('matches the normal equations in double precision', async () => {
    const n = 30;
    const log = randomLog(80, n, 4);
    const expected = byTheBook(log, n, 7);
    const rows = await trainSequenceLinear(log, n, { lambda: 7, keep: n });
    for (let item = 0; item < n; item++) {
      const row = rowOf(rows, item);
      for (let target = 0; target < n; target++)
        expect(row[target] ?? 0).toBeCloseTo(expected[item][target], 5);
    }
  });

  it('keeps the largest weights, of the best supported items', async () => {
    const log = buildLog([...bought([[0], [1], [0], [1], [0, 2]]), ...bought([[0], [1, 3]], 1)], 2);
    const rows = await trainSequenceLinear(log, 4, { lambda: 1, keep: 1, maxItems: 2 });
    expect([0, 1, 2, 3].map((item) => Object.keys(rowOf(rows, item)))).toEqual([['1'], ['0'], [], []]);
  });

  it('does not care who is which user', async () => {
    const log = randomLog(40, 12, 8);
    const events = Array.from(
      log.item,
      (item, e): OrderEvent => ({
        user: 39 - log.user[e],
        item,
        type: log.type[e] === 0 ? 'view_item' : 'purchase',
        at: log.at[e],
      }),
    );
    const [one, other] = [log, buildLog(events, 40)].map((each) =>
      trainSequenceLinear(each, 12, { keep: 12 }),
    );
    for (let item = 0; item < 12; item++) {
      const [row, same] = [rowOf(await one, item), rowOf(await other, item)];
      for (let to = 0; to < 12; to++) expect(row[to] ?? 0).toBeCloseTo(same[to] ?? 0, 7);
    }
  });

  it('reports progress that never falls, and stops when aborted', async () => {
    const fractions: number[] = [];
    const log = randomLog(400, 300, 2);
    await trainSequenceLinear(log, 300, {}, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(trainSequenceLinear(log, 300, {}, { signal })).rejects.toThrow('enough');
  });

  it.each([
    ['nobody', buildLog([], 0)],
    ['one event each', buildLog([...bought([[0]]), ...bought([[1]], 1)], 2)],
    ['one item, again and again', buildLog(bought(Array.from({ length: 500 }, () => [0])), 1)],
    ['an order of everything', buildLog(bought([[...Array(300).keys()], [...Array(300).keys()]]), 1)],
  ])('stays finite with %s', async (_, log) => {
    const { weight } = await trainSequenceLinear(log, 300, { lambda: 1 });
    expect(weight.every(Number.isFinite)).toBe(true);
  });
});

describe('recentItems', () => {
  it('fades by newer moments and adds up repeats', () => {
    const steps = [
      { item: 5, at: 1, weight: 1 },
      { item: 6, at: 2, weight: 0.25 },
      { item: 7, at: 2, weight: 1 },
      { item: 5, at: 3, weight: 1 },
    ];
    const near = (value: number) => expect.closeTo(value, 12);
    expect(recentItems(steps)).toEqual([
      { item: 5, weight: near(1 + 2 ** (-2 / 8)) },
      { item: 7, weight: near(2 ** (-1 / 8)) },
      { item: 6, weight: near(0.25 * 2 ** (-1 / 8)) },
    ]);
  });

  it('reads whole moments until it has a hundred items', () => {
    const steps = Array.from({ length: 190 }, (_, i) => ({ item: i, at: Math.floor(i / 19), weight: 1 }));
    expect(recentItems(steps).length).toBe(114);
  });
});

describe('the model', () => {
  const items = 12;
  const log = randomLog(60, items, 3);
  const catalog = catalogOf(items);
  const population = { catalog, log, vectors: new Float32Array(0), dimensions: 0 };
  const visitor = buildProfile(pastEvents(log, 0, 9), catalog, { now: START + 500 * DAY, utcOffset: 0 });

  it('scores by what was recent, and says which items brought a score', async () => {
    const state = await sequenceLinear.fit(population, { seed: 1 });
    const out = new Float32Array(items);
    expect(sequenceLinear.scores(state, visitor, out)).toBe(true);
    for (let item = 0; item < items; item++) {
      const because = sequenceLinear.because?.(state, visitor, item) ?? [];
      expect(because.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(out[item], 5);
      expect(because.map(({ amount }) => amount)).toEqual(
        because.map(({ amount }) => amount).sort((a, b) => b - a),
      );
    }
  });

  it('has nothing to say to a stranger', async () => {
    const state = await sequenceLinear.fit(population, { seed: 1 });
    const stranger = buildProfile([], catalog, { now: START, utcOffset: 0 });
    expect(sequenceLinear.scores(state, stranger, new Float32Array(items))).toBe(false);
  });

  it('scores the same after saving and loading', async () => {
    const state = await sequenceLinear.fit(population, { seed: 1 });
    const [out, again] = [new Float32Array(items), new Float32Array(items)];
    sequenceLinear.scores(state, visitor, out);
    sequenceLinear.scores(sequenceLinear.load(sequenceLinear.save(state)), visitor, again);
    expect(again).toEqual(out);
  });
});
