/**
 * A model hub, as far as installing from it goes: what a model's files are, and fetching them, once, on the owner's
 * machine. What a model is good for is the installers' to know.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import {
  BUNDLED_ENCODER,
  DTYPE_SUFFIX,
  type Dtype,
  ID_PATTERN,
  modelFile,
  TOWER,
} from '../src/encoders/registry.ts';

const DTYPES = Object.keys(DTYPE_SUFFIX) as Dtype[];

/** Mirrors and tests set HF_ENDPOINT, as Hugging Face's own tools allow. */
const endpoint = () => (process.env.HF_ENDPOINT ?? 'https://huggingface.co').replace(/\/+$/, '');

/** The model can't be fetched, or isn't one that this site could run. */
export class ModelInstallError extends Error {
  override name = 'ModelInstallError';
}

export interface ModelRequest {
  id: string;
  /** Branch, tag or commit; the commit is what gets recorded. */
  revision?: string;
  dtype: Dtype;
  /** Names of its graphs in `onnx/`; `model` where left out. */
  graphs?: readonly string[];
  /** Files it can't do without, beside its configuration and tokenizer. */
  needed?: readonly string[];
}

/** A model as the hub has it at one commit. */
export interface HubModel {
  id: string;
  /** The commit. */
  sha: string;
  /** Every file there is. */
  available: ReadonlySet<string>;
  /** Those that a site needs. */
  paths: string[];
  url(path: string): string;
}

const ModelInfoSchema = v.object({
  sha: v.string(),
  siblings: v.array(v.object({ rfilename: v.string() })),
});

const NEEDED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

/** What floating-point models, and those of four bits, gain on a graphics processor; others are for WASM. */
export const WEBGPU_DTYPES: readonly Dtype[] = ['fp32', 'fp16', 'q4', 'q4f16'];

/**
 * @param wanted files that are taken along where there are such
 * @throws ModelInstallError saying what was asked for and what to do
 */
export async function findOnHub(
  { id, revision = 'main', dtype, graphs = ['model'], needed = [] }: ModelRequest,
  usage: string,
  wanted: readonly string[] = [],
): Promise<HubModel> {
  if (!ID_PATTERN.test(id) || !id.includes('/')) {
    throw new ModelInstallError(`"${id}" isn't a model's name, such as owner/name. ${usage}`);
  }
  const info = await readModelInfo(id, revision);
  const available = new Set(info.siblings.map(({ rfilename }) => rfilename));
  const models = graphs.flatMap((graph) => {
    const model = modelFile(dtype, graph);
    // Large models keep their weights beside the graph, the largest in several files.
    return [model, ...[...available].filter((path) => path.startsWith(`${model}_data`)).sort()];
  });
  const paths = [...NEEDED, ...needed, ...wanted.filter((path) => available.has(path)), ...models];
  const missing = paths.filter((path) => !available.has(path));
  if (missing.length > 0) {
    throw new ModelInstallError(
      `${id} has no ${missing.join(', ')}. ${remedy({ id, dtype, graphs }, available)}`,
    );
  }
  return {
    id,
    sha: info.sha,
    available,
    paths,
    url: (path) => `${endpoint()}/${id}/resolve/${info.sha}/${path}`,
  };
}

/** What to do about files that a model lacks. */
function remedy(
  { id, dtype, graphs }: Required<Pick<ModelRequest, 'id' | 'dtype' | 'graphs'>>,
  available: ReadonlySet<string>,
): string {
  const has = (name: Dtype, graph: string) => available.has(modelFile(name, graph));
  const dtypes = DTYPES.filter((name) => graphs.every((graph) => has(name, graph)));
  if (dtypes.length > 0 && !dtypes.includes(dtype))
    return `Its precisions are: ${dtypes.join(', ')}; choose one with --dtype.`;
  const elsewhere = 'look for a copy of the model that has, such as those of onnx-community.';
  if (dtypes.length > 0) return `The rest of it is there: ${elsewhere}`;
  for (const modality of ['image', 'audio'] as const) {
    const there = DTYPES.some((name) => has(name, TOWER[modality]));
    if (there && !graphs.includes(TOWER[modality]))
      return `It has a tower of ${modality}: install it with npm run encoder -- ${id} --modality ${modality}`;
  }
  return [...available].some((path) => path.endsWith('.onnx'))
    ? `It is another kind of model, or cut into other parts: ${elsewhere}`
    : `It has no ONNX files: ${elsewhere}`;
}

/** Fetches the files that a site needs into a folder. */
export async function fetchModel({ paths, url }: HubModel, folder: string): Promise<void> {
  for (const path of paths) {
    console.log(`Fetching ${path}`);
    await download(url(path), join(folder, path));
  }
}

async function readModelInfo(id: string, revision: string) {
  const url = `${endpoint()}/api/models/${id}/revision/${encodeURIComponent(revision)}`;
  const result = v.safeParse(ModelInfoSchema, await (await requestFile(url)).json().catch(() => null));
  if (!result.success) throw new ModelInstallError(`${url} doesn't answer like a model hub.`);
  return result.output;
}

async function download(url: string, path: string): Promise<void> {
  const response = await requestFile(url);
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.part`;
  try {
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(partial));
  } catch (error) {
    throw new ModelInstallError(`${url} broke off: try again.`, { cause: error });
  }
  await rename(partial, path);
}

/** @throws ModelInstallError saying why it can't be had */
export async function requestFile(url: string): Promise<Response> {
  const token = process.env.HF_TOKEN;
  let response: Response;
  try {
    response = await fetch(url, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new ModelInstallError(
      `${url} can't be reached (${reason}). Fetch the model where the network allows it, or set HF_ENDPOINT to ` +
        `a mirror. The bundled encoder needs no network: npm run encoder -- ${BUNDLED_ENCODER}`,
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
  throw new ModelInstallError(`${url} answers ${response.status}. ${remedy}`);
}

/** One of a few words on the command line. @throws ModelInstallError where it is another */
export function option<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined || allowed.includes(value as T)) return value as T | undefined;
  throw new ModelInstallError(`--${name} ${value}: must be one of ${allowed.join(', ')}.`);
}
