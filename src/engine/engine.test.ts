/** The engine whole, in process, in a small world of its own. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../catalog/item.ts';
import type { HistoryEvent, NewEvent } from '../history/event.ts';
import { MemoryHistory } from '../history/store.ts';
import type { StoredShop } from '../packs/shop-store.ts';
import type { LocalRecommender } from './local.ts';
import { cardsOf, catalog, inDepartment, look, NOW, open, prepareWorld, shelfOf } from './test-world.ts';

beforeAll(prepareWorld, 300_000);

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

  it('comes back from its file, however long what was searched for', async () => {
    const { engine } = open();
    await engine.record({ type: 'search', query: 'tent '.repeat(500) });
    await engine.record({
      type: 'select_item',
      itemId: catalog.items[0].id,
      shelf: `Because you viewed ${'x'.repeat(300)}`,
    });
    const file = await engine.exportHistory();
    await engine.eraseEverything();
    expect(await engine.importHistory(file)).toEqual({ added: 2, known: 0 });
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

/** A disk that can fill up, as IndexedDB does: what is there stays, what is new is refused. */
class FullDisk extends MemoryHistory {
  override readonly kind = 'indexeddb' as never;
  full = false;

  override append(events: readonly HistoryEvent[]): Promise<void> {
    return this.full ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : super.append(events);
  }
}

describe('choosing a fusion', () => {
  it('ranks by it, keeps explanations that add up, and comes back to the shop’s own choice', async () => {
    const { engine, world } = open();
    await engine.record({ type: 'view_item', itemId: catalog.items[3].id });
    const choices = await engine.fusions();
    expect(choices.map(({ level }) => level).sort()).toEqual(['early', 'gated', 'late']);
    expect(choices.filter(({ inUse, chosen }) => inUse && chosen)).toHaveLength(1);
    const before = await engine.home();
    for (const { name, chosen } of choices) {
      await engine.fuseBy(name);
      expect((await engine.fusions()).filter(({ inUse }) => inUse).map((choice) => choice.name)).toEqual([
        name,
      ]);
      const home = await engine.home();
      if (chosen) expect(home).toEqual(before);
      const { score, contributions } = await engine.explain(catalog.items[5].id);
      expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(score, 5);
    }
    const other = choices.find(({ chosen }) => !chosen)?.name ?? '';
    await engine.fuseBy(other);
    // Remembered on this device, and forgotten with everything else.
    const { engine: again } = open(world);
    expect((await again.fusions()).find(({ inUse }) => inUse)?.name).toBe(other);
    await engine.fuseBy(null);
    expect(await engine.home()).toEqual(before);
  });
});

describe('a full disk', () => {
  const itemIds = (events: readonly { itemId?: string }[]) => events.map(({ itemId }) => itemId);

  it('gets what it missed once there is room, and the notice goes', async () => {
    const store = new FullDisk();
    const { engine, world } = open({ store });
    const [a, b] = catalog.items.map(({ id }) => id);
    await engine.home();
    store.full = true;
    await look(engine, world, [a]);
    expect(await engine.status()).toMatchObject({
      storage: 'memory',
      notices: [expect.stringMatching(/full/)],
    });
    store.full = false;
    await look(engine, world, [b]);
    expect(itemIds(await store.events('demo'))).toEqual([a, b]);
    expect(await engine.status()).toMatchObject({ storage: 'durable', notices: [] });
  });

  it('keeps both of two events that come at once', async () => {
    const store = new FullDisk();
    const { engine } = open({ store });
    store.full = true;
    const [a, b] = catalog.items.map(({ id }) => id);
    await Promise.all([a, b].map((itemId) => engine.record({ type: 'view_item', itemId })));
    store.full = false;
    await engine.record({ type: 'view_item', itemId: a });
    expect(await store.events('demo')).toHaveLength(3);
  });

  it('forgets all the same: neither an event nor everything comes back at the next visit', async () => {
    const store = new FullDisk();
    const { engine, world } = open({ store });
    const [a, b, c] = catalog.items.map(({ id }) => id);
    await look(engine, world, [a, b]);
    store.full = true;
    await look(engine, world, [c]);
    const { events } = await engine.known();
    const forgotten = await engine.forget(events.slice(0, 2).map(({ event }) => event.id));
    expect(itemIds(forgotten)).toEqual([b, c]);
    expect(itemIds(await store.events('demo'))).toEqual([a]);
    await engine.eraseEverything();
    expect((await engine.known()).events).toEqual([]);
    expect(await store.events('demo')).toEqual([]);
  });

  it('says so where it refuses to forget, and goes on knowing', async () => {
    const store = new FullDisk();
    const { engine, world } = open({ store });
    await look(engine, world, [catalog.items[0].id]);
    store.remove = () => Promise.reject(new Error('read-only'));
    store.erase = () => Promise.reject(new Error('read-only'));
    const [{ event }] = (await engine.known()).events;
    await expect(engine.forget([event.id])).rejects.toThrow('read-only');
    await expect(engine.eraseEverything()).rejects.toThrow('read-only');
    expect((await engine.known()).events).toHaveLength(1);
  });
});

