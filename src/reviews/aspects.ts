/**
 * Aspects: what reviews talk about ("warm", "zip", "battery life"), and what each review says of it. Which words are
 * aspects is read off the catalog at hand: they are used like names of parts or like properties, in the reviews of
 * enough different items. No list of aspects is kept anywhere.
 */
import type { Catalog, Item } from '../catalog/item.ts';
import { type Judged, judge, type Verdict } from './sentiment.ts';
import { stemmerOf } from './stems.ts';
import { PLACES, PREDICATES, STOP_WORDS, THE_REVIEWERS, THE_THINGS } from './stop-words.ts';
import { type Span, sentencesIn, type Word, wordsIn } from './texts.ts';

/** What an analysis needs of a review; `stars` 1 to 5, 0 where none were given. */
export interface ReviewText {
  text: string;
  stars: number;
}

/** A sentence that speaks of an aspect. */
export interface Mention extends Span {
  reviewIndex: number;
  says: Verdict;
}

export interface Aspect {
  /** Names the group, whatever form a review uses. */
  stem: string;
  /** For people: the form that the catalog's reviews use most. */
  aspect: string;
  /** Reviews that praise it, and reviews that complain of it; one that does both counts in both. */
  yes: number;
  no: number;
  /** In the order of the reviews. */
  sentences: Mention[];
}

export interface AspectWords {
  /** The group of a word, whether it is an aspect or not. */
  stem: (word: string) => string;
  /** By stem, of one word or of two with a blank between: the form to show. */
  names: ReadonlyMap<string, string>;
}

/** Items whose reviews use a word, before it is an aspect; of catalogs with few reviews fewer, see `supportFor`. */
const SUPPORT = 3;

/** Of a word's uses, the share that must look like the name of a part, or like a property. */
const USED_SO = 0.3;

/** Of the uses with an article or a possessive, the share that may be the reviewer's own things. */
const THEIRS = 0.3;

/** Reviews that words are read from, at most, spread over the catalog: what they lack is no common aspect. */
const MOST_REVIEWS = 6000;

const LONGEST_ASPECT = 24;

/** Things of one kind whose texts are read, at most. */
const MOST_OF_A_KIND = 500;

/** An item must be able to have aspects where there are few reviews, and a rare word must not be one where there are many. */
function supportFor(reviews: number): number {
  return Math.max(2, Math.min(SUPPORT + Math.floor(reviews / 2000), 8), reviews < 60 ? 2 : SUPPORT);
}

interface Uses {
  items: Set<string>;
  forms: Map<string, number>;
  all: number;
  asPart: number;
  asProperty: number;
  reviewers: number;
}

const known = new WeakMap<Catalog, AspectWords>();

/** Worked out once for a catalog, from its reviews and the words of its items. */
export function aspectWords(catalog: Catalog): AspectWords {
  let words = known.get(catalog);
  if (words === undefined) {
    words = findAspectWords(catalog.reviews, catalog.items);
    known.set(catalog, words);
  }
  return words;
}

/** @param items their attributes and tags make a word that is used as a property one that counts */
export function findAspectWords(
  reviews: readonly { itemId: string; text: string }[],
  items: readonly Pick<Item, 'attributes' | 'tags' | 'line' | 'description'>[],
): AspectWords {
  const step = Math.max(1, Math.ceil(reviews.length / MOST_REVIEWS));
  const read = reviews
    .filter((_, i) => i % step === 0)
    .map(({ itemId, text }) => ({ itemId, words: wordsIn(text), text }));
  const vocabulary = new Set<string>();
  for (const { words } of read) for (const { word } of words) vocabulary.add(word);
  const stem = stemmerOf(vocabulary);

  const uses = new Map<string, Uses>();
  const note = (key: string, form: string, itemId: string, words: readonly Word[], at: number) => {
    let use = uses.get(key);
    if (use === undefined) {
      use = { items: new Set(), forms: new Map(), all: 0, asPart: 0, asProperty: 0, reviewers: 0 };
      uses.set(key, use);
    }
    const one = words[at - 1]?.word ?? '';
    const two = words[at - 2]?.word ?? '';
    use.items.add(itemId);
    use.forms.set(form, (use.forms.get(form) ?? 0) + 1);
    use.all++;
    // "The zip", "the little zip"; "my dog", "my old dog".
    if (THE_THINGS.has(one) || (THE_THINGS.has(two) && !STOP_WORDS.has(one))) use.asPart++;
    else if (THE_REVIEWERS.has(one) || THE_REVIEWERS.has(two)) use.reviewers++;
    else if (at === 0 || PREDICATES.has(one)) use.asProperty++;
  };
  for (const { itemId, words, text } of read) {
    words.forEach(({ word, start }, at) => {
      if (!mayBeAspect(word) || isVerb(word, stem)) return;
      note(stem(word), word, itemId, words, at);
      const before = words[at - 1];
      if (before === undefined || !mayBeAspect(before.word) || text.slice(before.end, start) !== ' ') return;
      note(`${stem(before.word)} ${stem(word)}`, `${before.word} ${word}`, itemId, words, at - 1);
    });
  }
  const described = describing(items, stem, SUPPORT);
  const support = supportFor(reviews.length);
  const names = new Map<string, string>();
  for (const [key, { items: having, forms, all, asPart, asProperty, reviewers }] of uses) {
    if (having.size < support || STOP_WORDS.has(key) || key.length > LONGEST_ASPECT) continue;
    if (reviewers > THEIRS * (asPart + reviewers) && reviewers > 1) continue;
    const part = asPart >= USED_SO * all;
    const property = asProperty >= USED_SO * all && described.has(key);
    if (part || property) names.set(key, commonest(forms));
  }
  return { stem, names };
}

