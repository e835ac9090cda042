/**
 * Bayesian optimisation (Snoek, Larochelle & Adams 2012, "Practical Bayesian Optimization of Machine Learning
 * Algorithms", NIPS): a Gaussian process guesses what has not been tried, and the next trial is where the expected
 * improvement over the best one, averaged over the process's hyperparameters, is largest.
 */
import { type GaussianProcess, nearby, type Observations, sampleProcesses } from './gaussian-process.ts';
import { anywhere, firstNew, latinHypercube, type Method, type Situation } from './method.ts';
import type { Point, Space } from './space.ts';

/** Samples of the hyperparameters; the paper's implementation takes ten. */
const SAMPLES = 8;

/** Random places that the expected improvement is worked out at, and the best of them that are refined. */
const CANDIDATES = 400;
const REFINED = 4;

/** Steps around a good place, each a third as far as the one before, and tries at each. */
const STEPS = [0.1, 0.03, 0.01];
const TRIES = 12;

export const bayesian: Method = (situation) => {
  const { told, space, isNew } = situation;
  // A process says nothing worth hearing before there is a point or so for each direction.
  const first = space.dimensions + 2;
  if (told.length < first) {
    const start = latinHypercube(situation, first);
    let drawn = false;
    return firstNew(situation, () => {
      if (drawn) return anywhere(situation);
      drawn = true;
      return start[told.length];
    });
  }
  const processes = sampleProcesses(observationsOf(situation), SAMPLES, situation.random);
  const best = bestOf(situation);
  const candidate = (point: Point): Candidate | null => {
    const snapped = space.snap(point);
    if (!isNew(snapped)) return null;
    return { point: snapped, worth: meanImprovement(processes, columnsOf(space, snapped), best.value) };
  };
  const candidates = Array.from({ length: CANDIDATES }, () => candidate(anywhere(situation)));
  const starts = candidates
    .filter((one) => one !== null)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, REFINED);
  // The best trial's surroundings, too: chance alone would rarely meet them in many dimensions.
  const around = candidate(nearby(best.point, STEPS[0], situation.random));
  if (around !== null) starts.push(around);
  const refined = starts.map((start) => refine(start, candidate, situation));
  if (refined.length === 0) return firstNew(situation, () => anywhere(situation));
  return refined.reduce((a, b) => (b.worth > a.worth ? b : a)).point;
};

interface Candidate {
  point: Point;
  /** Expected improvement, in standard deviations of the values. */
  worth: number;
}

function refine(
  start: Candidate,
  candidate: (point: Point) => Candidate | null,
  { random }: Situation,
): Candidate {
  let best = start;
  for (const step of STEPS) {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const next = candidate(nearby(best.point, step, random));
      if (next !== null && next.worth > best.worth) best = next;
    }
  }
  return best;
}

/** Values standardised; choices as corners that are all equally far apart. */
function observationsOf({ told, space }: Situation): Observations {
  const { mean, deviation } = momentsOf(told.map(({ value }) => value));
  return {
    places: told.map(({ point }) => columnsOf(space, point)),
    values: Float64Array.from(told, ({ value }) => (value - mean) / deviation),
    lengthOf: space.parameters.flatMap(({ scale }, side) =>
      scale.kind === 'choice' ? scale.of.map(() => side) : [side],
    ),
    lengths: space.dimensions,
  };
}

/** The best trial, its value standardised as the observations are. */
function bestOf({ told }: Situation): { point: Point; value: number } {
  const { mean, deviation } = momentsOf(told.map(({ value }) => value));
  const { point, value } = told.reduce((a, b) => (b.value > a.value ? b : a));
  return { point, value: (value - mean) / deviation };
}

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function columnsOf(space: Space, point: Point): number[] {
  return space.parameters.flatMap(({ scale }, side) => {
    if (scale.kind !== 'choice') return [point[side]];
    const chosen = Math.min(scale.of.length - 1, Math.floor(point[side] * scale.of.length));
    return scale.of.map((_, index) => (index === chosen ? Math.SQRT1_2 : 0));
  });
}

function meanImprovement(
  processes: readonly GaussianProcess[],
  place: readonly number[],
  best: number,
): number {
  let sum = 0;
  for (const process of processes) {
    const { mean, variance } = process.predict(place);
    sum += expectedImprovement(mean, Math.sqrt(variance), best);
  }
  return sum / processes.length;
}

/** Of a normal variable over `best` (Mockus, Tiesis & Zilinskas 1978). */
export function expectedImprovement(mean: number, deviation: number, best: number): number {
  const gain = mean - best;
  if (deviation === 0) return Math.max(0, gain);
  const z = gain / deviation;
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  return Math.max(0, gain * normalBelow(z) + deviation * density);
}

/** The standard normal distribution function, to 1e-7 (Abramowitz & Stegun 1964, 26.2.17). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)) * polynomial;
  return z > 0 ? 1 - tail : tail;
}
