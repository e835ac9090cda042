/**
 * The words that a catalog itself gives to its things, with what each means there: kinds, departments, brands,
 * attributes, tags and the nouns of titles. Built once per catalog; nothing in it is about one shop, and a shop with
 * titles and prices alone has a lexicon too, of fewer words.
 */
import type { Catalog, Item } from '../catalog/item.ts';
import { attributeName } from '../profile/facets.ts';
import { editDistance } from './edit-distance.ts';
import { colourWords, familiesOf, familyOf, hasTone, isColourAttribute, toneOf } from './grammar/colours.ts';
import { STOPWORDS } from './grammar/function-words.ts';
import { answersTo, isMaterial, isMaterialAttribute } from './grammar/materials.ts';
import { type Measure, measureOf } from './grammar/measures.ts';
import { NUMBER_WORDS } from './grammar/numbers.ts';
import { peopleWords } from './grammar/people.ts';
import { ends } from './grammar/reading.ts';
import { THING_SYNONYMS, VALUE_SYNONYMS } from './grammar/synonyms.ts';
import { activityRoot, keyOf, phraseKey, plainOf, stemOf, type Token, tokensOf } from './grammar/tokens.ts';
import type { Property } from './request.ts';

/** Where a word has its meaning from. */
export type Source =
  /** The name of a kind or a part of it: "tent" of Tents and shelters. */
  | 'kind'
  /** What titles of one kind end in: "kettle". */
  | 'noun'
  | 'department'
  | 'brand'
  | 'colour'
  | 'material'
  /** Any other attribute's value. */
  | 'attribute'
  /** An attribute of yes and no, by its name: "dishwasher safe". */
  | 'flag'
  | 'tag';

/** One meaning of a word or phrase in a catalog. */
export interface Sense {
  source: Source;
  /** As in a property constraint. */
  name: string;
  value: string;
  any: readonly Property[];
}

/** A measurable value of an attribute. */
export interface Measured {
  name: string;
  value: string;
  measure: Measure;
}

export interface Lexicon {
  /** ISO 4217. */
  currency: string;
  /** By phrase key. */
  senses: ReadonlyMap<string, readonly Sense[]>;
  /** Of a phrase, in tokens. */
  longest: number;
  /** By unit, as `unitOf` names them. */
  measures: ReadonlyMap<string, readonly Measured[]>;
  /** Tags by what they are called when somebody does them: "gardens" and "gardening". */
  activities: ReadonlyMap<string, readonly Sense[]>;
  /** Kinds by what several of them are called: "records" of jazz, of folk and of soul. */
  families: ReadonlyMap<string, ReadonlySet<string>>;
  tags: ReadonlySet<string>;
  /** Phrase keys of titles that say what their things are not: the book "The Red Hare" isn't red. */
  titles: ReadonlySet<string>;
  /** Pairs of neighbouring stems in titles. */
  pairs: ReadonlySet<string>;
  /** Pairs whose first word would be a colour and in this catalog is none: "green tea". */
  compounds: ReadonlySet<string>;
  /** Stems that titles end in. */
  nouns: ReadonlySet<string>;
  /** Whether a word, as a stem, stands in texts of things that are not of the brand of that name. */
  isCommon: (stem: string) => boolean;
  /** A word as the catalog spells it, where it is one typing error away; else null. */
  spell: (token: Token) => string | null;
  /** Phrases of several words by what they have in common in any form and order, see `looseKey`. */
  loose: ReadonlyMap<string, readonly Sense[]>;
  /** Indices of the items that have a property. */
  itemsWith: (property: Property) => readonly number[];
  /** Kinds (or departments where the catalog has no kinds) of some of whose items an attribute is told. */
  kindsTelling: (attribute: string) => ReadonlySet<string>;
  /** Names of kinds by item. */
  kindOf: (item: number) => string;
  /** Name of the kind of the item with an id; null where there is none. */
  kindById: (id: string) => string | null;
  /** Whether a word stands in texts of the items. */
  inTexts: (stem: string) => boolean;
  /** How many things have a word in their texts and are of kinds of which an attribute isn't told; about. */
  elsewhere: (stem: string, attribute: string) => number;
  prices: Float64Array;
}

