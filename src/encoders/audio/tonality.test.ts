import { expect, test } from 'vitest';
import type { Clip } from '../encoder.ts';
import { madeSound, tone } from './made-sounds.ts';
import { RATE, soundOf } from './sound.ts';
import { spectrogramOf } from './spectrogram.ts';
import { tonalityOf } from './tonality.ts';

const tonalityIn = (clip: Clip) => tonalityOf(spectrogramOf(soundOf(clip).samples, RATE, 8192, 2048));

test('an A is an A in every octave', () => {
  for (const hertz of [110, 220, 440, 880]) {
    const { chroma } = tonalityIn(tone(hertz));
    expect(chroma.indexOf(Math.max(...chroma)), `${hertz} Hz`).toBe(9);
    expect(chroma.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
  }
});

test('major and minor are told apart, each with its tonic', () => {
  let right = 0;
  for (const tonic of [57, 60, 64]) {
    for (const mode of ['major', 'minor'] as const) {
      for (const seed of [1, 2]) {
        const found = tonalityIn(madeSound({ tonic, mode, seed, chords: 1, density: 2, seconds: 10 }));
        if (found.mode > 0 === (mode === 'major') && found.tonic === tonic % 12) right++;
      }
    }
  }
  // Of 12. A tune may well sound like its relative key, to people too.
  expect(right).toBeGreaterThanOrEqual(10);
});

test('the intervals stay when a piece is transposed', () => {
  const low = tonalityIn(madeSound({ tonic: 57, chords: 1 }));
  const high = tonalityIn(madeSound({ tonic: 61, chords: 1 }));
  expect(high.tonic).toBe((low.tonic + 4) % 12);
  low.intervals.forEach((magnitude, i) => {
    expect(Math.abs(high.intervals[i] - magnitude)).toBeLessThan(0.06);
  });
});

test('one tone alone is in every interval: all magnitudes are the same and high', () => {
  const { intervals } = tonalityIn(tone(440));
  for (const magnitude of intervals) expect(magnitude).toBeGreaterThan(0.3);
});
