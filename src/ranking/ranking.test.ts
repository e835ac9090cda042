import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuserOf } from '../fusion/fusion.ts';
import { priorFusion } from '../fusion/prior.ts';
import type { Ranked } from '../fusion/top.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import type { PastEvent } from '../profile/profile.ts';
import { SIGNALS } from '../signals/index.ts';
import { ownInterval } from '../signals/own-history.ts';
import {
  pastEvent,
  TEST_DIMENSIONS,
  TEST_NOW,
  testCatalog,
  testPack,
  testVectors,
} from '../signals/test-shop.ts';
import { dotPair } from '../signals/vectors.ts';
import { claimsFor, every } from './claims.ts';
import { eligibility } from './eligibility.ts';
import { explain, reasonFor } from './explain.ts';
import { type ScoreRequest, scoreRequest } from './score.ts';
import { composeSlate, mergeDuplicates, somethingDifferent, unusualFor } from './slate.ts';

const catalog = testCatalog();
const n = catalog.items.length;
const vectors = testVectors(catalog);
const pack = { ...(await testPack(catalog)), fusion: priorFusion() };
const moment = { now: TEST_NOW, utcOffset: 0 };

const requestOf = (events: PastEvent[], onlyNew = false): ScoreRequest => ({
  events,
  moment,
  catalog,
  pack,
  ask: { onlyNew },
});

/** Best first, like a slate's pool. */
function poolOf(scores: ArrayLike<number>): Ranked[] {
  return Array.from(scores, (score, item) => ({ item, score })).sort(
    (a, b) => b.score - a.score || a.item - b.item,
  );
}

describe('eligibility', () => {
  it('keeps hidden, disliked, unavailable, basket and excluded items out, whatever else is asked', () => {
    const profile = buildProfile(
      [
        pastEvent({ type: 'hide', item: 1 }),
        pastEvent({ type: 'rate', item: 2, rating: 1 }),
        pastEvent({ type: 'add_to_cart', item: 3 }),
        pastEvent({ type: 'purchase', item: 4 }),
      ],
      catalog,
      moment,
    );
    const allowed = (rules?: Parameters<typeof eligibility>[2]) => {
      const test = eligibility(catalog, profile, rules);
      return [1, 2, 3, 4, 5, 71].filter(test);
    };
    expect(allowed()).toEqual([4, 5]);
    expect(allowed({ notInBasket: false })).toEqual([3, 4, 5]);
    expect(allowed({ notBought: true, exclude: [5] })).toEqual([]);
  });
});

