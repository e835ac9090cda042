/** A bundled model, against workers made of message channels: how it loads, answers, stops, dies. */
import * as Comlink from 'comlink';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Device, EncoderRegistry, LanguageModelSpec } from '../encoders/registry.ts';
import type { GeneratorWorker } from './generator-worker.ts';
import { type SiteModelOptions, siteModel, sizeOf } from './site-model.ts';

/** Enough of a Worker: one end of a channel whose other end exposes the given behaviour. */
class FakeWorker extends EventTarget {
  terminated = false;
  interrupts = 0;
  readonly loads: Device[] = [];
  private readonly channel = new MessageChannel();

  constructor(behaviour: Partial<GeneratorWorker>) {
    super();
    const load: GeneratorWorker['load'] = async (request, onBytes) => {
      this.loads.push(request.device);
      await behaviour.load?.(request, onBytes);
    };
    const interrupt = () => {
      this.interrupts++;
      behaviour.interrupt?.();
    };
    const generate = behaviour.generate ?? (async ({ user }) => `to ${user}`);
    Comlink.expose({ load, interrupt, generate }, this.channel.port2 as unknown as Comlink.Endpoint);
    this.channel.port1.addEventListener('message', (event) => {
      this.dispatchEvent(new MessageEvent('message', { data: event.data, ports: event.ports as never }));
    });
    this.channel.port1.start();
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    if (!this.terminated) this.channel.port1.postMessage(message, transfer as never);
  }

  terminate(): void {
    this.terminated = true;
    this.channel.port1.close();
  }
}

const file = (path: string, bytes: number) => ({ path, bytes, sha256: 'a'.repeat(64) });
const SPEC: LanguageModelSpec = {
  id: 'owner/tiny',
  revision: '1',
  dtype: 'q4',
  devices: ['webgpu', 'wasm'],
  languages: ['en'],
  files: [file('onnx/model_q4.onnx', 100)],
};
const RUNTIME: EncoderRegistry['runtime'] = { wasm: [file('a.wasm', 10)], webgpu: [file('b.wasm', 20)] };

let workers: FakeWorker[] = [];
afterEach(() => {
  for (const worker of workers) worker.terminate();
  workers = [];
  vi.useRealTimers();
});

function model(behaviours: Partial<GeneratorWorker>[] = [], options: Partial<SiteModelOptions> = {}) {
  return siteModel({
    spec: SPEC,
    runtime: RUNTIME,
    base: '/',
    language: 'en-GB',
    hasGpu: async () => false,
    createWorker: () => {
      const worker = new FakeWorker(behaviours[workers.length] ?? {});
      workers.push(worker);
      return worker as unknown as Worker;
    },
    ...options,
  });
}

const { signal } = new AbortController();
const ask = { system: 'Be brief.', user: 'you', maxTokens: 9, signal };
const open = (it: ReturnType<typeof model>) => it.open(() => {}, signal);

