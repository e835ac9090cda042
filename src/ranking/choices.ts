/**
 * Choices: the moments at which a visitor took something new, and what the signals said just before. The newest few
 * are enough: older ones have faded from everything else, too, and each costs a scoring of the catalog.
 */

import type { Choice } from '../fusion/adaptation.ts';
import type { Fuser } from '../fusion/fusion.ts';
import { groupOf } from '../fusion/shapley.ts';
import type { EventType } from '../history/event.ts';
import { SIGNAL_GROUPS } from '../profile/preferences.ts';
import type { PastEvent } from '../profile/profile.ts';
import type { SignalScores } from '../signals/index.ts';

/** A moment of choosing: one event, or the lines of one order. */
export interface Occasion {
  /** Its first event's place in history. */
  first: number;
  /** Epoch ms. */
  at: number;
  /** Items taken that the visitor had not taken before. */
  items: number[];
}

/** What counts as choosing; looking is too cheap to learn weights from. */
const CHOOSING: ReadonlySet<EventType> = new Set([
  'add_to_cart',
  'add_to_wishlist',
  'purchase',
  'more_like_this',
]);

/** Occasions learned from, at most: the newest. */
export const MOST_OCCASIONS = 12;

/** Days: what was popular at a choice is only known while the shop's counts are about then. */
export const MOST_DAYS = 45;

/** Best-scored other things that each choice is held against. */
const AMONG = 50;

/** Things of one large order that are learned from. */
const MOST_ITEMS = 10;

/**
 * @param events in history order.
 * @param most Occasions, at most.
 * @returns the newest occasions, oldest first.
 */
export function occasionsOf(events: readonly PastEvent[], most = MOST_OCCASIONS): Occasion[] {
  const taken = new Set<number>();
  const occasions: Occasion[] = [];
  events.forEach(({ type, item, at }, place) => {
    if (!CHOOSING.has(type) || item < 0 || taken.has(item)) return;
    taken.add(item);
    const last = occasions.at(-1);
    if (last?.at === at) {
      if (last.items.length < MOST_ITEMS) last.items.push(item);
    } else occasions.push({ first: place, at, items: [item] });
  });
  return occasions.slice(-most);
}

/**
 * @param fuser Of the moment before the choice, at volumes of 1.
 */
export function choiceOf({ items }: Occasion, fuser: Fuser, { n, names, known }: SignalScores): Choice {
  const scores = fuser.all();
  const chosen = new Set(items);
  const others = bestOf(scores, AMONG, (item) => known[item] === 0 && !chosen.has(item), n);
  const candidates = [...items, ...others];
  const groups = names.map((name) => SIGNAL_GROUPS.indexOf(groupOf(name)));
  const terms = new Float64Array(candidates.length * SIGNAL_GROUPS.length);
  candidates.forEach((item, c) => {
    const amounts = fuser.terms(item);
    for (let s = 0; s < groups.length; s++) terms[c * SIGNAL_GROUPS.length + groups[s]] += amounts[s];
  });
  return { terms, chosen: items.length };
}

/** Indices of the `count` largest scores among the allowed; ties go to the lower index. */
function bestOf(
  scores: Float64Array,
  count: number,
  allowed: (item: number) => boolean,
  n: number,
): number[] {
  const items: number[] = [];
  for (let item = 0; item < n; item++) if (allowed(item)) items.push(item);
  const bar =
    Float64Array.from(items, (item) => scores[item])
      .sort()
      .at(-count) ?? Number.NEGATIVE_INFINITY;
  return items
    .filter((item) => scores[item] >= bar)
    .sort((a, b) => scores[b] - scores[a] || a - b)
    .slice(0, count);
}