/** Values that say nothing by themselves. */
const EMPTY_VALUES: ReadonlySet<string> = new Set(
  'yes no true false any none other mixed standard one size various n a na unknown default set all'.split(
    ' ',
  ),
);

/** Attributes of things whose titles are names and describe nothing: books, records, games. */
const NAMED_WORK =
  /^(?:authors?|artists?|directors?|publisher|isbn|genres?|players?|pages|pieces|narrator|label)$/i;

/** A noun stands for a kind where at least this share of the things called so are of that kind. Chosen by eye. */
const SHARE_OF_NOUN = 0.65;

/** Built from nothing but the catalog; 924 items in some 30 ms (three times that at first), 50,000 in 1.3 s. */
export function buildLexicon(catalog: Catalog): Lexicon {
  const { items } = catalog;
  const senses = new Map<string, Sense[]>();
  let longest = 1;
  const add = (key: string, sense: Sense) => {
    if (key === '') return;
    const known = senses.get(key);
    if (known === undefined) senses.set(key, [sense]);
    else {
      const same = known.findIndex(
        ({ source, name, value }) => source === sense.source && name === sense.name && value === sense.value,
      );
      if (same === -1) known.push(sense);
      else if (sense.any.length > known[same].any.length) known[same] = sense;
    }
    if (key.includes(' ')) longest = Math.max(longest, key.split(' ').length);
  };

  const kinds: Listed = new Map();
  const departments: Listed = new Map();
  const brands: Listed = new Map();
  const tags: Listed = new Map();
  const attributes = new Map<string, Map<string, number[]>>();
  const telling = new Map<string, Set<string>>();
  items.forEach((item, i) => {
    list(kinds, item.kind, i);
    list(departments, item.department, i);
    list(brands, item.brand, i);
    for (const tag of item.tags) list(tags, tag, i);
    for (const name in item.attributes) {
      const value = item.attributes[name];
      if (value === '') continue;
      let values = attributes.get(name);
      if (values === undefined) {
        values = new Map();
        attributes.set(name, values);
        telling.set(name, new Set());
      }
      list(values, value, i);
      telling.get(name)?.add(shelfOf(item));
    }
  });
  const postings = new Map<string, readonly number[]>();
  for (const [of, all] of [
    ['kind', kinds],
    ['department', departments],
    ['brand', brands],
    ['tag', tags],
  ] as const)
    for (const [name, some] of all) postings.set(propertyKey({ of, name }), some);
  for (const [name, values] of attributes)
    for (const [value, some] of values)
      postings.set(propertyKey({ of: 'attribute', name: attributeName(name, value) }), some);

  const measures = new Map<string, Measured[]>();
  for (const brand of brands.keys()) addBrand(brand, add);
  addColours(attributes, add);
  addMaterials(attributes, add);
  for (const [name, values] of attributes) {
    if (isColourAttribute(name) || isMaterialAttribute(name)) continue;
    addFlag(name, values, add);
    for (const value of values.keys()) {
      const measure = measureOf(name, value);
      if (measure !== null) {
        const known = measures.get(measure.unit);
        if (known === undefined) measures.set(measure.unit, [{ name, value, measure }]);
        else known.push({ name, value, measure });
        if (/^[\d\s.,+–-]+$/.test(value)) continue;
      }
      const key = phraseKey(value);
      if (EMPTY_VALUES.has(key) || key.split(' ').length > 6) continue;
      add(key, {
        source: 'attribute',
        name,
        value,
        any: [{ of: 'attribute', name: attributeName(name, value) }],
      });
    }
  }
  for (const [name, values] of attributes)
    if (!isColourAttribute(name) && !isMaterialAttribute(name)) addListed(name, values, add);
  const activities = new Map<string, Sense[]>();
  for (const tag of tags.keys()) {
    const sense: Sense = { source: 'tag', name: 'tag', value: tag, any: [{ of: 'tag', name: tag }] };
    add(phraseKey(tag), sense);
    const root = tokensOf(tag)
      .map(({ text }) => activityRoot(text))
      .join(' ');
    if (root !== '') activities.set(root, [...(activities.get(root) ?? []), sense]);
  }

  const titled = items.map(({ title }) => tokensOf(title));
  const families = addTree(kinds.keys(), departments.keys(), items, titled, senses, add);
  for (const { alias, meant } of THING_SYNONYMS) {
    const family = meant.map((key) => families.get(key)).find((one) => one !== undefined);
    if (family !== undefined && !families.has(alias)) families.set(alias, family);
  }
  const aliases = addSynonyms(senses, add);

  const loose = new Map<string, Sense[]>();
  for (const [key, all] of senses) {
    if (!key.includes(' ')) continue;
    const some = all.filter(({ source }) => source === 'attribute' || source === 'tag');
    if (some.length === 0) continue;
    const free = looseKey(key.split(' '));
    if (free !== null) loose.set(free, [...(loose.get(free) ?? []), ...some]);
  }
  const words = titleWords(items, titled, senses);
  const inTexts = searchTexts(items);
  const brandOf = new Map([...brands.keys()].map((brand) => [phraseKey(brand), brand]));
  return {
    currency: catalog.currency,
    senses,
    longest: Math.min(8, longest),
    measures,
    activities,
    loose,
    families,
    tags: new Set(tags.keys()),
    ...words,
    isCommon: (stem) => brandOf.has(stem) && inTexts(stem, brandOf.get(stem)),
    spell: speller(inTexts, senses, aliases),
    itemsWith: (property) => postings.get(propertyKey(property)) ?? [],
    kindsTelling: (name) => telling.get(name) ?? new Set(),
    kindOf: (item) => shelfOf(items[item]),
    kindById: (id) => {
      const found = items.find((item) => item.id === id);
      return found === undefined ? null : shelfOf(found);
    },
    inTexts,
    elsewhere: countedElsewhere(items, telling),
    prices: Float64Array.from(items, ({ price }) => price ?? Number.NaN),
  };
}

