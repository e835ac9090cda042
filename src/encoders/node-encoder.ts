/**
 * An installed encoder in Node, for building packs and for tests: the same files and the same vectors as in the
 * browser, through onnxruntime-node.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { env, type FeatureExtractionPipeline, LogLevel, pipeline } from '@huggingface/transformers';
import { type BatchModel, encodeInBatches } from './batches.ts';
import type { Encoder } from './encoder.ts';
import { checkGolden, type Golden } from './golden.ts';
import { type EncoderSpec, findEncoder, GOLDEN_FILE, parseRegistry, stampOf } from './registry.ts';
import { pipelineModel } from './transformers-encoder.ts';

/** Where `npm start` puts models. */
const MODELS = 'public/models';

/**
 * @param id An installed encoder; the registry's default where left out.
 * @param models Folder of `encoders.json`.
 * @throws EncoderRegistryError when it isn't installed, GoldenMismatchError when it computes wrong vectors.
 */
export async function nodeEncoder(id?: string, models = MODELS): Promise<Encoder> {
  const registry = parseRegistry(JSON.parse(await readFile(join(models, 'encoders.json'), 'utf8')));
  const spec = findEncoder(registry, id);
  const { model, dispose } = await loadNodeModel(spec, models);
  const golden: Golden = JSON.parse(await readFile(join(models, spec.id, GOLDEN_FILE), 'utf8'));
  checkGolden(golden, await model.encodeBatch(golden.texts), `${spec.id} in Node`);
  return {
    stamp: stampOf(spec),
    backend: 'node',
    encode: (texts, onProgress, signal) => encodeInBatches(model, spec, texts, onProgress, signal),
    dispose,
  };
}

/** Loads without a registry or golden texts: also used while a model is being installed. */
export async function loadNodeModel(
  { id, dtype, pooling, dimensions }: Pick<EncoderSpec, 'id' | 'dtype' | 'pooling' | 'dimensions'>,
  models: string,
): Promise<{ model: BatchModel; extractor: FeatureExtractionPipeline; dispose: () => Promise<void> }> {
  env.allowRemoteModels = false;
  env.localModelPath = resolve(models) + sep;
  env.useFSCache = false;
  env.logLevel = LogLevel.ERROR;
  const extractor = await pipeline('feature-extraction', id, { device: 'cpu', dtype });
  return {
    model: pipelineModel(extractor, { pooling, dimensions }),
    extractor,
    dispose: async () => {
      await extractor.dispose();
    },
  };
}
