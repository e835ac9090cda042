/** Each block of the descriptor on pictures made for it. */
import { oklab } from 'culori';
import { describe, expect, it } from 'vitest';
import type { Raster } from '../encoder.ts';
import { planesOf, thingWeights } from './background.ts';
import { colourOf, GREYS, HUES, TONES } from './colour.ts';
import { EDGE_CELLS, edgesOf, gradientsOf, ORIENTATIONS } from './edges.ts';
import { GRID, squareGrid } from './grid.ts';
import { LAYOUT_CELLS, layoutOf } from './layout.ts';
import { BLUE, inBox, inDisc, NOTHING, type Paint, painted, RED, WHITE } from './made-pictures.ts';
import { writeOklab } from './oklab.ts';
import { SHAPE_CELLS, shapeOf } from './shape.ts';
import { SCALES, textureOf } from './texture.ts';
import { thingOf } from './thing.ts';
import { wholeOf } from './whole.ts';

const weightAt = (raster: Raster) => {
  const weights = thingWeights(planesOf(squareGrid(raster)));
  return (x: number, y: number) => weights[Math.floor(y * GRID) * GRID + Math.floor(x * GRID)];
};
const colours = (raster: Raster) => colourOf(thingOf(raster));
const edges = (raster: Raster) => edgesOf(gradientsOf(thingOf(raster)));
const texture = (raster: Raster) => {
  const thing = thingOf(raster);
  return textureOf(thing, gradientsOf(thing));
};
const shape = (raster: Raster) => shapeOf(thingOf(raster));

