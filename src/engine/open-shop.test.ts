import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../catalog/item.ts';
import { barePack } from '../packs/bare-pack.ts';
import { catalogHash } from '../packs/hash.ts';
import type { Pack } from '../packs/pack.ts';
import { savePack } from '../packs/save-pack.ts';
import { SIGNALS } from '../signals/index.ts';
import type { Host } from './host.ts';
import { openDemo } from './open-shop.ts';
import { Speech } from './speech.ts';

const item = (id: string): Item => ({
  id,
  title: id,
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
});
const catalog: Catalog = {
  id: 'demo',
  name: 'Two things',
  currency: 'GBP',
  items: [item('a'), item('b')],
  departments: [],
  reviews: [],
};

async function opened(change: (pack: Pack) => Pack) {
  const bare = barePack(catalog);
  const pack: Pack = {
    ...bare,
    vectors: Float32Array.of(1, 0, 0, 1),
    manifest: {
      ...bare.manifest,
      catalog: await catalogHash(catalog),
      encoder: { id: 'made-up', revision: '1', dtype: 'fp32', pooling: 'none', dimensions: 2 },
    },
    factors: { rank: 1, items: new Float32Array(2), alpha: 1, regularisation: 1 },
  };
  const files = await savePack(change(pack));
  const readDemo = async (path: string) => {
    if (path === 'catalog.json') return new TextEncoder().encode(JSON.stringify(catalog)).buffer;
    const bytes = files.get(path.replace('pack/', ''));
    if (bytes === undefined) throw new Error(`${path} answers 404`);
    return bytes.slice().buffer;
  };
  return openDemo({ readDemo } as unknown as Host, new Speech());
}

describe('opening a shop', () => {
  it('takes a pack of this version as it is', async () => {
    const { shop, notice } = await opened((pack) => pack);
    expect(notice).toBeNull();
    expect(shop.pack.vectors).toHaveLength(4);
  });

  it('keeps what was learned but the fusion of a version with other signals, and says so', async () => {
    const { shop, notice } = await opened((pack) => ({
      ...pack,
      fusion: { ...pack.fusion, context: pack.fusion.context.map((name) => `${name}-of-old`) },
    }));
    expect(notice).toBe('engine.pack-version');
    expect(shop.pack.fusion.signals).toEqual(SIGNALS.map(({ name }) => name));
    expect(shop.pack.fusion.context.join()).not.toMatch(/of-old/);
    expect(shop.pack.vectors).toHaveLength(4);
  });
});
