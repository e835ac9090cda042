/**
 * Biased matrix factorisation for explicit ratings (Koren, Bell & Volinsky 2009, "Matrix Factorization
 * Techniques for Recommender Systems", IEEE Computer 42(8)): stars = mu + b_u + b_i + p_u'q_i. Fitted by
 * alternating exact least squares, each person's and item's regularisation growing with their ratings (Zhou,
 * Wilkinson, Schreiber & Pan 2008, "Large-Scale Parallel Collaborative Filtering for the Netflix Prize"). Only
 * the item side leaves this file; a visitor's side is solved from their own ratings by the very same step.
 */
import { solveInPlace } from '../compute/linear-algebra.ts';
import { type Control, Pace, part } from '../compute/pace.ts';
import type { Profile } from '../profile/profile.ts';
import { type SparseRows, transpose } from '../training/interactions.ts';
import type { OrderLog } from '../training/orders.ts';
import { normal, seeded } from '../training/random.ts';
import { type RatingScale, ratingOf, ratingScale, starsOf } from '../training/ratings.ts';
import type { Because, Model } from './model.ts';

export interface BiasedMfOptions {
  rank: number;
  /** Per rating of a person or item. */
  regularisation: number;
  /** At most; fewer where the ratings kept aside say so. */
  iterations: number;
  seed: number;
}

/** Mean stars, biases and factors of items. */
export interface ItemRatings extends RatingScale {
  mean: number;
  rank: number;
  regularisation: number;
  /** Per item: bias, then factor; n x (1 + rank). Empty where nobody rated anything. */
  items: Float32Array;
}

/** One person's side. */
export interface Rater {
  /** Bias, then factor. */
  factor: Float64Array;
}

export const BIASED_MF_DEFAULTS: Omit<BiasedMfOptions, 'seed'> = {
  rank: 16,
  regularisation: 0.1,
  iterations: 15,
};

/** One rating in this many of each person is kept aside to tell when to stop. */
const KEPT_ASIDE = 10;

/** An iteration that gains less than this share of the error is the last. */
const LEAST_GAIN = 1e-3;

/** @throws the abort signal's reason */
export async function trainBiasedMf(
  log: OrderLog,
  items: number,
  options: Partial<BiasedMfOptions> & { seed: number },
  control: Control = {},
): Promise<ItemRatings> {
  const { rank, regularisation, iterations, seed } = { ...BIASED_MF_DEFAULTS, ...options };
  const scale = ratingScale(log);
  const nothing: ItemRatings = {
    lowest: 1,
    highest: 5,
    mean: 0,
    rank,
    regularisation,
    items: new Float32Array(0),
  };
  if (scale === null) return nothing;
  const all = ratingMatrix(log, items, scale);
  const { kept, aside } = keepAside(all, seed);
  const settings = { ...nothing, ...scale };
  // How many iterations generalise best is found on a part, then all ratings are learned from.
  let best = iterations;
  if (aside.value.length > 0) {
    const trial = new Alternation(kept, settings, seed, part(control, 0, 0.5));
    let least = Number.POSITIVE_INFINITY;
    best = 0;
    while (best < iterations) {
      await trial.iterate(iterations);
      const error = trial.error(aside);
      if (error > least * (1 - LEAST_GAIN)) break;
      least = error;
      best++;
    }
  }
  const whole = new Alternation(all, settings, seed, part(control, 0.5, 1));
  for (let i = 0; i < Math.max(1, best); i++) await whole.iterate(Math.max(1, best));
  return { ...settings, mean: whole.mean, items: whole.items };
}

/** Everybody's newest stars of each item, users x items. */
function ratingMatrix(log: OrderLog, items: number, scale: RatingScale): SparseRows {
  const offset = new Uint32Array(log.users + 1);
  const column: number[] = [];
  const value: number[] = [];
  let event = 0;
  for (let user = 0; user < log.users; user++) {
    const stars = new Map<number, number>();
    for (; event < log.user.length && log.user[event] === user; event++) {
      const given = starsOf(log.rating?.[event] ?? Number.NaN, scale);
      if (given > 0) stars.set(log.item[event], given);
    }
    for (const [item, given] of [...stars].sort((a, b) => a[0] - b[0])) {
      column.push(item);
      value.push(given);
    }
    offset[user + 1] = column.length;
  }
  return {
    rows: log.users,
    columns: items,
    offset,
    column: Uint32Array.from(column),
    value: Float32Array.from(value),
  };
}

