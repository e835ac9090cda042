import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comingHolidays, easterSunday, holidayNearness } from './holidays.ts';

const DAY = 86_400_000;
const iso = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

/** The next such day from a date on. */
function next(name: string, from: string, country?: string): string {
  const now = Date.parse(`${from}T12:00:00Z`);
  const found = comingHolidays({ now, utcOffset: 0, country }).find((holiday) => holiday.name === name);
  return iso(Math.floor(now / DAY) + (found?.days ?? Number.NaN));
}

describe('easterSunday', () => {
  // The earliest and latest dates there are, the century's exceptions, and recent years.
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('of %i is %s', (year, date) => {
    expect(iso(easterSunday(year))).toBe(date);
  });

  it('is a Sunday from 22 March to 25 April', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1600, max: 4000 }), (year) => {
        const date = new Date(easterSunday(year) * DAY);
        const day = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
        expect([date.getUTCFullYear(), date.getUTCDay()]).toEqual([year, 0]);
        expect(day).toBeGreaterThanOrEqual(322);
        expect(day).toBeLessThanOrEqual(425);
      }),
    );
  });
});

describe('holidays', () => {
  it.each([
    ['mother', 'GB', '2026-03-15'],
    ['mother', 'IE', '2026-03-15'],
    ['mother', 'US', '2026-05-10'],
    ['mother', undefined, '2026-05-10'],
    ['mother', 'FR', '2026-05-31'],
    ['mother', 'SE', '2026-05-31'],
    ['mother', 'NO', '2026-02-08'],
    ['mother', 'ES', '2026-05-03'],
    ['father', 'GB', '2026-06-21'],
    ['father', 'AU', '2026-09-06'],
    ['father', 'DE', '2026-05-14'],
    ['father', 'IT', '2026-03-19'],
    ['father', 'SE', '2026-11-08'],
    ['valentine', 'GB', '2026-02-14'],
    ['halloween', 'GB', '2026-10-31'],
    ['friday', 'GB', '2026-11-27'],
    ['christmas', 'GB', '2026-12-25'],
  ])('%s in %s is %s in 2026', (name, country, date) => {
    expect(next(name, '2026-01-01', country)).toBe(date);
  });

  it('gives Mother’s Day in France a week more where it would be Pentecost', () => {
    // 2020: Pentecost on 31 May. 2023: on 28 May.
    expect(next('mother', '2020-01-01', 'FR')).toBe('2020-06-07');
    expect(next('mother', '2023-01-01', 'FR')).toBe('2023-06-04');
  });

  it('goes on to next year once the day is over, and not before', () => {
    expect(next('christmas', '2026-12-25')).toBe('2026-12-25');
    expect(next('christmas', '2026-12-26')).toBe('2027-12-25');
    expect(next('mother', '2026-03-16', 'GB')).toBe('2027-03-07');
  });

  it('counts days on the visitor’s own calendar', () => {
    const now = Date.UTC(2026, 11, 24, 23, 30);
    const christmas = (utcOffset: number) =>
      comingHolidays({ now, utcOffset }).find(({ name }) => name === 'christmas')?.days;
    expect([christmas(0), christmas(60)]).toEqual([1, 0]);
  });

  it('nears from 0 weeks ahead to 1 on the day', () => {
    const nearness = (date: string) =>
      holidayNearness({ now: Date.parse(`${date}T09:00:00Z`), utcOffset: 0, country: 'GB' });
    expect(nearness('2026-07-20')).toBe(0);
    expect(nearness('2026-12-25')).toBe(1);
    expect(nearness('2026-12-04')).toBeCloseTo(0.5);
    expect(nearness('2026-12-26')).toBe(0);
  });

  it('is in order, within a year, and between 0 and 1, at any time anywhere', () => {
    const countries = fc.constantFrom('GB', 'US', 'FR', 'DE', 'AU', 'BR', 'XX', undefined);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), countries, (now, country) => {
        const coming = comingHolidays({ now, utcOffset: 0, country });
        expect(coming.map(({ days }) => days)).toEqual(coming.map(({ days }) => days).sort((a, b) => a - b));
        for (const { days, nearness } of coming) {
          expect(days).toBeGreaterThanOrEqual(0);
          // Easter may be five weeks later than the year before.
          expect(days).toBeLessThan(366 + 36);
          expect(nearness).toBeGreaterThanOrEqual(0);
          expect(nearness).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
