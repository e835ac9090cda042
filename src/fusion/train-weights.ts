/**
 * Trains the weights of a fusion: multi-positive listwise softmax over targets, hard candidates and a sample of the rest,
 * with Adam (Kingma & Ba 2015). The gradient is worked out by hand below, because it is short and because
 * TensorFlow.js lacks gradients on some backends; it needs nothing but matrix products and a softmax.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Control } from '../compute/pace.ts';
import type { FusionLevel, FusionWeights } from '../packs/pack.ts';
import { type Random, seeded, shuffle } from '../training/random.ts';
import { CLASSES, SQUARE_SCALE, TERMS } from './gate.ts';
import { gateOf, perceptronOf } from './tensor-fusion.ts';

/** One moment of one person: what they took, among what they could have taken. */
export interface Example {
  /** In the order of the weights' context. */
  context: Float64Array;
  /** candidates x signals, row-major, standardised; the first `targets` rows are the targets. */
  features: Float32Array;
  /** The same for late fusion, see places.ts; absent where an example doesn't serve it. */
  places?: Float32Array;
  /** Per candidate: 1 where the person already knew it. */
  known: Uint8Array;
  targets: number;
  /**
   * Added to each candidate's logit: log(rest / sampled) for one that stands for others that were not
   * sampled, 0 otherwise. Without it the sum underrates the rest, and fusion falls below single signals.
   */
  correction: Float32Array;
  /** Examples of one person stay on one side of the validation split. */
  person: number;
}

export interface WeightsOptions {
  level: FusionLevel;
  /** Hidden units of the gate; late fusion has none. */
  hidden: number;
  /** Hidden units of early fusion's perceptron. */
  deep: number;
  epochs: number;
  /** Examples per step at most; small sets take smaller ones, so that an epoch has some thirty steps. */
  batch: number;
  learningRate: number;
  /** Of all parameters but biases. */
  l2: number;
  /** Share of persons kept to stop early on. */
  validation: number;
  /** Epochs without a better validation loss before stopping. */
  patience: number;
  /**
   * Of the running average of the parameters that is kept instead of the last ones (Polyak & Juditsky 1992):
   * it takes away most of what chance does to a run.
   */
  averaging: number;
}

/** From a sweep on Online Retail (docs/quality.md); nothing here is finer than its noise. */
export const WEIGHTS_DEFAULTS: WeightsOptions = {
  level: 'gated',
  hidden: 16,
  deep: 16,
  epochs: 25,
  batch: 128,
  learningRate: 0.015,
  l2: 1e-4,
  validation: 0.1,
  patience: 3,
  averaging: 0.99,
};

/** No example had a target: there is nothing to learn from. */
export class NoExamplesError extends Error {
  override name = 'NoExamplesError';
  constructor() {
    super(
      'Fusion needs at least one held-out order to learn from: bring more orders, or use the prior weights.',
    );
  }
}

/** A batch as tensors. */
interface Batch {
  /** batch x context. */
  context: tf.Tensor2D;
  /** batch x candidates x signals. */
  x: tf.Tensor3D;
  /** batch x candidates x (TERMS signals). */
  terms: tf.Tensor3D;
  /** batch x candidates x CLASSES: 1 for the class of the candidate. */
  classes: tf.Tensor3D;
  /** batch x candidates: the correction, or a large negative number for padding. */
  correction: tf.Tensor2D;
  /** batch x candidates: 1 for targets. */
  targets: tf.Tensor2D;
  /** batch x 1: number of targets. */
  count: tf.Tensor2D;
  size: number;
}

const PADDING = -1e9;

/** batch x candidates: 1 for known ones. */
const knownOf = (classes: tf.Tensor3D): tf.Tensor =>
  tf.squeeze(tf.slice(classes, [0, 0, 1], [-1, -1, 1]), [2]);

/**
 * Runs on TensorFlow.js's current backend; the same seed, examples and backend give the same weights.
 * @param start Weights to begin from: only its bias is used.
 * @throws NoExamplesError, and the abort signal's reason.
 */
