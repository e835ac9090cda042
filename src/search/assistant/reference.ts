/** "The second", "that one", "the cheaper one", "the blue one": which of the things in view is meant. */
import { wordsOf } from '../../catalog/words.ts';
import type { Reference, State } from './turn.ts';
import type { World } from './world.ts';

const PLACES = [
  'first|1st|一',
  'second|2nd|二',
  'third|3rd|三',
  'fourth|4th|四',
  'fifth|5th|五',
  'sixth|6th|六',
  'seventh|7th|七',
  'eighth|8th|八',
].map((words) => words.split('|'));

const PLACE_WORDS = PLACES.map((words) => words.filter((word) => /\w/.test(word)).join('|')).join('|');

/** What may stand for one thing, to be put into a larger pattern. Captures nothing. */
export const ONE = `(?:(?:the |that |this )?(?:very )?(?:${PLACE_WORDS}|last|final|middle)(?: one| of (?:them|these|those))?|(?:number |no\\.? ?|#)?[1-8]|(?:the )?(?:cheap(?:er|est)|least expensive|dear(?:er|est)|most expensive|best[- ]rated|top[- ]rated|best reviewed)(?: one)?|this(?: one)?|that(?: one)?|it|them|these|those)`;

const PLACE = new RegExp(`^(?:the |that |this )?(?:very )?(${PLACE_WORDS}|last|final)(?: one| of .*)?$`);
const NUMBER = /^(?:number |no\.? ?|#)?([1-8])$/;
const FOCUS = /^(?:this|that|it|them|these|those)(?: one)?$/;
const CHEAPEST = /^(?:the )?(?:cheap(?:er|est)|least expensive)(?: one)?$/;
const DEAREST = /^(?:the )?(?:dear(?:er|est)|most expensive)(?: one)?$/;
const BEST = /^(?:the )?(?:best[- ]rated|top[- ]rated|best reviewed)(?: one)?$/;
const MANDARIN = /^第?([一二三四五六七八1-8])(?:个|款|件)?$/;
const MANDARIN_FOCUS = /^(?:这|那|它)(?:个|款|件)?$/;

/** @param text lower case, without marks at its end; "the blue one" and titles are words, too */
export function readReference(text: string): Reference {
  const phrase = text.trim();
  const place = PLACE.exec(phrase)?.[1];
  if (place === 'last' || place === 'final') return { by: 'place', at: -1 };
  if (place !== undefined) return { by: 'place', at: PLACES.findIndex((words) => words.includes(place)) + 1 };
  const number = NUMBER.exec(phrase)?.[1];
  if (number !== undefined) return { by: 'place', at: Number(number) };
  const mandarin = MANDARIN.exec(phrase)?.[1];
  if (mandarin !== undefined) {
    const at = PLACES.findIndex((words) => words.includes(mandarin)) + 1;
    return { by: 'place', at: at === 0 ? Number(mandarin) : at };
  }
  if (phrase === '' || FOCUS.test(phrase) || MANDARIN_FOCUS.test(phrase)) return { by: 'focus' };
  if (CHEAPEST.test(phrase) || phrase === '最便宜的') return { by: 'extreme', of: 'cheapest' };
  if (DEAREST.test(phrase) || phrase === '最贵的') return { by: 'extreme', of: 'dearest' };
  if (BEST.test(phrase) || phrase === '评分最高的') return { by: 'extreme', of: 'best-rated' };
  const words = phrase.replace(/^(?:the|that|this|those|these) /, '').replace(/ ones?$/, '');
  return { by: 'words', words };
}

/** One thing; or those that may be meant, of which the visitor has to say which; or none of that place or name. */
export type Resolved = { item: string } | { which: string[] } | { missing: 'view' | 'place' | 'words' };

/** Looks a reference up among the things in view. */
export function resolve(reference: Reference, { view, focus }: State, world: World): Resolved {
  if (reference.by === 'id') return { item: reference.itemId };
  if (view.length === 0 && focus === null) return { missing: 'view' };
  switch (reference.by) {
    case 'place': {
      const id = view.at(reference.at > 0 ? reference.at - 1 : reference.at);
      return id === undefined ? { missing: 'place' } : { item: id };
    }
    case 'focus':
      if (focus !== null) return { item: focus };
      return view.length === 1 ? { item: view[0] } : { which: view };
    case 'extreme':
      return extreme(reference.of, view, world);
    case 'words':
      return byWords(reference.words, view.length > 0 ? view : [focus as string], world);
  }
}

function extreme(of: 'cheapest' | 'dearest' | 'best-rated', view: readonly string[], world: World): Resolved {
  const value = (id: string): number | null => {
    const item = world.indexOf(id);
    if (item === undefined) return null;
    if (of === 'best-rated') return world.rating(item)?.mean ?? null;
    const { price } = world.items[item];
    return price === null ? null : of === 'dearest' ? price : -price;
  };
  const known = view.map((id) => ({ id, value: value(id) })).filter(({ value }) => value !== null);
  if (known.length === 0) return view.length === 0 ? { missing: 'view' } : { which: [...view] };
  const best = Math.max(...known.map(({ value }) => value as number));
  const those = known.filter(({ value }) => value === best).map(({ id }) => id);
  return those.length === 1 ? { item: those[0] } : { which: those };
}

/** By what the words mean where they name a property, and by words of the title where they don't. */
function byWords(text: string, view: readonly string[], world: World): Resolved {
  const indices = view.map((id) => world.indexOf(id) as number);
  const { parts } = world.understand(text, { dropped: [], beside: null });
  const properties = parts.filter(({ constraint }) => constraint.of === 'property');
  let those =
    properties.length === 0
      ? []
      : indices.filter((item) => properties.every((part) => world.meets(item, part)));
  if (those.length === 0) {
    const wanted = wordsOf(text);
    const hits = indices.map((item) => {
      const { title, kind, brand, attributes } = world.items[item];
      const has = new Set(wordsOf([title, kind, brand, ...Object.values(attributes)].join(' ')));
      return wanted.filter((word) => has.has(word)).length;
    });
    const most = Math.max(0, ...hits);
    those = most === 0 ? [] : indices.filter((_, place) => hits[place] === most);
  }
  const ids = those.map((item) => world.items[item].id);
  if (ids.length === 0) return { missing: 'words' };
  return ids.length === 1 ? { item: ids[0] } : { which: ids };
}
