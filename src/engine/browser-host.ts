/**
 * The browser as the engine's host: clock, storage, files of this site, workers.
 */
import { openHistory } from '../history/store.ts';
import { deleteShop, loadShop } from '../packs/shop-store.ts';
import { BrowserEncoder } from './browser-encoder.ts';
import { BrowserImporter } from './browser-importer.ts';
import type { Host } from './host.ts';
import { LocalRecommender } from './local.ts';
import { RESTART } from './wire.ts';

/** A file of this site is missing: deployed in part, or the network failed. */
export class FileUnavailable extends Error {
  override name = 'FileUnavailable';
}

function browserHost(): Host {
  const base = import.meta.env.BASE_URL;
  return {
    now: () => Date.now(),
    utcOffset: (at) => -new Date(at).getTimezoneOffset(),
    timer: () => performance.now(),
    newId: () => crypto.randomUUID(),
    openHistory: () => openHistory(),
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
    async readDemo(path) {
      const response = await fetch(`${base}shop/${path}`);
      if (!response.ok) throw new FileUnavailable(`${base}shop/${path} answers ${response.status}.`);
      return response.arrayBuffer();
    },
    loadShop,
    deleteShop,
    wasmPath: `${base}tfjs/`,
    // Only a worker has someone to ask; in the page, plain JavaScript goes on scoring.
    restart: () => typeof document === 'undefined' && self.postMessage(RESTART),
    encoder: new BrowserEncoder(base),
    importer: new BrowserImporter(),
  };
}

/** The engine in this thread, worker or page. */
export function startLocal(): LocalRecommender {
  return new LocalRecommender(browserHost());
}
