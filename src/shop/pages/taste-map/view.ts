/** How the map's unit square is laid into a frame on the screen. Pure; zooming multiplies what is here. */

export interface Frame {
  /** px. */
  width: number;
  height: number;
}

/** Frame pixel of a place at zoom 1: `x + scaleX * place.x`. */
export interface Fit {
  x: number;
  y: number;
  scaleX: number;
  scaleY: number;
}

/** A map has no true proportions: so much may one side be stretched to fill the frame. */
const MOST_STRETCH = 1.6;

/** Room for names and dots at the edge, as a share of the frame's side. */
const MARGIN = 0.07;

/** @param positions n x 2; none, or all in one place, lie in the frame's middle */
export function fitInto(positions: Float32Array, { width, height }: Frame): Fit {
  let [minX, minY, maxX, maxY] = positions.length === 0 ? [0.5, 0.5, 0.5, 0.5] : [1, 1, 0, 0];
  for (let i = 0; i < positions.length; i += 2) {
    minX = Math.min(minX, positions[i]);
    maxX = Math.max(maxX, positions[i]);
    minY = Math.min(minY, positions[i + 1]);
    maxY = Math.max(maxY, positions[i + 1]);
  }
  const fill = (length: number, extent: number) => (length * (1 - 2 * MARGIN)) / Math.max(extent, 1e-3);
  const [fillX, fillY] = [fill(width, maxX - minX), fill(height, maxY - minY)];
  const scaleX = Math.min(fillX, fillY * MOST_STRETCH);
  const scaleY = Math.min(fillY, fillX * MOST_STRETCH);
  return {
    scaleX,
    scaleY,
    x: width / 2 - (scaleX * (minX + maxX)) / 2,
    y: height / 2 - (scaleY * (minY + maxY)) / 2,
  };
}

/** @returns n x 2 in px at zoom 1 */
export function placed(positions: Float32Array, fit: Fit): Float32Array {
  return positions.map((value, i) => (i % 2 === 0 ? fit.x + fit.scaleX * value : fit.y + fit.scaleY * value));
}

/** As far in as single things in a crowd come apart: the more there are, the further. */
export function deepestZoom(items: number): number {
  return Math.min(80, 8 + Math.sqrt(items) / 2);
}
