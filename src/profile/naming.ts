/**
 * Names for interests: "rainy-day walking", "wool knitwear", "tents and shelters". Made from what the items of a
 * group share and neither the catalog nor the visitor's other groups do; never from what `sensitive.ts` rules out.
 */
import type { Catalog, Item } from '../catalog/item.ts';
import { keepsCapital } from '../catalog/titles.ts';
import { formatsOf } from '../messages/formats.ts';
import type { Voice } from '../messages/texts.ts';
import type { Weighed } from './clusters.ts';
import { NAMES } from './evidence.ts';
import { attributeName } from './facets.ts';
import { isSensitive } from './sensitive.ts';

type TermKind = 'tag' | 'kind' | 'department' | 'attribute';

/** A word that several items of a group share. */
export interface Term {
  of: TermKind;
  /** As the catalog writes it; of an attribute `colour: green`. */
  name: string;
  /** Of the group's weight, what has it: 0 to 1. */
  coverage: number;
  /**
   * Whichever is more: the catalog's share of it, or its weight in another of the visitor's groups over this
   * group's, so that a passing fancy doesn't take a word from what somebody is known for.
   */
  elsewhere: number;
  /** Items that have it. */
  items: number;
}

/**
 * Tags that read well before a noun: compounds ("rainy-day", "small-space"), seasons, and the common endings of
 * adjectives. Others ("wildlife", "practice") would only be put beside it.
 */
const ADJECTIVAL =
  /-|^(winter|summer|spring|autumn|travel|vintage|rain|city|camping|beginner)$|(y|made|weight|able|free)$/i;

/** Attributes whose values stand before a noun: "green jackets", "wool jumpers". */
const ATTRIBUTIVE = new Set(['colour', 'color', 'material', 'pattern', 'style']);

/** Words in -ing that name no activity; they may stand before a noun all the same. */
const NO_ACTIVITY =
  /(^|[^a-z])(evening|morning|spring|string|thing|king|ring|wing|clothing|bedding|wedding)$/i;

/** Tags that say how a thing is sold or for whom, rather than what it is about. */
const SAYS_LITTLE = new Set(
  `gift gifts treat new sale bestseller popular statement investment heirloom everyday stocking-filler other misc
  any none mixed unisex various`.split(/\s+/),
);

/** Occurrences of each term in a catalog; worked out once for it. */
const counted = new WeakMap<Catalog, Map<string, number>>();

function termsOf(item: Item): Map<string, { of: TermKind; name: string }> {
  const terms = new Map<string, { of: TermKind; name: string }>();
  const add = (of: TermKind, name: string) => {
    if (name.trim() !== '') terms.set(`${of} ${name}`, { of, name });
  };
  add('department', item.department);
  add('kind', item.kind);
  for (const tag of item.tags) add('tag', tag);
  for (const [name, value] of Object.entries(item.attributes)) {
    if (ATTRIBUTIVE.has(name.toLowerCase())) add('attribute', attributeName(name, value));
  }
  return terms;
}

