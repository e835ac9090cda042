/** Training with pictures and recordings, and without: the latter gives to the last bit what it gave before there were any. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkFusion } from '../fusion/check.ts';
import { sha256 } from '../packs/hash.ts';
import { loadPack } from '../packs/load-pack.ts';
import type { Pack } from '../packs/pack.ts';
import { savePack } from '../packs/save-pack.ts';
import { scoreRequest } from '../ranking/score.ts';
import { SIGNALS, signalsOf } from '../signals/index.ts';
import {
  pastEvent,
  TEST_NOW,
  TEST_STAMP,
  testCatalog,
  testLog,
  testSenses,
  testVectors,
} from '../signals/test-shop.ts';
import { train } from './train.ts';

const catalog = testCatalog();
const base = { catalog, vectors: testVectors(catalog), stamp: TEST_STAMP, seed: 5, log: testLog() };
const moment = { now: TEST_NOW, utcOffset: 0 };
const events = [25, 26, 27, 3].map((item) => pastEvent({ type: 'view_item', item }));

/**
 * Of the fusions of this shop as they were trained before a pack could hold pictures and recordings. A change of models
 * or of training changes them: then, and only then, these are written anew.
 */
const BEFORE = {
  'fusion.bin': '7cae2b3e9e5ac054',
  'fusions.bin': '796e283d1b49c8b6',
  'factors.bin': '52dbf7d184fb1afd',
};

describe('a shop without pictures and recordings', () => {
  it('is trained as if nobody had ever heard of them', async () => {
    const files = await savePack(await train(base));
    for (const [file, hash] of Object.entries(BEFORE)) {
      const bytes = files.get(file) as Uint8Array<ArrayBuffer>;
      expect((await sha256(bytes)).slice(0, 16), file).toBe(hash);
    }
    for (const file of ['images.bin', 'sounds.bin', 'joint.bin', 'attended.bin']) {
      expect(files.has(file)).toBe(false);
    }
    // No picture of any item is no pictures.
    const { images } = testSenses(catalog);
    const none = { ...images, present: new Uint8Array(catalog.items.length) };
    expect(await savePack(await train({ ...base, images: none }))).toEqual(files);
  }, 240_000);
});

describe('a shop with both', () => {
  let pack: Pack;
  beforeAll(async () => {
    pack = await train({ ...base, ...testSenses(catalog) });
  }, 240_000);

  it('learns signals of them, saves all, and its contributions sum to the score at every level', async () => {
    checkFusion(pack.fusion, pack);
    expect(
      signalsOf(pack)
        .slice(SIGNALS.length)
        .map(({ name }) => name),
    ).toEqual(['looks-recent', 'looks-lasting', 'sounds-recent', 'sounds-lasting', 'joint', 'attended']);
    const files = await savePack(pack);
    const loaded = await loadPack(
      async (file) => (files.get(file) as Uint8Array<ArrayBuffer>).slice().buffer,
      catalog,
    );
    expect(loaded.attended).toEqual(pack.attended);
    for (const fusion of Object.values(pack.fusions ?? {})) {
      const ask = { onlyNew: true };
      const { fuser } = scoreRequest({ events, moment, catalog, ask, pack: { ...loaded, fusion } });
      const before = scoreRequest({ events, moment, catalog, ask, pack: { ...pack, fusion } });
      expect(fuser.all()).toEqual(before.fuser.all());
      for (let item = 0; item < catalog.items.length; item += 7) {
        const sum = fuser.contributions(item).reduce((total, amount) => total + amount, 0);
        expect(Math.abs(sum - fuser.one(item))).toBeLessThan(1e-5);
      }
    }
  });

  it('attends to nothing where departments were sorted anew since', () => {
    const items = catalog.items.map((item, i) => ({ ...item, department: `Part ${i % 5}` }));
    const request = { events, moment, catalog: { ...catalog, items }, ask: { onlyNew: true }, pack };
    const { signals, fuser } = scoreRequest(request);
    expect(signals.active[signals.names.indexOf('attended')]).toBe(false);
    expect(fuser.all().every(Number.isFinite)).toBe(true);
  });

  it('has them without orders, too, by the prior', async () => {
    const { images } = testSenses(catalog);
    const few = { ...base.log, users: 0, user: new Int32Array(0), item: new Int32Array(0) };
    const none = {
      ...few,
      type: new Uint8Array(0),
      at: new Float64Array(0),
      quantity: new Float32Array(0),
      order: new Int32Array(0),
    };
    const pack = await train({ ...base, log: none, images });
    expect(signalsOf(pack).length).toBe(SIGNALS.length + 2);
    checkFusion(pack.fusion, pack);
    const { signals } = scoreRequest({ events, moment, catalog, ask: { onlyNew: true }, pack });
    expect(signals.active[signals.names.indexOf('looks-recent')]).toBe(true);
  });
});
