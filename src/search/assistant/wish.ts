/**
 * What is asked for, as a conversation goes on: which new parts take the place of older ones, and the whole as one
 * `Understood`. The visitor's words are kept, and read again without what was taken back, so that nothing of it lingers.
 */
import { type Constraint, type Part, partId, type Understood } from '../request.ts';
import type { Wish } from './turn.ts';
import type { World } from './world.ts';

/** A part that stands in no text. */
export function partOf(constraint: Constraint, must = true): Part {
  return { id: partId(constraint), start: 0, end: 0, constraint, must };
}

/** Properties of which a thing has one: a new colour takes the place of the old. Tags add up. */
const ADDS_UP = 'tag';

/** Whether what is asked now makes `old` pointless. */
export function replaces(now: Part, old: Part): boolean {
  if (now.id === old.id) return true;
  const [a, b] = [now.constraint, old.constraint];
  switch (a.of) {
    case 'price':
      if (b.of === 'compared') return b.how !== 'like';
      if (b.of !== 'price') return false;
      return (
        (a.max !== null && (b.max !== null || (b.min ?? 0) > a.max)) ||
        (a.min !== null && (b.min !== null || (b.max ?? Number.POSITIVE_INFINITY) < a.min))
      );
    case 'compared':
      if (b.of !== 'compared') return false;
      return a.how === 'like' ? b.how === 'like' : b.how !== 'like';
    case 'property':
      if (b.of !== 'property') return false;
      if (a.not !== b.not) return a.name === b.name && overlap(a.any, b.any);
      if (a.not) return false;
      if (placed(a.name) && placed(b.name)) return true;
      return a.name === b.name && a.name !== ADDS_UP;
    case 'rating':
    case 'recipient':
    case 'occasion':
    case 'count':
      return a.of === b.of;
    case 'word':
      return false;
  }
}

const placed = (name: string) => name === 'kind' || name === 'department';

function overlap(
  a: readonly { of: string; name: string }[],
  b: readonly { of: string; name: string }[],
): boolean {
  return a.some((one) => b.some((other) => one.of === other.of && one.name === other.name));
}

/** All that is asked for; parts of words first, in their order. */
export function whole(wish: Wish, world: World): Understood {
  const read = wish.words.map(({ text, beside, dropped }) => world.understand(text, { beside, dropped }));
  const parts = new Map<string, Part>();
  for (const part of [...read.flatMap(({ parts }) => parts), ...wish.chosen]) parts.set(part.id, part);
  const joined = (of: 'text' | 'rest' | 'wanted') =>
    read
      .map((one) => one[of])
      .filter((text) => text !== '')
      .join(' ');
  return {
    text: joined('text'),
    parts: [...parts.values()],
    rest: joined('rest'),
    wanted: joined('wanted'),
    sort: read.findLast(({ sort }) => sort !== null)?.sort ?? null,
    conflict: read.findLast(({ conflict }) => conflict !== null)?.conflict ?? null,
  };
}

/** `wish` without the parts that `now` replaces. */
function withoutReplaced(wish: Wish, now: readonly Part[], world: World): Wish {
  const gone = whole(wish, world)
    .parts.filter((old) => now.some((part) => replaces(part, old)))
    .map(({ id }) => id);
  return drop(wish, gone);
}

/** Takes parts back, wherever they came from. */
export function drop(wish: Wish, ids: readonly string[]): Wish {
  if (ids.length === 0) return wish;
  return {
    ...wish,
    words: wish.words.map((one) => ({ ...one, dropped: [...one.dropped, ...ids] })),
    chosen: wish.chosen.filter(({ id }) => !ids.includes(id)),
  };
}

/** One more thing said about the same. */
export function refine(wish: Wish, text: string, beside: string | null, world: World): Wish {
  const { parts } = world.understand(text, { dropped: [], beside });
  const kept = withoutReplaced(wish, parts, world);
  return { ...kept, words: [...kept.words, { text, beside, dropped: [] }] };
}

/** Parts that came from an answer or a thing in view. */
export function choose(wish: Wish, parts: readonly Part[], world: World): Wish {
  const kept = withoutReplaced(wish, parts, world);
  return { ...kept, chosen: [...kept.chosen, ...parts] };
}

export function newWish(text: string, beside: string | null): Wish {
  return { words: [{ text, beside, dropped: [] }], chosen: [], among: { of: 'shop' } };
}

/** Asks for nothing in particular. */
export const ANYTHING: Wish = { words: [], chosen: [], among: { of: 'shop' } };

/** Openings of a line that says more about the same wish. */
const GOES_ON =
  /^(?:but|only|just|in|not|no|without|with|under|over|below|above|up to|less than|more than|max(?:imum)?|min(?:imum)?|at (?:most|least)|between|around|about|from|by|made of|and|or|plus|instead|what about|how about|make (?:it|that|them)|it (?:has to|must|should)|(?:they|it)(?:'s|'re| is| are)? for|must be|should be|also|ideally|preferably|rather|maybe|something in|one in|ones? (?:with|in|for|that)|for|any in|any with|an?other|different|bigger|smaller|larger|lighter|heavier|warmer|softer|longer|shorter|a (?:bit|little)|no more than|nothing|anything (?:but|in|under|with|for|from))\b/i;

const AROUND =
  /^(?:(?:how|what) about|make (?:it|that|them)|(?:let's say|say)|ok(?:ay)?|actually|rather|but|and|or|then|well|so)[, ]+|[, ]+(?:instead|then|though|please|rather|perhaps|maybe)$/gi;

/** A line without the words that only tie it to the one before: "how about candles instead" is about candles. */
export function said(line: string): string {
  const text = line
    .trim()
    .replace(/[.!?]+$/, '')
    .replace(AROUND, '')
    .trim();
  return text === '' ? line.trim() : text;
}

/** Openings of a new wish. */
const BEGINS =
  /^(?:i(?:'m| am)? (?:also )?(?:looking|searching|hunting|after)|i(?:'d like| need| want| would like)|(?:can you |could you |please )?(?:show|find|get) me|do you (?:have|sell|stock)|have you (?:got )?|we need|looking for|searching for|something (?:for|to|that|else entirely)|a (?:present|gift)|an? (?!bit|little))/i;

/**
 * Whether a line goes on about what was asked, or is something new. New is what names another kind of thing, or what is
 * long enough to stand for itself; a line of nothing but conditions always goes on.
 * @param answering a question is waiting for an answer
 */
export function goesOn(line: string, now: Understood, before: Understood, answering: boolean): boolean {
  const names = (parts: readonly Part[], place: string) =>
    parts.filter(
      ({ constraint }) => constraint.of === 'property' && !constraint.not && constraint.name === place,
    );
  const kinds = [...names(now.parts, 'kind'), ...names(now.parts, 'department')];
  const named = [...names(before.parts, 'kind'), ...names(before.parts, 'department')];
  const cue = GOES_ON.test(line.trim());
  if (kinds.length > 0) {
    const another = named.length > 0 && !kinds.some((part) => named.some(({ id }) => id === part.id));
    if (cue || answering) return true;
    return !another && !BEGINS.test(line.trim());
  }
  const conditions = now.parts.length > 0 && now.rest === '';
  if (conditions && !now.parts.some(({ constraint }) => constraint.of === 'recipient')) return true;
  if (cue) return true;
  if (BEGINS.test(line.trim())) return false;
  const words = now.rest.split(' ').filter((word) => word !== '').length;
  return answering ? words <= 4 : words <= 2;
}
