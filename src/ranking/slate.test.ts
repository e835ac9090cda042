import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ranked } from '../fusion/top.ts';
import { buildProfile } from '../profile/build-profile.ts';
import { pastEvent, TEST_DIMENSIONS, TEST_NOW, testCatalog, testVectors } from '../signals/test-shop.ts';
import { dotPair } from '../signals/vectors.ts';
import { normal, seeded } from '../training/random.ts';
import { Calibration, wantedMix } from './calibrate.ts';
import { fineLevel, levelsOf } from './categories.ts';
import { eligibility } from './eligibility.ts';
import { beta, guessesIn, thompson } from './explore.ts';
import {
  BY_SCORE,
  composeSlate,
  mergeDuplicates,
  POOL,
  type SlateInput,
  somethingDifferent,
  styleAt,
  unusualFor,
} from './slate.ts';

const catalog = testCatalog();
const n = catalog.items.length;
const vectors = testVectors(catalog);
const moment = { now: TEST_NOW, utcOffset: 0 };

/** Best first, like a slate's pool. */
function poolOf(scores: ArrayLike<number>): Ranked[] {
  return Array.from(scores, (score, item) => ({ item, score })).sort(
    (a, b) => b.score - a.score || a.item - b.item,
  );
}

const itemsOf = (slate: readonly { item: number }[]) => slate.map(({ item }) => item);
const kindsIn = (slate: readonly { item: number }[]) =>
  new Set(slate.map(({ item }) => catalog.items[item].kind)).size;

const anyScores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: n, maxLength: n });
const anyNovelty = fc.double({ min: 0, max: 1, noNaN: true });
const anyEvents = fc.array(
  fc.record({
    type: fc.constantFrom('view_item' as const, 'hide' as const, 'purchase' as const),
    item: fc.nat(n - 1),
  }),
  { maxLength: 20 },
);

/** Everything that a shelf for a visitor gives a slate. */
function inputFor(
  events: { type: 'view_item' | 'hide' | 'purchase'; item: number }[],
  scores: number[],
  seed: number,
) {
  const profile = buildProfile(
    events.map((event) => pastEvent(event)),
    catalog,
    moment,
  );
  const allowed = eligibility(catalog, profile);
  const pool = poolOf(scores)
    .filter(({ item }) => allowed(item))
    .slice(0, POOL);
  const surprise = Float64Array.from({ length: n }, (_, item) => item % 7);
  return {
    catalog,
    vectors,
    pool,
    length: 10,
    profile,
    surprise,
    guesses: thompson(catalog, profile, seed),
    seed,
  };
}

