import { describe, expect, it } from 'vitest';
import type { Popularity } from '../packs/pack.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import { testCatalog, testLog } from '../signals/test-shop.ts';
import { buildLog } from '../training/build-log.ts';
import type { Model } from './model.ts';
import { countPopularity } from './popularity.ts';
import {
  itemAge,
  mostPopular,
  popularityRecent,
  popularityWeek,
  seasonal,
  trending,
} from './popularity-rankings.ts';

const catalog = testCatalog();
const now = Date.UTC(2026, 2, 31, 23, 30);
const visitor = (utcOffset = 0) => buildProfile([], catalog, { now, utcOffset });

/** Three items: an old one, one that is two days old, and one of which nothing is known. */
const counts: Popularity = {
  at: now,
  total: Float32Array.of(70, 5, 0),
  recent: Float32Array.of(3, 5, 0),
  week: Float32Array.of(1, 5, 0),
  months: new Float32Array(36).fill(1 / 12),
  hours: new Float32Array(15),
  firstSeen: Float64Array.of(now - 70 * DAY, now - 2 * DAY, 0),
};

function scoresOf(model: Model<Popularity>, state = counts, moment = visitor()): number[] {
  const out = new Float32Array(3);
  expect(model.scores(state, moment, out)).toBe(true);
  return [...out];
}
const close = (values: number[]) => values.map((value) => expect.closeTo(value, 5));

describe('rankings by popularity', () => {
  it('count all buyers, recent ones, this week’s', () => {
    expect(scoresOf(mostPopular)).toEqual(close([70, 5, 0].map(Math.log1p)));
    expect(scoresOf(popularityRecent)).toEqual(close([3, 5, 0].map(Math.log1p)));
    expect(scoresOf(popularityWeek)).toEqual(close([1, 5, 0].map(Math.log1p)));
  });

  it('trending is this week against a usual week, shrunk to 1 by ten buyers', () => {
    // 70 in 70 days are 7 a week; of the young one's 5 all were this week.
    const known = [Math.log((1 + 10) / (7 + 10)), Math.log((5 + 10) / (5 + 10))];
    expect(scoresOf(trending)).toEqual(close([...known, (known[0] + known[1]) / 2]));
  });

  it('the season is that of the visitor’s own calendar', () => {
    const months = counts.months.slice();
    months.set([0.01, 0.01, 0.5, 0.2], 0);
    const state = { ...counts, months };
    expect(scoresOf(seasonal, state)[0]).toBeCloseTo(Math.log1p(35), 5);
    expect(scoresOf(seasonal, state, visitor(60))[0]).toBeCloseTo(Math.log1p(14), 5);
  });

  it('the season is half a year away on the other half of the earth, but for Christmas', () => {
    const year = (of: Record<number, number>) => Array.from({ length: 12 }, (_, month) => of[month] ?? 0);
    const months = Float32Array.from(
      [year({ 2: 0.1, 8: 0.9 }), year({ 2: 0.2, 10: 0.3, 11: 0.5 }), year({ 2: 0.5, 8: 0.5 })].flat(),
    );
    const state = { ...counts, total: Float32Array.of(10, 10, 10), months };
    const there = buildProfile([], catalog, { now, utcOffset: 0, seasonsApart: true });
    expect(scoresOf(seasonal, state)).toEqual(close([1, 2, 5].map(Math.log1p)));
    expect(scoresOf(seasonal, state, there)).toEqual(close([9, 2, 5].map(Math.log1p)));
  });

  it('age knows nothing of items that nobody touched', () => {
    const known = [-Math.log1p(70), -Math.log1p(2)];
    expect(scoresOf(itemAge)).toEqual(close([...known, (known[0] + known[1]) / 2]));
  });

  it.each([mostPopular, popularityRecent, popularityWeek, seasonal, trending, itemAge])(
    '$name: comes back from its arrays, is silent without orders and finite with them',
    async (model) => {
      const population = { catalog, log: testLog(), vectors: new Float32Array(0), dimensions: 0 };
      const state = await model.fit(population, { seed: 1 });
      expect(state).toEqual(countPopularity(population.log, catalog.items.length));
      expect(model.load(structuredClone(model.save(state)))).toEqual(state);
      const out = new Float32Array(catalog.items.length);
      expect(model.scores(state, visitor(), out)).toBe(true);
      expect(out.every(Number.isFinite)).toBe(true);
      const nothing = await model.fit({ ...population, log: buildLog([], 0) }, { seed: 1 });
      expect(model.scores(nothing, visitor(), out)).toBe(false);
    },
  );
});
