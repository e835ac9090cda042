/** Signals of pictures and recordings: what is missing says nothing, and a shop without them has none. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { reciprocalPlaces } from '../fusion/places.ts';
import { buildProfile } from '../profile/build-profile.ts';
import { SIGNALS, type SignalScores, scoreSignals, signalsOf } from './index.ts';
import type { SignalPack } from './signal.ts';
import { pastEvent, TEST_NOW, testCatalog, testPack, testSenses } from './test-shop.ts';

const catalog = testCatalog();
const { images, sounds } = testSenses(catalog);
const moment = { now: TEST_NOW, utcOffset: 0 };
const looked = (items: readonly number[]) =>
  buildProfile(
    items.map((item, at) =>
      pastEvent({ type: 'view_item', item, at: TEST_NOW - (items.length - at) * 60_000 }),
    ),
    catalog,
    moment,
  );

let text: SignalPack;
let pack: SignalPack;
beforeAll(async () => {
  text = await testPack(catalog);
  pack = { ...text, images, sounds };
});

const rowOf = ({ names, matrix, n }: SignalScores, name: string) => {
  const s = names.indexOf(name);
  return matrix.subarray(s * n, (s + 1) * n);
};

describe('signals of senses', () => {
  it('are there only where the pack has what they need', () => {
    const names = (of: Parameters<typeof signalsOf>[0]) => signalsOf(of).map(({ name }) => name);
    expect(signalsOf(text)).toBe(SIGNALS);
    expect(names({ images })).toEqual([...names({}), 'looks-recent', 'looks-lasting']);
    expect(names({ images, sounds })).toEqual([...names({ images }), 'sounds-recent', 'sounds-lasting']);
    for (const { meaning } of signalsOf(pack)) expect(meaning).toMatch(/^[a-z].*[^.]$/);
  });

  it('change nothing that others say', () => {
    const profile = looked([3, 30, 50]);
    const without = scoreSignals({ catalog, pack: text, profile });
    const scores = scoreSignals({ catalog, pack, profile });
    expect(without.masks).toBeUndefined();
    expect(scores.matrix.subarray(0, without.matrix.length)).toEqual(without.matrix);
  });

  it('rank by what looks alike, and give exactly 0 to what has no picture', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 71 }), { minLength: 1, maxLength: 6 }), (items) => {
        const scores = scoreSignals({ catalog, pack, profile: looked(items) });
        for (const [name, { present }] of [
          ['looks-recent', images],
          ['looks-lasting', images],
          ['sounds-recent', sounds],
          ['sounds-lasting', sounds],
        ] as const) {
          const row = rowOf(scores, name);
          const s = scores.names.indexOf(name);
          const heard = items.some((item) => present[item] === 1);
          expect(scores.active[s]).toBe(heard);
          for (let item = 0; item < row.length; item++) {
            if (present[item] === 0 || !heard) expect(row[item]).toBe(0);
          }
          if (!heard) continue;
          // Mean and deviation are of those that there are.
          const raw = [...row].filter((_, item) => present[item] === 1).map(Math.sinh);
          const mean = raw.reduce((sum, value) => sum + value, 0) / raw.length;
          expect(Math.abs(mean)).toBeLessThan(1e-3);
          expect(raw.reduce((sum, value) => sum + (value - mean) ** 2, 0) / raw.length).toBeCloseTo(1, 2);
        }
      }),
      { numRuns: 40 },
    );
    // Things of one look are numbered alike by 4.
    const row = rowOf(scoreSignals({ catalog, pack, profile: looked([0, 4]) }), 'looks-lasting');
    const best = [...row.keys()].sort((a, b) => row[b] - row[a]).slice(0, 10);
    expect(best.every((item) => item % 4 === 0)).toBe(true);
  });

  it('read only those of the visitor’s own things that there are', () => {
    const rows = [
      [1, 20],
      [1, 6, 13, 20],
    ].map((items) => rowOf(scoreSignals({ catalog, pack, profile: looked(items) }), 'looks-recent'));
    expect(images.present[6] + images.present[13]).toBe(0);
    expect(rows[1]).toEqual(rows[0]);
  });

  it('name what an item looks like, never what has no picture', () => {
    const looks = signalsOf(pack).find(({ name }) => name === 'looks-recent');
    const input = { catalog, pack, profile: looked([0, 6, 9]) };
    const because = looks?.because?.(input, 4) ?? [];
    expect(because.map(({ item }) => item).sort()).toEqual([0, 9]);
    expect(because[0].item).toBe(0);
    expect(looks?.because?.(input, 13)).toEqual([]);
  });

  it('leave an item without a picture in the middle of places, too', () => {
    const scores = scoreSignals({ catalog, pack, profile: looked([0]) });
    const places = reciprocalPlaces(scores);
    const row = rowOf(places, 'looks-recent');
    const there = [...row].filter((_, item) => images.present[item] === 1);
    expect(there.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 3);
    row.forEach((value, item) => {
      if (images.present[item] === 0) expect(value).toBe(0);
    });
    expect(row[0]).toBe(Math.max(...row));
  });
});
