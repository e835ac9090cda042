/**
 * Every sentence of "Why this?" and "Why not?" against what it rests on, worked out again here from history and pack,
 * over random histories: an unsupported word fails, and so does a text that says more than its fact.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { itemText } from '../catalog/item.ts';
import type { EventType, HistoryEvent } from '../history/event.ts';
import { formatsOf } from '../messages/formats.ts';
import { loadPack } from '../packs/load-pack.ts';
import type { Pack } from '../packs/pack.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import { facetKey, hasFacet } from '../profile/facets.ts';
import { DEFAULT_PREFERENCES } from '../profile/preferences.ts';
import type { PastEvent, Profile } from '../profile/profile.ts';
import { claimsFor } from '../ranking/claims.ts';
import { newToVisitor } from '../ranking/eligibility.ts';
import type { Fact } from '../ranking/fact.ts';
import type { Deed } from '../ranking/own-items.ts';
import { type Scored, type ScoreRequest, scoreRequest } from '../ranking/score.ts';
import { SIGNALS, type SignalScores, scoreSignals } from '../signals/index.ts';
import { Ranked } from './ranker.ts';
import { homeShelves } from './shelves.ts';
import { Shop } from './shop.ts';
import { catalog, files, inDepartment, NOW, prepareWorld } from './test-world.ts';
import { voiceIn } from './voice.ts';
import { whyNot } from './why-not.ts';

const english = await voiceIn('en');
const chinese = await voiceIn('zh-CN');

let pack: Pack;
let shop: Shop;
/** The youngest item of the catalog: too few are new for chance to ask about one in every run. */
let youngest: number;

beforeAll(async () => {
  await prepareWorld();
  const bytesOf = (file: string) => files.get(file) as Uint8Array<ArrayBuffer>;
  pack = await loadPack(async (file) => bytesOf(file).slice().buffer, catalog);
  shop = new Shop(catalog, pack);
  const { firstSeen } = pack.popularity;
  youngest = firstSeen.indexOf(firstSeen.reduce((latest, at) => Math.max(latest, at)));
}, 300_000);

/** A visitor, and everything about them worked out anew. */
interface Case {
  events: PastEvent[];
  history: HistoryEvent[];
  request: ScoreRequest & { preferences: typeof DEFAULT_PREFERENCES };
  scored: Scored;
  ranked: Ranked;
  profile: Profile;
  raw: SignalScores;
}

function caseOf(events: PastEvent[]): Case {
  const moment = { now: NOW, utcOffset: 0 };
  const request = { events, moment, catalog, pack, ask: { onlyNew: true }, preferences: DEFAULT_PREFERENCES };
  const scored = scoreRequest(request);
  const profile = buildProfile(events, catalog, moment);
  return {
    events,
    history: events.map(toHistory),
    request,
    scored,
    ranked: new Ranked({ ...request, adapted: scored.adapted }, scored, null),
    profile,
    raw: scoreSignals({ catalog, pack, profile }),
  };
}

function toHistory({ id, type, item, at, facet, rating, order, query, text }: PastEvent): HistoryEvent {
  return {
    id,
    at,
    type,
    shop: 'demo',
    ...(item >= 0 && { itemId: catalog.items[item].id }),
    ...(facet && { facet }),
    ...(rating > 0 && { rating }),
    ...(query && { query }),
    ...(text && { text }),
    ...(order && { orderId: order }),
  };
}

const indexOf = (id: string | null) => catalog.items.findIndex((item) => item.id === id);
const titleOf = (id: string | null) => catalog.items[indexOf(id)].title;

const EVENT_OF: Record<Deed, EventType[]> = {
  bought: ['purchase'],
  reviewed: ['review'],
  rated: ['rate'],
  basketed: ['add_to_cart'],
  saved: ['add_to_wishlist'],
  viewed: ['view_item', 'select_item'],
  asked: ['more_like_this'],
  wished: ['more_like_this'],
  searched: ['search'],
};

function did({ events }: Case, itemId: string | null, deed: Deed): boolean {
  return events.some(({ item, type }) => item === indexOf(itemId) && EVENT_OF[deed].includes(type));
}

const ownWords = (deed: Deed, title: string) =>
  ({
    bought: `bought ${title}`,
    reviewed: `reviewed ${title}`,
    rated: `rated ${title}`,
    basketed: `put ${title} in your basket`,
    saved: `saved ${title}`,
    viewed: `looked at ${title}`,
    asked: `asked for more like ${title}`,
    wished: `asked for ${title}`,
    searched: `searched for ${title}`,
  })[deed];

const WHICH: Record<Deed, string> = {
  bought: 'which you bought',
  reviewed: 'which you reviewed',
  rated: 'which you rated',
  basketed: 'which you put in your basket',
  saved: 'which you saved',
  viewed: 'which you looked at',
  asked: '',
  wished: '',
  searched: '',
};

