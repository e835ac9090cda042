/**
 * Reads a request in a visitor's own words: which parts of it a catalog can check, and what is left for words and
 * meaning to find. Knows English, and of the shop what its lexicon says. It looks at no item and never fails.
 */
import { STOPWORDS } from './grammar/function-words.ts';
import { age, occasion, recipient } from './grammar/given.ts';
import { price } from './grammar/price.ts';
import { known, measure, title } from './grammar/properties.ts';
import { ends, type Reading, type Request, type Rule } from './grammar/reading.ts';
import { refusalAt } from './grammar/refusals.ts';
import { rolesOf } from './grammar/roles.ts';
import { commonWord } from './grammar/slips.ts';
import { stemOf, tokensOf } from './grammar/tokens.ts';
import { comparison, count, order, rating } from './grammar/wishes.ts';
import { FOR_ANIMALS, type Lexicon, propertyKey } from './lexicon.ts';
import { type Conflict, type Constraint, type Part, partId, type Understood } from './request.ts';

/** More than anybody types by hand; what is beyond isn't read. UTF-16 code units. */
export const LONGEST_TEXT = 1000;

export interface UnderstandOptions {
  /** Ids of parts that the visitor took back: neither demanded nor searched for. */
  dropped?: ReadonlySet<string>;
  /** Id of the item in view, which "cheaper than this" is about. */
  beside?: string | null;
}

/** In the order in which they are preferred where two read as far. */
const RULES: readonly Rule[] = [
  title,
  comparison,
  rating,
  price,
  age,
  measure,
  count,
  order,
  recipient,
  occasion,
  known,
];

/** The same request, lexicon and options are always read the same. Well under 5 ms. */
export function understand(
  text: string,
  lexicon: Lexicon,
  { dropped = new Set(), beside = null }: UnderstandOptions = {},
): Understood {
  const read = cut(text);
  const tokens = tokensOf(read).map((token) => {
    const meant = commonWord(token, lexicon);
    if (meant !== null) return { ...token, text: meant, stem: stemOf(meant) };
    const stem = lexicon.spell(token);
    return stem === null ? token : { ...token, stem };
  });
  const role = rolesOf(tokens);
  const none: ReadonlySet<string> = new Set();
  const first: Request = { tokens, lexicon, beside, role, kinds: none, company: none, guessing: true };
  const request: Request = { ...first, ...kindsNamed(first), guessing: false };
  const readings = wanted(readAll(request), request);

  const parts: Part[] = [];
  const taken = new Uint8Array(tokens.length);
  const sought = new Uint8Array(tokens.length);
  let sort: Understood['sort'] = null;
  const ids = new Set<string>();
  for (const { from, to, constraint, must, sort: order, sought: searched } of readings) {
    sort = order ?? sort;
    if (constraint === null) {
      if (!searched) taken.fill(1, from, to);
      continue;
    }
    taken.fill(1, from, to);
    const id = partId(constraint);
    if (dropped.has(id)) continue;
    if (searched && !negates(constraint)) sought.fill(1, from, to);
    if (ids.has(id)) continue;
    ids.add(id);
    parts.push({ id, start: tokens[from].start, end: tokens[to - 1].end, constraint, must });
  }
  const words = (all: boolean) =>
    tokens
      .filter(({ of, text: word }, i) =>
        taken[i] === 1
          ? all && sought[i] === 1 && !STOPWORDS.has(word)
          : of !== 'sign' && !STOPWORDS.has(word),
      )
      .map(({ start, end }) => read.slice(start, end))
      .join(' ');
  return {
    text: read,
    parts,
    rest: words(false),
    wanted: words(true),
    sort,
    conflict: conflictOf(parts, lexicon),
  };
}

/** Trimmed and cut, never through the middle of a character. */
function cut(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= LONGEST_TEXT) return trimmed;
  const short = trimmed.slice(0, LONGEST_TEXT);
  return (/[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short).trim();
}

const REFUSING = /^(?:not|no|nothing|without|except|than|but|isn't|aren't)$/;

/** A property of things of so few kinds says of which kind a thing is. */
const NARROW = 2;

/** Kinds and departments that the request names anywhere as things, by name. */
function kindsNamed(request: Request): Pick<Request, 'kinds' | 'company'> {
  const { lexicon } = request;
  const kinds = new Set<string>();
  // Of no kind by name, it may still be of what has something that few kinds have: "a board book", "a dog bed".
  const near = new Set<string>();
  const family = new Set<string>();
  const animals = new Set<string>();
  for (let i = 0; i < request.tokens.length; ) {
    const found = known(request, i);
    const constraint = found?.constraint;
    const refused = request.tokens.slice(Math.max(0, i - 2), i).some(({ text }) => REFUSING.test(text));
    if (constraint?.of === 'property' && found?.must && constraint.name === 'kind' && !refused)
      for (const { name } of constraint.any) kinds.add(name);
    if (constraint?.of === 'property' && !refused) {
      const of = new Set(
        constraint.any.flatMap((one) => lexicon.itemsWith(one).map((item) => lexicon.kindOf(item))),
      );
      if (constraint.name === 'department') for (const kind of of) kinds.add(kind);
      else if (FOR_ANIMALS.test(constraint.name)) for (const kind of of) animals.add(kind);
      else if (constraint.any[0].of === 'attribute' && of.size <= NARROW)
        for (const kind of of) near.add(kind);
    }
    if (!refused) for (const kind of lexicon.families.get(request.tokens[i].stem) ?? []) family.add(kind);
    const shelf = lexicon.senses.get(request.tokens[i].stem)?.find(({ source }) => source === 'department');
    if (shelf !== undefined && !refused)
      for (const one of shelf.any) for (const item of lexicon.itemsWith(one)) near.add(lexicon.kindOf(item));
    i = found === null ? i + 1 : found.to;
  }
  const { beside } = request;
  if (kinds.size > 0) {
    const all = new Set([...kinds, ...animals]);
    return { kinds: all, company: all };
  }
  const inView = beside === null ? null : lexicon.kindById(beside);
  if (inView !== null) near.add(inView);
  return { kinds, company: new Set([...(family.size > 0 ? family : near), ...animals]) };
}

