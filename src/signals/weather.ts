/**
 * Weather fit: how well items' texts suit the weather that the visitor chose. No `Signal`, for no log knows the
 * weather and no fusion could learn its weight: an amount of its own, beside the fused score.
 */
import { dotRows } from './vectors.ts';

/**
 * How well each item fits the weather: asinh of the z-score of its text's likeness over the catalog, as signals
 * are standardised.
 * @param query The embedded `weatherText`, of length d.
 * @param vectors out.length x d, row-major, of the same encoder.
 * @param out One number an item; all 0 where the texts don't differ.
 * @returns false there, and the caller has nothing to add.
 */
export function weatherFit(query: ArrayLike<number>, vectors: Float32Array, out: Float32Array): boolean {
  out.fill(0);
  if (vectors.length === 0 || vectors.length !== out.length * query.length) return false;
  dotRows(vectors, query, out);
  const mean = out.reduce((sum, value) => sum + value, 0) / out.length;
  const deviation = Math.sqrt(out.reduce((sum, value) => sum + (value - mean) ** 2, 0) / out.length);
  if (!(deviation > 1e-9)) {
    out.fill(0);
    return false;
  }
  for (let item = 0; item < out.length; item++) out[item] = Math.asinh((out[item] - mean) / deviation);
  return true;
}
