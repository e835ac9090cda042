/**
 * Sparse rows of weights between items: choosing the largest, packing them, and scoring with them.
 */
import type { ItemItem } from '../packs/pack.ts';
import type { Profile, Touched } from '../profile/profile.ts';
import type { Because, Saved } from './model.ts';

/** Indices of the `count` largest absolute non-zero values, largest first, ties to the lower index. */
export function largest(values: Float32Array, count: number): number[] {
  // A heap whose root is the weakest of those kept; most values fail against it at once.
  const heap: number[] = [];
  const weaker = (a: number, b: number) => {
    const difference = Math.abs(values[a]) - Math.abs(values[b]);
    return difference < 0 || (difference === 0 && a > b);
  };
  const sink = () => {
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && weaker(heap[child], heap[least])) least = child;
      }
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least], heap[at]];
      at = least;
    }
  };
  for (let index = 0; index < values.length; index++) {
    if (values[index] === 0) continue;
    if (heap.length < count) {
      let at = heap.push(index) - 1;
      while (at > 0 && weaker(heap[at], heap[(at - 1) >> 1])) {
        const parent = (at - 1) >> 1;
        [heap[at], heap[parent]] = [heap[parent], heap[at]];
        at = parent;
      }
    } else if (count > 0 && weaker(heap[0], index)) {
      heap[0] = index;
      sink();
    }
  }
  return heap.sort((a, b) => (weaker(b, a) ? -1 : 1));
}

/** Rows without a weight. */
export function emptyRows(items: number): ItemItem {
  return { offset: new Uint32Array(items + 1), target: new Uint32Array(0), weight: new Float32Array(0) };
}

/** Collects weights in any order of rows and packs them as CSR; inside a row the order of adding stays. */
export class RowsBuilder {
  private readonly source: number[] = [];
  private readonly target: number[] = [];
  private readonly weight: number[] = [];

  constructor(private readonly items: number) {}

  add(source: number, target: number, weight: number): void {
    this.source.push(source);
    this.target.push(target);
    this.weight.push(weight);
  }

  build(): ItemItem {
    const offset = new Uint32Array(this.items + 1);
    for (const source of this.source) offset[source + 1]++;
    for (let item = 0; item < this.items; item++) offset[item + 1] += offset[item];
    const next = offset.slice();
    const target = new Uint32Array(this.target.length);
    const weight = new Float32Array(this.target.length);
    this.source.forEach((source, at) => {
      const to = next[source]++;
      target[to] = this.target[at];
      weight[to] = this.weight[at];
    });
    return { offset, target, weight };
  }
}

/** An item that a visitor's score starts from, and how much it counts. */
export interface Own {
  item: number;
  weight: number;
}

/**
 * Sum over own items of weight x row, into `out`.
 * @returns false where none of them has a row
 */
export function addWeighted(rows: ItemItem, owned: Iterable<Own>, out: Float32Array): boolean {
  let found = false;
  for (const { item, weight } of owned) {
    const end = rows.offset[item + 1];
    for (let at = rows.offset[item]; at < end; at++) {
      out[rows.target[at]] += weight * rows.weight[at];
      found = true;
    }
  }
  return found;
}

/** The terms of `addWeighted` that make one item's score, largest first. */
export function weightedBehind(rows: ItemItem, owned: Iterable<Own>, item: number): Because[] {
  const amounts: Because[] = [];
  for (const own of owned) {
    const place = rows.target.subarray(rows.offset[own.item], rows.offset[own.item + 1]).indexOf(item);
    if (place < 0) continue;
    amounts.push({ item: own.item, amount: own.weight * rows.weight[rows.offset[own.item] + place] });
  }
  return amounts.sort((a, b) => b.amount - a.amount);
}

/** `addWeighted` of all touched items, each as much as `weightOf` says. */
export function addRows(
  rows: ItemItem,
  { touched }: Profile,
  weightOf: (own: Touched) => number,
  out: Float32Array,
): boolean {
  return addWeighted(rows, weighed(touched, weightOf), out);
}

/** The terms of `addRows` that make one item's score, largest first. */
export function rowsBehind(
  rows: ItemItem,
  { touched }: Profile,
  weightOf: (own: Touched) => number,
  item: number,
): Because[] {
  return weightedBehind(rows, weighed(touched, weightOf), item);
}

const weighed = (touched: readonly Touched[], weightOf: (own: Touched) => number): Own[] =>
  touched.map((own) => ({ item: own.item, weight: weightOf(own) }));

/** `save` and `load` of models whose whole state is such rows. */
export const savedRows = {
  save: ({ offset, target, weight }: ItemItem): Saved => ({
    settings: {},
    arrays: { offset, target, weight },
  }),
  load: ({ arrays }: Saved): ItemItem => ({
    offset: arrays.offset as Uint32Array,
    target: arrays.target as Uint32Array,
    weight: arrays.weight as Float32Array,
  }),
};