const which = (deed: Deed, title: string) => (WHICH[deed] === '' ? title : `${title}, ${WHICH[deed]}`);
const inside = (deed: Deed, title: string) => (WHICH[deed] === '' ? title : `${title}, ${WHICH[deed]},`);
const amountOf = ({ scored }: Case, item: number, signal: string) =>
  scored.fuser.contributions(item)[SIGNALS.findIndex(({ name }) => name === signal)];
const sumOf = (one: Case, item: number, signals: string[]) =>
  signals.reduce((sum, signal) => sum + amountOf(one, item, signal), 0);

/** z-scores of the cosines of one text with all. */
function likenessTo(own: number, item: number): number {
  const d = pack.vectors.length / catalog.items.length;
  const row = (i: number) => pack.vectors.subarray(i * d, (i + 1) * d);
  const cosines = catalog.items.map((_, i) => row(own).reduce((sum, value, k) => sum + value * row(i)[k], 0));
  const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
  const variance = cosines.reduce((sum, value) => sum + (value - mean) ** 2, 0) / cosines.length;
  return (cosines[item] - mean) / Math.sqrt(variance);
}

function leads(rows: Pack['itemItem'], from: number, to: number): boolean {
  for (let at = rows.offset[from]; at < rows.offset[from + 1]; at++)
    if (rows.target[at] === to && rows.weight[at] > 0) return true;
  return false;
}

/** Best first, as the fused scores have it, of what may stand on the first shelf. */
function orderIn({ fuser, profile }: Pick<Scored, 'fuser' | 'profile'>): number[] {
  const scores = catalog.items.map((_, item) => fuser.one(item));
  return [...scores.keys()]
    .filter(newToVisitor(catalog, profile))
    .sort((a, b) => scores[b] - scores[a] || a - b);
}

