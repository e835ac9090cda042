/**
 * A search of a catalog, whole and pure: words and meaning, what is barred, what is wished for, taste, filters, order.
 * Where nothing is left, it loosens what was asked and says how.
 */
import { type Facets, type FacetTable, type Filters, type FixedOrder, NO_FILTERS } from './facets.ts';
import type { KeywordIndex, Slot } from './keyword.ts';
import type { Looks } from './looks.ts';
import { nearness, topItems } from './meaning.ts';
import { personalised } from './personal.ts';
import { byRelevance, candidatesOf, type Match } from './relevance.ts';
import type { Part } from './request.ts';
import { nearestSense, type SenseAsked } from './senses.ts';
import { correctionOf } from './spelling.ts';

/** `best` is by relevance, and by taste as far as `strength` lets it. */
export type SearchSort = 'best' | FixedOrder;

export interface SearchRequest {
  /** What words are searched with. '' where only meaning or bars say what is wanted. */
  words: string;
  /** Unit vector of what is wanted; null where meaning has no say. */
  meaning: Float32Array | null;
  /** The same in the spaces of pictures and recordings; left out where what described them knows no words. */
  senses?: readonly SenseAsked[];
  /** Hard constraints: what may be shown at all. */
  accept: (item: number) => boolean;
  /** Whether `accept` says what is wanted (a kind, a colour) and not only what isn't: all that it accepts matches. */
  tells: boolean;
  /** By item, in log-odds: what meeting the request's wishes is worth, see `qualify`. */
  lift: Float32Array | null;
  /** How it should look, beside what words say or alone; null or left out where nothing is asked of that. */
  looks?: Looks | null;
  filters: Filters;
  sort: SearchSort;
  /** The order was asked for in words: what meets more of the other wishes comes first all the same. */
  tiers: boolean;
  /** Of the visitor's taste, 0 to 1: 0 is the same for everyone. */
  strength: number;
}

export interface SearchMeans {
  index: KeywordIndex;
  table: FacetTable;
  /** n x d unit rows, row-major; empty where the shop has none. */
  vectors: Float32Array;
  /** The recommender's score of an item, in log-odds. */
  liking: (item: number) => number;
}

/** What was let go of, so that there is something to show. */
export type Dropped =
  | { of: 'filter'; filter: Exclude<keyof Filters, 'price' | 'rating' | 'attributes'>; values: string[] }
  | { of: 'attribute'; name: string; values: string[] }
  | { of: 'rating'; min: number }
  /** Widened to `to`, or given up where that is open at both ends. */
  | { of: 'price'; from: Filters['price']; to: Filters['price'] }
  /** Words that nothing has. */
  | { of: 'words'; words: string[] }
  /** A part of the request, by its id. */
  | { of: 'part'; id: string };

export interface Rescue {
  dropped: Dropped[];
  /** Words that were still searched for. */
  kept: string;
  /** Filters that still hold. */
  filters: Filters;
}

export interface Found {
  /** Best first, all of them. */
  items: Match[];
  facets: Facets;
  /** What the words of the query came to, for highlights. */
  slots: Slot[];
  didYouMean: string | null;
  /** Null where nothing had to be let go of. */
  rescue: Rescue | null;
}

/** Items that conditions alone bring in: enough to leaf through. */
const MOST_ACCEPTED = 2000;

/** Whether a part says what is wanted, not only what isn't or what it may cost. */
export function tells({ constraint, must }: Part): boolean {
  if (constraint.of === 'compared') return true;
  return must && constraint.of === 'property' && !constraint.not;
}

export function searchItems(request: SearchRequest, means: SearchMeans): Found {
  const { words, filters, sort, strength, looks = null } = request;
  const { index, table, liking } = means;
  const accept =
    looks === null ? request.accept : (item: number) => request.accept(item) && looks.accept(item);
  const found = index.search(words, accept);
  const said =
    request.meaning === null || means.vectors.length === 0 ? null : nearness(request.meaning, means.vectors);
  const near = nearestSense(said, request.senses ?? []);
  const candidates = candidatesOf(found, near, accept);
  const others = [...candidates.others];
  if (looks !== null && words === '') others.push(...alike(looks, accept));
  // What meets every condition is an answer, whichever words it is described in.
  else if (request.tells) others.push(...accepted(index.items, accept));
  let matches = byRelevance({ ...candidates, others });
  if (looks !== null) matches = wished(matches, looks.lift);
  if (request.lift !== null) matches = wished(matches, request.lift);

  const listed = matches.map(({ item }) => item);
  const loosened = loosen(listed, filters, table);
  const passes = table.passing(loosened.filters);
  let shown = matches.filter(({ item }) => passes(item));
  if (sort === 'best') shown = personalised(shown, liking, strength);
  else shown = inOrder(shown, sort, table, request.tiers ? request.lift : null);
  const missing = found.slots.filter(({ meant }) => meant.length === 0).map(({ token }) => token.word);
  // Words that nothing has are worth a mention where nothing else brought these items.
  const dropped: Dropped[] =
    shown.length > 0 && near === null && missing.length > 0 && words !== ''
      ? [{ of: 'words', words: missing }, ...loosened.dropped]
      : loosened.dropped;
  return {
    items: shown,
    facets: table.count(listed, loosened.filters),
    slots: found.slots,
    didYouMean: words === '' ? null : correctionOf(words, found, index),
    rescue:
      dropped.length === 0 || shown.length === 0
        ? null
        : { dropped, kept: withoutWords(words, missing), filters: loosened.filters },
  };
}

