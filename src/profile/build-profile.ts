/**
 * History to profile: one pure function, so that forgetting is exact and a device derives what training
 * derived. It reads no clock and keeps nothing between calls.
 */
import type { Catalog, Item } from '../catalog/item.ts';
import { EVENT_TYPES, type EventType, type Facet } from '../history/event.ts';
import {
  BACKGROUND,
  DISLIKED_STARS,
  eventWeight,
  HALF_LIFE_DAYS,
  HALF_LIFE_EVENTS,
  LASTING_HALF_LIFE_DAYS,
  PASSED_HALF_LIFE_DAYS,
} from './event-weights.ts';
import { facetKey, hasFacet } from './facets.ts';
import type {
  Bought,
  Interest,
  Moment,
  Passed,
  PastEvent,
  Profile,
  Rated,
  Said,
  Step,
  Touched,
} from './profile.ts';
import { writtenIn } from './written.ts';

export const DAY = 86_400_000;

/** A pause that ends a session: the web's usual 30 minutes. */
export const SESSION_PAUSE = 30 * 60_000;

/** Steps of a sequence; models look at the newest fifty or so. */
export const LONGEST_SEQUENCE = 200;

const TYPE_ORDER = Object.fromEntries(EVENT_TYPES.map((type, index) => [type, index])) as Record<
  EventType,
  number
>;

/**
 * @param events In any order; the same set gives the same profile, bit for bit. Events later than
 * `moment.now` (a clock that was set back) count as new.
 * @param catalog Items that `PastEvent.item` points into; an index outside it is ignored.
 */
export function buildProfile(events: readonly PastEvent[], catalog: Catalog, moment: Moment): Profile {
  const inOrder = untilNow(chronological(events), moment.now);
  const items = catalog.items;
  const hidden = new Set<number>();
  const hiddenFacets = new Map<string, Facet>();
  const stars = new Map<number, number>();
  for (const { type, item, facet, rating } of inOrder) {
    if (type === 'rate' || type === 'review') stars.set(item, rating);
    else if (type !== 'hide') continue;
    else if (facet === undefined) hidden.add(item);
    else hiddenFacets.set(facetKey(facet), facet);
  }
  const disliked = new Set<number>();
  for (const [item, rating] of stars) if (rating <= DISLIKED_STARS) disliked.add(item);
  const said = saidOutright(inOrder, items.length);
  const less = new Set(said.flatMap(({ verdict, item }) => (verdict === 'less' && item >= 0 ? [item] : [])));
  const barred = [...hiddenFacets.values()];

  const wanted = (item: number) =>
    item >= 0 &&
    item < items.length &&
    !hidden.has(item) &&
    !disliked.has(item) &&
    !less.has(item) &&
    !barred.some((facet) => hasFacet(items[item], facet));
  const touched = touchedItems(inOrder, moment, wanted);
  const { bought, orders, repeatShare } = purchases(inOrder);
  return {
    moment,
    touched,
    sequence: sequenceOf(inOrder, wanted),
    bought,
    rated: ratedItems(inOrder, items.length),
    saved: [...new Set(inOrder.filter((event) => event.type === 'add_to_wishlist').map((e) => e.item))],
    basket: basketOf(inOrder),
    hidden: ascending(hidden),
    disliked: ascending(disliked),
    interests: interestsOf(touched, items),
    said,
    written: writtenIn(inOrder, items.length),
    hiddenFacets: barred,
    passed: passedOver(inOrder, moment, items.length),
    events: inOrder.reduce((count, { type }) => count + (BACKGROUND.has(type) ? 0 : 1), 0),
    orders,
    repeatShare,
    ...session(inOrder, moment.now),
  };
}

/** What a clock that ran ahead put into the future happened just now: one such event must not end a session. */
function untilNow(inOrder: readonly PastEvent[], now: number): readonly PastEvent[] {
  if (inOrder.length === 0 || inOrder[inOrder.length - 1].at <= now) return inOrder;
  return inOrder.map((event) => (event.at <= now ? event : { ...event, at: now }));
}

