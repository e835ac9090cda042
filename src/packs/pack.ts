/**
 * The pack: static artefacts trained from catalog and orders, the same for every device. Types only; the
 * binary format, hashes and loading live beside this file. Matrices are row-major; rows follow the order of
 * `Catalog.items`.
 */

import type { Saved } from '../models/model.ts';

/** Which encoder made a vector. Vectors with different stamps never meet. */
export interface EncoderStamp {
  /** Hugging Face id, or the bundled encoder's name. */
  id: string;
  revision: string;
  dtype: string;
  pooling: 'cls' | 'mean' | 'none';
  dimensions: number;
  /** What it reads; text where left out. */
  modality?: 'text' | 'image' | 'audio';
}

/**
 * Vectors of what not every item has: a picture, a recording. What is missing is said by `present`, and a row of
 * zeros there is no vector: signals pass it by.
 */
export interface ModalVectors {
  stamp: EncoderStamp;
  /** n x stamp.dimensions, unit rows where there is one. */
  vectors: Float32Array;
  /** Length n: 1 where the item has it. */
  present: Uint8Array;
  /**
   * Of pictures: the main colours of each, most first, as OKLab and share of the area (L, a, b, share), n x
   * `PALETTE_COLOURS` x 4. A share of 0 is no colour.
   */
  palettes?: Float32Array;
}

/** Colours that a palette has room for. */
export const PALETTE_COLOURS = 4;

/** Bits of one number in a file: levels of -127 to 127, or of -7 to 7. */
export type Bits = 8 | 4;

/** Item-to-item weights cut to the largest few per source row (CSR). */
export interface ItemItem {
  /** n + 1 offsets into `target` and `weight`. */
  offset: Uint32Array;
  target: Uint32Array;
  weight: Float32Array;
}

/** Implicit-feedback item factors, for fold-in (Hu, Koren & Volinsky 2008). */
export interface Factors {
  rank: number;
  /** n x rank. */
  items: Float32Array;
  /** Confidence of one unit of interest is 1 + alpha. */
  alpha: number;
  regularisation: number;
  /** Regularisation is that much for each item of a person's history, as Spark has it, and not for all together. */
  perItem?: true;
}

/** Counts as of `at`; recent windows end there. */
export interface Popularity {
  /** Epoch ms: the newest training event. */
  at: number;
  /** Distinct buyers (or weighted interactions) per item, all time. */
  total: Float32Array;
  /** The same over the last 28 days. */
  recent: Float32Array;
  /** The same over the last 7 days. */
  week: Float32Array;
  /** Share of an item's purchases in each calendar month, n x 12, smoothed; rows sum to 1. */
  months: Float32Array;
  /**
   * Share of an item's purchases in each part of the day (`PARTS_OF_DAY`), by the log's own clock, n x 5: as
   * counted. Rows sum to 1, or to 0 where nothing is known.
   */
  hours: Float32Array;
  /** Epoch ms of the item's first event. 0 where it has none. */
  firstSeen: Float64Array;
}

export interface Repeats {
  /** Share of an item's buyers who bought it again, smoothed to the shop's mean. */
  rate: Float32Array;
  /** Median days between two purchases by one person; 0 where unknown. */
  interval: Float32Array;
}

/** Association rules for "Bought together": consequents by lift, cut to the best few (CSR like ItemItem). */
export type Together = ItemItem;

/** At which level signals are joined; see fusion/fusion.ts. */
export type FusionLevel = 'gated' | 'early' | 'late';

/** Weights of a fusion; see fusion/gate.ts and fusion/perceptron.ts for the formulas. */
export interface FusionWeights {
  level: FusionLevel;
  signals: string[];
  context: string[];
  /** Hidden units of the gate; 0 means a linear gate. */
  hidden: number;
  /** Named parameter tensors, flat. */
  parameters: Record<string, { shape: number[]; values: Float32Array }>;
}

export interface PackManifest {
  format: 'inkling-pack';
  version: 3;
  /** SHA-256 (hex) over the catalog's item ids and texts: a pack of another catalog is refused. */
  catalog: string;
  items: number;
  encoder: EncoderStamp;
  /** Epoch ms of the newest event it learned from. */
  trainedTo: number;
  seed: number;
  counts: { users: number; events: number; purchases: number; orders: number };
  /** Validation metrics of the fusion and of each signal alone, e.g. `{"fusion": {"ndcg@10": .13}}`. */
  validation: Record<string, Record<string, number>>;
  /** To how many bits artefacts are rounded that can be; 8 where one isn't named. Each file says its own, too. */
  bits?: Record<string, Bits>;
  artefacts: Record<string, { file: string; bytes: number; sha256: string }>;
}

export interface Pack {
  manifest: PackManifest;
  /** n x manifest.encoder.dimensions, unit rows. */
  vectors: Float32Array;
  itemItem: ItemItem;
  /** From an item to what is chosen soon after it: the rows of a sequential linear model. Empty where there is none. */
  sequence: ItemItem;
  factors: Factors;
  popularity: Popularity;
  repeats: Repeats;
  together: Together;
  /** The fusion in use. */
  fusion: FusionWeights;
  /** All fusions that were trained, by name, for a shop that can switch between them. */
  fusions?: Record<string, FusionWeights>;
  /** A neural sequence model. */
  attention?: Saved;
  /** Kinds of customers, as a prior for strangers. */
  segments?: Saved;
  /** How items look, where the catalog has pictures that were described. */
  images?: ModalVectors;
  /** How they sound, where it has recordings. */
  sounds?: ModalVectors;
  /** What items say by texts, pictures and recordings together, learned from orders: see models/joint.ts. */
  joint?: Saved;
  /** To which of these a visitor attends: see models/attended.ts. */
  attended?: Saved;
}
