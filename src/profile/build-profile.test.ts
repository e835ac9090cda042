import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../history/event.ts';
import { pastEvent, TEST_NOW, testCatalog } from '../signals/test-shop.ts';
import { buildProfile, DAY } from './build-profile.ts';
import type { PastEvent } from './profile.ts';

const catalog = testCatalog();
const moment = { now: TEST_NOW, utcOffset: 60 };

const anyEvents = fc
  .array(
    fc.record({
      type: fc.constantFrom(...EVENT_TYPES),
      item: fc.integer({ min: 0, max: 30 }),
      // Few distinct times, so that ties are common.
      at: fc.integer({ min: 0, max: 20 }).map((hours) => TEST_NOW - hours * 36 * 3_600_000),
      quantity: fc.integer({ min: 1, max: 3 }),
      order: fc.constantFrom('', 'a', 'b'),
      rating: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 60 },
  )
  .map((events) =>
    events.map(
      (event, index): PastEvent => ({
        ...event,
        id: `e${index}`,
        item: event.type === 'search' ? -1 : event.item,
      }),
    ),
  );

describe('buildProfile', () => {
  it('gives the same bits for the same events in any order', () => {
    fc.assert(
      fc.property(anyEvents, fc.infiniteStream(fc.nat()), (events, keys) => {
        const order = events.map((event) => ({ event, key: keys.next().value as number }));
        const shuffled = order.sort((a, b) => a.key - b.key).map(({ event }) => event);
        expect(buildProfile(shuffled, catalog, moment)).toEqual(buildProfile(events, catalog, moment));
      }),
    );
  });

  it('never touches hidden or disliked items', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const profile = buildProfile(events, catalog, moment);
        const out = new Set([...profile.hidden, ...profile.disliked]);
        expect(profile.touched.filter(({ item }) => out.has(item))).toEqual([]);
        expect(profile.interests.flatMap(({ items }) => items).filter((item) => out.has(item))).toEqual([]);
      }),
    );
  });

  it('forgets: an item whose events are gone leaves no trace', () => {
    fc.assert(
      fc.property(anyEvents, fc.integer({ min: 0, max: 30 }), (events, item) => {
        const { touched, bought, saved, basket, hidden, disliked, interests } = buildProfile(
          events.filter((event) => event.item !== item),
          catalog,
          moment,
        );
        const mentioned = [
          ...[...touched, ...bought, ...basket].map((entry) => entry.item),
          ...[...saved, ...hidden, ...disliked],
          ...interests.flatMap((interest) => interest.items),
        ];
        expect(mentioned).not.toContain(item);
      }),
    );
  });

  it('does not change the events it is given', () => {
    const events = [
      pastEvent({ type: 'view_item', item: 3 }),
      pastEvent({ type: 'view_item', item: 2, at: 5 }),
    ];
    const before = structuredClone(events);
    buildProfile(events, catalog, moment);
    expect(events).toEqual(before);
  });

  it('halves a weight every 60 days and every 10 newer events', () => {
    const weightOf = (events: PastEvent[]) =>
      buildProfile(events, catalog, moment).touched.find(({ item }) => item === 0)?.weight;
    const bought = { type: 'purchase', item: 0 } as const;
    expect(weightOf([pastEvent({ ...bought, at: TEST_NOW })])).toBeCloseTo(1, 10);
    expect(weightOf([pastEvent({ ...bought, at: TEST_NOW - 60 * DAY })])).toBeCloseTo(0.5, 10);
    const newer = Array.from({ length: 10 }, (_, i) =>
      pastEvent({ type: 'view_item', item: i + 1, at: TEST_NOW }),
    );
    expect(weightOf([pastEvent({ ...bought, at: TEST_NOW - 1 }), ...newer])).toBeCloseTo(0.5, 6);
  });

  it('does not let the lines of one order age each other', () => {
    const lines = Array.from({ length: 20 }, (_, item) =>
      pastEvent({ type: 'purchase', item, order: 'a', at: TEST_NOW }),
    );
    const { touched } = buildProfile(lines, catalog, moment);
    expect(new Set(touched.map(({ weight }) => weight))).toEqual(new Set([1]));
  });

  it('counts orders, repeats and the last order', () => {
    const line = (item: number, order: string, days: number) =>
      pastEvent({ type: 'purchase', item, order, at: TEST_NOW - days * DAY });
    const profile = buildProfile([line(1, 'a', 30), line(2, 'a', 30), line(1, 'b', 10)], catalog, moment);
    expect(profile.orders).toBe(2);
    expect(profile.repeatShare).toBeCloseTo(1 / 3);
    expect(profile.bought).toEqual([
      expect.objectContaining({ item: 1, orders: 2, inLastOrder: true }),
      expect.objectContaining({ item: 2, orders: 1, inLastOrder: false }),
    ]);
  });

  it('fills the basket, takes out of it and empties it by buying', () => {
    const at = (minutes: number) => TEST_NOW - minutes * 60_000;
    const { basket } = buildProfile(
      [
        pastEvent({ type: 'add_to_cart', item: 1, quantity: 3, at: at(9) }),
        pastEvent({ type: 'remove_from_cart', item: 1, quantity: 1, at: at(8) }),
        pastEvent({ type: 'add_to_cart', item: 2, at: at(7) }),
        pastEvent({ type: 'remove_from_cart', item: 2, at: at(6) }),
        pastEvent({ type: 'add_to_cart', item: 3, at: at(5) }),
        pastEvent({ type: 'purchase', item: 3, at: at(4) }),
      ],
      catalog,
      moment,
    );
    expect(basket).toEqual([{ item: 1, quantity: 2 }]);
  });

  it('lets the newest rating decide', () => {
    const rated = (rating: number, minutes: number) =>
      pastEvent({ type: 'rate', item: 4, rating, at: TEST_NOW - minutes * 60_000 });
    expect(buildProfile([rated(1, 9), rated(5, 1)], catalog, moment).disliked).toEqual([]);
    const turned = buildProfile([rated(5, 9), rated(2, 1)], catalog, moment);
    expect(turned.disliked).toEqual([4]);
    expect(turned.touched).toEqual([]);
  });

  it('tells this session from the visits before', () => {
    const view = (item: number, minutes: number) =>
      pastEvent({ type: 'view_item', item, at: TEST_NOW - minutes * 60_000 });
    const back = buildProfile(
      [view(1, 3 * 24 * 60 + 40), view(2, 40), view(3, 12), view(4, 1)],
      catalog,
      moment,
    );
    expect(back.sessionEvents).toBe(3);
    expect(back.gapDays).toBeCloseTo(3);
    expect(buildProfile([], catalog, moment)).toMatchObject({ sessionEvents: 0, gapDays: 0, events: 0 });
  });

  it('shares attention out among departments', () => {
    const events = [0, 1, 2].map((item) => pastEvent({ type: 'view_item', item }));
    const { interests } = buildProfile(
      [...events, pastEvent({ type: 'view_item', item: 30 })],
      catalog,
      moment,
    );
    const departments = interests.filter(({ of }) => of === 'department');
    expect(departments.map(({ name }) => name)).toEqual(['Outdoors', 'Kitchen']);
    expect(departments[0].share).toBeCloseTo(0.75);
    expect(departments[0].items).toEqual([0, 1, 2]);
  });
});
