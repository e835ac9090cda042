import { describe, expect, it } from 'vitest';
import { barePack } from '../packs/bare-pack.ts';
import { PLANS } from '../packs/compress.ts';
import type { Pack } from '../packs/pack.ts';
import { testCatalog } from '../signals/test-shop.ts';
import {
  BudgetFormatError,
  BudgetTooSmallError,
  chooseWithinBudget,
  compressWithin,
  parseBytes,
} from './budget.ts';
import { seeded } from './random.ts';

/** Sixty weights a row, so that every plan cuts some. */
function densePack(): Pack {
  const random = seeded(1);
  const items = 72;
  const rows = () => ({
    offset: Uint32Array.from({ length: items + 1 }, (_, row) => 60 * row),
    target: Uint32Array.from({ length: 60 * items }, (_, at) => at % 60),
    weight: Float32Array.from({ length: 60 * items }, () => random() - 0.5),
  });
  const bare = barePack(testCatalog());
  const factors = {
    rank: 8,
    items: Float32Array.from({ length: 8 * items }, random),
    alpha: 1,
    regularisation: 1,
  };
  return { ...bare, itemItem: rows(), sequence: rows(), together: rows(), factors };
}

/** Stands for NDCG: how many weights are left, and a little for each bit. */
const weightLeft = async ({ itemItem, manifest: { bits = {} } }: Pack) =>
  itemItem.weight.length + (bits.itemItem ?? 8);

describe('chooseWithinBudget', () => {
  const pack = densePack();

  it('takes the best that fits, and says what it cost', async () => {
    const roomy = await chooseWithinBudget(pack, 1e6, weightLeft);
    expect(roomy.plan).toBe(PLANS[0]);
    expect(roomy.loss).toBeCloseTo(1 - roomy.quality / (await weightLeft(pack)), 12);
    const budget = roomy.tried[4].size.rest;
    const tight = await chooseWithinBudget(pack, budget, weightLeft);
    expect(tight.plan.name).toBe(roomy.tried[4].plan);
    expect(tight.size.rest).toBe(budget);
    expect(tight.tried.slice(0, 4).map(({ quality }) => quality)).toEqual([null, null, null, null]);
    expect(tight.loss).toBeGreaterThan(roomy.loss);
  });

  it('takes a smaller one where it is better', async () => {
    const fewIsBetter = async (small: Pack) => 1000 - small.itemItem.weight.length / 10;
    const { plan, loss } = await chooseWithinBudget(pack, 1e6, fewIsBetter);
    expect(plan).toBe(PLANS.at(-1));
    expect(loss).toBeLessThan(0);
  });

  it('keeps the larger one where the difference may be chance', async () => {
    const aLittleBetter = async (small: Pack) => 1000 - small.itemItem.weight.length / 1000;
    expect((await chooseWithinBudget(pack, 1e6, aLittleBetter)).plan).toBe(PLANS[0]);
  });

  it('doesn’t measure what can only be worse', async () => {
    let measured = 0;
    const { tried } = await chooseWithinBudget(pack, 1e6, async (small) => {
      measured++;
      return small.itemItem.weight.length;
    });
    expect(measured).toBe(1 + tried.filter(({ quality }) => quality !== null).length);
    expect(tried.at(-1)?.quality).toBeNull();
  });

  it('says how much the smallest takes where nothing fits', async () => {
    await expect(chooseWithinBudget(pack, 100, weightLeft)).rejects.toThrow(BudgetTooSmallError);
    await expect(chooseWithinBudget(pack, 100, weightLeft)).rejects.toThrow(/smallest pack .* \d+ kB/);
  });

  it('stops when told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(chooseWithinBudget(pack, 1e6, weightLeft, { signal })).rejects.toThrow('enough');
  });
});

describe('compressWithin', () => {
  it('goes on to smaller plans where the chosen one doesn’t fit another pack', async () => {
    const pack = densePack();
    const { tried } = await chooseWithinBudget(pack, 1e6, weightLeft);
    const budget = tried[2].size.rest;
    expect((await compressWithin(pack, budget, PLANS[0])).plan.name).toBe(tried[2].plan);
    expect((await compressWithin(pack, budget, PLANS[4])).plan).toBe(PLANS[4]);
    await expect(compressWithin(pack, 10, PLANS[4])).rejects.toThrow(BudgetTooSmallError);
  });
});

describe('parseBytes', () => {
  it('reads what people write', () => {
    expect(['1MB', '800 kB', '1.5MiB', '2048', '10b'].map(parseBytes)).toEqual([
      1e6,
      8e5,
      1.5 * 1024 ** 2,
      2048,
      10,
    ]);
  });

  it.each(['', 'MB', '1 GB', '-1MB', '0', '1,5MB', '1iib'])('refuses "%s"', (text) => {
    expect(() => parseBytes(text)).toThrow(BudgetFormatError);
  });
});
