/**
 * Shelves: which slates stand on which page, and in what order. Ranking makes the slates; here is what a
 * visitor would call the shop's arrangement.
 */

import { surprise } from '../evaluation/metrics.ts';
import type { Text, Voice } from '../messages/texts.ts';
import { MONTHS, shareOfSeason } from '../models/popularity.ts';
import type { ModalVectors } from '../packs/pack.ts';
import { hasFacet } from '../profile/facets.ts';
import type { Moment, Profile } from '../profile/profile.ts';
import { isSensitiveFacet } from '../profile/sensitive.ts';
import { facetInWords } from '../profile/words.ts';
import { eligibility, newToVisitor, type Rules } from '../ranking/eligibility.ts';
import { thompson } from '../ranking/explore.ts';
import { narrowing } from '../ranking/narrowing.ts';
import {
  BY_SCORE,
  composeSlate,
  type Placed,
  POOL,
  type SlateStyle,
  somethingDifferent,
  styleAt,
  unusualFor,
} from '../ranking/slate.ts';
import { ownInterval } from '../signals/own-history.ts';
import { relatedTo, rowOf } from '../signals/related.ts';
import { looksReason, nearestAlike, soundsReason } from './alike.ts';
import { draftedSlate } from './interleaving.ts';
import { withPersonalCopy } from './personal-copy.ts';
import type { Ranked } from './ranker.ts';
import type { Entry, Reason, Shelf } from './recommender.ts';
import type { Shop } from './shop.ts';
import type { EngineVoice } from './voice.ts';

/** Items on a shelf: two rows of five on a desktop, a swipe or three on a phone. */
const LENGTH = 10;

/** From this setting of the dial on, "Something different" stands second: the visitor asked for it. */
const RAISED = 0.5;

/** Trending is for everybody: spread wide from the start, whatever the dial says. */
const TRENDING: SlateStyle = { ...BY_SCORE, unlikeness: 0.4, breadth: 0.2, perDepartment: 0.2, perKind: 0.1 };

/** Alike is the point of "Similar items": only a touch of spread, and no caps. */
const ALIKE: SlateStyle = { ...BY_SCORE, unlikeness: 0.1 };

const DAY = 86_400_000;

type Scored = { item: number; score: number };

/**
 * Home for a visitor: what is personal first. Nothing stands on two shelves but what the visitor did.
 * @param voice to give reasons in; without one the same things stand there and none has a reason
 * @param speak of their interests, too; else the same shelves stand there under plain names
 */
export function homeShelves(shop: Shop, ranked: Ranked, voice?: EngineVoice, speak = false): Shelf[] {
  const plain = plainShelves(shop, ranked, voice);
  return voice !== undefined && speak ? withPersonalCopy(plain, shop, ranked, voice) : plain;
}

function plainShelves(shop: Shop, ranked: Ranked, voice?: Voice<'reasons'>): Shelf[] {
  const { profile } = ranked;
  const shown = new Set<number>();
  const add = (shelf: Shelf | null): Shelf[] => {
    if (shelf === null || shelf.entries.length === 0) return [];
    for (const { card } of shelf.entries) shown.add(shop.indexOf.get(card.id) ?? -1);
    return [shelf];
  };
  const raised = ranked.preferences.novelty >= RAISED;
  return [
    ...add(forYou(shop, ranked, voice)),
    ...(raised ? add(different(shop, ranked, shown)) : []),
    ...add(because(shop, ranked, shown)),
    ...add(buyAgain(shop, profile, voice?.text)),
    ...add(recentlyViewed(shop, ranked)),
    ...add(trending(shop, profile, shown, !ranked.preferences.contextOff.includes('season'), voice?.text)),
    ...(raised ? [] : add(different(shop, ranked, shown))),
  ];
}

/** "Lately it is nearly all tents.", where that is so; undefined where it isn't. */
export function narrowingNotice(
  shop: Shop,
  { profile }: Ranked,
  { language, text }: Voice<'known'>,
): string | undefined {
  const found = narrowing(shop.catalog, profile);
  if (found === null) return undefined;
  const facet = { of: found.level, name: found.name };
  // What others may read over a shoulder is not named.
  return isSensitiveFacet(facet)
    ? text('known.narrowing.private')
    : text('known.narrowing', { things: facetInWords(facet, { language, text }) });
}

