/**
 * Ratings of targets: what people gave the things a model had to foresee, where the log says it.
 */
import type { OrderLog } from '../training/orders.ts';
import { userOffsets } from '../training/past-events.ts';
import type { Case } from './protocol.ts';

/** @param source The log that holds the targets' events. */
export function withRatings(cases: readonly Case[], source: OrderLog): readonly Case[] {
  const { rating } = source;
  if (rating === undefined) return cases;
  const offset = userOffsets(source);
  return cases.map((one) => {
    const wanted = new Set(one.targets);
    const ratings = new Map<number, number>();
    // Newest first: a target's event is the first at or after the case's moment.
    for (let event = offset[one.user + 1] - 1; event >= offset[one.user]; event--) {
      if (source.at[event] < one.at) break;
      if (wanted.has(source.item[event]) && !Number.isNaN(rating[event])) {
        ratings.set(source.item[event], rating[event]);
      }
    }
    return ratings.size === 0 ? one : { ...one, ratings };
  });
}
