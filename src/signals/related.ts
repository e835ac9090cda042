/**
 * How alike or how often combined two items are, whoever looks: what "Similar items" and "Because you viewed"
 * rank by. No visitor in it.
 */
import type { ItemItem, Pack } from '../packs/pack.ts';
import { dotRows } from './vectors.ts';

/**
 * Share of the text in relatedness; the rest is item-item. By eye, on the demo and on a real shop: with half
 * and half, a chance pair of purchases outweighs a like thing.
 */
const CONTENT_SHARE = 0.65;

/**
 * Relatedness of every item to `item`, into `out` (length n): cosine of texts, 0 at the catalog's mean and 1
 * at its nearest, and item-item weight over the strongest. The item itself gets -1.
 */
export function relatedTo(pack: Pick<Pack, 'vectors' | 'itemItem'>, item: number, out: Float32Array): void {
  const n = out.length;
  const d = pack.vectors.length / n;
  dotRows(pack.vectors, pack.vectors.subarray(item * d, (item + 1) * d), out);
  let nearest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (i === item) continue;
    sum += out[i];
    nearest = Math.max(nearest, out[i]);
  }
  const mean = sum / Math.max(1, n - 1);
  const scale = nearest > mean ? CONTENT_SHARE / (nearest - mean) : 0;
  for (let i = 0; i < n; i++) out[i] = (out[i] - mean) * scale;
  const row = rowOf(pack.itemItem, item);
  const strongest = row.reduce((most, { weight }) => Math.max(most, weight), 0);
  if (strongest > 0) {
    for (const { target, weight } of row) out[target] += ((1 - CONTENT_SHARE) * weight) / strongest;
  }
  out[item] = -1;
}

/** One source row of a sparse matrix, in its stored order: strongest first. */
export function rowOf(
  { offset, target, weight }: ItemItem,
  item: number,
): { target: number; weight: number }[] {
  const row: { target: number; weight: number }[] = [];
  for (let at = offset[item]; at < offset[item + 1]; at++)
    row.push({ target: target[at], weight: weight[at] });
  return row;
}
