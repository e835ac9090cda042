/**
 * Events: what the visitor did, in GA4's e-commerce words where it has one. History is a list of these and
 * the only source of truth about the visitor.
 */

export const EVENT_TYPES = [
  'view_item',
  'select_item',
  'search',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
  'purchase',
  'rate',
  'hide',
  'more_like_this',
  'less_like_this',
  'view_item_list',
  'user_engagement',
  'review',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** What several items share, where feedback is about all of them. */
export interface Facet {
  of: 'department' | 'kind' | 'brand' | 'attribute';
  /** As the catalog writes it; an attribute as `colour: green`. */
  name: string;
}

/** What `view_item_list` names as its shelf for places that were given to guesses, whichever shelf they stood on. */
export const GUESSES = 'Guesses';

/** Of a shelf that two rankers share: which of them picked an item, and which the other is. */
export interface Team {
  by: string;
  against: string;
}

/** Characters of a review by the visitor; what is longer is cut. */
export const LONGEST_REVIEW = 2000;

/** What the page hands over; the store adds what it knows. */
export interface NewEvent {
  type: EventType;
  /** Every type but `search` and `view_item_list` names one, where it doesn't name a facet. */
  itemId?: string;
  /** `hide`, `more_like_this` and `less_like_this` may be about a facet instead of one item. */
  facet?: Facet;
  /** `view_item_list` only: what stood in view, in order. */
  itemIds?: string[];
  /** `user_engagement` only: how long the item's page was looked at, ms. */
  engagementMs?: number;
  /** `search` only. */
  query?: string;
  quantity?: number;
  /** Stars, 1 to 5; `rate` and `review`. */
  rating?: number;
  /** What the visitor wrote about an item; `review` only, beside its stars. */
  text?: string;
  /** Groups the lines of one purchase. */
  orderId?: string;
  /** Unit price at the time, in the catalog's currency. */
  price?: number;
  /** Title of the shelf: the item was opened from it (`select_item`, `view_item`) or stood on it (`view_item_list`). */
  shelf?: string;
  /** `select_item` only: opened from a shelf that two rankers share. Counted, and read by nothing that ranks. */
  team?: Team;
}

export interface HistoryEvent extends NewEvent {
  /** Random, unique. */
  id: string;
  /** Epoch ms. */
  at: number;
  /** The history it belongs to, see `historyKey`: those of different shops and people never mix. */
  shop: string;
}

/**
 * Name of a history: the catalog's id; for people who share a browser, followed by whose it is.
 * @param person '' for the first.
 */
export function historyKey(shop: string, person: string): string {
  return person === '' ? shop : `${shop}~${person}`;
}

/** Ms between opening an item on a shelf and its page's view, at most. */
const OPENING = 60_000;

/**
 * `ids`, and what belongs to those views: the note that the item was opened from a shelf, and those of how long its
 * page was read. A view that is forgotten leaves no trace of where it came from or of having been a long one.
 * @param events in history order
 */
export function withTimeSpent(ids: ReadonlySet<string>, events: readonly HistoryEvent[]): Set<string> {
  const all = new Set(ids);
  /** By item: whether its newest view so far goes. */
  const gone = new Map<string, boolean>();
  /** By item: its newest opening that no view has followed yet. */
  const opened = new Map<string, HistoryEvent>();
  for (const event of events) {
    const { id, type, itemId, at } = event;
    if (itemId === undefined) continue;
    if (type === 'select_item') opened.set(itemId, event);
    else if (type === 'view_item') {
      gone.set(itemId, ids.has(id));
      const opening = opened.get(itemId);
      opened.delete(itemId);
      if (opening !== undefined && ids.has(id) && at - opening.at <= OPENING) all.add(opening.id);
    } else if (type === 'user_engagement' && gone.get(itemId)) all.add(id);
  }
  return all;
}
