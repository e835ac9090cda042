/**
 * Base training: everything in a pack but the fusion, from catalog, orders and vectors. Pure; the same in
 * Node and in a worker, and to the same last bit.
 */
import type { Catalog } from '../catalog/item.ts';
import { type Control, part } from '../compute/pace.ts';
import { trainAls } from '../models/als.ts';
import { countTogether, TOGETHER_KEEP } from '../models/association-rules.ts';
import { attendedSaved, trainAttended } from '../models/attended.ts';
import { vectorsSaved } from '../models/content.ts';
import { EASE_DEFAULTS, trainEase } from '../models/ease.ts';
import { trainJoint } from '../models/joint.ts';
import { countPopularity, newest } from '../models/popularity.ts';
import { SEQUENCE_DEFAULTS, trainSequenceLinear } from '../models/sequence-linear.ts';
import { type ArtefactName, type Artefacts, asShipped } from '../packs/artefacts.ts';
import { catalogHash } from '../packs/hash.ts';
import type { EncoderStamp, ModalVectors, Pack } from '../packs/pack.ts';
import { sensesOf } from '../profile/senses.ts';
import type { Brought } from './foreign/brought.ts';
import { interactions, PURCHASE } from './interactions.ts';
import { findNewcomers, hasFactor, hasRow, imputeFactors, imputeItemItem } from './newcomers.ts';
import type { OrderLog } from './orders.ts';
import { countRepeats } from './repeats.ts';
import type { TrainSettings } from './settings.ts';
import { indexOrders } from './splits.ts';

export interface BaseInput {
  catalog: Catalog;
  /** May be empty: the pack then knows texts alone. */
  log: OrderLog;
  /** items x stamp.dimensions, unit rows. */
  vectors: Float32Array;
  stamp: EncoderStamp;
  /** Of pictures and recordings; left out of the pack where no item has one. */
  images?: ModalVectors;
  sounds?: ModalVectors;
  seed: number;
  /** How models are trained, where not as usual. */
  settings?: TrainSettings;
  /** What another system trained: it takes the place of ours. */
  brought?: Brought;
  /** Of the same log, where it is fitted already. */
  fitted?: Fitted;
  onProgress?: (progress: TrainProgress) => void;
  signal?: AbortSignal;
}

/** What is learned from orders alone. */
export type Fitted = Pick<Artefacts, 'itemItem' | 'sequence' | 'factors'>;

export interface FitInput
  extends Pick<BaseInput, 'log' | 'seed' | 'settings' | 'brought' | 'onProgress' | 'signal'> {
  /** Size of the catalog. */
  items: number;
}

export interface TrainProgress {
  /** What is being done, in words for a person. */
  phase: string;
  /** 0 to 1 of the whole training. */
  fraction: number;
}

/** Shares of the time that the phases take with 4,000 items and 350,000 lines. */
const PHASES = [
  { name: 'Learning what goes with what', share: 0.25 },
  { name: 'Learning what follows what', share: 0.2 },
  { name: 'Learning tastes', share: 0.45 },
  { name: 'Placing new items', share: 0.05 },
  { name: 'Counting orders', share: 0.05 },
] as const;

/**
 * The part of base training that needs no texts, so that it can run while they are read.
 * @throws The abort signal's reason.
 */
export async function fitModels(input: FitInput): Promise<Fitted> {
  const { log, items, seed, settings = {}, brought } = input;
  const phase = phases(input);
  const matrix = interactions(log, items);
  return {
    itemItem: brought?.itemItem ?? (await trainEase(matrix, settings.ease, phase(0))),
    sequence: await trainSequenceLinear(log, items, settings['sequence-linear'], phase(1)),
    factors: brought?.factors ?? (await trainAls(matrix, { ...settings.als, seed }, phase(2))),
  };
}

/**
 * All numbers are as a device will read them (`asShipped`), so that fusion learns from what it will meet.
 * `manifest.validation` and `manifest.artefacts` are left empty.
 * @throws The abort signal's reason.
 */
