import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../catalog/item.ts';
import { buildLexicon } from './lexicon.ts';
import { qualify, type Ratings, UNLIKELY, WISHES } from './qualify.ts';
import { type UnderstandOptions, understand } from './understand.ts';

function item(id: string, title: string, price: number | null, more: Partial<Item> = {}): Item {
  return {
    id,
    title,
    line: '',
    description: '',
    price,
    brand: '',
    department: 'Shop',
    kind: '',
    attributes: {},
    tags: [],
    image: null,
    tint: 'sage',
    available: true,
    ...more,
  };
}

const jumper = { department: 'Clothing', kind: 'Jumpers' };
const toy = { department: 'Play', kind: 'Toys' };
const catalog: Catalog = {
  id: 'own-test',
  name: 'Test',
  currency: 'GBP',
  departments: [],
  reviews: [],
  items: [
    item('a', 'Red jumper', 30, { ...jumper, attributes: { colour: 'red', material: 'wool' } }),
    item('b', 'Green jumper', 60, {
      ...jumper,
      attributes: { colour: 'moss', material: 'cotton' },
      tags: ['gardening', 'gift'],
    }),
    item('c', 'Blue jumper', null, { ...jumper, attributes: { colour: 'navy', material: 'wool' } }),
    item('d', 'Wooden train', 15, {
      ...toy,
      attributes: { age: '3+' },
      tags: ['kids'],
      line: 'Never squeaky.',
    }),
    item('e', 'Rubber duck', 5, {
      ...toy,
      attributes: { age: 'from birth' },
      description: 'A squeaky duck.',
    }),
    item('f', 'Kite for kids', 25, { ...toy, tags: ['gardening', 'gift'] }),
  ],
};
const lexicon = buildLexicon(catalog);
const RATINGS: (Ratings | null)[] = [
  { mean: 4.5, count: 2 },
  { mean: 3.9, count: 9 },
  null,
  { mean: 4, count: 1 },
  null,
  null,
];

function accepted(text: string, options?: UnderstandOptions): string {
  const { accept } = qualify(understand(text, lexicon, options), catalog, (i) => RATINGS[i]);
  return catalog.items
    .filter((_, i) => accept(i))
    .map(({ id }) => id)
    .join('');
}

describe('what is demanded', () => {
  it.each([
    ['anything', 'abcdef'],
    ['under 30', 'adef'],
    ['over 30', 'ab'],
    ['jumpers', 'abc'],
    ['a jumper in wool', 'ac'],
    ['a red or green jumper', 'ab'],
    ['a jumper, not wool', 'b'],
    ['4 stars or more', 'ad'],
    ['not squeaky', 'abcdf'],
    ['for a 4 year old', 'abcdf'],
    ['3 gifts', 'abcdef'],
    ['under 10 and over 50', 'b'],
    ['over 50 and under 10', 'e'],
    ['wool jumpers, no wool', 'b'],
  ])('“%s”', (text, expected) => {
    expect(accepted(text)).toBe(expected);
  });

  it('is measured against the item in view, which is never an answer itself', () => {
    expect(accepted('cheaper than this', { beside: 'a' })).toBe('def');
    expect(accepted('nicer than this', { beside: 'a' })).toBe('b');
    expect(accepted('something similar', { beside: 'a' })).toBe('bcdef');
  });

  it('is demanded no more once it is taken back', () => {
    expect(accepted('a jumper under 40', { dropped: new Set(['price<=40']) })).toBe('abc');
  });
});

describe('what is wished', () => {
  it('lifts, and bars nothing', () => {
    const { accept, lift } = qualify(
      understand('a gift for someone who gardens', lexicon),
      catalog,
      () => null,
    );
    expect(catalog.items.every((_, i) => accept(i))).toBe(true);
    expect([...lift]).toEqual([0, WISHES, 0, 0, 0, WISHES]);
  });

  it('is nothing where nothing is wished', () => {
    expect([...qualify(understand('jumper', lexicon), catalog, () => null).lift]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('what is hardly meant', () => {
  const shop: Catalog = {
    ...catalog,
    items: [
      item('a', 'Gloves', 20, { kind: 'Gloves', tags: ['gift'] }),
      item('b', 'Wooden train', 20, { kind: 'Trains', tags: ['gift', 'kids'] }),
      item('c', 'Roll of paper', 20, { kind: 'Gift wrap', tags: ['gift'] }),
    ],
  };
  const own = buildLexicon(shop);
  const behind = (text: string) => {
    const { lift } = qualify(understand(text, own), shop, () => null);
    const most = Math.max(...lift);
    return shop.items.filter((_, i) => lift[i] <= most - UNLIKELY + 1e-6).map(({ id }) => id);
  };

  it.each([
    ['something for my boss', ['b']],
    ['a present', ['c']],
    ['a present for my boss', ['b', 'c']],
    ['a birthday present for my grandma', ['b', 'c']],
    ['gift wrap', []],
    ['gift wrap for my boss', []],
    ['a train for my boss', []],
    ['gloves', []],
  ])('“%s”', (text, ids) => {
    expect(behind(text)).toEqual(ids);
  });
});
