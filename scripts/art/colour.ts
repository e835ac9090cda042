/**
 * Recolours a drawing the way a dyer would: the body of the thing takes the new colour with its light and shade
 * kept, and what was an accent stays one. All arithmetic is in OKLCH (Ottosson 2020), where equal steps look equal.
 */
import { clampChroma, converter, formatHex } from 'culori';

/** Lightness 0 to 1, chroma 0 to about 0.37, hue in degrees. */
export interface Colour {
  l: number;
  c: number;
  h: number;
}

/** A colour of a drawing and how much of the picture it covers, in squared drawing units. */
export interface Paint {
  colour: string;
  weight: number;
}

const toOklch = converter('oklch');
const toOklab = converter('oklab');

/** The hues a catalog source may ask for. Chosen by eye against the shop's eight tints, light and dark. */
export const HUES: Record<string, Colour> = {
  red: { l: 0.58, c: 0.185, h: 26 },
  orange: { l: 0.71, c: 0.16, h: 52 },
  amber: { l: 0.79, c: 0.145, h: 76 },
  green: { l: 0.62, c: 0.13, h: 148 },
  teal: { l: 0.62, c: 0.095, h: 192 },
  blue: { l: 0.6, c: 0.135, h: 250 },
  indigo: { l: 0.47, c: 0.14, h: 276 },
  violet: { l: 0.59, c: 0.15, h: 302 },
  pink: { l: 0.74, c: 0.125, h: 2 },
  brown: { l: 0.52, c: 0.08, h: 52 },
  grey: { l: 0.68, c: 0.012, h: 250 },
};

/** Finer colours, by the words of the `colour` attribute. */
const NAMED: Record<string, Colour> = {
  yellow: { l: 0.86, c: 0.15, h: 92 },
  mustard: { l: 0.76, c: 0.135, h: 84 },
  straw: { l: 0.86, c: 0.085, h: 92 },
  gold: { l: 0.79, c: 0.125, h: 86 },
  brass: { l: 0.74, c: 0.1, h: 85 },
  cream: { l: 0.91, c: 0.045, h: 88 },
  natural: { l: 0.72, c: 0.075, h: 70 },
  oatmeal: { l: 0.85, c: 0.035, h: 80 },
  stone: { l: 0.76, c: 0.018, h: 80 },
  tan: { l: 0.67, c: 0.085, h: 64 },
  camel: { l: 0.68, c: 0.085, h: 68 },
  'dark brown': { l: 0.4, c: 0.06, h: 48 },
  tortoiseshell: { l: 0.47, c: 0.09, h: 56 },
  rust: { l: 0.56, c: 0.135, h: 42 },
  terracotta: { l: 0.64, c: 0.12, h: 42 },
  copper: { l: 0.65, c: 0.105, h: 48 },
  berry: { l: 0.47, c: 0.15, h: 8 },
  rose: { l: 0.72, c: 0.11, h: 12 },
  plum: { l: 0.44, c: 0.11, h: 335 },
  heather: { l: 0.62, c: 0.085, h: 318 },
  moss: { l: 0.57, c: 0.095, h: 124 },
  sage: { l: 0.73, c: 0.055, h: 140 },
  'bottle green': { l: 0.43, c: 0.085, h: 158 },
  'sky blue': { l: 0.76, c: 0.095, h: 235 },
  cornflower: { l: 0.67, c: 0.125, h: 266 },
  navy: { l: 0.4, c: 0.09, h: 264 },
  slate: { l: 0.52, c: 0.03, h: 250 },
  'slate blue': { l: 0.54, c: 0.065, h: 258 },
  charcoal: { l: 0.42, c: 0.01, h: 250 },
  black: { l: 0.34, c: 0.008, h: 260 },
  white: { l: 0.95, c: 0.008, h: 90 },
  silver: { l: 0.78, c: 0.01, h: 250 },
};

/** Colours below this chroma are greys: they have no hue to speak of. */
const GREY = 0.02;

/**
 * The colour to dye a thing, from the hue its source asks for and the colour it is sold in; null keeps the
 * drawing's own colours. A grey word ("silver") doesn't overrule a hue: it may name only a part.
 */
export function targetColour(hue: string | undefined, word: string | undefined): Colour | null {
  if (hue === undefined) return null;
  const asked = HUES[hue];
  if (!asked) throw new RangeError(`Unknown hue "${hue}": use one of ${Object.keys(HUES).join(', ')}`);
  const named = NAMED[word ?? ''];
  if (!named || (named.c < GREY && hue !== 'grey')) return asked;
  return named;
}

