/**
 * Where history is kept: IndexedDB, or memory where the browser refuses it. A write resolves only after its
 * transaction is complete, so an acknowledged event survives a killed tab.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { HistoryEvent } from './event.ts';
import { inHistoryOrder } from './event-schema.ts';

export interface Settings {
  /** False while the visitor has paused recording. */
  recording: boolean;
  /** Events older than this are dropped at opening; null keeps them all. */
  retentionDays: number | null;
  /** Id of the shop that is open: `demo` or one the visitor brought. */
  shop: string;
}

export const defaultSettings: Settings = { recording: true, retentionDays: null, shop: 'demo' };

export interface HistoryStore {
  readonly kind: 'indexeddb' | 'memory';
  /** All events of one shop, in history order. */
  events(shop: string): Promise<HistoryEvent[]>;
  /** All or none. An event whose id is known is left as it is. */
  append(events: readonly HistoryEvent[]): Promise<void>;
  /** Removes what is there of `ids`; gives it back. */
  remove(ids: readonly string[]): Promise<HistoryEvent[]>;
  /** Removes every event of a shop. */
  erase(shop: string): Promise<void>;
  settings(): Promise<Settings>;
  saveSettings(settings: Settings): Promise<void>;
  /** Another tab changed history or settings. */
  onChange(listener: () => void): () => void;
  close(): void;
}

/** The browser refuses IndexedDB (private window, blocked storage), or a newer version owns the database. */
export class StorageRefused extends Error {
  override name = 'StorageRefused';
}

interface Schema extends DBSchema {
  events: { key: string; value: HistoryEvent; indexes: { 'by-shop': [string, number] } };
  settings: { key: string; value: unknown };
}

type Upgrade = (
  db: IDBPDatabase<Schema>,
  tx: IDBPTransaction<Schema, ('events' | 'settings')[], 'versionchange'>,
) => void;

/** One step a version; a database at version n has had the first n. Steps are only ever added. */
export const migrations: readonly Upgrade[] = [
  (db) => {
    const events = db.createObjectStore('events', { keyPath: 'id' });
    events.createIndex('by-shop', ['shop', 'at']);
    db.createObjectStore('settings');
  },
];

export const DATABASE = 'inkling-history';

/**
 * Opens the database at its newest version, migrating it where needed.
 * @throws StorageRefused where that can't be; the caller goes on in memory.
 */
export async function openHistory(
  name = DATABASE,
  steps: readonly Upgrade[] = migrations,
): Promise<HistoryStore> {
  if (typeof indexedDB === 'undefined') throw new StorageRefused('This browser offers no IndexedDB.');
  let db: IDBPDatabase<Schema>;
  try {
    db = await openDB<Schema>(name, steps.length, {
      upgrade(database, from, _to, tx) {
        for (const step of steps.slice(from)) step(database, tx);
      },
      blocking(_current, _blocked, event) {
        // A newer version of the app waits in another tab: let it through rather than hold it up.
        (event.target as IDBDatabase).close();
      },
    });
  } catch (error) {
    const newer = error instanceof DOMException && error.name === 'VersionError';
    throw new StorageRefused(
      newer
        ? 'History was written by a newer version of this shop. Reload to get that version.'
        : 'The browser refused to open its storage, as private windows sometimes do.',
      { cause: error },
    );
  }
  return new IndexedDbHistory(
    db,
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name),
  );
}

class IndexedDbHistory implements HistoryStore {
  readonly kind = 'indexeddb';
  readonly #db: IDBPDatabase<Schema>;
  readonly #channel: BroadcastChannel | null;

  constructor(db: IDBPDatabase<Schema>, channel: BroadcastChannel | null) {
    this.#db = db;
    this.#channel = channel;
  }

  async events(shop: string): Promise<HistoryEvent[]> {
    const range = IDBKeyRange.bound([shop, Number.NEGATIVE_INFINITY], [shop, Number.POSITIVE_INFINITY]);
    const events = await this.#db.getAllFromIndex('events', 'by-shop', range);
    return events.sort(inHistoryOrder);
  }

  async append(events: readonly HistoryEvent[]): Promise<void> {
    const tx = this.#db.transaction('events', 'readwrite', { durability: 'strict' });
    const writes = events.map(async (event) => {
      if ((await tx.store.getKey(event.id)) === undefined) await tx.store.add(event);
    });
    try {
      // `done` must be among the awaited from the start: a failed write rejects it too.
      await Promise.all([...writes, tx.done]);
    } catch (error) {
      // A value that can't be cloned throws before it becomes a request, and would leave the others to commit.
      await Promise.resolve()
        .then(() => tx.abort())
        .catch(() => 'already aborted');
      throw error;
    }
    this.#announce();
  }

  async remove(ids: readonly string[]): Promise<HistoryEvent[]> {
    const tx = this.#db.transaction('events', 'readwrite', { durability: 'strict' });
    const removed = ids.map(async (id) => {
      const event = await tx.store.get(id);
      if (event !== undefined) await tx.store.delete(id);
      return event;
    });
    const [found] = await Promise.all([Promise.all(removed), tx.done]);
    this.#announce();
    return found.filter((event) => event !== undefined);
  }

  async erase(shop: string): Promise<void> {
    const tx = this.#db.transaction('events', 'readwrite', { durability: 'strict' });
    const range = IDBKeyRange.bound([shop, Number.NEGATIVE_INFINITY], [shop, Number.POSITIVE_INFINITY]);
    for (
      let cursor = await tx.store.index('by-shop').openCursor(range);
      cursor;
      cursor = await cursor.continue()
    ) {
      await cursor.delete();
    }
    await tx.done;
    this.#announce();
  }

  async settings(): Promise<Settings> {
    const stored = (await this.#db.get('settings', 'settings')) as Partial<Settings> | undefined;
    return { ...defaultSettings, ...stored };
  }

  async saveSettings(settings: Settings): Promise<void> {
    const tx = this.#db.transaction('settings', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.put(settings, 'settings'), tx.done]);
    this.#announce();
  }

  onChange(listener: () => void): () => void {
    this.#channel?.addEventListener('message', listener);
    return () => this.#channel?.removeEventListener('message', listener);
  }

  close(): void {
    this.#channel?.close();
    this.#db.close();
  }

  #announce(): void {
    this.#channel?.postMessage('changed');
  }
}

/** History that lasts until the tab closes: for refused or full storage, and for tests. */
export class MemoryHistory implements HistoryStore {
  readonly kind = 'memory';
  readonly #events = new Map<string, HistoryEvent>();
  #settings: Settings = defaultSettings;

  async events(shop: string): Promise<HistoryEvent[]> {
    return [...this.#events.values()].filter((event) => event.shop === shop).sort(inHistoryOrder);
  }

  async append(events: readonly HistoryEvent[]): Promise<void> {
    for (const event of events) if (!this.#events.has(event.id)) this.#events.set(event.id, event);
  }

  async remove(ids: readonly string[]): Promise<HistoryEvent[]> {
    const found = ids.map((id) => this.#events.get(id)).filter((event) => event !== undefined);
    for (const event of found) this.#events.delete(event.id);
    return found;
  }

  async erase(shop: string): Promise<void> {
    for (const event of this.#events.values()) if (event.shop === shop) this.#events.delete(event.id);
  }

  async settings(): Promise<Settings> {
    return this.#settings;
  }

  async saveSettings(settings: Settings): Promise<void> {
    this.#settings = settings;
  }

  onChange(): () => void {
    return () => {};
  }

  close(): void {}
}