function countsOf(catalog: Catalog): Map<string, number> {
  let counts = counted.get(catalog);
  if (counts === undefined) {
    counts = new Map();
    for (const item of catalog.items) {
      for (const key of termsOf(item).keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    counted.set(catalog, counts);
  }
  return counts;
}

/** What a group is named by, as the catalog writes it. */
export type NamedBy =
  /** A kind or an activity, where it fits with a word before it; or two kinds. */
  | { by: 'words' | 'kinds'; names: string[] }
  /** "Cosy things", "things from Kitchen", "things like “Tarn tent”". */
  | { by: 'tag' | 'department' | 'title'; names: [string] };

export interface GroupName {
  /** In English, as within a sentence: by this groups are told apart and ordered, whatever language is spoken. */
  name: string;
  named: NamedBy;
  /** Says what the things share; false where all that could be done was to name one of them. */
  telling: boolean;
}

/**
 * A name for each group, all different where their items' titles are.
 * @param groups As of `groupAlike`; none is empty.
 */
export function nameGroups(groups: readonly (readonly Weighed[])[], catalog: Catalog): GroupName[] {
  const shares = groups.map((group) => coverage(group, catalog.items));
  const counts = countsOf(catalog);
  const weights = groups.map((group) => group.reduce((sum, { weight }) => sum + weight, 0));
  const largest = largestTwo(shares, weights);
  const taken = new Set<string>();
  return groups.map((group, at) => {
    const terms = [...shares[at]].map(([key, { of, name, share, items }]): Term => {
      const top = largest.get(key);
      const inOther = top === undefined ? 0 : top.group === at ? top.second : top.first;
      const inOthers = weights[at] > 0 ? Math.min(1, inOther / weights[at]) : 0;
      const elsewhere = Math.max((counts.get(key) ?? 0) / catalog.items.length, inOthers);
      return { of, name, coverage: share, elsewhere, items };
    });
    const title = catalog.items[group[0].item].title;
    const found = candidates(terms).find(({ name }) => !taken.has(name));
    taken.add(found?.name ?? '');
    return found === undefined
      ? { name: `things like “${title}”`, named: { by: 'title', names: [title] }, telling: false }
      : { ...found, telling: true };
  });
}

/** The name by itself. English fits its words together; other languages leave the catalog's as they are. */
export function nameIn({ named }: Pick<GroupName, 'named'>, { language, text }: Voice<'known'>): string {
  const { by, names } = named;
  const fitted = language === 'en' && by !== 'title' && by !== 'department' ? names.map(inSentence) : names;
  const together = language === 'en' ? listOf : formatsOf(language).list;
  return text('known.group', { by, name: by === 'kinds' ? together(fitted) : fitted.join(' ') });
}

/** Names in a sentence, one after the other; in quotes where the sentence's language doesn't fit them in. */
export function namesIn(groups: readonly Pick<GroupName, 'named'>[], voice: Voice<'known'>): string {
  const names = groups.map((group) => nameIn(group, voice));
  if (voice.language === 'en') return listOf(names);
  const bare = groups.map(({ named: { by } }) => by === 'words' || by === 'kinds');
  return formatsOf(voice.language).list(names.map((name, at) => (bare[at] ? `“${name}”` : name)));
}

function coverage(group: readonly Weighed[], items: readonly Item[]) {
  const shares = new Map<string, { of: TermKind; name: string; share: number; items: number }>();
  let total = 0;
  for (const { item, weight } of group) {
    total += weight;
    for (const [key, { of, name }] of termsOf(items[item])) {
      const known = shares.get(key);
      if (known === undefined) shares.set(key, { of, name, share: weight, items: 1 });
      else {
        known.share += weight;
        known.items++;
      }
    }
  }
  for (const term of shares.values()) term.share = total > 0 ? Math.min(1, term.share / total) : 0;
  return shares;
}

/** The largest weight of each term among groups, whose it is, and the next. */
function largestTwo(
  shares: readonly ReadonlyMap<string, { share: number }>[],
  weights: readonly number[],
): Map<string, { group: number; first: number; second: number }> {
  const largest = new Map<string, { group: number; first: number; second: number }>();
  shares.forEach((terms, group) => {
    for (const [key, { share }] of terms) {
      const weight = share * weights[group];
      const known = largest.get(key);
      if (known === undefined) largest.set(key, { group, first: weight, second: 0 });
      else if (weight > known.first) largest.set(key, { group, first: weight, second: known.first });
      else known.second = Math.max(known.second, weight);
    }
  });
  return largest;
}

/** Best first. An activity tells more than a kind, a kind more than a department. */
function candidates(terms: readonly Term[]): Omit<GroupName, 'telling'>[] {
  const usable = terms
    .filter(({ name }) => !isSensitive(name))
    .sort(
      (a, b) =>
        b.coverage - b.elsewhere - (a.coverage - a.elsewhere) ||
        b.coverage - a.coverage ||
        (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    );
  const telling = ({ coverage, elsewhere, items }: Term, least: number) =>
    coverage >= least && coverage - elsewhere >= NAMES.margin && items >= NAMES.items;
  const tags = usable.filter(({ of, name }) => of === 'tag' && !SAYS_LITTLE.has(name.toLowerCase()));
  const activities = tags.filter((term) => isActivity(term.name) && telling(term, NAMES.head));
  const kinds = usable.filter((term) => term.of === 'kind' && term.coverage >= NAMES.kind);
  const modifiers = [
    ...tags.filter((term) => ADJECTIVAL.test(term.name) && telling(term, NAMES.modifier)),
    ...usable.filter((term) => term.of === 'attribute' && telling(term, NAMES.modifier)),
  ].map(({ of, name }) =>
    of === 'attribute'
      ? { word: name.slice(name.indexOf(':') + 2), told: false }
      : { word: name, told: true },
  );

  const names: Omit<GroupName, 'telling'>[] = [];
  const add = (name: string, named: NamedBy) => names.push({ name, named });
  for (const { of, name: head, coverage } of [...activities, ...kinds]) {
    const allOfIt = of === 'kind' && coverage >= NAMES.whole;
    const modifier = modifiers.find(({ word, told }) => (told || allOfIt) && fitsBefore(word, head))?.word;
    if (modifier !== undefined)
      add(`${inSentence(modifier)} ${inSentence(head)}`, { by: 'words', names: [modifier, head] });
    add(inSentence(head), { by: 'words', names: [head] });
  }
  const someKinds = usable.filter(({ of, coverage }) => of === 'kind' && coverage >= NAMES.head / 2);
  if (someKinds.length === 2) {
    const kinds = someKinds.map(({ name }) => name);
    const both = listOf(kinds.map(inSentence));
    if (both.length <= NAMES.longest) add(both, { by: 'kinds', names: kinds });
  }
  const [about] = tags.filter((term) => ADJECTIVAL.test(term.name) && telling(term, NAMES.modifier));
  if (about !== undefined && isShort(about.name))
    add(`${inSentence(about.name)} things`, { by: 'tag', names: [about.name] });
  const department = usable.find((term) => term.of === 'department' && term.coverage >= NAMES.kind);
  if (department !== undefined)
    add(`things from ${department.name}`, { by: 'department', names: [department.name] });
  return names;
}

/** A gerund: "baking", "letter-writing". */
function isActivity(tag: string): boolean {
  return /[a-z]{2}ing$/.test(tag) && !NO_ACTIVITY.test(tag) && !tag.includes(' ');
}

function isShort(word: string): boolean {
  return /^[\p{L}-]+( [\p{L}-]+)?$/u.test(word);
}

/** Not the same word twice ("baking bakeware"), nor one activity before another ("camping walking"). */
function fitsBefore(word: string, head: string): boolean {
  if (!isShort(word) || (isActivity(word) && isActivity(head))) return false;
  const stems = (text: string) =>
    text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((part) => part.length > 2)
      .map((part) => part.slice(0, 4));
  const own = new Set(stems(head));
  return !stems(word).some((stem) => own.has(stem));
}

/** A catalog's name as it is written within a sentence: "Tents and shelters" small, "Christmas" and "DIY" not. */
export function inSentence(name: string): string {
  return name.replace(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu, (word, at: number) => {
    if (keepsCapital(word)) return /^\p{Ll}/u.test(word) ? word[0].toUpperCase() + word.slice(1) : word;
    const ordinary = at === 0 && /^\p{Lu}(?!\P{Ll})/u.test(word);
    return ordinary ? word[0].toLowerCase() + word.slice(1) : word;
  });
}

/** "a", "a and b", "a, b and c"; where a name has an "and" of its own, commas keep names apart. */
export function listOf(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  const knotted = names.some((name) => / and |, /.test(name));
  const last = names[names.length - 1];
  if (knotted) return `${names.slice(0, -1).join(', ')}, and ${last}`;
  return `${names.slice(0, -1).join(', ')} and ${last}`;
}
