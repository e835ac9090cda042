/**
 * Encoder: text, pictures or sound to vectors. The one interface of all modalities; what stands behind it
 * (transformers.js, or a descriptor of our own) lives beside this file, and callers in the engine can't tell a worker
 * from an in-process one.
 */
import type { EncoderStamp } from '../packs/pack.ts';

export interface EncoderProgress {
  phase: 'download' | 'compile' | 'check' | 'ready';
  /** Bytes of the files so far, and in all (0 while unknown). */
  loaded: number;
  total: number;
}

/** A decoded picture: what an encoder of images reads. Row-major RGBA, 8 bits each, alpha not premultiplied. */
export interface Raster {
  width: number;
  height: number;
  /** width x height x 4. */
  data: Uint8ClampedArray;
}

/** A decoded recording: what an encoder of audio reads. One channel, -1 to 1. */
export interface Clip {
  /** Samples a second. */
  sampleRate: number;
  samples: Float32Array;
}

/** What is read of each modality. */
export interface ModalityInput {
  text: string;
  image: Raster;
  audio: Clip;
}

export type Modality = keyof ModalityInput;

export interface Encoder<Input = string> {
  readonly stamp: EncoderStamp;
  readonly backend: 'webgpu' | 'wasm' | 'cpu' | 'node';
  /** Unit vectors, inputs.length x stamp.dimensions, row-major. Empty texts give the encoder's vector of ''. */
  encode(
    inputs: readonly Input[],
    onProgress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<Float32Array>;
  dispose(): Promise<void>;
}
