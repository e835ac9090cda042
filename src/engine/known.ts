/**
 * What is known of the visitor: events as lines of a diary, interests with the events behind them, the portrait.
 * Pure; what it all means is worked out in `profile/understanding.ts`, and put into words in `profile/words.ts`.
 */
import { groupsAmong } from '../fusion/shapley.ts';
import type { EventType, Facet, HistoryEvent } from '../history/event.ts';
import type { Voice } from '../messages/texts.ts';
import { facetKey } from '../profile/facets.ts';
import { nameIn } from '../profile/naming.ts';
import type { Profile } from '../profile/profile.ts';
import { isSensitiveFacet } from '../profile/sensitive.ts';
import { type Understanding, understand } from '../profile/understanding.ts';
import {
  aversionsInWords,
  facetInWords,
  factsInWords,
  intentInWords,
  ordersInWords,
  type Statement,
  sayable,
  tasteInWords,
} from '../profile/words.ts';
import { signalsOf } from '../signals/index.ts';
import type { Ranked } from './ranker.ts';
import type {
  FacetFeedback,
  Known,
  KnownEvent,
  KnownInterest,
  Portrait,
  PortraitStatement,
} from './recommender.ts';
import { sensesView } from './senses.ts';
import type { Shop } from './shop.ts';

/** Pictures of a card. */
const PICTURES = 4;

/** Attributes that are listed: enough to steer by, and no catalogue of sizes. */
const ATTRIBUTES = 24;

/** An attribute is listed from so many things on: one green thing is no liking for green. */
const THINGS_OF_AN_ATTRIBUTE = 2;

/** "weight: 300 g", "size: 20 cm": a measure is no taste. */
const MEASURE = /: .*\d/;

/** Whether an attribute is listed without having been spoken of. */
function worthListing(facet: Facet, items: number): boolean {
  return items >= THINGS_OF_AN_ATTRIBUTE && !MEASURE.test(facet.name) && !isSensitiveFacet(facet);
}

/** All that `known` says and that follows from history. */
export function knownOf(
  shop: Shop,
  events: readonly HistoryEvent[],
  ranked: Pick<Ranked, 'profile' | 'past'>,
  voice: Voice<'known'>,
): Pick<Known, 'events' | 'interests' | 'summary' | 'portrait' | 'senses' | 'groups'> {
  const understanding = understandingOf(ranked, shop);
  const evidence = new Evidence(events, shop);
  const taste = tasteInWords(understanding, voice);
  const orders = ordersInWords(ranked.profile.orders, voice);
  return {
    events: events.map((event) => inWords(event, shop, voice)).reverse(),
    interests: interestsOf(understanding, evidence, feedbackIn(events), voice),
    summary: taste !== '' && orders !== '' ? voice.text('known.summary', { taste, orders }) : taste || orders,
    portrait: portraitOf(understanding, evidence, ranked.profile, shop, voice),
    senses: sensesView(shop, ranked, (items) => evidence.about(items)),
    groups: groupsAmong(signalsOf(shop.pack).map(({ name }) => name)),
  };
}

const understood = new WeakMap<Profile, Understanding>();

/** Worked out once for a profile: what is known is asked for far more often than it changes. */
function understandingOf({ profile, past }: Pick<Ranked, 'profile' | 'past'>, shop: Shop): Understanding {
  let understanding = understood.get(profile);
  if (understanding === undefined) {
    understanding = understand(profile, past, shop.catalog, shop.pack.vectors);
    understood.set(profile, understanding);
  }
  return understanding;
}

/** Types that are said of a facet otherwise than of a thing. */
const ABOUT_FACETS: readonly EventType[] = ['hide', 'more_like_this', 'less_like_this'];

export function inWords(event: HistoryEvent, shop: Shop, voice: Voice<'known'>): KnownEvent {
  const { text } = voice;
  const { type, facet, itemId, rating } = event;
  if (facet && itemId === undefined && ABOUT_FACETS.includes(type)) {
    const category =
      facet.of === 'department' || facet.of === 'kind' ? { [facet.of]: facet.name } : undefined;
    const what = text('known.did.facet', { type });
    return { event, title: facetInWords(facet, voice), what, ...(category && { category }) };
  }
  const rated = (type === 'rate' || type === 'review') && rating !== undefined;
  const index = itemId === undefined ? undefined : shop.indexOf.get(itemId);
  const { department, kind } = index === undefined ? {} : shop.catalog.items[index];
  const category = department === undefined ? undefined : { department, kind };
  return {
    event,
    title: titleOf(event, shop, voice),
    what: rated ? text('known.did.stars', { type, stars: rating }) : text('known.did', { type }),
    ...(category && { category }),
  };
}

function titleOf(
  { type, query, itemId, itemIds }: HistoryEvent,
  shop: Shop,
  { text }: Voice<'known'>,
): string {
  if (type === 'search') return `“${query}”`;
  if (type === 'view_item_list') return text('known.shown', { count: itemIds?.length ?? 0 });
  const index = itemId === undefined ? undefined : shop.indexOf.get(itemId);
  return index === undefined ? text('known.gone') : shop.item(index).title;
}

