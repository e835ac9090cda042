import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Saved } from '../../models/model.ts';
import { BitReader, BitWriter } from '../bits.ts';
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes.ts';
import { factorsCodec } from './factors.ts';
import { LEVELS, readLevels, stepFor, writeLevels } from './levels.ts';
import { rowsCodec } from './rows.ts';
import { savedCodec } from './saved.ts';
import { popularityCodec } from './statistics.ts';
import { vectorsCodec } from './vectors.ts';

const written = (levels: Int8Array, bits: 8 | 4) => {
  const writer = new ByteWriter();
  writeLevels(writer, levels, bits);
  return writer.bytes();
};
const BITS = [8, 4] as const;

describe('levels', () => {
  it('packs two of 4 bits into a byte, the first in the low half', () => {
    expect([...written(Int8Array.of(1, -1, 7, -7, 3), 4)]).toEqual([0xf1, 0x97, 0x03]);
  });

  it.each(BITS)('come back at %i bits, in any number', (bits) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -LEVELS[bits], max: LEVELS[bits] })), (list) => {
        const levels = Int8Array.from(list);
        const bytes = written(levels, bits);
        expect(bytes).toHaveLength(Math.ceil((list.length * bits) / 8));
        const reader = new ByteReader(bytes);
        expect(readLevels(reader, list.length, bits)).toEqual(levels);
        reader.end();
      }),
    );
  });

  it('refuses a level that no rounding gives, and a half byte too many', () => {
    const read = (bytes: number[], count: number, bits: 8 | 4) =>
      readLevels(new ByteReader(Uint8Array.from(bytes)), count, bits);
    expect(() => read([0x08], 1, 4)).toThrow('a level that cannot be');
    expect(() => read([0x80], 1, 8)).toThrow('a level that cannot be');
    expect(() => read([0x10], 1, 4)).toThrow('its last half byte is not empty');
    expect(() => read([], 1, 4)).toThrow('too early');
  });

  it.each(BITS)('find the same step again at %i bits', (bits) => {
    fc.assert(
      fc.property(fc.float({ min: 0, max: Math.fround(1e30), noNaN: true }), (largest) => {
        const step = stepFor(largest, bits);
        const rounded = Math.fround(LEVELS[bits] * step);
        if (step > 0) expect(rounded).toBe(LEVELS[bits] * step);
        expect(stepFor(rounded, bits)).toBe(step);
      }),
    );
  });
});

describe('a Rice code', () => {
  it('is what the paper says: 9 with 2 low bits is 110 and 01', () => {
    const writer = new BitWriter();
    writer.rice(9, 2);
    expect([...writer.bytes()]).toEqual([0b11001000]);
  });

  it('brings numbers back, and knows its end', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3000), fc.integer({ min: 4, max: 12 }))), (numbers) => {
        const writer = new BitWriter();
        for (const [value, low] of numbers) writer.rice(value, low);
        const reader = new BitReader(writer.bytes());
        for (const [value, low] of numbers) expect(reader.rice(low)).toBe(value);
        reader.end();
      }),
    );
  });

  it('refuses bits that end too early or go on', () => {
    expect(() => new BitReader(Uint8Array.of(0xff)).rice(2)).toThrow(MalformedBytes);
    const reader = new BitReader(Uint8Array.of(0b00000100));
    reader.rice(3);
    expect(() => reader.end()).toThrow('go on after their end');
    expect(() => new BitReader(Uint8Array.of(0)).end()).toThrow('go on after their end');
  });
});

describe('rows', () => {
  const shape = { items: 5, dimensions: 0 };
  const empty = { offset: new Uint32Array(6), target: new Uint32Array(0), weight: new Float32Array(0) };
  const some = {
    offset: Uint32Array.of(0, 3, 3, 4, 4, 4),
    target: Uint32Array.of(0, 2, 4, 1),
    weight: Float32Array.of(-7 * 127, 7 * 127, 7 * 127, 0),
  };

  it('may all be empty, or hold nothing but zeros', () => {
    for (const bits of BITS) {
      expect(rowsCodec.decode(rowsCodec.encode(empty, { ...shape, bits }), shape)).toEqual(empty);
      expect(rowsCodec.decode(rowsCodec.encode(some, { ...shape, bits }), shape)).toEqual(some);
    }
  });

  it('refuses numbers of bits that there are not', () => {
    const bytes = rowsCodec.encode(some, { ...shape, bits: 4 });
    bytes[0] = 5;
    expect(() => rowsCodec.decode(bytes, shape)).toThrow('5 bits');
  });

  it('never takes another number of bits for its own', () => {
    const bytes = rowsCodec.encode(some, { ...shape, bits: 4 });
    bytes[0] = 8;
    expect(() => rowsCodec.decode(bytes, shape)).toThrow(MalformedBytes);
  });

  it('refuses nonsense with its own error, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), fc.constantFrom(...BITS), (noise, bits) => {
        noise[0] = bits;
        try {
          rowsCodec.decode(noise, shape);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedBytes);
        }
      }),
    );
  });
});

