/**
 * Together: pairs of items that share orders more often than chance, for "Bought together". Association
 * rules with one antecedent (Agrawal, Imielinski & Swami 1993), by lift.
 */
import { type Control, Pace } from '../compute/pace.ts';
import type { Together } from '../packs/pack.ts';
import type { OrderLog } from '../training/orders.ts';
import { indexOrders } from '../training/splits.ts';
import { largest, RowsBuilder } from './sparse-rows.ts';

export interface TogetherOptions {
  /** Orders that must hold both items. */
  minSupport: number;
  /** Consequents kept per item. */
  keep: number;
}

export const TOGETHER_DEFAULTS: TogetherOptions = { minSupport: 3, keep: 20 };

/**
 * Lift of a pair seen in s orders is multiplied by s / (s + this): without it the rarest pairs lead, three
 * meetings of two things that nobody else bought.
 */
const SUPPORT_SHRINKAGE = 5;

/**
 * @param items Size of the catalog.
 * @returns Rows of consequents by falling shrunk lift, ties by index; all of them above a lift of 1.
 */
export async function countTogether(
  log: OrderLog,
  items: number,
  options: Partial<TogetherOptions> = {},
  control: Control = {},
): Promise<Together> {
  const { minSupport, keep } = { ...TOGETHER_DEFAULTS, ...options };
  const orders = indexOrders(log);
  const baskets: number[][] = Array.from({ length: orders.count }, () => []);
  for (let event = 0; event < log.item.length; event++) {
    const order = orders.of[event];
    if (order >= 0 && !baskets[order].includes(log.item[event])) baskets[order].push(log.item[event]);
  }
  const holding: number[][] = Array.from({ length: items }, () => []);
  let pairs = 0;
  baskets.forEach((basket, order) => {
    pairs += basket.length ** 2;
    for (const item of basket) holding[item].push(order);
  });

  const pace = new Pace(pairs + items * items, control);
  const rules = new RowsBuilder(items);
  const support = new Float64Array(items);
  const lift = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    support.fill(0);
    let work = items;
    for (const order of holding[item]) {
      for (const other of baskets[order]) support[other]++;
      work += baskets[order].length;
    }
    support[item] = 0;
    for (let other = 0; other < items; other++) {
      const both = support[other];
      const raw =
        both < minSupport ? 0 : (both * orders.count) / (holding[item].length * holding[other].length);
      lift[other] = raw > 1 ? (raw * both) / (both + SUPPORT_SHRINKAGE) : 0;
    }
    for (const other of largest(lift, keep)) rules.add(item, other, lift[other]);
    if (pace.did(work)) await pace.turn();
  }
  return rules.build();
}
