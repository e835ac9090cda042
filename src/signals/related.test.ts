import { describe, expect, it } from 'vitest';
import { relatedTo, rowOf } from './related.ts';

const itemItem = {
  offset: new Uint32Array([0, 2, 2, 2]),
  target: new Uint32Array([2, 1]),
  weight: new Float32Array([0.4, -0.1]),
};
const vectors = new Float32Array([1, 0, 0.8, 0.6, 0, 1]);

describe('relatedness', () => {
  it('is the scaled cosine and the item-item weight over the strongest, 65 to 35', () => {
    const out = new Float32Array(3);
    relatedTo({ vectors, itemItem }, 0, out);
    // Cosines of the others: 0.8 and 0, mean 0.4.
    expect(out[0]).toBe(-1);
    expect(out[1]).toBeCloseTo(0.65 - 0.35 * 0.25, 6);
    expect(out[2]).toBeCloseTo(-0.65 + 0.35, 6);
  });
  it('falls back on text where the item has no row', () => {
    const out = new Float32Array(3);
    relatedTo({ vectors, itemItem }, 2, out);
    expect(out[1]).toBeGreaterThan(out[0]);
    expect(rowOf(itemItem, 2)).toEqual([]);
  });
});
