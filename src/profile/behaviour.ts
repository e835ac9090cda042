/**
 * How somebody uses the shop, in numbers: how often, when, for how long, how much at a time. What they like is
 * not its business.
 */
import type { Catalog } from '../catalog/item.ts';
import { DAY, SESSION_PAUSE } from './build-profile.ts';
import { BACKGROUND } from './event-weights.ts';
import type { Moment, PastEvent, Profile } from './profile.ts';

/** Local hours: from 5, from 12, from 17, from 22. */
export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night';

/** The fullest of several parts, with the events of its visits. */
export interface Peak<T> {
  at: T;
  /** Visits that began then, and their share of all. */
  sessions: number;
  share: number;
  eventIds: string[];
}

export interface RepeatPurchase {
  item: number;
  orders: number;
  /** Typical days from one purchase to the next. */
  days: number;
  /** Days since the last one over `days`: 1 when it is due. */
  due: number;
}

export interface Behaviour {
  /** Things done; what was merely shown isn't one. */
  events: number;
  /** Days, by local time, on which something was done. */
  activeDays: number;
  eventsPerActiveDay: number;
  /** Visits during which something was done, apart by pauses of `SESSION_PAUSE`. */
  sessions: number;
  eventsPerSession: number;
  partOfDay: Peak<PartOfDay> | null;
  /** 0 is Sunday. */
  weekday: Peak<number> | null;
  /** Pages whose time was measured, and the median of it, ms. */
  dwell: { pages: number; median: number; eventIds: string[] } | null;
  /** Days since something was last done; null where nothing was. */
  daysSince: number | null;
  orders: number;
  /** Median days from one order to the next; null before the second. */
  orderInterval: number | null;
  /** Things bought in more than one order, the most often bought first. */
  repeats: RepeatPurchase[];
  /** Median of `repeats`' days. */
  repeatInterval: number | null;
  /** Median of different things in an order. */
  basketSize: number | null;
  /** Quartiles of what an order came to at today's prices, in the catalog's currency. */
  spend: { low: number; median: number; high: number } | null;
  orderEventIds: string[];
}

interface Session {
  start: number;
  deeds: number;
  from: number;
  to: number;
}

/** @param inOrder Chronological, see `chronological`. */
export function behaviourOf(inOrder: readonly PastEvent[], profile: Profile, catalog: Catalog): Behaviour {
  const { moment } = profile;
  const days = new Set<number>();
  let events = 0;
  let last: number | null = null;
  const looks: { ms: number; id: string }[] = [];
  for (const { type, at, engaged, id } of inOrder) {
    if (type === 'user_engagement' && engaged !== undefined) looks.push({ ms: engaged, id });
    if (BACKGROUND.has(type)) continue;
    events++;
    days.add(Math.floor(localMs(at, moment) / DAY));
    last = at;
  }
  const sessions = sessionsOf(inOrder);
  const orders = ordersOf(inOrder, catalog);
  const totals = orders.flatMap(({ total }) => (total === null ? [] : [total])).sort(ascending);
  const times = [...new Set(orders.map(({ at }) => at))];
  const repeats = repeatsOf(profile, catalog.items.length);
  return {
    events,
    activeDays: days.size,
    eventsPerActiveDay: days.size === 0 ? 0 : events / days.size,
    sessions: sessions.length,
    eventsPerSession: sessions.length === 0 ? 0 : events / sessions.length,
    partOfDay: peak(sessions, inOrder, ({ start }) => partOfDay(start, moment)),
    weekday: peak(sessions, inOrder, ({ start }) => weekday(start, moment)),
    dwell:
      looks.length === 0
        ? null
        : {
            pages: looks.length,
            median: quantile(looks.map(({ ms }) => ms).sort(ascending), 0.5),
            eventIds: looks.map(({ id }) => id),
          },
    daysSince: last === null ? null : Math.max(0, moment.now - last) / DAY,
    orders: orders.length,
    orderInterval: times.length < 2 ? null : quantile(gaps(times), 0.5),
    repeats,
    repeatInterval:
      repeats.length === 0 ? null : quantile(repeats.map(({ days }) => days).sort(ascending), 0.5),
    basketSize:
      orders.length === 0 ? null : quantile(orders.map(({ things }) => things.size).sort(ascending), 0.5),
    spend:
      totals.length === 0
        ? null
        : { low: quantile(totals, 0.25), median: quantile(totals, 0.5), high: quantile(totals, 0.75) },
    orderEventIds: orders.flatMap(({ eventIds }) => eventIds),
  };
}

