/**
 * What the visitor did with single items, in words: "bought", "saved", "looked at". Explanations take their
 * verbs from here, so that nobody is told they bought what they only saw.
 */
import { EVENT_WEIGHT } from '../profile/event-weights.ts';
import type { PastEvent } from '../profile/profile.ts';

export type Deed = 'bought' | 'rated' | 'basketed' | 'saved' | 'viewed' | 'asked' | 'wished';

export interface OwnItem {
  item: number;
  /** The strongest thing done with it. */
  deed: Deed;
  /** Ids of all events that name it. */
  eventIds: string[];
  /** Epoch ms of the newest. */
  at: number;
}

const WITH_TITLE: Record<Deed, (title: string) => string> = {
  bought: (title) => `bought ${title}`,
  rated: (title) => `rated ${title}`,
  basketed: (title) => `put ${title} in your basket`,
  saved: (title) => `saved ${title}`,
  viewed: (title) => `looked at ${title}`,
  asked: (title) => `asked for more like ${title}`,
  wished: (title) => `asked for ${title}`,
};

/** To go on after "you" or "had you not": "put Tarn tent in your basket". */
export function didTo(deed: Deed, title: string): string {
  return WITH_TITLE[deed](title);
}

/** The thing with what was done to it, to end a sentence or to be followed by a comma: "Tarn tent, which you saved". */
export function withDeed(deed: Deed, title: string): string {
  // "Which you asked for more like" is no English.
  return deed === 'asked' ? title : `${title}, which you ${WITH_TITLE[deed]('').replace('  ', ' ').trim()}`;
}

/** The same inside a sentence: its comma closes where there is one to close. */
export function withDeedInside(deed: Deed, title: string): string {
  const whole = withDeed(deed, title);
  return whole === title ? title : `${whole},`;
}

/** For a list: "[Bought] on 3 May". */
export const DEED_LABEL: Record<Deed, string> = {
  bought: 'Bought',
  rated: 'Rated',
  basketed: 'Put in the basket',
  saved: 'Saved',
  viewed: 'Viewed',
  asked: 'Asked for more like',
  wished: 'Asked for',
};

const DEED_OF: Partial<Record<PastEvent['type'], Deed>> = {
  purchase: 'bought',
  rate: 'rated',
  add_to_cart: 'basketed',
  add_to_wishlist: 'saved',
  view_item: 'viewed',
  select_item: 'viewed',
  more_like_this: 'asked',
};

const STRENGTH: Record<Deed, number> = {
  bought: EVENT_WEIGHT.purchase,
  rated: 0.7,
  basketed: EVENT_WEIGHT.add_to_cart,
  saved: EVENT_WEIGHT.add_to_wishlist,
  viewed: EVENT_WEIGHT.view_item,
  // Below every deed: whoever bought a thing and then asked for more like it "bought" it.
  asked: 0,
  // No deed of an item at all, but a request for "more in Tents".
  wished: 0,
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
