import { describe, expect, it } from 'vitest';
import { DAY } from '../profile/build-profile.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import type { OrderLog } from '../training/orders.ts';
import { coldStarts } from './cold-starts.ts';
import { lastOrder } from './last-order.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { withNewItems } from './new-items.ts';
import { type Case, NO_HISTORY, NothingToTestError } from './protocol.ts';
import { withRatings } from './ratings.ts';
import { temporal, usualCut } from './temporal.ts';
import { NoCommonUserError, sameUsers, together } from './test-file.ts';

/** Noon of a day of March 2026. */
const day = (date: number) => Date.UTC(2026, 2, date, 12);
const ITEMS = 10;

/**
 * Ann (0) has four orders on days 1, 3, 5, 7 and views before the last; Bob (1) has three orders, two of them
 * on one day; Cem (2) has two.
 */
const EVENTS: OrderEvent[] = [
  { user: 0, item: 1, type: 'purchase', at: day(1), order: 0 },
  { user: 0, item: 2, type: 'purchase', at: day(1), order: 0 },
  { user: 0, item: 3, type: 'purchase', at: day(3), order: 1 },
  { user: 0, item: 1, type: 'purchase', at: day(5), order: 2 },
  { user: 0, item: 4, type: 'purchase', at: day(5), order: 2 },
  { user: 0, item: 6, type: 'view_item', at: day(7) - 60_000 },
  { user: 0, item: 5, type: 'purchase', at: day(7), order: 3 },
  { user: 0, item: 2, type: 'purchase', at: day(7), order: 3 },
  { user: 1, item: 7, type: 'purchase', at: day(2), order: 4 },
  { user: 1, item: 8, type: 'purchase', at: day(4), order: 5 },
  { user: 1, item: 9, type: 'purchase', at: day(4) + 1000, order: 6 },
  { user: 2, item: 1, type: 'purchase', at: day(2), order: 7 },
  { user: 2, item: 2, type: 'purchase', at: day(6), order: 8 },
];
const LOG = buildLog(EVENTS, 3);

/** user: items of each event, in order. */
function itemsOf(log: OrderLog): Record<number, number[]> {
  const items: Record<number, number[]> = {};
  for (let event = 0; event < log.item.length; event++) {
    const user = log.user[event];
    items[user] = [...(items[user] ?? []), log.item[event]];
  }
  return items;
}

const short = (cases: readonly Case[]) =>
  cases.map(({ user, at, targets, past, variant }) => ({
    user,
    at,
    targets,
    past: past().map(({ item }) => item),
    ...(variant && { variant }),
  }));

describe('last-order', () => {
  const split = lastOrder(LOG, ITEMS);

  it('takes the last order for the test and the one before for fusion, of people with three', () => {
    expect(short(split.cases)).toEqual([
      { user: 1, at: day(4) + 1000, targets: [9], past: [7, 8] },
      // The view led to the order, and would give it away.
      { user: 0, at: day(7), targets: [2, 5], past: [1, 2, 3, 1, 4] },
    ]);
    expect(split.validation.map(({ user, items }) => [user, items])).toEqual([
      [0, [1, 4]],
      [1, [8]],
    ]);
    // Whoever has two orders is learned from whole.
    expect(itemsOf(split.learnedFrom)).toEqual({ 0: [1, 2, 3], 1: [7], 2: [1, 2] });
    expect(split.testedFrom).toBe(split.learnedFrom);
    expect(split.scopes).toEqual(['new', 'all']);
  });

  it('counts popularity up to the midnight before each target, without any target in it', () => {
    const [{ at, whileLearning }] = split.freshness;
    // On day 7: item 1 by Ann (days 1 and 5) and Cem; item 9 is Bob's target, item 2 of day 6 Cem's own order.
    expect(Array.from(at?.(day(7)).total ?? [])).toEqual([0, 2, 2, 1, 1, 0, 0, 1, 1, 0]);
    // On day 5 nobody has seen its orders yet.
    expect(Array.from(at?.(day(5)).total ?? [])).toEqual([0, 2, 1, 1, 0, 0, 0, 1, 1, 0]);
    // While fusion learns, validation orders (item 8 on day 4) aren't there either.
    expect(Array.from(whileLearning(day(7)).total)).toEqual([0, 2, 2, 1, 0, 0, 0, 1, 0, 0]);
  });

  it('foresees a test file, and learns fusion on the last orders of the other', () => {
    const test = buildLog(
      [
        { user: 0, item: 8, type: 'purchase', at: day(20), order: 0 },
        { user: 0, item: 9, type: 'purchase', at: day(20), order: 0 },
        { user: 2, item: 3, type: 'purchase', at: day(19), order: 1 },
        { user: 2, item: 3, type: 'purchase', at: day(19), order: 1 },
        // Somebody new.
        { user: 3, item: 4, type: 'purchase', at: day(18), order: 2 },
        { user: 1, item: 4, type: 'view_item', at: day(18) },
      ],
      4,
    );
    const { cases, validation, learnedFrom } = lastOrder(LOG, ITEMS, test);
    expect(short(cases)).toEqual([
      { user: 3, at: day(18), targets: [4], past: [], variant: NO_HISTORY },
      { user: 2, at: day(19), targets: [3], past: [1, 2] },
      { user: 0, at: day(20), targets: [8, 9], past: [1, 2, 3, 1, 4, 6, 5, 2] },
    ]);
    expect(validation.map(({ user, items }) => [user, items])).toEqual([
      [0, [2, 5]],
      [2, [2]],
    ]);
    expect(itemsOf(learnedFrom)).toEqual({ 0: [1, 2, 3, 1, 4], 1: [7, 8, 9], 2: [1] });
  });

  it('says what is missing where nobody can be tested', () => {
    const alone = buildLog(
      EVENTS.filter(({ user }) => user === 2),
      3,
    );
    expect(() => lastOrder(alone, ITEMS)).toThrow(NothingToTestError);
    expect(() => lastOrder(alone, ITEMS)).toThrow(/3 orders or more/);
  });
});

