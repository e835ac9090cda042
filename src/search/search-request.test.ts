import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../catalog/item.ts';
import { buildLexicon } from './lexicon.ts';
import { searchRequestOf } from './search-request.ts';
import { understand } from './understand.ts';

function item(id: string, title: string, kind: string, more: Partial<Item> = {}): Item {
  return {
    id,
    title,
    line: '',
    description: '',
    price: 20,
    brand: '',
    department: 'Shop',
    kind,
    attributes: {},
    tags: [],
    image: null,
    tint: 'sage',
    available: true,
    ...more,
  };
}

const catalog: Catalog = {
  id: 'own-test',
  name: 'Test',
  currency: 'GBP',
  departments: [],
  reviews: [],
  items: [
    item('a', 'Harbour kettle', 'Kettles', { attributes: { material: 'enamel', colour: 'blue' } }),
    item('b', 'Camp kettle', 'Kettles', { description: 'Of enamel on steel.', price: 60 }),
    item('c', 'Tin kettle', 'Kettles', { description: 'No enamel to chip.', tags: ['gift'] }),
    item('d', 'Linen apron', 'Aprons', { attributes: { material: 'linen' }, tags: ['gift'] }),
    item('e', 'Red mug', 'Mugs', { attributes: { colour: 'red' }, description: 'As red as enamel can be.' }),
  ],
};
/** Two dimensions: kettles lie along the first. */
const vectors = new Float32Array([1, 0, 0.8, 0.6, 0.8, 0.6, 0, 1, 0, 1]);
const lexicon = buildLexicon(catalog);
const world = {
  catalog,
  vectors,
  indexOf: new Map(catalog.items.map(({ id }, at) => [id, at])),
  ratings: () => null,
};
const requestOf = (text: string, vector: Float32Array | null = null, beside: string | null = null) =>
  searchRequestOf(understand(text, lexicon, { beside }), text, vector, world);
const accepted = (request: ReturnType<typeof requestOf>) =>
  catalog.items.flatMap(({ id }, at) => (request.accept(at) ? [id] : []));

describe('what a request is searched with', () => {
  it('lets in what only its texts say is of a material, and puts first what is told to be', () => {
    const request = requestOf('enamel kettle');
    expect(accepted(request)).toEqual(expect.arrayContaining(['a', 'b']));
    expect(accepted(request)).not.toContain('c');
    expect(request.lift?.[0]).toBeGreaterThan(request.lift?.[1] ?? 0);
  });
  it('takes a colour only as it is told', () => {
    expect(accepted(requestOf('something red'))).toEqual(['e']);
  });
  it('goes by what is in view, its kind first, and by the words less', () => {
    const words = new Float32Array([0, 1]);
    const request = requestOf('like this but red', words, 'a');
    const [x, y] = request.meaning ?? [];
    expect(Math.hypot(x, y)).toBeCloseTo(1, 6);
    expect(x).toBeGreaterThan(y);
    expect(request.lift?.[1]).toBeGreaterThan(request.lift?.[3] ?? 0);
    expect(requestOf('like this', null, 'a').meaning).toEqual(vectors.slice(0, 2));
  });
  it('looks for no gift bags where a gift is wanted', () => {
    expect(requestOf('a linen gift').words.split(/\s+/)).not.toContain('gift');
    const present = requestOf('a birthday present for my sister');
    expect(present.words).toBe('');
    expect(present.tells).toBe(true);
    expect(requestOf('linen birthday cards').words).toContain('birthday');
  });
  it('keeps to the wishes where an order was asked for in words', () => {
    expect(requestOf('cheapest gift').tiers).toBe(true);
    expect(requestOf('gift').tiers).toBe(false);
  });
});
