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
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** What several items share, where feedback is about all of them. */
export interface Facet {
  of: 'department' | 'kind' | 'brand' | 'attribute';
  /** As the catalog writes it; an attribute as `colour: green`. */
  name: string;
}

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
  /** Stars, 1 to 5; `rate` only. */
  rating?: number;
  /** Groups the lines of one purchase. */
  orderId?: string;
  /** Unit price at the time, in the catalog's currency. */
  price?: number;
  /** Title of the shelf the item was opened from, for `select_item` and `view_item`. */
  shelf?: string;
}

export interface HistoryEvent extends NewEvent {
  /** Random, unique. */
  id: string;
  /** Epoch ms. */
  at: number;
  /** The catalog's id: histories of different shops never mix. */
  shop: string;
}