/** What the visitor hasn't met yet, by the fused score. */
function forYou(shop: Shop, ranked: Ranked, voice?: Voice<'reasons'>): Shelf | null {
  const { profile } = ranked;
  // A first visit has nothing to be personal about: Trending stands alone then.
  if (profile.touched.length === 0) return null;
  const shared = draftedSlate(shop, ranked, LENGTH, (one) =>
    slateFor(shop, one, { guess: false }).map(({ item }) => item),
  );
  const entries = shared
    ? shared.map(({ item, team }) => ({
        ...entry(shop, profile, item, ranked.score(item), voice ? ranked.reason(item, voice) : null),
        team,
      }))
    : slateFor(shop, ranked, { guess: true }).map((placed) => placedEntry(shop, ranked, placed, voice));
  return { id: 'for-you', title: 'For you', entries };
}

/** @param guess false where rankers are compared: a guess is no ranker's merit. */
function slateFor(shop: Shop, ranked: Ranked, { guess }: { guess: boolean }): Placed[] {
  const { profile } = ranked;
  const { catalog, pack } = shop;
  const pool = withoutCrowd(shop, ranked, ranked.top(POOL, newToVisitor(catalog, profile)));
  const { now, utcOffset } = profile.moment;
  const seed = Math.floor((now + utcOffset * 60_000) / DAY);
  return composeSlate(
    {
      catalog,
      vectors: pack.vectors,
      pool,
      length: LENGTH,
      profile,
      surprise: surprise(pack.popularity.total),
      ...(guess && { guesses: thompson(catalog, profile, seed) }),
      seed,
    },
    styleAt(ranked.preferences.novelty),
  );
}

/** What everybody takes stands under Trending; so many of its first things at most stand here, too. */
const MOST_TRENDING = 2;
const TRENDING_FIRST = 20;

/**
 * A pool with only the best few of what is trending: a shelf that is called “For you” should not be everybody's. On
 * simulated visits (docs/quality.md, "Slates") it costs nothing.
 */
function withoutCrowd(shop: Shop, { profile, preferences }: Ranked, pool: readonly Scored[]): Scored[] {
  const season = !preferences.contextOff.includes('season');
  const crowd = new Set(
    byTrend(shop, profile, () => true, season)
      .slice(0, TRENDING_FIRST)
      .map(({ item }) => item),
  );
  let there = 0;
  return pool.filter(({ item }) => !crowd.has(item) || ++there <= MOST_TRENDING);
}

function placedEntry(
  shop: Shop,
  ranked: Ranked,
  { item, score, explored }: Placed,
  voice?: Voice<'reasons'>,
): Entry {
  const { profile } = ranked;
  if (!explored)
    return entry(shop, profile, item, score, voice === undefined ? null : ranked.reason(item, voice));
  const guess = voice === undefined ? null : { text: voice.text('reason.guess'), itemId: null };
  return { ...entry(shop, profile, item, score, guess), explored };
}

function because(shop: Shop, ranked: Ranked, shown: ReadonlySet<number>): Shelf | null {
  const seen = lastViewed(ranked)[0];
  if (seen === undefined) return null;
  const shelf = similar(shop, ranked.profile, seen, {
    notBought: true,
    exclude: [...shown, ...viewedToday(ranked)],
  });
  const viewed = shop.item(seen).title;
  return { ...shelf, id: 'because', title: `Because you viewed ${viewed}`, viewed };
}

/** Due first: what is closest to its own or the shop's usual interval. */
function buyAgain(shop: Shop, profile: Profile, text?: Text<'reasons'>): Shelf | null {
  const allowed = eligibility(shop.catalog, profile);
  const { now } = profile.moment;
  const entries = profile.bought
    .filter(({ item }) => allowed(item))
    .map((bought) => {
      const interval = ownInterval(bought) ?? shop.pack.repeats.interval[bought.item];
      const days = Math.max(0, now - bought.last) / DAY;
      const rate = shop.pack.repeats.rate[bought.item] + (bought.orders > 1 ? 1 : 0);
      const off = interval > 0 ? Math.abs(Math.log(Math.max(0.5, days) / interval)) : 3;
      return {
        item: bought.item,
        key: rate / (1 + off),
        said: text && boughtText(bought.orders, days, text),
      };
    })
    .sort((a, b) => b.key - a.key || a.item - b.item)
    .slice(0, LENGTH)
    .map(({ item, said }) => {
      const reason = said === undefined ? null : { text: said, itemId: shop.item(item).id };
      return entry(shop, profile, item, null, reason);
    });
  return entries.length === 0 ? null : { id: 'buy-again', title: 'Buy again', entries };
}

function boughtText(orders: number, days: number, text: Text<'reasons'>): string {
  if (orders > 1) return text('reason.bought.often', { orders });
  if (days < 1) return text('reason.bought.today');
  if (days < 14) return text('reason.bought.ago', { unit: 'day', count: Math.round(days) });
  return days < 60
    ? text('reason.bought.ago', { unit: 'week', count: Math.round(days / 7) })
    : text('reason.bought.ago', { unit: 'month', count: Math.round(days / 30) });
}

