/**
 * Slips of the finger in words that every English request is made of: "bugdet", "arond", "neice", "chirstmas". The words
 * of a catalog are the lexicon's to correct (`Lexicon.spell`); these it has none of, and rules read them letter by letter.
 */
import type { Lexicon } from '../lexicon.ts';
import { STOPWORDS } from './function-words.ts';
import { peopleWords } from './people.ts';
import type { Token } from './tokens.ts';

const COMMON =
  `budget maximum minimum under around about between without cheaper cheapest expensive pounds nothing something
  anything recommend recommendation suggestion suggestions except present presents similar roughly below above rather
  instead colour coloured birthday christmas wedding anniversary housewarming retirement graduation valentine's
  twenty thirty forty fifty sixty seventy eighty ninety hundred prefer preferably ideally looking rated review reviews
  reviewed beginner beginners please granddaughter grandson grandchildren grandmother grandfather grandparents`.split(
    /\s+/,
  );

/** Words in their own right that are one letter away from a common one. */
const OWN_WORDS: ReadonlySet<string> = new Set(
  `bother fried fiend ponds prevent preset water anger diver father farther sitter blow bellow abut lather mater nice hinder wonder udder hundreds
  batter matter letter rater rate reviewer simile collar couloured colours prefers bride pleased places pleas ruler poster potter
  porter tender gender lender leather weather feather whether breather lover cover mover rover cousins aunts uncles`.split(
    /\s+/,
  ),
);

const PEOPLE = peopleWords().filter((word) => word.length > 4);
const WORDS: ReadonlySet<string> = new Set([...COMMON, ...PEOPLE]);
const BY_START = new Map<string, string[]>();
for (const word of WORDS) BY_START.set(word[0], [...(BY_START.get(word[0]) ?? []), word]);

/** Shortest word in which a slip is forgiven. */
const SHORTEST = 5;
/** Shortest of the words for people that may lack a letter, and of all that may have a letter too many or another. */
const LONG = 7;

/**
 * The common word that a token is one slip away from, or null: two neighbours swapped, a letter doubled or undoubled, a
 * letter too few, a wrong vowel; in longer words any other letter. Null for a word that the catalog has.
 */
export function commonWord({ of, text, stem }: Token, lexicon: Lexicon): string | null {
  if (of !== 'word') return null;
  const owning = text.endsWith("'s") ? "'s" : '';
  const bare = owning === '' ? text : text.slice(0, -2);
  if (bare.length < SHORTEST || !/^[a-z]+$/.test(bare)) return null;
  if ([bare, stem].some((word) => STOPWORDS.has(word) || WORDS.has(word) || OWN_WORDS.has(word))) return null;
  const plural = owning === '' && text !== stem && text.endsWith('s') ? [[stem, 's']] : [];
  for (const [word, end] of [[bare, owning], ...plural])
    for (const meant of BY_START.get(word[0]) ?? [])
      if (isSlip(word, meant)) return lexicon.senses.has(stem) || lexicon.inTexts(stem) ? null : meant + end;
  return null;
}

const VOWEL = /[aeiouy]/;

function isSlip(typed: string, meant: string): boolean {
  const more = typed.length - meant.length;
  // The last letter is mostly grammar, and people get it right: "manage" is no manager.
  if (Math.abs(more) > 1 || typed.at(-1) !== meant.at(-1)) return false;
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at++;
  const rest = (i: number, j: number) => typed.slice(i) === meant.slice(j);
  if (more === 1) return rest(at + 1, at) && (typed[at] === typed[at - 1] || meant.length >= LONG);
  if (more === -1)
    return rest(at, at + 1) && (meant[at] === meant[at - 1] || !IS_PERSON.has(meant) || meant.length >= LONG);
  if (typed[at] === meant[at + 1] && typed[at + 1] === meant[at] && rest(at + 2, at + 2)) return true;
  if (at === 0 || !rest(at + 1, at + 1)) return false;
  return typed.length >= LONG || (typed.length > SHORTEST && VOWEL.test(typed[at]) && VOWEL.test(meant[at]));
}

const IS_PERSON: ReadonlySet<string> = new Set(PEOPLE);
