import { describe, expect, it } from 'vitest';
import type { Catalog, Item } from '../catalog/item.ts';
import { buildProfile } from '../profile/build-profile.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import { interactions } from '../training/interactions.ts';
import { pastEvents } from '../training/past-events.ts';
import { seeded } from '../training/random.ts';
import { clusterUsers, membership, segments, trainSegments } from './segments.ts';

const logOf = (baskets: number[][]) =>
  buildLog(
    baskets.flatMap((basket, user) =>
      basket.map((item): OrderEvent => ({ user, item, type: 'purchase', at: 0, order: user })),
    ),
    baskets.length,
  );
const matrixOf = (baskets: number[][], items: number) => interactions(logOf(baskets), items);

const catalogOf = (items: number): Catalog => ({
  id: 'test',
  name: 'Test',
  currency: 'EUR',
  items: Array.from({ length: items }, (_, i) => ({ id: `${i}`, title: `${i}` }) as Item),
  departments: [],
  reviews: [],
});
const visitorOf = (own: number[], items: number) =>
  buildProfile(pastEvents(logOf([own]), 0, own.length), catalogOf(items), { now: 0, utcOffset: 0 });

/** Shoppers of three departments of ten items, and now and then of another. */
function threeCamps(users: number, seed: number): number[][] {
  const random = seeded(seed);
  return Array.from({ length: users }, (_, user) =>
    Array.from({ length: 2 + Math.floor(random() * 8) }, () => {
      const camp = random() < 0.9 ? user % 3 : Math.floor(random() * 3);
      return camp * 10 + Math.floor(random() * 10);
    }),
  );
}

describe('clusterUsers', () => {
  it('ends with everybody nearest to the centre of their own kind', async () => {
    const matrix = matrixOf(threeCamps(150, 2), 30);
    const users = Array.from({ length: 150 }, (_, user) => user);
    const kinds = await clusterUsers(matrix, users, 5, { rounds: 100, seed: 3 });
    const rows = users.map((user) => {
      const row = new Array<number>(30).fill(0);
      for (let at = matrix.offset[user]; at < matrix.offset[user + 1]; at++) {
        row[matrix.column[at]] = matrix.value[at];
      }
      return row.map((value) => value / Math.hypot(...row));
    });
    const centres = [0, 1, 2, 3, 4].map((kind) => {
      const sums = rows[0].map((_, item) =>
        rows.reduce((sum, row, user) => sum + (kinds[user] === kind ? row[item] : 0), 0),
      );
      return sums.map((value) => value / (Math.hypot(...sums) || 1));
    });
    rows.forEach((row, user) => {
      const cosines = centres.map((centre) =>
        centre.reduce((sum, value, item) => sum + value * row[item], 0),
      );
      expect(cosines[kinds[user]]).toBeCloseTo(Math.max(...cosines), 9);
    });
    expect(new Set(kinds).size).toBeGreaterThan(2);
  });

  it.each([1, 2, 3, 4, 5])('finds kinds that share nothing, whatever the seed (%i)', async (seed) => {
    const matrix = matrixOf([[0], [1], [2], [2], [1], [0], [0]], 3);
    const kinds = await clusterUsers(matrix, [0, 1, 2, 3, 4, 5, 6], 3, { rounds: 10, seed });
    expect(new Set([kinds[0], kinds[1], kinds[2]]).size).toBe(3);
    expect([...kinds]).toEqual([0, 1, 2, 2, 1, 0, 0].map((camp) => kinds[camp]));
  });
});

