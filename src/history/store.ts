/**
 * Where history is kept: IndexedDB, or memory where the browser refuses it. A write resolves only after its
 * transaction is complete, so an acknowledged event survives a killed tab.
 */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, type IDBPTransaction, openDB } from 'idb';
import type { Preferences } from '../profile/preferences.ts';
import type { HistoryEvent } from './event.ts';
import { inHistoryOrder } from './event-schema.ts';

export interface Settings {
  /** False while the visitor has paused recording. */
  recording: boolean;
  /** Paused until this session is over: epoch ms of the newest sign of it. Null where it isn't. */
  sessionPause: number | null;
  /** Events older than this are dropped at opening; null keeps them all. */
  retentionDays: number | null;
  /** Id of the shop that is open: `demo` or one the visitor brought. */
  shop: string;
  /** By shop: the fusion that ranks there, where the visitor chose another than the pack did. */
  fusion: Record<string, string>;
  /** By shop: people who share this browser, beside the first. */
  people: Record<string, Person[]>;
  /** By shop: whose history is open; absent for the first. */
  person: Record<string, string>;
  /** By history (`historyKey`): what was set by hand, where not as usual. */
  preferences: Record<string, Partial<Preferences>>;
}

export interface Person {
  id: string;
  name: string;
}

export const defaultSettings: Settings = {
  recording: true,
  sessionPause: null,
  retentionDays: null,
  shop: 'demo',
  fusion: {},
  people: {},
  person: {},
  preferences: {},
};

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
  /** Changes some of what is stored, whatever another tab stored since it was read; gives back all. */
  saveSettings(change: Partial<Settings>): Promise<Settings>;
  /** Another tab changed history or settings. */
  onChange(listener: () => void): () => void;
  close(): void;
}

/** The browser refuses IndexedDB (private window, blocked storage), or a newer version owns the database. */
export class StorageRefused extends Error {
  override name = 'StorageRefused';
  readonly why: 'missing' | 'silent' | 'newer' | 'refused';
  constructor(why: StorageRefused['why'], options?: ErrorOptions) {
    super(WHY_REFUSED[why], options);
    this.why = why;
  }
}

const WHY_REFUSED: Record<StorageRefused['why'], string> = {
  missing: 'There is no IndexedDB here.',
  silent: 'IndexedDB does not answer.',
  newer: 'The database is of a newer version of this shop.',
  refused: 'IndexedDB could not be opened.',
};

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

/** An open that takes this long, ms, never ends: some private windows, or an old tab that won't let go. */
const PATIENCE = 5000;

/**
 * Opens the database at its newest version, migrating it where needed.
 * @throws StorageRefused where that can't be; the caller goes on in memory.
 */
export async function openHistory(
  name = DATABASE,
  steps: readonly Upgrade[] = migrations,
): Promise<HistoryStore> {
  let open: Promise<IDBPDatabase<Schema>> | null = null;
  const connection = () => {
    open ??= connect(name, steps, () => {
      open = null;
    });
    return open;
  };
  await connection();
  return new IndexedDbHistory(
    connection,
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name),
  );
}