function localMs(at: number, { utcOffset }: Moment): number {
  return at + utcOffset * 60_000;
}

/** Of epoch ms, in the visitor's present time zone. */
export function partOfDay(at: number, moment: Moment): PartOfDay {
  const hour = (((localMs(at, moment) % DAY) + DAY) % DAY) / 3_600_000;
  if (hour < 5 || hour >= 22) return 'night';
  if (hour < 12) return 'morning';
  return hour < 17 ? 'afternoon' : 'evening';
}

/** 0 is Sunday, as `Date.getDay` counts; 1 January 1970 was a Thursday. */
export function weekday(at: number, moment: Moment): number {
  return (((Math.floor(localMs(at, moment) / DAY) + 4) % 7) + 7) % 7;
}

/** Visits with a deed in them; what was merely shown lengthens a visit, and is none. */
function sessionsOf(inOrder: readonly PastEvent[]): Session[] {
  const sessions: Session[] = [];
  let open: Session | null = null;
  inOrder.forEach(({ type, at }, i) => {
    if (open === null || at - inOrder[i - 1].at >= SESSION_PAUSE) {
      open = { start: at, deeds: 0, from: i, to: i };
      sessions.push(open);
    }
    open.to = i + 1;
    if (!BACKGROUND.has(type)) open.deeds++;
  });
  return sessions.filter(({ deeds }) => deeds > 0);
}

/** The part in which most visits began; a tie goes to the one that came first. */
function peak<T>(
  sessions: readonly Session[],
  inOrder: readonly PastEvent[],
  partOf: (session: Session) => T,
): Peak<T> | null {
  const parts = new Map<T, Session[]>();
  for (const session of sessions) {
    const part = partOf(session);
    const known = parts.get(part);
    if (known) known.push(session);
    else parts.set(part, [session]);
  }
  let fullest: [T, Session[]] | null = null;
  for (const part of parts) if (fullest === null || part[1].length > fullest[1].length) fullest = part;
  if (fullest === null) return null;
  const [at, its] = fullest;
  const eventIds: string[] = [];
  for (const { from, to } of its) for (let i = from; i < to; i++) eventIds.push(inOrder[i].id);
  return { at, sessions: its.length, share: its.length / sessions.length, eventIds };
}

interface Order {
  at: number;
  things: Set<number>;
  /** Null where one of its things has no price. */
  total: number | null;
  eventIds: string[];
}

/** Oldest first; lines without an order's name that happened at one moment were one order. */
function ordersOf(inOrder: readonly PastEvent[], { items }: Catalog): Order[] {
  const orders = new Map<string | number, Order>();
  for (const { type, item, at, order: name, quantity, id } of inOrder) {
    if (type !== 'purchase') continue;
    const key = name === '' ? at : name;
    let order = orders.get(key);
    if (order === undefined) {
      order = { at, things: new Set(), total: 0, eventIds: [] };
      orders.set(key, order);
    }
    order.things.add(item);
    order.eventIds.push(id);
    const price = items[item]?.price ?? null;
    order.total = order.total === null || price === null ? null : order.total + price * quantity;
  }
  return [...orders.values()];
}

function repeatsOf({ bought, moment }: Profile, items: number): RepeatPurchase[] {
  return bought
    .filter(({ item, orders, first, last }) => item >= 0 && item < items && orders >= 2 && last > first)
    .map(({ item, orders, first, last }) => {
      const days = (last - first) / DAY / (orders - 1);
      return { item, orders, days, due: Math.max(0, moment.now - last) / DAY / days };
    })
    .sort((a, b) => b.orders - a.orders || a.days - b.days || a.item - b.item);
}

/** Days between ascending epoch ms, ascending. */
function gaps(times: readonly number[]): number[] {
  return times
    .slice(1)
    .map((at, i) => (at - times[i]) / DAY)
    .sort(ascending);
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** Of ascending values, between the two nearest (R's type 7); there is at least one. */
export function quantile(values: readonly number[], share: number): number {
  const place = share * (values.length - 1);
  const below = Math.floor(place);
  const above = Math.min(values.length - 1, below + 1);
  return values[below] + (place - below) * (values[above] - values[below]);
}
