import { converter } from 'culori';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HUES as DYES } from '../../scripts/art/colour.ts';
import { PALETTE_COLOURS } from '../packs/pack.ts';
import {
  difference,
  HAS_SHADE,
  HUES,
  type Hue,
  hexIn,
  hexOf,
  hueOf,
  huesOfAll,
  type OkLab,
  oklabOf,
  paletteOf,
  sharedColour,
  shareNear,
  toneOf,
} from './colours.ts';

const hexes = fc.integer({ min: 0, max: 0xffffff }).map((value) => value.toString(16).padStart(6, '0'));

/** @param pictures of each the colours and their shares */
function palettesOf(...pictures: readonly (readonly [hex: string, share: number])[][]): Float32Array {
  const palettes = new Float32Array(pictures.length * PALETTE_COLOURS * 4);
  pictures.forEach((colours, item) => {
    colours.forEach(([hex, share], k) => {
      const { l, a, b } = oklabOf(hex);
      palettes.set([l, a, b, share], (item * PALETTE_COLOURS + k) * 4);
    });
  });
  return palettes;
}

describe('colours in addresses', () => {
  it('are read with and without a hash, in either case, and nothing else is', () => {
    expect(hexIn('#2B5F49')).toBe('2b5f49');
    expect(hexIn(' 2b5f49 ')).toBe('2b5f49');
    for (const text of ['', 'red', '#fff', '2b5f4', '2b5f490', 'url(x)', '#gg0000', '2b5f49;']) {
      expect(hexIn(text), text).toBeNull();
    }
  });

  it('come to OKLab as culori has it, and back to themselves', () => {
    const oklab = converter('oklab');
    fc.assert(
      fc.property(hexes, (hex) => {
        const ours = oklabOf(hex);
        const theirs = oklab(`#${hex}`) ?? { l: 0, a: 0, b: 0 };
        expect(difference(ours, theirs)).toBeLessThan(1e-5);
        expect(hexOf(ours)).toBe(hex);
      }),
    );
  });
});

describe('difference', () => {
  it('is a distance', () => {
    fc.assert(
      fc.property(hexes, hexes, hexes, (one, other, third) => {
        const [x, y, z] = [oklabOf(one), oklabOf(other), oklabOf(third)];
        expect(difference(x, x)).toBe(0);
        expect(difference(x, y)).toBe(difference(y, x));
        expect(difference(x, z)).toBeLessThanOrEqual(difference(x, y) + difference(y, z) + 1e-12);
      }),
    );
  });

  it('is smaller between two blues than between a blue and a green', () => {
    const [blue, sky, green] = ['2f5fb3', '4d7fd6', '3f9a4d'].map(oklabOf);
    expect(difference(blue, sky)).toBeLessThan(difference(blue, green));
  });
});

describe('share near a colour', () => {
  it('grows with how much of the picture has it and with how near it is', () => {
    const blue = oklabOf('2f5fb3');
    const palettes = palettesOf(
      [['2f5fb3', 0.8]],
      [
        ['c0392b', 0.6],
        ['2f5fb3', 0.3],
      ],
      [['6d8fce', 0.8]],
      [['c0392b', 1]],
      [],
    );
    const [whole, part, near, other, none] = [0, 1, 2, 3, 4].map((item) => shareNear(blue, palettes, item));
    expect(whole).toBeCloseTo(0.8, 5);
    expect(part).toBeCloseTo(0.3, 2);
    expect(near).toBeLessThan(whole);
    expect(near).toBeGreaterThan(other);
    expect(part).toBeGreaterThan(HAS_SHADE);
    expect(other).toBeLessThan(HAS_SHADE);
    expect(none).toBe(0);
  });

  it('never leaves 0 to 1', () => {
    const colours = fc.array(fc.tuple(hexes, fc.double({ min: 0, max: 0.25, noNaN: true })), {
      maxLength: PALETTE_COLOURS,
    });
    fc.assert(
      fc.property(hexes, colours, (wanted, picture) => {
        const share = shareNear(oklabOf(wanted), palettesOf(picture), 0);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1 + 1e-6);
      }),
    );
  });
});