/** Which ratings are kept aside depends on a person's own ratings alone, not on where the person stands. */
function keepAside(all: SparseRows, seed: number): { kept: SparseRows; aside: SparseRows } {
  const random = seeded(seed);
  const start = Uint32Array.from({ length: all.columns }, () => Math.floor(random() * KEPT_ASIDE));
  const isAside = (row: number, at: number) =>
    (start[all.column[all.offset[row]]] + at - all.offset[row]) % KEPT_ASIDE === KEPT_ASIDE - 1;
  const only = (wanted: boolean): SparseRows => {
    const offset = new Uint32Array(all.rows + 1);
    const places: number[] = [];
    for (let row = 0; row < all.rows; row++) {
      for (let at = all.offset[row]; at < all.offset[row + 1]; at++) {
        if (isAside(row, at) === wanted) places.push(at);
      }
      offset[row + 1] = places.length;
    }
    return {
      ...all,
      offset,
      column: Uint32Array.from(places, (at) => all.column[at]),
      value: Float32Array.from(places, (at) => all.value[at]),
    };
  };
  return { kept: only(false), aside: only(true) };
}

/** The state between two iterations. */
class Alternation {
  readonly mean: number;
  readonly items: Float32Array;
  private readonly users: Float32Array;
  private readonly byItem: SparseRows;
  private readonly solver: Solver;
  private readonly width: number;
  private pace: Pace | null = null;

  constructor(
    private readonly byUser: SparseRows,
    private readonly settings: ItemRatings,
    seed: number,
    private readonly control: Control,
  ) {
    const { rank } = settings;
    this.byItem = transpose(byUser);
    this.mean = meanOf(byUser.value);
    this.width = rank + 1;
    this.solver = new Solver(rank);
    this.users = new Float32Array(byUser.rows * this.width);
    const random = seeded(seed);
    // Small, so that biases explain what they can before factors do.
    this.items = Float32Array.from({ length: byUser.columns * this.width }, (_, at) =>
      at % this.width === 0 ? 0 : (0.1 / Math.sqrt(rank)) * normal(random),
    );
  }

  /** @param expected Iterations in all, for the progress. */
  async iterate(expected: number): Promise<void> {
    this.pace ??= new Pace(expected * 2 * this.byUser.value.length * this.width ** 2, this.control);
    await this.solveSide(this.byUser, this.items, this.users);
    await this.solveSide(this.byItem, this.users, this.items);
  }

  /** Root of the mean squared error on other ratings. */
  error({ rows, offset, column, value }: SparseRows): number {
    const { width } = this;
    let squares = 0;
    for (let row = 0; row < rows; row++) {
      const user = this.users.subarray(row * width, (row + 1) * width);
      for (let at = offset[row]; at < offset[row + 1]; at++) {
        squares += (value[at] - this.mean - product(this.items, column[at], user)) ** 2;
      }
    }
    return Math.sqrt(squares / value.length);
  }

  private async solveSide(side: SparseRows, fixed: Float32Array, solved: Float32Array): Promise<void> {
    for (let row = 0; row < side.rows; row++) {
      const from = side.offset[row];
      const to = side.offset[row + 1];
      this.solver.start(from === to ? 1 : this.settings.regularisation * (to - from));
      for (let at = from; at < to; at++) this.solver.add(fixed, side.column[at], side.value[at] - this.mean);
      solved.set(this.solver.solve(), row * this.width);
      if (this.pace?.did((to - from) * this.width ** 2 + this.width ** 3)) await this.pace.turn();
    }
  }
}

function meanOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** b_u + b_i + p_u'q_i of a row [b_i, q_i] and a side [b_u, p_u]. */
function product(rows: Float32Array, row: number, side: ArrayLike<number>): number {
  const start = row * side.length;
  let sum = rows[start] + side[0];
  for (let k = 1; k < side.length; k++) sum += rows[start + k] * side[k];
  return sum;
}

