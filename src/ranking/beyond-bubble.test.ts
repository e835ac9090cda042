import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GUESSES } from '../history/event.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import type { PastEvent, Step } from '../profile/profile.ts';
import { pastEvent, TEST_DIMENSIONS, TEST_NOW, testCatalog, testVectors } from '../signals/test-shop.ts';
import { dotPair } from '../signals/vectors.ts';
import { effectiveNumber, narrowing } from './narrowing.ts';
import { passedOver, sinking } from './passed-over.ts';
import { readoutOf } from './readout.ts';

const catalog = testCatalog();
const n = catalog.items.length;
const vectors = testVectors(catalog);
const moment = { now: TEST_NOW, utcOffset: 0 };

const shown = (seen: number[], daysAgo = 0, shelf = 'For you'): PastEvent => ({
  ...pastEvent({ type: 'view_item_list', item: -1, at: TEST_NOW - daysAgo * DAY }),
  seen,
  shelf,
});

describe('passing over', () => {
  it('sinks gently, never further than its bound, and the more often the further', () => {
    expect([0, 1, 2].map(sinking)).toEqual([0, 0, 0]);
    expect(sinking(6)).toBe(0.25);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (a, b) => {
          expect(sinking(a + b)).toBeGreaterThanOrEqual(sinking(a));
          expect(sinking(a)).toBeLessThan(0.5);
        },
      ),
    );
  });

  it('lowers only what stood in view and wasn’t opened, and lets it come back', () => {
    const events = Array.from({ length: 6 }, () => shown([3, 4]));
    const amountsAt = (extra: PastEvent[], now = TEST_NOW) =>
      passedOver(buildProfile([...events, ...extra], catalog, { ...moment, now }), n, () => 2);
    const sunk = amountsAt([]);
    expect(sunk?.amount[3]).toBeCloseTo(-2 * 0.25, 10);
    expect(sunk?.amount.filter((amount) => amount !== 0).length).toBe(2);
    const opened = amountsAt([pastEvent({ type: 'view_item', item: 3, at: TEST_NOW + 1 })]);
    expect(opened?.amount[3]).toBe(0);
    expect(opened?.amount[4]).toBeLessThan(0);
    // Six lists count three after a week, and fewer than two after two.
    const later = amountsAt([], TEST_NOW + 7 * DAY);
    expect(later?.amount[3]).toBeCloseTo((-2 * 0.5 * 1) / 5, 10);
    expect(amountsAt([], TEST_NOW + 14 * DAY)).toBeNull();
  });

  it('asks for no unit where nothing sinks', () => {
    const never = () => {
      throw new Error('asked');
    };
    expect(passedOver({ passed: [{ item: 1, times: 2, last: TEST_NOW }] }, n, never)).toBeNull();
  });
});

describe('narrowing', () => {
  const steps = (items: number[]): Step[] =>
    items.map((item, i) => ({ item, at: TEST_NOW - (items.length - i) * 60_000, weight: 0.25 }));
  const wide = [0, 8, 14, 20, 26, 33, 40, 47, 50, 56, 62, 68, 3, 30];
  const tents = [0, 1, 2, 3, 4, 5, 0, 2, 4, 1, 3, 5];

  it('notices attention that gathers on one kind, and names it', () => {
    const found = narrowing(catalog, { sequence: steps([...wide, ...tents]) });
    expect(found).toMatchObject({ level: 'kind', name: 'Outdoors kind 0', share: expect.closeTo(1), of: 12 });
    expect(found?.lately).toBeCloseTo(1);
    expect(found?.before).toBeGreaterThan(8);
  });

  it('stays quiet where attention was always so, is wide, is on one thing, or is too little', () => {
    expect(narrowing(catalog, { sequence: steps([...tents, ...tents]) })).toBeNull();
    expect(narrowing(catalog, { sequence: steps([...wide, ...wide.slice(0, 12)]) })).toBeNull();
    expect(narrowing(catalog, { sequence: steps([...wide, ...Array(12).fill(0)]) })).toBeNull();
    expect(narrowing(catalog, { sequence: steps(tents) })).toBeNull();
    expect(narrowing(catalog, { sequence: [] })).toBeNull();
  });

  it('falls back to departments where kinds still vary, in a shop of several', () => {
    const items = catalog.items.map((item, i) => ({
      ...item,
      department: `Department ${Math.floor(i / 12)}`,
    }));
    const oneDepartment = [0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11];
    expect(narrowing({ ...catalog, items }, { sequence: steps([...wide, ...oneDepartment]) })).toMatchObject({
      level: 'department',
      name: 'Department 0',
    });
  });

  it('counts categories by their effective number', () => {
    expect(effectiveNumber([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(4);
    expect(effectiveNumber([1])).toBe(1);
    expect(effectiveNumber([0.5, 0.25, 0.25, 0])).toBeCloseTo(2 * Math.SQRT2);
  });
});

describe('the readout', () => {
  const counts = Float64Array.from({ length: n }, (_, item) => n - item);
  const of = (events: PastEvent[]) => {
    const profile = buildProfile(events, catalog, moment);
    return readoutOf(events, profile, catalog, vectors, counts, TEST_NOW - 7 * DAY);
  };

  it('counts places, things and guesses of the days asked for', () => {
    const readout = of([shown([0, 1], 8), shown([0, 24], 3), shown([0, 50], 1), shown([60], 1, GUESSES)]);
    expect(readout).toMatchObject({ places: 5, things: 4, explored: 0.2, level: 'department' });
    expect(readout.coverage).toBeCloseTo(4 / n);
    // Items 0 to 35 are the better known half.
    expect(readout.wellKnown).toBeCloseTo(3 / 5);
    const pairs = [
      [0, 24],
      [0, 50],
    ].map(([a, b]) => 1 - dotPair(vectors, TEST_DIMENSIONS, a, b));
    expect(readout.diversity).toBeCloseTo((pairs[0] + pairs[1]) / 2, 6);
  });

  it('puts the mix shown beside the visitor’s own', () => {
    const { mix } = of([
      ...[0, 1, 2, 30].map((item) => pastEvent({ type: 'view_item', item })),
      shown([3, 4, 50, 51, 52]),
    ]);
    expect(mix).toEqual([
      { name: 'Books', shown: expect.closeTo(0.6), own: 0 },
      { name: 'Outdoors', shown: expect.closeTo(0.4), own: expect.closeTo(0.75) },
      { name: 'Kitchen', shown: 0, own: expect.closeTo(0.25) },
    ]);
  });

  it('of nothing shown is empty, and still knows what is usual', () => {
    const readout = of([]);
    expect(readout).toMatchObject({
      places: 0,
      things: 0,
      coverage: 0,
      diversity: null,
      explored: 0,
      mix: [],
    });
    // Within a kind things are alike, across the catalog they are not.
    expect(readout.usualDiversity).toBeGreaterThan(0.5);
  });
});
