/**
 * The engine whole, in process: a real catalog (three departments of the demo), simulated orders, a pack
 * trained from them. Only the encoder is replaced, by word counts: models have tests of their own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DepartmentSource, demoShop } from '../catalog/demo.ts';
import { type Catalog, itemText } from '../catalog/item.ts';
import type { Encoder } from '../encoders/encoder.ts';
import type { NewEvent } from '../history/event.ts';
import { type HistoryStore, MemoryHistory } from '../history/store.ts';
import { savePack } from '../packs/save-pack.ts';
import { simulateOrders } from '../training/simulator/simulate.ts';
import { train } from '../training/train.ts';
import type { Host } from './host.ts';
import { LocalRecommender } from './local.ts';
import type { HomePage, Shelf } from './recommender.ts';

const NOW = Date.UTC(2026, 10, 21, 10);
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

const encoder: Encoder = {
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

let catalog: Catalog;
let files: Map<string, Uint8Array<ArrayBuffer>>;

beforeAll(async () => {
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
  const log = simulateOrders(catalog, shop.hints, { until: NOW, shoppers: 400, seed: 7 });
  const vectors = await encoder.encode(catalog.items.map(itemText));
  files = await savePack(await train({ catalog, log, vectors, stamp: encoder.stamp, seed: 7 }));
}, 120_000);

interface World {
  now: number;
  store: HistoryStore;
  /** Paths below /shop/ that can't be read. */
  missing: Set<string>;
}

function open(world: Partial<World> = {}): { engine: LocalRecommender; world: World } {
  const full: World = { now: NOW, store: new MemoryHistory(), missing: new Set(), ...world };
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
    loadShop: async () => null,
    deleteShop: async () => {},
    wasmPath: undefined,
    restart: () => {},
    encoder: { open: async () => encoder, onState: () => {}, clearCache: async () => {} },
    importer: {
      check: () => Promise.reject(new Error('no files here')),
      run: () => Promise.reject(new Error('no files here')),
      cancel: async () => {},
    },
  };
  return { engine: new LocalRecommender(host), world: full };
}

const shelfOf = (home: HomePage, id: Shelf['id']) => home.shelves.find((shelf) => shelf.id === id);
const cardsOf = (shelf: Shelf | undefined) => (shelf?.entries ?? []).map(({ card }) => card);
const inDepartment = (name: string) => catalog.items.filter((item) => item.department === name);

/** Looks at things, a minute apart. */
async function look(engine: LocalRecommender, world: World, ids: readonly string[]) {
  for (const itemId of ids) {
    world.now += 60_000;
    await engine.record({ type: 'view_item', itemId });
  }
}

describe('the shelves of home', () => {
  it('are popular things for a new visitor, and nothing claims to be personal', async () => {
    const { engine } = open();
    const home = await engine.home();
    expect(home.personal).toBe(false);
    expect(home.shelves.map(({ id }) => id)).toEqual(['trending']);
    expect(home.shelves[0].entries).toHaveLength(10);
  });

  it('move towards what the visitor looks at', async () => {
    const { engine, world } = open();
    await look(
      engine,
      world,
      inDepartment('Pets')
        .slice(0, 4)
        .map(({ id }) => id),
    );
    const home = await engine.home();
    const departments = cardsOf(shelfOf(home, 'for-you')).map(({ department }) => department);
    expect(departments.filter((name) => name === 'Pets').length).toBeGreaterThanOrEqual(5);
    expect(
      cardsOf(shelfOf(home, 'something-different')).every(({ department }) => department !== 'Pets'),
    ).toBe(true);
    expect(shelfOf(home, 'because')?.title).toBe(`Because you viewed ${inDepartment('Pets')[3].title}`);
    expect(cardsOf(shelfOf(home, 'recently-viewed'))).toHaveLength(4);
  });

  it('never show a thing twice among what is suggested, nor what is hidden, bought or in the basket', async () => {
    const { engine, world } = open();
    const [a, b, c, ...rest] = inDepartment('Kitchen').map(({ id }) => id);
    await look(engine, world, rest.slice(0, 5));
    await engine.recordAll([
      { type: 'hide', itemId: a },
      { type: 'purchase', itemId: b, quantity: 1, orderId: 'o1' },
      { type: 'add_to_cart', itemId: c, quantity: 1 },
    ]);
    const suggested = (await engine.home()).shelves
      .filter(({ id }) => !['recently-viewed', 'buy-again'].includes(id))
      .flatMap((shelf) => cardsOf(shelf).map(({ id }) => id));
    expect(new Set(suggested).size).toBe(suggested.length);
    for (const id of [a, b, c]) expect(suggested).not.toContain(id);
    expect(cardsOf(shelfOf(await engine.home(), 'buy-again')).map(({ id }) => id)).toEqual([b]);
  });
});

