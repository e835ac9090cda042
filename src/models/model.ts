/**
 * Model: one way to recommend, learned from a population and asked about one visitor. Each file of this room
 * holds one and cites its paper. A signal is a model's scores among others; fusion is what joins them.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Control } from '../compute/pace.ts';
import type { Profile } from '../profile/profile.ts';
import type { OrderLog } from '../training/orders.ts';
import type { TrainSettings } from '../training/settings.ts';

/** What a model learns from. Pure data: no visitor in it. */
export interface Population {
  catalog: Catalog;
  log: OrderLog;
  /** Of `itemText`, in the order of the catalog: items x dimensions, unit rows. */
  vectors: Float32Array;
  dimensions: number;
}

export interface FitOptions {
  seed: number;
  /** Those of a model stand under its name; absent, they are as usual. */
  settings?: TrainSettings;
}

/** A share of a score that one of the visitor's own items brought. */
export interface Because {
  item: number;
  amount: number;
}

/** A fitted model as plain arrays: what a file holds. */
export interface Saved {
  settings: Record<string, number>;
  arrays: Record<string, Float32Array | Float64Array | Uint32Array | Int32Array | Uint8Array | Int8Array>;
  /**
   * Row lengths of the arrays that are matrices of floats (row-major): a pack rounds those to 8 bits, with one
   * step a row, and keeps all others as they are.
   */
  columns?: Record<string, number>;
}

export interface Model<State> {
  /** Stable: the key of result files. Lower case, hyphens. */
  name: string;
  /** Authors, year, title. */
  paper: string;
  /**
   * Models that differ only in how they score share one `fit`, and callers may fit once for all of them.
   * The same population and seed give the same state, and the order of users changes nothing but rounding.
   * @throws the abort signal's reason
   */
  fit(population: Population, options: FitOptions, control?: Control): Promise<State>;
  /**
   * Raw scores of all items into `out` (length n, zeroed); larger is better, all finite.
   * Pure, plain JavaScript, so that they are the same on every device.
   * @returns false where the model has nothing to say about this visitor
   */
  scores(state: State, visitor: Profile, out: Float32Array): boolean;
  /**
   * What each of the visitor's own items added to `item`'s score, most first. Absent where a score doesn't
   * come from single items.
   */
  because?(state: State, visitor: Profile, item: number): Because[];
  save(state: State): Saved;
  /** `load(save(state))` scores exactly as `state`. */
  load(saved: Saved): State;
}
