/**
 * What to ask back when a wish is too wide: the question whose answer is expected to tell most about which thing is meant
 * (information gain over the candidates' weights; Quinlan 1986, as decision trees choose their splits). Which candidates
 * there are is the caller's affair.
 */
import type { Item } from '../../catalog/item.ts';
import { isSensitive, isSensitiveFacet } from '../../profile/sensitive.ts';
import type { Part } from '../request.ts';
import type { Button, Narrowing } from './turn.ts';
import { partOf } from './wish.ts';
import type { Hit, World } from './world.ts';

/** Bits: a question that is expected to tell less is not worth a visitor's time. */
const LEAST_GAIN = 0.6;

/** Options of a question, beside "Either is fine". */
const FEWEST = 2;
const MOST = 5;

/** An option that fewer of the candidates (by weight) have is no help to most. */
const LEAST_SHARE = 0.06;

/** Attributes are asked about where at least so much of the weight is of one department. */
const MOST_OF = 0.6;

/** A thing this much less likely than the best is no good candidate. */
const GOOD = 1 / 4;

/** With so few good candidates it is quicker to look at them than to answer. */
export const FEW = 6;

/** Log-odds by which the best must lead that many others for its lead to count: it was named then, not only described. */
const NAMED = 8;

export interface Candidate {
  item: number;
  /** Sums to 1 over all of them. */
  weight: number;
}

/**
 * Probabilities by a softmax of the standardised scores, so that lists of any scale are asked about alike. That a few
 * have the very word in their title says little of what is wanted: the best count as much as the last of them.
 * @param hits best first
 */
export function candidatesOf(hits: readonly Hit[]): Candidate[] {
  if (hits.length === 0) return [];
  const last = hits[Math.min(FEW, hits.length) - 1].score;
  return hits.length > FEW && hits[0].score - last < NAMED
    ? weighed(hits.map(({ item, score }) => ({ item, score: Math.min(score, last) })))
    : weighed(hits);
}

function weighed(hits: readonly Hit[]): Candidate[] {
  const mean = hits.reduce((sum, { score }) => sum + score, 0) / hits.length;
  const spread = Math.sqrt(hits.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / hits.length) || 1;
  const top = Math.max(...hits.map(({ score }) => score));
  const raised = hits.map(({ score }) => Math.exp((score - top) / spread));
  const sum = raised.reduce((all, one) => all + one, 0);
  return hits.map(({ item }, at) => ({ item, weight: raised[at] / sum }));
}

/** How many of them are worth a look. */
export function goodOf(candidates: readonly Candidate[]): number {
  const best = Math.max(0, ...candidates.map(({ weight }) => weight));
  return candidates.filter(({ weight }) => weight >= best * GOOD).length;
}

/**
 * Bits that the answer is expected to tell about which candidate is meant: entropy of the answer, less what of it the
 * candidates themselves leave open. Whoever wants a thing that has several of the options names any of them; a thing
 * that has none tells nothing, and its weight counts as not asked.
 * @param has by candidate: indices of the options it has
 */
export function informationGain(
  weights: readonly number[],
  has: readonly (readonly number[])[],
  options: number,
): number {
  const answers = new Float64Array(options);
  let covered = 0;
  let open = 0;
  weights.forEach((weight, at) => {
    const own = has[at];
    if (own.length === 0) return;
    covered += weight;
    open += weight * Math.log2(own.length);
    for (const option of own) answers[option] += weight / own.length;
  });
  if (covered === 0) return 0;
  const entropy = answers.reduce((sum, p) => sum - (p > 0 ? (p / covered) * Math.log2(p / covered) : 0), 0);
  return covered * entropy - open;
}

/** Something that could be asked: what its options are, and which of them an item has. */
interface Asking {
  about: string;
  of: Exclude<Narrowing['of'], 'price'>;
  /** The values of an item, each of which may become an option. */
  values: (item: Item) => string[];
  option: (value: string) => Part;
}

const property = (of: 'kind' | 'department' | 'brand' | 'tag', values: Asking['values']): Asking => ({
  about: of,
  of,
  values,
  option: (value) => partOf({ of: 'property', name: of, value, any: [{ of, name: value }], not: false }),
});

const PLACES: Asking[] = [
  property('department', ({ department }) => [department]),
  property('kind', ({ kind }) => (kind === '' ? [] : [kind])),
  property('brand', ({ brand }) => (brand === '' ? [] : [brand])),
  property('tag', ({ tags }) => tags),
];

const attribute = (name: string): Asking => ({
  about: name,
  of: 'attribute',
  values: ({ attributes }) =>
    attributes[name] === undefined || attributes[name] === '' ? [] : [attributes[name]],
  option: (value) =>
    partOf({
      of: 'property',
      name,
      value,
      any: [{ of: 'attribute', name: `${name}: ${value}` }],
      not: false,
    }),
});

