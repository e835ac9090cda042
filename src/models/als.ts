/**
 * Implicit ALS: user and item factors by alternating exact least squares (Hu, Koren & Volinsky 2008,
 * "Collaborative Filtering for Implicit Feedback Datasets", ICDM). Only the item side leaves this file; a
 * visitor's factor is solved on their device by fold-in.
 */
import { type Control, Pace } from '../compute/pace.ts';
import type { Factors } from '../packs/pack.ts';
import { dotRows } from '../signals/vectors.ts';
import { interactions, type SparseRows, transpose } from '../training/interactions.ts';
import { normal, seeded } from '../training/random.ts';
import { FactorSolver, foldIn, gramOf } from './fold-in.ts';
import type { Model } from './model.ts';

export interface AlsOptions {
  rank: number;
  iterations: number;
  alpha: number;
  regularisation: number;
  seed: number;
}

/**
 * From a sweep on Online Retail with the validation order held out (docs/training.md): small alpha wins,
 * eight iterations reach what ten do, and a regularisation three times as large gains 4 % but is close to
 * the point (60) where factors of that data set vanish.
 */
export const ALS_DEFAULTS: Omit<AlsOptions, 'seed'> = {
  rank: 64,
  iterations: 8,
  alpha: 2,
  regularisation: 10,
};

/**
 * @param matrix users x items, values 0 to 1.
 * @returns Factors of all items; an item without interactions has a zero row.
 */
export async function trainAls(
  matrix: SparseRows,
  options: Partial<AlsOptions> & { seed: number },
  control: Control = {},
): Promise<Factors> {
  const { rank, iterations, alpha, regularisation, seed } = { ...ALS_DEFAULTS, ...options };
  const byItem = transpose(matrix);
  const random = seeded(seed);
  // Small, so that the first user step is nearly ridge regression; 0.1 / sqrt(rank) is the usual choice.
  const items = Float32Array.from(
    { length: matrix.columns * rank },
    () => (0.1 / Math.sqrt(rank)) * normal(random),
  );
  const users = new Float32Array(matrix.rows * rank);
  const solver = new FactorSolver(rank);

  const perValue = (rank * rank) / 2;
  const perRow = rank ** 3 / 6 + rank ** 2;
  const halves = 2 * matrix.column.length * perValue + (matrix.rows + matrix.columns) * perRow;
  const pace = new Pace(iterations * halves, control);

  /** One half step: the rows of `solved` from `fixed`. */
  async function solveSide(side: SparseRows, fixed: Float32Array, solved: Float32Array): Promise<void> {
    const gram = gramOf(fixed, rank);
    for (let row = 0; row < side.rows; row++) {
      const from = side.offset[row];
      const to = side.offset[row + 1];
      if (from === to) solved.fill(0, row * rank, (row + 1) * rank);
      else {
        const factor = solver.solve(fixed, gram, side.column, side.value, from, to, alpha, regularisation);
        solved.set(factor, row * rank);
      }
      if (pace.did((to - from) * perValue + perRow)) await pace.turn();
    }
  }

  for (let iteration = 0; iteration < iterations; iteration++) {
    await solveSide(matrix, items, users);
    await solveSide(byItem, users, items);
  }
  return { rank, items, alpha, regularisation };
}

/** Scores are products of items' factors with the visitor's, solved from their own history. */
export const als: Model<Factors> = {
  name: 'als',
  paper: 'Hu, Koren & Volinsky 2008, Collaborative Filtering for Implicit Feedback Datasets',
  fit: ({ catalog, log }, { seed, settings }, control) =>
    trainAls(interactions(log, catalog.items.length), { ...settings?.als, seed }, control),
  scores(factors, { touched }, out) {
    if (touched.length === 0 || factors.rank === 0) return false;
    const user = foldIn(
      factors,
      touched.map(({ item }) => item),
      touched.map(({ lasting }) => lasting),
    );
    if (user.every((value) => value === 0)) return false;
    dotRows(factors.items, user, out);
    return true;
  },
  save: ({ rank, alpha, regularisation, perItem, items }) => ({
    settings: { rank, alpha, regularisation, perItem: perItem ? 1 : 0 },
    arrays: { items },
    columns: { items: rank },
  }),
  load: ({ settings: { rank, alpha, regularisation, perItem }, arrays }) => ({
    rank,
    alpha,
    regularisation,
    items: arrays.items as Float32Array,
    ...(perItem === 1 && { perItem: true as const }),
  }),
};
