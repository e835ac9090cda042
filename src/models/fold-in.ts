/**
 * Fold-in: the factor of one person, solved exactly from their own history against item factors that stay
 * fixed (Hu, Koren & Volinsky 2008, eq. 4). ALS takes the same step for the population, so a visitor who was
 * never in the training data is treated like one who was.
 */
import { solveInPlace } from '../compute/linear-algebra.ts';
import type { Factors } from '../packs/pack.ts';

/** Y'Y of factors already seen: it is the same for every visitor and the dearest part. */
const grams = new WeakMap<Factors, Float64Array>();

/**
 * The factor x that minimises sum of c_i (p_i - x'y_i)^2 + regularisation |x|^2 over all items, with
 * confidence c_i = 1 + alpha w_i (regularisation times the number of items where `factors.perItem`) and preference p_i = 1 for the given items, c_i = 1 and p_i = 0 elsewhere.
 * @param items Distinct item indices.
 * @param weights Interest in each, positive; 1 is one purchase.
 * @returns Float64Array of length `factors.rank`; an item's score is its product with the item's row.
 */
export function foldIn(factors: Factors, items: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  let gram = grams.get(factors);
  if (gram === undefined) {
    gram = gramOf(factors.items, factors.rank);
    grams.set(factors, gram);
  }
  return new FactorSolver(factors.rank).solve(
    factors.items,
    gram,
    items,
    weights,
    0,
    items.length,
    factors.alpha,
    factors.regularisation * (factors.perItem ? Math.max(1, items.length) : 1),
  );
}

/** Y'Y, rank x rank, lower triangle. */
export function gramOf(rows: Float32Array, rank: number): Float64Array {
  const gram = new Float64Array(rank * rank);
  const sum = new OuterSum(gram, rank);
  for (let at = 0; at < rows.length; at += rank) sum.add(rows, at, 1);
  sum.flush();
  return gram;
}

/** Rows added at once: each pass over the matrix costs as much as the arithmetic of about four. */
const BATCH = 4;

/** Adds weight * y y' for many rows y to the lower triangle of a matrix, a few rows a pass. */
class OuterSum {
  private readonly batch: Float64Array;
  private readonly weights = new Float64Array(BATCH);
  private waiting = 0;

  constructor(
    private readonly target: Float64Array,
    private readonly rank: number,
  ) {
    this.batch = new Float64Array(BATCH * rank);
  }

  /** y is the row of `rows` that starts at `at`. */
  add(rows: Float32Array, at: number, weight: number): void {
    const { rank, batch } = this;
    const start = this.waiting * rank;
    for (let i = 0; i < rank; i++) batch[start + i] = rows[at + i];
    this.weights[this.waiting++] = weight;
    if (this.waiting === BATCH) this.flush();
  }

  /** Adds what still waits. */
  flush(): void {
    if (this.waiting === 0) return;
    this.weights.fill(0, this.waiting);
    const { rank, target, batch, weights } = this;
    const [second, third, fourth] = [rank, 2 * rank, 3 * rank];
    for (let i = 0; i < rank; i++) {
      const a = weights[0] * batch[i];
      const b = weights[1] * batch[second + i];
      const c = weights[2] * batch[third + i];
      const d = weights[3] * batch[fourth + i];
      for (let j = 0, to = i * rank; j <= i; j++, to++) {
        target[to] += a * batch[j] + b * batch[second + j] + (c * batch[third + j] + d * batch[fourth + j]);
      }
    }
    this.waiting = 0;
  }
}

/** Solves one factor at a time, keeping its scratch memory between calls. */
export class FactorSolver {
  private readonly normal: Float64Array;
  private readonly solution: Float64Array;
  private readonly outer: OuterSum;

  constructor(private readonly rank: number) {
    this.normal = new Float64Array(rank * rank);
    this.solution = new Float64Array(rank);
    this.outer = new OuterSum(this.normal, rank);
  }

  /**
   * @param rows The fixed factors, row-major.
   * @param gram Their `gramOf`.
   * @param columns Rows that the person touched, from `from` to `to`, with their `weights`.
   * @returns The solver's own array: copy it before the next call.
   */
  solve(
    rows: Float32Array,
    gram: Float64Array,
    columns: ArrayLike<number>,
    weights: ArrayLike<number>,
    from: number,
    to: number,
    alpha: number,
    regularisation: number,
  ): Float64Array {
    const { rank, normal, solution, outer } = this;
    normal.set(gram);
    for (let i = 0; i < rank; i++) normal[i * rank + i] += regularisation;
    solution.fill(0);
    for (let k = from; k < to; k++) {
      const at = columns[k] * rank;
      const extra = alpha * weights[k];
      outer.add(rows, at, extra);
      for (let i = 0; i < rank; i++) solution[i] += (1 + extra) * rows[at + i];
    }
    outer.flush();
    solveInPlace(normal, solution, rank);
    return solution;
  }
}