/** Throws where a fact isn't so. @returns all texts that it bears. */
function textsOf(fact: Fact, item: number, one: Case): string[] {
  const { profile, raw, scored } = one;
  const its = catalog.items[item];
  const { popularity } = pack;
  switch (fact.about) {
    case 'again': {
      const bought = one.events.filter((event) => event.type === 'purchase' && event.item === item);
      expect(fact.orders).toBe(new Set(bought.map(({ order }) => order)).size);
      expect(
        sumOf(
          one,
          item,
          SIGNALS.flatMap(({ name }) => (name.startsWith('repeat-') ? [name] : [])),
        ),
      ).toBeGreaterThan(0);
      if (fact.everyDays === null) {
        const times = ['', 'once', 'twice'][fact.orders] ?? `${fact.orders} times`;
        return [`You have bought this ${times} before.`];
      }
      const times = bought.map(({ at }) => at);
      const days = (Math.max(...times) - Math.min(...times)) / DAY / (fact.orders - 1);
      expect(fact.orders).toBeGreaterThanOrEqual(3);
      expect(fact.everyDays).toBeCloseTo(days, 6);
      const near = [
        ...[1, 2, 3, 4, 5, 6, 8, 9, 10, 11].map((n) => [n, 0.5, n === 1 ? 'day' : `${n} days`] as const),
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => [n * 7, 3.5, n === 1 ? 'week' : `${n} weeks`] as const),
        ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => [n * 30.44, 15.3, `${n} months`] as const),
      ].filter(([of, off]) => Math.abs(of - days) <= off);
      return near.flatMap(([, , words]) => [
        `You buy this about every ${words}.`,
        `About every ${words} you have bought this.`,
      ]);
    }
    case 'own': {
      expect(did(one, fact.itemId, fact.deed)).toBe(true);
      expect(fact.itemId).toBe(its.id);
      const stars = profile.rated.find((rated) => rated.item === item)?.stars ?? 0;
      return {
        bought: ['You bought this before.'],
        reviewed: [stars >= 4 ? 'You reviewed this kindly.' : 'You reviewed this.'],
        rated: [stars >= 4 ? 'You rated this highly.' : 'You rated this.'],
        basketed: ['You put this in your basket.'],
        saved: ['You saved this.'],
        viewed: ['You looked at this.'],
        asked: ['You asked for more like this.'],
        wished: [],
        searched: [],
      }[fact.deed];
    }
    case 'like': {
      expect(did(one, fact.ownId, fact.deed)).toBe(true);
      expect(fact.ownId).not.toBe(its.id);
      expect(likenessTo(indexOf(fact.ownId), item)).toBeCloseTo(fact.likeness, 4);
      expect(fact.likeness).toBeGreaterThanOrEqual(1.65);
      expect(sumOf(one, item, ['content-recent', 'content-lasting'])).toBeGreaterThan(0);
      const title = titleOf(fact.ownId);
      return [
        `It is much like ${which(fact.deed, title)}.`,
        `It has a lot in common with ${which(fact.deed, title)}.`,
        `You ${ownWords(fact.deed, title)}, and this is close to it.`,
      ];
    }
    case 'with': {
      expect(did(one, fact.ownId, fact.deed)).toBe(true);
      const from = indexOf(fact.ownId);
      expect(leads(pack.itemItem, from, item) || leads(pack.sequence, from, item)).toBe(true);
      expect(leads(pack.together, from, item)).toBe(fact.together);
      expect(sumOf(one, item, ['item-item', 'item-item-recent', 'sequence'])).toBeGreaterThan(0);
      const title = titleOf(fact.ownId);
      return fact.together
        ? [
            `It is often bought together with ${which(fact.deed, title)}.`,
            `Baskets with ${inside(fact.deed, title)} often hold this as well.`,
          ]
        : [
            `People who choose ${inside(fact.deed, title)} tend to choose this too.`,
            `It tends to go to the same people as ${which(fact.deed, title)}.`,
            `Whoever chooses ${inside(fact.deed, title)} is more likely to choose this.`,
          ];
    }
    case 'people': {
      const s = raw.names.indexOf('factors');
      expect(Math.sinh(raw.matrix[s * raw.n + item])).toBeCloseTo(fact.above, 3);
      expect(fact.above).toBeGreaterThanOrEqual(1);
      expect(amountOf(one, item, 'factors')).toBeGreaterThan(0);
      return [
        'People whose choices resemble yours tend to choose it.',
        'Shoppers with a history like yours tend to go for it.',
      ];
    }
    case 'popular': {
      const counts = { week: popularity.week, month: popularity.recent, ever: popularity.total }[fact.when];
      const better = counts.filter((count) => count > counts[item]).length;
      expect(fact.rank).toBe(better + 1);
      expect(better).toBeLessThan(0.06 * catalog.items.length);
      const age = (NOW - popularity.at) / DAY;
      expect(age).toBeLessThanOrEqual({ week: 7, month: 21, ever: Number.POSITIVE_INFINITY }[fact.when]);
      expect(sumOf(one, item, ['popularity', 'popularity-recent', 'popularity-week'])).toBeGreaterThan(0);
      return fact.when === 'ever'
        ? ['It is one of the most bought things here.', 'Few things here are bought more.']
        : [
            `It is one of the most bought things this ${fact.when}.`,
            `Few things were bought more this ${fact.when}.`,
          ];
    }
    case 'season': {
      const months = popularity.months.subarray(item * 12, (item + 1) * 12);
      expect(fact.month).toBe(new Date(NOW).getUTCMonth());
      expect(months[fact.month ?? -1]).toBeCloseTo(fact.share, 6);
      expect(fact.share).toBeGreaterThanOrEqual(1.5 / 12);
      expect(months.filter((share) => share < fact.share).length).toBeGreaterThanOrEqual(6);
      return [
        'People buy it in November more than in most months.',
        'It sells better in November than in most months.',
      ];
    }
    case 'hour': {
      // 10 in the morning.
      expect(fact.part).toBe(1);
      expect(fact.lift).toBeGreaterThanOrEqual(1.25);
      const sales = (part: number) =>
        catalog.items.reduce((sum, _, i) => sum + popularity.total[i] * popularity.hours[i * 5 + part], 0);
      const usual = sales(1) / [0, 1, 2, 3, 4].reduce((sum, part) => sum + sales(part), 0);
      expect(popularity.hours[item * 5 + 1]).toBeGreaterThan(usual);
      return [
        'It is bought in the morning more often than things here usually are.',
        'More of its sales than usual are made in the morning.',
      ];
    }
    case 'new':
      expect((NOW - popularity.firstSeen[item]) / DAY).toBeCloseTo(fact.days, 6);
      expect(fact.days).toBeLessThanOrEqual(30);
      expect(amountOf(one, item, 'newness')).toBeGreaterThan(0);
      return ['It is new here.', 'It has not been here for long.'];
    case 'place': {
      const { of, name } = fact.facet;
      expect(hasFacet(its, fact.facet)).toBe(true);
      const total = profile.touched.reduce((sum, { weight }) => sum + weight, 0);
      const share = profile.touched
        .filter((touched) => hasFacet(catalog.items[touched.item], fact.facet))
        .reduce((sum, { weight }) => sum + weight, 0);
      expect(share / total).toBeCloseTo(fact.share, 6);
      expect(fact.share).toBeGreaterThanOrEqual(0.25);
      expect(amountOf(one, item, `affinity-${of}`)).toBeGreaterThan(0);
      if (of === 'kind') return [`You spend much of your time here with ${name}.`];
      if (of === 'department') return [`You spend much of your time here in ${name}.`];
      return [
        `It is made by ${name}, and you keep coming back to them.`,
        `It is by ${name}, like much of what you choose.`,
      ];
    }
    case 'price': {
      expect(its.price).toBe(fact.price);
      const logs = profile.touched.flatMap(({ item: own, lasting }) => {
        const { price } = catalog.items[own];
        return price === null ? [] : [{ log: Math.log(price), lasting }];
      });
      const total = logs.reduce((sum, { lasting }) => sum + lasting, 0);
      const mean = logs.reduce((sum, { log, lasting }) => sum + lasting * log, 0) / total;
      const spread = Math.sqrt(
        logs.reduce((sum, { log, lasting }) => sum + lasting * (log - mean) ** 2, 0) / total,
      );
      expect(Math.abs(Math.log(fact.price) - mean)).toBeLessThanOrEqual(Math.max(0.3, spread) + 1e-9);
      expect(amountOf(one, item, 'price-fit')).toBeGreaterThan(0);
      return [
        'Its price is near what you usually choose.',
        'It costs about as much as the things you usually choose.',
      ];
    }
    case 'your-say': {
      const about = (event: PastEvent) =>
        fact.facet === null
          ? event.facet === undefined && event.item === indexOf(fact.ownId)
          : event.facet !== undefined && facetKey(event.facet) === facetKey(fact.facet);
      const newest = one.events
        .filter((event) => /^(more|less)_like_this$/.test(event.type) && about(event))
        .sort((a, b) => a.at - b.at)
        .at(-1);
      expect(newest?.type).toBe('more_like_this');
      if (fact.facet !== null) {
        expect(hasFacet(its, fact.facet)).toBe(true);
        const { of, name } = fact.facet;
        return [of === 'brand' ? `You asked for more from ${name}.` : `You asked for more in ${name}.`];
      }
      if (fact.ownId === its.id) return ['You asked for more like this.'];
      expect(likenessTo(indexOf(fact.ownId), item)).toBeGreaterThan(0);
      return [`You asked for more like ${titleOf(fact.ownId)}.`];
    }
    case 'written': {
      const text = `${itemText(its)} ${its.brand} ${its.department}`.toLowerCase();
      expect(fact.words.length).toBeGreaterThan(0);
      // A word and its forms begin alike.
      for (const word of fact.words) expect(text).toContain(word.slice(0, 3));
      for (const word of fact.words) expect(fact.text.toLowerCase()).toContain(word);
      if (fact.of === 'search') {
        expect(one.events.some(({ type, query }) => type === 'search' && query === fact.text)).toBe(true);
        return [`You searched for “${fact.text}”.`];
      }
      expect(did(one, fact.ownId, 'reviewed')).toBe(true);
      expect(one.events.some((event) => event.text === fact.text)).toBe(true);
      const words = fact.words.map((word) => `“${word}”`).join(' and ');
      return [`You praised ${words} in your review of ${titleOf(fact.ownId)}.`];
    }
    case 'session': {
      expect(hasFacet(its, fact.facet)).toBe(true);
      // Back from now, until half an hour passes without a step.
      let since = NOW;
      const steps = [...profile.sequence].reverse();
      const ended = steps.findIndex(({ at }) => {
        const pause = since - at;
        since = at;
        return pause >= 30 * 60_000;
      });
      const now = steps.slice(0, ended < 0 ? steps.length : ended);
      expect(now.some((step) => hasFacet(catalog.items[step.item], fact.facet))).toBe(true);
      const { name } = fact.facet;
      return [
        `You are looking at things in ${name} just now.`,
        `It is in ${name}, where you are looking just now.`,
      ];
    }
    case 'without': {
      const ids = one.events.flatMap((event) => {
        const own =
          fact.deed === 'searched'
            ? `“${event.query}”` === fact.title
            : fact.itemId === null
              ? event.facet !== undefined
              : event.item === indexOf(fact.itemId);
        return own ? [event.id] : [];
      });
      // A request for a facet, or a search, is left out alone; here only one such request can stand at a time.
      const events = one.events.filter(({ id }) => !ids.includes(id));
      const again = scoreRequest({ ...one.request, events, adapted: scored.adapted });
      if (fact.itemId !== null) {
        expect(did(one, fact.itemId, fact.deed)).toBe(true);
        expect(fact.amount).toBeCloseTo(scored.fuser.one(item) - again.fuser.one(item), 9);
        const place = (of: Scored) => orderIn(of).indexOf(item) + 1 || null;
        expect(fact.place).toBe(place(scored));
        if (fact.place !== null) expect(fact.placeWithout).toBe(place(again));
      }
      expect(fact.amount).toBeGreaterThan(0);
      const had = `Had you not ${ownWords(fact.deed, fact.itemId === null ? fact.title : titleOf(fact.itemId))}`;
      const { place, placeWithout } = fact;
      return place !== null && placeWithout !== null && placeWithout > place
        ? [`${had}, it would stand in place ${placeWithout}, not ${place}.`]
        : [`${had}, its score would be lower.`];
    }
    case 'nothing':
      return ['No single thing you did speaks for it.'];
    default:
      throw new Error(`${fact.about} is no claim for an item.`);
  }
}

