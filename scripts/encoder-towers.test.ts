/**
 * Encoders of pictures and recordings, from a model hub of our own to what a search in words finds: the way that CLIP
 * and CLAP take, with the smallest real models.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from '@huggingface/transformers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SOUNDS } from '../src/encoders/audio/sounds-stamp.ts';
import { ElementType, OnnxGraph } from '../src/encoders/convert/onnx.ts';
import { encodeFiles, MediaFileError } from '../src/encoders/encode-files.ts';
import type { Clip, Raster } from '../src/encoders/encoder.ts';
import { type Golden, GoldenMismatchError } from '../src/encoders/golden.ts';
import { LOOKS } from '../src/encoders/image/stamps.ts';
import { learnedNodeEncoder, openEncoder } from '../src/encoders/node-encoder.ts';
import {
  defaultEncoder,
  findEncoder,
  parseRegistry,
  stampOf,
  textEncoderTowards,
} from '../src/encoders/registry.ts';
import { RATE, tinyAudioModel, tinyImageModel } from '../src/encoders/tiny-towers.ts';
import { installEncoder, installTowers } from './encoder.ts';
import { chooseDefault, enter, sha256, writeWhole } from './encoder-install.ts';
import { ModelInstallError } from './model-hub.ts';
import { COMMIT, startHub, type TestHub } from './test-hub.ts';

/** A site as `npm start` leaves it, as far as its registry goes, in the words of before there were other modalities. */
const REGISTRY = {
  format: 'inkling-encoders',
  version: 1,
  default: 'sentences',
  encoders: [
    {
      id: 'sentences',
      revision: '1',
      dtype: 'int8',
      pooling: 'cls',
      dimensions: 4,
      maxTokens: 8,
      devices: ['wasm'],
      files: [],
    },
  ],
  runtime: { wasm: [] },
};

let models: Record<string, Record<string, string | Uint8Array>>;
let hub: TestHub;
let folder: string;

beforeEach(async () => {
  models = { 'owner/clip': tinyImageModel(), 'owner/clap': tinyAudioModel() };
  folder = await mkdtemp(join(tmpdir(), 'inkling-towers-'));
  await writeWhole(path('encoders.json'), JSON.stringify(REGISTRY));
  hub = await startHub(models);
  vi.stubEnv('HF_ENDPOINT', hub.url);
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await hub.close();
  await rm(folder, { recursive: true });
});

const path = (...below: string[]) => join(folder, 'models', ...below);
const registry = async () => parseRegistry(JSON.parse(await readFile(path('encoders.json'), 'utf8')));

function plain(red: number, green: number, blue: number): Raster {
  const data = new Uint8ClampedArray(12 * 9 * 4);
  for (let i = 0; i < data.length; i += 4) data.set([red, green, blue, 255], i);
  return { width: 12, height: 9, data };
}

function tone(hertz: number): Clip {
  const samples = Float32Array.from({ length: RATE }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / RATE));
  return { sampleRate: RATE, samples };
}

/** A tower of texts that gives two numbers too many. */
function wideTexts(): Uint8Array {
  const graph = new OnnxGraph('wide', 17);
  const ids = graph.input('input_ids', ElementType.int64, ['batch', 'sequence']);
  const table = graph.weight('table', [8, 6], new Float32Array(48).fill(1));
  graph.node('ReduceMean', [graph.node('Gather', [table, ids])], { axes: [1], keepdims: 0 }, 'text_embeds');
  graph.output('text_embeds', ElementType.float, ['batch', 6]);
  return graph.toBytes({});
}

/** Row of the vector nearest to the first of `query`. */
function nearest(query: Float32Array, vectors: Float32Array): number {
  const d = query.length;
  const scores = Array.from({ length: vectors.length / d }, (_, row) =>
    query.reduce((sum, value, i) => sum + value * vectors[row * d + i], 0),
  );
  return scores.indexOf(Math.max(...scores));
}

/** The vector of one text, in the space of the vectors that bear that stamp. */
async function textVector(text: string, stamp: Parameters<typeof textEncoderTowards>[1]) {
  const spec = textEncoderTowards(await registry(), stamp);
  if (spec === null) return null;
  const encoder = await openEncoder(spec, path());
  return encoder.encode([text]).finally(() => encoder.dispose());
}

