/**
 * Gaussian process regression (Rasmussen & Williams 2006, chapters 2 and 5): a smooth guess at a function from a few
 * of its values, and how sure it is. Small data only: fitting takes the cube of their number.
 */
import { NotPositiveDefiniteError, solveInPlace } from '../../compute/linear-algebra.ts';
import { normal, type Random } from '../random.ts';

/** The data: places in a cube, and values of mean 0 and variance 1. */
export interface Observations {
  /** n rows. Several columns may belong to one length. */
  places: readonly (readonly number[])[];
  values: Float64Array;
  /** Of each column: which length scale is its own. */
  lengthOf: readonly number[];
  lengths: number;
}

/** Logarithms of: the function's variance, the noise's variance, and how far each length scale reaches. */
export type Hyperparameters = Float64Array;

/**
 * Normal priors of the logarithms. Values are standardised and the cube has sides of 1, so a variance of 1 and a
 * length of half a side are what to expect; measured quality has little noise, but isn't smooth to the last digit.
 */
const PRIORS = {
  variance: { mean: 0, deviation: 1 },
  noise: { mean: Math.log(1e-3), deviation: 2 },
  length: { mean: Math.log(0.5), deviation: 1 },
};

const priorOf = (index: number) =>
  index === 0 ? PRIORS.variance : index === 1 ? PRIORS.noise : PRIORS.length;

/** What keeps a factorisation from failing where two places are next to each other. */
const JITTER = 1e-8;

/** Given its hyperparameters. */
export class GaussianProcess {
  /** Cholesky factor of the covariance, n x n, lower triangle. */
  private readonly factor: Float64Array;
  /** Covariance^-1 values. */
  private readonly weights: Float64Array;
  private readonly row: Float64Array;
  /** Of each column: length scale^-2. */
  private readonly scales: Float64Array;

  /** @throws NotPositiveDefiniteError */
  constructor(
    private readonly data: Observations,
    private readonly theta: Hyperparameters,
  ) {
    const n = data.values.length;
    this.factor = new Float64Array(n * n);
    this.scales = Float64Array.from(data.lengthOf, (length) => Math.exp(-2 * theta[2 + length]));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        this.factor[i * n + j] = this.covariance(data.places[i], data.places[j]);
      }
      this.factor[i * n + i] = Math.exp(theta[0]) + Math.exp(theta[1]) + JITTER;
    }
    this.weights = data.values.slice();
    solveInPlace(this.factor, this.weights, n);
    this.row = new Float64Array(n);
  }

  /** Logarithm of the values' probability times the hyperparameters', but for a constant. */
  logPosterior(): number {
    const { values } = this.data;
    const n = values.length;
    let sum = 0;
    for (let i = 0; i < n; i++) sum -= 0.5 * values[i] * this.weights[i] + Math.log(this.factor[i * n + i]);
    return this.theta.reduce((total, value, index) => {
      const { mean, deviation } = priorOf(index);
      return total - 0.5 * ((value - mean) / deviation) ** 2;
    }, sum);
  }

  /** Of the function at a place, noise apart. */
  predict(place: readonly number[]): { mean: number; variance: number } {
    const { data, theta, factor, weights, row } = this;
    const n = weights.length;
    let mean = 0;
    let variance = Math.exp(theta[0]);
    for (let i = 0; i < n; i++) {
      const along = this.covariance(place, data.places[i]);
      mean += along * weights[i];
      let rest = along;
      for (let j = 0; j < i; j++) rest -= factor[i * n + j] * row[j];
      row[i] = rest / factor[i * n + i];
      variance -= row[i] ** 2;
    }
    return { mean, variance: Math.max(0, variance) };
  }

  /** Matérn 5/2: twice differentiable, as Snoek, Larochelle & Adams 2012 advise for such functions. */
  private covariance(a: readonly number[], b: readonly number[]): number {
    let square = 0;
    for (let column = 0; column < a.length; column++) {
      square += (a[column] - b[column]) ** 2 * this.scales[column];
    }
    const distance = Math.sqrt(5 * square);
    return Math.exp(this.theta[0] - distance) * (1 + distance + distance ** 2 / 3);
  }
}

/** Rounds of the sampler before the first sample, and between two of them. */
const BURN_IN = 10;
const THINNING = 2;

/**
 * Processes with hyperparameters drawn from their posterior by slice sampling (Neal 2003): few values leave open how
 * smooth a function is, and a search that settled on one answer would be too sure of itself.
 */
export function sampleProcesses(data: Observations, count: number, random: Random): GaussianProcess[] {
  let theta = Float64Array.from({ length: 2 + data.lengths }, (_, index) => priorOf(index).mean);
  let process = new GaussianProcess(data, theta);
  let height = process.logPosterior();
  const processes: GaussianProcess[] = [];

  /** Replaces one hyperparameter by a draw from its distribution given the others. */
  const redraw = (index: number): void => {
    const level = height + Math.log(1 - random());
    const at = theta[index];
    const width = priorOf(index).deviation;
    let low = at - width * random();
    let high = low + width;
    const above = (value: number): boolean => {
      const moved = theta.slice();
      moved[index] = value;
      try {
        const candidate = new GaussianProcess(data, moved);
        const its = candidate.logPosterior();
        if (!(its > level)) return false;
        [theta, process, height] = [moved, candidate, its];
        return true;
      } catch (error) {
        if (error instanceof NotPositiveDefiniteError) return false;
        throw error;
      }
    };
    const here = [theta, process, height] as const;
    const reaches = (value: number): boolean => {
      const reached = above(value);
      [theta, process, height] = here;
      return reached;
    };
    for (let step = 0; step < 4 && reaches(low); step++) low -= width;
    for (let step = 0; step < 4 && reaches(high); step++) high += width;
    for (let shrink = 0; shrink < 30; shrink++) {
      const value = low + (high - low) * random();
      if (above(value)) return;
      if (value < at) low = value;
      else high = value;
    }
  };

  for (let round = 0; processes.length < count; round++) {
    for (let index = 0; index < theta.length; index++) redraw(index);
    if (round >= BURN_IN && (round - BURN_IN) % THINNING === 0) processes.push(process);
  }
  return processes;
}

/** A place near another, a normal step of `deviation` in each column. */
export function nearby(place: readonly number[], deviation: number, random: Random): number[] {
  return place.map((value) => Math.min(1, Math.max(0, value + deviation * normal(random))));
}
