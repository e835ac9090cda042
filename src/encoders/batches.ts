/**
 * Cuts texts to what a model reads and groups inputs into batches, texts with those of similar length. Pure: the
 * model is an argument, and neither its runtime nor a worker is known here.
 */
import type { Modality, ModalityInput } from './encoder.ts';

/** A loaded model, one padded batch at a time. */
export interface BatchModel<Input = string> {
  /**
   * @param inputs At least one; texts are prepared.
   * @returns Unit vectors, inputs.length x dimensions, row-major.
   */
  encodeBatch(inputs: readonly Input[]): Promise<Float32Array>;
}

/**
 * Inputs in one batch. Of texts, on one WASM thread, 8 was the fastest of 1, 8 and 32; it also bounds how long a
 * cancelled call, or a search typed during a long run, has to wait. Pictures fill a thread each: layers of the shape of
 * CLIP's took as long for one alone as for one of 2, 4 or 8. Recordings are larger still.
 */
export const BATCH_SIZE: Record<Modality, number> = { text: 8, image: 1, audio: 1 };

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
 * A tokenizer without start and end tokens makes a batch of empty texts a tensor without columns, which the runtime
 * refuses: another text gives it one. Its row is left over.
 */
export function withColumns(texts: readonly string[]): string[] {
  return texts.every((text) => text === '') ? [...texts, 'a'] : [...texts];
}

/** What becomes of an input before its batch is made. */
const PREPARED: { [M in Modality]: (input: ModalityInput[M], maxTokens: number) => ModalityInput[M] } = {
  text: prepareText,
  // What a picture or clip is made into is the model's to say (`towers.ts`).
  image: (picture) => picture,
  audio: (clip) => clip,
};

/** By how much an input makes the others of its batch longer. */
const LENGTH: { [M in Modality]: (input: ModalityInput[M]) => number } = {
  text: (text) => text.length,
  // All are made equally long.
  image: () => 1,
  audio: () => 1,
};

/**
 * Encodes in order of length, so that little of a batch is padding, and returns the rows in the order of
 * `inputs`.
 * @param onProgress Called after each batch with the number of inputs done and in all.
 * @throws The signal's reason once it is aborted; no further batch starts then.
 */
export async function encodeInBatches<M extends Modality>(
  model: BatchModel<ModalityInput[M]>,
  { modality, dimensions, maxTokens }: { modality: M; dimensions: number; maxTokens: number },
  inputs: readonly ModalityInput[M][],
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const prepared = inputs.map((input) => PREPARED[modality](input, maxTokens));
  const lengths = prepared.map(LENGTH[modality]);
  const order = [...prepared.keys()].sort((a, b) => lengths[a] - lengths[b]);
  const vectors = new Float32Array(inputs.length * dimensions);
  const size = BATCH_SIZE[modality];
  for (let from = 0; from < order.length; from += size) {
    signal?.throwIfAborted();
    const batch = order.slice(from, from + size);
    const rows = await model.encodeBatch(batch.map((i) => prepared[i]));
    batch.forEach((i, row) => {
      vectors.set(rows.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
    });
    onProgress?.(from + batch.length, order.length);
  }
  signal?.throwIfAborted();
  return vectors;
}
