/**
 * Pictures for the made-up shop of `senses.ts`: a shape by kind, in a colour and a pattern, on paper, with noise. As much
 * of a product photograph as a descriptor of colour, layout and texture has to cope with; nothing is read from a file.
 */
import type { Raster } from '../../encoders/encoder.ts';
import { normal, type Random } from '../random.ts';

export const PATTERNS = ['plain', 'stripes', 'dots', 'checks'] as const;

export interface Look {
  /** Outlines by number: as many as are asked for, no two alike. */
  shape: number;
  /** Degrees. */
  hue: number;
  pattern: (typeof PATTERNS)[number];
  /** Of the colour, 0 to 1. */
  lightness: number;
}

const SIDE = 96;

/** Deviation of each channel of each pixel, of 255. */
const NOISE = 6;

/** Periods of a pattern over the picture's width. */
const PERIODS = 9;

/** @returns SIDE x SIDE, opaque. */
export function drawPicture({ shape, hue, pattern, lightness }: Look, random: Random): Raster {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  const [main, second] = [rgb(hue, 0.6, lightness), rgb(hue, 0.35, Math.min(0.92, lightness + 0.35))];
  const paper = 238 + 10 * random();
  // A superellipse: its axes, its roundness and its tilt tell kinds apart.
  const wide = 0.24 + 0.05 * (shape % 4);
  const high = 0.44 - 0.05 * (Math.floor(shape / 4) % 4);
  const power = [0.8, 1.2, 2, 4, 8][shape % 5];
  const tilt = (Math.PI / 10) * (shape % 3) + 0.05 * normal(random);
  const [dx, dy] = [0.03 * normal(random), 0.03 * normal(random)];
  const phase = random();
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const [u, v] = [column / SIDE, row / SIDE];
      const x = (u - 0.5 - dx) * Math.cos(tilt) + (v - 0.5 - dy) * Math.sin(tilt);
      const y = (v - 0.5 - dy) * Math.cos(tilt) - (u - 0.5 - dx) * Math.sin(tilt);
      const inside = Math.abs(x / wide) ** power + Math.abs(y / high) ** power < 1;
      const colour = inside ? (isSecond(pattern, u + phase, v + phase) ? second : main) : null;
      const at = (row * SIDE + column) * 4;
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = (colour === null ? paper : 255 * colour[channel]) + NOISE * normal(random);
      }
      data[at + 3] = 255;
    }
  }
  return { width: SIDE, height: SIDE, data };
}

function isSecond(pattern: Look['pattern'], u: number, v: number): boolean {
  const [a, b] = [(u * PERIODS) % 1, (v * PERIODS) % 1];
  if (pattern === 'stripes') return a < 0.5;
  if (pattern === 'dots') return (a - 0.5) ** 2 + (b - 0.5) ** 2 < 0.09;
  if (pattern === 'checks') return a < 0.5 !== b < 0.5;
  return false;
}

/** HSL to RGB, each 0 to 1 (CSS Color 4, section 7). */
function rgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const of = (n: number) => {
    const k = (((n + hue / 30) % 12) + 12) % 12;
    const a = saturation * Math.min(lightness, 1 - lightness);
    return lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [of(0), of(8), of(4)];
}
