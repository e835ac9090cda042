import { expect, test } from 'vitest';
import { greetingAt } from './greeting.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** 2026-11-22 was a Sunday. */
const at = (day: number, hour: number) => greetingAt(new Date(2026, 10, 22 + day, hour));

test('each part of each day has its own line', () => {
  const lines = DAYS.flatMap((_, day) => [2, 8, 14, 20].map((hour) => at(day, hour)));
  expect(new Set(lines).size).toBe(28);
});

test('says good morning, afternoon and evening when it is', () => {
  for (const day of DAYS.keys()) {
    for (const hour of [5, 11]) expect(at(day, hour)).toMatch(/^Good morning/);
    for (const hour of [12, 17]) expect(at(day, hour)).toMatch(/^Good afternoon/);
    for (const hour of [18, 23]) expect(at(day, hour)).toMatch(/^Good evening/);
    for (const hour of [0, 4]) expect(at(day, hour)).not.toMatch(/^Good/);
  }
});

test('speaks of the weather only where it was given, at the right time of day', () => {
  const noon = new Date(2026, 10, 22, 12);
  expect(greetingAt(noon, '')).toBe(greetingAt(noon));
  expect(greetingAt(noon, 'rain')).toMatch(/^Good afternoon\. Rain, so /);
  expect(greetingAt(new Date(2026, 10, 22, 2), 'snow')).toMatch(/^Snow, so /);
  const weathers = ['rain', 'snow', 'cold', 'mild', 'hot'] as const;
  expect(new Set(weathers.map((weather) => greetingAt(noon, weather))).size).toBe(5);
});

test('a line that calls the day by name means today', () => {
  for (const [day, name] of DAYS.entries()) {
    for (const hour of [2, 8, 14]) {
      const named = DAYS.filter((other) => at(day, hour).includes(other));
      if (named.length > 0) expect(named).toContain(name);
    }
  }
});
