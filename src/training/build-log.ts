/**
 * Builds an order log, which is columns, from events one by one.
 */
import { EVENT_TYPES } from '../history/event.ts';
import type { OrderEventType, OrderLog } from './orders.ts';

/** One event of the population. */
export interface OrderEvent {
  /** 0 .. users - 1. */
  user: number;
  /** Index into `Catalog.items`. */
  item: number;
  type: OrderEventType;
  /** Epoch ms. */
  at: number;
  /** 1 where absent. */
  quantity?: number;
  /** Lines of one order share a number; absent for events that belong to none. */
  order?: number;
  /** On the shop's own scale. */
  rating?: number;
}

/** Sorts by user, then time; events of one moment keep the order they came in. */
export function buildLog(events: readonly OrderEvent[], users: number): OrderLog {
  const sorted = [...events].sort((a, b) => a.user - b.user || a.at - b.at);
  return {
    users,
    user: Int32Array.from(sorted, (event) => event.user),
    item: Int32Array.from(sorted, (event) => event.item),
    type: Uint8Array.from(sorted, (event) => EVENT_TYPES.indexOf(event.type)),
    at: Float64Array.from(sorted, (event) => event.at),
    quantity: Float32Array.from(sorted, (event) => event.quantity ?? 1),
    order: Int32Array.from(sorted, (event) => event.order ?? -1),
    ...(sorted.some((event) => event.rating !== undefined) && {
      rating: Float32Array.from(sorted, (event) => event.rating ?? Number.NaN),
    }),
  };
}
