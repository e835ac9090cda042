/**
 * The last-order protocol: each person's newest order is what a model has to foresee from all before it.
 */
import type { OrderLog } from '../training/orders.ts';
import { pastEvents, userOffsets } from '../training/past-events.ts';
import type { HeldOut } from '../training/splits.ts';
import type { Case } from './evaluate.ts';

/**
 * @param history The log without the held-out orders.
 * @returns In order of time.
 */
export function lastOrderCases(history: OrderLog, heldOut: readonly HeldOut[]): Case[] {
  const offset = userOffsets(history);
  const inOrder = [...heldOut].sort((a, b) => a.at - b.at || a.user - b.user);
  return inOrder.map(({ user, items, at }) => ({
    user,
    at,
    targets: items,
    past: pastEvents(history, offset[user], offset[user + 1]),
  }));
}