/**
 * The best question there is; null where none is worth asking.
 * @param said names that the wish has a word on already
 * @param asked names of questions that were asked before
 */
export function bestQuestion(
  candidates: readonly Candidate[],
  world: World,
  { said, asked }: { said: ReadonlySet<string>; asked: readonly string[] },
): Narrowing | null {
  const items = candidates.map(({ item }) => world.items[item]);
  // "Which material?" is no question while it may be a candle or a book.
  const names = oneDepartment(candidates, items)
    ? new Set(items.flatMap(({ attributes }) => Object.keys(attributes)))
    : [];
  const askings = [...PLACES, ...[...names].sort().map(attribute)].filter(
    ({ about }) =>
      !said.has(about) && !asked.includes(about) && !(about === 'department' && said.has('kind')),
  );
  const questions = askings.map((asking) => questionOf(asking, candidates, items));
  if (!said.has('price') && !asked.includes('price')) questions.push(priceQuestion(candidates, items));
  let best: Narrowing | null = null;
  for (const question of questions) {
    if (question === null || question.gain < LEAST_GAIN) continue;
    if (best === null || question.gain > best.gain + 1e-9) best = question;
  }
  return best;
}

/** Whether most of what may be meant (by weight) stands in one department. */
function oneDepartment(candidates: readonly Candidate[], items: readonly Item[]): boolean {
  const share = new Map<string, number>();
  for (const [at, { weight }] of candidates.entries())
    share.set(items[at].department, (share.get(items[at].department) ?? 0) + weight);
  return Math.max(0, ...share.values()) >= MOST_OF;
}

function questionOf(
  { about, of, values, option }: Asking,
  candidates: readonly Candidate[],
  items: readonly Item[],
): Narrowing | null {
  // What others may read over a shoulder is not brought up; the visitor may.
  const unspoken = (value: string) =>
    of === 'tag'
      ? isSensitive(value)
      : isSensitiveFacet({ of, name: of === 'attribute' ? `${about}: ${value}` : value });
  const share = new Map<string, number>();
  const own = items.map((item) => [...new Set(values(item))]);
  own.forEach((list, at) => {
    for (const value of list) share.set(value, (share.get(value) ?? 0) + candidates[at].weight);
  });
  const options = [...share]
    .filter(([value, weight]) => weight >= LEAST_SHARE && weight <= 1 - LEAST_SHARE && !unspoken(value))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST)
    .map(([value]) => value);
  if (options.length < FEWEST) return null;
  const has = own.map((list) => options.flatMap((value, at) => (list.includes(value) ? [at] : [])));
  const gain = informationGain(
    candidates.map(({ weight }) => weight),
    has,
    options.length,
  );
  return { about, of, gain, options: options.map((value) => optionButton(option(value))) };
}

/** Cuts at about each third of the candidates' weight, at prices that people say. */
function priceQuestion(candidates: readonly Candidate[], items: readonly Item[]): Narrowing | null {
  const priced = candidates
    .map(({ weight }, at) => ({ weight, price: items[at].price }))
    .filter((one): one is { weight: number; price: number } => one.price !== null)
    .sort((a, b) => a.price - b.price);
  const all = priced.reduce((sum, { weight }) => sum + weight, 0);
  if (priced.length < FEW) return null;
  const at = (share: number) => {
    let sum = 0;
    for (const { weight, price } of priced) {
      sum += weight;
      // Thirds are met although their sums are rounded.
      if (sum >= share * all - 1e-9) return price;
    }
    return priced[priced.length - 1].price;
  };
  const cuts = [...new Set([roundPrice(at(1 / 3)), roundPrice(at(2 / 3))])].filter(
    (cut) => cut > priced[0].price && cut < priced[priced.length - 1].price,
  );
  if (cuts.length === 0) return null;
  const bands = [null, ...cuts].map((min, band): { min: number | null; max: number | null } => ({
    min,
    max: cuts[band] ?? null,
  }));
  // A price that two bands share counts for the lower one.
  const bandOf = (price: number) => bands.findIndex(({ max }) => max === null || price <= max);
  const has = items.map(({ price }) => (price === null ? [] : [bandOf(price)]));
  const gain = informationGain(
    candidates.map(({ weight }) => weight),
    has,
    bands.length,
  );
  const options = bands.map(({ min, max }) => optionButton(partOf({ of: 'price', min, max })));
  return { about: 'price', of: 'price', gain, options };
}

/** 1, 2, 5 and their halves and tens: "under 25", "over 150". */
function roundPrice(price: number): number {
  if (price <= 0) return 0;
  const ten = 10 ** Math.floor(Math.log10(price));
  const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => Number((step * ten).toPrecision(3)));
  return steps.reduce((best, step) => (Math.abs(step - price) < Math.abs(best - price) ? step : best));
}

function optionButton(part: Part): Button {
  return { label: { of: 'part', part, title: null }, act: { act: 'change', add: [part], drop: [] } };
}
