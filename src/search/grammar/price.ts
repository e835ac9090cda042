/**
 * Limits and ranges of price: "under 60", "£20-£40", "about thirty quid", "I can't go past a tenner". An amount in another
 * currency than the catalog's is not converted, since no rate is known on a device: it is no part, and no word to search
 * for. A number that counts, measures or names something ("24 hour", "for 2 people", "size 9") is no price.
 */
import { type Bound, boundAfter, boundBefore } from './bounds.ts';
import { OTHER_UNITS, unitOf } from './measures.ts';
import { type Amount, NUMBER_WORDS, numberAt, shortHundredsAt } from './numbers.ts';
import { tagsForPerson } from './people.ts';
import { ends, past, phrases, type Rule } from './reading.ts';
import type { Token } from './tokens.ts';

/** "About" is this much to either side. */
const ABOUT = 0.2;

const AGAIN = phrases('quid|pounds|dollars|euros');
const STERLING = phrases('sterling');

const SIGNS: Readonly<Record<string, string>> = { '£': 'GBP', $: 'USD', '€': 'EUR', '¥': 'JPY', '₹': 'INR' };

/** Words for currencies; those of several countries are taken for the catalog's own where it is among them. */
const CURRENCY_WORDS: Readonly<Record<string, readonly string[]>> = {
  pound: ['GBP'],
  quid: ['GBP'],
  sterling: ['GBP'],
  gbp: ['GBP'],
  squid: ['GBP'],
  dollar: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD'],
  // Said of any money.
  buck: ['USD', 'CAD', 'AUD', 'NZD', 'GBP', 'EUR'],
  usd: ['USD'],
  euro: ['EUR'],
  eur: ['EUR'],
  yen: ['JPY'],
  jpy: ['JPY'],
  rupee: ['INR'],
  inr: ['INR'],
  rmb: ['CNY'],
  yuan: ['CNY'],
  cny: ['CNY'],
  franc: ['CHF'],
  chf: ['CHF'],
  krona: ['SEK'],
  sek: ['SEK'],
  krone: ['NOK', 'DKK'],
  zloty: ['PLN'],
  cad: ['CAD'],
  aud: ['AUD'],
};

/** Slang for sums, where pounds are spent. */
const NOTES: Readonly<Record<string, number>> = {
  tenner: 10,
  fiver: 5,
  grand: 1000,
  ton: 100,
  score: 20,
  pony: 25,
};

interface Sum {
  value: number;
  /** Whether a currency was named; null where it is another than the catalog's. */
  money: boolean | null;
  to: number;
}

interface Limits {
  min: number | null;
  max: number | null;
}

/** One sum, or two with the word between them. */
interface Span {
  min: number;
  max: number;
  money: boolean | null;
  to: number;
  joint: string | null;
}

/** "under 60", and "over 20 but under 60" as one range. */
export const price: Rule = ({ tokens, lexicon: { currency } }, at) => {
  const first = limitAt(tokens, at, currency);
  if (first === null || first.limits === null)
    return first && { from: at, to: first.to, constraint: null, must: false };
  const second = limitAt(tokens, past(tokens, first.to, ALSO), currency);
  const both = second?.limits == null ? null : joined(first.limits, second.limits);
  const { min, max } = both ?? first.limits;
  const to = both === null || second === null ? first.to : second.to;
  return { from: at, to, constraint: { of: 'price', min, max }, must: true };
};

const ALSO = phrases('and|but|yet|and yet');

/** A lower and an upper limit as a range; null where they are at odds or no such pair. */
function joined(a: Limits, b: Limits): Limits | null {
  const [low, high] = a.max === null ? [a, b] : [b, a];
  if (low.min === null || low.max !== null || high.max === null || high.min !== null) return null;
  return low.min < high.max ? { min: low.min, max: high.max } : null;
}

/** One limit or range; `limits` are null for a sum in another currency. */
function limitAt(
  tokens: readonly Token[],
  at: number,
  currency: string,
): { limits: Limits | null; to: number } | null {
  if (tokens[at] === undefined) return null;
  const led = boundBefore(tokens, at, (i) => spanAt(tokens, i, currency));
  const span = led?.amount ?? spanAt(tokens, at, currency);
  if (span === null) return null;
  if (span.money === null) return { limits: null, to: span.to };
  const start = led?.start ?? at;
  const trail = boundAfter(tokens, span.to);
  const to = trail?.to ?? span.to;
  const bare = span.money === false;
  if (bare && isOther(tokens, start, span, to)) return null;
  if (bare && at > 0 && !ends(tokens[at]) && isPerson(tokens, at)) return null;

  if (span.joint !== null && (span.joint !== 'and' || led?.bound === 'range')) {
    if (bare && led === null && !isAlone(tokens, at, span)) return null;
    return { limits: { min: span.min, max: span.max }, to };
  }
  const bound = boundOf(led?.bound ?? null, trail?.bound ?? null);
  if (bound === 'range') return null;
  if (bare && bound === null) return null;
  if (bare && bound === 'sum' && !speaksOfMoney(tokens, at, start)) return null;
  // "5+" and "8 and up" are ages.
  if (bare && led === null && trail?.bound === 'least' && span.min < FEWEST) return null;
  return { limits: limitsOf(bound, span.min), to };
}

