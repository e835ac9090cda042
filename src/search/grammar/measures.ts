/**
 * Amounts with a unit: "38 litres", "2 people", "5 to 8" years. Of a catalog's attributes and of requests alike; the
 * units here are those that goods and ages are measured in, besides which a catalog brings its own ("20 pegs").
 */
import { numberAt } from './numbers.ts';
import { type Token, tokensOf } from './tokens.ts';

export interface Measure {
  min: number;
  /** Infinity where open: "8+". */
  max: number;
  /** Canonical, as `unitOf` gives it. */
  unit: string;
}

/** Canonical unit by every way of writing it, as stems; with what one of it is in the first of its group. */
const UNITS: Readonly<Record<string, { unit: string; times: number }>> = units({
  litre: { litre: 1, liter: 1, l: 1, ltr: 1, ml: 0.001, millilitre: 0.001, milliliter: 0.001, cl: 0.01 },
  gram: { g: 1, gram: 1, gramme: 1, kg: 1000, kilo: 1000, kilogram: 1000, mg: 0.001 },
  cm: {
    cm: 1,
    centimetre: 1,
    centimeter: 1,
    mm: 0.1,
    millimetre: 0.1,
    m: 100,
    metre: 100,
    meter: 100,
    inch: 2.54,
  },
  person: { person: 1, man: 1, adult: 1, seater: 1, berth: 1, sleeper: 1, camper: 1 },
  player: { player: 1 },
  piece: { piece: 1, pc: 1 },
  year: { year: 1, yr: 1, yo: 1 },
  hour: { hour: 1, hr: 1, minute: 1 / 60, min: 1 / 60 },
  set: {},
});

/** What numbers are followed by where they are no price, besides units that goods are measured in. */
export const OTHER_UNITS: ReadonlySet<string> = new Set(
  `page word sheet item thing idea suggestion option gift present recommendation result choice star percent degree day week
  month second km mile foot ft oz ounce lb stone pint gallon watt w volt v mah amp gb tb mb pixel mp fps hz khz pack
  card string key bulb step mph knot pm am oclock o'clock size th st nd rd way time x ply thread denier lumen lm season
  tier drawer door window leg wheel speed gear hole bag box tin stick pencil colour course serving cup plate bowl mug
  spoon candle light seed book child kid guest friend people of in`.split(/\s+/),
);

function units(
  table: Record<string, Record<string, number>>,
): Record<string, { unit: string; times: number }> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([unit, names]) =>
      Object.entries(names).map(([name, times]) => [name, { unit, times }]),
    ),
  );
}

/** Canonical unit of a word's stem, or null. */
export function unitOf(stem: string): { unit: string; times: number } | null {
  return Object.hasOwn(UNITS, stem) ? UNITS[stem] : null;
}

/** Units of an attribute whose values are bare numbers ("players: 2 to 4"), by its name's stem. */
const BARE_UNITS: Readonly<Record<string, string>> = {
  age: 'year',
  ages: 'year',
  player: 'player',
  piece: 'piece',
  person: 'person',
  capacity: 'person',
  seat: 'person',
  sleep: 'person',
  page: 'page',
};

/** Words before a number that say its unit: "ages 4 to 7", "serves 8". */
const AHEAD: Readonly<Record<string, string>> = { age: 'year', sleep: 'person', serve: 'person' };

/**
 * The measure that an attribute's value is, or null where it is none, or several ("80 x 50 cm").
 * @param name of the attribute: its unit where the value has none
 */
export function measureOf(name: string, value: string): Measure | null {
  const tokens = tokensOf(value);
  const names = tokensOf(name).map(({ stem }) => stem);
  const bare = names.map((stem) => BARE_UNITS[stem]).find((unit) => unit !== undefined) ?? null;
  if (names.includes('age') && /birth|newborn/.test(value)) return { min: 0, max: 3, unit: 'year' };
  let at = 0;
  let ahead: string | null = null;
  if (tokens[0]?.of === 'word' && Object.hasOwn(AHEAD, tokens[0].stem)) {
    ahead = AHEAD[tokens[0].stem];
    at = 1;
  }
  const range = rangeAt(tokens, at);
  if (range === null) return null;
  const rest = tokens.slice(range.to);
  if (rest.length > 2) return null;
  const said = rest.length === 0 ? null : rest[0];
  if (said === null) {
    const unit = ahead ?? bare;
    return unit === null ? null : { min: range.min, max: range.max, unit };
  }
  if (said.of !== 'word' || (rest[1] !== undefined && !['each', 'old', 'long'].includes(rest[1].text)))
    return null;
  const known = unitOf(said.stem);
  if (known === null) return { min: range.min, max: range.max, unit: said.stem };
  return { min: range.min * known.times, max: range.max * known.times, unit: known.unit };
}

/** "6", "5 to 8", "5-8", "8+", "8 and up" at a token. */
export function rangeAt(
  tokens: readonly Token[],
  at: number,
): { min: number; max: number; to: number } | null {
  const first = numberAt(tokens, at);
  if (first === null) return null;
  const next = tokens[first.to];
  if (next === undefined) return { min: first.value, max: first.value, to: first.to };
  if (next.text === '+') return { min: first.value, max: Number.POSITIVE_INFINITY, to: first.to + 1 };
  const hyphen = next.before === '-' && next.of === 'number';
  if (hyphen || next.text === 'to' || next.text === '–') {
    const second = numberAt(tokens, hyphen ? first.to : first.to + 1);
    if (second !== null && second.value >= first.value)
      return { min: first.value, max: second.value, to: second.to };
  }
  return { min: first.value, max: first.value, to: first.to };
}
