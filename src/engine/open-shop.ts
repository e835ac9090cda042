/**
 * Opening a shop: the demo from the site's files, one's own from storage. A pack that doesn't check out is
 * left aside, and the shop opens without what it would have known.
 */
import type { Catalog } from '../catalog/item.ts';
import { checkFusion } from '../fusion/check.ts';
import { priorFusion } from '../fusion/prior.ts';
import { barePack } from '../packs/bare-pack.ts';
import { loadPack } from '../packs/load-pack.ts';
import type { Pack } from '../packs/pack.ts';
import type { Host } from './host.ts';
import { Shop } from './shop.ts';
import type { Speech } from './speech.ts';

export interface OpenedShop {
  shop: Shop;
  /** What is missing, for the visitor; null when nothing is. */
  notice: 'engine.pack-missing' | 'engine.pack-version' | 'engine.pack-old' | null;
}

/** The shop's own files are missing or broken: without a catalog there is nothing to show. */
export class ShopUnavailable extends Error {
  override name = 'ShopUnavailable';
}

/** @throws ShopUnavailable */
export async function openDemo(host: Host, speech: Speech): Promise<OpenedShop> {
  let catalog: Catalog;
  try {
    catalog = JSON.parse(new TextDecoder().decode(await host.readDemo('catalog.json')));
  } catch (error) {
    await speech.ready;
    throw new ShopUnavailable(speech.say('engine.no-catalog'), { cause: error });
  }
  return open(catalog, (file) => host.readDemo(`pack/${file}`));
}

/** A shop that a person brought, or null where it isn't stored here. */
export async function openOwn(host: Host, id: string, { say }: Speech): Promise<OpenedShop | null> {
  const stored = await host.loadShop(id);
  if (stored === null) return null;
  const pictures = await host.pictureAddresses?.(id);
  return open(withPictures(stored.catalog, pictures), async (file) => {
    const bytes = stored.pack.get(file);
    if (bytes === undefined) throw new ShopUnavailable(say('engine.shop-lacks', { file }));
    return bytes.slice().buffer;
  });
}

/** Pictures that were brought with a shop have addresses for as long as this visit. */
function withPictures(catalog: Catalog, pictures: ReadonlyMap<string, string> = new Map()): Catalog {
  if (pictures.size === 0) return catalog;
  const items = catalog.items.map((item) => ({ ...item, image: pictures.get(item.id) ?? item.image }));
  return { ...catalog, items };
}

async function open(catalog: Catalog, read: (file: string) => Promise<ArrayBuffer>): Promise<OpenedShop> {
  let pack: Pack;
  try {
    pack = await loadPack(read, catalog);
  } catch {
    return { shop: new Shop(catalog, barePack(catalog)), notice: 'engine.pack-missing' };
  }
  if (fitsThisVersion(pack)) return { shop: new Shop(catalog, pack), notice: null };
  return {
    shop: new Shop(catalog, { ...pack, fusion: priorFusion(pack) }),
    notice: catalog.id === 'demo' || catalog.id === 'site' ? 'engine.pack-version' : 'engine.pack-old',
  };
}

/** A pack that a visitor stored may be older than the app that opens it. */
function fitsThisVersion(pack: Pack): boolean {
  try {
    checkFusion(pack.fusion, pack);
    return true;
  } catch {
    return false;
  }
}