/** Bare numbers below this are rather years or pieces. */
const FEWEST = 19;

/** What is said before a sum counts, but that "budget 40 or so" and "about 40 at most" say more after it. */
function boundOf(before: Bound | null, after: Bound | null): Bound | null {
  if (before === null) return after;
  return (before === 'sum' || before === 'about') && after !== null ? after : before;
}

function limitsOf(bound: Bound | null, value: number): Limits {
  switch (bound) {
    case 'most':
    case 'sum':
      return { min: null, max: value };
    case 'least':
      return { min: value, max: null };
    default:
      return { min: cents(value * (1 - ABOUT)), max: cents(value * (1 + ABOUT)) };
  }
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** "£20", "£20-40", "20 to 40 quid", "twenty or thirty pounds", "20 and 40". */
function spanAt(tokens: readonly Token[], at: number, currency: string): Span | null {
  const first = sumAt(tokens, at, currency);
  if (first === null) return null;
  const single: Span = { min: first.value, max: first.value, money: first.money, to: first.to, joint: null };
  const joint = tokens[first.to];
  if (first.money === null || joint === undefined) return single;
  const word = JOINTS.test(joint.text) && !ends(joint);
  const dash = joint.before === '-' || (joint.before === ':' && /[\p{Sc}\d]/u.test(joint.text));
  if (!word && !dash) return single;
  const start = word ? first.to + 1 : first.to;
  const second = sumAt(tokens, word && joint.text === 'up' ? start + 1 : start, currency);
  if (second === null || second.money === null || second.value <= first.value) return single;
  const money = first.money || second.money;
  if (joint.text === 'or' && !money) return single;
  return { min: first.value, max: second.value, money, to: second.to, joint: word ? joint.text : '-' };
}

const JOINTS = /^(?:to|and|till|until|or|through|up)$/;

/** Whether a bare range can be nothing but prices: by itself, wide, and higher than ages are. */
function isAlone(tokens: readonly Token[], at: number, { min, max, to }: Span): boolean {
  if (!ends(tokens[to]) || (at > 0 && !ends(tokens[at]) && NAMED.test(tokens[at - 1].text))) return false;
  return max >= FEWEST && max - min >= NARROWEST && max < FIRST_YEAR;
}

/** Sizes that are given as ranges are closer together: "boots, 40-42". */
const NARROWEST = 5;
const FIRST_YEAR = 1900;

/** Before a number, these make it a name or a size: "size 9", "route 66". */
const NAMED =
  /^(?:size|sizes|number|no|page|pages|chapter|route|grade|age|aged|ages|uk|us|eu|model|vol|volume|part|level|type|year|class|room|top|mark|series|waist|chest|collar|spf|tog|tin|version|since|in|before|after|until|by)$/;

const MONTH =
  /^(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)$/;

/** Whether a number without a currency counts, measures, dates or names something. */
function isOther(tokens: readonly Token[], start: number, { min, max, to }: Span, after: number): boolean {
  const before = tokens[start - 1];
  if (before !== undefined && !ends(tokens[start]) && NAMED.test(before.text)) return true;
  if (isCounted(tokens, to) || (after > to && isCounted(tokens, after))) return true;
  return min >= FIRST_YEAR && max < 2100 && before?.text === 'from';
}

/** Whether what follows a number says what it counts, so that it is no sum. */
function isCounted(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  if (next === undefined || ends(next)) return false;
  if (next.of === 'number' || next.text === '%' || next.text === '★') return true;
  if (next.of !== 'word' || next.text === 'in') return false;
  // "40l", "70th", "90s"
  if (next.before === '' && next.text !== 'ish') return true;
  if (unitOf(next.stem) !== null || OTHER_UNITS.has(next.stem) || MONTH.test(next.text)) return true;
  // "over 30 recipes"
  return next.stem !== next.text && /[^'s]s$/.test(next.text) && !SAYS_ON.test(next.text);
}

/** In -s, and no plurals. */
const SAYS_ON =
  /^(?:please|as|is|was|has|looks|this|his|plus|thanks|tops|unless|always|perhaps|yes|needs|wants)$/;

/** "anyone over 60", "he's under 10": that is how old somebody is. */
function isPerson(tokens: readonly Token[], at: number): boolean {
  const { text, stem } = tokens[at - 1];
  if (/^(?:he's|she's|they're|who's|aged|anyone|anybody|everyone|those|people|adults)$/.test(text))
    return true;
  if (/^(?:is|are)$/.test(text) && at > 1)
    return /^(?:he|she|they|who)$/.test(tokens[at - 2].text) || tagsForPerson(tokens[at - 2].stem) !== null;
  return tagsForPerson(stem) !== null;
}

/** An amount of money, or a number that may be one. */
function sumAt(tokens: readonly Token[], at: number, currency: string): Sum | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.of === 'sign' || (token.of === 'word' && isCode(token.text))) {
    const sign = token.of === 'sign' ? (SIGNS[token.text] ?? null) : token.text.toUpperCase();
    const amount = sign === null ? null : numberAt(tokens, at + 1);
    if (amount === null) return null;
    // Whoever writes "$20 dollars" means it once.
    const to = past(tokens, amount.to, AGAIN);
    return { value: amount.value, money: sameCurrency(token.text, sign, currency), to };
  }
  if (currency === 'GBP') {
    const article = token.text === 'a' || token.text === 'one' ? at + 1 : at;
    const note = tokens[article]?.text ?? '';
    if (Object.hasOwn(NOTES, note) && (article > at || ['tenner', 'fiver'].includes(note)))
      return { value: NOTES[note], money: true, to: article + 1 };
    const several = numberAt(tokens, at);
    const notes = several === null ? '' : (tokens[several.to]?.text ?? '');
    if (several !== null && ['tenners', 'fivers', 'grand'].includes(notes))
      return { value: several.value * NOTES[notes.replace(/s$/, '')], money: true, to: several.to + 1 };
  }
  const amount = shortHundredsAt(tokens, at) ?? roughNumberAt(tokens, at);
  if (amount === null) return null;
  let { to } = amount;
  // "twenty-odd quid"
  if (tokens[to]?.text === 'odd' && isCurrency(tokens[to + 1])) to++;
  const after = tokens[to];
  if (after === undefined) return { value: amount.value, money: false, to };
  if (currency === 'GBP' && ((after.text === 'p' && after.before === '') || after.text === 'pence'))
    return { value: amount.value / 100, money: true, to: to + 1 };
  const code = after.of === 'sign' ? (SIGNS[after.text] ?? null) : null;
  if (code !== null && (after.before === '' || after.before === ' ') && tokens[to + 1]?.of !== 'number')
    return { value: amount.value, money: code === currency ? true : null, to: to + 1 };
  if (isCurrency(after)) {
    const money = CURRENCY_WORDS[after.stem].includes(currency) ? true : null;
    to = past(tokens, to + 1, STERLING);
    const small = tokens[to]?.of === 'word' && !ends(tokens[to]) ? numberAt(tokens, to) : null;
    // "five pounds fifty"
    if (small !== null && small.value >= 10 && small.value < 100)
      return { value: cents(amount.value + small.value / 100), money, to: small.to };
    return { value: amount.value, money, to };
  }
  return { value: amount.value, money: false, to };
}

