import { describe, expect, it } from 'vitest';
import { Bootstrap, wilson } from './intervals.ts';

describe('bootstrap intervals', () => {
  const bootstrap = new Bootstrap([0, 1, 2, 3, 4], 1);

  it('hold the mean difference, and narrow around a constant one', () => {
    const a = [1, 2, 3, 4, Number.NaN];
    const b = [0.5, 1.5, 2.5, 3.5, 9];
    const interval = bootstrap.difference(a, b);
    expect(interval?.mean).toBeCloseTo(0.5, 12);
    expect(interval?.low).toBeCloseTo(0.5, 12);
    expect(interval?.high).toBeCloseTo(0.5, 12);
  });

  it('are as wide as theory says', () => {
    // 400 people, a fair coin each: the mean's standard error is .5 / sqrt(400) = .025.
    const users = Array.from({ length: 400 }, (_, i) => i);
    const interval = new Bootstrap(users, 7).mean(users.map((i) => i % 2));
    expect(interval?.mean).toBe(0.5);
    expect(interval?.low).toBeGreaterThan(0.5 - 1.96 * 0.025 - 0.008);
    expect(interval?.low).toBeLessThan(0.5 - 1.96 * 0.025 + 0.008);
    expect(interval?.high).toBeGreaterThan(0.5 + 1.96 * 0.025 - 0.008);
    expect(interval?.high).toBeLessThan(0.5 + 1.96 * 0.025 + 0.008);
  });

  it('draw people, not their cases', () => {
    // Two people with fifty cases each, all alike within a person: only all-zero, half or all-one means exist.
    const users = Array.from({ length: 100 }, (_, i) => (i < 50 ? 0 : 1));
    const interval = new Bootstrap(users, 3).mean(users);
    expect(interval).toEqual({ mean: 0.5, low: 0, high: 1 });
  });

  it('say nothing about nothing, and the same for the same seed', () => {
    expect(bootstrap.mean([Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN])).toBeNull();
    const each = [0.1, 0.9, 0.4, 0.4, 0.2];
    expect(bootstrap.mean(each)).toEqual(new Bootstrap([0, 1, 2, 3, 4], 1).mean(each));
  });
});

describe("Wilson's interval", () => {
  it('agrees with published values', () => {
    // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
    expect(wilson(81 / 263, 263).low).toBeCloseTo(0.2553, 4);
    expect(wilson(81 / 263, 263).high).toBeCloseTo(0.3662, 4);
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4);
    expect(wilson(1, 29).low).toBeCloseTo(0.883, 3);
  });

  it('knows nothing without trials', () => {
    expect(wilson(0.5, 0)).toEqual({ low: 0, high: 1 });
  });
});
