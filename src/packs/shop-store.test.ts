import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, expect, it, vi } from 'vitest';
import type { Catalog } from '../catalog/item.ts';
import { keepOnlyShop, loadPictures, loadShop, type StoredShop, saveShop } from './shop-store.ts';

const stored = (id: string): StoredShop => ({
  id,
  catalog: { id } as Catalog,
  pack: new Map([['manifest.json', new Uint8Array([1, 2])]]),
  importedAt: 0,
});

afterEach(() => deleteDB('inkling-shops'));

it('keeps the open shop until another is in its place', async () => {
  await saveShop(stored('own-1'));
  await saveShop(stored('own-2'));
  expect(await loadShop('own-1')).toEqual(stored('own-1'));
  await keepOnlyShop('own-2');
  expect(await loadShop('own-1')).toBeNull();
  expect(await loadShop('own-2')).toEqual(stored('own-2'));
  await keepOnlyShop('demo');
  expect(await loadShop('own-2')).toBeNull();
});

it('says that there is no room where the disk is full', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
    const request = this.get('own-1');
    // As browsers do: the transaction knows the reason, its requests only that it was aborted.
    (this.transaction as unknown as { _abort(name: string): void })._abort('QuotaExceededError');
    return request;
  });
  await expect(saveShop(stored('own-1'))).rejects.toThrow(/not enough room/);
  put.mockRestore();
});

it('keeps a shop’s pictures with it, replaces and drops them with it', async () => {
  const picture = (text: string) => new Blob([text], { type: 'image/webp' });
  await saveShop(stored('own-1'), [
    { item: 'a', picture: picture('one') },
    { item: 'b', picture: picture('two') },
  ]);
  await saveShop(stored('own-2'), [{ item: 'a', picture: picture('three') }]);
  expect([...(await loadPictures('own-1')).keys()]).toEqual(['a', 'b']);
  await saveShop(stored('own-1'), [{ item: 'b', picture: picture('four') }]);
  expect([...(await loadPictures('own-1')).keys()]).toEqual(['b']);
  await keepOnlyShop('own-1');
  expect((await loadPictures('own-2')).size).toBe(0);
  expect((await loadPictures('own-1')).size).toBe(1);
});

it('opens a store that was made before there were pictures', async () => {
  const old = await openDB('inkling-shops', 1, {
    upgrade(db) {
      db.createObjectStore('shops', { keyPath: 'id' });
    },
  });
  await old.put('shops', stored('own-1'));
  old.close();
  expect(await loadShop('own-1')).toEqual(stored('own-1'));
  expect((await loadPictures('own-1')).size).toBe(0);
});
