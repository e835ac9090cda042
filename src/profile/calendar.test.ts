import { expect, test } from 'vitest';
import { isWeekend, localMonth, PARTS_OF_DAY, partOfDay, seasonMonth } from './calendar.ts';

const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 22, hour, minute);
const partAt = (hour: number, minute = 0) => PARTS_OF_DAY[partOfDay(at(hour, minute))];

test('parts of the day begin at 5, 11, 14, 18 and 22', () => {
  expect([0, 4, 5, 10, 11, 13, 14, 17, 18, 21, 22, 23].map((hour) => partAt(hour, 59))).toEqual([
    'night',
    'night',
    'morning',
    'morning',
    'midday',
    'midday',
    'afternoon',
    'afternoon',
    'evening',
    'evening',
    'night',
    'night',
  ]);
  expect(PARTS_OF_DAY[partOfDay(-1)]).toBe('night');
});

test('reads days and months on the visitor’s own clock', () => {
  const now = Date.UTC(2026, 10, 30, 23, 30);
  expect(localMonth({ now, utcOffset: 0 })).toBe(10);
  expect(localMonth({ now, utcOffset: 60 })).toBe(11);
  // 22 November 2026 was a Sunday.
  expect(isWeekend({ now: at(12), utcOffset: 0 })).toBe(true);
  expect(isWeekend({ now: at(12), utcOffset: 13 * 60 })).toBe(false);
});

test('moves the season by half a year where the seasons are apart', () => {
  const moment = { now: at(12), utcOffset: 0 };
  expect(seasonMonth(moment)).toBe(10);
  expect(seasonMonth({ ...moment, seasonsApart: true })).toBe(4);
});
