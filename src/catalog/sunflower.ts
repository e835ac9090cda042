/** Points of a round bed, evenly apart: where things stand that nothing else puts in a place. */

/** Radians between neighbours of a sunflower: points at this angle never line up (Vogel 1979). */
export const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Points around the centre of the unit square, evenly apart, the first in the middle. n x 2, row-major. */
export function sunflower(n: number): Float32Array {
  const positions = new Float32Array(n * 2);
  for (let i = 0; i < n; i++) {
    const radius = 0.48 * Math.sqrt(i / Math.max(1, n));
    positions[i * 2] = 0.5 + radius * Math.cos(i * GOLDEN_ANGLE);
    positions[i * 2 + 1] = 0.5 + radius * Math.sin(i * GOLDEN_ANGLE);
  }
  return positions;
}
