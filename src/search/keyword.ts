/**
 * Keyword search: BM25+ over a catalog's texts by MiniSearch, for words that are resolved against the catalog's own
 * vocabulary first: stems, beginnings, slips of the finger. Knows nothing of vectors or of the visitor.
 */
import MiniSearch from 'minisearch';
import type { Catalog, Item } from '../catalog/item.ts';
import { type Control, Pace } from '../compute/pace.ts';
import { isUnspaced, stemOf, type Token, tokensOf } from './tokens.ts';
import { type Known, Vocabulary } from './vocabulary.ts';

/** Fields by how much a match in them says. A title names the thing; a description mentions others. */
const BOOST = { title: 6, kind: 3, brand: 3, facts: 2, department: 1.5, text: 1 };

type Field = keyof typeof BOOST;

const FIELDS = Object.keys(BOOST) as Field[];

/**
 * A word that more than this share of items have says nothing about one of them in passing ("the", "with"): running
 * text isn't searched for it. It cuts the index by a third, in any language.
 */
const TOO_COMMON = 0.25;

/** Below it a share of items is no statistic. */
const MANY_ITEMS = 100;

/** Units of `Pace` that adding a word to the index takes: 2 to 3 µs. */
const WORK_PER_WORD = 5000;

/** Words of one query that are looked for: more is a page pasted by mistake. */
const MOST_WORDS = 24;

/**
 * Items, counted once for each word they match, that one search looks at: a match costs 2 to 4 µs, so this is about
 * 30 ms. The rarest words come first; one too many, which says least, is left out. Met from some 5,000 items on.
 */
const MOST_MATCHES = 8000;

/** Words that one typed beginning, or one slip, may stand for. */
const MOST_BEGINNINGS = 32;
const MOST_CORRECTIONS = 4;

/** Of a whole match, for a slip; as MiniSearch has it. */
const CORRECTED = 0.45;

/** With fewer items that have every word, those that have at least half of what was asked join in. */
const ENOUGH = 10;
const HALF = 0.5;

export type How = 'exact' | 'beginning' | 'corrected';

/** A word of the catalog that a word of the query stands for. */
export interface Meant {
  stem: string;
  word: string;
  how: How;
  /** How much a match counts, 0 to 1. */
  weight: number;
}

/** A word of the query, and what it came to. */
export interface Slot {
  token: Token;
  stem: string;
  /** Best first; empty for a word that the catalog has nothing like. */
  meant: Meant[];
  /** How telling the word is: BM25's inverse document frequency; 0 without `meant`. */
  idf: number;
}

export interface WordHit {
  /** Index into `Catalog.items`. */
  item: number;
  /** BM25+ over all fields; 0 where only the brand was meant. */
  score: number;
  /** Of the query's known words, weighed by how telling they are, those that the item has: 0 to 1. */
  share: number;
  /** 2: its very id was asked for; 1: it is of the brand that was named; else 0. Comes before any score. */
  named: 0 | 1 | 2;
}

export interface WordMatches {
  slots: Slot[];
  /** Best first: named, then score, then lower item. */
  hits: WordHit[];
  /** Items that have every word of the query as it was written, in some form or begun so. */
  literal: number;
}

const NOTHING: WordMatches = { slots: [], hits: [], literal: 0 };

/** Builds the index, giving way to other work all along; 0.15 to 0.25 ms an item. */
export async function buildKeywordIndex(catalog: Catalog, control: Control = {}): Promise<KeywordIndex> {
  const { items } = catalog;
  const read = new Reading(items.length);
  const pace = new Pace(items.length * 150 * WORK_PER_WORD, control);
  for (const item of items) if (pace.did(read.add(item) * WORK_PER_WORD * 0.2)) await pace.turn();
  const index = new MiniSearch<Document>({
    idField: 'item',
    fields: FIELDS,
    tokenize: (stems) => stems.split(' '),
    processTerm: (stem) => stem,
  });
  for (let item = 0; item < items.length; item++) {
    const { document, words } = read.document(item);
    index.add(document);
    if (pace.did(words * WORK_PER_WORD)) await pace.turn();
  }
  return new KeywordIndex(catalog, index, read.vocabulary());
}

