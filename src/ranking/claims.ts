/**
 * Claims: what may be said about why an item stands where it does. Each is said only if the numbers bear it:
 * its signals raised this item's score, and its own condition (bought three times, in the top twentieth this
 * week) holds. Cards show the strongest; explanations string together a few.
 */
import type { Facet } from '../history/event.ts';
import { shareOfSeason } from '../models/popularity.ts';
import type { Popularity } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import { localMonth, localTime, PARTS_OF_DAY, partOfDay } from '../profile/calendar.ts';
import { hasFacet } from '../profile/facets.ts';
import type { Bought, Interest, Profile } from '../profile/profile.ts';
import { isSensitiveFacet } from '../profile/sensitive.ts';
import { usualPrice } from '../signals/affinity.ts';
import { liftAt, shopShareAt } from '../signals/hour.ts';
import { SIGNALS } from '../signals/index.ts';
import { ownInterval } from '../signals/own-history.ts';
import { likeness } from '../signals/vectors.ts';
import type { ClaimFact } from './fact.ts';
import { type Deed, didTo, type OwnItem, withDeed, withDeedInside } from './own-items.ts';
import type { Scored, ScoreRequest } from './score.ts';
import { inSession } from './session-interest.ts';

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
  /** What all of it rests on. */
  fact: ClaimFact;
}

export type ClaimKind = ClaimFact['about'];

/** What claims are made from. */
interface Grounds {
  catalog: ScoreRequest['catalog'];
  pack: ScoreRequest['pack'];
  profile: Profile;
  own: ReadonlyMap<number, OwnItem>;
  /** The signals that raised the score, by name. */
  raised: ReadonlySet<string>;
  /** How far above the catalog's mean the item stands by a signal, in deviations of the standardised score. */
  above: (signal: string) => number;
}

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
  'popularity-hour': 'hour',
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

