/**
 * Runs an installed encoder through transformers.js in a browser: every byte comes from this site, is counted
 * and is checked against the registry. Meant for a worker; the runtime keeps its settings globally, so one
 * model a worker. Node has its own door, `node-encoder.ts`.
 */
import { env, type FeatureExtractionPipeline, LogLevel, pipeline } from '@huggingface/transformers';
import type { BatchModel } from './batches.ts';
import type { EncoderProgress } from './encoder.ts';
import { checkGolden, type Golden } from './golden.ts';
import { type Device, type EncoderSpec, GOLDEN_FILE, type InstalledFile } from './registry.ts';

/** A model or runtime file is missing, cut short or not the one that was installed. */
export class EncoderFileError extends Error {
  override name = 'EncoderFileError';
}

export interface LoadRequest {
  spec: EncoderSpec;
  /** ONNX Runtime's files for `device`, from the registry. */
  runtime: readonly InstalledFile[];
  /** The site's base path, such as `/`. */
  base: string;
  device: Device;
}

/**
 * More threads need a cross-origin isolated page, which many static hosts can't offer. Beyond four the gain is
 * small for a model of this size, and the page wants some too.
 */
const MOST_THREADS = 4;

/** What a missing, optional file (such as a chat template) is answered with, without a request. */
const notInstalled = () => new Response(null, { status: 404 });

/**
 * @throws EncoderFileError when a file is missing or differs from the registry.
 * @throws GoldenMismatchError when the device computes wrong vectors.
 */
export async function loadModel(
  { spec, runtime, base, device }: LoadRequest,
  onProgress: (progress: EncoderProgress) => void,
): Promise<BatchModel> {
  const origin = new URL(base, self.location.origin);
  const modelFolder = new URL(`models/${spec.id}/`, origin).href;
  const runtimeFolder = new URL('ort/', origin).href;
  const wasm = runtime.find(({ path }) => path.endsWith('.wasm'));
  const glue = runtime.find(({ path }) => path.endsWith('.mjs'));
  if (!wasm || !glue || !env.backends.onnx.wasm) {
    throw new EncoderFileError(`The registry lists no ONNX Runtime for ${device}: run "npm start" again.`);
  }
  const downloads = new Downloads([...spec.files, ...runtime], (loaded, total) =>
    onProgress({ phase: loaded < total ? 'download' : 'compile', loaded, total }),
  );

  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = new URL('models/', origin).pathname;
  // The browser's HTTP cache and the service worker keep files; a second cache would serve an old model after
  // the site has installed a new one. The runtime's own cache imports code from blob: URLs, which the CSP forbids.
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.logLevel = LogLevel.ERROR;
  env.fetch = async (input) => {
    const href = new URL(String(input), origin).href;
    const file = spec.files.find(({ path }) => modelFolder + path === href);
    if (file === undefined) return notInstalled();
    return new Response(await downloads.get(href, file), {
      headers: { 'content-length': String(file.bytes) },
    });
  };

  // All of them now and at once: the libraries would ask one after the other, and hide why one is missing.
  const files = (folder: string, list: readonly InstalledFile[]) =>
    Promise.all(list.map((file) => downloads.get(folder + file.path, file)));
  await Promise.all([files(modelFolder, spec.files), files(runtimeFolder, runtime)]);
  const golden = await downloads.get(modelFolder + GOLDEN_FILE, fileOf(spec, GOLDEN_FILE));
  const wasmBinary = await downloads.get(runtimeFolder + wasm.path, wasm);
  Object.assign(env.backends.onnx.wasm, {
    wasmPaths: { mjs: runtimeFolder + glue.path, wasm: runtimeFolder + wasm.path },
    wasmBinary,
    numThreads: self.crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1,
  });
  const extractor = await pipeline('feature-extraction', spec.id, { device, dtype: spec.dtype });
  downloads.forget();
  onProgress({ phase: 'check', loaded: downloads.total, total: downloads.total });
  const model = pipelineModel(extractor, spec);
  const { texts, vectors } = JSON.parse(new TextDecoder().decode(golden)) as Golden;
  checkGolden({ texts, vectors }, await model.encodeBatch(texts), `${spec.id} on ${device}`);
  onProgress({ phase: 'ready', loaded: downloads.total, total: downloads.total });
  return model;
}

/** Wraps a transformers.js pipeline; shared with Node. */
export function pipelineModel(
  extractor: FeatureExtractionPipeline,
  { pooling, dimensions }: Pick<EncoderSpec, 'pooling' | 'dimensions'>,
): BatchModel {
  return {
    async encodeBatch(texts) {
      // A tokenizer without start and end tokens makes a batch of empty texts a tensor without columns, which
      // the runtime refuses: another text gives it one.
      const batch = texts.every((text) => text === '') ? [...texts, 'a'] : [...texts];
      const output = await extractor(batch, { pooling, normalize: true });
      return (output.data as Float32Array).slice(0, texts.length * dimensions);
    },
  };
}

function fileOf(spec: EncoderSpec, path: string): InstalledFile {
  const file = spec.files.find((installed) => installed.path === path);
  if (file === undefined) {
    throw new EncoderFileError(`${spec.id} was installed without ${path}: install it again.`);
  }
  return file;
}

/** Fetches files of known size and hash, each once, and counts the bytes of all of them together. */
class Downloads {
  readonly total: number;
  private loaded = 0;
  private readonly files = new Map<string, Promise<ArrayBuffer>>();
  private readonly onProgress: (loaded: number, total: number) => void;

  constructor(files: readonly InstalledFile[], onProgress: (loaded: number, total: number) => void) {
    this.total = files.reduce((sum, file) => sum + file.bytes, 0);
    this.onProgress = onProgress;
  }

  get(href: string, file: InstalledFile): Promise<ArrayBuffer> {
    const known = this.files.get(href) ?? this.fetch(href, file);
    this.files.set(href, known);
    return known;
  }

  /** Lets go of the contents once the runtime has its own copy. */
  forget(): void {
    this.files.clear();
  }

  private async fetch(href: string, { bytes, sha256 }: InstalledFile): Promise<ArrayBuffer> {
    const response = await fetch(href);
    if (!response.ok || response.body === null) {
      throw new EncoderFileError(
        `${href} answers ${response.status}. Deploy the whole build, models included.`,
      );
    }
    const content = new Uint8Array(bytes);
    let at = 0;
    const reader = response.body.getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const start = at;
      at += chunk.value.length;
      if (at > bytes) {
        await reader.cancel();
        break;
      }
      content.set(chunk.value, start);
      this.loaded += chunk.value.length;
      this.onProgress(this.loaded, this.total);
    }
    if (at !== bytes || !(await hasHash(content, sha256))) {
      throw new EncoderFileError(
        `${href} isn't the file that was installed (${bytes} bytes, SHA-256 ${sha256.slice(0, 12)}...). ` +
          'A partial deployment, or a page answered in its place: deploy the whole build again.',
      );
    }
    return content.buffer;
  }
}

/** Web Crypto exists only in secure contexts; elsewhere the length has to do. */
async function hasHash(content: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> {
  if (crypto.subtle === undefined) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}