type Document = Record<Field, string> & { item: number };

/** First pass over a catalog: what its words are, and how many items have each. */
class Reading {
  readonly #documents: Record<Field, string[]>[] = [];
  readonly #words = new Map<string, Known>();
  readonly #itemsWith = new Map<string, number>();
  readonly #n: number;

  constructor(n: number) {
    this.#n = n;
  }

  /** @returns words read */
  add(item: Item): number {
    const words = new Map<string, string>();
    let count = 0;
    const stemsOf = (text: string) =>
      tokensOf(text).map(({ word }) => {
        count++;
        const stem = this.#words.get(word)?.stem ?? words.get(word) ?? stemOf(word);
        words.set(word, stem);
        return stem;
      });
    const document = {
      title: stemsOf(item.title),
      kind: stemsOf(item.kind),
      brand: stemsOf(item.brand),
      facts: stemsOf([...item.tags, ...Object.values(item.attributes)].join(' . ')),
      department: stemsOf(item.department),
      text: stemsOf(`${item.line} . ${item.description}`),
    };
    this.#documents.push(document);
    for (const [word, stem] of words) {
      const known = this.#words.get(word);
      if (known === undefined) this.#words.set(word, { word, stem, items: 1 });
      else known.items++;
    }
    for (const stem of new Set(words.values()))
      this.#itemsWith.set(stem, (this.#itemsWith.get(stem) ?? 0) + 1);
    return count;
  }