const VALUE_SOURCES: ReadonlySet<Source> = new Set<Source>(['attribute', 'flag', 'tag']);
const THING_SOURCES: ReadonlySet<Source> = new Set<Source>(['kind', 'noun', 'attribute']);

/**
 * What the catalog's own words mean, for words of general English that it hasn't got in such a sense.
 * @returns keys that the catalog has in no sense of its own
 */
function addSynonyms(senses: ReadonlyMap<string, readonly Sense[]>, add: Add): ReadonlySet<string> {
  const before = new Set(senses.keys());
  const found: { alias: string; sense: Sense }[] = [];
  for (const [synonyms, sources] of [
    [VALUE_SYNONYMS, VALUE_SOURCES],
    [THING_SYNONYMS, THING_SOURCES],
  ] as const)
    for (const { alias, meant } of synonyms) {
      if (
        senses
          .get(alias)
          ?.some((one) => sources.has(one.source) && (sources === VALUE_SOURCES || isThingOrAnimal(one)))
      )
        continue;
      for (const key of meant) {
        const some = (senses.get(key) ?? []).filter(
          (one) => sources.has(one.source) && (sources === VALUE_SOURCES || isThingOrAnimal(one)),
        );
        for (const sense of some) found.push({ alias, sense });
        if (some.length > 0) break;
      }
    }
  for (const { alias, sense } of found) add(alias, sense);
  return new Set(found.map(({ alias }) => alias).filter((alias) => !before.has(alias)));
}

/** For which animal a thing is says what it is as well as its kind does. */
function isThingOrAnimal({ source, name }: Sense): boolean {
  return source !== 'attribute' || FOR_ANIMALS.test(name);
}

/** Attributes that say for which animals things are: "a coat for my dog" is the dog's, whatever coats are told to be. */
export const FOR_ANIMALS = /^(?:pets?|animals?|species)$/i;

/** From so many values on, of which this share are lists, an attribute's values are read as lists. Chosen by eye. */
const FEWEST_LISTS = 5;
const SHARE_OF_LISTS = 0.3;

