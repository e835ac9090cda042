/**
 * `npm run language-model -- <owner/name>`: fetches a model that continues text from a model hub, once, on the owner's
 * machine, so that the site serves it itself; `-- --remove <owner/name>` takes it out again. Visitors are offered it on
 * /ask and /you, and nobody loads it unasked. See docs/assistant.md.
 */
import { rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { env, LogLevel, pipeline } from '@huggingface/transformers';
import { DTYPE_SUFFIX, type Dtype, type LanguageModelSpec } from '../src/encoders/registry.ts';
import { pipelineGenerator } from '../src/language-models/generator.ts';
import { fingerprint, PUBLIC, readRegistry, writeRegistry } from './encoder-install.ts';
import { fetchModel, findOnHub, ModelInstallError, option, WEBGPU_DTYPES } from './model-hub.ts';

const USAGE = `Usage: npm run language-model -- <owner/name> [--revision main] [--dtype ${Object.keys(DTYPE_SUFFIX).join('|')}] [--languages en,zh]
       npm run language-model -- --remove <owner/name>`;

/** Four bits a weight: a quarter of fp16, and what WebGPU and WASM both run. */
const DEFAULT_DTYPE: Dtype = 'q4';

/** How chats are written for the model, and where it stops: some keep these apart from the tokenizer's settings. */
const WANTED = ['generation_config.json', 'chat_template.jinja', 'special_tokens_map.json'];

export interface LanguageModelRequest {
  id: string;
  revision?: string;
  dtype?: Dtype;
  /** What it reads and writes well enough; the model itself doesn't say. */
  languages?: string[];
}

/**
 * Fetches a model, tries it, and enters it in the registry.
 * @throws ModelInstallError saying what was asked for and what to do
 */
export async function installLanguageModel(
  { id, revision, dtype = DEFAULT_DTYPE, languages = ['en'] }: LanguageModelRequest,
  publicFolder = PUBLIC,
): Promise<LanguageModelSpec> {
  const registry = await readRegistry(publicFolder);
  if (registry === null)
    throw new ModelInstallError('Run "npm start" once before: it makes the registry of models.');
  const model = await findOnHub({ id, revision, dtype }, USAGE, WANTED);
  const folder = join(publicFolder, 'models', id);
  await fetchModel(model, folder);
  await tryIt(id, dtype, join(publicFolder, 'models'));
  const spec: LanguageModelSpec = {
    id,
    revision: model.sha,
    dtype,
    devices: WEBGPU_DTYPES.includes(dtype) ? ['webgpu', 'wasm'] : ['wasm'],
    languages,
    files: await Promise.all(model.paths.map((path) => fingerprint(folder, path))),
  };
  const others = registry.languageModels.filter((other) => other.id !== id);
  await writeRegistry(publicFolder, {
    ...registry,
    languageModels: [...others, spec].sort((a, b) => (a.id < b.id ? -1 : 1)),
  });
  return spec;
}

/** @returns Whether it was installed. */
export async function removeLanguageModel(id: string, publicFolder = PUBLIC): Promise<boolean> {
  const registry = await readRegistry(publicFolder);
  if (!registry?.languageModels.some((model) => model.id === id)) return false;
  await writeRegistry(publicFolder, {
    ...registry,
    languageModels: registry.languageModels.filter((model) => model.id !== id),
  });
  await rm(join(publicFolder, 'models', id), { recursive: true, force: true });
  return true;
}

/** Whether it loads, knows how a chat is written, and says anything at all. What it says is nobody's business yet. */
async function tryIt(id: string, dtype: Dtype, models: string): Promise<void> {
  env.allowRemoteModels = false;
  env.localModelPath = resolve(models) + sep;
  env.useFSCache = false;
  env.logLevel = LogLevel.ERROR;
  try {
    const generator = await pipeline('text-generation', id, { device: 'cpu', dtype });
    const answer = await pipelineGenerator(generator).generate({
      system: 'You are brief.',
      user: 'Say hello.',
      maxTokens: 8,
    });
    await generator.dispose();
    if (answer.trim() === '') throw new Error('it says nothing');
  } catch (error) {
    throw new ModelInstallError(
      `${id} (${dtype}) can't hold a conversation here: ${error instanceof Error ? error.message : error}. ` +
        'It must be a chat model ("instruct") with a chat template and ONNX files.',
      { cause: error },
    );
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      revision: { type: 'string' },
      dtype: { type: 'string' },
      languages: { type: 'string' },
      remove: { type: 'string' },
    },
  });
  if (values.remove !== undefined) {
    const removed = await removeLanguageModel(values.remove);
    console.log(removed ? `${values.remove} is removed.` : `${values.remove} isn't installed.`);
    return;
  }
  if (positionals.length !== 1) throw new ModelInstallError(USAGE);
  const spec = await installLanguageModel({
    id: positionals[0],
    revision: values.revision,
    dtype: option('dtype', values.dtype, Object.keys(DTYPE_SUFFIX) as Dtype[]),
    languages: values.languages?.split(',').map((language) => language.trim()),
  });
  const megabytes = spec.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  console.log(
    `${spec.id} (${spec.dtype}, ${megabytes.toFixed(0)} MB, ${spec.languages.join(' and ')}) is installed: ` +
      'visitors are offered it from the next build on.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof ModelInstallError ? error.message : error);
    process.exitCode = 1;
  });
}
