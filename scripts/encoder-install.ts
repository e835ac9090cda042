/**
 * What installing an encoder means, whatever it comes from and reads: golden vectors, hashes, an entry in the registry,
 * and ONNX Runtime's files beside it.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { goldenInputs, goldenOf } from '../src/encoders/golden.ts';
import { openInNode } from '../src/encoders/node-encoder.ts';
import {
  BUNDLED_ENCODER,
  type EncoderRegistry,
  type EncoderSpec,
  GOLDEN_FILE,
  type InstalledFile,
  parseRegistry,
  REGISTRY_PATH,
} from '../src/encoders/registry.ts';

/** The folder that is served as the site's root. */
export const PUBLIC = 'public';

/** What the installer can't find out by itself. */
export type EncoderDescription = Omit<EncoderSpec, 'dimensions' | 'files'>;

/** ONNX Runtime's builds: the plain one, and a larger one that can also drive WebGPU. */
const RUNTIME_BUILDS = { wasm: 'ort-wasm-simd-threaded', webgpu: 'ort-wasm-simd-threaded.asyncify' } as const;

/**
 * Runs a text encoder once, writes its golden vectors, and enters it in the registry.
 * @param paths The model's files, already in `public/models/<id>/`.
 * @param options.makeDefault New packs are built with it; otherwise only if there is no default yet.
 * @throws PoolingError where it doesn't give one vector a text.
 */
export async function install(
  description: EncoderDescription,
  paths: readonly string[],
  options: { publicFolder?: string; makeDefault: boolean },
): Promise<EncoderSpec> {
  const publicFolder = options.publicFolder ?? PUBLIC;
  const spec = await tryModel(description, paths, publicFolder);
  const choose = options.makeDefault || (await readRegistry(publicFolder)) === null;
  await enter(publicFolder, [spec], choose ? { text: spec.id } : {});
  return spec;
}

/**
 * Runs a model once, and writes its golden vectors.
 * @param paths The model's files, already in `public/models/<id>/`.
 * @returns What may be entered in the registry.
 */
export async function tryModel(
  description: EncoderDescription,
  paths: readonly string[],
  publicFolder = PUBLIC,
): Promise<EncoderSpec> {
  const models = join(publicFolder, 'models');
  const folder = join(models, description.id);
  const { modality } = description;
  const inputs = goldenInputs(modality);
  const { model, dispose } = await openInNode(description, models);
  const vectors = await model.encodeBatch(inputs).finally(dispose);
  const file = GOLDEN_FILE[modality];
  await writeWhole(join(folder, file), JSON.stringify(goldenOf(vectors, modality)));
  return {
    ...description,
    dimensions: vectors.length / inputs.length,
    files: await Promise.all([...paths, file].map((path) => fingerprint(folder, path))),
  };
}

/**
 * Enters encoders in the place of those of the same names that read the same.
 * @param chosen Defaults that change; null goes back to the built-in descriptor.
 */
export async function enter(
  publicFolder: string,
  specs: readonly EncoderSpec[],
  chosen: { text?: string; image?: string | null; audio?: string | null },
): Promise<void> {
  const known = await readRegistry(publicFolder);
  const name = ({ id, modality }: EncoderSpec) => `${id} ${modality}`;
  const replaced = new Set(specs.map(name));
  const others = known?.encoders.filter((spec) => !replaced.has(name(spec))) ?? [];
  const defaultOf = (modality: 'image' | 'audio') => {
    const id = chosen[modality] === undefined ? known?.defaults[modality] : chosen[modality];
    return id ? { [modality]: id } : {};
  };
  await writeRegistry(publicFolder, {
    default: chosen.text ?? known?.default ?? '',
    defaults: { ...defaultOf('image'), ...defaultOf('audio') },
    encoders: [...others, ...specs].sort((a, b) => (name(a) < name(b) ? -1 : 1)),
    languageModels: known?.languageModels ?? [],
  });
}

