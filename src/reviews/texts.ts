/**
 * Texts of reviews taken apart: words with their places, sentences, clauses. Places are UTF-16 indices, so that a page
 * can mark them; nothing here knows what a word means.
 */

/** A piece of a text: from `start` up to, not including, `end`. */
export interface Span {
  start: number;
  end: number;
}

export interface Word extends Span {
  /** Lower case, without accents, with a straight apostrophe: "don't". */
  word: string;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu;

/** All words of a text, in order; what a hyphen joins are several. */
export function wordsIn(text: string): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: found, index }) => ({
    word: found.normalize('NFKD').replace(/\p{M}/gu, '').replace('’', "'").toLowerCase(),
    start: index,
    end: index + found.length,
  }));
}

/** Where a sentence ends, for browsers without `Intl.Segmenter`: a full stop before "8.14" or "p.m." ends none. */
const SENTENCE = /[^.!?…\n]+(?:[.!?…](?=[\p{L}\p{N}])[^.!?…\n]+)*[.!?…]*["'”’)]*/gu;

let segmenter: Intl.Segmenter | null | undefined;

/** Sentences of a text, without the blanks around them; those without a word are left out. */
export function sentencesIn(text: string): Span[] {
  if (segmenter === undefined)
    segmenter =
      typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('en', { granularity: 'sentence' }) : null;
  const found: Iterable<{ index: number; piece: string }> =
    segmenter === null
      ? Array.from(text.matchAll(SENTENCE), ({ 0: piece, index }) => ({ index, piece }))
      : Array.from(segmenter.segment(text), ({ index, segment: piece }) => ({ index, piece }));
  const spans: Span[] = [];
  for (const { index, piece } of found) {
    if (!/[\p{L}\p{N}]/u.test(piece)) continue;
    const start = index + (piece.length - piece.trimStart().length);
    spans.push({ start, end: index + piece.trimEnd().length });
  }
  return spans;
}

export interface Clause extends Span {
  /** It turns against what was said before: "but", "though", "except". */
  contrast: boolean;
  words: Word[];
}

const CONTRAST = /^(?:but|though|although|however|yet|except|only|shame|pity|sadly|unfortunately|otherwise)$/;

/** Words that begin a clause of its own after "and" or a comma: it has a subject. */
const SUBJECT =
  /^(?:the|it|its|it's|i|i'd|i've|we|they|he|she|this|that|these|those|there|my|our|you|your|nothing|no)$/;

/** Words that begin a clause wherever they stand. */
const BEGINS = /^(?:but|though|although|except|whereas|while|until|unless|because)$/;

/**
 * Clauses of a text: what stands between full stops, semicolons and dashes, split again before "but" and its like, and
 * where a comma or an "and" is followed by a subject.
 */
export function clausesIn(text: string): Clause[] {
  const words = wordsIn(text);
  const clauses: Clause[] = [];
  let current: Word[] = [];
  const close = () => {
    if (current.length === 0) return;
    const [first] = current;
    clauses.push({
      start: first.start,
      end: current[current.length - 1].end,
      contrast: CONTRAST.test(first.word) || (first.word === 'and' && CONTRAST.test(current[1]?.word ?? '')),
      words: current,
    });
    current = [];
  };
  words.forEach((word, i) => {
    const before = i === 0 ? '' : text.slice(words[i - 1].end, word.start);
    const next = words[i + 1]?.word ?? '';
    if (/[.!?…;:\n()]|\s[-–—]|[–—]/.test(before) || BEGINS.test(word.word)) close();
    else if (before.includes(',') && (SUBJECT.test(word.word) || CONTRAST.test(word.word))) close();
    else if (word.word === 'and' && SUBJECT.test(next)) close();
    current.push(word);
  });
  close();
  return clauses;
}
