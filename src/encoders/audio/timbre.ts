/**
 * Timbre: mel-frequency cepstral coefficients. Each says how much of one cosine ripple the spectrum holds along the
 * mel axis; their means say what sounds, their deviations how it varies, their deltas how fast.
 *
 * S. Davis & P. Mermelstein, "Comparison of Parametric Representations for Monosyllabic Word Recognition in
 * Continuously Spoken Sentences", IEEE TASSP 28(4), 1980; as a summary of music: B. Logan, "Mel Frequency Cepstral
 * Coefficients for Music Modeling", ISMIR 2000.
 */
import type { MelSpectrogram } from './mel.ts';
import { deviationOf, meanOf } from './statistics.ts';

/** Coefficients 1 to 13; the zeroth is loudness, which is dynamics' matter. */
const COEFFICIENTS = 13;

/** Seconds between the frames that a delta compares: long enough to pass over one frame's ripple. */
const DELTA_SECONDS = 0.07;

export interface Timbre {
  /** Of length `COEFFICIENTS`, as are the others; dB. */
  means: number[];
  deviations: number[];
  /** Mean absolute change within `DELTA_SECONDS`. */
  deltas: number[];
}

export function timbreOf(mel: MelSpectrogram): Timbre {
  const { frames, bands, levels, frameRate } = mel;
  const lag = Math.max(1, Math.round(DELTA_SECONDS * frameRate));
  const timbre: Timbre = { means: [], deviations: [], deltas: [] };
  for (let k = 1; k <= COEFFICIENTS; k++) {
    // DCT-II, orthonormal.
    const cosines = Float64Array.from(
      { length: bands },
      (_, band) => Math.sqrt(2 / bands) * Math.cos((Math.PI * k * (band + 0.5)) / bands),
    );
    const course = new Float64Array(frames);
    for (let frame = 0; frame < frames; frame++) {
      for (let band = 0; band < bands; band++) course[frame] += cosines[band] * levels[frame * bands + band];
    }
    const changes = new Float64Array(Math.max(0, frames - lag));
    for (let frame = 0; frame < changes.length; frame++) {
      changes[frame] = Math.abs(course[frame + lag] - course[frame]);
    }
    timbre.means.push(meanOf(course));
    timbre.deviations.push(deviationOf(course));
    timbre.deltas.push(meanOf(changes));
  }
  return timbre;
}
