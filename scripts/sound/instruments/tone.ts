/**
 * What every instrument is: a function from one tone to its samples. And what several of them share: envelopes,
 * filters, saws.
 */
import type { Random } from '../../../src/training/random.ts';
import { SAMPLE_RATE } from '../sample-rate.ts';

export interface Tone {
  /** MIDI note number; of drums, the piece by General MIDI's percussion map (36 is the bass drum). */
  pitch: number;
  /** Hz. */
  frequency: number;
  /** How hard it is played, 0 to 1. */
  velocity: number;
  /** Until it is let go; what rings on comes after. */
  seconds: number;
  /** 0 dull to 1 bright. */
  brightness: number;
  random: Random;
}

/** @returns samples at `SAMPLE_RATE`, about -1 to 1, ending in silence */
export type Instrument = (tone: Tone) => Float32Array;

export function samplesOf(seconds: number): number {
  return Math.max(1, Math.round(seconds * SAMPLE_RATE));
}

/** Rises to 1 in `attack`, falls to `sustain` with the time constant `decay`, and to nothing after `held`; all seconds. */
export function envelope(
  samples: Float32Array,
  {
    attack,
    decay,
    sustain,
    held,
    release,
  }: Record<'attack' | 'decay' | 'sustain' | 'held' | 'release', number>,
): Float32Array {
  const rise = samplesOf(attack);
  const letGo = samplesOf(Math.max(held, attack));
  const fall = Math.exp(-1 / (decay * SAMPLE_RATE));
  const away = Math.exp(-1 / ((release / 4) * SAMPLE_RATE));
  let over = 1 - sustain;
  let gone = 1;
  for (let i = 0; i < samples.length; i++) {
    // A raised cosine starts without a corner, which would be heard as a click.
    const start = i < rise ? 0.5 - 0.5 * Math.cos((Math.PI * i) / rise) : 1;
    if (i >= rise) over *= fall;
    if (i >= letGo) gone *= away;
    samples[i] *= start * (sustain + over) * gone;
  }
  return closed(samples);
}

/** Brings the last 5 ms to nothing, so that no tone ends in a step. */
export function closed(samples: Float32Array): Float32Array {
  const tail = Math.min(samples.length, samplesOf(0.005));
  for (let i = 0; i < tail; i++) samples[samples.length - 1 - i] *= i / tail;
  return samples;
}

/**
 * A state-variable low-pass after Andrew Simper's trapezoidal form ("Linear Trapezoidal Integrated SVF", 2013), which
 * stays put while its cutoff moves.
 * @param cutoff Hz at a sample, asked every 16th
 * @param q resonance; 0.7 has none
 */
export function lowPass(samples: Float32Array, cutoff: (i: number) => number, q = 0.7): Float32Array {
  const k = 1 / q;
  let [ic1, ic2, a1, a2, a3] = [0, 0, 0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    if (i % 16 === 0) {
      const g = Math.tan((Math.PI * Math.min(cutoff(i), SAMPLE_RATE * 0.45)) / SAMPLE_RATE);
      a1 = 1 / (1 + g * (g + k));
      a2 = g * a1;
      a3 = g * a2;
    }
    const v3 = samples[i] - ic2;
    const v1 = a1 * ic1 + a2 * v3;
    const v2 = ic2 + a2 * ic1 + a3 * v3;
    ic1 = 2 * v1 - ic1;
    ic2 = 2 * v2 - ic2;
    samples[i] = v2;
  }
  return samples;
}

/** What a low-pass of the first order leaves out. */
export function highPass(samples: Float32Array, cutoff: number): Float32Array {
  const keep = Math.exp((-2 * Math.PI * cutoff) / SAMPLE_RATE);
  let low = 0;
  for (let i = 0; i < samples.length; i++) {
    low = samples[i] * (1 - keep) + low * keep;
    samples[i] -= low;
  }
  return samples;
}

