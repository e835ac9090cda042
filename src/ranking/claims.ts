/**
 * Claims: what may be said about why an item stands where it does. Each is said only if the numbers bear it:
 * its signals raised this item's score, and its own condition (bought three times, in the top twentieth this
 * week) holds. Cards show the strongest; explanations string together a few.
 */
import type { Popularity } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import type { Bought, Interest } from '../profile/profile.ts';
import { SIGNALS } from '../signals/index.ts';
import { ownInterval } from '../signals/own-history.ts';
import type { SignalInput } from '../signals/signal.ts';
import { likeness } from '../signals/vectors.ts';
import { DEED_VERB, type OwnItem } from './own-items.ts';

export interface Claim {
  about: ClaimKind;
  /** How much the claim's signals added to the score. */
  amount: number;
  /** For a card: "Often bought with Tarn tent". */
  short: string;
  /** A whole sentence. */
  sentence: string;
  /** The visitor's own item it points to, or null. */
  ownItem: number | null;
}

export type ClaimKind =
  | 'again'
  | 'own'
  | 'like'
  | 'with'
  | 'people'
  | 'popular'
  | 'season'
  | 'new'
  | 'place'
  | 'price';

/** Which claim a signal's contribution counts for. */
const CLAIM_OF: Record<string, ClaimKind> = {
  'content-recent': 'like',
  'content-lasting': 'like',
  'item-item': 'with',
  'item-item-recent': 'with',
  sequence: 'with',
  factors: 'people',
  popularity: 'popular',
  'popularity-recent': 'popular',
  'popularity-week': 'popular',
  'popularity-season': 'season',
  newness: 'new',
  'own-interest': 'own',
  'repeat-count': 'again',
  'repeat-recency': 'again',
  'repeat-last-order': 'again',
  'repeat-rate': 'again',
  'repeat-due': 'again',
  'affinity-department': 'place',
  'affinity-kind': 'place',
  'affinity-brand': 'place',
  'price-fit': 'price',
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Share of the catalog that may be called popular. */
const POPULAR_SHARE = 0.05;

/** Counts older than this many days are not "this week" (or "this month") any more. */
const FRESH_WEEK_DAYS = 7;
const FRESH_MONTH_DAYS = 21;

/** An item first bought at most this long ago is new. */
const NEW_DAYS = 30;

/** A month with this many times an even share of an item's sales is its season. */
const SEASON_FACTOR = 1.5;

/** z-score of the text's likeness that may be called so: the nearest twentieth, if it were normal. */
const LIKE = 1.65;

/** A department, kind or brand with at least this share of the visitor's attention is theirs. */
const OWN_PLACE_SHARE = 0.25;

/**
 * @param contributions One a signal, in the order of SIGNALS.
 * @param own What the visitor did, by item: see `ownItems`.
 * @returns Everything that can be said for the item, most telling first.
 */
export function claimsFor(
  item: number,
  contributions: ArrayLike<number>,
  input: SignalInput,
  own: ReadonlyMap<number, OwnItem>,
): Claim[] {
  const amounts = new Map<ClaimKind, number>();
  SIGNALS.forEach(({ name }, s) => {
    const kind = CLAIM_OF[name];
    amounts.set(kind, (amounts.get(kind) ?? 0) + contributions[s]);
  });
  const positive = (names: string[]) =>
    names.filter((name) => contributions[SIGNALS.findIndex((signal) => signal.name === name)] > 0);
  const say: Record<ClaimKind, () => Omit<Claim, 'about' | 'amount'> | null> = {
    again: () => again(item, input),
    own: () => ownDeed(item, own),
    like: () => like(item, input, own, positive(['content-recent', 'content-lasting'])),
    with: () => goesWith(item, input, own, positive(['item-item', 'item-item-recent', 'sequence'])),
    people: () => ({
      short: 'Chosen by people like you',
      sentence: vary(item, [
        'People whose choices resemble yours tend to choose it.',
        'Shoppers with a history like yours tend to go for it.',
      ]),
      ownItem: null,
    }),
    popular: () => popular(item, input),
    season: () => season(item, input),
    new: () => isNew(item, input),
    place: () => place(item, input),
    price: () => ({
      short: 'In your price range',
      sentence: 'Its price is near what you usually choose.',
      ownItem: null,
    }),
  };
  const claims: Claim[] = [];
  for (const [about, amount] of amounts) {
    const said = amount > 0 ? say[about]() : null;
    if (said !== null) claims.push({ about, amount, ...said });
  }
  return claims.sort((a, b) => b.amount - a.amount);
}

type Said = Omit<Claim, 'about' | 'amount'>;

/** The same item always reads the same; neighbours on a page differ. */
function vary(item: number, ways: readonly string[]): string {
  return ways[item % ways.length];
}

function again(item: number, { profile }: SignalInput): Said | null {
  const bought = profile.bought.find((known) => known.item === item);
  if (bought === undefined) return null;
  const rhythm = every(bought);
  if (rhythm !== null) {
    return {
      short: `You buy this about every ${rhythm}`,
      sentence: `You buy this about every ${rhythm}.`,
      ownItem: item,
    };
  }
  const times = bought.orders === 1 ? 'once' : bought.orders === 2 ? 'twice' : `${bought.orders} times`;
  return {
    short: bought.orders === 1 ? 'You bought this before' : `You have bought this ${times}`,
    sentence: `You have bought this ${times} before.`,
    ownItem: item,
  };
}

/** "week", "3 weeks", "10 days"; null where the visitor has no rhythm yet. */
export function every(bought: Bought): string | null {
  const days = ownInterval(bought);
  if (days === null || days < 1) return null;
  const count = (value: number, unit: string) => (value === 1 ? unit : `${value} ${unit}s`);
  if (days < 11) {
    const rounded = Math.round(days);
    return rounded === 7 ? 'week' : count(rounded, 'day');
  }
  if (days < 56) return count(Math.round(days / 7), 'week');
  return count(Math.round(days / 30.44), 'month');
}

function ownDeed(item: number, own: ReadonlyMap<number, OwnItem>): Said | null {
  const known = own.get(item);
  if (known === undefined) return null;
  const words = {
    bought: 'You bought this before',
    rated: 'You rated this highly',
    basketed: 'You had this in your basket',
    saved: 'You saved this',
    viewed: 'You looked at this',
  }[known.deed];
  return { short: words, sentence: `${words}.`, ownItem: item };
}

/** The visitor's own item that speaks most for this one, over some signals. Never the item itself. */
function strongestOwn(item: number, input: SignalInput, signals: readonly string[]): number | null {
  // Signals have scales of their own, so causes aren't compared across them: the first that has one names it.
  for (const { name, because } of SIGNALS) {
    if (because === undefined || !signals.includes(name)) continue;
    const [first] = because(input, item).filter((cause) => cause.item !== item);
    if (first !== undefined && first.amount > 0) return first.item;
  }
  return null;
}

function like(
  item: number,
  input: SignalInput,
  own: ReadonlyMap<number, OwnItem>,
  signals: readonly string[],
): Said | null {
  const cause = strongestOwn(item, input, signals);
  const known = cause === null ? undefined : own.get(cause);
  if (cause === null || known === undefined) return null;
  const { vectors } = input.pack;
  const d = vectors.length / input.catalog.items.length;
  if (likeness(vectors, d, cause, item) < LIKE) return null;
  const title = input.catalog.items[cause].title;
  const verb = DEED_VERB[known.deed];
  return {
    short: known.deed === 'basketed' ? `You put ${title} in your basket` : `You ${verb} ${title}`,
    sentence: vary(item, [
      `It is much like ${title}, which you ${verb}.`,
      `It has a lot in common with ${title}, which you ${verb}.`,
      `You ${known.deed === 'basketed' ? `put ${title} in your basket` : `${verb} ${title}`}, and this is close to it.`,
    ]),
    ownItem: cause,
  };
}

function goesWith(
  item: number,
  input: SignalInput,
  own: ReadonlyMap<number, OwnItem>,
  signals: readonly string[],
): Said | null {
  const cause = strongestOwn(item, input, signals);
  const known = cause === null ? undefined : own.get(cause);
  if (cause === null || known === undefined) return null;
  const { title } = input.catalog.items[cause];
  const verb = DEED_VERB[known.deed];
  // Only a rule over orders may say "bought with"; a weight says that choices go together.
  const { offset, target } = input.pack.together;
  const rule = target.subarray(offset[cause], offset[cause + 1]).includes(item);
  return rule
    ? {
        short: `Often bought with ${title}`,
        sentence: `It is often bought together with ${title}, which you ${verb}.`,
        ownItem: cause,
      }
    : {
        short: `Goes with ${title}`,
        sentence: vary(item, [
          `People who choose ${title}, which you ${verb}, tend to choose this too.`,
          `It tends to go to the same people as ${title}, which you ${verb}.`,
          `Whoever chooses ${title}, which you ${verb}, is more likely to choose this.`,
        ]),
        ownItem: cause,
      };
}

/** The count that an item needs to be among the best `POPULAR_SHARE` of the catalog; at least 2. */
function bar(counts: Float32Array): number {
  const sorted = Float32Array.from(counts).sort();
  return Math.max(2, sorted[Math.floor((1 - POPULAR_SHARE) * (sorted.length - 1))]);
}

const bars = new WeakMap<Popularity, { week: number; recent: number; total: number }>();

function popular(item: number, { pack: { popularity }, profile }: SignalInput): Said | null {
  let level = bars.get(popularity);
  if (level === undefined) {
    level = { week: bar(popularity.week), recent: bar(popularity.recent), total: bar(popularity.total) };
    bars.set(popularity, level);
  }
  const age = (profile.moment.now - popularity.at) / DAY;
  const said = (when: string): Said => ({
    short: `Popular ${when}`,
    sentence: vary(item, [`Many people bought it ${when}.`, `It is one of the most bought things ${when}.`]),
    ownItem: null,
  });
  if (age <= FRESH_WEEK_DAYS && popularity.week[item] >= level.week) return said('this week');
  if (age <= FRESH_MONTH_DAYS && popularity.recent[item] >= level.recent) return said('this month');
  if (popularity.total[item] >= level.total) {
    return {
      short: 'A favourite here',
      sentence: 'It is one of the most bought things here.',
      ownItem: null,
    };
  }
  return null;
}

function season(item: number, { pack: { popularity }, profile: { moment } }: SignalInput): Said | null {
  const month = new Date(moment.now + moment.utcOffset * 60_000).getUTCMonth();
  if (popularity.months[item * 12 + month] < SEASON_FACTOR / 12 || popularity.total[item] < 2) return null;
  return {
    short: `Popular in ${MONTHS[month]}`,
    sentence: `People buy it in ${MONTHS[month]} more than in most months.`,
    ownItem: null,
  };
}

function isNew(item: number, { pack: { popularity }, profile: { moment } }: SignalInput): Said | null {
  const first = popularity.firstSeen[item];
  if (first === 0 || moment.now - first > NEW_DAYS * DAY) return null;
  return { short: 'New here', sentence: 'It is new here.', ownItem: null };
}

function place(item: number, { catalog, profile }: SignalInput): Said | null {
  const its = catalog.items[item];
  const find = (of: Interest['of']) =>
    profile.interests.find(
      (known) => known.of === of && known.name === its[of] && known.share >= OWN_PLACE_SHARE,
    );
  const said = (short: string, sentence: string): Said => ({ short, sentence, ownItem: null });
  if (find('brand') !== undefined) {
    return said(`More from ${its.brand}`, `It is made by ${its.brand}, and you keep coming back to them.`);
  }
  if (find('kind') !== undefined) {
    return said(`More in ${its.kind}`, `You spend much of your time here with ${its.kind}.`);
  }
  if (find('department') !== undefined) {
    return said(`From ${its.department}`, `You spend much of your time here in ${its.department}.`);
  }
  return null;
}
