/** A function of one input as an encoder in this thread: for workers, tests and Node. */
import type { EncoderStamp } from '../../packs/pack.ts';
import type { Encoder } from '../encoder.ts';

/** @param describe gives `stamp.dimensions` numbers */
export function rowByRow<Input>(
  stamp: EncoderStamp,
  describe: (input: Input) => Float32Array,
): Encoder<Input> {
  return {
    stamp,
    backend: 'cpu',
    async encode(inputs, onProgress, signal) {
      const rows = new Float32Array(inputs.length * stamp.dimensions);
      for (const [i, input] of inputs.entries()) {
        signal?.throwIfAborted();
        rows.set(describe(input), i * stamp.dimensions);
        onProgress?.(i + 1, inputs.length);
      }
      signal?.throwIfAborted();
      return rows;
    },
    dispose: async () => {},
  };
}
