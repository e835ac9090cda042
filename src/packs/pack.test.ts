import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../catalog/item.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import { normal, seeded } from '../training/random.ts';
import { trainBase } from '../training/train-base.ts';
import { ARTEFACT_NAMES, asShipped } from './artefacts.ts';
import { barePack } from './bare-pack.ts';
import { LEVELS } from './codecs/levels.ts';
import { catalogHash } from './hash.ts';
import { loadPack } from './load-pack.ts';
import { PackCatalogError, PackDamagedError, PackFormatError } from './manifest.ts';
import type { ItemItem, Pack } from './pack.ts';
import { savePack } from './save-pack.ts';

const DIMENSIONS = 8;

function catalogOf(titles: string[]): Catalog {
  return {
    id: 'test',
    name: 'Test',
    currency: 'EUR',
    items: titles.map((title, i) => ({
      id: `item-${String(i).padStart(3, '0')}`,
      title,
      line: '',
      description: '',
      price: 1,
      brand: '',
      department: 'Things',
      kind: '',
      attributes: {},
      tags: [],
      image: null,
      tint: 'sage',
      available: true,
    })),
    departments: [],
    reviews: [],
  };
}

const catalog = catalogOf(Array.from({ length: 30 }, (_, i) => `Thing ${i}`));

async function trained(): Promise<Pack> {
  const random = seeded(4);
  const events: OrderEvent[] = [];
  for (let user = 0; user < 60; user++) {
    for (let line = 0; line < 12; line++) {
      const item = Math.floor(random() * 28);
      const at = Date.UTC(2026, 0, 1) + Math.floor(random() * 200) * 86_400_000;
      events.push({ user, item, type: random() < 0.5 ? 'purchase' : 'view_item', at });
    }
  }
  const vectors = Float32Array.from({ length: 30 * DIMENSIONS }, () => normal(random));
  for (let item = 0; item < 30; item++) {
    const row = vectors.subarray(item * DIMENSIONS, (item + 1) * DIMENSIONS);
    const norm = Math.hypot(...row);
    for (let k = 0; k < DIMENSIONS; k++) row[k] /= norm;
  }
  const stamp = { id: 'test', revision: '1', dtype: 'fp32', pooling: 'cls', dimensions: DIMENSIONS } as const;
  const base = await trainBase({ catalog, log: buildLog(events, 60), vectors, stamp, seed: 1 });
  return { ...base, fusion: barePack(catalog).fusion };
}

let pack: Pack;
let files: Map<string, Uint8Array<ArrayBuffer>>;
beforeAll(async () => {
  pack = await trained();
  files = await savePack(pack);
});

const reader = (from: Map<string, Uint8Array>) => async (file: string) => {
  const bytes = from.get(file);
  if (bytes === undefined) throw new Error('404');
  return bytes.slice().buffer as ArrayBuffer;
};

/** The files with one of them changed. */
const changed = (file: string, change: (bytes: Uint8Array) => Uint8Array) =>
  new Map([...files, [file, change((files.get(file) as Uint8Array).slice())]]);

const withManifest = (change: (manifest: Pack['manifest']) => unknown) =>
  changed('manifest.json', (bytes) =>
    new TextEncoder().encode(JSON.stringify(change(JSON.parse(new TextDecoder().decode(bytes))))),
  );

