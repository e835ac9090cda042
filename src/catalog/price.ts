/**
 * Prices as people write them: "12.50 GBP", "£12", "1.234,56 €". Knows no exchange rates.
 */

export interface Price {
  /** May be negative: whether that makes sense is the caller's business. */
  amount: number;
  /** ISO 4217; null where none is written. */
  currency: string | null;
}

/** Signs by how long they are: "R$" is looked for before "$". */
const SIGNS: readonly (readonly [string, string])[] = [
  ['US$', 'USD'],
  ['CA$', 'CAD'],
  ['AU$', 'AUD'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['R$', 'BRL'],
  ['A$', 'AUD'],
  ['C$', 'CAD'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['Ft', 'HUF'],
  ['kr', 'SEK'],
  ['Fr', 'CHF'],
  ['Rs', 'INR'],
  ['£', 'GBP'],
  ['€', 'EUR'],
  ['$', 'USD'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₺', 'TRY'],
  ['₽', 'RUB'],
  ['₴', 'UAH'],
  ['₪', 'ILS'],
  ['₫', 'VND'],
  ['฿', 'THB'],
];

const ISO_CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The ISO 4217 code in `text`, or null. */
export function currencyOf(text: string): string | null {
  for (const [code] of text.toUpperCase().matchAll(/(?<![A-Z])[A-Z]{3}(?![A-Z])/g)) {
    if (ISO_CODES.has(code)) return code;
  }
  return SIGNS.find(([sign]) => hasSign(text, sign))?.[1] ?? null;
}

/** Signs made of letters count as words of their own only: "kr" is not in "kraft". */
function hasSign(text: string, sign: string): boolean {
  const at = text.indexOf(sign);
  if (at === -1 || !/^\p{L}+$/u.test(sign)) return at !== -1;
  return !/\p{L}/u.test((text[at - 1] ?? '') + (text[at + sign.length] ?? ''));
}

/**
 * Whether a feed writes decimals with a comma, told from all its prices: "12,50" somewhere and "12.50"
 * nowhere. Then a lone dot as in "1.234" separates thousands.
 */
export function usesDecimalComma(prices: Iterable<string>): boolean {
  let comma = false;
  for (const price of prices) {
    if (/\.\d{1,2}(?!\d)/.test(price)) return false;
    if (/\d,\d{1,2}(?!\d)/.test(price)) comma = true;
  }
  return comma;
}

/**
 * Reads one price; of a range ("10 - 20") the lower end.
 * @param decimalComma see `usesDecimalComma`
 * @returns null where `text` is no price
 */
export function parsePrice(text: string, decimalComma: boolean): Price | null {
  if (text.length > 60) return null;
  const parts = /^([^\d.,-]*)(-?)([^\d.,-]*)(\d[\d.,]*|[.,]\d+)(.*)$/.exec(
    text
      .replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '')
      .replace(/\u2212/g, '-')
      .trim(),
  );
  if (parts === null) return null;
  const [, before, minus, sign, digits, rest] = parts;
  // What follows may be a unit, or the upper end of a range.
  const after = /^(.*?)\s*[-–]\s*\D*\d[\d.,]*(\D*)$/.exec(rest)?.slice(1).join(' ') ?? rest;
  const words = `${before} ${sign} ${after}`.trim();
  const currency = currencyOf(words);
  const pence = /^p$/i.test(words);
  if (!pence && currency === null && !/^(from|ab|each|per \w+|\/ ?\w+|[-–—])?$/i.test(words)) return null;
  const amount = numberOf(digits.replace(/[.,]$/, ''), decimalComma);
  if (amount === null) return null;
  return {
    amount: (minus === '-' ? -amount : amount) / (pence ? 100 : 1),
    currency: pence ? 'GBP' : currency,
  };
}

/** A number without sign, grouped or not, with whichever separator. */
function numberOf(digits: string, decimalComma: boolean): number | null {
  const dots = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  let decimal = '';
  if (dots > 0 && commas > 0) decimal = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  else if (dots === 1) decimal = decimalComma && /^\d{1,3}\.\d{3}$/.test(digits) ? '' : '.';
  else if (commas === 1) decimal = /^[1-9]\d{0,2},\d{3}$/.test(digits) && !decimalComma ? '' : ',';
  const cut = decimal === '' ? digits.length : digits.lastIndexOf(decimal);
  const whole = digits.slice(0, cut);
  const fraction = digits.slice(cut + 1);
  // Groups of three, or of two as in India; "1.2.3" is no number.
  if (!/^(\d*|\d{1,3}(\.\d{2,3})+|\d{1,3}(,\d{2,3})+)$/.test(whole) || /\D/.test(fraction)) return null;
  const value = Number(`${whole.replace(/[.,]/g, '')}.${fraction}0`);
  return Number.isFinite(value) ? value : null;
}
