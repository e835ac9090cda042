import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../catalog/item.ts';
import { MODELS } from '../models/index.ts';
import { DAY } from '../profile/build-profile.ts';
import { TEST_NOW, TEST_STAMP, testCatalog, testLog, testVectors } from '../signals/test-shop.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import type { OrderLog } from '../training/orders.ts';
import { cutLog } from '../training/splits.ts';
import { NothingToTestError, PROTOCOLS, type Protocol } from './protocol.ts';
import type { ReportRow } from './quality-report.ts';
import { type EvaluationRun, rankerNames, runEvaluation, UnknownModelError } from './run-evaluation.ts';
import { tableOf } from './table.ts';

const SHOP: Omit<EvaluationRun, 'protocol'> = {
  catalog: testCatalog(),
  log: testLog(),
  vectors: testVectors(testCatalog()),
  stamp: TEST_STAMP,
  seed: 5,
};

/** Of the same people, without what they looked at. */
const PURCHASES = cutLog(SHOP.log, (event) => SHOP.log.order[event] >= 0);

/** The first items of the test shop, under ids of one's own. */
function shopOf(ids: readonly string[]): Pick<EvaluationRun, 'catalog' | 'vectors' | 'stamp'> {
  const catalog = testCatalog();
  const items = [...ids].sort().map((id, i): Item => ({ ...catalog.items[i % 72], id }));
  const vectors = testVectors(catalog);
  const d = TEST_STAMP.dimensions;
  return {
    catalog: { ...catalog, items },
    vectors: Float32Array.from({ length: ids.length * d }, (_, at) => vectors[at % vectors.length]),
    stamp: TEST_STAMP,
  };
}

const row = (rows: readonly ReportRow[], model: string, scope: string, variant?: string) =>
  rows.find((one) => one.model === model && one.scope === scope && one.variant === variant);

/** Every number of a report is one, and metrics that are shares lie between 0 and 1. */
function expectSound(rows: readonly ReportRow[], items: number): void {
  expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  for (const { model, metrics, interval, n } of rows) {
    expect(n).toBeGreaterThan(0);
    for (const [metric, value] of Object.entries(metrics)) {
      expect(Number.isFinite(value), `${model} ${metric}`).toBe(true);
      expect(value).toBeGreaterThanOrEqual(-1e-9);
      const most =
        { 'novelty@10': 64, 'calibration@10': 5, 'diversity@10': 2, mae: 100, rmse: 100 }[metric] ?? 1;
      expect(value, `${model} ${metric}`).toBeLessThanOrEqual(most + 1e-9);
    }
    expect(metrics['coverage@10']).toBeLessThanOrEqual(1);
    expect(metrics['precision@10']).toBeLessThanOrEqual(Math.min(10, items) / 10 + 1e-9);
    expect(interval.low).toBeLessThanOrEqual(metrics['ndcg@10'] + 1e-9);
    expect(interval.high).toBeGreaterThanOrEqual(metrics['ndcg@10'] - 1e-9);
  }
}