/** Adds a peak of `gain` (a factor, above 1) about `centre` Hz: the body of a violin, the bell of a horn. */
export function resonance(samples: Float32Array, centre: number, q: number, gain: number): Float32Array {
  const w = (2 * Math.PI * centre) / SAMPLE_RATE;
  const alpha = Math.sin(w) / (2 * q);
  const [b0, a1, a2] = [alpha / (1 + alpha), (-2 * Math.cos(w)) / (1 + alpha), (1 - alpha) / (1 + alpha)];
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i];
    const y = b0 * (x - x2) - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    samples[i] = x + (gain - 1) * y;
  }
  return samples;
}

/**
 * Adds a saw wave, its step smoothed over two samples (PolyBLEP: Välimäki and Huovilainen 2007), so that it doesn't
 * fold back from above half the sample rate.
 * @param bend of the frequency, a factor at a sample
 */
export function addSaw(
  into: Float32Array,
  frequency: number,
  gain: number,
  phase: number,
  bend?: (i: number) => number,
): void {
  const steady = frequency / SAMPLE_RATE;
  for (let i = 0; i < into.length; i++) {
    const step = bend ? steady * bend(i) : steady;
    phase += step;
    if (phase >= 1) phase -= 1;
    into[i] += gain * (2 * phase - 1 - stepCorrection(phase, step));
  }
}

/** Samples in a table of one period: a sine read from it linearly is within 5e-6. */
const TABLE = 1024;

/** One period of a sum of sines. @param overtones loudness by number of the overtone, from 1 */
export function tableOf(overtones: [number, number][]): Float32Array {
  const table = new Float32Array(TABLE + 1);
  for (const [n, gain] of overtones) {
    for (let i = 0; i <= TABLE; i++) table[i] += gain * Math.sin((2 * Math.PI * n * i) / TABLE);
  }
  return table;
}

/** @param phase in periods, at least 0 */
export function readTable(table: Float32Array, phase: number): number {
  const at = (phase - Math.floor(phase)) * TABLE;
  const low = Math.floor(at);
  return table[low] + (table[low + 1] - table[low]) * (at - low);
}

export function stepCorrection(phase: number, step: number): number {
  if (phase < step) {
    const t = phase / step;
    return t + t - t * t - 1;
  }
  if (phase > 1 - step) {
    const t = (phase - 1) / step;
    return t * t + t + t + 1;
  }
  return 0;
}

/**
 * Adds a dying sine: one pole pair struck once, two multiplications a sample.
 * @param decay seconds to a thousandth (T60)
 */
export function addMode(into: Float32Array, frequency: number, gain: number, decay: number, phase = 0): void {
  if (frequency > SAMPLE_RATE * 0.45) return;
  const w = (2 * Math.PI * frequency) / SAMPLE_RATE;
  const r = 10 ** (-3 / (decay * SAMPLE_RATE));
  const [a, b] = [2 * r * Math.cos(w), -r * r];
  // What the recurrence would have held at -1 and -2.
  let y1 = gain * Math.sin(phase - w) * r ** -1;
  let y2 = gain * Math.sin(phase - 2 * w) * r ** -2;
  const end = Math.min(into.length, samplesOf(decay * 1.2));
  for (let i = 0; i < end; i++) {
    const y = a * y1 + b * y2;
    y2 = y1;
    y1 = y;
    into[i] += y;
  }
}

/** A sine that comes in after a moment, as a player's hand does: a factor about 1. @param depth in semitones */
export function vibrato(rate: number, depth: number, after: number): (i: number) => number {
  const w = (2 * Math.PI * rate) / SAMPLE_RATE;
  const start = after * SAMPLE_RATE;
  const ramp = 0.35 * SAMPLE_RATE;
  const k = (depth * Math.LN2) / 12;
  return (i) => {
    const amount = i < start ? 0 : Math.min(1, (i - start) / ramp);
    return 1 + k * amount * Math.sin(w * i);
  };
}

export function addNoise(into: Float32Array, random: Random, gain: number): Float32Array {
  for (let i = 0; i < into.length; i++) into[i] += gain * (random() * 2 - 1);
  return into;
}
