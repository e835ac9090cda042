import { describe, expect, it } from 'vitest';
import { PALETTE_COLOURS } from '../../packs/pack.ts';
import {
  BLUE,
  inBox,
  inDisc,
  MADE_PICTURES,
  NOTHING,
  type Paint,
  painted,
  RED,
  WHITE,
} from './made-pictures.ts';
import { writeOklab } from './oklab.ts';
import { paletteOf } from './palette.ts';
import { paletteEncoder } from './palette-encoder.ts';

const lab = ([r, g, b]: Paint) => {
  const into = new Float32Array(3);
  writeOklab(r / 255, g / 255, b / 255, into, 0, 1);
  return into;
};
const apart = (palette: Float32Array, colour: number, paint: Paint) =>
  Math.hypot(...lab(paint).map((value, k) => value - palette[colour * 4 + k]));
const shares = (palette: Float32Array) =>
  Array.from({ length: PALETTE_COLOURS }, (_, k) => palette[4 * k + 3]);

describe('paletteOf', () => {
  it('names the thing’s colours, most first, and none of what is behind', () => {
    for (const behind of [WHITE, NOTHING, [210, 226, 240, 255] as const]) {
      const palette = paletteOf(
        painted(96, 96, (x, y) => (inBox(x, y, 0.3, 0.3) ? (y < 0.4 ? BLUE : RED) : behind)),
      );
      expect(apart(palette, 0, RED)).toBeLessThan(0.06);
      expect(apart(palette, 1, BLUE)).toBeLessThan(0.06);
      expect(palette[3]).toBeGreaterThan(palette[7]);
      // What is left is where the two and the background meet.
      expect(palette[3] + palette[7]).toBeGreaterThan(0.85);
    }
  });

  it('takes shades of one colour for one', () => {
    const palette = paletteOf(
      painted(96, 96, (x, y) => (inDisc(x, y) ? [150 + 80 * y, 20 + 20 * y, 30 + 20 * y, 255] : WHITE)),
    );
    expect(palette[3]).toBeGreaterThan(0.85);
  });

  it('gives the colour of a plain swatch', () => {
    expect(apart(paletteOf(painted(40, 40, () => BLUE)), 0, BLUE)).toBeLessThan(0.01);
  });

  it('is the same each time, ordered, and of at most all', () => {
    for (const raster of MADE_PICTURES) {
      const palette = paletteOf(raster);
      expect(palette).toEqual(paletteOf(raster));
      const list = shares(palette);
      expect(list).toEqual(list.toSorted((a, b) => b - a));
      expect(list[0]).toBeGreaterThan(0);
      expect(list.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1 + 1e-6);
      expect(palette.every(Number.isFinite)).toBe(true);
    }
  });

  it('is an encoder of its own', async () => {
    const rows = await paletteEncoder.encode(MADE_PICTURES.slice(0, 2));
    expect(rows.subarray(PALETTE_COLOURS * 4)).toEqual(paletteOf(MADE_PICTURES[1]));
  });

  it('holds its formula: raise the revision in stamps.ts with every change here', () => {
    const palette = Array.from(paletteOf(MADE_PICTURES[5]), (value) => value.toFixed(3));
    expect({ revision: paletteEncoder.stamp.revision, palette }).toMatchInlineSnapshot(`
      {
        "palette": [
          "0.869",
          "-0.026",
          "0.164",
          "0.382",
          "0.316",
          "0.007",
          "-0.020",
          "0.355",
          "0.605",
          "-0.015",
          "0.100",
          "0.236",
          "0.000",
          "0.000",
          "0.000",
          "0.000",
        ],
        "revision": "1",
      }
    `);
  });
});
