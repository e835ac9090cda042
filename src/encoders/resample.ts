/**
 * Recordings to the sample rate that a model reads: a windowed sinc, whose weights repeat after as many output samples
 * as the two rates have in common (polyphase). No browser needed, so vectors of one recording are the same everywhere.
 */
import type { Clip } from './encoder.ts';

/** Zero crossings of the sinc on each side: an image of a loud tone stays 60 dB below it. */
const CROSSINGS = 16;

/** Room between the highest tone kept and half the lower rate, in which the filter falls off. */
const PASSBAND = 0.92;

/**
 * @param sampleRate Samples a second.
 * @returns The samples; the clip's own where it has that rate.
 */
export function resample(clip: Clip, sampleRate: number): Float32Array {
  const { samples } = clip;
  if (clip.sampleRate === sampleRate) return samples;
  const divisor = greatestCommonDivisor(clip.sampleRate, sampleRate);
  const phases = sampleRate / divisor;
  const advance = clip.sampleRate / divisor;
  const filters = Array.from({ length: phases }, (_, phase) =>
    taps(phase / phases, (PASSBAND * Math.min(clip.sampleRate, sampleRate)) / clip.sampleRate),
  );
  const reach = (filters[0].length - 1) / 2;
  const out = new Float32Array(Math.ceil((samples.length * phases) / advance));
  for (let i = 0; i < out.length; i++) {
    const position = i * advance;
    const filter = filters[position % phases];
    const first = Math.floor(position / phases) - reach;
    const end = Math.min(filter.length, samples.length - first);
    let sum = 0;
    for (let k = Math.max(0, -first); k < end; k++) sum += filter[k] * samples[first + k];
    out[i] = sum;
  }
  return out;
}

/**
 * Weights of the input samples around a place that lies `offset` after one of them, from as far before to as far
 * after it.
 * @param cutoff Highest frequency kept, as a share of half the input's rate.
 */
function taps(offset: number, cutoff: number): Float64Array {
  const reach = Math.ceil(CROSSINGS / cutoff);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, k) => {
    const x = k - reach - offset;
    // Blackman's window, as wide as the filter.
    const w = (Math.PI * x) / (reach + 1);
    const window = 0.42 + 0.5 * Math.cos(w) + 0.08 * Math.cos(2 * w);
    return cutoff * sinc(cutoff * x) * window;
  });
  const sum = weights.reduce((all, one) => all + one, 0);
  return weights.map((one) => one / sum);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
