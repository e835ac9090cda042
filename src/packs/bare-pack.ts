/**
 * The pack of a shop that has learned nothing: no vectors, no counts, hand-set fusion. The shop works on it;
 * shelves are plain.
 */
import type { Catalog } from '../catalog/item.ts';
import { priorFusion } from '../fusion/prior.ts';
import { emptyRows } from '../models/sparse-rows.ts';
import { PARTS_OF_DAY } from '../profile/calendar.ts';
import type { Pack } from './pack.ts';

/** Never saved, so its hash stays empty. */
export function barePack(catalog: Catalog): Pack {
  const items = catalog.items.length;
  const none = () => emptyRows(items);
  return {
    manifest: {
      format: 'inkling-pack',
      version: 3,
      catalog: '',
      items,
      encoder: { id: 'none', revision: '', dtype: '', pooling: 'none', dimensions: 0 },
      trainedTo: 0,
      seed: 0,
      counts: { users: 0, events: 0, purchases: 0, orders: 0 },
      validation: {},
      artefacts: {},
    },
    vectors: new Float32Array(0),
    itemItem: none(),
    sequence: none(),
    factors: { rank: 0, items: new Float32Array(0), alpha: 1, regularisation: 1 },
    popularity: {
      at: 0,
      total: new Float32Array(items),
      recent: new Float32Array(items),
      week: new Float32Array(items),
      months: new Float32Array(items * 12).fill(1 / 12),
      hours: new Float32Array(items * PARTS_OF_DAY.length),
      firstSeen: new Float64Array(items),
    },
    repeats: { rate: new Float32Array(items), interval: new Float32Array(items) },
    together: none(),
    fusion: priorFusion(),
  };
}
