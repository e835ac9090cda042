/** The import's worker: apart from the engine, so that shopping goes on and cancelling is ending it. */
import '../compute/trusted-scripts.ts';
import { saveShop } from '../packs/shop-store.ts';
import { BrowserEncoder } from './browser-encoder.ts';
import { openMedia } from './browser-media.ts';
import { ImportSession } from './import-session.ts';
import { Comlink } from './wire.ts';

const base = import.meta.env.BASE_URL;

Comlink.expose(
  new ImportSession({
    openEncoder: () => new BrowserEncoder(base).open(true),
    openMedia: (drawSvg) => openMedia(base, drawSvg),
    saveShop,
    wasmPath: `${base}tfjs/`,
    now: () => Date.now(),
    origin: self.location.origin,
  }),
);
