/**
 * Golden texts: their vectors are made when a model is installed and compared whenever it is loaded, because a
 * GPU or a runtime may compute wrong vectors without any error
 * (https://github.com/huggingface/transformers.js/issues/1728).
 */

/** Short, long, empty-ish, with accents, digits and signs no vocabulary has. */
export const GOLDEN_TEXTS: readonly string[] = [
  'a',
  'Two-person tent, 1.9 kg',
  'Crème brûlée ☃ 東京 <s> (50 % off!)',
  'A warm, waterproof jacket for long walks in the hills when the weather cannot decide. It packs into its own pocket, has room for a jumper below, and is cut long enough to sit on a wet bench.',
];

/** Below this, two vectors of one text aren't from the same model. Honest int8 runs are above 0.99. */
export const GOLDEN_COSINE = 0.99;

export interface Golden {
  texts: string[];
  /** Rounded to four decimals: cosines stay right to 1e-6. */
  vectors: number[][];
}

/** The model runs, but not as it did when it was installed. */
export class GoldenMismatchError extends Error {
  override name = 'GoldenMismatchError';
}

/** @param vectors Of GOLDEN_TEXTS, row-major. */
export function goldenOf(vectors: Float32Array): Golden {
  const dimensions = vectors.length / GOLDEN_TEXTS.length;
  return {
    texts: [...GOLDEN_TEXTS],
    vectors: GOLDEN_TEXTS.map((_, row) =>
      Array.from(
        vectors.subarray(row * dimensions, (row + 1) * dimensions),
        (value) => Math.round(value * 1e4) / 1e4,
      ),
    ),
  };
}

/**
 * @param vectors Of `golden.texts`, row-major, as the model computes them now.
 * @throws GoldenMismatchError naming the text that differs most.
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
