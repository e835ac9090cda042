/**
 * An understanding in words: "Lately: rainy-day walking; usually: baking." Every sentence is made from numbers
 * that it repeats or stands on, and none is made below the evidence that `SAY` asks for.
 */

import type { Catalog, Item } from '../catalog/item.ts';
import type { Facet } from '../history/event.ts';
import { formatsOf } from '../messages/formats.ts';
import type { Language } from '../messages/languages.ts';
import type { Voice } from '../messages/texts.ts';
import type { Aversion } from './aversions.ts';
import { SAY, USUAL } from './evidence.ts';
import { inSentence, namesIn } from './naming.ts';
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
export function tasteInWords({ interests, tastes, behaviour }: Understanding, voice: Voice<'known'>): string {
  const { language, text } = voice;
  const known = sayable(interests);
  const top = (of: 'lately' | 'usually') => {
    const best = known
      .filter((interest) => interest.telling && interest[of] >= SAY.interest.share)
      .sort((a, b) => b[of] - a[of] || (a.name < b.name ? -1 : 1));
    // A name that is a list by itself stands alone.
    return best.slice(0, best.slice(0, 2).some(({ name }) => name.includes(', and ')) ? 1 : 2);
  };
  const late = top('lately');
  const usual = top('usually');
  const lately = namesIn(late, voice);
  const usually = namesIn(usual, voice);
  if (behaviour.sessions < USUAL.sessions || behaviour.activeDays < USUAL.days) {
    if (late.length > 0) return text('known.taste.so-far', { lately });
  } else if (late.length > 0 && usual.length > 0) {
    const fresh = late.filter((one) => !usual.includes(one));
    const rested = usual.filter((one) => !late.includes(one));
    if (fresh.length === late.length) return text('known.taste.both', { lately, usually });
    if (fresh.length > 0) return text('known.taste.as-well', { usually, fresh: namesIn(fresh, voice) });
    if (rested.length > 0) return text('known.taste.mostly', { usually, lately });
    if (late[0] !== usual[0])
      return text('known.taste.more', {
        lately: namesIn([late[0]], voice),
        usually: namesIn([usual[0]], voice),
      });
    return text('known.taste.as-ever', { lately: language === 'en' ? capital(lately) : lately });
  } else if (late.length > 0) return text('known.taste.lately', { lately });
  else if (usual.length > 0) return text('known.taste.usually', { usually });
  const department = tastes.find(({ facet }) => facet.of === 'department' && !isSensitiveFacet(facet));
  if (department !== undefined && department.items.length >= SAY.department.items) {
    return department.lately >= SAY.department.share
      ? text('known.taste.department', { name: department.facet.name })
      : text('known.taste.none');
  }
  return '';
}

/** "You have ordered twice."; '' for nobody's orders. */
export function ordersInWords(orders: number, { text }: Voice<'known'>): string {
  return orders === 0 ? '' : text('known.orders', { orders });
}

/** Plain facts of how the shop is used, at most five. */
export function factsInWords(
  understanding: Understanding,
  catalog: Catalog,
  voice: Voice<'known'>,
): Statement[] {
  return [
    ...orders(understanding, catalog, voice),
    ...repeats(understanding, catalog, voice),
    ...visits(understanding, voice),
    ...price(understanding, voice),
    ...dwell(understanding, voice),
  ].slice(0, 5);
}