/** "nylon guitar and flute": things with a flute, and with a guitar. */
function addListed(name: string, values: Listed, add: Add): void {
  const split = [...values.keys()].map(
    (value) => [value, value.split(/\s*(?:,|&|;|\/|\band\b)\s*/i).filter((part) => part !== '')] as const,
  );
  const lists = split.filter(([, parts]) => parts.length > 1).length;
  if (split.length < FEWEST_LISTS || lists < SHARE_OF_LISTS * split.length) return;
  const byPart = new Map<string, { value: string; any: Property[] }>();
  for (const [value, parts] of split)
    for (const part of parts)
      for (const said of new Set([part, part.split(' ').at(-1) ?? part])) {
        const key = phraseKey(said);
        if (EMPTY_VALUES.has(key) || /\d/.test(key)) continue;
        const known = byPart.get(key) ?? { value: said, any: [] };
        const property: Property = { of: 'attribute', name: attributeName(name, value) };
        if (!known.any.some((one) => one.name === property.name)) known.any.push(property);
        byPart.set(key, known);
      }
  for (const [key, { value, any }] of byPart) add(key, { source: 'attribute', name, value, any });
}

/** Indices of items by what they have in common, each once and in order. */
type Listed = Map<string, number[]>;

function list(all: Listed, name: string, item: number): void {
  if (name === '') return;
  const known = all.get(name);
  if (known === undefined) all.set(name, [item]);
  else if (known.at(-1) !== item) known.push(item);
}

/** The kind of an item; its department where the catalog has no kinds. */
export function shelfOf({ kind, department }: Item): string {
  return kind === '' ? department : kind;
}

export function propertyKey({ of, name }: Property): string {
  return `${of} ${name}`;
}

type Add = (key: string, sense: Sense) => void;

/** Kinds and departments by their names, the parts of these, and the nouns that titles end in. */
function addTree(
  kinds: Iterable<string>,
  departments: Iterable<string>,
  items: readonly Item[],
  titles: readonly (readonly Token[])[],
  senses: ReadonlyMap<string, readonly Sense[]>,
  add: Add,
): Map<string, ReadonlySet<string>> {
  /** Kinds of one head: "records", of jazz and of folk. */
  const families = new Map<string, ReadonlySet<string>>();
  const nouns = nounsByKind(items, titles);
  const parts = new Map<string, Set<string>>();
  for (const kind of kinds) {
    const whole = phraseKey(kind);
    add(whole, kindSense('kind', kind, new Set([kind])));
    for (const { key, plural } of partsOf(kind)) {
      if (key === whole || STOPWORDS.has(key)) continue;
      // "wind" of "Keys and wind" names nothing on sale there by itself; "tents" and "honey" do.
      if (!plural && !key.includes(' ') && !nouns.has(key) && !MASS_NOUN.test(key)) continue;
      parts.set(key, (parts.get(key) ?? new Set()).add(kind));
    }
    // A "storage basket" is of Baskets and storage.
    const pair = partsOf(kind).map(({ key }) => key);
    if (pair.length === 2 && pair.every((key) => !key.includes(' ')))
      for (const key of [pair.join(' '), pair.reverse().join(' ')])
        if (key !== whole) add(key, kindSense('kind', kind, new Set([kind])));
    // "Board games" are games; of "toys" there may be several kinds.
    const head = whole.split(' ').at(-1) ?? '';
    const heads = new Set(partsOf(kind).map(({ key }) => key.split(' ').at(-1)));
    if (head !== whole && heads.size === 1 && /s$/.test(kind) && !STOPWORDS.has(head))
      parts.set(head, (parts.get(head) ?? new Set()).add(kind));
  }
  for (const [key, named] of parts) {
    const [kind] = named;
    const titled = nouns.get(key) ?? new Map<string, number>();
    const share = (titled.get(kind) ?? 0) / sum(titled.values());
    if (named.size === 1 && (sum(titled.values()) < FEW || share > 0.5))
      add(key, kindSense('kind', kind, new Set([kind, ...titled.keys()])));
    if (named.size > 1 && [...named].every((name) => phraseKey(name).endsWith(` ${key}`)))
      families.set(key, named);
  }
  for (const [noun, byKind] of nouns) {
    const words = noun.split(' ');
    if (parts.has(noun) || STOPWORDS.has(noun)) continue;
    // One thing that is called so may be called so for fun.
    const total = sum(byKind.values());
    if (words.length === 1 && total < 2) continue;
    // "linen cushion" is said by its parts.
    if (
      words.length > 1 &&
      words.slice(0, -1).some((word) => NUMBERS.has(word) || (senses.get(word) ?? []).length > 0)
    )
      continue;
    for (const [kind, n] of byKind)
      if (n / total >= SHARE_OF_NOUN) add(noun, kindSense('noun', kind, new Set([kind, ...byKind.keys()])));
  }
  for (const department of departments) {
    const property: Property = { of: 'department', name: department };
    const key = phraseKey(department);
    // A "piano book" may be sheet music.
    const others = [...(nouns.get(key) ?? [])].filter(([, n]) => n > 1).map(([name]) => name);
    add(key, {
      source: 'department',
      name: 'department',
      value: department,
      any: [property, ...others.map((name): Property => ({ of: 'kind', name }))],
    });
  }
  return families;
}