/**
 * The side [b, p] that minimises sum of (residual_j - b_j - b - p'q_j)^2 + regularisation |[b, p]|^2 over added
 * rows [b_j, q_j]: ridge regression on [1, q_j].
 */
class Solver {
  private readonly normal: Float64Array;
  private readonly right: Float64Array;
  private readonly width: number;

  constructor(rank: number) {
    this.width = rank + 1;
    this.normal = new Float64Array(this.width ** 2);
    this.right = new Float64Array(this.width);
  }

  start(regularisation: number): void {
    this.normal.fill(0);
    this.right.fill(0);
    for (let k = 0; k < this.width; k++) this.normal[k * this.width + k] = regularisation;
  }

  add(rows: Float32Array, row: number, residual: number): void {
    const { width, normal, right } = this;
    const start = row * width;
    const unexplained = residual - rows[start];
    normal[0]++;
    right[0] += unexplained;
    for (let i = 1; i < width; i++) {
      const value = rows[start + i];
      const line = i * width;
      normal[line] += value;
      for (let j = 1; j <= i; j++) normal[line + j] += value * rows[start + j];
      right[i] += unexplained * value;
    }
  }

  /** Its own array: copy it before the next start. */
  solve(): Float64Array {
    return this.solveFor(this.right);
  }

  /** The inverse of the normal matrix times `right`, in place; uses the matrix up. */
  solveFor(right: Float64Array): Float64Array {
    solveInPlace(this.normal, right, this.width);
    return right;
  }
}

/** The visitor's side, from their own ratings; zero for who has given none. */
export function foldInRatings(state: ItemRatings, { rated }: Pick<Profile, 'rated'>): Rater {
  return { factor: rated.length === 0 ? new Float64Array(state.rank + 1) : solverOf(state, rated).solve() };
}

function solverOf(state: ItemRatings, rated: Profile['rated']): Solver {
  const solver = new Solver(state.rank);
  solver.start(state.regularisation * rated.length);
  for (const { item, stars } of rated) solver.add(state.items, item, stars - state.mean);
  return solver;
}

/** The rating that a person would give, on the shop's own scale; null where the log had none. */
export function predictRating(state: ItemRatings, { factor }: Rater, item: number): number | null {
  if (state.items.length === 0) return null;
  return ratingOf(state.mean + product(state.items, item, factor), state);
}

/** Scores are predicted stars, uncut; without ratings of their own a visitor gets what everybody rates best. */
export const biasedMf: Model<ItemRatings> = {
  name: 'biased-mf',
  paper: 'Koren, Bell & Volinsky 2009, Matrix Factorization Techniques for Recommender Systems',
  fit: ({ catalog, log }, { seed }, control) => trainBiasedMf(log, catalog.items.length, { seed }, control),
  scores(state, visitor, out) {
    if (state.items.length === 0) return false;
    const { factor } = foldInRatings(state, visitor);
    for (let item = 0; item < out.length; item++) out[item] = state.mean + product(state.items, item, factor);
    return true;
  },
  /** Exact: a visitor's side is linear in their ratings, so each brings its own share. */
  because(state, { rated }, item) {
    if (state.items.length === 0 || rated.length === 0) return [];
    const width = state.rank + 1;
    const asked = Float64Array.from(state.items.subarray(item * width, (item + 1) * width));
    asked[0] = 1;
    const weights = solverOf(state, rated).solveFor(asked);
    const amounts = rated.map(({ item: own, stars }): Because => {
      const start = own * width;
      let weight = weights[0];
      for (let k = 1; k < width; k++) weight += weights[k] * state.items[start + k];
      return { item: own, amount: weight * (stars - state.mean - state.items[start]) };
    });
    return amounts.sort((a, b) => b.amount - a.amount);
  },
  save: ({ items, ...settings }) => ({ settings, arrays: { items }, columns: { items: settings.rank + 1 } }),
  load: ({ settings, arrays }) => ({
    lowest: settings.lowest,
    highest: settings.highest,
    mean: settings.mean,
    rank: settings.rank,
    regularisation: settings.regularisation,
    items: arrays.items as Float32Array,
  }),
};
