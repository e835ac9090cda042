import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice, integer, linear, log, logInteger, type Scale, Space } from './space.ts';
import { spaceOf, TARGETS } from './targets.ts';

const of = (scale: Scale) => new Space([{ name: 'x', scale, usual: 1 }]);
const valueAt = (scale: Scale, place: number) => of(scale).at([place]).x;

describe('a space', () => {
  it.each(TARGETS)('holds the usual settings of %s, exactly', (target) => {
    const space = spaceOf(target);
    expect(space.dimensions).toBeGreaterThan(1);
    expect(space.at(space.pointOf(space.usual()))).toEqual(space.usual());
  });

  it.each(TARGETS)('of %s stays within its ranges, and settings find their way back', (target) => {
    const space = spaceOf(target);
    const side = fc.double({ min: 0, max: 1, noNaN: true });
    const places = fc.array(side, { minLength: space.dimensions, maxLength: space.dimensions });
    fc.assert(
      fc.property(places, (point) => {
        const settings = space.at(point);
        for (const { name, scale } of space.parameters) {
          const value = settings[name];
          if (scale.kind === 'choice') expect(scale.of).toContain(value);
          else {
            expect(value).toBeGreaterThanOrEqual(scale.from);
            expect(value).toBeLessThanOrEqual(scale.to);
            if (scale.kind === 'integer') expect(Number.isInteger(value)).toBe(true);
          }
        }
        const snapped = space.snap(point);
        for (const place of snapped) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(1);
        }
        expect(space.at(snapped)).toEqual(settings);
        expect(space.snap(snapped)).toEqual(snapped);
        // What a file of trials keeps is all there is to know.
        expect(space.pointOf(JSON.parse(JSON.stringify(settings)))).toEqual(snapped);
      }),
    );
  });

  it('lays values along their scale', () => {
    expect(valueAt(linear(10, 20), 0.5)).toBe(15);
    expect(valueAt(log(1, 100), 0.5)).toBe(10);
    expect(valueAt(log(20, 2000), 1)).toBe(2000);
    expect(valueAt(log(1, 100), 1 / 3)).toBe(4.64);
    expect([0, 0.3, 0.34, 0.7, 1].map((place) => valueAt(integer(1, 3), place))).toEqual([1, 1, 2, 3, 3]);
    expect([0, 0.4, 0.9, 1].map((place) => valueAt(choice('a', 'b', 'c'), place))).toEqual([
      'a',
      'b',
      'c',
      'c',
    ]);
    // Half way from 1 to 100 in factors.
    expect(valueAt(logInteger(1, 100), 0.5)).toBe(7);
  });

  it('knows how many settings there are', () => {
    expect(of(integer(3, 7)).size).toBe(5);
    const two = new Space([
      { name: 'a', scale: integer(1, 4), usual: 1 },
      { name: 'b', scale: choice('x', 'y'), usual: 'x' },
    ]);
    expect(two.size).toBe(8);
    expect(of(linear(0, 1)).size).toBe(Number.POSITIVE_INFINITY);
  });
});
