/**
 * From facts to sentences: fills the templates of the message catalogue (`ask.*`), and says parts of a wish, buttons and
 * questions in words. The only place of the assistant where text is made; it adds nothing that the facts don't hold.
 */
import type { Formats } from '../../messages/formats.ts';
import type { Button, Fact, PartFact, Say, Turn } from './turn.ts';

/** A language, and the shop's currency. */
export interface Voice {
  /** A message of the areas `ask` and `part` with its values put in. */
  message(key: string, values?: Record<string, string | number>): string;
  formats: Formats;
  /** ISO 4217. */
  currency: string;
}

/** A fact in words: money in the shop's currency, a mean of stars with one digit. */
function factText(fact: Fact, voice: Voice): string | number {
  const { formats } = voice;
  switch (fact.of) {
    case 'item':
      if (fact.field === 'price') return formats.price(fact.value as number, voice.currency);
      if (fact.field === 'stars') return formats.number(fact.value as number);
      return fact.value;
    case 'part':
      return partText(fact, voice);
    case 'flag':
      return fact.on ? 1 : 0;
    case 'count':
      return fact.value;
    case 'words':
    case 'name':
    case 'sentence':
      return fact.text;
    case 'aspect': {
      const { aspect, praise, complaints } = fact;
      const both = praise > 0 && complaints > 0 ? 1 : 0;
      return voice.message('ask.aspect', { aspect, praise, complaints, both });
    }
    case 'list': {
      const words = fact.facts.map((one) => listed(one, voice));
      return formats.list(words, fact.join === 'or' ? 'disjunction' : 'conjunction');
    }
  }
}

/** Within a list, a property stands with its name: "material: wool". */
function listed(fact: Fact, voice: Voice): string {
  if (fact.of !== 'item' || PLAIN.has(fact.field)) return String(factText(fact, voice));
  return voice.message('ask.has', { name: fact.field, value: factText(fact, voice) });
}

const PLAIN = new Set(['title', 'price', 'stars', 'reviews']);

/** "up to £60", "£20 or more", "£20 to £60". */
export function priceText(
  { min, max }: { min: number | null; max: number | null },
  { message, formats, currency }: Voice,
): string {
  const price = (amount: number) => formats.price(amount, currency);
  if (min !== null && max !== null) return message('part.price', { from: price(min), to: price(max) });
  return max !== null
    ? message('part.price-max', { price: price(max) })
    : message('part.price-min', { price: price(min ?? 0) });
}

/** A part of a request, as it stands within a sentence. */
export function partText({ part, title }: PartFact, voice: Voice): string {
  const { message, formats } = voice;
  const { constraint } = part;
  switch (constraint.of) {
    case 'price':
      return priceText(constraint, voice);
    case 'rating':
      return message('part.rating', { stars: formats.number(constraint.min) });
    case 'property': {
      const { name, value, not } = constraint;
      // "green" speaks for itself, "dishwasher: yes" doesn't.
      const speaks = ITSELF.has(name.toLowerCase()) && /\p{L}{3}/u.test(value);
      if (speaks) return message(not ? 'part.property-not' : 'part.property', { value });
      return message(not ? 'part.attribute-not' : 'part.attribute', { name, value });
    }
    case 'word':
      return message('part.property-not', { value: constraint.word });
    case 'recipient':
      return message('part.recipient', { who: constraint.who });
    case 'occasion':
      return message('part.occasion', { occasion: constraint.occasion });
    case 'count':
      return message('part.count', { count: constraint.count });
    case 'compared':
      return message(`part.${constraint.how}`, { title: title ?? constraint.itemId });
  }
}

/** Properties whose values are understood without their name. */
const ITSELF = new Set([
  'kind',
  'department',
  'brand',
  'tag',
  'colour',
  'color',
  'material',
  'pattern',
  'flavour',
  'scent',
]);

export function sayText({ key, variant, facts }: Say, voice: Voice): string {
  const values = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, factText(fact, voice)]),
  );
  return capital(voice.message(`ask.${key}.${variant + 1}`, values));
}

/** A value can open a sentence; a finished one has its end already. */
export function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (first) => first.toUpperCase()).replace(/([.!?。！？])\.$/u, '$1');
}

/** The whole answer in words, as a paragraph. */
export function turnText(turn: Turn, voice: Voice): string {
  return turn.say.map((say) => sayText(say, voice)).join(voice.formats.locale.startsWith('zh') ? '' : ' ');
}

/** The facts of an answer, each as it stands in `turnText`: what another wording must leave unbroken. */
export function valueTexts(turn: Turn, voice: Voice): string[] {
  const texts = (fact: Fact): string[] => {
    if (fact.of === 'flag') return [];
    if (fact.of !== 'list') return [String(factText(fact, voice))];
    return fact.facts.flatMap((one) => [...texts(one), listed(one, voice)]);
  };
  return turn.say.flatMap(({ facts }) => Object.values(facts).flatMap(texts));
}

export function buttonText({ label }: Button, voice: Voice): string {
  if (label.of !== 'label') return String(factText(label, voice));
  const values = Object.fromEntries(
    Object.entries(label.facts).map(([name, fact]) => [name, factText(fact, voice)]),
  );
  return capital(voice.message(`ask.button.${label.key}`, values));
}

/** An answer to a question that named what it is about: "living room", not "room: living room". */
export function optionText(option: Button, voice: Voice): string {
  const { label } = option;
  const constraint = label.of === 'part' ? label.part.constraint : null;
  return constraint?.of === 'property' && !constraint.not
    ? capital(constraint.value)
    : buttonText(option, voice);
}

/** A cell of the table. */
export function cellText(fact: Fact, voice: Voice): string {
  return String(factText(fact, voice));
}

/** "material: wool, care: hand wash" */
export function sharedText(shared: readonly { name: string; value: Fact }[], voice: Voice): string {
  return voice.formats.list(
    shared.map(({ name, value }) => voice.message('ask.has', { name, value: factText(value, voice) })),
  );
}
