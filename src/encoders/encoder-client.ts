/**
 * The encoder as its callers see it: an `Encoder` whose model lives in a worker that starts with the first
 * input, ends when it has been idle, and is replaced by a fresh one after a failure. It runs wherever workers
 * can be made: in the page, or in another worker.
 */
import * as Comlink from 'comlink';
import { type BatchModel, encodeInBatches } from './batches.ts';
import type { Encoder, EncoderProgress, Modality, ModalityInput } from './encoder.ts';
import type { EncoderWorker } from './encoder-worker.ts';
import { goldenInputs } from './golden.ts';
import { Lifeline } from './lifeline.ts';
import { type Device, type EncoderRegistry, findEncoder, type SpecOf, stampOf } from './registry.ts';

export type EncoderState =
  | { status: 'idle' }
  | { status: 'loading'; progress: EncoderProgress }
  | { status: 'ready'; backend: Device }
  | { status: 'failed'; error: EncoderFailure };

/** The encoder could not be loaded or died; the next call tries again in a fresh worker. */
export class EncoderFailure extends Error {
  override name = 'EncoderFailure';
}

export interface EncoderClient<Input = string> extends Encoder<Input> {
  readonly state: EncoderState;
  /** Calls the listener after every change of state; returns the way to stop that. */
  subscribe(listener: (state: EncoderState) => void): () => void;
  /** Loads the model ahead of the first input. */
  load(): Promise<void>;
  /** Ends the worker and frees its memory. Calls in flight fail; later ones start a new worker. */
  dispose(): Promise<void>;
}

/** Remembers which device won the timed trial on this machine; see `vector-cache.ts`. */
export interface DeviceMemory {
  get(key: string): Promise<string | undefined>;
  set(key: string, device: Device): Promise<void>;
}

export interface EncoderClientOptions {
  registry: EncoderRegistry;
  /** The site's base path, such as `/`. */
  base: string;
  /** An encoder of the registry; its default where left out. */
  id?: string;
  devices?: DeviceMemory;
  createWorker?: () => Worker;
}

/**
 * Long enough that a search typed after reading a page finds the model loaded; the bundled model holds about
 * 45 MB, a larger one in fp32 more than 100 MB.
 */
const IDLE_MS = 60_000;

/** @throws EncoderRegistryError when the registry doesn't hold that encoder of texts. */
export function startEncoderWorker(options: EncoderClientOptions): EncoderClient {
  return startWorkerOf(findEncoder(options.registry, options.id), options);
}

/** @param spec An entry of the registry, whatever it encodes. */
export function startWorkerOf<M extends Modality>(
  spec: SpecOf<M>,
  options: Omit<EncoderClientOptions, 'id'>,
): EncoderClient<ModalityInput[M]> {
  return new WorkerClient(options, spec);
}

class WorkerClient<M extends Modality> implements EncoderClient<ModalityInput[M]> {
  readonly stamp;
  state: EncoderState = { status: 'idle' };
  private readonly spec: SpecOf<M>;
  private readonly options: Omit<EncoderClientOptions, 'id'>;
  private readonly listeners = new Set<(state: EncoderState) => void>();
  private connection: Promise<Connection<M>> | undefined;
  /** Every worker that runs, whether it is loaded, loading or on trial. */
  private readonly live = new Set<Connection<M>>();
  /** Counts disposals: what began before one must not start a worker after it. */
  private era = 0;
  private calls = 0;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;
  /** Once WebGPU has failed here it isn't tried again until the page is loaded anew. */
  private webgpuFailed = false;

  constructor(options: Omit<EncoderClientOptions, 'id'>, spec: SpecOf<M>) {
    this.options = options;
    this.spec = spec;
    this.stamp = stampOf(spec);
  }

  get backend(): Device {
    return this.state.status === 'ready' ? this.state.backend : 'wasm';
  }

