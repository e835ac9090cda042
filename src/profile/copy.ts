/**
 * Personal copy: interests that may be spoken of, in words. Templates lie in the messages' area `copy`; here is what
 * goes into them and which one is taken. The same interest always has the same words.
 */
import { formatsOf } from '../messages/formats.ts';
import type { Language } from '../messages/languages.ts';
import type { KeyOf, Voice } from '../messages/texts.ts';
import type { SpokenInterest } from './say-aloud.ts';
import type { Subject } from './subjects.ts';

type WithThings = Extract<
  KeyOf<'copy'>,
  | 'copy.shelf.more-for'
  | 'copy.shelf.good-for'
  | 'copy.shelf.for'
  | 'copy.shelf.for-your'
  | 'copy.shelf.more-for-your'
>;

const THEIRS: readonly WithThings[] = ['copy.shelf.for-your', 'copy.shelf.more-for-your'];
const ANYBODYS: readonly WithThings[] = ['copy.shelf.more-for', 'copy.shelf.for', 'copy.shelf.good-for'];

/** "For your rainy-day walks", "More for the garden", "More cosy things", "More in Tents and shelters". */
export function shelfTitle({ subject, yours }: SpokenInterest, { language, text }: Voice<'copy'>): string {
  const { phrase, names, key } = subject;
  if (phrase === null) return text('copy.shelf.more-in', { name: names[0] });
  if (phrase.form === 'quality') return text('copy.shelf.more', { things: thingsIn(subject, language) });
  const templates = yours ? THEIRS : ANYBODYS;
  const things = thingsIn(subject, language, yours);
  return text(templates[hashOf(key) % templates.length], { things });
}

/**
 * "Your interest: rainy-day walks": what the shelf is called where its title could be taken for another's, as "For your
 * walks" could for "For you".
 */
export function shelfLabel({ subject }: SpokenInterest, { language, text }: Voice<'copy'>): string {
  return text('copy.shelf.label', { things: thingsIn(subject, language) });
}

/** "With rainy-day walks and baking in mind"; '' for no interests. */
export function inMind(interests: readonly SpokenInterest[], { language, text }: Voice<'copy'>): string {
  if (interests.length === 0) return '';
  const names = interests.map(({ subject }) => thingsIn(subject, language));
  const quoted = language === 'zh-CN' ? names.map((name) => `“${name}”`) : names;
  return text('copy.in-mind', { things: formatsOf(language).list(quoted) });
}

/** "Good for rainy days"; '' of a kind or a quality, which are good for nothing in particular. */
export function goodFor(subject: Subject, { language, text }: Voice<'copy'>): string {
  const { phrase } = subject;
  if (phrase === null || phrase.form === 'quality') return '';
  return text('copy.good-for', { things: thingsIn(subject, language) });
}

/** As the templates of a language want it: only English has words of its own for a tag. */
function thingsIn({ phrase, names }: Subject, language: Language, yours = false): string {
  if (phrase === null) return names[0];
  if (language === 'en') return yours ? phrase.yours : phrase.things;
  return names.map((name) => name.replace(/[\s_-]+/g, ' ').trim()).join(' ');
}

function hashOf(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at++) hash = (hash * 31 + key.charCodeAt(at)) >>> 0;
  return hash;
}
