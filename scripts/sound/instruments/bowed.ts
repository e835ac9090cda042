/** Bowed strings: saw waves through the peaks of a wooden body; one player with vibrato, or a section slightly apart. */
import {
  addNoise,
  addSaw,
  envelope,
  type Instrument,
  lowPass,
  resonance,
  samplesOf,
  vibrato,
} from './tone.ts';

function solo(body: [number, number][], cutoff: number): Instrument {
  return ({ frequency, velocity, seconds, brightness, random }) => {
    const out = new Float32Array(samplesOf(seconds + 0.3));
    const hand = vibrato(5.1 + random() * 0.6, 0.22, 0.22);
    addSaw(out, frequency, 0.3, random(), hand);
    // The bow's own sound.
    addNoise(out, random, 0.012);
    lowPass(out, () => cutoff * (0.45 + 0.4 * velocity + 0.5 * brightness) + frequency);
    for (const [centre, gain] of body) resonance(out, centre, 3, gain);
    for (let i = 0; i < out.length; i++) out[i] *= 0.5 + 0.5 * velocity;
    const attack = Math.min(0.14, 0.06 + seconds * 0.08);
    return envelope(out, { attack, decay: 0.6, sustain: 0.82, held: seconds, release: 0.28 });
  };
}

export const cello = solo(
  [
    [220, 1.6],
    [440, 1.5],
    [1100, 1.3],
  ],
  1700,
);

export const fiddle = solo(
  [
    [290, 1.4],
    [520, 1.5],
    [1200, 1.3],
    [2600, 1.3],
  ],
  3000,
);

/** Four desks. */
export const strings: Instrument = ({ frequency, velocity, seconds, brightness, random }) => {
  const out = new Float32Array(samplesOf(seconds + 0.5));
  for (const detune of [-0.06, -0.02, 0.03, 0.07]) {
    const sway = vibrato(4.6 + random(), 0.12, 0.1);
    addSaw(out, frequency * 2 ** (detune / 12), 0.095, random(), sway);
  }
  lowPass(out, () => 1300 + 2600 * brightness + frequency);
  resonance(out, 420, 1.2, 1.3);
  for (let i = 0; i < out.length; i++) out[i] *= 0.5 + 0.5 * velocity;
  const attack = Math.min(0.22, 0.05 + seconds * 0.12);
  return envelope(out, { attack, decay: 1, sustain: 0.9, held: seconds, release: 0.45 });
};
