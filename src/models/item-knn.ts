/**
 * Item kNN: an item is recommended for being like things the visitor has, by who chose both (Sarwar, Karypis,
 * Konstan & Riedl 2001, "Item-Based Collaborative Filtering Recommendation Algorithms", WWW; Deshpande &
 * Karypis 2004, "Item-Based Top-N Recommendation Algorithms", TOIS). Three likenesses, one count. All read
 * what was chosen, never how it was rated: ratings are another model's business.
 */
import { type Control, Pace } from '../compute/pace.ts';
import type { ItemItem } from '../packs/pack.ts';
import type { Touched } from '../profile/profile.ts';
import { interactions, type SparseRows, transpose } from '../training/interactions.ts';
import type { Model } from './model.ts';
import { addRows, largest, RowsBuilder, rowsBehind, savedRows } from './sparse-rows.ts';

/** Two columns of the user x item matrix, in sums. */
interface Columns {
  /** Sum of products. */
  product: number;
  /** Sums of values. */
  sumA: number;
  sumB: number;
  /** Sums of squares. */
  squareA: number;
  squareB: number;
  /** Length of the columns. */
  users: number;
}

/** How alike two items are, at most 1; 0 and less are not neighbours. */
export type Likeness = (columns: Columns) => number;

export const LIKENESS = {
  /** Of the columns. */
  cosine: ({ product, squareA, squareB }) => product / Math.sqrt(squareA * squareB),
  /**
   * Correlation of the columns over all users, zeros included: for plain purchases the phi coefficient. (Over
   * co-raters alone it would compare ratings, and purchases have none.)
   */
  pearson({ product, sumA, sumB, squareA, squareB, users }) {
    const spread = (users * squareA - sumA ** 2) * (users * squareB - sumB ** 2);
    return spread > 0 ? (users * product - sumA * sumB) / Math.sqrt(spread) : 0;
  },
  /** Shared users as a part of either's; for values between 0 and 1 its extension by Tanimoto. */
  jaccard: ({ product, squareA, squareB }) => product / (squareA + squareB - product),
} satisfies Record<string, Likeness>;

export interface KnnOptions {
  /** Neighbours kept per item. */
  neighbours: number;
  /** A likeness seen in s users is multiplied by s / (s + this): chance meetings are few. */
  shrinkage: number;
}

/**
 * From a sweep of 5 to 200 neighbours and shrinkages of 0 to 100 on Online Retail, its last two orders held
 * out: shrinkage lifts Pearson by a tenth and hardly matters to cosine. Ten neighbours with a shrinkage of 50
 * do up to 7 % better there, but ten are all that a visitor of one item would see.
 */
export const KNN_DEFAULTS: KnnOptions = { neighbours: 20, shrinkage: 20 };

/**
 * @param matrix users x items, values 0 to 1.
 * @returns Each item's nearest others by falling likeness, ties by index.
 */
export async function trainItemKnn(
  matrix: SparseRows,
  likeness: Likeness,
  options: Partial<KnnOptions> = {},
  control: Control = {},
): Promise<ItemItem> {
  const { neighbours, shrinkage } = { ...KNN_DEFAULTS, ...options };
  const byItem = transpose(matrix);
  const items = matrix.columns;
  const users = matrix.rows;
  const sum = new Float64Array(items);
  const square = new Float64Array(items);
  for (let at = 0; at < matrix.column.length; at++) {
    sum[matrix.column[at]] += matrix.value[at];
    square[matrix.column[at]] += matrix.value[at] ** 2;
  }
  let pairs = items * items;
  for (let user = 0; user < users; user++) pairs += (matrix.offset[user + 1] - matrix.offset[user]) ** 2;

  const pace = new Pace(pairs, control);
  const rows = new RowsBuilder(items);
  const product = new Float64Array(items);
  const shared = new Uint32Array(items);
  const likenesses = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    product.fill(0);
    shared.fill(0);
    let work = items;
    for (let at = byItem.offset[item]; at < byItem.offset[item + 1]; at++) {
      const user = byItem.column[at];
      const end = matrix.offset[user + 1];
      for (let other = matrix.offset[user]; other < end; other++) {
        product[matrix.column[other]] += byItem.value[at] * matrix.value[other];
        shared[matrix.column[other]]++;
      }
      work += end - matrix.offset[user];
    }
    shared[item] = 0;
    likenesses.fill(0);
    for (let other = 0; other < items; other++) {
      const both = shared[other];
      if (both === 0) continue;
      const like = likeness({
        product: product[other],
        sumA: sum[item],
        sumB: sum[other],
        squareA: square[item],
        squareB: square[other],
        users,
      });
      likenesses[other] = Math.max(0, (like * both) / (both + shrinkage));
    }
    for (const other of largest(likenesses, neighbours)) rows.add(item, other, likenesses[other]);
    if (pace.did(work)) await pace.turn();
  }
  return rows.build();
}

/** Scores are sums of likeness to the visitor's own items. */
function knnModel(name: keyof typeof LIKENESS): Model<ItemItem> {
  return {
    name: `item-knn-${name}`,
    paper:
      'Sarwar, Karypis, Konstan & Riedl 2001, Item-Based Collaborative Filtering Recommendation Algorithms',
    fit: ({ catalog, log }, { settings }, control) =>
      trainItemKnn(interactions(log, catalog.items.length), LIKENESS[name], settings?.['item-knn'], control),
    scores: (state, visitor, out) => addRows(state, visitor, weight, out),
    because: (state, visitor, item) => rowsBehind(state, visitor, weight, item),
    ...savedRows,
  };
}

/** The whole history alike, as in the papers. */
const weight = ({ lasting }: Touched) => lasting;

export const itemKnnCosine = knnModel('cosine');
export const itemKnnPearson = knnModel('pearson');
export const itemKnnJaccard = knnModel('jaccard');
