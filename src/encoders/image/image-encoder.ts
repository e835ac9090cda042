/**
 * How pictures look, as an encoder: the plain reference, or the same formulas on the GPU where there is one that was
 * faster in a trial. TensorFlow.js on WASM takes about three times as long as plain TypeScript for this work
 * (docs/images-and-audio.md), so that backend isn't tried, and its files aren't loaded.
 */
import { chooseBackend, onDeviceLost } from '../../compute/backends.ts';
import type { Encoder, Raster } from '../encoder.ts';
import { Lifeline } from '../lifeline.ts';
import { describeRaster } from './describe.ts';
import { MADE_PICTURES } from './made-pictures.ts';
import { rowByRow } from './rows.ts';
import { LOOKS } from './stamps.ts';

/** Pictures in a batch on the GPU: about 100 MB of tensors at the most. */
const BATCH_SIZE = 16;

export interface ImageEncoderOptions {
  /** A monotonic clock, ms. */
  now: () => number;
}

/** Never fails for want of a GPU, nor when one is lost. */
export async function imageEncoder({ now }: ImageEncoderOptions): Promise<Encoder<Raster>> {
  const plain = rowByRow(LOOKS, describeRaster);
  return (await hasGpu()) ? ((await onGpu(plain, now)) ?? plain) : plain;
}

/** A software adapter is hundreds of times slower than none. */
async function hasGpu(): Promise<boolean> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  const adapter = await gpu?.requestAdapter().catch(() => null);
  return adapter != null && !adapter.info.isFallbackAdapter;
}

/** @returns null where the GPU gave wrong numbers or none, or was slower. */
async function onGpu(plain: Encoder<Raster>, now: () => number): Promise<Encoder<Raster> | null> {
  const { describeOnTensors } = await import('./image-tensors.ts');
  const from = now();
  const expected = await plain.encode(MADE_PICTURES);
  const plainMs = now() - from;
  const chosen = await chooseBackend({
    now,
    without: ['wasm', 'cpu'],
    trial: { run: () => describeOnTensors(MADE_PICTURES), expected },
  }).catch(() => null);
  const ms = chosen?.trials[0].ms ?? Number.POSITIVE_INFINITY;
  if (ms >= plainMs) return null;
  const line = new Lifeline();
  let lost = false;
  onDeviceLost((message) => {
    lost = true;
    line.end(new Error(message));
  });
  return {
    stamp: LOOKS,
    get backend() {
      return lost ? plain.backend : 'webgpu';
    },
    async encode(rasters, onProgress, signal) {
      const rows = new Float32Array(rasters.length * LOOKS.dimensions);
      for (let at = 0; at < rasters.length; at += BATCH_SIZE) {
        signal?.throwIfAborted();
        const batch = rasters.slice(at, at + BATCH_SIZE);
        const described = lost ? plain.encode(batch) : line.hold(describeOnTensors(batch));
        rows.set(
          await described.catch((error: unknown) => {
            if (!lost) throw error;
            return plain.encode(batch);
          }),
          at * LOOKS.dimensions,
        );
        onProgress?.(at + batch.length, rasters.length);
      }
      signal?.throwIfAborted();
      return rows;
    },
    dispose: async () => {},
  };
}