/** By what a clause says, which signal must stand lower (or higher) for the item. */
const CLAUSE: [RegExp, string][] = [
  [/it is (less|more) like what you looked at lately/, 'content-recent'],
  [/it is (less|more) like what you have chosen over time/, 'content-lasting'],
  [/it goes (less well|better) with what you chose lately/, 'item-item-recent'],
  [/it goes (less well|better) with what you chose/, 'item-item'],
  [/people choose it (less|more) often right after what you chose/, 'sequence'],
  [/people with tastes like yours choose it (less|more) often/, 'factors'],
  [/it is bought (less|more) often/, 'popularity'],
  [/(fewer|more) people bought it this month/, 'popularity-recent'],
  [/(fewer|more) people bought it this week/, 'popularity-week'],
  [/it is bought (less|more) at this time of year/, 'popularity-season'],
  [/it is (less|more) a thing for this time of day/, 'popularity-hour'],
  [/it has been here for (longer)|it is (newer) here/, 'newness'],
  [/you have shown (less|more) interest in it yourself/, 'own-interest'],
  [/you spend (less|more) of your time in /, 'affinity-department'],
  [/you spend (less|more) of your time with /, 'affinity-kind'],
  [/you pay (less|more) attention to /, 'affinity-brand'],
  [/its price is (further from|nearer to) what you usually choose/, 'price-fit'],
  [/you asked for (less|more) like /, 'your-say'],
  [/it is (further from|nearer to) what you are looking at just now/, 'session-interest'],
  [/you have passed it by more often/, 'passed-over'],
  [/it is (further from|nearer to) what you wrote/, 'written'],
];

