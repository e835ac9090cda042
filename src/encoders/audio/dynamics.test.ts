import { expect, test } from 'vitest';
import { dynamicsOf } from './dynamics.ts';
import { clickTrack, tone } from './made-sounds.ts';

const RATE = 22_050;

test('a held tone has no dynamics, and the crest of a sine', () => {
  const { deviation, range, crest, movement } = dynamicsOf(tone(440, 3).samples, RATE);
  expect(deviation).toBeLessThan(0.1);
  expect(range).toBeLessThan(0.2);
  expect(movement).toBeLessThan(0.1);
  expect(crest).toBeCloseTo(3.01, 1);
});

test('a tone that grows by 20 dB has that range, less its ends', () => {
  const { samples } = tone(440, 4);
  const grown = samples.map((value, i) => value * 10 ** (i / samples.length - 1));
  const { range } = dynamicsOf(grown, RATE);
  // From the 10th to the 95th of a hundred.
  expect(range).toBeGreaterThan(16);
  expect(range).toBeLessThan(18);
});

test('clicks are mostly silence; the level by itself changes nothing', () => {
  const { samples } = clickTrack(60);
  const clicks = dynamicsOf(samples, RATE);
  expect(clicks.quiet).toBeGreaterThan(0.85);
  expect(clicks.movement).toBeGreaterThan(2);
  const softer = dynamicsOf(
    samples.map((value) => value / 8),
    RATE,
  );
  for (const [name, value] of Object.entries(clicks)) {
    expect(softer[name as keyof typeof softer], name).toBeCloseTo(value, 3);
  }
});
