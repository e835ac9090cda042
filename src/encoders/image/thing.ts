/**
 * The thing of a picture, and a close-up of it: where it lies and how far it spreads are taken from the moments of its
 * weights, so that margins, a shift and the picture's own scale drop out.
 */
import type { Raster } from '../encoder.ts';
import { planesOf, thingWeights } from './background.ts';
import { GRID, squareGrid } from './grid.ts';

const PIXELS = GRID * GRID;

/** Rows and columns of the close-up. */
export const CLOSE_UP = 48;

/** The close-up's half side, in units of the half side of a square that spreads as the thing does. */
export const FRAME = 1.15;

/** Least half side, as a share of the picture's longer side. */
export const LEAST_FRAME = 0.05;

/** What is behind the thing in its close-up: OKLab's L of a neutral grey, halfway between usual things. */
export const NEUTRAL = 0.6;

export interface Thing {
  /** OKLab of the whole picture, L then a then b, 3 x GRID x GRID. */
  lab: Float32Array;
  /** GRID x GRID. */
  alpha: Float32Array;
  weights: Float32Array;
  /** Spread along each axis and how the two go together, in units of the picture's longer side. */
  spread: { x: number; y: number; xy: number };
  /** Weights, then L - NEUTRAL, a, b times weights, 4 x CLOSE_UP x CLOSE_UP: 0 is what is behind. */
  closeUp: Float32Array;
}

export function thingOf(raster: Raster): Thing {
  const planes = planesOf(squareGrid(raster));
  const { lab, alpha } = planes;
  const weights = thingWeights(planes);
  const longer = Math.max(raster.width, raster.height);
  const scale = { x: raster.width / longer, y: raster.height / longer };

  const sum = { w: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  for (let i = 0; i < PIXELS; i++) {
    const w = weights[i];
    const x = ((i % GRID) / (GRID - 1)) * scale.x;
    const y = (Math.floor(i / GRID) / (GRID - 1)) * scale.y;
    sum.w += w;
    sum.x += w * x;
    sum.y += w * y;
    sum.xx += w * x * x;
    sum.yy += w * y * y;
    sum.xy += w * x * y;
  }
  const centre = { x: sum.x / sum.w, y: sum.y / sum.w };
  const spread = {
    x: Math.sqrt(Math.max(0, sum.xx / sum.w - centre.x ** 2) + 1e-8),
    y: Math.sqrt(Math.max(0, sum.yy / sum.w - centre.y ** 2) + 1e-8),
    xy: sum.xy / sum.w - centre.x * centre.y,
  };
  const half = Math.max(LEAST_FRAME, FRAME * Math.sqrt(3) * Math.max(spread.x, spread.y));
  const closeUp = cropped(lab, weights, {
    left: (centre.x - half) / scale.x,
    right: (centre.x + half) / scale.x,
    top: (centre.y - half) / scale.y,
    bottom: (centre.y + half) / scale.y,
  });
  return { lab, alpha, weights, spread, closeUp };
}

/** In shares of the picture's sides, from the middle of its first place to that of its last. */
interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Bilinear, as TensorFlow's cropAndResize; what lies beyond the picture is 0. */
function cropped(lab: Float32Array, weights: Float32Array, box: Box): Float32Array {
  const planes = new Float32Array(4 * PIXELS);
  for (let i = 0; i < PIXELS; i++) {
    planes[i] = weights[i];
    planes[PIXELS + i] = weights[i] * (lab[i] - NEUTRAL);
    planes[2 * PIXELS + i] = weights[i] * lab[PIXELS + i];
    planes[3 * PIXELS + i] = weights[i] * lab[2 * PIXELS + i];
  }
  const out = new Float32Array(4 * CLOSE_UP * CLOSE_UP);
  const last = GRID - 1;
  for (let row = 0; row < CLOSE_UP; row++) {
    const y = (box.top + ((box.bottom - box.top) * row) / (CLOSE_UP - 1)) * last;
    if (y < 0 || y > last) continue;
    const y0 = Math.floor(y);
    const y1 = Math.ceil(y);
    const dy = y - y0;
    for (let column = 0; column < CLOSE_UP; column++) {
      const x = (box.left + ((box.right - box.left) * column) / (CLOSE_UP - 1)) * last;
      if (x < 0 || x > last) continue;
      const x0 = Math.floor(x);
      const x1 = Math.ceil(x);
      const dx = x - x0;
      for (let plane = 0; plane < 4; plane++) {
        const at = plane * PIXELS;
        const top = planes[at + y0 * GRID + x0] * (1 - dx) + planes[at + y0 * GRID + x1] * dx;
        const bottom = planes[at + y1 * GRID + x0] * (1 - dx) + planes[at + y1 * GRID + x1] * dx;
        out[(plane * CLOSE_UP + row) * CLOSE_UP + column] = top * (1 - dy) + bottom * dy;
      }
    }
  }
  return out;
}
