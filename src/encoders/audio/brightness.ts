/**
 * Brightness: where a sound's energy lies (centroid, rolloff), how widely (bandwidth), whether it is tones or noise
 * (flatness, contrast). Frames count by their power, so that a rest between notes says nothing.
 *
 * G. Peeters, "A Large Set of Audio Features for Sound Description (Similarity and Classification) in the CUIDADO
 * Project", IRCAM, 2004; contrast: D.-N. Jiang et al., "Music Type Classification by Spectral Contrast Feature",
 * ICME 2002.
 */
import { decibels } from './sound.ts';
import type { Spectrogram } from './spectrogram.ts';

/**
 * Corners of the octave bands of contrast, Hz; nothing outside of them is looked at. What lies above 8 kHz depends
 * on the sample rate and on an MP3's bit rate more than on the music.
 */
const OCTAVES = [60, 200, 400, 800, 1_600, 3_200, 8_000];

const CONTRASTS = OCTAVES.length - 1;

/** Share of a band's frequencies that make its peaks, and its valleys. */
const EXTREMES = 0.15;

/** Share of the energy below the rolloff. */
const ROLLOFF = 0.85;

/** Frames quieter than the loudest by this power ratio (50 dB) are left out. */
const FLOOR = 1e-5;

export interface Brightness {
  /** Hz: the mean frequency of the energy's amplitude. */
  centroid: number;
  /** How much the centroid varies between frames, in octaves. */
  variation: number;
  /** Hz: 85 % of the power lies below. */
  rolloff: number;
  /** Hz around the centroid. */
  bandwidth: number;
  /** dB: geometric over arithmetic mean of the power from 60 Hz to 8 kHz; 0 is noise, -60 a pure tone. */
  flatness: number;
  /** dB between peaks and valleys in each octave. */
  contrast: number[];
}

export function brightnessOf({ frames, bins, power, resolution }: Spectrogram): Brightness {
  const first = Math.ceil(OCTAVES[0] / resolution);
  const last = Math.min(bins - 1, Math.floor(OCTAVES[CONTRASTS] / resolution));
  const bands = OCTAVES.slice(1).map((above, band) => ({
    from: Math.max(first, Math.round(OCTAVES[band] / resolution)),
    to: Math.min(bins, Math.round(above / resolution)),
  }));
  const energies = Float64Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let bin = first; bin <= last; bin++) sum += power[frame * bins + bin];
    return sum;
  });
  const loudest = energies.reduce((most, energy) => Math.max(most, energy), 0);
  const total = { centroid: 0, squared: 0, rolloff: 0, bandwidth: 0, flatness: 0 };
  const contrast = new Array<number>(CONTRASTS).fill(0);
  let weights = 0;
  for (let frame = 0; frame < frames; frame++) {
    if (energies[frame] <= loudest * FLOOR) continue;
    const row = power.subarray(frame * bins, (frame + 1) * bins);
    // Amplitude rather than power counts loud and quiet passages alike enough.
    const weight = Math.sqrt(energies[frame]);
    weights += weight;
    let amplitude = 0;
    let moment = 0;
    for (let bin = first; bin <= last; bin++) {
      const size = Math.sqrt(row[bin]);
      amplitude += size;
      moment += size * bin;
    }
    const centre = moment / amplitude;
    let spread = 0;
    for (let bin = first; bin <= last; bin++) spread += Math.sqrt(row[bin]) * (bin - centre) ** 2;
    let below = 0;
    let rolloff = first;
    for (; rolloff < last; rolloff++) {
      below += row[rolloff];
      if (below >= ROLLOFF * energies[frame]) break;
    }
    let logarithms = 0;
    let sum = 0;
    for (let bin = first; bin <= last; bin++) {
      logarithms += Math.log(row[bin] + energies[frame] * 1e-9);
      sum += row[bin] + energies[frame] * 1e-9;
    }
    const octaves = Math.log2(centre * resolution);
    total.centroid += weight * octaves;
    total.squared += weight * octaves ** 2;
    total.rolloff += weight * Math.log2(rolloff * resolution);
    total.bandwidth += weight * Math.log2(Math.max(1, Math.sqrt(spread / amplitude)) * resolution);
    total.flatness +=
      weight * decibels(Math.exp(logarithms / (last - first + 1)) / (sum / (last - first + 1)));
    bands.forEach(({ from, to }, band) => {
      contrast[band] += weight * contrastOf(row.subarray(from, to), energies[frame] * 1e-7);
    });
  }
  // Where all is below 60 Hz or above 8 kHz there is nothing to average.
  const mean = (sum: number) => (weights > 0 ? sum / weights : 0);
  return {
    centroid: 2 ** mean(total.centroid),
    variation: Math.sqrt(Math.max(0, mean(total.squared) - mean(total.centroid) ** 2)),
    rolloff: 2 ** mean(total.rolloff),
    bandwidth: 2 ** mean(total.bandwidth),
    flatness: mean(total.flatness),
    contrast: contrast.map(mean),
  };
}

function contrastOf(band: Float32Array, floor: number): number {
  const sorted = band.slice().sort();
  const count = Math.max(1, Math.round(sorted.length * EXTREMES));
  let peaks = 0;
  let valleys = 0;
  for (let i = 0; i < count; i++) {
    valleys += sorted[i];
    peaks += sorted[sorted.length - 1 - i];
  }
  return decibels(peaks / count + floor) - decibels(valleys / count + floor);
}
