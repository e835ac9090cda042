import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { LOOKS } from '../encoders/image/stamps.ts';
import { parseRegistry, stampOf } from '../encoders/registry.ts';
import { BrowserEncoder } from './browser-encoder.ts';

afterEach(() => vi.unstubAllGlobals());

const entry = (id: string, rest: object) => ({
  id,
  revision: '1',
  dtype: 'q8',
  pooling: 'none',
  dimensions: 4,
  maxTokens: 8,
  devices: ['wasm'],
  files: [],
  ...rest,
});
const REGISTRY = {
  format: 'inkling-encoders',
  version: 1,
  default: 'sentences',
  defaults: { image: 'clip' },
  encoders: [
    entry('sentences', { pooling: 'cls' }),
    entry('clip', { modality: 'image', space: 'clip' }),
    entry('clip', { space: 'clip' }),
    entry('clap', { modality: 'audio', space: 'clap' }),
  ],
  runtime: { wasm: [] },
};

it('says that it failed where its registry is missing, tries again when asked again, and holds nothing open', async () => {
  const opened = vi.spyOn(indexedDB, 'open');
  const answer = vi.fn(async () => new Response('', { status: 404 }));
  vi.stubGlobal('fetch', answer);
  const encoder = new BrowserEncoder('/');
  const states: string[] = [];
  encoder.onState((state) => states.push(state));
  await expect(encoder.open(true)).rejects.toThrow(/answers 404/);
  await expect(Promise.all([encoder.open(true), encoder.open(true)])).rejects.toThrow(/answers 404/);
  expect(answer).toHaveBeenCalledTimes(2);
  expect(new Set(states)).toEqual(new Set(['failed']));
  expect(opened).not.toHaveBeenCalled();
  // Erasing everything must work without an encoder, too.
  await encoder.clearCache();
});

it('opens what meets vectors of a stamp, each once, and nothing that does not', async () => {
  const answer = vi.fn(async () => Response.json(REGISTRY));
  vi.stubGlobal('fetch', answer);
  const encoder = new BrowserEncoder('/');
  const states: string[] = [];
  encoder.onState((state) => states.push(state));
  const [sentences, image, text, audio] = parseRegistry(structuredClone(REGISTRY)).encoders.map(stampOf);

  expect((await encoder.open(true)).stamp).toEqual(sentences);
  const reader = await encoder.openTowards(image, false);
  expect(reader?.stamp).toEqual(text);
  expect(await encoder.openTowards(image, false)).toBe(reader);
  // The encoder of the shop's texts meets its own vectors, not those of pictures.
  expect(await encoder.openTowards(sentences, false)).toBe(await encoder.open(false));
  for (const stamp of [LOOKS, audio, { ...image, revision: '2' }])
    expect(await encoder.openTowards(stamp, false)).toBeNull();

  expect((await encoder.openLearned('image'))?.stamp).toEqual(image);
  expect(await encoder.openLearned('image', image)).toBe(await encoder.openLearned('image'));
  expect(await encoder.openLearned('image', LOOKS)).toBeNull();
  expect(await encoder.openLearned('image', audio)).toBeNull();
  // Recordings have an encoder, which isn't the one chosen.
  expect(await encoder.openLearned('audio')).toBeNull();
  expect((await encoder.openLearned('audio', audio))?.stamp).toEqual(audio);
  expect(answer).toHaveBeenCalledTimes(1);
  expect(states).toEqual([]);
});
