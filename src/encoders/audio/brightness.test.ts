import { expect, test } from 'vitest';
import { brightnessOf } from './brightness.ts';
import { madeSound, randomFrom, tone } from './made-sounds.ts';
import { RATE, soundOf } from './sound.ts';
import { spectrogramOf } from './spectrogram.ts';

const brightnessIn = (samples: Float32Array) => brightnessOf(spectrogramOf(samples, RATE, 1024, 256));

test('a tone has its centre and its rolloff at its own frequency', () => {
  const { centroid, rolloff, variation } = brightnessIn(tone(1500).samples);
  expect(centroid / 1500).toBeCloseTo(1, 1);
  expect(rolloff / 1500).toBeCloseTo(1, 1);
  expect(variation).toBeLessThan(0.05);
});

test('the same tune with stronger overtones is brighter', () => {
  const dull = brightnessIn(soundOf(madeSound({ brightness: 0.2 })).samples);
  const bright = brightnessIn(soundOf(madeSound({ brightness: 0.9 })).samples);
  expect(bright.centroid).toBeGreaterThan(1.5 * dull.centroid);
  expect(bright.rolloff).toBeGreaterThan(dull.rolloff);
});

test('noise is flat and wide, a tone neither', () => {
  const random = randomFrom(1);
  const noise = brightnessIn(Float32Array.from({ length: RATE }, () => random() - 0.5));
  const pure = brightnessIn(tone(800).samples);
  expect(noise.flatness).toBeGreaterThan(-5);
  expect(pure.flatness).toBeLessThan(-30);
  expect(noise.bandwidth).toBeGreaterThan(5 * pure.bandwidth);
  // Of the octave that holds the tone.
  expect(pure.contrast[2]).toBeGreaterThan(noise.contrast[2] + 20);
});

test('a rest between notes changes little', () => {
  const { samples } = tone(1000);
  const rested = samples.slice().fill(0, samples.length / 2);
  expect(brightnessIn(rested).centroid / brightnessIn(samples).centroid).toBeCloseTo(1, 1);
});
