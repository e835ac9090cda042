/**
 * Edges: in which directions colour changes, in 4 x 4 overlapping cells of the close-up and 4 soft orientations (HOG:
 * Dalal & Triggs, "Histograms of oriented gradients", CVPR 2005). Gradients are taken of all three channels at once
 * (Di Zenzo, "A note on the gradient of a multi-image", 1986), so that red on green of one lightness is an edge, too.
 */
import { CLOSE_UP, type Thing } from './thing.ts';
import { cellMeans } from './windows.ts';

export const EDGE_CELLS = 4;
export const ORIENTATIONS = 4;
export const EDGES_SIZE = EDGE_CELLS ** 2 * ORIENTATIONS;

/** Concentration around an orientation, on twice its angle. */
export const ORIENTATION_FOCUS = 3;

/** Gradients below this are noise; roots have a finite slope. */
export const LEAST_GRADIENT = 1e-3;

/** Cosine and sine of twice each orientation, ORIENTATIONS x 2. */
export const ORIENTATION_AXES = Float32Array.from({ length: ORIENTATIONS * 2 }, (_, i) => {
  const angle = (2 * Math.PI * (i >> 1)) / ORIENTATIONS;
  return i % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
});

export interface Gradients {
  /** How much colour changes at each place, CLOSE_UP x CLOSE_UP. */
  strength: Float32Array;
  /** Cosine and sine of twice the direction in which it does. */
  cosine: Float32Array;
  sine: Float32Array;
}

/** Central differences; at the rim, towards what is behind. */
export function gradientsOf({ closeUp }: Thing): Gradients {
  const pixels = CLOSE_UP ** 2;
  const [strength, cosine, sine] = [0, 1, 2].map(() => new Float32Array(pixels));
  for (let y = 0; y < CLOSE_UP; y++) {
    for (let x = 0; x < CLOSE_UP; x++) {
      const i = y * CLOSE_UP + x;
      let [xx, yy, xy] = [0, 0, 0];
      for (let channel = 1; channel <= 3; channel++) {
        const at = channel * pixels + i;
        const dx = (x < CLOSE_UP - 1 ? closeUp[at + 1] : 0) - (x > 0 ? closeUp[at - 1] : 0);
        const dy = (y < CLOSE_UP - 1 ? closeUp[at + CLOSE_UP] : 0) - (y > 0 ? closeUp[at - CLOSE_UP] : 0);
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
      }
      const energy = xx + yy + LEAST_GRADIENT ** 2;
      strength[i] = Math.sqrt(energy) - LEAST_GRADIENT;
      cosine[i] = (xx - yy) / energy;
      sine[i] = (2 * xy) / energy;
    }
  }
  return { strength, cosine, sine };
}

/** @returns Root of the strength in each cell by orientation: orientations' grids one after another */
export function edgesOf({ strength, cosine, sine }: Gradients): Float32Array {
  const pixels = CLOSE_UP ** 2;
  const planes = new Float32Array(ORIENTATIONS * pixels);
  const shares = new Float32Array(ORIENTATIONS);
  for (let i = 0; i < pixels; i++) {
    let sum = 0;
    for (let k = 0; k < ORIENTATIONS; k++) {
      shares[k] = Math.exp(
        ORIENTATION_FOCUS * (cosine[i] * ORIENTATION_AXES[2 * k] + sine[i] * ORIENTATION_AXES[2 * k + 1] - 1),
      );
      sum += shares[k];
    }
    for (let k = 0; k < ORIENTATIONS; k++) planes[k * pixels + i] = (strength[i] * shares[k]) / sum;
  }
  const edges = new Float32Array(EDGES_SIZE);
  for (let k = 0; k < ORIENTATIONS; k++)
    edges.set(
      cellMeans(planes, k * pixels, EDGE_CELLS, CLOSE_UP).map((mean) => Math.sqrt(mean + 1e-6)),
      k * EDGE_CELLS ** 2,
    );
  return edges;
}
