/** Organ, harmonium and melodica: pipes and reeds, which speak as long as the key is down. */
import { SAMPLE_RATE } from '../sample-rate.ts';
import {
  addSaw,
  envelope,
  type Instrument,
  lowPass,
  readTable,
  resonance,
  samplesOf,
  tableOf,
} from './tone.ts';

/** Drawbars as multiples of the lowest pipe, an octave below the key, and how far each is out. */
const DRAWBARS: [number, number][] = [
  [1, 0.5],
  [2, 0.9],
  [3, 0.25],
  [4, 0.45],
  [6, 0.2],
  [8, 0.16],
];

/** A tonewheel organ before a turning speaker. */
export const organ: Instrument = ({ frequency, velocity, seconds, brightness }) => {
  const out = new Float32Array(samplesOf(seconds + 0.1));
  const turning = (2 * Math.PI * 5.8) / SAMPLE_RATE;
  const sounding = DRAWBARS.filter(([n]) => (n * frequency) / 2 < 9000);
  const pipes = tableOf(sounding.map(([n, drawn]) => [n, n > 2 ? drawn * (0.4 + 0.9 * brightness) : drawn]));
  const step = frequency / 2 / SAMPLE_RATE;
  const loud = 0.17 * (0.5 + 0.5 * velocity);
  for (let i = 0; i < out.length; i++) {
    const turn = Math.sin(turning * i);
    out[i] = loud * (1 + 0.12 * turn) * readTable(pipes, step * i + 0.01 * turn + 1);
  }
  return envelope(out, { attack: 0.006, decay: 0.06, sustain: 0.88, held: seconds, release: 0.08 });
};

export const harmonium: Instrument = ({ frequency, velocity, seconds, brightness, random }) => {
  const out = new Float32Array(samplesOf(seconds + 0.2));
  for (const detune of [0.9985, 1.0015]) addSaw(out, frequency * detune, 0.12, random());
  addSaw(out, frequency * 2.001, 0.04, random());
  lowPass(out, () => 900 + 1800 * brightness);
  resonance(out, 480, 1.5, 1.5);
  for (let i = 0; i < out.length; i++) out[i] *= 0.6 + 0.4 * velocity;
  return envelope(out, { attack: 0.09, decay: 1, sustain: 0.9, held: seconds, release: 0.18 });
};

/** One thin reed and somebody's breath behind it. */
export const melodica: Instrument = ({ frequency, velocity, seconds, brightness, random }) => {
  const out = new Float32Array(samplesOf(seconds + 0.12));
  addSaw(out, frequency, 0.24, random());
  addSaw(out, frequency * 1.003, 0.1, random());
  lowPass(out, () => 1500 + 2200 * brightness);
  resonance(out, 1150, 2, 1.6);
  const shake = (2 * Math.PI * 5.2) / SAMPLE_RATE;
  for (let i = 0; i < out.length; i++)
    out[i] *= (0.55 + 0.45 * velocity) * (1 - 0.1 * Math.min(1, i / 12_000) * (1 + Math.sin(shake * i)));
  return envelope(out, { attack: 0.035, decay: 0.8, sustain: 0.85, held: seconds, release: 0.1 });
};
