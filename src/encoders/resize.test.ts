import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropCentre, onWhite, ResampleError, resize } from './resize.ts';

function grey(width: number, height: number, value: (x: number, y: number) => number) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const level = value(i % width, Math.floor(i / width));
    data.set([level, level, level, 255], i * 4);
  }
  return { width, height, data };
}

const levels = ({ data }: { data: Uint8ClampedArray }) => [...data].filter((_, i) => i % 4 === 0);

describe('resize', () => {
  it('keeps an even picture even, at any size and by any filter', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, side, side, fc.constantFrom(1, 2, 3), (w, h, width, height, filter) => {
        const resized = resize(
          grey(w, h, () => 137),
          width,
          height,
          filter,
        );
        expect([resized.width, resized.height]).toEqual([width, height]);
        expect(new Set(levels(resized))).toEqual(new Set([137]));
      }),
    );
  });

  it('averages what a pixel covers: stripes finer than a pixel are grey, not black or white', () => {
    const stripes = grey(256, 16, (x) => (x % 2 ? 255 : 0));
    for (const filter of [1, 2, 3]) {
      const small = levels(resize(stripes, 16, 16, filter));
      for (const level of small) expect(Math.abs(level - 127.5)).toBeLessThan(12);
    }
  });

  it('interpolates as Pillow does', () => {
    // A quarter between two pixels the cubic with a = -0.5 weighs -9, 111, 29 and -3 of 128; the bilinear 3 and 1 of 4.
    const row = grey(4, 1, (x) => [0, 100, 200, 100][x]);
    const cubic = [-9 * 0 + 111 * 100 + 29 * 200 - 3 * 100, -3 * 0 + 29 * 100 + 111 * 200 - 9 * 100];
    expect(levels(resize(row, 8, 1, 3)).slice(3, 5)).toEqual(cubic.map((sum) => Math.round(sum / 128)));
    expect(levels(resize(row, 8, 1, 2))).toEqual([0, 25, 75, 125, 175, 175, 125, 100]);
  });

  it('leaves the picture alone that has the size', () => {
    const picture = grey(3, 2, (x, y) => 10 * x + y);
    expect(resize(picture, 3, 2)).toBe(picture);
  });

  it('knows no other filters', () => {
    expect(() =>
      resize(
        grey(2, 2, () => 0),
        1,
        1,
        4,
      ),
    ).toThrow(ResampleError);
  });
});

describe('cropCentre', () => {
  it('takes the middle, a pixel nearer to the start where it has to choose', () => {
    const picture = grey(5, 4, (x, y) => 10 * y + x);
    expect(levels(cropCentre(picture, 2, 2))).toEqual([11, 12, 21, 22]);
  });

  it('surrounds a picture that is too small with black', () => {
    const picture = grey(1, 2, () => 200);
    expect(levels(cropCentre(picture, 3, 4))).toEqual([0, 0, 0, 0, 200, 0, 0, 200, 0, 0, 0, 0]);
  });
});

it('puts what is transparent on white', () => {
  const data = Uint8ClampedArray.of(255, 0, 0, 0, 0, 0, 0, 51, 10, 20, 30, 255);
  expect([...onWhite({ width: 3, height: 1, data }).data]).toEqual([
    255, 255, 255, 255, 204, 204, 204, 255, 10, 20, 30, 255,
  ]);
});
