/**
 * Claims: what may be said about why an item stands where it does. Each is said only if the numbers bear it:
 * its signals raised this item's score, and its own condition (bought three times, in the top twentieth this
 * week) holds. Cards show the strongest; explanations string together a few.
 */
import type { Facet } from '../history/event.ts';
import { formatsOf } from '../messages/formats.ts';
import type { KeyOf, Text, Voice } from '../messages/texts.ts';
import { shareOfSeason } from '../models/popularity.ts';
import type { Popularity } from '../packs/pack.ts';
import { DAY } from '../profile/build-profile.ts';
import { localMonth, localTime, PARTS_OF_DAY, partOfDay } from '../profile/calendar.ts';
import { hasFacet } from '../profile/facets.ts';
import type { Bought, Interest, Profile } from '../profile/profile.ts';
import { isSensitive, isSensitiveFacet } from '../profile/sensitive.ts';
import { usualPrice } from '../signals/affinity.ts';
import { liftAt, shopShareAt } from '../signals/hour.ts';
import { signalsOf } from '../signals/index.ts';
import { ownInterval } from '../signals/own-history.ts';
import { likeness } from '../signals/vectors.ts';
import type { ClaimFact } from './fact.ts';
import type { Deed, OwnItem } from './own-items.ts';
import type { Scored, ScoreRequest } from './score.ts';
import { inSession } from './session-interest.ts';
import { writtenFor } from './written-words.ts';

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
  voice: Voice<'reasons'>;
}

/** Which claim a signal's contribution counts for; those that join several senses speak for none alone. */
const CLAIM_OF: Record<string, ClaimKind | undefined> = {
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
  'looks-recent': 'looks',
  'looks-lasting': 'looks',
  'sounds-recent': 'sounds',
  'sounds-lasting': 'sounds',
};

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

/** z-score of a likeness, of texts, pictures or recordings, that may be called so: the nearest twentieth, if it were normal. */
const LIKE = 1.65;

/** A department, kind or brand with at least this share of the visitor's attention is theirs. */
const OWN_PLACE_SHARE = 0.25;

/** Deviations above the catalog's mean from which on people with such tastes may be said to choose it: the best sixth. */
const CHOSEN = 1;

/** Words of a review that are said, and characters of a search. */
const WORDS_SAID = 2;
const LONGEST_SAID = 60;

/** Of the other eleven months, those that a season must be ahead of to be "more than in most". */
const MOST_MONTHS = 6;

type Said = Omit<Claim, 'about' | 'amount'>;

/** @returns Everything that can be said for the item, most telling first. */
export function claimsFor(
  item: number,
  { catalog, pack }: ScoreRequest,
  scored: Scored,
  voice: Voice<'reasons'>,
): Claim[] {
  const { profile, own, signals, extras } = scored;
  const contributions = scored.fuser.contributions(item);
  const amounts = new Map<ClaimKind, number>();
  const raised = new Set<string>();
  const names = signalsOf(pack).map(({ name }) => name);
  names.forEach((name, s) => {
    if (contributions[s] > 0) raised.add(name);
    const kind = CLAIM_OF[name];
    if (kind !== undefined) amounts.set(kind, (amounts.get(kind) ?? 0) + contributions[s]);
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
    voice,
  };
  const claims: Claim[] = [];
  const add = (said: Said | null, amount: number) => {
    if (said !== null) claims.push({ about: said.fact.about, amount, ...said });
  };
  for (const [about, amount] of amounts) if (amount > 0) add(SAY[about]?.(item, grounds) ?? null, amount);
  extras.forEach(({ name, meaning }, e) => {
    const amount = contributions[names.length + e];
    if (!(amount > 0)) return;
    add(BESIDE[name] ? BESIDE[name](item, grounds) : beside(name, meaning, voice.text), amount);
  });
  return claims.sort((a, b) => b.amount - a.amount);
}

const SAY: Partial<Record<ClaimKind, (item: number, grounds: Grounds) => Said | null>> = {
  again,
  own: ownDeed,
  like,
  looks: (item, grounds) => alike('looks', 'images', item, grounds),
  sounds: (item, grounds) => alike('sounds', 'sounds', item, grounds),
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
function vary<K extends KeyOf<'reasons'>>(item: number, ways: readonly K[]): K {
  return ways[item % ways.length];
}

function again(item: number, { profile, catalog, voice: { text } }: Grounds): Said | null {
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
      short: text('reason.again.rhythm.short', rhythm),
      sentence: text(vary(item, ['reason.again.rhythm.1', 'reason.again.rhythm.2']), rhythm),
      ownItem: item,
      fact,
    };
  }
  return {
    short: text('reason.again.short', { orders }),
    sentence: text('reason.again', { orders }),
    ownItem: item,
    fact,
  };
}

