import { describe, expect, it } from 'vitest';
import type { Catalog } from '../catalog/item.ts';
import { countPopularity } from '../models/popularity.ts';
import { buildProfile } from '../profile/build-profile.ts';
import { PARTS_OF_DAY } from '../profile/calendar.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import { liftAt, popularityHour } from './hour.ts';
import type { SignalPack } from './signal.ts';
import { testCatalog } from './test-shop.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const [night, morning, midday, , evening] = PARTS_OF_DAY.keys();

/** 12 items, six of a kind; the first kind is bought in the morning, the second in the evening. */
const catalog: Catalog = { ...testCatalog(), items: testCatalog().items.slice(0, 12) };
const buy = (user: number, item: number, hour: number): OrderEvent => ({
  user,
  item,
  type: 'purchase',
  at: START + user * DAY + hour * 3_600_000,
  order: user * 100 + item,
});

function counted(events: OrderEvent[]) {
  return countPopularity(buildLog(events, 200), catalog.items.length);
}

function scoresAt(popularity: ReturnType<typeof counted>, hour: number, utcOffset = 0) {
  const profile = buildProfile([], catalog, { now: START + hour * 3_600_000, utcOffset });
  const out = new Float32Array(catalog.items.length);
  const spoke = popularityHour.score({ catalog, pack: { popularity } as SignalPack, profile }, out);
  return { spoke, out };
}

// Items 0 to 4 at eight, 6 to 10 at twenty; of 5 and 11 nothing is known; item 4 once, at twenty.
const usual = Array.from({ length: 200 }, (_, user) => [
  buy(user, user % 4, 8),
  buy(user, 6 + (user % 5), 20),
]).flat();
const known = counted([...usual, buy(0, 4, 20)]);

describe('popularity-hour', () => {
  it('counts shares of the day', () => {
    expect([...known.hours.subarray(0, 5)]).toEqual([0, 1, 0, 0, 0]);
    expect([...known.hours.subarray(5 * 5, 5 * 6)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('says how much more than usual a thing sells now', () => {
    const { out } = scoresAt(known, 8);
    expect(out[0]).toBeGreaterThan(0.5);
    expect(out[6]).toBeLessThan(-0.5);
    expect(out[0]).toBeCloseTo(Math.log(liftAt(known, catalog, 0, morning)), 5);
    expect(scoresAt(known, 20).out[0]).toBeLessThan(-0.5);
  });

  it('lets the kind speak for what nobody has bought, and outweigh a single sale', () => {
    const { out } = scoresAt(known, 8);
    expect(out[5]).toBeGreaterThan(0.5);
    expect(out[5]).toBeLessThanOrEqual(out[0]);
    expect(out[4]).toBeGreaterThan(0.4);
    expect(out[4]).toBeLessThan(out[5]);
  });

  it('reads the visitor’s own clock', () => {
    expect(scoresAt(known, 8, 12 * 60).out).toEqual(scoresAt(known, 20).out);
  });

  it('is silent in hours without sales, in a log without a clock and without a log', () => {
    expect(scoresAt(known, 3).spoke).toBe(false);
    expect(scoresAt(known, 12).spoke).toBe(false);
    const days = counted(usual.map((event) => ({ ...event, at: Math.floor(event.at / DAY) * DAY })));
    for (const hour of [0, 8, 20]) expect(scoresAt(days, hour).spoke).toBe(false);
    expect(scoresAt(counted([]), 8).spoke).toBe(false);
    for (const part of [night, morning, midday, evening]) {
      expect(liftAt(counted([]), catalog, 0, part)).toBe(1);
    }
  });
});
