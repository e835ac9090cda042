/** Bringing a shop of one's own: what was found in its files, and how far the work is. */
import type { ImportProblem } from '../../catalog/problem.ts';

export type { ImportProblem };

/** Progress of something long: a fraction with words, and an estimate where there is one. */
export interface LongProgress {
  phase: string;
  done: number;
  total: number;
  /** Seconds, or null while unknown. */
  remaining: number | null;
}

export interface ImportCheck {
  /** Hand this to `importShop` to go on. */
  token: string;
  items: number;
  /** ISO 4217, of the sample's prices. */
  currency: string;
  orders: { events: number; users: number; purchases: number; from: number; to: number } | null;
  /** At most the first 100; `problemCount` is the truth. */
  problems: ImportProblem[];
  problemCount: number;
  /** Lines that would be left out if bad lines are skipped. */
  skippable: number;
  /** False where nothing usable is left: then only `problems` matter. */
  usable: boolean;
  /** What was changed or not taken over, in words; no line is lost by these. */
  notes: string[];
  /** Items that have a picture or a recording, and files that belong to none; null where there are neither. */
  media: { pictures: number; recordings: number; unused: number } | null;
  sample: { id: string; title: string; price: number | null; department: string }[];
}

export interface ImportRequest {
  token: string;
  name: string;
  skipBadLines: boolean;
}
