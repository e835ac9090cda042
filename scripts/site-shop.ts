/**
 * The shop that the site is built with: the files under public/shop that pages are served from, be they the
 * demo's or an owner's.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from '../src/catalog/item.ts';
import { trendingShelf } from '../src/engine/shelves.ts';
import { Shop } from '../src/engine/shop.ts';
import { Texts } from '../src/messages/texts.ts';
import { loadPack } from '../src/packs/load-pack.ts';
import { parseManifest } from '../src/packs/manifest.ts';
import { MANIFEST_FILE } from '../src/packs/save-pack.ts';
import type { FirstView } from '../src/shop/first-view.ts';
import { compiledCatalogue } from './messages.ts';

export const SITE_SHOP = 'public/shop';

/** Says what the files were made from; `npm start` makes the demo anew where it doesn't say the demo's hash. */
export const MADE_FROM_FILE = 'built-from.txt';

/** In that file: an owner's shop, which only `npm run shop` replaces. */
export const OWNERS = 'npm run shop';

/** Whether the site is built with an owner's shop. */
export async function isOwners(folder = SITE_SHOP): Promise<boolean> {
  return (await readFile(join(folder, MADE_FROM_FILE), 'utf8').catch(() => '')).trim() === OWNERS;
}

/**
 * The manifest of a pack and the files that it names.
 * @throws PackFormatError, and whatever reading throws
 */
export async function readPackFiles(folder: string): Promise<Map<string, Uint8Array>> {
  const manifest = await readFile(join(folder, MANIFEST_FILE));
  const files = new Map<string, Uint8Array>([[MANIFEST_FILE, manifest]]);
  for (const { file } of Object.values(parseManifest(new Uint8Array(manifest).buffer).artefacts)) {
    files.set(file, await readFile(join(folder, file)));
  }
  return files;
}

/**
 * What a page paints before any worker answers: departments and the Trending shelf, from the pack as a device
 * reads it.
 * @param packFiles of the pack, by name
 * @param now epoch ms: the moment whose season shows
 * @throws PackFormatError, PackCatalogError, PackDamagedError where the pack is not this catalog's
 */
export async function firstView(
  catalog: Catalog,
  packFiles: ReadonlyMap<string, Uint8Array>,
  now?: number,
): Promise<string> {
  const read = async (file: string) => {
    const bytes = packFiles.get(file);
    if (bytes === undefined) throw new Error(`${file} is missing.`);
    return bytes.slice().buffer as ArrayBuffer;
  };
  const pack = await loadPack(read, catalog);
  // In English: pages in other languages leave the words out until the engine is there.
  const texts = new Texts('en');
  texts.hold('reasons', compiledCatalogue('en', 'reasons'));
  const moment = { now: now ?? pack.popularity.at, utcOffset: 0 };
  const shelf = trendingShelf(new Shop(catalog, pack), moment, texts.text);
  const { name, currency, departments } = catalog;
  const view: FirstView = { name, currency, departments, shelf };
  return JSON.stringify(view);
}