/** "Luggage", "knitwear", "stationery": things, though no plurals. */
const MASS_NOUN = /(?:wear|ware|gage|ery)$/;

/** Titles that a noun must end before they say more of it than the name of a kind does. */
const FEW = 3;

const NUMBERS: ReadonlySet<string> = new Set(NUMBER_WORDS);

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const n of numbers) total += n;
  return total;
}

/** @param kinds the kind itself and others that some things of that name are of */
function kindSense(source: 'kind' | 'noun', kind: string, kinds: ReadonlySet<string>): Sense {
  return { source, name: 'kind', value: kind, any: [...kinds].map((name) => ({ of: 'kind', name })) };
}

/** "Tea and coffee ware" is tea ware and coffee ware; "Clocks, mirrors and frames" are three things. */
function partsOf(name: string): { key: string; plural: boolean }[] {
  const parts = name.split(/\s*(?:,|&|\/|\band\b|\bor\b)\s*/i).filter((part) => part !== '');
  const last = (parts.at(-1) ?? '').split(/\s+/);
  const shared =
    last.length > 1 && parts.length > 1 && parts.slice(0, -1).every((part) => !part.includes(' '));
  return parts.map((part, i) => {
    const whole = shared && i < parts.length - 1 ? `${part} ${last.at(-1)}` : part;
    return { key: phraseKey(whole), plural: /s$/i.test(whole) };
  });
}

/** How many things of each kind have titles that end in a noun, or in a noun with one or two words before it. */
function nounsByKind(
  items: readonly Item[],
  titles: readonly (readonly Token[])[],
): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  const works = new Map<string, boolean>();
  const isNamedWork = (name: string) => {
    const known = works.get(name) ?? NAMED_WORK.test(name);
    works.set(name, known);
    return known;
  };
  items.forEach((item, i) => {
    if (item.kind === '' || Object.keys(item.attributes).some(isNamedWork)) return;
    const stems = headOf(titles[i]);
    let key = '';
    for (let n = 1; n <= Math.min(3, stems.length); n++) {
      const stem = stems[stems.length - n];
      if (/\d/.test(stem)) return;
      key = key === '' ? stem : `${stem} ${key}`;
      const byKind = counts.get(key) ?? new Map<string, number>();
      byKind.set(item.kind, (byKind.get(item.kind) ?? 0) + 1);
      counts.set(key, byKind);
    }
  });
  return counts;
}

/** "A tin of twelve guest soaps" is no tin. */
export const CONTAINER =
  /^(?:tin|box|sack|pair|bowl|set|jar|bag|pack|packet|bundle|bunch|tub|half|case|roll|pot|basket|cup|mug|glass|bottle)$/;
const AFTER_HEAD: ReadonlySet<string> = new Set('for with in on by from without to at that who'.split(' '));

