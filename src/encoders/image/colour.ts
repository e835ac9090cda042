/**
 * Colour of the thing: a soft histogram in OKLab, and how its hues go together. Where colours lie doesn't count here.
 *
 * Each place is shared among 12 hues by a von Mises window, each hue among three lightnesses, and what has hardly any
 * chroma among six greys. Harmony is read from the hue circle's Fourier magnitudes, which turning all hues together
 * doesn't change: one hue (k = 1), opposite ones (2), triads (3), squares (4); cf. Cohen-Or et al., "Color
 * harmonization" (2006), whose templates are such patterns.
 */
import { NOTHING } from './background.ts';
import { GRID } from './grid.ts';
import type { Thing } from './thing.ts';

const PIXELS = GRID * GRID;

export const HUES = 12;
/** Concentration: a hue midway between two is shared equally, and a third gets little. */
export const HUE_FOCUS = 10;
export const TONES = [0.35, 0.6, 0.85] as const;
export const GREYS = [0.05, 0.25, 0.45, 0.65, 0.82, 0.98] as const;
/** Widths of the lightness windows. */
export const TONE_WIDTH = 0.14;
export const GREY_WIDTH = 0.1;
/** Chroma in OKLab at which a colour counts as much as grey as as colour. */
export const GREY_CHROMA = 0.035;

export const HISTOGRAM_SIZE = HUES * TONES.length + GREYS.length;
export const HARMONY_SIZE = 8;

/** Cosine and sine of each hue, HUES x 2. */
export const HUE_AXES = Float32Array.from({ length: HUES * 2 }, (_, i) => {
  const angle = (2 * Math.PI * (i >> 1)) / HUES;
  return i % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
});

/** What brings mean and spread of lightness and chroma to about the size of the other numbers. */
export const HARMONY_SCALES = { lightness: 1, contrast: 2, chroma: 4, variety: 6 } as const;

/** @returns `HISTOGRAM_SIZE` shares that sum to 1, hues before greys; then `HARMONY_SIZE` numbers */
export function colourOf({ lab, weights }: Thing): { histogram: Float32Array; harmony: Float32Array } {
  const histogram = new Float32Array(HISTOGRAM_SIZE);
  const hues = new Float32Array(HUES);
  const tones = new Float32Array(TONES.length);
  const greys = new Float32Array(GREYS.length);
  const waves = new Float64Array(8);
  const moments = { l: 0, ll: 0, c: 0, cc: 0 };
  let total = 0;
  let coloured = 1e-6;
  for (let i = 0; i < PIXELS; i++) {
    const w = weights[i];
    total += w;
    // Half of a usual picture, where nothing adds up to anything.
    if (w <= 2 * NOTHING) continue;
    const [l, a, b] = [lab[i], lab[PIXELS + i], lab[2 * PIXELS + i]];
    const chroma2 = a * a + b * b + 1e-8;
    const chroma = Math.sqrt(chroma2);
    const share = chroma2 / (chroma2 + GREY_CHROMA ** 2);
    const [cosine, sine] = [a / chroma, b / chroma];
    for (let hue = 0; hue < HUES; hue++)
      hues[hue] = Math.exp(HUE_FOCUS * (cosine * HUE_AXES[2 * hue] + sine * HUE_AXES[2 * hue + 1] - 1));
    toShares(hues);
    windows(l, TONES, TONE_WIDTH, tones);
    windows(l, GREYS, GREY_WIDTH, greys);
    for (let hue = 0; hue < HUES; hue++) {
      const part = w * share * hues[hue];
      for (let tone = 0; tone < TONES.length; tone++)
        histogram[hue * TONES.length + tone] += part * tones[tone];
    }
    for (let grey = 0; grey < GREYS.length; grey++)
      histogram[HUES * TONES.length + grey] += w * (1 - share) * greys[grey];
    // cos and sin of 1 to 4 times the hue, by the sums of angles.
    const part = w * share;
    coloured += part;
    let [c, s] = [1, 0];
    for (let k = 0; k < 4; k++) {
      [c, s] = [c * cosine - s * sine, s * cosine + c * sine];
      waves[2 * k] += part * c;
      waves[2 * k + 1] += part * s;
    }
    moments.l += w * l;
    moments.ll += w * l * l;
    moments.c += w * chroma;
    moments.cc += w * chroma2;
  }
  for (let i = 0; i < HISTOGRAM_SIZE; i++) histogram[i] /= total;
  const harmony = new Float32Array(HARMONY_SIZE);
  // Greys have no harmony: the less colour, the less is said of it.
  const colour = coloured / total;
  for (let k = 0; k < 4; k++) harmony[k] = (colour * Math.hypot(waves[2 * k], waves[2 * k + 1])) / coloured;
  const [l, c] = [moments.l / total, moments.c / total];
  harmony[4] = HARMONY_SCALES.lightness * l;
  harmony[5] = HARMONY_SCALES.contrast * spread(moments.ll / total, l);
  harmony[6] = HARMONY_SCALES.chroma * c;
  harmony[7] = HARMONY_SCALES.variety * spread(moments.cc / total, c);
  return { histogram, harmony };
}

function windows(value: number, centres: readonly number[], width: number, into: Float32Array): void {
  for (let i = 0; i < centres.length; i++) into[i] = Math.exp(-(((value - centres[i]) / width) ** 2));
  toShares(into);
}

function toShares(values: Float32Array): void {
  let sum = 1e-9;
  for (let i = 0; i < values.length; i++) sum += values[i];
  for (let i = 0; i < values.length; i++) values[i] /= sum;
}

/** Rounding must not make a root of less than nothing, nor one whose slope has no end. */
function spread(meanOfSquares: number, mean: number): number {
  return Math.sqrt(Math.max(0, meanOfSquares - mean * mean) + 1e-6);
}
