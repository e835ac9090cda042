/** Reads the visitor's picture and makes a small one to show of it. Loaded with the first picture. */
import { readPicture } from '../engine/picture-reader.ts';
import type { PictureAsked } from '../engine/recommender.ts';
import type { EncoderStamp } from '../packs/pack.ts';

/** @returns `thumbnail` is an address of this page, to be revoked */
export async function readAndDraw(
  file: File,
  stamp: EncoderStamp,
): Promise<{ asked: PictureAsked; thumbnail: string }> {
  const { asked, raster } = await readPicture(file, stamp);
  const { width, height, data } = raster;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return { asked, thumbnail: URL.createObjectURL(small ?? file) };
}
