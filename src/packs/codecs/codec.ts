/**
 * Codec: how one artefact becomes bytes and back.
 */
import type { Bits } from '../pack.ts';

/** What the manifest knows and a codec needs. */
export interface Shape {
  items: number;
  /** Of the vectors. */
  dimensions: number;
  /** For artefacts that are rounded, when they are written; a file says its own. */
  bits: Bits;
}

export interface Codec<T> {
  encode(value: T, shape: Shape): Uint8Array<ArrayBuffer>;
  /** @throws MalformedBytes */
  decode(bytes: Uint8Array, shape: Omit<Shape, 'bits'>): T;
}