/** Which signals a text speaks of. */
function spokenOf(text: string): string[] {
  let rest = text;
  const found: { at: number; signal: string }[] = [];
  for (const [pattern, signal] of CLAUSE) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    found.push({ at: match.index, signal });
    rest = rest.replace(match[0], '·'.repeat(match[0].length));
  }
  return found.sort((a, b) => a.at - b.at).map(({ signal }) => signal);
}

/** Pack counts behind some signals, read directly. */
function countsBehind(signal: string, item: number): number | null {
  const { total, recent, week, firstSeen, months } = pack.popularity;
  const of: Record<string, number> = {
    popularity: total[item],
    'popularity-recent': recent[item],
    'popularity-week': week[item],
    'popularity-season': total[item] * months[item * 12 + new Date(NOW).getUTCMonth()],
    newness: firstSeen[item],
  };
  return of[signal] ?? null;
}

function checkComparison(fact: Fact & { about: 'behind' | 'ahead' }, text: string, item: number, one: Case) {
  const { raw, scored, ranked } = one;
  const other = indexOf(fact.againstId);
  const sign = fact.about === 'behind' ? -1 : 1;
  const names = [...SIGNALS, ...ranked.extras].map(({ name }) => name);
  const its = scored.fuser.contributions(item);
  const others = scored.fuser.contributions(other);
  const gap = (signal: string) => its[names.indexOf(signal)] - others[names.indexOf(signal)];
  const higher = (signal: string): number => {
    const s = raw.names.indexOf(signal);
    if (s < 0) return gap(signal);
    return raw.matrix[s * raw.n + item] - raw.matrix[s * raw.n + other];
  };
  if (fact.about === 'behind') expect(text).toContain(titleOf(fact.againstId));
  expect(spokenOf(text)).toEqual(fact.signals);
  for (const signal of fact.signals) {
    expect(Math.sign(gap(signal))).toBe(sign);
    expect(Math.sign(higher(signal))).toBe(sign);
    const counts = [countsBehind(signal, item), countsBehind(signal, other)];
    if (counts[0] !== null && counts[1] !== null && counts[0] * counts[1] > 0)
      expect(Math.sign(counts[0] - counts[1])).toBe(sign);
  }
  // Whatever is larger and left unsaid can't be said: the signals themselves don't bear it.
  const least = Math.min(...fact.signals.map((signal) => Math.abs(gap(signal))));
  for (const signal of names) {
    if (fact.signals.includes(signal) || gap(signal) * sign <= least) continue;
    const extra = !raw.names.includes(signal);
    const unnamed = /brand/.test(signal) && catalog.items[item].brand === '';
    const silent = /^repeat/.test(signal);
    expect(extra || unnamed || silent || Math.sign(higher(signal)) !== sign, signal).toBe(true);
  }
}

