/**
 * Vectors of pictures or recordings, with which items have one, and palettes: a head with the encoder's stamp, a byte
 * an item, the vectors there are, then the colours.
 */
import * as v from 'valibot';
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes.ts';
import { type ModalVectors, PALETTE_COLOURS } from '../pack.ts';
import type { Codec } from './codec.ts';
import { readHead, writeHead } from './head.ts';
import { vectorsCodec } from './vectors.ts';

const headSchema = v.object({
  stamp: v.object({
    id: v.string(),
    revision: v.string(),
    dtype: v.string(),
    pooling: v.picklist(['cls', 'mean', 'none']),
    dimensions: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    modality: v.picklist(['image', 'audio']),
  }),
  palettes: v.boolean(),
});

/** Of one colour: lightness, the two opponent axes of OKLab, share of the area; the lowest value and the width of each. */
const RANGES = [
  { low: 0, width: 1 },
  { low: -0.5, width: 1 },
  { low: -0.5, width: 1 },
  { low: 0, width: 1 },
] as const;

export const modalCodec: Codec<ModalVectors> = {
  encode({ stamp, vectors, present, palettes }, { items, bits }) {
    const { dimensions } = stamp;
    const rows = new Float32Array(vectors.length);
    let count = 0;
    for (let i = 0; i < items; i++) {
      if (present[i] === 0) continue;
      rows.set(vectors.subarray(i * dimensions, (i + 1) * dimensions), count * dimensions);
      count++;
    }
    const there = vectorsCodec.encode(rows.subarray(0, count * dimensions), {
      items: count,
      dimensions,
      bits,
    });
    const writer = writeHead(new ByteWriter(), { stamp, palettes: palettes !== undefined })
      .write(Uint8Array.from(present))
      .write(there);
    if (palettes !== undefined) writer.write(Uint8Array.from(palettes, toByte));
    return writer.bytes();
  },
  decode(bytes, { items }) {
    const reader = new ByteReader(bytes);
    const { stamp, palettes: hasPalettes } = readHead(reader, headSchema);
    const present = reader.read(Uint8Array, items);
    if (present.some((is) => is > 1)) throw new MalformedBytes('it says neither yes nor no of an item');
    const colours = hasPalettes ? items * PALETTE_COLOURS * RANGES.length : 0;
    const count = present.reduce((sum, is) => sum + is, 0);
    const left = reader.left() - colours;
    if (left < 0) throw new MalformedBytes('it ends too early');
    const shape = { items: count, dimensions: stamp.dimensions };
    const rows = vectorsCodec.decode(reader.read(Uint8Array, left), shape);
    const palettes = hasPalettes ? Float32Array.from(reader.read(Uint8Array, colours), fromByte) : undefined;
    reader.end();
    const vectors = new Float32Array(items * stamp.dimensions);
    let row = 0;
    for (let i = 0; i < items; i++) {
      if (present[i] === 0) continue;
      const from = row * stamp.dimensions;
      vectors.set(rows.subarray(from, from + stamp.dimensions), i * stamp.dimensions);
      row++;
    }
    return { stamp, vectors, present, ...(palettes && { palettes }) };
  },
};

function toByte(value: number, at: number): number {
  const { low, width } = RANGES[at % RANGES.length];
  return Math.round(Math.min(1, Math.max(0, (value - low) / width)) * 255);
}

function fromByte(byte: number, at: number): number {
  const { low, width } = RANGES[at % RANGES.length];
  return low + (byte / 255) * width;
}