describe('a run', () => {
  it('ranks every model, beats chance, and reports people outside, beginners and new items', async () => {
    const phases: string[] = [];
    let fraction = 0;
    const report = await runEvaluation({ ...SHOP, protocol: 'last-order' }, (progress) => {
      if (phases.at(-1) !== progress.phase) phases.push(progress.phase);
      expect(progress.fraction).toBeGreaterThanOrEqual(fraction - 1e-9);
      fraction = progress.fraction;
    });
    expectSound(report.rows, 72);
    expect(report.slates).toMatchObject({ model: report.shipped, scope: 'new', level: 'kind' });
    expect(tableOf({ ...report, seconds: 1 })).toContain(`Slates of ${report.shipped}`);
    const plain = report.rows.filter(({ variant }) => variant === undefined);
    const usual = rankerNames().filter(({ slow, ofRatings }) => !slow && !ofRatings);
    const names = (scope: string) =>
      new Set(plain.filter((one) => one.scope === scope).map(({ model }) => model));
    expect(names('all')).toEqual(new Set(usual.map(({ name }) => name)));
    // What was bought before is masked in "new": a signal that knows nothing else has nothing to say there.
    expect(names('new')).not.toContain('repeat-count');
    expect(names('new').size).toBeGreaterThan(MODELS.filter(({ slow }) => !slow).length);
    const chance = 10 / 72;
    for (const model of ['ease', 'item-knn-cosine', String(report.shipped)]) {
      expect(row(plain, model, 'all')?.metrics['recall@10'], model).toBeGreaterThan(2 * chance);
    }
    expect(row(plain, 'ease', 'new')?.n).toBeLessThanOrEqual(90);
    expect(row(plain, 'ease', 'all')?.n).toBe(90);
    const variants = new Set(report.rows.map(({ variant }) => variant));
    for (const variant of ['first-1', 'last-10', 'inside', 'outside']) expect(variants).toContain(variant);
    const outside = row(report.rows, String(report.shipped), 'all', 'outside');
    expect(outside?.n).toBe(18);
    expect(row(report.rows, String(report.shipped), 'all', 'inside')?.n).toBe(18);
    // Knowing more helps.
    expect(row(plain, String(report.shipped), 'all')?.metrics['ndcg@10']).toBeGreaterThan(
      row(report.rows, String(report.shipped), 'all', 'first-1')?.metrics['ndcg@10'] ?? 1,
    );
    expect(report.pack.bytes).toBe(Object.values(report.pack.files).reduce((sum, bytes) => sum + bytes, 0));
    expect(phases).toContain('Ranking for beginners');
    const table = tableOf({ ...report, seconds: 1 });
    expect(table).toContain('Scope “new”');
    expect(table.split('\n').filter((line) => line.startsWith('ease '))).not.toHaveLength(0);
    // Some thirty trainings of a fusion: seconds by itself, minutes on a machine that does much else.
  }, 300_000);

  it('is the same for the same seed, and runs only what was asked for', async () => {
    const input: EvaluationRun = {
      ...SHOP,
      log: PURCHASES,
      protocol: 'leave-one-out',
      models: ['als', 'most-popular'],
    };
    const once = await runEvaluation(input);
    expect(await runEvaluation(input)).toEqual(once);
    expect(new Set(once.rows.map(({ model }) => model))).toEqual(new Set(['als', 'most-popular']));
    expect(new Set(once.rows.map(({ scope }) => scope))).toEqual(new Set(['new']));
    await expect(runEvaluation({ ...input, models: ['alz'] })).rejects.toThrow(UnknownModelError);
  });

  it('says so where leave-one-out has nothing new to ask for', async () => {
    // Here everybody looks at a thing before buying it.
    const run = runEvaluation({ ...SHOP, protocol: 'leave-one-out', models: ['ease'] });
    await expect(run).rejects.toThrow(/last-order/);
  });

  it('cuts by a date, and counts twice', async () => {
    const models = ['most-popular', 'popularity-week', 'ease'];
    const { rows } = await runEvaluation({
      ...SHOP,
      protocol: 'temporal',
      cut: TEST_NOW - 60 * DAY,
      models,
    });
    expectSound(rows, 72);
    for (const model of models) {
      for (const variant of [undefined, 'fresh']) expect(row(rows, model, 'all', variant)).toBeDefined();
    }
    // A model that doesn't count is the same either way.
    expect(row(rows, 'ease', 'all', 'fresh')?.metrics).toEqual(row(rows, 'ease', 'all')?.metrics);
    expect(row(rows, 'popularity-week', 'all', 'fresh')?.metrics).not.toEqual(
      row(rows, 'popularity-week', 'all')?.metrics,
    );
  });

  it('stops when told', async () => {
    const controller = new AbortController();
    const run = runEvaluation(
      { ...SHOP, protocol: 'last-order' },
      ({ phase }) => {
        if (phase === 'Ranking for everybody') controller.abort(new Error('enough'));
      },
      controller.signal,
    );
    await expect(run).rejects.toThrow('enough');
  });

  it('measures the error of ratings', async () => {
    // Everybody gives even items 4 stars and odd ones 2, but for a whim.
    const log = PURCHASES;
    const rating = Float32Array.from(log.item, (item, event) =>
      event % 9 === 0 ? 3 : item % 2 === 0 ? 4 : 2,
    );
    const { rows } = await runEvaluation({
      ...SHOP,
      log: { ...log, rating },
      protocol: 'leave-one-out',
      models: ['biased-mf', 'ease'],
    });
    expectSound(rows, 72);
    const { mae, rmse } = row(rows, 'biased-mf', 'new')?.metrics ?? {};
    // A constant 3 would be wrong by 8/9 on average.
    expect(mae).toBeLessThan(0.6);
    expect(rmse).toBeGreaterThanOrEqual(mae);
    expect(row(rows, 'ease', 'new')?.metrics.mae).toBeUndefined();
  });
});

