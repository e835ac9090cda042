import { describe, expect, it } from 'vitest';
import { GraphModelError, type GraphModelJson, readWeights } from './graph-model.ts';

const manifest = (weights: GraphModelJson['weightsManifest'][number]['weights']): GraphModelJson => ({
  weightsManifest: [{ paths: ['a', 'b'], weights }],
});
const MODEL = manifest([
  { name: 'axis', shape: [1], dtype: 'int32' },
  { name: 'matrix', shape: [2, 2], dtype: 'float32' },
  { name: 'scalar', shape: [], dtype: 'float32' },
]);
const BYTES = new Uint8Array(new Float32Array([0, 1, 2, 3, 4, 5]).buffer);

describe('readWeights', () => {
  it('reads weights that lie across shards', () => {
    const weights = readWeights(MODEL, [BYTES.slice(0, 9), BYTES.slice(9)]);
    expect([...weights.keys()]).toEqual(['matrix', 'scalar']);
    expect(weights.get('matrix')).toEqual({ shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) });
    expect(weights.get('scalar')).toEqual({ shape: [], data: Float32Array.of(5) });
  });

  it('refuses bytes that are too few or too many', () => {
    expect(() => readWeights(MODEL, [BYTES.slice(0, 20)])).toThrow(/inside weight scalar/);
    expect(() => readWeights(MODEL, [BYTES, BYTES.slice(0, 4)])).toThrow(GraphModelError);
  });

  it('refuses quantised weights', () => {
    const quantised = manifest([
      { name: 'w', shape: [4], dtype: 'float32', quantization: { dtype: 'uint8' } },
    ]);
    expect(() => readWeights(quantised, [BYTES])).toThrow(/Weight w/);
  });
});