describe('changes that meet', () => {
  it('counts an event once that is put back twice at once', async () => {
    const { engine, world } = open();
    await look(engine, world, [catalog.items[0].id]);
    const removed = await engine.forget((await engine.known()).events.map(({ event }) => event.id));
    await Promise.all([engine.restore(removed), engine.restore(removed)]);
    expect((await engine.known()).events).toHaveLength(1);
  });

  it('has forgotten history even where the cache of vectors can not be cleared', async () => {
    const { engine, world } = open({ clearCache: () => Promise.reject(new Error('no encoder')) });
    await look(engine, world, [catalog.items[0].id]);
    await expect(engine.eraseEverything()).rejects.toThrow('no encoder');
    expect((await engine.known()).events).toEqual([]);
  });

  it('reads what another tab wrote, with what it has not yet written itself', async () => {
    const store = new FullDisk();
    let changed = () => {};
    store.onChange = ((listener: () => void) => {
      changed = listener;
      return () => {};
    }) as never;
    const { engine } = open({ store });
    const [a, b] = catalog.items.map(({ id }) => id);
    await engine.home();
    await store.append([{ id: 'elsewhere', at: NOW, shop: 'demo', type: 'view_item', itemId: a }]);
    store.full = true;
    changed();
    await engine.record({ type: 'view_item', itemId: b });
    changed();
    await engine.record({ type: 'add_to_cart', itemId: b });
    expect((await engine.known()).events).toHaveLength(3);
    store.settings = () => Promise.reject(new Error('gone'));
    changed();
    await engine.record({ type: 'view_item', itemId: b });
    expect((await engine.known()).events).toHaveLength(4);
  });
});

describe('a shop of one’s own', () => {
  const item = (id: string, extra: Partial<Item> = {}): Item => ({
    ...catalog.items[0],
    id,
    title: id,
    department: 'All',
    price: null,
    ...extra,
  });
  const ownShop = (id: string, items: Item[]): [string, StoredShop] => [
    id,
    {
      id,
      importedAt: NOW,
      pack: new Map(),
      catalog: {
        ...catalog,
        id,
        items,
        reviews: [],
        departments: [{ name: 'All', slug: 'all', blurb: '', kinds: [], count: items.length }],
      },
    },
  ];
  const request = { token: '', name: '', skipBadLines: false };

  it('takes over while the other shop is being searched: no page mixes the two', async () => {
    let answer = () => {};
    const { engine } = open({
      own: new Map([ownShop('own-1', [item('a'), item('b')])]),
      beforeEncoding: () => new Promise<void>((resolve) => (answer = resolve)),
    });
    const searching = engine.search('tent', { meaning: true, limit: 8 });
    await engine.importShop(request, () => {});
    answer();
    const known = new Set(catalog.items.map(({ id }) => id));
    expect((await searching).entries.every(({ card }) => known.has(card.id))).toBe(true);
  });

  it('does not inherit an event that was on its way to the other shop', async () => {
    const store = new MemoryHistory();
    const { engine } = open({ store, own: new Map([ownShop('own-1', [item('a')])]) });
    await engine.home();
    const append = store.append.bind(store);
    store.append = async (events) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await append(events);
    };
    await Promise.all([
      engine.record({ type: 'view_item', itemId: catalog.items[0].id }),
      engine.importShop(request, () => {}),
    ]);
    expect((await engine.known()).events).toEqual([]);
    await engine.returnToDemo();
    expect((await engine.known()).events).toHaveLength(1);
  });

  it('stays open where the demo can not be opened', async () => {
    const { engine, world } = open({ own: new Map([ownShop('own-1', [item('a')])]) });
    await engine.importShop(request, () => {});
    world.missing.add('catalog.json');
    await expect(engine.returnToDemo()).rejects.toThrow(/did not arrive/);
    expect((await engine.status()).shop.id).toBe('own-1');
    const next = open({ ...world, store: world.store });
    expect(await next.engine.item('a')).not.toBeNull();
  });

  it('stays open where a new one is gone before it opens', async () => {
    const { engine, world } = open({ own: new Map([ownShop('own-1', [item('a')])]) });
    await engine.importShop(request, () => {});
    world.own.set('own-2', ownShop('own-2', [item('b')])[1]);
    const load = world.own.get.bind(world.own);
    world.own.get = (id) => (id === 'own-2' ? undefined : load(id));
    await expect(engine.importShop(request, () => {})).rejects.toThrow(/another tab/);
    expect((await engine.status()).shop.id).toBe('own-1');
    expect((await world.store.settings()).shop).toBe('own-1');
  });

  it('works with ids, words and lengths that would trip a careless one', async () => {
    const ids = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', '<b>', '💥'];
    const items = ids.map((id) =>
      item(id, {
        description: `${id} `.repeat(1000),
        brand: 'constructor',
        tags: ['__proto__'],
        attributes: {},
      }),
    );
    const { engine, world } = open({ own: new Map([ownShop('own-1', items)]) });
    await engine.importShop(request, () => {});
    await look(engine, world, ids.slice(0, 3));
    await engine.record({ type: 'hide', itemId: 'toString' });
    await engine.record({ type: 'add_to_cart', itemId: 'constructor', quantity: 2 });
    expect(shelfOf(await engine.home(), 'recently-viewed')?.entries).toHaveLength(3);
    const page = await engine.browse({
      department: 'all',
      kinds: [],
      brands: ['constructor'],
      colours: [],
      price: { min: null, max: null },
      sort: 'for-you',
    });
    expect(page.total).toBe(5);
    expect(page.facets.price).toEqual({ min: 0, max: 0 });
    expect((await engine.search('__proto__', { meaning: false, limit: 5 })).entries[0].card.id).toBe(
      '__proto__',
    );
    expect((await engine.explain('toString')).itemId).toBe('toString');
    expect(await engine.item('toString')).toMatchObject({ hidden: true });
    expect(await engine.item('valueOf')).toBeNull();
    await expect(engine.explain('valueOf')).rejects.toThrow(/no item/);
    expect(await engine.basket()).toMatchObject({ count: 2, total: 0 });
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
    // One look is left, and that is no taste to speak of.
    expect(left.interests.map(({ name }) => name)).toContain('Kitchen');
    expect(left.summary).toBe('');
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
