/** Every sentence is true of the events it was made from, counted here again by other means. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTexts } from '../messages/texts.ts';
import { DAY } from './build-profile.ts';
import { BACKGROUND } from './event-weights.ts';
import { BOUNCE_MS, SAY } from './evidence.ts';
import { hasFacet } from './facets.ts';
import { listOf, nameIn } from './naming.ts';
import type { PastEvent } from './profile.ts';
import { anyHistory, catalog, done, moment, understood } from './test-history.ts';
import type { InterestGroup, Understanding } from './understanding.ts';
import {
  aversionsInWords,
  type ClaimAbout,
  facetInWords,
  factsInWords,
  intentInWords,
  ordersInWords,
  period,
  type Statement,
  tasteInWords,
} from './words.ts';

const voice = { language: 'en' as const, text: await openTexts('en', ['known']) };

const HOUR = 3_600_000;

function statements(understanding: Understanding): Statement[] {
  const intent = intentInWords(understanding, catalog, voice);
  return [
    ...factsInWords(understanding, catalog, voice),
    ...(intent ? [intent] : []),
    ...aversionsInWords(understanding, voice),
  ];
}

/** Starts of visits, counted by comparing every deed with the event just before it. */
function visitStarts(past: readonly PastEvent[]): number[] {
  const ordered = [...past].sort((a, b) => a.at - b.at);
  const visits: PastEvent[][] = [];
  for (const event of ordered) {
    const open = visits.at(-1);
    if (open !== undefined && event.at - (open.at(-1)?.at ?? 0) < 30 * 60_000) open.push(event);
    else visits.push([event]);
  }
  return visits
    .filter((visit) => visit.some(({ type }) => !BACKGROUND.has(type)))
    .map((visit) => visit[0].at);
}

function ordersIn(past: readonly PastEvent[]): PastEvent[][] {
  const orders = new Map<string, PastEvent[]>();
  for (const event of past) {
    if (event.type !== 'purchase') continue;
    const name = event.order === '' ? `at ${event.at}` : event.order;
    orders.set(name, [...(orders.get(name) ?? []), event]);
  }
  return [...orders.values()];
}

/** "once", "twice", "5 times" */
function countIn(words: string): number {
  return words === 'once' ? 1 : words === 'twice' ? 2 : Number.parseInt(words, 10);
}

function localHour(at: number): number {
  return new Date(at + moment.utcOffset * 60_000).getUTCHours();
}

const PARTS: Record<string, (hour: number) => boolean> = {
  'in the morning': (hour) => hour >= 5 && hour < 12,
  'in the afternoon': (hour) => hour >= 12 && hour < 17,
  'in the evening': (hour) => hour >= 17 && hour < 22,
  'late at night': (hour) => hour >= 22 || hour < 5,
};

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function expectVisits(text: string, past: readonly PastEvent[], at: (start: number) => boolean): void {
  const starts = visitStarts(past);
  const [, all, some, of] = text.match(/: (?:all (\d+)|(\d+) of (\d+)) visits\.$/) ?? [];
  expect(Number(of ?? all)).toBe(starts.length);
  expect(Number(some ?? all)).toBe(starts.filter(at).length);
}