function isCurrency(token: Token | undefined): token is Token {
  return token?.of === 'word' && Object.hasOwn(CURRENCY_WORDS, token.stem) && !ends(token);
}

/** A number, also one with its "ish" joined on: "fiftyish". */
function roughNumberAt(tokens: readonly Token[], at: number): Amount | null {
  const token = tokens[at];
  const bare = token?.of === 'word' && token.text.endsWith('ish') ? token.text.slice(0, -3) : '';
  if (!NUMBER_WORDS.includes(bare)) return numberAt(tokens, at);
  return numberAt([{ ...token, text: bare }], 0);
}

function isCode(text: string): boolean {
  return text.length === 3 && Object.hasOwn(CURRENCY_WORDS, text);
}

/** "$" is the sign of many currencies. */
function sameCurrency(sign: string, code: string | null, currency: string): true | null {
  if (sign === '$') return CURRENCY_WORDS.dollar.includes(currency) ? true : null;
  if (sign === '¥') return currency === 'JPY' || currency === 'CNY' ? true : null;
  return code === currency ? true : null;
}

/** Whether a bare number after such words can only be a sum: "for 2" is for two, "budget 30" is not. */
function speaksOfMoney(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ text }) => MONEY.test(text));
}

const MONEY =
  /^(?:budget|budget's|spend|spending|afford|limit|pay|manage|stretch|price|priced|price's|cost|costs|costing|allowance|saved)$/;
