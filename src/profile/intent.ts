/**
 * What this visit may be for, by votes that `INTENT_VOTES` lists: a careful guess with a confidence, or none.
 */
import { dot, normalise } from '../catalog/clusters.ts';
import type { Item } from '../catalog/item.ts';
import type { RepeatPurchase } from './behaviour.ts';
import { DAY, SESSION_PAUSE } from './build-profile.ts';
import { centredRows } from './clusters.ts';
import { BACKGROUND } from './event-weights.ts';
import { INTENT_VOTES } from './evidence.ts';
import type { PastEvent, Profile, Touched } from './profile.ts';

export type Purpose = 'browsing' | 'comparing' | 'buying' | 'replenishing' | 'gift';

export interface Intent {
  /** Null where nothing speaks for any. */
  purpose: Purpose | null;
  /** Its votes over all votes and `INTENT_VOTES.doubt`, 0 to 1. */
  confidence: number;
  votes: Record<Purpose, number>;
  /** The things that speak for it, in the order met. */
  items: number[];
  /** What is compared; '' otherwise. */
  kind: string;
  /** The events of this visit that name those things, or the searches. */
  eventIds: string[];
}

/** What counts as looking at a thing. */
const LOOKS: ReadonlySet<PastEvent['type']> = new Set(['view_item']);

/** Words of somebody who looks for a gift. */
const GIFT = /\b(gifts?|gifting|presents?|secret santa|stocking fillers?)\b/i;

/**
 * @param inOrder Chronological, see `chronological`.
 * @param vectors n x d text vectors; may be empty.
 */
export function intentOf(
  inOrder: readonly PastEvent[],
  profile: Profile,
  items: readonly Item[],
  repeats: readonly RepeatPurchase[],
  vectors: Float32Array,
): Intent {
  const session = presentSession(inOrder, profile.moment.now).filter(
    ({ item, type }) => type === 'search' || (!BACKGROUND.has(type) && item >= 0 && item < items.length),
  );
  const found: Record<Purpose, { votes: number; items: number[] }> = {
    browsing: browsing(session, items),
    comparing: { votes: 0, items: [] },
    buying: buying(session, profile, items.length),
    replenishing: replenishing(session, profile, repeats),
    gift: gift(session, profile, items.length, vectors),
  };
  const compared = comparing(session, items);
  found.comparing = compared;

  const purposes = Object.keys(found) as Purpose[];
  const votes = Object.fromEntries(purposes.map((purpose) => [purpose, found[purpose].votes])) as Record<
    Purpose,
    number
  >;
  let purpose: Purpose | null = null;
  let all: number = INTENT_VOTES.doubt;
  for (const one of purposes) {
    all += votes[one];
    if (votes[one] > 0 && (purpose === null || votes[one] > votes[purpose])) purpose = one;
  }
  const about = new Set(purpose === null ? [] : found[purpose].items);
  return {
    purpose,
    confidence: purpose === null ? 0 : votes[purpose] / all,
    votes,
    items: [...about],
    kind: purpose === 'comparing' ? compared.kind : '',
    eventIds: session
      .filter(({ item, query }) => about.has(item) || (purpose === 'gift' && asksForGift(query)))
      .map(({ id }) => id),
  };
}

/** The newest events of this visit: since the last pause, counting back from now, which must not be one itself. */
function presentSession(inOrder: readonly PastEvent[], now: number): readonly PastEvent[] {
  let newest = now;
  let from = inOrder.length;
  const first = Math.max(0, from - INTENT_VOTES.newest);
  while (from > first && newest - inOrder[from - 1].at < SESSION_PAUSE) newest = inOrder[--from].at;
  return inOrder.slice(from);
}

function asksForGift(query: string | undefined): boolean {
  return query !== undefined && GIFT.test(query);
}

/** Words of somebody who looks for another: "for my dad", "my sister's", "for a friend". */
const SOMEBODY =
  /\b(?:for|to)\s+(?:my|his|her|our|their|a|an|the|some)\s+(?:\w+\s+)?(?:mum|mom|mother|dad|father|parents?|gran\w*|nan|wife|husband|partner|girlfriend|boyfriend|sister|brother|siblings?|son|daughter|kids?|child(?:ren)?|baby|toddler|niece|nephew|aunt(?:ie)?|uncle|cousin|friends?|mate|neighbou?rs?|colleagues?|boss|teacher|host|couple|him|her|them|someone|somebody)\b|\bfor\s+(?:him|her|them|someone|somebody|mum|mom|dad|gran\w*|kids|children|friends)\b|\b(?:birthday|christmas|anniversary|wedding|leaving|housewarming)\b|礼物|送给|给(?:我)?(?:妈|爸|老公|老婆|朋友|女友|男友|孩子|儿子|女儿)/i;

/** Whether a search is for somebody else, or may be: what is done on such a visit says nothing of the visitor. */
export function asksForSomebodyElse(query: string): boolean {
  return GIFT.test(query) || SOMEBODY.test(query);
}

/** Items looked at, in order; opening a card and the page's own view are one look. */
function looksOf(session: readonly PastEvent[]): number[] {
  const looks: number[] = [];
  for (const { type, item } of session) {
    if (LOOKS.has(type) && item >= 0 && looks[looks.length - 1] !== item) looks.push(item);
  }
  return looks;
}

