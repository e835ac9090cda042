/**
 * A model's files and ONNX Runtime's, all from this site: every byte is counted and checked against the registry, and
 * transformers.js is told to ask for nothing else. Meant for a worker with one model: the library keeps its settings
 * globally.
 */
import { env, LogLevel } from '@huggingface/transformers';
import type { Device, InstalledFile } from './registry.ts';

/** A model or runtime file is missing, cut short or not the one that was installed. */
export class ModelFileError extends Error {
  override name = 'ModelFileError';
}

export interface SiteFiles {
  /** Id of the model: its folder below `models/`. */
  id: string;
  files: readonly InstalledFile[];
  /** ONNX Runtime's files for `device`, from the registry. */
  runtime: readonly InstalledFile[];
  /** The site's base path, such as `/`. */
  base: string;
  device: Device;
}

/** What was fetched, until the runtime has its own copy. */
export interface OpenedFiles {
  /** Bytes of all of them. */
  total: number;
  /** @throws ModelFileError where the model was installed without it */
  read(path: string): Promise<ArrayBuffer>;
  /** Lets go of the contents. */
  forget(): void;
}

/**
 * More threads need a cross-origin isolated page, which many static hosts can't offer. Beyond four the gain is
 * small for a model of this size, and the page wants some too.
 */
const MOST_THREADS = 4;

/** What a missing, optional file (such as a chat template) is answered with, without a request. */
const notInstalled = () => new Response(null, { status: 404 });

/**
 * Fetches a model's files and the runtime's, all at once, and sets transformers.js up to use just those.
 *
 * @param onBytes bytes of all files so far, and in all
 * @throws ModelFileError when a file is missing or differs from the registry
 */
export async function openSiteFiles(
  { id, files, runtime, base, device }: SiteFiles,
  onBytes: (loaded: number, total: number) => void,
): Promise<OpenedFiles> {
  const origin = new URL(base, self.location.origin);
  const modelFolder = new URL(`models/${id}/`, origin).href;
  const runtimeFolder = new URL('ort/', origin).href;
  const wasm = runtime.find(({ path }) => path.endsWith('.wasm'));
  const glue = runtime.find(({ path }) => path.endsWith('.mjs'));
  if (!wasm || !glue || !env.backends.onnx.wasm) {
    throw new ModelFileError(`The registry lists no ONNX Runtime for ${device}: run "npm start" again.`);
  }
  const downloads = new Downloads([...files, ...runtime], onBytes);

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
    const file = files.find(({ path }) => modelFolder + path === href);
    if (file === undefined) return notInstalled();
    return new Response(await downloads.get(href, file), {
      headers: { 'content-length': String(file.bytes) },
    });
  };

  // All of them now and at once: the libraries would ask one after the other, and hide why one is missing.
  const all = (folder: string, list: readonly InstalledFile[]) =>
    Promise.all(list.map((file) => downloads.get(folder + file.path, file)));
  await Promise.all([all(modelFolder, files), all(runtimeFolder, runtime)]);
  Object.assign(env.backends.onnx.wasm, {
    wasmPaths: { mjs: runtimeFolder + glue.path, wasm: runtimeFolder + wasm.path },
    wasmBinary: await downloads.get(runtimeFolder + wasm.path, wasm),
    numThreads: self.crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1,
  });
  return {
    total: downloads.total,
    read(path) {
      const file = files.find((installed) => installed.path === path);
      if (file === undefined) {
        throw new ModelFileError(`${id} was installed without ${path}: install it again.`);
      }
      return downloads.get(modelFolder + path, file);
    },
    forget: () => downloads.forget(),
  };
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
      throw new ModelFileError(
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
      throw new ModelFileError(
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
