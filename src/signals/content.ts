/**
 * Content: how close an item's text is to what the visitor looked at, lately and over a long time. Works
 * for items nobody has bought yet. Vectors are the pack's; nothing is embedded here.
 */
import type { Touched } from '../profile/profile.ts';
import type { Signal, SignalInput } from './signal.ts';
import { centroid, dotRows, likeness } from './vectors.ts';

/** How many of the newest items make "recent", and how much each counts of the one after it. */
const RECENT_ITEMS = 5;
const RECENT_STEP = 0.75;

/** Items behind lasting taste; more move the centroid by less than its rounding. */
const LASTING_ITEMS = 100;

type Weighted = { item: number; weight: number };

function newest({ touched }: { touched: readonly Touched[] }): Weighted[] {
  return touched.slice(0, RECENT_ITEMS).map(({ item }, place) => ({ item, weight: RECENT_STEP ** place }));
}

function strongest({ touched }: { touched: readonly Touched[] }): Weighted[] {
  return [...touched]
    .sort((a, b) => b.lasting - a.lasting || a.item - b.item)
    .slice(0, LASTING_ITEMS)
    .map(({ item, lasting }) => ({ item, weight: lasting }));
}

function contentSignal(
  name: string,
  meaning: string,
  choose: (profile: SignalInput['profile']) => Weighted[],
): Signal {
  return {
    name,
    meaning,
    score({ catalog, pack, profile }, out) {
      if (profile.touched.length === 0) return false;
      const d = pack.vectors.length / catalog.items.length;
      const query = centroid(pack.vectors, d, choose(profile));
      if (query === null) return false;
      dotRows(pack.vectors, query, out);
      return true;
    },
    because({ catalog, pack, profile }, item) {
      const d = pack.vectors.length / catalog.items.length;
      return choose(profile)
        .map((own) => ({ item: own.item, amount: own.weight * likeness(pack.vectors, d, own.item, item) }))
        .sort((a, b) => b.amount - a.amount);
    },
  };
}

export const contentRecent = contentSignal('content-recent', 'it is like what you looked at lately', newest);

export const contentLasting = contentSignal(
  'content-lasting',
  'it is like what you have chosen over time',
  strongest,
);
