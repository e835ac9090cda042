/**
 * The gated sum on whatever backend TensorFlow.js runs: WebGPU, WASM or plain JavaScript, in float32. The
 * exact reference is gate.ts; top.ts makes slates that are the same on all of them.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { FusionWeights } from '../packs/pack.ts';
import type { SignalScores } from '../signals/index.ts';
import { checkSignals, SQUARE_SCALE, TERMS } from './gate.ts';

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
    const terms = tf.reshape(gate, [s, TERMS]);
    const x = tf.tensor2d(scores.matrix, [s, scores.n]);
    const linear = tf.matMul(tf.slice(terms, [0, 0], [s, 1]), x, true);
    const squares = tf.mul(tf.mul(x, tf.abs(x)), SQUARE_SCALE);
    const curved = tf.matMul(tf.slice(terms, [0, 1], [s, 1]), squares, true);
    return tf.reshape(tf.add(linear, curved), [scores.n]);
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
 * @returns `gate`, batch x (signals TERMS), and what the hidden units made; null where there are none.
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
