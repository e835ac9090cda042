import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkGolden, GOLDEN_TEXTS, GoldenMismatchError, goldenInputs, goldenOf } from './golden.ts';

const vectors = Float32Array.from({ length: GOLDEN_TEXTS.length * 8 }, (_, i) => Math.sin(i * i + 1));
const golden = goldenOf(vectors);

describe('checkGolden', () => {
  it('accepts the same vectors, and slightly different ones', () => {
    checkGolden(golden, vectors, 'a test');
    checkGolden(
      golden,
      vectors.map((value, i) => value + 0.02 * Math.cos(i)),
      'a test',
    );
  });

  it('refuses another direction and names the text', () => {
    const turned = vectors.slice();
    turned.fill(0.5, 8, 16);
    expect(() => checkGolden(golden, turned, 'model on webgpu')).toThrow(GoldenMismatchError);
    expect(() => checkGolden(golden, turned, 'model on webgpu')).toThrow(/model on webgpu .*Two-person tent/);
  });

  it('refuses NaN, zeros and too few numbers', () => {
    expect(() =>
      checkGolden(
        golden,
        vectors.map(() => Number.NaN),
        'a test',
      ),
    ).toThrow(GoldenMismatchError);
    expect(() =>
      checkGolden(
        golden,
        vectors.map(() => 0),
        'a test',
      ),
    ).toThrow(GoldenMismatchError);
    expect(() => checkGolden(golden, vectors.slice(0, 20), 'a test')).toThrow(GoldenMismatchError);
  });
});

describe('goldenInputs', () => {
  it('never change: models installed with them would be refused', () => {
    const hash = createHash('sha256');
    for (const { data } of goldenInputs('image')) hash.update(data);
    expect(hash.digest('hex').slice(0, 16)).toBe('e212ac8d772943f4');
    expect(goldenInputs('text')).toEqual(GOLDEN_TEXTS);
    // Sines differ in their last digits from one engine to another: a few samples, roughly.
    const heard = goldenInputs('audio').flatMap(({ samples }) => [100, 5000, 20_000].map((i) => samples[i]));
    const known = [-0.023, -0.117, 0.589, -0.197, 0.001, 0, -0.283, -0.09, 0.003];
    heard.forEach((sample, i) => {
      expect(sample).toBeCloseTo(known[i], 2);
    });
  });

  it('are pictures and clips with something to tell apart', () => {
    const pictures = goldenInputs('image');
    expect(pictures.some(({ width, height }) => width > height)).toBe(true);
    expect(pictures.some(({ width, height }) => width < height)).toBe(true);
    for (const { width, height, data } of pictures) {
      expect(data).toHaveLength(width * height * 4);
      expect(new Set(data).size).toBeGreaterThan(2);
    }
    expect(pictures.some(({ data }) => data.some((value, i) => i % 4 === 3 && value === 0))).toBe(true);
    for (const { samples } of goldenInputs('audio')) {
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      expect(loudest).toBeGreaterThan(0.3);
      expect(loudest).toBeLessThanOrEqual(1);
    }
  });

  it('are named where one of them differs', () => {
    const made = Float32Array.from({ length: goldenInputs('audio').length * 4 }, (_, i) => Math.cos(3 * i));
    const other = made.slice();
    other.fill(0.5, 4, 8);
    expect(() => checkGolden(goldenOf(made, 'audio'), other, 'a test')).toThrow(/"a beat of 120 a minute"/);
  });
});
