/**
 * The parameters of a network in training, on TensorFlow.js's current backend: their gradients, Adam (Kingma
 * & Ba 2015) and a running average that takes away most of what chance does to a run (Polyak & Juditsky 1992).
 * It knows nothing of what they mean.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../training/random.ts';
import { normal } from '../training/random.ts';
import type { Weights } from './layers.ts';

/** A matrix to begin with. */
export interface Initial {
  rows: number;
  columns: number;
  values: Float32Array;
}

export function constant(rows: number, columns: number, value: number): Initial {
  return { rows, columns, values: new Float32Array(rows * columns).fill(value) };
}

export function gaussian(rows: number, columns: number, deviation: number, random: Random): Initial {
  const values = Float32Array.from({ length: rows * columns }, () => deviation * normal(random));
  return { rows, columns, values };
}

/** Glorot & Bengio 2010: keeps the size of what passes through. */
export function glorot(rows: number, columns: number, random: Random): Initial {
  const limit = Math.sqrt(6 / (rows + columns));
  const values = Float32Array.from({ length: rows * columns }, () => (random() * 2 - 1) * limit);
  return { rows, columns, values };
}

export interface NetworkOptions {
  learningRate: number;
  /** Share of the running average that stays at each step. */
  averaging: number;
}

/** Adam's: the second remembers less than usual, as in Transformers (Vaswani et al. 2017). */
const DECAYS = [0.9, 0.98];
const ADAM_EPSILON = 1e-8;

interface Parameter {
  value: tf.Tensor2D;
  /** Running mean of the gradient, and of its square. */
  first: tf.Tensor2D;
  second: tf.Tensor2D;
  average: tf.Tensor2D;
}

/** Holds tensors until `dispose`. */
export class Network {
  private readonly parameters = new Map<string, Parameter>();
  private gradients = new Map<string, tf.Tensor2D>();
  private steps = 0;
  private showsAverage = false;

  constructor(
    initial: Record<string, Initial>,
    private readonly options: NetworkOptions,
  ) {
    for (const [name, { rows, columns, values }] of Object.entries(initial)) {
      this.parameters.set(name, {
        value: tf.tensor2d(values, [rows, columns]),
        first: tf.zeros([rows, columns]),
        second: tf.zeros([rows, columns]),
        average: tf.tensor2d(values, [rows, columns]),
      });
    }
  }

  private parameter(name: string): Parameter {
    const parameter = this.parameters.get(name);
    if (parameter === undefined) throw new RangeError(`The network has no parameter "${name}".`);
    return parameter;
  }

  /** Owned by the network: don't dispose. */
  get(name: string): tf.Tensor2D {
    const { value, average } = this.parameter(name);
    return this.showsAverage ? average : value;
  }

  /** Adds to the gradient that the next step descends. Call inside the `tf.tidy` that ends with `step`. */
  add(name: string, gradient: tf.Tensor2D): void {
    const sum = this.gradients.get(name);
    this.gradients.set(name, sum === undefined ? gradient : tf.add(sum, gradient));
  }

  /** The gradient gathered so far. */
  gradient(name: string): tf.Tensor2D | undefined {
    return this.gradients.get(name);
  }

  /** One step of Adam for all parameters that have a gradient. */
  step(): void {
    this.steps++;
    const [slow, slower] = DECAYS;
    const rate = (this.options.learningRate * Math.sqrt(1 - slower ** this.steps)) / (1 - slow ** this.steps);
    // A short memory at first, or the average would hold on to where training began.
    const kept = Math.min(this.options.averaging, this.steps / (this.steps + 9));
    for (const [name, gradient] of this.gradients) {
      const parameter = this.parameter(name);
      const first = mix(parameter.first, gradient, slow);
      const second = mix(parameter.second, tf.square(gradient), slower);
      const change = tf.div(tf.mul(first, rate), tf.add(tf.sqrt(second), ADAM_EPSILON));
      const value: tf.Tensor2D = tf.sub(parameter.value, change);
      replace(parameter, { value, first, second, average: mix(parameter.average, value, kept) });
    }
    this.gradients = new Map();
  }

  /** Runs `work` with the averages in place of the parameters. */
  averaged<T>(work: () => T): T {
    this.showsAverage = true;
    try {
      return work();
    } finally {
      this.showsAverage = false;
    }
  }

  /** The averages. */
  async read(): Promise<Weights> {
    const weights: Weights = {};
    for (const [name, { average }] of this.parameters) {
      weights[name] = Float32Array.from(await average.data());
    }
    return weights;
  }

  dispose(): void {
    for (const parameter of this.parameters.values()) tf.dispose(Object.values(parameter));
  }
}

/** kept a + (1 - kept) b. */
function mix(a: tf.Tensor2D, b: tf.Tensor2D, kept: number): tf.Tensor2D {
  return tf.add(tf.mul(a, kept), tf.mul(b, 1 - kept));
}

function replace(parameter: Parameter, by: Parameter): void {
  tf.dispose(Object.values(parameter));
  Object.assign(parameter, by);
  for (const tensor of Object.values(by)) tf.keep(tensor);
}
