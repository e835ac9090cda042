/**
 * Popularity as of any day of a log, for training and evaluation on what people did in the past.
 */

import { countPopularity } from '../models/popularity.ts';
import type { Popularity } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import type { OrderLog } from './orders.ts';

/**
 * Popularity as a shop that refreshes it daily would have it: counts up to midnight (UTC) before a moment.
 * Remembers the last day only, for a year of them would fill the memory: ask in order of time.
 */
export function dailyPopularity(log: OrderLog, items: number): (at: number) => Popularity {
  let last: { day: number; counts: Popularity } | null = null;
  return (at) => {
    const day = Math.floor(at / DAY);
    if (last?.day !== day) last = { day, counts: countPopularity(log, items, day * DAY) };
    return last.counts;
  };
}

/**
 * The same, each day counted once for however many who ask: a few hundred people kept aside are a few hundred days
 * at most.
 */
export function rememberedPopularity(log: OrderLog, items: number): (at: number) => Popularity {
  const count = dailyPopularity(log, items);
  const byDay = new Map<number, Popularity>();
  return (at) => {
    const day = Math.floor(at / DAY);
    const counts = byDay.get(day) ?? count(at);
    byDay.set(day, counts);
    return counts;
  };
}
