/**
 * Plucked strings: Karplus and Strong's (1983) loop of noise with Jaffe and Smith's (1983) tuning and place of the
 * plectrum. Guitars, banjo, harp, harpsichord, and the basses that are plucked.
 */
import { SAMPLE_RATE } from '../sample-rate.ts';
import { addNoise, closed, type Instrument, lowPass, resonance, samplesOf } from './tone.ts';

interface String {
  /** Seconds to a thousandth at 220 Hz; lower strings ring longer. */
  ring: number;
  /** Hz: what the finger or plectrum excites, dull and bright. */
  pick: [number, number];
  /** 0 to 1: how much of its overtones the string loses each turn. */
  damping: number;
  /** Where along the string it is plucked, 0 to 0.5. */
  place: number;
  /** Peaks of the body, Hz and factor. */
  body: [number, number][];
  gain: number;
}

function plucked(string: String): Instrument {
  return ({ frequency, velocity, seconds, brightness, random }) => {
    const period = SAMPLE_RATE / frequency;
    const ring = string.ring * Math.sqrt(220 / frequency);
    const length = samplesOf(Math.min(ring, seconds + 0.25));
    // The averaging filter delays by `damping` samples; the rest is made up by an all-pass.
    const whole = Math.floor(period - string.damping - 0.1);
    const fraction = period - string.damping - whole;
    const pass = (1 - fraction) / (1 + fraction);
    const [dull, bright] = string.pick;
    const noise = addNoise(new Float32Array(whole), random, 1);
    const cutoff = dull * (bright / dull) ** ((brightness + velocity) / 2);
    lowPass(noise, () => cutoff);
    // A string plucked at a fifth of its length lacks every fifth overtone.
    const comb = Math.max(1, Math.round(whole * string.place));
    const line = noise.map((value, i) => value - noise[(i + whole - comb) % whole]);
    level(line);

    const out = new Float32Array(length);
    const loss = 10 ** (-3 / (ring * frequency));
    const release = samplesOf(seconds);
    const muted = 10 ** (-3 / (0.18 * frequency));
    let [last, passIn, passOut] = [0, 0, 0];
    for (let i = 0, at = 0; i < length; i++) {
      const value = line[at];
      const kept = ((1 - string.damping) * value + string.damping * last) * (i > release ? muted : loss);
      last = value;
      passOut = pass * (kept - passOut) + passIn;
      passIn = kept;
      line[at] = passOut;
      out[i] = value;
      at = at + 1 === whole ? 0 : at + 1;
    }
    for (const [centre, gain] of string.body) resonance(out, centre, 2.5, gain);
    const loud = string.gain * (0.35 + 0.65 * velocity);
    for (let i = 0; i < length; i++) out[i] *= loud;
    return closed(out);
  };
}

function level(line: Float32Array): void {
  let [mean, power] = [0, 0];
  for (const value of line) mean += value / line.length;
  for (const value of line) power += (value - mean) ** 2 / line.length;
  const gain = 0.3 / Math.sqrt(power + 1e-9);
  for (let i = 0; i < line.length; i++) line[i] = (line[i] - mean) * gain;
}

export const nylonGuitar = plucked({
  ring: 2.6,
  pick: [1100, 3600],
  damping: 0.42,
  place: 0.28,
  body: [
    [110, 1.7],
    [210, 1.5],
  ],
  gain: 0.9,
});

export const steelGuitar = plucked({
  ring: 3.4,
  pick: [2200, 7500],
  damping: 0.22,
  place: 0.17,
  body: [
    [105, 1.6],
    [205, 1.5],
    [410, 1.2],
  ],
  gain: 0.8,
});

export const banjo = plucked({
  ring: 0.95,
  pick: [3000, 8500],
  damping: 0.16,
  place: 0.1,
  body: [
    [310, 1.9],
    [720, 1.6],
  ],
  gain: 0.75,
});

export const harp = plucked({
  ring: 4.2,
  pick: [1300, 4600],
  damping: 0.33,
  place: 0.45,
  body: [[180, 1.3]],
  gain: 0.85,
});

export const uprightBass = plucked({
  ring: 1.7,
  pick: [420, 1300],
  damping: 0.5,
  place: 0.3,
  body: [
    [98, 1.8],
    [190, 1.4],
  ],
  gain: 1.25,
});

export const bassGuitar = plucked({
  ring: 2.6,
  pick: [520, 1900],
  damping: 0.42,
  place: 0.22,
  body: [[82, 1.3]],
  gain: 1.15,
});

const jack = plucked({
  ring: 1.5,
  pick: [5200, 11_000],
  damping: 0.1,
  place: 0.09,
  body: [[900, 1.3]],
  gain: 0.6,
});

/** Two jacks, the second an octave up and a hair late; the touch makes no difference. */
export const harpsichord: Instrument = (tone) => {
  const eight = jack({ ...tone, velocity: 0.7 });
  const four = jack({ ...tone, velocity: 0.6, frequency: tone.frequency * 2.001 });
  const late = samplesOf(0.004);
  for (let i = 0; i < four.length && i + late < eight.length; i++) eight[i + late] += four[i] * 0.4;
  return eight;
};

const wire = plucked({ ring: 3, pick: [2400, 7000], damping: 0.2, place: 0.14, body: [], gain: 1 });

/** Through a valve amplifier that bends a little, with its tremolo on. */
export const electricGuitar: Instrument = (tone) => {
  const out = wire(tone);
  const drive = 1.2 + 1.6 * tone.velocity * tone.brightness;
  const w = (2 * Math.PI * 5.6) / SAMPLE_RATE;
  const depth = 0.16;
  for (let i = 0; i < out.length; i++) {
    out[i] = (Math.tanh(out[i] * drive) / drive) * (1 - depth + depth * Math.sin(w * i));
  }
  return lowPass(out, () => 3000 + 3000 * tone.brightness);
};
