/**
 * How a picture looks, in one unit vector: colour, layout, edges, texture and shape of the thing in it, and the whole, without any
 * learned weights. The reference in plain TypeScript; `image-tensors.ts` computes the same for many at once.
 */
import type { Raster } from '../encoder.ts';
import { colourOf, HARMONY_SIZE, HISTOGRAM_SIZE } from './colour.ts';
import { EDGES_SIZE, edgesOf, gradientsOf } from './edges.ts';
import { LAYOUT_SIZE, layoutOf } from './layout.ts';
import { SHAPE_SIZE, shapeOf } from './shape.ts';
import { LOOKS } from './stamps.ts';
import { TEXTURE_SIZE, textureOf } from './texture.ts';
import { thingOf } from './thing.ts';
import { WHOLE_SIZE, wholeOf } from './whole.ts';

export interface Block {
  name: 'histogram' | 'harmony' | 'layout' | 'edges' | 'texture' | 'shape' | 'whole';
  size: number;
  /** Length of the block in the whole vector, before that is brought to 1. */
  weight: number;
  /** Whether the block's mean is taken off: of what is never negative, only differences tell pictures apart. */
  centred: boolean;
}

/** Weights were chosen on other copies and variants than the reported ones: `npm run bench -- pictures --tune`. */
export const BLOCKS: readonly Block[] = [
  { name: 'histogram', size: HISTOGRAM_SIZE, weight: 1, centred: true },
  { name: 'harmony', size: HARMONY_SIZE, weight: 0.22, centred: false },
  { name: 'layout', size: LAYOUT_SIZE, weight: 0.2, centred: false },
  { name: 'edges', size: EDGES_SIZE, weight: 0.8, centred: true },
  { name: 'texture', size: TEXTURE_SIZE, weight: 0.1, centred: true },
  { name: 'shape', size: SHAPE_SIZE, weight: 0.2, centred: false },
  { name: 'whole', size: WHOLE_SIZE, weight: 0.75, centred: false },
];

/** A block shorter than this before it is brought to its length has nothing to say, and says it more quietly. */
export const LEAST_LENGTH = 1e-2;

/** @returns A unit vector of `LOOKS.dimensions` */
export function describeRaster(raster: Raster): Float32Array {
  return joined(blocksOf(raster));
}

/** The blocks as they were measured: for tests, and to choose weights. */
export function blocksOf(raster: Raster): Record<Block['name'], Float32Array> {
  const thing = thingOf(raster);
  const gradients = gradientsOf(thing);
  const { histogram, harmony } = colourOf(thing);
  return {
    // Shares are compared by their roots, as Hellinger has it: small ones count, too.
    histogram: histogram.map((share) => Math.sqrt(share + 1e-6)),
    harmony,
    layout: layoutOf(thing),
    edges: edgesOf(gradients),
    texture: textureOf(thing, gradients),
    shape: shapeOf(thing),
    whole: wholeOf(thing),
  };
}

/** @param blocks of `blocksOf` */
export function joined(
  blocks: Record<Block['name'], Float32Array>,
  scheme: readonly Block[] = BLOCKS,
): Float32Array {
  const vector = new Float32Array(LOOKS.dimensions);
  let at = 0;
  let whole = 0;
  for (const { name, size, weight, centred } of scheme) {
    const values = blocks[name];
    const mean = centred ? values.reduce((sum, value) => sum + value, 0) / size : 0;
    let length = LEAST_LENGTH ** 2;
    for (const value of values) length += (value - mean) ** 2;
    const scale = weight / Math.sqrt(length);
    for (const value of values) {
      vector[at] = scale * (value - mean);
      whole += vector[at] ** 2;
      at++;
    }
  }
  return vector.map((value) => value / Math.sqrt(whole));
}
