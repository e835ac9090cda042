import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { difference, measureBackends, startBackend } from '../compute/backends.ts';
import type { FusionLevel, FusionWeights } from '../packs/pack.ts';
import { SIGNALS, type SignalScores } from '../signals/index.ts';
import { normal, seeded } from '../training/random.ts';
import { checkFusion } from './check.ts';
import { CONTEXT } from './context.ts';
import { fuserOf } from './fusion.ts';
import {
  CLASSES,
  checkSignals,
  contributionsOf,
  FusionMismatchError,
  fuse,
  gateWeights,
  TERMS,
} from './gate.ts';
import { placesOf, reciprocalPlaces } from './places.ts';
import { priorFusion } from './prior.ts';
import { groupsOf, shapleyValues } from './shapley.ts';
import { forward } from './tensor-fusion.ts';
import { topExactly } from './top.ts';
import { type Example, NoExamplesError, trainWeights } from './train-weights.ts';
import { fusionTrial } from './trial.ts';

const HIDDEN = 4;

function randomWeights(seed: number, hidden = HIDDEN): FusionWeights {
  const random = seeded(seed);
  const outputs = SIGNALS.length * TERMS * CLASSES;
  const tensor = (...shape: number[]) => ({
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => 0.5 * normal(random)),
  });
  const parameters: FusionWeights['parameters'] =
    hidden === 0
      ? { bias: tensor(outputs), in: tensor(CONTEXT.length, outputs) }
      : {
          bias: tensor(outputs),
          in: tensor(CONTEXT.length, hidden),
          inBias: tensor(hidden),
          out: tensor(hidden, outputs),
        };
  return {
    level: 'gated',
    signals: SIGNALS.map(({ name }) => name),
    context: [...CONTEXT],
    hidden,
    parameters,
  };
}

function randomScores(seed: number, n: number): SignalScores {
  const random = seeded(seed);
  const names = SIGNALS.map(({ name }) => name);
  const active = names.map(() => random() < 0.8);
  const matrix = new Float32Array(names.length * n);
  names.forEach((_, s) => {
    // Coarse values, so that ties occur.
    if (active[s]) for (let i = 0; i < n; i++) matrix[s * n + i] = Math.round(normal(random) * 4) / 4;
  });
  return {
    names,
    n,
    matrix,
    mean: new Float64Array(names.length),
    deviation: new Float64Array(names.length),
    active,
    known: Uint8Array.from({ length: n }, () => (random() < 0.3 ? 1 : 0)),
  };
}

const contextFor = (seed: number) => {
  const random = seeded(seed);
  return Float64Array.from(CONTEXT, () => random());
};