/** @param onEnd the connection failed, or ended without being asked to */
async function connect(
  name: string,
  steps: readonly Upgrade[],
  onEnd: () => void,
): Promise<IDBPDatabase<Schema>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  try {
    if (typeof indexedDB === 'undefined') throw new StorageRefused('missing');
    opening = openDB<Schema>(name, steps.length, {
      upgrade(database, from, _to, tx) {
        for (const step of steps.slice(from)) step(database, tx);
      },
      blocking(_current, _blocked, event) {
        // A newer version of the app waits in another tab: let it through rather than hold it up.
        (event.target as IDBDatabase).close();
        onEnd();
      },
      terminated: onEnd,
    });
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new StorageRefused('silent')), PATIENCE);
    });
    return await Promise.race([opening, late]);
  } catch (error) {
    onEnd();
    // Nobody waits for one that comes too late.
    opening?.then(
      (database) => database.close(),
      () => 'told below',
    );
    if (error instanceof StorageRefused) throw error;
    const newer = error instanceof DOMException && error.name === 'VersionError';
    throw new StorageRefused(newer ? 'newer' : 'refused', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

type Store<Name extends 'events' | 'settings'> = IDBPObjectStore<Schema, [Name], Name, 'readwrite'>;

class IndexedDbHistory implements HistoryStore {
  readonly kind = 'indexeddb';
  /** The open connection; a new one where a browser ended the last (iOS does, in the background). */
  readonly #connection: () => Promise<IDBPDatabase<Schema>>;
  readonly #channel: BroadcastChannel | null;

  constructor(connection: () => Promise<IDBPDatabase<Schema>>, channel: BroadcastChannel | null) {
    this.#connection = connection;
    this.#channel = channel;
  }

  async events(shop: string): Promise<HistoryEvent[]> {
    const db = await this.#connection();
    return (await db.getAllFromIndex('events', 'by-shop', allOf(shop))).sort(inHistoryOrder);
  }

  async append(events: readonly HistoryEvent[]): Promise<void> {
    await this.#write('events', (store) =>
      Promise.all(
        events.map(async (event) => {
          if ((await store.getKey(event.id)) === undefined) await store.add(event);
        }),
      ),
    );
  }

  async remove(ids: readonly string[]): Promise<HistoryEvent[]> {
    const found = await this.#write('events', (store) =>
      Promise.all(
        ids.map(async (id) => {
          const event = await store.get(id);
          if (event !== undefined) await store.delete(id);
          return event;
        }),
      ),
    );
    return found.filter((event) => event !== undefined);
  }

  async erase(shop: string): Promise<void> {
    await this.#write('events', async (store) => {
      const ids = await store.index('by-shop').getAllKeys(allOf(shop));
      await Promise.all(ids.map((id) => store.delete(id)));
    });
  }

  async settings(): Promise<Settings> {
    const db = await this.#connection();
    const stored = (await db.get('settings', 'settings')) as Partial<Settings> | undefined;
    return { ...defaultSettings, ...stored };
  }

  async saveSettings(change: Partial<Settings>): Promise<Settings> {
    return this.#write('settings', async (store) => {
      const stored = (await store.get('settings')) as Partial<Settings> | undefined;
      const settings = { ...defaultSettings, ...stored, ...change };
      await store.put(settings, 'settings');
      return settings;
    });
  }

  onChange(listener: () => void): () => void {
    this.#channel?.addEventListener('message', listener);
    return () => this.#channel?.removeEventListener('message', listener);
  }

  close(): void {
    this.#channel?.close();
    void this.#connection().then(
      (db) => db.close(),
      () => 'not open',
    );
  }

  /** All of `work` or none of it; resolves once it is on the disk, and tells other tabs. */
  async #write<Name extends 'events' | 'settings', T>(
    name: Name,
    work: (store: Store<Name>) => Promise<T>,
  ): Promise<T> {
    const db = await this.#connection();
    const tx = db.transaction(name, 'readwrite', { durability: 'strict' });
    try {
      // `done` must be among the awaited from the start: a failed write rejects it too.
      const [result] = await Promise.all([work(tx.store as Store<Name>), tx.done]);
      this.#channel?.postMessage('changed');
      return result;
    } catch (error) {
      // Read first: a full disk aborts requests with AbortError, and only the transaction knows why.
      const cause = tx.error ?? error;
      // A value that can't be cloned throws before it becomes a request, and would leave the others to commit.
      await Promise.resolve()
        .then(() => tx.abort())
        .catch(() => 'already aborted');
      throw cause;
    }
  }
}

function allOf(shop: string): IDBKeyRange {
  return IDBKeyRange.bound([shop, Number.NEGATIVE_INFINITY], [shop, Number.POSITIVE_INFINITY]);
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

  async saveSettings(change: Partial<Settings>): Promise<Settings> {
    this.#settings = { ...this.#settings, ...change };
    return this.#settings;
  }

  onChange(): () => void {
    return () => {};
  }

  close(): void {}
}
