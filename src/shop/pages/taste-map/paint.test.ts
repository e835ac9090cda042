/** Are marks and pictures of a size that fits? What is drawn with them is looked at, not tested. */
import { zoomIdentity } from 'd3-zoom';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markRadius, screenOf, thingSides } from './paint.ts';

it('no two pictures overlap that have room, and none is larger than it may be', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }));
  fc.assert(
    fc.property(
      fc.uniqueArray(point, { maxLength: 20, selector: String }),
      fc.integer({ min: 1, max: 20 }),
      (points, zoom) => {
        const scene = { base: Float32Array.from(points.flat()), transform: zoomIdentity.scale(zoom) };
        const items = points.map((_, item) => item);
        const sides = thingSides(scene, items);
        for (const a of items) {
          const side = sides.get(a) as number;
          expect(side).toBeGreaterThanOrEqual(22);
          expect(side).toBeLessThanOrEqual(64);
          for (const b of items.slice(a + 1)) {
            const [x0, y0] = screenOf(scene, a);
            const [x1, y1] = screenOf(scene, b);
            const apart = Math.max(Math.abs(x0 - x1), Math.abs(y0 - y1));
            // Nearer than that, even the smallest touch.
            if (apart > 26) expect((side + (sides.get(b) as number)) / 2).toBeLessThan(apart);
          }
        }
      },
    ),
  );
});

it('marks grow as one zooms in, to a bound, and are smaller in a larger catalog', () => {
  expect(markRadius(800, 4)).toBeGreaterThan(markRadius(800, 1));
  expect(markRadius(800, 1000)).toBe(9);
  expect(markRadius(50_000, 1)).toBeLessThan(markRadius(4_000, 1));
  expect(markRadius(4_000, 1)).toBeLessThan(markRadius(800, 1));
});
