import { describe, expect, it } from 'vitest';
import { METHODS, type MethodName, Search } from './search.ts';
import { choice, integer, linear, log, type Settings, Space } from './space.ts';

const plane = new Space([
  { name: 'x', scale: linear(-5, 10), usual: 2.5 },
  { name: 'y', scale: linear(0, 15), usual: 7.5 },
]);

/** Branin's function: three minima of 0.398 in a plane of values up to 308. */
function branin({ x, y }: Settings): number {
  const [a, b] = [Number(x), Number(y)];
  const bow = b - (5.1 / (4 * Math.PI ** 2)) * a ** 2 + (5 / Math.PI) * a - 6;
  return bow ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) + 10;
}

const ENOUGH = 0.398 + 0.5;

/** Trials until a value is within a half of the minimum, `most` where none is. */
function trialsNeeded(method: MethodName, seed: number, most: number): number {
  const search = new Search(plane, method, { seed, trials: most });
  for (let trial = 1; trial < most; trial++) {
    const point = search.ask();
    if (point === null) break;
    const value = branin(plane.at(point));
    if (value < ENOUGH) return trial;
    search.tell(point, -value);
  }
  return most;
}

function meanTrials(method: MethodName, seeds: number, most: number): number {
  let sum = 0;
  for (let seed = 0; seed < seeds; seed++) sum += trialsNeeded(method, seed, most);
  return sum / seeds;
}

/** One parameter of each kind. */
const mixed = new Space([
  { name: 'strength', scale: log(0.1, 1000), usual: 10 },
  { name: 'size', scale: integer(1, 9), usual: 3 },
  { name: 'kind', scale: choice('plain', 'better', 'worse'), usual: 'plain' },
]);

/** Best: a strength of 100, a size of 7, of the better kind. */
function worth({ strength, size, kind }: Settings): number {
  const bonus = kind === 'better' ? 2 : kind === 'worse' ? -2 : 0;
  return bonus - Math.log10(Number(strength) / 100) ** 2 - (Number(size) - 7) ** 2 / 9;
}

function run(method: MethodName, seed: number, trials: number, space = mixed, of = worth): Settings[] {
  const search = new Search(space, method, { seed, trials });
  const asked: Settings[] = [];
  for (let trial = 0; trial < trials; trial++) {
    const point = search.ask();
    if (point === null) break;
    asked.push(space.at(point));
    search.tell(point, of(space.at(point)));
  }
  return asked;
}

const best = (settings: readonly Settings[]) => Math.max(...settings.map(worth));

describe('searches for the minimum of Branin’s function', () => {
  const atRandom = meanTrials('random', 60, 100);

  it('find it in fewer trials than by chance, if they learn', () => {
    // Chance hits a region of one percent of the plane.
    expect(atRandom).toBeGreaterThan(40);
    expect(meanTrials('evolutionary', 60, 100)).toBeLessThan(0.8 * atRandom);
    expect(meanTrials('bayesian', 6, 40)).toBeLessThan(0.5 * atRandom);
  });
});

describe.each(METHODS)('%s search', (method) => {
  it('asks for the same points with the same seed, and for others with another', () => {
    expect(run(method, 4, 14)).toEqual(run(method, 4, 14));
    expect(run(method, 5, 14)).not.toEqual(run(method, 4, 14));
  });

  it('goes on from trials that it is told as if it had never ended', () => {
    const whole = run(method, 2, 14);
    const search = new Search(mixed, method, { seed: 2, trials: 14 });
    for (const settings of whole.slice(0, 9)) search.tell(mixed.pointOf(settings), worth(settings));
    const rest: Settings[] = [];
    for (let trial = 9; trial < whole.length; trial++) {
      const point = search.ask();
      if (point === null) break;
      rest.push(mixed.at(point));
      search.tell(point, worth(mixed.at(point)));
    }
    expect(rest).toEqual(whole.slice(9));
  });

  it('never asks twice, and ends where nothing is left', () => {
    const small = new Space([
      { name: 'size', scale: integer(1, 4), usual: 2 },
      { name: 'kind', scale: choice('a', 'b', 'c'), usual: 'a' },
    ]);
    const asked = run(method, 1, 40, small, ({ size }) => Number(size));
    expect(asked).toHaveLength(12);
    expect(new Set(asked.map((settings) => JSON.stringify(settings))).size).toBe(12);
  });

  it('bears trials that failed', () => {
    const asked = run(method, 3, 14, mixed, (settings) =>
      settings.kind === 'better' ? Number.NaN : worth(settings),
    );
    expect(asked.length).toBeGreaterThan(8);
  });
});

describe('kinds of parameters', () => {
  it.each(['bayesian', 'evolutionary'] as const)(
    '%s search does better than chance on all of them',
    (method) => {
      const mean = (name: MethodName) =>
        [1, 2, 3].reduce((sum, seed) => sum + best(run(name, seed, 20)), 0) / 3;
      expect(mean(method)).toBeGreaterThan(mean('random'));
    },
  );

  it('a grid has the ends of ranges, all choices, and the usual value where one must do', () => {
    const asked = run('grid', 1, 18);
    expect(asked).toHaveLength(18);
    expect(new Set(asked.map(({ kind }) => kind))).toEqual(new Set(['plain', 'better', 'worse']));
    expect(new Set(asked.map(({ strength }) => strength))).toEqual(new Set([0.1, 10, 1000]));
    expect(new Set(asked.map(({ size }) => size))).toEqual(new Set([1, 9]));
    for (const { strength, size } of run('grid', 1, 4)) expect([strength, size]).toEqual([10, 3]);
  });
});
