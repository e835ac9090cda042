/** The page's end of the engine against workers made of message channels: what happens when they die. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectEngine } from './client.ts';
import type { EngineStatus, Recommender } from './recommender.ts';
import { Comlink, PERSIST, RESTART } from './wire.ts';

let workers: FakeWorker[];

/** Enough of a Worker, with an engine behind it that answers only what these tests ask. */
class FakeWorker extends EventTarget {
  terminated = false;
  /** What it was asked, in order. */
  readonly asked: string[] = [];
  /** As when its engine can't open. */
  static refusesPrivate = false;
  readonly listeners = new Set<Parameters<Recommender['subscribe']>[0]>();
  readonly #channel = new MessageChannel();

  constructor() {
    super();
    workers.push(this);
    const engine: Partial<Recommender> = {
      status: async () => {
        this.asked.push('status');
        return { engine: 'ready' } as EngineStatus;
      },
      setPrivate: async (on) => {
        this.asked.push(`private ${on}`);
        if (FakeWorker.refusesPrivate) throw new Error('It could not be opened.');
        return { engine: 'ready', private: on } as EngineStatus;
      },
      setLanguage: async (language) => void this.asked.push(`language ${language}`),
      home: () => new Promise(() => {}),
      subscribe: async (listener) => {
        this.listeners.add(listener);
        listener({ status: { engine: 'ready' } as EngineStatus, historyChanged: false });
        return () => void this.listeners.delete(listener);
      },
    };
    Comlink.expose(engine, this.#channel.port2 as unknown as Comlink.Endpoint);
    this.#channel.port1.addEventListener('message', ({ data, ports }) => this.says(data, ports));
    this.#channel.port1.start();
  }

  says(data: unknown, ports: readonly unknown[] = []): void {
    if (!this.terminated) this.dispatchEvent(new MessageEvent('message', { data, ports: ports as never }));
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    if (!this.terminated) this.#channel.port1.postMessage(message, transfer as never);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }
}

beforeEach(() => {
  workers = [];
  FakeWorker.refusesPrivate = false;
  vi.stubGlobal('Worker', FakeWorker);
  const stored = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
});

afterEach(() => {
  for (const worker of workers) worker.terminate();
  vi.unstubAllGlobals();
});

describe('the engine of a page', () => {
  it('fails the calls under way when its worker dies, and answers the next ones from a fresh worker', async () => {
    const engine = connectEngine();
    await engine.status();
    const cutShort = engine.home();
    workers[0].dispatchEvent(new Event('error'));
    await expect(cutShort).rejects.toThrow(/started again/);
    expect((await engine.status()).engine).toBe('ready');
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('tells a fresh worker the language before anything is asked of it', async () => {
    const engine = connectEngine();
    await engine.setLanguage('zh-CN');
    await engine.setPrivate(true);
    workers[0].dispatchEvent(new Event('error'));
    await engine.status();
    expect(workers[0].asked).toEqual(['language zh-CN', 'private true']);
    expect(workers[1].asked).toEqual(['language zh-CN', 'private true', 'status']);
  });

  it('starts one worker for one death, however often it is reported', async () => {
    const engine = connectEngine();
    await engine.status();
    workers[0].says(RESTART);
    workers[0].dispatchEvent(new Event('error'));
    workers[0].dispatchEvent(new Event('error'));
    expect(workers).toHaveLength(2);
  });

  it('subscribes once to each worker, tells whoever listens, and has them ask anew after a death', async () => {
    const engine = connectEngine();
    const heard: string[] = [];
    const stop = await engine.subscribe(({ historyChanged }) => heard.push(`one ${historyChanged}`));
    stop();
    await engine.subscribe(({ historyChanged }) => heard.push(`two ${historyChanged}`));
    await vi.waitFor(() => expect(heard).toEqual(['two false']));
    expect(workers[0].listeners.size).toBe(1);
    workers[0].says(RESTART);
    await vi.waitFor(() => expect(heard).toEqual(['two false', 'two true']));
    expect(workers[1].listeners.size).toBe(1);
    // Only the first word of a fresh worker is news about history.
    for (const tell of workers[1].listeners) {
      tell({ status: { engine: 'ready' } as EngineStatus, historyChanged: false });
    }
    await vi.waitFor(() => expect(heard).toEqual(['two false', 'two true', 'two false']));
    await engine.subscribe(({ historyChanged }) => heard.push(`late ${historyChanged}`));
    expect(heard.at(-1)).toBe('late false');
  });

  it('goes on without a worker after three deaths in a row, but not after three in a day', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    connectEngine();
    for (let death = 1; death <= 5; death++) {
      clock.mockReturnValue(death * 3_600_000);
      workers[death - 1].says(RESTART);
      expect(workers).toHaveLength(death + 1);
    }
    for (const last of [5, 6, 7]) workers[last].says(RESTART);
    expect(workers).toHaveLength(8);
    clock.mockRestore();
  });

  it('puts a fresh worker on the private visit that the last one was on, before it is asked anything else', async () => {
    const engine = connectEngine();
    await engine.setPrivate(true);
    workers[0].says(RESTART);
    await engine.status();
    expect(workers[1].asked).toEqual(['private true', 'status']);
    await engine.setPrivate(false);
    workers[1].says(RESTART);
    await engine.status();
    expect(workers[2].asked).toEqual(['status']);
  });

  it('stays on a private visit whose end was not acknowledged', async () => {
    const engine = connectEngine();
    await engine.setPrivate(true);
    FakeWorker.refusesPrivate = true;
    await expect(engine.setPrivate(false)).rejects.toThrow(/could not be opened/);
    FakeWorker.refusesPrivate = false;
    workers[0].says(RESTART);
    await engine.status();
    expect(workers[1].asked).toEqual(['private true', 'status']);
  });

  it('goes on with a private visit after a reload, where storage allows', async () => {
    await connectEngine().setPrivate(true);
    const reloaded = connectEngine();
    await reloaded.status();
    expect(workers[1].asked).toEqual(['private true', 'status']);
    await reloaded.setPrivate(false);
    await connectEngine().status();
    expect(workers[2].asked).toEqual(['status']);
    vi.stubGlobal('sessionStorage', undefined);
    await connectEngine().setPrivate(true);
    expect(workers[3].asked).toEqual(['private true']);
  });

  it('asks nothing of an engine that can’t go on with a private visit, and still hears how it is', async () => {
    const engine = connectEngine();
    await engine.setPrivate(true);
    FakeWorker.refusesPrivate = true;
    workers[0].says(RESTART);
    await expect(engine.status()).rejects.toThrow(/could not be opened/);
    await expect(engine.record({ type: 'view_item', itemId: 'a' })).rejects.toThrow(/could not be opened/);
    expect(workers[1].asked).toEqual(['private true']);
    await vi.waitFor(() => expect(workers[1].listeners.size).toBe(1));
  });

  it('asks the browser to keep the data, for a worker may not', async () => {
    vi.stubGlobal('navigator', { storage: { persist: async () => true } });
    connectEngine();
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => port1.addEventListener('message', ({ data }) => resolve(data)));
    port1.start();
    workers[0].says(PERSIST, [port2]);
    expect(await answer).toBe(true);
    port1.close();
  });
});
