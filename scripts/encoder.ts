/**
 * `npm run encoder -- <owner/name>`: fetches an encoder from a model hub, once, on the owner's machine, so that
 * the site serves it itself; with `--modality image` or `audio`, one of pictures or recordings, whose other tower
 * reads texts. `npm run encoder -- inkling-sentences` goes back to the bundled one, `inkling-looks` and
 * `inkling-sounds` to the built-in descriptors.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { SOUNDS } from '../src/encoders/audio/sounds-stamp.ts';
import type { Modality } from '../src/encoders/encoder.ts';
import { LOOKS } from '../src/encoders/image/stamps.ts';
import { PoolingError } from '../src/encoders/open-model.ts';
import { DTYPE_SUFFIX, type Dtype, type EncoderSpec, TOWER } from '../src/encoders/registry.ts';
import { TowerError, towersOf } from '../src/encoders/towers.ts';
import { buildBundledEncoder } from './encoder-bundled.ts';
import { BUNDLED, chooseDefault, enter, install, PUBLIC, readRegistry, tryModel } from './encoder-install.ts';
import {
  fetchModel,
  findOnHub,
  type HubModel,
  ModelInstallError,
  option,
  requestFile,
  WEBGPU_DTYPES,
} from './model-hub.ts';

const DTYPES = Object.keys(DTYPE_SUFFIX) as Dtype[];

const USAGE = `Usage: npm run encoder -- <owner/name> [--revision main] [--dtype ${DTYPES.join('|')}] [--pooling cls|mean|none]
       npm run encoder -- <owner/name> --modality image|audio [--revision main] [--dtype ${DTYPES.join('|')}]`;

export interface TowersRequest {
  id: string;
  /** Branch, tag or commit; the commit is what gets recorded. */
  revision?: string;
  dtype?: Dtype;
}

export interface InstallRequest extends TowersRequest {
  /** What the model was trained with; read from the model where left out. */
  pooling?: EncoderSpec['pooling'];
}

/**
 * `q8` runs well on WASM everywhere and is a quarter of the size. Floating-point models are offered to WebGPU
 * too.
 */
const DEFAULT_DTYPE: Dtype = 'q8';

/** Of sentence-transformers models: how they turn token vectors into one. */
const PoolingSchema = v.object({
  pooling_mode_cls_token: v.optional(v.boolean(), false),
  pooling_mode_mean_tokens: v.optional(v.boolean(), false),
});

const POOLING_FILE = '1_Pooling/config.json';

/** How pictures and recordings are prepared. */
const PREPROCESSOR_FILE = 'preprocessor_config.json';

/**
 * Fetches, checks and enters an encoder, and makes it the default for new packs.
 * @throws ModelInstallError saying what was asked for and what to do.
 */
export async function installEncoder(request: InstallRequest, publicFolder = PUBLIC): Promise<EncoderSpec> {
  const { id, revision, dtype = DEFAULT_DTYPE } = request;
  const model = await findOnHub({ id, revision, dtype }, USAGE);
  const type = await publishedType(model);
  const other = towersOf(type)?.modalities.find((modality) => modality !== 'text');
  if (other !== undefined) {
    throw new ModelInstallError(
      `${id} (${type}) reads more than texts. Install both of its towers with: npm run encoder -- ${id} --modality ${other}`,
    );
  }
  const pooling = request.pooling ?? (await publishedPooling(model));
  const folder = join(publicFolder, 'models', id);
  await fetchModel(model, folder);
  return install(
    {
      id,
      revision: model.sha,
      modality: 'text',
      dtype,
      pooling,
      maxTokens: await readMaxTokens(folder),
      devices: devicesOf(dtype),
    },
    model.paths,
    { publicFolder, makeDefault: true },
  );
}

/**
 * Fetches and checks both towers of a model, enters them, and makes the one of pictures or recordings the default. The
 * encoder of texts stays what it is: the model's other tower only reads what is searched for.
 * @returns The tower of `modality`, then that of texts.
 * @throws ModelInstallError saying what was asked for and what to do.
 */