/** Red, green and blue of a colour in HSL, for hues at will. */
const hsl = (hue: number, lightness = 0.5): Paint => {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    return 255 * (lightness - Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [channel(0), channel(8), channel(4), 255];
};
const ball = (paint: Paint | ((x: number, y: number) => Paint), behind: Paint = WHITE) =>
  painted(96, 96, (x, y) => (inDisc(x, y) ? (typeof paint === 'function' ? paint(x, y) : paint) : behind));

describe('OKLab', () => {
  it('is what culori computes', () => {
    for (const [r, g, b] of [RED, BLUE, WHITE, [0, 0, 0], [12, 200, 99]]) {
      const ours = new Float32Array(3);
      writeOklab(r / 255, g / 255, b / 255, ours, 0, 1);
      const theirs = oklab({ mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 });
      for (const [k, value] of [theirs.l, theirs.a, theirs.b].entries())
        expect(ours[k]).toBeCloseTo(value, 4);
    }
  });
});

describe('the thing and its background', () => {
  it.each<[string, Paint]>([
    ['white', WHITE],
    ['a tint', [220, 235, 222, 255]],
    ['black', [8, 8, 10, 255]],
    ['nothing', NOTHING],
  ])('is told from %s', (_, behind) => {
    const at = weightAt(ball(RED, behind));
    expect(at(0.5, 0.5)).toBeGreaterThan(0.95);
    expect(at(0.05, 0.5)).toBeLessThan(0.02);
    expect(at(0.9, 0.9)).toBeLessThan(0.02);
  });

  it('keeps what is white inside of it: only what hangs together with the border is behind', () => {
    const at = weightAt(painted(96, 96, (x, y) => (inDisc(x, y, 0.35) && !inDisc(x, y, 0.2) ? RED : WHITE)));
    expect(at(0.5, 0.5)).toBeGreaterThan(0.9);
    expect(at(0.05, 0.05)).toBeLessThan(0.02);
  });

  it('leaves pale patterns and soft shadows behind', () => {
    const striped = painted(96, 96, (x, y) =>
      inDisc(x, y) ? BLUE : Math.floor(x * 12) % 2 === 0 ? WHITE : [240, 240, 240, 255],
    );
    expect(weightAt(striped)(0.1, 0.1)).toBeLessThan(0.1);
  });

  it('is all of a photograph', () => {
    const at = weightAt(
      painted(96, 96, (x, y) => hsl(360 * ((x * 3 + y * 2) % 1), 0.3 + 0.4 * ((x * 7 + y * 5) % 1))),
    );
    for (const [x, y] of [
      [0.1, 0.1],
      [0.5, 0.5],
      [0.9, 0.3],
    ])
      expect(at(x, y)).toBeGreaterThan(0.8);
  });
});

describe('colour', () => {
  it('shares the thing’s colours among hues and greys, whatever is behind', () => {
    for (const behind of [WHITE, NOTHING, [200, 220, 200, 255] as const]) {
      const { histogram } = colours(ball(RED, behind));
      const total = histogram.reduce((a, b) => a + b, 0);
      expect(total).toBeCloseTo(1, 4);
      const hue = (k: number) =>
        histogram.slice(k * TONES.length, (k + 1) * TONES.length).reduce((a, b) => a + b, 0);
      // OKLab's red lies near 25 degrees: the second of twelve.
      expect(hue(0) + hue(1)).toBeGreaterThan(0.8);
    }
    const grey = colours(ball([90, 90, 90, 255])).histogram.slice(HUES * TONES.length);
    expect(grey).toHaveLength(GREYS.length);
    expect(grey.reduce((a, b) => a + b, 0)).toBeGreaterThan(0.8);
  });

  it('says the same of a thing that is larger or stands elsewhere', () => {
    const one = colours(ball(RED)).histogram;
    const other = colours(
      painted(200, 120, (x, y) => (inBox(x, y, 0.12, 0.3, 0.3, 0.55) ? RED : WHITE)),
    ).histogram;
    for (const [k, share] of one.entries()) expect(other[k]).toBeCloseTo(share, 1);
  });

  it('hears harmonies: one hue, opposite ones, triads', () => {
    // Hues that lie so in OKLab, read off its circle.
    const at = (angle: number): Paint => {
      const [a, b] = [0.1 * Math.cos(angle), 0.1 * Math.sin(angle)];
      const [l, m, s] = [
        0.7 + 0.3963377774 * a + 0.2158037573 * b,
        0.7 - 0.1055613458 * a - 0.0638541728 * b,
        0.7 - 0.0894841775 * a - 1.291485548 * b,
      ].map((root) => root ** 3);
      const gamma = (value: number) =>
        255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
      return [
        gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
        255,
      ];
    };
    const parts = (count: number) =>
      colours(painted(120, 120, (x) => at((2 * Math.PI * (Math.floor(x * 2 * count) % count)) / count + 0.3)))
        .harmony;
    const strongest = (harmony: Float32Array) =>
      [0, 1, 2, 3].reduce((best, k) => (harmony[k] > harmony[best] + 0.05 ? k : best), 0);
    expect(strongest(parts(1))).toBe(0);
    expect(strongest(parts(2))).toBe(1);
    expect(strongest(parts(3))).toBe(2);
  });
});

describe('layout', () => {
  const halves = (swap: boolean, dx = 0) =>
    painted(96, 96, (x, y) => (inBox(x - dx, y, 0.35, 0.35) ? (x - dx < 0.5 !== swap ? RED : BLUE) : WHITE));
  const apart = (one: Raster, other: Raster) => {
    const [a, b] = [one, other].map((raster) => layoutOf(thingOf(raster)));
    return Math.hypot(...a.map((value, k) => value - b[k])) / Math.hypot(...a);
  };

  it('knows which side has which colour, and hardly a shift of a few percent', () => {
    expect(apart(halves(false), halves(true))).toBeGreaterThan(0.5);
    expect(apart(halves(false), halves(false, 0.04))).toBeLessThan(0.1);
  });

  it('has red on the left where it is', () => {
    const layout = layoutOf(thingOf(halves(false)));
    const a = layout.slice(LAYOUT_CELLS ** 2, 2 * LAYOUT_CELLS ** 2);
    expect(a[LAYOUT_CELLS + 1]).toBeGreaterThan(a[LAYOUT_CELLS + 2] + 0.1);
  });
});

describe('edges', () => {
  const stripes = (angle: number, fineness = 12) =>
    painted(96, 96, (x, y) =>
      Math.sin(fineness * Math.PI * (x * Math.cos(angle) + y * Math.sin(angle))) > 0
        ? WHITE
        : [20, 20, 20, 255],
    );
  const strengths = (raster: Raster) => {
    const all = edges(raster);
    return Array.from({ length: ORIENTATIONS }, (_, k) =>
      all.slice(k * EDGE_CELLS ** 2, (k + 1) * EDGE_CELLS ** 2).reduce((a, b) => a + b, 0),
    );
  };

  it.each([0, 1, 2, 3])('finds the orientation of stripes: number %i', (k) => {
    const found = strengths(stripes((Math.PI * k) / ORIENTATIONS));
    expect(found.indexOf(Math.max(...found))).toBe(k);
  });

  it('sees red on green of one lightness', () => {
    const [red, green]: Paint[] = [
      [214, 89, 78, 255],
      [94, 148, 67, 255],
    ];
    const flat = strengths(painted(96, 96, () => red));
    const patterned = strengths(painted(96, 96, (x) => (Math.floor(x * 6) % 2 === 0 ? red : green)));
    expect(patterned[0]).toBeGreaterThan(2 * flat[0]);
  });
});

describe('texture', () => {
  const bands = SCALES.length - 1;
  const checks = (count: number) =>
    ball((x, y) => ((Math.floor(x * count) + Math.floor(y * count)) % 2 === 0 ? RED : [60, 10, 15, 255]));

  it('tells fine patterns from coarse ones and from none', () => {
    const [fine, coarse, none] = [checks(24), checks(8), ball(RED)].map(texture);
    expect(fine[0] / fine[bands - 1]).toBeGreaterThan((1.5 * coarse[0]) / coarse[bands - 1]);
    expect(none[0]).toBeLessThan(fine[0]);
  });

  it('stays when the pattern moves', () => {
    const [here, there] = [0, 0.05].map((dx) =>
      texture(ball((x, y) => (Math.floor((x + dx) * 20 + y * 20) % 2 === 0 ? RED : BLUE))),
    );
    for (const [k, value] of here.entries()) expect(there[k]).toBeCloseTo(value, 1);
  });
});

describe('shape', () => {
  const apart = (one: Raster, other: Raster) => {
    const [a, b] = [one, other].map(shape);
    return Math.hypot(...a.map((value, k) => value - b[k]));
  };
  const wide = (behind: Paint, size = 1) =>
    painted(96, 96, (x, y) => (inBox(x, y, 0.36 * size, 0.12 * size) ? RED : behind));
  const tall = painted(96, 96, (x, y) => (inBox(x, y, 0.12, 0.36) ? RED : WHITE));

  it('knows wide from tall, and slants', () => {
    const proportion = SHAPE_CELLS ** 2;
    expect(shape(wide(WHITE))[proportion]).toBeGreaterThan(0.5);
    expect(shape(tall)[proportion]).toBeLessThan(-0.5);
    const slanted = painted(96, 96, (x, y) =>
      Math.abs(x - y) < 0.12 && Math.abs(x + y - 1) < 0.6 ? RED : WHITE,
    );
    expect(shape(slanted)[proportion + 1]).toBeGreaterThan(0.5);
  });

  it('is the same for any colour, size and background', () => {
    const blue = painted(96, 96, (x, y) => (inBox(x, y, 0.36, 0.12) ? BLUE : WHITE));
    expect(apart(wide(WHITE), blue)).toBeLessThan(0.1);
    expect(apart(wide(WHITE), wide(NOTHING))).toBeLessThan(0.15);
    expect(apart(wide(WHITE), wide(WHITE, 0.7))).toBeLessThan(0.5);
    expect(apart(wide(WHITE), tall)).toBeGreaterThan(1.5);
  });

  it('knows the proportions of pictures that aren’t square', () => {
    const broad = painted(128, 64, (x, y) => (inBox(x, y, 0.18, 0.36) ? RED : WHITE));
    const square = painted(96, 96, (x, y) => (inBox(x, y, 0.25, 0.25) ? RED : WHITE));
    expect(apart(broad, square)).toBeLessThan(0.4);
  });
});

describe('the whole', () => {
  it('tells backdrops apart, and takes transparency for white', () => {
    const [white, none, green] = [WHITE, NOTHING, [150, 210, 160, 255] as const].map((behind) =>
      wholeOf(thingOf(ball(RED, behind))),
    );
    const apart = (a: Float32Array, b: Float32Array) => Math.hypot(...a.map((value, k) => value - b[k]));
    expect(apart(white, none)).toBeLessThan(0.1);
    expect(apart(white, green)).toBeGreaterThan(0.5);
  });
});
