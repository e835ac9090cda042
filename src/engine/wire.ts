/**
 * How functions cross between page and workers: any callback in an argument or result becomes a Comlink
 * proxy, so that both sides of the Recommender look like plain calls. Import it on both ends.
 */
import * as Comlink from 'comlink';

type AnyFunction = (...values: unknown[]) => unknown;

Comlink.transferHandlers.set('function', {
  canHandle: (value): value is AnyFunction => typeof value === 'function',
  serialize(callback: AnyFunction) {
    const { port1, port2 } = new MessageChannel();
    Comlink.expose(callback, port1);
    return [port2, [port2]];
  },
  deserialize(port: MessagePort) {
    port.start();
    return Comlink.wrap(port);
  },
});

/** What the engine's worker posts, outside of any call, to be replaced by a fresh one. */
export const RESTART = 'restart-engine';

/** What it posts, with a port for the answer, to have the page ask the browser to keep the data. */
export const PERSIST = 'persist-storage';

export { Comlink };
