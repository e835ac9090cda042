/**
 * Writes ONNX models: the few protobuf messages of onnx.proto3 that a feed-forward graph needs
 * (https://github.com/onnx/onnx/blob/v1.16.0/onnx/onnx.proto3). It writes only; it checks no shapes or types.
 */

/** `TensorProto.DataType`. */
export const ElementType = { float: 1, uint8: 2, int32: 6, int64: 7 } as const;
type ElementType = (typeof ElementType)[keyof typeof ElementType];

/** `AttributeProto.AttributeType`. */
const AttributeType = { float: 1, int: 2, ints: 7 } as const;

/** An integer or list of integers; floats are marked, since 1 could be either. */
export type Attribute = number | readonly number[] | { float: number };

/** A dimension: fixed, or named and free. */
export type Dimension = number | string;

const utf8 = new TextEncoder();

/** Protobuf wire format: https://protobuf.dev/programming-guides/encoding/. */
class Message {
  private readonly chunks: Uint8Array[] = [];
  private size = 0;

  varint(field: number, value: number): this {
    return this.push(encodeVarint(field * 8)).push(encodeVarint(value));
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.push(encodeVarint(field * 8 + 5)).push(bytes);
  }

  bytes(field: number, value: Uint8Array): this {
    return this.push(encodeVarint(field * 8 + 2))
      .push(encodeVarint(value.length))
      .push(value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value));
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.finish());
  }

  finish(): Uint8Array {
    const result = new Uint8Array(this.size);
    let at = 0;
    for (const chunk of this.chunks) {
      result.set(chunk, at);
      at += chunk.length;
    }
    return result;
  }

  private push(chunk: Uint8Array): this {
    this.chunks.push(chunk);
    this.size += chunk.length;
    return this;
  }
}

/** Two's complement over 64 bits, so a negative number takes ten bytes. */
function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

/**
 * A graph under construction. Every method that adds a value returns its name, to be used as an input of
 * later nodes.
 */
export class OnnxGraph {
  private readonly graph = new Message();
  private readonly shared = new Map<string, string>();
  private nodes = 0;
  private readonly name: string;
  private readonly opset: number;

  /** @param opset Version of the standard operator set that the graph's nodes are meant for. */
  constructor(name: string, opset: number) {
    this.name = name;
    this.opset = opset;
    this.graph.text(2, name);
  }

  input(name: string, type: ElementType, shape: readonly Dimension[]): string {
    this.graph.message(11, valueInfo(name, type, shape));
    return name;
  }

  output(name: string, type: ElementType, shape: readonly Dimension[]): void {
    this.graph.message(12, valueInfo(name, type, shape));
  }

  /** A weight, stored as raw little-endian bytes in row-major order. */
  weight(name: string, shape: readonly number[], data: Float32Array | Uint8Array): string {
    const type = data instanceof Float32Array ? ElementType.float : ElementType.uint8;
    this.graph.message(5, tensor(name, type, shape, data));
    return name;
  }

  /** A small constant; equal ones are stored once. */
  constant(type: 'float' | 'int64' | 'uint8', values: number | readonly number[]): string {
    const list = typeof values === 'number' ? [values] : [...values];
    const shape = typeof values === 'number' ? [] : [list.length];
    const key = `${type}:${shape}:${list}`;
    const known = this.shared.get(key);
    if (known !== undefined) return known;
    const data =
      type === 'float'
        ? Float32Array.from(list)
        : type === 'uint8'
          ? Uint8Array.from(list)
          : BigInt64Array.from(list, BigInt);
    const name = `constant_${this.shared.size}`;
    this.graph.message(5, tensor(name, ElementType[type], shape, data));
    this.shared.set(key, name);
    return name;
  }

  /** @param output Name of the result, where it matters: a graph's output. */
  node(
    op: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    output = '',
  ): string {
    return this.nodeOf(op, inputs, attributes, [output])[0];
  }

  /** A node with several outputs. */
  split(
    op: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute>,
    outputs: number,
  ): string[] {
    return this.nodeOf(op, inputs, attributes, Array<string>(outputs).fill(''));
  }

  /** The whole model, deterministic for the same calls in the same order. */
  toBytes(metadata: Record<string, string>): Uint8Array {
    // IR version 8 is the oldest that opset 17 allows (ONNX 1.12).
    const model = new Message().varint(1, 8).text(2, 'inkling').message(7, this.graph);
    model.message(8, new Message().text(1, '').varint(2, this.opset));
    for (const [key, value] of Object.entries(metadata)) {
      model.message(14, new Message().text(1, key).text(2, value));
    }
    return model.finish();
  }

  private nodeOf(
    op: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute>,
    outputs: string[],
  ): string[] {
    const name = `${this.name}/${op}_${this.nodes++}`;
    const names = outputs.map((output, i) => output || `${name}:${i}`);
    const node = new Message();
    for (const input of inputs) node.text(1, input);
    for (const output of names) node.text(2, output);
    node.text(3, name).text(4, op);
    for (const [key, value] of Object.entries(attributes)) node.message(5, attribute(key, value));
    this.graph.message(1, node);
    return names;
  }
}

function attribute(name: string, value: Attribute): Message {
  const message = new Message().text(1, name);
  if (typeof value === 'number') return message.varint(3, value).varint(20, AttributeType.int);
  if ('float' in value) return message.float(2, value.float).varint(20, AttributeType.float);
  for (const item of value) message.varint(8, item);
  return message.varint(20, AttributeType.ints);
}

function tensor(
  name: string,
  type: ElementType,
  shape: readonly number[],
  data: Float32Array | Uint8Array | BigInt64Array,
): Message {
  const message = new Message();
  for (const dimension of shape) message.varint(1, dimension);
  return message
    .varint(2, type)
    .text(8, name)
    .bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function valueInfo(name: string, type: ElementType, shape: readonly Dimension[]): Message {
  const dimensions = new Message();
  for (const dimension of shape) {
    dimensions.message(
      1,
      typeof dimension === 'number' ? new Message().varint(1, dimension) : new Message().text(2, dimension),
    );
  }
  const tensorType = new Message().varint(1, type).message(2, dimensions);
  return new Message().text(1, name).message(2, new Message().message(1, tensorType));
}
