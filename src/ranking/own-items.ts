/**
 * What the visitor did with single items, in words: "bought", "saved", "looked at". Explanations take their
 * verbs from here, so that nobody is told they bought what they only saw.
 */
import { EVENT_WEIGHT } from '../profile/event-weights.ts';
import type { PastEvent } from '../profile/profile.ts';

export type Deed = 'bought' | 'rated' | 'basketed' | 'saved' | 'viewed';

export interface OwnItem {
  item: number;
  /** The strongest thing done with it. */
  deed: Deed;
  /** Ids of all events that name it. */
  eventIds: string[];
  /** Epoch ms of the newest. */
  at: number;
}

/** For a sentence: "you [bought] Tarn tent". */
export const DEED_VERB: Record<Deed, string> = {
  bought: 'bought',
  rated: 'rated',
  basketed: 'put in your basket',
  saved: 'saved',
  viewed: 'looked at',
};

/** For a list: "[Bought] on 3 May". */
export const DEED_LABEL: Record<Deed, string> = {
  bought: 'Bought',
  rated: 'Rated',
  basketed: 'Put in the basket',
  saved: 'Saved',
  viewed: 'Viewed',
};

const DEED_OF: Partial<Record<PastEvent['type'], Deed>> = {
  purchase: 'bought',
  rate: 'rated',
  add_to_cart: 'basketed',
  add_to_wishlist: 'saved',
  view_item: 'viewed',
  select_item: 'viewed',
};

const STRENGTH: Record<Deed, number> = {
  bought: EVENT_WEIGHT.purchase,
  rated: 0.7,
  basketed: EVENT_WEIGHT.add_to_cart,
  saved: EVENT_WEIGHT.add_to_wishlist,
  viewed: EVENT_WEIGHT.view_item,
};

/** By item. Searches, taking out of the basket and hiding are no reason to like an item, and left out. */
export function ownItems(events: readonly PastEvent[]): Map<number, OwnItem> {
  const own = new Map<number, OwnItem>();
  for (const event of events) {
    const deed = DEED_OF[event.type];
    if (deed === undefined) continue;
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
