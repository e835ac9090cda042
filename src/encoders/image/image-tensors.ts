/**
 * `describeRaster` for a batch of pictures at once, as TensorFlow.js operations on whichever backend is current: step by
 * step the same formulas as the plain files beside this one, which are the reference (`image-tensors.test.ts` holds
 * the two within 1e-3 of each other). Only bringing pictures to one size happens before, on the processor.
 *
 * Matrices are multiplied flat: batched and transposed products are slow on the WASM backend.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Raster } from '../encoder.ts';
import {
  BAND,
  LEAST_THING,
  LIGHTNESS,
  NOTHING,
  OUTLINE,
  REACH,
  SEARCH_STEPS,
  SHADOW,
  SIDES,
  SOLID,
  TINT,
  TINT_SEARCH,
} from './background.ts';
import {
  GREY_CHROMA,
  GREY_WIDTH,
  GREYS,
  HARMONY_SCALES,
  HISTOGRAM_SIZE,
  HUE_AXES,
  HUE_FOCUS,
  HUES,
  TONE_WIDTH,
  TONES,
} from './colour.ts';
import { BLOCKS, type Block, LEAST_LENGTH } from './describe.ts';
import {
  EDGE_CELLS,
  EDGES_SIZE,
  LEAST_GRADIENT,
  ORIENTATION_AXES,
  ORIENTATION_FOCUS,
  ORIENTATIONS,
} from './edges.ts';
import { GRID, squareGrid } from './grid.ts';
import { LAYOUT_CELLS, LAYOUT_SCALES, LAYOUT_SIZE } from './layout.ts';
import { CONES, OPPONENTS } from './oklab.ts';
import { SHAPE_CELLS } from './shape.ts';
import { SCALES, STRENGTH_WIDTH, STRENGTHS } from './texture.ts';
import { CLOSE_UP, FRAME, LEAST_FRAME, NEUTRAL } from './thing.ts';
import { WHOLE_CELLS, WHOLE_SIZE } from './whole.ts';
import { cellWindows } from './windows.ts';

const PIXELS = GRID * GRID;

/** @returns Unit vectors, rasters.length x LOOKS.dimensions */
export async function describeOnTensors(rasters: readonly Raster[]): Promise<Float32Array> {
  const grids = new Float32Array(rasters.length * PIXELS * 4);
  const sides = new Float32Array(rasters.length * 2);
  for (const [i, raster] of rasters.entries()) {
    grids.set(squareGrid(raster), i * PIXELS * 4);
    const longer = Math.max(raster.width, raster.height);
    sides.set([raster.width / longer, raster.height / longer], i * 2);
  }
  const vectors = tf.tidy(() => {
    const n = rasters.length;
    const thing = thingsOf(tf.tensor4d(grids, [n, GRID, GRID, 4]), tf.tensor2d(sides, [n, 2]), n);
    const gradients = gradientsOf(thing.closeUp, n);
    const blocks: Record<Block['name'], tf.Tensor2D> = {
      ...coloursOf(thing, n),
      layout: layoutsOf(thing.closeUp, n),
      edges: edgesOf(gradients, n),
      texture: texturesOf(thing.closeUp, gradients.strength, n),
      shape: shapesOf(thing, n),
      whole: wholesOf(thing, n),
    };
    const joined = tf.concat(
      BLOCKS.map(({ name, weight, centred }) => {
        const values = centred ? tf.sub(blocks[name], tf.mean(blocks[name], 1, true)) : blocks[name];
        const length = tf.sqrt(tf.add(tf.sum(tf.square(values), 1, true), LEAST_LENGTH ** 2));
        return tf.mul(tf.div(values, length), weight) as tf.Tensor2D;
      }),
      1,
    );
    return tf.div(joined, tf.sqrt(tf.sum(tf.square(joined), 1, true)));
  });
  try {
    return (await vectors.data()) as Float32Array;
  } finally {
    vectors.dispose();
  }
}

