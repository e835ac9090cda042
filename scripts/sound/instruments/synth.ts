/** Analogue synthesisers: saws a little apart through a low-pass that opens and shuts. */

import { SAMPLE_RATE } from '../sample-rate.ts';
import { addSaw, closed, envelope, type Instrument, lowPass, samplesOf } from './tone.ts';

/** Opens slowly, dies slowly. */
export const pad: Instrument = ({ frequency, velocity, seconds, brightness, random }) => {
  const out = new Float32Array(samplesOf(seconds + 1.2));
  for (const detune of [-0.11, 0.01, 0.1]) addSaw(out, frequency * 2 ** (detune / 12), 0.1, random());
  const w = (2 * Math.PI * frequency * 0.5) / SAMPLE_RATE;
  for (let i = 0; i < out.length; i++) out[i] += 0.09 * Math.sin(w * i);
  const open = 450 + 1500 * brightness;
  const sweep = (2 * Math.PI * 0.11) / SAMPLE_RATE;
  lowPass(out, (i) => open * (1 + 0.45 * Math.sin(sweep * i)) + frequency * 0.5, 0.9);
  for (let i = 0; i < out.length; i++) out[i] *= 0.55 + 0.45 * velocity;
  const attack = Math.min(0.7, 0.15 + seconds * 0.25);
  return envelope(out, { attack, decay: 2, sustain: 0.9, held: seconds, release: 1.1 });
};

/** Short and round: for broken chords and hooks. */
export const synth: Instrument = ({ frequency, velocity, seconds, brightness, random }) => {
  const out = new Float32Array(samplesOf(seconds + 0.3));
  for (const detune of [-0.07, 0.07]) addSaw(out, frequency * 2 ** (detune / 12), 0.2, random());
  const base = 380 + 900 * brightness;
  const reach = (1200 + 3800 * brightness) * (0.4 + 0.6 * velocity);
  lowPass(out, (i) => base + reach * Math.exp(-i / (0.16 * SAMPLE_RATE)), 1.4);
  for (let i = 0; i < out.length; i++) out[i] *= 0.45 + 0.55 * velocity;
  return envelope(out, { attack: 0.005, decay: 0.35, sustain: 0.4, held: seconds, release: 0.25 });
};

export const synthBass: Instrument = ({ frequency, velocity, seconds, brightness, random }) => {
  const out = new Float32Array(samplesOf(seconds + 0.06));
  addSaw(out, frequency, 0.4, random());
  const reach = 500 + 1400 * brightness * velocity;
  lowPass(out, (i) => 180 + reach * Math.exp(-i / (0.1 * SAMPLE_RATE)), 1.6);
  const w = (2 * Math.PI * frequency) / SAMPLE_RATE;
  for (let i = 0; i < out.length; i++) out[i] = (out[i] + 0.42 * Math.sin(w * i)) * (0.6 + 0.4 * velocity);
  return closed(envelope(out, { attack: 0.004, decay: 0.4, sustain: 0.7, held: seconds, release: 0.06 }));
};
