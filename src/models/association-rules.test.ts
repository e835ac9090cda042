import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../catalog/item.ts';
import { buildProfile } from '../profile/build-profile.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import { pastEvents } from '../training/past-events.ts';
import { seeded } from '../training/random.ts';
import { associationRules, countTogether, listRules, mineRules } from './association-rules.ts';

const DAY = 86_400_000;

const logOf = (orders: number[][], users = 7) =>
  buildLog(
    orders.flatMap((items, order) =>
      items.map(
        (item): OrderEvent => ({ user: order % users, item, type: 'purchase', at: order * DAY, order }),
      ),
    ),
    users,
  );

const catalogOf = (items: number): Catalog => ({
  id: 'test',
  name: 'Test',
  currency: 'EUR',
  items: Array.from({ length: items }, (_, i) => ({ id: `${i}`, title: `${i}` }) as Item),
  departments: [],
  reviews: [],
});

function randomOrders(count: number, items: number, seed: number): number[][] {
  const random = seeded(seed);
  return Array.from({ length: count }, () =>
    // Twice the same line now and then, as orders have them.
    Array.from({ length: 1 + Math.floor(random() * 5) }, () => Math.floor(random() ** 1.5 * items)),
  );
}

describe('mineRules', () => {
  it('measures a rule as the book does', async () => {
    const orders = [[0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1], [0], [1], [3], [3]];
    const rules = [...listRules(await mineRules(logOf(orders), 4))];
    expect(rules.find(({ antecedent }) => `${antecedent}` === '0')).toEqual({
      antecedent: [0],
      consequent: 2,
      support: 3,
      confidence: 3 / 5,
      lift: expect.closeTo((3 / 5) * (8 / 3), 12),
    });
    expect(rules.filter(({ antecedent }) => `${antecedent}` === '0,1')).toEqual([
      {
        antecedent: [0, 1],
        consequent: 2,
        support: 3,
        confidence: 3 / 4,
        lift: expect.closeTo((3 / 4) * (8 / 3), 12),
      },
    ]);
  });

  it('finds every rule that trying all sets finds', async () => {
    const items = 9;
    const orders = randomOrders(90, items, 3);
    const holding = (set: number[]) =>
      orders.filter((order) => set.every((item) => order.includes(item))).length;
    const expected: string[] = [];
    for (let a = 0; a < items; a++) {
      for (let b = a; b < items; b++) {
        const antecedent = a === b ? [a] : [a, b];
        for (let c = 0; c < items; c++) {
          const support = holding([...antecedent, c]);
          const confidence = support / holding(antecedent);
          const lift = confidence / (holding([c]) / orders.length);
          if (antecedent.includes(c) || support < 2 || lift <= 1 + 1e-12) continue;
          expected.push(`${antecedent} -> ${c}: ${support} ${confidence.toFixed(9)} ${lift.toFixed(9)}`);
        }
      }
    }
    const found = [...listRules(await mineRules(logOf(orders), items, { minSupport: 2 }))].map(
      ({ antecedent, consequent, support, confidence, lift }) =>
        `${antecedent} -> ${consequent}: ${support} ${confidence.toFixed(9)} ${lift.toFixed(9)}`,
    );
    expect(expected.length).toBeGreaterThan(50);
    expect(found.sort()).toEqual(expected.sort());
  });

  it('takes the best supported pairs for antecedents, and all of one support or none', async () => {
    const orders = randomOrders(200, 9, 5);
    const all = await mineRules(logOf(orders), 9, { minSupport: 2 });
    const few = await mineRules(logOf(orders), 9, { minSupport: 2, pairs: 10 });
    const threshold = Math.min(...few.pairSupport);
    expect(few.pairSupport.length).toBeLessThanOrEqual(10);
    expect(few.pairSupport.length).toBeGreaterThan(3);
    const kept = [...all.pairSupport].filter((support) => support >= threshold);
    expect([...few.pairSupport].sort()).toEqual(kept.sort());
  });

  it('leaves huge orders out', async () => {
    const huge = Array.from({ length: 30 }, () => Array.from({ length: 101 }, (_, item) => item));
    const small = [[0, 1], [0, 1], [0, 1], [2]];
    expect(await mineRules(logOf([...huge, ...small]), 101)).toEqual(await mineRules(logOf(small), 101));
  });

  it('does not care who is which user, or who ordered first', async () => {
    const orders = randomOrders(80, 9, 6);
    expect(await mineRules(logOf([...orders].reverse(), 5), 9)).toEqual(await mineRules(logOf(orders), 9));
  });

  it('reports progress that never falls, and stops when aborted', async () => {
    const fractions: number[] = [];
    const log = logOf(randomOrders(3000, 2000, 4));
    await mineRules(log, 2000, {}, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(mineRules(log, 2000, {}, { signal })).rejects.toThrow('enough');
  });
});

describe('countTogether', () => {
  it('finds pairs above chance by shrunk lift', async () => {
    const orders = [[0, 1], [0, 1], [0, 1, 2], [2], [2], [2, 3], [3], [3]];
    const { offset, target, weight } = await countTogether(logOf(orders), 5);
    expect([...offset]).toEqual([0, 1, 2, 2, 2, 2]);
    expect([...target]).toEqual([1, 0]);
    // Lift 3 * 8 / (3 * 3), times 3 / (3 + 5).
    expect(weight[0]).toBeCloseTo(1, 6);
  });

  it('keeps at most what is asked', async () => {
    const orders = [[0, 1, 2], [0, 1, 2], [0, 1, 2], [0, 1, 2], [3], [3], [3], [3]];
    const { offset, target } = await countTogether(logOf(orders), 4, 1);
    expect([...offset]).toEqual([0, 1, 2, 3, 3]);
    expect([...target]).toEqual([1, 0, 0]);
  });
});

describe('the model', () => {
  const items = 9;
  const fitted = (orders: number[][], n = items) =>
    associationRules.fit(
      { catalog: catalogOf(n), log: logOf(orders), vectors: new Float32Array(0), dimensions: 0 },
      { seed: 1 },
    );
  const visitorOf = (own: number[]) =>
    buildProfile(pastEvents(logOf([own]), 0, own.length), catalogOf(items), { now: 0, utcOffset: 0 });
  const orders = randomOrders(300, items, 8);

  it('adds up the confidence of the rules that apply, pairs at 0.3', async () => {
    const rules = await fitted(orders);
    const out = new Float32Array(items);
    expect(associationRules.scores(rules, visitorOf([2, 5]), out)).toBe(true);
    for (let item = 0; item < items; item++) {
      let expected = 0;
      for (const { antecedent, consequent, confidence } of listRules(rules)) {
        if (consequent !== item || !antecedent.every((own) => own === 2 || own === 5)) continue;
        expected += confidence * (antecedent.length === 2 ? 0.3 : 1);
      }
      expect(out[item]).toBeCloseTo(expected, 5);
      const because = associationRules.because?.(rules, visitorOf([2, 5]), item) ?? [];
      expect(because.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(expected, 5);
      expect(because.every((own) => own.item === 2 || own.item === 5)).toBe(true);
    }
  });

  it('has nothing to say to a stranger', async () => {
    expect(associationRules.scores(await fitted(orders), visitorOf([]), new Float32Array(items))).toBe(false);
  });

  it('scores the same after saving and loading', async () => {
    const rules = await fitted(orders);
    const [out, again] = [new Float32Array(items), new Float32Array(items)];
    associationRules.scores(rules, visitorOf([1, 3, 4]), out);
    associationRules.scores(associationRules.load(associationRules.save(rules)), visitorOf([1, 3, 4]), again);
    expect(again).toEqual(out);
  });

  it.each([
    ['nobody', []],
    ['one order', [[0, 1]]],
    ['one item', [[0], [0], [0]]],
    [
      'the same order for all',
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
    ],
  ])('stays finite with %s', async (_, few) => {
    const out = new Float32Array(items);
    associationRules.scores(await fitted(few), visitorOf([0]), out);
    expect(out.every(Number.isFinite)).toBe(true);
  });
});
