/** The built-in descriptor of sounds as an encoder: plain computation, where it is called; nothing is loaded. */
import type { Clip, Encoder } from '../encoder.ts';
import { describeClip } from './descriptor.ts';
import { SOUNDS } from './sounds-stamp.ts';

/**
 * Its `encode` throws MediaFileError for a clip that is silent or too short: `decodeRecording` lets none through.
 */
export function audioEncoder(): Encoder<Clip> {
  return {
    stamp: SOUNDS,
    backend: 'cpu',
    async encode(clips, onProgress, signal) {
      const vectors = new Float32Array(clips.length * SOUNDS.dimensions);
      for (const [i, clip] of clips.entries()) {
        signal?.throwIfAborted();
        vectors.set(describeClip(clip).vector, i * SOUNDS.dimensions);
        onProgress?.(i + 1, clips.length);
        // Lets messages in: one of them may be the wish to stop.
        await new Promise((resolve) => setTimeout(resolve));
      }
      signal?.throwIfAborted();
      return vectors;
    },
    async dispose() {},
  };
}
