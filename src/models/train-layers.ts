/**
 * Layers in training, on TensorFlow.js's current backend. Each gives its value and the way back: from the
 * loss's derivative by the value to that by the input, leaving those by parameters with the network. Worked
 * out by hand, because the WASM backend lacks what TensorFlow.js's own gradients need, and multiplies
 * transposed matrices some ten times slower than it transposes and multiplies them.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../training/random.ts';
import { NORM_EPSILON } from './layers.ts';
import type { Network } from './train-network.ts';

/** Rows are cases. */
export interface Layer {
  value: tf.Tensor2D;
  back(by: tf.Tensor2D): tf.Tensor2D;
}

export const transposed = (x: tf.Tensor2D): tf.Tensor2D => tf.transpose(x);

/** 1 x columns. A product: TensorFlow.js sums along rows many times slower on WASM. */
export function columnSums(x: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(tf.ones<tf.Rank.R2>([1, x.shape[0]]), x);
}

/** x W. */
export function product(net: Network, name: string, x: tf.Tensor2D): Layer {
  const weight = net.get(name);
  return {
    value: tf.matMul(x, weight),
    back(by) {
      net.add(name, tf.matMul(transposed(x), by));
      return tf.matMul(by, transposed(weight));
    },
  };
}

/** x W + b. */
export function dense(net: Network, name: string, x: tf.Tensor2D): Layer {
  const { value, back } = product(net, `${name}.weight`, x);
  return {
    value: tf.add(value, net.get(`${name}.bias`)),
    back(by) {
      net.add(`${name}.bias`, columnSums(by));
      return back(by);
    },
  };
}

/** Layer normalisation (Ba, Kiros & Hinton 2016). */
export function normalise(net: Network, name: string, x: tf.Tensor2D): Layer {
  const gain = net.get(`${name}.gain`);
  const centred = tf.sub(x, tf.mean(x, 1, true));
  const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 1, true), NORM_EPSILON));
  const unit: tf.Tensor2D = tf.mul(centred, scale);
  return {
    value: tf.add(tf.mul(unit, gain), net.get(`${name}.shift`)),
    back(by) {
      net.add(`${name}.gain`, columnSums(tf.mul(by, unit)));
      net.add(`${name}.shift`, columnSums(by));
      const byUnit = tf.mul(by, gain);
      const along = tf.mul(unit, tf.mean(tf.mul(byUnit, unit), 1, true));
      return tf.mul(scale, tf.sub(tf.sub(byUnit, tf.mean(byUnit, 1, true)), along));
    },
  };
}

export function relu(x: tf.Tensor2D): Layer {
  return { value: tf.relu(x), back: (by) => tf.mul(by, tf.step(x)) };
}

/** Rows of a matrix by index; the way back adds up what repeated rows get. */
export function rowsOf(table: tf.Tensor2D, rows: Int32Array): Layer {
  // GatherND copies whole rows; Gather takes them apart, at thirteen times the time on WASM.
  const indices = () => tf.tensor2d(rows, [rows.length, 1], 'int32');
  return {
    value: tf.gatherND(table, indices()) as tf.Tensor2D,
    back: (by) => tf.scatterND(indices(), by, table.shape),
  };
}

/** Zeroes a share of the values and enlarges the others to match (Srivastava et al. 2014). */
export class Dropout {
  /** @param random null: nothing is dropped, as when a network is asked. */
  constructor(
    private readonly share: number,
    private readonly random: Random | null,
  ) {}

  of(x: tf.Tensor2D): Layer {
    if (this.random === null || this.share === 0) return { value: x, back: (by) => by };
    const mask = tf.tensor2d(this.mask(x.size, this.random), x.shape);
    return { value: tf.mul(x, mask), back: (by) => tf.mul(by, mask) };
  }

  /** A byte of a random number a value: quick, and fine enough for a share. */
  private mask(size: number, random: Random): Float32Array {
    const kept = Math.max(1, Math.round((1 - this.share) * 256));
    const mask = new Float32Array(size);
    for (let i = 0, bits = 0; i < size; i++, bits >>>= 8) {
      if (i % 4 === 0) bits = random() * 2 ** 32;
      if ((bits & 255) < kept) mask[i] = 256 / kept;
    }
    return mask;
  }
}