interface Things {
  /** n x PIXELS x 3. */
  lab: tf.Tensor3D;
  /** n x PIXELS. */
  alpha: tf.Tensor2D;
  weights: tf.Tensor2D;
  /** Each n x 1. */
  spread: { x: tf.Tensor2D; y: tf.Tensor2D; xy: tf.Tensor2D };
  /** n x 4 x CLOSE_UP x CLOSE_UP. */
  closeUp: tf.Tensor4D;
}

function thingsOf(grids: tf.Tensor4D, sides: tf.Tensor2D, n: number): Things {
  const flat = tf.reshape(grids, [n * PIXELS, 4]);
  const alphas = tf.slice(flat, [0, 3], [-1, 1]);
  const lab = tf.reshape(oklabOf(tf.div(tf.slice(flat, [0, 0], [-1, 3]), tf.maximum(alphas, 1e-3))), [
    n,
    PIXELS,
    3,
  ]) as tf.Tensor3D;
  const alpha = tf.reshape(alphas, [n, PIXELS]) as tf.Tensor2D;
  const weights = weightsOf(lab, alpha, n);

  // 1, x, y, xx, yy, xy of each place, in shares of the sides.
  const places = Float32Array.from({ length: PIXELS * 6 }, (_, at) => {
    const i = Math.floor(at / 6);
    const [x, y] = [(i % GRID) / (GRID - 1), Math.floor(i / GRID) / (GRID - 1)];
    return [1, x, y, x * x, y * y, x * y][at % 6];
  });
  const sums = tf.matMul(weights, tf.tensor2d(places, [PIXELS, 6]));
  const moment = (k: number) => tf.div(tf.slice(sums, [0, k], [-1, 1]), tf.slice(sums, [0, 0], [-1, 1]));
  const [width, height] = [tf.slice(sides, [0, 0], [-1, 1]), tf.slice(sides, [0, 1], [-1, 1])];
  const [x, y] = [moment(1), moment(2)];
  const deviation = (square: tf.Tensor, mean: tf.Tensor, side: tf.Tensor) =>
    tf.sqrt(
      tf.add(tf.maximum(tf.mul(tf.sub(square, tf.square(mean)), tf.square(side)), 0), 1e-8),
    ) as tf.Tensor2D;
  const spread = {
    x: deviation(moment(3), x, width),
    y: deviation(moment(4), y, height),
    xy: tf.mul(tf.mul(tf.sub(moment(5), tf.mul(x, y)), width), height) as tf.Tensor2D,
  };
  const half = tf.maximum(tf.mul(tf.maximum(spread.x, spread.y), FRAME * Math.sqrt(3)), LEAST_FRAME);
  const [across, down] = [tf.div(half, width), tf.div(half, height)];
  const boxes = tf.concat([tf.sub(y, down), tf.sub(x, across), tf.add(y, down), tf.add(x, across)], 1);
  const w = tf.reshape(weights, [n, PIXELS, 1]);
  const planes = tf.concat([w, tf.mul(w, tf.sub(lab, tf.tensor1d([NEUTRAL, 0, 0])))], 2);
  const closeUp = tf.image.cropAndResize(
    tf.reshape(planes, [n, GRID, GRID, 4]) as tf.Tensor4D,
    boxes as tf.Tensor2D,
    tf.range(0, n, 1, 'int32') as tf.Tensor1D,
    [CLOSE_UP, CLOSE_UP],
    'bilinear',
    0,
  );
  return { lab, alpha, weights, spread, closeUp: tf.transpose(closeUp, [0, 3, 1, 2]) };
}

/** @param colours rows of sRGB */
function oklabOf(colours: tf.Tensor): tf.Tensor {
  const light = tf.where(
    tf.lessEqual(colours, 0.04045),
    tf.div(colours, 12.92),
    tf.pow(tf.div(tf.add(colours, 0.055), 1.055), 2.4),
  );
  const cones = tf.matMul(light as tf.Tensor2D, byColumns(CONES));
  return tf.matMul(tf.pow(tf.maximum(cones, 0), 1 / 3) as tf.Tensor2D, byColumns(OPPONENTS));
}

