/**
 * Personal copy on pages: shelves of the visitor's interests, the line under "For you", blurbs. Beside the plain
 * shelves, whose things it never changes.
 */
import type { Voice } from '../messages/texts.ts';
import { blurbOf, CARD_BLURB, PAGE_BLURB } from '../profile/blurb.ts';
import { goodFor, inMind, shelfLabel, shelfTitle } from '../profile/copy.ts';
import type { Profile } from '../profile/profile.ts';
import { type SpokenInterest, spokenInterests } from '../profile/say-aloud.ts';
import { newToVisitor } from '../ranking/eligibility.ts';
import { mergeDuplicates } from '../ranking/slate.ts';
import type { Ranked } from './ranker.ts';
import type { Blurb, Entry, Shelf } from './recommender.ts';
import type { Shop } from './shop.ts';

/** Things on such a shelf: a row, and at least enough that it is one. */
const LENGTH = 10;
const FEWEST = 6;

/** What history notes as such a shelf's name: its title is made of history, and must be gone when that is. */
const NOTED = 'One of your interests';

/** Cards of the first shelf that an interest must be true of to be what it has in mind. */
const IN_MIND = 2;

const spoken = new WeakMap<Profile, SpokenInterest[]>();

/** Worked out once for a profile. */
function interestsIn({ catalog, pack }: Shop, { profile, past }: Ranked): SpokenInterest[] {
  let interests = spoken.get(profile);
  if (interests === undefined) {
    interests = spokenInterests(profile, past, catalog, pack.vectors);
    spoken.set(profile, interests);
  }
  return interests;
}

/** The same shelves with the same things in the same order; between them shelves of interests, and words. */
export function withPersonalCopy(
  shelves: readonly Shelf[],
  shop: Shop,
  ranked: Ranked,
  voice: Voice<'copy'>,
): Shelf[] {
  const interests = interestsIn(shop, ranked);
  if (interests.length === 0) return [...shelves];
  const indexOf = ({ card }: Entry) => shop.indexOf.get(card.id) ?? -1;
  const shown = new Set(shelves.flatMap(({ entries }) => entries.map(indexOf)));
  const saved = new Set(ranked.profile.saved);
  const own: Shelf[] = [];
  for (const interest of interests) {
    for (const said of [interest, ...interest.otherwise]) {
      const things = thingsFor(said, shop, ranked, shown);
      if (things.length < FEWEST) continue;
      for (const { item } of things) shown.add(item);
      own.push({
        id: own.length === 0 ? 'interest' : 'another-interest',
        title: shelfTitle(said, voice),
        label: shelfLabel(said, voice),
        noted: NOTED,
        // The title is the reason.
        entries: things.map(({ item, score }) =>
          withBlurb({ card: shop.card(item, saved), score, reason: null }, item, [said], shop),
        ),
      });
      break;
    }
  }
  const first = shelves.find(({ id }) => id === 'for-you');
  const plain = shelves.map((shelf) => (shelf === first ? withWords(shelf, interests, shop, voice) : shelf));
  return placed(plain, own);
}

/** The best of what is new to the visitor and stands on no other shelf, by the fused score alone. */
function thingsFor({ subject }: SpokenInterest, shop: Shop, ranked: Ranked, shown: ReadonlySet<number>) {
  const { catalog, pack } = shop;
  const fresh = newToVisitor(catalog, ranked.profile);
  const candidates = new Set(subject.items.filter((item) => !shown.has(item) && fresh(item)));
  if (candidates.size < FEWEST) return [];
  const pool = ranked.top(2 * LENGTH, (item) => candidates.has(item));
  return mergeDuplicates(catalog, pack.vectors, pool).slice(0, LENGTH);
}

/** One after "For you" and what it led to, below the first view; the other before what is everybody's. */
function placed(shelves: readonly Shelf[], own: readonly Shelf[]): Shelf[] {
  const [one, another] = own;
  if (one === undefined) return [...shelves];
  const after = shelves.findLastIndex(({ id }) => id === 'for-you' || id === 'because') + 1;
  const everybodys = shelves.findIndex(({ id }) => id === 'trending');
  const before = everybodys < after ? shelves.length : everybodys;
  return [
    ...shelves.slice(0, after),
    one,
    ...shelves.slice(after, before),
    ...(another === undefined ? [] : [another]),
    ...shelves.slice(before),
  ];
}

function withWords(
  shelf: Shelf,
  interests: readonly SpokenInterest[],
  shop: Shop,
  voice: Voice<'copy'>,
): Shelf {
  const items = shelf.entries.map(({ card }) => shop.indexOf.get(card.id) ?? -1);
  const shownOf = ({ subject }: SpokenInterest) =>
    items.filter((item) => subject.items.includes(item)).length;
  const words = inMind(
    interests.filter((interest) => interest.subject.phrase !== null && shownOf(interest) >= IN_MIND),
    voice,
  );
  return {
    ...shelf,
    ...(words !== '' && { inMind: words }),
    entries: shelf.entries.map((entry, place) => withBlurb(entry, items[place], interests, shop)),
  };
}

function withBlurb(entry: Entry, item: number, interests: readonly SpokenInterest[], shop: Shop): Entry {
  const blurb = blurbFor(item, interests, shop, CARD_BLURB)?.text;
  return blurb === undefined ? entry : { ...entry, blurb };
}

/** By the first interest that the item is of and has a sentence for. */
function blurbFor(item: number, interests: readonly SpokenInterest[], shop: Shop, longest: number) {
  for (const { subject } of interests) {
    if (!subject.items.includes(item)) continue;
    const text = blurbOf(shop.item(item), subject, shop.catalog, longest);
    if (text !== '') return { text, subject };
  }
  return null;
}

/** For an item's page: what it is good for, and the sentence of its own that says so; undefined where there is none. */
export function pageBlurb(item: number, shop: Shop, ranked: Ranked, voice: Voice<'copy'>): Blurb | undefined {
  const found = blurbFor(item, interestsIn(shop, ranked), shop, PAGE_BLURB);
  return found === null ? undefined : { text: found.text, goodFor: goodFor(found.subject, voice) };
}
