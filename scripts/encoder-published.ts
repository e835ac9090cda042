/**
 * Universal Sentence Encoder Lite as its authors run it: TensorFlow.js executes the published graph, and their
 * Viterbi tokenizer feeds it. The reference that the bundled encoder is tested against; nothing else uses it.
 */
import '@tensorflow/tfjs-backend-cpu';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { GraphModelJson } from '../src/encoders/convert/graph-model.ts';
import type { Vocabulary } from '../src/encoders/convert/unigram-tokenizer.ts';

export interface PublishedModel {
  /**
   * @param ids Token ids of each text. The last row must not be empty: the published graph drops it.
   * @returns Unit vectors, ids.length x 512, row-major.
   */
  encode(ids: readonly (readonly number[])[]): Promise<Float32Array>;
}

export async function loadPublishedModel(
  model: GraphModelJson & { modelTopology?: object },
  shards: readonly Uint8Array[],
): Promise<PublishedModel> {
  setWasmPaths(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  await tf.setBackend('wasm');
  const weights = Buffer.concat(shards);
  const graph = await tf.loadGraphModel({
    load: async () => ({
      modelTopology: model.modelTopology,
      weightSpecs: model.weightsManifest.flatMap((group) => group.weights) as tf.io.WeightsManifestEntry[],
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.length),
    }),
  });
  return {
    async encode(ids) {
      const indices = ids.flatMap((row, i) => row.map((_, j): [number, number] => [i, j]));
      const output = (await graph.executeAsync({
        indices: tf.tensor2d(indices, [indices.length, 2], 'int32'),
        values: tf.tensor1d(ids.flat(), 'int32'),
      })) as tf.Tensor;
      return (await output.data()) as Float32Array;
    },
  };
}

/** Pieces 0 to 5 are never matched in a text. */
const RESERVED = 6;
const UNKNOWN = 0;

/**
 * The published tokenizer: the most likely segmentation, found forwards over the characters (Viterbi 1967,
 * Kudo 2018), in the steps of tfjs-models/universal-sentence-encoder, its quirks included: a score of exactly 0
 * counts as "not reached yet", the later of two equally likely pieces wins, and neighbouring unknowns merge.
 */
export function publishedTokenizer(vocabulary: Vocabulary): (text: string) => number[] {
  const ids = new Map<string, number>();
  vocabulary.forEach(([piece], id) => {
    if (id >= RESERVED) ids.set(piece, id);
  });
  const longest = Math.max(...vocabulary.map(([piece]) => piece.length));

  return (text) => {
    const normalised = text.normalize('NFKC');
    const characters = [...(normalised === '' ? '' : `\u2581${normalised.replaceAll(' ', '\u2581')}`)];
    const best = new Array<number>(characters.length + 1).fill(0);
    const chosen = new Array<number>(characters.length + 1).fill(UNKNOWN);
    for (let end = 1; end <= characters.length; end++) {
      for (let start = Math.max(0, end - longest); start < end; start++) {
        const id = ids.get(characters.slice(start, end).join(''));
        if (id === undefined) continue;
        const score = (vocabulary[id][1] ?? 0) + best[start];
        if (best[end] === 0 || score >= best[end]) {
          best[end] = score;
          chosen[end] = id;
        }
      }
    }
    const found: number[] = [];
    for (let end = characters.length; end > 0; end -= vocabulary[chosen[end]][0].length) {
      if (chosen[end] !== UNKNOWN || found[0] !== UNKNOWN) found.unshift(chosen[end]);
    }
    return found;
  };
}
