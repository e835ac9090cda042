/**
 * Universal Sentence Encoder Lite (Cer et al. 2018, https://arxiv.org/abs/1803.11175) as a dense, batched ONNX
 * graph. The published TensorFlow graph takes sparse token lists; this one takes `input_ids` and
 * `attention_mask` as transformers.js makes them. Weights come from `graph-model.ts`; nothing is trained here.
 */
import { GraphModelError, type Weight } from './graph-model.ts';
import { ElementType, OnnxGraph } from './onnx.ts';

/** Longer texts are cut here, as the published graph does. */
export const MAX_TOKENS = 128;

/** Length of a sentence vector. */
export const DIMENSIONS = 512;

/** `fp32` is the published model to rounding; `int8` is a quarter of its size and more than twice as fast. */
export type Precision = 'fp32' | 'int8';

const HEADS = 4;
const LAYERS = 2;
const EPSILON = 1e-6;
const OPSET = 17;

/**
 * Adds to an attention score that must not count. The published graph's value; exp of it is exactly 0, so a
 * text's vector doesn't depend on how far its batch is padded.
 */
const MASKED = -1e9;

const SCOPE = 'Encoder_en/KonaTransformer/Encode';
const partitioned = (name: string) => `module_apply_default/${SCOPE}/${name}/ConcatPartitions/concat`;
const variable = (name: string) => `module/${SCOPE}/${name}/part_0`;
const folded = (name: string) => `module_apply_default/${SCOPE}/TransformerStack/${name}`;

/**
 * @returns The bytes of an ONNX model with inputs `input_ids` and `attention_mask` (int64, batch x sequence,
 * sequence from 1 to MAX_TOKENS) and the output `last_hidden_state` (float, batch x 1 x DIMENSIONS, unit rows):
 * one "token" a text, so that `cls` pooling takes it as it is.
 * @throws GraphModelError when a weight is missing or has another shape.
 */
export function sentenceEncoder(weights: Map<string, Weight>, precision: Precision): Uint8Array {
  const graph = new OnnxGraph('encoder', OPSET);
  const layers = new Layers(graph, weights, precision);
  const ids = graph.input('input_ids', ElementType.int64, ['batch', 'sequence']);
  const attentionMask = graph.input('attention_mask', ElementType.int64, ['batch', 'sequence']);
  const mask = graph.node('Cast', [attentionMask], { to: ElementType.float });
  const bias = graph.node('Unsqueeze', [
    graph.node('Mul', [
      graph.node('Sub', [graph.constant('float', 1), mask]),
      graph.constant('float', MASKED),
    ]),
    graph.constant('int64', [1, 2]),
  ]);
  const idsShape = graph.node('Shape', [ids]);

  // Rows of all texts lie under each other (batch * sequence x width) except inside attention, so that int8
  // layers can scale each token by itself.
  let hidden = layers.embed(ids, idsShape);
  for (let i = 0; i < LAYERS; i++) {
    const layer = `Layer_${i}/TransformerLayer`;
    const normed = layers.normalise(`${layer}/layer_prepostprocess`, hidden);
    const attended = layers.attend(`${layer}/MultiheadAttention`, normed, idsShape, bias);
    // The first layer widens 256 to 512, so its residual passes through a dense layer.
    const residual =
      i === 0
        ? layers.linear(hidden, partitioned(`${layer}/dense/kernel`), partitioned(`${layer}/dense/bias`))
        : hidden;
    hidden = graph.node('Add', [attended, residual]);
    hidden = graph.node('Add', [hidden, layers.feedForward(layer, hidden)]);
  }

  const rows = graph.node('Reshape', [
    hidden,
    graph.node('Concat', [idsShape, graph.constant('int64', [DIMENSIONS])], { axis: 0 }),
  ]);
  const weighed = graph.node('Mul', [rows, graph.node('Unsqueeze', [mask, graph.constant('int64', [2])])]);
  const sum = graph.node('ReduceSum', [weighed, graph.constant('int64', [1])], { keepdims: 0 });
  const count = graph.node('ReduceSum', [mask, graph.constant('int64', [1])], { keepdims: 1 });
  const mean = graph.node('Div', [sum, graph.node('Max', [count, graph.constant('float', 1)])]);
  const sentence = graph.node('Tanh', [
    layers.linear(
      mean,
      'module/Encoder_en/hidden_layers/tanh_layer_0/weights',
      'module/Encoder_en/hidden_layers/tanh_layer_0/bias',
    ),
  ]);
  const length = graph.node('ReduceL2', [sentence], { axes: [-1], keepdims: 1 });
  const unit = graph.node('Div', [sentence, graph.node('Max', [length, graph.constant('float', EPSILON)])]);
  graph.node('Unsqueeze', [unit, graph.constant('int64', [1])], {}, 'last_hidden_state');
  graph.output('last_hidden_state', ElementType.float, ['batch', 1, DIMENSIONS]);
  return graph.toBytes({ source: 'Universal Sentence Encoder Lite', licence: 'Apache-2.0', precision });
}