describe('leave-one-out', () => {
  it('takes the last event, and the one before; of events at one moment, the later in the file', () => {
    const split = leaveOneOut(LOG, ITEMS);
    expect(split.scopes).toEqual(['new']);
    expect(short(split.cases)).toEqual([
      { user: 1, at: day(4) + 1000, targets: [9], past: [7, 8] },
      // 5 and 2 were bought at one moment; 2 stands below.
      { user: 0, at: day(7), targets: [2], past: [1, 2, 3, 1, 4, 6, 5] },
    ]);
    expect(split.validation.map(({ user, items }) => [user, items])).toEqual([
      [0, [5]],
      [1, [8]],
    ]);
    expect(itemsOf(split.learnedFrom)).toEqual({ 0: [1, 2, 3, 1, 4, 6], 1: [7], 2: [1, 2] });
  });

  it('refuses people with two events', () => {
    expect(() =>
      leaveOneOut(
        buildLog(
          EVENTS.filter(({ user }) => user === 2),
          3,
        ),
        ITEMS,
      ),
    ).toThrow(NothingToTestError);
  });
});

describe('temporal', () => {
  const cut = day(4) - DAY / 2;
  const split = temporal(LOG, ITEMS, cut);

  it('knows nothing after the cut, and foresees the next orders, later ones apart', () => {
    expect(itemsOf(split.testedFrom)).toEqual({ 0: [1, 2, 3], 1: [7], 2: [1] });
    expect(short(split.cases)).toEqual([
      { user: 1, at: day(4), targets: [8], past: [7] },
      { user: 1, at: day(4) + 1000, targets: [9], past: [7, 8], variant: 'later-orders' },
      { user: 0, at: day(5), targets: [1, 4], past: [1, 2, 3] },
      { user: 2, at: day(6), targets: [2], past: [1] },
      { user: 0, at: day(7), targets: [2, 5], past: [1, 2, 3, 1, 4], variant: 'later-orders' },
    ]);
  });

  it('learns fusion on a window before the cut, from what came before the window', () => {
    // The log begins on day 1 at noon and is cut on day 4 at midnight: half of that is the longest window.
    expect(itemsOf(split.learnedFrom)).toEqual({ 0: [1, 2], 1: [7], 2: [1] });
    expect(split.validation.map(({ user, items }) => [user, items])).toEqual([[0, [3]]]);
  });

  it('counts popularity as of the cut, and again as of each target', () => {
    const [still, fresh] = split.freshness;
    expect(still.variant).toBeUndefined();
    expect(fresh.variant).toBe('fresh');
    const counts = (at: number, { at: counted }: typeof still) => Array.from(counted?.(at).total ?? []);
    expect(counts(day(7), still)).toEqual([0, 2, 1, 1, 0, 0, 0, 1, 0, 0]);
    // Everybody's orders of days 4 to 6 besides.
    expect(counts(day(7), fresh)).toEqual([0, 2, 2, 1, 1, 0, 0, 1, 1, 1]);
    expect(counts(day(4), fresh)).toEqual(counts(day(4), still));
    // While fusion learns: nothing of the window.
    expect(Array.from(still.whileLearning(day(3)).total)).toEqual([0, 2, 1, 0, 0, 0, 0, 1, 0, 0]);
  });

  it('counts without some people where they are taken away', () => {
    const [still, fresh] = split.freshness;
    const withoutAnn = (log: OrderLog) => ({
      ...log,
      ...buildLog(
        EVENTS.filter(({ user }) => user > 0),
        3,
      ),
    });
    expect(still.without(withoutAnn).at?.(day(7)).total[3]).toBe(0);
    expect(fresh.without(withoutAnn).at?.(day(7)).total[3]).toBe(0);
  });

  it('refuses a cut outside the log, and names the days between', () => {
    expect(() => temporal(LOG, ITEMS, day(9))).toThrow(/2026-03-01 to 2026-03-07/);
    expect(() => temporal(LOG, ITEMS, day(1))).toThrow(NothingToTestError);
  });

  it('cuts where four fifths have happened unless told', () => {
    // Ten of thirteen events are before the midnight of day 7; the eleventh is on it.
    expect(usualCut(LOG)).toBe(day(7) - DAY / 2);
  });
});

