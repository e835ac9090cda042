/**
 * Texture: how much goes on at which fineness, wherever it is. Differences between the close-up averaged over squares
 * of 1, 2, 4, 8 and 16 places (a Laplacian pyramid: Burt & Adelson 1983), of lightness and of colour; and how strong
 * gradients are distributed, by which smooth things, fine patterns and hard outlines differ.
 */
import type { Gradients } from './edges.ts';
import { CLOSE_UP, type Thing } from './thing.ts';

/** Sides of the squares; the last is only what the one before it is compared with. */
export const SCALES = [1, 2, 4, 8, 16] as const;

/** Middles of the classes of gradient strength, each twice the one before, and their width in octaves. */
export const STRENGTHS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64] as const;
export const STRENGTH_WIDTH = 0.7;

export const TEXTURE_SIZE = 2 * (SCALES.length - 1) + STRENGTHS.length;

/** @returns Roots of energies of lightness, then of colour, by scale; then roots of the classes' shares */
export function textureOf({ closeUp }: Thing, { strength }: Gradients): Float32Array {
  const texture = new Float32Array(TEXTURE_SIZE);
  const pixels = CLOSE_UP ** 2;
  const bands = SCALES.length - 1;
  let covered = 1e-6;
  for (let i = 0; i < pixels; i++) covered += closeUp[i];
  for (let channel = 1; channel <= 3; channel++) {
    let fine = closeUp.subarray(channel * pixels, (channel + 1) * pixels);
    let side = CLOSE_UP;
    for (let band = 0; band < bands; band++) {
      const coarse = halved(fine, side);
      let energy = 0;
      for (let y = 0; y < side; y++)
        for (let x = 0; x < side; x++)
          energy += (fine[y * side + x] - coarse[(y >> 1) * (side >> 1) + (x >> 1)]) ** 2;
      // Per place of the thing: what is behind it has no texture.
      texture[(channel === 1 ? 0 : bands) + band] += (energy * 4 ** band) / covered;
      fine = coarse;
      side >>= 1;
    }
  }
  const classes = texture.subarray(2 * bands);
  const shares = new Float32Array(STRENGTHS.length);
  for (let i = 0; i < pixels; i++) {
    const octave = Math.log2(strength[i] + STRENGTHS[0] / 2);
    let sum = 1e-9;
    for (let k = 0; k < STRENGTHS.length; k++) {
      shares[k] = Math.exp(-(((octave - Math.log2(STRENGTHS[k])) / STRENGTH_WIDTH) ** 2));
      sum += shares[k];
    }
    for (let k = 0; k < STRENGTHS.length; k++) classes[k] += (closeUp[i] * shares[k]) / sum / covered;
  }
  return texture.map((value) => Math.sqrt(value + 1e-6));
}

/** Means of squares of two by two. */
function halved(plane: Float32Array, side: number): Float32Array<ArrayBuffer> {
  const half = side >> 1;
  const means = new Float32Array(half * half);
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      const at = 2 * y * side + 2 * x;
      means[y * half + x] = (plane[at] + plane[at + 1] + plane[at + side] + plane[at + side + 1]) / 4;
    }
  }
  return means;
}