function browsing(session: readonly PastEvent[], items: readonly Item[]) {
  const looks = looksOf(session);
  const things = [...new Set(looks)];
  if (looks.length < INTENT_VOTES.browsing.looks) return { votes: 0, items: [] };
  const kinds = new Set(things.map((item) => kindKey(items[item])));
  return { votes: (INTENT_VOTES.browsing.wide * kinds.size) / looks.length, items: things };
}

function kindKey({ department, kind }: Item): string {
  return `${department}\n${kind}`;
}

function comparing(session: readonly PastEvent[], items: readonly Item[]) {
  const byKind = new Map<string, number[]>();
  const looks = looksOf(session);
  for (const item of looks) {
    if (items[item].kind === '') continue;
    const key = kindKey(items[item]);
    const known = byKind.get(key);
    if (known) known.push(item);
    else byKind.set(key, [item]);
  }
  let best = { votes: 0, items: [] as number[], kind: '' };
  for (const its of byKind.values()) {
    const things = [...new Set(its)];
    const further = things.length - 1;
    let back = 0;
    const seen = new Set<number>();
    its.forEach((item, i) => {
      if (seen.has(item) && its[i - 1] !== item) back++;
      seen.add(item);
    });
    if (further < 1 || further + back < 2) continue;
    const { most } = INTENT_VOTES.comparing;
    const votes =
      ((Math.min(most, further * INTENT_VOTES.comparing.further) +
        Math.min(most, back * INTENT_VOTES.comparing.back)) *
        its.length) /
      looks.length;
    if (votes > best.votes) best = { votes, items: things, kind: items[its[0]].kind };
  }
  return best;
}

function buying(session: readonly PastEvent[], profile: Profile, items: number) {
  const basket = profile.basket.filter(({ item }) => item >= 0 && item < items);
  if (basket.length === 0 || session.length === 0) return { votes: 0, items: [] };
  const inBasket = new Set(basket.map(({ item }) => item));
  const added = new Set<number>();
  let checked = false;
  for (const { type, item } of session) {
    if (!inBasket.has(item)) continue;
    if (type === 'add_to_cart') added.add(item);
    else if (LOOKS.has(type) && added.has(item)) checked = true;
  }
  const votes =
    (added.size > 0 ? INTENT_VOTES.buying.added : INTENT_VOTES.buying.waiting) +
    (checked ? INTENT_VOTES.buying.checked : 0);
  return { votes, items: basket.map(({ item }) => item) };
}

function replenishing(
  session: readonly PastEvent[],
  { bought }: Profile,
  repeats: readonly RepeatPurchase[],
) {
  const { from, to, most, due, again } = INTENT_VOTES.replenishing;
  const interval = new Map(repeats.map(({ item, days }) => [item, days]));
  const known = new Map(bought.map((one) => [one.item, one]));
  const votes: { item: number; vote: number }[] = [];
  const met = new Set<number>();
  for (const { type, item, at } of session) {
    const one = known.get(item);
    if (one === undefined || met.has(item) || !(LOOKS.has(type) || type === 'add_to_cart')) continue;
    // A look after buying it on this very visit is no need for more.
    if (at - one.last < SESSION_PAUSE) continue;
    met.add(item);
    const days = interval.get(item);
    const place = days === undefined ? null : (at - one.last) / DAY / days;
    if (place === null) votes.push({ item, vote: again });
    else if (place >= from && place <= to) votes.push({ item, vote: due });
  }
  votes.sort((a, b) => b.vote - a.vote || a.item - b.item);
  return {
    votes: votes.slice(0, most).reduce((sum, { vote }) => sum + vote, 0),
    items: votes.map(({ item }) => item),
  };
}

function gift(session: readonly PastEvent[], profile: Profile, items: number, vectors: Float32Array) {
  const { asked, unlike, things, before, cosine } = INTENT_VOTES.gift;
  const looked = [...new Set(looksOf(session))];
  const here = new Set(session.map(({ item }) => item));
  const known = profile.touched.filter(({ item }) => !here.has(item));
  const d = items === 0 ? 0 : Math.floor(vectors.length / items);
  let votes = session.some(({ query }) => asksForGift(query)) ? asked : 0;
  if (d > 0 && looked.length >= things && known.length >= before) {
    const likeness = meanCosine(looked, usualOf(known, vectors, d), vectors);
    if (likeness < cosine) votes += unlike;
  }
  return { votes, items: votes === 0 ? [] : looked };
}

/** Centroid of lasting taste, of centred rows. */
function usualOf(known: readonly Touched[], vectors: Float32Array, d: number): Float32Array {
  const rows = centredRows(
    vectors,
    d,
    known.map(({ item }) => item),
  );
  const sum = new Float32Array(d);
  known.forEach(({ lasting }, i) => {
    for (let k = 0; k < d; k++) sum[k] += lasting * rows[i * d + k];
  });
  normalise(sum, 0, d);
  return sum;
}

function meanCosine(items: readonly number[], to: Float32Array, vectors: Float32Array): number {
  const d = to.length;
  const rows = centredRows(vectors, d, items);
  let sum = 0;
  for (let i = 0; i < items.length; i++) sum += dot(rows, i * d, to, 0, d);
  return sum / items.length;
}
