import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../catalog/item.ts';
import { UnreadableFileError } from '../../catalog/problem.ts';
import { als } from '../../models/als.ts';
import { trainEase } from '../../models/ease.ts';
import { foldIn } from '../../models/fold-in.ts';
import { buildProfile } from '../../profile/build-profile.ts';
import {
  pastEvent,
  TEST_NOW,
  TEST_STAMP,
  testCatalog,
  testLog,
  testVectors,
} from '../../signals/test-shop.ts';
import { interactions } from '../interactions.ts';
import { seeded } from '../random.ts';
import { trainBase } from '../train-base.ts';
import { readItemCounts } from './counts.ts';
import { placeFactors, readFactors } from './factors.ts';
import { readIdMap } from './id-map.ts';
import { readStatistics } from './statistics.ts';
import type { ForeignFile } from './table.ts';
import { file, npy, parquetTable, sparkPart } from './test-files.ts';

const catalog = testCatalog();
const few: Catalog = { ...catalog, items: catalog.items.slice(0, 4) };
const [A, B, C, D] = few.items.map(({ id }) => id);
const mapFile = (...rows: [string | number, string][]) =>
  file('ids.csv', `spark_id,item_id\n${rows.map((row) => row.join(',')).join('\n')}\n`);

describe('factors from Spark', () => {
  const parts = [
    sparkPart(
      'part-00000.snappy.parquet',
      [11, 10],
      [
        [0.5, 1],
        [0.25, -2],
      ],
    ),
    sparkPart('part-00001.snappy.parquet', [13], [[0.1, 3]]),
  ];

  it('are read from all parts and put where their items are', async () => {
    const foreign = await readFactors(parts);
    expect(foreign).toMatchObject({ system: 'spark', ids: ['11', '10', '13'], rank: 2 });
    const map = await readIdMap(mapFile([10, A], [11, B], [13, 'gone']));
    const { factors, report } = placeFactors(foreign, few, map, { alpha: 40, regularisation: 0.05 });
    expect(factors).toEqual({
      rank: 2,
      items: Float32Array.of(0.25, -2, 0.5, 1, 0, 0, 0, 0),
      alpha: 40,
      regularisation: 0.05,
      perItem: true,
    });
    expect(report).toEqual({
      system: 'spark',
      rank: 2,
      alpha: 40,
      regularisation: 0.05,
      matched: 2,
      missing: { count: 2, ids: [C, D] },
      unknown: { count: 1, ids: ['13'] },
    });
  });

  it('are folded in with Spark’s loss: its gradient vanishes', async () => {
    const random = seeded(3);
    const rank = 3;
    const rows = Array.from({ length: 72 }, () => Array.from({ length: rank }, () => random() - 0.5));
    const part = sparkPart(
      'part-0.parquet',
      rows.map((_, item) => item),
      rows,
    );
    const map = await readIdMap(
      mapFile(...catalog.items.map(({ id }, item): [number, string] => [item, id])),
    );
    const { factors } = placeFactors(await readFactors([part]), catalog, map, {
      alpha: 3,
      regularisation: 0.1,
    });
    const items = [5, 9, 40];
    const x = foldIn(factors, items, [1, 1, 0.5]);
    const ratings = new Map(items.map((item, k) => [item, [1, 1, 0.5][k]]));
    for (let k = 0; k < rank; k++) {
      // Sum over items of c (p - x'y) y = regParam x number of ratings x x.
      let gradient = 0.1 * items.length * x[k];
      for (let item = 0; item < 72; item++) {
        const rating = ratings.get(item) ?? 0;
        const row = factors.items.subarray(item * rank, (item + 1) * rank);
        const score = row.reduce((sum, value, j) => sum + value * x[j], 0);
        gradient -= (1 + 3 * rating) * (Number(rating > 0) - score) * row[k];
      }
      expect(gradient).toBeCloseTo(0, 9);
    }
  });

  it('have Spark’s own defaults, and none where no item is meant', async () => {
    const foreign = await readFactors(parts);
    const map = await readIdMap(mapFile([10, A]));
    expect(placeFactors(foreign, few, map).factors).toMatchObject({ alpha: 1, regularisation: 0.1 });
    expect(() => placeFactors(foreign, few, null)).toThrow(/named like "11", the catalog's like "item-000"/);
    expect(() => placeFactors(foreign, few, map, { alpha: -1 })).toThrow('Alpha must not be negative');
  });

  it('must all be of one length', async () => {
    const odd = sparkPart('part-00002.parquet', [12], [[1, 2, 3]]);
    await expect(readFactors([...parts, odd])).rejects.toThrow(/part-00002.* 3 factors .* first item has 2/);
  });
});

describe('factors from implicit', () => {
  const array = npy('<f4', [3, 2], Float32Array.of(1, 2, 3, 4, 5, 6));
  const order = file('order.csv', `item_id\n${[B, A, 'gone'].join('\n')}\n`);

  it('come from what model.save writes, with the model’s own settings', async () => {
    const saved = zipSync({
      'item_factors.npy': array,
      'user_factors.npy': npy('<f4', [1, 2], Float32Array.of(0, 0)),
      'alpha.npy': npy('<f8', [], Float64Array.of(41)),
      'regularization.npy': npy('<f8', [], Float64Array.of(0.5)),
      'dtype.npy': npy('<U7', [], new Uint8Array(28)),
    });
    const foreign = await readFactors([file('model.npz', saved)]);
    const { factors, report } = placeFactors(foreign, few, await readIdMap(order));
    expect(factors).toEqual({
      rank: 2,
      items: Float32Array.of(3, 4, 1, 2, 0, 0, 0, 0),
      alpha: 40,
      regularisation: 0.5,
    });
    expect(report).toMatchObject({ system: 'implicit', matched: 2, unknown: { count: 1, ids: ['2'] } });
  });

  it('come from one array, whose rows need names', async () => {
    const foreign = await readFactors([file('item_factors.npy', array)]);
    expect(() => placeFactors(foreign, few, null)).toThrow('--factor-ids');
    const map = await readIdMap(file('ids.csv', `row,item_id\n0.0,${D}\n2,${C}\n`));
    const { factors } = placeFactors(foreign, few, map, { alpha: 1, regularisation: 0.1 });
    expect([...factors.items]).toEqual([0, 0, 0, 0, 5, 6, 1, 2]);
    expect(factors.alpha).toBe(0);
  });

  it('are refused where they are something else', async () => {
    const refusal = (content: BlobPart) => expect(readFactors([file('x.npz', content)])).rejects;
    await refusal(zipSync({ 'a.npy': array })).toThrow('no array "item_factors"');
    await refusal(npy('<f4', [6], Float32Array.of(1, 2, 3, 4, 5, 6))).toThrow('1 dimensions');
    await refusal(npy('<f4', [1, 1], Float32Array.of(Number.NaN))).toThrow('not finite');
    await refusal('').toThrow('The file is empty');
  });
});

describe('factors from a table', () => {
  it('have one column each, or one list', async () => {
    const columns = file('bpr.csv', `item_id:token,f0,f1\n[PAD],0,0\n${A},1,-2e-3\n${C},0.5,4\n`);
    const { factors, report } = placeFactors(await readFactors([columns]), few, null);
    expect([...factors.items]).toEqual([1, -2e-3, 0, 0, 0.5, 4, 0, 0].map(Math.fround));
    expect(report).toMatchObject({ system: 'table', matched: 2, unknown: { count: 1, ids: ['[PAD]'] } });
    const list = file('bpr.itememb', `item_id:token\titem_emb:float_seq\n${A}\t1 -2e-3\n${C}\t0.5 4\n`);
    expect(placeFactors(await readFactors([list]), few, null).factors.items).toEqual(factors.items);
  });

  it('are regularised in proportion to their size', async () => {
    const table = (scale: number) => file('t.csv', `item_id,f0,f1\n${A},${scale},0\n${B},0,${scale}\n`);
    const settings = async (scale: number) =>
      placeFactors(await readFactors([table(scale)]), few, null).factors.regularisation;
    expect(await settings(10)).toBeCloseTo(100 * (await settings(1)), 9);
  });

  it('are refused where they aren’t numbers', async () => {
    await expect(readFactors([file('t.csv', `item_id,f0\n${A},warm\n`)])).rejects.toThrow(/line|f0|number/);
    await expect(readFactors([file('t.csv', 'item_id,f0\n')])).rejects.toThrow(UnreadableFileError);
  });
});

describe('a file of ids', () => {
  it('says whose column is whose, and each number once', async () => {
    await expect(readIdMap(file('m.csv', 'spark_id,sku\n1,a\n'))).rejects.toThrow('item_id');
    await expect(readIdMap(file('m.csv', `item_id,a,b\n${A},1,2\n`))).rejects.toThrow('Write two');
    await expect(readIdMap(mapFile([1, A], [1, B]))).rejects.toThrow('"1" comes twice');
  });
});

describe('training with factors from elsewhere', () => {
  it('gives the same signal as our own, and neighbours’ factors to items without', async () => {
    const log = testLog();
    const vectors = testVectors(catalog);
    const base = { catalog, log, vectors, stamp: TEST_STAMP, seed: 3 };
    const own = await trainBase(base);
    // As a table without the last two items, whose factors are those of the text neighbours.
    const { rank, items, alpha, regularisation } = own.factors;
    const lines = catalog.items
      .slice(0, 70)
      .map(({ id }, item) => [id, ...items.subarray(item * rank, (item + 1) * rank)].join(','));
    const table = file(
      't.csv',
      `item_id,${Array.from({ length: rank }, (_, k) => `f${k}`)}\n${lines.join('\n')}\n`,
    );
    const { factors } = placeFactors(await readFactors([table]), catalog, null, { alpha, regularisation });
    const pack = await trainBase({ ...base, brought: { factors } });
    expect(pack.factors.items.subarray(0, 70 * rank)).toEqual(items.subarray(0, 70 * rank));
    expect(pack.factors.items.subarray(70 * rank).some((value) => value !== 0)).toBe(true);
    expect(pack.itemItem).toEqual(own.itemItem);
    const visitor = buildProfile([pastEvent({ type: 'purchase', item: 30 })], catalog, {
      now: TEST_NOW,
      utcOffset: 0,
    });
    const scores = new Float32Array(72);
    expect(als.scores(pack.factors, visitor, scores)).toBe(true);
    expect(scores.every(Number.isFinite)).toBe(true);
  });
});

describe('pairs counted elsewhere', () => {
  const pairs = (rows: [string, string, number][]): ForeignFile =>
    parquetTable('pairs.parquet', {
      item_a: { type: 'STRING', data: rows.map(([a]) => a) },
      item_b: { type: 'STRING', data: rows.map(([, b]) => b) },
      count: { type: 'INT64', data: rows.map(([, , count]) => BigInt(count)) },
    });

  it('give the weights that orders give', async () => {
    const log = testLog();
    const purchases = log.type.map((type) => Number(type === Math.max(...log.type)));
    const holders = catalog.items.map(() => new Set<number>());
    log.item.forEach((item, event) => {
      if (purchases[event] === 1) holders[item].add(log.user[event]);
    });
    const rows: [string, string, number][] = [];
    holders.forEach((one, a) => {
      holders.slice(a).forEach((two, k) => {
        const both = [...one].filter((user) => two.has(user)).length;
        if (both > 0) rows.push([catalog.items[a].id, catalog.items[a + k].id, both]);
      });
    });
    const { itemItem, report } = await readItemCounts(pairs([...rows, [A, 'gone', 1]]), catalog);
    expect(report).toEqual({ pairs: rows.length, unknown: 1, items: 72, method: 'ease' });
    // The log's views are of the items that are then bought, so that purchases alone make its matrix.
    expect(itemItem).toEqual(await trainEase(interactions(log, 72)));
  });

  it('give cosines where too many pairs are left out for the closed form', async () => {
    // All of 10,000 people hold A with B and A with C, and nobody B with C: no people are like that.
    const all = 10_000;
    const impossible: [string, string, number][] = [
      [A, A, all],
      [B, B, all],
      [C, C, all],
      [B, A, all],
      [A, C, all],
    ];
    const { itemItem, report } = await readItemCounts(pairs(impossible), few);
    expect(report.method).toBe('cosine');
    expect([...itemItem.offset]).toEqual([0, 2, 3, 4, 4]);
    expect([...itemItem.weight]).toEqual([1, 1, 1, 1]);
  });

  it('count a pair once, however often and in which order it is written', async () => {
    const rows: [string, string, number][] = [
      [A, A, 4],
      [B, B, 3],
      [A, B, 1],
      [B, A, 2],
    ];
    const { itemItem } = await readItemCounts(pairs(rows), few);
    // With lambda 200: P = inverse of [[204, 2], [2, 203]], and B_ij = -P_ij / P_jj = 2 / G_ii + lambda.
    expect([...itemItem.weight]).toEqual([2 / 204, 2 / 203].map((weight) => expect.closeTo(weight, 7)));
  });

  it('need the diagonal, whole columns and counts that can be', async () => {
    await expect(readItemCounts(pairs([[A, B, 3]]), few)).rejects.toThrow('item_a = item_b');
    await expect(readItemCounts(pairs([[A, A, -3]]), few)).rejects.toThrow('below zero');
    await expect(readItemCounts(file('p.csv', `item_a,count\n${A},1\n`), few)).rejects.toThrow('item_b');
    await expect(readItemCounts(file('p.csv', `item_a,item_b,count\n${A},${A},x\n`), few)).rejects.toThrow(
      'is not a number',
    );
  });
});

describe('statistics counted elsewhere', () => {
  const header = 'item_id,total,recent,week,first_seen,as_of';

  it('take the place of our own', async () => {
    const { popularity, report } = await readStatistics(
      file(
        's.csv',
        `${header}\n${A},90,5,1,2025-01-02,2026-05-20\n${C},1,1,1,2026-05-19,2026-05-20\ngone,1,1,1,2026-05-19,2026-05-20\n`,
      ),
      few,
    );
    expect(report).toEqual({ matched: 2, unknown: 1 });
    expect(popularity.at).toBe(Date.UTC(2026, 4, 20));
    expect([...popularity.total]).toEqual([90, 0, 1, 0]);
    expect([...popularity.firstSeen]).toEqual([Date.UTC(2025, 0, 2), 0, Date.UTC(2026, 4, 19), 0]);
    expect([...popularity.months].every((share) => Math.abs(share - 1 / 12) < 1e-6)).toBe(true);
  });

  it('blend an item’s months with the shop’s', async () => {
    const months = Array.from({ length: 12 }, (_, month) => `month_${month + 1}`);
    const row = (id: string, counts: number[]) => `${id},100,0,0,2025-01-01,2026-05-20,${counts.join(',')}`;
    const december = [...Array(11).fill(0), 20];
    const even = [...Array(11).fill(20), 0];
    const { popularity } = await readStatistics(
      file('s.csv', `${header},${months}\n${row(A, december)}\n${row(B, even)}\n`),
      few,
    );
    // The shop's December has 20 of 240; A has 20 of its 20, and 20 more as the shop has them.
    expect(popularity.months[11]).toBeCloseTo((20 + 20 / 12) / 40, 6);
    expect(popularity.months[0]).toBeCloseTo(20 / 12 / 40, 6);
    expect(popularity.months[2 * 12]).toBeCloseTo(1 / 12, 6);
  });

  it('join hours into parts of the day', async () => {
    const hours = Array.from({ length: 24 }, (_, hour) => `hour_${hour}`);
    const counts = Array.from({ length: 24 }, (_, hour) => (hour === 8 ? 6 : hour === 23 ? 2 : 0));
    const { popularity } = await readStatistics(
      file('s.csv', `${header},${hours}\n${A},8,0,0,2025-01-01,2026-05-20,${counts.join(',')}\n`),
      few,
    );
    // Night, morning, midday, afternoon, evening; and nothing of the others.
    expect([...popularity.hours.subarray(0, 5)]).toEqual([0.25, 0.75, 0, 0, 0]);
    expect(popularity.hours.subarray(5).every((share) => share === 0)).toBe(true);
  });

  it('are refused where a time can be read in two ways, or a column is missing', async () => {
    await expect(
      readStatistics(file('s.csv', `${header}\n${A},1,1,1,03/04/2026,2026-05-20\n`), few),
    ).rejects.toThrow('read in one way');
    await expect(readStatistics(file('s.csv', `item_id,total\n${A},1\n`), few)).rejects.toThrow('recent');
  });
});
