/**
 * Order log to past events: population histories in the form that profiles are built from, so that a model
 * meets in training what it meets on a device.
 */
import { EVENT_TYPES } from '../history/event.ts';
import type { PastEvent } from '../profile/profile.ts';
import type { OrderLog } from './orders.ts';
import { ratingScale, starsOf } from './ratings.ts';

/** First event of each user, and one offset more for the end: users + 1. */
export function userOffsets(log: OrderLog): Uint32Array {
  const offset = new Uint32Array(log.users + 1);
  for (const user of log.user) offset[user + 1]++;
  for (let user = 0; user < log.users; user++) offset[user + 1] += offset[user];
  return offset;
}

/** Events `from` to `to` of the log. */
export function pastEvents(log: OrderLog, from: number, to: number): PastEvent[] {
  const scale = ratingScale(log);
  const events: PastEvent[] = [];
  for (let e = from; e < to; e++) {
    events.push({
      id: '',
      type: EVENT_TYPES[log.type[e]],
      item: log.item[e],
      at: log.at[e],
      quantity: log.quantity[e],
      order: log.order[e] < 0 ? '' : String(log.order[e]),
      rating: scale === null || log.rating === undefined ? 0 : starsOf(log.rating[e], scale),
    });
  }
  return events;
}