/** Stems of the part of a title that ends in what the thing is: "Tin of twelve guest soaps" ends in soap. */
export function headOf(title: readonly Token[]): string[] {
  let tokens = title;
  const of = tokens.findIndex(({ text }) => text === 'of');
  if (of > 0 && of < 3 && tokens.slice(0, of).some(({ stem }) => CONTAINER.test(stem)))
    tokens = tokens.slice(of + 1);
  const end = tokens.findIndex(
    (token, i) => i > 0 && (ends(token) || (token.before === ' ' && AFTER_HEAD.has(token.text))),
  );
  return (end === -1 ? tokens : tokens.slice(0, end)).map(({ stem }) => stem);
}

function addBrand(brand: string, add: Add): void {
  add(phraseKey(brand), {
    source: 'brand',
    name: 'brand',
    value: brand,
    any: [{ of: 'brand', name: brand }],
  });
}

/** What "walking the dog" and "dog-walking" share; null for less than two words that say something. */
export function looseKey(words: readonly string[]): string | null {
  const roots = words.filter((word) => !STOPWORDS.has(word)).map(activityRoot);
  return roots.length < 2 ? null : roots.sort().join(' ');
}

type Attributes = ReadonlyMap<string, Listed>;

/** The words for colours that any catalog may have, by phrase key. */
const COLOUR_WORDS = colourWords().map((word) => [phraseKey(word), word] as const);

function addColours(attributes: Attributes, add: Add): void {
  const values = valuesOf(attributes, isColourAttribute);
  if (values === null) return;
  const described = values.all.map(({ name, value }) => ({
    property: { of: 'attribute', name: attributeName(name, value) } as Property,
    key: ` ${phraseKey(value)} `,
    families: [...familiesOf(value)],
    value,
  }));
  const own = described.map(({ value }) => [phraseKey(value), value] as const);
  for (const [key, word] of new Map([...COLOUR_WORDS, ...own])) {
    const family = familyOf(key);
    let found = described.filter((one) => one.key.includes(` ${key} `));
    if (family !== null)
      found = described.filter((one) => one.families.includes(family) || found.includes(one));
    else if (found.length === 0) {
      // Not to be had in just this green: the greens of its tone, or else all of them.
      const families = familiesOf(word);
      const near = described.filter((one) => one.families.some((name) => families.has(name)));
      const tone = (['dark', 'light', 'bright'] as const).find((name) => hasTone(word, name));
      const same = tone === undefined ? [] : near.filter(({ value }) => hasTone(value, tone));
      found = same.length > 0 ? same : near;
    }
    if (found.length === 0) continue;
    const any = found.map(({ property }) => property);
    add(key, { source: 'colour', name: values.name, value: family ?? plainOf(word), any });
  }
}

/** Those of a colour sense whose tone is asked for by "dark" or "pale"; all where none has it. */
export function toned(sense: Sense, word: string): Sense {
  const tone = toneOf(word);
  const value = `${word} ${sense.value}`;
  if (tone === null) return sense;
  const same = sense.any.filter(({ name }) => hasTone(name.slice(name.indexOf(': ') + 2), tone));
  return { ...sense, value, any: same.length > 0 ? same : sense.any };
}

function addMaterials(attributes: Attributes, add: Add): void {
  const values = valuesOf(attributes, isMaterialAttribute);
  if (values === null) return;
  const byWord = new Map<string, Property[]>();
  const put = (key: string, property: Property) => {
    const known = byWord.get(key);
    if (known === undefined) byWord.set(key, [property]);
    else if (!known.includes(property)) known.push(property);
  };
  const spelt = new Map<string, string>();
  const whole = new Set(values.all.map(({ value }) => phraseKey(value)));
  for (const { name, value } of values.all) {
    const property: Property = { of: 'attribute', name: attributeName(name, value) };
    const key = phraseKey(value);
    put(key, property);
    spelt.set(key, plainOf(value));
    for (const word of answersTo(value))
      if (word !== key && (isMaterial(word) || whole.has(word))) put(word, property);
  }
  for (const [key, any] of byWord)
    add(key, { source: 'material', name: values.name, value: spelt.get(key) ?? key, any });
}

