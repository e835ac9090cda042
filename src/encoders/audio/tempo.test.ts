import { expect, test } from 'vitest';
import type { Clip } from '../encoder.ts';
import { clickTrack, madeSound, randomFrom, tone, variedSounds } from './made-sounds.ts';
import { melOf } from './mel.ts';
import { onsetsOf } from './onsets.ts';
import { RATE, soundOf } from './sound.ts';
import { spectrogramOf } from './spectrogram.ts';
import { tempoOf } from './tempo.ts';

const onsetsIn = (clip: Clip) => onsetsOf(melOf(spectrogramOf(soundOf(clip).samples, RATE, 1024, 256), 40));
const tempoIn = (clip: Clip) => tempoOf(onsetsIn(clip));

test.each([60, 75, 90, 120, 140])('a click track of %d beats a minute is found within 2 %%', (bpm) => {
  const { bpm: found, strength } = tempoIn(clickTrack(bpm));
  expect(Math.abs((found as number) / bpm - 1)).toBeLessThan(0.02);
  expect(strength).toBeGreaterThan(0.9);
});

test('plain clicks of 174 a minute are taken for two to a beat, within 2 %', () => {
  expect(Math.abs((tempoIn(clickTrack(174)).bpm as number) / 87 - 1)).toBeLessThan(0.02);
});

test('each click is an onset', () => {
  const { rate } = onsetsIn(clickTrack(120, 10));
  expect(rate).toBeGreaterThan(1.9);
  expect(rate).toBeLessThan(2.1);
});

test('tunes, with drums or without, are found within 4 % or an octave of it', () => {
  const sounds = variedSounds(12, 31);
  const found = sounds.filter((sound) => {
    const { bpm } = tempoIn(madeSound(sound));
    return bpm !== null && [0.5, 1, 2].some((octave) => Math.abs(bpm / sound.tempo / octave - 1) < 0.04);
  });
  expect(found.length).toBeGreaterThanOrEqual(11);
});

test('a held tone and plain noise have no beat', () => {
  const random = randomFrom(3);
  const noise = { sampleRate: RATE, samples: Float32Array.from({ length: 4 * RATE }, () => random() - 0.5) };
  expect(tempoIn(tone(440, 4)).bpm).toBeNull();
  expect(tempoIn(noise).strength).toBeLessThan(0.15);
});

test('rhythm stays on a scale of -1 to 1 in the shortest clip', () => {
  const { rhythm } = tempoIn(clickTrack(200, 0.6));
  for (const value of rhythm) expect(Math.abs(value)).toBeLessThanOrEqual(1.001);
});
