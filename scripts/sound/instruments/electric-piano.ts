/** An electric piano by frequency modulation (Chowning 1973): a warm body, and a tine that only rings at the start. */
import { SAMPLE_RATE } from '../sample-rate.ts';
import { envelope, type Instrument, samplesOf } from './tone.ts';

export const electricPiano: Instrument = ({ frequency, velocity, seconds, brightness }) => {
  const out = new Float32Array(samplesOf(seconds + 0.35));
  const w = (2 * Math.PI * frequency) / SAMPLE_RATE;
  const body = (0.5 + 1.3 * velocity) * (0.5 + brightness);
  const tine = 0.35 * velocity * (0.4 + brightness) * Math.min(1, 700 / frequency);
  const bodyFall = Math.exp(-1 / (0.55 * SAMPLE_RATE));
  const tineFall = Math.exp(-1 / (0.09 * SAMPLE_RATE));
  const tremolo = (2 * Math.PI * 4.4) / SAMPLE_RATE;
  let [b, t] = [body, tine];
  for (let i = 0; i < out.length; i++) {
    const warm = Math.sin(w * i + b * Math.sin(w * i));
    const bell = Math.sin(w * 1.002 * i + t * Math.sin(w * 14 * i));
    out[i] = (0.62 * warm + 0.38 * bell) * (0.92 + 0.08 * Math.sin(tremolo * i));
    b *= bodyFall;
    t *= tineFall;
  }
  const loud = 0.5 * (0.35 + 0.65 * velocity);
  for (let i = 0; i < out.length; i++) out[i] *= loud;
  return envelope(out, { attack: 0.003, decay: 1.1, sustain: 0.06, held: seconds, release: 0.3 });
};