function visits({ behaviour }: Understanding, { language, text }: Voice<'known'>): Statement[] {
  const { sessions, activeDays, eventsPerActiveDay, partOfDay, weekday } = behaviour;
  if (sessions < SAY.visits) return [];
  const ofVisits = (some: number) => ({ all: some === sessions ? 'yes' : 'no', some, visits: sessions });
  const found: Statement[] = [];
  if (weekday && sessions >= SAY.weekday.sessions && weekday.share >= SAY.weekday.share) {
    const day = formatsOf(language).weekday(weekday.at);
    found.push({
      about: 'weekday',
      text: text('known.fact.weekday', { day, ...ofVisits(weekday.sessions) }),
      items: [],
      eventIds: weekday.eventIds,
    });
  }
  if (partOfDay && sessions >= SAY.hour.sessions && partOfDay.share >= SAY.hour.share) {
    found.push({
      about: 'hour',
      text: text('known.fact.hour', { part: partOfDay.at, ...ofVisits(partOfDay.sessions) }),
      items: [],
      eventIds: partOfDay.eventIds,
    });
  }
  if (found.length > 0) return found;
  const values = { visits: sessions, days: activeDays, things: Math.round(eventsPerActiveDay) };
  return [{ about: 'visits', text: text('known.fact.visits', values), items: [], eventIds: [] }];
}

function dwell({ behaviour }: Understanding, { text }: Voice<'known'>): Statement[] {
  if (behaviour.dwell === null || behaviour.dwell.pages < SAY.dwell) return [];
  const { median, pages, eventIds } = behaviour.dwell;
  const said = text('known.fact.dwell', { ...duration(median), pages });
  return [{ about: 'dwell', text: said, items: [], eventIds }];
}

/** Rounded down, so that "or more" holds. */
function duration(ms: number): { unit: 'second' | 'minute'; time: number } {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 100) return { unit: 'second', time: seconds };
  return { unit: 'minute', time: Math.floor(seconds / 60) };
}

function orders(
  { behaviour }: Understanding,
  { currency }: Catalog,
  { language, text }: Voice<'known'>,
): Statement[] {
  const { orders, orderInterval, basketSize, spend, orderEventIds } = behaviour;
  if (orders === 0) return [];
  const rhythm =
    orderInterval !== null && orders >= SAY.orderInterval && orderInterval >= 1
      ? period(orderInterval)
      : { unit: 'none', count: 0 };
  const sized = basketSize !== null && orders >= SAY.basket;
  const said = text('known.fact.orders', {
    orders,
    ...rhythm,
    basket: !sized ? 'none' : spend === null ? 'things' : 'spend',
    things: sized ? Math.round(basketSize) : 0,
    spend: spend === null ? '' : money(spend.median, currency, language),
  });
  return [{ about: 'orders', text: said, items: [], eventIds: orderEventIds }];
}

function repeats({ behaviour }: Understanding, { items }: Catalog, { text }: Voice<'known'>): Statement[] {
  const often = behaviour.repeats.find(({ orders, days }) => orders >= SAY.repeat && days >= 1);
  if (often === undefined) return [];
  const { item, orders, days } = often;
  const said = text('known.fact.repeat', { title: titleOf(items[item]), orders, ...period(days) });
  return [{ about: 'repeat', text: said, items: [item], eventIds: [] }];
}

function price({ prices }: Understanding, { text }: Voice<'known'>): Statement[] {
  const priced = prices.reduce((sum, { items }) => sum + items.length, 0);
  const most = prices.find(({ usually }) => usually >= SAY.price.share);
  if (most === undefined || priced < SAY.price.items || most.items.length <= priced / 2) return [];
  const said = text('known.fact.price', { band: most.band, some: most.items.length, all: priced });
  return [{ about: 'price', text: said, items: most.items, eventIds: [] }];
}

