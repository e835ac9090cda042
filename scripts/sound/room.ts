/** The room a band plays in, and the echo of a tape machine. */
import { SAMPLE_RATE } from './sample-rate.ts';

/** Lengths of the room's eight delays, samples at 32 kHz: primes from 22 to 61 ms, so that no two agree. */
const DELAYS = [709, 887, 1049, 1213, 1409, 1597, 1777, 1951];

/** Samples worked on at a time: fewer than the shortest delay, so that nothing heard in a block was put in within it. */
const BLOCK = 512;

/**
 * A feedback delay network (Jot and Chaigne 1991): eight delays that feed each other through a Householder matrix, each
 * losing as much as the room's length asks and treble faster than bass.
 * @param send what is heard in the room, mono
 * @param seconds to a thousandth (T60)
 * @returns left and right
 */
export function reverberate(send: Float32Array, seconds: number): [Float32Array, Float32Array] {
  const left = new Float32Array(send.length);
  const right = new Float32Array(send.length);
  const lines = DELAYS.map((length) => new Float64Array(length));
  const heard = DELAYS.map(() => new Float64Array(BLOCK));
  const damped = DELAYS.map(() => 0);
  const input = new Float64Array(BLOCK);
  const dull = 0.32;
  // 12 ms before the first reflection keep the band in front of its room.
  const before = Math.round(0.012 * SAMPLE_RATE);
  for (let start = before; start < send.length; start += BLOCK) {
    const count = Math.min(BLOCK, send.length - start);
    for (let i = 0; i < count; i++) input[i] = send[start - before + i] * 0.35;
    for (const [n, line] of lines.entries()) {
      const taps = heard[n];
      const keep = 10 ** ((-3 * line.length) / (seconds * SAMPLE_RATE));
      const side = n % 2 === 0 ? left : right;
      const sign = n % 4 < 2 ? 1 : -1;
      let at = (start - before) % line.length;
      let tap = damped[n];
      for (let i = 0; i < count; i++) {
        const fresh = line[at] * keep;
        tap = fresh + (tap - fresh) * dull;
        taps[i] = tap;
        side[start + i] += sign * tap;
        input[i] -= (2 / lines.length) * tap;
        at = at + 1 === line.length ? 0 : at + 1;
      }
      damped[n] = tap;
    }
    for (const [n, line] of lines.entries()) {
      let at = (start - before) % line.length;
      for (let i = 0; i < count; i++) {
        line[at] = heard[n][i] + input[i];
        at = at + 1 === line.length ? 0 : at + 1;
      }
    }
  }
  return [left, right];
}

/**
 * An echo that comes back duller each time, from the other side.
 * @param back how much of it comes back, below 1
 */
export function echo(send: Float32Array, seconds: number, back: number): [Float32Array, Float32Array] {
  const delay = Math.max(1, Math.round(seconds * SAMPLE_RATE));
  const line = new Float32Array(delay);
  const left = new Float32Array(send.length);
  const right = new Float32Array(send.length);
  let [low, high] = [0, 0];
  for (let i = 0; i < send.length; i++) {
    const at = i % delay;
    const heard = line[at];
    // The tape keeps what lies between 150 Hz and 3 kHz.
    low += (heard - low) * 0.45;
    high += (low - high) * 0.03;
    const worn = low - high;
    const side = Math.floor(i / delay) % 2 === 0 ? 0.3 : 0.7;
    left[i] = worn * (1 - side);
    right[i] = worn * side;
    line[at] = send[i] + worn * back;
  }
  return [left, right];
}
