/**
 * Tonality: which of the twelve pitch classes sound (chroma), in what key that is likeliest, and what of it stays
 * the same when a piece is played higher or lower. Spectral peaks, not all energy, are counted, so that drums say
 * little.
 *
 * E. Gomez, "Tonal Description of Music Audio Signals", thesis, UPF 2006 (peaks); C. L. Krumhansl &
 * E. J. Kessler, "Tracing the Dynamic Changes in Perceived Tonal Organization", Psychological Review 89, 1982 (the
 * profiles); I. Quinn, "General Equal-Tempered Harmony", 2006 (the Fourier magnitudes of a chord).
 */

import type { Spectrogram } from './spectrogram.ts';
import { correlationOf } from './statistics.ts';

const PITCH_CLASSES = 12;

/**
 * Hz: what tunes and chords are made of. Above, overtones outnumber notes; below, basses and drums speak loudest.
 * This, the root below and the equal voice of all frames were chosen on the validation half of the demo's albums.
 */
const LOWEST = 100;
const HIGHEST = 1_000;

/** Peaks less than the frame's highest by this power ratio (40 dB) are not notes. */
const FLOOR = 1e-4;

/** How well each pitch class fits C major and C minor, by listeners' judgement. */
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];

/** Fourier magnitudes of the chroma that stay the same when it is transposed. */
const INTERVALS = 6;

export interface Tonality {
  /** Share of each pitch class, C first; all 0 where no tones sound. */
  chroma: number[];
  /** The likeliest tonic, 0 (C) to 11 (B). */
  tonic: number;
  /** Best correlation with a major key less that with a minor one: above 0 is major. */
  mode: number;
  /** The best correlation itself: 1 is a clear key. */
  clarity: number;
  /**
   * Magnitudes 1 to 6 of the chroma's Fourier transform, 0 to 1: how chromatic, tritonal, augmented, diminished,
   * diatonic and whole-tone it is.
   */
  intervals: number[];
}

export function tonalityOf(spectrogram: Spectrogram): Tonality {
  const chroma = chromaOf(spectrogram);
  const keys = (profile: readonly number[]) =>
    Array.from({ length: PITCH_CLASSES }, (_, tonic) =>
      correlationOf(
        chroma,
        chroma.map((_, pitch) => profile[(pitch - tonic + PITCH_CLASSES) % PITCH_CLASSES]),
      ),
    );
  const major = keys(MAJOR);
  const minor = keys(MINOR);
  const bestMajor = Math.max(...major);
  const bestMinor = Math.max(...minor);
  return {
    chroma,
    tonic: bestMajor >= bestMinor ? major.indexOf(bestMajor) : minor.indexOf(bestMinor),
    mode: bestMajor - bestMinor,
    clarity: Math.max(bestMajor, bestMinor),
    intervals: Array.from({ length: INTERVALS }, (_, i) => magnitudeOf(chroma, i + 1)),
  };
}

function chromaOf({ frames, bins, power, resolution }: Spectrogram): number[] {
  const chroma = new Float64Array(PITCH_CLASSES);
  const first = Math.max(1, Math.ceil(LOWEST / resolution));
  const last = Math.min(bins - 2, Math.floor(HIGHEST / resolution));
  for (let frame = 0; frame < frames; frame++) {
    const row = power.subarray(frame * bins, (frame + 1) * bins);
    let highest = 0;
    for (let bin = first; bin <= last; bin++) highest = Math.max(highest, row[bin]);
    const notes = new Float64Array(PITCH_CLASSES);
    for (let bin = first; bin <= last; bin++) {
      if (row[bin] <= highest * FLOOR || row[bin] <= row[bin - 1] || row[bin] < row[bin + 1]) continue;
      const hertz = (bin + vertexOf(row[bin - 1], row[bin], row[bin + 1])) * resolution;
      // The root of the amplitude: a loud note must not drown the chord.
      addNote(notes, hertz, row[bin] ** 0.25);
    }
    const most = notes.reduce((value, other) => Math.max(value, other), 0);
    if (most > 0) for (let pitch = 0; pitch < PITCH_CLASSES; pitch++) chroma[pitch] += notes[pitch] / most;
  }
  const total = chroma.reduce((sum, value) => sum + value, 0);
  return Array.from(chroma, (value) => (total > 0 ? value / total : 0));
}

/** A note counts for the pitch classes on both sides of it, by a squared cosine of its distance. */
function addNote(chroma: Float64Array, hertz: number, weight: number): void {
  // MIDI's numbers: A4 is 69, and C has a multiple of twelve.
  const pitch = 69 + PITCH_CLASSES * Math.log2(hertz / 440);
  const below = Math.floor(pitch);
  const share = Math.cos(((pitch - below) * Math.PI) / 2) ** 2;
  const at = ((below % PITCH_CLASSES) + PITCH_CLASSES) % PITCH_CLASSES;
  chroma[at] += weight * share;
  chroma[(at + 1) % PITCH_CLASSES] += weight * (1 - share);
}

/** Where, -0.5 to 0.5 from the middle, the parabola through the logarithms of three values is highest. */
function vertexOf(left: number, middle: number, right: number): number {
  const [a, b, c] = [left, middle, right].map((value) => Math.log(value + middle * 1e-9));
  const curvature = a - 2 * b + c;
  return curvature < 0 ? Math.max(-0.5, Math.min(0.5, (a - c) / (2 * curvature))) : 0;
}

function magnitudeOf(chroma: readonly number[], wave: number): number {
  let real = 0;
  let imaginary = 0;
  chroma.forEach((share, pitch) => {
    real += share * Math.cos((2 * Math.PI * wave * pitch) / PITCH_CLASSES);
    imaginary += share * Math.sin((2 * Math.PI * wave * pitch) / PITCH_CLASSES);
  });
  return Math.hypot(real, imaginary);
}
