import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLog, type OrderEvent } from './build-log.ts';
import { cutLog, holdOutLastOrders, indexOrders } from './splits.ts';

const HOUR = 3_600_000;
const buy = (user: number, item: number, hour: number, order?: number): OrderEvent => ({
  user,
  item,
  type: 'purchase',
  at: hour * HOUR,
  order,
});
const view = (user: number, item: number, hour: number): OrderEvent => ({
  user,
  item,
  type: 'view_item',
  at: hour * HOUR,
});

describe('holdOutLastOrders', () => {
  it('takes the newest order and the looks that led to it', () => {
    const log = buildLog(
      [
        buy(0, 1, 1, 10),
        buy(0, 2, 1, 10),
        view(0, 7, 50),
        view(0, 9, 99.7),
        view(0, 5, 99.8),
        buy(0, 5, 100, 11),
        buy(0, 1, 100, 11),
        buy(1, 3, 1, 12),
      ],
      2,
    );
    const { history, targets } = holdOutLastOrders(log, 2);
    expect(targets).toEqual([
      { user: 0, items: [1, 5], at: 100 * HOUR, viewed: [{ item: 9, at: 99.7 * HOUR }] },
    ]);
    expect([...history.item]).toEqual([1, 2, 7, 3]);
    expect(history.users).toBe(2);
  });

  it('keeps an earlier order of the same session', () => {
    const log = buildLog([buy(0, 1, 1, 10), buy(0, 2, 1.1, 11)], 1);
    const { history, targets } = holdOutLastOrders(log, 2);
    expect([...history.item]).toEqual([1]);
    expect(targets[0].items).toEqual([2]);
  });

  it('takes purchases of one moment without numbers for one order', () => {
    const orders = indexOrders(buildLog([buy(0, 1, 1), buy(0, 2, 1), buy(0, 3, 2), buy(1, 3, 2)], 2));
    expect([...orders.of]).toEqual([0, 0, 1, 2]);
    expect([...orders.at]).toEqual([HOUR, 2 * HOUR, 2 * HOUR]);
  });

  it('loses no purchase and leaks no later look', () => {
    const event = fc.record({
      user: fc.nat(4),
      item: fc.nat(6),
      hour: fc.nat(30).map((n) => n / 4),
      bought: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (events, minOrders) => {
        const log = buildLog(
          events.map(({ user, item, hour, bought }) => (bought ? buy : view)(user, item, hour)),
          5,
        );
        const { history, targets } = holdOutLastOrders(log, minOrders);
        const orders = indexOrders(log);
        const per = (user: number) => orders.user.filter((owner) => owner === user).length;
        expect(targets.map(({ user }) => user)).toEqual(
          [0, 1, 2, 3, 4].filter((user) => per(user) >= Math.max(1, minOrders)),
        );
        expect(indexOrders(history).count).toBe(orders.count - targets.length);
        for (const { user, at } of targets) {
          for (let e = 0; e < history.item.length; e++) {
            if (history.user[e] === user) expect(history.at[e]).toBeLessThan(at);
          }
        }
      }),
    );
  });
});

describe('cutLog', () => {
  it('keeps columns together', () => {
    const log = buildLog([buy(0, 1, 1, 10), view(0, 2, 2), buy(1, 3, 3, 11)], 2);
    const cut = cutLog(log, (event) => log.at[event] > HOUR);
    expect(cut).toEqual(buildLog([view(0, 2, 2), buy(1, 3, 3, 11)], 2));
  });
});