describe('trainSegments', () => {
  const baskets = [
    [0, 1],
    [2, 3],
    [0, 1],
    [0, 1],
  ];
  const options = { segments: 2, usersEach: 1, prior: 2, seed: 1 };

  it('matches rates worked out by hand', async () => {
    const { shares, roots } = await trainSegments(matrixOf(baskets, 5), options);
    const first = shares[0] > 0.5 ? 0 : 1;
    expect([shares[first], shares[1 - first]]).toEqual([0.75, 0.25]);
    const rates = (kind: number) => [...roots.subarray(kind * 5, kind * 5 + 5)].map((root) => root ** 2);
    const near = (values: number[]) => values.map((value) => expect.closeTo(value, 6));
    // Everybody: 3, 3, 1, 1 of 8 purchases, weighed as two.
    const [often, seldom] = [(2 * 3) / 8, 2 / 8];
    expect(rates(first)).toEqual(near([(3 + often) / 8, (3 + often) / 8, seldom / 8, seldom / 8, 0]));
    expect(rates(1 - first)).toEqual(near([often / 4, often / 4, (1 + seldom) / 4, (1 + seldom) / 4, 0]));
  });

  it('guesses the kind as Bayes would', async () => {
    const state = await trainSegments(matrixOf(baskets, 5), options);
    const first = state.shares[0] > 0.5 ? 0 : 1;
    const told = membership(state, visitorOf([1], 5));
    const [one, other] = [(0.75 * 3.75) / 8, (0.25 * 0.75) / 4];
    expect(told[first]).toBeCloseTo(one / (one + other), 6);
    expect(told[first] + told[1 - first]).toBeCloseTo(1, 12);
    const stranger = membership(state, visitorOf([], 5));
    expect(stranger[first]).toBeCloseTo(0.75, 12);
    // Nobody ever bought item 4: it says nothing.
    expect(membership(state, visitorOf([4], 5))[first]).toBeCloseTo(0.75, 12);
  });

  it('makes no more kinds than there are people for', async () => {
    const { shares } = await trainSegments(matrixOf(threeCamps(149, 1), 30), { seed: 1 });
    expect(shares.length).toBeLessThanOrEqual(2);
  });

  it('does not care who is which user', async () => {
    const baskets = threeCamps(200, 4);
    const turned = [...baskets].reverse();
    const options = { usersEach: 20, seed: 6 };
    expect(await trainSegments(matrixOf(turned, 30), options)).toEqual(
      await trainSegments(matrixOf(baskets, 30), options),
    );
  });

  it('stops when aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(trainSegments(matrixOf(baskets, 5), options, { signal })).rejects.toThrow('enough');
  });
});

describe('the model', () => {
  const fitted = (baskets: number[][], items: number) =>
    segments.fit(
      { catalog: catalogOf(items), log: logOf(baskets), vectors: new Float32Array(0), dimensions: 0 },
      { seed: 1 },
    );
  const scored = (state: Awaited<ReturnType<typeof fitted>>, own: number[], items: number) => {
    const out = new Float32Array(items);
    return { said: segments.scores(state, visitorOf(own, items), out), out };
  };

  it('leans to what the visitor’s kind buys, from the first event', async () => {
    const baskets = threeCamps(300, 5);
    const state = await fitted(baskets, 30);
    const camp = (own: number[]) => {
      const { out } = scored(state, own, 30);
      return [0, 1, 2].map((c) => out.subarray(c * 10, c * 10 + 10).reduce((sum, value) => sum + value, 0));
    };
    const [none, one, three] = [camp([]), camp([13]), camp([13, 17, 11])];
    expect(one[1]).toBeGreaterThan(none[1] + 0.05);
    expect(three[1]).toBeGreaterThan(one[1]);
    expect(three[1]).toBeGreaterThan(2 * three[0]);
  });

  it('gives a stranger about plain popularity', async () => {
    const baskets = threeCamps(300, 5);
    const { said, out } = scored(await fitted(baskets, 30), [], 30);
    expect(said).toBe(true);
    const people = out.map((_, item) => baskets.filter((basket) => basket.includes(item)).length);
    const total = people.reduce((sum, count) => sum + count, 0);
    out.forEach((score, item) => {
      expect(score).toBeCloseTo(people[item] / total, 2);
    });
  });

  it('scores the same after saving and loading', async () => {
    const state = await fitted(threeCamps(300, 5), 30);
    const again = segments.load(segments.save(state));
    expect(scored(again, [3, 4], 30)).toEqual(scored(state, [3, 4], 30));
  });

  it.each([
    ['nobody', [], false],
    ['one user', [[0, 1, 2]], true],
    ['one item', [[0], [0], [0]], true],
    ['the same basket for all', Array.from({ length: 200 }, () => [0, 1]), true],
    ['users without an event', [[], [2], []], true],
  ])('stays finite with %s', async (_, few, says) => {
    const state = await fitted(few, 3);
    for (const own of [[], [0], [0, 1, 2]]) {
      const { said, out } = scored(state, own, 3);
      expect(said).toBe(says);
      expect(out.every(Number.isFinite)).toBe(true);
    }
  });
});
