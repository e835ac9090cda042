/**
 * How alike or how often combined two items are, whoever looks: what "Similar items" and "Because you viewed"
 * rank by. No visitor in it.
 */
import type { ItemItem, Pack } from '../packs/pack.ts';
import { dotRows } from './vectors.ts';

/** Share of the text in relatedness; the rest is item-item. Half each, like the field's usual hybrid. */
const CONTENT_SHARE = 0.5;

/**
 * Relatedness of every item to `item`, into `out` (length n): cosine of texts and item-item weight, each
 * scaled to at most 1. The item itself gets -1.
 */
export function relatedTo(pack: Pick<Pack, 'vectors' | 'itemItem'>, item: number, out: Float32Array): void {
  const d = pack.vectors.length / out.length;
  dotRows(pack.vectors, pack.vectors.subarray(item * d, (item + 1) * d), out);
  for (let i = 0; i < out.length; i++) out[i] *= CONTENT_SHARE;
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
