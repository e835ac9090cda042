/**
 * Bytes of a pack's files: arrays of numbers one after another, little-endian, as every platform that runs a
 * browser stores them. What the numbers mean is said in artefacts.ts.
 */

export type NumberArray =
  | Int8Array
  | Uint8Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;
/** A constructor of views on a buffer. */
export type ArrayOf<T extends NumberArray> = {
  new (buffer: ArrayBuffer): T;
  BYTES_PER_ELEMENT: number;
};

/** Collects arrays and joins them. */
export class ByteWriter {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  write(values: NumberArray): this {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.parts.push(bytes);
    this.length += bytes.length;
    return this;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const joined = new Uint8Array(this.length);
    let at = 0;
    for (const bytes of this.parts) {
      joined.set(bytes, at);
      at += bytes.length;
    }
    return joined;
  }
}

/** A file ended too early or too late, or holds what cannot be. */
export class MalformedBytes extends Error {
  override name = 'MalformedBytes';
}

/** Takes arrays off the front. Copies, so that no array keeps the file alive or needs it aligned. */
export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** @throws MalformedBytes */
  read<T extends NumberArray>(type: ArrayOf<T>, count: number): T {
    const end = this.at + count * type.BYTES_PER_ELEMENT;
    if (end > this.bytes.length) throw new MalformedBytes('it ends too early');
    const values = new type(this.bytes.slice(this.at, end).buffer);
    this.at = end;
    return values;
  }

  /** @throws MalformedBytes when a number is infinite or NaN */
  readFinite<T extends Float32Array | Float64Array>(type: ArrayOf<T>, count: number): T {
    const values = this.read(type, count);
    if (!values.every(Number.isFinite)) throw new MalformedBytes('it holds a number that is not finite');
    return values;
  }

  /** Bytes that are left. */
  left(): number {
    return this.bytes.length - this.at;
  }

  /** @throws MalformedBytes when anything is left */
  end(): void {
    if (this.at !== this.bytes.length) throw new MalformedBytes('it goes on after its end');
  }
}
