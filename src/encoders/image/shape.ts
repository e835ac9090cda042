/**
 * Shape of the thing against what is behind it: how full each of 5 x 5 overlapping cells of the close-up is, and from
 * its second moments (Hu 1962) how wide it is for its height, how slanted, and how much of its frame it fills. Where
 * nothing is behind it, as in a photograph of a room, all shapes are the same frame, and say nothing.
 */
import { CLOSE_UP, type Thing } from './thing.ts';
import { cellMeans } from './windows.ts';

export const SHAPE_CELLS = 5;
export const SHAPE_SIZE = SHAPE_CELLS ** 2 + 3;

/** @returns Fullness less the mean fullness, row by row; then proportion and slant, -1 to 1, and fullness of all */
export function shapeOf({ closeUp, spread }: Thing): Float32Array {
  const full = cellMeans(closeUp, 0, SHAPE_CELLS, CLOSE_UP);
  const mean = full.reduce((sum, value) => sum + value, 0) / full.length;
  const shape = new Float32Array(SHAPE_SIZE);
  shape.set(full.map((value) => value - mean));
  shape[SHAPE_CELLS ** 2] = (2 * (spread.x - spread.y)) / (spread.x + spread.y);
  shape[SHAPE_CELLS ** 2 + 1] = spread.xy / (spread.x * spread.y);
  shape[SHAPE_CELLS ** 2 + 2] = 2 * (mean - 0.5);
  return shape;
}
