import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildLog, type OrderEvent } from './build-log.ts';
import { orderFacts } from './order-facts.ts';

const DAY = 86_400_000;

it('counts a small shop as one would by hand', () => {
  const log = buildLog(
    [
      // Item 0 twice in one order is one thing; in the second order it is a repeat, item 1 isn't.
      { user: 0, item: 0, type: 'purchase', at: 0, order: 0 },
      { user: 0, item: 0, type: 'purchase', at: 0, order: 0 },
      { user: 0, item: 0, type: 'purchase', at: 9 * DAY, order: 1 },
      { user: 0, item: 1, type: 'purchase', at: 9 * DAY, order: 1 },
      { user: 1, item: 0, type: 'purchase', at: 2 * DAY, order: 2 },
      { user: 2, item: 0, type: 'view_item', at: 3 * DAY },
    ],
    4,
  );
  expect(orderFacts(log, 3)).toMatchObject({
    events: 6,
    users: 3,
    purchases: 5,
    orders: 3,
    from: 0,
    to: 9 * DAY,
    returning: 1 / 2,
    repeats: 1 / 4,
    perUser: { median: 1, most: 4, topFifth: 4 / 6 },
    perItem: {
      median: 2,
      most: 3,
      ranks: [
        { rank: 1, count: 3 },
        { rank: 2, count: 1 },
      ],
    },
    untouched: 1,
    over: { days: 1 },
  });
});

it('has nothing to say of nothing', () => {
  expect(orderFacts(buildLog([], 0), 5)).toBeNull();
});

it('loses no event that lies in a whole step, and all numbers are finite', () => {
  const event = fc.record({
    user: fc.nat(9),
    item: fc.nat(9),
    type: fc.constantFrom('purchase', 'view_item' as const),
    at: fc.integer({ min: 0, max: 3_000 }).map((hours) => hours * 3_600_000),
    order: fc.nat(30),
  });
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 60 }), (events) => {
      // An order belongs to one person.
      const log = buildLog(
        (events as OrderEvent[]).map((one) => ({ ...one, order: one.user * 100 + (one.order ?? 0) })),
        10,
      );
      const facts = orderFacts(log, 10);
      if (facts === null) throw new Error('nothing was counted');
      const { steps, days } = facts.over;
      const whole = Array.from(log.at).filter((at) => at >= steps[0].at).length;
      expect(steps.reduce((sum, step) => sum + step.events, 0)).toBe(whole);
      for (let i = 1; i < steps.length; i++) expect(steps[i].at - steps[i - 1].at).toBe(days * DAY);
      const numbers = JSON.stringify(facts);
      expect(numbers).not.toContain('null');
      for (const share of [facts.returning, facts.repeats, facts.shareOfPurchases, facts.perUser.topFifth]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }),
  );
});