describe('variants', () => {
  it('cut histories short, with candidates and targets as they were', () => {
    const { cases } = lastOrder(LOG, ITEMS);
    const cold = coldStarts(cases.slice(1));
    const of = (variant: string) => cold.find((one) => one.variant === variant);
    expect(
      of('first-1')
        ?.past()
        .map(({ item }) => item),
    ).toEqual([1]);
    expect(
      of('last-3')
        ?.past()
        .map(({ item }) => item),
    ).toEqual([3, 1, 4]);
    expect(
      of('last-10')
        ?.past()
        .map(({ item }) => item),
    ).toEqual([1, 2, 3, 1, 4]);
    for (const { seen, targets, past } of cold) {
      expect([...(seen ?? past().map(({ item }) => item))].sort()).toEqual(
        expect.arrayContaining([1, 2, 3, 4]),
      );
      expect(targets).toEqual([2, 5]);
    }
    expect(cold.length).toBe(9);
  });

  it('name targets that were hardly ever sold, or never', () => {
    const old = { user: 2, item: 5, type: 'purchase', at: day(1) - 60 * DAY, order: 9 } as const;
    const split = lastOrder(buildLog([...EVENTS, old], 3), ITEMS);
    const cases = withNewItems(split.cases, split.learnedFrom, ITEMS);
    expect(cases.find(({ user }) => user === 0)?.parts).toEqual({ 'new-items': [2] });
    expect(cases.find(({ user }) => user === 1)?.parts).toEqual({ 'new-items': [9], 'unsold-items': [9] });
  });

  it('find the ratings of targets, not of earlier events', () => {
    // Each event's rating is its place in the log.
    const rated = { ...LOG, rating: Float32Array.from(LOG.item, (_, event) => event) };
    const cases = withRatings(lastOrder(rated, ITEMS).cases, rated);
    // Ann's item 2 was rated 1 on day 1 and 7 on day 7.
    expect([...(cases[1].ratings ?? [])].sort()).toEqual([
      [2, 7],
      [5, 6],
    ]);
    expect(withRatings(cases, LOG)).toBe(cases);
  });
});

describe('a test file', () => {
  const orders = { log: LOG, users: ['ann', 'bob', 'cem'] };
  const log = buildLog(
    [
      { user: 0, item: 4, type: 'purchase', at: day(20), order: 0 },
      { user: 1, item: 5, type: 'purchase', at: day(20), order: 1 },
      { user: 1, item: 6, type: 'purchase', at: day(19), order: 2 },
    ],
    2,
  );

  it('gets the numbers of the other file, and new ones for new names', () => {
    const test = sameUsers(orders, { log, users: ['dia', 'bob'] });
    expect(test.users).toBe(4);
    expect(itemsOf(test)).toEqual({ 1: [6, 5], 3: [4] });
  });

  it('makes one log of both, orders kept apart', () => {
    const whole = together(LOG, sameUsers(orders, { log, users: ['dia', 'bob'] }));
    expect(whole.users).toBe(4);
    expect(itemsOf(whole)).toEqual({ ...itemsOf(LOG), 1: [7, 8, 9, 6, 5], 3: [4] });
    expect(new Set(whole.order).size).toBe(new Set(LOG.order).size + 3);
  });

  it('is refused where no name is in both', () => {
    expect(() => sameUsers(orders, { log, users: ['00123', '00124'] })).toThrow(NoCommonUserError);
    expect(() => sameUsers(orders, { log, users: ['00123', '00124'] })).toThrow(/00123.*ann/s);
  });
});
