/** Pictures made for tests and for the trial of backends: things of known colour, shape and texture. */
import type { Raster } from '../encoder.ts';

/** Red, green, blue, alpha, 0 to 255. */
export type Paint = readonly [number, number, number, number];

export const WHITE: Paint = [255, 255, 255, 255];
export const NOTHING: Paint = [0, 0, 0, 0];
export const RED: Paint = [200, 30, 40, 255];
export const BLUE: Paint = [30, 60, 200, 255];

/** @param paint of a place in shares of the sides, 0 to 1 */
export function painted(width: number, height: number, paint: (x: number, y: number) => Paint): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set(paint((x + 0.5) / width, (y + 0.5) / height), (y * width + x) * 4);
  return { width, height, data };
}

/** Whether a place lies in a disc around a place. */
export const inDisc = (x: number, y: number, radius = 0.3, cx = 0.5, cy = 0.5) =>
  Math.hypot(x - cx, y - cy) < radius;

export const inBox = (x: number, y: number, halfWidth = 0.3, halfHeight = 0.2, cx = 0.5, cy = 0.5) =>
  Math.abs(x - cx) < halfWidth && Math.abs(y - cy) < halfHeight;

/** One of each sort: on a tint, on nothing, a photograph without a background, plain, faint, oblong, tiny. */
export const MADE_PICTURES: readonly Raster[] = [
  painted(96, 96, (x, y) => (inDisc(x, y) ? RED : WHITE)),
  painted(128, 80, (x, y) => (inBox(x, y) ? [40, 90, 60 + 150 * x, 255] : NOTHING)),
  painted(60, 128, (x, y) => [
    128 + 100 * Math.sin(20 * x + 7 * y),
    128 + 100 * Math.sin(13 * y),
    128 + 90 * Math.cos(9 * x * y),
    255,
  ]),
  painted(80, 80, () => BLUE),
  painted(100, 100, (x, y) => (inDisc(x, y, 0.35) ? [90, 200, 120, 60] : NOTHING)),
  painted(128, 128, (x, y) =>
    inDisc(x, y, 0.4)
      ? Math.floor(x * 24) % 2 === 0
        ? [250, 220, 40, 255]
        : [40, 40, 60, 255]
      : [214, 228, 240, 255],
  ),
  painted(7, 5, (x) => (x < 0.5 ? RED : BLUE)),
  painted(128, 128, (x, y) => (inDisc(x, y, 0.06, 0.2, 0.7) ? RED : [240, 240, 235, 255])),
];