describe('a bundled model', () => {
  it('is there for languages that it speaks, and ready once it is open', async () => {
    expect(await model([], { language: 'zh-CN' }).availability()).toBe('unavailable');
    const it = model();
    expect(await it.availability()).toBe('downloadable');
    expect(workers).toHaveLength(0);
    await expect(it.complete(ask)).rejects.toThrow(/before it was opened/);
    await open(it);
    expect(await it.availability()).toBe('ready');
    expect(await it.complete(ask)).toBe('to you');
    await it.close();
    expect(workers[0].terminated).toBe(true);
    expect(await it.availability()).toBe('downloadable');
    await open(it);
    expect(await it.complete(ask)).toBe('to you');
  });

  it('says how large it is before, and how far it is while it loads', async () => {
    expect(sizeOf(SPEC, RUNTIME)).toBe(110);
    const load: GeneratorWorker['load'] = async (_, onBytes) => {
      await onBytes(10, 110);
      await onBytes(110, 110);
    };
    const progress: unknown[] = [];
    const it = model([{ load }]);
    const twice = [it.open((...values) => progress.push(values), signal), open(it)];
    await Promise.all(twice);
    expect(workers).toHaveLength(1);
    expect(progress).toEqual([
      [10, 110],
      [110, 110],
    ]);
  });

  it('tells a schema in words', async () => {
    const generate: GeneratorWorker['generate'] = async ({ system }) => system;
    const it = model([{ generate }]);
    await open(it);
    expect(await it.complete({ ...ask, schema: { type: 'object' } })).toMatch(
      /^Be brief\.\n.*\{"type":"object"\}$/,
    );
  });

  it('runs on the GPU where there is one, and on WASM, in a fresh worker, where that fails', async () => {
    const load = async () => {
      throw new Error('no adapter');
    };
    const hasGpu = async () => true;
    await open(model([{}], { hasGpu }));
    expect(workers.flatMap(({ loads }) => loads)).toEqual(['webgpu']);
    workers = [];
    await open(model([{ load }, {}], { hasGpu }));
    expect(workers.flatMap(({ loads }) => loads)).toEqual(['webgpu', 'wasm']);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    workers = [];
    const gpuOnly = model([], { spec: { ...SPEC, devices: ['webgpu'] } });
    await expect(open(gpuOnly)).rejects.toThrow(/graphics processor/);
  });

  it('says why it can’t be opened, and can be tried again', async () => {
    const load = async () => {
      throw new Error('models/owner/tiny/config.json answers 404');
    };
    const it = model([{ load }, {}]);
    await expect(open(it)).rejects.toMatchObject({ name: 'LanguageModelFailure', message: /answers 404/ });
    expect(workers[0].terminated).toBe(true);
    await open(it);
  });

  it('is cancelled at once while it loads', async () => {
    const it = model([{ load: () => new Promise(() => {}) }]);
    const controller = new AbortController();
    const opening = it.open(() => {}, controller.signal);
    await vi.waitFor(() => expect(workers).toHaveLength(1));
    controller.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers[0].terminated).toBe(true);
    expect(await it.availability()).toBe('downloadable');
  });

  it('fails its calls, instead of waiting forever, when the worker dies', async () => {
    const it = model([{ generate: () => new Promise(() => {}) }, {}]);
    await open(it);
    const waiting = it.complete(ask);
    workers[0].dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    await expect(waiting).rejects.toThrow(/out of memory/);
    expect(await it.availability()).toBe('downloadable');
  });

  it('lets go of an answer at once, stops it, and waits for that before the next', async () => {
    let stop = (_: string) => {};
    let asked = 0;
    const generate: GeneratorWorker['generate'] = async ({ user }) => {
      asked++;
      if (user !== 'slow') return `to ${user}`;
      return new Promise((resolve) => {
        stop = resolve;
      });
    };
    const it = model([{ generate, interrupt: () => setTimeout(() => stop('cut'), 20) }]);
    await open(it);
    const controller = new AbortController();
    const slow = it.complete({ ...ask, user: 'slow', signal: controller.signal });
    await vi.waitFor(() => expect(asked).toBe(1));
    controller.abort();
    await expect(slow).rejects.toMatchObject({ name: 'AbortError' });
    const next = it.complete(ask);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked).toBe(1);
    expect(await next).toBe('to you');
    expect(workers[0].interrupts).toBe(1);
    expect(workers[0].terminated).toBe(false);
  });

  it('is given up on where it neither answers nor stops', async () => {
    const it = model([{ generate: () => new Promise(() => {}) }]);
    await open(it);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const controller = new AbortController();
    const slow = it.complete({ ...ask, signal: controller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await expect(slow).rejects.toMatchObject({ name: 'AbortError' });
    vi.advanceTimersByTime(9_999);
    expect(workers[0].terminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(workers[0].terminated).toBe(true);
    expect(await it.availability()).toBe('downloadable');
  });
});