describe('forgetting', () => {
  const slates = async (engine: LocalRecommender) => JSON.stringify((await engine.home()).shelves);

  it('leaves every slate and score as if the events had never been', async () => {
    const ids = catalog.items.map(({ id }) => id);
    const step = fc.record({
      type: fc.constantFrom<NewEvent['type'][]>(
        'view_item',
        'add_to_cart',
        'purchase',
        'add_to_wishlist',
        'hide',
      ),
      itemId: fc.constantFrom(...ids),
      forget: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const [tried, never] = [open(), open()];
        const gone: string[] = [];
        for (const { forget, ...event } of steps) {
          tried.world.now += 1000;
          never.world.now = tried.world.now;
          const recorded = await tried.engine.record(event);
          if (forget) gone.push(recorded?.id ?? '');
          else await never.engine.record(event);
        }
        await tried.engine.forget(gone);
        expect(await slates(tried.engine)).toBe(await slates(never.engine));
        const probe = await tried.engine.explain(ids[3]);
        expect(probe.score).toBe((await never.engine.explain(ids[3])).score);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('erases to a new visitor, and can be undone event by event', async () => {
    const { engine, world } = open();
    const fresh = await slates(engine);
    await look(engine, world, [
      'outdoors-tarn-tent',
      ...inDepartment('Outdoors')
        .slice(0, 3)
        .map(({ id }) => id),
    ]);
    const personal = await slates(engine);
    const removed = await engine.forget((await engine.known()).events.map(({ event }) => event.id));
    expect(await slates(engine)).toBe(fresh);
    await engine.restore(removed);
    expect(await slates(engine)).toBe(personal);
    await engine.eraseEverything();
    expect(await slates(engine)).toBe(fresh);
    expect((await engine.known()).events).toEqual([]);
  });

  it('drops what is older than the visitor wants kept', async () => {
    const { engine, world } = open();
    const [old, recent] = inDepartment('Pets').map(({ id }) => id);
    await look(engine, world, [old]);
    world.now += 40 * 86_400_000;
    await look(engine, world, [recent]);
    await engine.setRetention(30);
    expect((await engine.known()).events.map(({ event }) => event.itemId)).toEqual([recent]);
  });
});

describe('history', () => {
  it('is not kept while paused, but basket and saved things work', async () => {
    const { engine } = open();
    const [a, b] = catalog.items.map(({ id }) => id);
    await engine.setRecording(false);
    expect(await engine.record({ type: 'view_item', itemId: a })).toBeNull();
    await engine.record({ type: 'add_to_cart', itemId: b, quantity: 2 });
    expect((await engine.basket()).count).toBe(2);
    expect((await engine.known()).events).toHaveLength(1);
  });

  it('goes out and comes in again as a file', async () => {
    const one = open();
    await look(
      one.engine,
      one.world,
      catalog.items.slice(0, 3).map(({ id }) => id),
    );
    const file = await one.engine.exportHistory();
    const two = open({ now: one.world.now });
    expect(await two.engine.importHistory(file)).toEqual({ added: 3, known: 0 });
    expect(await two.engine.importHistory(file)).toEqual({ added: 0, known: 3 });
    expect(await slatesOf(two.engine)).toBe(await slatesOf(one.engine));
    await expect(two.engine.importHistory(new Blob(['nonsense']))).rejects.toThrow(/JSON/);
    expect((await two.engine.known()).events).toHaveLength(3);
  });

  it('moves to memory when storage fills up, keeps what it had, and says so once', async () => {
    const store = new MemoryHistory();
    const { engine, world } = open({ store });
    await look(engine, world, [catalog.items[0].id]);
    store.append = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    await look(engine, world, [catalog.items[1].id, catalog.items[2].id]);
    const { notices, storage } = await engine.status();
    expect((await engine.known()).events).toHaveLength(3);
    expect(storage).toBe('memory');
    expect(notices.filter((notice) => /full/.test(notice))).toHaveLength(1);
  });
});

describe('what is known', () => {
  it('names the events behind each interest, so that removing it removes them', async () => {
    const { engine, world } = open();
    const [a, b] = inDepartment('Pets').map(({ id }) => id);
    await look(engine, world, [a, b, inDepartment('Kitchen')[0].id]);
    const pets = (await engine.known()).interests.find(({ name }) => name === 'Pets');
    expect(pets?.eventIds).toHaveLength(2);
    await engine.forget(pets?.eventIds ?? []);
    const left = await engine.known();
    expect(left.interests.map(({ name }) => name)).not.toContain('Pets');
    expect(left.summary).toMatch(/^So far mostly Kitchen/);
  });
});

describe('explanations', () => {
  it('add up to the score, and name own items by leaving them out', async () => {
    const { engine, world } = open();
    await look(
      engine,
      world,
      inDepartment('Outdoors')
        .slice(0, 5)
        .map(({ id }) => id),
    );
    const [first] = shelfOf(await engine.home(), 'for-you')?.entries ?? [];
    const explanation = await engine.explain(first.card.id);
    const sum = explanation.contributions.reduce((total, { amount }) => total + amount, 0);
    expect(sum).toBeCloseTo(explanation.score, 8);
    expect(explanation.score).toBeCloseTo(first.score ?? Number.NaN, 8);
    expect(explanation.because.length).toBeGreaterThan(0);
    expect(explanation.sentences.length).toBeGreaterThan(0);
  });
});

describe('a shop with parts missing', () => {
  it('browses, searches and sells without its pack, and says so once', async () => {
    const { engine } = open({ missing: new Set(['pack/manifest.json']) });
    expect((await engine.status()).engine).toMatch(/loading|ready/);
    const page = await engine.browse({
      department: 'pets',
      kinds: [],
      brands: [],
      colours: [],
      price: { min: null, max: 20 },
      sort: 'price-low',
    });
    const prices = page.entries.map(({ card }) => card.price ?? 0);
    expect(prices.length).toBeGreaterThan(5);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    expect(Math.max(...prices)).toBeLessThanOrEqual(20);
    expect((await engine.search('tent', { meaning: false, limit: 5 })).entries.length).toBeGreaterThan(0);
    await engine.record({ type: 'view_item', itemId: catalog.items[0].id });
    expect((await engine.home()).shelves.length).toBeGreaterThan(0);
    expect((await engine.status()).notices).toHaveLength(1);
  });

  it('fails with a sentence where even the catalog is missing', async () => {
    const { engine } = open({ missing: new Set(['catalog.json']) });
    await expect(engine.home()).rejects.toThrow(/catalog did not arrive/);
    const { engine: state, notices } = await engine.status();
    expect(state).toBe('failed');
    expect(notices.join()).toMatch(/catalog did not arrive/);
  });
});

describe('search', () => {
  it('joins meaning to words, and hides what the visitor hid', async () => {
    const { engine } = open();
    const words = await engine.search('tent', { meaning: false, limit: 8 });
    expect(words.meaning).toBe(false);
    expect(words.entries[0].card.title).toMatch(/tent/i);
    const both = await engine.search('tent', { meaning: true, limit: 8 });
    expect(both.meaning).toBe(true);
    await engine.record({ type: 'hide', itemId: words.entries[0].card.id });
    const after = await engine.search('tent', { meaning: true, limit: 8 });
    expect(after.entries.map(({ card }) => card.id)).not.toContain(words.entries[0].card.id);
  });
});

async function slatesOf(engine: LocalRecommender): Promise<string> {
  return JSON.stringify((await engine.home()).shelves);
}