/** One careful line, or null. */
export function intentInWords(
  { intent, behaviour }: Understanding,
  { items }: Catalog,
  voice: Voice<'known'>,
): Statement | null {
  if (intent.purpose === null || intent.confidence < SAY.intent) return null;
  const { text } = voice;
  const things = intent.items.length;
  const statement = (said: string): Statement => ({
    about: 'intent',
    text: said,
    items: intent.items,
    // Unsaying this must not empty a basket.
    eventIds: intent.purpose === 'buying' ? [] : intent.eventIds,
  });
  const [first] = intent.items;
  switch (intent.purpose) {
    case 'browsing':
      return statement(text('known.intent.browsing', { things }));
    case 'comparing': {
      const kind = facetInWords({ of: 'kind', name: intent.kind }, voice);
      return statement(text('known.intent.comparing', { kind, things }));
    }
    case 'buying':
      return statement(text('known.intent.buying', { things }));
    case 'replenishing': {
      const due = behaviour.repeats.some(({ item }) => item === first);
      const title = titleOf(items[first]);
      return statement(due ? text('known.intent.due', { title }) : text('known.intent.again', { title }));
    }
    case 'gift':
      return statement(text('known.intent.gift'));
  }
}

/** "You tend to pass over chocolate and sweets.": at most three. */
export function aversionsInWords({ aversions }: Understanding, voice: Voice<'known'>): Statement[] {
  const said: Statement[] = [];
  const taken = new Set<string>();
  for (const aversion of aversions) {
    // The same things under another name (a kind and its only maker) are said once.
    const things = [...aversion.items].sort((a, b) => a - b).join();
    if (taken.has(things)) continue;
    taken.add(things);
    said.push({
      about: 'aversion',
      text: voice.text('known.aversion', {
        how: howOf(aversion),
        things: facetInWords(aversion.facet, voice),
        count: aversion.items.length,
      }),
      items: aversion.items,
      eventIds: [],
      facet: aversion.facet,
    });
    if (said.length === 3) break;
  }
  return said;
}

/** By what most of the things have: words, a change of mind, or silence. */
function howOf({ signs }: Aversion): 'said' | 'removed' | 'passed' {
  const words = Math.max(signs.hidden ?? 0, signs.disliked ?? 0, signs.less ?? 0);
  const removed = signs.removed ?? 0;
  const silence = Math.max(signs.passed ?? 0, signs.bounced ?? 0);
  if (words >= removed && words >= silence) return 'said';
  return removed > silence ? 'removed' : 'passed';
}

/** A facet as the things that have it, within a sentence: "things by Madder House", "green things". */
export function facetInWords({ of, name }: Facet, { language, text }: Voice<'known'>): string {
  const written = (words: string) => (language === 'en' ? inSentence(words) : words);
  if (of === 'department' || of === 'brand') return text('known.things', { of, name });
  if (of === 'kind') return text('known.things', { of, name: written(name) });
  const colon = name.indexOf(': ');
  const attribute = name.slice(0, Math.max(0, colon)).toLowerCase();
  const value = written(colon < 0 ? name : name.slice(colon + 2));
  if (attribute === 'colour' || attribute === 'color')
    return text('known.things', { of: 'colour', name: value });
  return attribute === 'material'
    ? text('known.things', { of: attribute, name: value })
    : text('known.things', { of: 'attribute', name });
}

function titleOf({ title }: Item): string {
  return title;
}

function capital(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]*\p{Ll}/u, (start) => start.toUpperCase());
}

/** Of days, at least 1: a day, 9 days, 3 weeks, 2 months. Within a tenth from two weeks on. */
export function period(days: number): { unit: 'day' | 'week' | 'month'; count: number } {
  if (days < 13.5) return { unit: 'day', count: Math.round(days) };
  if (days < 59.5) return { unit: 'week', count: Math.round(days / 7) };
  return { unit: 'month', count: Math.round(days / 30.4) };
}

/** How prices are written in each language; English as where the demo shop is. */
const LOCALE: Record<Language, string> = { en: 'en-GB', 'zh-CN': 'zh-CN' };

function money(amount: number, currency: string, language: Language): string {
  const digits = { minimumFractionDigits: 0, maximumFractionDigits: 0 };
  try {
    return new Intl.NumberFormat(LOCALE[language], { style: 'currency', currency, ...digits }).format(amount);
  } catch {
    // A feed may name a currency that is none.
    return new Intl.NumberFormat(LOCALE[language], digits).format(amount);
  }
}
