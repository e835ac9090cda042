/**
 * Pictures to pixels in a browser's worker: first frames only, turned as their EXIF says, resized while they are
 * decoded. SVG, which workers can't decode, is drawn by the page (`draw-svg.ts`).
 */
import { MediaFileError } from '../encode-files.ts';
import type { Raster } from '../encoder.ts';
import { fittedSize, PICTURE_TYPES, readPictureHeader } from './picture-file.ts';
import { checkVisible } from './visible.ts';

/**
 * @param side Pixels of the longer side, or less of a smaller picture; `PICTURE_SIDE` where left out.
 * @throws MediaFileError
 */
export async function decodePicture(bytes: Uint8Array<ArrayBuffer>, side?: number): Promise<Raster> {
  const header = readPictureHeader(bytes);
  const { width, height } = fittedSize(header, side);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type: PICTURE_TYPES[header.kind] }), {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    });
  } catch (error) {
    throw new MediaFileError('The picture is damaged, or of a kind that this browser doesn’t decode.', {
      cause: error,
    });
  }
  return pixelsOf(bitmap);
}

/** Takes the picture over: it is closed. */
export function pixelsOf(bitmap: ImageBitmap): Raster {
  const { width, height } = bitmap;
  try {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null)
      throw new MediaFileError('This browser gave no canvas to draw on. Close other tabs.');
    context.drawImage(bitmap, 0, 0);
    return checkVisible({ width, height, data: context.getImageData(0, 0, width, height).data });
  } finally {
    bitmap.close();
  }
}

/** 0 to 1: below, flat colours show blocks. */
const QUALITY = 0.82;

/** A small file of it: WebP, or PNG where the browser can't write that. */
export async function encodePicture({ width, height, data }: Raster): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new MediaFileError('This browser gave no canvas to draw on. Close other tabs.');
  context.putImageData(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
}
