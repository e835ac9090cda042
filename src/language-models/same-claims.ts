/**
 * Does another wording of an answer claim just what the answer claims? Compares texts alone; it knows no catalog, so
 * what it lets pass is true exactly as far as the shop's own text was.
 *
 * The rule: both texts, less their ordinary words (`ordinary-words.ts`), must be the same words in the same order. So
 * nothing can be added that isn't ordinary (a number, an attribute, "free", "not"), nothing left out, and nothing said
 * of another thing than before: what stood between two things still stands between them. Ordinary words that relate
 * ("with", "is") must stand between the same two words in the shop's text. Values, such as titles and prices, must
 * stand unbroken, letter for letter.
 *
 * It refuses many good wordings ("it's warm, and costs £40" for "£40, and warm"), and that is the bargain: a refused
 * wording costs nothing but its charm.
 */
import { type OrdinaryWords, ordinaryWordsOf } from './ordinary-words.ts';

/** An answer from templates: true, and to be said more warmly if that can be done. */
export interface PlainAnswer {
  text: string;
  /** Values in it that are one piece: titles, prices, brands, attributes' values. Those it doesn't hold are ignored. */
  values: readonly string[];
  /** BCP 47. */
  language: string;
}

export type Verdict = { same: true } | { same: false; why: string };

/** Longer than the answer by more than this, characters, nothing ordinary is. Two short sentences fit in. */
const LONGEST_ADDITION = 160;

/** Sentences that may be added to an answer. */
const MOST_SENTENCES_ADDED = 2;

