/**
 * Coarse cells over a picture or its close-up, each a triangle window that overlaps its neighbours: what moves by a part of a cell
 * moves its share from one to the next, and never jumps.
 */
const made = new Map<string, Float32Array>();

/** @returns cells x side; each column of weights over the cells sums to 1 */
export function cellWindows(cells: number, side: number): Float32Array {
  const key = `${cells} of ${side}`;
  const known = made.get(key);
  if (known) return known;
  const windows = new Float32Array(cells * side);
  const step = side / cells;
  for (let i = 0; i < side; i++) {
    // At the rim the outermost cell takes all.
    const place = Math.min(cells - 1, Math.max(0, (i + 0.5) / step - 0.5));
    const cell = Math.min(cells - 2, Math.floor(place));
    windows[cell * side + i] = 1 - (place - cell);
    windows[(cell + 1) * side + i] = place - cell;
  }
  made.set(key, windows);
  return windows;
}

/**
 * @param plane side x side, from `at` on
 * @returns The window-weighted mean of each cell, cells x cells
 */
export function cellMeans(plane: Float32Array, at: number, cells: number, side: number): Float32Array {
  const windows = cellWindows(cells, side);
  const rows = new Float32Array(side * cells);
  for (let y = 0; y < side; y++) {
    for (let cell = 0; cell < cells; cell++) {
      let sum = 0;
      for (let x = 0; x < side; x++) sum += windows[cell * side + x] * plane[at + y * side + x];
      rows[y * cells + cell] = sum;
    }
  }
  const means = new Float32Array(cells * cells);
  const area = (side / cells) ** 2;
  for (let across = 0; across < cells; across++) {
    for (let cell = 0; cell < cells; cell++) {
      let sum = 0;
      for (let y = 0; y < side; y++) sum += windows[cell * side + y] * rows[y * cells + across];
      means[cell * cells + across] = sum / area;
    }
  }
  return means;
}
