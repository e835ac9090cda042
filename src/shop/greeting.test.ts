import { expect, test } from 'vitest';
import { openTexts } from '../messages/texts.ts';
import { greetingAt } from './greeting.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const en = await openTexts('en', ['home']);
const zh = await openTexts('zh-CN', ['home']);

/** 2026-11-22 was a Sunday. */
const at = (day: number, hour: number, text = en) => greetingAt(text, new Date(2026, 10, 22 + day, hour));

test('each part of each day has its own line', () => {
  const lines = DAYS.flatMap((_, day) => [2, 8, 14, 20].map((hour) => at(day, hour)));
  expect(new Set(lines).size).toBe(28);
  const chinese = DAYS.flatMap((_, day) => [2, 8, 14, 20].map((hour) => at(day, hour, zh)));
  expect(new Set(chinese).size).toBe(28);
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
  expect(greetingAt(en, noon, '')).toBe(greetingAt(en, noon));
  expect(greetingAt(en, noon, 'rain')).toMatch(/^Good afternoon\. Rain, so /);
  expect(greetingAt(en, new Date(2026, 10, 22, 2), 'snow')).toMatch(/^Snow, so /);
  const weathers = ['rain', 'snow', 'cold', 'mild', 'hot'] as const;
  expect(new Set(weathers.map((weather) => greetingAt(en, noon, weather))).size).toBe(5);
});

test('a line that calls the day by name means today', () => {
  for (const [day, name] of DAYS.entries()) {
    for (const hour of [2, 8, 14]) {
      const named = DAYS.filter((other) => at(day, hour).includes(other));
      if (named.length > 0) expect(named).toContain(name);
    }
  }
});

test('says the same things in Chinese', () => {
  const noon = new Date(2026, 10, 22, 12);
  expect(greetingAt(zh, noon)).toMatch(/^下午好。.*星期天/);
  expect(greetingAt(zh, noon, 'rain')).toMatch(/^下午好。下雨了/);
  expect(greetingAt(zh, new Date(2026, 10, 22, 2), 'snow')).toMatch(/^下雪了/);
});
