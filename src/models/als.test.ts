import { describe, expect, it } from 'vitest';
import type { Factors } from '../packs/pack.ts';
import { buildLog, type OrderEvent } from '../training/build-log.ts';
import { interactions } from '../training/interactions.ts';
import { normal, seeded } from '../training/random.ts';
import { trainAls } from './als.ts';
import { foldIn } from './fold-in.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, k) => sum + value * b[k], 0);
const row = ({ items, rank }: Factors, item: number) => items.subarray(item * rank, (item + 1) * rank);

/** Forty shoppers of the first ten items, forty of the last ten. */
function twoCamps() {
  const random = seeded(2);
  const events: OrderEvent[] = [];
  for (let user = 0; user < 80; user++) {
    for (let item = 0; item < 20; item++) {
      if (item < 10 === user < 40 && random() < 0.5) events.push({ user, item, type: 'purchase', at: 0 });
    }
  }
  return interactions(buildLog(events, 80), 20);
}

describe('trainAls', () => {
  it('puts items of one camp near each other', async () => {
    const factors = await trainAls(twoCamps(), { rank: 4, regularisation: 1, seed: 1 });
    const visitor = foldIn(factors, [0, 1], [1, 1]);
    const scores = Array.from({ length: 20 }, (_, item) => dot(visitor, row(factors, item)));
    expect(Math.min(...scores.slice(2, 10))).toBeGreaterThan(Math.max(...scores.slice(10)) + 0.1);
  });

  it('is the same for the same seed, another for another', async () => {
    const train = (seed: number) => trainAls(twoCamps(), { rank: 3, iterations: 2, seed });
    expect(await train(1)).toEqual(await train(1));
    expect((await train(1)).items).not.toEqual((await train(2)).items);
  });

  it('gives items without interactions a zero row', async () => {
    const matrix = interactions(buildLog([{ user: 0, item: 1, type: 'purchase', at: 0 }], 1), 3);
    const factors = await trainAls(matrix, { rank: 2, regularisation: 0.1, seed: 1 });
    expect([...row(factors, 0), ...row(factors, 2)]).toEqual([0, 0, 0, 0]);
    expect(row(factors, 1).some((value) => value !== 0)).toBe(true);
  });
});

describe('foldIn', () => {
  const random = seeded(9);
  const rank = 6;
  const factors: Factors = {
    rank,
    items: Float32Array.from({ length: 40 * rank }, () => normal(random)),
    alpha: 3,
    regularisation: 0.7,
  };
  const items = [3, 17, 22, 31, 8];
  const weights = [1, 0.25, 2, 0.6, 1];

  it('minimises the weighted loss: its gradient vanishes', () => {
    const x = foldIn(factors, items, weights);
    for (let k = 0; k < rank; k++) {
      let gradient = factors.regularisation * x[k];
      for (let item = 0; item < 40; item++) {
        const at = items.indexOf(item);
        const confidence = 1 + (at < 0 ? 0 : factors.alpha * weights[at]);
        gradient -= confidence * (Number(at >= 0) - dot(x, row(factors, item))) * row(factors, item)[k];
      }
      expect(gradient).toBeCloseTo(0, 9);
    }
  });

  it('is zero for an empty history', () => {
    expect([...foldIn(factors, [], [])]).toEqual(new Array(rank).fill(0));
  });

  it('takes less than 2 ms at rank 64 with 200 items, once warm', () => {
    const large: Factors = {
      rank: 64,
      items: Float32Array.from({ length: 4000 * 64 }, () => 0.1 * normal(random)),
      alpha: 2,
      regularisation: 10,
    };
    const history = Array.from({ length: 200 }, (_, k) => k * 19);
    const ones = history.map(() => 1);
    const times = Array.from({ length: 60 }, () => {
      const start = performance.now();
      foldIn(large, history, ones);
      return performance.now() - start;
    });
    expect(times.sort((a, b) => a - b)[20]).toBeLessThan(2);
  });
});
