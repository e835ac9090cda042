import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../bytes.ts';
import { type EncoderStamp, type ModalVectors, PALETTE_COLOURS } from '../pack.ts';
import type { Shape } from './codec.ts';
import { modalCodec } from './modal.ts';

const stamp = (dimensions: number): EncoderStamp => ({
  id: 'inkling-looks',
  revision: '3',
  dtype: 'fp32',
  pooling: 'none',
  dimensions,
  modality: 'image',
});

/** Unit rows where there is one, and colours within what they can be. */
const modal = fc
  .record({
    present: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 12 }),
    dimensions: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat(1000),
    palettes: fc.boolean(),
  })
  .map(({ present, dimensions, seed, palettes }): ModalVectors => {
    const vectors = new Float32Array(present.length * dimensions);
    for (const [i, is] of present.entries()) {
      if (is === 0) continue;
      const row = Float32Array.from({ length: dimensions }, (_, k) => Math.sin(seed + 7 * i + 3 * k) + 0.01);
      const length = Math.hypot(...row);
      vectors.set(
        row.map((value) => value / length),
        i * dimensions,
      );
    }
    const colours = Float32Array.from({ length: present.length * PALETTE_COLOURS * 4 }, (_, k) => {
      const value = Math.abs(Math.sin(seed + k));
      return k % 4 === 1 || k % 4 === 2 ? value - 0.5 : value;
    });
    return {
      stamp: stamp(dimensions),
      vectors,
      present: Uint8Array.from(present),
      ...(palettes && { palettes: colours }),
    };
  });
const context = ({ stamp: { dimensions }, present }: ModalVectors): Shape => ({
  items: present.length,
  dimensions,
  bits: 8,
});

describe('modalCodec', () => {
  it('brings back who has a vector, which, and palettes, as nearly as a byte tells', () => {
    fc.assert(
      fc.property(modal, (whole) => {
        const found = modalCodec.decode(modalCodec.encode(whole, context(whole)), context(whole));
        expect(found.stamp).toEqual(whole.stamp);
        expect(found.present).toEqual(whole.present);
        const off = found.vectors.map((value, k) => Math.abs(value - whole.vectors[k]));
        expect(Math.max(0, ...off)).toBeLessThan(0.01);
        for (const [i, is] of whole.present.entries()) {
          const { dimensions } = whole.stamp;
          const row = found.vectors.subarray(i * dimensions, (i + 1) * dimensions);
          expect(Math.hypot(...row)).toBeCloseTo(is, 2);
        }
        expect(found.palettes?.length).toBe(whole.palettes?.length);
        found.palettes?.forEach((value, k) => {
          expect(Math.abs(value - (whole.palettes as Float32Array)[k])).toBeLessThan(0.003);
        });
      }),
    );
  });

  it('is the same the second time round, byte for byte', () => {
    fc.assert(
      fc.property(modal, (whole) => {
        const once = modalCodec.encode(whole, context(whole));
        const twice = modalCodec.encode(modalCodec.decode(once, context(whole)), context(whole));
        expect(twice).toEqual(once);
      }),
    );
  });

  it('refuses what is cut off, goes on, or says neither yes nor no', () => {
    fc.assert(
      fc.property(modal, fc.nat(), (whole, cut) => {
        const bytes = modalCodec.encode(whole, context(whole));
        const decode = (damaged: Uint8Array<ArrayBuffer>) => () => modalCodec.decode(damaged, context(whole));
        expect(decode(bytes.slice(0, cut % bytes.length))).toThrow();
        expect(decode(Uint8Array.of(...bytes, 0))).toThrow(MalformedBytes);
        const at = bytes.findIndex((_, i) => whole.present.every((is, k) => bytes[i + k] === is));
        if (at > bytes.length / 2) {
          const spoilt = bytes.slice();
          spoilt[at] = 2;
          expect(decode(spoilt)).toThrow();
        }
      }),
    );
  });

  it('refuses a stamp of texts: vectors of different modalities never meet', () => {
    const whole: ModalVectors = {
      stamp: { ...stamp(1), modality: 'text' },
      vectors: Float32Array.of(1),
      present: Uint8Array.of(1),
    };
    const bytes = modalCodec.encode(whole, context(whole));
    expect(() => modalCodec.decode(bytes, context(whole))).toThrow();
  });
});
