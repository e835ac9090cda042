/**
 * Signal: one scorer of all items. Each file in this room holds one; none knows of fusion or ranking.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Pack } from '../packs/pack.ts';
import type { Profile } from '../profile/profile.ts';

/** Everything a signal may read. `fusion` is absent from the pack while fusion itself is being trained. */
export interface SignalInput {
  catalog: Catalog;
  pack: Omit<Pack, 'fusion'>;
  profile: Profile;
}

export interface Signal {
  /** Stable name, a column of the features matrix and a key of explanations: `content-recent`, `item-item`. */
  name: string;
  /** What it means to a visitor, to finish the sentence "This is here because ...". */
  meaning: string;
  /** Raw scores of all items into `out` (length n, zeroed). Returns false where it has nothing to say. */
  score(input: SignalInput, out: Float32Array): boolean;
  /**
   * For explanations: how much each of the visitor's own items added to `item`'s raw score, strongest first.
   * Absent where a signal doesn't come from single items (popularity).
   */
  because?(input: SignalInput, item: number): { item: number; amount: number }[];
}