/** All values of the attributes that pass, under the name that most items use; null where there are none. */
function valuesOf(
  attributes: Attributes,
  is: (name: string) => boolean,
): { name: string; all: { name: string; value: string }[] } | null {
  const found = [...attributes].filter(([name]) => is(name));
  if (found.length === 0) return null;
  const size = (values: Listed) => [...values.values()].reduce((sum, { length }) => sum + length, 0);
  const most = found.reduce((best, one) => (size(one[1]) > size(best[1]) ? one : best));
  return {
    name: most[0],
    all: found.flatMap(([name, values]) => [...values.keys()].map((value) => ({ name, value }))),
  };
}

const YES = /^(?:yes|true|y|1|ja|oui|si)$/i;
const NO = /^(?:no|false|n|0|nein|non)$/i;

/** "dishwasher: yes" is dishwasher safe, "waterproof: yes" waterproof. */
function addFlag(name: string, values: Listed, add: Add): void {
  const yes = [...values.keys()].find((value) => YES.test(value));
  if (yes === undefined || ![...values.keys()].every((value) => YES.test(value) || NO.test(value))) return;
  const sense: Sense = {
    source: 'flag',
    name,
    value: yes,
    any: [{ of: 'attribute', name: attributeName(name, yes) }],
  };
  const key = phraseKey(name);
  for (const after of ['', ' safe', ' proof', ' friendly', ' suitable', ' resistant'])
    add(key + after, sense);
  if (key.endsWith('proof')) add(`${key.slice(0, -5)} proof`, sense);
}

type TitleWords = Pick<Lexicon, 'titles' | 'pairs' | 'compounds' | 'nouns'>;

function titleWords(
  items: readonly Item[],
  titled: readonly (readonly Token[])[],
  senses: ReadonlyMap<string, readonly Sense[]>,
): TitleWords {
  const titles = new Set<string>();
  const pairs = new Set<string>();
  const compounds = new Set<string>();
  const nouns = new Set<string>();
  /** What a word would say of its thing's colour or material, where it would. */
  const claims = new Map<string, ReadonlySet<string>[]>();
  const claimsOf = (stem: string) => {
    let known = claims.get(stem);
    if (known === undefined) {
      known = (['colour', 'material'] as const).map(
        (source) =>
          new Set(
            senses
              .get(stem)
              ?.find((one) => one.source === source)
              ?.any.map(({ name }) => name),
          ),
      );
      claims.set(stem, known);
    }
    return known;
  };
  items.forEach((item, n) => {
    const tokens = titled[n];
    const has = (some: ReadonlySet<string>) => {
      if (some.size === 0) return true;
      for (const name in item.attributes)
        if (some.has(attributeName(name, item.attributes[name]))) return true;
      return false;
    };
    let foreign = false;
    for (let i = 0; i < tokens.length; i++) {
      const { stem } = tokens[i];
      const [colours, materials] = claimsOf(stem);
      const coloured = has(colours);
      if (!coloured || !has(materials)) foreign = true;
      const next = tokens[i + 1];
      if (ends(next)) continue;
      const pair = `${stem} ${next.stem}`;
      pairs.add(pair);
      if (!coloured) compounds.add(pair);
    }
    const head = headOf(tokens).at(-1);
    if (head !== undefined) nouns.add(head);
    // What a plain description would say anyway is better read as one.
    if (tokens.length > 1 && (foreign || tokens.length > 3 || /^(?:the|an?)$/.test(tokens[0].text)))
      titles.add(keyOf(tokens));
  });
  return { titles, pairs, compounds, nouns };
}

/** Shortest word in which an error is forgiven; shorter ones are too near to others. */
const SHORTEST_MISSPELT = 5;
/** A catalog's own words are likelier meant than others: a "sitter" is no setter. */
const SHORTEST_ALIAS_MISSPELT = 8;

/** Whether a word stands in the items' texts, in any of its usual forms; each word is looked for once. */
function searchTexts(items: readonly Item[]): (stem: string, exceptBrand?: string) => boolean {
  const found = new Map<string, boolean>();
  return (stem, exceptBrand) => {
    const known = found.get(stem);
    if (known !== undefined) return known;
    const word = wordOf(stem);
    const stands = items.some(
      ({ title, line, description, tags, brand }) =>
        (exceptBrand === undefined || brand !== exceptBrand) &&
        (word.test(title) || word.test(line) || word.test(description) || tags.some((tag) => word.test(tag))),
    );
    found.set(stem, stands);
    return stands;
  };
}

