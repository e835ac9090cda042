/**
 * How each artefact of a pack becomes bytes and back. Large ones are rounded to 8 bits, at no measurable loss
 * of ranking (docs/training.md). Rounding twice changes nothing more, so a pack in memory that went through
 * `asShipped` holds the very numbers that every device will read.
 */
import * as v from 'valibot';
import { ByteReader, ByteWriter, MalformedBytes } from './bytes.ts';
import type { Factors, FusionWeights, ItemItem, Pack, Popularity, Repeats } from './pack.ts';

export type Artefacts = Omit<Pack, 'manifest'>;
export type ArtefactName = keyof Artefacts;

/** What the manifest knows and decoding needs. */
interface Shape {
  items: number;
  /** Of the vectors. */
  dimensions: number;
}

interface Codec<T> {
  encode(value: T, shape: Shape): Uint8Array<ArrayBuffer>;
  /** @throws MalformedBytes */
  decode(bytes: Uint8Array, shape: Shape): T;
}

export const CODECS: { [Name in ArtefactName]: Codec<Artefacts[Name]> } = {
  vectors: { encode: encodeVectors, decode: decodeVectors },
  itemItem: { encode: encodeRows, decode: decodeRows },
  factors: { encode: encodeFactors, decode: decodeFactors },
  popularity: { encode: encodePopularity, decode: decodePopularity },
  repeats: { encode: encodeRepeats, decode: decodeRepeats },
  together: { encode: encodeRows, decode: decodeRows },
  fusion: { encode: encodeFusion, decode: decodeFusion },
};

export const ARTEFACT_NAMES = Object.keys(CODECS) as ArtefactName[];

/** `value` as it will be after saving and loading. */
export function asShipped<Name extends ArtefactName>(
  name: Name,
  value: Artefacts[Name],
  shape: Shape,
): Artefacts[Name] {
  return CODECS[name].decode(CODECS[name].encode(value, shape), shape);
}

const LEVELS = 127;
const SMALLEST_NORMAL = 2 ** -126;

/**
 * The step between two of the 255 levels. Rounded up to 16 significant bits, so that a level times its step
 * is exact in float32, and a second rounding finds the same step. Below float32's normal range, where that many
 * bits can't be had, everything is zero.
 */
function stepFor(largest: number): number {
  const float = new Float32Array([largest / LEVELS]);
  if (float[0] < SMALLEST_NORMAL) return 0;
  const bits = new Uint32Array(float.buffer);
  bits[0] = (bits[0] + 0xff) & ~0xff;
  return float[0];
}

/** Unit rows need no step: the direction of the levels is the vector. */
function encodeVectors(vectors: Float32Array, { items, dimensions }: Shape): Uint8Array<ArrayBuffer> {
  const levels = new Int8Array(vectors.length);
  for (let item = 0; item < items; item++) {
    const start = item * dimensions;
    let largest = 0;
    for (let k = 0; k < dimensions; k++) largest = Math.max(largest, Math.abs(vectors[start + k]));
    if (largest === 0) continue;
    for (let k = 0; k < dimensions; k++) {
      levels[start + k] = Math.round((vectors[start + k] / largest) * LEVELS);
    }
  }
  return new ByteWriter().write(levels).bytes();
}

function decodeVectors(bytes: Uint8Array, { items, dimensions }: Shape): Float32Array {
  const reader = new ByteReader(bytes);
  const levels = reader.read(Int8Array, items * dimensions);
  reader.end();
  const vectors = new Float32Array(levels.length);
  for (let start = 0; start < levels.length; start += dimensions) {
    let square = 0;
    for (let k = 0; k < dimensions; k++) square += levels[start + k] ** 2;
    const norm = Math.sqrt(square) || 1;
    for (let k = 0; k < dimensions; k++) vectors[start + k] = levels[start + k] / norm;
  }
  return vectors;
}

/** Row lengths, targets, one step a row, levels. */
function encodeRows({ offset, target, weight }: ItemItem, { items }: Shape): Uint8Array<ArrayBuffer> {
  const lengths = new Uint16Array(items);
  const steps = new Float32Array(items);
  const levels = new Int8Array(weight.length);
  for (let row = 0; row < items; row++) {
    lengths[row] = offset[row + 1] - offset[row];
    let largest = 0;
    for (let at = offset[row]; at < offset[row + 1]; at++) largest = Math.max(largest, Math.abs(weight[at]));
    steps[row] = stepFor(largest);
    if (steps[row] === 0) continue;
    for (let at = offset[row]; at < offset[row + 1]; at++) levels[at] = Math.round(weight[at] / steps[row]);
  }
  return new ByteWriter()
    .write(lengths)
    .write(items <= 65536 ? Uint16Array.from(target) : target)
    .write(steps)
    .write(levels)
    .bytes();
}

function decodeRows(bytes: Uint8Array, { items }: Shape): ItemItem {
  const reader = new ByteReader(bytes);
  const lengths = reader.read(Uint16Array, items);
  const offset = new Uint32Array(items + 1);
  for (let row = 0; row < items; row++) offset[row + 1] = offset[row] + lengths[row];
  const size = offset[items];
  const target =
    items <= 65536 ? Uint32Array.from(reader.read(Uint16Array, size)) : reader.read(Uint32Array, size);
  if (target.some((item) => item >= items))
    throw new MalformedBytes('it points to an item that is not there');
  const steps = reader.readFinite(Float32Array, items);
  const levels = reader.read(Int8Array, size);
  reader.end();
  const weight = new Float32Array(size);
  for (let row = 0; row < items; row++) {
    for (let at = offset[row]; at < offset[row + 1]; at++) weight[at] = levels[at] * steps[row];
  }
  return { offset, target, weight };
}

