/** What every part of the suite is given. */
import type { Site } from './site.ts';

export interface Setting {
  /** A folder for profiles and made-up files, removed at the end. */
  workspace: string;
  /** The built shop. */
  shop: Site;
  /** The built shop with the page that drives the engine alone. */
  bench: Site;
  /** Starts of each kind. */
  runs: number;
  /** Events recorded through the engine, and clicks through the shop's page. */
  events: number;
  clicks: number;
  /** Catalog sizes that are ranked whole, and repetitions. */
  sizes: readonly number[];
  rankings: number;
  /** Items of the made-up shop that events are recorded in. */
  largeShop: number;
  /** What is imported: made up, or a folder with items.csv and events.csv.gz. */
  imported: { items: number; lines: number; users: number } | { folder: string };
}
