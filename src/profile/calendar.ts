/**
 * The calendar and the clock of a moment, as the visitor reads them: parts of the day, weekends, and the month of
 * the shop's year that the visitor's season corresponds to. Nothing here reads a clock.
 */
import type { Moment } from './profile.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTHS = 12;

/** In which people buy by: the night goes over midnight. */
export const PARTS_OF_DAY = ['night', 'morning', 'midday', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];

/** First hours of morning, midday, afternoon, evening, and of the night again. */
const BEGINS = [5, 11, 14, 18, 22];

/** Part of each hour of the day. */
const PART_OF_HOUR = Uint8Array.from({ length: 24 }, (_, hour) => {
  const begun = BEGINS.filter((begin) => hour >= begin).length;
  return begun % PARTS_OF_DAY.length;
});

/** @param local Ms since 1970 on a local clock, or on the shop's own. @returns index into `PARTS_OF_DAY` */
export function partOfDay(local: number): number {
  return PART_OF_HOUR[Math.floor((((local % DAY) + DAY) % DAY) / HOUR)];
}

/** What the visitor's clock shows, as ms since 1970 on it. */
export function localTime({ now, utcOffset }: Pick<Moment, 'now' | 'utcOffset'>): number {
  return now + utcOffset * 60_000;
}

/** 0 for January. */
export function localMonth(moment: Moment): number {
  return new Date(localTime(moment)).getUTCMonth();
}

/** The month in which the shop's buyers have what season the visitor has now; 0 for January. */
export function seasonMonth(moment: Moment): number {
  return (localMonth(moment) + (moment.seasonsApart ? MONTHS / 2 : 0)) % MONTHS;
}

/** Saturday and Sunday, where most of the world has them. */
export function isWeekend(moment: Moment): boolean {
  const weekday = new Date(localTime(moment)).getUTCDay();
  return weekday === 0 || weekday === 6;
}
