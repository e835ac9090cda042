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
 * Saves a shop in place of every other: one at a time is what the page offers.
 * @throws ShopNotSaved
 */
export async function saveShop(shop: StoredShop): Promise<void> {
  let db: IDBPDatabase<Schema> | null = null;
  try {
    db = await open();
    const tx = db.transaction('shops', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.clear(), tx.store.put(shop), tx.done]);
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
  try {
    const db = await open();
    const shop = await db.get('shops', id);
    db.close();
    return shop ?? null;
  } catch {
    return null;
  }
}

export async function deleteShop(id: string): Promise<void> {
  const db = await open();
  await db.delete('shops', id);
  db.close();
}
