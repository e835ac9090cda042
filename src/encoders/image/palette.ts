/**
 * The main colours of the thing in a picture: k-means in OKLab, weighted by how much each place is thing, begun from
 * fixed places by a farthest-point rule, so that the same picture always has the same palette.
 */

import { PALETTE_COLOURS } from '../../packs/pack.ts';
import type { Raster } from '../encoder.ts';
import { planesOf, thingWeights } from './background.ts';
import { GRID, squareGrid } from './grid.ts';

const PIXELS = GRID * GRID;

/** Clusters that are looked for, before those alike are joined: shades of one colour are one. */
const CLUSTERS = 8;
const ROUNDS = 12;

/** Colours nearer than this in OKLab are named the same by most people. */
const ALIKE = 0.09;

/** Lightness counts less than hue: a fold and its shadow are one colour. */
const LIGHTNESS = 0.6;

/** A colour on less of the thing than this isn't one of its main colours. */
const LEAST_SHARE = 0.05;

interface Cluster {
  l: number;
  a: number;
  b: number;
  weight: number;
}

/** @returns L, a, b and share of the thing, most first, PALETTE_COLOURS x 4; a share of 0 is no colour */
export function paletteOf(raster: Raster): Float32Array {
  const planes = planesOf(squareGrid(raster));
  const weights = thingWeights(planes);
  let clusters = clustered(planes.lab, weights);
  for (let pair = nearest(clusters); pair !== null && pair.apart < ALIKE; pair = nearest(clusters)) {
    const [first, second] = [clusters[pair.first], clusters[pair.second]];
    clusters = clusters.filter((_, i) => i !== pair.first && i !== pair.second);
    clusters.push(merged(first, second));
  }
  const total = clusters.reduce((sum, { weight }) => sum + weight, 0);
  clusters.sort((x, y) => y.weight - x.weight || x.l - y.l);
  const palette = new Float32Array(PALETTE_COLOURS * 4);
  clusters
    .filter(({ weight }, i) => i === 0 || weight / total >= LEAST_SHARE)
    .slice(0, PALETTE_COLOURS)
    .forEach(({ l, a, b, weight }, i) => {
      palette.set([l, a, b, weight / total], i * 4);
    });
  return palette;
}

function clustered(lab: Float32Array, weights: Float32Array): Cluster[] {
  let total = 0;
  const mean: Cluster = { l: 0, a: 0, b: 0, weight: 0 };
  for (let i = 0; i < PIXELS; i++) {
    total += weights[i];
    mean.l += weights[i] * lab[i];
    mean.a += weights[i] * lab[PIXELS + i];
    mean.b += weights[i] * lab[2 * PIXELS + i];
  }
  let centres: Cluster[] = [{ l: mean.l / total, a: mean.a / total, b: mean.b / total, weight: 0 }];
  const far = new Float32Array(PIXELS).fill(Number.POSITIVE_INFINITY);
  while (centres.length < CLUSTERS) {
    // What is both much and far from every centre so far.
    const newest = centres[centres.length - 1];
    let [best, at] = [-1, 0];
    for (let i = 0; i < PIXELS; i++) {
      far[i] = Math.min(far[i], distance2(lab, i, newest));
      if (weights[i] * far[i] > best) [best, at] = [weights[i] * far[i], i];
    }
    centres.push({ l: lab[at], a: lab[PIXELS + at], b: lab[2 * PIXELS + at], weight: 0 });
  }
  for (let round = 0; round < ROUNDS; round++) {
    const next = centres.map(() => ({ l: 0, a: 0, b: 0, weight: 0 }));
    for (let i = 0; i < PIXELS; i++) {
      if (weights[i] < 1e-3) continue;
      let [best, cluster] = [Number.POSITIVE_INFINITY, 0];
      for (let k = 0; k < centres.length; k++) {
        const apart = distance2(lab, i, centres[k]);
        if (apart < best) [best, cluster] = [apart, k];
      }
      const sum = next[cluster];
      sum.l += weights[i] * lab[i];
      sum.a += weights[i] * lab[PIXELS + i];
      sum.b += weights[i] * lab[2 * PIXELS + i];
      sum.weight += weights[i];
    }
    const found = next
      .filter(({ weight }) => weight > 0)
      .map(({ l, a, b, weight }) => ({ l: l / weight, a: a / weight, b: b / weight, weight }));
    if (found.length > 0) centres = found;
  }
  // Of a thing so faint that no place of it counts, the mean has to do.
  return centres.some(({ weight }) => weight > 0) ? centres : [{ ...centres[0], weight: 1 }];
}

function distance2(lab: Float32Array, i: number, { l, a, b }: Cluster): number {
  return (LIGHTNESS * (lab[i] - l)) ** 2 + (lab[PIXELS + i] - a) ** 2 + (lab[2 * PIXELS + i] - b) ** 2;
}

function nearest(clusters: readonly Cluster[]): { first: number; second: number; apart: number } | null {
  let best: { first: number; second: number; apart: number } | null = null;
  for (let first = 0; first < clusters.length; first++) {
    for (let second = first + 1; second < clusters.length; second++) {
      const [x, y] = [clusters[first], clusters[second]];
      const apart = Math.hypot(LIGHTNESS * (x.l - y.l), x.a - y.a, x.b - y.b);
      if (best === null || apart < best.apart) best = { first, second, apart };
    }
  }
  return best;
}

function merged(x: Cluster, y: Cluster): Cluster {
  const weight = x.weight + y.weight;
  const of = (key: 'l' | 'a' | 'b') => (x[key] * x.weight + y[key] * y.weight) / weight;
  return { l: of('l'), a: of('a'), b: of('b'), weight };
}
