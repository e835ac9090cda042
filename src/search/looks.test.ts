import { describe, expect, it } from 'vitest';
import { type ModalVectors, PALETTE_COLOURS } from '../packs/pack.ts';
import { HUES, huesOfAll, oklabOf } from './colours.ts';
import { FacetTable, type Filters, NO_FILTERS } from './facets.ts';
import { cosines, looksOf, spread } from './looks.ts';

/** Five things: two blue, one red and blue, one without a picture, one green. */
const COLOURS = [['3c74c6'], ['3c74c6'], ['c8322d', '3c74c6'], [], ['4a9b57']];
const palettes = new Float32Array(COLOURS.length * PALETTE_COLOURS * 4);
COLOURS.forEach((colours, i) => {
  colours.forEach((hex, k) => {
    const { l, a, b } = oklabOf(hex);
    palettes.set([l, a, b, 1 / colours.length], (i * PALETTE_COLOURS + k) * 4);
  });
});
const images: ModalVectors = {
  stamp: { id: 'test', revision: '1', dtype: 'fp32', pooling: 'none', dimensions: 2, modality: 'image' },
  vectors: new Float32Array([1, 0, 0.8, 0.6, 0, 1, 0, 0, -1, 0]),
  present: new Uint8Array([1, 1, 1, 0, 1]),
  palettes,
};
const all = [0, 1, 2, 3, 4];
const picture = new Float32Array([1, 0]);
const blue = '3c74c6';

describe('looks', () => {
  it('lift what is like the picture, and leave what has none where it is', () => {
    const looks = looksOf({ picture, shade: null }, images, true);
    expect(looks?.lift[3]).toBe(0);
    expect([0, 1, 2, 4].sort((a, b) => (looks?.lift[b] ?? 0) - (looks?.lift[a] ?? 0))).toEqual([0, 1, 2, 4]);
    expect(all.filter((item) => looks?.seen(item))).toEqual([0, 1, 2, 4]);
    expect(all.every((item) => looks?.accept(item))).toBe(true);
    const beside = looksOf({ picture, shade: null }, images, false);
    expect(Math.abs(beside?.lift[0] ?? 0)).toBeLessThan(Math.abs(looks?.lift[0] ?? 0));
  });

  it('of a colour let through only what has it, more of it first', () => {
    const looks = looksOf({ picture: null, shade: blue }, images, true);
    expect(all.filter((item) => looks?.accept(item))).toEqual([0, 1, 2]);
    expect(looks?.lift[0]).toBeGreaterThan(looks?.lift[2] ?? Number.NaN);
  });

  it('join: a picture puts what has the colour in order', () => {
    const looks = looksOf({ picture, shade: blue }, images, true);
    expect(all.filter((item) => looks?.accept(item))).toEqual([0, 1, 2]);
    expect(looks?.lift[0]).toBeGreaterThan(looks?.lift[1] ?? Number.NaN);
  });

  it('ask for nothing where there is nothing to ask of', () => {
    expect(looksOf({ picture: null, shade: null }, images, true)).toBeNull();
    expect(looksOf({ picture, shade: blue }, undefined, true)).toBeNull();
    expect(looksOf({ picture: null, shade: blue }, { ...images, palettes: undefined }, true)).toBeNull();
  });

  it('are spread over what is there', () => {
    const found = cosines(picture, images.vectors, images.present);
    expect([...found].map((value) => Math.round(value * 10) / 10)).toEqual([1, 0.8, 0, 0, -1]);
    const { mean, deviation } = spread(found, images.present);
    expect(mean).toBeCloseTo(0.2, 6);
    expect(deviation).toBeCloseTo(Math.sqrt((1 + 0.64 + 1) / 4 - 0.04), 6);
    expect(spread(found, new Uint8Array(5))).toEqual({ mean: 0, deviation: 0 });
  });
});

describe('facets of colours', () => {
  const items = all.map((i) => ({
    id: String(i),
    title: String(i),
    line: '',
    description: '',
    price: i,
    brand: i < 2 ? 'Nib' : 'Kestrel',
    department: 'All',
    kind: '',
    attributes: {},
    tags: [],
    image: null,
    tint: 'sage',
    available: true,
  }));
  const catalog = { id: 'test', name: 'Test', currency: 'GBP', departments: [], reviews: [], items };
  const standing = { rating: () => null, firstSeen: [] };
  const table = new FacetTable(catalog, { ...standing, hues: huesOfAll(palettes) });
  const filters = (change: Partial<Filters>): Filters => ({ ...NO_FILTERS, ...change });

  it('count what choosing one more would leave; a thing may have two', () => {
    expect(table.count(all, NO_FILTERS).hues).toEqual([
      { value: 'red', count: 1 },
      { value: 'green', count: 1 },
      { value: 'blue', count: 3 },
    ]);
    const chosen = filters({ hues: ['green'], brands: ['Kestrel'] });
    for (const { value, count } of table.count(all, chosen).hues) {
      const hue = HUES.find((one) => one === value);
      const left = all.filter(table.passing({ ...chosen, hues: hue ? [hue] : [] }));
      expect(count, value).toBe(left.length);
    }
  });

  it('narrow to any of those chosen', () => {
    expect(all.filter(table.passing(filters({ hues: ['red', 'green'] })))).toEqual([2, 4]);
  });

  it('are none where no picture was described', () => {
    const blind = new FacetTable(catalog, standing);
    expect(blind.count(all, NO_FILTERS).hues).toEqual([]);
    expect(all.filter(blind.passing(filters({ hues: ['red'] })))).toEqual([]);
  });
});
