/** What towers read, on the smallest real models: through transformers.js and ONNX Runtime, from files on this disk. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clip, Modality, ModalityInput, Raster } from './encoder.ts';
import { openInNode } from './node-encoder.ts';
import {
  DIMENSIONS,
  MOST_SAMPLES,
  MOST_TOKENS,
  RATE,
  tinyAudioModel,
  tinyImageModel,
} from './tiny-towers.ts';
import { TowerError } from './towers.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-towers-'));
  const clip = tinyImageModel();
  const siglip = tinyImageModel('siglip');
  const mixed = { ...siglip, 'config.json': clip['config.json'] };
  const models = { clip, siglip, mixed, clap: tinyAudioModel() };
  for (const [id, files] of Object.entries(models)) {
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder, id, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
});

afterAll(() => rm(folder, { recursive: true }));

/** One vector an input. */
async function encode<M extends Modality>(id: string, modality: M, inputs: ModalityInput[M][]) {
  const request = { id, modality, space: id, dtype: 'q8', pooling: 'none', maxTokens: MOST_TOKENS } as const;
  const { model, dispose } = await openInNode(request, folder);
  const vectors = await model.encodeBatch(inputs).finally(dispose);
  expect(vectors).toHaveLength(inputs.length * DIMENSIONS);
  return inputs.map((_, i) => [...vectors.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS)]);
}

const cosine = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);

function picture(width: number, height: number, colour: (x: number, y: number) => number[]): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set(colour(i % width, Math.floor(i / width)), i * 4);
  return { width, height, data };
}

const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];
const plain = (colour: number[], side = 20) => picture(side, side, () => colour);

function tone(hertz: number, sampleRate = RATE, seconds = 1): Clip {
  const samples = Float32Array.from({ length: sampleRate * seconds }, (_, i) =>
    Math.sin((2 * Math.PI * hertz * i) / sampleRate),
  );
  return { sampleRate, samples };
}

describe.each(['clip', 'siglip'])('pictures and texts of %s', (id) => {
  it('are unit vectors of one space', async () => {
    const pictures = await encode(id, 'image', [plain(RED), plain(BLUE)]);
    const texts = await encode(id, 'text', ['Red', 'a blue thing', '']);
    for (const vector of [...pictures, ...texts.slice(0, 2)]) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(cosine(texts[0], pictures[0])).toBeGreaterThan(0.99);
    expect(cosine(texts[0], pictures[1])).toBeLessThan(0);
    expect(cosine(texts[1], pictures[1])).toBeGreaterThan(cosine(texts[1], pictures[0]));
  });

  it('encodes a text the same whatever shares its batch, and cuts long ones', async () => {
    const [alone] = await encode(id, 'text', ['red']);
    const [shared, cut] = await encode(id, 'text', ['red', `red ${'thing '.repeat(40)}`]);
    expect(cosine(alone, shared)).toBeCloseTo(1, 5);
    expect(Number.isFinite(cut[0])).toBe(true);
  });
});

describe('pictures', () => {
  it('are the same at every size', async () => {
    const mixed = (scale: number) =>
      picture(16 * scale, 16 * scale, (x, y) =>
        Math.floor(x / scale) + Math.floor(y / scale) < 12 ? RED : BLUE,
      );
    const [small, large] = await encode('clip', 'image', [mixed(1), mixed(9)]);
    expect(cosine(small, large)).toBeGreaterThan(0.999);
  });

  it('are looked at in the middle, where they are longer one way', async () => {
    const [wide, tall, red] = await encode('clip', 'image', [
      picture(60, 20, (x) => (x >= 20 && x < 40 ? RED : BLUE)),
      picture(20, 60, (_, y) => (y >= 20 && y < 40 ? RED : BLUE)),
      plain(RED),
    ]);
    expect(cosine(wide, red)).toBeGreaterThan(0.99);
    expect(cosine(tall, red)).toBeGreaterThan(0.99);
  });

  it('lie on white where they are transparent', async () => {
    const [clear, half, white] = await encode('clip', 'image', [
      plain([255, 0, 0, 0]),
      plain([0, 0, 0, 128]),
      plain([255, 255, 255, 255]),
    ]);
    expect(cosine(clear, white)).toBeCloseTo(1, 5);
    expect(cosine(half, white)).toBeLessThan(0.99);
  });
});

describe('clips', () => {
  it('share a space with words for them', async () => {
    const [low, high] = await encode('clap', 'audio', [tone(200), tone(5000)]);
    const [deep, bright] = await encode('clap', 'text', ['a deep hum', 'Bright']);
    expect(cosine(deep, low)).toBeGreaterThan(cosine(deep, high) + 0.5);
    expect(cosine(bright, high)).toBeGreaterThan(cosine(bright, low) + 0.5);
  });

  it('are the same at every sample rate, and over and over', async () => {
    const [one, other, twice] = await encode('clap', 'audio', [
      tone(3000),
      tone(3000, 44_100),
      tone(3000, RATE, 0.25),
    ]);
    expect(cosine(one, other)).toBeGreaterThan(0.999);
    expect(cosine(one, twice)).toBeGreaterThan(0.99);
  });

  it('are heard in the middle where they are long, always the same', async () => {
    const long = tone(200, RATE, 6);
    const from = (long.samples.length - MOST_SAMPLES) / 2;
    long.samples.set(tone(5000).samples, from);
    const vectors = await encode('clap', 'audio', [long, long, tone(5000)]);
    expect(vectors[0]).toEqual(vectors[1]);
    expect(cosine(vectors[0], vectors[2])).toBeGreaterThan(0.999);
  });

  it('may be silent, one sample or none', async () => {
    const silent = (length: number) => ({ sampleRate: RATE, samples: new Float32Array(length) });
    const vectors = await encode('clap', 'audio', [silent(RATE), silent(1), silent(0)]);
    for (const vector of vectors) expect(cosine(vector, vectors[0])).toBeCloseTo(1, 5);
  });
});

it('says what of a model was expected otherwise', async () => {
  await expect(encode('mixed', 'image', [plain(RED)])).rejects.toThrow(
    /gives pooler_output .*no image_embeds/,
  );
});

it('says which towers a model lacks', async () => {
  await expect(encode('clap', 'image', [plain(RED)])).rejects.toThrow(TowerError);
  await expect(encode('clip', 'audio', [tone(200)])).rejects.toThrow(/type "clip".*no tower of audio/);
});
