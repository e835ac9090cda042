/**
 * Loudness as broadcasters measure it (ITU-R BS.1770-4): weighted for the ear, in blocks of 400 ms, those much quieter
 * than the rest left out. In LUFS.
 */
import { SAMPLE_RATE } from './sample-rate.ts';

interface Biquad {
  b: [number, number, number];
  a: [number, number];
}

/** The standard's two filters from their analogue prototypes: it prints coefficients for 48 kHz only. */
function highShelf(frequency: number, gain: number, q: number): Biquad {
  const k = Math.tan((Math.PI * frequency) / SAMPLE_RATE);
  const high = 10 ** (gain / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b: [
      (high + (band * k) / q + k * k) / a0,
      (2 * (k * k - high)) / a0,
      (high - (band * k) / q + k * k) / a0,
    ],
    a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0],
  };
}

function highPass(frequency: number, q: number): Biquad {
  const k = Math.tan((Math.PI * frequency) / SAMPLE_RATE);
  const a0 = 1 + k / q + k * k;
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0] };
}

const WEIGHTING = [
  highShelf(1681.974450955533, 3.999843853973347, 0.7071752369554196),
  highPass(38.13547087602444, 0.5003270373238773),
];

const BLOCK = Math.round(0.4 * SAMPLE_RATE);
const HOP = BLOCK / 4;

/** @param channels of one length @returns -Infinity for silence */
export function loudness(channels: Float32Array[]): number {
  const length = channels[0].length;
  const blocks = new Float64Array(Math.max(1, Math.floor((length - BLOCK) / HOP) + 1));
  for (const channel of channels) {
    const power = weightedPower(channel);
    for (let block = 0; block < blocks.length; block++) {
      let sum = 0;
      for (let hop = 0; hop < 4; hop++) sum += power[block * 4 + hop] ?? 0;
      blocks[block] += sum / Math.min(BLOCK, length);
    }
  }
  const heard = blocks.filter((power) => inLufs(power) > -70);
  const gate = inLufs(mean(heard)) - 10;
  return inLufs(mean(heard.filter((power) => inLufs(power) > gate)));
}

/** Sums of squares by hop. */
function weightedPower(channel: Float32Array): Float64Array {
  const power = new Float64Array(Math.ceil(channel.length / HOP));
  const [shelf, pass] = WEIGHTING;
  let [s1, s2, p1, p2] = [0, 0, 0, 0];
  for (let hop = 0; hop < power.length; hop++) {
    let sum = 0;
    for (let i = hop * HOP; i < Math.min(channel.length, (hop + 1) * HOP); i++) {
      // Transposed direct form II.
      const x = channel[i];
      const y = shelf.b[0] * x + s1;
      s1 = shelf.b[1] * x - shelf.a[0] * y + s2;
      s2 = shelf.b[2] * x - shelf.a[1] * y;
      const z = pass.b[0] * y + p1;
      p1 = pass.b[1] * y - pass.a[0] * z + p2;
      p2 = pass.b[2] * y - pass.a[1] * z;
      sum += z * z;
    }
    power[hop] = sum;
  }
  return power;
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function inLufs(power: number): number {
  return power > 0 ? -0.691 + 10 * Math.log10(power) : Number.NEGATIVE_INFINITY;
}
