/** The projector in a browser: a worker that lives for one map, and the engine's own thread where workers are missing. */
import { Lifeline } from '../encoders/lifeline.ts';
import { MapCancelled, type OnStep, type Projector } from './taste-map.ts';
import { Comlink } from './wire.ts';

/** The map's worker died, most likely for want of memory. */
export class MapDied extends Error {
  override name = 'MapDied';
}

export class BrowserProjector implements Projector {
  #end: (reason: Error) => void = () => {};

  async project(vectors: Float32Array, d: number, onStep: OnStep): Promise<Float32Array> {
    if (typeof Worker === 'undefined') {
      const { ThreadProjector } = await import('./thread-projector.ts');
      const inThread = new ThreadProjector();
      this.#end = () => inThread.cancel();
      return inThread.project(vectors, d, onStep);
    }
    const worker = new Worker(new URL('./map-worker.ts', import.meta.url), { type: 'module', name: 'map' });
    const line = new Lifeline();
    this.#end = (reason) => line.end(reason);
    worker.addEventListener('error', ({ message }) => {
      line.end(
        new MapDied(
          `The map could not be drawn (${message || 'its worker could not start'}). Please try again.`,
        ),
      );
    });
    try {
      return await line.hold(Comlink.wrap<Projector>(worker).project(vectors, d, onStep));
    } finally {
      worker.terminate();
    }
  }

  cancel(): void {
    this.#end(new MapCancelled());
  }
}
