/**
 * Fusion on whatever backend TensorFlow.js runs: WebGPU, WASM or plain JavaScript, in float32. The
 * exact reference is gate.ts; top.ts makes slates that are the same on all of them.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { FusionWeights } from '../packs/pack.ts';
import type { SignalScores } from '../signals/index.ts';
import { CLASSES, checkSignals, SQUARE_SCALE, TERMS } from './gate.ts';
import { reciprocalPlaces } from './places.ts';

/** Scores of all items on TensorFlow.js's current backend, float32. */
export async function forward(
  weights: FusionWeights,
  context: ArrayLike<number>,
  scores: SignalScores,
): Promise<Float32Array> {
  checkSignals(weights, scores.names);
  const s = scores.names.length;
  const heard = weights.level === 'late' ? reciprocalPlaces(scores) : scores;
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
    const x = tf.tensor2d(heard.matrix, [s, heard.n]);
    const linear = tf.matMul(weightsOf(0), x, true);
    const curved = tf.matMul(weightsOf(1), tf.mul(tf.mul(x, tf.abs(x)), SQUARE_SCALE), true);
    // CLASSES x n: every item as if new, and as if known.
    const [asNew, asKnown] = tf.unstack(tf.add(linear, curved));
    const known = tf.tensor1d(Float32Array.from(heard.known));
    const sum = tf.add(asNew, tf.mul(known, tf.sub(asKnown, asNew)));
    if (weights.level !== 'early') return sum;
    // Rows are items here: n x s.
    const rows = tf.reshape(tf.transpose(x), [1, heard.n, s]) as tf.Tensor3D;
    const { added } = perceptronOf(parameters, rows, tf.reshape(known, [1, heard.n]), moment);
    const nothing = tf.zeros([1, 1, s]) as tf.Tensor3D;
    const { added: silence } = perceptronOf(parameters, nothing, tf.zeros([1, 1]), moment);
    return tf.add(sum, tf.reshape(tf.sub(added, silence), [heard.n]));
  });
  try {
    return (await result.data()) as Float32Array;
  } finally {
    result.dispose();
  }
}

/**
 * The perceptron as tensors, for training too: see perceptron.ts for the formula.
 * @param x batch x items x signals.
 * @param known batch x items.
 * @param context batch x features.
 * @returns what it adds to each score, batch x items, before the silence is taken off; and what its hidden units made.
 */
export function perceptronOf(
  { deepIn, deepBias, deepOut }: Record<string, tf.Tensor>,
  x: tf.Tensor3D,
  known: tf.Tensor,
  context: tf.Tensor2D,
): { added: tf.Tensor2D; activation: tf.Tensor3D } {
  const [batch, items, s] = x.shape;
  const hidden = deepOut.shape[0];
  const parts = tf.split(deepIn, [s, 1, context.shape[1]], 0) as tf.Tensor2D[];
  const ofSignals = tf.reshape(tf.matMul(tf.reshape(x, [batch * items, s]), parts[0]), [
    batch,
    items,
    hidden,
  ]);
  const ofKnown = tf.mul(tf.reshape(known, [batch, items, 1]), tf.reshape(parts[1], [1, 1, hidden]));
  const ofMoment = tf.reshape(tf.add(tf.matMul(context, parts[2]), deepBias), [batch, 1, hidden]);
  const activation = tf.tanh(tf.add(tf.add(ofSignals, ofKnown), ofMoment)) as tf.Tensor3D;
  const added = tf.matMul(tf.reshape(activation, [batch * items, hidden]), tf.reshape(deepOut, [hidden, 1]));
  return { added: tf.reshape(added, [batch, items]), activation };
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
