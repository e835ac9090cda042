/**
 * An understanding in words: "Lately: rainy-day walking; usually: baking." Every sentence is made from numbers
 * that it repeats or stands on, and none is made below the evidence that `SAY` asks for.
 */

import type { Catalog, Item } from '../catalog/item.ts';
import type { Facet } from '../history/event.ts';
import type { Aversion } from './aversions.ts';
import type { PartOfDay } from './behaviour.ts';
import { SAY, USUAL } from './evidence.ts';
import { inSentence, listOf } from './naming.ts';
import { isSensitiveFacet } from './sensitive.ts';
import type { InterestGroup, Understanding } from './understanding.ts';

export type ClaimAbout =
  | 'visits'
  | 'hour'
  | 'weekday'
  | 'dwell'
  | 'orders'
  | 'repeat'
  | 'price'
  | 'intent'
  | 'aversion';

/** A sentence and what it stands on. */
export interface Statement {
  about: ClaimAbout;
  text: string;
  /** Things that it is about, strongest first. */
  items: number[];
  /** Events without which it would not be said; empty where those about `items` are meant, or none for an intent. */
  eventIds: string[];
  /** Of an aversion. */
  facet?: Facet;
}

/** Interests with evidence enough to be named. */
export function sayable(interests: readonly InterestGroup[]): InterestGroup[] {
  const { items, events, share } = SAY.interest;
  return interests.filter(
    (interest) =>
      interest.items.length >= items &&
      interest.events >= events &&
      Math.max(interest.lately, interest.usually) >= share,
  );
}

/**
 * What the visitor goes for, in one sentence; '' where too little is known.
 */
export function tasteInWords({ interests, tastes, behaviour }: Understanding): string {
  const known = sayable(interests);
  const top = (of: 'lately' | 'usually') => {
    const names = known
      .filter((interest) => interest.telling && interest[of] >= SAY.interest.share)
      .sort((a, b) => b[of] - a[of] || (a.name < b.name ? -1 : 1))
      .map(({ name }) => name);
    // A name that is a list by itself stands alone.
    return names.slice(0, names[0]?.includes(', and ') || names[1]?.includes(', and ') ? 1 : 2);
  };
  const lately = top('lately');
  const usually = top('usually');
  if (behaviour.sessions < USUAL.sessions || behaviour.activeDays < USUAL.days) {
    if (lately.length > 0) return `So far mostly ${listOf(lately)}.`;
  } else if (lately.length > 0 && usually.length > 0) {
    const fresh = lately.filter((name) => !usually.includes(name));
    const rested = usually.filter((name) => !lately.includes(name));
    if (fresh.length === lately.length) return `Lately: ${listOf(lately)}; usually: ${listOf(usually)}.`;
    if (fresh.length > 0) return `Usually ${listOf(usually)}; lately ${listOf(fresh)} as well.`;
    if (rested.length > 0) return `Usually ${listOf(usually)}; lately mostly ${listOf(lately)}.`;
    if (lately[0] !== usually[0]) return `Lately more ${lately[0]}, usually more ${usually[0]}.`;
    return `${capital(listOf(lately))}, lately as ever.`;
  } else if (lately.length > 0) return `Lately: ${listOf(lately)}; before that, a bit of everything.`;
  else if (usually.length > 0) return `Usually: ${listOf(usually)}; lately, a bit of everything.`;
  const department = tastes.find(({ facet }) => facet.of === 'department' && !isSensitiveFacet(facet));
  if (department !== undefined && department.items.length >= SAY.department.items) {
    if (department.lately >= SAY.department.share)
      return `A little of everything so far, more from ${department.facet.name} than from anywhere else.`;
    return 'A little of everything so far, and no favourite.';
  }
  return '';
}

/** "You have ordered twice."; '' for nobody's orders. */
export function ordersInWords(orders: number): string {
  return orders === 0 ? '' : `You have ordered ${times(orders)}.`;
}

/** Plain facts of how the shop is used, at most five. */
export function factsInWords(understanding: Understanding, catalog: Catalog): Statement[] {
  return [
    ...orders(understanding, catalog),
    ...repeats(understanding, catalog),
    ...visits(understanding),
    ...price(understanding),
    ...dwell(understanding),
  ].slice(0, 5);
}

