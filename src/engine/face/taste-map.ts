/** The taste map as it is drawn and shown. */
import type { MapRegion } from '../../catalog/regions.ts';
import type { LongProgress } from './own-shop.ts';

export type { MapRegion };

export interface TasteMap {
  /** The shop it shows. */
  shop: string;
  /** In the catalog's order, as are `titles`, `positions` and `departmentOf`. */
  ids: string[];
  titles: string[];
  /** n x 2, row-major, in the unit square; the longest way across lies along x. */
  positions: Float32Array;
  departments: string[];
  /** Of each item, into `departments`. */
  departmentOf: Uint16Array;
  /** Departments first, then kinds; each the largest first. */
  regions: MapRegion[];
  /** `department` where the pack has no vectors: things then stand by where they are sold. */
  by: 'meaning' | 'department';
}

export interface MapProgress extends LongProgress {
  /** The points as they stand so far, n x 2; null until there are any. */
  positions: Float32Array | null;
}
