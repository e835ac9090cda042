/**
 * Draws a record as it is sold: a printed sleeve in the colours of its mood, and the disc, cassette or CD looking out
 * of it. No letters. The same album always gets the same sleeve.
 */
import { clampChroma, formatHex } from 'culori';
import type { SleeveArt } from '../../src/catalog/demo.ts';
import { type Random, seeded } from '../../src/training/random.ts';
import { HUES } from './colour.ts';
import { type Element, element, writeMarkup } from './markup.ts';
import { shortNumber } from './path.ts';
import { DESIGNS, type Inks } from './sleeve-designs.ts';

export interface Sleeved {
  id: string;
  attributes: Record<string, string>;
  art: SleeveArt;
}

export class UnknownSleeveError extends Error {
  override name = 'UnknownSleeveError';
}

/** How a mood is printed: strength of its colours, whether by night, and how much is on it. */
const MOODS: Record<string, { chroma: number; grounds: readonly Ground[]; density: number }> = {
  calm: { chroma: 0.72, grounds: ['light', 'full'], density: 0.15 },
  tender: { chroma: 0.75, grounds: ['light', 'full'], density: 0.3 },
  wistful: { chroma: 0.75, grounds: ['dark', 'light', 'full'], density: 0.4 },
  dreamy: { chroma: 0.85, grounds: ['dark', 'full'], density: 0.5 },
  warm: { chroma: 0.95, grounds: ['full', 'light'], density: 0.45 },
  sunny: { chroma: 1.15, grounds: ['light', 'full'], density: 0.6 },
  playful: { chroma: 1.2, grounds: ['full', 'light'], density: 0.8 },
  brooding: { chroma: 0.8, grounds: ['dark'], density: 0.35 },
  restless: { chroma: 1.05, grounds: ['dark', 'full', 'light'], density: 0.95 },
  driving: { chroma: 1.15, grounds: ['dark', 'full'], density: 0.85 },
};

type Ground = 'light' | 'full' | 'dark';

/** Lightness and chroma of each ink, by what it is printed on; chosen by eye on contact sheets, light and dark. */
const PRINTS: Record<Ground, Record<keyof Inks, [number, number]>> = {
  light: {
    ground: [0.93, 0.032],
    main: [0.64, 0.125],
    deep: [0.38, 0.085],
    light: [0.985, 0.012],
    accent: [0.72, 0.15],
  },
  full: {
    ground: [0.66, 0.125],
    main: [0.52, 0.12],
    deep: [0.31, 0.08],
    light: [0.95, 0.035],
    accent: [0.8, 0.135],
  },
  dark: {
    ground: [0.27, 0.05],
    main: [0.46, 0.1],
    deep: [0.19, 0.035],
    light: [0.92, 0.035],
    accent: [0.74, 0.14],
  },
};

export function composeSleeve({ id, attributes, art }: Sleeved, seed: number): string {
  const random = seeded(seed);
  const design = DESIGNS[art.sleeve];
  if (!design) throw unknown(id, art.sleeve, DESIGNS);
  const mood = MOODS[attributes.mood];
  if (!mood) throw unknown(id, attributes.mood, MOODS);
  const make = PACKAGES[attributes.format];
  if (!make) throw unknown(id, attributes.format, PACKAGES);
  const inks = inksFor(art.hue, attributes.mode === 'minor', mood, random);
  const print = design({ inks, random, density: mood.density });
  const { behind, front, clip } = make(inks);
  const definitions = [element('clipPath', { id: 'c' }, [clip]), softShadow()];
  const { x, y, side } = SQUARES[attributes.format];
  const printed = element('g', { 'clip-path': 'url(#c)' }, [
    element('g', { transform: `translate(${n(x)} ${n(y)})scale(${n(side / 100)})` }, [
      element('rect', { width: 100, height: 100, fill: inks.ground }),
      ...print,
    ]),
  ]);
  return writeMarkup([
    element('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 100 100' }, [
      element('defs', {}, definitions),
      element('ellipse', { cx: 50, cy: 85.5, rx: 42, ry: 4.2, fill: 'url(#s)' }),
      ...behind,
      printed,
      ...front,
    ]),
  ]);
}

const n = (value: number) => shortNumber(value, 2);

/** Where the square of the print lies: a cassette's inlay shows its middle. */
const SQUARES: Record<string, { x: number; y: number; side: number }> = {
  LP: { x: 7, y: 18, side: 65 },
  CD: { x: 17, y: 21, side: 61 },
  cassette: { x: 12, y: 18, side: 66 },
};

type Package = (inks: Inks) => { behind: Element[]; front: Element[]; clip: Element };