function byColumns(rows: readonly (readonly number[])[]): tf.Tensor2D {
  return tf.tensor2d(rows[0].map((_, column) => rows.map((row) => row[column])));
}

function weightsOf(lab: tf.Tensor3D, alpha: tf.Tensor2D, n: number): tf.Tensor2D {
  const seen = tf.mul(lab, tf.tensor1d([LIGHTNESS, 1, 1]));
  const picture = tf.reshape(tf.concat([seen, tf.reshape(alpha, [n, PIXELS, 1])], 2), [n, GRID, GRID, 4]);
  const far = GRID - BAND;
  // Top, bottom, left, right: n x 4 x band x 4.
  const bands = tf.concat(
    [
      tf.slice(picture, [0, 0, 0, 0], [-1, BAND, -1, -1]),
      tf.slice(picture, [0, far, 0, 0], [-1, BAND, -1, -1]),
      tf.slice(picture, [0, 0, 0, 0], [-1, -1, BAND, -1]),
      tf.slice(picture, [0, 0, far, 0], [-1, -1, BAND, -1]),
    ].map((band) => tf.reshape(band, [n, 1, BAND * GRID, 4])),
    1,
  );
  const colours = tf.slice(bands, [0, 0, 0, 0], [-1, -1, -1, 3]);
  const opacity = tf.slice(bands, [0, 0, 0, 3], [-1, -1, -1, 1]);
  let tints = meanColour(colours, opacity);
  for (let step = 0; step < SEARCH_STEPS; step++)
    tints = meanColour(colours, tf.mul(opacity, likeTint(colours, tints, TINT_SEARCH)));

  // n x 1 x 4 x 3 against n x ring x 1 x 3.
  const each = tf.transpose(tints, [0, 2, 1, 3]);
  const counted = tf.reshape(tf.tensor1d(ONCE), [1, 4, BAND * GRID, 1]);
  const ring = tf.reshape(tf.mul(opacity, counted), [n, 4 * BAND * GRID, 1]);
  const all = tf.reshape(colours, [n, 4 * BAND * GRID, 1, 3]);
  const alike = tf.reshape(likeTint(all, each, TINT), [n, 4 * BAND * GRID, 4]);
  const opaque = tf.sum(ring, 1);
  const share = tf.minimum(tf.div(tf.mul(tf.sum(tf.mul(alike, ring), 1), 2), tf.maximum(opaque, 1e-3)), 1);
  const strength = tf.mul(tf.square(share), tf.div(opaque, RING_SIZE));

  const near = tf.reshape(likeTint(tf.reshape(seen, [n, PIXELS, 1, 3]), each, TINT), [n, PIXELS, 4]);
  const most = tf.max(tf.mul(near, tf.reshape(strength, [n, 1, 4])), 2);
  const like = tf.reshape(tf.sub(1, tf.mul(alpha, tf.sub(1, most))), [n, GRID, GRID, 1]) as tf.Tensor4D;
  const outline = tf.reshape(tf.tensor1d(Float32Array.from(OUTLINE)), [1, GRID, GRID, 1]);
  let background = tf.mul(like, outline) as tf.Tensor4D;
  for (let step = 0; step < REACH; step++)
    background = tf.minimum(tf.maxPool(background, 3, 1, 'same'), like);

  const over = tf.clipByValue(
    tf.div(tf.sub(1 - SHADOW, tf.reshape(background, [n, PIXELS])), SOLID - SHADOW),
    0,
    1,
  );
  const weights = tf.mul(alpha, tf.mul(tf.square(over), tf.sub(3, tf.mul(over, 2))));
  const lack = tf.relu(tf.sub(LEAST_THING, tf.mean(weights, 1, true)));
  return tf.add(tf.add(weights, tf.mul(lack, alpha)), NOTHING);
}

/** Places of the sides' bands that no band before them has. */
const ONCE = Float32Array.from(
  SIDES.flatMap((side, k) =>
    Array.from(side, (place) => (SIDES.slice(0, k).some((earlier) => earlier.includes(place)) ? 0 : 1)),
  ),
);
const RING_SIZE = ONCE.reduce((sum, value) => sum + value, 0);