function visits({ behaviour }: Understanding): Statement[] {
  const { sessions, activeDays, eventsPerActiveDay, partOfDay, weekday } = behaviour;
  if (sessions < SAY.visits) return [];
  const found: Statement[] = [];
  if (weekday && sessions >= SAY.weekday.sessions && weekday.share >= SAY.weekday.share) {
    const text = `Often on a ${WEEKDAYS[weekday.at]}: ${ofVisits(weekday.sessions, sessions)}.`;
    found.push({ about: 'weekday', text, items: [], eventIds: weekday.eventIds });
  }
  if (partOfDay && sessions >= SAY.hour.sessions && partOfDay.share >= SAY.hour.share) {
    const text = `Mostly ${PARTS[partOfDay.at]}: ${ofVisits(partOfDay.sessions, sessions)}.`;
    found.push({ about: 'hour', text, items: [], eventIds: partOfDay.eventIds });
  }
  if (found.length > 0) return found;
  const days = activeDays === 1 ? 'one day' : `${activeDays} days`;
  const text = `${sessions} visits on ${days}, with about ${count(Math.round(eventsPerActiveDay), 'thing')} done a day.`;
  return [{ about: 'visits', text, items: [], eventIds: [] }];
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const PARTS: Record<PartOfDay, string> = {
  morning: 'in the morning',
  afternoon: 'in the afternoon',
  evening: 'in the evening',
  night: 'late at night',
};

function ofVisits(some: number, all: number): string {
  return some === all ? `all ${all} visits` : `${some} of ${all} visits`;
}

function dwell({ behaviour }: Understanding): Statement[] {
  if (behaviour.dwell === null || behaviour.dwell.pages < SAY.dwell) return [];
  const { median, pages, eventIds } = behaviour.dwell;
  const text = `Half of the pages held you for ${duration(median)} or more, of ${pages} that were timed.`;
  return [{ about: 'dwell', text, items: [], eventIds }];
}

/** Rounded down, so that "or more" holds. */
function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 100) return count(seconds, 'second');
  return count(Math.floor(seconds / 60), 'minute');
}

function orders({ behaviour }: Understanding, { currency }: Catalog): Statement[] {
  const { orders, orderInterval, basketSize, spend, orderEventIds } = behaviour;
  if (orders === 0) return [];
  const parts = [`You have ordered ${times(orders)}`];
  if (orderInterval !== null && orders >= SAY.orderInterval && orderInterval >= 1)
    parts.push(`about every ${period(orderInterval)}`);
  if (basketSize !== null && orders >= SAY.basket) {
    const size = `${count(Math.round(basketSize), 'thing')} at a time`;
    parts.push(spend === null ? size : `${size} for about ${money(spend.median, currency)}`);
  }
  return [{ about: 'orders', text: `${parts.join(', ')}.`, items: [], eventIds: orderEventIds }];
}

function repeats({ behaviour }: Understanding, { items }: Catalog): Statement[] {
  const often = behaviour.repeats.find(({ orders, days }) => orders >= SAY.repeat && days >= 1);
  if (often === undefined) return [];
  const text = `${titleOf(items[often.item])} comes back about every ${period(often.days)}: bought ${times(often.orders)}.`;
  return [{ about: 'repeat', text, items: [often.item], eventIds: [] }];
}

function price({ prices }: Understanding): Statement[] {
  const priced = prices.reduce((sum, { items }) => sum + items.length, 0);
  const most = prices.find(({ usually }) => usually >= SAY.price.share);
  if (most === undefined || priced < SAY.price.items || most.items.length <= priced / 2) return [];
  const which = { cheaper: 'in the lower', middle: 'in the middle', dearer: 'in the upper' }[most.band];
  const text = `Mostly ${which} third of prices for their kind: ${most.items.length} of ${priced} things.`;
  return [{ about: 'price', text, items: most.items, eventIds: [] }];
}

