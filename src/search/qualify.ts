/**
 * Applies what was understood to the items of a catalog: which of them may be shown, and how well each meets the
 * wishes that are no conditions. Ranks nothing by itself.
 */
import type { Catalog, Item } from '../catalog/item.ts';
import { hasFacet } from '../profile/facets.ts';
import { isGrownUp } from './grammar/people.ts';
import { stemOf, tokensOf } from './grammar/tokens.ts';
import type { Constraint, Part, Property, Understood } from './request.ts';

export interface Ratings {
  /** Mean stars. */
  mean: number;
  /** Of reviews. */
  count: number;
}

export interface Qualified {
  /** Whether an item, by its index in the catalog, meets all that is demanded. */
  accept: (item: number) => boolean;
  /**
   * By item, in log-odds: `WISHES` times the share of the wishes (parts without `must`) that it meets, and `HAS` for each
   * property that is demanded and that it has, rather than only speaks of; less `UNLIKELY` for each way in which it is
   * hardly meant.
   */
  lift: Float32Array;
}

/**
 * Chosen on the judged requests and the queries that are for choosing (docs/quality.md): 1 to 4 were tried of both. Less
 * lets a single word of a title outweigh what the whole request is about.
 */
export const WISHES = 3;
const HAS = 1.5;
/** A present may be nearly anything: beside other wishes, that things are called gifts counts this much. */
const GIFT = 0.3;
/** Log-odds by which what is hardly meant falls behind; 1.5 to 3 differ by one request in three hundred. */
export const UNLIKELY = 3;

/**
 * Properties that a shop tells of everything that has them, or that a text may speak of without having them: a white
 * cup "like green tea". Of others a text says as much as a table: a pan "of enamelled iron" is an enamel pan.
 */
const ONLY_AS_TOLD = new Set(['kind', 'department', 'brand', 'tag', 'colour', 'color']);

/**
 * Of conditions that nothing can meet together, prices give way to `conflict.nearest`, and of a property that is both
 * demanded and refused the refusal counts.
 * @param ratings of the item with an index in the catalog; null where it has no reviews
 */
export function qualify(
  { text, parts, conflict }: Understood,
  catalog: Catalog,
  ratings: (item: number) => Ratings | null,
): Qualified {
  const given = new Set(conflict?.parts);
  const conditions: Test[] = [];
  const wishes: Test[] = [];
  /** By wish. */
  const weights: number[] = [];
  const had: Test[] = [];
  const choices = new Map<string, Test[]>();
  for (const part of parts) {
    if (given.has(part.id) && !isRefusal(part.constraint)) continue;
    const { constraint } = part;
    let test = testOf(constraint, catalog, ratings);
    if (test === null) continue;
    if (part.must && constraint.of === 'property' && !constraint.not && !ONLY_AS_TOLD.has(constraint.name)) {
      const has = test;
      const words = stemsOf(text.slice(part.start, part.end));
      had.push(has);
      test = (item, i) => has(item, i) || (words.length > 0 && says(item, words));
    }
    if (part.must && constraint.of === 'property' && !constraint.not && constraint.any.length > 1) {
      // "jumper" is of knitwear first, though one for dogs is called so, too.
      const { name, value } = constraint;
      if (name === 'kind') had.push((item) => item.kind === value);
      else if (name === 'department') had.push((item) => item.department === value);
    }
    if (constraint.of === 'recipient' && constraint.ages !== undefined) {
      const { tags, ages } = constraint;
      weights.push(1);
      wishes.push(
        (item) =>
          tags.some((tag) => item.tags.includes(tag)) || ages.fit.some((one) => hasProperty(item, one)),
      );
    }
    if (!part.must) {
      wishes.push(test);
      weights.push(isGift(constraint) ? GIFT : 1);
    } else if (constraint.of === 'property' && !constraint.not)
      choices.set(constraint.name, [...(choices.get(constraint.name) ?? []), test]);
    else conditions.push(test);
  }
  if (conflict?.nearest) {
    const nearest = testOf({ of: 'price', ...conflict.nearest }, catalog, ratings);
    if (nearest !== null) conditions.push(nearest);
  }
  // "Blue or green", "gloves and a scarf": a thing has one colour and is of one kind, so that either will do.
  for (const tests of choices.values()) conditions.push((item, i) => tests.some((test) => test(item, i)));

  const unlikely = unlikelyOf(parts);
  const sumOfWeights = weights.reduce((sum, one) => sum + one, 0);
  const lift = new Float32Array(catalog.items.length);
  if (wishes.length + had.length + unlikely.length > 0)
    catalog.items.forEach((item, i) => {
      const met = wishes.reduce((sum, test, n) => sum + (test(item, i) ? weights[n] : 0), 0);
      lift[i] =
        (WISHES * met) / Math.max(1, sumOfWeights) +
        HAS * had.filter((test) => test(item, i)).length -
        UNLIKELY * unlikely.filter((test) => test(item, i)).length;
    });
  return { accept: (i) => conditions.every((test) => test(catalog.items[i], i)), lift };
}

