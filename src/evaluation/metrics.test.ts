import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../catalog/item.ts';
import { testCatalog } from '../signals/test-shop.ts';
import { CalibrationOf } from './calibration.ts';
import {
  averagePrecisionAt,
  calibration,
  f1At,
  gini,
  hitAt,
  intraListDiversity,
  ndcgAt,
  novelty,
  precisionAt,
  recallAt,
  surprise,
} from './metrics.ts';
import { areaUnderCurve, measureRanking, reciprocalRank, topItems } from './rank.ts';

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
  it('recall, precision, F1 and hit', () => {
    expect(recallAt([7, 1, 8], targets, 2)).toBeCloseTo(1 / 3);
    expect(recallAt([7, 1, 8], targets, 3)).toBeCloseTo(2 / 3);
    expect(precisionAt([7, 1, 8], targets, 2)).toBe(1 / 2);
    // A list of three in ten places.
    expect(precisionAt([7, 1, 8], targets, 10)).toBe(2 / 10);
    // Precision 2/10, recall 2/3.
    expect(f1At([7, 1, 8], targets, 10)).toBeCloseTo((2 * (2 / 10) * (2 / 3)) / (2 / 10 + 2 / 3), 12);
    expect(f1At([1], targets, 10)).toBe(0);
    expect(hitAt([1, 7], targets, 1)).toBe(0);
    expect(hitAt([1, 7], targets, 2)).toBe(1);
  });
  it('average precision', () => {
    // Hits at places 1 and 3 of three targets: (1/1 + 2/3) / 3.
    expect(averagePrecisionAt([7, 1, 8, 2], targets, 10)).toBeCloseTo((1 + 2 / 3) / 3, 12);
    // No more than two could be hit in two places.
    expect(averagePrecisionAt([7, 8], targets, 2)).toBe(1);
    expect(averagePrecisionAt([7], new Set(), 10)).toBe(0);
  });
  it('diversity, novelty, gini', () => {
    const vectors = Float32Array.from([1, 0, 0, 1, 1, 0]);
    expect(intraListDiversity([0, 1], vectors, 2)).toBe(1);
    expect(intraListDiversity([0, 2], vectors, 2)).toBe(0);
    expect(intraListDiversity([0, 1, 2], vectors, 2)).toBeCloseTo(2 / 3);
    // Shares 4/8, 2/8 and, never seen, 1/8 twice.
    expect(novelty([0, 1, 2], surprise([4, 2, 0, 1]))).toBeCloseTo((1 + 2 + 3) / 3);
    expect(novelty([], surprise([1]))).toBe(0);
    expect(gini([3, 3, 3])).toBeCloseTo(0);
    expect(gini([0, 0, 0, 4])).toBeCloseTo(0.75);
  });
  it('calibration', () => {
    expect(calibration([0.5, 0.5], [0.5, 0.5])).toBe(0);
    // All of the list is of one half of the history: q is .99 x 1 + .01 x .5, and .01 x .5.
    const wanted = 0.5 * Math.log(0.5 / 0.995) + 0.5 * Math.log(0.5 / 0.005);
    expect(calibration([0.5, 0.5], [1, 0])).toBeCloseTo(wanted, 12);
    expect(calibration([1, 0], [1, 0])).toBe(0);
  });
  it('calibration of a catalog: departments, else kinds, else nothing', () => {
    const catalog = testCatalog();
    const departments = CalibrationOf.catalog(catalog);
    // Items 0 to 23 are of one department, 24 to 47 of the next.
    const history = departments?.shares([0, 1, 30, 31]) ?? new Float64Array(0);
    expect(Array.from(history)).toEqual([0.5, 0.5, 0]);
    expect(departments?.divergence(history, [2, 3, 32, 33])).toBe(0);
    expect(departments?.divergence(history, [])).toBeNaN();
    const one: Catalog = { ...catalog, items: catalog.items.map((item) => ({ ...item, department: 'All' })) };
    expect(CalibrationOf.catalog(one)?.shares([0])?.length).toBe(12);
    const none: Catalog = { ...one, items: one.items.map((item) => ({ ...item, kind: '' })) };
    expect(CalibrationOf.catalog(none)).toBeNull();
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
  it('count pairs in order, ties half', () => {
    // Target 5 against 1, 5, 2, 9: wins, ties, wins, loses.
    expect(areaUnderCurve(scores, new Set(), new Set([1]))).toBe(2.5 / 4);
    // The 9 is no candidate.
    expect(areaUnderCurve(scores, new Set([4]), new Set([1]))).toBe(2.5 / 3);
    expect(areaUnderCurve(scores, new Set([0, 1, 2]), new Set([3, 4]))).toBeNaN();
  });
  it('stay within bounds and agree with the definitions, whatever the scores', () => {
    const one = fc.record({
      scores: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 40 }),
      roles: fc.array(fc.constantFrom('masked', 'target', 'other'), { minLength: 40, maxLength: 40 }),
    });
    fc.assert(
      fc.property(one, ({ scores, roles }) => {
        const of = (role: string) => new Set(scores.map((_, i) => i).filter((i) => roles[i] === role));
        const [masked, targets, others] = [of('masked'), of('target'), of('other')];
        if (targets.size === 0) return;
        const { top, ...measured } = measureRanking(scores, masked, targets);
        for (const [metric, value] of Object.entries(measured)) {
          if (metric === 'auc' && others.size === 0) expect(value).toBeNaN();
          else expect(value).toBeGreaterThanOrEqual(0);
          if (!Number.isNaN(value)) expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(top.some((item) => masked.has(item))).toBe(false);
        let won = 0;
        for (const target of targets) {
          for (const other of others) won += (Math.sign(scores[target] - scores[other]) + 1) / 2;
        }
        if (others.size > 0) expect(measured.auc).toBeCloseTo(won / (targets.size * others.size), 12);
      }),
    );
  });
});
