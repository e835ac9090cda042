/**
 * A clip made ready to be described: checked, cut, at one sample rate and one level, so that what is computed of it
 * depends neither on how it was stored nor on how loud it was mastered.
 */
import { MediaFileError } from '../encode-files.ts';
import type { Clip } from '../encoder.ts';
import { resample } from '../resample.ts';

/** Samples a second of all that is described: keeps what lies below 11 kHz, as music analysis commonly does. */
export const RATE = 22_050;

/** A recording is described by its first seconds: previews are shorter, and memory stays bounded. */
export const MOST_SECONDS = 30;

/** Shorter than this there is neither timbre nor rhythm to speak of. */
const LEAST_SECONDS = 0.5;

/** A recording whose loudest sample lies below -80 dB of full scale holds noise of its making at most. */
const SILENCE = 1e-4;

/** Share of the highest sample (-50 dB) below which a recording has not begun yet, or is over. */
const EDGE = 0.003;

/** Telephone's half to studio's double. */
const RATES = { least: 4_000, most: 384_000 };

/** Root mean square that clips are brought to: -20 dB of full scale. */
const LEVEL = 0.1;

export interface Sound {
  /** At `RATE`, from the first sound to the last, root mean square `LEVEL`. */
  samples: Float32Array;
  /** Root mean square before that, in dB of full scale: 0 is the loudest square wave. */
  loudness: number;
}

/** @throws MediaFileError as `checkClip` does */
export function soundOf(clip: Clip): Sound {
  const samples = checkClip(clip);
  const before = rootMeanSquare(samples);
  const resampled = trimmed(resample({ samples, sampleRate: Math.round(clip.sampleRate) }, RATE));
  const level = rootMeanSquare(resampled);
  // A dog's whistle: all of it lies above what is described.
  if (level < SILENCE / 10) {
    throw new MediaFileError('The recording is silent below 11 kHz: there is nothing to hear.');
  }
  const scale = LEVEL / level;
  const levelled = new Float32Array(resampled.length);
  for (let i = 0; i < levelled.length; i++) levelled[i] = resampled[i] * scale;
  return { samples: levelled, loudness: decibels(before ** 2) };
}

/**
 * @returns Its first `MOST_SECONDS`, around 0; what is no number is silence.
 * @throws MediaFileError when the rate is none of sound's, or the clip is too short or silent; the message is for the
 *   recording's owner.
 */
export function checkClip({ samples, sampleRate }: Clip): Float32Array {
  checkRate(sampleRate);
  const seconds = samples.length / sampleRate;
  if (seconds < LEAST_SECONDS) {
    const length = samples.length === 1 ? '1 sample' : `${seconds.toFixed(2)} s`;
    throw new MediaFileError(`The recording is too short: ${length}. At least half a second is needed.`);
  }
  const heard = samples.slice(0, Math.ceil(MOST_SECONDS * sampleRate));
  let sum = 0;
  for (let i = 0; i < heard.length; i++) {
    heard[i] = Number.isFinite(heard[i]) ? Math.max(-1, Math.min(1, heard[i])) : 0;
    sum += heard[i];
  }
  const mean = sum / heard.length;
  let peak = 0;
  for (let i = 0; i < heard.length; i++) {
    heard[i] -= mean;
    peak = Math.max(peak, Math.abs(heard[i]));
  }
  if (peak < SILENCE) throw new MediaFileError('The recording is silent: there is nothing to hear.');
  return heard;
}

/** Without the silence before the first sound and after the last, which encoders of MP3 add to. */
function trimmed(samples: Float32Array): Float32Array {
  let peak = 0;
  for (let i = 0; i < samples.length; i++) peak = Math.max(peak, Math.abs(samples[i]));
  const heard = (value: number) => Math.abs(value) >= EDGE * peak;
  return samples.subarray(Math.max(0, samples.findIndex(heard)), samples.findLastIndex(heard) + 1);
}

/** @throws MediaFileError */
export function checkRate(sampleRate: number): void {
  if (!(sampleRate >= RATES.least && sampleRate <= RATES.most)) {
    throw new MediaFileError(
      `The recording has ${sampleRate} samples a second. Between ${RATES.least} and ${RATES.most} can be read.`,
    );
  }
}

/** 10 log10 of a power, never below -120. */
export function decibels(power: number): number {
  return 10 * Math.log10(Math.max(power, 1e-12));
}

function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i] * samples[i];
  return Math.sqrt(sum / samples.length);
}
