/**
 * The page's end of the engine: starts its worker, starts a fresh one where it dies, and runs the engine in
 * the page itself where workers are missing. Callers see one Recommender throughout.
 */

import '../compute/trusted-scripts.ts';
import { Lifeline } from '../encoders/lifeline.ts';
import { DEFAULT_LANGUAGE, type Language } from '../messages/languages.ts';
import type { Recommender, StatusListener } from './recommender.ts';
import { Comlink, PERSIST, RESTART } from './wire.ts';

/** The engine's worker died while it worked on a call. What was acknowledged before is safe. */
export class EngineStopped extends Error {
  override name = 'EngineStopped';
  constructor() {
    super('The part of the shop that ranks things stopped and was started again. Please try once more.');
  }
}

type Change = Parameters<StatusListener>[0];

/** Says, for as long as this tab lives, that it is on a private visit: also a reload must not end that. */
const PRIVATE = 'inkling:private';

/** A worker that fails this often in a row will fail again: the engine then runs in the page. */
const MOST_STARTS = 3;

/** Starts further apart than this, ms, are not in a row: a laptop that wakes from sleep loses its GPU, too. */
const IN_A_ROW = 5 * 60_000;

interface Connection {
  /** Rejects where a private visit could not be gone on with: nothing may be asked of such an engine. */
  engine: Promise<Recommender>;
  /** Ends with the worker. */
  line: Lifeline;
}

export function connectEngine(): Recommender {
  const listeners = new Set<StatusListener>();
  let latest: Change | null = null;
  let starts: number[] = [];
  let onPrivateVisit = toldPrivate();
  let language: Language = DEFAULT_LANGUAGE;
  let connection = connect();

  function tell(change: Change): void {
    latest = { status: change.status, historyChanged: false };
    for (const listener of listeners) listener(change);
  }

  function connect(): Connection {
    const replaces = starts.length > 0;
    const now = performance.now();
    starts = [...starts.filter((start) => now - start < IN_A_ROW), now];
    const inPage = typeof Worker === 'undefined' || starts.length > MOST_STARTS;
    const line = new Lifeline();
    const started = inPage
      ? import('./browser-host.ts').then(({ startLocal }) => startLocal())
      : Promise.resolve(startWorker(line));
    // Before anything else is asked of it: a fresh engine knows nothing of the visit it takes over.
    const engine =
      onPrivateVisit || language !== DEFAULT_LANGUAGE
        ? started.then(async (fresh) => {
            if (language !== DEFAULT_LANGUAGE) await line.hold(fresh.setLanguage(language));
            if (onPrivateVisit) await line.hold(fresh.setPrivate(true));
            return fresh;
          })
        : started;
    // What was asked of the last worker may have been cut short: the first word of the next makes it be asked anew.
    let anew = replaces;
    const hear = (change: Change) => {
      tell({ ...change, historyChanged: anew || change.historyChanged });
      anew = false;
    };
    // One subscription a worker, whoever listens.
    engine
      .catch(() => started)
      .then((ready) => ready.subscribe(hear))
      .catch(() => 'each call reports it');
    return { engine, line };
  }

  function startWorker(line: Lifeline): Recommender {
    const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), {
      type: 'module',
      name: 'engine',
    });
    let stopped = false;
    const stop = () => {
      if (stopped) return;
      stopped = true;
      worker.terminate();
      connection = connect();
      line.end(new EngineStopped());
    };
    worker.addEventListener('error', stop);
    worker.addEventListener('message', ({ data, ports }) => {
      // The engine asks for a fresh worker where it lost its GPU: TensorFlow.js can't recover inside one.
      if (data === RESTART) stop();
      if (data === PERSIST) void persist().then((kept) => ports[0].postMessage(kept));
    });
    return Comlink.wrap<Recommender>(worker) as unknown as Recommender;
  }

  async function call(method: keyof Recommender, values: unknown[]): Promise<unknown> {
    // Also where this worker stops before it hears of it: the next must.
    if (method === 'setLanguage') language = values[0] as Language;
    const { engine, line } = connection;
    const target = await engine;
    const answer = await line.hold((target[method] as (...v: unknown[]) => Promise<unknown>)(...values));
    if (method === 'setPrivate') {
      // Acknowledged, and not a moment earlier: whoever could not leave a private visit is still on it.
      onPrivateVisit = values[0] === true;
      tellPrivate(onPrivateVisit);
    }
    return answer;
  }

  return new Proxy({} as Recommender, {
    get(_target, method: keyof Recommender | 'then') {
      // Or whoever awaits the engine would take it for a promise.
      if (method === 'then') return undefined;
      if (method === 'subscribe') {
        return async (listener: StatusListener) => {
          listeners.add(listener);
          if (latest) listener(latest);
          return () => void listeners.delete(listener);
        };
      }
      return (...values: unknown[]) => call(method, values);
    },
  });
}

function toldPrivate(): boolean {
  try {
    return sessionStorage.getItem(PRIVATE) !== null;
  } catch {
    return false;
  }
}

function tellPrivate(on: boolean): void {
  try {
    if (on) sessionStorage.setItem(PRIVATE, 'yes');
    else sessionStorage.removeItem(PRIVATE);
  } catch {
    // Storage refused: a reload ends the visit, as closing the tab does.
  }
}

async function persist(): Promise<boolean> {
  try {
    return (await navigator.storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}
