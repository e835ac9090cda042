import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogramOf } from './histogram.ts';

describe('histograms of durations', () => {
  it('count every duration once, in bins that lie side by side', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { maxLength: 200 }),
        (durations) => {
          const { bins, from, to } = histogramOf(durations);
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(durations.length);
          expect(bins[0].from).toBe(from);
          expect(bins.at(-1)?.to).toBe(to);
          for (let b = 1; b < bins.length; b++) expect(bins[b].from).toBe(bins[b - 1].to);
        },
      ),
    );
  });

  it('put a duration where it belongs', () => {
    const { bins } = histogramOf([0.5, 12, 13, 900]);
    const holding = (ms: number) => bins.find(({ from, to }) => from <= ms && ms < to)?.count;
    expect(holding(0.5)).toBe(1);
    expect(holding(900)).toBe(1);
    expect(bins.filter(({ count }) => count > 0).length).toBeGreaterThanOrEqual(3);
  });
});
