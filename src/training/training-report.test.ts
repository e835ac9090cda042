import { describe, expect, it } from 'vitest';
import type { Catalog } from '../catalog/item.ts';
import { readItems } from '../catalog/read-items.ts';
import type { Result } from '../evaluation/evaluate.ts';
import { barePack } from '../packs/bare-pack.ts';
import { buildLog } from './build-log.ts';
import { cleaningOf } from './cleaning.ts';
import type { OrderLog } from './orders.ts';
import { emptyOrders } from './read-orders.ts';
import { trainingPage } from './training-page.ts';
import { megabytes, outOf, percent, type TrainingRun, trainingReport } from './training-report.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 3, 1);

/** Two people, three orders; the last one a day ago. */
const log = buildLog(
  [
    { user: 0, item: 0, type: 'purchase', at: NOW - 400 * DAY, order: 0 },
    { user: 0, item: 0, type: 'purchase', at: NOW - DAY, order: 1 },
    { user: 1, item: 1, type: 'purchase', at: NOW - DAY, order: 2 },
  ],
  2,
);

/** ndcg@10 of each of some people, and a hit rate. */
function result(model: string, each: number[], hit: number): Result {
  const ndcg = each.reduce((sum, value) => sum + value, 0) / each.length;
  const metrics = { 'ndcg@10': ndcg, 'hit@10': hit };
  return { model, scope: 'all', n: each.length, metrics, each: Float64Array.from(each) };
}

async function runOf(of: OrderLog, change: Partial<TrainingRun> = {}): Promise<TrainingRun> {
  const items = await readItems(new File(['id,title\na,Mug\nb,Cup\nc,<i>Jug</i>\n'], 'items.csv'));
  const catalog = items.catalog as Catalog;
  const { manifest } = barePack(catalog);
  return {
    catalog,
    log: of,
    read: { items, orders: null },
    files: { items: 'items.csv', orders: of.item.length === 0 ? null : 'orders.csv' },
    manifest,
    packFiles: new Map([
      ['vectors.bin', new Uint8Array(3_000)],
      ['manifest.json', new Uint8Array(500)],
    ]),
    validation: null,
    compression: null,
    brought: null,
    seconds: { 'Reading items': 1.2 },
    peakMegabytes: 200,
    now: NOW,
    ...change,
  };
}

describe('the report of a training', () => {
  it('counts what there is', async () => {
    const { catalog, orders, pack, made } = trainingReport(await runOf(log));
    expect(catalog).toMatchObject({ items: 3, withoutPrice: 3, withoutDescription: 3 });
    expect(orders).toMatchObject({ users: 2, orders: 3, returning: 0.5, repeats: 1 / 3, untouched: 1 });
    expect(pack).toMatchObject({ bytes: 3_500, bytesWithoutVectors: 500 });
    expect(made).toBe('2026-04-01T00:00:00.000Z');
  });

  it('says in words how often the first page is right, and how often best-sellers are', async () => {
    const results = [result('fusion-gated', [1, 1], 0.62), result('popularity', [0, 0], 0.04)];
    const { meaning } = trainingReport(
      await runOf(log, { validation: { results, shipped: 'fusion-gated' } }),
    );
    expect(meaning[0]).toBe(
      'For a returning customer, about 6 in 10 first pages of ten things hold something they then buy; with best-sellers alone it is 4 in 100.',
    );
  });

  it('claims a lead over the best single signal only where chance does not explain it', async () => {
    const alone = Array.from({ length: 120 }, (_, i) => 0.2 + 0.002 * (i % 50));
    const warningsOf = async (fused: number[]) => {
      const results = [result('fusion-late', fused, 0.5), result('item-item', alone, 0.5)];
      const run = await runOf(log, { validation: { results, shipped: 'fusion-late' } });
      const report = trainingReport(run);
      return { lead: report.learned?.rows.find(({ model }) => model === 'item-item')?.lead, ...report };
    };
    const ahead = await warningsOf(alone.map((value) => value + 0.05));
    expect(ahead.lead?.mean).toBeCloseTo(0.05);
    expect(ahead.lead?.low).toBeGreaterThan(0.04);
    expect(ahead.warnings.join()).not.toContain('not clearly ahead');
    const chance = await warningsOf(alone.map((value, i) => value + (i % 2 === 0 ? 0.3 : -0.29)));
    expect(chance.warnings.join()).toContain('not clearly ahead of the best single signal (item-item)');
  });

  it('warns of what the data cannot give', async () => {
    const few = trainingReport(await runOf(log)).warnings.join();
    expect(few).toContain('Fewer than 60 people ordered twice');
    expect(few).not.toContain('newest order');
    const old = trainingReport(await runOf(log, { now: NOW + 40 * DAY })).warnings.join();
    expect(old).toContain('The newest order is 41 days old');
    const alone = buildLog([{ user: 0, item: 0, type: 'view_item', at: NOW - DAY }], 1);
    const views = trainingReport(await runOf(alone)).warnings.join();
    for (const what of ['No line is a purchase', 'by one person', 'cover 1 day:'])
      expect(views).toContain(what);
    const none = trainingReport(await runOf(emptyOrders()));
    expect([none.orders, none.warnings.join()]).toEqual([
      null,
      expect.stringContaining('no orders to learn from'),
    ]);
  });

  it('is whole as JSON, and as a page that breaks out of nothing', async () => {
    const results = [result('fusion-gated', [0.1, 0.3], 0.5), result('popularity', [0, 0.2], 0.2)];
    const run = await runOf(log, { validation: { results, shipped: 'fusion-gated' } });
    const read = {
      ...run.read,
      orders: {
        log,
        summary: null,
        problems: [{ file: '<b>', line: 3, field: 'time', message: '"<script>"', fix: 'Mend <it>.' }],
        problemCount: 1,
        skippable: 1,
        notes: ['<u>note</u>'],
        cleaning: [cleaningOf('doubled-lines', '1 <em>line</em>.', { lines: 1, users: 1 })],
      },
    };
    const report = trainingReport({ ...run, read });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    const page = trainingPage(report);
    expect(page).not.toMatch(/<script|<b>|<u>|<em>|<it>|NaN|undefined|\[object/);
    for (const text of ['Mend &lt;it&gt;.', '&lt;u&gt;note', '<code>--keep-doubled</code>', 'fusion-gated']) {
      expect(page).toContain(text);
    }
    expect(trainingPage(trainingReport(await runOf(emptyOrders())))).toContain(
      'There were no orders to clean',
    );
  });
});

it('rounds as people do', () => {
  expect([0, 0.004, 0.006, 0.09, 0.096, 0.42, 0.949, 0.97].map(outOf)).toEqual([
    'fewer than 1 in 100',
    'fewer than 1 in 100',
    '1 in 100',
    '9 in 100',
    '1 in 10',
    '4 in 10',
    '9 in 10',
    '97 in 100',
  ]);
  expect([percent(0.0123), percent(0.5), percent(1)]).toEqual(['1.2 %', '50 %', '100 %']);
  expect([megabytes(400), megabytes(999_000), megabytes(1_234_567)]).toEqual(['1 kB', '999 kB', '1.2 MB']);
});
