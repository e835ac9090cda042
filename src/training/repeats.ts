/**
 * Repeats: which items people buy again, and after how long. Purchases only.
 */
import type { Repeats } from '../packs/pack.ts';
import type { OrderLog } from './orders.ts';
import { indexOrders } from './splits.ts';

const DAY = 86_400_000;
/** Buyers' worth of the shop's mean that every item's rate starts from. */
const RATE_PRIOR = 5;
/** Gaps below which an item's interval counts as unknown: a median of two says little. */
const LEAST_GAPS = 3;

/**
 * A repeat is the same item in two orders of one person.
 * @param items Size of the catalog.
 */
export function countRepeats(log: OrderLog, items: number): Repeats {
  const orders = indexOrders(log);
  const buyers = new Float64Array(items);
  const repeaters = new Float64Array(items);
  const gaps: number[][] = Array.from({ length: items }, () => []);

  /** Of the current user: order and time of the last purchase of each item, and whether it was a repeat. */
  let bought = new Map<number, { order: number; at: number; again: boolean }>();
  for (let event = 0; event < log.item.length; event++) {
    if (event > 0 && log.user[event] !== log.user[event - 1]) bought = new Map();
    const order = orders.of[event];
    if (order < 0) continue;
    const item = log.item[event];
    const at = orders.at[order];
    const before = bought.get(item);
    if (before === undefined) {
      buyers[item]++;
      bought.set(item, { order, at, again: false });
    } else if (before.order !== order) {
      if (!before.again) repeaters[item]++;
      gaps[item].push((at - before.at) / DAY);
      bought.set(item, { order, at, again: true });
    }
  }

  const allBuyers = buyers.reduce((sum, count) => sum + count, 0);
  const allRepeaters = repeaters.reduce((sum, count) => sum + count, 0);
  const mean = allBuyers === 0 ? 0 : allRepeaters / allBuyers;
  return {
    rate: Float32Array.from(
      buyers,
      (count, item) => (repeaters[item] + RATE_PRIOR * mean) / (count + RATE_PRIOR),
    ),
    interval: Float32Array.from(gaps, (days) => (days.length < LEAST_GAPS ? 0 : median(days))),
  };
}

function median(values: number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
