/**
 * Joint: fusion of modalities at the level of features. Texts, pictures and recordings of an item, side by side, are
 * projected into the space of the factors that orders gave it, so that things near each other there are taken by the
 * same people, whether or not anybody took them yet (Gantner et al. 2010, "Learning Attribute-to-Feature Mappings for
 * Cold-Start Recommendations", ICDM). Ridge regression in closed form, with modality dropout as its expectation
 * (Neverova et al. 2016, "ModDrop", TPAMI; marginalised as by van der Maaten et al. 2013, "Learning with Marginalized
 * Corrupted Features", ICML). A missing modality is left out and the others speak for it.
 */
import { allocateSymmetric, invertSymmetric, multiplyRows } from '../compute/linear-algebra.ts';
import { type Control, Pace, part } from '../compute/pace.ts';
import type { Factors } from '../packs/pack.ts';
import type { Sense } from '../profile/senses.ts';
import type { Vectors } from './content.ts';

export interface JointOptions {
  /** Ridge, as a share of the mean diagonal of the moments. */
  regularisation: number;
  /** Chance of a modality to be left out of an example. */
  dropout: number;
  /** Buyers of an item whose factor counts half as much as one that is surely known. */
  buyers: number;
}

/** From the simulation of `npm run evaluate -- --protocol modalities`, validation shoppers (docs/quality.md). */
export const JOINT_DEFAULTS: JointOptions = { regularisation: 0.4, dropout: 0.2, buyers: 5 };

/** Items that the projection is learned from, those with most buyers: more cost time and change nothing. */
const MOST_ITEMS = 6000;

/**
 * @param buyers Per item.
 * @returns Unit rows of length `factors.rank`; null where no item has a factor to learn from.
 * @throws The abort signal's reason; NotPositiveDefiniteError
 */
export async function trainJoint(
  senses: readonly Sense[],
  factors: Factors,
  buyers: ArrayLike<number>,
  options: Partial<JointOptions> = {},
  control: Control = {},
): Promise<Vectors | null> {
  const { regularisation, dropout, buyers: half } = { ...JOINT_DEFAULTS, ...options };
  const { rank } = factors;
  const items = rank === 0 ? 0 : factors.items.length / rank;
  const known = Array.from({ length: items }, (_, item) => item)
    .filter((item) => buyers[item] > 0 && hasFactor(factors, item))
    .sort((a, b) => buyers[b] - buyers[a] || a - b)
    .slice(0, MOST_ITEMS);
  if (known.length === 0) return null;
  const rows = new Features(senses, items);
  const d = rows.width;
  const matrix = allocateSymmetric(d);
  const { values, stride } = matrix;
  const right = new Float32Array(d * rank);
  const row = new Float64Array(d);
  const pace = new Pace(known.length * d * (d / 2 + rank), part(control, 0, 0.5));
  for (const item of known) {
    if (pace.did(d * (d / 2 + rank))) await pace.turn();
    const weight = buyers[item] / (buyers[item] + half);
    rows.read(item, row);
    for (let i = 0; i < d; i++) {
      if (row[i] === 0) continue;
      const value = weight * row[i];
      for (let j = 0; j <= i; j++) values[i * stride + j] += value * row[j];
      for (let k = 0; k < rank; k++) right[i * rank + k] += value * factors.items[item * rank + k];
    }
  }
  let diagonal = 0;
  for (let i = 0; i < d; i++) diagonal += values[i * stride + i] / d;
  for (let i = 0; i < d; i++) {
    // Two modalities of an example meet only where neither is left out.
    for (let j = 0; j < i; j++) if (rows.block[i] !== rows.block[j]) values[i * stride + j] *= 1 - dropout;
    values[i * stride + i] += regularisation * diagonal + 1e-9;
  }
  await invertSymmetric(matrix, part(control, 0.5, 0.9));
  const weights = new Float32Array(d * rank);
  await multiplyRows(
    matrix,
    right,
    rank,
    (i, product) => weights.set(product.subarray(0, rank), i * rank),
    part(control, 0.9, 1),
  );
  return { vectors: projected(rows, weights, items, rank), dimensions: rank };
}

function hasFactor({ items, rank }: Factors, item: number): boolean {
  for (let k = 0; k < rank; k++) if (items[item * rank + k] !== 0) return true;
  return false;
}

function projected(rows: Features, weights: Float32Array, items: number, rank: number): Float32Array {
  const vectors = new Float32Array(items * rank);
  const row = new Float64Array(rows.width);
  for (let item = 0; item < items; item++) {
    const sum = new Float64Array(rank);
    rows.read(item, row);
    for (let i = 0; i < row.length; i++) {
      if (row[i] === 0) continue;
      for (let k = 0; k < rank; k++) sum[k] += row[i] * weights[i * rank + k];
    }
    const norm = Math.hypot(...sum);
    if (norm > 1e-12) for (let k = 0; k < rank; k++) vectors[item * rank + k] = sum[k] / norm;
  }
  return vectors;
}

/** Items' modalities side by side, each less its mean: what is missing is then the middle, and the rest is scaled up. */
class Features {
  readonly width: number;
  /** Per column: its modality. */
  readonly block: Uint8Array;
  private readonly means: Float64Array[];

  constructor(
    private readonly senses: readonly Sense[],
    items: number,
  ) {
    this.width = senses.reduce((sum, { dimensions }) => sum + dimensions, 0);
    this.block = Uint8Array.from(senses.flatMap(({ dimensions }, s) => new Array(dimensions).fill(s)));
    this.means = senses.map(({ vectors, dimensions, present }) => {
      const mean = new Float64Array(dimensions);
      let count = 0;
      for (let item = 0; item < items; item++) {
        if (present?.[item] === 0) continue;
        count++;
        for (let k = 0; k < dimensions; k++) mean[k] += vectors[item * dimensions + k];
      }
      return mean.map((sum) => sum / Math.max(1, count));
    });
  }

  read(item: number, row: Float64Array): void {
    const there = this.senses.filter(({ present }) => present?.[item] !== 0).length;
    const scale = Math.sqrt(this.senses.length / Math.max(1, there));
    let at = 0;
    this.senses.forEach(({ vectors, dimensions, present }, s) => {
      const has = present?.[item] !== 0;
      for (let k = 0; k < dimensions; k++, at++) {
        row[at] = has ? scale * (vectors[item * dimensions + k] - this.means[s][k]) : 0;
      }
    });
  }
}
