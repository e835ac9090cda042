/**
 * The rule of what shelves and lines may say of a visitor unasked, on a page that somebody else may see: see "What may
 * be said aloud" in docs/steering.md. What passes here is put into words by `copy.ts`; nothing else is.
 */
import type { Catalog } from '../catalog/item.ts';
import { DAY, SESSION_PAUSE } from './build-profile.ts';
import { centredRows, groupAlike } from './clusters.ts';
import { eventWeight } from './event-weights.ts';
import { SAY_ALOUD } from './evidence.ts';
import { hasFacet } from './facets.ts';
import { asksForSomebodyElse } from './intent.ts';
import type { PastEvent, Profile } from './profile.ts';
import { bothOf, type Subject, subjectsOf } from './subjects.ts';

/** An interest that may be spoken of. */
export interface SpokenInterest {
  subject: Subject;
  /** Whether it may be called theirs: "your walks". Where not, it is a thing of the shop: "walks". */
  yours: boolean;
  /** What else may be said of the same things, most telling first: for where the shop has too little of the first. */
  otherwise: SpokenInterest[];
}

/** What was done with a thing lately, by the visitor for themselves. */
interface Deeds {
  events: number;
  /** The strongest. */
  weight: number;
  /** Numbers of the visits. */
  visits: Set<number>;
}

/**
 * At most `SAY_ALOUD.interests`, strongest first, about different things.
 * @param past The events that `profile` was built from, chronological.
 * @param vectors n x d text vectors, row-major; empty where there are none.
 */
export function spokenInterests(
  profile: Profile,
  past: readonly PastEvent[],
  catalog: Catalog,
  vectors: Float32Array,
): SpokenInterest[] {
  const deeds = ownDeeds(past, profile.moment.now);
  // Hidden and disliked things are not in the profile.
  const recent = profile.touched
    .filter(({ item, weight }) => weight > 0 && deeds.has(item))
    .sort((a, b) => b.weight - a.weight || a.item - b.item)
    .slice(0, SAY_ALOUD.leaders);
  if (recent.length < SAY_ALOUD.items) return [];
  const d = catalog.items.length === 0 ? 0 : Math.floor(vectors.length / catalog.items.length);
  const rows = centredRows(
    vectors,
    d,
    recent.map(({ item }) => item),
  );
  const weightOf = (items: readonly { weight: number }[]) =>
    items.reduce((sum, { weight }) => sum + weight, 0);
  const all = weightOf(recent);
  const silent = turnedDown(profile, catalog);
  const found: SpokenInterest[] = [];
  const groups = groupAlike(recent, catalog, rows, d).map((group) => group.map((at) => recent[at]));
  // All together last: a few things fall into pairs by their texts, and share a use all the same.
  for (const things of [...groups, recent]) {
    if (weightOf(things) < SAY_ALOUD.share * all || (things === recent && found.length > 0)) continue;
    const [interest, ...otherwise] = subjectsOfGroup(things, deeds, catalog)
      .filter((subject) => !silent(subject) && !overlaps(subject, found))
      .map((subject) => ({ subject, yours: isTheirs(subject, things, deeds), otherwise: [] }));
    if (interest === undefined) continue;
    found.push({ ...interest, otherwise });
    if (found.length === SAY_ALOUD.interests) break;
  }
  return found;
}

/** Deeds of the last days by item, without those of visits that were for somebody else. */
function ownDeeds(past: readonly PastEvent[], now: number): Map<number, Deeds> {
  const from = now - SAY_ALOUD.days * DAY;
  const deeds = new Map<number, Deeds>();
  let visit = 0;
  let end = past.length;
  while (end > 0) {
    // One visit, from its newest event back to the pause before it.
    let start = end - 1;
    while (start > 0 && past[start].at - past[start - 1].at < SESSION_PAUSE) start--;
    if (past[end - 1].at < from) break;
    const theirs = past
      .slice(start, end)
      .every(({ query }) => query === undefined || !asksForSomebodyElse(query));
    for (let at = start; theirs && at < end; at++) {
      const event = past[at];
      const weight = eventWeight(event);
      // How long a page was read, and what was merely in view, is nobody's business here.
      if (weight <= 0 || event.item < 0 || event.type === 'user_engagement' || event.at < from) continue;
      const known = deeds.get(event.item);
      if (known === undefined) deeds.set(event.item, { events: 1, weight, visits: new Set([visit]) });
      else {
        known.events++;
        known.weight = Math.max(known.weight, weight);
        known.visits.add(visit);
      }
    }
    visit++;
    end = start;
  }
  return deeds;
}

