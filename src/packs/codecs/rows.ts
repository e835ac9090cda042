/**
 * Sparse rows of item-item weights. Targets are stored as gaps between ascending indices in a Rice code (Rice &
 * Plaunt 1971), about 8 bits each where 50 of 4,000 items are kept; weights are rounded with one step a row.
 * Rows come back by falling absolute weight, ties by index.
 */
import { BitReader, BitWriter } from '../bits.ts';
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes.ts';
import type { ItemItem } from '../pack.ts';
import type { Codec } from './codec.ts';
import { LEVELS, readBits, readLevels, roundRun, writeLevels } from './levels.ts';

/** Bits, row lengths, steps, bytes of the gaps, gaps, levels. */
export const rowsCodec: Codec<ItemItem> = {
  encode({ offset, target, weight }, { items, bits }) {
    const lengths = Uint16Array.from({ length: items }, (_, row) => offset[row + 1] - offset[row]);
    const sorted = new Float32Array(weight.length);
    const gaps = new BitWriter();
    for (let row = 0; row < items; row++) {
      const places = Array.from({ length: lengths[row] }, (_, k) => offset[row] + k);
      places.sort((a, b) => target[a] - target[b]);
      const divisor = riceDivisor(items, lengths[row]);
      let previous = 0;
      places.forEach((place, k) => {
        gaps.rice(target[place] - previous, divisor);
        previous = target[place];
        sorted[offset[row] + k] = weight[place];
      });
    }
    const levels = new Int8Array(weight.length);
    const steps = Float32Array.from({ length: items }, (_, row) =>
      roundRun(sorted, levels, { from: offset[row], to: offset[row + 1], stride: 1 }, bits),
    );
    const code = gaps.bytes();
    const writer = new ByteWriter()
      .write(Uint8Array.of(bits))
      .write(lengths)
      .write(steps)
      .write(Uint32Array.of(code.length))
      .write(code);
    writeLevels(writer, levels, bits);
    return writer.bytes();
  },
  decode(bytes, { items }) {
    const reader = new ByteReader(bytes);
    const bits = readBits(reader);
    const lengths = reader.read(Uint16Array, items);
    const offset = new Uint32Array(items + 1);
    for (let row = 0; row < items; row++) offset[row + 1] = offset[row] + lengths[row];
    const steps = reader.readFinite(Float32Array, items);
    const [codeLength] = reader.read(Uint32Array, 1);
    const gaps = new BitReader(reader.read(Uint8Array, codeLength));
    const levels = readLevels(reader, offset[items], bits);
    reader.end();

    const target = new Uint32Array(levels.length);
    const weight = new Float32Array(levels.length);
    for (let row = 0; row < items; row++) {
      const length = lengths[row];
      const ascending = new Uint32Array(length);
      // Falling absolute level, then index, as one number each: typed arrays sort those without comparing objects.
      const order = new Uint32Array(length);
      const divisor = riceDivisor(items, length);
      let item = 0;
      for (let k = 0; k < length; k++) {
        item += gaps.rice(divisor);
        if (item >= items) throw new MalformedBytes('it points to an item that is not there');
        ascending[k] = item;
        order[k] = (LEVELS[bits] - Math.abs(levels[offset[row] + k])) * length + k;
      }
      order.sort();
      for (let at = 0; at < length; at++) {
        const k = order[at] % length;
        target[offset[row] + at] = ascending[k];
        weight[offset[row] + at] = levels[offset[row] + k] * steps[row];
      }
    }
    gaps.end();
    return { offset, target, weight };
  },
};

/** Low bits of a gap: the power of two nearest below ln 2 times the mean gap is close to the best. */
function riceDivisor(items: number, length: number): number {
  return length === 0 ? 0 : Math.max(0, Math.floor(Math.log2((Math.LN2 * items) / length)));
}
