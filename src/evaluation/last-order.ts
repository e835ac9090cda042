/**
 * The last-order protocol: each person's newest order is what a model has to foresee from all before it, and
 * the order before that one teaches fusion.
 */
import { PURCHASE } from '../training/interactions.ts';
import type { OrderLog } from '../training/orders.ts';
import { holdOutLastOrders, indexOrders } from '../training/splits.ts';
import {
  byHistory,
  casesOf,
  countedDaily,
  FEWEST,
  NothingToTestError,
  notesOf,
  type Split,
  targetsOf,
} from './protocol.ts';

/**
 * @param log Without the events of `test`.
 * @param test Events to foresee, users numbered as in `log`; absent: the last orders of `log` itself.
 * @throws NothingToTestError
 */
export function lastOrder(log: OrderLog, items: number, test?: OrderLog): Split {
  const many = ordersPerUser(log, test);
  const eligible = (user: number) => many[user] >= FEWEST;
  const { history: known, targets } =
    test === undefined
      ? holdOutLastOrders(log, FEWEST)
      : { history: log, targets: targetsOf(test, (event) => test.type[event] === PURCHASE) };
  const { tested, strangers } = byHistory(known, targets, eligible);
  if (tested.length === 0) {
    throw new NothingToTestError(
      `Nobody has ${FEWEST} orders or more: one to foresee, one to learn on and one to know. ` +
        'Use orders of a longer time, or --protocol leave-one-out if single events are what counts.',
    );
  }
  const users = new Set(tested.map(({ user }) => user));
  const inner = holdOutLastOrders(known, 1, (user) => users.has(user));
  return {
    protocol: 'last-order',
    scopes: ['new', 'all'],
    learnedFrom: inner.history,
    testedFrom: inner.history,
    validation: inner.targets,
    known,
    cases: casesOf(known, tested, strangers),
    freshness: [countedDaily(known, inner.history, items)],
    notes: notesOf(many, 'orders', strangers.length),
  };
}

function ordersPerUser(log: OrderLog, test?: OrderLog): Int32Array {
  const many = new Int32Array(Math.max(log.users, test?.users ?? 0));
  for (const part of test === undefined ? [log] : [log, test]) {
    for (const user of indexOrders(part).user) many[user]++;
  }
  return many;
}