/** Over the places of each band: n x 4 x 1 x 3. */
function meanColour(colours: tf.Tensor, weights: tf.Tensor): tf.Tensor {
  return tf.div(tf.sum(tf.mul(colours, weights), 2, true), tf.add(tf.sum(weights, 2, true), 1e-6));
}

/** 1 at the tint itself, falling with distance; the last axis, of colour, is left with one place. */
function likeTint(colours: tf.Tensor, tints: tf.Tensor, width: number): tf.Tensor {
  return tf.exp(tf.div(tf.sum(tf.squaredDifference(colours, tints), 3, true), -(width ** 2)));
}

function coloursOf({ lab, weights }: Things, n: number): { histogram: tf.Tensor2D; harmony: tf.Tensor2D } {
  const channel = (k: number) => tf.reshape(tf.slice(lab, [0, 0, k], [-1, -1, 1]), [n * PIXELS, 1]);
  const [l, a, b] = [channel(0), channel(1), channel(2)];
  const w = tf.reshape(weights, [n * PIXELS, 1]);
  const chroma2 = tf.add(tf.add(tf.square(a), tf.square(b)), 1e-8);
  const chroma = tf.sqrt(chroma2);
  const share = tf.div(chroma2, tf.add(chroma2, GREY_CHROMA ** 2));
  const [cosine, sine] = [tf.div(a, chroma), tf.div(b, chroma)];
  const coloured = tf.mul(w, share);

  const axes = (k: number) =>
    tf.tensor2d(
      HUE_AXES.filter((_, i) => i % 2 === k),
      [1, HUES],
    );
  const facing = tf.add(tf.mul(cosine, axes(0)), tf.mul(sine, axes(1)));
  const hues = tf.mul(toShares(tf.exp(tf.mul(tf.sub(facing, 1), HUE_FOCUS))), coloured);
  const tones = windows(l, TONES, TONE_WIDTH);
  const total = tf.sum(weights, 1, true);
  const overPlaces = (values: tf.Tensor) => tf.sum(tf.reshape(values, [n, PIXELS, -1]), 1);
  const histogram = tf.concat(
    [
      tf.reshape(
        tf.stack(
          TONES.map((_, tone) => overPlaces(tf.mul(hues, tf.slice(tones, [0, tone], [-1, 1])))),
          2,
        ),
        [n, HUES * TONES.length],
      ),
      overPlaces(tf.mul(windows(l, GREYS, GREY_WIDTH), tf.mul(w, tf.sub(1, share)))),
    ],
    1,
  );

  const waves: tf.Tensor[] = [];
  let [c, s]: tf.Tensor[] = [cosine, sine];
  for (let k = 0; k < 4; k++) {
    if (k > 0) {
      [c, s] = [tf.sub(tf.mul(c, cosine), tf.mul(s, sine)), tf.add(tf.mul(s, cosine), tf.mul(c, sine))];
    }
    const length = tf.sqrt(
      tf.add(tf.square(overPlaces(tf.mul(coloured, c))), tf.square(overPlaces(tf.mul(coloured, s)))),
    );
    waves.push(tf.div(length, total));
  }
  const mean = (values: tf.Tensor) => tf.div(overPlaces(tf.mul(w, values)), total);
  const deviation = (squares: tf.Tensor, of: tf.Tensor) =>
    tf.sqrt(tf.add(tf.relu(tf.sub(mean(squares), tf.square(of))), 1e-6));
  const [lightness, strength] = [mean(l), mean(chroma)];
  const harmony = tf.concat(
    [
      ...waves,
      tf.mul(lightness, HARMONY_SCALES.lightness),
      tf.mul(deviation(tf.square(l), lightness), HARMONY_SCALES.contrast),
      tf.mul(strength, HARMONY_SCALES.chroma),
      tf.mul(deviation(chroma2, strength), HARMONY_SCALES.variety),
    ],
    1,
  );
  return {
    histogram: tf.sqrt(tf.add(tf.div(tf.reshape(histogram, [n, HISTOGRAM_SIZE]), total), 1e-6)),
    harmony: harmony as tf.Tensor2D,
  };
}

