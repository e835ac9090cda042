/**
 * Ratings: a shop's own scale of stars or points, stretched to the 1 to 5 stars that profiles speak of.
 */
import type { OrderLog } from './orders.ts';

/** The smallest and the largest rating that was given. */
export interface RatingScale {
  lowest: number;
  highest: number;
}

/** Asked for once a person, and logs are large. */
const scales = new WeakMap<Float32Array, RatingScale | null>();

/** Of a log; null where nobody rated anything. */
export function ratingScale({ rating }: OrderLog): RatingScale | null {
  if (rating === undefined) return null;
  const known = scales.get(rating);
  if (known !== undefined) return known;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of rating) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const scale = lowest <= highest ? { lowest, highest } : null;
  scales.set(rating, scale);
  return scale;
}

/** 1 at the lowest to 5 at the highest; 0 where none was given. A scale of one value says 5. */
export function starsOf(rating: number, { lowest, highest }: RatingScale): number {
  if (Number.isNaN(rating)) return 0;
  return highest === lowest ? 5 : 1 + (4 * (rating - lowest)) / (highest - lowest);
}

/** The other way round; stars beyond 1 or 5 are cut. */
export function ratingOf(stars: number, { lowest, highest }: RatingScale): number {
  return lowest + ((Math.min(5, Math.max(1, stars)) - 1) / 4) * (highest - lowest);
}
