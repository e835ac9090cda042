/**
 * An installed encoder in Node, for building packs and for tests: the same files and the same vectors as in the
 * browser, through onnxruntime-node.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { env, LogLevel } from '@huggingface/transformers';
import { type BatchModel, encodeInBatches } from './batches.ts';
import type { Encoder, Modality, ModalityInput } from './encoder.ts';
import { checkGolden, type Golden, goldenInputs } from './golden.ts';
import { type ModelRequest, type OpenModel, openModel } from './open-model.ts';
import {
  defaultEncoder,
  type EncoderRegistry,
  findEncoder,
  GOLDEN_FILE,
  parseRegistry,
  type SpecOf,
  stampOf,
} from './registry.ts';

/** Where `npm start` puts models. */
const MODELS = 'public/models';

/**
 * @param id An installed encoder of texts; the registry's default where left out.
 * @param models Folder of `encoders.json`.
 * @throws EncoderRegistryError when it isn't installed, GoldenMismatchError when it computes wrong vectors.
 */
export async function nodeEncoder(id?: string, models = MODELS): Promise<Encoder> {
  return openEncoder(findEncoder(await readInstalled(models), id), models);
}

/**
 * The learned encoder that this site describes pictures or recordings with.
 * @returns null where it goes by the built-in descriptor.
 * @throws GoldenMismatchError when it computes wrong vectors.
 */
export async function learnedNodeEncoder<M extends 'image' | 'audio'>(
  modality: M,
  models = MODELS,
): Promise<Encoder<ModalityInput[M]> | null> {
  const spec = defaultEncoder(await readInstalled(models), modality);
  return spec && openEncoder(spec, models);
}

async function readInstalled(models: string): Promise<EncoderRegistry> {
  return parseRegistry(JSON.parse(await readFile(join(models, 'encoders.json'), 'utf8')));
}

/** @param spec An entry of the registry, whatever it encodes. */
export async function openEncoder<M extends Modality>(
  spec: SpecOf<M>,
  models = MODELS,
): Promise<Encoder<ModalityInput[M]>> {
  const open = await openInNode(spec, models);
  const file = join(models, spec.id, GOLDEN_FILE[spec.modality]);
  const golden: Golden = JSON.parse(await readFile(file, 'utf8'));
  checkGolden(golden, await open.model.encodeBatch(goldenInputs(spec.modality)), `${spec.id} in Node`);
  const model: BatchModel<ModalityInput[M]> = open.model;
  return {
    stamp: stampOf(spec),
    backend: 'node',
    encode: (inputs, onProgress, signal) => encodeInBatches<M>(model, spec, inputs, onProgress, signal),
    dispose: () => open.dispose(),
  };
}

/** Opens without a registry or golden vectors: also used while a model is being installed. */
export function openInNode(request: Omit<ModelRequest, 'device'>, models: string): Promise<OpenModel> {
  useFolder(models);
  return openModel({ ...request, device: 'cpu' });
}

/** Tells transformers.js to look for models there, and nowhere else. */
export function useFolder(models: string): void {
  env.allowRemoteModels = false;
  env.localModelPath = resolve(models) + sep;
  env.useFSCache = false;
  env.logLevel = LogLevel.ERROR;
}
