/** Durations as the Lab prints them, and the quantiles it sums them up by. */
import type { Formats } from '../../../messages/formats.ts';

/** Two digits that matter: "0.42 ms", "9.6 ms", "412 ms". */
export function milliseconds(formats: Formats, duration: number): string {
  const digits = duration < 1 ? 2 : duration < 100 ? 1 : 0;
  return `${formats.fixed(duration, digits)} ms`;
}

/**
 * The `p`-quantile by linear interpolation between order statistics (Hyndman and Fan's type 7, as in NumPy and R).
 *
 * @param values at least one
 * @param p 0 to 1
 */
export function quantile(values: readonly number[], p: number): number {
  const ascending = [...values].sort((a, b) => a - b);
  const place = (ascending.length - 1) * p;
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return ascending[below] + (ascending[above] - ascending[below]) * (place - below);
}
