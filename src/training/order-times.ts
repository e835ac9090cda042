/**
 * Times as order files write them, to epoch ms: ISO 8601 and its relatives, epoch numbers, and dates with
 * slashes, whose order of day and month only the whole file tells. Times without a zone are taken for UTC.
 */

/** A time that was read. Days and months may be the other way round until the whole file is known. */
export interface OrderTime {
  /** Epoch ms, the day before the month; NaN where that makes no date. */
  dayFirst: number;
  /** Epoch ms, the month before the day; NaN where that makes no date. The same where the text is clear. */
  monthFirst: number;
  /** Whether the text has a time of day. */
  clock: boolean;
}

/** Orders older or newer than this are mistakes of a format. */
const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const CLOCK = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${CLOCK}$`, 'i');
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${CLOCK}$`, 'i');
const DAY_MONTH_NAME = new RegExp(
  `^(?:[a-z]{3,9},?\\s+)?(\\d{1,2})[ -]([a-z]{3})[a-z]*\\.?[ ,-]+(\\d{4})${CLOCK}$`,
  'i',
);
const MONTH_NAME_DAY = new RegExp(
  `^(?:[a-z]{3,9},?\\s+)?([a-z]{3})[a-z]*\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})${CLOCK}$`,
  'i',
);

/** @returns null where `text` is no time between 1990 and 2100, however it is read */
export function parseOrderTime(text: string): OrderTime | null {
  const time = text.length > 60 ? null : parsed(text.trim());
  if (time === null) return null;
  const inBounds = (at: number) => (at >= EARLIEST && at < LATEST ? at : Number.NaN);
  const dayFirst = inBounds(time.dayFirst);
  const monthFirst = inBounds(time.monthFirst);
  return Number.isNaN(dayFirst) && Number.isNaN(monthFirst) ? null : { ...time, dayFirst, monthFirst };
}

function parsed(text: string): OrderTime | null {
  if (/^\d+(\.\d+)?$/.test(text)) return epoch(text);
  let match = YEAR_FIRST.exec(text);
  if (match !== null) {
    const [, year, , month, day, ...clock] = match;
    return sure(Number(year), Number(month), Number(day), clock);
  }
  match = YEAR_LAST.exec(text);
  if (match !== null) {
    const [, first, , second, short, ...clock] = match;
    const year = short.length === 2 ? 2000 + Number(short) : Number(short);
    const ofDay = clockMs(clock);
    if (ofDay === null) return null;
    return {
      dayFirst: dateMs(year, Number(second), Number(first)) + ofDay.ms,
      monthFirst: dateMs(year, Number(first), Number(second)) + ofDay.ms,
      clock: ofDay.clock,
    };
  }
  match = DAY_MONTH_NAME.exec(text);
  if (match !== null) {
    const [, day, month, year, ...clock] = match;
    return sure(Number(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day), clock);
  }
  match = MONTH_NAME_DAY.exec(text);
  if (match !== null) {
    const [, month, day, year, ...clock] = match;
    return sure(Number(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day), clock);
  }
  return null;
}

/** Seconds, milli-, micro- or nanoseconds since 1970 by how many digits there are; 8 digits are a date. */
function epoch(text: string): OrderTime | null {
  const digits = text.split('.')[0].length;
  if (digits === 8 && digits === text.length) {
    return sure(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)), []);
  }
  const perMs = digits <= 10 ? 1e-3 : digits <= 13 ? 1 : digits <= 16 ? 1e3 : 1e6;
  const at = Math.floor(Number(text) / perMs);
  return { dayFirst: at, monthFirst: at, clock: true };
}

function sure(
  year: number,
  month: number,
  day: number,
  clock: readonly (string | undefined)[],
): OrderTime | null {
  const ofDay = clockMs(clock);
  if (ofDay === null) return null;
  const at = dateMs(year, month, day) + ofDay.ms;
  return { dayFirst: at, monthFirst: at, clock: ofDay.clock };
}

/** Midnight UTC; NaN where there is no such day. */
function dateMs(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > 31) return Number.NaN;
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCDate() === day ? at : Number.NaN;
}

/** Milliseconds since midnight UTC; null where there is no such time. */
function clockMs(parts: readonly (string | undefined)[]): { ms: number; clock: boolean } | null {
  const [hour, minute, second, fraction, half, zone] = parts;
  if (hour === undefined || minute === undefined) return { ms: 0, clock: false };
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  }
  if (hours > 24 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  const ms = Math.floor(Number(`0.${fraction ?? 0}`) * 1000);
  const utc = ((hours * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000 + ms;
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (offset === null) return { ms: utc, clock: true };
  const [, sign, zoneHours, zoneMinutes] = offset;
  const shift = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return { ms: sign === '+' ? utc - shift : utc + shift, clock: true };
}
