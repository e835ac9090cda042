/**
 * Runs an installed encoder through transformers.js in a browser. Meant for a worker; the runtime keeps its settings
 * globally, so one model a worker. Node has its own door, `node-encoder.ts`.
 */
import { type FeatureExtractionPipeline, pipeline } from '@huggingface/transformers';
import type { BatchModel } from './batches.ts';
import type { EncoderProgress } from './encoder.ts';
import { checkGolden, type Golden } from './golden.ts';
import { type Device, type EncoderSpec, GOLDEN_FILE, type InstalledFile } from './registry.ts';
import { openSiteFiles } from './site-files.ts';

export interface LoadRequest {
  spec: EncoderSpec;
  /** ONNX Runtime's files for `device`, from the registry. */
  runtime: readonly InstalledFile[];
  /** The site's base path, such as `/`. */
  base: string;
  device: Device;
}

/**
 * @throws ModelFileError when a file is missing or differs from the registry.
 * @throws GoldenMismatchError when the device computes wrong vectors.
 */
export async function loadModel(
  { spec, runtime, base, device }: LoadRequest,
  onProgress: (progress: EncoderProgress) => void,
): Promise<BatchModel> {
  const { id, files, dtype } = spec;
  const site = await openSiteFiles({ id, files, runtime, base, device }, (loaded, total) =>
    onProgress({ phase: loaded < total ? 'download' : 'compile', loaded, total }),
  );
  const golden = await site.read(GOLDEN_FILE);
  const extractor = await pipeline('feature-extraction', id, { device, dtype });
  site.forget();
  onProgress({ phase: 'check', loaded: site.total, total: site.total });
  const model = pipelineModel(extractor, spec);
  const { texts, vectors } = JSON.parse(new TextDecoder().decode(golden)) as Golden;
  checkGolden({ texts, vectors }, await model.encodeBatch(texts), `${id} on ${device}`);
  onProgress({ phase: 'ready', loaded: site.total, total: site.total });
  return model;
}

/** Wraps a transformers.js pipeline; shared with Node. */
export function pipelineModel(
  extractor: FeatureExtractionPipeline,
  { pooling, dimensions }: Pick<EncoderSpec, 'pooling' | 'dimensions'>,
): BatchModel {
  return {
    async encodeBatch(texts) {
      // A tokenizer without start and end tokens makes a batch of empty texts a tensor without columns, which
      // the runtime refuses: another text gives it one.
      const batch = texts.every((text) => text === '') ? [...texts, 'a'] : [...texts];
      const output = await extractor(batch, { pooling, normalize: true });
      return (output.data as Float32Array).slice(0, texts.length * dimensions);
    },
  };
}
