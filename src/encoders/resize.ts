/**
 * Pictures to the size that a model reads, by the antialiased filters that models are trained with (Pillow's). A
 * canvas resizes differently in each browser and there is none in Node, and vectors of one picture must be the same
 * wherever it is encoded.
 */
import type { Raster } from './encoder.ts';

/** Kernels by their number in `preprocessor_config.json`, which is Pillow's, with how far they reach. */
const KERNELS: Record<number, { reach: number; weight: (x: number) => number }> = {
  1: { reach: 3, weight: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
  2: { reach: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  3: { reach: 2, weight: bicubic },
};

export const BICUBIC = 3;

/** A way of resizing that isn't known here. */
export class ResampleError extends Error {
  override name = 'ResampleError';
}

/**
 * Both ways in turn, each output pixel from all input pixels that it covers. Without it, shrinking a busy picture
 * would pick pixels by chance.
 *
 * @param filter 1 Lanczos, 2 bilinear, 3 bicubic
 * @throws ResampleError
 */
export function resize(raster: Raster, width: number, height: number, filter = BICUBIC): Raster {
  if (raster.width === width && raster.height === height) return raster;
  const kernel = KERNELS[filter];
  if (kernel === undefined)
    throw new ResampleError(
      `Pictures can't be resized by filter ${filter}: only by ${Object.keys(KERNELS).join(', ')}.`,
    );
  const across = tapsOf(raster.width, width, kernel);
  const down = tapsOf(raster.height, height, kernel);
  const between = new Float32Array(width * raster.height * 4);
  for (let y = 0; y < raster.height; y++) {
    for (let x = 0; x < width; x++) {
      const { from, weights } = across[x];
      for (let c = 0; c < 4; c++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) {
          sum += weights[k] * raster.data[(y * raster.width + from + k) * 4 + c];
        }
        between[(y * width + x) * 4 + c] = sum;
      }
    }
  }
  const row = width * 4;
  const data = new Uint8ClampedArray(row * height);
  for (let y = 0; y < height; y++) {
    const { from, weights } = down[y];
    for (let i = 0; i < row; i++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k] * between[(from + k) * row + i];
      data[y * row + i] = sum;
    }
  }
  return { width, height, data };
}

/** The middle of a picture; what lies beyond its edge is black, as where models are trained. */
export function cropCentre(raster: Raster, width: number, height: number): Raster {
  if (raster.width === width && raster.height === height) return raster;
  const left = Math.floor((raster.width - width) / 2);
  const top = Math.floor((raster.height - height) / 2);
  const data = new Uint8ClampedArray(width * height * 4);
  const from = Math.max(0, left);
  const to = Math.min(raster.width, left + width);
  for (let y = Math.max(0, -top); y < Math.min(height, raster.height - top); y++) {
    const start = ((y + top) * raster.width + from) * 4;
    const pixels = raster.data.subarray(start, start + (to - from) * 4);
    data.set(pixels, (y * width + from - left) * 4);
  }
  return { width, height, data };
}

/** Transparent pictures are shown on white, and seen so. */
export function onWhite({ width, height, data }: Raster): Raster {
  const opaque = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3] / 255;
    for (let c = 0; c < 3; c++) opaque[i + c] = 255 + (data[i + c] - 255) * alpha;
    opaque[i + 3] = 255;
  }
  return { width, height, data: opaque };
}

interface Taps {
  /** First input pixel. */
  from: number;
  /** Of it and those that follow; they sum to 1. */
  weights: Float64Array;
}

function tapsOf(length: number, wanted: number, { reach, weight }: (typeof KERNELS)[number]): Taps[] {
  const scale = length / wanted;
  // Shrinking widens the kernel to what a pixel covers.
  const stretch = Math.max(1, scale);
  return Array.from({ length: wanted }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const from = Math.max(0, Math.round(centre - reach * stretch));
    const to = Math.min(length, Math.round(centre + reach * stretch));
    const weights = Float64Array.from({ length: to - from }, (_, k) =>
      weight((from + k + 0.5 - centre) / stretch),
    );
    const sum = weights.reduce((all, one) => all + one, 0);
    return { from, weights: weights.map((one) => one / sum) };
  });
}

/** Keys 1981, with a = -0.5 as in Pillow. */
function bicubic(x: number): number {
  const a = Math.abs(x);
  if (a < 1) return 1.5 * a ** 3 - 2.5 * a ** 2 + 1;
  return a < 2 ? -0.5 * a ** 3 + 2.5 * a ** 2 - 4 * a + 2 : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