  subscribe(listener: (state: EncoderState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async load(): Promise<void> {
    await this.use(async () => {});
  }

  encode(
    inputs: readonly ModalityInput[M][],
    onProgress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<Float32Array> {
    if (inputs.length === 0) return Promise.resolve(new Float32Array());
    return this.use((model) => encodeInBatches(model, this.spec, inputs, onProgress, signal));
  }

  async dispose(): Promise<void> {
    clearTimeout(this.idleTimer);
    this.era++;
    this.connection = undefined;
    for (const connection of this.live) connection.end(new EncoderFailure('The encoder was ended.'));
    this.live.clear();
    this.setState({ status: 'idle' });
  }

  private async use<T>(work: (model: Connection<M>) => Promise<T>): Promise<T> {
    this.calls++;
    clearTimeout(this.idleTimer);
    try {
      return await work(await this.connect());
    } finally {
      this.calls--;
      // A failure is not idleness: it stays to be seen.
      if (this.calls === 0 && this.connection) {
        this.idleTimer = setTimeout(() => void this.dispose(), IDLE_MS);
      }
    }
  }

  private connect(): Promise<Connection<M>> {
    if (this.connection === undefined) {
      const opening = this.open(this.era);
      this.connection = opening;
      opening.then(
        (open) => {
          if (this.connection !== opening) return;
          this.setState({ status: 'ready', backend: open.device });
          // A worker that dies later must not be used again.
          open.died.catch((error: EncoderFailure) => this.fail(opening, error));
        },
        (error: EncoderFailure) => this.fail(opening, error),
      );
    }
    return this.connection;
  }

  private fail(failed: Promise<Connection<M>>, error: EncoderFailure): void {
    if (this.connection !== failed) return;
    this.connection = undefined;
    this.setState({ status: 'failed', error });
  }

  /** On the device that is known to be fastest; on the next one, in a fresh worker, where that fails. */
  private async open(era: number): Promise<Connection<M>> {
    const candidates = await this.candidates(era);
    for (const [i, device] of candidates.entries()) {
      try {
        return await this.openOn(device, era);
      } catch (error) {
        if (i === candidates.length - 1 || era !== this.era) throw error;
        this.webgpuFailed = true;
      }
    }
    throw new EncoderFailure(`No device is left to run ${this.spec.id} on.`);
  }

  private async openOn(device: Device, era: number): Promise<Connection<M>> {
    if (era !== this.era) throw new EncoderFailure('The encoder was ended.');
    const { registry, base, createWorker = newEncoderWorker } = this.options;
    const runtime = registry.runtime[device];
    if (runtime === undefined) throw new EncoderFailure(`No runtime for ${device} is installed.`);
    const total = [...this.spec.files, ...runtime].reduce((sum, file) => sum + file.bytes, 0);
    this.setState({ status: 'loading', progress: { phase: 'download', loaded: 0, total } });
    const connection = new Connection<M>(createWorker(), device);
    this.live.add(connection);
    connection.died.catch(() => this.live.delete(connection));
    try {
      await connection.load({ spec: this.spec, runtime, base, device }, (progress) => {
        // One more report may be under way when the worker is ended.
        if (progress.phase !== 'ready' && this.live.has(connection)) {
          this.setState({ status: 'loading', progress });
        }
      });
      return connection;
    } catch (error) {
      connection.end(toFailure(error));
      throw toFailure(error);
    }
  }

  /**
   * In order of preference. WebGPU is worth trying only on a real GPU, and even there WASM is often faster for
   * short texts (https://github.com/huggingface/transformers.js/issues/1750): one timed trial decides.
   */
  private async candidates(era: number): Promise<Device[]> {
    if (!this.spec.devices.includes('webgpu') || this.webgpuFailed) return ['wasm'];
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter || adapter.info.isFallbackAdapter) return ['wasm'];
    const { vendor, architecture, device, description } = adapter.info;
    const { id, revision, modality } = this.spec;
    // Texts go unsaid, as in stamps.
    const model = modality === 'text' ? [id, revision] : [id, revision, modality];
    const key = JSON.stringify([...model, vendor, architecture, device, description]);
    const remembered = await this.options.devices?.get(key);
    if (remembered === 'wasm') return ['wasm'];
    if (remembered === 'webgpu') return ['webgpu', 'wasm'];
    const fastest = await this.trial(era);
    await this.options.devices?.set(key, fastest);
    return fastest === 'wasm' ? ['wasm'] : ['webgpu', 'wasm'];
  }

  private async trial(era: number): Promise<Device> {
    const timeOn = async (device: Device) => {
      try {
        const connection = await this.openOn(device, era);
        const elapsed = await connection.time(goldenInputs<M>(this.spec.modality));
        connection.end(new EncoderFailure('The trial is over.'));
        return elapsed;
      } catch {
        return Number.POSITIVE_INFINITY;
      }
    };
    const webgpu = await timeOn('webgpu');
    return webgpu < (await timeOn('wasm')) ? 'webgpu' : 'wasm';
  }

  private setState(state: EncoderState): void {
    this.state = state;
    for (const listener of this.listeners) listener(state);
  }
}

/** One worker, from its start to its end. Its calls fail with it instead of waiting forever. */
class Connection<M extends Modality> implements BatchModel<ModalityInput[M]> {
  readonly device: Device;
  /** Rejects once the worker has ended, whatever ended it. */
  readonly died: Promise<never>;
  readonly end: (reason: EncoderFailure) => void;
  private readonly remote: Comlink.Remote<EncoderWorker>;
  private readonly line = new Lifeline();

  constructor(worker: Worker, device: Device) {
    this.device = device;
    const { promise, reject } = rejectable();
    this.died = promise;
    this.died.catch(() => {});
    this.end = (reason) => {
      worker.terminate();
      reject(reason);
      this.line.end(reason);
    };
    worker.addEventListener('error', (event) => {
      this.end(
        new EncoderFailure(`The encoder's worker failed: ${event.message || 'it could not be loaded'}.`),
      );
    });
    worker.addEventListener('messageerror', () => {
      this.end(new EncoderFailure("The encoder's worker sent something unreadable."));
    });
    this.remote = Comlink.wrap<EncoderWorker>(worker);
  }

  load(...[request, onProgress]: Parameters<EncoderWorker['load']>): Promise<void> {
    return this.line.hold(this.remote.load(request, Comlink.proxy(onProgress)));
  }

  /** A batch that fails leaves the runtime in an unknown state, so its worker ends. */
  async encodeBatch(inputs: readonly ModalityInput[M][]): Promise<Float32Array> {
    try {
      return await this.line.hold(this.remote.encodeBatch(inputs));
    } catch (error) {
      const failure = toFailure(error);
      this.end(failure);
      throw failure;
    }
  }

  /** @returns Milliseconds for the inputs, the best of three after one to warm up. */
  async time(inputs: readonly ModalityInput[M][]): Promise<number> {
    await this.encodeBatch(inputs);
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 3; run++) {
      const start = performance.now();
      await this.encodeBatch(inputs);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  }
}

function newEncoderWorker(): Worker {
  return new Worker(new URL('./encoder-worker.ts', import.meta.url), { type: 'module', name: 'encoder' });
}

function toFailure(error: unknown): EncoderFailure {
  if (error instanceof EncoderFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new EncoderFailure(message, { cause: error });
}

function rejectable(): { promise: Promise<never>; reject: (reason: Error) => void } {
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  return { promise, reject };
}