describe('the gated sum', () => {
  it('is the sum of its contributions', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0, HIDDEN), (seed, hidden) => {
        const scores = randomScores(seed, 30);
        const gate = gateWeights(randomWeights(seed, hidden), contextFor(seed));
        const fused = fuse(gate, scores);
        for (let item = 0; item < scores.n; item++) {
          const sum = contributionsOf(gate, scores, item).reduce((total, amount) => total + amount, 0);
          expect(Math.abs(sum - fused[item])).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('refuses weights of other signals or contexts', () => {
    const weights = priorFusion();
    expect(() => checkSignals(weights, [...weights.signals].reverse())).toThrow(FusionMismatchError);
    expect(() => gateWeights(weights, [1, 2])).toThrow(FusionMismatchError);
  });

  it('refuses a pack of another version, whatever differs', () => {
    expect(() => checkFusion(priorFusion(), {})).not.toThrow();
    expect(() => checkFusion(randomWeights(1), {})).not.toThrow();
    const weights = randomWeights(1);
    const { bias } = weights.parameters;
    for (const changed of [
      { ...weights, signals: weights.signals.slice(1) },
      { ...weights, context: [...weights.context].reverse() },
      { ...weights, hidden: HIDDEN + 1 },
      { ...weights, parameters: { ...weights.parameters, bias: { ...bias, values: bias.values.slice(1) } } },
      { ...weights, parameters: { bias } },
    ]) {
      expect(() => checkFusion(changed, {})).toThrow(FusionMismatchError);
    }
  });

  it('has a prior weight for every signal', () => {
    const gate = gateWeights(priorFusion(), contextFor(1));
    expect(gate.every((weight) => Number.isFinite(weight))).toBe(true);
  });
});

/** Random weights of any level. */
function weightsOf(level: FusionLevel, seed: number): FusionWeights {
  const random = seeded(seed + 77);
  const inputs = SIGNALS.length + 1 + CONTEXT.length;
  const tensor = (...shape: number[]) => ({
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => 0.3 * normal(random)),
  });
  const weights = { ...randomWeights(seed, level === 'late' ? 0 : HIDDEN), level };
  if (level !== 'early') return weights;
  const deep = { deepIn: tensor(inputs, 5), deepBias: tensor(5), deepOut: tensor(5) };
  return { ...weights, parameters: { ...weights.parameters, ...deep } };
}

const LEVELS: readonly FusionLevel[] = ['gated', 'early', 'late'];

describe.each(LEVELS)('%s fusion', (level) => {
  it('has contributions that sum to the score, and scores one item as it scores all', () => {
    for (let seed = 0; seed < 10; seed++) {
      const weights = weightsOf(level, seed);
      expect(() => checkFusion(weights, {})).not.toThrow();
      const scores = randomScores(seed, 30);
      const fuser = fuserOf(weights, contextFor(seed), scores);
      const all = fuser.all();
      for (let item = 0; item < scores.n; item++) {
        expect(fuser.one(item)).toBe(all[item]);
        const contributions = fuser.contributions(item);
        expect(Math.abs(contributions.reduce((sum, amount) => sum + amount, 0) - all[item])).toBeLessThan(
          1e-9,
        );
        contributions.forEach((amount, s) => {
          const { of, own } = groupsOf(scores.names);
          // Only that an item is known may count for signals that say nothing.
          if (!scores.active[s] && of[s] !== own) expect(amount).toBe(0);
        });
      }
    }
  });
});

describe('Shapley values', () => {
  it('are averages over all orders of the players', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 16, maxLength: 16 }), (values) => {
        const value = Float64Array.from(values);
        const orders = (left: number[]): number[][] =>
          left.length === 0
            ? [[]]
            : left.flatMap((player) =>
                orders(left.filter((other) => other !== player)).map((rest) => [player, ...rest]),
              );
        const all = orders([0, 1, 2, 3]);
        const expected = new Float64Array(4);
        for (const order of all) {
          let set = 0;
          for (const player of order) {
            expected[player] += (value[set | (1 << player)] - value[set]) / all.length;
            set |= 1 << player;
          }
        }
        shapleyValues(value, 4).forEach((share, player) => {
          expect(share).toBeCloseTo(expected[player], 9);
        });
      }),
    );
  });

  it('of a plain sum are its terms', () => {
    const weights = weightsOf('early', 3);
    weights.parameters.deepOut.values.fill(0);
    // Both classes alike: that an item is known then says nothing.
    const { bias, out } = weights.parameters;
    for (const { values } of [bias, out])
      for (let at = 0; at < values.length; at += CLASSES) values[at + 1] = values[at];
    const scores = randomScores(3, 20);
    const early = fuserOf(weights, contextFor(3), scores);
    const gated = fuserOf({ ...weights, level: 'gated' }, contextFor(3), scores);
    for (let item = 0; item < 20; item++) {
      early.contributions(item).forEach((amount, s) => {
        expect(amount).toBeCloseTo(gated.contributions(item)[s], 9);
      });
    }
  });
});

describe('places', () => {
  it('count from the best, ties in the middle', () => {
    const scores = {
      ...randomScores(1, 5),
      names: ['a'],
      active: [true],
      matrix: Float32Array.of(3, 1, 1, 7, -2),
    };
    const expected = [2, 3.5, 3.5, 1, 5].map((place) => Math.fround(250 / (60 + place)));
    expect([...reciprocalPlaces(scores).matrix]).toEqual(expected);
    expect([...placesOf(scores, [3, 1])]).toEqual([expected[3], expected[1]]);
  });
});

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await startBackend([backend]);
  });

  it('scores as the reference does', async () => {
    for (const weights of [randomWeights(5, 0), ...LEVELS.map((level) => weightsOf(level, 5))]) {
      const scores = randomScores(5, 200);
      const context = contextFor(5);
      const exact = fuserOf(weights, context, scores).all();
      const off = difference(await forward(weights, context, scores), exact);
      expect(off).toBeLessThan(1e-5);
    }
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await forward(randomWeights(1), contextFor(1), randomScores(1, 50));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('ranks as the reference does, ties and all', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const weights = randomWeights(seed);
      const scores = randomScores(seed, 300);
      // Twins tie exactly.
      for (let s = 0; s < scores.names.length; s++)
        scores.matrix[s * 300 + 200] = scores.matrix[s * 300 + 100];
      const context = contextFor(seed);
      const approximate = await forward(weights, context, scores);
      const allowed = (item: number) => item % 7 !== 0;
      const tensor = topExactly(fuserOf(weights, context, scores), scores.n, 20, allowed, approximate);
      expect(tensor).toEqual(topExactly(fuserOf(weights, context, scores), scores.n, 20, allowed, null));
    }
  });
});

describe('topExactly', () => {
  it('gives the same slate for any backend error within the bound', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 40 }), (seed, count) => {
        const weights = randomWeights(seed);
        const scores = randomScores(seed, 120);
        const context = contextFor(seed);
        const exact = fuse(gateWeights(weights, context), scores);
        const random = seeded(seed + 1);
        const noisy = Float32Array.from(exact, (score) => score + (random() * 2 - 1) * 9e-4);
        const slate = topExactly(fuserOf(weights, context, scores), scores.n, count, () => true, noisy);
        expect(slate).toEqual(
          topExactly(fuserOf(weights, context, scores), scores.n, count, () => true, null),
        );
      }),
      { numRuns: 50 },
    );
  });
});