/** A sleeve with the record a third out. */
const longPlayer: Package = ({ accent, ground }) => {
  const { x, y, side } = SQUARES.LP;
  const [cx, cy, r] = [64, y + side / 2, 30];
  const grooves = [28.4, 26, 23.6, 21.2, 18.8, 16.4].map((radius) =>
    element('circle', { cx, cy, r: radius }),
  );
  const shine = (turn: number) =>
    element('path', {
      d: `M${cx} ${n(cy)}L${n(cx + r * Math.cos(turn))} ${n(cy + r * Math.sin(turn))}A${r} ${r} 0 0 1 ${n(cx + r * Math.cos(turn + 0.36))} ${n(cy + r * Math.sin(turn + 0.36))}z`,
      fill: '#fff',
      'fill-opacity': 0.16,
    });
  return {
    behind: [
      // A rim, so that black stands out from a dark tint too.
      element('circle', {
        cx,
        cy,
        r,
        fill: '#1e1f22',
        stroke: '#85888c',
        'stroke-opacity': 0.55,
        'stroke-width': 0.5,
      }),
      element('g', { fill: 'none', stroke: '#fff', 'stroke-opacity': 0.16, 'stroke-width': 0.35 }, grooves),
      shine(-0.75),
      shine(0.5),
      element('circle', { cx, cy, r: 11.5, fill: accent }),
      element('circle', { cx, cy, r: 1.3, fill: ground }),
    ],
    clip: element('rect', { x, y, width: side, height: side, rx: 0.9 }),
    front: [
      // The opening's shade as high as the record is there, and light along two edges of the card.
      element('path', {
        d: `M${x + side} ${n(cy - 28.9)}q1 .4 1.6 .9v56q-.6 .5-1.6 .9z`,
        fill: '#000',
        'fill-opacity': 0.22,
      }),
      element('path', {
        d: `M${x + 0.3} ${y + side}V${y + 0.3}H${x + side}`,
        fill: 'none',
        stroke: '#fff',
        'stroke-opacity': 0.35,
        'stroke-width': 0.5,
      }),
      element('path', {
        d: `M${x + side - 0.25} ${y}V${y + side - 0.25}H${x}`,
        fill: 'none',
        stroke: '#000',
        'stroke-opacity': 0.16,
        'stroke-width': 0.5,
      }),
    ],
  };
};

/** A jewel case with the spine's hinge on the left and the disc half out. */
const compactDisc: Package = ({ accent, light }) => {
  const { x, y, side } = SQUARES.CD;
  const [cx, cy, r] = [62, y + side / 2, 27];
  const wedge = (turn: number, width: number, fill: string, opacity: number) =>
    element('path', {
      d: `M${cx} ${n(cy)}L${n(cx + r * Math.cos(turn))} ${n(cy + r * Math.sin(turn))}A${r} ${r} 0 0 1 ${n(cx + r * Math.cos(turn + width))} ${n(cy + r * Math.sin(turn + width))}z`,
      fill,
      'fill-opacity': opacity,
    });
  return {
    behind: [
      element('circle', { cx, cy, r, fill: '#d5d8de' }),
      wedge(-0.9, 0.5, accent, 0.5),
      wedge(-0.4, 0.35, light, 0.9),
      wedge(0.25, 0.45, accent, 0.35),
      wedge(0.7, 0.3, '#9db4e8', 0.55),
      element('circle', {
        cx,
        cy,
        r: r - 0.4,
        fill: 'none',
        stroke: '#fff',
        'stroke-opacity': 0.6,
        'stroke-width': 0.5,
      }),
    ],
    clip: element('rect', { x, y, width: side, height: side, rx: 0.6 }),
    front: [
      element('rect', {
        x: x - 6.2,
        y: y - 0.8,
        width: side + 7,
        height: side + 1.6,
        rx: 1.3,
        fill: 'none',
        stroke: '#8d9299',
        'stroke-opacity': 0.55,
        'stroke-width': 0.5,
      }),
      element('rect', {
        x: x - 6,
        y: y - 0.6,
        width: 5.8,
        height: side + 1.2,
        rx: 0.8,
        fill: '#2b2d31',
        'fill-opacity': 0.86,
      }),
      element('path', {
        d: `M${x - 3.1} ${y + 3}v${side - 6}`,
        stroke: '#fff',
        'stroke-opacity': 0.22,
        'stroke-width': 0.6,
        'stroke-dasharray': '1.2 1.2',
      }),
      element('path', {
        d: `M${x} ${y}h${side * 0.42}L${x} ${y + side * 0.7}z`,
        fill: '#fff',
        'fill-opacity': 0.1,
      }),
    ],
  };
};

