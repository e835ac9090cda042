/** The few statistics that figures are told by. */

/**
 * Nearest rank: the smallest measured value that at least the share `p` of all values don't exceed.
 *
 * @param p 0 to 1
 * @throws RangeError without values
 */
export function percentile(values: readonly number[], p: number): number {
  if (values.length === 0) throw new RangeError('There is no percentile of nothing: nothing was measured.');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
}

/** For a handful of runs. */
export function spread(values: readonly number[]): Record<'min' | 'median' | 'max', number> {
  return { min: percentile(values, 0), median: percentile(values, 0.5), max: percentile(values, 1) };
}

/** For many repetitions. */
export function tail(values: readonly number[]): Record<'p50' | 'p95' | 'max', number> {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95), max: percentile(values, 1) };
}