describe('composeSlate', () => {
  it('shows distinct, allowed items of the pool, as many as there are, whatever the dial says', () => {
    fc.assert(
      fc.property(anyEvents, anyScores, anyNovelty, fc.integer({ min: 1, max: 30 }), fc.nat(), (...given) => {
        const [events, scores, novelty, length, seed] = given;
        const input = inputFor(events, scores, seed);
        const slate = composeSlate({ ...input, length }, styleAt(novelty));
        expect(slate.length).toBe(Math.min(length, input.pool.length));
        expect(new Set(itemsOf(slate)).size).toBe(slate.length);
        for (const { item, score } of slate) expect(input.pool).toContainEqual({ item, score });
        expect(itemsOf(slate).filter((item) => input.profile.hidden.includes(item))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same for the same input, and a slate of ten begins one of twenty', () => {
    fc.assert(
      fc.property(anyEvents, anyScores, anyNovelty, fc.nat(), (events, scores, novelty, seed) => {
        const once = composeSlate(inputFor(events, scores, seed), styleAt(novelty));
        const again = composeSlate({ ...inputFor(events, scores, seed), length: 20 }, styleAt(novelty));
        expect(again.slice(0, 10)).toEqual(once);
      }),
      { numRuns: 40 },
    );
  });

  it('with novelty 0 is the order of scores, but for merged duplicates', () => {
    const twins = structuredClone(catalog);
    twins.items[1].title = twins.items[0].title;
    const rows = vectors.slice();
    rows.copyWithin(TEST_DIMENSIONS, 0, TEST_DIMENSIONS);
    fc.assert(
      fc.property(anyEvents, anyScores, (events, scores) => {
        const input = { ...inputFor(events, scores, 1), catalog: twins, vectors: rows };
        const merged = mergeDuplicates(twins, rows, input.pool);
        expect(itemsOf(composeSlate(input, styleAt(0)))).toEqual(itemsOf(merged.slice(0, 10)));
      }),
      { numRuns: 40 },
    );
  });

  it('never leaves the first place, and shows more kinds on average the higher the dial', () => {
    const random = seeded(4);
    const scores = Array.from({ length: 60 }, () => {
      // Tastes: each person likes some kinds, so that plain lists are narrow.
      const liked = Array.from({ length: n / 6 }, () => 1.5 * normal(random));
      return Float64Array.from({ length: n }, (_, item) => liked[Math.floor(item / 6)] + normal(random));
    });
    const kinds = [0, 0.2, 0.5, 0.8, 1].map((novelty) => {
      let sum = 0;
      for (const [seed, one] of scores.entries()) {
        const input = inputFor([{ type: 'view_item', item: seed }], Array.from(one), seed);
        const slate = composeSlate(input, styleAt(novelty));
        expect(slate[0].item).toBe(input.pool[0].item);
        sum += kindsIn(slate);
      }
      return sum / scores.length;
    });
    expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
    expect(kinds[2]).toBeGreaterThan(1.2 * kinds[0]);
  });

  it('spreads alikes the more, the more unlikeness weighs', () => {
    // One kind leads: without spread it fills the slate.
    const pool = poolOf(Float64Array.from({ length: n }, (_, i) => (i < 12 ? 0 : -2) - i));
    const alikeness = (unlikeness: number) => {
      const slate = composeSlate({ catalog, vectors, pool, length: 10 }, { ...BY_SCORE, unlikeness });
      let sum = 0;
      for (const a of slate) for (const b of slate) sum += dotPair(vectors, TEST_DIMENSIONS, a.item, b.item);
      return sum;
    };
    expect(alikeness(1)).toBeLessThan(alikeness(0.3));
    expect(alikeness(0.3)).toBeLessThan(alikeness(0));
  });

  it('keeps within caps as long as others are there', () => {
    const pool = poolOf(Float64Array.from({ length: n }, (_, i) => -i));
    const style = { ...BY_SCORE, perKind: 0.25, perDepartment: 0.5 };
    const slate = composeSlate({ catalog, vectors, pool, length: 10 }, style);
    const most = (of: 'kind' | 'department') => {
      const counts = new Map<string, number>();
      for (const { item } of slate)
        counts.set(catalog.items[item][of], (counts.get(catalog.items[item][of]) ?? 0) + 1);
      return Math.max(...counts.values());
    };
    expect(most('kind')).toBe(3);
    expect(most('department')).toBe(5);
    const only = pool.filter(({ item }) => item < 6);
    expect(composeSlate({ catalog, vectors, pool: only, length: 6 }, style).length).toBe(6);
  });

  it('prefers the little known where scores are near', () => {
    const pool = poolOf(Float64Array.from({ length: n }, (_, i) => -i / 1000));
    const surprise = Float64Array.from({ length: n }, (_, item) => (item === 40 ? 12 : 3));
    const of = (weight: number) =>
      itemsOf(
        composeSlate({ catalog, vectors, pool, length: 10, surprise }, { ...BY_SCORE, surprise: weight }),
      );
    expect(of(0)).not.toContain(40);
    expect(of(2)).toContain(40);
  });

  it('comes nearer to the visitor’s own mix by calibration', () => {
    // Three looks in four at Outdoors, one at Books; scores know Outdoors alone.
    const profile = buildProfile(
      [0, 1, 2, 50].map((item) => pastEvent({ type: 'view_item', item })),
      catalog,
      moment,
    );
    const pool = poolOf(Float64Array.from({ length: n }, (_, i) => -i));
    const books = (calibration: number) =>
      composeSlate({ catalog, vectors, pool, length: 20, profile }, { ...BY_SCORE, calibration }).filter(
        ({ item }) => catalog.items[item].department === 'Books',
      ).length;
    expect(books(0)).toBe(0);
    // A quarter of the places would be five.
    expect(books(1)).toBeGreaterThan(0);
    expect(books(8)).toBeGreaterThan(books(1));
    expect(books(8)).toBeLessThanOrEqual(5);
  });

  it('merges an item listed twice, not two items of one name', () => {
    const twins = structuredClone(catalog);
    twins.items[1].title = twins.items[0].title.toUpperCase();
    twins.items[50].title = twins.items[0].title;
    const rows = vectors.slice();
    rows.copyWithin(TEST_DIMENSIONS, 0, TEST_DIMENSIONS);
    const merged = mergeDuplicates(
      twins,
      rows,
      [1, 0, 50].map((item, i) => ({ item, score: 3 - i })),
    );
    expect(itemsOf(merged)).toEqual([1, 50]);
  });
});

describe('guesses', () => {
  const pool = poolOf(Float64Array.from({ length: n }, (_, i) => -i));
  const profile = buildProfile([], catalog, moment);
  const input = (seed: number): SlateInput => ({
    catalog,
    vectors,
    pool,
    length: 10,
    guesses: thompson(catalog, profile, seed),
    seed,
  });
  const style = { ...BY_SCORE, guesses: 0.2 };

  it('take the last places, from categories that the slate lacks, labelled', () => {
    const slate = composeSlate(input(1), style);
    expect(slate.map(({ explored }) => explored)).toEqual([...Array(8).fill(false), true, true]);
    expect(itemsOf(slate.slice(0, 8))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(slate.slice(8).map(({ item }) => catalog.items[item].department))).toEqual(
      new Set(['Kitchen', 'Books']),
    );
    expect(
      composeSlate({ ...input(1), length: 3 }, { ...style, guesses: 1 }).some(({ explored }) => explored),
    ).toBe(false);
  });

  it('keep their share over the days', () => {
    const count = Array.from({ length: 2000 }, (_, day) => guessesIn(10, 0.04, day, 0)).reduce(
      (a, b) => a + b,
    );
    expect(count / 20_000).toBeGreaterThan(0.035);
    expect(count / 20_000).toBeLessThan(0.045);
    expect(guessesIn(10, 0.2, 5, 0)).toBe(2);
    expect(guessesIn(10, 0, 5, 0)).toBe(0);
  });

  it('differ from day to day, and turn from what is passed over to what is opened', () => {
    const taste = {
      touched: [24, 25, 26].map((item) => ({ item, weight: 1, lasting: 1, last: TEST_NOW })),
      passed: [48, 49, 50].map((item) => ({ item, times: 4, last: TEST_NOW })),
    };
    const chosen = (of: Parameters<typeof thompson>[1]) => {
      let kitchen = 0;
      for (let day = 0; day < 200; day++) {
        const guess = thompson(catalog, of, day);
        if (guess('department', 'Kitchen') > guess('department', 'Books')) kitchen++;
      }
      return kitchen / 200;
    };
    expect(chosen({ touched: [], passed: [] })).toBeGreaterThan(0.4);
    expect(chosen({ touched: [], passed: [] })).toBeLessThan(0.6);
    expect(chosen(taste)).toBeGreaterThan(0.95);
  });

  it('draw from Beta', () => {
    const random = seeded(9);
    const draws = Array.from({ length: 4000 }, () => beta(3, 5, random));
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(3 / 8, 2);
    expect(variance).toBeCloseTo(15 / (64 * 9), 3);
  });
});

describe('calibration', () => {
  it('gains as the divergence falls, worked by hand', () => {
    const calibration = new Calibration(
      new Map([
        ['a', 0.75],
        ['b', 0.25],
      ]),
    );
    expect(calibration.gain('c')).toBe(0);
    expect(calibration.gain('a')).toBeCloseTo(0.75 * Math.log((0.0075 + 0.99) / 0.0075), 10);
    calibration.add('a');
    // One a of two places so far, or of one each.
    expect(calibration.gain('a')).toBeCloseTo(0.75 * Math.log((0.0075 + 0.99) / (0.0075 + 0.495)), 10);
    expect(calibration.gain('b')).toBeCloseTo(0.25 * Math.log((0.0025 + 0.495) / 0.0025), 10);
  });

  it('wants the own mix, an even one, or what lies between', () => {
    const profile = buildProfile(
      [0, 1, 2, 50].map((item) => pastEvent({ type: 'view_item', item })),
      catalog,
      moment,
    );
    const names = ['Outdoors', 'Kitchen', 'Books'];
    const of = (even: number) => names.map((name) => wantedMix(profile, 'department', names, even).get(name));
    expect(of(0)).toEqual([expect.closeTo(0.75), 0, expect.closeTo(0.25)]);
    expect(of(1)).toEqual(names.map(() => expect.closeTo(1 / 3)));
    expect(of(0.5)).toEqual([
      expect.closeTo(0.375 + 1 / 6),
      expect.closeTo(1 / 6),
      expect.closeTo(0.125 + 1 / 6),
    ]);
    const nobody = wantedMix({ interests: [] }, 'department', names, 0);
    expect([...nobody.values()]).toEqual(names.map(() => expect.closeTo(1 / 3)));
  });
});

describe('levels', () => {
  it('are those that tell items apart', () => {
    expect(levelsOf(catalog)).toEqual(['department', 'kind']);
    const flat = { items: catalog.items.map((item) => ({ ...item, kind: '' })) };
    expect(fineLevel(flat)).toBe('department');
    expect(fineLevel({ items: flat.items.map((item) => ({ ...item, department: 'All' })) })).toBeNull();
  });
});

describe('somethingDifferent', () => {
  const pool = poolOf(Float64Array.from({ length: n }, (_, i) => -i));
  it('stays out of the usual departments', () => {
    const events = [0, 1, 2, 3, 30].map((item) => pastEvent({ type: 'view_item', item }));
    const unusual = unusualFor(catalog, buildProfile(events, catalog, moment));
    const slate = somethingDifferent({
      catalog,
      vectors,
      pool: pool.filter(({ item }) => unusual?.(item)),
      length: 8,
    });
    expect(slate.length).toBe(8);
    expect(slate.some(({ item }) => catalog.items[item].department === 'Outdoors')).toBe(false);
  });
  it('has nothing to differ from on a first visit', () => {
    expect(unusualFor(catalog, buildProfile([], catalog, moment))).toBeNull();
  });
});
