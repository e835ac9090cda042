/**
 * The whole picture, with what is behind the thing: which colour lies where in 4 x 4 overlapping cells, on white. It
 * tells apart pictures of one thing before different backdrops, and is what is left where a white thing before a white
 * wall isn't found. Of little weight, for shops and visitors have backdrops of their own.
 */
import { GRID } from './grid.ts';
import { LAYOUT_SCALES } from './layout.ts';
import type { Thing } from './thing.ts';
import { cellMeans } from './windows.ts';

const PIXELS = GRID * GRID;

export const WHOLE_CELLS = 4;
export const WHOLE_SIZE = 3 * WHOLE_CELLS ** 2;

/** @returns L, then a, then b of all cells, row by row, as differences from white */
export function wholeOf({ lab, alpha }: Thing): Float32Array {
  const whole = new Float32Array(WHOLE_SIZE);
  const plane = new Float32Array(PIXELS);
  LAYOUT_SCALES.forEach((scale, channel) => {
    const white = channel === 0 ? 1 : 0;
    for (let i = 0; i < PIXELS; i++) plane[i] = scale * alpha[i] * (lab[channel * PIXELS + i] - white);
    whole.set(cellMeans(plane, 0, WHOLE_CELLS, GRID), channel * WHOLE_CELLS ** 2);
  });
  return whole;
}
