import { describe, expect, it } from 'vitest';
import type { ItemItem } from '../packs/pack.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import { interactions } from '../training/interactions.ts';
import { seeded } from '../training/random.ts';
import { trainEase } from './ease.ts';
import { largest } from './sparse-rows.ts';

function matrixOf(baskets: number[][], items: number) {
  const events = baskets.flatMap((basket, user) =>
    basket.map((item): OrderEvent => ({ user, item, type: 'purchase', at: 0, order: user })),
  );
  return interactions(buildLog(events, baskets.length), items);
}

const rowOf = ({ offset, target, weight }: ItemItem, item: number) =>
  Object.fromEntries(
    Array.from(target.subarray(offset[item], offset[item + 1]), (to, at) => [to, weight[offset[item] + at]]),
  );

/** B by Gauss-Jordan in double precision, straight from the paper. */
function easeByTheBook(baskets: number[][], n: number, lambda: number): number[][] {
  const a = Array.from({ length: n }, (_, i) =>
    Array.from({ length: 2 * n }, (_, j) =>
      j >= n
        ? Number(j - n === i)
        : baskets.filter((basket) => basket.includes(i) && basket.includes(j)).length +
          (i === j ? lambda : 0),
    ),
  );
  for (let k = 0; k < n; k++) {
    const pivot = a[k][k];
    a[k] = a[k].map((value) => value / pivot);
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = a[i][k];
      a[i] = a[i].map((value, j) => value - factor * a[k][j]);
    }
  }
  return a.map((row, i) => row.slice(n).map((value, j) => (i === j ? 0 : -value / a[j][n + j])));
}

describe('trainEase', () => {
  it('matches two items solved by hand', async () => {
    // Two users hold both, one holds only item 0. G + I = [[4, 2], [2, 3]]; P = [[3, -2], [-2, 4]] / 8.
    const ease = await trainEase(matrixOf([[0, 1], [0, 1], [0]], 2), { lambda: 1 });
    expect(rowOf(ease, 0)).toEqual({ 1: expect.closeTo(2 / 4, 6) });
    expect(rowOf(ease, 1)).toEqual({ 0: expect.closeTo(2 / 3, 6) });
  });

  it('matches the closed form in double precision', async () => {
    const random = seeded(5);
    const n = 70;
    const baskets = Array.from({ length: 200 }, () =>
      Array.from({ length: n }, (_, item) => item).filter(() => random() < 0.1),
    );
    const expected = easeByTheBook(baskets, n, 20);
    const ease = await trainEase(matrixOf(baskets, n), { lambda: 20, keep: n });
    for (let item = 0; item < n; item++) {
      for (const [target, weight] of Object.entries(rowOf(ease, item))) {
        expect(weight).toBeCloseTo(expected[item][Number(target)], 5);
      }
    }
  });

  it('keeps the largest weights of a row, and leaves unknown items empty', async () => {
    const baskets = [
      [0, 1, 2],
      [0, 1],
      [0, 1],
      [0, 3],
    ];
    const ease = await trainEase(matrixOf(baskets, 6), { lambda: 1, keep: 1 });
    expect(Object.keys(rowOf(ease, 0))).toEqual(['1']);
    expect(rowOf(ease, 4)).toEqual({});
  });

  it('solves only the best supported items where there are too many', async () => {
    const ease = await trainEase(
      matrixOf(
        [
          [0, 1, 2],
          [1, 2],
          [2, 1],
        ],
        3,
      ),
      { lambda: 1, maxItems: 2 },
    );
    expect(rowOf(ease, 0)).toEqual({});
    expect(Object.keys(rowOf(ease, 1))).toEqual(['2']);
  });
});

describe('largest', () => {
  it('orders by size, then index, and skips zeros', () => {
    expect(largest(Float32Array.of(1, -3, 0, 3, 2, 1), 4)).toEqual([1, 3, 4, 0]);
    expect(largest(Float32Array.of(0, 1), 4)).toEqual([1]);
    expect(largest(Float32Array.of(1, 2), 0)).toEqual([]);
  });

  it('agrees with sorting', () => {
    const random = seeded(1);
    const values = Float32Array.from({ length: 500 }, () => Math.round(random() * 40 - 20));
    const sorted = [...values.keys()]
      .filter((i) => values[i] !== 0)
      .sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b);
    expect(largest(values, 37)).toEqual(sorted.slice(0, 37));
  });
});
