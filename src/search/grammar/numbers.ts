/**
 * Numbers in digits and in words, as a request writes them: "1,200", "1.5k", "twenty-five", "a hundred and ten",
 * "fifteen hundred", "four and a half", "half a dozen". Doesn't know what is counted.
 */
import type { Token } from './tokens.ts';

const SMALL: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};

const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

const LARGE: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000 };

export const NUMBER_WORDS: readonly string[] = [
  ...Object.keys(SMALL),
  ...Object.keys(TENS),
  ...Object.keys(LARGE),
  'dozen',
  'couple',
];

export interface Amount {
  value: number;
  /** Index after its last token. */
  to: number;
}

/** The number that begins at a token, or null. */
export function numberAt(tokens: readonly Token[], at: number): Amount | null {
  const whole = wholeAt(tokens, at);
  if (whole === null || !says(tokens, whole.to, 'and', 'a', 'half')) return whole;
  return { value: whole.value + 0.5, to: whole.to + 3 };
}

/** "one-fifty" and "two twenty-five" for 150 and 225, which only sums are called so; null for other numbers. */
export function shortHundredsAt(tokens: readonly Token[], at: number): Amount | null {
  const first = tokens[at]?.text ?? '';
  const rest = tokens[at + 1];
  if (!Object.hasOwn(SMALL, first) || SMALL[first] > 9 || rest === undefined) return null;
  if (!Object.hasOwn(TENS, rest.text) || (rest.before !== '-' && rest.before !== ' ')) return null;
  const tens = wordsAt(tokens, at + 1, 0);
  return tens === null || tens.value > 99 ? null : { value: SMALL[first] * 100 + tens.value, to: tens.to };
}

function wholeAt(tokens: readonly Token[], at: number): Amount | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.of === 'number') {
    const next = tokens[at + 1];
    if (next?.before === '' && next.text === 'k') return { value: token.value * 1000, to: at + 2 };
    return Number.isFinite(token.value) ? { value: token.value, to: at + 1 } : null;
  }
  const { text } = token;
  if (text === 'half' && says(tokens, at + 1, 'a', 'dozen')) return { value: 6, to: at + 3 };
  if (text === 'dozen') return { value: 12, to: at + 1 };
  if (text === 'couple' && says(tokens, at + 1, 'of', 'hundred')) return { value: 200, to: at + 3 };
  if (text === 'a' || text === 'one') {
    const next = tokens[at + 1]?.text ?? '';
    if (next === 'dozen') return { value: 12, to: at + 2 };
    if (next === 'couple' && says(tokens, at + 2, 'of', 'hundred')) return { value: 200, to: at + 4 };
    if (Object.hasOwn(LARGE, next)) return wordsAt(tokens, at + 1, 1);
    if (text === 'a') return null;
  }
  return wordsAt(tokens, at, 0);
}

function says(tokens: readonly Token[], at: number, ...words: string[]): boolean {
  return words.every((word, i) => tokens[at + i]?.text === word);
}

/** @param ahead what stands before a "hundred" without a number of its own: "a hundred" */
function wordsAt(tokens: readonly Token[], at: number, ahead: number): Amount | null {
  let total = 0;
  let part = ahead;
  let to = at;
  // Each may be said once and in this order, or "two three" were five.
  let room = 1000;
  for (let i = at; i < tokens.length; i++) {
    const { text, before } = tokens[i];
    if (i > at && before !== ' ' && before !== '-') break;
    if (Object.hasOwn(SMALL, text) && room > 1) {
      if (room <= 10 && SMALL[text] > 9) break;
      part += SMALL[text];
      room = 1;
    } else if (Object.hasOwn(TENS, text) && room > 10) {
      part += TENS[text];
      room = 10;
    } else if (text === 'hundred' && part > 0 && part < 100) {
      part *= 100;
      room = 100;
    } else if (text === 'thousand' && part > 0) {
      total += part * 1000;
      part = 0;
      room = 1000;
    } else if (text === 'and' && to > at && room >= 100 && numberWord(tokens[i + 1]) && total + part >= 100) {
      continue;
    } else break;
    to = i + 1;
  }
  return to === at ? null : { value: total + part, to };
}

function numberWord(token: Token | undefined): boolean {
  return token !== undefined && (Object.hasOwn(SMALL, token.text) || Object.hasOwn(TENS, token.text));
}
