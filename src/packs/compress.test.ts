import { beforeAll, describe, expect, it } from 'vitest';
import { priorFusion } from '../fusion/prior.ts';
import { TEST_STAMP, testCatalog, testLog, testVectors } from '../signals/test-shop.ts';
import { trainBase } from '../training/train-base.ts';
import { compress, largestOf, PLANS, sizeOf } from './compress.ts';
import { loadPack } from './load-pack.ts';
import type { Pack } from './pack.ts';
import { savePack } from './save-pack.ts';

const catalog = testCatalog();
let pack: Pack;
beforeAll(async () => {
  const vectors = testVectors(catalog);
  const base = await trainBase({ catalog, log: testLog(), vectors, stamp: TEST_STAMP, seed: 3 });
  pack = { ...base, fusion: priorFusion(), fusions: { prior: priorFusion() } };
});

describe('compress', () => {
  it.each(PLANS)('"$name" gives a pack that loads as it is in memory', async (plan) => {
    const small = compress(pack, plan);
    const files = await savePack(small);
    const loaded = await loadPack(async (file) => files.get(file)?.slice().buffer as ArrayBuffer, catalog);
    expect({ ...loaded, manifest: { ...loaded.manifest, artefacts: {} } }).toEqual(small);
    expect('fusions' in loaded).toBe(!plan.without.includes('fusions'));
    expect(loaded.manifest.bits).toEqual(plan.bits);
  });

  it('leaves a whole pack as it is', () => {
    expect(compress(pack, PLANS[0])).toEqual({ ...pack, manifest: { ...pack.manifest, bits: {} } });
  });

  it('is smaller plan by plan', async () => {
    const sizes = await Promise.all(PLANS.map((plan) => sizeOf(compress(pack, plan))));
    for (let at = 1; at < sizes.length; at++) {
      expect(sizes[at].rest).toBeLessThanOrEqual(sizes[at - 1].rest);
    }
    const [whole, four] = sizes;
    expect(whole.vectors).toBe(1 + pack.vectors.length);
    expect(four.vectors).toBe(1 + pack.vectors.length / 2);
    const sum = Object.values(four.files).reduce((total, bytes) => total + bytes, 0);
    expect(four.rest + four.vectors).toBe(sum);
  });
});

describe('largestOf', () => {
  it('keeps the largest by absolute weight, in falling order', () => {
    const rows = {
      offset: Uint32Array.of(0, 3, 3, 5),
      target: Uint32Array.of(0, 1, 2, 1, 0),
      weight: Float32Array.of(1, -3, 2, 0.5, 0.5),
    };
    expect(largestOf(rows, 2)).toEqual({
      offset: Uint32Array.of(0, 2, 2, 4),
      target: Uint32Array.of(1, 2, 1, 0),
      weight: Float32Array.of(-3, 2, 0.5, 0.5),
    });
    expect(largestOf(rows, 0).target).toHaveLength(0);
  });
});
