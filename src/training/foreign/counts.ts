/**
 * How many people hold two items at once, counted elsewhere, and the item-item weights that follow from it.
 * Counting pairs is all of EASE that needs the orders, and every engine that speaks SQL can do it.
 */
import type { Catalog } from '../../catalog/item.ts';
import { UnreadableFileError } from '../../catalog/problem.ts';
import { NotPositiveDefiniteError } from '../../compute/linear-algebra.ts';
import type { Control } from '../../compute/pace.ts';
import { EASE_DEFAULTS, trainEaseFromCounts } from '../../models/ease.ts';
import { largest, RowsBuilder } from '../../models/sparse-rows.ts';
import type { ItemItem } from '../../packs/pack.ts';
import type { SparseRows } from '../interactions.ts';
import { type ForeignFile, readRows, requireColumns } from './table.ts';

export interface CountsReport {
  /** Rows that were used, and rows of items that the catalog doesn't have. */
  pairs: number;
  unknown: number;
  /** Items with at least one pair. */
  items: number;
  /** The closed form, or cosines where too many pairs were left out for it. */
  method: 'ease' | 'cosine';
}

/**
 * Columns `item_a`, `item_b` and `count`: people who hold both, in either order; rows with the same item twice
 * say how many hold it.
 * @throws UnreadableFileError, the signal's reason
 */
export async function readItemCounts(
  file: ForeignFile,
  { items }: Catalog,
  control: Control = {},
): Promise<{ itemItem: ItemItem; report: CountsReport }> {
  const indexOf = new Map(items.map(({ id }, index) => [id, index]));
  const pairs: Pairs = { a: [], b: [], count: [] };
  let unknown = 0;
  const check = (columns: readonly string[]) =>
    requireColumns(file.name, columns, ['item_a', 'item_b', 'count']);
  for await (const row of readRows(file, check, control.signal)) {
    const a = indexOf.get(row.text('item_a'));
    const b = indexOf.get(row.text('item_b'));
    const count = row.number('count');
    if (count < 0) throw refused(file.name, row.line, `The count ${count} is below zero.`);
    if (a === undefined || b === undefined) unknown++;
    else {
      pairs.a.push(a);
      pairs.b.push(b);
      pairs.count.push(count);
    }
  }
  const counts = matrixOf(pairs, items.length);
  checkDiagonal(counts, (item) => items[item].id, file.name);
  let known = 0;
  for (let item = 0; item < items.length; item++) if (counts.offset[item + 1] > counts.offset[item]) known++;
  const report: CountsReport = { pairs: pairs.count.length, unknown, items: known, method: 'ease' };
  try {
    return { itemItem: await trainEaseFromCounts(counts, {}, control), report };
  } catch (error) {
    if (!(error instanceof NotPositiveDefiniteError)) throw error;
    return { itemItem: cosines(counts, EASE_DEFAULTS.keep), report: { ...report, method: 'cosine' } };
  }
}

interface Pairs {
  a: number[];
  b: number[];
  count: number[];
}

/** Both halves from either; a pair that comes twice has its last count. */
function matrixOf({ a, b, count }: Pairs, items: number): SparseRows {
  const offset = new Uint32Array(items + 1);
  for (let pair = 0; pair < count.length; pair++) {
    offset[a[pair] + 1]++;
    if (a[pair] !== b[pair]) offset[b[pair] + 1]++;
  }
  for (let item = 0; item < items; item++) offset[item + 1] += offset[item];
  const next = offset.slice();
  const column = new Uint32Array(offset[items]);
  const value = new Float32Array(offset[items]);
  const add = (row: number, other: number, held: number) => {
    column[next[row]] = other;
    value[next[row]++] = held;
  };
  for (let pair = 0; pair < count.length; pair++) {
    add(a[pair], b[pair], count[pair]);
    if (a[pair] !== b[pair]) add(b[pair], a[pair], count[pair]);
  }
  return ascending({ rows: items, columns: items, offset, column, value });
}

/** With columns ascending in each row, and of equal ones the last. */
function ascending({ rows, columns, offset, column, value }: SparseRows): SparseRows {
  const sorted = { offset: new Uint32Array(rows + 1), column: column.slice(), value: value.slice() };
  const held = new Float32Array(columns).fill(Number.NaN);
  let filled = 0;
  for (let row = 0; row < rows; row++) {
    for (let at = offset[row]; at < offset[row + 1]; at++) held[column[at]] = value[at];
    for (const other of column.slice(offset[row], offset[row + 1]).sort()) {
      if (Number.isNaN(held[other])) continue;
      sorted.column[filled] = other;
      sorted.value[filled++] = held[other];
      held[other] = Number.NaN;
    }
    sorted.offset[row + 1] = filled;
  }
  return {
    rows,
    columns,
    offset: sorted.offset,
    column: sorted.column.slice(0, filled),
    value: sorted.value.slice(0, filled),
  };
}

/** Nobody can hold two items who doesn't hold the one. */
function checkDiagonal(
  { rows, offset, column, value }: SparseRows,
  idOf: (item: number) => string,
  file: string,
): void {
  for (let item = 0; item < rows; item++) {
    let alone = 0;
    for (let at = offset[item]; at < offset[item + 1]; at++) if (column[at] === item) alone = value[at];
    for (let at = offset[item]; at < offset[item + 1]; at++) {
      if (value[at] <= alone) continue;
      throw refused(
        file,
        null,
        `${value[at]} people hold ${idOf(item)} and ${idOf(column[at])}, but ${alone} hold ${idOf(item)}.`,
        'Write rows with item_a = item_b, too: how many people hold each item.',
      );
    }
  }
}

/** Of items as sets of people: both / sqrt(one x other). */
function cosines({ rows: items, offset, column, value }: SparseRows, keep: number): ItemItem {
  const people = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    for (let at = offset[item]; at < offset[item + 1]; at++)
      if (column[at] === item) people[item] = value[at];
  }
  const weights = new RowsBuilder(items);
  const row = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    row.fill(0);
    for (let at = offset[item]; at < offset[item + 1]; at++) {
      const other = column[at];
      if (other !== item) row[other] = value[at] / Math.sqrt(people[item] * people[other]);
    }
    for (const other of largest(row, keep)) weights.add(item, other, row[other]);
  }
  return weights.build();
}

function refused(
  file: string,
  line: number | null,
  message: string,
  fix = 'Count people, not orders.',
): UnreadableFileError {
  return new UnreadableFileError({ file, line, field: 'count', message, fix });
}
