import fc from 'fast-check';
import { expect, it } from 'vitest';
import { percentile, spread, tail } from './statistics.ts';

it('takes percentiles from the measured values, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(tail(hundred)).toEqual({ p50: 50, p95: 95, max: 100 });
  expect(spread([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3 });
  expect(percentile([7], 0.95)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});

it('leaves at most the share above', () => {
  const shares = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), shares, (values, p) => {
      const found = percentile(values, p);
      expect(values).toContain(found);
      const within = values.filter((value) => value <= found).length;
      expect(within).toBeGreaterThanOrEqual(p * values.length - 1e-9);
    }),
  );
});
