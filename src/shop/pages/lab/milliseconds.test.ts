/** Quantiles as NumPy gives them, and durations as a person reads them. */
import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../../messages/formats.ts';
import { milliseconds, quantile } from './milliseconds.ts';

describe('quantile', () => {
  it('agrees with numpy.quantile', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 20, 30], 0.95)).toBeCloseTo(29, 10);
    expect(quantile([7], 0.95)).toBe(7);
  });

  it('leaves its argument alone', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('milliseconds', () => {
  it('keeps two digits that matter', () => {
    const plain = (duration: number) => milliseconds(formatsOf('en'), duration);
    expect(plain(0.419)).toBe('0.42 ms');
    expect(plain(9.64)).toBe('9.6 ms');
    expect(plain(412.3)).toBe('412 ms');
  });
});
