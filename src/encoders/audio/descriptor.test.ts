import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../property-tests.ts';
import { MediaFileError } from '../encode-files.ts';
import type { Clip } from '../encoder.ts';
import { describeClip, rawNumbersOf } from './descriptor.ts';
import { clickTrack, madeSound, tone } from './made-sounds.ts';
import { PARTS, placeOf } from './parts.ts';
import { SOUNDS } from './sounds-stamp.ts';
import standard from './standard.json';

const TUNE = { seed: 4, drums: 0.5, density: 2, seconds: 5 };

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

const vectorOf = (clip: Clip) => describeClip(clip).vector;

test('a vector has length 1, and as many numbers as its stamp and its constants', () => {
  const vector = vectorOf(madeSound());
  expect(vector.length).toBe(SOUNDS.dimensions);
  expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  expect(standard.means.length).toBe(SOUNDS.dimensions);
  expect(standard.deviations.every((deviation) => deviation > 0)).toBe(true);
});

test('each part has as many numbers as it says, so that places are where they are looked for', () => {
  const numbers = rawNumbersOf(tone(440, 1));
  expect(Object.values(PARTS).reduce((sum, { length }) => sum + length, 0)).toBe(numbers.length);
  const { features } = describeClip(madeSound());
  const raw = rawNumbersOf(madeSound());
  expect(2 ** raw[placeOf('brightness')]).toBeCloseTo(features.brightness, 6);
  expect(raw[placeOf('tempo')]).toBeCloseTo(
    Math.log2((features.tempo as number) / 120) * features.tempoStrength,
    9,
  );
});

test('the same music stored otherwise has nearly the same vector', () => {
  const plain = vectorOf(madeSound({ ...TUNE, sampleRate: 44_100 }));
  const other = vectorOf(
    madeSound({ tempo: 75, mode: 'minor', brightness: 0.9, sustain: 0.2, seed: 9, noise: 0.5 }),
  );
  const same: [string, Clip, number][] = [
    ['quieter by 20 dB', scaled(madeSound({ ...TUNE, sampleRate: 44_100 }), 0.1), 0.9999],
    ['48 kHz', madeSound({ ...TUNE, sampleRate: 48_000 }), 0.98],
    ['32 kHz', madeSound({ ...TUNE, sampleRate: 32_000 }), 0.98],
    ['100 ms later', delayed(madeSound({ ...TUNE, sampleRate: 44_100 }), 0.1), 0.98],
    ['a whole tone higher', madeSound({ ...TUNE, sampleRate: 44_100, tonic: 62 }), 0.93],
  ];
  for (const [how, clip, least] of same) expect(cosine(plain, vectorOf(clip)), how).toBeGreaterThan(least);
  expect(cosine(plain, other)).toBeLessThan(0.5);
});

test('features say what was made', () => {
  const slow = describeClip(madeSound({ tempo: 70, brightness: 0.1, drums: 0.3, chords: 1 })).features;
  const quick = describeClip(madeSound({ tempo: 150, brightness: 0.95, drums: 1, density: 2 })).features;
  expect(quick.brightness).toBeGreaterThan(1.5 * slow.brightness);
  expect(quick.onsets).toBeGreaterThan(1.5 * slow.onsets);
  expect(describeClip(clickTrack(120)).features.tempo).toBeCloseTo(120, 0);
  const loud = describeClip(tone(440, 2, 22_050, 0.8)).features;
  const quiet = describeClip(tone(440, 2, 22_050, 0.08)).features;
  expect(loud.loudness - quiet.loudness).toBeCloseTo(20, 1);
  expect(loud.mode).toBeNull();
  expect(describeClip(madeSound({ tonic: 62, chords: 1, seconds: 10 })).features).toMatchObject({
    tonic: 'D',
    mode: 'major',
  });
});

