import { describe, expect, it } from 'vitest';
import type { Catalog } from '../catalog/item.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import type { Profile } from '../profile/profile.ts';
import { pastEvent, TEST_DIMENSIONS, TEST_NOW, testCatalog, testVectors } from '../signals/test-shop.ts';
import { buildLog } from '../training/build-log.ts';
import { contentLasting, contentRecent } from './content.ts';
import { contentHybrid, contentWords, weighWords } from './content-words.ts';
import type { Model } from './model.ts';

/** Three texts: "red red bag", "red box", "blue lamps". */
function threeTexts(): Catalog {
  const catalog = testCatalog();
  const titles = ['Red réd bag', 'Red box', 'Blue lamps'];
  const items = titles.map((title, i) => ({ ...catalog.items[i], title, kind: '' }));
  return { ...catalog, items };
}

const profileOf = (catalog: Catalog, ...items: number[]): Profile =>
  buildProfile(
    items.map((item, k) => pastEvent({ type: 'purchase', item, at: TEST_NOW - k * 30 * DAY })),
    catalog,
    { now: TEST_NOW, utcOffset: 0 },
  );

const scoresOf = <State>(model: Model<State>, state: State, visitor: Profile, items: number) => {
  const out = new Float32Array(items);
  return { spoke: model.scores(state, visitor, out), out };
};

describe('weighWords', () => {
  it('is BM25 by hand', () => {
    const { offset, word, weight, words } = weighWords(threeTexts());
    expect(words).toBe(5);
    expect([...offset]).toEqual([0, 2, 4, 6]);
    expect([...word]).toEqual([0, 1, 0, 2, 3, 4]);
    // 3 texts of 3, 2 and 2 words, 7 / 3 on average. "red" is in two of them, all others in one.
    const idf = { two: Math.log(1 + 1.5 / 2.5), one: Math.log(1 + 2.5 / 1.5) };
    const size = (length: number) => 1.2 * (0.25 + (0.75 * length) / (7 / 3));
    const expected = [
      (idf.two * 2 * 2.2) / (2 + size(3)),
      (idf.one * 2.2) / (1 + size(3)),
      (idf.two * 2.2) / (1 + size(2)),
      (idf.one * 2.2) / (1 + size(2)),
    ];
    for (const [at, value] of expected.entries()) expect(weight[at]).toBeCloseTo(value, 6);
  });
});

describe('content-words', () => {
  const catalog = threeTexts();
  const state = weighWords(catalog);

  it('scores an own item 1 and what shares no word 0', () => {
    const visitor = profileOf(catalog, 1);
    const { out } = scoresOf(contentWords, state, visitor, 3);
    const [{ weight }] = visitor.touched;
    expect(out[1]).toBeCloseTo(weight, 6);
    // "red" of the first text, as a share of what the words of the second are worth to itself.
    expect(out[0]).toBeCloseTo((weight * state.weight[0]) / (state.weight[2] + state.weight[3]), 6);
    expect(out[2]).toBe(0);
  });

  it('is silent about texts without words, and for strangers', () => {
    const wordless = { ...catalog, items: catalog.items.map((item) => ({ ...item, title: '…' })) };
    const visitor = profileOf(wordless, 0, 1);
    expect(scoresOf(contentWords, weighWords(wordless), visitor, 3).spoke).toBe(false);
    expect(scoresOf(contentWords, state, profileOf(catalog), 3).spoke).toBe(false);
  });
});

describe('shares of own items', () => {
  const catalog = testCatalog();
  const items = catalog.items.length;
  const visitor = profileOf(catalog, 3, 50, 51, 20);
  const population = {
    catalog,
    log: buildLog([], 0),
    vectors: testVectors(catalog),
    dimensions: TEST_DIMENSIONS,
  };

  it.each([contentWords, contentHybrid] as Model<unknown>[])('$name: add up to the score', async (model) => {
    const state = await model.fit(population, { seed: 1 });
    const { out } = scoresOf(model, state, visitor, items);
    for (const item of [0, 3, 33, 52]) {
      const shares = model.because?.(state, visitor, item) ?? [];
      expect(shares.map((share) => share.item).sort((a, b) => a - b)).toEqual([3, 20, 50, 51]);
      expect(shares.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(out[item], 5);
    }
  });

  it.each([contentRecent, contentLasting, contentWords, contentHybrid] as Model<unknown>[])(
    '$name: scores the same after saving and loading, and nothing for a stranger',
    async (model) => {
      const state = await model.fit(population, { seed: 1 });
      const again = model.load(structuredClone(model.save(state)));
      expect(scoresOf(model, again, visitor, items)).toEqual(scoresOf(model, state, visitor, items));
      expect(scoresOf(model, state, profileOf(catalog), items).spoke).toBe(false);
    },
  );
});

describe('content-hybrid', () => {
  it('is the words alone where there are no vectors, and the vectors alone where there are no words', async () => {
    const catalog = threeTexts();
    const visitor = profileOf(catalog, 1);
    const log = buildLog([], 0);
    const inOrder = (out: Float32Array) => [0, 1, 2].sort((a, b) => out[b] - out[a]);
    const vectors = Float32Array.of(0, 1, 1, 0, 0.8, 0.6);
    const words = await contentHybrid.fit(
      { catalog, log, vectors: new Float32Array(0), dimensions: 0 },
      { seed: 1 },
    );
    expect(inOrder(scoresOf(contentHybrid, words, visitor, 3).out)).toEqual([1, 0, 2]);
    const wordless = { ...catalog, items: catalog.items.map((item) => ({ ...item, title: '…' })) };
    const alone = await contentHybrid.fit({ catalog: wordless, log, vectors, dimensions: 2 }, { seed: 1 });
    expect(inOrder(scoresOf(contentHybrid, alone, visitor, 3).out)).toEqual([1, 2, 0]);
  });
});
