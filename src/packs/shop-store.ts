/**
 * Shops a person brought: catalog and pack files, kept in IndexedDB so that they survive a reload. The demo
 * shop is not here; it is served as files.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Catalog } from '../catalog/item.ts';

export interface StoredShop {
  id: string;
  catalog: Catalog;
  /** What `savePack` wrote: file name to bytes. */
  pack: Map<string, Uint8Array>;
  /** Epoch ms. */
  importedAt: number;
}

interface Schema extends DBSchema {
  shops: { key: string; value: StoredShop };
}

const DATABASE = 'inkling-shops';

/** There is no room for a shop of this size, or storage is refused. Nothing was changed. */
export class ShopNotSaved extends Error {
  override name = 'ShopNotSaved';
}

function open(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(DATABASE, 1, {
    upgrade(db) {
      db.createObjectStore('shops', { keyPath: 'id' });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

/**
 * Saves a shop beside the one that is open: a visitor who cancels in the last moment still has that.
 * @throws ShopNotSaved
 */
export async function saveShop(shop: StoredShop): Promise<void> {
  let db: IDBPDatabase<Schema> | null = null;
  try {
    db = await open();
    const tx = db.transaction('shops', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.put(shop), tx.done]).catch((error: unknown) => {
      // A full disk aborts requests with AbortError; only the transaction knows why.
      throw tx.error ?? error;
    });
  } catch (error) {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    throw new ShopNotSaved(
      full
        ? 'There is not enough room in this browser’s storage for the shop. Free some space and try again.'
        : 'This browser refused to store the shop, as private windows sometimes do. Use a normal window.',
      { cause: error },
    );
  } finally {
    db?.close();
  }
}

/** The shop, or null where it isn't there or storage is refused. */
export async function loadShop(id: string): Promise<StoredShop | null> {
  let db: IDBPDatabase<Schema> | null = null;
  try {
    db = await open();
    return (await db.get('shops', id)) ?? null;
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

/** Drops every shop but one: one at a time is what the page offers. */
export async function keepOnlyShop(id: string): Promise<void> {
  const db = await open();
  try {
    const tx = db.transaction('shops', 'readwrite');
    const others = (await tx.store.getAllKeys()).filter((key) => key !== id);
    await Promise.all([...others.map((key) => tx.store.delete(key)), tx.done]);
  } finally {
    db.close();
  }
}