/** Things that are looked at to learn in which company a word stands. */
const MOST_SAMPLED = 2000;

/** `Lexicon.elsewhere`: each pair is looked for once. */
function countedElsewhere(
  items: readonly Item[],
  telling: ReadonlyMap<string, ReadonlySet<string>>,
): Lexicon['elsewhere'] {
  const found = new Map<string, number>();
  const step = Math.max(1, Math.floor(items.length / MOST_SAMPLED));
  return (stem, attribute) => {
    const key = `${attribute}\n${stem}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const word = wordOf(stem);
    const kinds = new Set([attribute, `${attribute}s`].flatMap((name) => [...(telling.get(name) ?? [])]));
    let count = 0;
    for (let i = 0; i < items.length; i += step) {
      const { title, line, description } = items[i];
      if (kinds.has(shelfOf(items[i]))) continue;
      if (word.test(title) || word.test(line) || word.test(description)) count += step;
    }
    found.set(key, count);
    return count;
  };
}

/** A word in any of its usual forms. */
function wordOf(stem: string): RegExp {
  const root = stem.length > 4 ? stem.replace(/y$/, '(?:y|ie)') : stem;
  return new RegExp(`(?<!\\p{L})${root}(?:e?s)?(?!\\p{L})`, 'iu');
}

/**
 * Finds the words of senses by what is left of them without one letter, so that an error costs a few look-ups
 * (the deletion neighbourhoods of SymSpell: Garbe, 2012). Built when a word is first unknown.
 */
function speller(
  inTexts: (stem: string) => boolean,
  senses: ReadonlyMap<string, readonly Sense[]>,
  aliases: ReadonlySet<string>,
): Lexicon['spell'] {
  let built: { known: ReadonlySet<string>; near: ReadonlyMap<string, readonly string[]> } | null = null;
  const build = () => {
    const known = new Set<string>(ENGLISH);
    const near = new Map<string, string[]>();
    for (const key of senses.keys())
      for (const word of key.split(' ')) {
        if (word.length < SHORTEST_MISSPELT - 1 || known.has(word) || !/^\p{L}+$/u.test(word)) continue;
        // "goldfish" is no misspelt "goldish".
        if (/.{3}ish$/.test(word) && familyOf(word) !== null) continue;
        known.add(word);
        if (aliases.has(key) && word.length < SHORTEST_ALIAS_MISSPELT) continue;
        for (const left of withoutOne(word)) {
          const others = near.get(left);
          if (others === undefined) near.set(left, [word]);
          else others.push(word);
        }
      }
    return { known, near };
  };
  return ({ of, text, stem }) => {
    if (of !== 'word' || text.length < SHORTEST_MISSPELT || ENGLISH.has(stem) || ENGLISH.has(text))
      return null;
    built ??= build();
    const { known, near } = built;
    if (known.has(stem) || known.has(text)) return null;
    for (const left of withoutOne(stem)) {
      const found = near.get(left)?.find((word) => oneErrorApart(stem, word));
      if (found !== undefined) return inTexts(stem) ? null : found;
    }
    return null;
  };
}

const ENGLISH: ReadonlySet<string> = new Set([...STOPWORDS, ...NUMBER_WORDS, ...peopleWords()].map(stemOf));

/** A word, and what is left of it without each one of its letters. */
function withoutOne(word: string): string[] {
  const left = [word];
  for (let i = 0; i < word.length; i++) left.push(word.slice(0, i) + word.slice(i + 1));
  return left;
}

/**
 * One letter more, less or other, or two neighbours swapped. The first and the last letter are what people get right, and
 * the last one is mostly grammar: "teeny" is no "teen".
 */
function oneErrorApart(a: string, b: string): boolean {
  return a[0] === b[0] && a.at(-1) === b.at(-1) && editDistance(a, b, 1) === 1;
}
