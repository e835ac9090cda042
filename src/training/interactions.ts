/**
 * Interactions: the user x item matrix that EASE and ALS learn from, sparse, in both orders. Derived from an
 * order log; knows nothing of time.
 */
import { EVENT_TYPES, type EventType } from '../history/event.ts';
import { EVENT_WEIGHT } from '../profile/event-weights.ts';
import type { OrderEventType, OrderLog } from './orders.ts';

/** Rows of a sparse matrix (CSR): row r holds `column` and `value` from offset[r] to offset[r + 1]. */
export interface SparseRows {
  rows: number;
  columns: number;
  offset: Uint32Array;
  /** Ascending inside a row. */
  column: Uint32Array;
  value: Float32Array;
}

/** Events that training learns from; the rest (searching, hiding, ...) is between a visitor and their device. */
const LEARNED_FROM: readonly EventType[] = [
  'view_item',
  'add_to_cart',
  'add_to_wishlist',
  'purchase',
] satisfies OrderEventType[];

/** Interest by index into EVENT_TYPES, as a visitor's profile weighs it; 0 for types that training ignores. */
export const interestOf: readonly number[] = EVENT_TYPES.map((type) =>
  LEARNED_FROM.includes(type) ? EVENT_WEIGHT[type] : 0,
);

export const PURCHASE = EVENT_TYPES.indexOf('purchase');

/**
 * One row a user: the strongest interest shown in each item, relative to the strongest kind of event in the
 * log, so that a log of views alone gives the models the same scale as one of purchases.
 * @param items Size of the catalog.
 */
export function interactions(log: OrderLog, items: number): SparseRows {
  let strongest = 0;
  for (const type of log.type) strongest = Math.max(strongest, interestOf[type]);

  const offset = new Uint32Array(log.users + 1);
  const column = new Uint32Array(log.item.length);
  const value = new Float32Array(log.item.length);
  const best = new Float32Array(items);
  let at = 0;
  let filled = 0;
  for (let user = 0; user < log.users; user++) {
    const touched: number[] = [];
    for (; at < log.user.length && log.user[at] === user; at++) {
      const interest = interestOf[log.type[at]] / strongest;
      const item = log.item[at];
      if (interest > 0 && best[item] === 0) touched.push(item);
      if (interest > best[item]) best[item] = interest;
    }
    touched.sort((a, b) => a - b);
    for (const item of touched) {
      column[filled] = item;
      value[filled] = best[item];
      best[item] = 0;
      filled++;
    }
    offset[user + 1] = filled;
  }
  return {
    rows: log.users,
    columns: items,
    offset,
    column: column.slice(0, filled),
    value: value.slice(0, filled),
  };
}

/** The same matrix by its columns. */
export function transpose(matrix: SparseRows): SparseRows {
  const offset = new Uint32Array(matrix.columns + 1);
  for (const column of matrix.column) offset[column + 1]++;
  for (let c = 0; c < matrix.columns; c++) offset[c + 1] += offset[c];
  const next = offset.slice();
  const column = new Uint32Array(matrix.column.length);
  const value = new Float32Array(matrix.column.length);
  for (let row = 0; row < matrix.rows; row++) {
    for (let at = matrix.offset[row]; at < matrix.offset[row + 1]; at++) {
      const to = next[matrix.column[at]]++;
      column[to] = row;
      value[to] = matrix.value[at];
    }
  }
  return { rows: matrix.columns, columns: matrix.rows, offset, column, value };
}
