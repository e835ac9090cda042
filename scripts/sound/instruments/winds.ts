/** Flute and clarinet: a few overtones that follow the breath, and the breath itself. */
import { SAMPLE_RATE } from '../sample-rate.ts';
import {
  addNoise,
  envelope,
  type Instrument,
  lowPass,
  readTable,
  samplesOf,
  tableOf,
  vibrato,
} from './tone.ts';

interface Wind {
  /** Loudness of overtones, from the first. */
  overtones: number[];
  breath: number;
  sway: number;
  attack: number;
}

function wind({ overtones, breath, sway, attack }: Wind): Instrument {
  return ({ frequency, velocity, seconds, brightness, random }) => {
    const out = new Float32Array(samplesOf(seconds + 0.15));
    const lungs = vibrato(4.8 + random() * 0.6, sway, 0.25);
    const tube = tableOf(
      overtones.map((gain, n) => [n + 1, gain * (0.5 + 0.5 * velocity + 0.4 * brightness) ** n]),
    );
    const step = frequency / SAMPLE_RATE;
    let phase = 0;
    for (let i = 0; i < out.length; i++) {
      const bend = lungs(i);
      phase += step * bend;
      out[i] = readTable(tube, phase) * (1 + (bend - 1) * 8);
    }
    const air = lowPass(addNoise(new Float32Array(out.length), random, breath), () => 2600);
    const loud = 0.34 * (0.45 + 0.55 * velocity);
    for (let i = 0; i < out.length; i++) out[i] = (out[i] + air[i] * (1 + 2 * Math.exp(-i / 1200))) * loud;
    return envelope(out, { attack, decay: 0.5, sustain: 0.85, held: seconds, release: 0.13 });
  };
}

export const flute = wind({ overtones: [1, 0.32, 0.14, 0.05], breath: 0.13, sway: 0.2, attack: 0.055 });

/** A closed pipe: the odd overtones. */
export const clarinet = wind({
  overtones: [1, 0.04, 0.55, 0.03, 0.28, 0.03, 0.14, 0, 0.07],
  breath: 0.03,
  sway: 0.06,
  attack: 0.04,
});
