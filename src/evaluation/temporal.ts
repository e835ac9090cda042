/**
 * The temporal protocol: a date cuts the log, models know what came before it, and people's next orders after
 * it are what they have to foresee. Popularity is counted twice: frozen at the cut, and up to the day before
 * each target, as a shop that refreshes it daily would have it.
 */
import { countPopularity } from '../models/popularity.ts';
import { DAY, SESSION_PAUSE } from '../profile/build-profile.ts';
import { PURCHASE } from '../training/interactions.ts';
import type { OrderLog } from '../training/orders.ts';
import { pastEvents, userOffsets } from '../training/past-events.ts';
import { cutLog, type HeldOut, indexOrders, type OrderIndex } from '../training/splits.ts';
import { type Case, countedDaily, type Freshness, NothingToTestError, type Split } from './protocol.ts';

/** Share of the events before the cut where none is given. */
const USUAL_CUT = 0.8;

/** Days before the cut from which fusion learns; doubled until enough people ordered in them. */
const WINDOW_DAYS = 28;

/** People that fusion should learn from, where the log has them. */
const ENOUGH_PEOPLE = 300;

/** The midnight (UTC) up to which four fifths of the events had happened. */
export function usualCut(log: OrderLog): number {
  const times = log.at.slice().sort();
  return Math.floor((times[Math.floor(USUAL_CUT * times.length)] ?? 0) / DAY) * DAY;
}

/** The variant of orders after a person's first one since the cut. */
export const LATER_STILL = 'later-orders';

/**
 * The first order at or after the cut is the target, of people known before it, so that each counts once as in
 * the other protocols. Their further orders are cases of a variant, `later-orders`: what people did in between is
 * part of their own history by then, but no model and no frozen count has seen it.
 * @param cut Epoch ms.
 * @throws NothingToTestError
 */
export function temporal(log: OrderLog, items: number, cut: number): Split {
  const testedFrom = cutLog(log, (event) => log.at[event] < cut);
  const cases = laterOrders(log, cut);
  if (testedFrom.item.length === 0 || cases.length === 0) throw new NothingToTestError(outside(log, cut));
  const from = windowStart(log, cut);
  const learnedFrom = cutLog(log, (event) => log.at[event] < from);
  const date = (at: number) => new Date(at).toISOString().slice(0, 10);
  return {
    protocol: 'temporal',
    scopes: ['new', 'all'],
    learnedFrom,
    testedFrom,
    validation: firstOrders(testedFrom, from),
    known: log,
    cases,
    freshness: [
      frozen(testedFrom, cut, learnedFrom, from, items),
      countedDaily(log, testedFrom, items, 'fresh'),
    ],
    notes: [`Cut at ${date(cut)}; fusion learned from orders since ${date(from)}.`],
  };
}

/** Counts as of the moment that a log was cut. */
function frozen(tested: OrderLog, cut: number, learned: OrderLog, from: number, items: number): Freshness {
  const atCut = countPopularity(tested, items, cut);
  const before = countPopularity(learned, items, from);
  return {
    at: () => atCut,
    whileLearning: () => before,
    without: (take) => frozen(take(tested), cut, take(learned), from, items),
  };
}

function outside(log: OrderLog, cut: number): string {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const at of log.at) {
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  const date = (at: number) => new Date(at).toISOString().slice(0, 10);
  return (
    `Nobody ordered both before and after the cut of ${date(cut)}. ` +
    `The orders go from ${date(first)} to ${date(last)}: choose a --cut between, with orders on both sides.`
  );
}

function windowStart(log: OrderLog, cut: number): number {
  let first = cut;
  for (const at of log.at) if (at < first) first = at;
  for (let days = WINDOW_DAYS; ; days *= 2) {
    const from = cut - days * DAY;
    // Never more than half of what there is: base models need the rest.
    if (from <= (first + cut) / 2) return (first + cut) / 2;
    const users = new Set<number>();
    for (let event = 0; event < log.at.length; event++) {
      if (log.at[event] >= from && log.at[event] < cut && log.type[event] === PURCHASE) {
        users.add(log.user[event]);
      }
    }
    if (users.size >= ENOUGH_PEOPLE) return from;
  }
}

/** Of each person, the first order since `from`. */
function firstOrders(log: OrderLog, from: number): HeldOut[] {
  const orders = indexOrders(log);
  const items = itemsOf(log, orders);
  const seen = new Set<number>();
  const heldOut: HeldOut[] = [];
  for (let order = 0; order < orders.count; order++) {
    const user = orders.user[order];
    if (orders.at[order] < from || seen.has(user)) continue;
    seen.add(user);
    heldOut.push({ user, items: items[order], at: orders.at[order], viewed: [] });
  }
  return heldOut;
}

/** Distinct items of each order, ascending. */
function itemsOf(log: OrderLog, orders: OrderIndex): number[][] {
  const items: Set<number>[] = Array.from({ length: orders.count }, () => new Set());
  for (let event = 0; event < log.item.length; event++) {
    if (orders.of[event] >= 0) items[orders.of[event]].add(log.item[event]);
  }
  return items.map((of) => [...of].sort((a, b) => a - b));
}

/** In order of time. */
function laterOrders(log: OrderLog, cut: number): Case[] {
  const orders = indexOrders(log);
  const offset = userOffsets(log);
  const items = itemsOf(log, orders);
  const cases: Case[] = [];
  const met = new Set<number>();
  for (let order = 0; order < orders.count; order++) {
    const user = orders.user[order];
    const known = log.at[offset[user]] < cut;
    if (orders.at[order] < cut || !known) continue;
    cases.push({
      user,
      at: orders.at[order],
      targets: items[order],
      ...(met.has(user) && { variant: LATER_STILL }),
      past: () => pastOf(log, orders, offset[user], offset[user + 1], order),
    });
    met.add(user);
  }
  return cases.sort((a, b) => a.at - b.at || a.user - b.user);
}

/** What one user did before an order; what they looked at in its session would give it away. */
function pastOf(log: OrderLog, orders: OrderIndex, from: number, to: number, order: number) {
  const at = orders.at[order];
  let end = from;
  let sessionStart = log.at[from];
  for (; end < to && log.at[end] <= at && orders.of[end] !== order; end++) {
    if (end > from && log.at[end] - log.at[end - 1] >= SESSION_PAUSE) sessionStart = log.at[end];
  }
  if (end > from && at - log.at[end - 1] >= SESSION_PAUSE) sessionStart = at;
  return pastEvents(log, from, end).filter((event) => event.type === 'purchase' || event.at < sessionStart);
}
