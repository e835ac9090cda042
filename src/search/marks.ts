/** Highlights: where a text has the words that were searched for, in whichever form it has them. */
import type { Slot } from './keyword.ts';
import { foldedWord, stemOf, type Token, tokensOf } from './tokens.ts';

/** UTF-16 indices, end excluded; never inside of a character. */
export interface Mark {
  start: number;
  end: number;
}

/** In the text's order, not overlapping. */
export function marksIn(text: string, slots: readonly Slot[]): Mark[] {
  return tokensOf(text).flatMap((token) => {
    const end = markedEnd(text, token, slots);
    return end === null ? [] : [{ start: token.start, end }];
  });
}

/** Null for a word that wasn't searched for. */
function markedEnd(text: string, token: Token, slots: readonly Slot[]): number | null {
  let begun: number | null = null;
  const own = stemOf(token.word);
  for (const slot of slots) {
    for (const { stem, how } of slot.meant) {
      if (stem !== own) continue;
      if (how !== 'beginning') return token.end;
      // "walki" stands for "walking", and for "walker" through the stem they share.
      const typed = slot.token.word;
      const end = token.word.startsWith(typed) ? beginningEnd(text, token, typed) : token.end;
      begun = Math.max(begun ?? 0, end);
    }
  }
  return begun;
}

/** Where the part of a word ends that was typed: accents and ligatures make it longer or shorter than what was typed. */
function beginningEnd(text: string, { start, end }: Token, typed: string): number {
  let at = start;
  for (const character of text.slice(start, end)) {
    const folded = foldedWord(text.slice(start, at));
    // An accent of its own belongs to the letter before it.
    if (folded.length >= typed.length && !/\p{M}/u.test(character)) break;
    at += character.length;
  }
  return at;
}
