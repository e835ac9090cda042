import { describe, expect, it } from 'vitest';
import { buildProfile } from '../profile/build-profile.ts';
import { pastEvent, TEST_NOW, testCatalog } from '../signals/test-shop.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import { pastEvents, userOffsets } from '../training/past-events.ts';
import { normal, seeded } from '../training/random.ts';
import { biasedMf, foldInRatings, predictRating, trainBiasedMf } from './biased-mf.ts';

const rated = (user: number, item: number, rating: number): OrderEvent => ({
  user,
  item,
  type: 'purchase',
  at: 0,
  rating,
});
const by = (stars: Record<number, number>) => ({
  rated: Object.entries(stars).map(([item, given]) => ({ item: Number(item), stars: given })),
});

/** 200 people with two tastes, 40 items, half of all pairs rated on a scale of ten; noise of 0.5 points. */
function tastes(seed = 3) {
  const random = seeded(seed);
  const side = (count: number) =>
    Array.from({ length: count }, () => [normal(random), normal(random), normal(random)]);
  const [users, items] = [side(200), side(40)];
  const truth = (u: number, i: number) =>
    5.5 + 0.6 * users[u][0] + 0.8 * items[i][0] + users[u][1] * items[i][1] + users[u][2] * items[i][2];
  const events: OrderEvent[] = [];
  const others: { user: number; item: number; rating: number }[] = [];
  for (let user = 0; user < 200; user++) {
    for (let item = 0; item < 40; item++) {
      const rating = Math.min(10, Math.max(1, truth(user, item) + 0.5 * normal(random)));
      if (random() < 0.5) events.push(rated(user, item, rating));
      else others.push({ user, item, rating });
    }
  }
  return { log: buildLog(events, 200), others };
}

describe('trainBiasedMf', () => {
  it('without factors finds the biases worked out by hand', async () => {
    // Ratings 5, 3 by one and 3, 1 by another, mean 3, regularisation 1 for each rating. First the people:
    // (2 + 0) / (2 + 2) = 0.5 and (0 - 2) / 4 = -0.5. Then the items: (2 - 0.5 + 0 + 0.5) / 4 = 0.5, and -0.5.
    const log = buildLog([rated(0, 0, 5), rated(0, 1, 3), rated(1, 0, 3), rated(1, 1, 1)], 2);
    const state = await trainBiasedMf(log, 3, { rank: 0, regularisation: 1, iterations: 1, seed: 1 });
    expect(state).toMatchObject({ mean: 3, lowest: 1, highest: 5 });
    expect([...state.items]).toEqual([0.5, -0.5, 0]);
    // A visitor who gave item 0 four stars: (4 - 3 - 0.5) / 2.
    const visitor = foldInRatings(state, by({ 0: 4 }));
    expect(visitor.factor[0]).toBeCloseTo(0.25, 12);
    expect(predictRating(state, visitor, 1)).toBeCloseTo(3 + 0.25 - 0.5, 12);
  });

  it('foresees ratings nearly as well as their noise allows, also of people it never met', async () => {
    const { log, others } = tastes();
    const known = buildLog(
      Array.from(log.item, (item, e) => rated(log.user[e], item, log.rating?.[e] ?? 0)).filter(
        ({ user }) => user < 150,
      ),
      150,
    );
    const state = await trainBiasedMf(known, 40, { rank: 4, regularisation: 0.02, seed: 1 });
    const offset = userOffsets(log);
    const errors = { met: [] as number[], strangers: [] as number[] };
    for (const { user, item, rating } of others) {
      const past = pastEvents(log, offset[user], offset[user + 1]);
      const visitor = foldInRatings(state, by(Object.fromEntries(past.map((e) => [e.item, e.rating]))));
      const error = (predictRating(state, visitor, item) ?? Number.NaN) - rating;
      errors[user < 150 ? 'met' : 'strangers'].push(error ** 2);
    }
    const rmse = (squares: number[]) => Math.sqrt(squares.reduce((sum, s) => sum + s, 0) / squares.length);
    expect(rmse(errors.met)).toBeLessThan(0.75);
    expect(rmse(errors.strangers)).toBeLessThan(0.75);
  });

  it('doesn’t mind in which order people come', async () => {
    const { log } = tastes();
    const turned = buildLog(
      Array.from(log.item, (item, e) => rated(199 - log.user[e], item, log.rating?.[e] ?? 0)),
      200,
    );
    const [a, b] = [await trainBiasedMf(log, 40, { seed: 1 }), await trainBiasedMf(turned, 40, { seed: 1 })];
    expect(a.items.every((value, at) => Math.abs(value - b.items[at]) < 1e-3)).toBe(true);
    expect(await trainBiasedMf(log, 40, { seed: 1 })).toEqual(a);
  });

  it('has nothing to say where nobody rated anything', async () => {
    const log = buildLog([{ user: 0, item: 0, type: 'purchase', at: 0 }], 1);
    const state = await trainBiasedMf(log, 2, { seed: 1 });
    const visitor = buildProfile([], testCatalog(), { now: 0, utcOffset: 0 });
    expect(biasedMf.scores(state, visitor, new Float32Array(2))).toBe(false);
    expect(biasedMf.because?.(state, visitor, 0)).toEqual([]);
    expect(predictRating(state, foldInRatings(state, visitor), 0)).toBeNull();
  });

  it('stays finite with one rating, with equal ones, and with few of very many items', async () => {
    for (const events of [
      [rated(0, 0, 3)],
      [rated(0, 0, 3), rated(1, 0, 3), rated(1, 1, 3)],
      [rated(0, 0, -100), rated(0, 0, 100), rated(1, 399, 5)],
    ]) {
      const state = await trainBiasedMf(buildLog(events, 2), 400, { seed: 1 });
      const visitor = foldInRatings(state, by({ 0: 5, 7: 1 }));
      for (let item = 0; item < 400; item++) {
        expect(predictRating(state, visitor, item)).toSatisfy(Number.isFinite);
      }
    }
  });
});

