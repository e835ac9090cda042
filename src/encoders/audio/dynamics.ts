/**
 * Dynamics: how loudness moves within a piece, apart from how loud it was mastered.
 *
 * G. Tzanetakis & P. Cook, "Musical Genre Classification of Audio Signals", IEEE TSAP 10(5), 2002 (low-energy
 * share).
 */
import { decibels } from './sound.ts';
import { deviationOf, meanOf, percentileOf } from './statistics.ts';

/** Seconds of a frame: one syllable, one drum beat. */
const FRAME_SECONDS = 0.05;

/** dB below the loudest frame at which loudness is no longer told apart. */
const RANGE = 60;

export interface Dynamics {
  /** dB: standard deviation of the frames' levels. */
  deviation: number;
  /** dB from the 10th to the 95th percentile of the frames' levels. */
  range: number;
  /** dB from the mean level to the highest sample. */
  crest: number;
  /** Share of frames below the mean power. */
  quiet: number;
  /** dB: mean change from one frame to the next. */
  movement: number;
}

export function dynamicsOf(samples: Float32Array, rate: number): Dynamics {
  const size = Math.round(FRAME_SECONDS * rate);
  const frames = Math.max(1, Math.floor(samples.length / size));
  const powers = Float64Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let i = frame * size; i < Math.min(samples.length, (frame + 1) * size); i++) sum += samples[i] ** 2;
    return sum / size;
  });
  const loudest = decibels(powers.reduce((most, power) => Math.max(most, power), 0));
  const levels = powers.map((power) => Math.max(decibels(power), loudest - RANGE));
  const mean = meanOf(powers);
  let peak = 0;
  for (let i = 0; i < samples.length; i++) peak = Math.max(peak, Math.abs(samples[i]));
  return {
    deviation: deviationOf(levels),
    range: percentileOf(levels, 0.95) - percentileOf(levels, 0.1),
    crest: decibels(peak ** 2) - decibels(mean),
    quiet: powers.reduce((count, power) => count + (power < mean ? 1 : 0), 0) / frames,
    movement: meanOf(levels.slice(1).map((level, i) => Math.abs(level - levels[i]))),
  };
}
