/**
 * Base training: everything in a pack but the fusion, from catalog, orders and vectors. Pure; the same in
 * Node and in a worker, and to the same last bit.
 */
import type { Catalog } from '../catalog/item.ts';
import { type Control, part } from '../compute/pace.ts';
import { trainAls } from '../models/als.ts';
import { EASE_DEFAULTS, trainEase } from '../models/ease.ts';
import { countPopularity, newest } from '../models/popularity.ts';
import { countTogether } from '../models/together.ts';
import { type ArtefactName, type Artefacts, asShipped } from '../packs/artefacts.ts';
import { catalogHash } from '../packs/hash.ts';
import type { EncoderStamp, Pack } from '../packs/pack.ts';
import { interactions, PURCHASE } from './interactions.ts';
import { findNewcomers, imputeFactors, imputeItemItem } from './newcomers.ts';
import type { OrderLog } from './orders.ts';
import { countRepeats } from './repeats.ts';
import { indexOrders } from './splits.ts';

export interface BaseInput {
  catalog: Catalog;
  /** May be empty: the pack then knows texts alone. */
  log: OrderLog;
  /** items x stamp.dimensions, unit rows. */
  vectors: Float32Array;
  stamp: EncoderStamp;
  seed: number;
  onProgress?: (progress: TrainProgress) => void;
  signal?: AbortSignal;
}

export interface TrainProgress {
  /** What is being done, in words for a person. */
  phase: string;
  /** 0 to 1 of the whole training. */
  fraction: number;
}

/** Shares of the time that the phases take with 4,000 items and 350,000 lines. */
const PHASES = [
  { name: 'Learning what goes with what', share: 0.4 },
  { name: 'Learning tastes', share: 0.5 },
  { name: 'Placing new items', share: 0.05 },
  { name: 'Counting orders', share: 0.05 },
] as const;

/**
 * All numbers are as a device will read them (`asShipped`), so that fusion learns from what it will meet.
 * `manifest.validation` and `manifest.artefacts` are left empty.
 * @throws The abort signal's reason.
 */
export async function trainBase(input: BaseInput): Promise<Omit<Pack, 'fusion'>> {
  const { catalog, log, stamp, seed } = input;
  const items = catalog.items.length;
  const shape = { items, dimensions: stamp.dimensions };
  const ship = <Name extends ArtefactName>(name: Name, value: Artefacts[Name]) =>
    asShipped(name, value, shape);
  const phase = phases(input);

  const vectors = ship('vectors', input.vectors);
  const matrix = interactions(log, items);
  const ease = await trainEase(matrix, {}, phase(0));
  const als = await trainAls(matrix, { seed }, phase(1));
  const newcomers = await findNewcomers(ease, vectors, stamp.dimensions, phase(2));
  const together = await countTogether(log, items, {}, phase(3));

  const users = new Set(log.user);
  const purchases = log.type.reduce((sum, type) => sum + (type === PURCHASE ? 1 : 0), 0);
  return {
    manifest: {
      format: 'inkling-pack',
      version: 1,
      catalog: await catalogHash(catalog),
      items,
      encoder: stamp,
      trainedTo: newest(log),
      seed,
      counts: { users: users.size, events: log.item.length, purchases, orders: indexOrders(log).count },
      validation: {},
      artefacts: {},
    },
    vectors,
    itemItem: ship('itemItem', imputeItemItem(ease, newcomers, EASE_DEFAULTS.keep)),
    factors: ship('factors', imputeFactors(als, newcomers)),
    popularity: ship('popularity', countPopularity(log, items)),
    repeats: ship('repeats', countRepeats(log, items)),
    together: ship('together', together),
  };
}

/** The control of each phase, as its share of the whole. */
function phases({ onProgress, signal }: BaseInput): (index: number) => Control {
  return (index) => {
    const { name, share } = PHASES[index];
    const from = PHASES.slice(0, index).reduce((sum, { share }) => sum + share, 0);
    const report = (fraction: number) => onProgress?.({ phase: name, fraction });
    report(from);
    return part({ onProgress: report, signal }, from, from + share);
  };
}
