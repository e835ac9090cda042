/** The client against workers made of message channels: what happens when they load, fail, die or idle. */
import * as Comlink from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Raster } from './encoder.ts';
import {
  type EncoderClient,
  type EncoderClientOptions,
  type EncoderState,
  startEncoderWorker,
  startWorkerOf,
} from './encoder-client.ts';
import type { EncoderWorker } from './encoder-worker.ts';
import { type Device, type EncoderRegistry, findEncoder, parseRegistry, type SpecOf } from './registry.ts';
import type { LoadRequest } from './transformers-encoder.ts';

type Behaviour = Partial<EncoderWorker> & { onStart?: (worker: FakeWorker) => void };

/** Enough of a Worker: one end of a channel whose other end exposes the given behaviour. */
class FakeWorker extends EventTarget {
  terminated = false;
  private readonly channel = new MessageChannel();

  constructor(behaviour: Behaviour) {
    super();
    Comlink.expose(
      { load: async () => {}, encodeBatch: async (texts: string[]) => vectorsOf(texts), ...behaviour },
      this.channel.port2 as unknown as Comlink.Endpoint,
    );
    this.channel.port1.addEventListener('message', (event) => {
      this.dispatchEvent(new MessageEvent('message', { data: event.data, ports: event.ports as never }));
    });
    this.channel.port1.start();
    queueMicrotask(() => behaviour.onStart?.(this));
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    if (!this.terminated) this.channel.port1.postMessage(message, transfer as never);
  }

  terminate(): void {
    this.terminated = true;
    this.channel.port1.close();
  }
}

const vectorsOf = (texts: readonly string[]) => Float32Array.from(texts.flatMap((text) => [text.length, 0]));

const file = (path: string) => ({ path, bytes: 10, sha256: 'a'.repeat(64) });
const registry = (devices: Device[]): EncoderRegistry =>
  parseRegistry({
    format: 'inkling-encoders',
    version: 1,
    default: 'a/b',
    encoders: [
      {
        id: 'a/b',
        revision: '1',
        dtype: 'fp32',
        pooling: 'cls',
        dimensions: 2,
        maxTokens: 8,
        devices,
        files: [file('onnx/model.onnx')],
      },
    ],
    runtime: { wasm: [file('a.mjs'), file('a.wasm')], webgpu: [file('b.mjs'), file('b.wasm')] },
  });

let workers: FakeWorker[];
let states: string[];

function start(
  behaviours: Behaviour[],
  devices: Device[] = ['wasm'],
  options: Partial<EncoderClientOptions> = {},
): EncoderClient {
  workers = [];
  states = [];
  const client = startEncoderWorker({
    registry: registry(devices),
    base: '/',
    createWorker: () => {
      const worker = new FakeWorker(behaviours[workers.length] ?? {});
      workers.push(worker);
      return worker as unknown as Worker;
    },
    ...options,
  });
  client.subscribe((state) => states.push(describeState(state)));
  return client;
}

function describeState(state: EncoderState): string {
  if (state.status === 'loading') return `loading ${state.progress.phase} ${state.progress.loaded}`;
  if (state.status === 'ready') return `ready on ${state.backend}`;
  return state.status;
}

