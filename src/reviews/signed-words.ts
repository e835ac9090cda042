/**
 * What the words of a visitor's own text ask for: those of a search, wanted, save what it rules out ("not a tent"); those
 * of a review, wanted where it praises and unwanted where it complains. Knows no catalog.
 */
import { NEGATORS, NO_NEGATION } from './lexicon.ts';
import { judge } from './sentiment.ts';
import { FUNCTION_WORDS, STOP_WORDS } from './stop-words.ts';
import { clausesIn, type Word } from './texts.ts';

export interface SignedWord {
  word: string;
  /** 1: wanted; -1: unwanted. */
  sign: 1 | -1;
}

/** Each word once, in the order of the text; in a review the last clear clause about a word counts. */
export function signedWords(of: 'search' | 'review', text: string, stars: number): SignedWord[] {
  const signs = new Map<string, 1 | -1>();
  if (of === 'search') {
    for (const { words } of clausesIn(text)) {
      for (const word of wantedOf(words)) if (!signs.has(word)) signs.set(word, 1);
    }
  } else {
    for (const { clause, verdict } of judge(text, stars > 0 ? stars : null)) {
      if (verdict === 'unclear') continue;
      for (const { word } of clause.words) {
        if (!STOP_WORDS.has(word) && says(word)) signs.set(word, verdict === 'yes' ? 1 : -1);
      }
    }
  }
  return Array.from(signs, ([word, sign]) => ({ word, sign }));
}

/** Words of a clause up to a "not", which rules out what comes after it. */
function wantedOf(words: readonly Word[]): string[] {
  const wanted: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const { word } = words[at];
    if (NEGATORS.has(word) && !NO_NEGATION.has(words[at + 1]?.word ?? '')) break;
    if (!FUNCTION_WORDS.has(word) && says(word)) wanted.push(word);
  }
  return wanted;
}

/** A number asks for no thing by itself, nor does a letter. */
function says(word: string): boolean {
  return word.length > 1 && !/^\p{N}+$/u.test(word);
}