function recentlyViewed(shop: Shop, ranked: Ranked): Shelf | null {
  const { profile } = ranked;
  const hidden = new Set([...profile.hidden, ...profile.disliked]);
  const barred = (item: number) =>
    hidden.has(item) || profile.hiddenFacets.some((facet) => hasFacet(shop.item(item), facet));
  const items = lastViewed(ranked).filter((item) => !barred(item));
  const entries = items.slice(0, LENGTH).map((item) => entry(shop, profile, item, null, null));
  return entries.length === 0 ? null : { id: 'recently-viewed', title: 'Recently viewed', entries };
}

/** The Trending shelf of a visitor of whom nothing is known, as painted before the engine is there. */
export function trendingShelf(shop: Shop, moment: Moment, text: Text<'reasons'>): Shelf {
  const nobody: Profile = {
    moment,
    touched: [],
    sequence: [],
    rated: [],
    bought: [],
    saved: [],
    basket: [],
    hidden: [],
    disliked: [],
    interests: [],
    said: [],
    written: [],
    hiddenFacets: [],
    passed: [],
    events: 0,
    orders: 0,
    sessionEvents: 0,
    gapDays: 0,
    repeatShare: 0,
  };
  return trending(shop, nobody, new Set(), true, text);
}

/**
 * What sells more this week than it usually does, weighed by how much it sells, most first.
 * @param season Whether the time of year counts.
 */
function byTrend(
  shop: Shop,
  profile: Profile,
  allowed: (item: number) => boolean,
  season: boolean,
): Scored[] {
  const { popularity } = shop.pack;
  const { week, recent, total } = popularity;
  const seasonal = (item: number) => (season ? shareOfSeason(popularity, item, profile.moment) : 1 / MONTHS);
  const pool: Scored[] = [];
  for (let item = 0; item < shop.catalog.items.length; item++) {
    if (!allowed(item)) continue;
    const lately = week[item] * 4 + recent[item] + total[item] * seasonal(item);
    const usual = total[item] / MONTHS;
    pool.push({ item, score: lately / Math.sqrt(usual + 3) });
  }
  return pool.sort((a, b) => b.score - a.score || a.item - b.item);
}

function trending(
  shop: Shop,
  profile: Profile,
  shown: ReadonlySet<number>,
  season: boolean,
  text?: Text<'reasons'>,
): Shelf {
  const { catalog, pack } = shop;
  const { week } = pack.popularity;
  const allowed = eligibility(catalog, profile, { notBought: true, exclude: shown });
  const pool = byTrend(shop, profile, allowed, season);
  const slate = composeSlate(
    { catalog, vectors: pack.vectors, pool: pool.slice(0, POOL), length: LENGTH },
    TRENDING,
  );
  const entries = slate.map(({ item }) => {
    const reason =
      text !== undefined && week[item] > 0
        ? { text: text('reason.popular.short', { when: 'week' }), itemId: null }
        : null;
    return entry(shop, profile, item, null, reason);
  });
  return { id: 'trending', title: 'Trending', entries };
}

function different(shop: Shop, ranked: Ranked, shown: ReadonlySet<number>): Shelf | null {
  const { catalog, pack } = shop;
  const { profile } = ranked;
  const unusual = unusualFor(catalog, profile);
  if (unusual === null) return null;
  const met = profile.touched.map(({ item }) => item);
  const allowed = eligibility(catalog, profile, { notBought: true, exclude: [...shown, ...met] });
  const pool = ranked.top(POOL, (item) => unusual(item) && allowed(item));
  const slate = somethingDifferent({ catalog, vectors: pack.vectors, pool, length: LENGTH });
  return {
    id: 'something-different',
    title: 'Something different',
    entries: slate.map(({ item, score }) => entry(shop, profile, item, score, null)),
  };
}

/**
 * What goes with an item, and what is like it: in sound, in all that is known, in looks. A thing stands on one of them
 * only; what stands above keeps it.
 */
