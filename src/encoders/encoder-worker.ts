/** The encoder's worker: one model, loaded once, one batch a call. `encoder-client.ts` is its other end. */
import '../compute/trusted-scripts.ts';
import * as Comlink from 'comlink';
import type { EncoderProgress, Modality, ModalityInput } from './encoder.ts';
import type { OpenModel } from './open-model.ts';
import { type LoadRequest, loadModel } from './transformers-encoder.ts';

let model: OpenModel['model'] | undefined;

const encoderWorker = {
  async load(request: LoadRequest, onProgress: (progress: EncoderProgress) => void): Promise<void> {
    model = await loadModel(request, onProgress);
  },

  async encodeBatch(inputs: readonly ModalityInput[Modality][]): Promise<Float32Array> {
    if (model === undefined) throw new Error('The encoder worker was asked to encode before it had loaded.');
    const vectors = await model.encodeBatch(inputs);
    return Comlink.transfer(vectors, [vectors.buffer]);
  },
};

export type EncoderWorker = typeof encoderWorker;

Comlink.expose(encoderWorker);
