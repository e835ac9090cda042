import { expect, test } from 'vitest';
import { correlationOf, deviationOf, meanOf, percentileOf } from './statistics.ts';

test('mean and deviation, of the population', () => {
  expect(meanOf([1, 2, 3, 6])).toBe(3);
  expect(deviationOf([1, 2, 3, 6])).toBeCloseTo(Math.sqrt(3.5), 12);
});

test('percentiles lie in proportion between values, and leave the list as it was', () => {
  const values = [30, 10, 20];
  expect([0, 0.25, 0.5, 1].map((share) => percentileOf(values, share))).toEqual([10, 15, 20, 30]);
  expect(values).toEqual([30, 10, 20]);
});

test('correlation is 1, -1, or 0 where nothing varies', () => {
  expect(correlationOf([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 12);
  expect(correlationOf([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
  expect(correlationOf([1, 2, 3], [5, 5, 5])).toBe(0);
});

test('an empty list has 0 of each', () => {
  expect([meanOf([]), deviationOf([]), percentileOf([], 0.5), correlationOf([], [])]).toEqual([0, 0, 0, 0]);
});
