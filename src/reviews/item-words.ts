/**
 * Which items' texts have which word, by stem: what a visitor's own words, and what reviews speak of, are held against.
 */
import type { Catalog } from '../catalog/item.ts';
import { fold } from '../catalog/words.ts';
import { stemmerOf } from './stems.ts';

/** A word in what names or classes a thing counts whole; in what describes it, this much: descriptions mention others. */
const DESCRIBED = 0.5;

/** Characters of a description that are read. */
const MOST_TEXT = 600;

const TOKEN = /[\p{L}\p{M}\p{N}]+/gu;

export interface ItemWords {
  /** Of any word, as a visitor writes it. */
  stem: (word: string) => string;
  /** Items that have a stem, with 1 where it names or classes them and less where it describes them. */
  having(stem: string): ReadonlyMap<number, number>;
}

const known = new WeakMap<Catalog, ItemWords>();

/** Worked out once for a catalog, at the first need. */
export function itemWords(catalog: Catalog): ItemWords {
  let words = known.get(catalog);
  if (words === undefined) {
    words = wordsOfItems(catalog);
    known.set(catalog, words);
  }
  return words;
}

function wordsOfItems(catalog: Catalog): ItemWords {
  /** By token as it is written: its postings, one number an item, 2 x item, and 1 more where it names the item. */
  const postings = new Map<string, number[]>();
  const note = (text: string, item: number, naming: 0 | 1) => {
    for (const token of text.match(TOKEN) ?? []) {
      let ofToken = postings.get(token);
      if (ofToken === undefined) {
        ofToken = [];
        postings.set(token, ofToken);
      }
      // Names come first: a word that names the item isn't noted again where it describes it.
      if (ofToken.length === 0 || ofToken[ofToken.length - 1] >> 1 !== item) ofToken.push(2 * item + naming);
    }
  };
  catalog.items.forEach(({ title, kind, brand, department, tags, attributes, line, description }, item) => {
    note([title, kind, brand, department, ...tags, ...Object.values(attributes)].join(' '), item, 1);
    note(`${line} ${description.slice(0, MOST_TEXT)}`, item, 0);
  });
  const tokens = Array.from(postings.keys(), (token) => ({ token, word: fold(token) ?? '' }));
  const ofFolded = stemmerOf(new Set(tokens.map(({ word }) => word)));
  const forms = new Map<string, string[]>();
  for (const { token, word } of tokens) {
    const key = ofFolded(word);
    const known = forms.get(key);
    if (known === undefined) forms.set(key, [token]);
    else known.push(token);
  }
  const merged = new Map<string, ReadonlyMap<number, number>>();
  return {
    stem: (word) => ofFolded(fold(word) ?? word),
    having(stem) {
      let items = merged.get(stem);
      if (items === undefined) {
        items = merge((forms.get(stem) ?? []).map((token) => postings.get(token) ?? []));
        merged.set(stem, items);
      }
      return items;
    },
  };
}

function merge(postings: readonly (readonly number[])[]): Map<number, number> {
  const items = new Map<number, number>();
  for (const ofToken of postings) {
    for (const posting of ofToken) {
      const level = posting & 1 ? 1 : DESCRIBED;
      if ((items.get(posting >> 1) ?? 0) < level) items.set(posting >> 1, level);
    }
  }
  return items;
}
