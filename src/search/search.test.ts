import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../catalog/item.ts';
import { keywordIndex } from './keyword.ts';
import { nearest, reciprocalRankFusion } from './meaning.ts';

const item = (id: string, title: string, extra: Partial<Item> = {}): Item => ({
  id,
  title,
  line: '',
  description: '',
  price: 1,
  brand: '',
  department: 'All',
  kind: '',
  attributes: {},
  tags: [],
  image: null,
  tint: 'sage',
  available: true,
  ...extra,
});

const catalog: Catalog = {
  id: 'test',
  name: 'Test',
  currency: 'GBP',
  departments: [],
  reviews: [],
  items: [
    item('a-boot', 'Fell walker boots', { description: 'Leather, for wet hills.' }),
    item('b-cafe', 'Café au lait bowl', { description: 'Goes under a boot rack too, oddly.' }),
    item('c-tent', 'Tarn two-person tent', { brand: 'Kestrel' }),
    item('d-lamp', 'Camp lamp', { tags: ['tent'] }),
  ],
};

describe('keyword search', () => {
  const search = keywordIndex(catalog);
  const ids = (query: string) => search(query, 10).map((hit) => catalog.items[hit.item].id);

  it('puts a title before a mention', () => expect(ids('boot')).toEqual(['a-boot', 'b-cafe']));
  it('finds plurals, accents, prefixes and typos', () => {
    expect(ids('tents')[0]).toBe('c-tent');
    expect(ids('cafe')[0]).toBe('b-cafe');
    expect(ids('walk')[0]).toBe('a-boot');
    expect(ids('kestral')[0]).toBe('c-tent');
  });
  it('wants every word, and settles for some where none has all', () => {
    expect(ids('camp tent')).toEqual(['d-lamp']);
    expect(ids('purple tent')).toContain('c-tent');
  });
  it('lets an exact id win', () => expect(ids('D-LAMP')[0]).toBe('d-lamp'));
  it('finds nothing in nonsense or nothing', () => {
    expect(ids('zzzqqq')).toEqual([]);
    expect(ids('  ')).toEqual([]);
  });
});

describe('search by meaning', () => {
  it('is the exact cosine order, ties to the lower index', () => {
    const vectors = new Float32Array([0, 1, 1, 0, 0.6, 0.8, 1, 0]);
    expect(nearest(new Float32Array([1, 0]), vectors, 4).map((hit) => hit.item)).toEqual([1, 3, 2, 0]);
  });
  it('fuses ranks by the formula', () => {
    const hits = (...items: number[]) => items.map((i, rank) => ({ item: i, score: 9 - rank }));
    const fused = reciprocalRankFusion([hits(4, 2), hits(2, 7)], 10);
    expect(fused.map((hit) => hit.item)).toEqual([2, 4, 7]);
    expect(fused[0].score).toBeCloseTo(1 / 62 + 1 / 61, 12);
  });
});
