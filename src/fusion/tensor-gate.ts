/**
 * The gated sum on whatever backend TensorFlow.js runs: WebGPU, WASM or plain JavaScript, in float32. The
 * exact reference is gate.ts; top.ts makes slates that are the same on all of them.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { FusionWeights } from '../packs/pack.ts';
import type { SignalScores } from '../signals/index.ts';
import { CLASSES, checkSignals, SQUARE_SCALE, TERMS } from './gate.ts';

/** Scores of all items on TensorFlow.js's current backend, float32. */
export async function forward(
  weights: FusionWeights,
  context: ArrayLike<number>,
  scores: SignalScores,
): Promise<Float32Array> {
  checkSignals(weights, scores.names);
  const s = scores.names.length;
  const result = tf.tidy(() => {
    const parameters = Object.fromEntries(
      Object.entries(weights.parameters).map(([name, { shape, values }]) => [name, tf.tensor(values, shape)]),
    );
    const moment = tf.tensor2d(Float32Array.from(context), [1, context.length]);
    const { gate } = gateOf(parameters, weights.hidden, moment);
    const weightsOf = (term: number) =>
      tf.reshape(tf.slice(tf.reshape(gate, [TERMS, s, CLASSES]), [term, 0, 0], [1, s, CLASSES]), [
        s,
        CLASSES,
      ]);
    const x = tf.tensor2d(scores.matrix, [s, scores.n]);
    const linear = tf.matMul(weightsOf(0), x, true);
    const curved = tf.matMul(weightsOf(1), tf.mul(tf.mul(x, tf.abs(x)), SQUARE_SCALE), true);
    // CLASSES x n: every item as if new, and as if known.
    const [asNew, asKnown] = tf.unstack(tf.add(linear, curved));
    const known = tf.tensor1d(Float32Array.from(scores.known));
    return tf.add(asNew, tf.mul(known, tf.sub(asKnown, asNew)));
  });
  try {
    return (await result.data()) as Float32Array;
  } finally {
    result.dispose();
  }
}

/**
 * The gate as tensors, for training too: see `gateWeights` for the formula.
 * @param context batch x features.
 * @returns `gate`, batch x (TERMS signals CLASSES), and what the hidden units made; null where there are none.
 */
export function gateOf(
  parameters: Record<string, tf.Tensor>,
  hidden: number,
  context: tf.Tensor2D,
): { gate: tf.Tensor2D; activation: tf.Tensor2D | null } {
  const first = tf.matMul(context, parameters.in as tf.Tensor2D);
  if (hidden === 0) return { gate: tf.add(first, parameters.bias), activation: null };
  const activation: tf.Tensor2D = tf.tanh(tf.add(first, parameters.inBias));
  const gate: tf.Tensor2D = tf.add(tf.matMul(activation, parameters.out as tf.Tensor2D), parameters.bias);
  return { gate, activation };
}