/** Sorted by time; ties by type, item and id, so that equal sets sum in the same order. */
export function chronological(events: readonly PastEvent[]): readonly PastEvent[] {
  const before = (a: PastEvent, b: PastEvent): number =>
    a.at - b.at ||
    TYPE_ORDER[a.type] - TYPE_ORDER[b.type] ||
    a.item - b.item ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  for (let i = 1; i < events.length; i++) {
    if (before(events[i - 1], events[i]) > 0) return [...events].sort(before);
  }
  return events;
}

function touchedItems(
  inOrder: readonly PastEvent[],
  moment: Moment,
  wanted: (item: number) => boolean,
): Touched[] {
  const byItem = new Map<number, Touched>();
  let newer = 0;
  let tied = 0;
  let tiedAt = Number.NaN;
  for (let i = inOrder.length - 1; i >= 0; i--) {
    const event = inOrder[i];
    const weight = eventWeight(event);
    if (weight === 0) continue;
    // Events of one moment (the lines of an order) are equally new: only strictly newer ones age an event.
    if (event.at !== tiedAt) {
      newer += tied;
      tied = 0;
      tiedAt = event.at;
    }
    if (!BACKGROUND.has(event.type)) tied++;
    if (!wanted(event.item)) continue;
    const days = Math.max(0, moment.now - event.at) / DAY;
    const faded = weight * 2 ** -(days / HALF_LIFE_DAYS + newer / HALF_LIFE_EVENTS);
    const lasting = weight * 2 ** (-days / LASTING_HALF_LIFE_DAYS);
    const known = byItem.get(event.item);
    if (known === undefined) {
      byItem.set(event.item, { item: event.item, weight: faded, lasting, last: event.at });
    } else {
      known.weight += faded;
      known.lasting = Math.max(known.lasting, lasting);
    }
  }
  return [...byItem.values()].sort((a, b) => b.last - a.last || b.weight - a.weight || a.item - b.item);
}

function sequenceOf(inOrder: readonly PastEvent[], wanted: (item: number) => boolean): Step[] {
  const steps: Step[] = [];
  for (let i = inOrder.length - 1; i >= 0 && steps.length < LONGEST_SEQUENCE; i--) {
    const { item, at } = inOrder[i];
    const weight = eventWeight(inOrder[i]);
    if (weight > 0 && wanted(item) && !BACKGROUND.has(inOrder[i].type)) steps.push({ item, at, weight });
  }
  return steps.reverse();
}

/** The newest word on each item and facet. */
function saidOutright(inOrder: readonly PastEvent[], items: number): Said[] {
  const newest = new Map<string | number, Said>();
  for (const { type, item, facet, at, id } of inOrder) {
    if (type !== 'more_like_this' && type !== 'less_like_this') continue;
    if (facet === undefined && (item < 0 || item >= items)) continue;
    const key = facet === undefined ? item : facetKey(facet);
    newest.delete(key);
    newest.set(key, {
      verdict: type === 'more_like_this' ? 'more' : 'less',
      item: facet === undefined ? item : -1,
      facet: facet ?? null,
      at,
      id,
    });
  }
  return [...newest.values()];
}

function passedOver(inOrder: readonly PastEvent[], { now }: Moment, items: number): Passed[] {
  const passed = new Map<number, Passed>();
  for (const { type, item, at, seen } of inOrder) {
    if (type !== 'view_item_list') {
      // Whatever was done with it, it wasn't passed over.
      if (type !== 'user_engagement') passed.delete(item);
      continue;
    }
    const times = 2 ** -(Math.max(0, now - at) / DAY / PASSED_HALF_LIFE_DAYS);
    for (const one of seen ?? []) {
      if (one < 0 || one >= items) continue;
      const known = passed.get(one);
      if (known === undefined) passed.set(one, { item: one, times, last: at });
      else {
        known.times += times;
        known.last = at;
      }
    }
  }
  return [...passed.values()].sort((a, b) => a.item - b.item);
}