/** What the visitor turned down is not spoken of, nor what much of is. */
function turnedDown({ hidden, disliked, hiddenFacets, said, touched }: Profile, catalog: Catalog) {
  const less = said.filter(({ verdict }) => verdict === 'less');
  const refused = new Set([...hidden, ...disliked, ...less.flatMap(({ item }) => (item < 0 ? [] : [item]))]);
  const facets = [...hiddenFacets, ...less.flatMap(({ facet }) => (facet === null ? [] : [facet]))];
  const liked = new Set(touched.map(({ item }) => item));
  return ({ items }: Subject): boolean => {
    let against = 0;
    let met = 0;
    let barred = 0;
    for (const item of items) {
      if (refused.has(item)) against++;
      else if (liked.has(item)) met++;
      if (facets.some((facet) => hasFacet(catalog.items[item], facet))) barred++;
    }
    return against * 2 >= met + against || barred * 2 > items.length;
  };
}

function overlaps({ names }: Subject, others: readonly SpokenInterest[]): boolean {
  return others.some(({ subject }) => subject.names.some((name) => names.includes(name)));
}

interface Candidate {
  subject: Subject;
  margin: number;
}

/** The subjects that a group bears, most telling first. */
function subjectsOfGroup(
  things: readonly { item: number; weight: number }[],
  deeds: ReadonlyMap<number, Deeds>,
  catalog: Catalog,
): Subject[] {
  const { byKey, ofItem } = subjectsOf(catalog);
  const all = things.reduce((sum, { weight }) => sum + weight, 0);
  const borne = (subject: Subject): Candidate | null => {
    let weight = 0;
    let items = 0;
    let events = 0;
    for (const thing of things) {
      if (!subject.keys.every((key) => ofItem[thing.item].includes(key))) continue;
      weight += thing.weight;
      items++;
      events += deeds.get(thing.item)?.events ?? 0;
    }
    const coverage = weight / all;
    const margin = coverage - subject.items.length / catalog.items.length;
    const enough = items >= SAY_ALOUD.items && events >= SAY_ALOUD.events;
    if (!enough || coverage < SAY_ALOUD.coverage || margin < SAY_ALOUD.margin) return null;
    return { subject, margin };
  };
  const keys = [...new Set(things.flatMap(({ item }) => ofItem[item]))];
  const single = keys
    .flatMap((key) => byKey.get(key) ?? [])
    .flatMap((subject) => borne(subject) ?? [])
    .sort(
      (a, b) =>
        RANK[rankOf(a)] - RANK[rankOf(b)] || b.margin - a.margin || (a.subject.key < b.subject.key ? -1 : 1),
    );
  const pairs = single.flatMap((head) =>
    single.flatMap((before) => {
      const both = before === head ? null : bothOf(before.subject, head.subject);
      return both !== null && borne(both) !== null ? [both] : [];
    }),
  );
  return [...pairs, ...single.map(({ subject }) => subject)];
}

/** What one does says most, then when; where and of what sort say less; a kind's name is what is left. */
const RANK = { activity: 0, time: 0, setting: 1, kind: 2, quality: 3 } as const;

function rankOf({ subject }: Candidate): keyof typeof RANK {
  return subject.phrase?.form ?? 'kind';
}

/** More than looks of one visit, and of what somebody can have of their own. */
function isTheirs(
  subject: Subject,
  things: readonly { item: number }[],
  deeds: ReadonlyMap<number, Deeds>,
): boolean {
  if (subject.phrase === null || subject.phrase.yours === '') return false;
  const has = new Set(subject.items);
  const visits = new Set<number>();
  let strongest = 0;
  for (const { item } of things) {
    const deed = has.has(item) ? deeds.get(item) : undefined;
    if (deed === undefined) continue;
    for (const visit of deed.visits) visits.add(visit);
    strongest = Math.max(strongest, deed.weight);
  }
  return strongest >= SAY_ALOUD.deed || visits.size >= SAY_ALOUD.visits;
}
