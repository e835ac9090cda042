/**
 * Newcomers: items that nobody has touched yet borrow weights and factors from the items whose texts are
 * nearest, so that they can be recommended, and learned from, on their first day.
 */
import { type Control, Pace } from '../compute/pace.ts';
import { largest, RowsBuilder } from '../models/sparse-rows.ts';
import type { Factors, ItemItem } from '../packs/pack.ts';

/** Text neighbours that a newcomer borrows from (shared protocol: ten beat plain content). */
const NEIGHBOURS = 10;

/** A newcomer and the known items nearest to it, with shares that sum to 1. */
export interface Newcomer {
  item: number;
  neighbours: { item: number; share: number }[];
}

/** Whether an item has weights of its own. */
export function hasRow({ offset }: ItemItem): (item: number) => boolean {
  return (item) => offset[item + 1] > offset[item];
}

/** Whether an item has a factor of its own. */
export function hasFactor({ items, rank }: Factors): (item: number) => boolean {
  return (item) => items.subarray(item * rank, (item + 1) * rank).some((value) => value !== 0);
}

/**
 * Finds for every unknown item its nearest known ones. Items whose text is like nobody's (no positive cosine)
 * are left out.
 * @param vectors n x dimensions, unit rows.
 */
export async function findNewcomers(
  isKnown: (item: number) => boolean,
  vectors: Float32Array,
  dimensions: number,
  control: Control = {},
): Promise<Newcomer[]> {
  const items = dimensions === 0 ? 0 : vectors.length / dimensions;
  const known: number[] = [];
  const unknown: number[] = [];
  for (let item = 0; item < items; item++) (isKnown(item) ? known : unknown).push(item);
  const pace = new Pace(unknown.length * known.length * dimensions, control);
  const newcomers: Newcomer[] = [];
  const cosine = new Float32Array(items);
  for (const item of unknown) {
    for (const other of known) {
      let product = 0;
      for (let k = 0; k < dimensions; k++) {
        product += vectors[item * dimensions + k] * vectors[other * dimensions + k];
      }
      cosine[other] = Math.max(0, product);
    }
    const nearest = largest(cosine, NEIGHBOURS);
    const sum = nearest.reduce((total, other) => total + cosine[other], 0);
    if (nearest.length > 0) {
      newcomers.push({
        item,
        neighbours: nearest.map((other) => ({ item: other, share: cosine[other] / sum })),
      });
    }
    if (pace.did(known.length * dimensions)) await pace.turn();
  }
  return newcomers;
}

/**
 * `itemItem` with both sides of every newcomer filled in by its neighbours' weighted mean: as a source (what
 * goes with it) and as a target (what leads to it). Known items keep all their own weights; a newcomer gets
 * at most `keep` of each side.
 */
export function imputeItemItem(itemItem: ItemItem, newcomers: readonly Newcomer[], keep: number): ItemItem {
  const { offset, target, weight } = itemItem;
  const items = offset.length - 1;
  const rows = new RowsBuilder(items);
  const incoming: { source: number; weight: number }[][] = Array.from({ length: items }, () => []);
  for (let source = 0; source < items; source++) {
    for (let at = offset[source]; at < offset[source + 1]; at++) {
      rows.add(source, target[at], weight[at]);
      incoming[target[at]].push({ source, weight: weight[at] });
    }
  }
  const outgoingMean = new Float32Array(items);
  const incomingMean = new Float32Array(items);
  for (const { item, neighbours } of newcomers) {
    outgoingMean.fill(0);
    incomingMean.fill(0);
    for (const { item: neighbour, share } of neighbours) {
      for (let at = offset[neighbour]; at < offset[neighbour + 1]; at++) {
        outgoingMean[target[at]] += share * weight[at];
      }
      for (const from of incoming[neighbour]) incomingMean[from.source] += share * from.weight;
    }
    for (const other of largest(outgoingMean, keep)) rows.add(item, other, outgoingMean[other]);
    for (const other of largest(incomingMean, keep)) rows.add(other, item, incomingMean[other]);
  }
  return rows.build();
}

/** `factors` with newcomers' rows filled in by their neighbours' weighted mean. */
export function imputeFactors(factors: Factors, newcomers: readonly Newcomer[]): Factors {
  const { rank } = factors;
  const items = factors.items.slice();
  for (const { item, neighbours } of newcomers) {
    for (let k = 0; k < rank; k++) {
      let sum = 0;
      for (const { item: neighbour, share } of neighbours) {
        sum += share * factors.items[neighbour * rank + k];
      }
      items[item * rank + k] = sum;
    }
  }
  return { ...factors, items };
}
