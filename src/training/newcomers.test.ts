import { expect, it } from 'vitest';
import { RowsBuilder } from '../models/sparse-rows.ts';
import { findNewcomers, hasFactor, hasRow, imputeFactors, imputeItemItem } from './newcomers.ts';

/** Items 0 and 1 are known, 2 is new and reads like both (cosines .8 and .6), 3 like neither. */
const vectors = Float32Array.of(1, 0, 0, 0, 1, 0, 0.8, 0.6, 0, 0, 0, 1);

function known() {
  const rows = new RowsBuilder(4);
  rows.add(0, 1, 0.5);
  rows.add(1, 0, 0.25);
  return rows.build();
}

it('lets a new item borrow from its nearest texts, in both directions', async () => {
  const newcomers = await findNewcomers(hasRow(known()), vectors, 3);
  expect(newcomers).toEqual([
    {
      item: 2,
      neighbours: [
        { item: 0, share: expect.closeTo(0.8 / 1.4, 6) },
        { item: 1, share: expect.closeTo(0.6 / 1.4, 6) },
      ],
    },
  ]);
  const { offset, target, weight } = imputeItemItem(known(), newcomers, 50);
  const rows = [0, 1, 2, 3].map((item) =>
    Array.from(target.subarray(offset[item], offset[item + 1]), (to, at) => [to, weight[offset[item] + at]]),
  );
  expect(rows).toEqual([
    [
      [1, 0.5],
      [2, expect.closeTo((0.6 / 1.4) * 0.5, 6)],
    ],
    [
      [0, 0.25],
      [2, expect.closeTo((0.8 / 1.4) * 0.25, 6)],
    ],
    [
      [1, expect.closeTo((0.8 / 1.4) * 0.5, 6)],
      [0, expect.closeTo((0.6 / 1.4) * 0.25, 6)],
    ],
    [],
  ]);

  const factors = { rank: 1, items: Float32Array.of(3, 1, 0, 0), alpha: 1, regularisation: 1 };
  expect([0, 1, 2, 3].map(hasFactor(factors))).toEqual([true, true, false, false]);
  expect([...imputeFactors(factors, newcomers).items]).toEqual([
    3,
    1,
    expect.closeTo((2.4 + 0.6) / 1.4, 6),
    0,
  ]);
});
