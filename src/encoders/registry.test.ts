import { describe, expect, it } from 'vitest';
import {
  EncoderRegistryError,
  findEncoder,
  modelFile,
  parseRegistry,
  stampKey,
  stampOf,
} from './registry.ts';

const file = (path: string) => ({ path, bytes: 3, sha256: 'a'.repeat(64) });
const encoder = (id: string) => ({
  id,
  revision: '1',
  dtype: 'int8',
  pooling: 'cls',
  dimensions: 512,
  maxTokens: 128,
  devices: ['wasm'],
  files: [file('onnx/model_int8.onnx')],
});
const REGISTRY = {
  format: 'inkling-encoders',
  version: 1,
  default: 'a/b',
  encoders: [encoder('a/b'), encoder('bundled')],
  runtime: { wasm: [file('ort.wasm')] },
};

describe('parseRegistry', () => {
  it('reads a registry and finds its encoders', () => {
    const registry = parseRegistry(structuredClone(REGISTRY));
    expect(findEncoder(registry).id).toBe('a/b');
    expect(findEncoder(registry, 'bundled').id).toBe('bundled');
    expect(() => findEncoder(registry, 'c/d')).toThrow(/npm run encoder -- c\/d/);
  });

  it.each([
    ['another format', { ...REGISTRY, format: 'x' }, /format/],
    ['a default that is not there', { ...REGISTRY, default: 'c/d' }, /default encoder/],
    ['an id that leaves its folder', { ...REGISTRY, encoders: [encoder('../b')] }, /encoders\.0\.id/],
    [
      'a file that leaves its folder',
      { ...REGISTRY, runtime: { wasm: [file('../secret')] } },
      /runtime\.wasm\.0\.path/,
    ],
    ['no object at all', null, /npm start/],
  ])('refuses %s', (_, value, message) => {
    expect(() => parseRegistry(value)).toThrow(EncoderRegistryError);
    expect(() => parseRegistry(value)).toThrow(message);
  });
});

describe('stampKey', () => {
  it('differs as soon as one field does', () => {
    const [spec] = parseRegistry(structuredClone(REGISTRY)).encoders;
    const stamp = stampOf(spec);
    const others = [
      { ...stamp, id: 'b' },
      { ...stamp, revision: '2' },
      { ...stamp, dtype: 'q8' },
      { ...stamp, pooling: 'mean' as const },
      { ...stamp, dimensions: 384 },
    ];
    expect(new Set([stamp, ...others].map(stampKey)).size).toBe(6);
    expect(stampKey({ ...stamp })).toBe(stampKey(stamp));
  });
});

it('names model files as transformers.js does', () => {
  expect(modelFile('fp32')).toBe('onnx/model.onnx');
  expect(modelFile('q8')).toBe('onnx/model_quantized.onnx');
});
