/**
 * Quiet patterns behind the things: drawn in a middle grey at low opacity, so that they darken a light tint a
 * little and lighten a dark one.
 */
import type { Random } from '../../src/training/random.ts';
import { type Element, element } from './markup.ts';
import { shortNumber } from './path.ts';

const GREY = '#7d8581';
/** Large areas are quieter than lines. */
const AREA = 0.13;
const LINE = 0.2;

type Pattern = (random: Random) => Element[];

const near = (random: Random, middle: number, spread: number) => middle + (random() * 2 - 1) * spread;
const n = (value: number) => shortNumber(value, 1);

const disc: Pattern = (random) => [
  element('circle', {
    cx: n(near(random, 50, 5)),
    cy: n(near(random, 47, 4)),
    r: n(near(random, 33, 3)),
    fill: GREY,
    'fill-opacity': AREA,
  }),
];

/** A niche with a round top, standing on the lower edge. */
const arch: Pattern = (random) => {
  const half = near(random, 30, 3);
  const top = near(random, 48, 4);
  return [
    element('path', {
      d: `M${n(50 - half)} 100V${n(top)}a${n(half)} ${n(half)} 0 0 1 ${n(half * 2)} 0V100z`,
      fill: GREY,
      'fill-opacity': AREA,
    }),
  ];
};

const rings: Pattern = (random) => {
  const [cx, cy] = [n(near(random, 50, 6)), n(near(random, 48, 4))];
  const circles = [24, 33, 42, 51].map((r) => element('circle', { cx, cy, r }));
  return [element('g', { fill: 'none', stroke: GREY, 'stroke-opacity': LINE, 'stroke-width': 0.8 }, circles)];
};

const dots: Pattern = (random) => {
  const gap = near(random, 11, 1.5);
  let d = '';
  for (let row = 0; row * gap < 100; row++) {
    for (let x = gap / 2 + (row % 2) * (gap / 2); x < 100; x += gap)
      d += `M${n(x)} ${n(row * gap + gap / 2)}h0`;
  }
  const paint = { stroke: GREY, 'stroke-opacity': LINE, 'stroke-width': 1.7, 'stroke-linecap': 'round' };
  return [element('path', { d, ...paint })];
};

const rays: Pattern = (random) => {
  const [x, y] = [near(random, 50, 4), 54];
  const count = 14;
  const turn = random();
  let d = '';
  for (let i = 0; i < count; i++) {
    const edge = (at: number) => {
      const angle = ((i + turn + at) / count) * 2 * Math.PI;
      return `${n(x + 90 * Math.cos(angle))} ${n(y + 90 * Math.sin(angle))}`;
    };
    d += `M${n(x)} ${n(y)}L${edge(0)} ${edge(0.5)}z`;
  }
  return [element('path', { d, fill: GREY, 'fill-opacity': AREA * 0.7 })];
};

const hills: Pattern = (random) => {
  const ridge = (height: number) => {
    const peak = near(random, 50, 30);
    const [left, right] = [near(random, height + 8, 5), near(random, height + 8, 5)];
    return element('path', {
      d: `M0 ${n(left)}Q${n(peak / 2)} ${n(height - 10)} ${n(peak)} ${n(height)}T100 ${n(right)}V100H0z`,
    });
  };
  return [element('g', { fill: GREY, 'fill-opacity': AREA * 0.85 }, [ridge(52), ridge(68)])];
};

const waves: Pattern = (random) => {
  const start = near(random, -8, 6);
  const lines = [22, 38, 54, 70, 86].map((y, i) => {
    const x = start - (i % 2) * 9;
    return element('path', { d: `M${n(x)} ${y}q9-7 18 0t18 0 18 0 18 0 18 0 18 0 18 0` });
  });
  const paint = {
    fill: 'none',
    stroke: GREY,
    'stroke-opacity': LINE,
    'stroke-width': 1.1,
    'stroke-linecap': 'round',
  };
  return [element('g', paint, lines)];
};

const leaves: Pattern = (random) => {
  const sprig = (x: number, y: number, turn: number) => {
    const pairs = [0, 8, 16, 24].map((up) => `M0 ${-up}q7-1 10-9q-9 0-10 9q-7-1-10-9q9 0 10 9`).join('');
    return element('path', {
      d: `${pairs}M0 8V-34`,
      transform: `translate(${n(x)} ${n(y)})rotate(${n(turn)})`,
    });
  };
  const sprigs = [
    sprig(near(random, 17, 3), near(random, 88, 4), near(random, 12, 10)),
    sprig(near(random, 84, 3), near(random, 52, 6), near(random, -14, 12)),
    sprig(near(random, 28, 5), near(random, 34, 3), near(random, -30, 12)),
  ];
  const paint = {
    fill: GREY,
    'fill-opacity': AREA,
    stroke: GREY,
    'stroke-opacity': AREA,
    'stroke-width': 0.8,
  };
  return [element('g', paint, sprigs)];
};

const stripes: Pattern = (random) => {
  const gap = near(random, 13, 2);
  let d = '';
  for (let x = gap / 2; x < 100; x += gap) d += `M${n(x)} 0V100`;
  return [element('path', { d, stroke: GREY, 'stroke-opacity': AREA * 0.8, 'stroke-width': n(gap / 2) })];
};

/** A table's edge: the lower part of the square, a shade off. */
const table: Pattern = (random) => [
  element('path', { d: `M0 ${n(near(random, 68, 2))}H100V100H0z`, fill: GREY, 'fill-opacity': AREA }),
];

const staves: Pattern = (random) => {
  const top = near(random, 30, 4);
  let d = '';
  for (let line = 0; line < 5; line++) d += `M0 ${n(top + line * 9)}q50 ${n(near(random, 0, 1.5))} 100 0`;
  return [element('path', { d, fill: 'none', stroke: GREY, 'stroke-opacity': LINE, 'stroke-width': 0.8 })];
};

const confetti: Pattern = (random) => {
  let d = '';
  for (let i = 0; i < 26; i++) {
    const angle = random() * Math.PI;
    const [x, y] = [random() * 100, random() * 100];
    d += `M${n(x)} ${n(y)}l${n(4 * Math.cos(angle))} ${n(4 * Math.sin(angle))}`;
  }
  const paint = { stroke: GREY, 'stroke-opacity': LINE, 'stroke-width': 1.6, 'stroke-linecap': 'round' };
  return [element('path', { d, ...paint })];
};

/** Those of a department lean to what it is about; every list ends in plain shapes. */
const PATTERNS: Record<string, Pattern[]> = {
  outdoors: [hills, hills, rings, disc],
  kitchen: [table, stripes, arch, disc],
  home: [arch, arch, stripes, table],
  books: [table, arch, stripes, disc],
  garden: [leaves, leaves, hills, disc],
  pantry: [table, dots, arch, disc],
  clothing: [stripes, arch, dots, disc],
  'bags-and-shoes': [arch, disc, stripes, rings],
  music: [staves, rings, rays, disc],
  play: [rays, dots, confetti, disc],
  desk: [dots, stripes, table, disc],
  bath: [waves, waves, rings, disc],
  sport: [rings, hills, rays, waves],
  pets: [dots, hills, arch, disc],
  celebrate: [confetti, rays, dots, disc],
};

/** A pattern behind some two items in five; none behind the others. */
export function backdrop(department: string, random: Random): Element[] {
  const patterns = PATTERNS[department];
  if (!patterns) throw new RangeError(`No patterns for department "${department}": add them in backdrop.ts`);
  const shown = random() < 0.42;
  const pattern = patterns[Math.floor(random() * patterns.length)];
  return shown ? pattern(random) : [];
}
