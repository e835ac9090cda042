/**
 * Subjects: what an interest can be spoken of by, and exactly which items of the catalog it is true of. A subject is
 * a tag that has a phrase, two of them together ("rainy-day walks"), or a kind. Knows nothing of visitors.
 */
import type { Catalog } from '../catalog/item.ts';
import { joined, languageOf, type Phrase, phraseOf } from './phrases.ts';
import { isFitToSay } from './sensitive.ts';

export interface Subject {
  /** The same for the same subject of a catalog. */
  key: string;
  /** Null of a kind, which is named as the shop names it. */
  phrase: Phrase | null;
  /** A kind's name, or the tags that it is about, as the catalog writes them. */
  names: string[];
  /** Items it is true of, ascending. */
  items: readonly number[];
  /** Of two together; one's own otherwise. An item with all of them is one of `items`. */
  keys: readonly string[];
}

/** All subjects of a catalog that may be spoken of. */
interface Subjects {
  byKey: ReadonlyMap<string, Subject>;
  /** Keys of each item's subjects. */
  ofItem: readonly (readonly string[])[];
}

const known = new WeakMap<Catalog, Subjects>();

/** Single tags and kinds, by item; worked out once for a catalog. */
export function subjectsOf(catalog: Catalog): Subjects {
  let subjects = known.get(catalog);
  if (subjects === undefined) {
    subjects = subjectsIn(catalog);
    known.set(catalog, subjects);
  }
  return subjects;
}

function subjectsIn(catalog: Catalog): Subjects {
  const byKey = new Map<string, Subject & { items: number[] }>();
  const ofItem: string[][] = catalog.items.map(() => []);
  const note = (item: number, key: string, make: () => Meaning) => {
    let subject = byKey.get(key);
    if (subject === undefined) {
      subject = { key, keys: [key], items: [], ...make() };
      byKey.set(key, subject);
    }
    if (subject.items[subject.items.length - 1] === item) return;
    subject.items.push(item);
    ofItem[item].push(key);
  };
  const meanings = meaningsOf(catalog);
  // A kind is any words at all: only where the lists of what is never said can read them.
  const kinds = languageOf(catalog) !== null;
  catalog.items.forEach(({ tags, kind, department }, item) => {
    for (const tag of tags) {
      for (const [key, meaning] of meanings.get(tag) ?? []) note(item, key, () => meaning);
    }
    if (kinds && kind !== '' && isFitToSay(kind) && isFitToSay(department))
      note(item, `kind ${department}\n${kind}`, () => ({ phrase: null, names: [kind] }));
  });
  return { byKey, ofItem };
}

type Meaning = Pick<Subject, 'phrase' | 'names'>;

/** Each tag's subjects: itself, and what it is a sort of. "Dog walking" is walking; what is for rain is for rainy days. */
function meaningsOf(catalog: Catalog): Map<string, Map<string, Meaning>> {
  const tags = new Set(catalog.items.flatMap((item) => item.tags));
  const phrases = new Map<string, { tag: string; phrase: Phrase }>();
  for (const tag of tags) {
    const phrase = isFitToSay(tag) ? phraseOf(tag) : null;
    // Two spellings of one tag are one subject.
    if (phrase !== null && !phrases.has(keyOf(phrase))) phrases.set(keyOf(phrase), { tag, phrase });
  }
  const found = new Map<string, Map<string, Meaning>>();
  for (const tag of tags) {
    const own = isFitToSay(tag) ? phraseOf(tag) : null;
    if (own === null) continue;
    const meanings = new Map<string, Meaning>();
    for (const [key, { tag: name, phrase }] of phrases) {
      if (key === keyOf(own) || isSortOf(own, phrase)) meanings.set(key, { phrase, names: [name] });
    }
    found.set(tag, meanings);
  }
  return found;
}

function keyOf({ form, things }: Phrase): string {
  return `${form} ${things.toLowerCase()}`;
}

function isSortOf(one: Phrase, other: Phrase): boolean {
  if (one.form === 'activity' && other.form === 'activity')
    return one.things.endsWith(` ${other.things}`) || one.yours.endsWith(` ${other.yours}`);
  // "rainy weather", "rainy days"
  return (
    one.form === 'setting' &&
    other.form === 'time' &&
    one.things.endsWith(' weather') &&
    other.things === `${one.things.slice(0, -' weather'.length)} days`
  );
}

/** What is true of all items of both; null where the words don't go together. */
export function bothOf(one: Subject, other: Subject): Subject | null {
  if (one.phrase === null || other.phrase === null) return null;
  const phrase = joined(one.phrase, other.phrase);
  if (phrase === null) return null;
  const theirs = new Set(other.items);
  return {
    key: `${one.key} + ${other.key}`,
    keys: [one.key, other.key],
    phrase,
    names: [...one.names, ...other.names],
    items: one.items.filter((item) => theirs.has(item)),
  };
}
