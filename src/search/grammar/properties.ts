/**
 * Properties that the catalog knows, in the words of a request: kinds, brands, colours, materials, measures and the
 * rest. Which meaning of a word holds follows from where it stands: "paper" wants paper, "paper lantern" a lantern.
 */
import { attributeName } from '../../profile/facets.ts';
import type { Lexicon, Sense } from '../lexicon.ts';
import { CONTAINER, FOR_ANIMALS, looseKey, toned } from '../lexicon.ts';
import type { Property } from '../request.ts';
import { boundAfter, boundBefore } from './bounds.ts';
import { familiesOf, familyOf, isBetweenColours, isOrdinaryColour, isThingToo, toneOf } from './colours.ts';
import { CLAUSE_STARTS, STOPWORDS, WIDE_NOUNS, WIDE_VERBS } from './function-words.ts';
import { IDIOMS } from './idioms.ts';
import { isImitation, TREATMENTS } from './materials.ts';
import { type Measure, rangeAt, unitOf } from './measures.ts';
import { ends, past, phrases, type Reading, type Request, type Role, type Rule } from './reading.ts';
import { activityRoot, JOINS, keyOf, phraseKey, type Token } from './tokens.ts';

/** Values of attributes that are said in many other ways: they count beside their attribute's kinds only. */
const WEAK = new Set(
  `light open hand back full short long plain fresh clean fine close any mixed whole small large medium big broad wide narrow
  sharp concert practice loose flat high key easy warm cool close set kit form round square strong mild hard soft thin thick low
  deep new old simple standard regular normal family comedy animal tool machine paper everyday pocket folding weekend beach
  hallway garden kitchen kids study room bedroom watch week hour afternoon evening bathroom living decoration ground dried oil sugar flour grain none sweet
  tea coffee cocoa pear fig honey hay bird plant journey flower mineral assorted meadow fruity shoulder digital
  printed alto tenor floral trailing adjustable spiced smoky`.split(/\s+/),
);

/** A phrase at a token: index after it, key. Longest first; "and" within counts for nothing. */
function* keysAt(
  tokens: readonly Token[],
  at: number,
  longest: number,
): Generator<{ key: string; to: number }> {
  const found: { key: string; to: number }[] = [];
  let key = '';
  for (let i = at, n = 0; i < tokens.length && n < longest; i++) {
    if (i > at && ends(tokens[i])) break;
    if (JOINS.has(tokens[i].text)) {
      if (i === at) return;
      continue;
    }
    key = n === 0 ? tokens[i].stem : `${key} ${tokens[i].stem}`;
    n++;
    found.push({ key, to: i + 1 });
  }
  yield* found.reverse();
}

const SERVING = phrases(
  'for|sleeps|seats|fits|for up to|for a family of|for a group of|for a party of|that sleeps|holds',
);
/** The title that stands at a token, or null. */
export const title: Rule = ({ tokens, lexicon }, at) => {
  if (tokens[at]?.of !== 'word') return null;
  for (const { key, to } of keysAt(tokens, at, 10))
    if (to - at > 1 && lexicon.titles.has(key))
      return { from: at, to, constraint: null, must: false, sought: true };
  return null;
};

export function asProperty({ name, value }: { name: string; value: string }): Property {
  return { of: 'attribute', name: attributeName(name, value) };
}

/** Values that hold the whole range, under the name that most of them have. */
export function fitting(
  lexicon: Lexicon,
  { min, max, unit }: Measure,
): { name: string; any: Property[] } | null {
  const known = lexicon.measures.get(unit) ?? [];
  const any = known.filter(({ measure }) => measure.min <= min && measure.max >= max);
  const met = any.length > 0 ? any : known.filter(({ measure }) => measure.min <= max && measure.max >= min);
  if (met.length === 0) return null;
  const names = new Map<string, number>();
  for (const { name, value } of met)
    names.set(name, (names.get(name) ?? 0) + lexicon.itemsWith(asProperty({ name, value })).length);
  const [[name]] = [...names].sort((a, b) => b[1] - a[1]);
  return { name, any: met.map(asProperty) };
}