/** Its box standing up, and the tape leaning behind it. */
const cassette: Package = ({ accent, light, deep }) => {
  const { y, side } = SQUARES.cassette;
  const [x, width] = [18, 43];
  const reel = (cy: number) => [
    element('circle', { cx: 73, cy, r: 5, fill: '#2a2b2e' }),
    element('circle', { cx: 73, cy, r: 3.3, fill: '#f1efe9' }),
    element('circle', { cx: 73, cy, r: 1.7, fill: '#2a2b2e' }),
  ];
  const tape = element('g', { transform: 'rotate(7 72 52)' }, [
    element('rect', { x: 52, y: 21, width: 36, height: 58, rx: 2.4, fill: light }),
    element('rect', { x: 52, y: 21, width: 36, height: 58, rx: 2.4, fill: '#000', 'fill-opacity': 0.08 }),
    element('rect', { x: 63, y: 26, width: 19, height: 48, rx: 1.6, fill: accent }),
    element('rect', { x: 67, y: 35, width: 12, height: 30, rx: 6, fill: deep, 'fill-opacity': 0.85 }),
    ...reel(41.5),
    ...reel(58.5),
    ...[24, 76].map((cy) => element('circle', { cx: 85.4, cy, r: 0.8, fill: '#000', 'fill-opacity': 0.4 })),
  ]);
  return {
    behind: [tape],
    clip: element('rect', { x, y, width, height: side, rx: 1 }),
    front: [
      element('rect', {
        x: x - 0.4,
        y: y - 0.4,
        width: width + 0.8,
        height: side + 0.8,
        rx: 1.4,
        fill: 'none',
        stroke: '#8d9299',
        'stroke-opacity': 0.5,
        'stroke-width': 0.6,
      }),
      element('rect', { x, y, width: 5, height: side, fill: '#000', 'fill-opacity': 0.16 }),
      element('path', {
        d: `M${x + 5} ${y}h${width * 0.4}L${x + 5} ${y + side * 0.5}z`,
        fill: '#fff',
        'fill-opacity': 0.1,
      }),
    ],
  };
};

const PACKAGES: Record<string, Package> = { LP: longPlayer, CD: compactDisc, cassette };

function unknown(id: string, asked: string, known: object): UnknownSleeveError {
  return new UnknownSleeveError(
    `Record "${id}" asks for "${asked}"; use one of ${Object.keys(known).join(', ')}`,
  );
}

function softShadow(): Element {
  const stop = (offset: number, opacity: number) => element('stop', { offset, 'stop-opacity': opacity });
  return element('radialGradient', { id: 's' }, [stop(0, 0.3), stop(0.6, 0.12), stop(1, 0)]);
}

/** Colours around the album's hue: in minor the accent lies across from it, in major beside it. */
function inksFor(
  name: string,
  minor: boolean,
  mood: { chroma: number; grounds: readonly Ground[] },
  random: Random,
): Inks {
  const hue = HUES[name];
  if (!hue) throw new RangeError(`Unknown hue "${name}": use one of ${Object.keys(HUES).join(', ')}`);
  const chosen = mood.grounds[Math.floor(random() * mood.grounds.length)];
  const print = PRINTS[chosen];
  const full = chosen === 'full';
  // Greys and browns stay what they are; their accent may shine.
  const body = Math.min(1, hue.c / 0.11) * mood.chroma;
  const turn = minor ? [180, 150, -60][Math.floor(random() * 3)] : [60, -50, 95][Math.floor(random() * 3)];
  const accentHue = name === 'grey' ? [30, 80, 200][Math.floor(random() * 3)] : hue.h + turn;
  // Amber printed as dark as indigo would be mud, so a full ground goes most of the way to its hue's own lightness.
  const [lightness] = print.ground;
  const ground = full ? lightness * 0.35 + hue.l * 0.65 : lightness;
  const ink = ([l, c]: [number, number], h: number, strength: number) =>
    formatHex(clampChroma({ mode: 'oklch', l, c: c * strength, h: (h + 360) % 360 }, 'oklch'));
  return {
    ground: ink([ground, print.ground[1]], hue.h, body),
    main: ink([full ? ground - 0.14 : print.main[0], print.main[1]], hue.h + (minor ? -12 : 14), body),
    deep: ink(print.deep, hue.h + (minor ? 14 : -10), body),
    light: ink(print.light, accentHue, 1),
    accent: ink(print.accent, accentHue, Math.max(0.7, mood.chroma)),
  };
}
