/** Bars and tongues that are struck: a handful of modes each, as measured on real bars (Fletcher and Rossing 1998). */
import { SAMPLE_RATE } from '../sample-rate.ts';
import { addMode, addNoise, closed, type Instrument, lowPass, samplesOf } from './tone.ts';

interface Bar {
  /** Frequency as a multiple of the lowest, loudness, share of the decay. */
  modes: [number, number, number][];
  /** Seconds to a thousandth at 440 Hz. */
  ring: number;
  knock: number;
  /** Of a motor's fans, 0 to 1. */
  tremolo: number;
}

function struck({ modes, ring, knock, tremolo }: Bar): Instrument {
  return ({ frequency, velocity, brightness, random }) => {
    const decay = ring * (440 / frequency) ** 0.5;
    const out = new Float32Array(samplesOf(decay));
    modes.forEach(([ratio, gain, share], i) => {
      const hard = i === 0 ? 1 : (0.35 + 0.65 * velocity) * (0.4 + 0.9 * brightness);
      addMode(out, frequency * ratio, gain * hard, decay * share);
    });
    const tap = lowPass(addNoise(new Float32Array(samplesOf(0.02)), random, knock * velocity), () => 2500);
    for (let i = 0; i < tap.length; i++) out[i] += tap[i] * Math.exp(-i / 120);
    const fan = (2 * Math.PI * 5) / SAMPLE_RATE;
    const loud = 0.42 * (0.35 + 0.65 * velocity);
    for (let i = 0; i < out.length; i++) {
      const turn = 1 - tremolo * (0.5 - 0.5 * Math.cos(fan * i));
      out[i] *= loud * turn * Math.min(1, i / 30);
    }
    return closed(out);
  };
}

export const vibraphone = struck({
  modes: [
    [1, 1, 1],
    [4, 0.22, 0.35],
    [10.2, 0.06, 0.12],
  ],
  ring: 3.4,
  knock: 0.1,
  tremolo: 0.35,
});

export const marimba = struck({
  modes: [
    [1, 1, 1],
    [3.98, 0.3, 0.3],
    [9.6, 0.1, 0.12],
  ],
  ring: 0.75,
  knock: 0.4,
  tremolo: 0,
});

export const glockenspiel = struck({
  modes: [
    [1, 1, 1],
    [2.76, 0.3, 0.6],
    [5.4, 0.16, 0.35],
    [8.9, 0.05, 0.2],
  ],
  ring: 2.6,
  knock: 0.12,
  tremolo: 0,
});

export const kalimba = struck({
  modes: [
    [1, 1, 1],
    [2, 0.08, 0.5],
    [5.8, 0.14, 0.18],
    [8.3, 0.06, 0.1],
  ],
  ring: 1.5,
  knock: 0.5,
  tremolo: 0,
});
