/**
 * What signals of pictures and of recordings share: content by vectors that not every item has. An item without one is
 * passed by, among the visitor's own and among those that are scored.
 */
import type { Vectors } from '../models/content.ts';
import type { Model } from '../models/model.ts';
import type { ModalVectors } from '../packs/pack.ts';
import { contentSignal } from './content.ts';
import type { Signal } from './signal.ts';

/**
 * Such a signal; silent in a pack without the vectors.
 * @param modality Where a pack has them.
 */
export function modalSignal(
  name: string,
  meaning: string,
  model: Model<Vectors>,
  modality: 'images' | 'sounds',
): Signal {
  return {
    ...contentSignal(name, meaning, model, ({ pack }) => rowsOf(pack[modality])),
    present: ({ pack, catalog }) => pack[modality]?.present ?? new Uint8Array(catalog.items.length),
  };
}

function rowsOf(modal: ModalVectors | undefined): Vectors {
  if (modal === undefined) return { vectors: new Float32Array(0), dimensions: 0 };
  return { vectors: modal.vectors, dimensions: modal.stamp.dimensions, present: modal.present };
}