/** Examples in which people follow one signal, and another one where the context says so. */
function preferences(count: number): Example[] {
  const random = seeded(9);
  const s = SIGNALS.length;
  const candidates = 40;
  return Array.from({ length: count }, (_, person) => {
    const context = Float64Array.from(CONTEXT, () => random());
    const onlyNew = random() < 0.5;
    context[CONTEXT.indexOf('only-new')] = onlyNew ? 1 : 0;
    const rows = Array.from({ length: candidates }, () =>
      Float32Array.from({ length: s }, () => normal(random)),
    );
    const follow = onlyNew ? 0 : 2;
    rows.sort((a, b) => b[follow] - a[follow]);
    const features = new Float32Array(candidates * s);
    rows.forEach((row, c) => {
      features.set(row, c * s);
    });
    const known = Uint8Array.from({ length: candidates }, (_, c) => c % 2);
    return { context, features, known, targets: 2, correction: new Float32Array(candidates), person };
  });
}

describe('trainWeights', () => {
  beforeAll(async () => {
    await startBackend(['wasm']);
  });

  it('learns which signal counts in which context', async () => {
    const { weights } = await trainWeights(preferences(300), priorFusion(), { seed: 1, epochs: 30 });
    const of = (onlyNew: number, signal: number) => {
      const context = contextFor(2);
      context[CONTEXT.indexOf('only-new')] = onlyNew;
      return gateWeights(weights, context)[signal * CLASSES];
    };
    expect(of(1, 0)).toBeGreaterThan(of(1, 2) + 0.5);
    expect(of(0, 2)).toBeGreaterThan(of(0, 0) + 0.5);
  });

  it.each(LEVELS)('follows the numeric gradient of the loss (%s)', async (level) => {
    const [{ places: _, ...plain }] = preferences(1);
    const example = { ...plain, places: plain.features };
    example.correction.fill(1.5, 20);
    const loss = (weights: FusionWeights) => {
      // Features stand for places here: late fusion is the plain sum of them.
      const summed: FusionWeights = level === 'late' ? { ...weights, level: 'gated' } : weights;
      const logits = Array.from(example.correction, (correction, c) => {
        const row = example.features.subarray(c * SIGNALS.length, (c + 1) * SIGNALS.length);
        const one: SignalScores = {
          ...randomScores(1, 1),
          matrix: row,
          active: SIGNALS.map(() => true),
          known: example.known.subarray(c, c + 1),
        };
        return fuserOf(summed, example.context, one).one(0) + correction;
      });
      const most = Math.max(...logits);
      const sum = most + Math.log(logits.reduce((total, logit) => total + Math.exp(logit - most), 0));
      return (
        logits.slice(0, example.targets).reduce((total, logit) => total + sum - logit, 0) /
        Math.sqrt(example.targets)
      );
    };
    // Adam's first step moves every parameter by the rate, against the sign of its gradient.
    const options = { seed: 1, level, hidden: 0, epochs: 1, l2: 0, averaging: 0 };
    const [{ weights: from }, { weights: to }] = await Promise.all(
      [1e-9, 1e-3].map((learningRate) =>
        trainWeights([example], randomWeights(3, 0), { ...options, learningRate }),
      ),
    );
    let checked = 0;
    for (const [name, { values }] of Object.entries(from.parameters)) {
      for (let at = 0; at < values.length; at += 7) {
        const kept = values[at];
        values[at] = kept + 0.01;
        const up = loss(from);
        values[at] = kept - 0.01;
        const slope = (up - loss(from)) / 0.02;
        values[at] = kept;
        if (Math.abs(slope) < 1e-3 || (level === 'late' && name === 'in')) continue;
        checked++;
        expect(to.parameters[name].values[at] - kept).toBeCloseTo(-Math.sign(slope) * 1e-3, 4);
      }
    }
    expect(checked).toBeGreaterThan(5);
  });

  it('gives the same weights for the same seed', async () => {
    const examples = preferences(40);
    const [a, b] = [
      await trainWeights(examples, priorFusion(), { seed: 4, epochs: 3 }),
      await trainWeights(examples, priorFusion(), { seed: 4, epochs: 3 }),
    ];
    expect(a).toEqual(b);
  });

  it('leaves no tensor behind, and stops when told to', async () => {
    const before = tf.memory().numTensors;
    const stop = new AbortController();
    const told = trainWeights(
      preferences(40),
      priorFusion(),
      { seed: 1 },
      {
        signal: stop.signal,
        onProgress: () => stop.abort(),
      },
    );
    await expect(told).rejects.toThrow('abort');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses to learn from nothing', async () => {
    await expect(trainWeights([], priorFusion(), { seed: 1 })).rejects.toThrow(NoExamplesError);
  });
});

describe('the trial', () => {
  it('passes on backends that compute right, and tells where one is missing', async () => {
    let clock = 0;
    const trials = await measureBackends({ now: () => clock++, trial: fusionTrial(priorFusion(), 500) });
    expect(trials.map(({ backend, ok }) => [backend, ok])).toEqual([
      ['webgpu', false],
      ['wasm', true],
      ['cpu', true],
    ]);
    expect(trials[0].note).toContain('no WebGPU');
  });
});