/** What sentences are made of, besides words. */
const PUNCTUATION = /^[\s.,;:!?…'"“”‘’()–—\-&%/·，。！？；：、“”（）《》「」]$/u;

/** Marks of values; runs of Chinese; words, with what joins them inside ("4.5", "it's", "two-person"); signs that mean something. */
const TOKEN =
  /\uE000\d+\uE001|\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+(?:['.,\-/](?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+)*|[\p{S}%‰&#@*_\\]/gu;

const SENTENCE_END = /[.!?…](?=[\s"”’)]|$)|[。！？]/gu;

/** A number with all that touches it: "£40", "40", "-£40", ".40" and "4.0" are five things. */
const NUMBER = /[^\s\p{L}，。！？；：、（）“”]*\d[^\s\p{Script=Han}，。！？；：、（）“”]*/gu;
/** What may touch it without being part of it. */
const AROUND_NUMBER = /^["'“‘(]+|["'”’).,;:!?…]+$/gu;

interface Kernel {
  /** In lower case, but for abbreviations; without ordinary words. Values are `\uE000<index>\uE001`. */
  words: string[];
  /** The relating words before the first, between each two, and after the last. */
  gaps: string[][];
}

/** Whether `wording` may stand in the answer's place. */
export function sameClaims(wording: string, answer: PlainAnswer): Verdict {
  const ordinary = ordinaryWordsOf(answer.language);
  if (ordinary === null) return different(`no list of ordinary words for ${answer.language}`);
  const text = answer.text.normalize('NFC');
  if (wording !== wording.normalize('NFC')) return different('characters in a form that hides what they are');
  if (wording.trim() === '') return different('nothing');
  if (wording.length > 2 * text.length + LONGEST_ADDITION) return different('much longer');
  const strange = Array.from(wording).find((sign) => !isUsual(sign) && !text.includes(sign));
  if (strange !== undefined) return different(`a strange character, ${JSON.stringify(strange)}`);
  if (count(wording, /\n/g) > count(text, /\n/g)) return different('more lines');
  if (count(wording, /[?？]/g) !== count(text, /[?？]/g)) return different('other questions');
  if (count(wording, SENTENCE_END) > count(text, SENTENCE_END) + MOST_SENTENCES_ADDED) {
    return different('more sentences');
  }

  if (numbersIn(wording) !== numbersIn(text)) return different('other numbers');

  const values = valuesIn(text, answer.values);
  const said = kernelOf(wording, values, ordinary);
  const meant = kernelOf(text, values, ordinary);
  for (const [i, word] of said.words.entries()) {
    if (word !== meant.words[i]) return different(`“${shown(word, values)}” where it says otherwise`);
  }
  if (said.words.length < meant.words.length) {
    return different(`without “${shown(meant.words[said.words.length], values)}”`);
  }
  // Before the first and after the last there is nothing to be related.
  for (let i = 1; i < said.gaps.length - 1; i++) {
    const price = /\p{Sc}/u.test(shown(meant.words[i], values));
    const added = said.gaps[i].find(
      (word) => !meant.gaps[i].includes(word) && !(price && ordinary.beforePrice.has(word)),
    );
    if (added !== undefined) return different(`“${added}” where it says no such thing`);
  }
  return { same: true };
}

function different(why: string): Verdict {
  return { same: false, why };
}

/** Of no language but those that have letters in the text; a list of ordinary words does the rest. */
function isUsual(sign: string): boolean {
  return PUNCTUATION.test(sign) || /^[\p{L}\p{M}\p{N}\p{Sc}]$/u.test(sign);
}

function numbersIn(text: string): string {
  return (text.match(NUMBER) ?? []).map((number) => number.replace(AROUND_NUMBER, '')).join(' ');
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

/** Longest first, so that "Tarn tent" is not taken for "Tarn" and more. */
function valuesIn(text: string, values: readonly string[]): string[] {
  const whole = values.map((value) => value.normalize('NFC').trim()).filter((value) => text.includes(value));
  return [...new Set(whole)]
    .filter((value) => value !== '')
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function shown(word: string, values: readonly string[]): string {
  return word.replace(/\uE000(\d+)\uE001/g, (_, index) => values[Number(index)]);
}

function kernelOf(text: string, values: readonly string[], ordinary: OrdinaryWords): Kernel {
  const words: string[] = [];
  const gaps: string[][] = [[]];
  for (const word of wordsIn(marked(text, values))) {
    if (ordinary.relating.has(word)) gaps.at(-1)?.push(word);
    else if (!ordinary.free.has(word)) {
      words.push(word);
      gaps.push([]);
    }
  }
  return { words, gaps };
}

/** "US sizes" are not ours, nor is "IT" it. */
const ABBREVIATION = /^\p{Lu}{2,}$/u;

const SHORT: ReadonlyMap<string, string[]> = new Map([
  ["it's", ['it', 'is']],
  ["that's", ['that', 'is']],
  ["they're", ['they', 'are']],
]);

function wordsIn(text: string): string[] {
  return (text.match(TOKEN) ?? [])
    .flatMap((token) => (/^\p{Script=Han}/u.test(token) ? chineseWords(token) : token))
    .flatMap((word) =>
      ABBREVIATION.test(word) ? word : (SHORT.get(word.toLowerCase()) ?? word.toLowerCase()),
    );
}

/**
 * Word by word, by the browser's dictionary (UAX 29 with CLDR's): by the character, 机 ("machine") could become 有机
 * ("organic") by a 有 that is ordinary. Where there is no dictionary a run is one word, and must stand as it is.
 */
function chineseWords(run: string): string[] {
  if (typeof Intl.Segmenter === 'undefined') return [run];
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(run), ({ segment }) => segment);
}

let segmenter: Intl.Segmenter | undefined;

/** Puts a mark in each value's place. Not inside words: "Tarn" is not in "Tarnished", nor "wool" in "wool-like". */
function marked(text: string, values: readonly string[]): string {
  // The marks' own characters are in no text that is compared: they are no usual ones.
  let rest = text
    .normalize('NFC')
    .replace(/[\uE000\uE001]/g, ' ')
    .replace(/[‘’]/g, "'");
  for (const [index, value] of values.entries()) {
    const pattern = value.replace(/[‘’]/g, "'").replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const start = /^(?!\p{Script=Han})[\p{L}\p{N}]/u.test(value)
      ? `(?<!${LETTER}|\uE000)(?<!${LETTER}['-])`
      : '';
    const end = /(?!\p{Script=Han})[\p{L}\p{N}]$/u.test(value) ? `(?!['-]?${LETTER}|\uE001)` : '';
    rest = rest.replace(new RegExp(`${start}${pattern}${end}`, 'gu'), ` \uE000${index}\uE001 `);
  }
  return rest;
}

const LETTER = '(?:(?!\\p{Script=Han})[\\p{L}\\p{N}])';
