/**
 * The worker of pictures and recordings: decodes files and describes what was decoded, a few a call.
 * `media-client.ts` is its other end.
 */
import '../compute/trusted-scripts.ts';
import * as Comlink from 'comlink';
import { audioEncoder } from './audio/audio-encoder.ts';
import { decodeRecording } from './audio/decode.ts';
import type { Clip, Encoder, Raster } from './encoder.ts';
import { decodePicture, encodePicture } from './image/decode.ts';
import { imageEncoder } from './image/image-encoder.ts';
import { paletteEncoder } from './image/palette-encoder.ts';

/** What a batch became, and what it was computed on. */
export interface Described {
  vectors: Float32Array;
  backend: Encoder['backend'];
}

let images: Promise<Encoder<Raster>> | undefined;

const sounds = audioEncoder();

const mediaWorker = {
  async decodePicture(bytes: Uint8Array<ArrayBuffer>, side?: number): Promise<Raster> {
    const raster = await decodePicture(bytes, side);
    return Comlink.transfer(raster, [raster.data.buffer as ArrayBuffer]);
  },

  smallPicture(raster: Raster): Promise<Blob> {
    return encodePicture(raster);
  },

  async describePictures(rasters: readonly Raster[]): Promise<Described> {
    images ??= imageEncoder({ now: () => performance.now() });
    return described(await images, rasters);
  },

  palettesOf(rasters: readonly Raster[]): Promise<Described> {
    return described(paletteEncoder, rasters);
  },

  async decodeRecording(bytes: Uint8Array<ArrayBuffer>): Promise<Clip> {
    const clip = await decodeRecording(bytes);
    return Comlink.transfer(clip, [clip.samples.buffer as ArrayBuffer]);
  },

  describeSounds(clips: readonly Clip[]): Promise<Described> {
    return described(sounds, clips);
  },
};

async function described<Input>(encoder: Encoder<Input>, inputs: readonly Input[]): Promise<Described> {
  const vectors = await encoder.encode(inputs);
  return Comlink.transfer({ vectors, backend: encoder.backend }, [vectors.buffer as ArrayBuffer]);
}

export type MediaWorker = typeof mediaWorker;

Comlink.expose(mediaWorker);
