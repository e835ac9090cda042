/**
 * Orders: what a shop's population did, as columns. Training reads only this; it never sees a visitor.
 */
import type { EventType } from '../history/event.ts';

/**
 * Population events, sorted by user, then time, then file order. Only these types carry meaning for
 * training: view_item, add_to_cart, add_to_wishlist, purchase.
 */
export interface OrderLog {
  /** Users are numbered 0 .. users - 1. */
  users: number;
  user: Int32Array;
  /** Index into `Catalog.items`. */
  item: Int32Array;
  /** Index into EVENT_TYPES. */
  type: Uint8Array;
  /** Epoch ms. */
  at: Float64Array;
  quantity: Float32Array;
  /** Lines of one order share a number; -1 for events that belong to none. */
  order: Int32Array;
  /**
   * Stars or points given with an event, on the shop's own scale; NaN where there were none. Absent in logs
   * without ratings. Who rates a thing has had it: a rating's event is a purchase.
   */
  rating?: Float32Array;
}

export type OrderEventType = Extract<EventType, 'view_item' | 'add_to_cart' | 'add_to_wishlist' | 'purchase'>;