describe('startEncoderWorker', () => {
  it('starts no worker before the first text, and one for many calls', async () => {
    const client = start([]);
    expect(client.state.status).toBe('idle');
    expect(client.stamp).toEqual({ id: 'a/b', revision: '1', dtype: 'fp32', pooling: 'cls', dimensions: 2 });
    expect(workers).toHaveLength(0);
    expect(await client.encode([])).toHaveLength(0);
    expect(workers).toHaveLength(0);
    const [one, two] = await Promise.all([client.encode(['abc']), client.encode(['a', 'ab'])]);
    expect([...one, ...two]).toEqual([3, 0, 1, 0, 2, 0]);
    expect(workers).toHaveLength(1);
    await client.dispose();
  });

  it('reports loading in bytes', async () => {
    const client = start([
      {
        load: async (_request, onProgress) => {
          await onProgress({ phase: 'download', loaded: 12, total: 30 });
          await onProgress({ phase: 'compile', loaded: 30, total: 30 });
        },
      },
    ]);
    await client.load();
    expect(states).toEqual([
      'loading download 0',
      'loading download 12',
      'loading compile 30',
      'ready on wasm',
    ]);
    await client.dispose();
    expect(workers[0].terminated).toBe(true);
    expect(client.state.status).toBe('idle');
  });

  it('fails with the reason, and tries again in a fresh worker', async () => {
    const load = async () => {
      throw new Error('the file is missing');
    };
    const client = start([{ load }, {}]);
    await expect(client.encode(['a'])).rejects.toMatchObject({
      name: 'EncoderFailure',
      message: 'the file is missing',
    });
    expect(client.state.status).toBe('failed');
    expect(workers[0].terminated).toBe(true);
    expect(await client.encode(['a'])).toEqual(Float32Array.of(1, 0));
    expect(workers).toHaveLength(2);
    expect(client.state.status).toBe('ready');
    await client.dispose();
  });

  it('fails its calls, instead of waiting forever, when the worker dies', async () => {
    const client = start([{ load: () => new Promise(() => {}), onStart: crash }, { encodeBatch: never }]);
    await expect(client.load()).rejects.toThrow(/out of memory/);
    const waiting = client.encode(['a']);
    await vi.waitFor(() => expect(client.state.status).toBe('ready'));
    crash(workers[1]);
    await expect(waiting).rejects.toThrow(/out of memory/);
    expect(client.state.status).toBe('failed');
  });

  it('replaces a worker whose batch failed', async () => {
    const encodeBatch = async () => {
      throw new Error('device lost');
    };
    const client = start([{ encodeBatch }]);
    await expect(client.encode(['a'])).rejects.toThrow('device lost');
    await vi.waitFor(() => expect(client.state.status).toBe('failed'));
    expect(await client.encode(['a'])).toEqual(Float32Array.of(1, 0));
    await client.dispose();
  });

  it('keeps the worker when a call is only cancelled', async () => {
    const client = start([]);
    const controller = new AbortController();
    const texts = Array.from({ length: 40 }, () => 'a');
    const cancelled = client.encode(texts, () => controller.abort(), controller.signal);
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await client.encode(['a']);
    expect(workers).toHaveLength(1);
    await client.dispose();
  });

  it('fails calls in flight when it is disposed of while loading', async () => {
    const client = start([{ load: () => new Promise(() => {}) }]);
    const waiting = client.encode(['a']);
    await vi.waitFor(() => expect(workers).toHaveLength(1));
    await client.dispose();
    await expect(waiting).rejects.toMatchObject({ name: 'EncoderFailure' });
    expect(workers[0].terminated).toBe(true);
    expect(client.state.status).toBe('idle');
  });
});