function windows(values: tf.Tensor, centres: readonly number[], width: number): tf.Tensor {
  const apart = tf.squaredDifference(values, tf.tensor2d([[...centres]]));
  return toShares(tf.exp(tf.div(apart, -(width ** 2))));
}

function toShares(values: tf.Tensor): tf.Tensor {
  return tf.div(values, tf.add(tf.sum(values, 1, true), 1e-9));
}

/** @param planes n x channels x side x side @returns n x channels x cells x cells */
function cellMeans(
  planes: tf.Tensor,
  n: number,
  channels: number,
  cells: number,
  side = CLOSE_UP,
): tf.Tensor {
  const area = (side / cells) ** 2;
  const byPlace = tf.transpose(tf.tensor2d(cellWindows(cells, side), [cells, side]));
  const rows = tf.matMul(tf.reshape(planes, [n * channels * side, side]) as tf.Tensor2D, byPlace);
  const turned = tf.transpose(tf.reshape(rows, [n * channels, side, cells]), [0, 2, 1]);
  const means = tf.matMul(tf.reshape(turned, [n * channels * cells, side]) as tf.Tensor2D, byPlace);
  return tf.div(
    tf.reshape(tf.transpose(tf.reshape(means, [n * channels, cells, cells]), [0, 2, 1]), [
      n,
      channels,
      cells,
      cells,
    ]),
    area,
  );
}

function layoutsOf(closeUp: tf.Tensor4D, n: number): tf.Tensor2D {
  const means = cellMeans(tf.slice(closeUp, [0, 1, 0, 0], [-1, 3, -1, -1]), n, 3, LAYOUT_CELLS);
  const scales = tf.reshape(tf.tensor1d([...LAYOUT_SCALES]), [1, 3, 1, 1]);
  return tf.reshape(tf.mul(means, scales), [n, LAYOUT_SIZE]);
}

function wholesOf({ lab, alpha }: Things, n: number): tf.Tensor2D {
  const onWhite = tf.mul(tf.sub(lab, tf.tensor1d([1, 0, 0])), tf.reshape(alpha, [n, PIXELS, 1]));
  const planes = tf.transpose(tf.mul(onWhite, tf.tensor1d([...LAYOUT_SCALES])), [0, 2, 1]);
  return tf.reshape(cellMeans(planes, n, 3, WHOLE_CELLS, GRID), [n, WHOLE_SIZE]);
}

interface Gradients {
  /** Each n x CLOSE_UP x CLOSE_UP. */
  strength: tf.Tensor3D;
  cosine: tf.Tensor3D;
  sine: tf.Tensor3D;
}

function gradientsOf(closeUp: tf.Tensor4D, n: number): Gradients {
  const colours = tf.slice(closeUp, [0, 1, 0, 0], [-1, 3, -1, -1]);
  const wide = tf.pad(colours, [
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 1],
  ]);
  const high = tf.pad(colours, [
    [0, 0],
    [0, 0],
    [1, 1],
    [0, 0],
  ]);
  const dx = tf.sub(
    tf.slice(wide, [0, 0, 0, 2], [n, 3, CLOSE_UP, CLOSE_UP]),
    tf.slice(wide, [0, 0, 0, 0], [n, 3, CLOSE_UP, CLOSE_UP]),
  );
  const dy = tf.sub(
    tf.slice(high, [0, 0, 2, 0], [n, 3, CLOSE_UP, CLOSE_UP]),
    tf.slice(high, [0, 0, 0, 0], [n, 3, CLOSE_UP, CLOSE_UP]),
  );
  const [xx, yy] = [tf.sum(tf.square(dx), 1), tf.sum(tf.square(dy), 1)];
  const xy = tf.sum(tf.mul(dx, dy), 1);
  const energy = tf.add(tf.add(xx, yy), LEAST_GRADIENT ** 2);
  return {
    strength: tf.sub(tf.sqrt(energy), LEAST_GRADIENT) as tf.Tensor3D,
    cosine: tf.div(tf.sub(xx, yy), energy) as tf.Tensor3D,
    sine: tf.div(tf.mul(xy, 2), energy) as tf.Tensor3D,
  };
}

