/**
 * `npm run encoder -- <owner/name>`: fetches an encoder from a model hub, once, on the owner's machine, so that
 * the site serves it itself. `npm run encoder -- inkling-sentences` goes back to the bundled one.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { DTYPE_SUFFIX, type Dtype, type EncoderSpec } from '../src/encoders/registry.ts';
import { buildBundledEncoder } from './encoder-bundled.ts';
import { BUNDLED, chooseDefault, install, PUBLIC } from './encoder-install.ts';
import {
  fetchModel,
  findOnHub,
  type HubModel,
  ModelInstallError,
  option,
  requestFile,
  WEBGPU_DTYPES,
} from './model-hub.ts';

const USAGE = `Usage: npm run encoder -- <owner/name> [--revision main] [--dtype ${Object.keys(DTYPE_SUFFIX).join('|')}] [--pooling cls|mean|none]`;

export interface InstallRequest {
  id: string;
  /** Branch, tag or commit; the commit is what gets recorded. */
  revision?: string;
  dtype?: Dtype;
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

/**
 * Fetches, checks and enters an encoder, and makes it the default for new packs.
 * @throws ModelInstallError saying what was asked for and what to do.
 */
export async function installEncoder(request: InstallRequest, publicFolder = PUBLIC): Promise<EncoderSpec> {
  const { id, revision, dtype = DEFAULT_DTYPE } = request;
  const model = await findOnHub({ id, revision, dtype }, USAGE);
  const pooling = request.pooling ?? (await publishedPooling(model));
  const folder = join(publicFolder, 'models', id);
  await fetchModel(model, folder);
  return install(
    {
      id,
      revision: model.sha,
      dtype,
      pooling,
      maxTokens: await readMaxTokens(folder),
      devices: WEBGPU_DTYPES.includes(dtype) ? ['webgpu', 'wasm'] : ['wasm'],
    },
    model.paths,
    { publicFolder, makeDefault: true },
  );
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
  const limits = [
    (await read('tokenizer_config.json')).model_max_length,
    (await read('config.json')).max_position_embeddings,
  ];
  const known = limits.filter((limit) => Number.isInteger(limit) && limit > 0);
  // 512 is BERT's, and longer texts would make the browser slow, not the vectors better.
  return Math.min(512, ...known);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      revision: { type: 'string' },
      dtype: { type: 'string' },
      pooling: { type: 'string' },
    },
  });
  if (positionals.length !== 1) throw new ModelInstallError(USAGE);
  const [id] = positionals;
  if (id === BUNDLED.id) {
    await buildBundledEncoder();
    await chooseDefault(PUBLIC, id);
    console.log(`${id} is the default again. Run "npm run prepare-shop" to build its packs.`);
    return;
  }
  const spec = await installEncoder({
    id,
    revision: values.revision,
    dtype: option('dtype', values.dtype, Object.keys(DTYPE_SUFFIX) as Dtype[]),
    pooling: option('pooling', values.pooling, ['cls', 'mean', 'none'] as const),
  });
  console.log(
    `${spec.id} (${spec.dtype}, ${spec.pooling} pooling, ${spec.dimensions} dimensions, ${spec.maxTokens} tokens) ` +
      'is installed and the default. Run "npm run prepare-shop" to build its packs.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof ModelInstallError ? error.message : error);
    process.exitCode = 1;
  });
}
