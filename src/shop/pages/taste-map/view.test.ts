/** Does every map lie inside its frame? */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deepestZoom, fitInto, placed } from './view.ts';

it('lays any map inside any frame, and in its middle', () => {
  const unit = fc.float({ min: 0, max: 1, noNaN: true });
  const side = fc.integer({ min: 40, max: 2000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(unit, unit)), side, side, (points, width, height) => {
      const positions = Float32Array.from(points.flat());
      const at = placed(positions, fitInto(positions, { width, height }));
      const xs = [...at].filter((_, i) => i % 2 === 0);
      const ys = [...at].filter((_, i) => i % 2 === 1);
      for (const x of xs) expect(x > 0 && x < width).toBe(true);
      for (const y of ys) expect(y > 0 && y < height).toBe(true);
      if (xs.length > 0) expect((Math.min(...xs) + Math.max(...xs)) / 2).toBeCloseTo(width / 2, 1);
    }),
  );
});

it('zooms further into a larger catalog, and not without end', () => {
  expect(deepestZoom(1)).toBeGreaterThan(4);
  expect(deepestZoom(4_000)).toBeGreaterThan(deepestZoom(800));
  expect(deepestZoom(1_000_000)).toBe(80);
});
