/**
 * What a request in a visitor's own words asks for: the parts that a catalog can check, and the text that is left for
 * meaning. Types and the names of parts only; `understand` beside this file reads requests, `qualify` applies them.
 */
import type { Facet } from '../history/event.ts';

/** What an item has: one of its facets, or a tag. An attribute is written as in `Facet`: `colour: moss`. */
export interface Property {
  of: Facet['of'] | 'tag';
  name: string;
}

export type Constraint =
  /** In the catalog's currency, both ends included; null leaves an end open. Things without a price don't qualify. */
  | { of: 'price'; min: number | null; max: number | null }
  /** Mean stars. Things without reviews don't qualify. */
  | { of: 'rating'; min: number }
  /**
   * Has one of `any`, or none of them where `not`.
   * `name` is what kind of property was meant (`kind`, `brand`, `department`, `tag`, or an attribute's own name such as
   * `colour`), `value` what the visitor meant by it: "green" stands for moss, sage and olive, all of them in `any`.
   */
  | { of: 'property'; name: string; value: string; any: Property[]; not: boolean }
  /** No text of the item has the word; only said with a "not", for what is no property of the catalog. */
  | { of: 'word'; word: string; not: true }
  /**
   * For whom: in the visitor's own words, "dad", "six year old". `tags` are the catalog's tags that speak for it; never
   * a bar, but that things said to be for another age are left out: those with one of `unfit` and none of `fit`.
   */
  | { of: 'recipient'; who: string; tags: string[]; ages?: { fit: Property[]; unfit: Property[] } }
  /** What for: "birthday"; `tags` as above. */
  | { of: 'occasion'; occasion: string; tags: string[] }
  /** How many suggestions are wanted. */
  | { of: 'count'; count: number }
  /** Against an item in view: costs less, costs more (nicer), or is like it. Never that item itself. */
  | { of: 'compared'; how: 'cheaper' | 'dearer' | 'like'; itemId: string };

/** A recognised part of a request: a chip that can be removed. */
export interface Part {
  /** Canonical, see `partId`: the same reading has the same id in every request. */
  id: string;
  /** Where it stands in the request, UTF-16 indices, end excluded. */
  start: number;
  end: number;
  constraint: Constraint;
  /** Whether an item that fails it is left out; where not, meeting it lifts an item. */
  must: boolean;
}

/** Parts that nothing can meet together: "under 10 and over 50". */
export interface Conflict {
  /** Ids of the parts at odds. */
  parts: string[];
  /** Of a price: the nearest range that can be met, both ends open to one side. */
  nearest: { min: number | null; max: number | null } | null;
}

export interface Understood {
  /** The request as it was read: trimmed, at most `LONGEST_TEXT` characters. */
  text: string;
  /** In the order of the text. Parts that the visitor took back are absent. */
  parts: Part[];
  /** What no part accounts for, without the words that only hold a sentence together. */
  rest: string;
  /** `rest` and the words of what is wanted, in the text's order: what words and meaning are searched with. */
  wanted: string;
  /** "cheapest first", "best rated"; null where nothing was said. */
  sort: 'price-low' | 'price-high' | 'rating' | 'newest' | null;
  conflict: Conflict | null;
}

/**
 * Name of a constraint: `price<=60`, `price>=20`, `price=20..60`, `rating>=4`, `kind=Tents and shelters`,
 * `not material=leather`, `colour=green`, `tag=camping`, `not word=squeaky`, `recipient=dad`, `occasion=birthday`,
 * `count=3`, `cheaper=outdoors-hawbeck-tent`.
 */
export function partId(constraint: Constraint): string {
  switch (constraint.of) {
    case 'price': {
      const { min, max } = constraint;
      if (min === null) return `price<=${max}`;
      return max === null ? `price>=${min}` : `price=${min}..${max}`;
    }
    case 'rating':
      return `rating>=${constraint.min}`;
    case 'property':
      return `${constraint.not ? 'not ' : ''}${constraint.name}=${constraint.value}`;
    case 'word':
      return `not word=${constraint.word}`;
    case 'recipient':
      return `recipient=${constraint.who}`;
    case 'occasion':
      return `occasion=${constraint.occasion}`;
    case 'count':
      return `count=${constraint.count}`;
    case 'compared':
      return `${constraint.how}=${constraint.itemId}`;
  }
}