const CHECKS: Record<ClaimAbout, (statement: Statement, past: PastEvent[], u: Understanding) => void> = {
  visits({ text }, past) {
    const days = new Set(
      past
        .filter(({ type }) => !BACKGROUND.has(type))
        .map(({ at }) => Math.floor((at + moment.utcOffset * 60_000) / DAY)),
    );
    const [, visits, on] = text.match(/^(\d+) visits on (one|\d+) days?, with about /) ?? [];
    expect(Number(visits)).toBe(visitStarts(past).length);
    expect(on === 'one' ? 1 : Number(on)).toBe(days.size);
  },
  hour({ text }, past) {
    const part = PARTS[text.match(/^Mostly (.+):/)?.[1] ?? ''];
    expectVisits(text, past, (start) => part(localHour(start)));
  },
  weekday({ text }, past) {
    const day = WEEKDAYS.indexOf(text.match(/^Often on a (\w+):/)?.[1] ?? '');
    expectVisits(text, past, (at) => new Date(at + moment.utcOffset * 60_000).getUTCDay() === day);
  },
  dwell({ text }, past) {
    const [, amount, unit, pages] = text.match(/for (one|\d+) (second|minute)s? or more, of (\d+) /) ?? [];
    const least = (amount === 'one' ? 1 : Number(amount)) * (unit === 'second' ? 1_000 : 60_000);
    const times = past.flatMap(({ type, engaged }) => (type === 'user_engagement' ? [engaged ?? 0] : []));
    expect(Number(pages)).toBe(times.length);
    expect(times.filter((ms) => ms >= least).length).toBeGreaterThanOrEqual(times.length / 2);
  },
  orders({ text, eventIds }, past) {
    const orders = ordersIn(past);
    expect(countIn(text.match(/^You have ordered (once|twice|\d+ times)/)?.[1] ?? '')).toBe(orders.length);
    expect(eventIds.length).toBe(orders.flat().length);
    const size = text.match(/, (one|\d+) things? at a time/)?.[1];
    if (size !== undefined) {
      const sizes = orders.map((order) => new Set(order.map(({ item }) => item)).size).sort((a, b) => a - b);
      const middle =
        (sizes[Math.floor((sizes.length - 1) / 2)] + sizes[Math.ceil((sizes.length - 1) / 2)]) / 2;
      expect(size === 'one' ? 1 : Number(size)).toBe(Math.round(middle));
    }
  },
  repeat({ text, items: [item] }, past) {
    const times = ordersIn(past).filter((order) => order.some((line) => line.item === item)).length;
    expect(text.startsWith(`${catalog.items[item].title} comes back`)).toBe(true);
    expect(countIn(text.match(/bought (once|twice|\d+ times)\.$/)?.[1] ?? '')).toBe(times);
  },
  price({ text, items }) {
    const [, which, some, all] =
      text.match(/in the (lower|middle|upper) third .+: (\d+) of (\d+) things\.$/) ?? [];
    expect(items.length).toBe(Number(some));
    expect(Number(some)).toBeGreaterThan(Number(all) / 2);
    for (const item of items) {
      const { kind, price } = catalog.items[item];
      const prices = catalog.items.filter((one) => one.kind === kind && one.price !== null);
      // Fewer, and the department's prices are what it is measured by.
      if (prices.length < 6) continue;
      const below = prices.filter((one) => (one.price ?? 0) < (price ?? 0)).length / prices.length;
      expect(below >= 1 / 2).toBe(which === 'upper' || (which === 'middle' && below >= 1 / 2));
    }
  },
  intent({ text, items }, past) {
    const said = Number(text.match(/: (\d+) (?:things|of them)/)?.[1] ?? items.length);
    expect(said).toBe(items.length);
    if (text.startsWith('Perhaps you are looking for a gift'))
      expect(past.some(({ query }) => query?.includes('gift'))).toBe(true);
    if (text.startsWith('You seem to be comparing'))
      expect(new Set(items.map((item) => catalog.items[item].kind)).size).toBe(1);
  },
  aversion({ text, items, facet }, past, { against }) {
    if (facet === undefined) throw new Error('an aversion has a facet');
    expect(text).toContain(facetInWords(facet, voice));
    expect(text).toContain(`: ${items.length} of them so far.`);
    const weights = new Map(against.map((one) => [one.item, one.weight]));
    for (const item of items) {
      expect(hasFacet(catalog.items[item], facet)).toBe(true);
      expect(weights.get(item)).toBeGreaterThan(0);
      const signs = past.some(
        (event) =>
          (event.item === item &&
            ['hide', 'rate', 'review', 'less_like_this', 'remove_from_cart'].includes(event.type)) ||
          (event.item === item && event.type === 'user_engagement' && (event.engaged ?? 0) < BOUNCE_MS) ||
          event.seen?.includes(item),
      );
      expect(signs).toBe(true);
    }
  },
};

/** The interests that a part of the sentence names, or null. */
function named(part: string, interests: readonly InterestGroup[]): InterestGroup[] | null {
  const lists = [
    ...interests.map((one) => [one]),
    ...interests.flatMap((one) => interests.filter((two) => two !== one).map((two) => [one, two])),
  ];
  const text = part.toLowerCase();
  return lists.find((list) => listOf(list.map(({ name }) => name)).toLowerCase() === text) ?? null;
}