export function itemShelves(shop: Shop, ranked: Ranked, item: number, text?: Text<'reasons'>): Shelf[] {
  const { profile } = ranked;
  const together = boughtTogether(shop, profile, [item], text);
  const shown = new Set<number>();
  const add = (shelf: Shelf): Shelf => {
    for (const { card } of shelf.entries) shown.add(shop.indexOf.get(card.id) ?? -1);
    return shelf;
  };
  add(together);
  const { sounds, images } = shop.pack;
  const shelves = [
    sounds && add(alike(shop, profile, item, sounds, { id: 'sounds-similar', exclude: shown, text })),
    add(similar(shop, profile, item, { exclude: [...shown] })),
    images && add(alike(shop, profile, item, images, { id: 'looks-similar', exclude: shown, text })),
    together,
  ];
  return shelves.filter((shelf) => shelf !== undefined && shelf.entries.length > 0) as Shelf[];
}

const ALIKE_TITLES = { 'looks-similar': 'Looks similar', 'sounds-similar': 'Sounds similar' } as const;

/** Fewer are no shelf. */
const FEWEST_ALIKE = 3;

function alike(
  shop: Shop,
  profile: Profile,
  item: number,
  modal: ModalVectors,
  { id, exclude, text }: { id: keyof typeof ALIKE_TITLES; exclude: Iterable<number>; text?: Text<'reasons'> },
): Shelf {
  const allowed = eligibility(shop.catalog, profile, { exclude: [item, ...exclude] });
  const say = id === 'looks-similar' ? looksReason : soundsReason;
  const found = nearestAlike(modal, item, allowed, LENGTH);
  if (found.length < FEWEST_ALIKE) return { id, title: ALIKE_TITLES[id], entries: [] };
  const reasons = found.map(({ item: other }) => text && say(modal, item, other, text));
  const [first] = reasons;
  // What is true of all of them is said once, beside the title.
  const inMind = first && reasons.every((reason) => reason === first) ? first : undefined;
  const entries = found.map(({ item: other }, k) => {
    const said = inMind === undefined ? reasons[k] : undefined;
    return entry(shop, profile, other, null, said ? { text: said, itemId: null } : null);
  });
  return { id, title: ALIKE_TITLES[id], ...(inMind && { inMind }), entries };
}

/** What goes with the basket. */
export function basketShelf(shop: Shop, { profile }: Ranked, text?: Text<'reasons'>): Shelf | null {
  const shelf = boughtTogether(
    shop,
    profile,
    profile.basket.map(({ item }) => item),
    text,
  );
  return shelf.entries.length === 0 ? null : shelf;
}

function similar(shop: Shop, profile: Profile, item: number, rules: Rules): Shelf {
  const { catalog, pack } = shop;
  const related = new Float32Array(catalog.items.length);
  relatedTo(pack, item, related);
  const allowed = eligibility(catalog, profile, { ...rules, exclude: [item, ...(rules.exclude ?? [])] });
  const pool = Array.from(related, (score, i) => ({ item: i, score }))
    .filter((candidate) => allowed(candidate.item))
    .sort((a, b) => b.score - a.score || a.item - b.item)
    .slice(0, POOL / 2);
  const slate = composeSlate({ catalog, vectors: pack.vectors, pool, length: LENGTH }, ALIKE);
  const entries = slate.map((placed) => entry(shop, profile, placed.item, null, null));
  return { id: 'similar', title: 'Similar items', entries };
}

function boughtTogether(
  shop: Shop,
  profile: Profile,
  items: readonly number[],
  text?: Text<'reasons'>,
): Shelf {
  const allowed = eligibility(shop.catalog, profile, { exclude: items });
  const best = new Map<number, { score: number; from: number }>();
  for (const from of items) {
    for (const { target, weight } of rowOf(shop.pack.together, from)) {
      if (allowed(target) && weight > (best.get(target)?.score ?? 0))
        best.set(target, { score: weight, from });
    }
  }
  const entries = [...best]
    .sort((a, b) => b[1].score - a[1].score || a[0] - b[0])
    .slice(0, LENGTH)
    .map(([item, { from }]) => {
      const { id, title } = shop.item(from);
      const reason = text ? { text: text('reason.together.short', { title }), itemId: id } : null;
      return entry(shop, profile, item, null, reason);
    });
  return { id: 'bought-together', title: 'Bought together', entries };
}

/** Items the visitor looked at, newest first, each once. */
function lastViewed({ past }: Ranked): number[] {
  const viewed = past.filter(({ type, item }) => type === 'view_item' && item >= 0).map(({ item }) => item);
  return [...new Set(viewed.reverse())];
}

function viewedToday(ranked: Ranked): number[] {
  return ranked.profile.touched
    .filter(({ last }) => ranked.profile.moment.now - last < DAY)
    .map(({ item }) => item);
}

function entry(
  shop: Shop,
  profile: Profile,
  item: number,
  score: number | null,
  reason: Reason | null,
): Entry {
  return { card: shop.card(item, new Set(profile.saved)), score, reason };
}
