/**
 * The page's end of the engine: starts its worker, starts a fresh one where it dies, and runs the engine in
 * the page itself where workers are missing. Callers see one Recommender throughout.
 */
import type { Recommender } from './recommender.ts';
import { Comlink, RESTART } from './wire.ts';

/** The engine's worker died while it worked on a call. What was acknowledged before is safe. */
export class EngineStopped extends Error {
  override name = 'EngineStopped';
  constructor() {
    super('The part of the shop that ranks things stopped and was started again. Please try once more.');
  }
}

type Listener = Parameters<Recommender['subscribe']>[0];

/** A worker that fails this often in a row will fail again: the engine then runs in the page. */
const MOST_STARTS = 3;

interface Connection {
  engine: Promise<Recommender>;
  /** Rejects with EngineStopped when the worker dies; never resolves. */
  died: Promise<never>;
}

export function connectEngine(): Recommender {
  const listeners = new Set<Listener>();
  let starts = 0;
  let connection = connect();

  function connect(): Connection {
    starts++;
    if (typeof Worker === 'undefined' || starts > MOST_STARTS) {
      const engine = import('./browser-host.ts').then(({ startLocal }) => startLocal());
      return { engine, died: new Promise(() => {}) };
    }
    const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), {
      type: 'module',
      name: 'engine',
    });
    const died = new Promise<never>((_, reject) => {
      const stop = () => {
        worker.terminate();
        reject(new EngineStopped());
        connection = connect();
        for (const listener of listeners) void call('subscribe', [listener]);
      };
      worker.addEventListener('error', stop, { once: true });
      // The engine asks for a fresh worker where it lost its GPU: TensorFlow.js can't recover inside one.
      worker.addEventListener('message', ({ data }) => data === RESTART && stop());
    });
    died.catch(() => 'each call that waits reports it');
    return { engine: Promise.resolve(Comlink.wrap<Recommender>(worker) as unknown as Recommender), died };
  }

  async function call(method: keyof Recommender, values: unknown[]): Promise<unknown> {
    const { engine, died } = connection;
    const target = await engine;
    return Promise.race([(target[method] as (...v: unknown[]) => Promise<unknown>)(...values), died]);
  }

  return new Proxy({} as Recommender, {
    get(_target, method: keyof Recommender | 'then') {
      // Or whoever awaits the engine would take it for a promise.
      if (method === 'then') return undefined;
      if (method === 'subscribe') {
        return async (listener: Listener) => {
          listeners.add(listener);
          await call('subscribe', [listener]);
          return () => void listeners.delete(listener);
        };
      }
      return (...values: unknown[]) => call(method, values);
    },
  });
}
