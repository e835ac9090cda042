import { describe, expect, it } from 'vitest';
import { checkFusion } from '../fusion/check.ts';
import { priorFusion } from '../fusion/prior.ts';
import { asShipped } from '../packs/artefacts.ts';
import { sizeOf } from '../packs/compress.ts';
import { scoreRequest } from '../ranking/score.ts';
import { pastEvent, TEST_NOW, TEST_STAMP, testCatalog, testLog, testVectors } from '../signals/test-shop.ts';
import { BudgetTooSmallError, type Choice, type Shipped } from './budget.ts';
import { cutLog } from './splits.ts';
import { fitAhead, train } from './train.ts';
import { trainBase } from './train-base.ts';

const catalog = testCatalog();
const base = { catalog, vectors: testVectors(catalog), stamp: TEST_STAMP, seed: 5 };
const log = testLog();

describe('train', () => {
  it('makes a whole pack, says how good it is, and never goes back in its progress', async () => {
    const fractions: number[] = [];
    const phases = new Set<string>();
    const pack = await train({
      ...base,
      log,
      onProgress: ({ phase, fraction }) => {
        fractions.push(fraction);
        phases.add(phase);
      },
    });
    checkFusion(pack.fusion, pack);
    expect(pack.fusion).not.toEqual(priorFusion());
    expect(pack.manifest.trainedTo).toBe(Math.max(...log.at));
    const { 'fusion-gated': fusion, 'repeat-count': repeats } = pack.manifest.validation;
    expect(Object.keys(fusion).sort()).toEqual(['ndcg@10 all', 'ndcg@10 new']);
    expect(fusion['ndcg@10 new']).toBeGreaterThan(repeats['ndcg@10 new']);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeLessThanOrEqual(1);
    expect(phases.size).toBeGreaterThan(4);
    // And it works: a visitor to one department is shown that department.
    const events = [25, 26, 27].map((item) => pastEvent({ type: 'view_item', item }));
    const { signals, fuser } = scoreRequest({
      events,
      moment: { now: TEST_NOW, utcOffset: 0 },
      catalog,
      pack,
      ask: { onlyNew: true },
    });
    expect(fuser.all().every(Number.isFinite)).toBe(true);
    expect(Object.keys(pack.fusions ?? {})).toEqual(['fusion-gated', 'fusion-early', 'fusion-late']);
    expect(Object.values(pack.fusions ?? {})).toContainEqual(pack.fusion);
    expect(signals.n).toBe(catalog.items.length);
  });

  it('gives the same pack for the same seed', async () => {
    const [a, b] = [await train({ ...base, log }), await train({ ...base, log })];
    expect(a).toEqual(b);
  });

  it('gives the same pack where the first part was done ahead, with orders to hold out or too few', async () => {
    for (const some of [log, cutLog(log, (event) => log.user[event] < 20)]) {
      const ahead = await fitAhead({ log: some, items: catalog.items.length, seed: base.seed });
      expect(await train({ ...base, log: some, ahead })).toEqual(await train({ ...base, log: some }));
    }
  });

  it('takes factors from elsewhere, and keeps to a budget that it measures', async () => {
    const own = await trainBase({ ...base, log });
    const { rest } = await sizeOf({ ...own, fusion: priorFusion() });
    const factors = { ...own.factors, perItem: true as const, regularisation: 0.5 };
    const told: [Choice | null, Shipped][] = [];
    const small = await train({
      ...base,
      log,
      brought: { factors },
      budget: rest,
      onCompressed: (...what) => told.push(what),
    });
    const [[choice, shipped]] = told;
    expect(choice?.tried[0]).toMatchObject({ plan: 'whole', quality: null });
    expect(choice?.quality).toBeGreaterThan(0);
    expect(shipped.pack).toBe(small);
    expect((await sizeOf(small)).rest).toBe(shipped.size.rest);
    expect(shipped.size.rest).toBeLessThanOrEqual(rest);
    expect(small.manifest.bits).toMatchObject({ itemItem: 4 });
    expect(small.factors).toEqual(asShipped('factors', factors, { items: 72, dimensions: 16, bits: 4 }));
    await expect(train({ ...base, log: cutLog(log, () => false), budget: 10 })).rejects.toThrow(
      BudgetTooSmallError,
    );
  });

  it('does without orders, and with too few', async () => {
    const nobody = cutLog(log, () => false);
    const few = cutLog(log, (event) => log.user[event] < 10);
    for (const short of [nobody, few]) {
      const pack = await train({ ...base, log: short });
      expect(pack.fusion).toEqual(priorFusion());
      const { profile, signals } = scoreRequest({
        events: [pastEvent({ type: 'view_item', item: 40 })],
        moment: { now: TEST_NOW, utcOffset: 0 },
        catalog,
        pack,
        ask: { onlyNew: true },
      });
      expect(profile.touched.length).toBe(1);
      expect(signals.active[signals.names.indexOf('content-recent')]).toBe(true);
    }
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const told = train({
      ...base,
      log,
      signal: stop.signal,
      onProgress: ({ fraction }) => {
        if (fraction > 0.4) stop.abort();
      },
    });
    await expect(told).rejects.toThrow('abort');
  });
});