/** "something for two", "two-person", "40 litres", "at least 2 kg". */
export const measure: Rule = ({ tokens, lexicon, kinds, role }, at) => {
  if (role[at] === 'aside') return null;
  const led = boundBefore(tokens, at, (i) => rangeAt(tokens, i));
  let bound = led?.bound === 'most' || led?.bound === 'least' ? led.bound : null;
  const serving = bound === null ? past(tokens, at, SERVING) : at;
  const range = bound === null ? rangeAt(tokens, serving) : (led?.amount ?? null);
  if (range === null) return null;
  const word = tokens[range.to];
  const known = word !== undefined && word.of === 'word' && !ends(word) ? unitOf(word.stem) : null;
  const own =
    word !== undefined && word.of === 'word' && !ends(word) && lexicon.measures.has(word.stem)
      ? word.stem
      : null;
  let unit = known?.unit ?? own;
  const times = known?.times ?? 1;
  let { to } = range;
  if (unit !== null) {
    const trail = bound === null && serving === at ? boundAfter(tokens, to + 1) : null;
    if (trail === null || trail.bound === 'about') to++;
    else ({ bound, to } = trail);
  } else {
    // "a tent for two"
    if (serving === at || !(word === undefined || ends(word) || CLAUSE_STARTS.has(word.text))) return null;
    unit =
      ['person', 'player'].find((one) =>
        (lexicon.measures.get(one) ?? []).some(({ name, value }) => onShelf(lexicon, name, value, kinds)),
      ) ?? null;
    if (unit === null) return null;
  }
  if (unit === 'year') return null;
  const values = lexicon.measures.get(unit) ?? [];
  if (values.length === 0) return null;
  const min = range.min * times;
  const max = range.max * times;
  if (bound === null) {
    const whole =
      unit === 'person' || unit === 'player' || unit === 'piece' || (known === null && own !== null);
    const slack = whole ? 0 : SLACK;
    const open = values.some(({ measure: one }) => one.min !== one.max);
    const met = open
      ? fitting(lexicon, { min, max, unit })
      : named(
          lexicon,
          values.filter(({ measure: one }) => one.min >= min * (1 - slack) && one.max <= max * (1 + slack)),
          kinds,
        );
    if (met === null) return null;
    const exact = values.find(
      ({ name, measure: one }) => name === met.name && one.min === min && one.max === max,
    );
    const value =
      exact?.value ?? said(range, word, unit, values.find(({ name }) => name === met.name)?.value ?? '');
    return property(at, to, met.name, value, met.any);
  }
  const all = values.filter(({ measure: one }) => (bound === 'least' ? one.max >= min : one.min <= max));
  const met = named(lexicon, all, kinds);
  if (met === null) return null;
  const amount = said(range, word, unit, '');
  return property(at, to, met.name, bound === 'least' ? `${amount} or more` : `up to ${amount}`, met.any);
};

/** A size is hardly ever met to the millimetre: this share to either side is meant by "40 litres". */
const SLACK = 0.1;

function said(
  range: { min: number; max: number },
  word: Token | undefined,
  unit: string,
  example: string,
): string {
  const digits = Number.isFinite(range.max)
    ? range.max === range.min
      ? `${range.min}`
      : `${range.min} to ${range.max}`
    : `${range.min}+`;
  if (/^[\d\s.,+–-]+(?:to[\d\s.,]+)?$/.test(example)) return digits;
  return `${digits} ${word?.of === 'word' ? word.text : unit}`;
}

/** The values of one attribute alone: that of the kinds asked for, or else the one with most values. */
function named(
  lexicon: Lexicon,
  values: readonly { name: string; value: string }[],
  kinds: ReadonlySet<string>,
): { name: string; any: Property[] } | null {
  const weight = new Map<string, number>();
  const shelved = values.filter(({ name, value }) => onShelf(lexicon, name, value, kinds));
  for (const { name } of shelved.length > 0 ? shelved : values)
    weight.set(name, (weight.get(name) ?? 0) + (OF_MEASURES.test(name) ? 1000 : 1));
  const best = [...weight].sort((a, b) => b[1] - a[1])[0];
  if (best === undefined) return null;
  // Of no kind that is told of it, it may stand in any table: a weight as a size.
  const any = (shelved.length > 0 ? values.filter(({ name }) => name === best[0]) : values).map(asProperty);
  return { name: best[0], any };
}