export async function trainBase(input: BaseInput): Promise<Omit<Pack, 'fusion'>> {
  const { catalog, log, stamp, seed, settings, brought } = input;
  const items = catalog.items.length;
  const shape = { items, dimensions: stamp.dimensions };
  const ship = <Name extends ArtefactName>(name: Name, value: Artefacts[Name]) =>
    asShipped(name, value, shape);
  const phase = phases(input);

  const vectors = ship('vectors', input.vectors);
  const { itemItem, sequence, factors } = input.fitted ?? (await fitModels({ ...input, items }));
  const placing = phase(3);
  const newcomers = (known: (item: number) => boolean, third: number) =>
    findNewcomers(known, vectors, stamp.dimensions, part(placing, third / 3, (third + 1) / 3));
  const withoutRow = await newcomers(hasRow(itemItem), 0);
  const withoutSequence = await newcomers(hasRow(sequence), 1);
  const withoutFactor = await newcomers(hasFactor(factors), 2);
  const together = await countTogether(log, items, TOGETHER_KEEP, phase(4));

  const senses = await learnSenses(input, { vectors, factors });

  const users = new Set(log.user);
  const purchases = log.type.reduce((sum, type) => sum + (type === PURCHASE ? 1 : 0), 0);
  return {
    manifest: {
      format: 'inkling-pack',
      version: 3,
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
    itemItem: ship(
      'itemItem',
      imputeItemItem(itemItem, withoutRow, settings?.ease?.keep ?? EASE_DEFAULTS.keep),
    ),
    sequence: ship(
      'sequence',
      imputeItemItem(
        sequence,
        withoutSequence,
        settings?.['sequence-linear']?.keep ?? SEQUENCE_DEFAULTS.keep,
      ),
    ),
    factors: ship('factors', imputeFactors(factors, withoutFactor)),
    popularity: ship('popularity', brought?.popularity ?? countPopularity(log, items)),
    repeats: ship('repeats', countRepeats(log, items)),
    together: ship('together', together),
    ...senses,
  };
}

/** What the pack has of pictures and recordings, and what is learned of them beside texts. */
async function learnSenses(
  { catalog, log, images, sounds, stamp, seed, signal }: BaseInput,
  { vectors, factors }: Pick<Pack, 'vectors' | 'factors'>,
): Promise<Pick<Pack, 'images' | 'sounds' | 'joint' | 'attended'>> {
  const items = catalog.items.length;
  const shape = { items, dimensions: stamp.dimensions };
  const has = {
    ...(anyOf(images) && { images: asShipped('images', images, shape) }),
    ...(anyOf(sounds) && { sounds: asShipped('sounds', sounds, shape) }),
  };
  const senses = sensesOf({ vectors, ...has }, items);
  if (senses.length < 2) return has;
  const { total } = countPopularity(log, items);
  const joint = await trainJoint(senses, factors, total, {}, { signal });
  const attended = await trainAttended(senses, catalog, log, { seed }, { signal });
  return {
    ...has,
    ...(joint && { joint: asShipped('joint', vectorsSaved.save(joint), shape) }),
    ...(attended && { attended: asShipped('attended', attendedSaved.save(attended), shape) }),
  };
}

/** Whether any item has one: a shop without pictures is one that never heard of them. */
const anyOf = (modal: ModalVectors | undefined): modal is ModalVectors =>
  modal?.present.some((is) => is === 1) ?? false;

/** The control of each phase, as its share of the whole. */
function phases({
  onProgress,
  signal,
}: Pick<BaseInput, 'onProgress' | 'signal'>): (index: number) => Control {
  return (index) => {
    const { name, share } = PHASES[index];
    const from = PHASES.slice(0, index).reduce((sum, { share }) => sum + share, 0);
    const report = (fraction: number) => onProgress?.({ phase: name, fraction });
    report(from);
    return part({ onProgress: report, signal }, from, from + share);
  };
}
