import { describe, expect, it } from 'vitest';
import { countPopularity } from '../models/popularity.ts';
import { buildLog, type OrderEvent } from './build-log.ts';
import { interactions, transpose } from './interactions.ts';
import { countRepeats } from './repeats.ts';

const DAY = 86_400_000;
const JANUARY = Date.UTC(2026, 0, 1);
const buy = (user: number, item: number, day: number, order = day): OrderEvent => ({
  user,
  item,
  type: 'purchase',
  at: JANUARY + day * DAY,
  order: user * 10_000 + order,
});

describe('interactions', () => {
  const log = buildLog(
    [
      { user: 0, item: 2, type: 'view_item', at: 1 },
      { user: 0, item: 2, type: 'purchase', at: 2 },
      { user: 0, item: 1, type: 'add_to_wishlist', at: 3 },
      { user: 2, item: 2, type: 'add_to_cart', at: 1 },
    ],
    3,
  );

  it('keeps the strongest interest in each item', () => {
    const matrix = interactions(log, 3);
    expect([...matrix.offset]).toEqual([0, 2, 2, 3]);
    expect([...matrix.column]).toEqual([1, 2, 2]);
    expect([...matrix.value]).toEqual([0.5, 1, Math.fround(0.6)]);
  });

  it('takes the strongest kind of event in the log for 1', () => {
    const views = buildLog([{ user: 0, item: 0, type: 'view_item', at: 1 }], 1);
    expect([...interactions(views, 1).value]).toEqual([1]);
  });

  it('transposes', () => {
    const turned = transpose(interactions(log, 3));
    expect([...turned.offset]).toEqual([0, 0, 1, 3]);
    expect([...turned.column]).toEqual([0, 0, 2]);
    expect(transpose(turned)).toEqual(interactions(log, 3));
  });
});

describe('countPopularity', () => {
  it('counts each user once, in windows that end at the newest event', () => {
    const log = buildLog(
      [buy(0, 0, 0), buy(0, 0, 40), buy(1, 0, 75), buy(1, 1, 99), { ...buy(2, 1, 95), type: 'view_item' }],
      3,
    );
    const { at, total, recent, week, firstSeen } = countPopularity(log, 3);
    expect(at).toBe(JANUARY + 99 * DAY);
    expect([...total]).toEqual([2, 1.25, 0]);
    expect([...recent]).toEqual([1, 1.25, 0]);
    expect([...week]).toEqual([0, 1.25, 0]);
    expect([...firstSeen]).toEqual([JANUARY, JANUARY + 95 * DAY, 0]);
  });

  it('ignores what came after the time asked for', () => {
    const log = buildLog([buy(0, 0, 0), buy(0, 1, 40)], 1);
    expect([...countPopularity(log, 2, JANUARY + 10 * DAY).total]).toEqual([1, 0]);
  });

  it('knows the months of an item, and corrects for months covered twice', () => {
    const everyDay = Array.from({ length: 396 }, (_, day) => buy(day, 0, day));
    const inJuly = Array.from({ length: 300 }, (_, k) => buy(k, 1, 190 + (k % 10)));
    const { months } = countPopularity(buildLog([...everyDay, ...inJuly], 396), 3);
    const row = (item: number) => [...months.subarray(item * 12, item * 12 + 12)];
    for (const item of [0, 1, 2]) expect(row(item).reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    expect(row(0)[0] / row(0)[1]).toBeCloseTo(1, 1);
    expect(row(1)[6]).toBeGreaterThan(0.9);
    // Nothing known of item 2: as the shop.
    expect(row(2)[6]).toBeGreaterThan(row(2)[5]);
  });

  it('works on an empty log', () => {
    const { at, total, months } = countPopularity(buildLog([], 0), 2);
    expect(at).toBe(0);
    expect([...total]).toEqual([0, 0]);
    for (const share of months) expect(share).toBeCloseTo(1 / 12, 6);
  });
});

describe('countRepeats', () => {
  it('measures the share of buyers who came back, and the median days between', () => {
    const again = [0, 1, 2].flatMap((user) => [buy(user, 0, 0), buy(user, 0, 10 + user), buy(user, 0, 40)]);
    const once = [3, 4, 5].flatMap((user) => [buy(user, 0, 5), buy(user, 1, 5), buy(user, 1, 5)]);
    const { rate, interval } = countRepeats(buildLog([...again, ...once], 6), 3);
    // Shop's mean: 3 of 9 buyer-item pairs. Item 0: (3 + 5/3) / (6 + 5).
    expect(rate[0]).toBeCloseTo((3 + 5 / 3) / 11, 6);
    expect(rate[1]).toBeCloseTo(5 / 3 / 8, 6);
    expect(rate[2]).toBeCloseTo(1 / 3, 6);
    // Gaps 10, 11, 12, 30, 29, 28.
    expect(interval[0]).toBe(20);
    expect(interval[1]).toBe(0);
  });
});
