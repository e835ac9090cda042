import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundedToSum } from './rounding.ts';

test('what is written adds up to the written total, and each part is off by less than a hundredth', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 30 }),
      (parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        const rounded = roundedToSum(parts, total);
        const sum = rounded.reduce((all, part) => all + Math.round(part * 100), 0);
        expect(sum).toBeCloseTo(Math.round(total * 100), 9);
        for (const [index, part] of parts.entries())
          expect(Math.abs(rounded[index] - part)).toBeLessThan(0.01 + 1e-9);
      },
    ),
  );
});

test('gives the missing hundredth to the part that lost most', () => {
  expect(roundedToSum([2.574, 1.288, 0.198], 4.06)).toEqual([2.57, 1.29, 0.2]);
});