describe('order of users and items', () => {
  const names = ['most-popular', 'item-knn-cosine', 'ease', 'content-recent', 'repeat-count'];
  const aucs = async (input: Omit<EvaluationRun, 'protocol' | 'models'>) => {
    const { rows } = await runEvaluation({ ...input, protocol: 'last-order', models: names });
    return new Map(
      rows
        .filter(({ variant }) => variant === undefined)
        .map(({ model, scope, metrics, n }) => [`${model} ${scope}`, { n, auc: metrics.auc }]),
    );
  };
  // Ties count half in it, so that nothing at all may change but the rounding of sums.
  const expectSame = async (input: Omit<EvaluationRun, 'protocol' | 'models'>) => {
    const [before, after] = [await aucs(SHOP), await aucs(input)];
    expect(after.size).toBe(before.size);
    for (const [key, { n, auc }] of before) {
      expect(after.get(key)?.n, key).toBe(n);
      expect(after.get(key)?.auc, key).toBeCloseTo(auc, 2);
    }
  };

  it('of users changes nothing', async () => {
    await expectSame({
      ...SHOP,
      log: moved(
        SHOP.log,
        (user) => 89 - user,
        (item) => item,
      ),
    });
  });

  it('of items changes nothing', async () => {
    const place = (item: number) => (item * 7) % 72;
    const d = TEST_STAMP.dimensions;
    const items: Item[] = [];
    const vectors = new Float32Array(72 * d);
    SHOP.catalog.items.forEach((item, i) => {
      items[place(i)] = { ...item, id: `i${String(place(i)).padStart(3, '0')}` };
      vectors.set(SHOP.vectors.subarray(i * d, (i + 1) * d), place(i) * d);
    });
    const catalog: Catalog = { ...SHOP.catalog, items };
    const log = moved(SHOP.log, (user) => user, place);
    await expectSame({ ...SHOP, catalog, vectors, log });
  });
});

/** 7 and 72 have no common divisor, so `place` above moves every item somewhere else. */
function moved(log: OrderLog, user: (user: number) => number, item: (item: number) => number): OrderLog {
  const types = ['view_item', 'purchase'] as const;
  const viewType = log.type.reduce((least, type) => Math.min(least, type), 99);
  const events = Array.from(
    log.item,
    (of, event): OrderEvent => ({
      user: user(log.user[event]),
      item: item(of),
      type: types[log.type[event] === viewType ? 0 : 1],
      at: log.at[event],
      ...(log.order[event] >= 0 && { order: log.order[event] }),
    }),
  );
  return buildLog(events, log.users);
}

