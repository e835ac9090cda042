/**
 * Spaces: the settings that a search may choose from, as a cube of numbers from 0 to 1. What is measured with them
 * is not known here.
 */

/** How a setting's values lie along its side of the cube. */
export type Scale =
  | { kind: 'linear' | 'log'; from: number; to: number }
  /** Whole numbers. */
  | { kind: 'integer'; from: number; to: number; log?: true }
  /** Without an order. */
  | { kind: 'choice'; of: readonly string[] };

export type Value = number | string;

/** One choice of all settings, by name. */
export type Settings = Readonly<Record<string, Value>>;

export interface Parameter {
  name: string;
  scale: Scale;
  /** What is taken where nobody has searched. */
  usual: Value;
}

/** One place in the cube: a number from 0 to 1 for each parameter. */
export type Point = readonly number[];

export const linear = (from: number, to: number): Scale => ({ kind: 'linear', from, to });
export const log = (from: number, to: number): Scale => ({ kind: 'log', from, to });
export const integer = (from: number, to: number): Scale => ({ kind: 'integer', from, to });
export const logInteger = (from: number, to: number): Scale => ({ kind: 'integer', from, to, log: true });
export const choice = (...of: string[]): Scale => ({ kind: 'choice', of });

/** Finer steps than this many digits are within any trial's noise, and tedious to read. */
const DIGITS = 3;

export class Space {
  constructor(readonly parameters: readonly Parameter[]) {}

  get dimensions(): number {
    return this.parameters.length;
  }

  /** Settings that differ from one another; infinite where a scale is continuous. */
  get size(): number {
    return this.parameters.reduce((product, { scale }) => product * sizeOf(scale), 1);
  }

  usual(): Settings {
    return Object.fromEntries(this.parameters.map(({ name, usual }) => [name, usual]));
  }

  at(point: Point): Settings {
    return Object.fromEntries(this.parameters.map(({ name, scale }, i) => [name, valueAt(scale, point[i])]));
  }

  /** Where settings lie; those beyond a range at its nearer end. */
  pointOf(settings: Settings): Point {
    return this.parameters.map(({ name, scale }) => placeOf(scale, settings[name]));
  }

  /** The middle of all points that mean the same settings. */
  snap(point: Point): Point {
    return this.pointOf(this.at(point));
  }
}

/** How many different values there are. */
export function sizeOf(scale: Scale): number {
  if (scale.kind === 'choice') return scale.of.length;
  return scale.kind === 'integer' ? scale.to - scale.from + 1 : Number.POSITIVE_INFINITY;
}

function valueAt(scale: Scale, place: number): Value {
  const within = Math.min(1, Math.max(0, place));
  if (scale.kind === 'choice') {
    return scale.of[Math.min(scale.of.length - 1, Math.floor(within * scale.of.length))];
  }
  const { from, to } = scale;
  if (scale.kind === 'integer') {
    // Each whole number has a piece of the side as wide as any other's (on a log scale, as its logarithm has).
    const value = scale.log
      ? (from - 0.5) * ((to + 0.5) / (from - 0.5)) ** within
      : from - 0.5 + within * (to - from + 1);
    return Math.min(to, Math.max(from, Math.round(value)));
  }
  const value = scale.kind === 'log' ? from * (to / from) ** within : from + within * (to - from);
  return Math.min(to, Math.max(from, Number(value.toPrecision(DIGITS))));
}

function placeOf(scale: Scale, value: Value): number {
  if (scale.kind === 'choice') return (Math.max(0, scale.of.indexOf(String(value))) + 0.5) / scale.of.length;
  const { from, to } = scale;
  const number = Math.min(to, Math.max(from, Number(value)));
  if (scale.kind === 'integer') {
    return scale.log
      ? Math.log(number / (from - 0.5)) / Math.log((to + 0.5) / (from - 0.5))
      : (number - from + 0.5) / (to - from + 1);
  }
  return scale.kind === 'log' ? Math.log(number / from) / Math.log(to / from) : (number - from) / (to - from);
}