describe('a saved model', () => {
  const model: Saved = {
    settings: { rank: 3, alpha: 0.5 },
    arrays: {
      weights: Float32Array.of(1, 2, 127, 0, 0, 0, -0.5, 0.25, 0.125),
      bias: Float32Array.of(0.1, 0.2, 0.3),
      at: Float64Array.of(Math.PI),
      ids: Uint32Array.of(7, 1),
      signs: Int32Array.of(-70000, 3),
      flags: Uint8Array.of(1),
      small: Int8Array.of(-1, 0, 1),
    },
    columns: { weights: 3 },
  };
  const shape = { items: 0, dimensions: 0 };

  it.each(BITS)('keeps its lists as they are and rounds its matrices to %i bits, once', (bits) => {
    const once = savedCodec.decode(savedCodec.encode(model, { ...shape, bits }), shape);
    expect({ ...once.arrays, weights: null }).toEqual({ ...model.arrays, weights: null });
    expect([once.settings, once.columns]).toEqual([model.settings, model.columns]);
    const steps = [127, 0, 0.5].map((largest) => largest / LEVELS[bits]);
    model.arrays.weights.forEach((weight, at) => {
      const error = Math.abs(once.arrays.weights[at] - weight);
      expect(error).toBeLessThanOrEqual(0.501 * steps[Math.floor(at / 3)]);
    });
    expect(savedCodec.decode(savedCodec.encode(once, { ...shape, bits }), shape)).toEqual(once);
  });

  it('may be empty', () => {
    const bare: Saved = { settings: {}, arrays: {} };
    expect(savedCodec.decode(savedCodec.encode(bare, { ...shape, bits: 8 }), shape)).toEqual(bare);
  });

  it('refuses a head that lies', () => {
    const lies = [
      { name: 'a', type: 'float16', length: 1 },
      { name: 'a', type: 'float32', length: -1 },
      { name: 'a', type: 'float32', length: 9 },
      { name: 'a', type: 'float32', length: 1, columns: 2, bits: 8 },
      { name: 'a', type: 'int8', length: 1, columns: 1, bits: 8 },
      { name: 'a', type: 'float32', length: 1, columns: 1 },
    ];
    for (const lie of lies) {
      const head = new TextEncoder().encode(JSON.stringify({ settings: {}, arrays: [lie] }));
      const bytes = new ByteWriter()
        .write(Uint32Array.of(head.length))
        .write(head)
        .write(new Uint8Array(5))
        .bytes();
      expect(() => savedCodec.decode(bytes, shape), JSON.stringify(lie)).toThrow(MalformedBytes);
    }
  });
});

describe('four bits', () => {
  it('halve factors and vectors, and round them once', () => {
    const shape = { items: 5, dimensions: 3 };
    const numbers = Float32Array.from({ length: 15 }, (_, at) => (at < 3 ? 0 : Math.sin(at)));
    const factors = { rank: 3, items: numbers, alpha: 2, regularisation: 0.5 };
    const [wide, narrow] = BITS.map((bits) => factorsCodec.encode(factors, { ...shape, bits }));
    expect(wide.length - narrow.length).toBe(7);
    const once = factorsCodec.decode(narrow, shape);
    expect(factorsCodec.encode(once, { ...shape, bits: 4 })).toEqual(narrow);
    const vectors = vectorsCodec.encode(numbers, { ...shape, bits: 4 });
    expect(vectors).toHaveLength(9);
    const unit = vectorsCodec.decode(vectors, shape);
    expect(Math.hypot(...unit.subarray(0, 3))).toBe(0);
    expect(Math.hypot(...unit.subarray(3, 6))).toBeCloseTo(1, 6);
    expect(vectorsCodec.encode(unit, { ...shape, bits: 4 })).toEqual(vectors);
  });
});

describe('popularity', () => {
  const shape = { items: 3, dimensions: 0, bits: 8 } as const;
  const MINUTE = 60_000;
  const at = Date.UTC(2026, 4, 20, 12, 34, 56, 789);
  const popularity = {
    at,
    total: Float32Array.of(7, 0.25, 0),
    recent: Float32Array.of(1, 0.25, 0),
    week: Float32Array.of(0, 0.25, 0),
    months: Float32Array.from(
      [[1, ...Array(11).fill(0)], Array(12).fill(1 / 12), [0.5, ...Array(11).fill(0.5 / 11)]].flat(),
    ),
    hours: Float32Array.from([[0.1, 0.2, 0.3, 0.4, 0], [0, 0, 1, 0, 0], Array(5).fill(0)].flat()),
    firstSeen: Float64Array.of(at - 400 * 24 * 60 * MINUTE - 29_000, at, 0),
  };

  it('keeps counts, first days to the minute, and months that sum to a year', () => {
    const once = popularityCodec.decode(popularityCodec.encode(popularity, shape), shape);
    expect(once).toMatchObject({
      at,
      total: popularity.total,
      recent: popularity.recent,
      week: popularity.week,
    });
    expect([...once.firstSeen]).toEqual([at - 400 * 24 * 60 * MINUTE, at, 0]);
    for (let item = 0; item < 3; item++) {
      const [before, after] = [popularity, once].map(({ months }) =>
        months.subarray(12 * item, 12 * item + 12),
      );
      expect(after.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      for (let month = 0; month < 12; month++) {
        expect(Math.abs(after[month] - before[month])).toBeLessThan(1 / 255);
      }
    }
    expect(popularityCodec.decode(popularityCodec.encode(once, shape), shape)).toEqual(once);
  });

  it('keeps shares of the day, and that nothing is known of one', () => {
    const { hours } = popularityCodec.decode(popularityCodec.encode(popularity, shape), shape);
    expect([...hours.subarray(5)]).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    [0.1, 0.2, 0.3, 0.4, 0].forEach((share, part) => {
      expect(Math.abs(hours[part] - share)).toBeLessThan(1 / 255);
    });
    expect(hours.subarray(0, 5).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  });
});