/** About every 10 days, every week, every 2 months; null where the visitor has no rhythm yet. */
export function every(bought: Bought): { unit: 'day' | 'week' | 'month'; count: number } | null {
  const days = ownInterval(bought);
  if (days === null || days < 1) return null;
  if (days < 11) {
    const count = Math.round(days);
    return count === 7 ? { unit: 'week', count: 1 } : { unit: 'day', count };
  }
  if (days < 56) return { unit: 'week', count: Math.round(days / 7) };
  return { unit: 'month', count: Math.round(days / 30.44) };
}

/** Four stars are praise; three are none. */
const PRAISE = 4;
const PRAISED: Partial<Record<Deed, string>> = { reviewed: 'praised', rated: 'loved' };

function ownDeed(item: number, { own, profile, catalog, voice: { text } }: Grounds): Said | null {
  const known = own.get(item);
  if (known === undefined) return null;
  const stars = profile.rated.find((rated) => rated.item === item)?.stars ?? 0;
  const deed = (stars >= PRAISE && PRAISED[known.deed]) || known.deed;
  const fact = { about: 'own' as const, itemId: catalog.items[item].id, deed: known.deed };
  return {
    short: text('reason.own.short', { deed }),
    sentence: text('reason.own', { deed }),
    ownItem: item,
    fact,
  };
}

/** The visitor's own item that speaks most for this one, over some signals that raised it. Never the item itself. */
function strongestOwn(item: number, grounds: Grounds, signals: readonly string[]): OwnItem | null {
  // Signals have scales of their own, so causes aren't compared across them: the first that has one names it.
  for (const { name, because } of signalsOf(grounds.pack)) {
    if (because === undefined || !signals.includes(name) || !grounds.raised.has(name)) continue;
    const [first] = because(grounds, item).filter((cause) => cause.item !== item);
    if (first !== undefined && first.amount > 0) return grounds.own.get(first.item) ?? null;
  }
  return null;
}

function like(item: number, grounds: Grounds): Said | null {
  const cause = strongestOwn(item, grounds, ['content-recent', 'content-lasting']);
  if (cause === null) return null;
  const { catalog, pack, voice } = grounds;
  const { text } = voice;
  const { vectors } = pack;
  const alike = likeness(vectors, vectors.length / catalog.items.length, cause.item, item);
  if (alike < LIKE) return null;
  const { id, title } = catalog.items[cause.item];
  const { deed } = cause;
  return {
    short: text('reason.like.short', { deed, title }),
    sentence: text(vary(item, ['reason.like.1', 'reason.like.2', 'reason.like.3']), { deed, title }),
    ownItem: cause.item,
    fact: { about: 'like', ownId: id, deed, likeness: alike },
  };
}

/** The same of pictures and of recordings. */
function alike(
  about: 'looks' | 'sounds',
  modality: 'images' | 'sounds',
  item: number,
  grounds: Grounds,
): Said | null {
  const { catalog, pack, voice } = grounds;
  const { text } = voice;
  const modal = pack[modality];
  const cause = strongestOwn(item, grounds, [`${about}-recent`, `${about}-lasting`]);
  if (modal === undefined || cause === null) return null;
  const near = likeness(modal.vectors, modal.stamp.dimensions, cause.item, item, modal.present);
  if (near < LIKE) return null;
  const { id, title } = catalog.items[cause.item];
  const { deed } = cause;
  return {
    short: text(`reason.${about}.short`, { title }),
    sentence: text(vary(item, [`reason.${about}.1`, `reason.${about}.2`]), { deed, title }),
    ownItem: cause.item,
    fact: { about, ownId: id, deed, likeness: near },
  };
}

function goesWith(item: number, grounds: Grounds): Said | null {
  const cause = strongestOwn(item, grounds, ['item-item', 'item-item-recent', 'sequence']);
  if (cause === null) return null;
  const { catalog, pack, voice } = grounds;
  const { text } = voice;
  const { id, title } = catalog.items[cause.item];
  const { deed } = cause;
  // Only a rule over orders may say "bought with"; a weight says that choices go together.
  const { offset, target } = pack.together;
  const together = target.subarray(offset[cause.item], offset[cause.item + 1]).includes(item);
  const fact = { about: 'with' as const, ownId: id, deed, together };
  if (together) {
    return {
      short: text('reason.together.short', { title }),
      sentence: text(vary(item, ['reason.together.1', 'reason.together.2']), { deed, title }),
      ownItem: cause.item,
      fact,
    };
  }
  return {
    short: text('reason.with.short', { title }),
    sentence: text(vary(item, ['reason.with.1', 'reason.with.2', 'reason.with.3']), { deed, title }),
    ownItem: cause.item,
    fact,
  };
}

