/**
 * The words of a catalog as they are written in it, with how many items have each: what a typed beginning may become,
 * and what a mistyped word may have meant. Knows no items, only counts.
 */
import { editDistance, forgiven, LONGEST_WORD } from './edit-distance.ts';

export interface Known {
  /** Folded, as `Token.word`. */
  word: string;
  stem: string;
  /** Items that have the word as it is. */
  items: number;
}

/** A word, and how many slips away it is. */
export interface Near {
  known: Known;
  distance: number;
}

/** Unknown words whose neighbours are remembered: each key of a query asks for the words before it again. */
const REMEMBERED_WORDS = 100;

/** Words that a beginning of at most so many letters may become are remembered: the first keys of every search. */
const REMEMBERED_PREFIX = 2;

export class Vocabulary {
  /** In code-unit order. */
  readonly #words: readonly Known[];
  readonly #at: ReadonlyMap<string, Known>;
  readonly #byLength: Known[][] = [];
  readonly #letters = new Map<string, number>();
  readonly #prefixes = new Map<string, Known[]>();
  readonly #near = new Map<string, readonly Near[]>();
  readonly #stems = new Map<string, number>();

  constructor(words: Iterable<Known>) {
    this.#words = [...words].sort((a, b) => (a.word < b.word ? -1 : 1));
    this.#at = new Map(this.#words.map((known) => [known.word, known]));
    for (const known of this.#words) {
      const { word, stem, items } = known;
      this.#byLength[word.length] ??= [];
      this.#byLength[word.length].push(known);
      this.#letters.set(word, lettersOf(word));
      this.#stems.set(stem, (this.#stems.get(stem) ?? 0) + items);
    }
  }

  get size(): number {
    return this.#words.length;
  }

  get(word: string): Known | undefined {
    return this.#at.get(word);
  }

  /** Items that have the stem in any form, at most: those with two forms count twice. 0 where the catalog hasn't it. */
  itemsWith(stem: string): number {
    return this.#stems.get(stem) ?? 0;
  }

  /** Words that begin so and are longer, the most frequent first. */
  beginningWith(prefix: string): readonly Known[] {
    const remembered = this.#prefixes.get(prefix);
    if (remembered !== undefined) return remembered;
    const found: Known[] = [];
    for (let at = this.#firstFrom(prefix); at < this.#words.length; at++) {
      const known = this.#words[at];
      if (!known.word.startsWith(prefix)) break;
      if (known.word.length > prefix.length) found.push(known);
    }
    found.sort(byFrequency);
    if (prefix.length <= REMEMBERED_PREFIX) this.#prefixes.set(prefix, found);
    return found;
  }

  /**
   * Words that are a slip or two away, the nearest and then the most frequent first.
   * @param unfinished also words of which only the beginning is near: the rest may not be typed yet
   */
  near(word: string, unfinished: boolean): readonly Near[] {
    const key = `${word}${unfinished ? '…' : ''}`;
    let found = this.#near.get(key);
    if (found === undefined) {
      found = this.#search(word, unfinished);
      if (this.#near.size >= REMEMBERED_WORDS) this.#near.clear();
      this.#near.set(key, found);
    }
    return found;
  }

  #search(word: string, unfinished: boolean): Near[] {
    const most = forgiven(word.length);
    if (most === 0 || /\p{N}/u.test(word)) return [];
    const letters = lettersOf(word);
    const found: Near[] = [];
    const longest = unfinished ? this.#byLength.length - 1 : word.length + most;
    for (let length = Math.max(3, word.length - most); length <= longest; length++) {
      for (const known of this.#byLength[length] ?? []) {
        // Each slip changes at most two letters of the set, and a longer word has its ending besides.
        const missing = letters & ~(this.#letters.get(known.word) ?? 0);
        if (bits(missing) > most) continue;
        const whole = editDistance(word, known.word, most);
        // Of an unfinished word the first letter is nearly always right.
        const begun =
          unfinished && known.word.length > word.length && known.word[0] === word[0]
            ? editDistance(word, known.word.slice(0, word.length), most)
            : most + 1;
        const distance = Math.min(whole, begun);
        if (distance > 0 && distance <= most) found.push({ known, distance });
      }
    }
    return found.sort((a, b) => a.distance - b.distance || byFrequency(a.known, b.known));
  }

  /** Two known words that were written as one, the split whose rarer half is the most frequent; null where none. */
  splitOf(word: string): [string, string] | null {
    if (word.length > LONGEST_WORD) return null;
    let best: [string, string] | null = null;
    let most = 0;
    for (let at = 3; at <= word.length - 3; at++) {
      const [left, right] = [word.slice(0, at), word.slice(at)];
      const both = Math.min(this.#at.get(left)?.items ?? 0, this.#at.get(right)?.items ?? 0);
      if (both > most) {
        most = both;
        best = [left, right];
      }
    }
    return best;
  }

  /** Words that hold `part` or lie within it, for scripts where the borders of words are a guess. */
  overlapping(part: string): Known[] {
    return this.#words.filter(({ word }) => word.includes(part) || part.includes(word)).sort(byFrequency);
  }

  #firstFrom(word: string): number {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#words[middle].word < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function byFrequency(a: Known, b: Known): number {
  return b.items - a.items || (a.word < b.word ? -1 : 1);
}

/** A bit for each letter a word has; letters beyond a to z share the six bits that are left. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return letters;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
