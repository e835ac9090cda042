import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openTexts } from '../messages/texts.ts';
import type { HistoryEvent } from './event.ts';
import { DATABASE, defaultSettings, MemoryHistory, migrations, openHistory } from './store.ts';
import { HistoryFileError, historyFromFile, historyToFile } from './transfer.ts';

const say = await openTexts('en', ['engine']);

const event = (id: string, at: number, extra: Partial<HistoryEvent> = {}): HistoryEvent => ({
  id,
  at: 1_700_000_000_000 + at,
  shop: 'demo',
  type: 'view_item',
  itemId: 'tent',
  ...extra,
});

const stores = [
  { name: 'IndexedDB', open: () => openHistory() },
  { name: 'memory', open: async () => new MemoryHistory() },
];

afterEach(() => deleteDB(DATABASE));

describe.each(stores)('history in $name', ({ open }) => {
  it('gives events back in order of time, ties by id, one shop apart from the other', async () => {
    const store = await open();
    await store.append([event('b', 5), event('a', 5), event('c', 1), event('x', 2, { shop: 'own' })]);
    expect((await store.events('demo')).map((e) => e.id)).toEqual(['c', 'a', 'b']);
    expect((await store.events('own')).map((e) => e.id)).toEqual(['x']);
    await store.erase('demo');
    expect(await store.events('demo')).toEqual([]);
    expect(await store.events('own')).toHaveLength(1);
    store.close();
  });

  it('keeps the first of two events with one id, and gives back what it removes', async () => {
    const store = await open();
    await store.append([event('a', 1)]);
    await store.append([event('a', 9), event('b', 2)]);
    expect((await store.events('demo'))[0].at).toBe(event('a', 1).at);
    expect(await store.remove(['a', 'gone'])).toEqual([event('a', 1)]);
    expect((await store.events('demo')).map((e) => e.id)).toEqual(['b']);
    store.close();
  });

  it('keeps settings', async () => {
    const store = await open();
    expect(await store.settings()).toEqual(defaultSettings);
    await store.saveSettings({ ...defaultSettings, recording: false, retentionDays: 90 });
    expect(await store.settings()).toEqual({ ...defaultSettings, recording: false, retentionDays: 90 });
    store.close();
  });
});

describe('the database', () => {
  it('survives being closed and opened again', async () => {
    const first = await openHistory();
    await first.append([event('a', 1)]);
    first.close();
    const second = await openHistory();
    expect(await second.events('demo')).toEqual([event('a', 1)]);
    second.close();
  });

  it('writes all of a batch or none of it', async () => {
    const store = await openHistory();
    const unclonable = event('bad', 2, { query: (() => {}) as unknown as string });
    await expect(store.append([event('a', 1), unclonable])).rejects.toThrow();
    expect(await store.events('demo')).toEqual([]);
    store.close();
  });

  it('is migrated step by step without losing events', async () => {
    const old = await openHistory();
    await old.append([event('a', 1)]);
    old.close();
    const added = await openHistory(DATABASE, [
      ...migrations,
      (_db, tx) => void tx.objectStore('events').createIndex('by-type' as 'by-shop', 'type'),
    ]);
    expect(await added.events('demo')).toEqual([event('a', 1)]);
    added.close();
  });

  it('from the future is refused, and left as it is', async () => {
    const future = await openDB(DATABASE, migrations.length + 7);
    future.close();
    await expect(openHistory()).rejects.toThrow(/newer version/);
    const untouched = await openDB(DATABASE);
    expect(untouched.version).toBe(migrations.length + 7);
    untouched.close();
  });

  it('that never opens is given up, and closed should it come late', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    // An old version that won't let go.
    const old = await openDB(DATABASE, migrations.length);
    const refused = expect(openHistory(DATABASE, [...migrations, () => {}])).rejects.toThrow(
      /does not answer/,
    );
    await vi.advanceTimersByTimeAsync(60_000);
    await refused;
    vi.useRealTimers();
    old.close();
    await deleteDB(DATABASE);
  });

  it('is opened again after the browser closed it, unless a newer version took it over', async () => {
    const store = await openHistory();
    await store.append([event('a', 1)]);
    // Another tab clears the site's data: this one lets go.
    await deleteDB(DATABASE);
    await store.append([event('b', 2)]);
    expect((await store.events('demo')).map(({ id }) => id)).toEqual(['b']);
    const newer = await openDB(DATABASE, migrations.length + 1);
    await expect(store.append([event('c', 3)])).rejects.toThrow(/newer version/);
    newer.close();
    store.close();
  });

  it('says that the disk is full, not merely that the write was aborted', async () => {
    const store = await openHistory();
    const getKey = vi.spyOn(IDBObjectStore.prototype, 'getKey').mockImplementation(function (
      this: IDBObjectStore,
      key,
    ) {
      const request = this.get(key as IDBValidKey);
      // As browsers do: the transaction knows the reason, its requests only that it was aborted.
      (this.transaction as unknown as { _abort(name: string): void })._abort('QuotaExceededError');
      return request;
    });
    await expect(store.append([event('a', 1)])).rejects.toMatchObject({ name: 'QuotaExceededError' });
    getKey.mockRestore();
    expect(await store.events('demo')).toEqual([]);
    store.close();
  });

  it('tells other tabs of a change', async () => {
    const [one, two] = [await openHistory(), await openHistory()];
    const heard = new Promise<void>((resolve) => two.onChange(resolve));
    await one.append([event('a', 1)]);
    await heard;
    one.close();
    two.close();
  });
});

describe('a history file', () => {
  const anyEvent = fc.record(
    {
      id: fc.uuid(),
      shop: fc.constant('demo'),
      type: fc.constantFrom('view_item' as const, 'purchase' as const, 'hide' as const),
      at: fc.integer({ min: 946_684_800_000, max: 4_102_444_800_000 }),
      itemId: fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme-ascii' }),
      quantity: fc.integer({ min: 1, max: 10_000 }),
      orderId: fc.uuid(),
    },
    { requiredKeys: ['id', 'shop', 'type', 'at', 'itemId'] },
  );

  it('comes back as it was written', () =>
    fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyEvent, { selector: (e) => e.id }), async (events) => {
        expect(await historyFromFile(historyToFile(events, 'demo', 0), 'demo', say)).toEqual(events);
      }),
    ));

  const body = (events: unknown, rest = {}) =>
    new Blob([JSON.stringify({ format: 'inkling-history', version: 1, shop: 'demo', events, ...rest })]);

  it.each<[string, Blob, RegExp]>([
    ['no JSON', new Blob(['\u0000binary']), /not a JSON file/],
    ['other JSON', new Blob(['[]']), /not an exported history/],
    ['another version', body([], { version: 2 }), /version 2/],
    ['another shop', body([], { shop: 'own-1' }), /another shop/],
    ['no list', body(null), /no list of events/],
    ['a broken event', body([event('a', 1), { ...event('b', 2), type: 'explode' }]), /Event 2 of 2.*type/],
    ['a time in seconds', body([event('a', -1_699_000_000_000)]), /Event 1 of 1.*at/],
    ['an unknown field', body([{ ...event('a', 1), __proto__x: 1 }]), /Event 1 of 1/],
    ['no item', body([event('a', 1, { itemId: undefined })]), /names its query/],
    ['a doubled event', body([event('a', 1), event('a', 2)]), /twice/],
    ['an over-long id', body([event('a'.repeat(201), 1)]), /id/],
  ])('is refused with a reason: %s', async (_what, file, reason) => {
    const error = await historyFromFile(file, 'demo', say).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(HistoryFileError);
    expect((error as Error).message).toMatch(reason);
  });
});
