/**
 * How much each place of a picture belongs to the thing that it shows, rather than to what is behind it: transparent
 * pixels and a plain tint that reaches in from the border are background. Soft throughout, so that a little more or
 * less of the picture moves little; where the border isn't plain (a photograph), everything is the thing.
 *
 * Geodesic saliency after Wei, Wen, Zhu & Sun, "Geodesic saliency using background priors" (ECCV 2012): a place is as
 * much background as the best path to it from the border, which is a greyscale reconstruction (Vincent 1993).
 */
import { GRID } from './grid.ts';
import { writeOklab } from './oklab.ts';

const PIXELS = GRID * GRID;

/** Depth of the border's bands, places of the grid. */
export const BAND = 3;

/**
 * Distance in OKLab at which a colour has left the background: several just noticeable differences of 0.02, and more of
 * lightness than of hue, for backdrops have soft shadows and pale patterns.
 */
export const TINT = 0.1;
export const LIGHTNESS = 0.6;

/** The same, wider, while the border's own colour is being found. */
export const TINT_SEARCH = 0.15;
export const SEARCH_STEPS = 3;

/** Steps by which the tensor version lets background reach in: enough for all but labyrinths. */
export const REACH = 64;

/** A labyrinth takes one a corner; everything else two or three. */
const MOST_SWEEPS = 32;

/** Below and above these, a place is wholly background or wholly thing: soft shadows lie in between. */
export const SHADOW = 0.15;
export const SOLID = 0.65;

/** A thing of less than this share of the picture is no thing: all of the picture is, to that extent. */
export const LEAST_THING = 0.02;

/** What keeps a sum of weights from being 0. */
export const NOTHING = 1e-9;

export interface Planes {
  /** OKLab, L then a then b, 3 x GRID x GRID. */
  lab: Float32Array;
  alpha: Float32Array;
}

/** @param grid of `squareGrid` */
export function planesOf(grid: Float32Array): Planes {
  const lab = new Float32Array(3 * PIXELS);
  const alpha = new Float32Array(PIXELS);
  for (let i = 0; i < PIXELS; i++) {
    const opacity = grid[i * 4 + 3];
    alpha[i] = opacity;
    const share = 1 / Math.max(opacity, 1e-3);
    writeOklab(grid[i * 4] * share, grid[i * 4 + 1] * share, grid[i * 4 + 2] * share, lab, i, PIXELS);
  }
  return { lab, alpha };
}

/** @returns 0 to 1 for each place; never 0 throughout */
export function thingWeights({ lab, alpha }: Planes): Float32Array {
  const background = reconstruct(likeness(lab, alpha));
  const weights = new Float32Array(PIXELS);
  let sum = 0;
  for (let i = 0; i < PIXELS; i++) {
    const over = Math.min(1, Math.max(0, (1 - background[i] - SHADOW) / (SOLID - SHADOW)));
    weights[i] = alpha[i] * over * over * (3 - 2 * over);
    sum += weights[i];
  }
  const lack = Math.max(0, LEAST_THING - sum / PIXELS);
  for (let i = 0; i < PIXELS; i++) weights[i] += lack * alpha[i] + NOTHING;
  return weights;
}

/** How much each place is like the background, before it is asked whether it hangs together with it. */
function likeness(lab: Float32Array, alpha: Float32Array): Float32Array {
  const tints = SIDES.map((side) => sideTint(lab, alpha, side));
  const strengths = tints.map((tint) => {
    let like = 0;
    let opaque = 0;
    for (const i of RING) {
      like += alpha[i] * Math.exp(-distance2(lab, i, tint) / TINT ** 2);
      opaque += alpha[i];
    }
    // A colour that half the border has is the background's, and one that a quarter has hardly.
    const share = Math.min(1, (2 * like) / Math.max(opaque, 1e-3));
    return share * share * (opaque / RING.length);
  });
  const like = new Float32Array(PIXELS);
  for (let i = 0; i < PIXELS; i++) {
    let most = 0;
    for (let k = 0; k < tints.length; k++) {
      if (strengths[k] < 1e-4) continue;
      most = Math.max(most, strengths[k] * Math.exp(-distance2(lab, i, tints[k]) / TINT ** 2));
    }
    like[i] = 1 - alpha[i] * (1 - most);
  }
  return like;
}

