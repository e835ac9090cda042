/**
 * Drums: swept sines for skins, filtered noise for wires and metal. Pieces go by General MIDI's percussion map, so a
 * score's "pitch" 36 is a bass drum on every kit.
 */
import { SAMPLE_RATE } from '../sample-rate.ts';
import {
  addMode,
  addNoise,
  closed,
  highPass,
  type Instrument,
  lowPass,
  resonance,
  samplesOf,
  type Tone,
} from './tone.ts';

export const PIECE = {
  kick: 36,
  rim: 37,
  snare: 38,
  clap: 39,
  hat: 42,
  openHat: 46,
  ride: 51,
  shaker: 70,
  lowDrum: 64,
  highDrum: 63,
} as const;

type Piece = (tone: Tone) => Float32Array;

/** @param fall of the loudness, seconds */
function skin(from: number, to: number, drop: number, fall: number, gain: number): Piece {
  return ({ velocity }) => {
    const out = new Float32Array(samplesOf(fall * 6));
    let phase = 0;
    for (let i = 0; i < out.length; i++) {
      const t = i / SAMPLE_RATE;
      phase += (2 * Math.PI * (to + (from - to) * Math.exp(-t / drop))) / SAMPLE_RATE;
      out[i] = Math.sin(phase) * Math.exp(-t / fall) * gain * velocity * Math.min(1, i / 24);
    }
    return closed(out);
  };
}

/** Noise between two frequencies. */
function hiss(low: number, high: number, fall: number, gain: number, rise = 0.0005): Piece {
  return ({ velocity, random }) => {
    const out = addNoise(new Float32Array(samplesOf(fall * 6 + rise)), random, 1);
    lowPass(out, () => high);
    highPass(highPass(out, low), low);
    for (let i = 0; i < out.length; i++) {
      const t = i / SAMPLE_RATE;
      out[i] *= (t < rise ? t / rise : Math.exp(-(t - rise) / fall)) * gain * velocity;
    }
    return closed(out);
  };
}

function together(...pieces: Piece[]): Piece {
  return (tone) => {
    const parts = pieces.map((piece) => piece(tone));
    const out = new Float32Array(Math.max(...parts.map((part) => part.length)));
    for (const part of parts) for (let i = 0; i < part.length; i++) out[i] += part[i];
    return out;
  };
}

const rim: Piece = ({ velocity }) => {
  const out = new Float32Array(samplesOf(0.12));
  addMode(out, 1720, 0.5 * velocity, 0.07);
  addMode(out, 520, 0.4 * velocity, 0.05);
  return closed(out);
};

/** A ride cymbal's ping: bright modes that belong to no chord, over a wash. */
const ping: Piece = ({ velocity, random }) => {
  const out = new Float32Array(samplesOf(1.1));
  for (const f of [3140, 4230, 5120, 6390, 7710, 9050])
    addMode(out, f, 0.05 * velocity, 0.6 + random() * 0.4);
  const wash = hiss(5000, 12_000, 0.2, 0.16)({ velocity, random } as Tone);
  for (let i = 0; i < wash.length && i < out.length; i++) out[i] += wash[i];
  return closed(out);
};

const clap: Piece = (tone) => {
  const out = new Float32Array(samplesOf(0.35));
  // Several hands are never quite together.
  [0, 0.011, 0.021, 0.03].forEach((at, hand) => {
    const hit = hiss(700, 4500, hand === 3 ? 0.055 : 0.008, 0.7)(tone);
    const start = samplesOf(at);
    for (let i = 0; i < hit.length && start + i < out.length; i++) out[start + i] += hit[i];
  });
  return closed(out);
};

type Kit = Partial<Record<number, Piece>> & { [PIECE.kick]?: Piece };

function kit(pieces: Kit): Instrument {
  return (tone) => pieces[tone.pitch]?.(tone) ?? new Float32Array(1);
}

const softHat = hiss(6500, 12_500, 0.022, 0.32);

export const drums = kit({
  [PIECE.kick]: together(skin(150, 52, 0.025, 0.11, 0.95), hiss(800, 4000, 0.004, 0.14)),
  [PIECE.snare]: together(skin(240, 185, 0.02, 0.05, 0.4), hiss(1100, 8500, 0.075, 0.5)),
  [PIECE.rim]: rim,
  [PIECE.clap]: clap,
  [PIECE.hat]: softHat,
  [PIECE.openHat]: hiss(6000, 12_500, 0.13, 0.28),
  [PIECE.ride]: ping,
});

/** The bass drum is a sine, the snare mostly noise, and every stroke like the last. */
export const drumMachine = kit({
  [PIECE.kick]: together(skin(190, 46, 0.035, 0.17, 0.95), hiss(2000, 7000, 0.003, 0.1)),
  [PIECE.snare]: together(skin(330, 190, 0.012, 0.04, 0.35), hiss(1500, 9500, 0.06, 0.45)),
  [PIECE.clap]: clap,
  [PIECE.rim]: rim,
  [PIECE.hat]: hiss(7500, 13_500, 0.018, 0.34),
  [PIECE.openHat]: hiss(7000, 13_500, 0.11, 0.28),
  [PIECE.shaker]: hiss(5500, 11_000, 0.03, 0.25, 0.012),
});

/** Wire brushes on a skin: a stir, and a tap. */
export const brushes = kit({
  [PIECE.kick]: skin(110, 50, 0.03, 0.1, 0.5),
  [PIECE.snare]: hiss(1500, 7500, 0.06, 0.4, 0.004),
  [PIECE.hat]: hiss(6500, 12_000, 0.03, 0.2),
  [PIECE.shaker]: hiss(1800, 6500, 0.1, 0.14, 0.09),
  [PIECE.ride]: ping,
  [PIECE.rim]: rim,
});

export const shaker = kit({
  [PIECE.shaker]: hiss(5000, 11_000, 0.03, 0.32, 0.014),
  [PIECE.rim]: rim,
  [PIECE.kick]: skin(95, 62, 0.03, 0.12, 0.55),
});

const palm = (frequency: number, gain: number): Piece =>
  together(skin(frequency * 1.25, frequency, 0.015, 0.14, gain), (tone) =>
    resonance(hiss(500, 3500, 0.01, 0.2)(tone), 900, 2, 1.5),
  );

export const handDrum = kit({
  [PIECE.kick]: palm(82, 0.8),
  [PIECE.lowDrum]: palm(165, 0.6),
  [PIECE.highDrum]: palm(262, 0.5),
  [PIECE.shaker]: hiss(5000, 11_000, 0.025, 0.16, 0.012),
});

/** A shift register clocked at two speeds, as the chips had it: 15 bits, the new one from the exclusive or of two. */
function register(rate: number, fall: number, gain: number): Piece {
  return ({ velocity }) => {
    const out = new Float32Array(samplesOf(fall * 5));
    let [bits, clock] = [1, 0];
    for (let i = 0; i < out.length; i++) {
      clock += rate / SAMPLE_RATE;
      for (; clock >= 1; clock--) bits = (bits >> 1) | (((bits ^ (bits >> 1)) & 1) << 14);
      const volume = Math.round(15 * Math.exp(-i / (fall * SAMPLE_RATE)) * velocity) / 15;
      out[i] = (bits & 1 ? 1 : -1) * volume * gain;
    }
    return closed(out);
  };
}

export const noiseDrums = kit({
  [PIECE.kick]: skin(320, 55, 0.03, 0.07, 0.7),
  [PIECE.snare]: register(9000, 0.07, 0.26),
  [PIECE.hat]: register(30_000, 0.016, 0.13),
  [PIECE.openHat]: register(30_000, 0.06, 0.12),
});
