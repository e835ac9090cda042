/**
 * What the visitor did with single items: the strongest deed of each. Sentences choose their verbs by it, so that nobody
 * is told they bought what they only saw.
 */
import { EVENT_WEIGHT } from '../profile/event-weights.ts';
import type { PastEvent } from '../profile/profile.ts';

export type Deed =
  | 'bought'
  | 'reviewed'
  | 'rated'
  | 'basketed'
  | 'saved'
  | 'viewed'
  | 'asked'
  | 'wished'
  | 'searched';

export interface OwnItem {
  item: number;
  /** The strongest thing done with it. */
  deed: Deed;
  /** Ids of all events that name it. */
  eventIds: string[];
  /** Epoch ms of the newest. */
  at: number;
}

const DEED_OF: Partial<Record<PastEvent['type'], Deed>> = {
  purchase: 'bought',
  review: 'reviewed',
  rate: 'rated',
  add_to_cart: 'basketed',
  add_to_wishlist: 'saved',
  view_item: 'viewed',
  select_item: 'viewed',
  more_like_this: 'asked',
};

const STRENGTH: Record<Deed, number> = {
  bought: EVENT_WEIGHT.purchase,
  reviewed: 0.71,
  rated: 0.7,
  basketed: EVENT_WEIGHT.add_to_cart,
  saved: EVENT_WEIGHT.add_to_wishlist,
  viewed: EVENT_WEIGHT.view_item,
  // Below every deed: whoever bought a thing and then asked for more like it "bought" it.
  asked: 0,
  // No deed of an item at all, but a request for "more in Tents".
  wished: 0,
  searched: 0,
};

/** By item. Searches, taking out of the basket and hiding are no reason to like an item, and left out. */
export function ownItems(events: readonly PastEvent[]): Map<number, OwnItem> {
  const own = new Map<number, OwnItem>();
  for (const event of events) {
    const deed = DEED_OF[event.type];
    if (deed === undefined || event.item < 0) continue;
    const known = own.get(event.item);
    if (known === undefined) {
      own.set(event.item, { item: event.item, deed, eventIds: [event.id], at: event.at });
      continue;
    }
    known.eventIds.push(event.id);
    known.at = Math.max(known.at, event.at);
    if (STRENGTH[deed] > STRENGTH[known.deed]) known.deed = deed;
  }
  return own;
}
