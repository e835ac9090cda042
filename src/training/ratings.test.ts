import { expect, it } from 'vitest';
import { buildProfile } from '../profile/build-profile.ts';
import { pastEvent, TEST_NOW, testCatalog } from '../signals/test-shop.ts';
import { buildLog, type OrderEvent } from './build-log.ts';
import { pastEvents } from './past-events.ts';
import { ratingOf, ratingScale, starsOf } from './ratings.ts';

const rated = (item: number, at: number, rating?: number): OrderEvent => ({
  user: 0,
  item,
  type: 'purchase',
  at,
  rating,
});

it('stretches a shop’s scale to stars, and back', () => {
  const scale = ratingScale(buildLog([rated(0, 0, 10), rated(1, 1, 0), rated(2, 2)], 1));
  expect(scale).toEqual({ lowest: 0, highest: 10 });
  if (scale === null) return;
  expect([0, 5, 10, Number.NaN].map((rating) => starsOf(rating, scale))).toEqual([1, 3, 5, 0]);
  expect([0, 1, 3, 5, 6].map((stars) => ratingOf(stars, scale))).toEqual([0, 0, 5, 10, 10]);
});

it('knows no scale without ratings, and takes a single value for the best', () => {
  expect(ratingScale(buildLog([rated(0, 0)], 1))).toBeNull();
  expect(ratingScale(buildLog([rated(0, 0, Number.NaN)], 1))).toBeNull();
  expect(starsOf(3, { lowest: 3, highest: 3 })).toBe(5);
});

it('reaches profiles: the newest stars of each item, of visitors and of the population', () => {
  const catalog = testCatalog();
  const log = buildLog([rated(4, 1, 1), rated(4, 2, 5), rated(2, 3, 2), rated(9, 4)], 1);
  const moment = { now: TEST_NOW, utcOffset: 0 };
  expect(buildProfile(pastEvents(log, 0, 4), catalog, moment).rated).toEqual([
    { item: 2, stars: 2 },
    { item: 4, stars: 5 },
  ]);
  const visitor = [1, 4].map((rating, k) => pastEvent({ type: 'rate', item: 7 - k, rating }));
  expect(buildProfile(visitor, catalog, moment).rated).toEqual([
    { item: 6, stars: 4 },
    { item: 7, stars: 1 },
  ]);
});
