import { describe, expect, it } from 'vitest';
import { relatedTo, rowOf } from './related.ts';

const itemItem = {
  offset: new Uint32Array([0, 2, 2, 2]),
  target: new Uint32Array([2, 1]),
  weight: new Float32Array([0.4, -0.1]),
};
const vectors = new Float32Array([1, 0, 0.8, 0.6, 0, 1]);

describe('relatedness', () => {
  it('is half the cosine and half the item-item weight over the strongest', () => {
    const out = new Float32Array(3);
    relatedTo({ vectors, itemItem }, 0, out);
    expect(out[0]).toBe(-1);
    expect(out[1]).toBeCloseTo(0.4 - 0.125, 6);
    expect(out[2]).toBeCloseTo(0 + 0.5, 6);
  });
  it('falls back on text where the item has no row', () => {
    const out = new Float32Array(3);
    relatedTo({ vectors, itemItem }, 2, out);
    expect([...out].map((x) => Math.round(x * 100) / 100)).toEqual([0, 0.3, -1]);
    expect(rowOf(itemItem, 2)).toEqual([]);
  });
});
