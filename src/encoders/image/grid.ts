/**
 * A picture of any size on a square grid of one size, so that what follows needn't know sizes. Sides are scaled apart;
 * what depends on the picture's proportions takes them into account later.
 */
import type { Raster } from '../encoder.ts';

/** Rows and columns. Half the side of a decoded picture: details below that are the decoder's more than the picture's. */
export const GRID = 64;

interface Taps {
  from: number;
  weights: Float32Array;
}

const tapsOf = new Map<number, Taps[]>();

/**
 * Triangle filter as wide as the scaling needs, so that a picture and a smaller copy of it give almost the same.
 * @returns Red, green, blue, multiplied by alpha, and alpha, 0 to 1: GRID x GRID x 4, row-major
 */
export function squareGrid({ width, height, data }: Raster): Float32Array {
  const rows = new Float32Array(height * GRID * 4);
  const across = taps(width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < GRID; x++) {
      const { from, weights } = across[x];
      let [r, g, b, alpha] = [0, 0, 0, 0];
      for (let k = 0; k < weights.length; k++) {
        const at = (y * width + from + k) * 4;
        const share = (weights[k] * data[at + 3]) / 255;
        r += share * data[at];
        g += share * data[at + 1];
        b += share * data[at + 2];
        alpha += share;
      }
      const to = (y * GRID + x) * 4;
      rows[to] = r / 255;
      rows[to + 1] = g / 255;
      rows[to + 2] = b / 255;
      rows[to + 3] = alpha;
    }
  }
  const grid = new Float32Array(GRID * GRID * 4);
  const down = taps(height);
  const line = GRID * 4;
  for (let y = 0; y < GRID; y++) {
    const { from, weights } = down[y];
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k];
      const source = (from + k) * line;
      for (let i = 0; i < line; i++) grid[y * line + i] += weight * rows[source + i];
    }
  }
  return grid;
}

/** Which of `size` pixels each place of the grid sees, and how much of each. */
function taps(size: number): Taps[] {
  const known = tapsOf.get(size);
  if (known) return known;
  const scale = size / GRID;
  const reach = Math.max(1, scale);
  const all = Array.from({ length: GRID }, (_, place) => {
    const centre = (place + 0.5) * scale - 0.5;
    const from = Math.max(0, Math.ceil(centre - reach));
    const to = Math.min(size - 1, Math.floor(centre + reach));
    const weights = Float32Array.from({ length: to - from + 1 }, (_, k) =>
      Math.max(1e-6, 1 - Math.abs(from + k - centre) / reach),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { from, weights: weights.map((weight) => weight / sum) };
  });
  // A handful of sizes come back again and again; a thousand different ones must not fill memory.
  if (tapsOf.size > 256) tapsOf.clear();
  tapsOf.set(size, all);
  return all;
}