describe('words', () => {
  it('are true of the events, for any history', () => {
    const met = new Set<ClaimAbout>();
    fc.assert(
      fc.property(anyHistory(160), (past) => {
        const understanding = understood(past);
        for (const statement of statements(understanding)) {
          met.add(statement.about);
          CHECKS[statement.about](statement, past, understanding);
        }
        expect(ordersInWords(understanding.behaviour.orders, voice) === '').toBe(ordersIn(past).length === 0);
      }),
      { numRuns: 100, seed: 4 },
    );
    // What never came up was not tested.
    expect([...met].sort()).toEqual(
      expect.arrayContaining(['aversion', 'dwell', 'hour', 'intent', 'orders', 'repeat', 'visits']),
    );
  });

  it('name lately and usually what has the share and the evidence for it', () => {
    let said = 0;
    fc.assert(
      fc.property(anyHistory(), (past) => {
        const understanding = understood(past);
        const text = tasteInWords(understanding, voice);
        const parts = [
          ...[/^Lately: (.+); usually: /, /; lately (.+) as well\.$/, /; lately mostly (.+)\.$/],
          ...[
            /^Lately: (.+); before that/,
            /^(.+), lately as ever\.$/,
            /^So far mostly (.+)\.$/,
            /^Lately more (.+), usually/,
          ],
        ].flatMap(
          (pattern) =>
            text
              .match(pattern)
              ?.slice(1, 2)
              .map((part) => ['lately', part] as const) ?? [],
        );
        const before = [
          ...[
            /; usually: (.+)\.$/,
            /^Usually (.+); lately /,
            /^Usually: (.+); lately/,
            /, usually more (.+)\.$/,
          ],
          /^(.+), lately as ever\.$/,
        ].flatMap(
          (pattern) =>
            text
              .match(pattern)
              ?.slice(1, 2)
              .map((part) => ['usually', part] as const) ?? [],
        );
        for (const [when, part] of [...parts, ...before]) {
          said++;
          const interests = named(part, understanding.interests);
          expect(interests, `${part} in ${text}`).not.toBeNull();
          for (const interest of interests ?? []) {
            expect(interest[when]).toBeGreaterThanOrEqual(SAY.interest.share);
            expect(interest.items.length).toBeGreaterThanOrEqual(SAY.interest.items);
            const events = past.filter(
              ({ item, type }) => interest.items.includes(item) && !BACKGROUND.has(type),
            );
            expect(events.length).toBeGreaterThanOrEqual(SAY.interest.events);
            expect(nameIn(interest, voice)).toBe(interest.name);
          }
        }
      }),
      { numRuns: 100, seed: 5 },
    );
    expect(said).toBeGreaterThan(50);
  });

  it('are sentences, and tell nobody who they are', () => {
    fc.assert(
      fc.property(anyHistory(), (past) => {
        const understanding = understood(past);
        const texts = [
          tasteInWords(understanding, voice),
          ...statements(understanding).map(({ text }) => text),
        ];
        for (const text of texts.filter((one) => one !== '')) {
          expect(text).toMatch(/^[\p{Lu}\d“].*[.]$/u);
          expect(text).not.toMatch(/ {2}|undefined|NaN|null|Infinity|\b1 (things|visits|times)|-\d/);
          expect(text).not.toMatch(/kids|vegan|diet|\bcut\b|wom[ae]n|\bm[ae]n\b/i);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('say nothing of nobody and of a single look', () => {
    for (const past of [[], [done('view_item', 3)], [done('view_item_list', -1, 0, { seen: [1, 2, 3] })]]) {
      const understanding = understood(past);
      expect(tasteInWords(understanding, voice)).toBe('');
      expect(statements(understanding)).toEqual([]);
    }
  });

  it('tell what is new from what is usual', () => {
    const order = (items: number[], days: number) =>
      items.map((item) => done('purchase', item, days, { order: `of ${days}` }));
    const baking = [350, 340, 330].flatMap((days) => order([6, 7, 8, 9, 10, 11], days));
    const looks = (days: number) => [12, 13, 14].map((item, i) => done('view_item', item, days + i / 1440));
    const both = tasteInWords(understood([...baking, ...looks(0), ...looks(1)]), voice);
    expect(both).toBe('Lately: reading; usually: baking.');
    const still = tasteInWords(understood([...baking, ...order([6, 7], 30), ...looks(0)]), voice);
    expect(still).toBe('Usually baking; lately reading as well.');
    expect(tasteInWords(understood(baking), voice)).toBe('Baking, lately as ever.');
    expect(tasteInWords(understood(looks(0)), voice)).toBe('So far mostly reading.');
  });

  it('round intervals to what people say', () => {
    const inWords = ({ unit, count }: ReturnType<typeof period>) =>
      count === 1 ? unit : `${count} ${unit}s`;
    expect([1, 1.4, 1.6, 9, 13, 14, 30, 58, 61, 360].map(period).map(inWords)).toEqual([
      'day',
      'day',
      '2 days',
      '9 days',
      '13 days',
      '2 weeks',
      '4 weeks',
      '8 weeks',
      '2 months',
      '12 months',
    ]);
    expect(HOUR * 24).toBe(DAY);
  });
});
