/**
 * What an order log looks like from afar: how much, when, by how many, how often again. Counts for a report;
 * no model reads them.
 */
import { DAY } from '../profile/build-profile.ts';
import { PURCHASE } from './interactions.ts';
import type { OrderLog } from './orders.ts';
import { indexOrders } from './splits.ts';

/** How unevenly something is spread over persons or items. */
export interface Spread {
  median: number;
  most: number;
  /** Share of all that the larger fifth has. */
  topFifth: number;
  /** The k-th largest count at some ranks k from 1 on, spaced evenly on a log axis. */
  ranks: { rank: number; count: number }[];
}

export interface OrderFacts {
  events: number;
  users: number;
  purchases: number;
  orders: number;
  /** Epoch ms of the first and the last event. */
  from: number;
  to: number;
  /** Events by type, as a share. */
  shareOfPurchases: number;
  /** Persons with a second order, as a share of those with a first. */
  returning: number;
  /** Of the things in orders, the share that the person had bought in an earlier order. */
  repeats: number;
  /** Of persons: events each. */
  perUser: Spread;
  /** Of items with any: persons who touched each. */
  perItem: Spread;
  /** Items that nobody touched. */
  untouched: number;
  /** In equal steps of days, weeks or months (28 days), whichever gives at most about 120 points. */
  over: { days: 1 | 7 | 28; steps: { at: number; events: number; orders: number }[] };
}

const MOST_STEPS = 120;

/** @param items Size of the catalog. @returns null for an empty log */
export function orderFacts(log: OrderLog, items: number): OrderFacts | null {
  const events = log.item.length;
  if (events === 0) return null;
  const index = indexOrders(log);
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let purchases = 0;
  const perUser = new Int32Array(log.users);
  const perItem = new Int32Array(items);
  const lastUser = new Int32Array(items).fill(-1);
  for (let event = 0; event < events; event++) {
    from = Math.min(from, log.at[event]);
    to = Math.max(to, log.at[event]);
    if (log.type[event] === PURCHASE) purchases++;
    perUser[log.user[event]]++;
    const item = log.item[event];
    if (lastUser[item] !== log.user[event]) perItem[item]++;
    lastUser[item] = log.user[event];
  }
  const ordersOf = new Int32Array(log.users);
  for (const user of index.user) ordersOf[user]++;
  const buyers = ordersOf.filter((count) => count > 0).length;
  return {
    events,
    users: perUser.filter((count) => count > 0).length,
    purchases,
    orders: index.count,
    from,
    to,
    shareOfPurchases: purchases / events,
    returning: buyers === 0 ? 0 : ordersOf.filter((count) => count > 1).length / buyers,
    repeats: shareOfRepeats(log, index.of),
    perUser: spreadOf(perUser.filter((count) => count > 0)),
    perItem: spreadOf(perItem.filter((count) => count > 0)),
    untouched: perItem.filter((count) => count === 0).length,
    over: stepsOf(log, index.at, from, to),
  };
}

/** Each item counts once an order. */
function shareOfRepeats(log: OrderLog, orderOf: Int32Array): number {
  let lines = 0;
  let again = 0;
  let user = -1;
  /** By item: the last order it was in. */
  let inOrder = new Map<number, number>();
  for (let event = 0; event < orderOf.length; event++) {
    if (log.user[event] !== user) inOrder = new Map();
    user = log.user[event];
    if (orderOf[event] < 0) continue;
    const before = inOrder.get(log.item[event]);
    inOrder.set(log.item[event], orderOf[event]);
    if (before === orderOf[event]) continue;
    lines++;
    if (before !== undefined) again++;
  }
  return lines === 0 ? 0 : again / lines;
}

function spreadOf(counts: Int32Array): Spread {
  const sorted = counts.slice().sort().reverse();
  const n = sorted.length;
  const all = sorted.reduce((sum, count) => sum + count, 0);
  const fifth = sorted.subarray(0, Math.ceil(n / 5)).reduce((sum, count) => sum + count, 0);
  const ranks = new Set<number>([n]);
  // Twenty points a decade draw a smooth line.
  for (let step = 0; 10 ** (step / 20) <= n; step++) ranks.add(Math.floor(10 ** (step / 20)));
  return {
    median: (sorted[Math.floor((n - 1) / 2)] + sorted[Math.floor(n / 2)]) / 2,
    most: sorted[0],
    topFifth: fifth / all,
    ranks: [...ranks].sort((a, b) => a - b).map((rank) => ({ rank, count: sorted[rank - 1] })),
  };
}

function stepsOf(log: OrderLog, ordersAt: Float64Array, from: number, to: number): OrderFacts['over'] {
  const span = (to - from) / DAY;
  const days = span <= MOST_STEPS ? 1 : span <= 7 * MOST_STEPS ? 7 : 28;
  // Counted back from the newest day, so that the last step is a whole one.
  const end = (Math.floor(to / DAY) + 1) * DAY;
  const count = Math.ceil((end - from) / (days * DAY)) || 1;
  const steps = Array.from({ length: count }, (_, i) => ({
    at: end - (count - i) * days * DAY,
    events: 0,
    orders: 0,
  }));
  const step = (at: number) => steps[count - 1 - Math.floor((end - 1 - at) / (days * DAY))];
  for (const at of log.at) step(at).events++;
  for (const at of ordersAt) step(at).orders++;
  // A first step that the data don't fill looks like a slow start.
  return { days, steps: count > 2 ? steps.slice(1) : steps };
}
