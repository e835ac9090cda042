/**
 * EASE: item-to-item weights in closed form (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse
 * Data", WWW). B = I - P diag(1 / P_jj) with P = (X'X + lambda I)^-1, so that a user's row x scores items
 * as x B. Cut to the largest weights per source item, which is how a pack carries it.
 */
import { allocateSymmetric, invertSymmetric, type SymmetricMatrix } from '../compute/linear-algebra.ts';
import { type Control, Pace, part } from '../compute/pace.ts';
import type { ItemItem } from '../packs/pack.ts';
import type { Touched } from '../profile/profile.ts';
import { interactions, type SparseRows, transpose } from '../training/interactions.ts';
import type { FitOptions, Model, Population } from './model.ts';
import { addRows, largest, RowsBuilder, rowsBehind, savedRows } from './sparse-rows.ts';

export interface EaseOptions {
  lambda: number;
  /** Weights kept per source item. */
  keep: number;
  /** Items in the dense solve: the best supported ones. Others get empty rows. */
  maxItems: number;
}

export const EASE_DEFAULTS: EaseOptions = {
  // Best of 50 to 1,000 on Online Retail (docs/training.md); Steck's 200 to 1,000 are for far more users.
  lambda: 200,
  // Keeping all weights instead gains nothing on new items, and 2 % where repeats count.
  keep: 50,
  // 6,000 items are 144 MB and about 20 s on one core; both grow fast above.
  maxItems: 6000,
};

/**
 * @param matrix users x items, values 0 to 1.
 * @returns n rows; items without interactions have empty ones. Targets by falling absolute weight, ties by
 * index.
 */
export async function trainEase(
  matrix: SparseRows,
  options: Partial<EaseOptions> = {},
  control: Control = {},
): Promise<ItemItem> {
  const settings = { ...EASE_DEFAULTS, ...options };
  const byItem = transpose(matrix);
  const support = (item: number) => byItem.offset[item + 1] - byItem.offset[item];
  const chosen = bestSupported(byItem.rows, support, settings.maxItems);
  const gram = allocateSymmetric(chosen.length);
  await fillGram(gram, matrix, byItem, chosen, part(control, 0, 0.2));
  return solve(gram, chosen, matrix.columns, settings, part(control, 0.2, 1));
}

/**
 * The same from X'X alone, which any engine that counts pairs can make: who holds both items, and on the
 * diagonal who holds the one.
 * @param counts Items x items, symmetric.
 * @throws NotPositiveDefiniteError where so many pairs are left out that no X could have these counts
 */
export async function trainEaseFromCounts(
  counts: SparseRows,
  options: Partial<EaseOptions> = {},
  control: Control = {},
): Promise<ItemItem> {
  const settings = { ...EASE_DEFAULTS, ...options };
  const diagonal = new Float32Array(counts.rows);
  for (let item = 0; item < counts.rows; item++) {
    for (let at = counts.offset[item]; at < counts.offset[item + 1]; at++) {
      if (counts.column[at] === item) diagonal[item] = counts.value[at];
    }
  }
  const chosen = bestSupported(counts.rows, (item) => diagonal[item], settings.maxItems);
  const place = placesOf(chosen, counts.columns);
  const gram = allocateSymmetric(chosen.length);
  for (let i = 0; i < chosen.length; i++) {
    for (let at = counts.offset[chosen[i]]; at < counts.offset[chosen[i] + 1]; at++) {
      const j = place[counts.column[at]];
      if (j >= 0 && j <= i) gram.values[i * gram.stride + j] = counts.value[at];
    }
  }
  return solve(gram, chosen, counts.columns, settings, control);
}

/** From X'X of the chosen items in the lower triangle. */
async function solve(
  gram: SymmetricMatrix,
  chosen: Uint32Array,
  items: number,
  { lambda, keep }: EaseOptions,
  control: Control,
): Promise<ItemItem> {
  for (let i = 0; i < chosen.length; i++) gram.values[i * gram.stride + i] += lambda;
  await invertSymmetric(gram, part(control, 0, 0.95));
  return largestWeights(gram, chosen, items, keep, part(control, 0.95, 1));
}

