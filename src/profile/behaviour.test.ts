/** Counts, rhythms and intervals against histories where they are known. */
import { describe, expect, it } from 'vitest';
import { partOfDay, quantile, weekday } from './behaviour.ts';
import { catalog, done, understood } from './test-history.ts';

const of = (past: Parameters<typeof understood>[0]) => understood(past).behaviour;

describe('behaviour', () => {
  it('counts visits, days and things done, not what was shown', () => {
    const { events, activeDays, sessions, eventsPerActiveDay } = of([
      done('view_item', 1, 2),
      done('view_item', 2, 2 - 10 / 1440),
      done('view_item_list', -1, 1.5, { seen: [1, 2] }),
      done('view_item', 3, 1),
      done('user_engagement', 3, 1 - 1 / 1440, { engaged: 9_000 }),
      done('view_item', 4, 1 - 60 / 1440),
    ]);
    expect({ events, activeDays, sessions, eventsPerActiveDay }).toEqual({
      events: 4,
      activeDays: 2,
      sessions: 3,
      eventsPerActiveDay: 2,
    });
  });

  it('finds the usual part of the day and the weekday', () => {
    // The moment is a Wednesday, 13:00 local time; whole weeks before it are Wednesdays, too.
    const past = [7, 14, 21, 28].map((days) => done('view_item', 1, days));
    const { partOfDay: part, weekday: day } = of([...past, done('view_item', 2, 3.5)]);
    expect(part).toMatchObject({ at: 'afternoon', sessions: 4, share: 0.8 });
    expect(day).toMatchObject({ at: 3, sessions: 4, share: 0.8 });
    expect(part?.eventIds).toEqual(expect.arrayContaining(past.map(({ id }) => id)));
    expect(part?.eventIds).toHaveLength(4);
  });

  it('tells parts of the day at their edges, before 1970 too', () => {
    const moment = { now: 0, utcOffset: 0 };
    const hour = 3_600_000;
    expect([4, 5, 12, 17, 22].map((h) => partOfDay(h * hour, moment))).toEqual([
      'night',
      'morning',
      'afternoon',
      'evening',
      'night',
    ]);
    expect(partOfDay(-hour, moment)).toBe('night');
    expect([weekday(0, moment), weekday(-hour, moment)]).toEqual([4, 3]);
  });

  it('reads orders: intervals, sizes, what they came to, and what comes back', () => {
    const past = [30, 20, 10].flatMap((days, i) => [
      done('purchase', 0, days, { order: `o${i}`, quantity: 2 }),
      done('purchase', 1 + i, days, { order: `o${i}` }),
    ]);
    const behaviour = of(past);
    expect(behaviour).toMatchObject({ orders: 3, orderInterval: 10, basketSize: 2, repeatInterval: 10 });
    expect(behaviour.repeats).toEqual([{ item: 0, orders: 3, days: 10, due: 1 }]);
    const price = (item: number) => catalog.items[item].price ?? Number.NaN;
    expect(behaviour.spend?.median).toBe(2 * price(0) + price(2));
    expect(new Set(behaviour.orderEventIds)).toEqual(new Set(past.map(({ id }) => id)));
  });

  it('leaves an order with an unpriced thing out of what is spent', () => {
    expect(catalog.items[10].price).toBeNull();
    expect(of([done('purchase', 10, 1, { order: 'a' })]).spend).toBeNull();
  });

  it('takes the median of dwell', () => {
    const past = [1_000, 5_000, 60_000].map((engaged, i) => done('user_engagement', i, 1, { engaged }));
    expect(of(past).dwell).toMatchObject({ pages: 3, median: 5_000 });
    expect(of([]).dwell).toBeNull();
  });

  it('interpolates quantiles', () => {
    expect([0, 0.5, 1].map((share) => quantile([1, 2, 4], share))).toEqual([1, 2, 4]);
    expect(quantile([1, 2], 0.25)).toBe(1.25);
  });
});
