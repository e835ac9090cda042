/**
 * Encoder: text (later image, audio) to vectors. The interface; transformers.js behind it lives beside this
 * file, and callers in the engine can't tell a worker from an in-process one.
 */
import type { EncoderStamp } from '../packs/pack.ts';

export interface EncoderProgress {
  phase: 'download' | 'compile' | 'check' | 'ready';
  /** Bytes of the files so far, and in all (0 while unknown). */
  loaded: number;
  total: number;
}

export interface Encoder {
  readonly stamp: EncoderStamp;
  readonly backend: 'webgpu' | 'wasm' | 'node';
  /** Unit vectors, texts.length x stamp.dimensions, row-major. Empty texts give the encoder's vector of ''. */
  encode(
    texts: readonly string[],
    onProgress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<Float32Array>;
  dispose(): Promise<void>;
}