describe('a visitor', () => {
  const catalog = testCatalog();
  const events = [1, 4, 9].map((item, k) => pastEvent({ type: 'rate', item, rating: 1 + 2 * k }));
  const visitor = buildProfile(events, catalog, { now: TEST_NOW, utcOffset: 0 });

  it('gets predicted stars, and shares of them that add up exactly', async () => {
    const state = await trainBiasedMf(tastes().log, 40, { seed: 2 });
    const scores = new Float32Array(40);
    expect(biasedMf.scores(state, visitor, scores)).toBe(true);
    const side = foldInRatings(state, visitor);
    const width = state.rank + 1;
    for (const item of [0, 4, 22]) {
      expect(predictRating(state, side, item)).toBeCloseTo(
        Math.min(10, Math.max(1, 1 + ((scores[item] - 1) / 4) * (state.highest - 1))),
        5,
      );
      const shares = biasedMf.because?.(state, visitor, item) ?? [];
      expect(shares.map((share) => share.item).sort()).toEqual([1, 4, 9]);
      const sum = shares.reduce((total, { amount }) => total + amount, 0);
      expect(state.mean + state.items[item * width] + sum).toBeCloseTo(scores[item], 5);
    }
  });

  it('minimises the loss: its gradient vanishes', async () => {
    const state = await trainBiasedMf(tastes().log, 40, { seed: 2 });
    const { factor } = foldInRatings(state, visitor);
    const width = state.rank + 1;
    for (let k = 0; k < width; k++) {
      let gradient = state.regularisation * visitor.rated.length * factor[k];
      for (const { item, stars } of visitor.rated) {
        const row = state.items.subarray(item * width, (item + 1) * width);
        const predicted = row.reduce((sum, value, j) => sum + (j === 0 ? factor[0] : value * factor[j]), 0);
        gradient -= (stars - state.mean - row[0] - predicted) * (k === 0 ? 1 : row[k]);
      }
      expect(gradient).toBeCloseTo(0, 9);
    }
  });

  it('scores the same after saving and loading', async () => {
    const state = await trainBiasedMf(tastes().log, 40, { seed: 2 });
    expect(biasedMf.load(biasedMf.save(state))).toEqual(state);
  });
});
