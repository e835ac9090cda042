import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBackend } from '../compute/backends.ts';
import { type Random, seeded } from '../training/random.ts';
import * as plain from './layers.ts';
import { columnSums, Dropout, dense, type Layer, normalise, product, relu, rowsOf } from './train-layers.ts';
import { gaussian, type Initial, Network } from './train-network.ts';

/** Of central differences in float32. */
const STEP = 1e-2;

let random: Random;
let before: number;

beforeAll(() => startBackend(['wasm', 'cpu']));
beforeEach(() => {
  random = seeded(4);
  before = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(before));

/**
 * Compares the way back of a layer with differences of its value, by the input and by each parameter. The
 * loss is the sum of the values, each times a fixed random number.
 */
function expectGradients(
  rows: number,
  columns: number,
  parameters: Record<string, Initial>,
  layer: (net: Network, x: tf.Tensor2D) => Layer,
): void {
  const input = gaussian(rows, columns, 1, random);
  const lossWeights = gaussian(1, 1000, 1, random).values;
  const settings = { learningRate: 0, averaging: 1 };
  const run = <T>(work: (net: Network, x: tf.Tensor2D) => T): T => {
    const net = new Network(parameters, settings);
    try {
      return tf.tidy(() => work(net, tf.tensor2d(input.values, [rows, columns])) as T & tf.TensorContainer);
    } finally {
      net.dispose();
    }
  };
  const lossWeight = (value: tf.Tensor2D) => tf.tensor2d(lossWeights.slice(0, value.size), value.shape);
  const loss = () =>
    run((net, x) => {
      const { value } = layer(net, x);
      return tf.sum(tf.mul(value, lossWeight(value))).dataSync()[0];
    });
  const worked = run((net, x) => {
    const { value, back } = layer(net, x);
    const byInput = back(lossWeight(value)).dataSync();
    return [
      byInput,
      ...Object.keys(parameters).map((name) => net.gradient(name)?.dataSync() ?? new Float32Array(0)),
    ];
  });
  for (const [place, { values }] of [input, ...Object.values(parameters)].entries()) {
    expect(worked[place].length).toBe(values.length);
    for (let i = 0; i < values.length; i++) {
      const kept = values[i];
      values[i] = kept + STEP;
      const above = loss();
      values[i] = kept - STEP;
      const below = loss();
      values[i] = kept;
      const slope = (above - below) / (2 * STEP);
      expect(Math.abs(worked[place][i] - slope)).toBeLessThan(0.02 * Math.max(1, Math.abs(slope)));
    }
  }
}

describe('layers give back what differences say', () => {
  it('product', () => {
    expectGradients(3, 4, { w: gaussian(4, 5, 1, random) }, (net, x) => product(net, 'w', x));
  });
  it('dense', () => {
    const parameters = { 'a.weight': gaussian(4, 3, 1, random), 'a.bias': gaussian(1, 3, 1, random) };
    expectGradients(5, 4, parameters, (net, x) => dense(net, 'a', x));
  });
  it('normalise', () => {
    const parameters = { 'a.gain': gaussian(1, 6, 1, random), 'a.shift': gaussian(1, 6, 1, random) };
    expectGradients(3, 6, parameters, (net, x) => normalise(net, 'a', x));
  });
  it('relu, away from its bend', () => {
    expectGradients(3, 4, {}, (_, x) => relu(x));
  });
  it('rowsOf, with repeated rows', () => {
    expectGradients(4, 3, {}, (_, x) => rowsOf(x, Int32Array.of(2, 0, 2, 2, 3)));
  });
});

describe('a parameter used twice', () => {
  it('gets the sum of both gradients', () => {
    const parameters = { w: gaussian(4, 4, 0.5, random) };
    expectGradients(3, 4, parameters, (net, x) => {
      const first = product(net, 'w', x);
      const second = product(net, 'w', first.value);
      return { value: second.value, back: (by) => first.back(second.back(by)) };
    });
  });
});

describe('layers in training and in plain JavaScript', () => {
  it('agree', () => {
    const parameters = {
      'a.weight': gaussian(6, 4, 1, random),
      'a.bias': gaussian(1, 4, 1, random),
      'b.gain': gaussian(1, 4, 1, random),
      'b.shift': gaussian(1, 4, 1, random),
    };
    const weights = Object.fromEntries(
      Object.entries(parameters).map(([name, { values }]) => [name, values]),
    );
    const x = gaussian(2, 6, 1, random).values;
    const net = new Network(parameters, { learningRate: 0, averaging: 1 });
    const trained = tf.tidy(() =>
      normalise(net, 'b', dense(net, 'a', tf.tensor2d(x, [2, 6])).value).value.dataSync(),
    );
    net.dispose();
    const own = [0, 1].flatMap((row) => [
      ...plain.normalise(weights, 'b', plain.dense(weights, 'a', x.subarray(row * 6, row * 6 + 6))),
    ]);
    own.forEach((value, i) => {
      expect(trained[i]).toBeCloseTo(value, 4);
    });
  });
});

describe('columnSums', () => {
  it('adds up each column', () => {
    const sums = tf.tidy(() => columnSums(tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2])).dataSync());
    expect([...sums]).toEqual([9, 12]);
  });
});

describe('Dropout', () => {
  it('drops about its share, keeps the mean, and drops the same values on the way back', () => {
    const [value, back] = tf.tidy(() => {
      const ones = tf.ones<tf.Rank.R2>([100, 100]);
      const layer = new Dropout(0.25, random).of(ones);
      return [layer.value.dataSync(), layer.back(ones).dataSync()];
    });
    const values = [...value];
    const dropped = values.filter((x) => x === 0).length / values.length;
    expect(Math.abs(dropped - 0.25)).toBeLessThan(0.02);
    expect(Math.abs(values.reduce((sum, x) => sum + x, 0) / values.length - 1)).toBeLessThan(0.03);
    expect(back).toEqual(value);
  });
  it('does nothing when a network is asked', () => {
    const same = tf.tidy(() => new Dropout(0.5, null).of(tf.tensor2d([[1, 2]])).value.dataSync());
    expect([...same]).toEqual([1, 2]);
  });
});

describe('Network', () => {
  const settings = { learningRate: 0.1, averaging: 0.5 };

  it('takes the first step of Adam against the sign of the gradient, by the learning rate', async () => {
    const net = new Network({ w: { rows: 1, columns: 2, values: Float32Array.of(1, 1) } }, settings);
    tf.tidy(() => {
      net.add('w', tf.tensor2d([[3, -0.5]]));
      net.step();
    });
    const [a, b] = net.get('w').dataSync();
    expect(a).toBeCloseTo(0.9, 5);
    expect(b).toBeCloseTo(1.1, 5);
    // A tenth of the start stays in the average after one step, half at most later on.
    const { w } = await net.read();
    expect(w[0]).toBeCloseTo(0.1 * 1 + 0.9 * 0.9, 5);
    net.dispose();
  });

  it('finds the lowest point of a bowl, and shows averages only when asked to', async () => {
    const net = new Network({ w: { rows: 1, columns: 1, values: Float32Array.of(5) } }, settings);
    for (let step = 0; step < 300; step++) {
      tf.tidy(() => {
        net.add('w', tf.sub(net.get('w'), 2));
        net.step();
      });
    }
    expect(net.get('w').dataSync()[0]).toBeCloseTo(2, 2);
    const average = net.averaged(() => net.get('w').dataSync()[0]);
    expect(average).toBe((await net.read()).w[0]);
    expect(average).toBeCloseTo(2, 2);
    expect(() => net.get('v')).toThrow('no parameter "v"');
    net.dispose();
  });
});