export const MONTHS = [
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
export const FRESH_WEEK_DAYS = 7;
export const FRESH_MONTH_DAYS = 21;

/** An item first bought at most this long ago is new. */
const NEW_DAYS = 30;

/** A month with this many times an even share of an item's sales is its season. */
const SEASON_FACTOR = 1.5;

/** An item that makes this many times its usual share of sales at a part of the day is bought then. */
const HOUR_FACTOR = 1.25;

/** Buyers (see `Popularity.total`) before anything is said about when an item is bought. */
const HOUR_BUYERS = 5;

/** By part of the day, as in `PARTS_OF_DAY`. */
export const WHEN = [
  'late at night',
  'in the morning',
  'around midday',
  'in the afternoon',
  'in the evening',
];

/** z-score of the text's likeness that may be called so: the nearest twentieth, if it were normal. */
const LIKE = 1.65;

/** A department, kind or brand with at least this share of the visitor's attention is theirs. */
const OWN_PLACE_SHARE = 0.25;

/** Deviations above the catalog's mean from which on people with such tastes may be said to choose it: the best sixth. */
const CHOSEN = 1;

/** Of the other eleven months, those that a season must be ahead of to be "more than in most". */
const MOST_MONTHS = 6;

type Said = Omit<Claim, 'about' | 'amount'>;

/** @returns Everything that can be said for the item, most telling first. */
export function claimsFor(item: number, { catalog, pack }: ScoreRequest, scored: Scored): Claim[] {
  const { profile, own, signals, extras } = scored;
  const contributions = scored.fuser.contributions(item);
  const amounts = new Map<ClaimKind, number>();
  const raised = new Set<string>();
  SIGNALS.forEach(({ name }, s) => {
    const kind = CLAIM_OF[name];
    amounts.set(kind, (amounts.get(kind) ?? 0) + contributions[s]);
    if (contributions[s] > 0) raised.add(name);
  });
  const grounds: Grounds = {
    catalog,
    pack,
    profile,
    own,
    raised,
    above: (signal) => {
      const s = signals.names.indexOf(signal);
      return Math.sinh(signals.matrix[s * signals.n + item] / (signals.volumes?.[s] || 1));
    },
  };
  const claims: Claim[] = [];
  const add = (said: Said | null, amount: number) => {
    if (said !== null) claims.push({ about: said.fact.about, amount, ...said });
  };
  for (const [about, amount] of amounts) if (amount > 0) add(SAY[about]?.(item, grounds) ?? null, amount);
  extras.forEach(({ name, meaning }, e) => {
    const amount = contributions[SIGNALS.length + e];
    if (!(amount > 0)) return;
    add(BESIDE[name] ? BESIDE[name](item, grounds) : beside(name, meaning), amount);
  });
  return claims.sort((a, b) => b.amount - a.amount);
}

const SAY: Partial<Record<ClaimKind, (item: number, grounds: Grounds) => Said | null>> = {
  again,
  own: ownDeed,
  like,
  with: goesWith,
  people,
  popular,
  season,
  hour,
  new: isNew,
  place,
  price,
};

/** The same item always reads the same; neighbours on a page differ. */
function vary(item: number, ways: readonly string[]): string {
  return ways[item % ways.length];
}

function again(item: number, { profile, catalog }: Grounds): Said | null {
  const bought = profile.bought.find((known) => known.item === item);
  if (bought === undefined) return null;
  const { orders } = bought;
  const rhythm = every(bought);
  const fact = {
    about: 'again' as const,
    itemId: catalog.items[item].id,
    orders,
    everyDays: rhythm === null ? null : ownInterval(bought),
  };
  if (rhythm !== null) {
    return {
      short: `You buy this about every ${rhythm}`,
      sentence: vary(item, [
        `You buy this about every ${rhythm}.`,
        `About every ${rhythm} you have bought this.`,
      ]),
      ownItem: item,
      fact,
    };
  }
  const times = orders === 1 ? 'once' : orders === 2 ? 'twice' : `${orders} times`;
  return {
    short: orders === 1 ? 'You bought this before' : `You have bought this ${times}`,
    sentence: `You have bought this ${times} before.`,
    ownItem: item,
    fact,
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

/** Four stars are praise; three are none. */
const PRAISE = 4;

function ownDeed(item: number, { own, profile, catalog }: Grounds): Said | null {
  const known = own.get(item);
  if (known === undefined) return null;
  const stars = profile.rated.find((rated) => rated.item === item)?.stars ?? 0;
  const words: Record<Deed, string> = {
    bought: 'You bought this before',
    rated: stars >= PRAISE ? 'You rated this highly' : 'You rated this',
    basketed: 'You put this in your basket',
    saved: 'You saved this',
    viewed: 'You looked at this',
    asked: 'You asked for more like this',
    wished: 'You asked for more like this',
  };
  const short = words[known.deed];
  const fact = { about: 'own' as const, itemId: catalog.items[item].id, deed: known.deed };
  return { short, sentence: `${short}.`, ownItem: item, fact };
}

/** The visitor's own item that speaks most for this one, over some signals that raised it. Never the item itself. */
function strongestOwn(item: number, grounds: Grounds, signals: readonly string[]): OwnItem | null {
  // Signals have scales of their own, so causes aren't compared across them: the first that has one names it.
  for (const { name, because } of SIGNALS) {
    if (because === undefined || !signals.includes(name) || !grounds.raised.has(name)) continue;
    const [first] = because(grounds, item).filter((cause) => cause.item !== item);
    if (first !== undefined && first.amount > 0) return grounds.own.get(first.item) ?? null;
  }
  return null;
}

function like(item: number, grounds: Grounds): Said | null {
  const cause = strongestOwn(item, grounds, ['content-recent', 'content-lasting']);
  if (cause === null) return null;
  const { catalog, pack } = grounds;
  const { vectors } = pack;
  const alike = likeness(vectors, vectors.length / catalog.items.length, cause.item, item);
  if (alike < LIKE) return null;
  const { id, title } = catalog.items[cause.item];
  const { deed } = cause;
  return {
    short: `You ${didTo(deed, title)}`,
    sentence: vary(item, [
      `It is much like ${withDeed(deed, title)}.`,
      `It has a lot in common with ${withDeed(deed, title)}.`,
      `You ${didTo(deed, title)}, and this is close to it.`,
    ]),
    ownItem: cause.item,
    fact: { about: 'like', ownId: id, deed, likeness: alike },
  };
}

function goesWith(item: number, grounds: Grounds): Said | null {
  const cause = strongestOwn(item, grounds, ['item-item', 'item-item-recent', 'sequence']);
  if (cause === null) return null;
  const { catalog, pack } = grounds;
  const { id, title } = catalog.items[cause.item];
  const { deed } = cause;
  // Only a rule over orders may say "bought with"; a weight says that choices go together.
  const { offset, target } = pack.together;
  const together = target.subarray(offset[cause.item], offset[cause.item + 1]).includes(item);
  const fact = { about: 'with' as const, ownId: id, deed, together };
  if (together) {
    return {
      short: `Often bought with ${title}`,
      sentence: vary(item, [
        `It is often bought together with ${withDeed(deed, title)}.`,
        `Baskets with ${withDeedInside(deed, title)} often hold this as well.`,
      ]),
      ownItem: cause.item,
      fact,
    };
  }
  return {
    short: `Goes with ${title}`,
    sentence: vary(item, [
      `People who choose ${withDeedInside(deed, title)} tend to choose this too.`,
      `It tends to go to the same people as ${withDeed(deed, title)}.`,
      `Whoever chooses ${withDeedInside(deed, title)} is more likely to choose this.`,
    ]),
    ownItem: cause.item,
    fact,
  };
}

/** Factors know no single items: what may be said is only that such people choose it, where it stands out for them. */
function people(item: number, { above, raised }: Grounds): Said | null {
  const by = above('factors');
  if (!raised.has('factors') || by < CHOSEN) return null;
  return {
    short: 'Chosen by people like you',
    sentence: vary(item, [
      'People whose choices resemble yours tend to choose it.',
      'Shoppers with a history like yours tend to go for it.',
    ]),
    ownItem: null,
    fact: { about: 'people', above: by },
  };
}

/** The count that an item needs to be among the best `POPULAR_SHARE` of the catalog; at least 2. */
function bar(counts: Float32Array): number {
  const sorted = Float32Array.from(counts).sort();
  return Math.max(2, sorted[Math.floor((1 - POPULAR_SHARE) * (sorted.length - 1))]);
}

const bars = new WeakMap<Popularity, { week: number; recent: number; total: number }>();

function popular(item: number, { pack: { popularity }, profile }: Grounds): Said | null {
  let level = bars.get(popularity);
  if (level === undefined) {
    level = { week: bar(popularity.week), recent: bar(popularity.recent), total: bar(popularity.total) };
    bars.set(popularity, level);
  }
  const age = (profile.moment.now - popularity.at) / DAY;
  const said = (when: 'week' | 'month', counts: Float32Array): Said => ({
    short: `Popular this ${when}`,
    sentence: vary(item, [
      `It is one of the most bought things this ${when}.`,
      `Few things were bought more this ${when}.`,
    ]),
    ownItem: null,
    fact: { about: 'popular', when, rank: rankIn(counts, item) },
  });
  if (age <= FRESH_WEEK_DAYS && popularity.week[item] >= level.week) return said('week', popularity.week);
  if (age <= FRESH_MONTH_DAYS && popularity.recent[item] >= level.recent)
    return said('month', popularity.recent);
  if (popularity.total[item] >= level.total) {
    return {
      short: 'A favourite here',
      sentence: vary(item, ['It is one of the most bought things here.', 'Few things here are bought more.']),
      ownItem: null,
      fact: { about: 'popular', when: 'ever', rank: rankIn(popularity.total, item) },
    };
  }
  return null;
}

/** From 1; equal counts share a rank. */
function rankIn(counts: Float32Array, item: number): number {
  let rank = 1;
  for (const count of counts) if (count > counts[item]) rank++;
  return rank;
}

function season(item: number, { pack: { popularity }, profile: { moment } }: Grounds): Said | null {
  const share = shareOfSeason(popularity, item, moment);
  if (share < SEASON_FACTOR / 12 || popularity.total[item] < 2) return null;
  const months = popularity.months.subarray(item * 12, (item + 1) * 12);
  if (months.filter((other) => other < share).length < MOST_MONTHS) return null;
  // Where seasons are apart, the month of the counts isn't the one that the visitor has.
  if (moment.seasonsApart) {
    return {
      short: 'Popular at this time of year',
      sentence: 'People buy it at this time of year more than at most others.',
      ownItem: null,
      fact: { about: 'season', month: null, share },
    };
  }
  const month = localMonth(moment);
  return {
    short: `Popular in ${MONTHS[month]}`,
    sentence: vary(item, [
      `People buy it in ${MONTHS[month]} more than in most months.`,
      `It sells better in ${MONTHS[month]} than in most months.`,
    ]),
    ownItem: null,
    fact: { about: 'season', month, share },
  };
}

function hour(item: number, { catalog, pack: { popularity }, profile: { moment } }: Grounds): Said | null {
  const part = partOfDay(localTime(moment));
  if (popularity.total[item] < HOUR_BUYERS) return null;
  const lift = liftAt(popularity, catalog, item, part);
  if (lift < HOUR_FACTOR) return null;
  // Its kind may have lent it the lift: what is said of it must be true of its own sales.
  const parts = PARTS_OF_DAY.length;
  if (popularity.hours[item * parts + part] <= shopShareAt(popularity, catalog, part)) return null;
  return {
    short: `People buy it ${WHEN[part]}`,
    sentence: vary(item, [
      `It is bought ${WHEN[part]} more often than things here usually are.`,
      `More of its sales than usual are made ${WHEN[part]}.`,
    ]),
    ownItem: null,
    fact: { about: 'hour', part, lift },
  };
}

function isNew(item: number, { pack: { popularity }, profile: { moment } }: Grounds): Said | null {
  const first = popularity.firstSeen[item];
  const days = (moment.now - first) / DAY;
  if (first === 0 || days > NEW_DAYS) return null;
  return {
    short: 'New here',
    sentence: vary(item, ['It is new here.', 'It has not been here for long.']),
    ownItem: null,
    fact: { about: 'new', days },
  };
}

function place(item: number, { catalog, profile, raised }: Grounds): Said | null {
  const its = catalog.items[item];
  const find = (of: Interest['of']) =>
    raised.has(`affinity-${of}`)
      ? profile.interests.find(
          (known) =>
            known.of === of &&
            known.name === its[of] &&
            known.share >= OWN_PLACE_SHARE &&
            !isSensitiveFacet(known),
        )
      : undefined;
  const said = ({ of, name, share }: Interest, short: string, sentence: string): Said => ({
    short,
    sentence,
    ownItem: null,
    fact: { about: 'place', facet: { of, name }, share },
  });
  const brand = find('brand');
  if (brand !== undefined) {
    return said(
      brand,
      `More from ${its.brand}`,
      vary(item, [
        `It is made by ${its.brand}, and you keep coming back to them.`,
        `It is by ${its.brand}, like much of what you choose.`,
      ]),
    );
  }
  const kind = find('kind');
  if (kind !== undefined)
    return said(kind, `More in ${its.kind}`, `You spend much of your time here with ${its.kind}.`);
  const department = find('department');
  if (department !== undefined) {
    return said(
      department,
      `From ${its.department}`,
      `You spend much of your time here in ${its.department}.`,
    );
  }
  return null;
}

function price(item: number, { catalog, profile, raised }: Grounds): Said | null {
  const usual = usualPrice(catalog, profile);
  const its = catalog.items[item].price;
  if (usual === null || its === null || its <= 0 || !raised.has('price-fit')) return null;
  const from = Math.exp(usual.mean - usual.spread);
  const to = Math.exp(usual.mean + usual.spread);
  if (its < from || its > to) return null;
  return {
    short: 'In your price range',
    sentence: vary(item, [
      'Its price is near what you usually choose.',
      'It costs about as much as the things you usually choose.',
    ]),
    ownItem: null,
    fact: { about: 'price', price: its, from, to },
  };
}

/** The request that says most for it: one about itself or its facets, else the one about the thing it is most like. */
function asked(item: number, { catalog, pack, profile }: Grounds): Said | null {
  const its = catalog.items[item];
  const d = pack.vectors.length / catalog.items.length;
  const alike = (other: number) =>
    other === item
      ? Number.POSITIVE_INFINITY
      : d === 0
        ? Number(its.kind !== '' && its.kind === catalog.items[other].kind)
        : likeness(pack.vectors, d, other, item);
  const [first] = profile.said
    .filter(({ verdict }) => verdict === 'more')
    .map((said) => ({
      said,
      fits: said.facet === null ? alike(said.item) : hasFacet(its, said.facet) ? Number.POSITIVE_INFINITY : 0,
    }))
    .filter(({ fits }) => fits > 0)
    // Of equals the newest, which stands last.
    .reverse()
    .sort((a, b) => (a.fits === b.fits ? 0 : b.fits - a.fits));
  if (first === undefined) return null;
  const { facet, item: about } = first.said;
  const words =
    facet !== null
      ? `asked for more ${ofFacet(facet)}`
      : about === item
        ? 'asked for more like this'
        : `asked for more like ${catalog.items[about].title}`;
  return {
    short: `You ${words}`,
    sentence: `You ${words}.`,
    ownItem: facet === null && about !== item ? about : null,
    fact: { about: 'your-say', ownId: facet === null ? catalog.items[about].id : null, facet },
  };
}

/** To go on after "more" and "less": "from Northfell", "in Tents", "with colour green". */
export function ofFacet({ of, name }: Facet): string {
  if (of === 'brand') return `from ${name}`;
  return of === 'attribute' ? `with ${name.replace(': ', ' ')}` : `in ${name}`;
}

/** What this session was at, where that is what it is. */
function session(item: number, { catalog, profile }: Grounds): Said | null {
  const its = catalog.items[item];
  const seen = inSession(profile.sequence, profile.moment.now).map((step) => catalog.items[step.item]);
  const of = (['kind', 'department'] as const).find(
    (level) =>
      its[level] !== '' &&
      !isSensitiveFacet({ of: level, name: its[level] }) &&
      seen.some((other) => other[level] === its[level]),
  );
  if (of === undefined) return null;
  const name = its[of];
  return {
    short: `You are looking in ${name}`,
    sentence: vary(item, [
      `You are looking at things in ${name} just now.`,
      `It is in ${name}, where you are looking just now.`,
    ]),
    ownItem: null,
    fact: { about: 'session', facet: { of, name } },
  };
}

function weather(item: number): Said {
  return {
    short: 'For your weather',
    sentence: vary(item, [
      'It suits the weather that you told us of.',
      'It is a thing for the weather that you told us of.',
    ]),
    ownItem: null,
    fact: { about: 'weather' },
  };
}

/** By what is in the score beside the signals. */
const BESIDE: Record<string, (item: number, grounds: Grounds) => Said | null> = {
  'your-say': asked,
  'session-interest': session,
  weather,
};

/** What has no words of its own says itself what it is. */
function beside(name: string, meaning: string): Said {
  const words = meaning.charAt(0).toUpperCase() + meaning.slice(1);
  return { short: words, sentence: `${words}.`, ownItem: null, fact: { about: 'extra', name, meaning } };
}