/** Writes the registry, and beside the models the runtime that they need. */
export async function writeRegistry(
  publicFolder: string,
  entries: Pick<EncoderRegistry, 'default' | 'defaults' | 'encoders' | 'languageModels'>,
): Promise<void> {
  const models = [...entries.encoders, ...entries.languageModels];
  const registry: EncoderRegistry = {
    format: 'inkling-encoders',
    version: 1,
    ...entries,
    runtime: {
      wasm: await copyRuntime(publicFolder, 'wasm'),
      // 27 MB that only a model which may run on WebGPU is worth.
      ...(models.some(({ devices }) => devices.includes('webgpu'))
        ? { webgpu: await copyRuntime(publicFolder, 'webgpu') }
        : {}),
    },
  };
  await writeWhole(
    join(publicFolder, REGISTRY_PATH),
    `${JSON.stringify(parseRegistry(registry), null, 2)}\n`,
  );
}

/** @returns null where there is none yet, or one of another version. */
export async function readRegistry(publicFolder: string): Promise<EncoderRegistry | null> {
  try {
    return parseRegistry(JSON.parse(await readFile(join(publicFolder, REGISTRY_PATH), 'utf8')));
  } catch {
    return null;
  }
}

/** Makes an installed encoder of texts the one that new packs are built with. */
export async function chooseDefault(publicFolder: string, id: string): Promise<boolean> {
  const registry = await readRegistry(publicFolder);
  const installed = registry?.encoders.some((spec) => spec.id === id && spec.modality === 'text') ?? false;
  if (installed) await enter(publicFolder, [], { text: id });
  return installed;
}

/** The copy that transformers.js itself resolves: another version's glue would not fit. */
function runtimeFolder(): string {
  const transformers = createRequire(createRequire(import.meta.url).resolve('@huggingface/transformers'));
  return dirname(transformers.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
}

export async function runtimeVersion(): Promise<string> {
  return JSON.parse(await readFile(join(runtimeFolder(), '../package.json'), 'utf8')).version;
}

async function copyRuntime(
  publicFolder: string,
  device: keyof typeof RUNTIME_BUILDS,
): Promise<InstalledFile[]> {
  const folder = join(publicFolder, 'ort');
  await mkdir(folder, { recursive: true });
  return Promise.all(
    ['.mjs', '.wasm'].map(async (extension) => {
      const path = RUNTIME_BUILDS[device] + extension;
      await copyFile(join(runtimeFolder(), path), join(folder, path));
      return fingerprint(folder, path);
    }),
  );
}

/** Whether all of an encoder's files, and the runtime's, are there in their full length. */
export async function isComplete(
  publicFolder: string,
  { runtime }: EncoderRegistry,
  { id, files }: EncoderSpec,
): Promise<boolean> {
  const expected = [
    ...files.map(({ path, bytes }) => ({ path: join('models', id, path), bytes })),
    ...Object.values(runtime)
      .flat()
      .map(({ path, bytes }) => ({ path: join('ort', path), bytes })),
  ];
  const found = await Promise.all(
    expected.map(({ path, bytes }) =>
      stat(join(publicFolder, path)).then(
        ({ size }) => size === bytes,
        () => false,
      ),
    ),
  );
  return found.every(Boolean);
}

export async function fingerprint(folder: string, path: string): Promise<InstalledFile> {
  const content = await readFile(join(folder, path));
  return { path, bytes: content.length, sha256: sha256(content) };
}

export function sha256(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** A reader, or a run that is broken off, never sees half a file. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}

/** Folder, id and devices of the encoder that is always there. */
export const BUNDLED: Pick<EncoderDescription, 'id' | 'modality' | 'dtype' | 'pooling' | 'devices'> = {
  id: BUNDLED_ENCODER,
  modality: 'text',
  dtype: 'int8',
  pooling: 'cls',
  devices: ['wasm'],
};
