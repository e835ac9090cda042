/** The sound chips of old consoles: pulses of a few widths, a stepped triangle, volume in sixteen steps. */
import { SAMPLE_RATE } from '../sample-rate.ts';
import { closed, type Instrument, samplesOf, stepCorrection, vibrato } from './tone.ts';

/** A quarter-wide pulse; narrower when it should cut through. */
export const pulse: Instrument = ({ frequency, velocity, seconds, brightness }) => {
  const out = new Float32Array(samplesOf(seconds + 0.02));
  const width = brightness > 0.5 ? 0.25 : 0.5;
  const wobble = vibrato(6, 0.18, 0.18);
  const held = samplesOf(seconds);
  let phase = 0;
  for (let i = 0; i < out.length; i++) {
    const step = (frequency * wobble(i)) / SAMPLE_RATE;
    phase += step;
    if (phase >= 1) phase -= 1;
    const fallen = phase >= width ? phase - width : phase - width + 1;
    const wave = (phase < width ? 1 : -1) + stepCorrection(phase, step) - stepCorrection(fallen, step);
    const fade = i > held ? 0 : Math.exp(-i / (0.55 * SAMPLE_RATE));
    const volume = Math.round(15 * fade * (0.4 + 0.6 * velocity)) / 15;
    out[i] = 0.24 * volume * (wave - (2 * width - 1));
  }
  return closed(out);
};

/** No volume of its own: it plays or it doesn't. */
export const triangle: Instrument = ({ frequency, seconds }) => {
  const out = new Float32Array(samplesOf(seconds));
  const step = frequency / SAMPLE_RATE;
  for (let i = 0; i < out.length; i++) {
    const phase = (i * step + 0.25) % 1;
    const wave = 4 * Math.abs(phase - 0.5) - 1;
    // The chip's triangle has sixteen heights, which is the buzz in its bass.
    out[i] = (0.5 * Math.round(wave * 7.5)) / 7.5;
  }
  return closed(out);
};
