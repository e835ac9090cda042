/**
 * Explanations: the very contributions that made a score, the visitor's own things that mattered (each left out, and
 * everything scored again), and a few sentences that the numbers bear.
 */
import { groupOf } from '../fusion/shapley.ts';
import type { Text, Voice } from '../messages/texts.ts';
import type { PastEvent } from '../profile/profile.ts';
import { isSensitive } from '../profile/sensitive.ts';
import { signalsOf } from '../signals/index.ts';
import { type Claim, claimsFor, facetValues } from './claims.ts';
import { newToVisitor } from './eligibility.ts';
import type { Fact } from './fact.ts';
import type { Deed } from './own-items.ts';
import { type Scored, type ScoreRequest, scoreRequest } from './score.ts';
import { writtenParts } from './written-words.ts';

export interface CardReason {
  text: string;
  /** The visitor's own item it points to, or null. */
  itemId: string | null;
}

/** The strongest claim that is true of an item, for its card; null where none is, and nothing is to be said. */
export function reasonFor(
  item: number,
  request: ScoreRequest,
  scored: Scored,
  voice: Voice<'reasons'>,
): CardReason | null {
  const [claim] = claimsFor(item, request, scored, voice);
  if (claim === undefined) return null;
  const own = claim.ownItem;
  return { text: claim.short, itemId: own === null ? null : request.catalog.items[own].id };
}

/**
 * Own things that are left out in turn; each takes one scoring of the catalog. They are the likeliest by what the
 * signals name: of 240 explanations of the demo, with up to 20 own things each, trying all of them changed the first never
 * and one of the first three in 16; with 5 tried it was 2 and 67, with 12 none and 10.
 */
const LEFT_OUT = 8;

/** Own things named in an explanation. */
const NAMED = 3;

/** Least rise of a score that can be told from rounding. */
const LEAST_RISE = 1e-6;

/** A later claim is worth a sentence if it adds at least this share of what the first one adds. */
const WORTH_SAYING = 0.25;

/** One of the visitor's own things that raised a score. */
export interface OwnPart {
  /** Null where it is about no single thing: a request for more of a kind. */
  itemId: string | null;
  title: string;
  /** Forgetting these leaves it out. */
  eventIds: string[];
  /** "Viewed", "Bought", ... */
  what: string;
  /** Epoch ms of the newest. */
  at: number;
  /** Score with it less score without. */
  amount: number;
}

export interface ItemExplanation {
  itemId: string;
  title: string;
  score: number;
  /** Every signal, largest first; they sum to `score`. */
  contributions: { signal: string; group: string; meaning: string; amount: number }[];
  /** Own things that raised the score, most first. */
  because: OwnPart[];
  sentences: string[];
  /** What each sentence rests on. */
  facts: Fact[];
  /** From 1, among what may be shown on the first shelf; null where it may not be shown there. */
  place: number | null;
  /** How many may be shown there. */
  of: number;
  /** What stands in that place without the own thing that matters most; null where none does, or it stays. */
  instead: { without: { itemId: string | null; title: string }; itemId: string; title: string } | null;
}

/**
 * @param whole Also what the visitor's own things did: a scoring of the catalog for each that is left out. Without it
 *   `because` is empty, and everything else the same.
 */