export async function installTowers(
  modality: 'image' | 'audio',
  { id, revision, dtype = DEFAULT_DTYPE }: TowersRequest,
  publicFolder = PUBLIC,
): Promise<[EncoderSpec, EncoderSpec]> {
  if ((await readRegistry(publicFolder)) === null) {
    throw new ModelInstallError('Run "npm start" once before: it makes the registry of models.');
  }
  const graphs = [TOWER[modality], TOWER.text];
  const needed = [PREPROCESSOR_FILE];
  const model = await findOnHub({ id, revision, dtype, graphs, needed }, USAGE);
  const type = await publishedType(model);
  const towers = towersOf(type);
  if (!towers?.modalities.includes(modality)) {
    throw new ModelInstallError(
      `${id} is a model of type "${type}", none that reads ${modality === 'image' ? 'pictures' : 'recordings'} here.`,
    );
  }
  const folder = join(publicFolder, 'models', id);
  await fetchModel(model, folder);
  const tower = (of: Modality, maxTokens: number, settings: (path: string) => boolean) =>
    tryModel(
      {
        id,
        revision: model.sha,
        modality: of,
        space: id,
        dtype,
        pooling: 'none',
        maxTokens,
        devices: devicesOf(dtype),
      },
      model.paths.filter((path) => path.startsWith(`onnx/${TOWER[of]}`) || settings(path)),
      publicFolder,
    );
  const isSetting = (path: string) => !path.startsWith('onnx/');
  const media = await tower(modality, 1, (path) => path === 'config.json' || path === PREPROCESSOR_FILE);
  const text = await tower(
    'text',
    Math.min(towers.maxTokens, await readMaxTokens(folder)),
    (path) => isSetting(path) && path !== PREPROCESSOR_FILE,
  );
  if (media.dimensions !== text.dimensions) {
    throw new ModelInstallError(
      `${id} gives ${media.dimensions} numbers of one tower and ${text.dimensions} of the other: they share no space.`,
    );
  }
  await enter(publicFolder, [media, text], { [modality]: id });
  return [media, text];
}

function devicesOf(dtype: Dtype): EncoderSpec['devices'] {
  return WEBGPU_DTYPES.includes(dtype) ? ['webgpu', 'wasm'] : ['wasm'];
}

/** `model_type`, which says how a model is to be run. */
async function publishedType({ url }: HubModel): Promise<string> {
  const config = await (await requestFile(url('config.json'))).json().catch(() => null);
  return v.parse(v.fallback(v.object({ model_type: v.string() }), { model_type: 'unknown' }), config)
    .model_type;
}

/** Mean pooling is what most models without a pooling file were trained with. */
async function publishedPooling({ available, url }: HubModel): Promise<'cls' | 'mean'> {
  if (!available.has(POOLING_FILE)) return 'mean';
  const pooling = v.parse(PoolingSchema, await (await requestFile(url(POOLING_FILE))).json());
  if (pooling.pooling_mode_cls_token) return 'cls';
  if (pooling.pooling_mode_mean_tokens) return 'mean';
  throw new ModelInstallError(
    `${url(POOLING_FILE)} names a pooling that isn't cls or mean: give one with --pooling.`,
  );
}

/** The smaller of what the tokenizer and the model say; both may be missing or absurd. */
async function readMaxTokens(folder: string): Promise<number> {
  const read = async (path: string) => JSON.parse(await readFile(join(folder, path), 'utf8'));
  const config = await read('config.json');
  const limits = [
    (await read('tokenizer_config.json')).model_max_length,
    config.max_position_embeddings,
    config.text_config?.max_position_embeddings,
  ];
  const known = limits.filter((limit) => Number.isInteger(limit) && limit > 0);
  // 512 is BERT's, and longer texts would make the browser slow, not the vectors better.
  return Math.min(512, ...known);
}

const REBUILD = 'Run "npm run prepare-shop" to build its packs.';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      revision: { type: 'string' },
      dtype: { type: 'string' },
      pooling: { type: 'string' },
      modality: { type: 'string' },
    },
  });
  if (positionals.length !== 1) throw new ModelInstallError(USAGE);
  const [id] = positionals;
  if (id === BUNDLED.id) {
    await buildBundledEncoder();
    await chooseDefault(PUBLIC, id);
    console.log(`${id} is the default again. ${REBUILD}`);
    return;
  }
  const descriptor = [LOOKS, SOUNDS].find((stamp) => stamp.id === id);
  if (descriptor?.modality) {
    if (await readRegistry(PUBLIC)) await enter(PUBLIC, [], { [descriptor.modality]: null });
    console.log(`${id} is the default again. ${REBUILD}`);
    return;
  }
  const dtype = option('dtype', values.dtype, DTYPES);
  const modality = option('modality', values.modality, ['text', 'image', 'audio'] as const);
  if (modality === 'image' || modality === 'audio') {
    if (values.pooling !== undefined) throw new ModelInstallError(`Towers do their own pooling. ${USAGE}`);
    const [spec] = await installTowers(modality, { id, revision: values.revision, dtype });
    console.log(
      `${spec.id} (${spec.dtype}, ${spec.dimensions} dimensions) is installed, and the default of ` +
        `${modality === 'image' ? 'pictures' : 'recordings'}. ${REBUILD}`,
    );
    return;
  }
  const spec = await installEncoder({
    id,
    revision: values.revision,
    dtype,
    pooling: option('pooling', values.pooling, ['cls', 'mean', 'none'] as const),
  });
  console.log(
    `${spec.id} (${spec.dtype}, ${spec.pooling} pooling, ${spec.dimensions} dimensions, ${spec.maxTokens} tokens) ` +
      `is installed and the default. ${REBUILD}`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    const known = [ModelInstallError, PoolingError, TowerError].some((kind) => error instanceof kind);
    console.error(known ? error.message : error);
    process.exitCode = 1;
  });
}
