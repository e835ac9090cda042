import { describe, expect, it } from 'vitest';
import { priorFusion } from '../fusion/prior.ts';
import { testCatalog, testLog, testPack } from '../signals/test-shop.ts';
import { dailyPopularity } from '../training/daily-popularity.ts';
import { holdOutLastOrders } from '../training/splits.ts';
import { evaluate, pairedInterval } from './evaluate.ts';
import { lastOrderCases } from './last-order.ts';
import { coverage, gini, hitAt, intraListDiversity, ndcgAt, novelty, recallAt } from './metrics.ts';
import { measureRanking, reciprocalRank, topItems } from './rank.ts';

describe('metrics, by hand', () => {
  const targets = new Set([7, 8, 9]);
  it('ndcg', () => {
    // Hits at places 1 and 3: 1 / log2(2) + 1 / log2(4), ideal 1 + 1 / log2(3) + 1 / log2(4).
    expect(ndcgAt([7, 1, 8, 2], targets, 10)).toBeCloseTo(1.5 / (1 + 1 / Math.log2(3) + 0.5), 12);
    expect(ndcgAt([7, 8, 9], targets, 10)).toBe(1);
    // A cut below the number of targets can still be perfect.
    expect(ndcgAt([7, 8, 9], targets, 2)).toBe(1);
    expect(ndcgAt([1, 2], targets, 10)).toBe(0);
    expect(ndcgAt([1], new Set(), 10)).toBe(0);
  });
  it('recall and hit', () => {
    expect(recallAt([7, 1, 8], targets, 2)).toBeCloseTo(1 / 3);
    expect(recallAt([7, 1, 8], targets, 3)).toBeCloseTo(2 / 3);
    expect(hitAt([1, 7], targets, 1)).toBe(0);
    expect(hitAt([1, 7], targets, 2)).toBe(1);
  });
  it('coverage, diversity, novelty, gini', () => {
    expect(
      coverage(
        [
          [1, 2],
          [2, 3],
        ],
        6,
      ),
    ).toBe(0.5);
    const vectors = Float32Array.from([1, 0, 0, 1, 1, 0]);
    expect(intraListDiversity([0, 1], vectors, 2)).toBe(1);
    expect(intraListDiversity([0, 2], vectors, 2)).toBe(0);
    expect(intraListDiversity([0, 1, 2], vectors, 2)).toBeCloseTo(2 / 3);
    // Shares 4/8, 2/8 and, never seen, 1/8 twice.
    expect(novelty([0, 1, 2], [4, 2, 0, 1])).toBeCloseTo((1 + 2 + 3) / 3);
    expect(gini([3, 3, 3])).toBeCloseTo(0);
    expect(gini([0, 0, 0, 4])).toBeCloseTo(0.75);
  });
});

describe('rankings', () => {
  const scores = [1, 5, 5, 2, 9];
  it('break ties by the lower index, and skip what is masked', () => {
    expect(topItems(scores, new Set(), 4)).toEqual([4, 1, 2, 3]);
    expect(topItems(scores, new Set([4, 1]), 10)).toEqual([2, 3, 0]);
  });
  it('agree with sorting everything', () => {
    const many = Array.from({ length: 500 }, (_, i) => Math.round(20 * Math.sin(i * i)));
    const sorted = many.map((_, i) => i).sort((a, b) => many[b] - many[a] || a - b);
    expect(topItems(many, new Set(), 20)).toEqual(sorted.slice(0, 20));
    for (const target of [3, 77, 499]) {
      expect(reciprocalRank(many, new Set(), new Set([target]))).toBeCloseTo(
        1 / (sorted.indexOf(target) + 1),
        12,
      );
    }
  });
  it('find the first target', () => {
    expect(reciprocalRank(scores, new Set(), new Set([2, 0]))).toBeCloseTo(1 / 3);
    expect(reciprocalRank(scores, new Set([4]), new Set([2]))).toBe(1 / 2);
    expect(measureRanking(scores, new Set(), new Set([4, 3])).mrr).toBe(1);
  });
});

describe('the last-order protocol', () => {
  it('ranks every item, masks what is known in the scope "new", and finds that models beat chance', async () => {
    const catalog = testCatalog();
    const log = testLog();
    const { history, targets } = holdOutLastOrders(log, 3);
    const cases = lastOrderCases(history, targets);
    expect(cases.length).toBe(90);
    for (const { past, at, targets: wanted } of cases) {
      expect(past.every((event) => event.at < at)).toBe(true);
      expect(wanted.length).toBeGreaterThan(0);
    }
    const results = await evaluate({
      catalog,
      pack: await testPack(catalog),
      fusions: { 'fusion-prior': priorFusion() },
      cases,
      scopes: ['all', 'new'],
      popularityAt: dailyPopularity(history, catalog.items.length),
    });
    const of = (model: string, scope: string) =>
      results.find((row) => row.model === model && row.scope === scope);
    const chance = 10 / catalog.items.length;
    expect(of('item-item', 'all')?.metrics['recall@10']).toBeGreaterThan(2 * chance);
    expect(of('fusion-prior', 'all')?.metrics['recall@10']).toBeGreaterThan(2 * chance);
    // What was bought before is masked in "new": a signal that knows nothing else is left with ties.
    expect(of('repeat-count', 'new')?.metrics['ndcg@10']).toBeLessThan(
      of('repeat-count', 'all')?.metrics['ndcg@10'] ?? 0,
    );
    expect(of('item-item', 'new')?.users).toBeLessThanOrEqual(of('item-item', 'all')?.users ?? 0);
  });
});

describe('pairedInterval', () => {
  it('holds the mean difference, and narrows around a constant one', () => {
    const a = Float64Array.from([1, 2, 3, 4, Number.NaN]);
    const b = Float64Array.from([0.5, 1.5, 2.5, 3.5, 9]);
    const interval = pairedInterval(a, b, { seed: 1 });
    expect(interval.mean).toBeCloseTo(0.5, 12);
    expect(interval.low).toBeCloseTo(0.5, 12);
    expect(interval.high).toBeCloseTo(0.5, 12);
  });
});
