/**
 * Layout: which colour lies where in the close-up, in 4 x 4 cells that overlap. Coarse, so that a shift or crop of a
 * few percent changes little (after the colour layout descriptor of MPEG-7, ISO/IEC 15938-3).
 */
import { CLOSE_UP, type Thing } from './thing.ts';
import { cellMeans } from './windows.ts';

export const LAYOUT_CELLS = 4;
export const LAYOUT_SIZE = 3 * LAYOUT_CELLS ** 2;

/** Hue differences are smaller numbers than differences of lightness, and seen as well. */
export const LAYOUT_SCALES = [1, 2, 2] as const;

/** @returns L, then a, then b of all cells, row by row; 0 where there is nothing but background */
export function layoutOf({ closeUp }: Thing): Float32Array {
  const layout = new Float32Array(LAYOUT_SIZE);
  LAYOUT_SCALES.forEach((scale, channel) => {
    const means = cellMeans(closeUp, (channel + 1) * CLOSE_UP ** 2, LAYOUT_CELLS, CLOSE_UP);
    layout.set(
      means.map((mean) => scale * mean),
      channel * LAYOUT_CELLS ** 2,
    );
  });
  return layout;
}