describe('composeSlate', () => {
  const anyScores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: n, maxLength: n });

  it('shows distinct items of the pool, as many as there are', () => {
    fc.assert(
      fc.property(
        anyScores,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 5 }),
        (scores, length, size) => {
          const pool = poolOf(scores).slice(0, size * 10);
          const slate = composeSlate({ catalog, vectors, pool, length }, { explore: 2, seed: length });
          expect(slate.length).toBe(Math.min(length, pool.length));
          expect(new Set(slate.map(({ item }) => item)).size).toBe(slate.length);
          for (const { item, score } of slate) expect(pool).toContainEqual({ item, score });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('without diversity and caps is the pool itself', () => {
    const pool = poolOf(Float64Array.from({ length: n }, (_, i) => Math.sin(i)));
    const slate = composeSlate(
      { catalog, vectors, pool, length: 10 },
      { diversity: 0, perKind: 1, perDepartment: 1 },
    );
    expect(slate.map(({ item }) => item)).toEqual(pool.slice(0, 10).map(({ item }) => item));
  });

  it('spreads alikes more the more diversity is asked for', () => {
    // One kind leads: without spread it fills the slate.
    const pool = poolOf(Float64Array.from({ length: n }, (_, i) => (i < 12 ? 0 : -2) - i));
    const alikeness = (diversity: number) => {
      const slate = composeSlate(
        { catalog, vectors, pool, length: 10 },
        { diversity, perKind: 1, perDepartment: 1 },
      );
      let sum = 0;
      for (const a of slate) for (const b of slate) sum += dotPair(vectors, TEST_DIMENSIONS, a.item, b.item);
      return sum;
    };
    expect(alikeness(0.5)).toBeLessThan(alikeness(0.2));
    expect(alikeness(0.2)).toBeLessThan(alikeness(0));
  });

  it('keeps within caps as long as others are there', () => {
    const pool = poolOf(Float64Array.from({ length: n }, (_, i) => -i));
    const slate = composeSlate({ catalog, vectors, pool, length: 12 }, { perKind: 0.25, perDepartment: 0.5 });
    const count = (of: 'kind' | 'department') => {
      const counts = new Map<string, number>();
      for (const { item } of slate)
        counts.set(catalog.items[item][of], (counts.get(catalog.items[item][of]) ?? 0) + 1);
      return Math.max(...counts.values());
    };
    expect(count('kind')).toBeLessThanOrEqual(3);
    expect(count('department')).toBeLessThanOrEqual(6);
    const only = pool.filter(({ item }) => item < 6);
    expect(composeSlate({ catalog, vectors, pool: only, length: 6 }, { perKind: 0.25 }).length).toBe(6);
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
    expect(merged.map(({ item }) => item)).toEqual([1, 50]);
  });

  it('explores within bounds, labelled, and the same for the same seed', () => {
    const pool = poolOf(Float64Array.from({ length: n }, (_, i) => -i));
    const plain = composeSlate({ catalog, vectors, pool, length: 12 });
    const slates = [1, 1, 2].map((seed) =>
      composeSlate({ catalog, vectors, pool, length: 12 }, { explore: 2, seed }),
    );
    expect(slates[0]).toEqual(slates[1]);
    expect(slates[0]).not.toEqual(slates[2]);
    for (const slate of slates) {
      expect(slate.filter(({ explored }) => explored).length).toBe(2);
      expect(slate.slice(0, 3)).toEqual(plain.slice(0, 3));
      slate.forEach((placed, place) => {
        if (!placed.explored) expect(placed).toEqual(plain[place]);
        else expect(plain.map(({ item }) => item)).not.toContain(placed.item);
      });
    }
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

/** A visitor who buys one thing every three weeks, bought a pair once, and looks at Kitchen today. */
const history: PastEvent[] = [
  ...[66, 45, 22].map((days, i) =>
    pastEvent({ type: 'purchase', item: 0, order: `o${i}`, at: TEST_NOW - days * DAY, id: `a${i}` }),
  ),
  pastEvent({ type: 'purchase', item: 8, order: 'o2', at: TEST_NOW - 22 * DAY, id: 'b' }),
  pastEvent({ type: 'add_to_wishlist', item: 26, at: TEST_NOW - 3 * DAY, id: 'c' }),
  pastEvent({ type: 'view_item', item: 24, id: 'd' }),
  pastEvent({ type: 'view_item', item: 25, id: 'e' }),
];

describe('explanations', () => {
  const request = requestOf(history);
  const scored = scoreRequest(request);
  const top = poolOf(scored.fuser.all()).slice(0, 15);

  it('sum to the score', () => {
    for (const { item, score } of top) {
      const { contributions, score: said } = explain(item, request, scored);
      expect(said).toBe(score);
      expect(contributions.length).toBe(SIGNALS.length);
      expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(score, 5);
    }
  });

  it('name own items whose absence really lowers the score', () => {
    let named = 0;
    for (const { item, score } of top) {
      const { because } = explain(item, request, scored);
      for (const { itemId, eventIds, amount } of because) {
        named++;
        const own = catalog.items.findIndex(({ id }) => id === itemId);
        const without = requestOf(history.filter((event) => event.item !== own));
        const rescored = scoreRequest(without);
        expect(amount).toBeCloseTo(score - rescored.fuser.one(item), 10);
        expect(amount).toBeGreaterThan(0);
        expect(eventIds).toEqual(history.filter((event) => event.item === own).map(({ id }) => id));
      }
      expect(because.map(({ amount }) => amount)).toEqual(
        [...because.map(({ amount }) => amount)].sort((a, b) => b - a),
      );
    }
    expect(named).toBeGreaterThan(top.length);
  });

  it('are one to three whole sentences', () => {
    for (let item = 0; item < n; item++) {
      const { sentences } = explain(item, request, scored);
      expect(sentences.length).toBeGreaterThanOrEqual(1);
      expect(sentences.length).toBeLessThanOrEqual(3);
      for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*[^.]\.$/);
    }
  });

  it('notice a rhythm', () => {
    expect(reasonFor(0, request, scored)).toEqual({
      text: 'You buy this about every 3 weeks',
      itemId: catalog.items[0].id,
    });
  });
});

describe('claims', () => {
  /** Every kind of claim, checked against the numbers it rests on. */
  it('are true of the numbers', () => {
    const histories: PastEvent[][] = [
      [],
      history,
      [pastEvent({ type: 'view_item', item: 40 })],
      [pastEvent({ type: 'rate', item: 50, rating: 5 }), pastEvent({ type: 'add_to_cart', item: 51 })],
    ];
    const seen = new Set<string>();
    for (const events of histories) {
      const request = requestOf(events);
      const scored = scoreRequest(request);
      const { profile } = scored;
      const { popularity, together, itemItem } = pack;
      const rank = (counts: Float32Array, item: number) =>
        counts.filter((count) => count > counts[item]).length;
      const did = (own: number | null, ...types: string[]) =>
        events.some((event) => event.item === own && types.includes(event.type));
      const row = ({ offset, target }: typeof together, own: number) =>
        target.subarray(offset[own], offset[own + 1]);
      const amounts = (item: number) =>
        SIGNALS.map((_, s) =>
          fuserOf(pack.fusion, scored.context, {
            ...scored.signals,
            active: scored.signals.active.map((on, i) => on && i === s),
          }).one(item),
        );
      for (let item = 0; item < n; item++) {
        for (const claim of claimsFor(item, amounts(item), { ...request, profile }, scored.own)) {
          seen.add(claim.about);
          const { short, sentence, ownItem } = claim;
          const title = ownItem === null ? '' : catalog.items[ownItem].title;
          expect(claim.amount).toBeGreaterThan(0);
          if (ownItem !== null) expect(events.some((event) => event.item === ownItem)).toBe(true);
          if (/bought/.test(sentence) && ownItem !== null && claim.about !== 'with')
            expect(did(ownItem, 'purchase')).toBe(true);
          if (/looked at/.test(sentence)) expect(did(ownItem, 'view_item', 'select_item')).toBe(true);
          if (/saved/.test(sentence)) expect(did(ownItem, 'add_to_wishlist')).toBe(true);
          switch (claim.about) {
            case 'again': {
              const bought = profile.bought.find((known) => known.item === item);
              expect(ownItem).toBe(item);
              if (/every/.test(short)) expect(bought?.orders).toBeGreaterThanOrEqual(3);
              break;
            }
            case 'own':
              expect(ownItem).toBe(item);
              break;
            case 'like':
              expect(ownItem).not.toBe(item);
              expect(short).toContain(title);
              // Of one kind, as the test's texts go.
              expect(catalog.items[item].kind).toBe(catalog.items[ownItem ?? -1].kind);
              break;
            case 'with': {
              expect(short).toContain(title);
              const rule = row(together, ownItem ?? -1).includes(item);
              expect(/bought with/.test(short)).toBe(rule);
              const weightIn = (rows: typeof itemItem) =>
                rows.weight[rows.offset[ownItem ?? -1] + row(rows, ownItem ?? -1).indexOf(item)];
              expect(weightIn(itemItem) > 0 || weightIn(pack.sequence) > 0).toBe(true);
              break;
            }
            case 'popular': {
              const counts = /week/.test(short)
                ? popularity.week
                : /month/.test(short)
                  ? popularity.recent
                  : popularity.total;
              expect(rank(counts, item)).toBeLessThanOrEqual(Math.ceil(0.05 * n));
              break;
            }
            case 'season':
              expect(short).toContain('May');
              expect(popularity.months[item * 12 + 4]).toBeGreaterThanOrEqual(1.5 / 12);
              break;
            case 'new':
              expect(TEST_NOW - popularity.firstSeen[item]).toBeLessThanOrEqual(30 * DAY);
              break;
            case 'place': {
              const known = profile.interests.filter(({ share }) => share >= 0.25).map(({ name }) => name);
              const { brand, kind, department } = catalog.items[item];
              expect(
                known.some((name) => [brand, kind, department].includes(name) && short.includes(name)),
              ).toBe(true);
              break;
            }
            case 'people':
            case 'price':
              expect(profile.touched.length).toBeGreaterThan(0);
          }
        }
      }
    }
    for (const about of ['again', 'own', 'like', 'with', 'popular', 'people', 'place', 'price'])
      expect(seen).toContain(about);
  });

  it('does not call old counts news', () => {
    const later = { now: TEST_NOW + 60 * DAY, utcOffset: 0 };
    const request = { ...requestOf([]), moment: later };
    const scored = scoreRequest(request);
    const texts = Array.from({ length: n }, (_, item) => reasonFor(item, request, scored)?.text ?? '');
    expect(texts.filter((text) => /this week|this month/.test(text))).toEqual([]);
    expect(texts).toContain('A favourite here');
  });

  it.each([
    [1.4, 'day'],
    [6.8, 'week'],
    [10, '10 days'],
    [21, '3 weeks'],
    [61, '2 months'],
  ])('says an interval of %s days as "every %s"', (days, words) => {
    const dates = { first: 0, last: 3 * days * DAY };
    const bought = {
      item: 0,
      orders: 4,
      ...dates,
      inLastOrder: false,
      ordersFrom: 5,
      ordersSince: 1,
      habit: 1,
    };
    expect(ownInterval(bought)).toBeCloseTo(days);
    expect(every(bought)).toBe(words);
  });
});