  document(item: number): { document: Document; words: number } {
    const fields = this.#documents[item];
    const common = this.#n < MANY_ITEMS ? Number.POSITIVE_INFINITY : this.#n * TOO_COMMON;
    const text = fields.text.filter((stem) => (this.#itemsWith.get(stem) ?? 0) <= common);
    const document = { item, ...mapFields((field) => (field === 'text' ? text : fields[field]).join(' ')) };
    return { document, words: FIELDS.reduce((sum, field) => sum + fields[field].length, 0) };
  }

  vocabulary(): Vocabulary {
    return new Vocabulary(this.#words.values());
  }
}

function mapFields(make: (field: Field) => string): Record<Field, string> {
  return Object.fromEntries(FIELDS.map((field) => [field, make(field)])) as Record<Field, string>;
}

export class KeywordIndex {
  readonly vocabulary: Vocabulary;
  readonly #index: MiniSearch<Document>;
  readonly #n: number;
  readonly #byId: ReadonlyMap<string, number>;
  readonly #brands: Brands;

  constructor({ items }: Catalog, index: MiniSearch<Document>, vocabulary: Vocabulary) {
    this.#index = index;
    this.#n = items.length;
    this.vocabulary = vocabulary;
    this.#byId = new Map(items.map(({ id }, item) => [id.toLowerCase(), item]));
    this.#brands = new Brands(items);
  }

  /** How many items there are. */
  get items(): number {
    return this.#n;
  }

  /** Whether it is the whole id of an item. */
  isId(query: string): boolean {
    return this.#byId.has(query.trim().toLowerCase());
  }

  /**
   * The query's last word counts as unfinished unless something stands after it.
   * @param accept what may be found at all
   */
  search(query: string, accept: (item: number) => boolean = () => true): WordMatches {
    const slots = this.resolve(query);
    const found = this.#matches(slots);
    const named = this.#named(query, slots);
    if (found.hits.length === 0 && named.size === 0) return { ...NOTHING, slots };
    const hits = enough(
      found.hits.filter(({ item }) => accept(item)),
      named,
    );
    const matched = new Set(hits.map(({ item }) => item));
    for (const item of named.keys())
      if (!matched.has(item) && accept(item)) hits.push({ item, score: 0, share: 0, named: 0 });
    for (const hit of hits) hit.named = named.get(hit.item) ?? 0;
    hits.sort((a, b) => b.named - a.named || b.score - a.score || a.item - b.item);
    return { slots, hits, literal: found.literal };
  }

  /** What each word of a query stands for in this catalog. */
  resolve(query: string): Slot[] {
    const tokens = tokensOf(query).slice(0, MOST_WORDS);
    const last = tokens.at(-1);
    const unfinished = last !== undefined && last.end === query.length ? last : null;
    const slots: Slot[] = [];
    for (const token of tokens) {
      const stem = stemOf(token.word);
      // One letter more may become anything, and what was typed before it says enough.
      if (token === unfinished && slots.length > 0 && token.word.length === 1 && !isUnspaced(token.word))
        continue;
      if (token !== unfinished && slots.some((slot) => slot.stem === stem)) continue;
      const meant = this.#meantBy(token.word, stem, token === unfinished);
      const items = meant.reduce((most, { stem }) => Math.max(most, this.vocabulary.itemsWith(stem)), 0);
      const n = Math.min(items, this.#n);
      slots.push({ token, stem, meant, idf: n === 0 ? 0 : Math.log(1 + (this.#n - n + 0.5) / (n + 0.5)) });
    }
    return slots;
  }

  #meantBy(word: string, stem: string, unfinished: boolean): Meant[] {
    const meant = new Map<string, Meant>();
    const add = (known: Pick<Known, 'word' | 'stem'>, how: How, weight: number) => {
      if (!meant.has(known.stem)) meant.set(known.stem, { word: known.word, stem: known.stem, how, weight });
    };
    if (this.vocabulary.itemsWith(stem) > 0) add({ word, stem }, 'exact', 1);
    if (unfinished) {
      for (const known of this.vocabulary.beginningWith(word).slice(0, MOST_BEGINNINGS)) {
        // As MiniSearch weighs prefixes.
        const missing = known.word.length - word.length;
        add(known, 'beginning', (0.375 * known.word.length) / (known.word.length + 0.3 * missing));
      }
    }
    if (meant.size === 0 && isUnspaced(word)) {
      for (const known of this.vocabulary.overlapping(word).slice(0, MOST_CORRECTIONS))
        add(known, 'beginning', 0.5);
    }
    if (meant.size === 0) {
      const near = this.vocabulary.near(word, unfinished);
      for (const { known, distance } of near.slice(0, MOST_CORRECTIONS)) {
        if (distance === near[0].distance) add(known, 'corrected', CORRECTED / distance);
      }
    }
    return [...meant.values()];
  }

  #matches(slots: readonly Slot[]): { hits: WordHit[]; literal: number } {
    const { terms, weights, asked } = this.#terms(slots);
    if (terms.length === 0) return { hits: [], literal: 0 };
    const bits = new Map<string, number>();
    terms.forEach((stem) => {
      let mask = 0;
      asked.forEach((slot, at) => {
        if (slot.meant.some((one) => one.stem === stem)) mask |= 1 << at;
      });
      bits.set(stem, mask);
    });
    const found = this.#index.search('words', {
      tokenize: () => terms,
      processTerm: (stem) => stem,
      boost: BOOST,
      boostTerm: (_, at) => weights[at],
    });
    const all = (1 << asked.length) - 1;
    const total = asked.reduce((sum, { idf }) => sum + idf, 0);
    const literally = slots.every(({ meant }) => meant.some(({ how }) => how !== 'corrected'));
    let literal = 0;
    const hits = found.map(({ id, score, match }): WordHit => {
      let has = 0;
      for (const stem in match) has |= bits.get(stem) ?? 0;
      if (literally && has === all) literal++;
      return { item: id as number, score, share: shareOf(has, asked, total), named: 0 };
    });
    return { hits, literal };
  }

  /** Index terms that a search looks up, the most telling words first, within `MOST_MATCHES`. */
  #terms(slots: readonly Slot[]): { terms: string[]; weights: number[]; asked: Slot[] } {
    const weightOf = new Map<string, number>();
    const asked: Slot[] = [];
    let matches = 0;
    const rarest = slots.filter(({ meant }) => meant.length > 0).sort((a, b) => b.idf - a.idf);
    for (const slot of rarest) {
      const [first] = slot.meant;
      if (weightOf.size > 0 && matches + this.vocabulary.itemsWith(first.stem) > MOST_MATCHES) continue;
      asked.push(slot);
      for (const { stem, weight } of slot.meant) {
        const items = this.vocabulary.itemsWith(stem);
        if (weightOf.size > 0 && matches + items > MOST_MATCHES) continue;
        if (!weightOf.has(stem)) matches += items;
        weightOf.set(stem, Math.max(weight, weightOf.get(stem) ?? 0));
      }
    }
    return { terms: [...weightOf.keys()], weights: [...weightOf.values()], asked };
  }

  /** Items whose id or brand stands in the query. */
  #named(query: string, slots: readonly Slot[]): Map<number, 1 | 2> {
    const named = new Map<number, 1 | 2>();
    for (const item of this.#brands.namedIn(slots.map(({ token }) => token.word))) named.set(item, 1);
    const whole = query.trim().toLowerCase();
    // A single word of a longer query is an id only if it looks like one.
    const ids = [whole, ...whole.split(/\s+/).filter((word) => /[\d_-]/.test(word) && word.length > 3)];
    for (const id of ids) {
      const item = this.#byId.get(id);
      if (item !== undefined) named.set(item, 2);
    }
    return named;
  }
}

function shareOf(has: number, asked: readonly Slot[], total: number): number {
  if (total === 0) return 0;
  let sum = 0;
  asked.forEach(({ idf }, at) => {
    if (has & (1 << at)) sum += idf;
  });
  return sum / total;
}

/** Those that have every word; where they are few, those that have a good part of them as well. */
function enough(hits: readonly WordHit[], named: ReadonlyMap<number, unknown>): WordHit[] {
  const whole = hits.filter(({ share, item }) => share > 1 - 1e-9 || named.has(item));
  if (whole.length >= ENOUGH) return whole;
  const most = hits.reduce((max, { share }) => Math.max(max, share), 0);
  const bar = Math.min(HALF, most);
  return hits.filter(({ share, item }) => share >= bar - 1e-9 || named.has(item));
}

/** Brands by their names. */
class Brands {
  readonly #byName = new Map<string, number[]>();
  /** Names that are a word of other things' titles or kinds as well: "Ballast". */
  readonly #ordinary = new Set<string>();
  #longest = 0;

  constructor(items: readonly Item[]) {
    items.forEach(({ brand }, item) => {
      const words = tokensOf(brand).map(({ word }) => word);
      if (words.length === 0) return;
      const name = words.join(' ');
      const known = this.#byName.get(name);
      if (known) known.push(item);
      else this.#byName.set(name, [item]);
      this.#longest = Math.max(this.#longest, words.length);
    });
    for (const { brand, title, kind } of items) {
      for (const { word } of tokensOf(`${title} . ${kind}`)) {
        if (this.#byName.has(word) && !tokensOf(brand).some((own) => own.word === word))
          this.#ordinary.add(word);
      }
    }
  }

  /** Items of the brand that is the whole query, or the longest that stands in it. */
  namedIn(words: readonly string[]): readonly number[] {
    for (let length = Math.min(words.length, this.#longest); length > 0; length--) {
      for (let at = 0; at + length <= words.length; at++) {
        const name = words.slice(at, at + length).join(' ');
        const whole = length === words.length;
        const found = this.#byName.get(name);
        if (found !== undefined && (whole || !this.#ordinary.has(name))) return found;
      }
    }
    return [];
  }
}