describe('installTowers', () => {
  it('enters both towers, and leaves the encoder of texts what it was', async () => {
    const [image, text] = await installTowers('image', { id: 'owner/clip' }, folder);
    expect(image).toMatchObject({
      id: 'owner/clip',
      revision: COMMIT,
      modality: 'image',
      space: 'owner/clip',
      dtype: 'q8',
      pooling: 'none',
      dimensions: 4,
      devices: ['wasm'],
    });
    expect(text).toMatchObject({ ...image, modality: 'text', maxTokens: 12, files: text.files });
    const pathsOf = ({ files }: typeof image) => files.map((file) => file.path).sort();
    expect(pathsOf(image)).toEqual([
      'config.json',
      'golden-image.json',
      'onnx/vision_model_quantized.onnx',
      'preprocessor_config.json',
    ]);
    expect(pathsOf(text)).toEqual([
      'config.json',
      'golden.json',
      'onnx/text_model_quantized.onnx',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    for (const file of [...image.files, ...text.files])
      expect(sha256(await readFile(path('owner/clip', file.path)))).toBe(file.sha256);

    const entered = await registry();
    expect(entered.encoders).toHaveLength(3);
    expect(findEncoder(entered).id).toBe('sentences');
    expect(defaultEncoder(entered, 'image')).toEqual(image);
    expect(defaultEncoder(entered, 'audio')).toBeNull();
    expect(stampOf(image)).toMatchObject({ modality: 'image' });
    expect(stampOf(text)).not.toHaveProperty('modality');
    // A second time in another precision: in the place of the first, both of them.
    models['owner/clip'] = tinyImageModel('clip', 'fp32');
    await installTowers('image', { id: 'owner/clip', dtype: 'fp32' }, folder);
    const again = await registry();
    expect(again.encoders.map(({ id, modality, dtype }) => [id, modality, dtype])).toEqual([
      ['owner/clip', 'image', 'fp32'],
      ['owner/clip', 'text', 'fp32'],
      ['sentences', 'text', 'int8'],
    ]);
    expect(defaultEncoder(again, 'image')?.devices).toEqual(['webgpu', 'wasm']);
  }, 60_000);

  it('has pictures found by words, in one space', async () => {
    expect(await learnedNodeEncoder('image', path())).toBeNull();
    const [image] = await installTowers('image', { id: 'owner/clip' }, folder);
    const encoder = await learnedNodeEncoder('image', path());
    expect(env.allowRemoteModels).toBe(false);
    const colours = { red: plain(220, 20, 30), green: plain(20, 200, 40), blue: plain(20, 40, 230) };
    const done: number[] = [];
    const vectors = await encoder?.encode(Object.values(colours), (count) => done.push(count));
    await encoder?.dispose();
    expect(encoder?.stamp).toEqual(stampOf(image));
    expect(done).toEqual([1, 2, 3]);
    for (const [row, name] of Object.keys(colours).entries()) {
      const query = await textVector(`a ${name} thing`, stampOf(image));
      expect(nearest(query as Float32Array, vectors as Float32Array), name).toBe(row);
    }
  }, 60_000);

  it('has recordings found by words', async () => {
    const [audio] = await installTowers('audio', { id: 'owner/clap' }, folder);
    const encoder = await learnedNodeEncoder('audio', path());
    const vectors = (await encoder?.encode([tone(4000), tone(150)])) as Float32Array;
    await encoder?.dispose();
    const deep = (await textVector('deep', stampOf(audio))) as Float32Array;
    const bright = (await textVector('bright', stampOf(audio))) as Float32Array;
    expect([nearest(bright, vectors), nearest(deep, vectors)]).toEqual([0, 1]);
    // Pictures are nobody's yet: their default is the descriptor still.
    expect(await learnedNodeEncoder('image', path())).toBeNull();
  }, 60_000);

  it('encodes files as any encoder does: from the cache, and on past a damaged one', async () => {
    await installTowers('image', { id: 'owner/clip' }, folder);
    const encoder = await learnedNodeEncoder('image', path());
    if (encoder === null) throw new Error('It was installed.');
    const known = new Map<string, Float32Array>();
    const keyOf = (content: string | Uint8Array) => JSON.stringify([encoder.stamp, [...content]]);
    const tools = {
      encoder,
      decode: vi.fn(async ([red, green, blue]: Uint8Array) => {
        if (blue === undefined) throw new MediaFileError('The file is cut short.');
        return plain(red, green, blue);
      }),
      cache: {
        get: async (_: unknown, contents: readonly (string | Uint8Array)[]) =>
          contents.map((content) => known.get(keyOf(content))),
        put: async (_: unknown, contents: readonly (string | Uint8Array)[], vectors: Float32Array) =>
          contents.forEach((content, i) => {
            known.set(keyOf(content), vectors.slice(4 * i, 4 * i + 4));
          }),
      },
    };
    const file = (...bytes: number[]) => ({ name: 'x.png', bytes: async () => Uint8Array.from(bytes) });
    const files = [file(255, 0, 0), null, file(7), file(0, 0, 255)];
    const first = await encodeFiles(files, tools);
    expect([...first.present]).toEqual([1, 0, 0, 1]);
    expect(first.problems).toEqual([{ file: 2, name: 'x.png', message: 'The file is cut short.' }]);
    const second = await encodeFiles(files, tools);
    expect(second).toEqual(first);
    expect(tools.decode).toHaveBeenCalledTimes(4);
    await encoder.dispose();
  }, 60_000);

  it('refuses a model that computes other vectors than when it was installed', async () => {
    await installTowers('image', { id: 'owner/clip' }, folder);
    const file = path('owner/clip', 'golden-image.json');
    const golden: Golden = JSON.parse(await readFile(file, 'utf8'));
    golden.vectors[1] = golden.vectors[1].map((value) => -value);
    await writeFile(file, JSON.stringify(golden));
    await expect(learnedNodeEncoder('image', path())).rejects.toThrow(GoldenMismatchError);
    await expect(learnedNodeEncoder('image', path())).rejects.toThrow(/owner\/clip.*"a chessboard"/);
    // The other tower is as it was.
    const [text] = (await registry()).encoders.filter(({ modality, space }) => space && modality === 'text');
    expect(await textVector('red', stampOf(text))).toHaveLength(4);
  }, 60_000);

  it('brings no words to vectors of another space', async () => {
    const [image] = await installTowers('image', { id: 'owner/clip' }, folder);
    await installTowers('audio', { id: 'owner/clap' }, folder);
    for (const other of [
      LOOKS,
      SOUNDS,
      { ...stampOf(image), revision: 'before' },
      { ...LOOKS, dimensions: 4 },
    ])
      expect(await textVector('red', other)).toBeNull();
    expect(textEncoderTowards(await registry(), stampOf(image))?.id).toBe('owner/clip');
  }, 60_000);

  it('goes back to the built-in descriptor, and keeps what is installed', async () => {
    const [image] = await installTowers('image', { id: 'owner/clip' }, folder);
    await enter(folder, [], { image: null });
    expect(await learnedNodeEncoder('image', path())).toBeNull();
    expect(textEncoderTowards(await registry(), stampOf(image))).not.toBeNull();
    // A tower is no encoder for packs of texts unless it is chosen.
    expect(await chooseDefault(folder, 'sentences')).toBe(true);
    expect((await registry()).encoders).toHaveLength(3);
  }, 60_000);
});

describe('what is refused', () => {
  it.each([
    ['recordings of a model of pictures', 'audio', 'owner/clip', /no onnx\/audio_model.*--modality image/],
    ['pictures of a model of recordings', 'image', 'owner/clap', /no onnx\/vision_model.*--modality audio/],
    ['a name without owner', 'image', 'clip', /owner\/name/],
    ['an unknown model', 'image', 'owner/none', /answers 404/],
  ] as const)('%s', async (_, modality, id, message) => {
    await expect(installTowers(modality, { id }, folder)).rejects.toThrow(message);
    await expect(installTowers(modality, { id }, folder)).rejects.toThrow(ModelInstallError);
    expect((await registry()).encoders).toHaveLength(1);
  });

  it('a precision that only one tower has', async () => {
    models['owner/clip']['onnx/vision_model.onnx'] = 'x';
    const request = installTowers('image', { id: 'owner/clip', dtype: 'fp32' }, folder);
    await expect(request).rejects.toThrow(/no onnx\/text_model\.onnx.*Its precisions are: q8/);
  });

  it('a family of models that is unknown here', async () => {
    models['owner/clip']['config.json'] = JSON.stringify({ model_type: 'blip' });
    await expect(installTowers('image', { id: 'owner/clip' }, folder)).rejects.toThrow(
      /"blip", none that reads/,
    );
  });

  it('a model of recordings that is run in a way unknown here', async () => {
    const settings = JSON.parse(models['owner/clap']['preprocessor_config.json'] as string);
    models['owner/clap']['preprocessor_config.json'] = JSON.stringify({ ...settings, truncation: 'fusion' });
    await expect(installTowers('audio', { id: 'owner/clap' }, folder)).rejects.toThrow(/"unfused" CLAP/);
    expect((await registry()).encoders).toHaveLength(1);
  }, 60_000);

  it('towers that share no space', async () => {
    models['owner/clip']['onnx/text_model_quantized.onnx'] = wideTexts();
    await expect(installTowers('image', { id: 'owner/clip' }, folder)).rejects.toThrow(/share no space/);
    expect((await registry()).encoders).toHaveLength(1);
  }, 60_000);

  it('a model without its settings, or in other parts', async () => {
    delete models['owner/clip']['preprocessor_config.json'];
    const request = { id: 'owner/clip' };
    await expect(installTowers('image', request, folder)).rejects.toThrow(
      /no preprocessor_config\.json\. The rest of it is there/,
    );
    models['owner/clip'] = { 'config.json': '{}', 'onnx/decoder.onnx': 'x' };
    await expect(installTowers('image', request, folder)).rejects.toThrow(/another kind of model/);
    delete models['owner/clip']['onnx/decoder.onnx'];
    await expect(installTowers('image', request, folder)).rejects.toThrow(/no ONNX files/);
  });

  it('a model with towers as an encoder of texts alone, saying how it is installed', async () => {
    const install = () => installEncoder({ id: 'owner/clip' }, folder);
    await expect(install()).rejects.toThrow(/no onnx\/model_quantized\.onnx.*--modality image/);
    models['owner/clip']['onnx/model_quantized.onnx'] = 'x';
    await expect(install()).rejects.toThrow(/npm run encoder -- owner\/clip --modality image/);
  });

  it('anything before the site has a registry', async () => {
    await rm(path('encoders.json'));
    await expect(installTowers('image', { id: 'owner/clip' }, folder)).rejects.toThrow(/npm start/);
  });
});
