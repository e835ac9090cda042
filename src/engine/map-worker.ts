/** The map's worker: apart from the engine, so that shopping goes on and cancelling is ending it. */
import '../compute/trusted-scripts.ts';
import type { OnStep } from './taste-map.ts';
import { ThreadProjector } from './thread-projector.ts';
import { Comlink } from './wire.ts';

Comlink.expose({
  async project(vectors: Float32Array, d: number, onStep: OnStep): Promise<Float32Array> {
    const positions = await new ThreadProjector().project(vectors, d, onStep);
    return Comlink.transfer(positions, [positions.buffer]);
  },
});
