/**
 * Colours that are looked for: how far two are apart, how much of a picture comes near one, and which of the few
 * everyday names it goes by. Works on palettes (`ModalVectors.palettes`) and looks at no picture. Colours are OKLab
 * (Ottosson 2020): equal steps look equal. Pure.
 */
import { PALETTE_COLOURS } from '../packs/pack.ts';

/** Lightness 0 to 1; green to red and blue to yellow, about -0.4 to 0.4. */
export interface OkLab {
  l: number;
  a: number;
  b: number;
}

/** A main colour of a picture. */
export interface PaletteColour extends OkLab {
  /** Of what the picture shows, 0 to 1. */
  share: number;
}

/** Numbers of one colour of a palette: L, a, b, share. */
const NUMBERS = 4;

/** The main colours of one item, most first; none where it has no picture. */
export function paletteOf(palettes: Float32Array, item: number): PaletteColour[] {
  const colours: PaletteColour[] = [];
  for (let k = 0; k < PALETTE_COLOURS; k++) {
    const at = (item * PALETTE_COLOURS + k) * NUMBERS;
    const [l, a, b, share] = palettes.subarray(at, at + NUMBERS);
    if (share > 0) colours.push({ l, a, b, share });
  }
  return colours;
}

const HEX = /^#?([0-9a-f]{6})$/i;

/** Six hexadecimal digits in lower case, of a colour as people and addresses write it; null of anything else. */
export function hexIn(text: string): string | null {
  return HEX.exec(text.trim())?.[1].toLowerCase() ?? null;
}

/** @param hex six digits, as `hexIn` gives them */
export function oklabOf(hex: string): OkLab {
  const [red, green, blue] = [0, 2, 4].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    l: 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    a: 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    b: 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  };
}

/** The nearest that a screen shows, each channel cut where it must be: six hexadecimal digits. */
export function hexOf({ l, a, b }: OkLab): string {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
    .map((channel) =>
      Math.round(gamma(Math.min(1, Math.max(0, channel))) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');
}

/** IEC 61966-2-1, both ways. */
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const gamma = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

/**
 * Difference of two colours: OKLab with both opponent axes doubled, which agrees better with what people see than the
 * plain distance does (CSS Color 4, issue 6642, "deltaEOK2"). About 0.04 is just seen between two patches.
 */
export function difference(one: OkLab, other: OkLab): number {
  return Math.hypot(one.l - other.l, 2 * (one.a - other.a), 2 * (one.b - other.b));
}

/** From here on, a colour counts for little more than a third of itself: the two sides of one folded cloth. */
const REACH = 0.1;

/** Of a picture, so much must come near a colour for it to have that colour at all. */
export const HAS_SHADE = 0.1;

/** How much of what a picture shows is of a colour, 0 to 1: each of its colours by share, less the further off it is. */
export function shareNear(wanted: OkLab, palettes: Float32Array, item: number): number {
  return paletteOf(palettes, item).reduce(
    (sum, colour) => sum + colour.share * Math.exp(-((difference(wanted, colour) / REACH) ** 2)),
    0,
  );
}

/** Everyday names of colours, in the order of a rainbow; the eleven basic terms of English, teal and cream. */
export const HUES = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
  'brown',
  'cream',
  'white',
  'grey',
  'black',
] as const;
export type Hue = (typeof HUES)[number];

export function isHue(text: string): text is Hue {
  return (HUES as readonly string[]).includes(text);
}

/** Below this chroma a colour has no hue to speak of. */
const GREY = 0.035;

/** Where one name ends and the next begins, as an angle in degrees, going round from red. */
const SECTORS: readonly (readonly [until: number, hue: Hue])[] = [
  [10, 'pink'],
  [38, 'red'],
  [78, 'orange'],
  [113, 'yellow'],
  [167, 'green'],
  [216, 'teal'],
  [286, 'blue'],
  [338, 'purple'],
  [360, 'pink'],
];

/**
 * What most people would call it. Boundaries are chosen by eye on the sRGB colours that CSS names and on the demo's
 * words for dyes; between two names either would do.
 */
export function hueOf({ l, a, b }: OkLab): Hue {
  const chroma = Math.hypot(a, b);
  const angle = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
  const warm = angle > 35 && angle < 112;
  if (warm && l > 0.78 && chroma > 0.02 && chroma < 0.075) return 'cream';
  if (chroma < GREY && !(warm && chroma > 0.025 && l < 0.6)) {
    // A white thing has its shadows, and a black one its gleams.
    if (l > 0.83) return 'white';
    return l < 0.4 ? 'black' : 'grey';
  }
  if (l < 0.24) return 'black';
  const dull = l < 0.76 ? 0.115 : 0;
  // Brown is dark or dull orange.
  if (angle > 32 && angle < 82 && (chroma < dull || l < 0.54)) return 'brown';
  const hue = SECTORS.find(([until]) => angle < until)?.[1] ?? 'pink';
  if (hue === 'red' && l > 0.7) return 'pink';
  if (hue === 'pink' && l < 0.5) return angle < 10 ? 'red' : 'purple';
  return hue;
}

export type Tone = 'deep' | 'pale' | 'bright';

/** What is said before the name: "deep blue"; null where the name is enough, as it is of those without a hue. */
export function toneOf(colour: OkLab): Tone | null {
  const hue = hueOf(colour);
  if (hue === 'white' || hue === 'grey' || hue === 'black' || hue === 'cream') return null;
  const chroma = Math.hypot(colour.a, colour.b);
  if (colour.l < (hue === 'brown' ? 0.4 : 0.47)) return 'deep';
  if (colour.l > 0.8 && chroma < 0.1 && hue !== 'yellow') return 'pale';
  return chroma > 0.17 ? 'bright' : null;
}

/** A thing goes by its main colour, and by every other that so much of it has. */
const ALSO = 0.3;

/**
 * The names that each item goes by: bit k is set for `HUES[k]`. Colours of one name count together.
 * @param palettes n x `PALETTE_COLOURS` x 4
 * @returns length n; 0 where there is no picture
 */
export function huesOfAll(palettes: Float32Array): Uint16Array {
  const n = palettes.length / (PALETTE_COLOURS * NUMBERS);
  const shares = new Float64Array(HUES.length);
  return Uint16Array.from({ length: n }, (_, item) => {
    shares.fill(0);
    for (const colour of paletteOf(palettes, item)) shares[HUES.indexOf(hueOf(colour))] += colour.share;
    let bits = 0;
    let main = -1;
    shares.forEach((share, hue) => {
      if (share >= ALSO) bits |= 1 << hue;
      if (share > (main < 0 ? 0 : shares[main])) main = hue;
    });
    return main < 0 ? 0 : bits | (1 << main);
  });
}

/** Two colours of two pictures are the same one from here down: seen side by side, few would say they differ. */
const SAME = 0.1;
/** And so much of each must be of it. */
const MAIN = 0.35;

/** The colour that is the main one of both pictures; null where there is none such. */
export function sharedColour(palettes: Float32Array, one: number, other: number): OkLab | null {
  const [mine] = paletteOf(palettes, one);
  const [theirs] = paletteOf(palettes, other);
  if (mine === undefined || theirs === undefined) return null;
  return mine.share >= MAIN && theirs.share >= MAIN && difference(mine, theirs) <= SAME ? mine : null;
}
