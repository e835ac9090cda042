/**
 * Scales of plots: values to shares of an axis, and where its ticks stand. Numbers in, numbers and words out.
 */

export type ScaleKind = 'linear' | 'log' | 'time';

export interface Tick {
  /** 0 to 1 along the axis. */
  at: number;
  label: string;
}

export interface Scale {
  /** 0 to 1 along the axis; of values beyond it, the nearer end. */
  share(value: number): number;
  ticks: Tick[];
}

const DAY = 86_400_000;
/** Ticks wished for: a phone has room for as many labels side by side. */
const WISHED = 5;
/** Steps between smaller numbers, or between numbers more alike, would round to nothing. */
const TINY = 1e-200;
const ALIKE = 1e-9;

/**
 * @param values Numbers the axis must hold; others than finite ones, and on a log axis those not above 0, are
 *   passed over.
 * @param format Labels of the ticks; `time` axes have their own.
 */
export function scaleOf(
  values: Iterable<number>,
  kind: ScaleKind,
  { zero = false, format = compact }: { zero?: boolean; format?: (value: number) => string } = {},
): Scale {
  let low = zero && kind === 'linear' ? 0 : Number.POSITIVE_INFINITY;
  let high = zero && kind === 'linear' ? 0 : Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value) || (kind === 'log' && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) [low, high] = kind === 'log' ? [1, 10] : [0, 1];
  if (kind === 'time') return timeScale(low, Math.max(high, low + DAY));
  if (kind === 'log') return logScale(low, high, format);
  return linearScale(low, high, format);
}

function linearScale(low: number, high: number, format: (value: number) => string): Scale {
  const size = Math.max(Math.abs(low), Math.abs(high));
  // Numbers too alike to tell apart get an axis as long as they are; next to nothing is nothing.
  const spread = size < TINY ? 1 : high - low > ALIKE * size ? high - low : size;
  const step = niceStep(spread / WISHED);
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.max(Math.ceil(high / step - 1e-9) * step, from + step);
  const count = Math.round((to - from) / step);
  // Twelve digits hide what adding steps leaves behind: 0.30000000000000004.
  const values = Array.from({ length: count + 1 }, (_, i) => Number((from + i * step).toPrecision(12)));
  return scale(
    (value) => (value - from) / (to - from),
    values.map((value) => [value, format(value)]),
  );
}

/** 1, 2 or 5 times a power of ten, the smallest that isn't below `step`. */
function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((nice) => nice * power >= step * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Whole powers of ten, so that a distance is a factor everywhere. */
function logScale(low: number, high: number, format: (value: number) => string): Scale {
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.max(Math.ceil(Math.log10(high) - 1e-9), from + 1);
  const every = Math.ceil((to - from) / 7);
  const values = Array.from(
    { length: Math.floor((to - from) / every) + 1 },
    (_, i) => 10 ** (from + i * every),
  );
  return scale(
    (value) => (value <= 0 ? 0 : (Math.log10(value) - from) / (to - from)),
    values.map((value) => [value, format(value)]),
  );
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Days, months or years of UTC, whichever makes about as many ticks as wished for. */
function timeScale(low: number, high: number): Scale {
  const days = (high - low) / DAY;
  const ticks: [number, string][] = [];
  if (days < 60) {
    const every = Math.max(1, Math.round(days / WISHED));
    for (let at = Math.ceil(low / DAY) * DAY; at <= high; at += every * DAY) ticks.push([at, dayOf(at)]);
  } else {
    const every =
      [1, 2, 3, 6, 12, 24, 60, 120, 240].find((months) => days / 30.44 / months <= WISHED + 1) ?? 480;
    const first = new Date(low);
    let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth() + 0.001) / every) * every;
    for (; Date.UTC(Math.floor(month / 12), month % 12) <= high; month += every) {
      const year = Math.floor(month / 12);
      const label = every >= 12 ? String(year) : `${MONTHS[month % 12]} ${year}`;
      ticks.push([Date.UTC(year, month % 12), label]);
    }
  }
  return scale((value) => (value - low) / (high - low), ticks);
}

function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

function scale(share: (value: number) => number, ticks: readonly [value: number, label: string][]): Scale {
  const within = (value: number) => Math.min(1, Math.max(0, share(value)));
  return { share: within, ticks: ticks.map(([value, label]) => ({ at: within(value), label })) };
}

/** A number for an axis: 0.25, 1,200, 1.2 M. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 1e-4) return value.toExponential(1);
  if (size >= 1e6) return `${trimmed(value / 1e6)} M`;
  if (size >= 1e4) return `${trimmed(value / 1e3)} k`;
  return trimmed(value);
}

function trimmed(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