function mayBeAspect(word: string): boolean {
  return word.length > 2 && !STOP_WORDS.has(word) && /^\p{L}+$/u.test(word);
}

/** Stems of what several items are described by. */
function describing(
  items: readonly Pick<Item, 'attributes' | 'tags' | 'line' | 'description'>[],
  stem: (word: string) => string,
  least: number,
): Set<string> {
  const counts = new Map<string, number>();
  for (const { attributes, tags, line, description } of items) {
    const texts = [...Object.keys(attributes), ...Object.values(attributes), ...tags, line, description];
    const own = new Set(wordsIn(texts.join(' ')).map(({ word }) => stem(word)));
    for (const one of own) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([one, count]) => (count >= least ? one : [])));
}

/** Of equals the shorter, then the first by alphabet. */
function commonest(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort(
    ([a, many], [b, less]) => less - many || a.length - b.length || (a < b ? -1 : 1),
  )[0][0];
}

/** Whoever gives so few stars writes why: what they mention, they complain of. */
const COMPLAINS = 2;

/** So many stars leave nothing to complain of, but for what a "but" says. */
const DELIGHTED = 5;

/**
 * What reviews say of which aspects, those spoken of most first. Only what a clause or its sentence judges in words
 * counts, and what stands in a review of at most two stars.
 * @param may whether an aspect, by its stem, may be one here; see `aspectsOfItem`
 */
export function aspectsOf(
  reviews: readonly ReviewText[],
  { stem, names }: AspectWords,
  may: (stem: string, reviews: number) => boolean = () => true,
): Aspect[] {
  const found = new Map<
    string,
    { sentences: Mention[]; yes: Set<number>; no: Set<number>; in: Set<number> }
  >();
  reviews.forEach(({ text, stars }, reviewIndex) => {
    const judged = judge(text, stars > 0 ? stars : null);
    const unsaid = stars > 0 && stars <= COMPLAINS ? 'no' : 'unclear';
    // Against the stars a judgement is a turn of mind or a misreading: "the rings make my ugly loaves look meant".
    const turns = judged.some(({ clause }) => clause.contrast);
    const doubtful: Verdict | null =
      turns || stars === 0 ? null : stars >= DELIGHTED ? 'no' : stars <= COMPLAINS ? 'yes' : null;
    for (const sentence of sentencesIn(text)) {
      const clauses = judged.filter(({ start }) => start >= sentence.start && start < sentence.end);
      for (const [key, says] of saidIn(clauses, stem, names)) {
        let aspect = found.get(key);
        if (aspect === undefined) {
          aspect = { sentences: [], yes: new Set(), no: new Set(), in: new Set() };
          found.set(key, aspect);
        }
        const verdict = says === 'unclear' ? unsaid : says === doubtful ? 'unclear' : says;
        aspect.sentences.push({ reviewIndex, start: sentence.start, end: sentence.end, says: verdict });
        aspect.in.add(reviewIndex);
        if (verdict !== 'unclear') aspect[verdict].add(reviewIndex);
      }
    }
  });
  return [...found]
    .filter(([key, { yes, no, in: of }]) => yes.size + no.size > 0 && may(key, of.size))
    .map(([key, { sentences, yes, no }]) => ({
      stem: key,
      aspect: names.get(key) ?? key,
      yes: yes.size,
      no: no.size,
      sentences,
    }))
    .sort((a, b) => b.yes + b.no - (a.yes + a.no) || (a.stem < b.stem ? -1 : 1));
}