/** What is hardly meant, though nothing is said against it. */
function unlikelyOf(parts: readonly Part[]): Test[] {
  const tests: Test[] = [];
  const named = parts.some(
    ({ constraint, must }) =>
      must &&
      constraint.of === 'property' &&
      !constraint.not &&
      /^(?:kind|department)$/.test(constraint.name),
  );
  if (named) return tests;
  const recipients = parts.flatMap(({ constraint }) => (constraint.of === 'recipient' ? [constraint] : []));
  if (recipients.length > 0 && recipients.every(({ who, ages }) => ages === undefined && isGrownUp(who)))
    tests.push(isForChildren);
  const occasions = parts.flatMap(({ constraint }) => (constraint.of === 'occasion' ? [constraint] : []));
  const given = parts.some(({ constraint }) => isGift(constraint));
  if (given || (recipients.length > 0 && occasions.length > 0))
    tests.push(({ kind }) => TRIMMINGS.test(kind));
  return tests;
}

/** Kinds of what goes round a present, or of what a day is decked with: who asks for a present wants none of them. */
const TRIMMINGS =
  /\b(?:gift|wrap(?:ping)?|cards?|party|parties|birthdays?|christmas|decorations?|balloons?)\b/i;

const CHILDRENS = /^(?:kids?|child(?:ren)?|toddlers?|bab(?:y|ies))$/i;

function isGift(constraint: Constraint): boolean {
  return (
    constraint.of === 'property' &&
    constraint.name === 'tag' &&
    /^gifts?$/.test(constraint.value) &&
    !constraint.not
  );
}

function isForChildren({ tags, kind, attributes }: Item): boolean {
  if (/\b(?:child|children|kids|baby|babies|toddlers?)\b/i.test(kind)) return true;
  return tags.some((tag) => CHILDRENS.test(tag)) || /^(?:children|kids?)/i.test(attributes.cut ?? '');
}

type Test = (item: Item, index: number) => boolean;

function isRefusal(constraint: Constraint): boolean {
  return constraint.of === 'word' || (constraint.of === 'property' && constraint.not);
}

/** Null for what is not about an item by itself. */
function testOf(
  constraint: Constraint,
  catalog: Catalog,
  ratings: (item: number) => Ratings | null,
): Test | null {
  switch (constraint.of) {
    case 'price': {
      const { min, max } = constraint;
      return ({ price }) =>
        price !== null && price >= (min ?? 0) && price <= (max ?? Number.POSITIVE_INFINITY);
    }
    case 'rating':
      return (_, i) => (ratings(i)?.mean ?? 0) >= constraint.min;
    case 'property': {
      const { any, not } = constraint;
      return (item) => any.some((property) => hasProperty(item, property)) !== not;
    }
    case 'word': {
      const word = stemOf(constraint.word);
      return (item) => !textsOf(item).some((text) => tells(text, word));
    }
    case 'recipient': {
      const { ages, tags } = constraint;
      const has = (item: Item, some: readonly Property[]) => some.some((one) => hasProperty(item, one));
      if (ages !== undefined) return (item) => has(item, ages.fit) || !has(item, ages.unfit);
      return tags.length === 0 ? null : (item) => tags.some((tag) => item.tags.includes(tag));
    }
    case 'occasion': {
      const { tags } = constraint;
      return tags.length === 0 ? null : (item) => tags.some((tag) => item.tags.includes(tag));
    }
    case 'count':
      return null;
    case 'compared': {
      const { how, itemId } = constraint;
      const other = catalog.items.find(({ id }) => id === itemId);
      if (other === undefined) return null;
      const { price } = other;
      return (item) => {
        if (item.id === itemId) return false;
        if (how === 'like' || price === null) return true;
        return item.price !== null && (how === 'cheaper' ? item.price < price : item.price > price);
      };
    }
  }
}

/** Whether an item has what a part of a request names. */
export function hasProperty(item: Item, { of, name }: Property): boolean {
  return of === 'tag' ? item.tags.includes(name) : hasFacet(item, { of, name });
}

/** Stems of a part's words, without those that are numbers: "2 people" is told by a table alone. */
function stemsOf(text: string): string[] {
  const tokens = tokensOf(text);
  return tokens.some((token) => /\p{N}/u.test(token.text)) ? [] : tokens.map(({ stem }) => stem);
}

/** Whether the item's texts have one of the words, and don't deny it. */
function says(item: Item, words: readonly string[]): boolean {
  const texts = [item.title, item.line, item.description, ...Object.values(item.attributes)];
  return words.some((word) => texts.some((text) => tells(text, word)));
}

const TAKEN_BACK = /^(?:no|not|without|non|never|zero|free|less)$/;

/** Whether a text says that something is or has a word; "caffeine-free" and "no caffeine" say it isn't. */
function tells(text: string, word: string): boolean {
  const tokens = tokensOf(text);
  return tokens.some(
    ({ stem }, i) =>
      stem === word &&
      !tokens.slice(Math.max(0, i - 2), i).some((before) => TAKEN_BACK.test(before.text)) &&
      !TAKEN_BACK.test(tokens[i + 1]?.text ?? ''),
  );
}

function textsOf(item: Item): string[] {
  return [
    item.title,
    item.line,
    item.description,
    item.kind,
    item.brand,
    ...item.tags,
    ...Object.entries(item.attributes).flat(),
  ];
}