export async function trainWeights(
  examples: readonly Example[],
  start: FusionWeights,
  options: Partial<WeightsOptions> & { seed: number },
  { onProgress, signal }: Control = {},
): Promise<{ weights: FusionWeights; validationLoss: number }> {
  const settings = { ...WEIGHTS_DEFAULTS, ...options };
  const { level } = settings;
  if (level === 'late') settings.hidden = 0;
  const usable = level === 'late' ? examples.flatMap(asPlaces) : examples;
  if (usable.length === 0) throw new NoExamplesError();
  const random = seeded(settings.seed);
  const { training, validation } = split(usable, settings.validation, random);
  const net = new Net(start, settings, usable, random);
  try {
    const average = await net.parameters();
    const size = Math.min(settings.batch, Math.max(16, training.length >> 5));
    let step = 0;
    let best = { loss: Number.POSITIVE_INFINITY, parameters: copyOf(average) };
    let worse = 0;
    for (let epoch = 0; epoch < settings.epochs && worse < settings.patience; epoch++) {
      for (const batch of batches(shuffle([...training], random), size)) {
        signal?.throwIfAborted();
        net.step(batch);
        step++;
        // A short memory at first, or the average would hold on to where training began.
        mixIn(average, await net.parameters(), Math.min(settings.averaging, step / (step + 9)));
      }
      let loss = 0;
      for (const batch of batches(validation, settings.batch)) loss += await net.loss(batch, average);
      loss /= validation.length;
      worse = loss < best.loss ? 0 : worse + 1;
      if (worse === 0) best = { loss, parameters: copyOf(average) };
      onProgress?.((epoch + 1) / settings.epochs);
    }
    const { signals, context } = start;
    return {
      weights: { level, signals, context, hidden: settings.hidden, parameters: best.parameters },
      validationLoss: best.loss,
    };
  } finally {
    net.dispose();
  }
}

/** Late fusion reads places where the others read scores. */
function asPlaces({ places, ...example }: Example): Example[] {
  return places === undefined ? [] : [{ ...example, features: places }];
}

type Parameters = FusionWeights['parameters'];

function copyOf(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]),
  );
}

/** average = decay average + (1 - decay) latest, in place. */
function mixIn(average: Parameters, latest: Parameters, decay: number): void {
  for (const [name, { values }] of Object.entries(average)) {
    const other = latest[name].values;
    for (let i = 0; i < values.length; i++) values[i] = decay * values[i] + (1 - decay) * other[i];
  }
}

/** By person. With too few persons to split, all examples serve as both. */
function split(examples: readonly Example[], share: number, random: Random) {
  const held = new Map<number, boolean>();
  for (const { person } of examples) if (!held.has(person)) held.set(person, random() < share);
  const training = examples.filter(({ person }) => !held.get(person));
  const validation = examples.filter(({ person }) => held.get(person));
  return training.length > 0 && validation.length > 0
    ? { training, validation }
    : { training: [...examples], validation: [...examples] };
}

function* batches(examples: readonly Example[], size: number): Generator<Example[]> {
  for (let at = 0; at < examples.length; at += size) yield examples.slice(at, at + size);
}

/** Variables in TensorFlow.js are named globally; two trainings at once must not meet. */
let nets = 0;

class Net {
  private readonly variables: Record<string, tf.Variable> = {};
  private readonly optimizer: tf.Optimizer;
  private readonly prefix = `gate-${nets++}-`;
  private readonly signals: number;

  private readonly level: FusionLevel;
  private readonly hidden: number;
  private readonly l2: number;

  constructor(
    start: FusionWeights,
    { level, hidden, deep, learningRate, l2 }: WeightsOptions,
    examples: readonly Example[],
    random: Random,
  ) {
    this.level = level;
    this.hidden = hidden;
    this.l2 = l2;
    this.signals = start.signals.length;
    const outputs = this.signals * TERMS * CLASSES;
    const features = start.context.length;
    const small = (size: number, scale: number) =>
      Float32Array.from({ length: size }, () => (random() * 2 - 1) * scale);
    const heard = start.context.map((_, c) => examples.some(({ context }) => context[c] !== 0));
    /**
     * No weight for context that was 0 in every example: what it would mean to hear it is anybody's guess. For a
     * matrix whose rows for context begin after `before` others.
     */
    const withoutUnheard = (values: Float32Array, width: number, before = 0) => {
      heard.forEach((known, c) => {
        if (!known) values.fill(0, (before + c) * width, (before + c + 1) * width);
      });
      return values;
    };
    this.add('bias', Float32Array.from(start.parameters.bias.values), [outputs]);
    if (hidden === 0) {
      this.add('in', new Float32Array(features * outputs), [features, outputs]);
    } else {
      // Glorot & Bengio 2010 in; near zero out, so that training starts from the bias alone.
      const into = small(features * hidden, Math.sqrt(6 / (features + hidden)));
      this.add('in', withoutUnheard(into, hidden), [features, hidden]);
      this.add('inBias', new Float32Array(hidden), [hidden]);
      this.add('out', small(hidden * outputs, 0.01), [hidden, outputs]);
    }
    if (level === 'early') {
      const inputs = this.signals + 1 + features;
      const into = small(inputs * deep, Math.sqrt(6 / (inputs + deep)));
      this.add('deepIn', withoutUnheard(into, deep, this.signals + 1), [inputs, deep]);
      this.add('deepBias', new Float32Array(deep), [deep]);
      this.add('deepOut', small(deep, 0.1), [deep]);
    }
    this.optimizer = tf.train.adam(learningRate);
  }

