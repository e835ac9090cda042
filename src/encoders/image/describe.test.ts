/** The whole descriptor on pictures made for it: what leaves it as it is, what changes it, and its golden vector. */
import { describe, expect, it } from 'vitest';
import type { Raster } from '../encoder.ts';
import { describeRaster } from './describe.ts';
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
import { LOOKS } from './stamps.ts';

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, k) => sum + value * b[k], 0);
const alike = (one: Raster, other: Raster) => dot(describeRaster(one), describeRaster(other));

/** A mug with a band: enough of a thing to have colours, a layout, edges and a shape. */
const mug =
  (behind: Paint, { side = 1, dx = 0, dy = 0, body = RED } = {}) =>
  (x: number, y: number): Paint => {
    const [u, v] = [(x - 0.5 - dx) / side + 0.5, (y - 0.5 - dy) / side + 0.5];
    if (inBox(u, v, 0.2, 0.04)) return [250, 240, 220, 255];
    if (inBox(u, v, 0.2, 0.25)) return body;
    if (inDisc(u, v, 0.14, 0.72, 0.5) && !inDisc(u, v, 0.08, 0.72, 0.5)) return body;
    return behind;
  };
const MUG = painted(128, 128, mug(WHITE));

describe('describeRaster', () => {
  it('gives unit vectors of its stamp’s length, of any raster', () => {
    for (const raster of [...MADE_PICTURES, painted(1, 1, () => NOTHING), painted(1, 300, () => WHITE)]) {
      const vector = describeRaster(raster);
      expect(vector).toHaveLength(LOOKS.dimensions);
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it.each([48, 77, 200, 640])('hardly changes with scale: a copy of %i pixels a side', (side) => {
    expect(alike(MUG, painted(side, side, mug(WHITE)))).toBeGreaterThan(0.97);
  });

  it.each([
    [0.04, 0],
    [-0.06, 0.06],
    [0.1, -0.08],
  ])('hardly changes when the thing stands elsewhere: by %d, %d', (dx, dy) => {
    expect(alike(MUG, painted(128, 128, mug(WHITE, { dx, dy })))).toBeGreaterThan(0.95);
  });

  it('hardly changes with the margin around the thing', () => {
    expect(alike(MUG, painted(128, 128, mug(WHITE, { side: 0.75 })))).toBeGreaterThan(0.93);
  });

  it('sees the thing more than the tint behind it, and transparency as no tint at all', () => {
    const tinted = painted(128, 128, mug([214, 228, 240, 255]));
    expect(alike(MUG, tinted)).toBeGreaterThan(0.85);
    expect(alike(MUG, painted(128, 128, mug(NOTHING)))).toBeGreaterThan(0.92);
    // The same tint behind another thing is much further.
    const other = painted(128, 128, (x, y) => (inDisc(x, y, 0.2) ? BLUE : [214, 228, 240, 255]));
    expect(alike(tinted, other)).toBeLessThan(0.6);
  });

  it('tells colour from shape: both count', () => {
    const blue = painted(128, 128, mug(WHITE, { body: BLUE }));
    const ball = painted(128, 128, (x, y) => (inDisc(x, y) ? RED : WHITE));
    const blueBall = painted(128, 128, (x, y) => (inDisc(x, y) ? BLUE : WHITE));
    expect(alike(MUG, blue)).toBeGreaterThan(alike(MUG, blueBall));
    expect(alike(MUG, ball)).toBeGreaterThan(alike(MUG, blueBall));
  });

  it('is bit for bit the same each time', () => {
    expect(describeRaster(MUG)).toEqual(describeRaster(MUG));
  });

  it('holds its formula: raise the revision in stamps.ts with every change here', () => {
    const vector = describeRaster(MADE_PICTURES[5]);
    const sampled = Array.from({ length: 23 }, (_, k) => vector[k * 11]);
    expect({
      revision: LOOKS.revision,
      sampled: sampled.map((value) => value.toFixed(4)),
    }).toMatchInlineSnapshot(`
      {
        "revision": "2",
        "sampled": [
          "-0.0746",
          "0.2998",
          "-0.0735",
          "-0.0297",
          "0.0434",
          "-0.0025",
          "-0.0019",
          "-0.0048",
          "0.0421",
          "0.1179",
          "0.0354",
          "-0.0295",
          "-0.0338",
          "-0.0343",
          "-0.0213",
          "-0.0127",
          "0.0386",
          "0.0143",
          "-0.0053",
          "-0.1019",
          "-0.0505",
          "-0.0096",
          "0.0691",
        ],
      }
    `);
  });
});
