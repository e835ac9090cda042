/** Does what was written move the right things, by no more than it may, fading and the same every time? */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../catalog/item.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import type { PastEvent } from '../profile/profile.ts';
import { MOST_WRITTEN } from '../profile/written.ts';
import { writtenFor, writtenParts, writtenWords } from './written-words.ts';

const NOW = Date.UTC(2026, 10, 21, 10);

const item = (id: string, title: string, description: string, tags: string[] = []): Item => ({
  id,
  title,
  line: '',
  description,
  price: 10,
  brand: '',
  department: 'Things',
  kind: '',
  attributes: {},
  tags,
  image: null,
  tint: 'sage',
  available: true,
});

const catalog: Catalog = {
  id: 'test',
  name: 'Test',
  currency: 'GBP',
  departments: [],
  reviews: [],
  items: [
    item('a', 'Rain jacket', 'A coat of waxed cotton for walks.'),
    item('b', 'Steel kettle', 'Boils quickly.'),
    item('c', 'Wool jumper', 'Keeps out rain for a while.', ['warm']),
    item('d', 'Baking tin', 'For loaves that were baked at home.'),
    item('e', 'Paper kite', 'Flies.'),
    ...Array.from({ length: 15 }, (_, n) => item(`f${String(n).padStart(2, '0')}`, `Plain thing ${n}`, '')),
  ],
};

const event = (more: Partial<PastEvent>, n = 0): PastEvent => ({
  id: `e${n}`,
  type: 'search',
  item: -1,
  at: NOW - 60_000 * (n + 1),
  quantity: 1,
  order: '',
  rating: 0,
  ...more,
});

/** Scores whose unit (from the middle to the best hundredth) is 9. */
const scores = () => Float64Array.from(catalog.items, (_, n) => n);
const UNIT = 9;

const profileOf = (events: PastEvent[], now = NOW) => buildProfile(events, catalog, { now, utcOffset: 0 });
const amounts = (events: PastEvent[], now = NOW) =>
  writtenWords(profileOf(events, now), catalog, scores, 1)?.amount ?? null;

describe('a search', () => {
  it('lifts what has its words: more of them more, names more than descriptions', () => {
    const [jacket, kettle, jumper] = amounts([event({ query: 'rain jacket' })]) as Float64Array;
    expect(jacket).toBeCloseTo(0.6 * UNIT, 0);
    expect(jumper).toBeGreaterThan(0);
    expect(jumper).toBeLessThan(jacket);
    expect(kettle).toBe(0);
  });

  it('finds other forms of a word, and names the one that says most', () => {
    const events = [event({ query: 'kettles' }, 1), event({ query: 'something for baking' }, 0)];
    const found = writtenFor(3, profileOf(events), catalog);
    expect(found).toMatchObject({ words: ['baking'], part: { written: { ids: ['e0'] } } });
    expect(writtenFor(1, profileOf(events), catalog)?.words).toEqual(['kettles']);
    expect(writtenFor(4, profileOf(events), catalog)).toBeNull();
  });

  it('counts half after fourteen days, and half after three newer texts', () => {
    const fresh = (amounts([event({ query: 'kettle' })]) as Float64Array)[1];
    const later = (amounts([event({ query: 'kettle', at: NOW - 14 * DAY })]) as Float64Array)[1];
    expect(later).toBeCloseTo(fresh / 2, 3);
    const others = ['kite', 'wool', 'jacket'].map((query, n) => event({ query }, n));
    const under = (amounts([...others, event({ query: 'kettle' }, 3)]) as Float64Array)[1];
    expect(under).toBeCloseTo(fresh / 2, 3);
  });

  it('that finds nothing is none', () => {
    for (const query of ['', '???', '🦄', 'qwertz', 'not a kettle', '2026'])
      expect(amounts([event({ query })])).toBeNull();
    expect(writtenWords(profileOf([event({ query: 'kettle' })]), catalog, scores, 0)).toBeNull();
  });
});

describe('a review', () => {
  const review = (text: string, rating: number, n = 0) => event({ type: 'review', item: 4, text, rating }, n);

  it('lifts what it praises, lowers what it complains of, and leaves its own thing to the stars', () => {
    const found = amounts([review('Lovely wool. The steel is horrible. A kite.', 3)]) as Float64Array;
    expect(found[2]).toBeGreaterThan(0);
    expect(found[1]).toBeLessThan(0);
    expect(found[4]).toBe(0);
  });

  it('is the newest one of a thing', () => {
    const events = [review('Lovely wool.', 5, 1), review('Lovely steel.', 5, 0)];
    expect(profileOf(events).written.map(({ text }) => text)).toEqual(['Lovely steel.']);
  });
});

describe('all that was written', () => {
  const written = fc.array(
    fc.record({
      query: fc.constantFrom('kettle', 'kettles', 'rain jacket', 'wool', 'baked', 'not wool', 'zzz', ''),
      days: fc.integer({ min: -2, max: 90 }),
      review: fc.boolean(),
      stars: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 40 },
  );
  const eventsOf = (list: { query: string; days: number; review: boolean; stars: number }[]) =>
    list.map(({ query, days, review, stars }, n) =>
      review
        ? event(
            { type: 'review', item: n % 20, text: `Lovely ${query}`, rating: stars, at: NOW - days * DAY },
            n,
          )
        : event({ query, at: NOW - days * DAY }, n),
    );

  it('moves nothing by more than a unit, and takes a bounded part of history', () => {
    fc.assert(
      fc.property(written, (list) => {
        const events = eventsOf(list);
        expect(profileOf(events).written.length).toBeLessThanOrEqual(MOST_WRITTEN);
        for (const amount of amounts(events) ?? []) expect(Math.abs(amount)).toBeLessThanOrEqual(UNIT + 1e-9);
      }),
    );
  });

  it('is the same in any order, and as if what was taken out had never been', () => {
    fc.assert(
      fc.property(written, fc.array(fc.nat(39), { maxLength: 5 }), (list, out) => {
        const events = eventsOf(list);
        expect(amounts([...events].reverse())).toEqual(amounts(events));
        const left = events.filter((_, n) => !out.includes(n));
        amounts(events);
        expect(amounts(left)).toEqual(amounts(structuredClone(left)));
      }),
    );
  });

  it('names equal searches together, so that one lever forgets them', () => {
    const events = [
      event({ query: 'Kettle' }, 0),
      event({ query: 'kettles!' }, 1),
      event({ query: 'wool' }, 2),
    ];
    expect(writtenParts(profileOf(events), catalog).map(({ written: { ids } }) => ids)).toEqual([
      ['e0', 'e1'],
      ['e2'],
    ]);
  });
});
