/**
 * `npm run encoder -- <owner/name>`: fetches an encoder from a model hub, once, on the owner's machine, so that
 * the site serves it itself. `npm run encoder -- inkling-sentences` goes back to the bundled one.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import {
  DTYPE_SUFFIX,
  type Dtype,
  type EncoderSpec,
  ID_PATTERN,
  modelFile,
} from '../src/encoders/registry.ts';
import { buildBundledEncoder } from './encoder-bundled.ts';
import { BUNDLED, chooseDefault, install, PUBLIC } from './encoder-install.ts';

const USAGE = `Usage: npm run encoder -- <owner/name> [--revision main] [--dtype ${Object.keys(DTYPE_SUFFIX).join('|')}] [--pooling cls|mean|none]`;

/** Mirrors and tests set HF_ENDPOINT, as Hugging Face's own tools allow. */
const endpoint = () => (process.env.HF_ENDPOINT ?? 'https://huggingface.co').replace(/\/+$/, '');

/** The encoder can't be fetched, or isn't one that this site could run. */
export class EncoderInstallError extends Error {
  override name = 'EncoderInstallError';
}

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
const WEBGPU_DTYPES: readonly Dtype[] = ['fp32', 'fp16', 'q4', 'q4f16'];

const ModelInfoSchema = v.object({
  sha: v.string(),
  siblings: v.array(v.object({ rfilename: v.string() })),
});

/** Of sentence-transformers models: how they turn token vectors into one. */
const PoolingSchema = v.object({
  pooling_mode_cls_token: v.optional(v.boolean(), false),
  pooling_mode_mean_tokens: v.optional(v.boolean(), false),
});

const POOLING_FILE = '1_Pooling/config.json';
const NEEDED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

/**
 * Fetches, checks and enters an encoder, and makes it the default for new packs.
 * @throws EncoderInstallError saying what was asked for and what to do.
 */
export async function installEncoder(request: InstallRequest, publicFolder = PUBLIC): Promise<EncoderSpec> {
  const { id, revision = 'main', dtype = DEFAULT_DTYPE } = request;
  if (!ID_PATTERN.test(id) || !id.includes('/')) {
    throw new EncoderInstallError(`"${id}" isn't a model's name, such as owner/name. ${USAGE}`);
  }
  const info = await readModelInfo(id, revision);
  const available = new Set(info.siblings.map(({ rfilename }) => rfilename));
  const model = modelFile(dtype);
  const paths = [...NEEDED, model, ...(available.has(`${model}_data`) ? [`${model}_data`] : [])];
  const missing = paths.filter((path) => !available.has(path));
  if (missing.length > 0) {
    const dtypes = (Object.keys(DTYPE_SUFFIX) as Dtype[]).filter((name) => available.has(modelFile(name)));
    throw new EncoderInstallError(
      `${id} has no ${missing.join(', ')}. ` +
        (dtypes.length > 0
          ? `Its precisions are: ${dtypes.join(', ')}; choose one with --dtype.`
          : 'It has no ONNX files: look for a copy of the model that has, such as those of onnx-community.'),
    );
  }

  const url = (path: string) => `${endpoint()}/${id}/resolve/${info.sha}/${path}`;
  const pooling = request.pooling ?? (await publishedPooling(available, url));
  const folder = join(publicFolder, 'models', id);
  for (const path of paths) {
    console.log(`Fetching ${path}`);
    await download(url(path), join(folder, path));
  }
  return install(
    {
      id,
      revision: info.sha,
      dtype,
      pooling,
      maxTokens: await readMaxTokens(folder),
      devices: WEBGPU_DTYPES.includes(dtype) ? ['webgpu', 'wasm'] : ['wasm'],
    },
    paths,
    { publicFolder, makeDefault: true },
  );
}

async function readModelInfo(id: string, revision: string) {
  const url = `${endpoint()}/api/models/${id}/revision/${encodeURIComponent(revision)}`;
  const result = v.safeParse(ModelInfoSchema, await (await request(url)).json().catch(() => null));
  if (!result.success) throw new EncoderInstallError(`${url} doesn't answer like a model hub.`);
  return result.output;
}

/** Mean pooling is what most models without a pooling file were trained with. */
async function publishedPooling(
  available: ReadonlySet<string>,
  url: (path: string) => string,
): Promise<'cls' | 'mean'> {
  if (!available.has(POOLING_FILE)) return 'mean';
  const pooling = v.parse(PoolingSchema, await (await request(url(POOLING_FILE))).json());
  if (pooling.pooling_mode_cls_token) return 'cls';
  if (pooling.pooling_mode_mean_tokens) return 'mean';
  throw new EncoderInstallError(
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

async function download(url: string, path: string): Promise<void> {
  const response = await request(url);
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.part`;
  try {
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(partial));
  } catch (error) {
    throw new EncoderInstallError(`${url} broke off: try again.`, { cause: error });
  }
  await rename(partial, path);
}

async function request(url: string): Promise<Response> {
  const token = process.env.HF_TOKEN;
  let response: Response;
  try {
    response = await fetch(url, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new EncoderInstallError(
      `${url} can't be reached (${reason}). Fetch the model where the network allows it, or set HF_ENDPOINT to ` +
        `a mirror. The bundled encoder needs no network: npm run encoder -- ${BUNDLED.id}`,
      { cause: error },
    );
  }
  if (response.ok) return response;
  const remedy =
    response.status === 404
      ? 'Check the name and the revision.'
      : response.status === 401 || response.status === 403
        ? 'The model may be private or gated: set HF_TOKEN to an access token that may read it.'
        : 'Try again later.';
  throw new EncoderInstallError(`${url} answers ${response.status}. ${remedy}`);
}

function option<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined || allowed.includes(value as T)) return value as T | undefined;
  throw new EncoderInstallError(`--${name} ${value}: must be one of ${allowed.join(', ')}.`);
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
  if (positionals.length !== 1) throw new EncoderInstallError(USAGE);
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
    console.error(error instanceof EncoderInstallError ? error.message : error);
    process.exitCode = 1;
  });
}