class Layers {
  private readonly graph: OnnxGraph;
  private readonly weights: Map<string, Weight>;
  private readonly precision: Precision;

  constructor(graph: OnnxGraph, weights: Map<string, Weight>, precision: Precision) {
    this.graph = graph;
    this.weights = weights;
    this.precision = precision;
  }

  /** Twice the token's embedding (the published graph adds it to itself plus position) and its position. */
  embed(ids: string, idsShape: string): string {
    const { graph } = this;
    const table = this.take('module/Embeddings_en');
    const width = table.shape[1];
    const doubled = { shape: table.shape, data: table.data.map((value) => value * 2) };
    let tokens: string;
    if (this.precision === 'int8') {
      const { levels, scale } = quantiseRows(doubled);
      const codes = graph.node('Gather', [graph.weight('embedding', table.shape, levels), ids]);
      const centred = graph.node('Sub', [
        graph.node('Cast', [codes], { to: ElementType.float }),
        graph.constant('float', ZERO_POINT),
      ]);
      const rowScale = graph.weight('embedding/scale', [table.shape[0], 1], scale);
      tokens = graph.node('Mul', [centred, graph.node('Gather', [rowScale, ids])]);
    } else {
      tokens = graph.node('Gather', [graph.weight('embedding', table.shape, doubled.data), ids]);
    }
    const sequence = graph.node('Gather', [idsShape, graph.constant('int64', [1])]);
    const positions = graph.node('Slice', [
      graph.weight('positions', [MAX_TOKENS, width], this.positions(width)),
      graph.constant('int64', [0]),
      sequence,
    ]);
    return graph.node('Reshape', [
      graph.node('Add', [tokens, positions]),
      graph.constant('int64', [-1, width]),
    ]);
  }

  normalise(name: string, x: string): string {
    const scale = this.take(partitioned(`${name}/layer_norm/layer_norm_scale`));
    const bias = this.take(partitioned(`${name}/layer_norm/layer_norm_bias`));
    return this.graph.node(
      'LayerNormalization',
      [
        x,
        this.graph.weight(`${name}/scale`, scale.shape, scale.data),
        this.graph.weight(`${name}/bias`, bias.shape, bias.data),
      ],
      { axis: -1, epsilon: { float: EPSILON } },
    );
  }

  /** Multi-head self-attention over the rows of one text (Vaswani et al. 2017). */
  attend(name: string, x: string, idsShape: string, bias: string): string {
    const { graph } = this;
    const qkv = this.linear(
      x,
      variable(`${name}/qkv_transform_single/kernel`),
      partitioned(`${name}/qkv_transform_single/bias`),
    );
    const width = this.take(partitioned(`${name}/qkv_transform_single/bias`)).shape[0] / 3;
    const split = graph.node('Reshape', [
      qkv,
      graph.node('Concat', [idsShape, graph.constant('int64', [3 * HEADS, width / HEADS])], { axis: 0 }),
    ]);
    const [q, k, v] = graph.split(
      'Split',
      [
        graph.node('Transpose', [split], { perm: [0, 2, 1, 3] }),
        graph.constant('int64', [HEADS, HEADS, HEADS]),
      ],
      { axis: 1 },
      3,
    );
    const scaled = graph.node('Mul', [q, graph.constant('float', 1 / Math.sqrt(width / HEADS))]);
    const scores = graph.node('MatMul', [scaled, graph.node('Transpose', [k], { perm: [0, 1, 3, 2] })]);
    const attention = graph.node('Softmax', [graph.node('Add', [scores, bias])], { axis: -1 });
    const mixed = graph.node('Transpose', [graph.node('MatMul', [attention, v])], { perm: [0, 2, 1, 3] });
    return this.linear(
      graph.node('Reshape', [mixed, graph.constant('int64', [-1, width])]),
      variable(`${name}/output_transform_single/kernel`),
      partitioned(`${name}/output_transform_single/bias`),
    );
  }