/** The main colour of a band: a mean that looks again, each time less at what is far from it. */
function sideTint(lab: Float32Array, alpha: Float32Array, side: Uint16Array): [number, number, number] {
  let tint: [number, number, number] = [0, 0, 0];
  for (let step = 0; step <= SEARCH_STEPS; step++) {
    const sum = [0, 0, 0];
    let total = 1e-6;
    for (const i of side) {
      const near = step === 0 ? 1 : Math.exp(-distance2(lab, i, tint) / TINT_SEARCH ** 2);
      const weight = alpha[i] * near;
      sum[0] += weight * lab[i];
      sum[1] += weight * lab[PIXELS + i];
      sum[2] += weight * lab[2 * PIXELS + i];
      total += weight;
    }
    tint = [sum[0] / total, sum[1] / total, sum[2] / total];
  }
  return tint;
}

function distance2(lab: Float32Array, i: number, [l, a, b]: readonly [number, number, number]): number {
  return (LIGHTNESS * (lab[i] - l)) ** 2 + (lab[PIXELS + i] - a) ** 2 + (lab[2 * PIXELS + i] - b) ** 2;
}

/**
 * From the border inwards: no place is more background than its best neighbour, nor than its own likeness. Swept forwards
 * and backwards until nothing moves any more (Vincent 1993, 4.2): the end is the same as of growing step by step, and
 * is reached in a few sweeps.
 */
function reconstruct(like: Float32Array): Float32Array {
  const wide = GRID + 2;
  // A rim of nothing saves asking where the picture ends.
  const reached = new Float32Array(wide * wide);
  for (let i = 0; i < PIXELS; i++)
    if (OUTLINE[i]) reached[(Math.floor(i / GRID) + 1) * wide + (i % GRID) + 1] = like[i];
  for (let sweep = 0, moved = true; moved && sweep < MOST_SWEEPS; sweep++) {
    moved = false;
    const step = sweep % 2 === 0 ? 1 : -1;
    for (let place = 0; place < PIXELS; place++) {
      const i = step === 1 ? place : PIXELS - 1 - place;
      const at = (Math.floor(i / GRID) + 1) * wide + (i % GRID) + 1;
      // The four neighbours that this sweep has passed.
      const line = at - step * wide;
      const most = Math.max(reached[line - 1], reached[line], reached[line + 1], reached[at - step]);
      const now = Math.min(most, like[i]);
      if (now > reached[at]) {
        reached[at] = now;
        moved = true;
      }
    }
    // One way alone may have nothing to do.
    if (sweep === 0) moved = true;
  }
  const background = new Float32Array(PIXELS);
  for (let y = 0; y < GRID; y++)
    background.set(reached.subarray((y + 1) * wide + 1, (y + 1) * wide + 1 + GRID), y * GRID);
  return background;
}

const places = (is: (x: number, y: number) => boolean) =>
  Uint16Array.from(
    Array.from({ length: PIXELS }, (_, i) => i).filter((i) => is(i % GRID, Math.floor(i / GRID))),
  );

/** Places of the band along each side: top, bottom, left, right. */
export const SIDES = [
  places((_, y) => y < BAND),
  places((_, y) => y >= GRID - BAND),
  places((x) => x < BAND),
  places((x) => x >= GRID - BAND),
];

export const RING = places((x, y) => x < BAND || y < BAND || x >= GRID - BAND || y >= GRID - BAND);

export const OUTLINE = Uint8Array.from({ length: PIXELS }, (_, i) => {
  const [x, y] = [i % GRID, Math.floor(i / GRID)];
  return x === 0 || y === 0 || x === GRID - 1 || y === GRID - 1 ? 1 : 0;
});
