/**
 * Levels: numbers rounded to a few bits, as whole multiples of a step. Rounding twice changes nothing more.
 */
import { type ByteReader, type ByteWriter, MalformedBytes } from '../bytes.ts';
import type { Bits } from '../pack.ts';

/** The largest level; the smallest is its negative. */
export const LEVELS: Record<Bits, number> = { 8: 127, 4: 7 };

const SMALLEST_NORMAL = 2 ** -126;

/**
 * The step between two levels. Rounded up to 16 significant bits, so that a level times its step is exact in
 * float32, and a second rounding finds the same step. Below float32's normal range, where that many bits
 * can't be had, everything is zero.
 */
export function stepFor(largest: number, bits: Bits): number {
  const float = new Float32Array([largest / LEVELS[bits]]);
  if (float[0] < SMALLEST_NORMAL) return 0;
  const word = new Uint32Array(float.buffer);
  word[0] = (word[0] + 0xff) & ~0xff;
  return float[0];
}

/** Rounds a strided run of numbers to levels of one step, and returns the step. */
export function roundRun(
  values: Float32Array,
  levels: Int8Array,
  run: { from: number; to: number; stride: number },
  bits: Bits,
): number {
  const { from, to, stride } = run;
  let largest = 0;
  for (let at = from; at < to; at += stride) largest = Math.max(largest, Math.abs(values[at]));
  const step = stepFor(largest, bits);
  if (step > 0) for (let at = from; at < to; at += stride) levels[at] = Math.round(values[at] / step);
  return step;
}

/** Eight bits: one byte a level. Four: two levels a byte, the first in the low half, an odd end filled with 0. */
export function writeLevels(writer: ByteWriter, levels: Int8Array, bits: Bits): void {
  if (bits === 8) {
    writer.write(levels);
    return;
  }
  const packed = new Uint8Array(Math.ceil(levels.length / 2));
  for (let at = 0; at < levels.length; at++) packed[at >> 1] |= (levels[at] & 15) << (4 * (at & 1));
  writer.write(packed);
}

/** @throws MalformedBytes where a level is out of range or an odd end isn't filled with 0 */
export function readLevels(reader: ByteReader, count: number, bits: Bits): Int8Array {
  const levels = bits === 8 ? reader.read(Int8Array, count) : unpack(reader, count);
  const largest = LEVELS[bits];
  if (levels.some((level) => level < -largest)) throw new MalformedBytes('it holds a level that cannot be');
  return levels;
}

function unpack(reader: ByteReader, count: number): Int8Array {
  const packed = reader.read(Uint8Array, Math.ceil(count / 2));
  const levels = new Int8Array(count);
  // The shift to the top of a 32-bit word and back extends the sign.
  for (let at = 0; at < count; at++) levels[at] = (packed[at >> 1] << (28 - 4 * (at & 1))) >> 28;
  if (count % 2 === 1 && packed[packed.length - 1] >> 4 !== 0)
    throw new MalformedBytes('its last half byte is not empty');
  return levels;
}

/** How many bits a file says that its levels have. */
export function readBits(reader: ByteReader): Bits {
  const [bits] = reader.read(Uint8Array, 1);
  if (bits !== 8 && bits !== 4) throw new MalformedBytes(`it says ${bits} bits, which is neither 8 nor 4`);
  return bits;
}
