/**
 * Fusion weights: a head in words, then the parameters in its order, unrounded, for they are few.
 */
import * as v from 'valibot';
import { ByteReader, ByteWriter } from '../bytes.ts';
import type { FusionWeights } from '../pack.ts';
import type { Codec } from './codec.ts';
import { readHead, writeHead } from './head.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const fusionHead = v.object({
  level: v.picklist(['gated', 'early', 'late']),
  signals: v.array(v.string()),
  context: v.array(v.string()),
  hidden: count,
  parameters: v.record(v.string(), v.array(count)),
});

/** The fusion that a pack uses. */
export const fusionCodec: Codec<FusionWeights> = {
  encode(weights) {
    const writer = new ByteWriter();
    writeFusion(writer, weights);
    return writer.bytes();
  },
  decode(bytes) {
    const reader = new ByteReader(bytes);
    const weights = readFusion(reader);
    reader.end();
    return weights;
  },
};

/** Several, by name: the names, then one after another. */
export const fusionsCodec: Codec<Record<string, FusionWeights>> = {
  encode(fusions) {
    const writer = writeHead(new ByteWriter(), Object.keys(fusions));
    for (const weights of Object.values(fusions)) writeFusion(writer, weights);
    return writer.bytes();
  },
  decode(bytes) {
    const reader = new ByteReader(bytes);
    const names = readHead(reader, v.array(v.string()));
    const fusions = Object.fromEntries(names.map((name) => [name, readFusion(reader)]));
    reader.end();
    return fusions;
  },
};

function writeFusion(writer: ByteWriter, { parameters, ...words }: FusionWeights): void {
  const shapes = Object.entries(parameters).map(([name, { shape }]) => [name, shape]);
  writeHead(writer, { ...words, parameters: Object.fromEntries(shapes) });
  for (const { values } of Object.values(parameters)) writer.write(values);
}

/** @throws MalformedBytes */
function readFusion(reader: ByteReader): FusionWeights {
  const { parameters: shapes, ...words } = readHead(reader, fusionHead);
  const parameters: FusionWeights['parameters'] = {};
  for (const [name, shape] of Object.entries(shapes)) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    parameters[name] = { shape, values: reader.readFinite(Float32Array, size) };
  }
  return { ...words, parameters };
}