const item = fc.integer({ min: 0, max: 89 });
/** Few enough to meet again. */
const spread = fc.integer({ min: 0, max: 19 }).map((at) => (at * 7919) % catalog.items.length);
const someItem = fc.oneof(item, spread);
const ago = fc.oneof(
  fc.integer({ min: 1, max: 300 }).map((minutes) => minutes * 60_000),
  fc.integer({ min: 1, max: 120 }).map((days) => days * DAY),
);

const QUERIES = ['warm sleeping bag', 'baking tin', 'dog toys, not a ball', 'xyzzy'] as const;

/** What one visitor did: looks most of all, and a bit of everything. */
const histories = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ type: fc.constant<EventType>('view_item'), item: someItem, ago }) },
      {
        weight: 3,
        arbitrary: fc.record({
          type: fc.constantFrom<EventType>('purchase', 'add_to_wishlist', 'add_to_cart', 'more_like_this'),
          item: someItem,
          ago,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant<EventType>('search'),
          item: fc.constant(-1),
          ago,
          query: fc.constantFrom(...QUERIES),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant<EventType>('review'),
          item: someItem,
          ago,
          text: fc.constantFrom(
            'Lovely warm wool, but the steel handle is useless.',
            'A brilliant dog lead.',
            'It broke.',
          ),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constantFrom<EventType>('hide', 'less_like_this', 'rate'),
          item: someItem,
          ago,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constantFrom<EventType>('more_like_this', 'less_like_this', 'hide'),
          item: someItem,
          ago,
          of: fc.constantFrom('kind' as const, 'brand' as const),
        }),
      },
    ),
    { maxLength: 14 },
  )
  .chain((parts) =>
    fc
      .record({ often: fc.boolean(), stars: fc.integer({ min: 1, max: 5 }), habit: item })
      .map(({ often, stars, habit }) => {
        const habits = often
          ? [61, 40, 20].map((days) => ({ type: 'purchase' as const, item: habit, ago: days * DAY }))
          : [];
        return [...parts, ...habits]
          .map((part, n): PastEvent => {
            const facetOf = 'of' in part ? (part.of as 'kind' | 'brand') : null;
            const name = facetOf === null ? '' : catalog.items[part.item][facetOf];
            const facet = facetOf !== null && name !== '' ? { of: facetOf, name } : undefined;
            return {
              id: `e${n}`,
              type: part.type,
              item: facet ? -1 : part.item,
              at: NOW - part.ago - n,
              quantity: 1,
              order: part.type === 'purchase' ? `o${n}` : '',
              rating: part.type === 'rate' || part.type === 'review' ? stars : 0,
              ...('query' in part && { query: part.query as string }),
              ...('text' in part && { text: part.text as string }),
              ...(facet && { facet }),
            };
          })
          .sort((a, b) => a.at - b.at);
      }),
  );

const RUNS = Number(process.env.EXPLANATION_RUNS ?? 60);

function readable(text: string): void {
  expect(text).toMatch(/^[A-Z].*[^.]\.$/);
  expect(text).not.toMatch(/undefined|null|NaN| {2}| ,|,,|\b1 (days|weeks|months|times)\b/);
}