/** Factors know no single items: what may be said is only that such people choose it, where it stands out for them. */
function people(item: number, { above, raised, voice: { text } }: Grounds): Said | null {
  const by = above('factors');
  if (!raised.has('factors') || by < CHOSEN) return null;
  return {
    short: text('reason.people.short'),
    sentence: text(vary(item, ['reason.people.1', 'reason.people.2'])),
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

function popular(item: number, { pack: { popularity }, profile, voice: { text } }: Grounds): Said | null {
  let level = bars.get(popularity);
  if (level === undefined) {
    level = { week: bar(popularity.week), recent: bar(popularity.recent), total: bar(popularity.total) };
    bars.set(popularity, level);
  }
  const age = (profile.moment.now - popularity.at) / DAY;
  const said = (when: 'week' | 'month', counts: Float32Array): Said => ({
    short: text('reason.popular.short', { when }),
    sentence: text(vary(item, ['reason.popular.1', 'reason.popular.2']), { when }),
    ownItem: null,
    fact: { about: 'popular', when, rank: rankIn(counts, item) },
  });
  if (age <= FRESH_WEEK_DAYS && popularity.week[item] >= level.week) return said('week', popularity.week);
  if (age <= FRESH_MONTH_DAYS && popularity.recent[item] >= level.recent)
    return said('month', popularity.recent);
  if (popularity.total[item] >= level.total) {
    return {
      short: text('reason.favourite.short'),
      sentence: text(vary(item, ['reason.favourite.1', 'reason.favourite.2'])),
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

function season(
  item: number,
  { pack: { popularity }, profile: { moment }, voice: { language, text } }: Grounds,
): Said | null {
  const share = shareOfSeason(popularity, item, moment);
  if (share < SEASON_FACTOR / 12 || popularity.total[item] < 2) return null;
  const months = popularity.months.subarray(item * 12, (item + 1) * 12);
  if (months.filter((other) => other < share).length < MOST_MONTHS) return null;
  // Where seasons are apart, the month of the counts isn't the one that the visitor has.
  if (moment.seasonsApart) {
    return {
      short: text('reason.this-season.short'),
      sentence: text('reason.this-season'),
      ownItem: null,
      fact: { about: 'season', month: null, share },
    };
  }
  const at = localMonth(moment);
  const month = formatsOf(language).month(at);
  return {
    short: text('reason.season.short', { month }),
    sentence: text(vary(item, ['reason.season.1', 'reason.season.2']), { month }),
    ownItem: null,
    fact: { about: 'season', month: at, share },
  };
}

function hour(
  item: number,
  { catalog, pack: { popularity }, profile: { moment }, voice: { text } }: Grounds,
): Said | null {
  const part = partOfDay(localTime(moment));
  if (popularity.total[item] < HOUR_BUYERS) return null;
  const lift = liftAt(popularity, catalog, item, part);
  if (lift < HOUR_FACTOR) return null;
  // Its kind may have lent it the lift: what is said of it must be true of its own sales.
  const parts = PARTS_OF_DAY.length;
  if (popularity.hours[item * parts + part] <= shopShareAt(popularity, catalog, part)) return null;
  const when = { part: PARTS_OF_DAY[part] };
  return {
    short: text('reason.hour.short', when),
    sentence: text(vary(item, ['reason.hour.1', 'reason.hour.2']), when),
    ownItem: null,
    fact: { about: 'hour', part, lift },
  };
}

function isNew(
  item: number,
  { pack: { popularity }, profile: { moment }, voice: { text } }: Grounds,
): Said | null {
  const first = popularity.firstSeen[item];
  const days = (moment.now - first) / DAY;
  if (first === 0 || days > NEW_DAYS) return null;
  return {
    short: text('reason.new.short'),
    sentence: text(vary(item, ['reason.new.1', 'reason.new.2'])),
    ownItem: null,
    fact: { about: 'new', days },
  };
}

function place(item: number, { catalog, profile, raised, voice: { text } }: Grounds): Said | null {
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
    const { name } = brand;
    const sentence = text(vary(item, ['reason.brand.1', 'reason.brand.2']), { name });
    return said(brand, text('reason.brand.short', { name }), sentence);
  }
  const kind = find('kind');
  if (kind !== undefined) {
    const { name } = kind;
    return said(kind, text('reason.kind.short', { name }), text('reason.kind', { name }));
  }
  const department = find('department');
  if (department === undefined) return null;
  const { name } = department;
  return said(department, text('reason.department.short', { name }), text('reason.department', { name }));
}

function price(item: number, { catalog, profile, raised, voice: { text } }: Grounds): Said | null {
  const usual = usualPrice(catalog, profile);
  const its = catalog.items[item].price;
  if (usual === null || its === null || its <= 0 || !raised.has('price-fit')) return null;
  const from = Math.exp(usual.mean - usual.spread);
  const to = Math.exp(usual.mean + usual.spread);
  if (its < from || its > to) return null;
  return {
    short: text('reason.price.short'),
    sentence: text(vary(item, ['reason.price.1', 'reason.price.2'])),
    ownItem: null,
    fact: { about: 'price', price: its, from, to },
  };
}

/** The request that says most for it: one about itself or its facets, else the one about the thing it is most like. */
function asked(item: number, { catalog, pack, profile, voice: { text } }: Grounds): Said | null {
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
  if (facet !== null) {
    const named = facetValues(facet);
    return {
      short: text('reason.asked.facet.short', named),
      sentence: text('reason.asked.facet', named),
      ownItem: null,
      fact: { about: 'your-say', ownId: null, facet },
    };
  }
  const { id, title } = catalog.items[about];
  const itself = about === item;
  return {
    short: itself ? text('reason.asked.this.short') : text('reason.asked.like.short', { title }),
    sentence: itself ? text('reason.asked.this') : text('reason.asked.like', { title }),
    ownItem: itself ? null : about,
    fact: { about: 'your-say', ownId: id, facet: null },
  };
}

/** As messages take it, which say "from Northfell", "in Tents", "with colour green". */
export function facetValues({ of, name }: Facet): Facet {
  return { of, name: of === 'attribute' ? name.replace(': ', ' ') : name };
}

/** What this session was at, where that is what it is. */
function session(item: number, { catalog, profile, voice: { text } }: Grounds): Said | null {
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
    short: text('reason.session.short', { name }),
    sentence: text(vary(item, ['reason.session.1', 'reason.session.2']), { name }),
    ownItem: null,
    fact: { about: 'session', facet: { of, name } },
  };
}

/** A search in full, short as it is; of a review the words that the item shares. What is sensitive is never said aloud. */
function written(item: number, { catalog, profile, voice }: Grounds): Said | null {
  const found = writtenFor(item, profile, catalog);
  if (found === null || found.words.length === 0) return null;
  const { of, text, item: about } = found.part.written;
  const words = found.words.slice(0, WORDS_SAID);
  if (isSensitive(of === 'search' ? text : words.join(' '))) return null;
  if (of === 'search') {
    const query = text.length > LONGEST_SAID ? `${text.slice(0, LONGEST_SAID).trimEnd()}…` : text;
    return {
      short: voice.text('reason.search.short', { query }),
      sentence: voice.text('reason.search', { query }),
      ownItem: null,
      fact: { about: 'written', of, ownId: null, text, words },
    };
  }
  const { id, title } = catalog.items[about];
  const praised = formatsOf(voice.language).list(words.map((word) => `“${word}”`));
  return {
    short: voice.text('reason.praise.short', { words: praised }),
    sentence: voice.text('reason.praise', { words: praised, title }),
    ownItem: about,
    fact: { about: 'written', of, ownId: id, text, words },
  };
}

function weather(item: number, { voice: { text } }: Grounds): Said {
  return {
    short: text('reason.weather.short'),
    sentence: text(vary(item, ['reason.weather.1', 'reason.weather.2'])),
    ownItem: null,
    fact: { about: 'weather' },
  };
}

/** By what is in the score beside the signals. */
const BESIDE: Record<string, (item: number, grounds: Grounds) => Said | null> = {
  'your-say': asked,
  'session-interest': session,
  written,
  weather,
};

/** What has no words of its own says itself what it is. */
function beside(name: string, meaning: string, text: Text<'reasons'>): Said {
  const words = meaning.charAt(0).toUpperCase() + meaning.slice(1);
  return {
    short: text('reason.other.short', { meaning: words }),
    sentence: text('reason.other', { meaning: words }),
    ownItem: null,
    fact: { about: 'extra', name, meaning },
  };
}
