import { describe, expect, it } from 'vitest';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import { DEFAULT_PREFERENCES } from '../profile/preferences.ts';
import { TEST_NOW, testCatalog, testLog, testPack } from '../signals/test-shop.ts';
import { pastEvents, userOffsets } from '../training/past-events.ts';
import { type Case, casesOf } from './protocol.ts';
import type { Ranker } from './rankers.ts';
import { measureSlates, NOVELTIES, type SlateReport } from './slates.ts';

const catalog = testCatalog();
const n = catalog.items.length;
const pack = await testPack(catalog);
const log = testLog();
const offset = userOffsets(log);

/** Scores the items of one kind first, those of the next kind after them: lists without any breadth. */
const kindByKind: Ranker = {
  name: 'kind-by-kind',
  byScope: false,
  scores: () => Float64Array.from({ length: n }, (_, item) => -item),
};

/** Everybody wants what stands first and what stands in another department. */
const cases: Case[] = casesOf(
  log,
  Array.from({ length: 40 }, (_, user) => ({ user, items: [0, 3, 30], at: TEST_NOW + DAY, viewed: [] })),
);

const measure = (over: Partial<Parameters<typeof measureSlates>[0]> = {}) =>
  measureSlates({ catalog, pack, ranker: kindByKind, cases, scope: 'all', seed: 1, ...over });

const rowAt = ({ rows }: SlateReport, novelty: number | null) => {
  const row = rows.find((one) => one.novelty === novelty);
  if (row === undefined) throw new Error(`no row of ${novelty}`);
  return row;
};

describe('slates under test', () => {
  it('report the order of scores, and each setting against it', async () => {
    const report = (await measure()) as SlateReport;
    expect(report).toMatchObject({ model: 'kind-by-kind', scope: 'all', n: 40, level: 'kind' });
    expect(report.rows.map(({ novelty }) => novelty)).toEqual([null, ...NOVELTIES]);
    expect(NOVELTIES).toContain(DEFAULT_PREFERENCES.novelty);
    const plain = rowAt(report, null);
    // Items 0 to 9 are of two kinds, 0 to 19 of four.
    expect(plain.metrics).toMatchObject({ 'categories@10': 2, 'categories@20': 4, 'guesses@10': 0 });
    expect(plain.metrics['coverage@10']).toBeCloseTo(10 / n, 10);
    expect(plain.change).toBeUndefined();
    expect(rowAt(report, 0).change?.ndcg).toEqual({ mean: 0, low: 0, high: 0 });
    expect(rowAt(report, 0).metrics).toEqual(plain.metrics);
    const breadth = NOVELTIES.map((novelty) => rowAt(report, novelty).metrics['categories@20']);
    expect(breadth).toEqual([...breadth].sort((a, b) => a - b));
    const wide = rowAt(report, 1);
    expect(wide.change?.categories20?.mean).toBeCloseTo(wide.metrics['categories@20'] / 4 - 1, 10);
    expect(wide.metrics['guesses@10']).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('masks what a person has where only new things are asked for', async () => {
    const first = pastEvents(log, offset[0], offset[1]);
    const item = first[0].item;
    const one = { ...cases[0], user: 0, targets: [item, 50, 51], past: () => first };
    const report = (await measure({ cases: [one], scope: 'new' })) as SlateReport;
    expect(buildProfile(first, catalog, { now: one.at, utcOffset: 0 }).bought.length).toBeGreaterThan(0);
    const seen = new Set(first.map((event) => event.item));
    const top = Array.from({ length: n }, (_, i) => i).filter((i) => !seen.has(i));
    const kinds = new Set(top.slice(0, 10).map((i) => catalog.items[i].kind));
    expect(rowAt(report, null).metrics['categories@10']).toBe(kinds.size);
    expect(await measure({ cases: [{ ...one, targets: [item] }], scope: 'new' })).toBeNull();
  });

  it('counts no categories where a catalog has none', async () => {
    const items = catalog.items.map((item) => ({ ...item, department: 'Everything', kind: '' }));
    const report = (await measure({ catalog: { ...catalog, items } })) as SlateReport;
    expect(report.level).toBeNull();
    for (const { metrics } of report.rows) expect(metrics).not.toHaveProperty('categories@10');
  });
});
