import { describe, expect, it } from 'vitest';
import { seeded } from '../random.ts';
import { expectedImprovement } from './bayesian.ts';
import { GaussianProcess, type Observations, sampleProcesses } from './gaussian-process.ts';

const line = (places: number[], values: number[]): Observations => ({
  places: places.map((place) => [place]),
  values: Float64Array.from(values),
  lengthOf: [0],
  lengths: 1,
});

/** Variance 1, noise, length. */
const theta = (noise: number, length: number) => Float64Array.of(0, Math.log(noise), Math.log(length));

describe('a Gaussian process', () => {
  it('knows what it was told by one observation as worked out by hand', () => {
    const process = new GaussianProcess(line([0.2], [1.5]), theta(0.25, 0.5));
    // Matérn 5/2 at a distance of 0.3 with a length of 0.5.
    const r = (Math.sqrt(5) * 0.3) / 0.5;
    const along = (1 + r + r ** 2 / 3) * Math.exp(-r);
    const { mean, variance } = process.predict([0.5]);
    expect(mean).toBeCloseTo((along * 1.5) / 1.25, 7);
    expect(variance).toBeCloseTo(1 - along ** 2 / 1.25, 7);
    // Of a normal value of variance 1.25, and the prior of the noise; the others are at their means.
    const noise = (Math.log(0.25) - Math.log(1e-3)) / 2;
    const expected = -0.5 * (1.5 ** 2 / 1.25 + Math.log(1.25) + noise ** 2);
    expect(process.logPosterior()).toBeCloseTo(expected, 6);
  });

  it('goes through its observations and is unsure between them', () => {
    const places = [0, 0.2, 0.5, 0.9];
    const values = [1, -1, 0.5, 0];
    const process = new GaussianProcess(line(places, values), theta(1e-6, 0.2));
    places.forEach((place, i) => {
      const { mean, variance } = process.predict([place]);
      expect(mean).toBeCloseTo(values[i], 4);
      expect(variance).toBeLessThan(1e-4);
    });
    expect(process.predict([0.7]).variance).toBeGreaterThan(0.1);
  });

  it('draws long scales for what changes slowly, short ones for what does not', () => {
    const places = Array.from({ length: 16 }, (_, i) => i / 15);
    const meanVariance = (values: number[]) => {
      const processes = sampleProcesses(line(places, values), 8, seeded(1));
      // Half way between two observations.
      const lone = processes.map((process) => process.predict([0.033]).variance);
      return lone.reduce((sum, value) => sum + value, 0) / lone.length;
    };
    const slow = meanVariance(places.map((place) => Math.sin(3 * place)));
    const quick = meanVariance(places.map((_, i) => (i % 2 === 0 ? 1 : -1)));
    expect(slow).toBeLessThan(0.2 * quick);
  });
});

describe('expected improvement', () => {
  it('is the integral that it stands for', () => {
    for (const [mean, deviation, best] of [
      [0, 1, 0.5],
      [1, 0.3, 0.9],
      [-2, 1, 0],
    ]) {
      let integral = 0;
      const step = 1e-3;
      for (let z = -8; z < 8; z += step) {
        const gain = Math.max(0, mean + deviation * z - best);
        integral += (gain * Math.exp(-0.5 * z * z) * step) / Math.sqrt(2 * Math.PI);
      }
      expect(expectedImprovement(mean, deviation, best)).toBeCloseTo(integral, 4);
    }
    expect(expectedImprovement(3, 0, 1)).toBe(2);
    expect(expectedImprovement(1, 0, 3)).toBe(0);
  });
});
