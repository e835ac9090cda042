/**
 * Short-time Fourier transform: the power of each frequency in each short frame of a sound. Frames lie wholly
 * inside the sound; what is too short for one is padded with silence.
 */
import FFT from 'fft.js';

export interface Spectrogram {
  frames: number;
  /** Frequencies of a frame, 0 to half the sample rate: size / 2 + 1. */
  bins: number;
  /** frames x bins, row-major: squared magnitudes. */
  power: Float32Array;
  /** Frames a second. */
  frameRate: number;
  /** Hz between neighbouring frequencies. */
  resolution: number;
}

/**
 * @param size Samples of a frame, a power of two.
 * @param hop Samples from one frame to the next.
 */
export function spectrogramOf(samples: Float32Array, rate: number, size: number, hop: number): Spectrogram {
  const fft = new FFT(size);
  const window = hann(size);
  const frames = Math.max(1, Math.floor((samples.length - size) / hop) + 1);
  const bins = size / 2 + 1;
  const power = new Float32Array(frames * bins);
  const input = new Float64Array(size);
  const spectrum = new Float64Array(2 * size);
  for (let frame = 0; frame < frames; frame++) {
    const from = frame * hop;
    const heard = Math.min(size, samples.length - from);
    for (let i = 0; i < heard; i++) input[i] = window[i] * samples[from + i];
    fft.realTransform(spectrum, input);
    for (let bin = 0; bin < bins; bin++) {
      const real = spectrum[2 * bin];
      const imaginary = spectrum[2 * bin + 1];
      power[frame * bins + bin] = real * real + imaginary * imaginary;
    }
  }
  return { frames, bins, power, frameRate: rate / hop, resolution: rate / size };
}

/** Hann's window, periodic, scaled so that a full-scale sine has a power of 1 at its frequency. */
function hann(size: number): Float64Array {
  return Float64Array.from(
    { length: size },
    (_, i) => ((1 - Math.cos((2 * Math.PI * i) / size)) / 2) * (4 / size),
  );
}