function edgesOf({ strength, cosine, sine }: Gradients, n: number): tf.Tensor2D {
  const axes = (k: number) =>
    tf.reshape(tf.tensor1d(ORIENTATION_AXES.filter((_, i) => i % 2 === k)), [1, ORIENTATIONS, 1, 1]);
  const one = (plane: tf.Tensor3D) => tf.reshape(plane, [n, 1, CLOSE_UP, CLOSE_UP]);
  const facing = tf.add(tf.mul(one(cosine), axes(0)), tf.mul(one(sine), axes(1)));
  const parts = tf.exp(tf.mul(tf.sub(facing, 1), ORIENTATION_FOCUS));
  const planes = tf.mul(tf.div(parts, tf.sum(parts, 1, true)), one(strength));
  const means = cellMeans(planes, n, ORIENTATIONS, EDGE_CELLS);
  return tf.reshape(tf.sqrt(tf.add(means, 1e-6)), [n, EDGES_SIZE]);
}

function texturesOf(closeUp: tf.Tensor4D, strength: tf.Tensor3D, n: number): tf.Tensor2D {
  const pixels = CLOSE_UP ** 2;
  const weights = tf.reshape(tf.slice(closeUp, [0, 0, 0, 0], [-1, 1, -1, -1]), [n, pixels, 1]);
  const covered = tf.reshape(tf.add(tf.sum(weights, 1), 1e-6), [n, 1]);
  let fine = tf.transpose(tf.slice(closeUp, [0, 1, 0, 0], [-1, 3, -1, -1]), [0, 2, 3, 1]) as tf.Tensor4D;
  const energies: tf.Tensor[] = [];
  for (let band = 0; band < SCALES.length - 1; band++) {
    const coarse = tf.avgPool(fine, 2, 2, 'valid');
    // Squares of differences from a mean of four, summed: squares less four times that of the mean.
    const energy = tf.sub(tf.sum(tf.square(fine), [1, 2]), tf.mul(tf.sum(tf.square(coarse), [1, 2]), 4));
    energies.push(tf.div(tf.mul(tf.relu(energy), 4 ** band), covered));
    fine = coarse;
  }
  const lightness = energies.map((energy) => tf.slice(energy, [0, 0], [-1, 1]));
  const colour = energies.map((energy) => tf.sum(tf.slice(energy, [0, 1], [-1, 2]), 1, true));
  const octaves = tf.div(tf.log(tf.add(tf.reshape(strength, [n, pixels, 1]), STRENGTHS[0] / 2)), Math.LN2);
  const middles = tf.reshape(tf.tensor1d(STRENGTHS.map(Math.log2)), [1, 1, STRENGTHS.length]);
  const parts = tf.exp(tf.div(tf.squaredDifference(octaves, middles), -(STRENGTH_WIDTH ** 2)));
  const shares = tf.div(parts, tf.add(tf.sum(parts, 2, true), 1e-9));
  const classes = tf.div(tf.sum(tf.mul(shares, weights), 1), covered);
  return tf.sqrt(tf.add(tf.concat([...lightness, ...colour, classes], 1), 1e-6));
}

function shapesOf({ closeUp, spread }: Things, n: number): tf.Tensor2D {
  const weights = tf.slice(closeUp, [0, 0, 0, 0], [-1, 1, -1, -1]);
  const full = tf.reshape(cellMeans(weights, n, 1, SHAPE_CELLS), [n, SHAPE_CELLS ** 2]);
  const mean = tf.mean(full, 1, true);
  return tf.concat(
    [
      tf.sub(full, mean),
      tf.div(tf.mul(tf.sub(spread.x, spread.y), 2), tf.add(spread.x, spread.y)),
      tf.div(spread.xy, tf.mul(spread.x, spread.y)),
      tf.mul(tf.sub(mean, 0.5), 2),
    ] as tf.Tensor2D[],
    1,
  );
}
