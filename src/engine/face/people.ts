/** Who shares this browser, and the ready-made visitors that one can become. */
import type { HistoryEvent } from '../../history/event.ts';
import type { Preferences } from '../../profile/preferences.ts';
import type { Shelf } from './pages.ts';

/** Someone who shares this browser. */
export interface PersonHere {
  /** '' for the first. */
  id: string;
  name: string;
  events: number;
  current: boolean;
}

/** A person who was removed, with everything that came back with an undo. */
export interface RemovedPerson {
  id: string;
  name: string;
  events: HistoryEvent[];
  preferences: Partial<Preferences>;
}

/** A ready-made visitor as the page shows them. */
export interface ExampleVisitorShown {
  id: string;
  name: string;
  /** Who they are, in a sentence. */
  sentence: string;
  /** What they are after, to finish "share of ..."; null for the one of whom nothing is known. */
  after: string | null;
  events: number;
  /** What they did, newest first, in a few words each. */
  did: string[];
  /** Their first shelf, with its beginning alone. */
  shelf: Shelf;
  /** Share of what they are after on the whole shelf and in the catalog, 0 to 1; null without an `after`. */
  share: { shelf: number; catalog: number } | null;
  /** Departments on the whole shelf, most first. */
  departments: { name: string; count: number }[];
}

export interface ExampleVisitorsPage {
  visitors: ExampleVisitorShown[];
  /** Per pair, what both shelves hold as a share of what either holds (Jaccard); symmetric, 1 along the diagonal. */
  overlap: number[][];
}
