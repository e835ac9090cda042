/**
 * What the rules of the grammar share: the request as they see it, and what they find in it.
 */
import type { Lexicon } from '../lexicon.ts';
import type { Constraint, Understood } from '../request.ts';
import type { Token } from './tokens.ts';

/** A request while it is read. */
export interface Request {
  tokens: readonly Token[];
  lexicon: Lexicon;
  /** Id of the item in view. */
  beside: string | null;
  /** What each token is said for. */
  role: readonly Role[];
  /** Kinds that the request names. */
  kinds: ReadonlySet<string>;
  /** `kinds`, or where it names none, those of what is in view, and of what has something that few kinds have. */
  company: ReadonlySet<string>;
  /** Whether `kinds` are still being looked for: then a word that only may name a kind does. */
  guessing: boolean;
}

/**
 * `thing`: what is wanted; `detail`: what it has ("with a zip"); `purpose`: what it is for or about; `deed`: what is
 * done with it ("to hang coats on"); `liking`: what somebody likes; `aside`: told, and not asked for ("the moths got
 * my jumper").
 */
export type Role = 'thing' | 'detail' | 'purpose' | 'deed' | 'liking' | 'aside';

/** Tokens that a rule accounts for, and what they say. */
export interface Reading {
  /** Token indices, end excluded. */
  from: number;
  to: number;
  /** Null where the words are accounted for and demand nothing: "cheapest", "no problem". */
  constraint: Constraint | null;
  must: boolean;
  sort?: NonNullable<Understood['sort']>;
  /** Whether the words are searched with, too. */
  sought?: boolean;
  /** What the same words say besides: a "birdwatcher" is somebody, and likes birdwatching. */
  besides?: readonly Reading[];
}

/** Reads what begins at a token; null where that is none of its business. */
export type Rule = (request: Request, at: number) => Reading | null;

/** Phrases by their first word, each as the words after it. */
export type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

/** "up to|no more than": phrases set apart by bars. */
export function phrases(text: string): Phrases {
  const byStart = new Map<string, string[][]>();
  for (const phrase of text.split('|')) {
    const [first, ...others] = phrase.trim().split(/\s+/);
    if (first !== '') byStart.set(first, [...(byStart.get(first) ?? []), others]);
  }
  return byStart;
}

/** Every phrase of one list followed by every one of the next, as `phrases` reads them. */
export function pairsOf(first: string, second: string): string {
  const [a, b] = [first, second].map((list) => list.split('|').map((phrase) => phrase.trim()));
  return a.flatMap((one) => b.map((other) => `${one} ${other}`)).join('|');
}

/** The longest of some phrases that begins at a token: the index after it, or `at` where there is none. */
export function past(tokens: readonly Token[], at: number, some: Phrases): number {
  let to = at;
  for (const others of some.get(tokens[at]?.text ?? '') ?? [])
    if (at + 1 + others.length > to && says(tokens, at + 1, others)) to = at + 1 + others.length;
  return to;
}

/** Whether these words follow, with no pause between. */
function says(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  return words.every((word, i) => tokens[at + i]?.text === word && !ends(tokens[at + i]));
}

/** Whether a token begins a new clause or sentence. */
export function ends(token: Token | undefined): boolean {
  return token === undefined || token.before === ',' || token.before === ':' || token.before === '.';
}
