/**
 * Intervals by the bootstrap over users: of a mean, and of the difference between two on the same users.
 * Percentile method (Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13). And Wilson's interval of
 * a share, for the few choices of one visitor.
 */
import { seeded } from '../training/random.ts';

export interface Interval {
  mean: number;
  low: number;
  high: number;
}

/** Draws behind an interval: the usual number for 95 %; fewer where people are many, and intervals narrow. */
const samplesFor = (users: number) => Math.max(200, Math.min(1000, Math.floor(2e7 / users)));

const LEVEL = 0.95;

/**
 * Draws users with replacement, all their cases together, and reads off percentiles. The same draws for every
 * question, so that rows of one table are compared on the same samples.
 */
export class Bootstrap {
  private readonly draws = new Map<number, Uint32Array>();

  /** @param users The user of each case. */
  constructor(
    private readonly users: ArrayLike<number>,
    private readonly seed: number,
  ) {}

  /** @param each One value a case; NaN where it has none. Null if all are NaN. */
  mean(each: ArrayLike<number>): Interval | null {
    const sums = new Map<number, [sum: number, n: number]>();
    for (let i = 0; i < this.users.length; i++) {
      if (Number.isNaN(each[i])) continue;
      const known = sums.get(this.users[i]) ?? [0, 0];
      known[0] += each[i];
      known[1]++;
      sums.set(this.users[i], known);
    }
    if (sums.size === 0) return null;
    const ordered = [...sums].sort(([a], [b]) => a - b);
    const sum = Float64Array.from(ordered, ([, [total]]) => total);
    const count = Float64Array.from(ordered, ([, [, n]]) => n);
    const drawn = this.drawsOf(sum.length);
    const samples = samplesFor(sum.length);
    const means = new Float64Array(samples);
    for (let sample = 0, at = 0; sample < samples; sample++) {
      let total = 0;
      let n = 0;
      for (let i = 0; i < sum.length; i++, at++) {
        total += sum[drawn[at]];
        n += count[drawn[at]];
      }
      means[sample] = total / n;
    }
    means.sort();
    const percentile = (share: number) => means[Math.min(samples - 1, Math.floor(share * samples))];
    const all = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    return {
      mean: all(sum) / all(count),
      low: percentile((1 - LEVEL) / 2),
      high: percentile((1 + LEVEL) / 2),
    };
  }

  /** Of a - b, over cases where both have a value. */
  difference(a: ArrayLike<number>, b: ArrayLike<number>): Interval | null {
    return this.mean(Float64Array.from(a, (value, i) => value - b[i]));
  }

  private drawsOf(users: number): Uint32Array {
    let drawn = this.draws.get(users);
    if (drawn === undefined) {
      const random = seeded(this.seed);
      drawn = new Uint32Array(samplesFor(users) * users);
      for (let i = 0; i < drawn.length; i++) drawn[i] = Math.floor(random() * users);
      this.draws.set(users, drawn);
    }
    return drawn;
  }
}

/** Quantile of the standard normal that leaves 2.5 % above it. */
const NORMAL = 1.959964;

/**
 * Wilson's score interval of a share (Wilson 1927), 95 %: honest for few trials and for shares of 0 and 1, where the
 * bootstrap has nothing to draw from.
 * @param share Of successes, 0 to 1.
 * @param trials All of 0 to 1 without any.
 */
export function wilson(share: number, trials: number): { low: number; high: number } {
  if (trials === 0) return { low: 0, high: 1 };
  const z = NORMAL ** 2 / trials;
  const middle = (share + z / 2) / (1 + z);
  const half = (NORMAL / (1 + z)) * Math.sqrt((share * (1 - share)) / trials + z / (4 * trials));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