/** What measures are mostly told as. */
const OF_MEASURES = /^(?:weight|capacity|volume|pieces|players|burn time)$/i;

function onShelf(lexicon: Lexicon, name: string, value: string, kinds: ReadonlySet<string>): boolean {
  return (
    kinds.size > 0 &&
    lexicon
      .itemsWith({ of: 'attribute', name: `${name}: ${value}` })
      .some((item) => kinds.has(lexicon.kindOf(item)))
  );
}

/** "dark green". */
const tone: Rule = (request, at) => {
  const { tokens, lexicon } = request;
  if (toneOf(tokens[at].text) === null || tokens[at + 1] === undefined || ends(tokens[at + 1])) return null;
  const sense = lexicon.senses.get(tokens[at + 1].stem)?.find(({ source }) => source === 'colour');
  if (sense === undefined || !isColourHere(request, at + 1, at + 2)) return null;
  const { name, value, any } = toned(sense, tokens[at].text);
  return property(at, at + 2, name, value, any);
};

/** "chocolate brown", "cherry red": a brown, a red. */
const shade: Rule = ({ tokens, lexicon }, at) => {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (second === undefined || ends(second) || familyOf(first.stem) !== null) return null;
  const family = familyOf(second.stem);
  // "navy blue" has a name of its own.
  if (lexicon.senses.has(`${first.stem} ${second.stem}`)) return null;
  if (family === null || !familiesOf(first.stem).has(family)) return null;
  const sense = lexicon.senses.get(second.stem)?.find(({ source }) => source === 'colour');
  return sense === undefined ? null : property(at, at + 2, sense.name, sense.value, sense.any);
};

/** "blue-black", "rose gold": neither of the two, and nothing to demand where the catalog has no such colour. */
const betweenColours: Rule = ({ tokens, lexicon }, at) => {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (second === undefined || ends(second)) return null;
  const key = `${first.stem} ${second.stem}`;
  const hyphened = second.before === '-' && isOrdinaryColour(first.stem) && isOrdinaryColour(second.stem);
  if (!hyphened && !isBetweenColours(key)) return null;
  const own = lexicon.senses
    .get(key)
    ?.find(
      ({ source, any }) => source === 'colour' && any.some(({ name }) => phraseKey(name).endsWith(` ${key}`)),
    );
  if (own !== undefined) return property(at, at + 2, own.name, own.value, own.any);
  return { from: at, to: at + 2, constraint: null, must: false, sought: true };
};

/** Anything the catalog has a word for. */
export const known: Rule = (request, at) => {
  const { tokens, lexicon, role } = request;
  if (tokens[at] === undefined || tokens[at].of === 'sign') return null;
  if (role[at] === 'liking') {
    const liked = activity(request, at);
    if (liked !== null) return liked;
  }
  const between = betweenColours(request, at);
  if (between !== null) return between;
  const toning = tone(request, at) ?? (role[at] === 'aside' ? null : shade(request, at));
  for (const { key, to } of keysAt(tokens, at, Math.max(4, lexicon.longest))) {
    if (toning !== null && toning.to >= to) return toning;
    if (IDIOMS.has(key) && to - at > 1 && !lexicon.senses.has(key))
      return { from: at, to, constraint: null, must: false, sought: true };
    const sense = choose(request, at, to, key, lexicon.senses.get(key) ?? looseSenses(request, at, to));
    if (sense === null) continue;
    // "cream coloured"
    const end = sense.source === 'colour' && COLOURED.test(tokens[to]?.text ?? '') ? to + 1 : to;
    return wish(request, at, end, sense);
  }
  if (role[at] === 'aside') return null;
  return joinedWord(request, at) ?? activity(request, at);
};

