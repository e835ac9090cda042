/**
 * An installed encoder, opened by transformers.js, whatever it reads: a pipeline of texts, or a tower. Where its files
 * lie, and whether its vectors are right, is for the browser's door (`transformers-encoder.ts`) and Node's
 * (`node-encoder.ts`) to say.
 */
import { type FeatureExtractionPipeline, pipeline } from '@huggingface/transformers';
import { type BatchModel, withColumns } from './batches.ts';
import type { Modality, ModalityInput } from './encoder.ts';
import type { EncoderSpec } from './registry.ts';
import { openTower } from './towers.ts';

/** What has to be known before a model has run for the first time. */
export type ModelRequest = Pick<
  EncoderSpec,
  'id' | 'dtype' | 'pooling' | 'maxTokens' | 'modality' | 'space'
> & {
  device: 'webgpu' | 'wasm' | 'cpu';
};

export interface OpenModel {
  model: BatchModel<ModalityInput[Modality]>;
  dispose(): Promise<void>;
}

/** The model gives something else than one vector a text. */
export class PoolingError extends Error {
  override name = 'PoolingError';
}

export async function openModel(request: ModelRequest): Promise<OpenModel> {
  if (request.space !== undefined) return openTower(request);
  const { id, device, dtype } = request;
  const extractor = await pipeline('feature-extraction', id, { device, dtype });
  return {
    model: pipelineModel(extractor, request) as OpenModel['model'],
    dispose: async () => {
      await extractor.dispose();
    },
  };
}

/** Wraps a transformers.js pipeline. */
export function pipelineModel(
  extractor: FeatureExtractionPipeline,
  { id, pooling }: Pick<EncoderSpec, 'id' | 'pooling'>,
): BatchModel {
  return {
    async encodeBatch(texts) {
      const output = await extractor(withColumns(texts), { pooling, normalize: true });
      if (output.dims.length !== 2) {
        throw new PoolingError(
          `${id} gives a tensor of ${output.dims.join(' x ')}, not one vector a text: choose --pooling mean or cls.`,
        );
      }
      return (output.data as Float32Array).slice(0, texts.length * output.dims[1]);
    },
  };
}
