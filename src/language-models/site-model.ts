/**
 * A language model that the site's owner bundled, as its callers see it: it runs in a worker of its own, is given up
 * on where it neither answers nor stops, and is loaded from this site alone.
 */
import * as Comlink from 'comlink';
import { Lifeline } from '../encoders/lifeline.ts';
import type { Device, EncoderRegistry, LanguageModelSpec } from '../encoders/registry.ts';
import type { GeneratorWorker } from './generator-worker.ts';
import {
  type Availability,
  type Completion,
  type LanguageModel,
  LanguageModelFailure,
  toFailure,
} from './language-model.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface SiteModelOptions {
  spec: LanguageModelSpec;
  runtime: EncoderRegistry['runtime'];
  /** The site's base path, such as `/`. */
  base: string;
  /** Of the shop's texts and the visitor's. */
  language: string;
  createWorker?: () => Worker;
  /** Whether this machine has a GPU that is worth trying. */
  hasGpu?: () => Promise<boolean>;
}

/**
 * An answer that was called off ends with its next token, if WebGPU computes it; WASM hears nothing before it is
 * done. A worker that is silent for longer is ended, ms.
 */
const GRACE = 10_000;

/** Bytes that opening it fetches, the runtime included. */
export function sizeOf({ files }: LanguageModelSpec, runtime: EncoderRegistry['runtime']): number {
  return [...files, ...runtime.wasm].reduce((sum, { bytes }) => sum + bytes, 0);
}

export function siteModel(options: SiteModelOptions): LanguageModel {
  return new SiteModel(options);
}

class SiteModel implements LanguageModel {
  readonly name: string;
  readonly #options: SiteModelOptions;
  #running: Running | null = null;
  #opening: Promise<void> | null = null;

  constructor(options: SiteModelOptions) {
    this.#options = options;
    this.name = options.spec.id;
  }

  async availability(): Promise<Availability> {
    const { spec, language } = this.#options;
    const speaks = spec.languages.some((known) => known.split('-')[0] === language.split('-')[0]);
    if (!speaks || (typeof Worker === 'undefined' && !this.#options.createWorker)) return 'unavailable';
    return this.#running ? 'ready' : 'downloadable';
  }

  open(onProgress: (loaded: number, total: number | null) => void, signal: AbortSignal): Promise<void> {
    if (this.#running) return Promise.resolve();
    this.#opening ??= this.#load(onProgress, signal).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async complete({ system, user, schema, maxTokens, signal }: Completion): Promise<string> {
    signal.throwIfAborted();
    const running = this.#running;
    if (!running) throw new LanguageModelFailure(`${this.name} was asked before it was opened.`);
    // The pipeline knows no schema: said in words, and checked by whoever asked.
    const format = schema ? `\nAnswer with JSON alone, by this schema: ${JSON.stringify(schema)}` : '';
    return running.generate({ system: system + format, user, maxTokens }, signal);
  }

  async close(): Promise<void> {
    this.#running?.end(new LanguageModelFailure('The language model was closed.'));
  }

  /** On the GPU where there is one; on WASM, in a fresh worker, where that fails. */
  async #load(
    onProgress: (loaded: number, total: number | null) => void,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    const { spec, runtime, hasGpu = hasRealGpu } = this.#options;
    const gpu = spec.devices.includes('webgpu') && runtime.webgpu !== undefined && (await hasGpu());
    const devices = spec.devices.filter((device) => device === 'wasm' || gpu);
    let failure = new LanguageModelFailure(
      `${spec.id} runs on a graphics processor alone, and this browser offers none.`,
    );
    for (const device of devices) {
      try {
        return await this.#loadOn(device, onProgress, signal);
      } catch (error) {
        signal.throwIfAborted();
        failure = toFailure(error);
      }
    }
    throw failure;
  }

  async #loadOn(
    device: Device,
    onProgress: (loaded: number, total: number | null) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { spec, runtime, base, createWorker = newGeneratorWorker } = this.#options;
    const running = new Running(createWorker(), () => {
      if (this.#running === running) this.#running = null;
    });
    const cancel = () => running.end(new LanguageModelFailure('Opening the language model was cancelled.'));
    signal.addEventListener('abort', cancel);
    try {
      signal.throwIfAborted();
      await running.load({ spec, runtime: runtime[device] ?? [], base, device }, onProgress);
      signal.throwIfAborted();
      this.#running = running;
    } catch (error) {
      running.end(toFailure(error));
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }
}

/** One worker, from its start to its end. Its calls fail with it instead of waiting forever. */
class Running {
  readonly #worker: Worker;
  readonly #remote: Comlink.Remote<GeneratorWorker>;
  readonly #line = new Lifeline();
  readonly #onEnd: () => void;
  /** Settles when the worker has nothing more to do. */
  #idle: Promise<unknown> = Promise.resolve();

  constructor(worker: Worker, onEnd: () => void) {
    this.#worker = worker;
    this.#onEnd = onEnd;
    worker.addEventListener('error', (event) => {
      const reason = event.message || 'it could not be loaded';
      this.end(new LanguageModelFailure(`The language model’s worker failed: ${reason}.`));
    });
    worker.addEventListener('messageerror', () => {
      this.end(new LanguageModelFailure('The language model’s worker sent something unreadable.'));
    });
    this.#remote = Comlink.wrap<GeneratorWorker>(worker);
  }

  end(reason: LanguageModelFailure): void {
    this.#worker.terminate();
    this.#onEnd();
    this.#line.end(reason);
  }

  load(...[request, onBytes]: Parameters<GeneratorWorker['load']>): Promise<void> {
    return this.#line.hold(this.#remote.load(request, Comlink.proxy(onBytes)));
  }

  async generate(prompt: Parameters<GeneratorWorker['generate']>[0], signal: AbortSignal): Promise<string> {
    await unlessAborted(this.#idle, signal);
    const answer = this.#line.hold(this.#remote.generate(prompt));
    const over = answer.catch(() => 'told to whoever asked');
    this.#idle = over;
    const interrupt = () => {
      void this.#line.hold(this.#remote.interrupt()).catch(() => 'it has ended');
      const timer = setTimeout(() => {
        this.end(new LanguageModelFailure('The language model neither answered nor stopped.'));
      }, GRACE);
      void over.then(() => clearTimeout(timer));
    };
    signal.addEventListener('abort', interrupt);
    try {
      return await unlessAborted(answer, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw toFailure(error);
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }
}

function newGeneratorWorker(): Worker {
  return new Worker(new URL('./generator-worker.ts', import.meta.url), {
    type: 'module',
    name: 'language-model',
  });
}

/** Software adapters compute right, and far too slowly. */
async function hasRealGpu(): Promise<boolean> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  return adapter !== null && adapter !== undefined && !adapter.info.isFallbackAdapter;
}