/** The longest reading at each token, from left to right, with what is refused turned round. */
function readAll(request: Request): Reading[] {
  const { tokens } = request;
  const readings: Reading[] = [];
  for (let i = 0; i < tokens.length; ) {
    const best = longest(request, i);
    const refused = refusalAt(request, i, best);
    if (refused !== null) {
      readings.push(...refused.readings);
      i = Math.max(i + 1, refused.to);
    } else if (best !== null) {
      readings.push(best, ...(best.besides ?? []));
      i = best.to;
    } else i++;
  }
  return readings;
}

/**
 * Without kinds that are named and not wanted: what the thing has ("sunglasses, red frames"), and what only people's
 * things are called so ("a coat for my dog"). Their words are searched for.
 */
function wanted(readings: readonly Reading[], { tokens, lexicon }: Request): Reading[] {
  const properties = readings.map(({ constraint, must }) =>
    constraint?.of === 'property' && !constraint.not && must ? constraint : null,
  );
  const animals = properties.filter((one) => one !== null && FOR_ANIMALS.test(one.name));
  let first: string | null = null;
  return readings.map((reading, n) => {
    const kind = properties[n];
    if (kind === null || kind.name !== 'kind') return reading;
    const before = readings[n - 1];
    const detail =
      first !== null &&
      first !== kind.value &&
      properties[n - 1] !== null &&
      properties[n - 1]?.name !== 'kind' &&
      before.to === reading.from &&
      tokens[before.from].before === ',' &&
      ends(tokens[reading.to]);
    first ??= kind.value;
    const strange = animals.some(
      (animal) => animal !== null && !lexicon.kindsTelling(animal.name).has(kind.value),
    );
    return detail || strange ? { ...reading, constraint: null, sought: true } : reading;
  });
}

function longest(request: Request, at: number): Reading | null {
  let best: Reading | null = null;
  for (const rule of RULES) {
    const found = rule(request, at);
    if (found !== null && (best === null || found.to > best.to)) best = found;
  }
  return best;
}

function negates(constraint: Constraint): boolean {
  return (constraint.of === 'property' && constraint.not) || constraint.of === 'word';
}

/** Prices or properties that exclude each other. */
function conflictOf(parts: readonly Part[], lexicon: Lexicon): Conflict | null {
  const prices = parts.filter(({ constraint }) => constraint.of === 'price');
  let min: Part | null = null;
  let max: Part | null = null;
  const minOf = (part: Part | null) => (part?.constraint.of === 'price' ? part.constraint.min : null) ?? 0;
  const maxOf = (part: Part | null) =>
    (part?.constraint.of === 'price' ? part.constraint.max : null) ?? Number.POSITIVE_INFINITY;
  for (const part of prices) {
    if (minOf(part) > minOf(min)) min = part;
    if (maxOf(part) < maxOf(max)) max = part;
  }
  if (min !== null && max !== null && minOf(min) > maxOf(max)) {
    const order = min.start < max.start ? [min, max] : [max, min];
    const low = { min: minOf(min), max: null };
    const high = { min: null, max: maxOf(max) };
    return {
      parts: order.map(({ id }) => id),
      nearest: nearerTo(lexicon.prices, low, high, order[1] === min),
    };
  }
  for (const { id, constraint: wanted, must } of parts) {
    if (wanted.of !== 'property' || wanted.not || !must) continue;
    for (const { id: other, constraint: refused } of parts) {
      if (refused.of !== 'property' || !refused.not) continue;
      const keys = new Set(refused.any.map(propertyKey));
      if (wanted.any.every((one) => keys.has(propertyKey(one)))) return { parts: [id, other], nearest: null };
    }
  }
  return null;
}

type Limit = NonNullable<Conflict['nearest']>;

/** The limit that the shop's prices miss by less; where they meet both, the one that was said last. */
function nearerTo(prices: Float64Array, low: Limit, high: Limit, lowLast: boolean): Limit {
  let [missLow, missHigh] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const price of prices) {
    if (Number.isNaN(price)) continue;
    missLow = Math.min(missLow, Math.max(0, (low.min ?? 0) - price));
    missHigh = Math.min(missHigh, Math.max(0, price - (high.max ?? 0)));
  }
  if (missLow === missHigh) return lowLast ? low : high;
  return missLow < missHigh ? low : high;
}
