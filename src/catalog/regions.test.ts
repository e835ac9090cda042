/** Do names stand where their items are? */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mapRegions } from './regions.ts';

const kindOf = (department: string, kind: string) => ({ department, kind });

it('puts a name where most of its items stand together, not in the middle of all', () => {
  const crowd = [0.1, 0.1, 0.11, 0.1, 0.1, 0.12];
  const strays = [0.9, 0.9, 0.5, 0.9];
  const items = Array.from({ length: 5 }, () => kindOf('Garden', 'Pots'));
  const [garden, pots] = mapRegions(items, Float32Array.from([...crowd, ...strays]), ['Garden']);
  expect(garden).toMatchObject({ of: 'department', name: 'Garden', department: 0 });
  expect(pots).toMatchObject({ of: 'kind', name: 'Pots', department: 0 });
  for (const { x, y, items } of [garden, pots]) {
    expect(x).toBeCloseTo(0.1033, 3);
    expect(y).toBeCloseTo(0.1067, 3);
    expect(new Set(items.slice(0, 3))).toEqual(new Set([0, 1, 2]));
    expect(items.at(-1)).toBe(3);
  }
});

it('tells kinds of one name in two departments apart, and leaves nameless ones out', () => {
  const items = [kindOf('Bath', 'Sets'), kindOf('Desk', 'Sets'), kindOf('Desk', ''), kindOf('Gone', 'Sets')];
  const regions = mapRegions(items, Float32Array.from([0, 0, 1, 1, 0.5, 0.5, 0, 1]), ['Bath', 'Desk']);
  expect(regions.map(({ of, name, department, items }) => [of, name, department, [...items]])).toEqual([
    ['department', 'Desk', 1, [2, 1]],
    ['department', 'Bath', 0, [0]],
    ['kind', 'Sets', 0, [0]],
    ['kind', 'Sets', 1, [1]],
  ]);
});

it('has every item in its department once, and every spot inside the square', () => {
  const point = fc.record({
    x: fc.float({ min: 0, max: 1, noNaN: true }),
    y: fc.float({ min: 0, max: 1, noNaN: true }),
    department: fc.constantFrom('A', 'B', 'C'),
    kind: fc.constantFrom('', 'k', 'l'),
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), (points) => {
      const positions = Float32Array.from(points.flatMap(({ x, y }) => [x, y]));
      const regions = mapRegions(points, positions, ['A', 'B', 'C']);
      const inDepartments = regions
        .filter(({ of }) => of === 'department')
        .flatMap(({ items }) => [...items]);
      expect(inDepartments.sort((a, b) => a - b)).toEqual(points.map((_, index) => index));
      for (const { x, y } of regions) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(1);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(1);
      }
    }),
  );
});
