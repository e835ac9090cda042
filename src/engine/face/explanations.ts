/** Why a thing is shown, and why another isn't. */
import type { OwnPart } from '../../ranking/explain.ts';
import type { Fact } from '../../ranking/fact.ts';

export type { Fact, OwnPart };

export interface Contribution {
  /** Signal name; contributions of an explanation sum to its score (1e-5). */
  signal: string;
  /** What it is told with: one of SIGNAL_GROUPS, or its own name where it is no signal (`your-say`). */
  group: string;
  meaning: string;
  amount: number;
}

export interface Explanation {
  itemId: string;
  title: string;
  score: number;
  /** Every signal, largest first; they sum to `score`. */
  contributions: Contribution[];
  /** The visitor's own things that mattered most, by leaving each one's events out and scoring again. */
  because: OwnPart[];
  /** Up to three plain sentences, true of the numbers. */
  sentences: string[];
  /** What each sentence rests on. */
  facts: Fact[];
  /** From 1, among what may be shown on the first shelf; null where it may not be shown there. */
  place: number | null;
  /** How many may be shown there. */
  of: number;
  /** What stands in that place without the visitor's own thing that matters most; null where nothing of theirs matters. */
  instead: { without: { itemId: string | null; title: string }; itemId: string; title: string } | null;
}

/** What keeps an item from being shown at all. */
export interface Bar {
  reason: 'hidden' | 'facet' | 'disliked' | 'basket' | 'bought' | 'met' | 'unavailable';
  text: string;
  /** Forgetting these lifts it; none where nothing the visitor did is behind it. */
  eventIds: string[];
}

/** Why an item isn't on the first shelf. */
export interface WhyNot {
  itemId: string;
  title: string;
  score: number;
  /** Among all things that may be shown there, from 1; null where it may not. */
  place: number | null;
  /** How many may be shown there. */
  of: number;
  bars: Bar[];
  /** The last thing that is on the shelf, which it is compared with; null where nothing is. */
  against: { itemId: string; title: string; score: number } | null;
  /** What each signal gave it less (or more) than the other; they sum to the difference of the scores. Smallest first. */
  gaps: Contribution[];
  sentences: string[];
  /** What each sentence rests on. */
  facts: Fact[];
}
