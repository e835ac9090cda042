/**
 * Does a text claim what nobody knows? Finds the numbers, prices, titles and values that a text names, and those of them
 * that neither the items cited nor the visitor's own words bear out. Our own answers hold by construction, and tests
 * check it; what a language model writes is let through by this only.
 */
import type { Fact, Turn } from './turn.ts';
import type { World } from './world.ts';

/** What may be named: grounds of one answer. */
export interface Grounds {
  /** Numbers, each as written with one digit after the point at most, or with the cents of a price. */
  numbers: ReadonlySet<string>;
  /** Lower case texts; a value holds where one of them has it. */
  texts: readonly string[];
}

const NUMBER = /\d+(?:[.,]\d+)*/g;

/** "1,234.50" is 1234.5, so that a way of writing is no difference. */
function plainNumber(written: string): string {
  const plain = /,\d{3}(?!\d)/.test(written) ? written.replaceAll(',', '') : written.replace(',', '.');
  return String(Number(plain));
}

export function numbersIn(text: string): string[] {
  return (text.match(NUMBER) ?? []).map(plainNumber);
}

const rounded = (value: number): string[] =>
  [String(value), String(Math.round(value * 10) / 10), value.toFixed(2)].map(plainNumber);

/**
 * @param said lines of the conversation, the visitor's
 */
export function groundsOf(turn: Turn, said: readonly string[], world: World): Grounds {
  const numbers = new Set(said.flatMap(numbersIn));
  const texts = said.map((line) => line.toLowerCase());
  const cited = new Set([...turn.items, ...(turn.table?.itemIds ?? [])]);
  const note = (fact: Fact): void => {
    switch (fact.of) {
      case 'item':
      case 'aspect':
        cited.add(fact.itemId);
        if (fact.of === 'aspect') {
          for (const value of [fact.praise, fact.complaints]) numbers.add(String(value));
          texts.push(fact.aspect.toLowerCase());
        }
        break;
      case 'sentence':
        cited.add(fact.itemId);
        texts.push(fact.text.toLowerCase());
        for (const number of numbersIn(fact.text)) numbers.add(number);
        break;
      case 'part': {
        const { constraint } = fact.part;
        if (constraint.of === 'compared') cited.add(constraint.itemId);
        if (constraint.of === 'property')
          texts.push(constraint.value.toLowerCase(), constraint.name.toLowerCase());
        if (constraint.of === 'price' || constraint.of === 'rating') {
          const ends = constraint.of === 'price' ? [constraint.min, constraint.max] : [constraint.min];
          for (const end of ends) if (end !== null) for (const one of rounded(end)) numbers.add(one);
        }
        if (constraint.of === 'count') numbers.add(String(constraint.count));
        for (const number of numbersIn(fact.part.id)) numbers.add(number);
        break;
      }
      case 'count':
        numbers.add(String(fact.value));
        break;
      case 'words':
      case 'name':
        texts.push(fact.text.toLowerCase());
        for (const number of numbersIn(fact.text)) numbers.add(number);
        break;
      case 'list':
        fact.facts.forEach(note);
    }
  };
  for (const { facts } of turn.say) Object.values(facts).forEach(note);
  turn.chips.forEach(note);
  for (const { label } of turn.buttons) {
    if (label.of === 'label') Object.values(label.facts).forEach(note);
    else note(label);
  }
  for (const { label } of turn.question?.options ?? []) if (label.of !== 'label') note(label);
  for (const id of cited) {
    const item = world.indexOf(id);
    if (item === undefined) continue;
    const { title, brand, department, kind, price, attributes, tags } = world.items[item];
    const own = [title, brand, department, kind, ...Object.entries(attributes).flat(), ...tags];
    texts.push(...own.map((text) => text.toLowerCase()));
    for (const number of own.flatMap(numbersIn)) numbers.add(number);
    if (price !== null) for (const one of rounded(price)) numbers.add(one);
    const rating = world.rating(item);
    if (rating !== null) for (const one of [...rounded(rating.mean), String(rating.count)]) numbers.add(one);
  }
  return { numbers, texts };
}

/** A catalog's own vocabulary: what a text could claim of a thing. */
export interface ClaimWords {
  /** Titles, makers, kinds and values, lower case. */
  values: ReadonlySet<string>;
  /** Words of the longest of them. */
  longest: number;
}

/**
 * @param own words that a text may always use, such as those of the templates: "open" is a way to say things here, though
 *   some bag's closure is "open", too
 */
export function claimWordsOf(world: World, own: ReadonlySet<string> = new Set()): ClaimWords {
  const values = new Set<string>();
  for (const { title, brand, kind, attributes, tags } of world.items) {
    for (const value of [title, brand, kind, ...Object.values(attributes), ...tags]) {
      const plain = wordsIn(value).join(' ');
      if (/\p{L}{3}/u.test(plain) && !own.has(plain)) values.add(plain);
    }
  }
  return { values, longest: Math.max(1, ...[...values].map((value) => value.split(' ').length)) };
}

export const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];

/** The catalog's values that a text names: the longest at each place, so that "oak desk" is not also "oak". */
export function valuesIn(text: string, { values, longest }: ClaimWords): string[] {
  const words = wordsIn(text);
  const found: string[] = [];
  for (let at = 0; at < words.length; ) {
    let length = Math.min(longest, words.length - at);
    while (length > 0 && !values.has(words.slice(at, at + length).join(' '))) length--;
    if (length > 0) found.push(words.slice(at, at + length).join(' '));
    at += Math.max(1, length);
  }
  return found;
}

/** What a text claims without grounds; none for a text that holds. */
export function unfounded(text: string, grounds: Grounds, claimWords: ClaimWords): string[] {
  const known = grounds.texts.map((one) => ` ${wordsIn(one).join(' ')} `);
  return [
    ...numbersIn(text).filter((number) => !grounds.numbers.has(number)),
    ...valuesIn(text, claimWords).filter((value) => !known.some((one) => one.includes(` ${value} `))),
  ];
}

/** Facts of an answer that are not as the catalog has them; none in an answer of ours. */
export function untrue(turn: Turn, world: World): Fact[] {
  const wrong: Fact[] = [];
  const check = (fact: Fact): void => {
    if (fact.of === 'list') fact.facts.forEach(check);
    if (fact.of !== 'item') return;
    const index = world.indexOf(fact.itemId);
    const item = index === undefined ? null : world.items[index];
    if (item === null || index === undefined) {
      wrong.push(fact);
      return;
    }
    const rating = world.rating(index);
    const values: unknown[] =
      fact.field === 'tag'
        ? item.tags
        : [
            {
              title: item.title,
              price: item.price,
              brand: item.brand,
              kind: item.kind,
              stars: rating?.mean,
              reviews: rating?.count,
            }[fact.field] ?? item.attributes[fact.field],
          ];
    if (!values.includes(fact.value)) wrong.push(fact);
  };
  for (const { facts } of turn.say) Object.values(facts).forEach(check);
  for (const { cells } of turn.table?.rows ?? []) for (const cell of cells) if (cell !== null) check(cell);
  for (const { value } of turn.table?.shared ?? []) check(value);
  return wrong;
}