  private add(name: string, values: Float32Array, shape: number[]): void {
    const initial = tf.tensor(values, shape);
    this.variables[name] = tf.variable(initial, true, this.prefix + name);
    initial.dispose();
  }

  /** Read back; the await also gives messages a turn and limits what a GPU has queued. */
  async parameters(): Promise<Parameters> {
    const result: Parameters = {};
    for (const [name, variable] of Object.entries(this.variables)) {
      result[name] = { shape: variable.shape, values: Float32Array.from(await variable.data()) };
    }
    return result;
  }

  dispose(): void {
    for (const variable of Object.values(this.variables)) variable.dispose();
    this.optimizer.dispose();
  }

  /** Sum of the examples' losses under the given parameters. */
  async loss(examples: readonly Example[], parameters: Parameters): Promise<number> {
    const total = tf.tidy(() => {
      const tensors = Object.fromEntries(
        Object.entries(parameters).map(([name, { shape, values }]) => [name, tf.tensor(values, shape)]),
      );
      return this.forward(this.tensorsOf(examples), tensors).loss;
    });
    const [value] = await total.data();
    total.dispose();
    return value;
  }

  /** One step of the optimizer. */
  step(examples: readonly Example[]): void {
    tf.tidy(() => {
      this.optimizer.applyGradients(this.gradients(this.tensorsOf(examples)));
    });
  }

  private forward(
    { context, x, terms, classes, correction, targets, count, size }: Batch,
    parameters: Record<string, tf.Tensor>,
  ) {
    const { activation, gate } = gateOf(parameters, this.hidden, context);
    // Each candidate's score in both classes; then the one of its own.
    const products = tf.matMul(terms, tf.reshape(gate, [size, this.signals * TERMS, CLASSES]));
    const deep = this.level === 'early' ? perceptronOf(parameters, x, knownOf(classes), context) : null;
    const sums = tf.add(tf.sum(tf.mul(products, classes), 2), correction);
    const logits = deep === null ? sums : tf.add(sums, deep.added);
    const shifted = tf.sub(logits, tf.max(logits, 1, true));
    const exponentials = tf.exp(shifted);
    const total = tf.sum(exponentials, 1, true);
    // Targets weigh |T|^-0.5 each: a large order counts more than a small one, but not in proportion.
    const weight = tf.rsqrt(count);
    const ofTargets = tf.sum(tf.mul(targets, tf.sub(shifted, tf.log(total))), 1, true);
    return {
      activation,
      deep,
      probabilities: tf.div(exponentials, total),
      weight,
      loss: tf.neg(tf.sum(tf.mul(weight, ofTargets))),
    };
  }

