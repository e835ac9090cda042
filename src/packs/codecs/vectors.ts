/**
 * Text vectors: unit rows, rounded. They need no step, for the direction of the levels is the vector.
 */
import { ByteReader, ByteWriter } from '../bytes.ts';
import type { Codec } from './codec.ts';
import { LEVELS, readBits, readLevels, writeLevels } from './levels.ts';

/** Bits, levels. */
export const vectorsCodec: Codec<Float32Array> = {
  encode(vectors, { dimensions, bits }) {
    const levels = new Int8Array(vectors.length);
    for (let start = 0; start < vectors.length; start += dimensions) {
      let largest = 0;
      for (let k = 0; k < dimensions; k++) largest = Math.max(largest, Math.abs(vectors[start + k]));
      if (largest === 0) continue;
      for (let k = 0; k < dimensions; k++) {
        levels[start + k] = Math.round((vectors[start + k] / largest) * LEVELS[bits]);
      }
    }
    const writer = new ByteWriter().write(Uint8Array.of(bits));
    writeLevels(writer, levels, bits);
    return writer.bytes();
  },
  decode(bytes, { items, dimensions }) {
    const reader = new ByteReader(bytes);
    const levels = readLevels(reader, items * dimensions, readBits(reader));
    reader.end();
    const vectors = new Float32Array(levels.length);
    for (let start = 0; start < levels.length; start += dimensions) {
      let square = 0;
      for (let k = 0; k < dimensions; k++) square += levels[start + k] ** 2;
      const norm = Math.sqrt(square) || 1;
      for (let k = 0; k < dimensions; k++) vectors[start + k] = levels[start + k] / norm;
    }
    return vectors;
  },
};
