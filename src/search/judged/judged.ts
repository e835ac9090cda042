/**
 * The judged test sets of search and of asking: what they contain, and which items a sensible shop assistant would
 * accept. Written by hand over the demo shop before anything could read a request, and independent of what does.
 *
 * `requests.json` holds requests as people type or say them. A part that the request states is demanded; a part that
 * a good reader may or may not see is allowed; any other part is wrong. `qualifies` is about the thing as well as
 * about the conditions: for "a brown teapot, nothing over forty quid" an ornament for a fish tank doesn't qualify.
 *
 * `queries.json` holds searches with every item that truly answers them: `paraphrase` says an item in other words,
 * `attribute` names properties ("green wool jumper"), `use` says what a thing should do.
 *
 * How both were judged: by reading all texts of the catalog, never a list of results. Colours and materials have the
 * families that a person would grant (moss, sage and bottle green are green; lambswool and merino are wool), teal is
 * neither green nor blue, cream isn't white. "Around 30" is 20 % to either side. "Well reviewed" is four stars.
 */
import type { Catalog, Item } from '../../catalog/item.ts';
import type { Understood } from '../request.ts';

/** Of an item. Within a condition, any of `values`, of `ids` or of `any` will do. */
export type Condition =
  | { kind: string }
  | { department: string }
  | { brand: string }
  | { tag: string }
  | { attribute: string; values: string[] }
  /** A regular expression over title, line, description and tags; case doesn't matter. */
  | { text: string }
  | { ids: string[] }
  | { any: Condition[] };

/** What an item must pass to be a good answer; the item in view never is. */
export interface Qualification {
  /** In the catalog's currency, both ends included. */
  price?: { min?: number; max?: number };
  /** Mean stars at the least; an item without reviews fails. */
  rating?: number;
  all: Condition[];
  none?: Condition[];
}

export interface JudgedRequest {
  ask: string;
  /** Id of the item in view while asking. */
  beside?: string;
  /**
   * Ids of the parts to be found, as `partId` names them. Where one thing can be named in two ways, the ways stand in
   * one string with ` | ` between them: `diet=vegan | tag=vegan`, any one of which will do.
   */
  understand: string[];
  /** Ids of parts that are right and not demanded. */
  also?: string[];
  sort?: NonNullable<Understood['sort']>;
  qualifies: Qualification;
}

export interface JudgedQuery {
  q: string;
  made: 'paraphrase' | 'attribute' | 'use';
  /** Ids of all items that answer it, in no order. */
  relevant: string[];
}

/** The ways in which a demanded part may be named. */
export function waysToSay(demanded: string): string[] {
  return demanded.split(' | ');
}

/**
 * Holds a reading against the judgement.
 * @param understood ids of the parts that were read, as `partId` names them
 * @returns demanded parts that were not read, and read parts that are neither demanded nor allowed
 */
export function judgeParts(
  request: JudgedRequest,
  understood: readonly string[],
): { missing: string[]; wrong: string[] } {
  const read = new Set(understood);
  const right = new Set([...request.understand.flatMap(waysToSay), ...(request.also ?? [])]);
  return {
    missing: request.understand.filter((demanded) => !waysToSay(demanded).some((way) => read.has(way))),
    wrong: [...read].filter((id) => !right.has(id)),
  };
}

/** The items that a sensible shop assistant would accept as an answer, in the catalog's order. */
export function qualifyingItems(request: JudgedRequest, catalog: Catalog): Item[] {
  const { price, rating, all, none = [] } = request.qualifies;
  const stars = meanStars(catalog);
  return catalog.items.filter(
    (item) =>
      item.id !== request.beside &&
      (!price || isWithin(item.price, price)) &&
      (rating === undefined || (stars.get(item.id) ?? 0) >= rating) &&
      all.every((condition) => meets(item, condition)) &&
      !none.some((condition) => meets(item, condition)),
  );
}

/**
 * Every third query is for choosing weights and settings; the others are for reporting only. The file is in an order
 * drawn once, so that both shares have all three makes and all departments.
 * @param index of the query in `queries.json`
 */
export function forChoosing(index: number): boolean {
  return index % 3 === 0;
}

/** Mean stars by item id, of items with reviews. */
export function meanStars(catalog: Catalog): Map<string, number> {
  const sums = new Map<string, { stars: number; count: number }>();
  for (const { itemId, stars } of catalog.reviews) {
    const sum = sums.get(itemId) ?? { stars: 0, count: 0 };
    sums.set(itemId, { stars: sum.stars + stars, count: sum.count + 1 });
  }
  return new Map([...sums].map(([id, { stars, count }]) => [id, stars / count]));
}

function isWithin(price: number | null, { min, max }: { min?: number; max?: number }): boolean {
  return price !== null && price >= (min ?? 0) && price <= (max ?? Number.POSITIVE_INFINITY);
}

function meets(item: Item, condition: Condition): boolean {
  if ('any' in condition) return condition.any.some((one) => meets(item, one));
  if ('ids' in condition) return condition.ids.includes(item.id);
  if ('kind' in condition) return item.kind === condition.kind;
  if ('department' in condition) return item.department === condition.department;
  if ('brand' in condition) return item.brand === condition.brand;
  if ('tag' in condition) return item.tags.includes(condition.tag);
  if ('text' in condition) {
    const text = [item.title, item.line, item.description, ...item.tags].join('\n');
    return new RegExp(condition.text, 'i').test(text);
  }
  const value = item.attributes[condition.attribute];
  return value !== undefined && condition.values.includes(value);
}
