/**
 * Signal: one scorer of all items. Each file in this room holds one; none knows of fusion or ranking.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Pack } from '../packs/pack.ts';
import type { Profile } from '../profile/profile.ts';

/** The parts of a pack that signals read: fusion is absent while it is itself being trained. */
export type SignalPack = Pick<
  Pack,
  | 'vectors'
  | 'itemItem'
  | 'sequence'
  | 'factors'
  | 'popularity'
  | 'repeats'
  | 'together'
  | 'attention'
  | 'segments'
  | 'images'
  | 'sounds'
  | 'joint'
  | 'attended'
>;

/** Everything a signal may read. */
export interface SignalInput {
  catalog: Catalog;
  pack: SignalPack;
  profile: Profile;
}

export interface Signal {
  /** Stable name, a column of the features matrix and a key of explanations: `content-recent`, `item-item`. */
  name: string;
  /** What it means to a visitor, to finish the sentence "This is here because ...". */
  meaning: string;
  /**
   * Length n: 1 for the items that it can say anything of, a picture's for one that has a picture. Raw scores of the
   * others are not read. Absent where it speaks of all.
   */
  present?(input: SignalInput): Uint8Array;
  /** Raw scores of all items into `out` (length n, zeroed). Returns false where it has nothing to say. */
  score(input: SignalInput, out: Float32Array): boolean;
  /**
   * For explanations: how much each of the visitor's own items added to `item`'s raw score, strongest first.
   * Absent where a signal doesn't come from single items (popularity).
   */
  because?(input: SignalInput, item: number): { item: number; amount: number }[];
}
