/**
 * A world for tests of the engine, in process: a real catalog (three departments of the demo), simulated orders, a
 * pack trained from them. Only the encoder is replaced, by word counts: models have tests of their own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { type DepartmentSource, demoShop } from '../catalog/demo.ts';
import { type Catalog, type Item, itemText } from '../catalog/item.ts';
import type { Encoder } from '../encoders/encoder.ts';
import { type HistoryStore, MemoryHistory } from '../history/store.ts';
import { type EncoderStamp, type ModalVectors, PALETTE_COLOURS } from '../packs/pack.ts';
import { savePack } from '../packs/save-pack.ts';
import type { StoredShop } from '../packs/shop-store.ts';
import { oklabOf } from '../search/colours.ts';
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

/** What things of the demo are dyed, by the words of their `colour`; the others are as grey as slate. */
export const DYES: Readonly<Record<string, string>> = {
  red: 'c8322d',
  orange: 'ee8a32',
  green: '4a9b57',
  blue: '3c74c6',
  navy: '24365f',
  brown: '85593a',
};
const SLATE = '8e9391';
export const PICTURES = {
  id: 'dyes-and-names',
  revision: '1',
  dtype: 'fp32',
  pooling: 'none',
  modality: 'image',
} as const;
const NAME_COUNTS = 16;

/** As its colour is, and a little as its kind is called. One thing in seven has no picture. */
function pictures(items: readonly Item[]): ModalVectors {
  const dimensions = 3 + NAME_COUNTS;
  const vectors = new Float32Array(items.length * dimensions);
  const present = Uint8Array.from(items, (_, i) => (i % 7 === 3 ? 0 : 1));
  const palettes = new Float32Array(items.length * PALETTE_COLOURS * 4);
  items.forEach(({ id, kind, attributes }, i) => {
    if (present[i] === 0) return;
    const { l, a, b } = oklabOf(DYES[attributes.colour] ?? SLATE);
    const row = [3 * (l - 0.5), 8 * a, 8 * b, ...new Float32Array(NAME_COUNTS)];
    // No two pictures are the same.
    for (const [text, weight] of [
      [kind, 0.8],
      [id, 0.5],
    ] as const)
      wordCounts(text).forEach((count, k) => {
        row[3 + (k % NAME_COUNTS)] += weight * count;
      });
    const norm = Math.hypot(...row);
    vectors.set(
      row.map((value) => value / norm),
      i * dimensions,
    );
    palettes.set([l, a, b, 0.9], i * PALETTE_COLOURS * 4);
  });
  return { stamp: { ...PICTURES, dimensions }, vectors, present, palettes };
}

/** As things are described: enough for "alike". */
function recordings(items: readonly Item[]): ModalVectors {
  const present = Uint8Array.from(items, ({ department }) => (department === 'Kitchen' ? 1 : 0));
  const vectors = new Float32Array(items.length * DIMENSIONS);
  items.forEach((item, i) => {
    if (present[i] === 1) vectors.set(wordCounts(item.description), i * DIMENSIONS);
  });
  const stamp = { ...PICTURES, id: 'described', modality: 'audio', dimensions: DIMENSIONS } as const;
  return { stamp, vectors, present };
}

export let catalog: Catalog;
export let files: Map<string, Uint8Array<ArrayBuffer>>;

/** Trains the world's pack; for `beforeAll`, which hands over arguments of its own. */
export const prepareWorld = () => prepare(false);

/** The same, where most things have a picture, and what is in the kitchen a recording. */
export const prepareWorldWithSenses = () => prepare(true);

async function prepare(senses: boolean): Promise<void> {
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
  files = await savePack(
    await train({
      catalog,
      log,
      vectors,
      stamp: encoder.stamp,
      seed: 7,
      ...(senses && { images: pictures(catalog.items), sounds: recordings(catalog.items) }),
    }),
  );
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
  /** The encoder of texts in the space of such vectors. */
  openTowards(stamp: EncoderStamp): Promise<Encoder | null>;
  clearCache: () => Promise<void>;
}

export function open(world: Partial<World> = {}): { engine: LocalRecommender; world: World } {
  const full: World = {
    now: NOW,
    store: new MemoryHistory(),
    missing: new Set(),
    own: new Map(),
    beforeEncoding: async () => {},
    openTowards: async () => null,
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
      openTowards: (stamp) => full.openTowards(stamp),
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