function oklch(colour: string): Colour {
  const parsed = toOklch(colour);
  if (!parsed) throw new RangeError(`Not a colour: "${colour}"`);
  return { l: parsed.l, c: parsed.c, h: parsed.h ?? 0 };
}

/** Degrees from `from` to `to` the short way round, -180 to 180. */
function turn(from: number, to: number): number {
  return ((((to - from) % 360) + 540) % 360) - 180;
}

function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

interface Body {
  /** Weighted mean of the colours that make the thing's body. */
  mean: Colour;
  /** How far a colour belongs to the body, 0 to 1. */
  membership(colour: Colour): number;
}

/** Finds the body colour: the heaviest hue, or the greys where a drawing has hardly any colour. */
function findBody(paints: Paint[]): Body | null {
  const parts = paints.map(({ colour, weight }) => ({ colour: oklch(colour), weight }));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  const colourful = parts.reduce((sum, { colour, weight }) => sum + weight * colour.c, 0) / total;

  let membership: Body['membership'];
  if (colourful < 0.04) {
    membership = (colour) => 1 - smoothstep(0.05, 0.1, colour.c);
  } else {
    let peak = 0;
    let heaviest = -1;
    for (let hue = 0; hue < 360; hue += 5) {
      const mass = parts.reduce((sum, { colour, weight }) => {
        const distance = turn(hue, colour.h) / 22;
        return sum + weight * Math.max(0, colour.c - GREY) * Math.exp(-distance * distance);
      }, 0);
      if (mass > heaviest) [heaviest, peak] = [mass, hue];
    }
    // Shading in these drawings strays up to some 55 degrees from the body's hue; accents lie farther out.
    membership = (colour) =>
      (1 - smoothstep(55, 85, Math.abs(turn(peak, colour.h)))) * smoothstep(0.012, 0.04, colour.c);
  }

  const members = parts.map(({ colour, weight }) => ({ colour, weight: weight * membership(colour) }));
  const mass = members.reduce((sum, { weight }) => sum + weight, 0);
  if (mass === 0) return null;
  const average = (read: (colour: Colour) => number) =>
    members.reduce((sum, { colour, weight }) => sum + weight * read(colour), 0) / mass;
  const [a, b] = [
    average(({ c, h }) => c * Math.cos((h * Math.PI) / 180)),
    average(({ c, h }) => c * Math.sin((h * Math.PI) / 180)),
  ];
  return {
    mean: { l: average(({ l }) => l), c: average(({ c }) => c), h: (Math.atan2(b, a) * 180) / Math.PI },
    membership,
  };
}

/**
 * A mapping of hex colours that dyes the drawing's body to `target`.
 *
 * Lightness is stretched on both sides of the body's mean, so highlights stay the lightest and shade the darkest;
 * chroma keeps its proportion; hues keep half of their distance from the body, which is what makes shading rich
 * without turning a navy coat purple. Colours outside the body are kept, those between are mixed in OKLab.
 */
export function dye(paints: Paint[], target: Colour): (colour: string) => string {
  const body = findBody(paints);
  if (!body) return (colour) => colour;
  const { mean, membership } = body;
  const middle = mean.l + (target.l - mean.l) * 0.88;
  const dyed = new Map<string, string>();
  const dyeOne = (colour: string): string => {
    const old = oklch(colour);
    const share = membership(old);
    if (share === 0) return colour;
    const l = old.l <= mean.l ? (old.l * middle) / mean.l : 1 - ((1 - old.l) * (1 - middle)) / (1 - mean.l);
    // Greys have no proportion of chroma to keep: they take the new one, fading towards white and black.
    const proportion =
      mean.c < 0.05 ? Math.min(1, 4 * l * (1 - l) + 0.25) : Math.min(1.35, (old.c / mean.c) ** 0.8);
    const stray = mean.c < 0.05 ? 0 : Math.max(-28, Math.min(28, turn(mean.h, old.h) * 0.5));
    const fresh = clampChroma(
      { mode: 'oklch', l: Math.min(0.99, l), c: target.c * proportion, h: target.h + stray },
      'oklch',
    );
    if (share === 1) return formatHex(fresh);
    const [from, to] = [toOklab(colour), toOklab(fresh)];
    if (!from) return colour;
    const mix = (x: number, y: number) => x + (y - x) * share;
    return formatHex({ mode: 'oklab', l: mix(from.l, to.l), a: mix(from.a, to.a), b: mix(from.b, to.b) });
  };
  return (colour) => {
    const result = dyed.get(colour) ?? dyeOne(colour);
    dyed.set(colour, result);
    return result;
  };
}