/** Items with any interaction, at most `most`, those with most users first in line; ascending by index. */
function bestSupported(items: number, support: (item: number) => number, most: number): Uint32Array {
  const known: number[] = [];
  for (let item = 0; item < items; item++) if (support(item) > 0) known.push(item);
  known.sort((a, b) => support(b) - support(a) || a - b);
  return Uint32Array.from(known.slice(0, most)).sort();
}

/** Of every item: where it stands among the chosen, or -1. */
function placesOf(chosen: Uint32Array, items: number): Int32Array {
  const place = new Int32Array(items).fill(-1);
  for (let i = 0; i < chosen.length; i++) place[chosen[i]] = i;
  return place;
}

/** X'X of the chosen items into the lower triangle. */
async function fillGram(
  gram: SymmetricMatrix,
  matrix: SparseRows,
  byItem: SparseRows,
  chosen: Uint32Array,
  control: Control,
): Promise<void> {
  const place = placesOf(chosen, matrix.columns);
  let total = 0;
  for (let user = 0; user < matrix.rows; user++) {
    total += (matrix.offset[user + 1] - matrix.offset[user]) ** 2 / 2;
  }
  const pace = new Pace(total, control);
  const sums = new Float64Array(chosen.length);
  for (let i = 0; i < chosen.length; i++) {
    const item = chosen[i];
    sums.fill(0, 0, i + 1);
    let work = 0;
    for (let at = byItem.offset[item]; at < byItem.offset[item + 1]; at++) {
      const user = byItem.column[at];
      const value = byItem.value[at];
      let other = matrix.offset[user];
      // Rows ascend: stop at the item itself.
      for (; other < matrix.offset[user + 1] && matrix.column[other] <= item; other++) {
        const to = place[matrix.column[other]];
        if (to >= 0) sums[to] += value * matrix.value[other];
      }
      work += other - matrix.offset[user];
    }
    gram.values.set(sums.subarray(0, i + 1), i * gram.stride);
    if (pace.did(work)) await pace.turn();
  }
}

/** B's largest weights per source row, from P. */
async function largestWeights(
  inverse: SymmetricMatrix,
  chosen: Uint32Array,
  items: number,
  keep: number,
  control: Control,
): Promise<ItemItem> {
  const { values: p, stride } = inverse;
  const size = chosen.length;
  const pace = new Pace(size * size * 4, control);
  const rows = new RowsBuilder(items);
  const scale = new Float64Array(size);
  for (let j = 0; j < size; j++) scale[j] = -1 / p[j * stride + j];
  const weights = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) weights[j] = p[i * stride + j] * scale[j];
    weights[i] = 0;
    for (const j of largest(weights, keep)) rows.add(chosen[i], chosen[j], weights[j]);
    if (pace.did(size * 4)) await pace.turn();
  }
  return rows.build();
}

type Weight = (touched: Touched) => number;

/** EASE as a model; `weight` says how much each of the visitor's own items counts. */
function easeModel(name: string, weight: Weight): Model<ItemItem> {
  return {
    name,
    paper: 'Steck 2019, Embarrassingly Shallow Autoencoders for Sparse Data',
    fit: fitEase,
    scores: (state, visitor, out) => addRows(state, visitor, weight, out),
    because: (state, visitor, item) => rowsBehind(state, visitor, weight, item),
    ...savedRows,
  };
}

async function fitEase(
  { catalog, log }: Population,
  { settings }: FitOptions,
  control?: Control,
): Promise<ItemItem> {
  return trainEase(interactions(log, catalog.items.length), settings?.ease, control);
}

/** The whole history counts alike, but for the slow fading of years. */
export const ease = easeModel('ease', ({ lasting }) => lasting);

/** Recent things count more: that alone lifts EASE by 40 % where tastes move (docs/quality.md). */
export const easeDecayed = easeModel('ease-decayed', ({ weight }) => weight);
