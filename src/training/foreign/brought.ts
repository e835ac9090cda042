/**
 * What a shop may bring instead of letting Inkling train it, by the items of its catalog. Types only.
 */
import type { Factors, ItemItem, Popularity } from '../../packs/pack.ts';
import type { CountsReport } from './counts.ts';
import type { FactorsReport } from './factors.ts';
import type { StatisticsReport } from './statistics.ts';

export interface Brought {
  /** Items without a row are zero, and get one from their text neighbours. */
  factors?: Factors;
  itemItem?: ItemItem;
  popularity?: Popularity;
}

/** How well it fits the catalog. */
export interface BroughtReport {
  factors?: FactorsReport;
  itemCounts?: CountsReport;
  statistics?: StatisticsReport;
}