describe('a trained pack', () => {
  it('comes back as it was, number for number', async () => {
    const loaded = await loadPack(reader(files), catalog);
    for (const name of ARTEFACT_NAMES) expect(loaded[name], name).toEqual(pack[name]);
    expect({ ...loaded.manifest, artefacts: {} }).toEqual(pack.manifest);
  });

  it('is saved as the same bytes again after loading', async () => {
    expect(await savePack(await loadPack(reader(files), catalog))).toEqual(files);
  });

  it('comes back with what only some packs have, and without where it was not there', async () => {
    const attention = {
      settings: { rank: 2 },
      arrays: { table: Float32Array.of(127, -127, 0, 127), order: Uint32Array.of(3, 1) },
      columns: { table: 2 },
    };
    const fusions = { late: pack.fusion, 'gated sum': pack.fusion };
    const extended = await loadPack(reader(await savePack({ ...pack, attention, fusions })), catalog);
    expect(extended).toMatchObject({ attention, fusions });
    expect(extended).not.toHaveProperty('segments');
    expect(await loadPack(reader(files), catalog)).not.toHaveProperty('attention');
  });

  it('keeps to the bits that its manifest names', async () => {
    const manifest = { ...pack.manifest, bits: { itemItem: 4, vectors: 4 } as const };
    const small = await savePack({ ...pack, manifest });
    const size = (of: typeof files, file: string) => of.get(file)?.length ?? 0;
    expect(size(small, 'vectors.bin')).toBe(1 + (30 * DIMENSIONS) / 2);
    expect(size(small, 'item-item.bin')).toBeLessThan(size(files, 'item-item.bin'));
    expect(size(small, 'together.bin')).toBe(size(files, 'together.bin'));
    const again = await savePack(await loadPack(reader(small), catalog));
    for (const [file, bytes] of small) expect(again.get(file), file).toEqual(bytes);
  });

  it('knows its counts', () => {
    expect(pack.manifest.counts).toMatchObject({ users: 60, events: 720 });
    expect(pack.manifest.trainedTo).toBe(pack.popularity.at);
  });

  it('gives items that nobody touched weights and factors', () => {
    const { itemItem, factors } = pack;
    for (const item of [28, 29]) {
      expect(itemItem.offset[item + 1]).toBeGreaterThan(itemItem.offset[item]);
      expect(itemItem.target).toContain(item);
      expect(
        factors.items.subarray(item * factors.rank, (item + 1) * factors.rank).some((x) => x !== 0),
      ).toBe(true);
    }
  });

  it('can be trained from texts alone', async () => {
    const stamp = pack.manifest.encoder;
    const base = await trainBase({ catalog, log: buildLog([], 0), vectors: pack.vectors, stamp, seed: 1 });
    const saved = await savePack({ ...base, fusion: pack.fusion });
    const loaded = await loadPack(reader(saved), catalog);
    expect(loaded.vectors).toEqual(pack.vectors);
    expect(loaded.itemItem.target).toHaveLength(0);
  });

  it('stops when told to', async () => {
    const stamp = pack.manifest.encoder;
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(
      trainBase({ catalog, log: buildLog([], 0), vectors: pack.vectors, stamp, seed: 1, signal }),
    ).rejects.toThrow('enough');
  });
});

