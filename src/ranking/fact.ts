/**
 * Facts: what a sentence of an explanation rests on, as plain values. Texts are written from these and from nothing
 * else, so whoever doubts a sentence can check its fact against history and pack (`engine/explanations.test.ts` does). Types only.
 */
import type { Facet } from '../history/event.ts';
import type { Deed } from './own-items.ts';

/** What speaks for an item. Items are named by id. */
export type ClaimFact =
  /** Bought before, in this many orders; `everyDays` where that has a rhythm. */
  | { about: 'again'; itemId: string; orders: number; everyDays: number | null }
  /** The visitor's own dealings with it, the strongest one. */
  | { about: 'own'; itemId: string; deed: Deed }
  /** Its text is like an own item's: `likeness` is the z-score among that one's likenesses to everything. */
  | { about: 'like'; ownId: string; deed: Deed; likeness: number }
  /** Its picture, or its recording, is like an own item's: the same z-score, among what has one. */
  | { about: 'looks' | 'sounds'; ownId: string; deed: Deed; likeness: number }
  /** A weight learned from orders leads from an own item to it; `together`: a rule of the same basket does. */
  | { about: 'with'; ownId: string; deed: Deed; together: boolean }
  /** The score of people with such tastes, in deviations above the catalog's mean. */
  | { about: 'people'; above: number }
  /** `rank` from 1 by what was bought in that time; things bought as often share one. */
  | { about: 'popular'; when: 'week' | 'month' | 'ever'; rank: number }
  /** `month` from 0; null where the visitor's seasons are not the shop's. `share` of the item's sales of a year. */
  | { about: 'season'; month: number | null; share: number }
  /** `part` indexes PARTS_OF_DAY; `lift` is how many times its usual share of sales it has then. */
  | { about: 'hour'; part: number; lift: number }
  | { about: 'new'; days: number }
  /** A maker, kind or department that has this share of the visitor's attention. */
  | { about: 'place'; facet: Facet; share: number }
  /** The visitor's usual range of prices, in the catalog's currency. */
  | { about: 'price'; price: number; from: number; to: number }
  /** Asked for more like an item, or of a facet. */
  | { about: 'your-say'; ownId: string | null; facet: Facet | null }
  /** The visitor wrote `words`, which the item's text has: in a search, or in their review of the item `ownId`. */
  | { about: 'written'; of: 'search' | 'review'; ownId: string | null; text: string; words: string[] }
  /** This session has been to that kind or department. */
  | { about: 'session'; facet: Facet }
  /** Its text is likelier than most for the weather that the visitor chose. */
  | { about: 'weather' }
  /** An amount that is in the score beside the signals' and has no words of its own: `meaning` is the engine's. */
  | { about: 'extra'; name: string; meaning: string };

/** What would be without one own thing. Places from 1 among what may stand on the first shelf; null: not there. */
export interface WithoutFact {
  about: 'without';
  itemId: string | null;
  /** Where it is about no item, what was asked for, in the words of the sentence. */
  title: string;
  deed: Deed;
  /** Score with it less score without it; more than 0. */
  amount: number;
  place: number | null;
  placeWithout: number | null;
}

/** Why an item isn't on the first shelf. */
export type HeldBackFact =
  /** A rule keeps it off, whatever its score. */
  | { about: 'bar'; reason: string }
  /** It does stand there. */
  | { about: 'shown' }
  /** Nobody has a first shelf yet. */
  | { about: 'no-shelf' }
  | { about: 'standing'; place: number; of: number }
  /** By these signals it is behind the other, or ahead of it: largest difference first. */
  | { about: 'behind' | 'ahead'; againstId: string; signals: string[] }
  /** It has the higher score, yet the other stands there: a shelf is not composed by score alone. */
  | { about: 'variety'; againstId: string };

export type Fact = ClaimFact | WithoutFact | HeldBackFact | { about: 'nothing' };