describe('odd data', () => {
  const run = (events: readonly OrderEvent[], users: number, ids: readonly string[], protocol: Protocol) =>
    runEvaluation({ ...shopOf(ids), log: buildLog(events, users), protocol, seed: 1 });
  const buys = (user: number, item: number, date: number): OrderEvent => ({
    user,
    item,
    type: 'purchase',
    at: TEST_NOW + date * DAY,
    order: user * 1_000_000 + date + 500_000,
  });

  it('of one event per user says what is missing', async () => {
    const events = [0, 1, 2, 3].map((user) => buys(user, user, -user));
    for (const protocol of PROTOCOLS) {
      await expect(run(events, 4, ['a', 'b', 'c', 'd'], protocol)).rejects.toThrow(NothingToTestError);
    }
  });

  it('of one user gives a result', async () => {
    const events = [-9, -7, -5, -3, -1].map((date, i) => buys(0, i, date));
    for (const protocol of PROTOCOLS) {
      const { rows } = await run(events, 1, ['a', 'b', 'c', 'd', 'e', 'f'], protocol);
      expectSound(rows, 6);
    }
  });

  it('of one item gives a result, or no one to test where it is masked', async () => {
    const events = [-9, -7, -5, -3, -1].flatMap((date) => [buys(0, 0, date), buys(1, 0, date)]);
    const { rows } = await run(events, 2, ['00123'], 'last-order');
    expectSound(rows, 1);
    expect(new Set(rows.map(({ scope }) => scope))).toEqual(new Set(['all']));
    expect(row(rows, 'most-popular', 'all')?.metrics['hit@10']).toBe(1);
  });

  it('with items never bought, and clocks in the future, gives a result', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `00${i}`);
    const events = [0, 1, 2, 3, 4, 5].flatMap((user) =>
      [-20, -15, -10, -5, 20_000].map((date, i) => buys(user, (user + i) % 8, date + user)),
    );
    for (const protocol of PROTOCOLS) expectSound((await run(events, 6, ids, protocol)).rows, 30);
  });

  it('with a user of 50,000 events is done in seconds', async () => {
    const ids = Array.from({ length: 400 }, (_, i) => `item ${i}`);
    const { log } = SHOP;
    const events: OrderEvent[] = Array.from({ length: 50_000 }, (_, i) => ({
      user: 90,
      item: (i * i) % 400,
      type: 'purchase',
      // All of it in twenty orders.
      at: TEST_NOW - (21 - Math.floor(i / 2500)) * DAY,
      order: 900_000 + Math.floor(i / 2500),
    }));
    const usual = Array.from(
      log.item,
      (item, event): OrderEvent => ({
        user: log.user[event],
        item,
        type: 'purchase',
        at: log.at[event],
        order: Math.max(0, log.order[event]),
      }),
    );
    const start = performance.now();
    const { rows } = await runEvaluation({
      ...shopOf(ids),
      log: buildLog([...usual, ...events], 91),
      protocol: 'last-order',
      models: ['ease', 'als', 'item-knn-cosine', 'repeat-count'],
      seed: 1,
    });
    expectSound(rows, 400);
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('of any kind gives sound numbers or a clear error', async () => {
    const anEvent = fc.record({
      user: fc.integer({ min: 0, max: 7 }),
      item: fc.integer({ min: 0, max: 11 }),
      type: fc.constantFrom(
        'purchase' as const,
        'purchase' as const,
        'view_item' as const,
        'add_to_cart' as const,
      ),
      // Many events of one moment.
      at: fc.integer({ min: 0, max: 12 }).map((step) => TEST_NOW + step * 5 * DAY),
      order: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
    });
    const log = fc.array(anEvent, { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(log, fc.constantFrom(...PROTOCOLS), async (events, protocol) => {
        const ids = Array.from({ length: 12 }, (_, i) => `${i}`);
        try {
          expectSound((await run(events, 8, ids, protocol)).rows, 12);
        } catch (error) {
          if (!(error instanceof NothingToTestError)) throw error;
        }
      }),
      { numRuns: 25 },
    );
  });
});
