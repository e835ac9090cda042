/**
 * Sounds whose tempo, mode, brightness and density are known because they are made from them: for tests and
 * benchmarks, and for the constants by which the descriptor weighs its numbers. Nothing of this reaches a shop.
 */
import type { Clip } from '../encoder.ts';

export interface MadeSound {
  seed: number;
  seconds: number;
  sampleRate: number;
  /** Beats a minute. */
  tempo: number;
  mode: 'major' | 'minor';
  /** MIDI number of the tonic. */
  tonic: number;
  /** 0 dull to 1 bright: how slowly harmonics fall off. */
  brightness: number;
  /** Notes of the melody a beat. */
  density: number;
  /** Share of a note's length that it rings: 0.1 plucked to 1 held. */
  sustain: number;
  /** 0 to 1, beside the melody. */
  chords: number;
  drums: number;
  noise: number;
}

const PLAIN: MadeSound = {
  seed: 1,
  seconds: 8,
  sampleRate: 22_050,
  tempo: 120,
  mode: 'major',
  tonic: 60,
  brightness: 0.5,
  density: 1,
  sustain: 0.6,
  chords: 0.5,
  drums: 0,
  noise: 0,
};

const SCALES = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] };

/** Degrees of the chord in each bar. */
const PROGRESSION = [0, 3, 4, 0];

/** A tune over chords, with a drum on each beat if asked for; as loud as -20 dB of full scale or so. */
export function madeSound(wishes: Partial<MadeSound> = {}): Clip {
  const made = { ...PLAIN, ...wishes };
  const { seconds, sampleRate, tempo, tonic } = made;
  const random = randomFrom(made.seed);
  const samples = new Float32Array(Math.round(seconds * sampleRate));
  const scale = SCALES[made.mode];
  const pitchOf = (degree: number) => tonic + scale[((degree % 7) + 7) % 7] + 12 * Math.floor(degree / 7);
  const beat = 60 / tempo;
  const note = (pitch: number, at: number, length: number, level: number) => {
    const hertz = 440 * 2 ** ((pitch - 69) / 12);
    for (let harmonic = 1; harmonic <= 12 && harmonic * hertz < 0.45 * sampleRate; harmonic++) {
      const height = level * harmonic ** (-4 + 3.4 * made.brightness);
      addTone(samples, sampleRate, harmonic * hertz, at, length, height, made.sustain);
    }
  };
  let degree = 0;
  for (let beats = 0; beats * beat < seconds; beats += 1 / made.density) {
    note(pitchOf(degree), beats * beat, beat / made.density, 0.2 * accentAt(beats));
    // A tune moves by steps, leaps back when it has gone far, and likes the chord's own notes on the bar.
    degree += Math.round((random() - 0.5) * 5);
    if (Math.abs(degree) > 8 || Math.round(beats) % 4 === 3) degree = [0, 2, 4][Math.floor(random() * 3)];
  }
  if (made.chords > 0) {
    for (let bar = 0; bar * 4 * beat < seconds; bar++) {
      const root = PROGRESSION[bar % PROGRESSION.length];
      for (const third of [0, 2, 4])
        note(pitchOf(root + third) - 12, bar * 4 * beat, 4 * beat, 0.09 * made.chords);
    }
  }
  if (made.drums > 0) {
    for (let half = 0; half * 0.5 * beat < seconds; half++) {
      if (half % 2 === 0) addKick(samples, sampleRate, half * 0.5 * beat, 0.7 * made.drums);
      else addBurst(samples, sampleRate, half * 0.5 * beat, 0.1 * made.drums, random);
    }
  }
  if (made.noise > 0)
    for (let i = 0; i < samples.length; i++) samples[i] += (random() - 0.5) * 0.15 * made.noise;
  for (let i = 0; i < samples.length; i++) samples[i] = Math.tanh(samples[i]);
  return { sampleRate, samples };
}

/** How loud a note is played: the bar's first beat most, what lies between the beats least. */
function accentAt(beats: number): number {
  if (beats % 4 === 0) return 1;
  return beats % 1 === 0 ? 0.8 : 0.45;
}

/** Short bursts of noise, one a beat, on silence. */
export function clickTrack(bpm: number, seconds = 8, sampleRate = 22_050): Clip {
  const samples = new Float32Array(Math.round(seconds * sampleRate));
  const random = randomFrom(7);
  for (let at = 0.1; at < seconds; at += 60 / bpm) addBurst(samples, sampleRate, at, 0.6, random);
  return { sampleRate, samples };
}

export function tone(hertz: number, seconds = 2, sampleRate = 22_050, level = 0.5): Clip {
  return {
    sampleRate,
    samples: Float32Array.from(
      { length: Math.round(seconds * sampleRate) },
      (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / sampleRate),
    ),
  };
}

/** As many different sounds as asked for, of all that `madeSound` can vary: the same ones every time. */
export function variedSounds(count: number, seed: number, seconds = 8): MadeSound[] {
  const random = randomFrom(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  return Array.from({ length: count }, (_, i) => ({
    seed: seed * 10_000 + i,
    seconds,
    sampleRate: 22_050,
    tempo: 55 * (185 / 55) ** random(),
    mode: random() < 0.5 ? 'major' : 'minor',
    tonic: Math.round(between(50, 72)),
    brightness: random(),
    density: [0.5, 1, 2, 4][Math.floor(random() * 4)],
    sustain: between(0.1, 1),
    chords: random() < 0.2 ? 0 : random(),
    drums: random() < 0.4 ? 0 : random(),
    noise: random() < 0.6 ? 0 : random() ** 2,
  }));
}

/** Uniform numbers from 0 to 1: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A sine with a soft beginning of 5 ms, dying away by `sustain`; by recurrences, which cost no sines. */
function addTone(
  samples: Float32Array,
  sampleRate: number,
  hertz: number,
  at: number,
  length: number,
  level: number,
  sustain: number,
): void {
  const from = Math.round(at * sampleRate);
  const count = Math.min(samples.length - from, Math.round(length * sampleRate));
  const turn = (2 * Math.PI * hertz) / sampleRate;
  const decay = Math.exp(-1 / (length * sustain * sampleRate));
  const rise = 0.005 * sampleRate;
  const release = 0.01 * sampleRate;
  const twice = 2 * Math.cos(turn);
  let before = -Math.sin(turn);
  let now = 0;
  let envelope = level;
  for (let i = 0; i < count; i++) {
    samples[from + i] += envelope * Math.min(1, i / rise, (count - i) / release) * now;
    const next = twice * now - before;
    before = now;
    now = next;
    envelope *= decay;
  }
}

function addKick(samples: Float32Array, sampleRate: number, at: number, level: number): void {
  const from = Math.round(at * sampleRate);
  for (let i = 0; i < 0.15 * sampleRate && from + i < samples.length; i++) {
    const time = i / sampleRate;
    const phase = 2 * Math.PI * (50 * time - 4 * Math.exp(-time / 0.03));
    samples[from + i] += level * Math.exp(-time / 0.05) * Math.sin(phase);
  }
}

function addBurst(
  samples: Float32Array,
  sampleRate: number,
  at: number,
  level: number,
  random: () => number,
): void {
  const from = Math.round(at * sampleRate);
  for (let i = 0; i < 0.03 * sampleRate && from + i < samples.length; i++) {
    samples[from + i] += level * Math.exp(-i / (0.006 * sampleRate)) * (2 * random() - 1);
  }
}
