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
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** What the page hands over; the store adds what it knows. */
export interface NewEvent {
  type: EventType;
  /** Every type but `search` names one. */
  itemId?: string;
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
