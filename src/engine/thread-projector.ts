/** The projector in the thread it is called in, pausing often. Apart from its users, since it brings UMAP along. */
import { projectRows } from '../catalog/projection.ts';
import { MapCancelled, type OnStep, type Projector } from './taste-map.ts';

/** The same pack gives the same map. */
const SEED = 1;

export class ThreadProjector implements Projector {
  #stop = new AbortController();

  project(vectors: Float32Array, d: number, onStep: OnStep): Promise<Float32Array> {
    this.#stop = new AbortController();
    let fraction = 0;
    return projectRows(vectors, d, SEED, {
      signal: this.#stop.signal,
      onProgress: (now) => {
        fraction = now;
        onStep(fraction, null);
      },
      onLayout: (positions) => onStep(fraction, positions),
    });
  }

  cancel(): void {
    this.#stop.abort(new MapCancelled());
  }
}
