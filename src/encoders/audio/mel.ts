/**
 * Mel spectrogram: the power of a spectrogram summed in triangular bands that widen as hearing's do, in decibels.
 *
 * S. S. Stevens, J. Volkmann & E. B. Newman, "A Scale for the Measurement of the Psychological Magnitude Pitch",
 * 1937; the formula m = 2595 log10(1 + f / 700) is O'Shaughnessy's (1987).
 */
import { decibels } from './sound.ts';
import type { Spectrogram } from './spectrogram.ts';

export interface MelSpectrogram {
  frames: number;
  bands: number;
  /** frames x bands, row-major: dB, no lower than `RANGE` below the loudest. */
  levels: Float32Array;
  frameRate: number;
}

/** Lowest and highest frequency, Hz. */
const LOWEST = 40;
const HIGHEST = 8_000;

/** dB below the loudest band at which the floor lies: recordings' own noise is not compared. */
const RANGE = 70;

export function melOf(spectrogram: Spectrogram, bands: number): MelSpectrogram {
  const { frames, bins, power, frameRate, resolution } = spectrogram;
  const triangles = trianglesOf(bands, bins, resolution);
  const levels = new Float32Array(frames * bands);
  let loudest = Number.NEGATIVE_INFINITY;
  for (let frame = 0; frame < frames; frame++) {
    triangles.forEach(({ first, weights }, band) => {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * power[frame * bins + first + i];
      const level = decibels(sum);
      levels[frame * bands + band] = level;
      loudest = Math.max(loudest, level);
    });
  }
  for (let i = 0; i < levels.length; i++) levels[i] = Math.max(levels[i], loudest - RANGE);
  return { frames, bands, levels, frameRate };
}

interface Triangle {
  first: number;
  weights: Float64Array;
}

function trianglesOf(bands: number, bins: number, resolution: number): Triangle[] {
  const low = melOfHertz(LOWEST);
  const high = melOfHertz(HIGHEST);
  const corner = (i: number) => hertzOfMel(low + ((high - low) * i) / (bands + 1));
  return Array.from({ length: bands }, (_, band) => {
    const left = corner(band);
    const peak = corner(band + 1);
    const right = corner(band + 2);
    // A band narrower than the resolution still hears the frequency nearest to its peak.
    const nearest = Math.round(peak / resolution);
    const first = Math.min(nearest, Math.ceil(left / resolution));
    const last = Math.min(bins - 1, Math.max(nearest, Math.floor(right / resolution)));
    const weights = Float64Array.from({ length: last - first + 1 }, (_, i) => {
      const hertz = (first + i) * resolution;
      const height = Math.min((hertz - left) / (peak - left), (right - hertz) / (right - peak));
      return first + i === nearest ? Math.max(height, 0.5) : Math.max(0, height);
    });
    return { first, weights };
  });
}

function melOfHertz(hertz: number): number {
  return 2595 * Math.log10(1 + hertz / 700);
}

function hertzOfMel(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1);
}
