/**
 * The visitor at the wheel: feedback that shelves obey, settings by hand, people who share a browser, private
 * visits; and the promise behind all of it, that what is forgotten leaves no trace.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '../history/event.ts';
import { MemoryHistory } from '../history/store.ts';
import { type LocalRecommender, PrivateVisit } from './local.ts';
import { FirstPersonStays, UnknownPerson } from './people.ts';
import { cardsOf, catalog, inDepartment, look, NOW, open, prepareWorld, shelfOf } from './test-world.ts';

beforeAll(prepareWorld, 300_000);

const forYou = async (engine: LocalRecommender) => cardsOf(shelfOf(await engine.home(), 'for-you'));
const shelvesOf = async (engine: LocalRecommender) => JSON.stringify((await engine.home()).shelves);
const kindOf = (id: string) => catalog.items.find((item) => item.id === id)?.kind ?? '';

/** A visitor with some looks round outdoors and kitchen. */
async function visitor() {
  const { engine, world } = open();
  const ids = [...inDepartment('Outdoors').slice(0, 4), ...inDepartment('Kitchen').slice(0, 3)];
  await look(
    engine,
    world,
    ids.map(({ id }) => id),
  );
  return { engine, world };
}

describe('feedback', () => {
  it('for more of a kind brings it to the shelf; for less takes it off', async () => {
    const { engine } = await visitor();
    const shown = new Set((await forYou(engine)).map(({ id }) => kindOf(id)));
    const counts = new Map<string, number>();
    for (const { kind } of catalog.items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const absent = [...counts].find(([kind, count]) => count >= 8 && !shown.has(kind))?.[0] as string;
    const count = async () => (await forYou(engine)).filter(({ id }) => kindOf(id) === absent).length;
    expect(await count()).toBe(0);
    const more = await engine.record({ type: 'more_like_this', facet: { of: 'kind', name: absent } });
    expect(await count()).toBeGreaterThanOrEqual(2);
    await engine.record({ type: 'less_like_this', facet: { of: 'kind', name: absent } });
    expect(await count()).toBe(0);
    expect(more).not.toBeNull();
  });

  it('for less like a thing lowers its kind, and for never a brand removes it altogether', async () => {
    const { engine } = await visitor();
    const [first] = await forYou(engine);
    const before = (await engine.explain(first.id)).score;
    await engine.record({ type: 'less_like_this', itemId: first.id });
    const after = await engine.explain(first.id);
    expect(after.score).toBeLessThan(before);
    expect(after.contributions.find(({ signal }) => signal === 'your-say')?.amount).toBeLessThan(0);
    await engine.record({ type: 'hide', facet: { of: 'brand', name: first.brand } });
    const all = (await engine.home()).shelves.flatMap((shelf) => cardsOf(shelf));
    expect(all.filter(({ brand }) => brand === first.brand).map(({ id }) => id)).toEqual([]);
  });

  it('that contradicts itself ends with the newest word', async () => {
    const { engine, world } = await visitor();
    const facet = { of: 'kind' as const, name: inDepartment('Pets')[0].kind };
    const start = await shelvesOf(engine);
    const ids: string[] = [];
    for (const type of ['more_like_this', 'less_like_this', 'more_like_this', 'less_like_this'] as const) {
      world.now += 1000;
      ids.push((await engine.record({ type, facet }))?.id ?? '');
    }
    const down = await shelvesOf(engine);
    await engine.forget(ids.slice(0, 3));
    expect(await shelvesOf(engine)).toBe(down);
    await engine.forget(ids);
    expect(await shelvesOf(engine)).toBe(start);
  });
});

describe('explanations', () => {
  it('say what would stand there instead, and add up with what was said outright', async () => {
    const { engine } = await visitor();
    const [, second] = await forYou(engine);
    await engine.record({ type: 'more_like_this', itemId: second.id });
    for (const { id } of await forYou(engine)) {
      const { score, contributions, place, instead } = await engine.explain(id);
      const sum = contributions.reduce((total, { amount }) => total + amount, 0);
      expect(Math.abs(sum - score)).toBeLessThan(1e-5);
      expect(place).toBeGreaterThan(0);
      expect(instead?.itemId).not.toBe(id);
    }
  });

  it('say why a thing is not on the shelf, and what would bring it there', async () => {
    const { engine } = await visitor();
    const far = inDepartment('Pets').at(-1)?.id as string;
    const held = await engine.whyNot(far);
    expect(held.bars).toEqual([]);
    expect(held.place).toBeGreaterThan(10);
    const difference = held.gaps.reduce((sum, { amount }) => sum + amount, 0);
    expect(difference).toBeCloseTo(held.score - (held.against?.score ?? Number.NaN), 5);
    const hidden = await engine.record({ type: 'hide', itemId: far });
    expect((await engine.whyNot(far)).bars).toMatchObject([{ reason: 'hidden', eventIds: [hidden?.id] }]);
    await engine.forget([hidden?.id ?? '']);
    expect((await engine.whyNot(far)).place).toBe(held.place);
    const [first] = await forYou(engine);
    expect((await engine.whyNot(first.id)).sentences[0]).toContain('does stand on your first shelf');
  });
});

describe('preferences', () => {
  it('are kept, checked, previewed without a trace, and undone by setting them back', async () => {
    const store = new MemoryHistory();
    const { engine, world } = open({ store });
    await look(
      engine,
      world,
      inDepartment('Kitchen')
        .slice(0, 5)
        .map(({ id }) => id),
    );
    const usual = await engine.preferences();
    const before = await shelvesOf(engine);
    const loud = { volumes: { ...usual.volumes, popularity: 2, content: 0, together: 0, tastes: 0 } };
    const preview = await engine.preview(loud);
    expect(JSON.stringify(preview.shelves)).not.toBe(before);
    expect(await shelvesOf(engine)).toBe(before);
    await engine.setPreferences(loud);
    expect(await shelvesOf(engine)).toBe(JSON.stringify(preview.shelves));
    const again = open({ store, now: world.now }).engine;
    expect(await shelvesOf(again)).toBe(JSON.stringify(preview.shelves));
    await engine.setPreferences(usual);
    expect(await shelvesOf(engine)).toBe(before);
    const wild = await engine.setPreferences({ novelty: Number.NaN, contextOff: ['moon' as never] });
    expect(wild).toMatchObject({ novelty: usual.novelty, contextOff: [] });
  });

  it('of silence leave a signal nothing to add', async () => {
    const { engine } = await visitor();
    const { volumes } = await engine.preferences();
    await engine.setPreferences({ volumes: { ...volumes, popularity: 0 } });
    const { contributions } = await engine.explain(catalog.items[5].id);
    for (const { signal, amount } of contributions) {
      if (/^popularity/.test(signal)) expect(amount).toBe(0);
    }
  });
});

describe('people who share a browser', () => {
  it('have histories of their own, that come back, go and return with an undo', async () => {
    const { engine, world } = await visitor();
    const mine = await shelvesOf(engine);
    const guest = await engine.addPerson('  Mum’s present ');
    expect(guest).toMatchObject({ name: 'Mum’s present', current: true, events: 0 });
    expect((await engine.known()).events).toEqual([]);
    await look(
      engine,
      world,
      inDepartment('Pets')
        .slice(0, 4)
        .map(({ id }) => id),
    );
    await engine.setPreferences({ novelty: 0.9 });
    const theirs = await shelvesOf(engine);
    await engine.openPerson('');
    expect((await engine.preferences()).novelty).not.toBe(0.9);
    world.now = NOW + 7 * 60_000;
    expect(await shelvesOf(engine)).toBe(mine);
    expect((await engine.people()).map(({ events }) => events)).toEqual([7, 4]);
    const removed = await engine.removePerson(guest.id);
    await expect(engine.openPerson(guest.id)).rejects.toThrow(UnknownPerson);
    await engine.restorePerson(removed);
    await engine.openPerson(guest.id);
    world.now = NOW + 11 * 60_000;
    expect(await shelvesOf(engine)).toBe(theirs);
    await expect(engine.removePerson('')).rejects.toThrow(FirstPersonStays);
  });

  it('can read the same exported file, each for themselves', async () => {
    const { engine } = await visitor();
    const file = await engine.exportHistory();
    await engine.addPerson('Someone');
    expect(await engine.importHistory(file)).toEqual({ added: 7, known: 0 });
    expect(await engine.importHistory(file)).toEqual({ added: 0, known: 7 });
    expect(await engine.importHistory(await engine.exportHistory())).toEqual({ added: 0, known: 7 });
    await engine.openPerson('');
    expect(await engine.importHistory(file)).toEqual({ added: 0, known: 7 });
    await engine.eraseEverything();
    expect(await engine.people()).toEqual([{ id: '', name: 'You', events: 0, current: true }]);
  });
});

describe('a private visit', () => {
  it('starts as a stranger, writes nothing, and ends without a trace', async () => {
    const store = new MemoryHistory();
    const { engine, world } = open({ store });
    await look(engine, world, [catalog.items[0].id]);
    const before = await shelvesOf(engine);
    const stored = JSON.stringify([await store.events('demo'), await store.settings()]);
    expect((await engine.setPrivate(true)).private).toBe(true);
    expect((await engine.known()).events).toEqual([]);
    await engine.record({ type: 'view_item', itemId: catalog.items[9].id });
    await engine.setPreferences({ novelty: 1 });
    expect((await engine.known()).events).toHaveLength(1);
    expect(JSON.stringify([await store.events('demo'), await store.settings()])).toBe(stored);
    expect((await engine.setPrivate(false)).private).toBe(false);
    expect(await shelvesOf(engine)).toBe(before);
    expect((await engine.known()).events).toHaveLength(1);
  });
});

describe('a pause of this session', () => {
  it('lasts as long as the session, over reloads, and ends half an hour after its last sign', async () => {
    const store = new MemoryHistory();
    const { engine, world } = open({ store });
    const itemId = catalog.items[3].id;
    await engine.pauseSession(true);
    expect((await engine.status()).sessionPaused).toBe(true);
    expect(await engine.record({ type: 'view_item', itemId })).toBeNull();
    world.now += 20 * 60_000;
    expect(await engine.record({ type: 'view_item', itemId })).toBeNull();
    const again = open({ store, now: world.now + 20 * 60_000 });
    expect(await again.engine.record({ type: 'view_item', itemId })).toBeNull();
    expect((await again.engine.status()).sessionPaused).toBe(true);
    again.world.now += 31 * 60_000;
    expect(await again.engine.record({ type: 'view_item', itemId })).not.toBeNull();
    expect((await again.engine.status()).sessionPaused).toBe(false);
  });
});

describe('a taste that drifts', () => {
  /** Shares of the first ten that are of a department. */
  const ofTen = async (engine: LocalRecommender, department: string) =>
    (await forYou(engine)).filter((card) => card.department === department).length;

  it.each([
    ['Kitchen', 'Pets'],
    ['Pets', 'Outdoors'],
    ['Outdoors', 'Kitchen'],
  ])('from %s to %s is followed within three looks, and back as fast', async (old, next) => {
    const { engine, world } = open();
    const known = inDepartment(old).map(({ id }) => id);
    // Five weeks of one interest: looks, some of them bought.
    for (let week = 5; week > 0; week--) {
      world.now = NOW - week * 7 * 86_400_000;
      await look(engine, world, known.slice(4 * week, 4 * week + 4));
      await engine.record({ type: 'purchase', itemId: known[4 * week], quantity: 1, orderId: `w${week}` });
    }
    world.now = NOW;
    await look(
      engine,
      world,
      inDepartment(next)
        .slice(10, 13)
        .map(({ id }) => id),
    );
    expect(await ofTen(engine, next)).toBeGreaterThanOrEqual(4);
    await look(engine, world, known.slice(30, 33));
    expect(await ofTen(engine, old)).toBeGreaterThanOrEqual(4);
  });
});

describe('the weather, as chosen', () => {
  it('speaks for what suits it once its words are read, and not a word when it is taken back', async () => {
    const { engine } = await visitor();
    const before = await shelvesOf(engine);
    const heard = new Promise<void>((resolve) => {
      let changes = 0;
      // The first change is the choice itself, the second the words.
      void engine.subscribe(({ historyChanged }) => {
        if (historyChanged && ++changes === 2) resolve();
      });
    });
    await engine.setPreferences({ weather: 'rain' });
    await heard;
    const amounts = await Promise.all(
      catalog.items.slice(0, 40).map(async ({ id }) => {
        const { contributions } = await engine.explain(id);
        return contributions.find(({ signal }) => signal === 'weather')?.amount ?? Number.NaN;
      }),
    );
    expect(Math.max(...amounts)).toBeGreaterThan(0);
    expect(Math.min(...amounts)).toBeLessThan(0);
    await engine.setPreferences({ weather: '' });
    expect(await shelvesOf(engine)).toBe(before);
  });
});

describe('bad luck', () => {
  it('a clock that ran ahead for a while: new looks count, and all of it can be forgotten', async () => {
    const { engine, world } = await visitor();
    const true_ = world.now;
    world.now += 400 * 86_400_000;
    const ahead = await engine.record({ type: 'view_item', itemId: inDepartment('Outdoors')[9].id });
    world.now = true_ + 86_400_000;
    await look(
      engine,
      world,
      inDepartment('Pets')
        .slice(0, 3)
        .map(({ id }) => id),
    );
    const pets = (await forYou(engine)).filter(({ department }) => department === 'Pets');
    expect(pets.length).toBeGreaterThanOrEqual(4);
    await engine.forget([ahead?.id ?? '']);
    expect((await engine.known()).events.some(({ event }) => event.id === ahead?.id)).toBe(false);
  });

  it('a pause of the session that was begun on a clock ahead doesn’t last until then', async () => {
    const { engine, world } = open();
    world.now += 86_400_000;
    await engine.pauseSession(true);
    world.now -= 86_400_000;
    expect(await engine.record({ type: 'view_item', itemId: catalog.items[0].id })).not.toBeNull();
  });

  it('things no longer sold: events of them are kept, listed, forgotten, and rank nothing', async () => {
    const { engine } = await visitor();
    const before = await shelvesOf(engine);
    const gone = await engine.record({ type: 'more_like_this', itemId: 'sold-long-ago' });
    await engine.record({ type: 'view_item_list', shelf: 'For you', itemIds: ['sold-long-ago'] });
    expect(await shelvesOf(engine)).toBe(before);
    const [, known] = (await engine.known()).events;
    expect(known).toMatchObject({ event: { id: gone?.id }, title: 'something no longer sold' });
  });

  it('forgetting while shelves are being made: they come from before or after, and the next from after', async () => {
    const { engine } = await visitor();
    const ids = (await engine.known()).events.map(({ event }) => event.id);
    const [during] = await Promise.all([forYou(engine), engine.forget(ids)]);
    expect(during.length).toBeGreaterThan(0);
    expect(await forYou(engine)).toEqual([]);
  });

  it('two tabs that set things by hand at once: neither takes back what the other set', async () => {
    const store = new MemoryHistory();
    const [one, other] = [open({ store }).engine, open({ store }).engine];
    await Promise.all([one.status(), other.status()]);
    await Promise.all([one.setPreferences({ novelty: 0.7 }), other.setRetention(90)]);
    expect(await store.settings()).toMatchObject({
      retentionDays: 90,
      preferences: { demo: { novelty: 0.7 } },
    });
  });

  it('100,000 events: shelves come, within seconds', async () => {
    const { engine, world } = open();
    const ids = catalog.items.map(({ id }) => id);
    await engine.restore(
      Array.from({ length: 100_000 }, (_, n) => ({
        id: `many-${n}`,
        type: n % 7 === 0 ? ('add_to_cart' as const) : ('view_item' as const),
        itemId: ids[(n * 31) % ids.length],
        at: world.now - (100_000 - n) * 60_000,
        shop: 'demo',
      })),
    );
    const start = performance.now();
    const home = await engine.home();
    expect(home.events).toBe(100_000);
    expect(performance.now() - start).toBeLessThan(20_000);
    await engine.forget(['many-99999']);
    expect((await engine.home()).events).toBe(99_999);
  });

  it('“Never” of a kind holds in departments and in search; its own department can still be visited', async () => {
    const { engine } = open();
    const { kind, department, title } = inDepartment('Pets')[0];
    const { slug } = catalog.departments.find(({ name }) => name === department) as { slug: string };
    const all = {
      department: slug,
      kinds: [],
      brands: [],
      colours: [],
      price: { min: null, max: null },
      sort: 'title' as const,
    };
    const before = (await engine.browse(all)).total;
    await engine.record({ type: 'hide', facet: { of: 'kind', name: kind } });
    const after = await engine.browse(all);
    expect(after.total).toBe(before - catalog.items.filter((item) => item.kind === kind).length);
    const found = await engine.search(title, { meaning: false, limit: 50 });
    expect(found.entries.filter(({ card }) => kindOf(card.id) === kind)).toEqual([]);
    await engine.record({ type: 'hide', facet: { of: 'department', name: department } });
    expect((await engine.browse(all)).total).toBe(after.total);
    expect(
      (await engine.browse({ ...all, department: null })).entries.every(
        ({ card }) => card.department !== department,
      ),
    ).toBe(true);
  });

  it('a private visit keeps no shop', async () => {
    const { engine } = open();
    await engine.setPrivate(true);
    await expect(
      engine.importShop({ token: 'x', name: 'Mine', skipBadLines: false }, () => {}),
    ).rejects.toThrow(PrivateVisit);
  });
});

describe('exact forgetting', () => {
  it('of a view takes along how long it was read, but not another view’s time', async () => {
    const { engine, world } = open();
    const [itemId, other] = catalog.items.map(({ id }) => id);
    const record = async (event: NewEvent) => {
      world.now += 1000;
      return (await engine.record(event))?.id ?? '';
    };
    const first = await record({ type: 'view_item', itemId });
    await record({ type: 'user_engagement', itemId, engagementMs: 9000 });
    const second = await record({ type: 'view_item', itemId });
    const elsewhere = await record({ type: 'user_engagement', itemId: other, engagementMs: 4000 });
    const time = await record({ type: 'user_engagement', itemId, engagementMs: 5000 });
    expect(await engine.forget([first])).toHaveLength(2);
    expect((await engine.known()).events.map(({ event }) => event.id)).toEqual([time, elsewhere, second]);
  });

  it('after any deletions, imports and reloads: every slate and score as if it had never been', async () => {
    const ids = catalog.items.map(({ id }) => id);
    const facets = [
      { of: 'kind' as const, name: inDepartment('Pets')[0].kind },
      { of: 'brand' as const, name: inDepartment('Kitchen')[0].brand },
    ];
    const item = fc.constantFrom(...ids.slice(0, 60));
    const event: fc.Arbitrary<NewEvent> = fc.oneof(
      fc.record({
        type: fc.constantFrom<NewEvent['type'][]>(
          'view_item',
          'add_to_cart',
          'add_to_wishlist',
          'hide',
          'more_like_this',
          'less_like_this',
        ),
        itemId: item,
      }),
      fc.record({
        type: fc.constant('purchase' as const),
        itemId: item,
        orderId: fc.constantFrom('a', 'b'),
        quantity: fc.constant(1),
      }),
      fc.record({
        type: fc.constant('search' as const),
        query: fc.constantFrom('baking', 'warm, not a tent', 'dog lead', 'xyzzy'),
      }),
      fc.record({
        type: fc.constant('review' as const),
        itemId: item,
        rating: fc.integer({ min: 1, max: 5 }),
        text: fc.constantFrom('Lovely and warm, but the zip broke.', 'A sturdy steel tin.', '<b>1</b>'),
      }),
      fc.record({ type: fc.constant('rate' as const), itemId: item, rating: fc.integer({ min: 1, max: 5 }) }),
      fc.record({
        type: fc.constantFrom<NewEvent['type'][]>('more_like_this', 'less_like_this', 'hide'),
        facet: fc.constantFrom(...facets),
      }),
      fc.record({
        type: fc.constant('view_item_list' as const),
        shelf: fc.constant('For you'),
        itemIds: fc.array(item, { minLength: 1, maxLength: 5 }),
      }),
      fc.record({
        type: fc.constant('user_engagement' as const),
        itemId: item,
        engagementMs: fc.integer({ min: 0, max: 90_000 }),
      }),
    );
    const step = fc.record({
      event,
      forget: fc.boolean(),
      minutes: fc.integer({ min: -3, max: 60 }),
      look: fc.boolean(),
    });
    const how = fc.constantFrom('delete', 'delete and reload', 'export and import');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), how, async (steps, way) => {
        const store = new MemoryHistory();
        const tried = open({ store });
        const gone: string[] = [];
        for (const { event, forget, minutes, look } of steps) {
          tried.world.now += minutes * 60_000;
          const recorded = await tried.engine.record(event);
          if (forget) gone.push(recorded?.id ?? '');
          // What is remembered between rankings must not outlive what it came from.
          if (look) await tried.engine.home();
        }
        await tried.engine.forget(gone);
        const left = await store.events('demo');
        expect(left.filter(({ id }) => gone.includes(id))).toEqual([]);
        const never = open({ now: tried.world.now });
        await never.engine.restore(left);
        let { engine } = tried;
        if (way === 'delete and reload') engine = open({ store, now: tried.world.now }).engine;
        if (way === 'export and import') {
          const file = await engine.exportHistory();
          engine = open({ now: tried.world.now }).engine;
          await engine.importHistory(file);
        }
        expect(await shelvesOf(engine)).toBe(await shelvesOf(never.engine));
        const [a, b] = await Promise.all([engine.explain(ids[3]), never.engine.explain(ids[3])]);
        expect(a).toEqual(b);
        const sum = a.contributions.reduce((total, { amount }) => total + amount, 0);
        expect(Math.abs(sum - a.score)).toBeLessThan(1e-5);
      }),
      { numRuns: Number(process.env.FORGETTING_RUNS ?? 60) },
    );
  }, 3_600_000);
});
