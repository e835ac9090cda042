/**
 * Onsets: where notes and beats begin. The envelope is the spectral flux of a mel spectrogram: how much all bands
 * together grow from one moment to the next; its peaks are the onsets.
 *
 * S. Dixon, "Onset Detection Revisited", DAFx 2006; the lag over which growth is taken: S. Boeck & G. Widmer,
 * "Maximum Filter Vibrato Suppression for Onset Detection", DAFx 2013.
 */
import type { MelSpectrogram } from './mel.ts';
import { meanOf, percentileOf } from './statistics.ts';

export interface Onsets {
  /** One value a frame, 0 and up: mean growth of a band, dB, less what is usual around it. */
  envelope: Float64Array;
  /** The same of neighbouring bands alone, `REGISTERS` of them from low to high: a drum is not a bell. */
  registers: Float64Array[];
  /** Values a second. */
  frameRate: number;
  /** How many there are. */
  count: number;
  /** Onsets a second. */
  rate: number;
  /** Mean height of the onsets, dB: plucked and struck things stand high, bowed ones low. */
  height: number;
}

/** Groups of bands whose growth is kept apart. */
const REGISTERS = 8;

/** Frames over which growth is taken: a window of 46 ms every 12 ms sees a note begin within three. */
const LAG = 2;

/** Seconds on each side that tell what is usual. */
const AROUND = 0.4;

/** Seconds within which one onset is heard (Dixon's 30 ms and our window's own width). */
const APART = 0.05;

/**
 * An onset stands at least so many dB a band above what is around it, and has a share of what the highest ones
 * have: not of the very highest, which may be the music's start out of silence.
 */
const LEAST_HEIGHT = 0.6;
const LEAST_SHARE = 0.15;
const HIGH = 0.98;

export function onsetsOf(mel: MelSpectrogram): Onsets {
  const { frames, bands, levels, frameRate } = mel;
  const around = Math.round(AROUND * frameRate);
  const registers = Array.from({ length: REGISTERS }, (_, register) => {
    const from = Math.round((register * bands) / REGISTERS);
    const to = Math.round(((register + 1) * bands) / REGISTERS);
    const growth = new Float64Array(frames);
    for (let frame = LAG; frame < frames; frame++) {
      for (let band = from; band < to; band++) {
        growth[frame] += Math.max(0, levels[frame * bands + band] - levels[(frame - LAG) * bands + band]);
      }
    }
    return growth;
  });
  const whole = Float64Array.from(
    { length: frames },
    (_, frame) => registers.reduce((sum, growth) => sum + growth[frame], 0) / bands,
  );
  const envelope = aboveUsual(whole, around);
  const apart = Math.max(1, Math.round(APART * frameRate));
  const least = Math.max(LEAST_HEIGHT, LEAST_SHARE * percentileOf(envelope, HIGH));
  const heights: number[] = [];
  for (let frame = 0; frame < frames; frame++) {
    if (envelope[frame] >= least && isPeak(envelope, frame, apart)) heights.push(envelope[frame]);
  }
  return {
    envelope,
    registers: registers.map((growth) => aboveUsual(growth, around)),
    frameRate,
    count: heights.length,
    rate: (heights.length * frameRate) / frames,
    height: meanOf(heights),
  };
}

/** What is above the mean of a window around each value. */
function aboveUsual(values: Float64Array, reach: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return values.map((value, i) => {
    const from = Math.max(0, i - reach);
    const to = Math.min(values.length, i + reach + 1);
    return Math.max(0, value - (sums[to] - sums[from]) / (to - from));
  });
}

/** Of equal neighbours the first is the peak. */
function isPeak(values: Float64Array, at: number, reach: number): boolean {
  for (let i = Math.max(0, at - reach); i <= Math.min(values.length - 1, at + reach); i++) {
    if (values[i] > values[at] || (values[i] === values[at] && i < at)) return false;
  }
  return true;
}
