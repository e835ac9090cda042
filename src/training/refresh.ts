/**
 * Refreshing: the counts of a trained pack made anew from newer orders, everything else left as it is. Seconds
 * instead of minutes, for what sells lately is worth more than any model (docs/training.md).
 */
import type { Catalog } from '../catalog/item.ts';
import { countPopularity } from '../models/popularity.ts';
import { ARTEFACTS, asShipped, shapeOf } from '../packs/artefacts.ts';
import { catalogHash, sha256 } from '../packs/hash.ts';
import { PackCatalogError } from '../packs/manifest.ts';
import type { PackManifest, Popularity } from '../packs/pack.ts';
import type { OrderLog } from './orders.ts';

/** The orders don't go on from what the pack has counted. */
export class RefreshRefused extends Error {
  override name = 'RefreshRefused';
}

export interface Refreshed {
  manifest: PackManifest;
  /** The new file of counts. Its name holds its hash, so that manifest and counts change in one step. */
  file: string;
  bytes: Uint8Array<ArrayBuffer>;
  popularity: Popularity;
}

/**
 * Less than this part of the counts before means that the file holds the newest orders only; some may go when
 * customers are erased.
 */
const STILL_THERE = 0.9;

/**
 * @param log all orders, as for training; not only the newest
 * @param before the counts that the pack has
 * @throws PackCatalogError, RefreshRefused
 */
export async function refreshCounts(
  manifest: PackManifest,
  before: Popularity,
  catalog: Catalog,
  log: OrderLog,
): Promise<Refreshed> {
  if (manifest.items !== catalog.items.length || manifest.catalog !== (await catalogHash(catalog))) {
    throw new PackCatalogError(
      'The pack was trained for other items or other texts: run "npm run train" with the items of today.',
    );
  }
  const shape = shapeOf(manifest, 'popularity');
  const popularity = asShipped('popularity', countPopularity(log, manifest.items), shape);
  checkContinues(before, popularity);
  const bytes = ARTEFACTS.popularity.codec.encode(popularity, shape);
  const hash = await sha256(bytes);
  const file = `popularity-${hash.slice(0, 12)}.bin`;
  return {
    manifest: {
      ...manifest,
      artefacts: { ...manifest.artefacts, popularity: { file, bytes: bytes.length, sha256: hash } },
    },
    file,
    bytes,
    popularity,
  };
}

function checkContinues(before: Popularity, now: Popularity): void {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  if (now.at < before.at) {
    throw new RefreshRefused(
      `The newest of these orders is from ${day(now.at)}, but the pack has counted until ${day(before.at)}: give newer ones.`,
    );
  }
  const sum = (counts: Float32Array) => counts.reduce((total, count) => total + count, 0);
  const [had, has] = [sum(before.total), sum(now.total)];
  if (has < STILL_THERE * had) {
    throw new RefreshRefused(
      `These orders count ${Math.round(has).toLocaleString('en')} in all, the pack ${Math.round(had).toLocaleString('en')}: give all orders from the beginning, not only the newest.`,
    );
  }
}
