/**
 * A world for tests of the engine, in process: a real catalog (three departments of the demo), simulated orders, a
 * pack trained from them. Only the encoder is replaced, by word counts: models have tests of their own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { type DepartmentSource, demoShop } from '../catalog/demo.ts';
import { type Catalog, itemText } from '../catalog/item.ts';
import type { Encoder } from '../encoders/encoder.ts';
import { type HistoryStore, MemoryHistory } from '../history/store.ts';
import { savePack } from '../packs/save-pack.ts';
import type { StoredShop } from '../packs/shop-store.ts';
import { simulateOrders } from '../training/simulator/simulate.ts';
import { train } from '../training/train.ts';
import type { Host } from './host.ts';
import { LocalRecommender } from './local.ts';
import type { HomePage, Shelf } from './recommender.ts';
import { ThreadProjector } from './thread-projector.ts';

export const NOW = Date.UTC(2026, 10, 21, 10);
const DIMENSIONS = 64;

/** Counts of words by a hash of each: enough for "alike", and the same everywhere. */
function wordCounts(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const word of text.toLowerCase().match(/[a-z]{3,}/g) ?? []) {
    let hash = 0;
    for (const letter of word.replace(/s$/, '')) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
    vector[hash % DIMENSIONS] += 1;
  }
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}

export const encoder: Encoder = {
  stamp: { id: 'word-counts', revision: '1', dtype: 'fp32', pooling: 'none', dimensions: DIMENSIONS },
  backend: 'node',
  async encode(texts) {
    const vectors = new Float32Array(texts.length * DIMENSIONS);
    texts.forEach((text, i) => {
      vectors.set(wordCounts(text), i * DIMENSIONS);
    });
    return vectors;
  },
  dispose: async () => {},
};

export let catalog: Catalog;
export let files: Map<string, Uint8Array<ArrayBuffer>>;

/** Trains the world's pack; for `beforeAll`. */
export async function prepareWorld(): Promise<void> {
  const folder = new URL('../catalog/demo/', import.meta.url);
  const sources = readdirSync(folder).map(
    (file): DepartmentSource => JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
  );
  const shop = demoShop(sources);
  const some = ['Outdoors', 'Kitchen', 'Pets'];
  catalog = {
    ...shop.catalog,
    items: shop.catalog.items.filter(({ department }) => some.includes(department)),
    departments: shop.catalog.departments.filter(({ name }) => some.includes(name)),
  };
  const log = simulateOrders(catalog, shop.hints, { until: NOW, shoppers: 250, seed: 7 });
  const vectors = await encoder.encode(catalog.items.map(itemText));
  files = await savePack(await train({ catalog, log, vectors, stamp: encoder.stamp, seed: 7 }));
}

export interface World {
  now: number;
  store: HistoryStore;
  /** Paths below /shop/ that can't be read. */
  missing: Set<string>;
  /** Shops of one's own, by id; an import gives the last. */
  own: Map<string, StoredShop>;
  /** What the encoder does before it answers. */
  beforeEncoding: () => Promise<unknown>;
  clearCache: () => Promise<void>;
}

export function open(world: Partial<World> = {}): { engine: LocalRecommender; world: World } {
  const full: World = {
    now: NOW,
    store: new MemoryHistory(),
    missing: new Set(),
    own: new Map(),
    beforeEncoding: async () => {},
    clearCache: async () => {},
    ...world,
  };
  let ids = 0;
  const host: Host = {
    now: () => full.now,
    utcOffset: () => 0,
    timer: () => performance.now(),
    newId: () => `event-${ids++}-${full.now}`,
    openHistory: async () => full.store,
    persist: async () => true,
    async readDemo(path) {
      if (full.missing.has(path)) throw new Error(`${path} answers 404`);
      if (path === 'catalog.json') return new TextEncoder().encode(JSON.stringify(catalog)).buffer;
      return (files.get(path.replace('pack/', '')) as Uint8Array<ArrayBuffer>).slice().buffer;
    },
    loadShop: async (id) => full.own.get(id) ?? null,
    async keepOnlyShop(id) {
      for (const other of full.own.keys()) if (other !== id) full.own.delete(other);
    },
    wasmPath: undefined,
    restart: () => {},
    encoder: {
      open: async () => ({
        ...encoder,
        encode: async (texts) => {
          await full.beforeEncoding();
          return encoder.encode(texts);
        },
      }),
      onState: () => {},
      clearCache: () => full.clearCache(),
    },
    importer: {
      check: () => Promise.reject(new Error('no files here')),
      run: async () => [...full.own.keys()].at(-1) ?? Promise.reject(new Error('no files here')),
      cancel: async () => {},
    },
    projector: new ThreadProjector(),
  };
  return { engine: new LocalRecommender(host), world: full };
}

export const shelfOf = (home: HomePage, id: Shelf['id']) => home.shelves.find((shelf) => shelf.id === id);
export const cardsOf = (shelf: Shelf | undefined) => (shelf?.entries ?? []).map(({ card }) => card);
export const inDepartment = (name: string) => catalog.items.filter((item) => item.department === name);

/** Looks at things, a minute apart. */
export async function look(engine: LocalRecommender, world: World, ids: readonly string[]) {
  for (const itemId of ids) {
    world.now += 60_000;
    await engine.record({ type: 'view_item', itemId });
  }
}
