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

/** The picture of an item of a brought shop, as its cards show it. */
export interface StoredPicture {
  item: string;
  picture: Blob;
}

interface Schema extends DBSchema {
  shops: { key: string; value: StoredShop };
  /** Apart from the shop, so that opening it doesn't read them all: a browser keeps blobs on disk until they are shown. */
  pictures: { key: [shop: string, item: string]; value: Blob };
}

const DATABASE = 'inkling-shops';

/** There is no room for a shop of this size, or storage is refused. Nothing was changed. */
export class ShopNotSaved extends Error {
  override name = 'ShopNotSaved';
}

function open(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(DATABASE, 2, {
    upgrade(db, before) {
      if (before < 1) db.createObjectStore('shops', { keyPath: 'id' });
      db.createObjectStore('pictures');
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
export async function saveShop(shop: StoredShop, pictures: readonly StoredPicture[] = []): Promise<void> {
  let db: IDBPDatabase<Schema> | null = null;
  try {
    db = await open();
    const tx = db.transaction(['shops', 'pictures'], 'readwrite', { durability: 'strict' });
    const kept = tx.objectStore('pictures');
    await Promise.all([
      // The same files with other pictures are the same shop.
      kept.delete(picturesOf(shop.id)),
      ...pictures.map(({ item, picture }) => kept.put(picture, [shop.id, item])),
      tx.objectStore('shops').put(shop),
      tx.done,
    ]).catch((error: unknown) => {
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

/** Pictures that were stored with a shop, by item; none where storage is refused. */
export async function loadPictures(id: string): Promise<Map<string, Blob>> {
  let db: IDBPDatabase<Schema> | null = null;
  try {
    db = await open();
    const { store } = db.transaction('pictures');
    const [keys, blobs] = await Promise.all([store.getAllKeys(picturesOf(id)), store.getAll(picturesOf(id))]);
    return new Map(keys.map(([, item], i) => [item, blobs[i]]));
  } catch {
    return new Map();
  } finally {
    db?.close();
  }
}

/** Keys of one shop's pictures: every array that begins with its id. */
function picturesOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

/** Drops every shop but one: one at a time is what the page offers. */
export async function keepOnlyShop(id: string): Promise<void> {
  const db = await open();
  try {
    const tx = db.transaction(['shops', 'pictures'], 'readwrite');
    const shops = tx.objectStore('shops');
    const others = (await shops.getAllKeys()).filter((key) => key !== id);
    await Promise.all([
      ...others.flatMap((key) => [shops.delete(key), tx.objectStore('pictures').delete(picturesOf(key))]),
      tx.done,
    ]);
  } finally {
    db.close();
  }
}