const COLOURED = /^colou?r(?:ed)?$/;

/** "walking the dog" for dog-walking. */
function looseSenses({ tokens, lexicon }: Request, at: number, to: number): readonly Sense[] {
  const last = tokens[to - 1];
  if (to - at < 2 || STOPWORDS.has(tokens[at].text) || STOPWORDS.has(last.text)) return [];
  const key = looseKey(tokens.slice(at, to).map(({ text }) => text));
  return key === null ? [] : (lexicon.loose.get(key) ?? []);
}

/** "tea pot" where the catalog writes teapot. */
function joinedWord(request: Request, at: number): Reading | null {
  const { tokens, lexicon } = request;
  const next = tokens[at + 1];
  if (next === undefined || ends(next) || next.of !== 'word' || STOPWORDS.has(tokens[at].text)) return null;
  const key = tokens[at].text + next.stem;
  const sense = (lexicon.senses.get(key) ?? []).find(({ source }) => source === 'kind' || source === 'noun');
  return sense === undefined || STOPWORDS.has(next.text) ? null : wish(request, at, at + 2, sense);
}

/** "who gardens", "into hiking". */
function activity(request: Request, at: number): Reading | null {
  const { tokens, lexicon, role } = request;
  if (role[at] === 'aside' || (role[at] !== 'liking' && !/ing$/.test(tokens[at].text))) return null;
  for (const to of [at + 2, at + 1]) {
    const words = tokens.slice(at, to);
    if (words.length < to - at || words.slice(1).some(ends)) continue;
    const found = lexicon.activities.get(words.map(({ text }) => activityRoot(text)).join(' '));
    if (found === undefined || STOPWORDS.has(tokens[at].text)) continue;
    // Who loves "garden birds" needn't garden.
    const next = tokens[to];
    const noun =
      next !== undefined && !ends(next) && !STOPWORDS.has(next.text) && isThing(lexicon, next.stem);
    if (to === at + 1 && !/ing$/.test(tokens[at].text) && noun) continue;
    if (WIDE_VERBS.has(words[0].stem) && VERB_AFTER.test(tokens[at - 1]?.text ?? '')) continue;
    const { name, value, any } = found.reduce((most, one) =>
      sizeOf(lexicon, one) > sizeOf(lexicon, most) ? one : most,
    );
    return { ...property(at, to, name, value, any), must: false };
  }
  return null;
}

/** Whether titles end in a word, or the catalog has another sense for it. */
function isThing({ nouns, senses }: Lexicon, stem: string): boolean {
  return nouns.has(stem) || senses.has(stem);
}

/** Which meanings count in which role. */
const HEARD: Readonly<Record<Role, ReadonlySet<Source>>> = {
  thing: new Set<Source>([
    'kind',
    'noun',
    'department',
    'brand',
    'colour',
    'material',
    'attribute',
    'flag',
    'tag',
  ]),
  detail: new Set<Source>(['brand', 'colour', 'material', 'attribute', 'flag', 'tag']),
  purpose: new Set<Source>(['brand', 'attribute', 'flag', 'tag']),
  deed: new Set<Source>(['attribute', 'flag', 'tag']),
  liking: new Set<Source>(['kind', 'brand', 'attribute', 'tag']),
  aside: new Set<Source>(),
};