/** What one sentence says of each aspect in it: its clause's word, else the whole sentence's. */
function saidIn(
  clauses: readonly Judged[],
  stem: AspectWords['stem'],
  names: AspectWords['names'],
): Map<string, Verdict> {
  const outright = clauses.filter((clause) => clause.outright);
  const verdicts = new Set(outright.map(({ verdict }) => verdict));
  // A sentence that says two things says neither of what it leaves out.
  const whole = verdicts.size === 1 ? outright[0].verdict : 'unclear';
  const said = new Map<string, Verdict>();
  clauses.forEach(({ clause: { words }, verdict, outright }, c) => {
    // "I was worried about the zip, but it is superb": the turn speaks of the zip.
    const next = clauses[c + 1];
    const turns = next?.clause.contrast && next.outright && speaksOfTheSame(next.clause.words);
    const own = turns ? next.verdict : outright ? verdict : 'unclear';
    for (const key of keysIn(words, stem, names)) {
      if (own !== 'unclear' || !said.has(key)) said.set(key, own);
    }
  });
  for (const [key, verdict] of said) if (verdict === 'unclear') said.set(key, whole);
  return said;
}

/** After a turn: "but it is", "though they are". */
function speaksOfTheSame(words: readonly Word[]): boolean {
  return words.slice(0, 3).some(({ word }) => /^(?:it|it's|they|they're|that)$/.test(word));
}

/** Aspects among words, each once; a pair of words takes the place of its parts. */
function keysIn(words: readonly Word[], stem: AspectWords['stem'], names: AspectWords['names']): Set<string> {
  const keys = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    if (isPlace(words, at) || isVerb(words[at].word, stem)) continue;
    const one = stem(words[at].word);
    const pair = at + 1 < words.length ? `${one} ${stem(words[at + 1].word)}` : '';
    if (names.has(pair)) {
      keys.add(pair);
      at++;
    } else if (names.has(one)) keys.add(one);
  }
  return keys;
}

/** "Bending over a map" judges no map. */
function isPlace(words: readonly Word[], at: number): boolean {
  const one = words[at - 1]?.word ?? '';
  const two = words[at - 2]?.word ?? '';
  return PLACES.has(one) || (PLACES.has(two) && THE_THINGS.has(one));
}

/** A form of another word that says what is done, not what is: "covered", "burning". */
function isVerb(word: string, stem: AspectWords['stem']): boolean {
  return /(?:ed|ing)$/.test(word) && stem(word) !== word;
}

/** Items of a kind whose texts must use a word before it may be an aspect of any of them. */
const OF_ITS_KIND = 2;

/** Reviews of an item that speak of a thing make it an aspect of that item, whatever the shop describes it by. */
const SPOKEN_OF = 2;

const kindWords = new WeakMap<Catalog, Map<string, ReadonlySet<string>>>();

/**
 * What an item's own reviews say of it. An aspect here is what the shop describes it or things of its kind by, or what several
 * of its reviews speak of: a squirrel that one person met on the way is none.
 * @param reviews all of one item
 */
export function aspectsOfItem(catalog: Catalog, item: Item, reviews: readonly ReviewText[]): Aspect[] {
  const words = aspectWords(catalog);
  const ofKind = describedBy(catalog, item, words.stem);
  const own = describing([item], words.stem, 1);
  const itself = new Set(nameOf(item).map(words.stem));
  return aspectsOf(
    reviews,
    words,
    (key, spoken) =>
      !itself.has(key) &&
      (spoken >= SPOKEN_OF || key.split(' ').every((part) => ofKind.has(part) || own.has(part))),
  );
}

/** Stems by which things of the item's kind are described; of its department where it has no kind. */
function describedBy(catalog: Catalog, item: Item, stem: AspectWords['stem']): ReadonlySet<string> {
  let ofCatalog = kindWords.get(catalog);
  if (ofCatalog === undefined) {
    ofCatalog = new Map();
    kindWords.set(catalog, ofCatalog);
  }
  const { department, kind } = item;
  const key = `${department}\n${kind}`;
  let described = ofCatalog.get(key);
  if (described === undefined) {
    const alike = catalog.items.filter((one) => one.department === department && one.kind === kind);
    described = describing(alike.slice(0, MOST_OF_A_KIND), stem, Math.min(OF_ITS_KIND, alike.length));
    ofCatalog.set(key, described);
  }
  return described;
}

/** Words that name the item itself: its kind's, and the last of its title before "with" and the like. */
function nameOf({ title, kind }: Pick<Item, 'title' | 'kind'>): string[] {
  const [name] = title.split(/,|\(| with | for | of | in /i);
  return [
    ...wordsIn(kind).map(({ word }) => word),
    ...wordsIn(name)
      .slice(-1)
      .map(({ word }) => word),
  ];
}