function accepted(n: number, accept: (item: number) => boolean): number[] {
  const items: number[] = [];
  for (let item = 0; item < n && items.length < MOST_ACCEPTED; item++) if (accept(item)) items.push(item);
  return items;
}

/** Most alike first. */
function alike({ lift, seen }: Looks, accept: (item: number) => boolean): number[] {
  return topItems(lift, MOST_ACCEPTED, (item) => seen(item) && accept(item));
}

function wished(matches: readonly Match[], lift: Float32Array): Match[] {
  return matches
    .map((match) => ({ ...match, score: match.score + lift[match.item] }))
    .sort((a, b) => b.named - a.named || b.score - a.score || a.item - b.item);
}

/** @param tier by item: what has more of it comes first, whatever the order; null where the order is all */
function inOrder(
  matches: readonly Match[],
  order: FixedOrder,
  table: FacetTable,
  tier: Float32Array | null,
): Match[] {
  const byItem = new Map(matches.map((match) => [match.item, match]));
  const sorted = table.sorted([...byItem.keys()], order);
  if (tier !== null) sorted.sort((a, b) => tier[b] - tier[a]);
  return sorted.map((item) => byItem.get(item) as Match);
}

function withoutWords(words: string, missing: readonly string[]): string {
  return words
    .split(/\s+/)
    .filter((word) => !missing.includes(word.toLowerCase()))
    .join(' ');
}

/**
 * The filters, or where they leave nothing, as many of them as leave something: first without the one that matters
 * least, if that is enough, then the next; then without the two that matter least, and so on.
 */
function loosen(
  listed: readonly number[],
  filters: Filters,
  table: FacetTable,
): { filters: Filters; dropped: Dropped[] } {
  const leaves = (one: Filters) => {
    const passes = table.passing(one);
    return listed.some(passes);
  };
  if (listed.length === 0 || leaves(filters)) return { filters, dropped: [] };
  const steps = stepsOf(listed, filters, table);
  for (const { without, dropped } of steps) {
    const single = without(filters);
    if (leaves(single)) return { filters: single, dropped: [dropped] };
  }
  let rest = filters;
  const dropped: Dropped[] = [];
  for (const step of steps) {
    rest = step.without(rest);
    dropped.push(step.dropped);
    if (leaves(rest)) return { filters: rest, dropped };
  }
  return { filters: NO_FILTERS, dropped };
}

interface Step {
  dropped: Dropped;
  without: (filters: Filters) => Filters;
}

/** Ways to loosen filters, the least important first: what kind of thing it is matters most. */
function stepsOf(listed: readonly number[], filters: Filters, table: FacetTable): Step[] {
  const steps: Step[] = [];
  for (const [name, values] of Object.entries(filters.attributes)) {
    if (values.length === 0) continue;
    steps.push({
      dropped: { of: 'attribute', name, values },
      without: (from) => ({ ...from, attributes: { ...from.attributes, [name]: [] } }),
    });
  }
  const list = (filter: 'hues' | 'colours' | 'brands' | 'kinds' | 'departments') => {
    const values = filters[filter];
    if (values.length === 0) return;
    steps.push({
      dropped: { of: 'filter', filter, values },
      without: (from) => ({ ...from, [filter]: [] }),
    });
  };
  list('hues');
  list('colours');
  const { rating, price } = filters;
  if (rating !== null) {
    steps.push({
      dropped: { of: 'rating', min: rating },
      without: (from) => ({ ...from, rating: null }),
    });
  }
  list('brands');
  if (price.min !== null || price.max !== null) {
    const to = table.nearestPrices(listed, { ...filters, price: NO_FILTERS.price }, price);
    steps.push({ dropped: { of: 'price', from: price, to }, without: (from) => ({ ...from, price: to }) });
    if (to.min !== null || to.max !== null) {
      const open = NO_FILTERS.price;
      steps.push({
        dropped: { of: 'price', from: price, to: open },
        without: (from) => ({ ...from, price: open }),
      });
    }
  }
  list('kinds');
  list('departments');
  return steps;
}
