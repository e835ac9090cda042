/**
 * Popularity: how many people wanted each item, ever and lately, in which months and at which time of day, and
 * since when. Counts only; how a shelf or a signal weighs them is decided elsewhere.
 */
import type { Popularity } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import { PARTS_OF_DAY, partOfDay, seasonMonth } from '../profile/calendar.ts';
import type { Moment } from '../profile/profile.ts';
import { interestOf } from '../training/interactions.ts';
import type { OrderLog } from '../training/orders.ts';

export const MONTHS = 12;
/**
 * An item's months are blended with the shop's as if this many average interactions came on top: a month of
 * a small item is noise, and 13 months of data hold most calendar months once.
 */
export const MONTH_PRIOR = 20;

/**
 * Counts each user once per item, by the strongest interest shown (a purchase is 1, a view 0.25), so that
 * one shopper who buys weekly doesn't make a trend.
 * @param items Size of the catalog.
 * @param at Epoch ms; later events are ignored. Defaults to the newest event, 0 for an empty log.
 */
export function countPopularity(log: OrderLog, items: number, at = newest(log)): Popularity {
  const popularity: Popularity = {
    at,
    total: new Float32Array(items),
    recent: new Float32Array(items),
    week: new Float32Array(items),
    months: new Float32Array(items * MONTHS),
    hours: new Float32Array(items * PARTS_OF_DAY.length),
    firstSeen: new Float64Array(items),
  };
  const total = new PerUser(popularity.total);
  const recent = new PerUser(popularity.recent);
  const week = new PerUser(popularity.week);
  const monthly = new Float64Array(items * MONTHS);
  const calendar = new Calendar(log, at);
  for (let event = 0; event < log.item.length; event++) {
    const interest = interestOf[log.type[event]];
    const time = log.at[event];
    if (interest === 0 || time > at) continue;
    const item = log.item[event];
    const user = log.user[event];
    total.add(user, item, interest);
    if (time > at - 28 * DAY) recent.add(user, item, interest);
    if (time > at - 7 * DAY) week.add(user, item, interest);
    monthly[item * MONTHS + calendar.monthOf(time)] += interest;
    popularity.hours[item * PARTS_OF_DAY.length + partOfDay(time)] += interest;
    const first = popularity.firstSeen[item];
    if (first === 0 || time < first) popularity.firstSeen[item] = time;
  }
  fillMonths(popularity.months, monthly, calendar.daysCovered());
  scaleRows(popularity.hours, PARTS_OF_DAY.length);
  return popularity;
}

/** Sums the strongest interest of each user per item; wants events user by user. */
class PerUser {
  private readonly strongest: Float32Array;
  private readonly lastUser: Int32Array;

  constructor(private readonly sums: Float32Array) {
    this.strongest = new Float32Array(sums.length);
    this.lastUser = new Int32Array(sums.length).fill(-1);
  }

  add(user: number, item: number, interest: number): void {
    const before = this.lastUser[item] === user ? this.strongest[item] : 0;
    if (interest <= before) return;
    this.sums[item] += interest - before;
    this.strongest[item] = interest;
    this.lastUser[item] = user;
  }
}

/** Calendar months of the days that a log covers, looked up: dates are slow and this runs for every day of a log. */
class Calendar {
  private readonly firstDay: number;
  private readonly months: Uint8Array;

  constructor(log: OrderLog, until: number) {
    let first = until;
    for (const time of log.at) if (time < first) first = time;
    this.firstDay = Math.floor(first / DAY);
    this.months = Uint8Array.from({ length: Math.floor(until / DAY) - this.firstDay + 1 }, (_, day) =>
      new Date((this.firstDay + day) * DAY).getUTCMonth(),
    );
  }

  monthOf(time: number): number {
    return this.months[Math.floor(time / DAY) - this.firstDay];
  }

  /** How many days of each calendar month; a log of 13 months holds one month twice. */
  daysCovered(): Float64Array {
    const days = new Float64Array(MONTHS);
    for (const month of this.months) days[month]++;
    return days;
  }
}

/** Epoch ms of the newest event, 0 for an empty log. */
export function newest(log: OrderLog): number {
  let at = 0;
  for (const time of log.at) if (time > at) at = time;
  return at;
}

/** Each row to sum to 1, but for rows of zeros. */
export function scaleRows(values: Float32Array, width: number): void {
  for (let from = 0; from < values.length; from += width) {
    let sum = 0;
    for (let at = from; at < from + width; at++) sum += values[at];
    if (sum > 0) for (let at = from; at < from + width; at++) values[at] /= sum;
  }
}

/** From how many times as much in the two months before it as in the two after, and as usual, a thing is for Christmas. */
const FOR_CHRISTMAS = 2;

/**
 * Share of the item's year that falls into the moment's month, as the visitor has seasons: on the other half of the
 * earth that is the month half a year away, but for what is sold for Christmas, which follows the calendar and not
 * the sun.
 */
export function shareOfSeason({ months }: Popularity, item: number, moment: Moment): number {
  const row = item * MONTHS;
  const month = seasonMonth(moment);
  if (!moment.seasonsApart) return months[row + month];
  const [november, december, january, february] = [10, 11, 0, 1].map((of) => months[row + of]);
  const others = Math.max(january + february, 2 / MONTHS);
  const forChristmas = november + december >= FOR_CHRISTMAS * others;
  return months[row + (forChristmas ? (month + MONTHS / 2) % MONTHS : month)];
}

/** Rows of `months` become rates per covered day, smoothed to the shop's and scaled to sum to 1. */
function fillMonths(months: Float32Array, monthly: Float64Array, days: Float64Array): void {
  const shop = new Float64Array(MONTHS);
  for (let at = 0; at < monthly.length; at++) shop[at % MONTHS] += monthly[at];
  const shopTotal = shop.reduce((sum, count) => sum + count, 0);
  // A month without data is taken as an average one.
  const covered = days.reduce((sum, count) => sum + count, 0);
  const perDay = (counts: (month: number) => number, total: number, month: number) =>
    total === 0 ? 1 : days[month] === 0 ? total / covered : counts(month) / days[month];
  const rates = new Float64Array(MONTHS);
  for (let row = 0; row < months.length; row += MONTHS) {
    let total = 0;
    for (let month = 0; month < MONTHS; month++) total += monthly[row + month];
    const blended = (month: number) =>
      monthly[row + month] + (shopTotal === 0 ? 0 : (MONTH_PRIOR * shop[month]) / shopTotal);
    const blendedTotal = shopTotal === 0 ? 0 : total + MONTH_PRIOR;
    let sum = 0;
    for (let month = 0; month < MONTHS; month++) {
      rates[month] = perDay(blended, blendedTotal, month);
      sum += rates[month];
    }
    for (let month = 0; month < MONTHS; month++) months[row + month] = rates[month] / sum;
  }
}