/** Rank, the two settings of fold-in, one step a column, levels. */
function encodeFactors(
  { rank, items: factors, alpha, regularisation }: Factors,
  { items }: Shape,
): Uint8Array<ArrayBuffer> {
  const steps = new Float32Array(rank);
  const levels = new Int8Array(items * rank);
  for (let column = 0; column < rank; column++) {
    let largest = 0;
    for (let at = column; at < factors.length; at += rank) largest = Math.max(largest, Math.abs(factors[at]));
    steps[column] = stepFor(largest);
    if (steps[column] === 0) continue;
    for (let at = column; at < factors.length; at += rank) {
      levels[at] = Math.round(factors[at] / steps[column]);
    }
  }
  return new ByteWriter()
    .write(Uint32Array.of(rank))
    .write(Float64Array.of(alpha, regularisation))
    .write(steps)
    .write(levels)
    .bytes();
}

function decodeFactors(bytes: Uint8Array, { items }: Shape): Factors {
  const reader = new ByteReader(bytes);
  const [rank] = reader.read(Uint32Array, 1);
  const [alpha, regularisation] = reader.readFinite(Float64Array, 2);
  if (alpha < 0 || regularisation <= 0) throw new MalformedBytes('its fold-in settings are out of range');
  const steps = reader.readFinite(Float32Array, rank);
  const levels = reader.read(Int8Array, items * rank);
  reader.end();
  const factors = new Float32Array(levels.length);
  for (let at = 0; at < factors.length; at++) factors[at] = levels[at] * steps[at % rank];
  return { rank, items: factors, alpha, regularisation };
}

const MONTHS = 12;
/** A whole year in the fixed-point shares of months. */
const YEAR = 65535;

function encodePopularity(
  { at, total, recent, week, months, firstSeen }: Popularity,
  { items }: Shape,
): Uint8Array<ArrayBuffer> {
  const shares = new Uint16Array(months.length);
  for (let item = 0; item < items; item++) {
    const start = item * MONTHS;
    let sum = 0;
    let largest = start;
    for (let slot = start; slot < start + MONTHS; slot++) {
      shares[slot] = Math.round(months[slot] * YEAR);
      sum += shares[slot];
      if (shares[slot] > shares[largest]) largest = slot;
    }
    // The largest month takes what rounding left over, so that rows still sum to 1.
    shares[largest] += YEAR - sum;
  }
  return new ByteWriter()
    .write(Float64Array.of(at))
    .write(total)
    .write(recent)
    .write(week)
    .write(shares)
    .write(firstSeen)
    .bytes();
}

function decodePopularity(bytes: Uint8Array, { items }: Shape): Popularity {
  const reader = new ByteReader(bytes);
  const [at] = reader.readFinite(Float64Array, 1);
  const total = reader.readFinite(Float32Array, items);
  const recent = reader.readFinite(Float32Array, items);
  const week = reader.readFinite(Float32Array, items);
  const months = Float32Array.from(reader.read(Uint16Array, items * MONTHS), (share) => share / YEAR);
  const firstSeen = reader.readFinite(Float64Array, items);
  reader.end();
  return { at, total, recent, week, months, firstSeen };
}

function encodeRepeats({ rate, interval }: Repeats): Uint8Array<ArrayBuffer> {
  return new ByteWriter().write(rate).write(interval).bytes();
}

function decodeRepeats(bytes: Uint8Array, { items }: Shape): Repeats {
  const reader = new ByteReader(bytes);
  const rate = reader.readFinite(Float32Array, items);
  const interval = reader.readFinite(Float32Array, items);
  reader.end();
  return { rate, interval };
}

/** What a fusion file says in words before its numbers. */
const fusionHead = v.object({
  signals: v.array(v.string()),
  context: v.array(v.string()),
  hidden: v.pipe(v.number(), v.integer(), v.minValue(0)),
  parameters: v.record(v.string(), v.array(v.pipe(v.number(), v.integer(), v.minValue(0)))),
});

/** Length of the head, head as JSON, then the parameters in its order, unrounded: they are few. */
function encodeFusion({ signals, context, hidden, parameters }: FusionWeights): Uint8Array<ArrayBuffer> {
  const shapes = Object.entries(parameters).map(([name, { shape }]) => [name, shape]);
  const head = { signals, context, hidden, parameters: Object.fromEntries(shapes) };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const writer = new ByteWriter().write(Uint32Array.of(text.length)).write(text);
  for (const { values } of Object.values(parameters)) writer.write(values);
  return writer.bytes();
}

function decodeFusion(bytes: Uint8Array): FusionWeights {
  const reader = new ByteReader(bytes);
  const [length] = reader.read(Uint32Array, 1);
  const text = new TextDecoder().decode(reader.read(Uint8Array, length));
  const head = v.safeParse(v.pipe(v.string(), v.parseJson(), fusionHead), text);
  if (!head.success) throw new MalformedBytes('its head is not what a fusion model has');
  const { signals, context, hidden } = head.output;
  const parameters: FusionWeights['parameters'] = {};
  for (const [name, shape] of Object.entries(head.output.parameters)) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    parameters[name] = { shape, values: reader.readFinite(Float32Array, size) };
  }
  reader.end();
  return { signals, context, hidden, parameters };
}