function purchases(inOrder: readonly PastEvent[]): { bought: Bought[]; orders: number; repeatShare: number } {
  /** Number of each order, by name; lines without one that happened at one moment were one order. */
  const numbers = new Map<string | number, number>();
  const byItem = new Map<number, { bought: Bought; lastOrder: number }>();
  let lines = 0;
  for (const event of inOrder) {
    if (event.type !== 'purchase') continue;
    const name = event.order === '' ? event.at : event.order;
    let order = numbers.get(name);
    if (order === undefined) {
      order = numbers.size;
      numbers.set(name, order);
    }
    let known = byItem.get(event.item);
    if (known === undefined) {
      const { item, at } = event;
      known = { bought: { item, orders: 0, first: at, last: at, inLastOrder: false }, lastOrder: -1 };
      byItem.set(event.item, known);
    }
    known.bought.last = event.at;
    if (known.lastOrder === order) continue;
    known.lastOrder = order;
    known.bought.orders++;
    lines++;
  }
  for (const { bought, lastOrder } of byItem.values()) bought.inLastOrder = lastOrder === numbers.size - 1;
  const bought = [...byItem.values()].map((entry) => entry.bought).sort((a, b) => a.item - b.item);
  return { bought, orders: numbers.size, repeatShare: lines === 0 ? 0 : (lines - bought.length) / lines };
}

function ratedItems(inOrder: readonly PastEvent[], items: number): Rated[] {
  const stars = new Map<number, number>();
  for (const { item, rating } of inOrder)
    if (rating > 0 && item >= 0 && item < items) stars.set(item, rating);
  return [...stars].map(([item, stars]) => ({ item, stars })).sort((a, b) => a.item - b.item);
}

/** What was put in and neither taken out nor bought since. */
function basketOf(inOrder: readonly PastEvent[]): { item: number; quantity: number }[] {
  const quantities = new Map<number, number>();
  for (const event of inOrder) {
    if (event.type === 'add_to_cart') {
      quantities.set(event.item, (quantities.get(event.item) ?? 0) + event.quantity);
    } else if (event.type === 'remove_from_cart') {
      const left = (quantities.get(event.item) ?? 0) - event.quantity;
      if (left > 0) quantities.set(event.item, left);
      else quantities.delete(event.item);
    } else if (event.type === 'purchase') quantities.delete(event.item);
  }
  return [...quantities].map(([item, quantity]) => ({ item, quantity }));
}

function interestsOf(touched: readonly Touched[], items: readonly Item[]): Interest[] {
  const of = ['department', 'kind', 'brand'] as const;
  let total = 0;
  for (const { weight } of touched) total += weight;
  if (total === 0) return [];
  const strongestFirst = [...touched].sort((a, b) => b.weight - a.weight || a.item - b.item);
  const interests: Interest[] = [];
  for (const facet of of) {
    const byName = new Map<string, Interest>();
    for (const { item, weight } of strongestFirst) {
      const name = items[item][facet];
      if (name === '') continue;
      let interest = byName.get(name);
      if (interest === undefined) {
        interest = { name, of: facet, share: 0, items: [] };
        byName.set(name, interest);
      }
      interest.share += weight / total;
      interest.items.push(item);
    }
    interests.push(...byName.values());
  }
  return interests.sort(
    (a, b) => b.share - a.share || of.indexOf(a.of) - of.indexOf(b.of) || (a.name < b.name ? -1 : 1),
  );
}

function session(inOrder: readonly PastEvent[], now: number): { sessionEvents: number; gapDays: number } {
  let sessionEvents = 0;
  let newest = now;
  let i = inOrder.length - 1;
  for (; i >= 0 && newest - inOrder[i].at < SESSION_PAUSE; i--) {
    if (!BACKGROUND.has(inOrder[i].type)) sessionEvents++;
    newest = inOrder[i].at;
  }
  return { sessionEvents, gapDays: i < 0 ? 0 : (newest - inOrder[i].at) / DAY };
}

function ascending(items: Set<number>): number[] {
  return [...items].sort((a, b) => a - b);
}
