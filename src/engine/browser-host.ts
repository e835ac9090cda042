/**
 * The browser as the engine's host: clock, storage, files of this site, workers.
 */
import { openHistory } from '../history/store.ts';
import { keepOnlyShop, loadPictures, loadShop } from '../packs/shop-store.ts';
import { BrowserEncoder } from './browser-encoder.ts';
import { BrowserImporter } from './browser-importer.ts';
import { BrowserProjector } from './browser-projector.ts';
import type { Host } from './host.ts';
import { LocalRecommender } from './local.ts';
import { PERSIST, RESTART } from './wire.ts';

/** A file of this site is missing: deployed in part, or the network failed. */
export class FileUnavailable extends Error {
  override name = 'FileUnavailable';
}

function browserHost(): Host {
  const base = import.meta.env.BASE_URL;
  return {
    now: () => Date.now(),
    utcOffset: (at) => -new Date(at).getTimezoneOffset(),
    // The one word that browsers on phones agree on (MDN, "Browser detection using the user agent").
    device: navigator.userAgent.includes('Mobi') ? 'phone' : 'desktop',
    timer: () => performance.now(),
    newId,
    openHistory: () => openHistory(),
    persist,
    async readDemo(path) {
      const response = await fetch(`${base}shop/${path}`);
      if (!response.ok) throw new FileUnavailable(`${base}shop/${path} answers ${response.status}.`);
      return response.arrayBuffer();
    },
    loadShop,
    pictureAddresses,
    keepOnlyShop,
    wasmPath: `${base}tfjs/`,
    // Only a worker has someone to ask; in the page, plain JavaScript goes on scoring.
    restart: () => typeof document === 'undefined' && self.postMessage(RESTART),
    encoder: new BrowserEncoder(base),
    importer: new BrowserImporter(),
    projector: new BrowserProjector(),
  };
}

let addresses = new Map<string, string>();

/** Browsers read a blob from disk when its address is shown. */
async function pictureAddresses(shop: string): Promise<ReadonlyMap<string, string>> {
  for (const address of addresses.values()) URL.revokeObjectURL(address);
  const pictures = await loadPictures(shop);
  addresses = new Map([...pictures].map(([item, picture]) => [item, URL.createObjectURL(picture)]));
  return addresses;
}

/** 128 random bits. Not `randomUUID`, which plain http has none of: the basket must work there, too. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Only a page may ask the browser to keep the data, so a worker has its page ask. */
async function persist(): Promise<boolean> {
  if (typeof document !== 'undefined') return (await navigator.storage?.persist?.()) ?? false;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<boolean>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  self.postMessage(PERSIST, { transfer: [port2] });
  return answer;
}

/** The engine in this thread, worker or page. */
export function startLocal(): LocalRecommender {
  return new LocalRecommender(browserHost());
}
