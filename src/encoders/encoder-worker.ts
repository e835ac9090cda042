/** The encoder's worker: one model, loaded once, one batch a call. `encoder-client.ts` is its other end. */
import * as Comlink from 'comlink';
import type { BatchModel } from './batches.ts';
import type { EncoderProgress } from './encoder.ts';
import { type LoadRequest, loadModel } from './transformers-encoder.ts';

let model: BatchModel | undefined;

const encoderWorker = {
  async load(request: LoadRequest, onProgress: (progress: EncoderProgress) => void): Promise<void> {
    model = await loadModel(request, onProgress);
  },

  async encodeBatch(texts: readonly string[]): Promise<Float32Array> {
    if (model === undefined) throw new Error('The encoder worker was asked to encode before it had loaded.');
    const vectors = await model.encodeBatch(texts);
    return Comlink.transfer(vectors, [vectors.buffer]);
  },
};

export type EncoderWorker = typeof encoderWorker;

Comlink.expose(encoderWorker);
