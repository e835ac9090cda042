/**
 * Texts as search compares them: words with their places, folded, and what they share when inflected. The same for the catalog and for what is
 * asked; nothing here knows which words a catalog has.
 */
import { stemmer } from 'stemmer';

export interface Token {
  /** UTF-16 indices into the text, end excluded; never inside of a character. */
  start: number;
  end: number;
  /** As written, in lower case and without accents. */
  word: string;
}

/** A run of letters and digits, with what an apostrophe ties to it: "botanist's" is one word. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}{1,2}(?![\p{L}\p{N}]))?/gu;

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Marks that people leave out when they type. Elsewhere (Hindi, Japanese, Korean) a mark is part of the letter. */
const OPTIONAL_MARKS =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+/gu;

const ASCII = /^[\x20-\x7e]*$/;

/** Lower case without accents, with one way to write each letter. */
export function foldedWord(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower;
  return lower.normalize('NFKD').replace(OPTIONAL_MARKS, '').normalize('NFKC');
}

/**
 * What inflections of a word share: "walking" and "walks" are `walk`. Porter's (Porter 1980) for what is written in plain
 * Latin letters; anything else is its own stem.
 */
export function stemOf(word: string): string {
  return /^[a-z]{3,}$/.test(word) ? stemmer(word) : word;
}

/** Whether a word is of a script that puts no spaces between words. */
export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}

/** Words of a text in their order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: run, index } of text.matchAll(WORD)) {
    if (!ASCII.test(run) && isUnspaced(run)) {
      for (const [start, end] of segments(run)) add(tokens, text, index + start, index + end);
    } else add(tokens, text, index, index + run.length);
  }
  return tokens;
}

function add(tokens: Token[], text: string, start: number, end: number): void {
  const written = foldedWord(text.slice(start, end));
  const apostrophe = written.search(/['’]/);
  const word = apostrophe < 0 ? written : written.slice(0, apostrophe);
  if (word !== '') tokens.push({ start, end, word });
}

let segmenter: Intl.Segmenter | null | undefined;

/** Words of a run without spaces; its characters where the browser can't tell words. */
function segments(run: string): [start: number, end: number][] {
  // Made at the first need: it brings a dictionary with it.
  segmenter ??=
    typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null;
  const found: [number, number][] = [];
  if (segmenter !== null) {
    for (const { segment, index, isWordLike } of segmenter.segment(run))
      if (isWordLike) found.push([index, index + segment.length]);
    return found;
  }
  let at = 0;
  for (const character of run) {
    found.push([at, at + character.length]);
    at += character.length;
  }
  return found;
}
