import { expect, test } from 'vitest';
import { tone } from './made-sounds.ts';
import { melOf } from './mel.ts';
import { spectrogramOf } from './spectrogram.ts';

const RATE = 22_050;

test('a tone has its power at its frequency, as much as its level says', () => {
  const { power, bins, frames, resolution } = spectrogramOf(
    tone(1000, 1, RATE, 0.5).samples,
    RATE,
    1024,
    256,
  );
  expect(frames).toBe(Math.floor((RATE - 1024) / 256) + 1);
  const row = power.subarray(3 * bins, 4 * bins);
  const highest = row.indexOf(Math.max(...row));
  expect(highest).toBe(Math.round(1000 / resolution));
  // Between two frequencies some of it falls to the neighbour.
  expect(row[highest]).toBeGreaterThan(0.5 ** 2 * 0.7);
  expect(row[highest]).toBeLessThan(0.5 ** 2 * 1.01);
});

test('what is shorter than a frame is one frame', () => {
  expect(spectrogramOf(new Float32Array(10).fill(0.1), RATE, 1024, 256).frames).toBe(1);
});

test('a higher tone is loudest in a higher band, and each band hears something', () => {
  const loudestBand = (hertz: number) => {
    const mel = melOf(spectrogramOf(tone(hertz, 0.3, RATE).samples, RATE, 1024, 256), 40);
    const row = mel.levels.subarray(0, mel.bands);
    return row.indexOf(Math.max(...row));
  };
  const bands = [100, 200, 400, 800, 1600, 3200, 6400].map(loudestBand);
  expect(bands).toEqual([...new Set(bands)].sort((a, b) => a - b));
});

test('levels reach down to a floor below the loudest, so that silence is finite', () => {
  const samples = tone(500, 1, RATE).samples.fill(0, RATE / 2);
  const { levels } = melOf(spectrogramOf(samples, RATE, 1024, 256), 40);
  const loudest = Math.max(...levels);
  expect(Math.min(...levels)).toBeCloseTo(loudest - 70, 3);
});
