/**
 * Item factors, rounded with one step a column: columns differ in size more than items do.
 */
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes.ts';
import type { Factors } from '../pack.ts';
import type { Codec } from './codec.ts';
import { readBits, readLevels, roundRun, writeLevels } from './levels.ts';

/** Bits, rank, the settings of fold-in, steps, levels. */
export const factorsCodec: Codec<Factors> = {
  encode({ rank, items: factors, alpha, regularisation, perItem }, { bits }) {
    const levels = new Int8Array(factors.length);
    const steps = Float32Array.from({ length: rank }, (_, column) =>
      roundRun(factors, levels, { from: column, to: factors.length, stride: rank }, bits),
    );
    const writer = new ByteWriter()
      .write(Uint8Array.of(bits))
      .write(Uint32Array.of(rank))
      .write(Float64Array.of(alpha, regularisation))
      .write(Uint8Array.of(perItem ? 1 : 0))
      .write(steps);
    writeLevels(writer, levels, bits);
    return writer.bytes();
  },
  decode(bytes, { items }) {
    const reader = new ByteReader(bytes);
    const bits = readBits(reader);
    const [rank] = reader.read(Uint32Array, 1);
    const [alpha, regularisation] = reader.readFinite(Float64Array, 2);
    if (alpha < 0 || regularisation <= 0) throw new MalformedBytes('its fold-in settings are out of range');
    const [perItem] = reader.read(Uint8Array, 1);
    if (perItem > 1) throw new MalformedBytes('its fold-in settings are out of range');
    const steps = reader.readFinite(Float32Array, rank);
    const levels = readLevels(reader, items * rank, bits);
    reader.end();
    const factors = new Float32Array(levels.length);
    for (let at = 0; at < factors.length; at++) factors[at] = levels[at] * steps[at % rank];
    return { rank, items: factors, alpha, regularisation, ...(perItem === 1 && { perItem: true }) };
  },
};
