/**
 * Files of pictures or recordings to vectors: what was computed before comes from the cache, the rest is decoded and
 * encoded a few at a time, and a file that can't be read is told of while the others go on.
 */
import type { EncoderStamp } from '../packs/pack.ts';
import type { Encoder } from './encoder.ts';
import type { Content } from './vector-cache.ts';

export interface MediaFile {
  /** As a person knows it: for messages. */
  name: string;
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

/** A file that is no picture or recording, or one that is too large; the message is for its owner. */
export class MediaFileError extends Error {
  override name = 'MediaFileError';
}

export interface MediaProblem {
  /** Place in the list of files. */
  file: number;
  name: string;
  message: string;
}

export interface EncodedFiles {
  /** files.length x stamp.dimensions; unit rows where `present`. */
  vectors: Float32Array;
  /** 1 where there is a vector. */
  present: Uint8Array;
  problems: MediaProblem[];
}

/** What is asked of `VectorCache`. */
export interface FileVectors {
  get(stamp: EncoderStamp, contents: readonly Content[]): Promise<(Float32Array | undefined)[]>;
  put(stamp: EncoderStamp, contents: readonly Content[], vectors: Float32Array): Promise<void>;
}

export interface MediaTools<Input> {
  encoder: Encoder<Input>;
  /** @throws MediaFileError */
  decode(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Input>;
  cache?: FileVectors;
}

/** Files held decoded at a time: bounds memory, and what an interrupted run loses. */
const SLICE = 16;

/**
 * @param files null where an item has none
 * @throws the signal's reason
 */
export async function encodeFiles<Input>(
  files: readonly (MediaFile | null)[],
  { encoder, decode, cache }: MediaTools<Input>,
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<EncodedFiles> {
  const { stamp } = encoder;
  const encoded: EncodedFiles = {
    vectors: new Float32Array(files.length * stamp.dimensions),
    present: new Uint8Array(files.length),
    problems: [],
  };
  const wanted = files.flatMap((file, at) => (file === null ? [] : [{ file, at }]));
  const keep = (at: number, vector: Float32Array) => {
    encoded.vectors.set(vector, at * stamp.dimensions);
    encoded.present[at] = 1;
  };
  for (let from = 0; from < wanted.length; from += SLICE) {
    signal?.throwIfAborted();
    const slice: { at: number; name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
    const fail = (at: number, name: string, error: unknown) => {
      if (!(error instanceof MediaFileError)) throw error;
      encoded.problems.push({ file: at, name, message: error.message });
    };
    for (const { file, at } of wanted.slice(from, from + SLICE)) {
      try {
        slice.push({ at, name: file.name, bytes: await file.bytes() });
      } catch (error) {
        fail(at, file.name, error);
      }
    }
    const known = await cache?.get(
      stamp,
      slice.map(({ bytes }) => bytes),
    );
    const fresh: { at: number; bytes: Uint8Array<ArrayBuffer>; input: Input }[] = [];
    for (const [i, { at, name, bytes }] of slice.entries()) {
      const vector = known?.[i];
      if (vector) {
        keep(at, vector);
        continue;
      }
      try {
        fresh.push({ at, bytes, input: await decode(bytes, name) });
      } catch (error) {
        fail(at, name, error);
      }
    }
    if (fresh.length > 0) {
      const vectors = await encoder.encode(
        fresh.map(({ input }) => input),
        undefined,
        signal,
      );
      fresh.forEach(({ at }, i) => {
        keep(at, vectors.subarray(i * stamp.dimensions, (i + 1) * stamp.dimensions));
      });
      await cache?.put(
        stamp,
        fresh.map(({ bytes }) => bytes),
        vectors,
      );
    }
    onProgress?.(Math.min(from + SLICE, wanted.length), wanted.length);
  }
  return encoded;
}
