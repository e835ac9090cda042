import { describe, expect, it } from 'vitest';
import {
  defaultEncoder,
  EncoderRegistryError,
  encoderOfStamp,
  findEncoder,
  modelFile,
  parseRegistry,
  shareSpace,
  stampKey,
  stampOf,
  textEncoderTowards,
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
    [
      'an encoder of pictures without a space',
      { ...REGISTRY, encoders: [...REGISTRY.encoders, { ...encoder('c/d'), modality: 'image' }] },
      /encoders\.2\.space/,
    ],
    [
      'a default of pictures that reads texts',
      { ...REGISTRY, defaults: { image: 'a/b' } },
      /default encoder/,
    ],
    [
      'a default of texts that reads pictures',
      { ...REGISTRY, encoders: [{ ...encoder('a/b'), modality: 'image', space: 's' }] },
      /default encoder/,
    ],
  ])('refuses %s', (_, value, message) => {
    expect(() => parseRegistry(value)).toThrow(EncoderRegistryError);
    expect(() => parseRegistry(value)).toThrow(message);
  });
});

describe('towers', () => {
  const tower = (id: string, rest: object) => ({ ...encoder(id), pooling: 'none', space: id, ...rest });
  const registry = parseRegistry({
    ...structuredClone(REGISTRY),
    defaults: { image: 'clip' },
    encoders: [
      ...REGISTRY.encoders,
      tower('clip', { modality: 'image' }),
      tower('clip', {}),
      tower('clap', { modality: 'audio', revision: '2' }),
      tower('clap', { revision: '3' }),
    ],
  });
  const [sentences, , image, words, audio, olderWords] = registry.encoders;

  it('have one name, and are found by what they read', () => {
    expect(findEncoder(registry, 'clip', 'image')).toBe(image);
    expect(findEncoder(registry, 'clip')).toBe(words);
    expect(defaultEncoder(registry, 'image')).toBe(image);
    expect(defaultEncoder(registry, 'audio')).toBeNull();
    expect(encoderOfStamp(registry, stampOf(image))).toBe(image);
    expect(encoderOfStamp(registry, { ...stampOf(image), modality: 'audio' })).toBeNull();
    expect(() => findEncoder(registry, 'clip', 'audio')).toThrow(/there is clap.*clip --modality audio/);
  });

  it('meet each other and nothing else', () => {
    expect(shareSpace(image, words)).toBe(true);
    expect(shareSpace(image, image)).toBe(true);
    expect(shareSpace(words, { ...image, dimensions: 768 })).toBe(false);
    expect(shareSpace(audio, olderWords)).toBe(false);
    for (const other of [image, words, audio]) expect(shareSpace(sentences, other)).toBe(false);
    expect(shareSpace(sentences, { ...sentences, id: 'another' })).toBe(false);
  });

  it('bring words to pictures, where the space is the same', () => {
    expect(textEncoderTowards(registry, stampOf(image))).toBe(words);
    expect(textEncoderTowards(registry, stampOf(sentences))).toBe(sentences);
    expect(textEncoderTowards(registry, stampOf(audio))).toBeNull();
    expect(textEncoderTowards(registry, { ...stampOf(image), id: 'inkling-looks' })).toBeNull();
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
      { ...stamp, modality: 'image' as const },
    ];
    expect(new Set([stamp, ...others].map(stampKey)).size).toBe(7);
    expect(stampKey({ ...stamp })).toBe(stampKey(stamp));
  });
});

it('names model files as transformers.js does', () => {
  expect(modelFile('fp32')).toBe('onnx/model.onnx');
  expect(modelFile('q8')).toBe('onnx/model_quantized.onnx');
  expect(modelFile('fp16', 'vision_model')).toBe('onnx/vision_model_fp16.onnx');
});