/** Which of a phrase's meanings holds here; null for none. */
function choose(
  request: Request,
  at: number,
  to: number,
  key: string,
  senses: readonly Sense[],
): Sense | null {
  const { tokens, lexicon, kinds, company, role } = request;
  if (senses.length === 0 || key.length < 2) return null;
  if (to === at + 1 && STOPWORDS.has(tokens[at].text) && !isDown(request, at, senses)) return null;
  const leads = modifies(request, to);
  const contains = tokens[to]?.text === 'of' && CONTAINER.test(key);
  const wide = contains || (WIDE_NOUNS.has(key) && !isCompoundNoun(request, at));
  const cued = COLOURED.test(tokens[to]?.text ?? '');
  if (cued) return senses.find(({ source }) => source === 'colour') ?? null;
  const fit = (sense: Sense): boolean => {
    // "she's vegan"
    const diet =
      /^diet/i.test(sense.name) &&
      /^(?:she's|he's|i'm|they're|we're|is|are|am)$/.test(tokens[at - 1]?.text ?? '');
    if (
      !diet &&
      !HEARD[role[at]].has(sense.source) &&
      !(sense.source === 'department' && role[at] !== 'aside' && isFrom(tokens, at))
    )
      return false;
    // "an umbrella that folds up", "plates to go in the dishwasher": what such things are told to do.
    if (
      role[at] === 'deed' &&
      sense.source !== 'tag' &&
      (to - at < 2 || !onShelves(lexicon, sense.any, company))
    )
      if (sense.source !== 'flag' || kinds.size === 0) return false;
    switch (sense.source) {
      case 'kind':
      case 'noun':
        return (
          (!leads || (phraseKey(sense.value) === key && tokens[to].before !== '-')) &&
          (!wide || request.guessing)
        );
      case 'department':
        return (
          GENERIC.has(tokens[to]?.stem ?? '') || (!leads && (namesThings(sense.value) || isFrom(tokens, at)))
        );
      case 'brand':
        return isBrandHere(request, at, to, key);
      case 'colour':
        return isTold(request, sense) && isColourHere(request, at, to);
      case 'material':
        return (
          isTold(request, sense) &&
          !isCompoundHere(request, at, to) &&
          // "silver polish", "a tin of biscuits"
          !TREATMENTS.test(tokens[to]?.text ?? '') &&
          tokens[to]?.text !== 'of' &&
          !isImitation(tokens[at - 1]?.text ?? '')
        );
      case 'flag':
        return isTold(request, sense);
      case 'attribute':
        return (
          (isTold(request, sense) || (role[at] === 'purpose' && !leads && FOR_ANIMALS.test(sense.name))) &&
          isValueHere(request, at, to, key, sense)
        );
      case 'tag':
        return (
          sizeOf(lexicon, sense) > 1 &&
          !(wide && senses.some((one) => one.source === 'kind')) &&
          !(WIDE_VERBS.has(key) && VERB_AFTER.test(tokens[at - 1]?.text ?? '')) &&
          (role[at] === 'liking' || to - at > 1 || !MODAL.test(tokens[at - 1]?.text ?? ''))
        );
    }
  };
  const held = senses.filter(fit);
  if (held.length === 0) return null;
  const order = leads || role[at] !== 'thing' ? BEFORE_NOUN : AS_THING;
  const meets = (sense: Sense) => onShelves(lexicon, sense.any, company);
  const before = (a: Sense, b: Sense): boolean => {
    const sources = new Set([a.source, b.source]);
    // "a waterproof" and "waterproofs" are things, "waterproof and warm" says how they are.
    if (sources.has('flag') && sources.has('kind') && to === at + 1) {
      const thing = tokens[at].text !== tokens[at].stem || /^an?$/.test(tokens[at - 1]?.text ?? '');
      return thing ? a.source === 'kind' : a.source === 'flag';
    }
    // "puppy biscuits" are for dogs, and needn't be of the kind that is called so.
    if (sources.has('attribute') && (sources.has('kind') || sources.has('noun'))) {
      const animal = a.source === 'attribute' ? a : b;
      if (FOR_ANIMALS.test(animal.name)) return a.source === 'attribute';
    }
    // Of an orange marmalade it is the taste that is meant, of an orange coat the colour.
    if (sources.has('attribute') && sources.has('colour') && isThingToo(key))
      return a.source === 'attribute' ? meets(a) : !meets(b);
    // "in linen" means the cloth.
    if (sources.has('material') && sources.has('colour') && !isOrdinaryColour(key))
      return a.source === 'material';
    if (sources.has('attribute') && (sources.size === 1 || sources.has('tag')))
      return meets(a) === meets(b) ? sizeOf(lexicon, a) > sizeOf(lexicon, b) : meets(a);
    return order.indexOf(a.source) < order.indexOf(b.source);
  };
  return held.reduce((best, one) => (before(one, best) ? one : best));
}

/** "a down jacket": a word that mostly means nothing, before a thing. */
function isDown(request: Request, at: number, senses: readonly Sense[]): boolean {
  const { tokens } = request;
  if (!senses.some(({ source }) => source === 'material') || ends(tokens[at + 1])) return false;
  if (
    at > 0 &&
    !ends(tokens[at]) &&
    !/^(?:an?|the|my|some|warm|light|lightweight|good|no|not)$/.test(tokens[at - 1].text)
  )
    return false;
  const next = known(request, at + 1)?.constraint;
  return next?.of === 'property' && next.name === 'kind';
}

type Source = Sense['source'];
const AS_THING: readonly Source[] = [
  'kind',
  'brand',
  'department',
  'noun',
  'flag',
  'colour',
  'material',
  'attribute',
  'tag',
];
const BEFORE_NOUN: readonly Source[] = [
  'brand',
  'flag',
  'colour',
  'material',
  'attribute',
  'tag',
  'kind',
  'noun',
  'department',
];

/** "kitchen things". */
const GENERIC = new Set(
  'thing stuff item gear kit bits gadget department section equipment product supply accessory range goods'.split(
    ' ',
  ),
);

/** "from the pantry"; who works from home names no department. */
function isFrom(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.text === 'the' && tokens[at - 2]?.text === 'from';
}

/** "Books" and "Clothing" are what one buys; "Kitchen" and "Play" are not. */
function namesThings(department: string): boolean {
  return /^\p{L}+(?:s|ing|wear|ware|ery|ture)$/u.test(department) && !/(?:oors|ports|elf)$/.test(department);
}

/** After these stands a verb: "two of us can play". */
const MODAL = /^(?:can|could|will|would|to|might|should|they'll|i'll|we'll|he'll|she'll|i|we)$/;

/** Between somebody and what they do. */
const VERB_AFTER =
  /^(?:who|that|which|already|also|always|often|never|sometimes|really|just|only|he|she|it|they|can|to|still|both)$/;

/** "board games", "picture frames": a noun with one before it that titles put there. */
function isCompoundNoun({ tokens, lexicon }: Request, at: number): boolean {
  const before = tokens[at - 1];
  if (before === undefined || ends(tokens[at]) || STOPWORDS.has(before.text)) return false;
  if (!lexicon.pairs.has(`${before.stem} ${tokens[at].stem}`)) return false;
  return !(lexicon.senses.get(before.stem) ?? []).some(
    ({ source }) => source === 'colour' || source === 'material',
  );
}

/** Fewer things than these are no reason to think of a property. */
const FEW = 3;

function sizeOf(lexicon: Lexicon, { any }: Sense): number {
  return any.reduce((sum, one) => sum + lexicon.itemsWith(one).length, 0);
}

/** What is never told of such things can't be demanded of them. */
function isTold({ lexicon, kinds }: Request, sense: Sense): boolean {
  if (kinds.size === 0) return true;
  const told = lexicon.kindsTelling(sense.name);
  return [...kinds].some((kind) => told.has(kind));
}

export function onShelves(lexicon: Lexicon, any: readonly Property[], kinds: ReadonlySet<string>): boolean {
  return (
    kinds.size > 0 &&
    any.some((one) => lexicon.itemsWith(one).some((item) => kinds.has(lexicon.kindOf(item))))
  );
}

function wish(request: Request, at: number, to: number, sense: Sense): Reading {
  const { source, name, value, any } = sense;
  const read = {
    ...property(at, to, name, value, any),
    must: source !== 'tag' && request.role[at] !== 'liking',
  };
  const finer = source === 'kind' || source === 'noun' ? finerThan(request, at, to, sense) : null;
  return finer === null ? read : { ...read, besides: [property(at, to, finer.name, finer.value, finer.any)] };
}

/** What the catalog calls some things of the kind by the same word: "watch" as a type of Sunglasses and watches. */
function finerThan(
  { tokens, lexicon }: Request,
  at: number,
  to: number,
  { value: kind, any }: Sense,
): Sense | null {
  const key = keyOf(tokens.slice(at, to));
  if (key === phraseKey(kind) || any.length > 1) return null;
  return (
    lexicon.senses
      .get(key)
      ?.find(
        (one) =>
          one.source === 'attribute' &&
          one.any.every((value) => lexicon.itemsWith(value).every((item) => lexicon.kindOf(item) === kind)),
      ) ?? null
  );
}

/** Whether a phrase that ends before a token only says of which sort the next noun is. */
function modifies({ tokens, lexicon }: Request, to: number): boolean {
  const next = tokens[to];
  if (next === undefined || ends(next) || next.of !== 'word') return false;
  // "dog-friendly"
  if (next.before === '-') return true;
  if (STOPWORDS.has(next.text) || CLAUSE_STARTS.has(next.text)) return false;
  const senses = lexicon.senses.get(next.stem) ?? [];
  if (senses.some(({ source }) => source === 'kind' || source === 'noun') || lexicon.nouns.has(next.stem))
    return true;
  if (senses.length > 0) return false;
  return !/(?:ly|ing|ed|est)$/.test(next.text) && !AFTER_NOUNS.has(next.text);
}

/** Said after what is wanted, and of which sort nothing is. */
const AFTER_NOUNS = new Set(
  `size sizes sized deal deals offer offers online cheap asap urgent urgently ta cheers mate pref poss possible uk nearby
  delivered plus including`.split(/\s+/),
);

function isCompoundHere({ tokens, lexicon }: Request, at: number, to: number): boolean {
  const before = tokens[at - 1];
  if (before === undefined || ends(tokens[at]) || STOPWORDS.has(before.text)) return false;
  const next = tokens[to];
  const last = next === undefined || ends(next) || next.of !== 'word' || STOPWORDS.has(next.text);
  if (!last) return false;
  const senses = lexicon.senses.get(before.stem) ?? [];
  return (
    lexicon.pairs.has(`${before.stem} ${tokens[at].stem}`) &&
    !senses.some(({ source }) => source === 'colour' || source === 'material')
  );
}

function isColourHere(request: Request, at: number, to: number): boolean {
  const { tokens, lexicon } = request;
  const before = tokens[at - 1];
  const next = tokens[to];
  const key = tokens
    .slice(at, to)
    .map(({ stem }) => stem)
    .join(' ');
  // "roses" are flowers.
  if (to === at + 1 && tokens[at].stem !== tokens[at].text && tokens[at].text.endsWith('s')) return false;
  const cued =
    COLOURED.test(next?.text ?? '') ||
    (before?.text === 'in' && (next === undefined || ends(next) || CLAUSE_STARTS.has(next.text)));
  if (cued) return true;
  if (
    next !== undefined &&
    !ends(next) &&
    (lexicon.compounds.has(`${tokens[to - 1].stem} ${next.stem}`) ||
      IDIOMS.has(`${tokens[to - 1].stem} ${next.stem}`))
  )
    return false;
  if (isCompoundHere(request, at, to)) return false;
  // "a cream for dry hands", "an orange"
  if (
    /^(?:an?|some|any)$/.test(before?.text ?? '') &&
    !ends(tokens[at]) &&
    !modifies(request, to) &&
    !/^(?:ones?|or|and)$/.test(next?.text ?? '')
  )
    return false;
  if (to === at + 1 && isThingToo(key) && key !== 'orange' && !isColouredThing(request)) return false;
  return to - at > 1 || isOrdinaryColour(key);
}

/** Whether the kinds that are asked for can't smell or taste of what a colour is called after: "a plum coat". */
function isColouredThing({ lexicon, kinds }: Request): boolean {
  return (
    kinds.size > 0 && ![...kinds].some((kind) => TASTES.some((name) => lexicon.kindsTelling(name).has(kind)))
  );
}

const TASTES = 'scent fragrance smell aroma flavour flavor taste'
  .split(' ')
  .flatMap((name) => [name, name[0].toUpperCase() + name.slice(1)]);

function isBrandHere({ tokens, lexicon }: Request, at: number, to: number, key: string): boolean {
  if (to - at > 1 && !STOPWORDS.has(tokens[at].text)) return true;
  const before = tokens[at - 1]?.text ?? '';
  if (/^(?:by|from|brand|called|make|no|not|except|than)$/.test(before)) return true;
  if (tokens[at].capital && (at > 0 || tokens.length === 1)) return true;
  return (lexicon.senses.get(key)?.length ?? 0) === 1 && !STOPWORDS.has(key) && !lexicon.isCommon(key);
}

function isValueHere(
  { tokens, lexicon, company, role }: Request,
  at: number,
  to: number,
  key: string,
  sense: Sense,
): boolean {
  const name = sense.name.toLowerCase();
  const beside = tokens[at - 1]?.stem === name || tokens[to]?.stem === name;
  if (beside || isSmelt(tokens, at, to, name)) return true;
  // Of "instrument" and "instruments" the first, where nothing says which.
  const twin = (lexicon.senses.get(key) ?? []).find(
    (one) => one.source === 'attribute' && `${one.name.toLowerCase()}s` === name,
  );
  const shelved = (one: Sense) => onShelves(lexicon, one.any, company);
  if (twin !== undefined && (shelved(twin) || !shelved(sense))) return false;
  const words = key.split(' ').filter((word) => !STOPWORDS.has(word));
  // Who mentions a chicken needn't want a taste of chicken.
  if (role[at] === 'purpose' && !onShelves(lexicon, sense.any, company) && sizeOf(lexicon, sense) < FEW)
    return false;
  if (words.length > 1) return true;
  const [word] = words;
  const weak =
    QUALIFYING.test(name) ||
    WEAK.has(phraseKey(sense.value)) ||
    word === undefined ||
    WEAK.has(word) ||
    key.length < 2 ||
    /^\d+$/.test(key);
  if (!weak && isOwnWord(lexicon, word, sense)) return true;
  if (/^\d+$/.test(key)) return false;
  return onShelves(lexicon, sense.any, company);
}

/** "rose scented", "smells of roses", "tastes of lemon". */
function isSmelt(tokens: readonly Token[], at: number, to: number, name: string): boolean {
  const after = ends(tokens[to]) ? '' : (tokens[to]?.text ?? '');
  const before = tokens.slice(Math.max(0, at - 2), at).map(({ text }) => text);
  const led = /^(?:of|like)$/.test(before.at(-1) ?? '') ? (before[0] ?? '') : '';
  if (/^(?:scent|fragrance|smell|aroma)$/.test(name))
    return /^(?:scented|fragranced|perfumed|smelling)$/.test(after) || /^smell/.test(led);
  return /^(?:flavou?r|taste)$/.test(name) && (/^(?:flavou?red|tasting)$/.test(after) || /^tast/.test(led));
}

/** A word of which other things speak so many times as often as things have it as a value says little. Chosen by eye. */
const COMMON = 6;

/** Attributes whose values are adjectives that are said of everything: a "calm" record, a "playful" present. */
const QUALIFYING =
  /^(?:mood|mode|tempo|key|style|tone|feel|vibe|character|metre|meter|effect|theme|finish|texture|energy)$/;

/** Whether a value by itself means its attribute: "music" is a department first, "slow" said of many things. */
function isOwnWord(lexicon: Lexicon, word: string, sense: Sense): boolean {
  const named = (lexicon.senses.get(word) ?? []).some(({ source }) => source === 'department');
  return !named && sizeOf(lexicon, sense) * COMMON >= lexicon.elsewhere(word, sense.name);
}

function property(from: number, to: number, name: string, value: string, any: readonly Property[]): Reading {
  return {
    from,
    to,
    constraint: { of: 'property', name, value, any: [...any], not: false },
    must: true,
    sought: true,
  };
}
