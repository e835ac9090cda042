import { describe, expect, it } from 'vitest';
import { checkGolden, GOLDEN_TEXTS, GoldenMismatchError, goldenOf } from './golden.ts';

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
