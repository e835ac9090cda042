/** Rounding that keeps a sum true on paper. Pure. */

/**
 * Rounds parts to hundredths so that they add up to the rounded total: each is rounded down, and the
 * hundredths that are then missing go to the parts that lost most (largest remainder method).
 *
 * @param parts add up to `total`, up to floating point
 */
export function roundedToSum(parts: readonly number[], total: number): number[] {
  const exact = parts.map((part) => part * 100);
  const units = exact.map(Math.floor);
  const missing = Math.round(total * 100) - units.reduce((sum, unit) => sum + unit, 0);
  const byLoss = exact
    .map((value, index) => ({ index, loss: value - units[index] }))
    .sort((a, b) => b.loss - a.loss || a.index - b.index);
  for (const { index } of byLoss.slice(0, Math.max(0, missing))) units[index] += 1;
  return units.map((unit) => unit / 100);
}
