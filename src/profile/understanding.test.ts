/** An understanding is finite, adds up, depends on the set of events alone, and keeps interests apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded, shuffle } from '../training/random.ts';
import { DAY } from './build-profile.ts';
import type { PastEvent } from './profile.ts';
import { anyHistory, catalog, done, understood, vectors } from './test-history.ts';
import { priceBands, type Shares, type Understanding } from './understanding.ts';

const NO_VECTORS = new Float32Array(0);

/** Every number in it, wherever it stands. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)];
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(numbersIn);
  return [];
}

function sum(shares: readonly Shares[], of: keyof Shares): number {
  return shares.reduce((total, share) => total + share[of], 0);
}

function expectShares(understanding: Understanding, touched: boolean): void {
  const { tastes, prices, interests } = understanding;
  for (const share of [...tastes, ...prices, ...interests]) {
    for (const one of [share.lately, share.usually]) {
      expect(one).toBeGreaterThanOrEqual(0);
      expect(one).toBeLessThanOrEqual(1);
    }
  }
  for (const of of ['lately', 'usually'] as const) {
    const departments = tastes.filter(({ facet }) => facet.of === 'department');
    expect(sum(interests, of)).toBeCloseTo(touched ? 1 : 0, 6);
    expect(sum(departments, of)).toBeCloseTo(touched ? 1 : 0, 6);
    if (prices.length > 0) expect(sum(prices, of)).toBeCloseTo(1, 6);
  }
}

describe('understand', () => {
  it('has finite numbers and shares that add up, for any history', () => {
    fc.assert(
      fc.property(anyHistory(), fc.boolean(), (past, bare) => {
        const understanding = understood(past, bare ? NO_VECTORS : vectors);
        const numbers = numbersIn(understanding).filter((number) => !Number.isFinite(number));
        expect(numbers).toEqual([]);
        const { tastes, prices, interests, against, aversions, intent, behaviour } = understanding;
        const items = [
          ...[...tastes, ...prices, ...interests, ...aversions, intent].flatMap((one) => one.items),
          ...[...against, ...behaviour.repeats].map(({ item }) => item),
        ];
        expect(items.filter((item) => catalog.items[item] === undefined)).toEqual([]);
        expectShares(understanding, understanding.tastes.length > 0);
      }),
      { numRuns: 80 },
    );
  });

  it('is the same for the same events in any order', () => {
    fc.assert(
      fc.property(anyHistory(), fc.nat(), (past, seed) => {
        expect(understood(shuffle([...past], seeded(seed)))).toEqual(understood(past));
      }),
      { numRuns: 60 },
    );
  });

  it('knows nothing of events that were removed', () => {
    fc.assert(
      fc.property(anyHistory(), fc.nat(71), (past, item) => {
        understood(past);
        const left = past
          .filter((event) => event.item !== item)
          .map((event) => ({
            ...event,
            ...(event.seen && { seen: event.seen.filter((one) => one !== item) }),
          }));
        const { tastes, prices, interests, against, aversions, intent, behaviour } = understood(left);
        const named = [
          ...[...tastes, ...prices, ...interests, ...aversions].flatMap(({ items }) => items),
          ...against.map((one) => one.item),
          ...intent.items,
          ...behaviour.repeats.map((one) => one.item),
        ];
        expect(named).not.toContain(item);
        const gone = new Set(past.filter((event) => event.item === item).map(({ id }) => id));
        const ids = [
          ...intent.eventIds,
          ...behaviour.orderEventIds,
          ...(behaviour.partOfDay?.eventIds ?? []),
        ];
        expect(ids.filter((id) => gone.has(id))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('puts every touched item into exactly one interest', () => {
    fc.assert(
      fc.property(anyHistory(), (past) => {
        const { interests, tastes } = understood(past);
        const items = interests.flatMap((interest) => interest.items).sort((a, b) => a - b);
        expect(new Set(items).size).toBe(items.length);
        const inDepartments = tastes
          .filter(({ facet }) => facet.of === 'department')
          .flatMap((taste) => taste.items)
          .sort((a, b) => a - b);
        expect(items).toEqual(inDepartments);
      }),
      { numRuns: 60 },
    );
  });

  it('copes with a long history', () => {
    const random = seeded(5);
    const types = ['view_item', 'purchase', 'user_engagement', 'hide', 'search', 'add_to_cart'] as const;
    const past = Array.from({ length: 2_000 }, (): PastEvent => {
      const type = types[Math.floor(random() * types.length)];
      const engaged = type === 'user_engagement' ? { engaged: Math.floor(random() * 9_000) } : {};
      return done(type, type === 'search' ? -1 : Math.floor(random() * 72), random() * 700, engaged);
    });
    const understanding = understood(past);
    expect(numbersIn(understanding).every(Number.isFinite)).toBe(true);
    expectShares(understanding, understanding.tastes.length > 0);
  });

  it('keeps a hiker who bakes apart, and tells lately from usually', () => {
    const baking = [24, 25, 26, 27].flatMap((item, i) => [
      done('view_item', item, 90 - i),
      done('purchase', item, 90 - i, { order: `o${i}` }),
    ]);
    const hiking = [0, 1, 2, 3, 4].map((item, i) => done('view_item', item, 0.01 * (5 - i)));
    const { interests } = understood([...baking, ...hiking]);
    expect(interests).toHaveLength(2);
    const hikes = interests.find(({ items }) => items.includes(0));
    const bakes = interests.find(({ items }) => items.includes(24));
    expect(new Set(hikes?.items)).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(new Set(bakes?.items)).toEqual(new Set([24, 25, 26, 27]));
    expect(hikes?.lately).toBeGreaterThan(hikes?.usually ?? 1);
    expect(bakes?.usually).toBeGreaterThan(bakes?.lately ?? 1);
  });

  it('keeps interests apart by kind alone where there are no vectors', () => {
    const past = [0, 1, 2, 48, 49, 50].map((item) => done('view_item', item, 1));
    const { interests, centroids } = understood(past, NO_VECTORS);
    expect(interests.map(({ items }) => [...items].sort((a, b) => a - b))).toEqual([
      [0, 1, 2],
      [48, 49, 50],
    ]);
    expect(centroids).toEqual({ lately: null, usually: null });
  });

  it('counts prices by thirds of their kind', () => {
    const bandOf = priceBands(catalog);
    // Six of a kind, a pound apart.
    const bands = [0, 1, 2, 3, 4, 5].map((item) => bandOf(catalog.items[item]));
    expect(bands).toEqual(['cheaper', 'cheaper', 'middle', 'middle', 'dearer', 'dearer']);
    expect(bandOf({ ...catalog.items[0], price: null })).toBeNull();
    const { prices } = understood([done('purchase', 5), done('purchase', 17), done('purchase', 0)]);
    expect(prices.map(({ band, items }) => [band, items.length])).toEqual([
      ['cheaper', 1],
      ['middle', 0],
      ['dearer', 2],
    ]);
  });

  it('is unmoved by a clock that jumped', () => {
    const past = [done('view_item', 1, -400), done('view_item', 2, 9_000), done('view_item', 3, 0)];
    const { behaviour, interests } = understood(past);
    expect(behaviour.daysSince).toBe(0);
    expect(interests.flatMap(({ items }) => items)).toHaveLength(3);
    expect(DAY * (behaviour.daysSince ?? 0)).toBe(0);
  });
});
