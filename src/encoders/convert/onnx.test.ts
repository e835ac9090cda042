/** Does ONNX Runtime read what we write? */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { ElementType, OnnxGraph } from './onnx.ts';

describe('OnnxGraph', () => {
  it('writes weights, constants, every kind of attribute, several outputs and free dimensions', async () => {
    const graph = new OnnxGraph('test', 17);
    const x = graph.input('x', ElementType.float, ['rows', 4]);
    const weight = graph.weight('weight', [4], Float32Array.of(1, 2, 3, 4));
    const product = graph.node('Mul', [x, weight]);
    const [left, right] = graph.split('Split', [product, graph.constant('int64', [1, 3])], { axis: -1 }, 2);
    const sum = graph.node('ReduceMax', [right], { axes: [-1], keepdims: 1 });
    const leaky = graph.node('LeakyRelu', [graph.node('Add', [left, sum])], { alpha: { float: 0.5 } });
    graph.node('Identity', [leaky], {}, 'y');
    graph.output('y', ElementType.float, ['rows', 1]);

    const session = await InferenceSession.create(graph.toBytes({ note: 'a test' }));
    const { y } = await session.run({
      x: new Tensor('float32', Float32Array.of(1, 1, 1, 1, -10, -1, -1, -1), [2, 4]),
    });
    expect(y.dims).toEqual([2, 1]);
    expect([...(y.data as Float32Array)]).toEqual([1 + 4, (-10 - 2) * 0.5]);
  });

  it('stores equal constants once and tells scalars from lists of one', () => {
    const graph = new OnnxGraph('test', 17);
    expect(graph.constant('int64', [1])).toBe(graph.constant('int64', [1]));
    expect(graph.constant('int64', 1)).not.toBe(graph.constant('int64', [1]));
    expect(graph.constant('float', [1])).not.toBe(graph.constant('int64', [1]));
  });
});