describe('a text of "Why this?"', () => {
  it('says what is so, and nothing else', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(histories, fc.array(item, { minLength: 2, maxLength: 4 }), (events, others) => {
        const one = caseOf(events);
        const best = orderIn(one.scored).slice(0, 3);
        const own = one.profile.touched.slice(0, 2).map((touched) => touched.item);
        for (const asked of new Set([...best, ...own, ...others, youngest])) {
          const found = one.ranked.explain(asked, english);
          const sum = found.contributions.reduce((total, { amount }) => total + amount, 0);
          expect(Math.abs(sum - found.score)).toBeLessThan(1e-5);
          expect(found.sentences.length).toBe(found.facts.length);
          expect(found.sentences.length).toBeLessThanOrEqual(3);
          found.facts.forEach((fact, n) => {
            seen.add(fact.about);
            readable(found.sentences[n]);
            expect(textsOf(fact, asked, one)).toContain(found.sentences[n]);
          });
          // What isn't said because something else says more must be true all the same.
          for (const { fact, sentence, amount } of claimsFor(asked, one.request, one.scored, english)) {
            seen.add(fact.about);
            expect(amount).toBeGreaterThan(0);
            expect(textsOf(fact, asked, one)).toContain(sentence);
          }
          expect(found.place).toBe(orderIn(one.scored).indexOf(asked) + 1 || null);
          for (const { amount, eventIds } of found.because) {
            const left = events.filter(({ id }) => !eventIds.includes(id));
            const again = scoreRequest({ ...one.request, events: left, adapted: one.scored.adapted });
            if (found.because.length > 0 && eventIds.length > 0 && amount > 1e-3) {
              // Words about the same thing that are no deed of theirs (hidden, less like it) stay here.
              expect(again.fuser.one(asked)).not.toBe(found.score);
            }
          }
          if (found.instead !== null) {
            const without = indexOf(found.instead.without.itemId);
            const left = events.filter((event) => event.item !== without);
            if (without >= 0) {
              const again = scoreRequest({ ...one.request, events: left, adapted: one.scored.adapted });
              expect(catalog.items[orderIn(again)[(found.place ?? 0) - 1]].id).toBe(found.instead.itemId);
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
    for (const about of [
      'again',
      'own',
      'like',
      'with',
      'people',
      'popular',
      'season',
      'new',
      'place',
      'price',
      'your-say',
      'session',
      'written',
      'without',
    ])
      expect([...seen]).toContain(about);
  }, 600_000);
});

describe('a text of "Why not?"', () => {
  it('says what is so, and names what is really largest', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(histories, fc.array(item, { minLength: 4, maxLength: 4 }), (events, others) => {
        const one = caseOf(events);
        const order = orderIn(one.scored);
        const shelf = homeShelves(shop, one.ranked).find(({ id }) => id === 'for-you')?.entries ?? [];
        const own = events.filter((event) => event.item >= 0).map((event) => event.item);
        for (const asked of new Set([...others, order[4], order[20], ...own.slice(0, 3)])) {
          const found = whyNot(shop, one.ranked, one.history, asked, english);
          expect(found.sentences.length).toBe(found.facts.length);
          const difference = found.gaps.reduce((sum, { amount }) => sum + amount, 0);
          if (found.against !== null) expect(difference).toBeCloseTo(found.score - found.against.score, 5);
          found.facts.forEach((fact, n) => {
            const text = found.sentences[n];
            readable(text);
            seen.add(fact.about);
            switch (fact.about) {
              case 'bar':
                expect(order).not.toContain(asked);
                break;
              case 'shown':
                expect(shelf.some(({ card }) => card.id === found.itemId)).toBe(true);
                break;
              case 'no-shelf':
                expect(shelf).toEqual([]);
                break;
              case 'standing':
                expect(fact).toMatchObject({ place: order.indexOf(asked) + 1, of: order.length });
                expect(text).toBe(`It stands in place ${fact.place} of ${fact.of} for you.`);
                break;
              case 'variety':
                expect(found.score).toBeGreaterThan(one.ranked.score(indexOf(fact.againstId)));
                expect(shelf.some(({ card }) => card.id === fact.againstId)).toBe(true);
                break;
              case 'behind':
              case 'ahead':
                expect(shelf.some(({ card }) => card.id === fact.againstId)).toBe(true);
                checkComparison(fact, text, asked, one);
                break;
              default:
                throw new Error(`${fact.about} holds nothing back.`);
            }
          });
          for (const bar of found.bars) {
            if (bar.eventIds.length === 0) continue;
            const left = caseOf(events.filter(({ id }) => !bar.eventIds.includes(id)));
            const lifted = whyNot(shop, left.ranked, left.history, asked, english);
            expect(lifted.bars.map(({ text }) => text)).not.toContain(bar.text);
          }
        }
      }),
      { numRuns: RUNS },
    );
    for (const about of ['bar', 'shown', 'standing', 'behind', 'ahead']) expect([...seen]).toContain(about);
  }, 600_000);

  it('knows of things that are sold out', () => {
    const [first] = inDepartment('Pets');
    const index = indexOf(first.id);
    const items = catalog.items.map((one, n) => (n === index ? { ...one, available: false } : one));
    const sold = new Shop({ ...catalog, items }, pack);
    const request = { ...caseOf([]).request, catalog: sold.catalog };
    const scored = scoreRequest(request);
    const ranked = new Ranked({ ...request, adapted: scored.adapted }, scored, null);
    expect(whyNot(sold, ranked, [], index, english).bars).toMatchObject([
      { reason: 'unavailable', eventIds: [] },
    ]);
  });
});

/** What a sentence must show of its fact, whatever the language. */
function shownOf(fact: Fact, item: number): string[] {
  const count = (value: number) => value.toLocaleString('zh-CN');
  switch (fact.about) {
    case 'again':
      return fact.everyDays === null && fact.orders > 2 ? [count(fact.orders)] : [];
    case 'like':
    case 'with':
      return [titleOf(fact.ownId)];
    case 'season':
      return fact.month === null ? [] : [formatsOf('zh-CN').month(fact.month)];
    case 'place':
    case 'session':
      return [fact.facet.name];
    case 'your-say':
      if (fact.facet !== null) return [fact.facet.name];
      return fact.ownId === catalog.items[item].id ? [] : [titleOf(fact.ownId)];
    case 'written':
      return fact.of === 'search' ? [fact.text] : [titleOf(fact.ownId), ...fact.words];
    case 'without': {
      const { title, place, placeWithout } = fact;
      const moved = place !== null && placeWithout !== null && placeWithout > place;
      return moved ? [title, count(place), count(placeWithout)] : [title];
    }
    case 'standing':
      return [count(fact.place), count(fact.of)];
    case 'variety':
    case 'behind':
      return [titleOf(fact.againstId)];
    default:
      return [];
  }
}

/** The catalog's own words, longest first: they stay as they are. */
function namesOfCatalog(): string[] {
  const names = catalog.items.flatMap(({ title, kind, brand, department }) => [
    title,
    kind,
    brand,
    department,
  ]);
  return [...new Set(names)].filter(Boolean).sort((a, b) => b.length - a.length);
}

/** What is neither the catalog's nor the visitor's own words. */
function oursIn(text: string, own: readonly string[]): string {
  let rest = text;
  for (const name of [...own, ...namesOfCatalog()]) rest = rest.replaceAll(name, '·');
  return rest;
}

const LATIN = /[A-Za-z]/;

/** Enough to meet what is listed below; how true the facts are is tested above. */
const CHINESE_RUNS = 30;

describe('in Chinese', () => {
  it('every text stands on the same fact as the English one, and shows what it rests on', () => {
    const seen = new Set<string>();
    const chinesish = (text: string, fact: Fact, about: number) => {
      const shown = shownOf(fact, about);
      expect(text).toMatch(/^[\p{Script=Han}“\d].*[^。]。$/u);
      for (const part of shown) expect(text).toContain(part);
      expect(oursIn(text, shown), text).not.toMatch(/[A-Za-z{},;:]| {2}|。。|“”/);
      seen.add(fact.about);
    };
    const wordless = (facts: Fact[]) =>
      facts.map((fact) => (fact.about === 'without' ? { ...fact, title: '' } : fact));
    fc.assert(
      fc.property(histories, fc.array(item, { minLength: 2, maxLength: 3 }), (events, others) => {
        const one = caseOf(events);
        const order = orderIn(one.scored);
        const own = one.profile.touched.slice(0, 2).map((touched) => touched.item);
        for (const asked of new Set([order[0], order[5], ...own, ...others, youngest])) {
          const found = one.ranked.explain(asked, chinese);
          const { sentences, facts, because, ...rest } = one.ranked.explain(asked, english);
          expect(found).toMatchObject({ ...rest, instead: found.instead });
          expect(found.instead?.itemId).toBe(rest.instead?.itemId);
          expect(wordless(found.facts)).toEqual(wordless(facts));
          expect(found.because.map(({ amount, eventIds }) => [amount, eventIds])).toEqual(
            because.map(({ amount, eventIds }) => [amount, eventIds]),
          );
          for (const { title, what } of found.because)
            expect(oursIn(title + what, QUERIES)).not.toMatch(LATIN);
          found.facts.forEach((fact, n) => {
            chinesish(found.sentences[n], fact, asked);
            expect(found.sentences[n]).not.toBe(sentences[n]);
          });
          const claims = claimsFor(asked, one.request, one.scored, english);
          claimsFor(asked, one.request, one.scored, chinese).forEach(
            ({ fact, amount, short, sentence }, n) => {
              expect([fact, amount]).toEqual([claims[n].fact, claims[n].amount]);
              chinesish(sentence, fact, asked);
              expect(oursIn(short, shownOf(fact, asked))).not.toMatch(LATIN);
            },
          );
          const held = whyNot(shop, one.ranked, one.history, asked, chinese);
          const plain = whyNot(shop, one.ranked, one.history, asked, english);
          expect([held.facts, held.gaps, held.place]).toEqual([plain.facts, plain.gaps, plain.place]);
          expect(held.bars.map(({ eventIds }) => eventIds)).toEqual(
            plain.bars.map(({ eventIds }) => eventIds),
          );
          held.facts.forEach((fact, n) => {
            chinesish(held.sentences[n], fact, asked);
          });
        }
      }),
      { numRuns: CHINESE_RUNS },
    );
    for (const about of ['like', 'with', 'place', 'without', 'bar', 'standing', 'behind'])
      expect([...seen]).toContain(about);
  }, 600_000);
});