/** One careful line, or null. */
export function intentInWords({ intent, behaviour }: Understanding, { items }: Catalog): Statement | null {
  if (intent.purpose === null || intent.confidence < SAY.intent) return null;
  const statement = (text: string): Statement => ({
    about: 'intent',
    text,
    items: intent.items,
    // Unsaying this must not empty a basket.
    eventIds: intent.purpose === 'buying' ? [] : intent.eventIds,
  });
  const [first] = intent.items;
  switch (intent.purpose) {
    case 'browsing':
      return statement(`Just looking around, it seems: ${count(intent.items.length, 'thing')} so far.`);
    case 'comparing':
      return statement(
        `You seem to be comparing ${inSentence(intent.kind)}: ${intent.items.length} of them so far.`,
      );
    case 'buying':
      return statement(
        `You may be about to order: ${intent.items.length === 1 ? 'one thing is' : `${intent.items.length} things are`} in the basket.`,
      );
    case 'replenishing': {
      const due = behaviour.repeats.some(({ item }) => item === first);
      const title = titleOf(items[first]);
      return statement(
        due ? `Perhaps it is time for more: ${title} is about due.` : `Perhaps ${title} once more.`,
      );
    }
    case 'gift':
      return statement('Perhaps you are looking for a gift.');
  }
}

/** "You tend to pass over chocolate and sweets.": at most three. */
export function aversionsInWords({ aversions }: Understanding): Statement[] {
  const said: Statement[] = [];
  const taken = new Set<string>();
  for (const aversion of aversions) {
    // The same things under another name (a kind and its only maker) are said once.
    const things = [...aversion.items].sort((a, b) => a - b).join();
    if (taken.has(things)) continue;
    taken.add(things);
    said.push({
      about: 'aversion',
      text: `${verbOf(aversion)} ${facetInWords(aversion.facet)}: ${aversion.items.length} of them so far.`,
      items: aversion.items,
      eventIds: [],
      facet: aversion.facet,
    });
    if (said.length === 3) break;
  }
  return said;
}

/** By what most of the things have: words, a change of mind, or silence. */
function verbOf({ signs }: Aversion): string {
  const words = Math.max(signs.hidden ?? 0, signs.disliked ?? 0, signs.less ?? 0);
  const removed = signs.removed ?? 0;
  const silence = Math.max(signs.passed ?? 0, signs.bounced ?? 0);
  if (words >= removed && words >= silence) return 'You have turned down';
  return removed > silence ? 'You tend to put back' : 'You tend to pass over';
}

/** A facet as the things that have it, within a sentence: "things by Madder House", "green things". */
export function facetInWords({ of, name }: Facet): string {
  if (of === 'department') return `things from ${name}`;
  if (of === 'brand') return `things by ${name}`;
  if (of === 'kind') return inSentence(name);
  const colon = name.indexOf(': ');
  const attribute = name.slice(0, Math.max(0, colon)).toLowerCase();
  const value = colon < 0 ? name : name.slice(colon + 2);
  if (attribute === 'colour' || attribute === 'color') return `${inSentence(value)} things`;
  if (attribute === 'material') return `things made of ${inSentence(value)}`;
  return `things with “${name}”`;
}

function titleOf({ title }: Item): string {
  return title;
}

function capital(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]*\p{Ll}/u, (start) => start.toUpperCase());
}

function times(n: number): string {
  return ['never', 'once', 'twice'][n] ?? `${n} times`;
}

function count(n: number, thing: string): string {
  return n === 1 ? `one ${thing}` : `${n} ${thing}s`;
}

/** Of days, at least 1: "day", "9 days", "3 weeks", "2 months". Within a tenth from two weeks on. */
export function period(days: number): string {
  if (days < 13.5) {
    const whole = Math.round(days);
    return whole === 1 ? 'day' : `${whole} days`;
  }
  if (days < 59.5) return `${Math.round(days / 7)} weeks`;
  return `${Math.round(days / 30.4)} months`;
}

function money(amount: number, currency: string): string {
  const digits = { minimumFractionDigits: 0, maximumFractionDigits: 0 };
  try {
    return new Intl.NumberFormat('en-GB', { style: 'currency', currency, ...digits }).format(amount);
  } catch {
    // A feed may name a currency that is none.
    return new Intl.NumberFormat('en-GB', digits).format(amount);
  }
}
