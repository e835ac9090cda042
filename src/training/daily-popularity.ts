/**
 * Popularity as of any day of a log, for training and evaluation on what people did in the past.
 */
import type { Popularity } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import type { OrderLog } from './orders.ts';
import { countPopularity } from './popularity.ts';

/**
 * Popularity as a shop that refreshes it daily would have it: counts up to midnight (UTC) before a moment.
 * Remembers each day.
 */
export function dailyPopularity(log: OrderLog, items: number): (at: number) => Popularity {
  const days = new Map<number, Popularity>();
  return (at) => {
    const day = Math.floor(at / DAY);
    let counts = days.get(day);
    if (counts === undefined) {
      counts = countPopularity(log, items, day * DAY);
      days.set(day, counts);
    }
    return counts;
  };
}
