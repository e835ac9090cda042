/**
 * Blurbs: which of an item's own sentences says most to an interest. Chosen, never written: a blurb stands word for
 * word in the item's texts.
 */
import { stemmer } from 'stemmer';
import type { Catalog, Item } from '../catalog/item.ts';
import { isFitToSay } from './sensitive.ts';
import type { Subject } from './subjects.ts';

/** Longest blurb of a card: two lines of it. */
export const CARD_BLURB = 72;
/** And of an item's own page. */
export const PAGE_BLURB = 140;

/** How much a stem says of a subject, 0 to `NAMED`. */
type Telling = ReadonlyMap<string, number>;

/** A word of the subject's own name; others say less. */
const NAMED = 2;
const RELATED = 1;
/** At most, of a word that merely goes with the subject in this catalog. */
const ALONG = 0.6;

/** Least that a sentence must say: one related word, or two that merely go with the subject in this catalog. */
const LEAST = 1;

/** Items read to know how common words are, and of a subject, to know which go with it: what a page can wait for. */
const READ = 240;

/** Words that go with a subject: in so many of its items, and so surely more often than elsewhere (z). */
const LEAST_ITEMS = 3;
const SURE = 2.5;
const WORDS = 32;

/** "It's not waterproof", "never mind the rain": what is denied is no recommendation. */
const DENIES =
  /\b(not|no|never|nor|neither|hardly|barely|without|cannot|except|unless|avoid)\b|n['’]t\b|不|没|无|别/i;

/** Sentences that lean on the one before. */
const LEANS =
  /^(but|and|or|so|then|also|too|otherwise|instead|however|because|he|she|his|her|him|their|theirs|neither|both|about|either|this|that|these|those|there|here|which|who|as|than|if|when|while|after|before|until|once|even|just|still)\b/i;

const LITTLE = new Set(
  `a an and are as at be been but by can could did do does for from had has have he her here him his how i if in into is
  it its just like made make may more most much my no not of off on one only or other our out over own she so some such
  than that the their them then there these they thing this those to too two under until up us very was we well were what
  when where which while who will with would you your`.split(/\s+/),
);

/** Words of weather say the same with and without their y. */
const WEATHER = /^(rain|snow|sun|wind|frost|fog|storm)n?y$/;

const stems = new Map<string, string>();

function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = stemmer(word.replace(WEATHER, '$1'));
    if (stems.size > 50_000) stems.clear();
    stems.set(word, stem);
  }
  return stem;
}

/** Han text has no gaps between words: its characters go by twos. */
function stemsOf(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of text.toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []) {
    if (/\p{Script=Han}/u.test(word))
      for (let at = 0; at + 1 < word.length; at++) found.add(word.slice(at, at + 2));
    else if (word.length > 2 && !LITTLE.has(word)) found.add(stemOf(word));
  }
  return found;
}

const textOf = ({ title, line, description }: Item) => `${title} ${line} ${description}`;

const read = new WeakMap<Catalog, Map<number, Set<string>>>();

/** Stems of an item's texts; worked out once for each that is read. */
function stemsOfItem(catalog: Catalog, item: number): Set<string> {
  let ofCatalog = read.get(catalog);
  if (ofCatalog === undefined) {
    ofCatalog = new Map();
    read.set(catalog, ofCatalog);
  }
  let found = ofCatalog.get(item);
  if (found === undefined) {
    found = stemsOf(textOf(catalog.items[item]));
    ofCatalog.set(item, found);
  }
  return found;
}

/** Evenly spread, the first among them. */
function spread(count: number, most: number): number[] {
  const step = Math.max(1, count / most);
  return Array.from({ length: Math.min(count, most) }, (_, at) => Math.floor(at * step));
}

