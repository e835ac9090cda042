/**
 * Pianos: partials of a stiff string, each dying at its own pace, and the thump of the hammer. The felt piano has a
 * strip of cloth between hammer and strings.
 */
import { addMode, addNoise, closed, type Instrument, lowPass, samplesOf } from './tone.ts';

interface Hammer {
  partials: number;
  /** How quickly overtones weaken, per partial. */
  fall: number;
  thump: number;
  ring: number;
}

function piano({ partials, fall, thump, ring }: Hammer): Instrument {
  return ({ frequency, velocity, seconds, brightness, random }) => {
    const decay = ring * (220 / frequency) ** 0.55;
    const out = new Float32Array(samplesOf(Math.min(seconds + 0.5, decay)));
    // Stiffness stretches overtones (Fletcher 1964): f_n = n f sqrt(1 + B n^2); B of a middle string.
    const stiffness = 0.00035 * (frequency / 262) ** 1.2;
    const tilt = fall * (1.35 - 0.35 * velocity - 0.3 * brightness);
    for (let n = 1; n <= partials; n++) {
      const f = n * frequency * Math.sqrt(1 + stiffness * n * n);
      if (f > 12_000) break;
      // The hammer strikes at an eighth of the string and so hardly wakes every eighth partial.
      const gain = Math.exp(-tilt * (n - 1)) * (0.25 + Math.abs(Math.sin((Math.PI * n) / 8)));
      const dies = decay / (1 + 0.32 * (n - 1));
      // Two strings of a choir, a hair apart, make the tone live.
      addMode(out, f * 0.9997, gain * 0.5, dies, random() * 6);
      addMode(out, f * 1.0004, gain * 0.5, dies * 0.7, random() * 6);
    }
    const knock = lowPass(addNoise(new Float32Array(samplesOf(0.05)), random, thump), () => 420);
    for (let i = 0; i < knock.length && i < out.length; i++) out[i] += knock[i] * Math.exp(-i / 350);
    const loud = 0.42 * (0.25 + 0.75 * velocity);
    const release = samplesOf(seconds);
    let damper = loud;
    for (let i = 0; i < out.length; i++) {
      if (i > release) damper *= 0.9995;
      out[i] *= i < 60 ? (damper * i) / 60 : damper;
    }
    return closed(out);
  };
}

export const grandPiano = piano({ partials: 18, fall: 0.34, thump: 0.35, ring: 4.5 });

export const feltPiano = piano({ partials: 9, fall: 0.62, thump: 0.75, ring: 3.6 });
