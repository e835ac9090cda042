/** A small version of `npm run evaluate -- --protocol modalities`, with the real descriptors of pictures and recordings. */
import { describe, expect, it } from 'vitest';
import { itemText } from '../catalog/item.ts';
import { describeClip } from '../encoders/audio/descriptor.ts';
import type { Modality } from '../encoders/encoder.ts';
import { describeRaster } from '../encoders/image/describe.ts';
import type { EncoderStamp, ModalVectors } from '../packs/pack.ts';
import { sensesShop } from '../training/simulator/senses.ts';
import { modalityTable, runModalities } from './modalities.ts';

const ITEMS = 140;
const WORDS = 48;

const stampOf = (modality: Modality, dimensions: number): EncoderStamp => ({
  id: 'test',
  revision: '1',
  dtype: 'fp32',
  pooling: 'none',
  dimensions,
  modality,
});

function described(modality: Modality, of: (item: number) => Float32Array | null): ModalVectors {
  const rows = Array.from({ length: ITEMS }, (_, item) => of(item));
  const dimensions = rows.find((row) => row !== null)?.length ?? 0;
  const vectors = new Float32Array(ITEMS * dimensions);
  rows.forEach((row, item) => {
    if (row !== null) vectors.set(row, item * dimensions);
  });
  return {
    stamp: stampOf(modality, dimensions),
    vectors,
    present: Uint8Array.from(rows, (row) => Number(row !== null)),
  };
}

/** Counts of words by a hash of each. */
function wordCounts(text: string): Float32Array {
  const counts = new Float32Array(WORDS);
  for (const word of text.toLowerCase().match(/[a-z]{3,}/g) ?? []) {
    let hash = 0;
    for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
    counts[hash % WORDS]++;
  }
  const norm = Math.hypot(...counts) || 1;
  return counts.map((count) => count / norm);
}

describe('what modalities add', () => {
  it('is found where it is: pictures tell who goes by looks, recordings who goes by sound', async () => {
    const shop = sensesShop({ items: ITEMS, seed: 2 });
    const phases = new Set<string>();
    const report = await runModalities(
      {
        shop,
        vectors: {
          texts: described('text', (item) => wordCounts(itemText(shop.catalog.items[item]))).vectors,
          stamp: stampOf('text', WORDS),
          images: described('image', (item) => {
            const picture = shop.picture(item);
            return picture && describeRaster(picture);
          }),
          sounds: described('audio', (item) => {
            const clip = shop.clip(item);
            return clip && describeClip(clip).vector;
          }),
        },
        learners: 80,
        tested: 120,
        until: Date.UTC(2026, 5, 1),
        seed: 1,
        now: () => performance.now(),
        given: [],
      },
      ({ phase }) => phases.add(phase),
    );
    expect(phases.size).toBe(2);
    expect(report.fusions.map(({ given }) => given)).toEqual(['text', 'text, images, sounds']);
    const [least, all] = report.fusions;
    expect(least.lift).toBe(0);
    expect(all.lead.mean).toBeCloseTo(all.ndcg.mean - least.ndcg.mean, 10);
    expect(all.lift).toBeCloseTo(all.lead.mean / least.ndcg.mean, 10);
    const level = (name: string) => {
      const found = report.levels.find((one) => one.level.includes(name));
      if (found === undefined) throw new Error(`No level ${name}`);
      return found;
    };
    for (const name of ['joint', 'mean of places', 'attended', 'fusion-gated']) {
      expect(level(name).ndcg.mean).toBeGreaterThan(0);
    }
    const looks = level('looks-lasting').by;
    expect(looks['by looks']).toBeGreaterThan(looks['by topic']);
    const sounds = level('sounds-lasting').by;
    expect(sounds['music by sound']).toBeGreaterThan(2 * Math.max(sounds['by topic'], sounds['by looks']));
    expect(report.cost.all).toBeGreaterThan(0);
    expect(modalityTable(report)).toContain('lead over text');
  }, 240_000);
});