describe('startWorkerOf', () => {
  it('gives pictures to a worker of their own, one at a time', async () => {
    const spec: SpecOf<'image'> = { ...findEncoder(registry(['wasm'])), modality: 'image', space: 'a/b' };
    const batches: number[] = [];
    const loaded: LoadRequest[] = [];
    const worker = new FakeWorker({
      load: async (request) => void loaded.push(request),
      encodeBatch: async (pictures) => {
        batches.push(pictures.length);
        return Float32Array.from((pictures as Raster[]).flatMap(({ width, data }) => [width, data[0]]));
      },
    });
    const client = startWorkerOf(spec, {
      registry: registry(['wasm']),
      base: '/',
      createWorker: () => worker as unknown as Worker,
    });
    const pictures = Array.from({ length: 6 }, (_, i) => ({
      width: 6 - i,
      height: 1,
      data: new Uint8ClampedArray((6 - i) * 4).fill(10 + i),
    }));
    const progress: number[] = [];
    const vectors = await client.encode(pictures, (done) => progress.push(done));
    expect([...vectors]).toEqual([6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);
    expect(batches).toEqual([1, 1, 1, 1, 1, 1]);
    expect(progress).toEqual([1, 2, 3, 4, 5, 6]);
    expect(client.stamp.modality).toBe('image');
    expect(loaded[0].spec).toEqual(spec);
    // They are copied on their way: the caller may go on with them.
    expect(pictures[0].data).toHaveLength(24);
    await client.dispose();
  });
});

describe('disposing', () => {
  it('leaves nothing running when it comes before the worker', async () => {
    const client = start([]);
    const waiting = client.load();
    await client.dispose();
    await expect(waiting).rejects.toMatchObject({ name: 'EncoderFailure' });
    expect(workers).toHaveLength(0);
    expect(client.state.status).toBe('idle');
  });
});

describe('idle', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('ends the worker a minute after the last call, and starts it again for the next', async () => {
    const client = start([]);
    await client.encode(['a']);
    vi.advanceTimersByTime(50_000);
    await client.encode(['a']);
    vi.advanceTimersByTime(59_000);
    expect(client.state.status).toBe('ready');
    vi.advanceTimersByTime(1_000);
    expect(client.state.status).toBe('idle');
    await vi.waitFor(() => expect(workers[0].terminated).toBe(true));
    await client.encode(['a']);
    expect(workers).toHaveLength(2);
    await client.dispose();
  });
});

describe('WebGPU', () => {
  const slow = async (texts: readonly string[]) => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return vectorsOf(texts);
  };
  const memory = () => {
    const known = new Map<string, string>();
    return {
      known,
      get: async (key: string) => known.get(key),
      set: async (key: string, device: Device) => void known.set(key, device),
    };
  };
  const withAdapter = (adapter: object | null) =>
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } });
  const ADAPTER = {
    info: { vendor: 'v', architecture: 'a', device: 'd', description: '', isFallbackAdapter: false },
  };

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('is taken where a trial finds it faster, and not tried twice', async () => {
    withAdapter(ADAPTER);
    const devices = memory();
    const client = start([{}, { encodeBatch: slow }], ['webgpu', 'wasm'], { devices });
    await client.load();
    expect(client.backend).toBe('webgpu');
    expect(workers.map((worker) => worker.terminated)).toEqual([true, true, false]);
    await client.dispose();
    const again = start([], ['webgpu', 'wasm'], { devices });
    await again.load();
    expect(workers).toHaveLength(1);
    expect(again.backend).toBe('webgpu');
    await again.dispose();
  });

  it('loses where WASM is faster', async () => {
    withAdapter(ADAPTER);
    const client = start([{ encodeBatch: slow }, {}], ['webgpu', 'wasm']);
    await client.load();
    expect(client.backend).toBe('wasm');
    await client.dispose();
  });

  it('is not even tried on a software adapter or without one', async () => {
    for (const adapter of [null, { info: { ...ADAPTER.info, isFallbackAdapter: true } }]) {
      withAdapter(adapter);
      const client = start([], ['webgpu', 'wasm']);
      await client.load();
      expect(workers).toHaveLength(1);
      expect(client.backend).toBe('wasm');
      await client.dispose();
    }
  });

  it('gives way to WASM, in a fresh worker, when it fails after having won', async () => {
    withAdapter(ADAPTER);
    const devices = memory();
    const load = async () => {
      throw new Error('wrong vectors');
    };
    const client = start([{}, { encodeBatch: slow }, { load }], ['webgpu', 'wasm'], { devices });
    await client.load();
    expect(client.backend).toBe('wasm');
    expect(workers).toHaveLength(4);
    await client.dispose();
  });
});

const never = () => new Promise<Float32Array>(() => {});

function crash(worker: FakeWorker): void {
  worker.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
}