export function explain(
  item: number,
  request: ScoreRequest,
  scored: Scored,
  voice: Voice<'reasons'>,
  whole = true,
): ItemExplanation {
  const { catalog } = request;
  const { text } = voice;
  const signals = signalsOf(request.pack);
  const { id, title } = catalog.items[item];
  const amounts = scored.fuser.contributions(item);
  const score = scored.fuser.one(item);
  const because = whole ? leaveOneOut(item, score, amounts, request, scored, text) : [];
  const { place, of } = standing(item, catalog, scored);
  const said = sayings(claimsFor(item, request, scored, voice));
  const first = because[0];
  if (first !== undefined) said.push(withoutSaying(item, first, place, catalog, text));
  if (whole && said.length === 0) said.push({ text: text('reason.nothing'), fact: { about: 'nothing' } });
  return {
    itemId: id,
    title,
    score,
    contributions: [...signals, ...scored.extras]
      .map(({ name, meaning }, s) => ({
        signal: name,
        group: s < signals.length ? groupOf(name) : name,
        meaning,
        amount: amounts[s],
      }))
      .sort((a, b) => b.amount - a.amount),
    because: because.slice(0, NAMED).map(({ own, amount }) => ({
      itemId: own.item < 0 ? null : catalog.items[own.item].id,
      title: own.title,
      eventIds: own.eventIds,
      what: text('reason.deed', { deed: own.deed }),
      at: own.at,
      amount,
    })),
    sentences: said.map(({ text }) => text),
    facts: said.map(({ fact }) => fact),
    place,
    of,
    instead: place === null || first === undefined ? null : insteadOf(item, place, first, catalog),
  };
}

/** Everything that may stand on the first shelf, best first. */
export function orderOf(
  catalog: ScoreRequest['catalog'],
  { fuser, profile }: Pick<Scored, 'fuser' | 'profile'>,
): number[] {
  const scores = fuser.all();
  const allowed = newToVisitor(catalog, profile);
  return Array.from(scores.keys())
    .filter(allowed)
    .sort((a, b) => scores[b] - scores[a] || a - b);
}

/** An item's place in `orderOf`, from 1, or null; and how many there are. Counted, which is faster than ordering. */
function standing(
  item: number,
  catalog: ScoreRequest['catalog'],
  { fuser, profile }: Pick<Scored, 'fuser' | 'profile'>,
): { place: number | null; of: number } {
  const scores = fuser.all();
  const allowed = newToVisitor(catalog, profile);
  let place = 1;
  let of = 0;
  for (let other = 0; other < scores.length; other++) {
    if (!allowed(other)) continue;
    of++;
    if (scores[other] > scores[item] || (scores[other] === scores[item] && other < item)) place++;
  }
  return { place: allowed(item) ? place : null, of };
}

/** An own thing, how much it raised the score, and everything scored without it. */
interface LeftOut {
  own: OwnThing;
  amount: number;
  without: Scored;
}

/** Something of the visitor's own that can be left out: all they did with an item, or one request for a facet. */
interface OwnThing {
  /** -1 for a request. */
  item: number;
  title: string;
  deed: Deed;
  eventIds: string[];
  at: number;
}

function insteadOf(
  item: number,
  place: number,
  { own, without }: LeftOut,
  catalog: ScoreRequest['catalog'],
): ItemExplanation['instead'] {
  const there = orderOf(catalog, without)[place - 1];
  // Without having been met, the thing left out may stand there itself: that it would explains nothing.
  if (there === undefined || there === item || there === own.item) return null;
  const { id, title } = catalog.items[there];
  const itemId = own.item < 0 ? null : catalog.items[own.item].id;
  return { without: { itemId, title: own.title }, itemId: id, title };
}

/**
 * Drops each of the likeliest own things' events, builds the profile again and scores again. How loud the visitor's
 * choices made the signals stays: the question is what a thing says for the item, not what it taught.
 */
function leaveOneOut(
  item: number,
  score: number,
  contributions: Float64Array,
  request: ScoreRequest,
  scored: Scored,
  text: Text<'reasons'>,
): LeftOut[] {
  return likelyCauses(item, contributions, request, scored, text)
    .slice(0, LEFT_OUT)
    .map((own) => {
      const events = request.events.filter((event) => !isOf(own, event));
      const without = scoreRequest({ ...request, events, adapted: scored.adapted });
      return { own, amount: score - without.fuser.one(item), without };
    })
    .filter(({ amount }) => amount > LEAST_RISE)
    .sort((a, b) => b.amount - a.amount || a.own.item - b.own.item);
}

function isOf(own: OwnThing, event: PastEvent): boolean {
  return own.item >= 0 ? event.item === own.item : own.eventIds.includes(event.id);
}

