/**
 * Any model that can be saved as settings and arrays: a head that says what is there, then the numbers.
 */
import * as v from 'valibot';
import type { Saved } from '../../models/model.ts';
import { type ArrayOf, ByteReader, ByteWriter, MalformedBytes } from '../bytes.ts';
import type { Bits } from '../pack.ts';
import type { Codec } from './codec.ts';
import { readHead, writeHead } from './head.ts';
import { readLevels, roundRun, writeLevels } from './levels.ts';

type NumberArray = Saved['arrays'][string];

type TypeName = 'float32' | 'float64' | 'uint32' | 'int32' | 'uint8' | 'int8';

const TYPES: Record<TypeName, ArrayOf<NumberArray>> = {
  float32: Float32Array,
  float64: Float64Array,
  uint32: Uint32Array,
  int32: Int32Array,
  uint8: Uint8Array,
  int8: Int8Array,
};

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const headSchema = v.object({
  settings: v.record(v.string(), v.pipe(v.number(), v.finite())),
  arrays: v.array(
    v.object({
      name: v.string(),
      type: v.picklist(Object.keys(TYPES) as TypeName[]),
      length: count,
      /** Only of matrices, which are rounded. */
      columns: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
      bits: v.optional(v.picklist([8, 4])),
    }),
  ),
});
type ArrayHead = v.InferOutput<typeof headSchema>['arrays'][number];

/** Length of the head, head as JSON, then each array: numbers as they are, or one step a row and levels. */
export const savedCodec: Codec<Saved> = {
  encode({ settings, arrays, columns = {} }, { bits }) {
    const heads = Object.entries(arrays).map(([name, values]): ArrayHead => {
      const head = { name, type: typeOf(values), length: values.length };
      return columns[name] === undefined ? head : { ...head, columns: columns[name], bits };
    });
    const writer = writeHead(new ByteWriter(), { settings, arrays: heads });
    for (const head of heads) {
      const values = arrays[head.name];
      if (head.columns === undefined) writer.write(values);
      else writeMatrix(writer, values as Float32Array, head.columns, bits);
    }
    return writer.bytes();
  },
  decode(bytes) {
    const reader = new ByteReader(bytes);
    const { settings, arrays: heads } = readHead(reader, headSchema);
    const arrays: Saved['arrays'] = {};
    const columns: Record<string, number> = {};
    for (const head of heads) {
      if (head.columns === undefined) arrays[head.name] = readArray(reader, head);
      else {
        columns[head.name] = head.columns;
        arrays[head.name] = readMatrix(reader, head, head.columns);
      }
    }
    reader.end();
    return Object.keys(columns).length === 0 ? { settings, arrays } : { settings, arrays, columns };
  },
};

function typeOf(values: NumberArray): TypeName {
  for (const [name, type] of Object.entries(TYPES)) if (values.constructor === type) return name as TypeName;
  throw new TypeError('A saved model holds an array of a type that packs have no name for.');
}

function writeMatrix(writer: ByteWriter, values: Float32Array, columns: number, bits: Bits): void {
  const levels = new Int8Array(values.length);
  const steps = Float32Array.from({ length: values.length / columns }, (_, row) =>
    roundRun(values, levels, { from: row * columns, to: (row + 1) * columns, stride: 1 }, bits),
  );
  writer.write(steps);
  writeLevels(writer, levels, bits);
}

function readMatrix(reader: ByteReader, { type, length, bits }: ArrayHead, columns: number): Float32Array {
  if (bits === undefined || type !== 'float32' || length % columns !== 0)
    throw new MalformedBytes('its head names a matrix that cannot be');
  const steps = reader.readFinite(Float32Array, length / columns);
  const levels = readLevels(reader, length, bits);
  return Float32Array.from(levels, (level, at) => level * steps[Math.floor(at / columns)]);
}

function readArray(reader: ByteReader, { type, length }: ArrayHead): NumberArray {
  if (type === 'float32') return reader.readFinite(Float32Array, length);
  if (type === 'float64') return reader.readFinite(Float64Array, length);
  return reader.read(TYPES[type], length);
}
