/** Numbers, money, dates, spans of time and lists, written as in one locale. The one place that makes `Intl` formats. */

export interface Formats {
  locale: string;
  /** "1,012"; at most one digit after the point. */
  number(value: number): string;
  /** "4.0": always so many digits after the point. */
  fixed(value: number, digits: number): string;
  /** "+0.25", "−1.20", "0.00". */
  signed(value: number): string;
  /** @param share 0.25 is "25%" */
  percent(share: number): string;
  /** "£148" for whole amounts, "£4.50" otherwise. @param currency ISO 4217; a plain number where it is none */
  price(amount: number, currency: string): string;
  /** "12.5 MB" */
  megabytes(bytes: number): string;
  /** @param at epoch ms, here and below in the device's time zone */
  date(at: number, options: Intl.DateTimeFormatOptions): string;
  /** "November". @param month 0 for January */
  month(month: number): string;
  /** "Sunday". @param day 0 for Sunday */
  weekday(day: number): string;
  /** "Jan 2025 – Mar 2026" */
  dates(from: number, to: number, options: Intl.DateTimeFormatOptions): string;
  /** "12 minutes ago", "yesterday"; null for less than a minute. */
  ago(at: number, now: number): string | null;
  /** "tea, cake and jam" */
  list(words: readonly string[], type?: 'conjunction' | 'disjunction'): string;
}

const MINUTE = 60_000;
const known = new Map<string, Formats>();

/** @param locale a BCP 47 tag, such as `localeFor` gives */
export function formatsOf(locale: string): Formats {
  let formats = known.get(locale);
  if (!formats) {
    formats = make(locale);
    known.set(locale, formats);
  }
  return formats;
}

function make(locale: string): Formats {
  const made = new Map<string, Intl.NumberFormat>();
  const numbers = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    let format = made.get(key);
    if (!format) {
      format = new Intl.NumberFormat(locale, options);
      made.set(key, format);
    }
    return format;
  };
  const digits = (count: number) => ({ minimumFractionDigits: count, maximumFractionDigits: count });

  const price = (amount: number, currency: string): string => {
    const whole = Number.isInteger(amount);
    try {
      return numbers({
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        ...(whole ? { maximumFractionDigits: 0 } : {}),
      }).format(amount);
    } catch {
      // A feed may name a currency that is none.
      return numbers(whole ? { maximumFractionDigits: 0 } : digits(2)).format(amount);
    }
  };

  const names: Partial<Record<'month' | 'weekday', Intl.DateTimeFormat>> = {};
  const named = (part: 'month' | 'weekday', at: number): string => {
    names[part] ??= new Intl.DateTimeFormat(locale, { [part]: 'long', timeZone: 'UTC' });
    return names[part].format(at);
  };

  const dates = new Map<string, Intl.DateTimeFormat>();
  const date = (at: number, options: Intl.DateTimeFormatOptions): string => {
    const key = JSON.stringify(options);
    let format = dates.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(locale, options);
      dates.set(key, format);
    }
    return format.format(at);
  };

  let relative: Intl.RelativeTimeFormat | undefined;
  const ago = (at: number, now: number): string | null => {
    relative ??= new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    const minutes = Math.round((now - at) / MINUTE);
    if (minutes < 1) return null;
    if (minutes < 60) return relative.format(-minutes, 'minute');
    const hours = Math.round(minutes / 60);
    return hours < 24 ? relative.format(-hours, 'hour') : relative.format(-Math.round(hours / 24), 'day');
  };

  return {
    locale,
    number: (value) => numbers({ maximumFractionDigits: 1 }).format(value),
    fixed: (value, count) => numbers(digits(count)).format(value),
    signed: (value) => numbers({ signDisplay: 'exceptZero', ...digits(2) }).format(value),
    percent: (share) => numbers({ style: 'percent' }).format(share),
    price,
    megabytes: (bytes) => `${numbers(digits(1)).format(bytes / 1e6)} MB`,
    date,
    month: (month) => named('month', Date.UTC(1970, month, 1)),
    // The first of 1970 was a Thursday.
    weekday: (day) => named('weekday', Date.UTC(1970, 0, 4 + day)),
    dates: (from, to, options) => new Intl.DateTimeFormat(locale, options).formatRange(from, to),
    ago,
    list: (words, type = 'conjunction') => new Intl.ListFormat(locale, { type }).format(words),
  };
}
