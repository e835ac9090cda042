/**
 * Cuts texts to what a model reads and groups them into batches of similar length. Pure: the model is an
 * argument, and neither its runtime nor a worker is known here.
 */

/** A loaded model, one padded batch at a time. */
export interface BatchModel {
  /**
   * @param texts Prepared texts, at least one.
   * @returns Unit vectors, texts.length x dimensions, row-major.
   */
  encodeBatch(texts: readonly string[]): Promise<Float32Array>;
}

/**
 * Texts in one batch. On one WASM thread 8 was the fastest of 1, 8 and 32; it also bounds how long a cancelled
 * call, or a search typed during a long run, has to wait.
 */
export const BATCH_SIZE = 8;

/** The longest piece of the bundled vocabulary; longer tokens are rare in any. */
const CHARACTERS_A_TOKEN = 16;

/**
 * White space becomes single spaces (the unigram vocabulary knows no tabs or line ends), and what lies beyond
 * the model's last token is dropped before tokenizing, whose cost grows with length.
 */
export function prepareText(text: string, maxTokens: number): string {
  const limit = maxTokens * CHARACTERS_A_TOKEN;
  const cut = text.replace(/\s+/g, ' ').trim().slice(0, limit);
  // Not half a surrogate pair.
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/**
 * Encodes in order of length, so that little of a batch is padding, and returns the rows in the order of
 * `texts`.
 * @param onProgress Called after each batch with the number of texts done and in all.
 * @throws The signal's reason once it is aborted; no further batch starts then.
 */
export async function encodeInBatches(
  model: BatchModel,
  { dimensions, maxTokens }: { dimensions: number; maxTokens: number },
  texts: readonly string[],
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const prepared = texts.map((text) => prepareText(text, maxTokens));
  const order = [...prepared.keys()].sort((a, b) => prepared[a].length - prepared[b].length);
  const vectors = new Float32Array(texts.length * dimensions);
  for (let from = 0; from < order.length; from += BATCH_SIZE) {
    signal?.throwIfAborted();
    const batch = order.slice(from, from + BATCH_SIZE);
    const rows = await model.encodeBatch(batch.map((i) => prepared[i]));
    batch.forEach((i, row) => {
      vectors.set(rows.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
    });
    onProgress?.(from + batch.length, order.length);
  }
  signal?.throwIfAborted();
  return vectors;
}