  /**
   * Of the mean loss plus L2, by variable name. With p the softmax and y the targets, the loss's derivative
   * by the logits is |T|^-0.5 (|T| p - y); the rest is the chain rule through two matrix products.
   */
  private gradients(batch: Batch): Record<string, tf.Tensor> {
    const { context, x, terms, classes, correction, targets, count, size } = batch;
    const { activation, deep, probabilities, weight } = this.forward(batch, this.variables);
    const scale = tf.div(weight, size);
    const byLogit = tf.mul(scale, tf.sub(tf.mul(count, probabilities), targets));
    const byProduct = tf.mul(classes, tf.reshape(byLogit, [size, correction.shape[1], 1]));
    const byGate = tf.reshape(tf.matMul(terms, byProduct, true), [
      size,
      this.signals * TERMS * CLASSES,
    ]) as tf.Tensor2D;
    const decayed = (name: string, gradient: tf.Tensor) =>
      tf.add(gradient, tf.mul(this.variables[name], this.l2));
    const gradients: Record<string, tf.Tensor> = { bias: tf.sum(byGate, 0) };
    if (deep !== null)
      Object.assign(gradients, this.ofPerceptron(x, classes, context, byLogit, deep.activation));
    if (this.level === 'late') {
      // Places are weighed alike at all times.
    } else if (activation === null) {
      gradients.in = decayed('in', tf.matMul(context, byGate, true));
    } else {
      const out = this.variables.out as tf.Tensor as tf.Tensor2D;
      gradients.out = decayed('out', tf.matMul(activation, byGate, true));
      const byActivation = tf.matMul(byGate, out, false, true);
      const byInput = tf.mul(byActivation, tf.sub(1, tf.square(activation))) as tf.Tensor2D;
      gradients.inBias = tf.sum(byInput, 0);
      gradients.in = decayed('in', tf.matMul(context, byInput, true));
    }
    return Object.fromEntries(
      Object.entries(gradients).map(([name, gradient]) => [this.prefix + name, gradient]),
    );
  }

  /** Gradients of the perceptron's parameters, from those of the logits (batch x items). */
  private ofPerceptron(
    x: tf.Tensor3D,
    classes: tf.Tensor3D,
    context: tf.Tensor2D,
    byLogit: tf.Tensor,
    activation: tf.Tensor3D,
  ): Record<string, tf.Tensor> {
    const [batch, items, hidden] = activation.shape;
    const { deepIn, deepOut } = this.variables;
    const column = tf.reshape(byLogit, [batch * items, 1]);
    const flat = tf.reshape(activation, [batch * items, hidden]);
    const byActivation = tf.mul(column, tf.reshape(deepOut, [1, hidden]));
    const byFlat = tf.mul(byActivation, tf.sub(1, tf.square(flat))) as tf.Tensor2D;
    const byUnit = tf.reshape(byFlat, [batch, items, hidden]);
    const bySignals = tf.matMul(tf.reshape(x, [batch * items, this.signals]), byFlat, true);
    const byKnown = tf.matMul(tf.reshape(knownOf(classes), [batch * items, 1]), byFlat, true);
    const byMoment = tf.sum(byUnit, 1) as tf.Tensor2D;
    const byIn = tf.concat([bySignals, byKnown, tf.matMul(context, byMoment, true)], 0);
    return {
      deepIn: tf.add(byIn, tf.mul(deepIn, this.l2)),
      deepBias: tf.sum(byMoment, 0),
      deepOut: tf.add(tf.reshape(tf.matMul(flat, column, true), [hidden]), tf.mul(deepOut, this.l2)),
    };
  }

  private tensorsOf(examples: readonly Example[]): Batch {
    const size = examples.length;
    const s = this.signals;
    const c = examples[0].context.length;
    const candidates = Math.max(...examples.map(({ correction }) => correction.length));
    const context = new Float32Array(size * c);
    const features = new Float32Array(size * candidates * s);
    const classes = new Float32Array(size * candidates * CLASSES);
    const correction = new Float32Array(size * candidates).fill(PADDING);
    const targets = new Float32Array(size * candidates);
    const count = new Float32Array(size);
    examples.forEach((example, e) => {
      const first = e * candidates;
      context.set(example.context, e * c);
      features.set(example.features, first * s);
      correction.set(example.correction, first);
      targets.fill(1, first, first + example.targets);
      count[e] = example.targets;
      for (let i = 0; i < example.known.length; i++) classes[(first + i) * CLASSES + example.known[i]] = 1;
    });
    const x = tf.tensor3d(features, [size, candidates, s]);
    const squares = tf.mul(tf.mul(x, tf.abs(x)), SQUARE_SCALE);
    return {
      size,
      x,
      context: tf.tensor2d(context, [size, c]),
      terms: tf.concat<tf.Tensor3D>([x, squares as tf.Tensor3D], 2),
      classes: tf.tensor3d(classes, [size, candidates, CLASSES]),
      correction: tf.tensor2d(correction, [size, candidates]),
      targets: tf.tensor2d(targets, [size, candidates]),
      count: tf.tensor2d(count, [size, 1]),
    };
  }
}
