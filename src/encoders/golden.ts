/**
 * Golden inputs: their vectors are made when a model is installed and compared whenever it is loaded, because a
 * GPU or a runtime may compute wrong vectors without any error
 * (https://github.com/huggingface/transformers.js/issues/1728).
 */
import type { Clip, Modality, ModalityInput, Raster } from './encoder.ts';

/** Short, long, empty-ish, with accents, digits and signs no vocabulary has. */
export const GOLDEN_TEXTS: readonly string[] = [
  'a',
  'Two-person tent, 1.9 kg',
  'Crème brûlée ☃ 東京 <s> (50 % off!)',
  'A warm, waterproof jacket for long walks in the hills when the weather cannot decide. It packs into its own pocket, has room for a jumper below, and is cut long enough to sit on a wet bench.',
];

/** Below this, two vectors of one input aren't from the same model. Honest int8 runs are above 0.99. */
export const GOLDEN_COSINE = 0.99;

export interface Golden {
  /** The texts, or the names of the pictures or clips. */
  texts: string[];
  /** Rounded to four decimals: cosines stay right to 1e-6. */
  vectors: number[][];
}

/** The model runs, but not as it did when it was installed. */
export class GoldenMismatchError extends Error {
  override name = 'GoldenMismatchError';
}

/** Wide, tall, smaller and larger than what models read, even and busy, one with a transparent ground. */
const PICTURES: Record<string, () => Raster> = {
  'a sunset': () => raster(96, 64, (x, y) => [255 - y, 96 + x - y, 4 * y, 255]),
  'a chessboard': () =>
    raster(300, 200, (x, y) => (((x >> 5) + (y >> 5)) % 2 ? [20, 90, 60, 255] : [240, 235, 220, 255])),
  'a disc cut out': () =>
    raster(40, 40, (x, y) => [200, 30, 60, (x - 20) ** 2 + (y - 20) ** 2 < 256 ? 255 : 0]),
  'a tall mosaic': () =>
    raster(250, 700, (x, y) => {
      const cell = scrambled((x >> 4) * 64 + (y >> 4));
      return [cell & 255, (cell >> 8) & 255, (cell >> 16) & 255, 255];
    }),
};

/** At the rates that recordings have, some of which a model's must be made from. */
const CLIPS: Record<string, () => Clip> = {
  'a falling tone': () => clip(44_100, 1, (t) => 0.6 * Math.sin(2 * Math.PI * (880 - 330 * t) * t)),
  'a beat of 120 a minute': () =>
    clip(22_050, 2, (t, i) => 0.8 * Math.exp(-24 * (t % 0.5)) * ((scrambled(i) & 0xffff) / 0x8000 - 1)),
  'a chord': () =>
    clip(
      48_000,
      1,
      (t) => [220, 277.18, 329.63].reduce((sum, f) => sum + Math.sin(2 * Math.PI * f * t), 0) / 4,
    ),
};

const INPUTS: { [M in Modality]: () => ModalityInput[M][] } = {
  text: () => [...GOLDEN_TEXTS],
  image: () => Object.values(PICTURES).map((make) => make()),
  audio: () => Object.values(CLIPS).map((make) => make()),
};

const NAMES: Record<Modality, readonly string[]> = {
  text: GOLDEN_TEXTS,
  image: Object.keys(PICTURES),
  audio: Object.keys(CLIPS),
};

/** Made anew at each call: pictures and clips are of no use in between. */
export function goldenInputs<M extends Modality>(modality: M): ModalityInput[M][] {
  return INPUTS[modality]();
}

/** @param vectors Of `goldenInputs(modality)`, row-major. */
export function goldenOf(vectors: Float32Array, modality: Modality = 'text'): Golden {
  const texts = [...NAMES[modality]];
  const dimensions = vectors.length / texts.length;
  return {
    texts,
    vectors: texts.map((_, row) =>
      Array.from(
        vectors.subarray(row * dimensions, (row + 1) * dimensions),
        (value) => Math.round(value * 1e4) / 1e4,
      ),
    ),
  };
}

/**
 * @param vectors Of the golden inputs, row-major, as the model computes them now.
 * @throws GoldenMismatchError naming the input that differs most.
 */
export function checkGolden(golden: Golden, vectors: Float32Array, where: string): void {
  let worst = { cosine: 1, text: '' };
  golden.vectors.forEach((expected, row) => {
    const actual = vectors.subarray(row * expected.length, (row + 1) * expected.length);
    const cosine = cosineOf(expected, actual);
    // Written so that NaN counts as wrong.
    if (!(cosine >= worst.cosine)) worst = { cosine, text: golden.texts[row] };
  });
  if (!(worst.cosine > GOLDEN_COSINE)) {
    throw new GoldenMismatchError(
      `${where} computes wrong vectors: cosine ${worst.cosine.toFixed(3)} for "${worst.text.slice(0, 40)}", ` +
        `where more than ${GOLDEN_COSINE} was expected. Another device may work; or install the model again.`,
    );
  }
}

function cosineOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return dot / Math.sqrt(aa * bb);
}

function raster(width: number, height: number, colour: (x: number, y: number) => number[]): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 4);
  }
  return { width, height, data };
}

function clip(sampleRate: number, seconds: number, wave: (t: number, i: number) => number): Clip {
  return {
    sampleRate,
    samples: Float32Array.from({ length: sampleRate * seconds }, (_, i) => wave(i / sampleRate, i)),
  };
}

/** 32 bits that look like chance and are the same everywhere (the mixer of MurmurHash3). */
function scrambled(n: number): number {
  let h = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