test('each kind of change moves the vector: nearest is what differs least', () => {
  const base = { seed: 11, tempo: 100, drums: 0.4, chords: 0.7 } as const;
  const from = vectorOf(madeSound(base));
  const near = cosine(from, vectorOf(madeSound({ ...base, seed: 12, tempo: 103 })));
  const far = {
    brightness: vectorOf(madeSound({ ...base, brightness: 0.95 })),
    density: vectorOf(madeSound({ ...base, density: 4, tempo: 150 })),
    drums: vectorOf(madeSound({ ...base, drums: 0, sustain: 1 })),
    noise: vectorOf(madeSound({ ...base, noise: 1 })),
  };
  for (const [what, vector] of Object.entries(far)) expect(cosine(from, vector), what).toBeLessThan(near);
});

test('silent and too short clips have no vector', () => {
  const clip = (samples: Float32Array, sampleRate = 44_100): Clip => ({ samples, sampleRate });
  const refused: [Clip, RegExp][] = [
    [clip(new Float32Array(44_100)), /silent/],
    [clip(new Float32Array(44_100).fill(0.7)), /silent/],
    [clip(new Float32Array(44_100).fill(Number.NaN)), /silent/],
    [clip(new Float32Array([0.5])), /too short: 1 sample/],
    [clip(new Float32Array(0)), /too short/],
    [clip(tone(440, 0.4).samples, 22_050), /too short: 0.40 s/],
    [faded(tone(15_000, 1, 48_000)), /silent below 11 kHz/],
    [clip(tone(440).samples, 0), /0 samples a second/],
    [clip(tone(440).samples, Number.NaN), /samples a second/],
  ];
  for (const [bad, message] of refused) {
    expect(() => describeClip(bad)).toThrow(MediaFileError);
    expect(() => describeClip(bad)).toThrow(message);
  }
});

test('whatever the samples are, the vector is finite and of length 1, or there is none', () => {
  const any = fc.record({
    sampleRate: fc.constantFrom(4_000, 8_000, 11_025, 22_050, 44_100),
    samples: fc
      .tuple(
        fc.array(fc.oneof(fc.float(), fc.constantFrom(0, 1, -1, Number.NaN, Infinity, 1e-30)), {
          minLength: 1,
          maxLength: 300,
        }),
        fc.integer({ min: 0, max: 20_000 }),
      )
      .map(([pattern, length]) => Float32Array.from({ length }, (_, i) => pattern[i % pattern.length])),
  });
  fc.assert(
    fc.property(any, (clip) => {
      try {
        const { vector, features } = describeClip(clip);
        expect(cosine(vector, vector)).toBeCloseTo(1, 4);
        for (const value of Object.values(features)) {
          if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
        }
      } catch (error) {
        if (!(error instanceof MediaFileError)) throw error;
      }
    }),
    { numRuns: 40 },
  );
});

// Made by revision 1. If this fails on purpose, the stamp needs a new revision.
test('golden: the numbers of a made sound are those of this revision', () => {
  const vector = vectorOf(madeSound({ seed: 21, seconds: 4, drums: 0.6 }));
  expect(SOUNDS.revision).toBe('1');
  const golden = [0.156, -0.009, 0.133, 0.033, -0.005, 0.247, 0.033, 0.095, 0.145, -0.049, 0.079];
  golden.forEach((value, i) => {
    expect(vector[8 * i], `number ${8 * i}`).toBeCloseTo(value, 2);
  });
});

test('the numbers before standardising are finite for a click in silence', () => {
  const samples = new Float32Array(22_050);
  samples[10_000] = 1;
  for (const value of rawNumbersOf({ sampleRate: 22_050, samples }))
    expect(Number.isFinite(value)).toBe(true);
});

function scaled({ samples, sampleRate }: Clip, by: number): Clip {
  return { sampleRate, samples: samples.map((value) => value * by) };
}

/** In and out: a tone that starts at once has all frequencies. */
function faded({ samples, sampleRate }: Clip): Clip {
  return {
    sampleRate,
    samples: samples.map((value, i) => value * Math.sin((Math.PI * i) / samples.length) ** 4),
  };
}

function delayed({ samples, sampleRate }: Clip, seconds: number): Clip {
  return { sampleRate, samples: Float32Array.from([...new Float32Array(seconds * sampleRate), ...samples]) };
}
