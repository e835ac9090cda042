/**
 * Holidays that people buy things for: when they are in a country, by rule, and how near the next one is. A table
 * and arithmetic; which things sell for a holiday is for models to find out.
 */
import { localTime } from './calendar.ts';
import type { Moment } from './profile.ts';

const DAY = 86_400_000;
const WEEK = 7;

/** Day of a year's holiday, as days since 1970. */
type Rule = (year: number) => number;

const dayOf = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / DAY;
/** 0 is Sunday. The first of January 1970 was a Thursday. */
const weekdayOf = (day: number) => (((day + 4) % WEEK) + WEEK) % WEEK;

const on =
  (month: number, day: number): Rule =>
  (year) =>
    dayOf(year, month, day);

/** The `place`th such weekday of a month, 1 for the first. */
const nth =
  (place: number, weekday: number, month: number): Rule =>
  (year) => {
    const first = dayOf(year, month, 1);
    return first + ((weekday - weekdayOf(first) + WEEK) % WEEK) + (place - 1) * WEEK;
  };

/** The last such weekday of a month of 31 days. */
const last =
  (weekday: number, month: number): Rule =>
  (year) => {
    const end = dayOf(year, month, 31);
    return end - ((weekdayOf(end) - weekday + WEEK) % WEEK);
  };

/** Gregorian Easter Sunday: the anonymous algorithm of 1876, in Meeus, Astronomical Algorithms (2nd ed.), chapter 8. */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayOf(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

const fromEaster =
  (days: number): Rule =>
  (year) =>
    easterSunday(year) + days;

/** The last Sunday of May, or a week later where that is Pentecost. */
const frenchMothers: Rule = (year) => {
  const sunday = last(SUNDAY, 5)(year);
  return sunday === easterSunday(year) + 49 ? sunday + WEEK : sunday;
};

const SUNDAY = 0;
const THURSDAY = 4;

/** Said in words by the message `moment.holiday`. */
export type HolidayName = 'valentine' | 'mother' | 'easter' | 'father' | 'halloween' | 'friday' | 'christmas';

interface Holiday {
  name: HolidayName;
  /** Days before it from which shops fill up with it. Ours: whole weeks, by when its shelves are put up. */
  lead: number;
  /** In most countries that keep it. */
  usual: Rule;
  /** Where it is on another day. */
  elsewhere?: Record<string, Rule>;
}

/**
 * Dates by the countries' own custom: Mothering Sunday is the fourth Sunday of Lent; elsewhere Mother's Day is most
 * often the second Sunday of May, Father's Day the third Sunday of June (Germany: Ascension; Italy, Spain and
 * Portugal: Saint Joseph), and Black Friday the day after the United States' Thanksgiving. Checked against printed
 * calendars in the test beside this file.
 */
const HOLIDAYS: readonly Holiday[] = [
  { name: 'valentine', lead: 14, usual: on(2, 14), elsewhere: { BR: on(6, 12) } },
  {
    name: 'mother',
    lead: 21,
    usual: nth(2, SUNDAY, 5),
    elsewhere: {
      GB: fromEaster(-21),
      IE: fromEaster(-21),
      FR: frenchMothers,
      SE: last(SUNDAY, 5),
      ES: nth(1, SUNDAY, 5),
      PT: nth(1, SUNDAY, 5),
      HU: nth(1, SUNDAY, 5),
      NO: nth(2, SUNDAY, 2),
      PL: on(5, 26),
      MX: on(5, 10),
    },
  },
  { name: 'easter', lead: 21, usual: easterSunday },
  {
    name: 'father',
    lead: 21,
    usual: nth(3, SUNDAY, 6),
    elsewhere: {
      AU: nth(1, SUNDAY, 9),
      NZ: nth(1, SUNDAY, 9),
      DE: fromEaster(39),
      IT: on(3, 19),
      ES: on(3, 19),
      PT: on(3, 19),
      AT: nth(2, SUNDAY, 6),
      BE: nth(2, SUNDAY, 6),
      CH: nth(1, SUNDAY, 6),
      SE: nth(2, SUNDAY, 11),
      NO: nth(2, SUNDAY, 11),
      FI: nth(2, SUNDAY, 11),
      DK: on(6, 5),
      PL: on(6, 23),
      BR: nth(2, SUNDAY, 8),
    },
  },
  { name: 'halloween', lead: 28, usual: on(10, 31) },
  { name: 'friday', lead: 7, usual: (year) => nth(4, THURSDAY, 11)(year) + 1 },
  { name: 'christmas', lead: 42, usual: on(12, 25) },
];

export interface ComingHoliday {
  name: HolidayName;
  /** Whole days from today to it; 0 on the day. */
  days: number;
  /** 0 outside the weeks in which people buy for it, 1 on the day. */
  nearness: number;
}

/**
 * The next of each holiday, nearest first.
 * @param country ISO 3166-1 alpha-2; without one, the dates that most countries have.
 */
export function comingHolidays(moment: Pick<Moment, 'now' | 'utcOffset' | 'country'>): ComingHoliday[] {
  const today = Math.floor(localTime(moment) / DAY);
  const year = new Date(today * DAY).getUTCFullYear();
  return HOLIDAYS.map(({ name, lead, usual, elsewhere }) => {
    const rule = elsewhere?.[moment.country ?? ''] ?? usual;
    const thisYear = rule(year);
    const days = (thisYear >= today ? thisYear : rule(year + 1)) - today;
    return { name, days, nearness: Math.max(0, 1 - days / lead) };
  }).sort((a, b) => a.days - b.days);
}

/** How near the nearest is of those that people already buy for; 0 where there is none. */
export function holidayNearness(moment: Moment): number {
  return comingHolidays(moment).reduce((nearest, { nearness }) => Math.max(nearest, nearness), 0);
}
