/** Do names never overlap, whatever the zoom, and never vanish while one zooms in? */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appearances, type MapLabel } from './labels.ts';

const length = (max: number) => fc.integer({ min: 1, max });
const label: fc.Arbitrary<MapLabel> = fc.record({
  x: fc.integer({ min: 0, max: 1000 }),
  y: fc.integer({ min: 0, max: 600 }),
  width: length(200),
  height: length(30),
  from: fc.constantFrom(1, 1.6),
});

function overlap(a: MapLabel, b: MapLabel, zoom: number): boolean {
  // Touching is not overlapping; the last bits of a division are neither.
  const touch = 1e-6;
  return (
    Math.abs(a.x - b.x) * zoom < (a.width + b.width) / 2 - touch &&
    Math.abs(a.y - b.y) * zoom < (a.height + b.height) / 2 - touch
  );
}

it('no two labels overlap at any zoom', () => {
  fc.assert(
    fc.property(
      fc.array(label, { maxLength: 40 }),
      fc.array(fc.double({ min: 1, max: 60, noNaN: true })),
      (labels, zooms) => {
        const from = appearances(labels);
        // The very zooms at which labels appear are the likeliest to be wrong.
        for (const zoom of [1, ...zooms, ...from.filter(Number.isFinite)]) {
          const shown = labels.filter((_, i) => from[i] <= zoom);
          for (const [i, a] of shown.entries()) {
            for (const b of shown.slice(i + 1)) expect(overlap(a, b, zoom)).toBe(false);
          }
        }
      },
    ),
  );
});

it('the most important is there from the start, and none waits longer than it must', () => {
  const wide = { y: 0, width: 100, height: 20, from: 1 };
  // The second must wait for the first; the third clears the first at 1.25 and would have to wait for the second at 2.
  expect(
    appearances([
      { ...wide, x: 0 },
      { ...wide, x: 30 },
      { ...wide, x: 80 },
    ]),
  ).toEqual([1, 100 / 30, 1.25]);
  expect(
    appearances([
      { ...wide, x: 0 },
      { ...wide, x: 0 },
    ]),
  ).toEqual([1, Number.POSITIVE_INFINITY]);
  expect(
    appearances([
      { ...wide, x: 0 },
      { ...wide, x: 300, from: 1.6 },
    ]),
  ).toEqual([1, 1.6]);
});