describe('names', () => {
  const named: Record<Hue, string[]> = {
    red: ['ff0000', 'dc143c', 'b22222', '8b0000'],
    orange: ['ff8c00', 'ffa500', 'ff7f50'],
    yellow: ['ffff00', 'ffd700', 'f0e68c'],
    green: ['008000', '00ff00', '6b8e23', '2e8b57'],
    teal: ['008080', '40e0d0', '20b2aa'],
    blue: ['0000ff', '1e90ff', '000080', '87ceeb', '4169e1'],
    purple: ['800080', '9370db', '4b0082', 'da70d6'],
    pink: ['ffc0cb', 'ff69b4', 'ffb6c1'],
    brown: ['8b4513', 'a0522d', '654321', '7b5a3c'],
    cream: ['fff5dc', 'f5e6c8', 'ede0c8'],
    white: ['ffffff', 'f5f5f5', 'dcdcdc'],
    grey: ['808080', 'a9a9a9', '696969', '708090', 'b8bab9'],
    black: ['000000', '1a1a1a', '3a3d3b'],
  };
  for (const hue of HUES) {
    it(`calls ${named[hue].join(', ')} ${hue}`, () => {
      expect(named[hue].map((hex) => hueOf(oklabOf(hex)))).toEqual(named[hue].map(() => hue));
    });
  }

  it('agrees with the words that the demo dyes its things by', () => {
    const word: Record<string, Hue> = { amber: 'orange', indigo: 'blue', violet: 'purple' };
    for (const [dye, { l, c, h }] of Object.entries(DYES)) {
      const angle = (h / 180) * Math.PI;
      expect(hueOf({ l, a: c * Math.cos(angle), b: c * Math.sin(angle) }), dye).toBe(word[dye] ?? dye);
    }
  });

  it('has one for every colour there is', () => {
    fc.assert(
      fc.property(hexes, (hex) => {
        expect(HUES).toContain(hueOf(oklabOf(hex)));
      }),
    );
  });

  it('tells deep from pale from bright, and of greys nothing', () => {
    const tones = (...texts: string[]) => texts.map((hex) => toneOf(oklabOf(hex)));
    expect(tones('000080', 'add8e6', '1e90ff')).toEqual(['deep', 'pale', 'bright']);
    expect(tones('ffffff', '808080', '000000', 'f5e6c8')).toEqual([null, null, null, null]);
  });
});

describe('names of things', () => {
  const bit = (hue: Hue) => 1 << HUES.indexOf(hue);

  it('are those of the main colour and of all that cover a good part', () => {
    const palettes = palettesOf(
      [['1e3f9a', 0.9]],
      [
        ['c0392b', 0.5],
        ['1e3f9a', 0.4],
        ['ffffff', 0.1],
      ],
      // Two blues count together, and outdo one larger red.
      [
        ['c0392b', 0.29],
        ['1e3f9a', 0.25],
        ['3f6fd0', 0.24],
      ],
      [],
    );
    expect([...huesOfAll(palettes)]).toEqual([bit('blue'), bit('red') | bit('blue'), bit('blue'), 0]);
  });
});

describe('a shared colour', () => {
  it('is the main one of both, or none', () => {
    const palettes = palettesOf(
      [['1e3f9a', 0.7]],
      [['20429c', 0.5]],
      [['20429c', 0.2]],
      [['c0392b', 0.9]],
      [],
    );
    const of = (other: number) => sharedColour(palettes, 0, other);
    expect(hueOf(of(1) as OkLab)).toBe('blue');
    expect(of(2)).toBeNull();
    expect(of(3)).toBeNull();
    expect(of(4)).toBeNull();
  });

  it('of an item without a picture there is no palette', () => {
    expect(paletteOf(palettesOf([], [['ffffff', 1]]), 0)).toEqual([]);
  });
});
