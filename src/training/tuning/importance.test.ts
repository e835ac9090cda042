import { describe, expect, it } from 'vitest';
import { seeded } from '../random.ts';
import { importance } from './importance.ts';

function observed(value: (x: number, y: number, z: number) => number, count = 400) {
  const random = seeded(3);
  return Array.from({ length: count }, () => {
    const point = [random(), random(), random()];
    return { point, value: value(point[0], point[1], point[2]) };
  });
}

describe('importance', () => {
  it('is each term’s share of the variance of a sum', () => {
    // Variances of 2x and y are as 4 to 1; z has no part in it.
    const [x, y, z] = importance(
      observed((x, y) => 2 * x + y),
      3,
      1,
    );
    expect(x).toBeCloseTo(0.8, 1);
    expect(y).toBeCloseTo(0.2, 1);
    expect(z).toBeLessThan(0.02);
  });

  it('is nobody’s own where only two together matter', () => {
    // The sign of a product: each factor alone tells nothing.
    const shares = importance(
      observed((x, y) => (x < 0.5 === y < 0.5 ? 1 : 0)),
      3,
      1,
    );
    expect(shares[0] + shares[1] + shares[2]).toBeLessThan(0.25);
  });

  it('is not biased by where a search has tried most', () => {
    const random = seeded(9);
    // Nearly all trials at the best x, as a good search has them.
    const points = Array.from({ length: 300 }, (_, i) => [
      i % 5 === 0 ? random() : 0.9 + 0.1 * random(),
      random(),
    ]);
    const [x, y] = importance(
      points.map((point) => ({ point, value: 2 * point[0] + point[1] })),
      2,
      1,
    );
    expect(x).toBeCloseTo(0.8, 1);
    expect(y).toBeCloseTo(0.2, 1);
  });

  it('is nothing where nothing varies, and finite for next to no trials', () => {
    expect(
      importance(
        observed(() => 0.3),
        3,
        1,
      ),
    ).toEqual([0, 0, 0]);
    expect(importance([], 2, 1)).toEqual([0, 0]);
    expect(importance([{ point: [0.1, 0.2], value: 3 }], 2, 1)).toEqual([0, 0]);
    for (const share of importance(
      observed((x) => x, 3),
      3,
      1,
    ))
      expect(share).toBeGreaterThanOrEqual(0);
  });
});
