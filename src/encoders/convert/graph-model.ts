/**
 * Reads the weights of a TensorFlow.js graph model (`model.json` and its shards) without TensorFlow.js. The
 * graph itself is not interpreted.
 */

/** The part of `model.json` that says where each weight lies. */
export interface GraphModelJson {
  weightsManifest: {
    paths: string[];
    weights: { name: string; shape: number[]; dtype: string; quantization?: unknown }[];
  }[];
}

export interface Weight {
  shape: number[];
  /** Row-major. */
  data: Float32Array;
}

/** The model isn't what its reader was written for. */
export class GraphModelError extends Error {
  override name = 'GraphModelError';
}

/**
 * @param shards One byte array per path of the manifest's groups, in order. Shards are slices of one stream.
 * @returns The float32 weights by name. Integer weights (shapes and axes of the graph) are left out.
 * @throws GraphModelError when the bytes don't fill the manifest exactly or a weight is quantised.
 */
export function readWeights(model: GraphModelJson, shards: readonly Uint8Array[]): Map<string, Weight> {
  const bytes = concatenate(shards);
  const weights = new Map<string, Weight>();
  let at = 0;
  for (const { name, shape, dtype, quantization } of model.weightsManifest.flatMap(
    (group) => group.weights,
  )) {
    if (quantization !== undefined || (dtype !== 'float32' && dtype !== 'int32')) {
      throw new GraphModelError(
        `Weight ${name} is ${dtype}, quantised or not: only plain 4-byte types are read.`,
      );
    }
    const length = shape.reduce((product, dimension) => product * dimension, 1);
    if (at + length * 4 > bytes.length) {
      throw new GraphModelError(`The shards end at byte ${bytes.length}, inside weight ${name}.`);
    }
    if (dtype === 'float32') weights.set(name, { shape, data: new Float32Array(bytes.buffer, at, length) });
    at += length * 4;
  }
  if (at !== bytes.length) {
    throw new GraphModelError(`The shards hold ${bytes.length} bytes, but the manifest names ${at}.`);
  }
  return weights;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