function countsIn(catalog: Catalog, items: readonly number[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    for (const stem of stemsOfItem(catalog, item)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

const usual = new WeakMap<Catalog, { counts: Map<string, number>; items: number }>();
const telling = new WeakMap<Catalog, Map<string, Telling>>();

/** What goes with a subject in this catalog; worked out once for each. */
export function tellingWords(subject: Subject, catalog: Catalog): Telling {
  let ofCatalog = telling.get(catalog);
  if (ofCatalog === undefined) {
    ofCatalog = new Map();
    telling.set(catalog, ofCatalog);
  }
  let words = ofCatalog.get(subject.key);
  if (words === undefined) {
    words = new Map([...goingWith(subject, catalog), ...named(subject)]);
    ofCatalog.set(subject.key, words);
  }
  return words;
}

/** Parts of a tag that say little by themselves: "day" of "rainy-day", "slow" of "slow-morning". */
const VAGUE = new Set(
  'day time weather thing space room slow quick small early late lazy quiet wild outdoor market home'
    .split(' ')
    .map(stemOf),
);

/** What belongs to a word in English, whatever the shop: a sentence about seams is about rain. By stems. */
const KIN = new Map(
  Object.entries({
    rainy: `wet dry drizzle puddle waterproof showerproof rainproof seam taped storm drip downpour shower soaked damp umbrella
      hood splash cloudburst weatherproof`,
    wet: 'rain dry waterproof drizzle damp',
    snowy: 'snow ice frost sledge warm cold drift',
    cold: 'warm wool fleece frost insulated lined chill thick ice breath',
    winter: 'warm wool fleece frost snow ice cold thick lined',
    summer: 'sun shade breeze cool linen heat hot light',
    spring: 'bud bulb sow bloom',
    autumn: 'leaf leaves harvest mist',
    walking: 'path trail mile boot stride hill footpath mud stile ramble hike',
    hiking: 'path trail mile boot hill summit walk',
    running: 'stride mile pace jog',
    camping: 'tent pitch sleep campfire stove peg pole torch outdoors',
    travel: 'pack fold train carry pocket suitcase luggage journey bag cabin',
    commuting: 'train bus bike desk bag laptop',
    cycling: 'bike saddle pedal handlebar wheel ride',
    swimming: 'pool swim sea water lane towel',
    gardening: 'soil seed plant border bed weed dig grow prune compost sow',
    baking: 'oven loaf dough flour crumb tin cake bread biscuit pastry',
    cooking: 'pan stove simmer sauce heat cook kitchen',
    reading: 'page book chapter lamp paragraph',
    drawing: 'line paper sketch pencil ink shade',
    writing: 'page ink paper pen nib letter',
    morning: 'breakfast coffee tea toast kettle marmalade egg porridge pot',
    breakfast: 'coffee tea toast egg porridge marmalade jam morning',
    evening: 'lamp glow candle fireside dusk',
    picnic: 'basket blanket flask grass sandwich',
    hosting: 'guest table serve share',
    seaside: 'beach sea sand salt tide shingle',
    beach: 'sea sand salt tide',
    birdwatching: 'bird feather nest feeder song',
    wildlife: 'bird hedgehog bee nest feeder',
    cosy: 'warm soft wool snug blanket',
    swims: 'pool sea water lane towel',
  }).map(([word, kin]) => [stemOf(word), kin.split(/\s+/).map(stemOf)]),
);

function named({ names }: Subject): [string, number][] {
  const all = [...stemsOf(names.join(' '))];
  const own = all.filter((stem) => !VAGUE.has(stem));
  const telling = own.length > 0 ? own : all;
  const kin = telling.flatMap((stem) => KIN.get(stem) ?? []);
  return [
    ...kin.map((stem): [string, number] => [stem, RELATED]),
    ...telling.map((stem): [string, number] => [stem, NAMED]),
  ];
}

/**
 * Words that the subject's items have more often than others: log-odds with their standard error (Monroe, Colaresi &
 * Quinn 2008, doi:10.1093/pan/mpn018), by items that have a word.
 */
function goingWith({ items }: Subject, catalog: Catalog): [string, number][] {
  let background = usual.get(catalog);
  if (background === undefined) {
    const all = spread(catalog.items.length, READ);
    background = { counts: countsIn(catalog, all), items: all.length };
    usual.set(catalog, background);
  }
  const some = spread(items.length, READ / 2).map((at) => items[at]);
  const found: { stem: string; z: number }[] = [];
  for (const [stem, count] of countsIn(catalog, some)) {
    if (count < LEAST_ITEMS) continue;
    const elsewhere = Math.min(background.items, background.counts.get(stem) ?? 0);
    const odds = (k: number, n: number) => Math.log((k + 0.5) / (n - k + 0.5));
    const difference = odds(count, some.length) - odds(elsewhere, background.items);
    const error = Math.sqrt(1 / (count + 0.5) + 1 / (elsewhere + 0.5));
    if (difference / error >= SURE) found.push({ stem, z: difference / error });
  }
  found.sort((a, b) => b.z - a.z || (a.stem < b.stem ? -1 : 1));
  return found.slice(0, WORDS).map(({ stem, z }) => [stem, Math.min(ALONG, z / (2 * SURE))]);
}

/** Sentences of a text, each word for word. */
function sentencesOf(text: string): string[] {
  return (
    text
      .match(/[^.!?。！？]+(?:[.!?。！？]+(?=[”"'’)]*(?:\s|$)|$)[”"'’)]*|[.!?](?=\S)|$)+/gu)
      ?.map((one) => one.trim()) ?? []
  );
}

/** Blurbs already chosen: shelves ask for the same ones after every event. */
const chosen = new WeakMap<Item, Map<string, string>>();

/**
 * The sentence of an item's description that says most to a subject, where one says more than its line does; '' where
 * none does, and the line stands.
 * @param longest characters
 */
export function blurbOf(item: Item, subject: Subject, catalog: Catalog, longest: number): string {
  let ofItem = chosen.get(item);
  if (ofItem === undefined) {
    ofItem = new Map();
    chosen.set(item, ofItem);
  }
  const key = `${longest} ${subject.key}`;
  let blurb = ofItem.get(key);
  if (blurb === undefined) {
    blurb = choose(item, subject, catalog, longest);
    ofItem.set(key, blurb);
  }
  return blurb;
}

function choose(item: Item, subject: Subject, catalog: Catalog, longest: number): string {
  const words = tellingWords(subject, catalog);
  const says = (sentence: string) => {
    let sum = 0;
    for (const stem of stemsOf(sentence)) sum += words.get(stem) ?? 0;
    return sum;
  };
  let best = '';
  let most = Math.max(LEAST, says(item.line) + 0.01);
  for (const sentence of sentencesOf(item.description)) {
    if (
      sentence.length > longest ||
      !isWhole(sentence) ||
      DENIES.test(sentence) ||
      LEANS.test(sentence) ||
      !isFitToSay(sentence)
    )
      continue;
    const much = says(sentence);
    // Of two that say as much the earlier stays.
    if (much < most) continue;
    best = sentence;
    most = much + 1e-9;
  }
  return best;
}

/** Begins and ends as a sentence does, with words enough to be one, and what it opens it closes. */
function isWhole(sentence: string): boolean {
  if (!/^[\p{Lu}\p{Script=Han}\p{N}“"]/u.test(sentence) || !/[.!?。！？][”"'’)]*$/u.test(sentence))
    return false;
  const count = (mark: RegExp) => sentence.match(mark)?.length ?? 0;
  if (count(/[(（]/g) !== count(/[)）]/g) || count(/“/g) !== count(/”/g)) return false;
  return /\p{Script=Han}/u.test(sentence) ? sentence.length >= 8 : sentence.split(' ').length >= 4;
}
