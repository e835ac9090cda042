/**
 * A catalog's pictures and recordings as `ModalVectors`: pictures are decoded once, for how they look and for their main
 * colours. The same in Node, in a browser and in tests: encoders, decoders and the cache are arguments.
 */
import { type EncoderStamp, type ModalVectors, PALETTE_COLOURS } from '../packs/pack.ts';
import { encodeFiles, type FileVectors, type MediaFile, type MediaProblem } from './encode-files.ts';
import type { Clip, Encoder, Raster } from './encoder.ts';

export interface PictureTools {
  looks: Encoder<Raster>;
  palettes: Encoder<Raster>;
  /** @throws MediaFileError */
  decode(bytes: Uint8Array<ArrayBuffer>): Promise<Raster>;
  cache?: FileVectors;
}

export interface RecordingTools {
  sounds: Encoder<Clip>;
  /** @throws MediaFileError */
  decode(bytes: Uint8Array<ArrayBuffer>): Promise<Clip>;
  cache?: FileVectors;
}

export interface DescribedMedia {
  /** Null where no item has a file that could be read. */
  modal: ModalVectors | null;
  problems: MediaProblem[];
}

type Progress = (done: number, total: number) => void;

/** @param files one an item, null where it has none */
export async function describePictures(
  files: readonly (MediaFile | null)[],
  { looks, palettes, decode, cache }: PictureTools,
  onProgress?: Progress,
  signal?: AbortSignal,
): Promise<DescribedMedia> {
  const encoder = beside(looks, palettes);
  const { vectors, present, problems } = await encodeFiles(
    files,
    { encoder, cache, decode: (bytes) => decode(bytes) },
    onProgress,
    signal,
  );
  const [ours, theirs] = split(vectors, [looks.stamp.dimensions, PALETTE_COLOURS * 4]);
  return modalOf(looks.stamp, ours, present, problems, theirs);
}

export async function describeRecordings(
  files: readonly (MediaFile | null)[],
  { sounds, decode, cache }: RecordingTools,
  onProgress?: Progress,
  signal?: AbortSignal,
): Promise<DescribedMedia> {
  const tools = { encoder: sounds, cache, decode: (bytes: Uint8Array<ArrayBuffer>) => decode(bytes) };
  const { vectors, present, problems } = await encodeFiles(files, tools, onProgress, signal);
  return modalOf(sounds.stamp, vectors, present, problems);
}

function modalOf(
  stamp: EncoderStamp,
  vectors: Float32Array,
  present: Uint8Array,
  problems: MediaProblem[],
  palettes?: Float32Array,
): DescribedMedia {
  const some = present.includes(1);
  return { modal: some ? { stamp, vectors, present, ...(palettes && { palettes }) } : null, problems };
}

/** Two encoders as one whose rows hold both: one decoding a file, and one entry of the cache. */
function beside<Input>(one: Encoder<Input>, other: Encoder<Input>): Encoder<Input> {
  const [d, e] = [one.stamp.dimensions, other.stamp.dimensions];
  const joined = (key: 'id' | 'revision') => `${one.stamp[key]}+${other.stamp[key]}`;
  return {
    stamp: { ...one.stamp, id: joined('id'), revision: joined('revision'), dimensions: d + e },
    backend: one.backend,
    async encode(inputs, _onProgress, signal) {
      const first = await one.encode(inputs, undefined, signal);
      const second = await other.encode(inputs, undefined, signal);
      const rows = new Float32Array(inputs.length * (d + e));
      inputs.forEach((_, i) => {
        rows.set(first.subarray(i * d, (i + 1) * d), i * (d + e));
        rows.set(second.subarray(i * e, (i + 1) * e), i * (d + e) + d);
      });
      return rows;
    },
    dispose: async () => {},
  };
}

/** @param widths of the matrices that lie beside each other */
function split(matrix: Float32Array, widths: readonly [number, number]): [Float32Array, Float32Array] {
  const whole = widths[0] + widths[1];
  const rows = matrix.length / whole;
  const parts: [Float32Array, Float32Array] = [
    new Float32Array(rows * widths[0]),
    new Float32Array(rows * widths[1]),
  ];
  for (let row = 0; row < rows; row++) {
    parts[0].set(matrix.subarray(row * whole, row * whole + widths[0]), row * widths[0]);
    parts[1].set(matrix.subarray(row * whole + widths[0], (row + 1) * whole), row * widths[1]);
  }
  return parts;
}