describe('refusals', () => {
  const refused = (from: Map<string, Uint8Array>, by = catalog) => expect(loadPack(reader(from), by)).rejects;

  it('refuses a file with any one bit turned, cut short or made longer', async () => {
    const names = [...files.keys()].filter((file) => file !== 'manifest.json');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(7),
        async (file, where, bit) => {
          const flipped = changed(file, (bytes) => {
            bytes[Math.floor(where * bytes.length)] ^= 1 << bit;
            return bytes;
          });
          await refused(flipped).toThrow(PackDamagedError);
          await refused(changed(file, (bytes) => bytes.subarray(1))).toThrow(file);
          await refused(changed(file, (bytes) => Uint8Array.of(...bytes, 0))).toThrow(PackDamagedError);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses a pack without one of its files, naming it', async () => {
    for (const file of files.keys()) {
      const without = new Map(files);
      without.delete(file);
      await refused(without).toThrow(file);
    }
  });

  it('refuses the pack of another catalog', async () => {
    await refused(files, catalogOf(['One'])).toThrow(PackCatalogError);
    const renamed = catalogOf(catalog.items.map(({ title }, i) => (i === 7 ? 'Other' : title)));
    await refused(files, renamed).toThrow(PackCatalogError);
    await refused(withManifest((m) => ({ ...m, catalog: '0'.repeat(64) }))).toThrow(PackCatalogError);
  });

  it('refuses manifests it cannot read', async () => {
    await refused(changed('manifest.json', () => new TextEncoder().encode('<!doctype html>'))).toThrow(
      PackFormatError,
    );
    await refused(withManifest(() => null)).toThrow(PackFormatError);
    await refused(withManifest((m) => ({ ...m, version: 1 }))).toThrow(
      'version 1, this reads 3: train it anew',
    );
    await refused(withManifest((m) => ({ ...m, items: -1 }))).toThrow('items');
    await refused(withManifest((m) => ({ ...m, artefacts: {} }))).toThrow('vectors');
    const outside = { file: '../secret.bin', bytes: 1, sha256: '0'.repeat(64) };
    await refused(withManifest((m) => ({ ...m, artefacts: { ...m.artefacts, fusion: outside } }))).toThrow(
      'plain file name',
    );
  });

  it('refuses well-hashed nonsense: a target outside the catalog', async () => {
    const { itemItem } = pack;
    const target = itemItem.target.slice();
    target[3] = 30;
    const saved = await savePack({ ...pack, itemItem: { ...itemItem, target } });
    await refused(saved).toThrow('an item that is not there');
  });

  it('refuses well-hashed nonsense: a count that is not finite', async () => {
    const total = pack.popularity.total.slice();
    total[0] = Number.NaN;
    const saved = await savePack({ ...pack, popularity: { ...pack.popularity, total } });
    await refused(saved).toThrow('not finite');
  });
});

describe('rounding', () => {
  const ROWS = 12;
  const rows: fc.Arbitrary<ItemItem> = fc
    .array(
      fc.uniqueArray(fc.tuple(fc.nat(ROWS - 1), fc.float({ min: -1000, max: 1000, noNaN: true })), {
        selector: ([target]) => target,
        maxLength: 5,
      }),
      { minLength: ROWS, maxLength: ROWS },
    )
    .map((lists) => ({
      offset: Uint32Array.from([0, ...lists.map((_, i) => lists.slice(0, i + 1).flat().length)]),
      target: Uint32Array.from(lists.flat(), ([target]) => target),
      weight: Float32Array.from(lists.flat(), ([, weight]) => weight),
    }));
  const rowOf = ({ offset, target, weight }: ItemItem, row: number) =>
    Array.from(target.subarray(offset[row], offset[row + 1]), (item, k) => ({
      item,
      weight: weight[offset[row] + k],
    }));

  it.each([8, 4] as const)(
    'to %i bits moves weights by at most half a step, a second time not at all',
    (bits) => {
      fc.assert(
        fc.property(rows, (value) => {
          const shape = { items: ROWS, dimensions: 0, bits };
          const once = asShipped('itemItem', value, shape);
          for (let row = 0; row < ROWS; row++) {
            const before = new Map(rowOf(value, row).map(({ item, weight }) => [item, weight]));
            const after = rowOf(once, row);
            const largest = Math.max(0, ...[...before.values()].map(Math.abs));
            expect(after.map(({ item }) => item).sort()).toEqual([...before.keys()].sort());
            for (const { item, weight } of after) {
              const error = Math.abs(weight - (before.get(item) ?? Number.NaN));
              expect(error).toBeLessThanOrEqual((largest / LEVELS[bits]) * 0.501 + 1e-30);
            }
            const strongestFirst = [...after].sort(
              (a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.item - b.item,
            );
            expect(after).toEqual(strongestFirst);
          }
          expect(asShipped('itemItem', once, shape)).toEqual(once);
        }),
        {
          // A weight whose step would be subnormal.
          examples: [
            [
              {
                offset: Uint32Array.from([0, 0, ...Array(ROWS - 1).fill(1)]),
                target: Uint32Array.from([0]),
                weight: Float32Array.from([3.5081338898556076e-39]),
              },
            ],
          ],
        },
      );
    },
  );

  it('turns vectors by less than a hundredth of a radian and keeps them unit', () => {
    const random = seeded(11);
    const shape = { items: 20, dimensions: 512 };
    const vectors = Float32Array.from({ length: 20 * 512 }, () => normal(random) / Math.sqrt(512));
    const once = asShipped('vectors', vectors, shape);
    for (let at = 0; at < vectors.length; at += 512) {
      const [before, after] = [vectors, once].map((all) => Array.from(all.subarray(at, at + 512)));
      const dot = (a: number[], b: number[]) => a.reduce((sum, x, k) => sum + x * b[k], 0);
      expect(dot(after, after)).toBeCloseTo(1, 6);
      expect(dot(before, after) / Math.sqrt(dot(before, before))).toBeGreaterThan(0.99995);
    }
    expect(asShipped('vectors', once, shape)).toEqual(once);
  });
});

it('hashes what was encoded, not prices or stock', async () => {
  const repriced = {
    ...catalog,
    items: catalog.items.map((item) => ({ ...item, price: 9, available: false })),
  };
  expect(await catalogHash(repriced)).toBe(await catalogHash(catalog));
});