  feedForward(layer: string, x: string): string {
    const normed = this.normalise(`${layer}/FFN/layer_prepostprocess`, x);
    const kernel = (conv: string) => folded(`${layer}/FFN/${conv}/Tensordot/Reshape_1`);
    const bias = (conv: string) => partitioned(`${layer}/FFN/${conv}/bias`);
    const inner = this.graph.node('Relu', [this.linear(normed, kernel('conv1'), bias('conv1'))]);
    return this.linear(inner, kernel('conv2'), bias('conv2'));
  }

  /** x W + b, where x is rows x width. */
  linear(x: string, kernelName: string, biasName: string): string {
    const { graph } = this;
    const taken = this.take(kernelName);
    // 1 x 1 convolutions carry two leading ones.
    const kernel = { shape: taken.shape.slice(-2), data: taken.data };
    const bias = graph.weight(biasName, this.take(biasName).shape, this.take(biasName).data);
    if (this.precision === 'fp32') {
      return graph.node('Add', [
        graph.node('MatMul', [x, graph.weight(kernelName, kernel.shape, kernel.data)]),
        bias,
      ]);
    }
    const { levels, scale } = quantiseColumns(kernel);
    const rowScale = graph.node('Max', [
      graph.node('Mul', [
        graph.node('ReduceMax', [graph.node('Abs', [x])], { axes: [-1], keepdims: 0 }),
        graph.constant('float', 1 / STEPS),
      ]),
      graph.constant('float', 1e-12),
    ]);
    const zeroPoints = graph.node('Expand', [
      graph.constant('uint8', [ZERO_POINT]),
      graph.node('Shape', [rowScale]),
    ]);
    const product = graph.node('MatMulInteger', [
      graph.node('QuantizeLinear', [x, rowScale, zeroPoints], { axis: 0 }),
      graph.weight(kernelName, kernel.shape, levels),
      graph.constant('uint8', ZERO_POINT),
      graph.constant('uint8', ZERO_POINT),
    ]);
    const scales = graph.node('Unsqueeze', [rowScale, graph.constant('int64', [1])]);
    const rescaled = graph.node('Mul', [
      graph.node('Mul', [graph.node('Cast', [product], { to: ElementType.float }), scales]),
      graph.weight(`${kernelName}/scale`, [kernel.shape[1]], scale),
    ]);
    return graph.node('Add', [rescaled, bias]);
  }

  /** Sines, then cosines, of position times frequency, as the published graph computes them. */
  private positions(width: number): Float32Array {
    const frequencies = this.take(folded('Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1')).data;
    const table = new Float32Array(MAX_TOKENS * width);
    for (let position = 0; position < MAX_TOKENS; position++) {
      for (let i = 0; i < frequencies.length; i++) {
        const angle = Math.fround(position * frequencies[i]);
        table[position * width + i] = Math.sin(angle);
        table[position * width + frequencies.length + i] = Math.cos(angle);
      }
    }
    return table;
  }

  private take(name: string): Weight {
    const weight = this.weights.get(name);
    if (weight === undefined) {
      throw new GraphModelError(`The model has no weight ${name}: is it Universal Sentence Encoder Lite?`);
    }
    return weight;
  }
}

/**
 * 8-bit levels are unsigned around 128. Products of two unsigned bytes add up exactly on every processor, where
 * signed weights saturate on x86 without VNNI: Node and the browser must agree on a text's vector.
 */
const ZERO_POINT = 128;
const STEPS = 127;

interface Quantised {
  levels: Uint8Array;
  /** Of each row or column: value = (level - ZERO_POINT) * scale. */
  scale: Float32Array;
}

const quantiseRows = (weight: Weight) => quantise(weight, 'rows');
const quantiseColumns = (weight: Weight) => quantise(weight, 'columns');

function quantise({ shape: [rows, columns], data }: Weight, by: 'rows' | 'columns'): Quantised {
  const largest = new Float32Array(by === 'rows' ? rows : columns);
  const groupOf = (row: number, column: number) => (by === 'rows' ? row : column);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const group = groupOf(row, column);
      largest[group] = Math.max(largest[group], Math.abs(data[at]));
    }
  }
  const scale = largest.map((value) => value / STEPS || 1);
  const levels = new Uint8Array(data.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      levels[at] = Math.round(data[at] / scale[groupOf(row, column)]) + ZERO_POINT;
    }
  }
  return { levels, scale };
}
