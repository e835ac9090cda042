/**
 * Splits: parts of an order log, so that base models never see what fusion or evaluation is asked to predict.
 */
import { EVENT_TYPES } from '../history/event.ts';
import { SESSION_PAUSE } from '../profile/build-profile.ts';
import { PURCHASE } from './interactions.ts';
import type { OrderLog } from './orders.ts';

/** An order of one user: what `holdOutLastOrders` takes away. */
export interface HeldOut {
  user: number;
  /** Distinct items, ascending. */
  items: number[];
  /** Epoch ms of the order's first line. */
  at: number;
  /** Other items looked at in the same session before the order, oldest first. */
  viewed: { item: number; at: number }[];
}

/** Orders of a log, numbered by user, then time. */
export interface OrderIndex {
  count: number;
  /** Per event: its order's number, or -1 for events that are not purchases. */
  of: Int32Array;
  /** Per order. */
  user: Int32Array;
  /** Per order: epoch ms of its first line. */
  at: Float64Array;
}

const VIEW = EVENT_TYPES.indexOf('view_item');

/** The events of `log` that `keep` accepts, in the same order; users keep their numbers. */
export function cutLog(log: OrderLog, keep: (event: number) => boolean): OrderLog {
  const kept: number[] = [];
  for (let event = 0; event < log.item.length; event++) if (keep(event)) kept.push(event);
  const of = <T extends { [index: number]: number }>(column: T, to: T): T => {
    for (let i = 0; i < kept.length; i++) to[i] = column[kept[i]];
    return to;
  };
  return {
    users: log.users,
    user: of(log.user, new Int32Array(kept.length)),
    item: of(log.item, new Int32Array(kept.length)),
    type: of(log.type, new Uint8Array(kept.length)),
    at: of(log.at, new Float64Array(kept.length)),
    quantity: of(log.quantity, new Float32Array(kept.length)),
    order: of(log.order, new Int32Array(kept.length)),
    ...(log.rating && { rating: of(log.rating, new Float32Array(kept.length)) }),
  };
}

/** Groups purchases into orders. Purchases without an order number form one order per user and moment. */
export function indexOrders(log: OrderLog): OrderIndex {
  const of = new Int32Array(log.item.length).fill(-1);
  const user: number[] = [];
  const at: number[] = [];
  let numbers = new Map<string, number>();
  for (let event = 0; event < of.length; event++) {
    if (event > 0 && log.user[event] !== log.user[event - 1]) numbers = new Map();
    if (log.type[event] !== PURCHASE) continue;
    const key = log.order[event] >= 0 ? `${log.order[event]}` : `at ${log.at[event]}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = user.push(log.user[event]) - 1;
      at.push(log.at[event]);
      numbers.set(key, number);
    }
    of[event] = number;
  }
  return { count: user.length, of, user: Int32Array.from(user), at: Float64Array.from(at) };
}

/**
 * Takes away the newest order of every user who has at least `minOrders`, and with it what the user looked
 * at from the start of that order's session on: the views that led to a purchase would give it away. Other
 * orders of the same session stay.
 * @param from Users to take from; all of them by default.
 */
export function holdOutLastOrders(
  log: OrderLog,
  minOrders: number,
  from: (user: number) => boolean = () => true,
): { history: OrderLog; targets: HeldOut[] } {
  const orders = indexOrders(log);
  const last = new Int32Array(log.users).fill(-1);
  const many = new Int32Array(log.users);
  for (let order = 0; order < orders.count; order++) {
    many[orders.user[order]]++;
    last[orders.user[order]] = order;
  }

  const targets: HeldOut[] = [];
  /** Epoch ms from which a user's views are taken away. */
  const cutAt = new Float64Array(log.users).fill(Number.POSITIVE_INFINITY);
  const held = new Uint8Array(log.item.length);
  let sessionStart = 0;
  for (let event = 0; event < log.item.length; event++) {
    const user = log.user[event];
    const newUser = event === 0 || log.user[event - 1] !== user;
    if (newUser || log.at[event] - log.at[event - 1] >= SESSION_PAUSE) sessionStart = log.at[event];
    if (orders.of[event] < 0 || orders.of[event] !== last[user] || many[user] < minOrders || !from(user))
      continue;
    held[event] = 1;
    if (cutAt[user] === Number.POSITIVE_INFINITY) {
      cutAt[user] = sessionStart;
      targets.push({ user, items: [], at: log.at[event], viewed: [] });
    }
    targets[targets.length - 1].items.push(log.item[event]);
  }
  for (const target of targets) target.items = [...new Set(target.items)].sort((a, b) => a - b);
  const stays = (event: number) =>
    held[event] === 0 && (orders.of[event] >= 0 || log.at[event] < cutAt[log.user[event]]);
  const heldOut = new Map(targets.map((target) => [target.user, target]));
  for (let event = 0; event < log.item.length; event++) {
    const target = heldOut.get(log.user[event]);
    if (target === undefined || stays(event) || held[event] === 1 || log.at[event] > target.at) continue;
    if (log.type[event] !== VIEW || target.items.includes(log.item[event])) continue;
    target.viewed.push({ item: log.item[event], at: log.at[event] });
  }
  return { history: cutLog(log, stays), targets };
}
