import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../catalog/item.ts';
import type { ItemItem } from '../packs/pack.ts';
import { buildProfile } from '../profile/build-profile.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import { interactions } from '../training/interactions.ts';
import { pastEvents } from '../training/past-events.ts';
import { seeded } from '../training/random.ts';
import { itemKnnCosine, itemKnnJaccard, itemKnnPearson, LIKENESS, trainItemKnn } from './item-knn.ts';

const eventsOf = (baskets: number[][]) =>
  baskets.flatMap((basket, user) =>
    basket.map((item): OrderEvent => ({ user, item, type: 'purchase', at: user, order: user })),
  );
const matrixOf = (baskets: number[][], items: number) =>
  interactions(buildLog(eventsOf(baskets), baskets.length), items);

const rowOf = ({ offset, target, weight }: ItemItem, item: number) =>
  Object.fromEntries(
    Array.from(target.subarray(offset[item], offset[item + 1]), (to, at) => [to, weight[offset[item] + at]]),
  );

/** Two people have both items, one only the first, one only the second, one neither. */
const FIVE = [[0, 1], [0, 1], [0], [1], [2]];

describe('likeness, by hand', () => {
  it.each([
    ['cosine', 2 / Math.sqrt(3 * 3)],
    // (5 * 2 - 3 * 3) / sqrt((5 * 3 - 9) (5 * 3 - 9))
    ['pearson', 1 / 6],
    ['jaccard', 2 / 4],
  ] as const)('%s', async (name, expected) => {
    const rows = await trainItemKnn(matrixOf(FIVE, 3), LIKENESS[name], { shrinkage: 0 });
    expect(rowOf(rows, 0)).toEqual({ 1: expect.closeTo(expected, 6) });
    expect(rowOf(rows, 1)).toEqual({ 0: expect.closeTo(expected, 6) });
    expect(rowOf(rows, 2)).toEqual({});
  });

  it('is shrunk where few share it', async () => {
    const rows = await trainItemKnn(matrixOf(FIVE, 3), LIKENESS.jaccard, { shrinkage: 3 });
    expect(rowOf(rows, 0)).toEqual({ 1: expect.closeTo((2 / 4) * (2 / 5), 6) });
  });
});

describe('trainItemKnn', () => {
  const random = seeded(3);
  const users = 60;
  const items = 15;
  const events = Array.from(
    { length: 400 },
    (): OrderEvent => ({
      user: Math.floor(random() * users),
      item: Math.floor(random() * items),
      type: random() < 0.5 ? 'purchase' : 'view_item',
      at: 0,
    }),
  );
  const log = buildLog(events, users);

  it.each(['cosine', 'pearson', 'jaccard'] as const)('matches %s of dense columns', async (name) => {
    const columns = Array.from({ length: items }, (_, item) =>
      Array.from({ length: users }, (_, user) =>
        Math.max(
          0,
          ...events
            .filter((event) => event.user === user && event.item === item)
            .map(({ type }) => (type === 'purchase' ? 1 : 0.25)),
        ),
      ),
    );
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const dot = (a: number[], b: number[]) => sum(a.map((value, i) => value * b[i]));
    const centred = (a: number[]) => a.map((value) => value - sum(a) / users);
    const cosine = (a: number[], b: number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    const by = {
      cosine,
      pearson: (a: number[], b: number[]) => cosine(centred(a), centred(b)),
      jaccard: (a: number[], b: number[]) => dot(a, b) / (dot(a, a) + dot(b, b) - dot(a, b)),
    };
    const rows = await trainItemKnn(interactions(log, items), LIKENESS[name], {
      neighbours: items,
      shrinkage: 4,
    });
    for (let a = 0; a < items; a++) {
      const row = rowOf(rows, a);
      for (let b = 0; b < items; b++) {
        const both = columns[a].filter((value, user) => value > 0 && columns[b][user] > 0).length;
        const expected = a === b ? 0 : Math.max(0, (by[name](columns[a], columns[b]) * both) / (both + 4));
        expect(row[b] ?? 0).toBeCloseTo(expected, 6);
      }
    }
  });

  it('keeps the nearest few', async () => {
    const rows = await trainItemKnn(interactions(log, items), LIKENESS.cosine, { neighbours: 3 });
    const all = await trainItemKnn(interactions(log, items), LIKENESS.cosine, { neighbours: items });
    for (let item = 0; item < items; item++) {
      const row = [...all.target.subarray(all.offset[item], all.offset[item] + 3)];
      expect([...rows.target.subarray(rows.offset[item], rows.offset[item + 1])]).toEqual(row);
    }
  });

  it('does not care who is which user', async () => {
    const turned = buildLog(
      events.map((event) => ({ ...event, user: users - 1 - event.user })),
      users,
    );
    const rows = await trainItemKnn(interactions(log, items), LIKENESS.pearson);
    const same = await trainItemKnn(interactions(turned, items), LIKENESS.pearson);
    for (let item = 0; item < items; item++) {
      const [row, other] = [rowOf(rows, item), rowOf(same, item)];
      for (let to = 0; to < items; to++) expect(row[to] ?? 0).toBeCloseTo(other[to] ?? 0, 6);
    }
  });
});

describe.each([itemKnnCosine, itemKnnPearson, itemKnnJaccard])('$name', (model) => {
  const catalogOf = (items: number): Catalog => ({
    id: 'test',
    name: 'Test',
    currency: 'EUR',
    items: Array.from({ length: items }, (_, i) => ({ id: `${i}`, title: `${i}` }) as Item),
    departments: [],
    reviews: [],
  });
  const fitted = (baskets: number[][], items: number) =>
    model.fit(
      {
        catalog: catalogOf(items),
        log: buildLog(eventsOf(baskets), baskets.length),
        vectors: new Float32Array(0),
        dimensions: 0,
      },
      { seed: 1 },
    );
  const visitorOf = (items: number[], n: number) =>
    buildProfile(pastEvents(buildLog(eventsOf([items]), 1), 0, items.length), catalogOf(n), {
      now: 0,
      utcOffset: 0,
    });
  const baskets = [[0, 1, 2], [0, 1], [1, 2], [0, 2, 3], [3, 4], [4]];

  it('adds up what the own items say, and says which they were', async () => {
    const state = await fitted(baskets, 6);
    const visitor = visitorOf([0, 3], 6);
    const out = new Float32Array(6);
    expect(model.scores(state, visitor, out)).toBe(true);
    expect(out[2]).toBeGreaterThan(0);
    for (let item = 0; item < 6; item++) {
      const because = model.because?.(state, visitor, item) ?? [];
      expect(because.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(out[item], 6);
    }
    expect(model.scores(state, visitorOf([], 6), new Float32Array(6))).toBe(false);
    const again = new Float32Array(6);
    model.scores(model.load(model.save(state)), visitor, again);
    expect(again).toEqual(out);
  });

  it.each([
    ['nobody', [], 3],
    ['one user', [[0, 1, 2]], 3],
    ['one item', [[0], [0]], 1],
    ['one event each', [[0], [1], [2]], 3],
    [
      'the same basket for all',
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      2,
    ],
  ])('stays finite with %s', async (_, few, items) => {
    const { weight } = await fitted(few, items);
    expect(weight.every(Number.isFinite)).toBe(true);
  });
});