/** Which events there are about which item. */
class Evidence {
  readonly #about = new Map<number, string[]>();
  readonly #shown = new Map<number, string[]>();
  readonly #events: readonly HistoryEvent[];

  constructor(events: readonly HistoryEvent[], shop: Shop) {
    this.#events = events;
    const note = (to: Map<number, string[]>, itemId: string | undefined, id: string) => {
      const index = itemId === undefined ? undefined : shop.indexOf.get(itemId);
      if (index === undefined) return;
      const ids = to.get(index);
      if (ids) ids.push(id);
      else to.set(index, [id]);
    };
    for (const { id, itemId, itemIds } of events) {
      note(this.#about, itemId, id);
      for (const one of itemIds ?? []) note(this.#shown, one, id);
    }
  }

  /** Events of every type that name one of the items: without them nothing would be known of them. */
  about(items: readonly number[]): string[] {
    return items.flatMap((index) => this.#about.get(index) ?? []);
  }

  /** Also the lists in which they merely stood in view, each once. */
  aboutOrShown(items: readonly number[]): string[] {
    return [...new Set(items.flatMap((i) => [...(this.#about.get(i) ?? []), ...(this.#shown.get(i) ?? [])]))];
  }

  all(): string[] {
    return this.#events.map(({ id }) => id);
  }
}

/** Feedback about facets that is in force: hiding stands until taken back, else the newest word counts. */
function feedbackIn(events: readonly HistoryEvent[]): Map<string, { facet: Facet; feedback: FacetFeedback }> {
  const verdicts: Partial<Record<EventType, FacetFeedback['verdict']>> = {
    hide: 'never',
    more_like_this: 'more',
    less_like_this: 'less',
  };
  const found = new Map<string, { facet: Facet; feedback: FacetFeedback }>();
  for (const { id, type, facet } of events) {
    const verdict = verdicts[type];
    if (facet === undefined || verdict === undefined) continue;
    const key = facetKey(facet);
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, { facet, feedback: { verdict, eventIds: [id] } });
    } else {
      known.feedback.eventIds.push(id);
      if (known.feedback.verdict !== 'never') known.feedback.verdict = verdict;
    }
  }
  return found;
}

function interestsOf(
  { tastes }: Understanding,
  evidence: Evidence,
  feedback: ReadonlyMap<string, { facet: Facet; feedback: FacetFeedback }>,
  voice: Voice<'known'>,
): KnownInterest[] {
  const left = new Map(feedback);
  const interests: KnownInterest[] = [];
  let attributes = 0;
  for (const { facet, lately, usually, items } of tastes) {
    const key = facetKey(facet);
    const said = left.get(key)?.feedback ?? null;
    if (facet.of === 'attribute' && said === null) {
      if (attributes === ATTRIBUTES || !worthListing(facet, items.length)) continue;
      attributes++;
    }
    left.delete(key);
    const eventIds = evidence.about(items);
    interests.push({
      ...facet,
      things: facetInWords(facet, voice),
      share: lately,
      usually,
      items,
      eventIds,
      feedback: said,
    });
  }
  interests.sort((a, b) => b.share - a.share || (facetKey(a) < facetKey(b) ? -1 : 1));
  for (const { facet, feedback } of left.values()) {
    const things = facetInWords(facet, voice);
    interests.push({ ...facet, things, share: 0, usually: 0, items: [], eventIds: [], feedback });
  }
  return interests;
}

function portraitOf(
  understanding: Understanding,
  evidence: Evidence,
  { saved }: Profile,
  shop: Shop,
  voice: Voice<'known'>,
): Portrait {
  const savedOnes = new Set(saved);
  const cards = (items: readonly number[]) =>
    items.slice(0, PICTURES).map((index) => shop.card(index, savedOnes));
  const statement = ({ about, text, items, eventIds }: Statement): PortraitStatement => ({
    about,
    text,
    cards: cards(items),
    eventIds: eventsOf(about, items, eventIds, evidence),
  });
  const interests = sayable(understanding.interests).map(({ named, lately, usually, items }) => ({
    name: nameIn({ named }, voice),
    lately,
    usually,
    items: items.length,
    cards: cards(items),
    eventIds: evidence.about(items),
  }));
  const intent = intentInWords(understanding, shop.catalog, voice);
  const known = understanding.interests.reduce((sum, { items }) => sum + items.length, 0);
  return {
    interests,
    others: known - interests.reduce((sum, { items }) => sum + items, 0),
    facts: factsInWords(understanding, shop.catalog, voice).map(statement),
    intent: intent && statement(intent),
    aversions: aversionsInWords(understanding, voice).map(statement),
  };
}

function eventsOf(
  about: Statement['about'],
  items: readonly number[],
  eventIds: string[],
  evidence: Evidence,
): string[] {
  if (about === 'aversion') return evidence.aboutOrShown(items);
  if (about === 'visits') return evidence.all();
  return eventIds.length > 0 || about === 'intent' ? eventIds : evidence.about(items);
}
