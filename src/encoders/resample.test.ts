import { describe, expect, it } from 'vitest';
import { resample } from './resample.ts';

const tone = (hertz: number, sampleRate: number, seconds = 0.5) => ({
  sampleRate,
  samples: Float32Array.from({ length: Math.round(sampleRate * seconds) }, (_, i) =>
    Math.sin((2 * Math.PI * hertz * i) / sampleRate),
  ),
});

/** The loudest difference, without the ends, where there is nothing beyond to interpolate from. */
function distance(a: Float32Array, b: Float32Array): number {
  const margin = 600;
  let most = 0;
  for (let i = margin; i < Math.min(a.length, b.length) - margin; i++)
    most = Math.max(most, Math.abs(a[i] - b[i]));
  return most;
}

describe('resample', () => {
  it.each([
    [44_100, 48_000],
    [48_000, 22_050],
    [8_000, 48_000],
    [192_000, 16_000],
    [11_127, 16_000],
  ])('keeps a tone that both rates have, from %i to %i', (from, to) => {
    const hertz = 0.15 * Math.min(from, to);
    const resampled = resample(tone(hertz, from), to);
    expect(resampled.length).toBe(Math.ceil((Math.round(from * 0.5) * to) / from));
    expect(distance(resampled, tone(hertz, to).samples)).toBeLessThan(2e-3);
  });

  it('leaves out a tone that the lower rate has not, instead of folding it down', () => {
    const resampled = resample(tone(15_000, 48_000), 16_000);
    expect(distance(resampled, new Float32Array(resampled.length))).toBeLessThan(1e-3);
  });

  it('keeps silence, a constant, and no samples at all', () => {
    expect([...resample({ sampleRate: 8000, samples: new Float32Array(3) }, 16_000)]).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
    const constant = resample({ sampleRate: 44_100, samples: new Float32Array(4000).fill(0.5) }, 48_000);
    expect(distance(constant, new Float32Array(constant.length).fill(0.5))).toBeLessThan(1e-6);
    expect(resample({ sampleRate: 8000, samples: new Float32Array() }, 48_000)).toHaveLength(0);
  });

  it('gives the samples themselves where the rate is right', () => {
    const clip = tone(440, 16_000);
    expect(resample(clip, 16_000)).toBe(clip.samples);
  });
});