/** Own things in the order in which signals name them, each signal's contribution shared out among its own. */
function likelyCauses(
  item: number,
  contributions: Float64Array,
  request: ScoreRequest,
  { profile, own, extras }: Scored,
  words: Text<'reasons'>,
): OwnThing[] {
  const { catalog } = request;
  const input = { ...request, profile };
  const guess = new Map<number, number>();
  const add = (cause: number, amount: number) => guess.set(cause, (guess.get(cause) ?? 0) + amount);
  // Signals that can't name single items (factors) may rest on any of them: the newest come along.
  for (const { item: touched } of profile.touched.slice(0, LEFT_OUT)) add(touched, 0);
  const signals = signalsOf(request.pack);
  signals.forEach((signal, s) => {
    const causes = contributions[s] > 0 ? (signal.because?.(input, item) ?? []) : [];
    let total = 0;
    for (const { amount } of causes) total += Math.abs(amount);
    if (total === 0) return;
    for (const cause of causes) add(cause.item, (contributions[s] * cause.amount) / total);
  });
  const said = contributions[signals.length + extras.findIndex(({ name }) => name === 'your-say')] ?? 0;
  const asked = said > 0 ? profile.said.filter(({ verdict }) => verdict === 'more') : [];
  for (const { item: about } of asked) if (about >= 0) add(about, said / asked.length);
  const wrote = contributions[signals.length + extras.findIndex(({ name }) => name === 'written')] ?? 0;
  const parts = wrote <= 0 ? [] : writtenParts(profile, catalog).filter(({ match }) => match[item] > 0);
  const spoken = parts.reduce((sum, { match, strength }) => sum + match[item] * strength, 0);
  const searches: { thing: OwnThing; amount: number }[] = [];
  for (const { written, match, strength } of parts) {
    const amount = (wrote * match[item] * strength) / spoken;
    const { of, text, ids, at, item: about } = written;
    if (of === 'review') add(about, amount);
    else {
      const title = isSensitive(text) ? words('reason.private') : `“${text}”`;
      searches.push({ thing: { item: -1, title, deed: 'searched', eventIds: ids, at }, amount });
    }
  }
  const things = [...guess].flatMap(([cause, amount]) => {
    const known = own.get(cause);
    return known === undefined ? [] : [{ thing: { ...known, title: catalog.items[cause].title }, amount }];
  });
  const requests = asked.flatMap(({ facet, id, at }) =>
    facet === null
      ? []
      : [
          {
            thing: {
              item: -1,
              title: words('reason.request', facetValues(facet)),
              deed: 'wished' as const,
              eventIds: [id],
              at,
            },
            amount: said / asked.length,
          },
        ],
  );
  return [...things, ...requests, ...searches]
    .sort((a, b) => b.amount - a.amount || a.thing.item - b.thing.item)
    .map(({ thing }) => thing);
}

interface Saying {
  text: string;
  fact: Fact;
}

function sayings(claims: readonly Claim[]): Saying[] {
  const strongest = claims[0]?.amount ?? 0;
  return claims
    .filter(({ amount }) => amount >= WORTH_SAYING * strongest)
    .slice(0, 2)
    .map(({ sentence, fact }) => ({ text: sentence, fact }));
}

/** What the place would be without the own thing that matters most. */
function withoutSaying(
  item: number,
  { own, amount, without }: LeftOut,
  place: number | null,
  catalog: ScoreRequest['catalog'],
  words: Text<'reasons'>,
): Saying {
  const placeWithout = place === null ? null : standing(item, catalog, without).place;
  const itemId = own.item < 0 ? null : catalog.items[own.item].id;
  const { title, deed } = own;
  const moved = place !== null && placeWithout !== null && placeWithout > place;
  const text = moved
    ? words('reason.without.moved', { deed, title, place, placeWithout })
    : words('reason.without.lower', { deed, title });
  return { text, fact: { about: 'without', itemId, title, deed, amount, place, placeWithout } };
}
