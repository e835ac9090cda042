/**
 * Pictures to pixels in Node, as `src/encoders/image/decode.ts` does in browsers: the same files, limits and size.
 * SVG is drawn by librsvg, which runs no scripts and fetches nothing.
 */
import sharp from 'sharp';
import { MediaFileError } from '../src/encoders/encode-files.ts';
import type { Raster } from '../src/encoders/encoder.ts';
import { fittedSize, MOST_PIXELS, readPictureHeader } from '../src/encoders/image/picture-file.ts';
import { checkVisible } from '../src/encoders/image/visible.ts';

/** Dots an inch at which librsvg draws an SVG's pixels as pixels. */
const PLAIN_DENSITY = 72;

/**
 * @param side Pixels of the longer side, or less of a smaller picture; `PICTURE_SIDE` where left out.
 * @throws MediaFileError
 */
export async function decodePicture(bytes: Uint8Array, side?: number): Promise<Raster> {
  const header = readPictureHeader(bytes);
  const { width, height } = fittedSize(header, side);
  // An SVG is drawn at about the size wanted, not small and then blown up; sharp allows 1 to 100,000.
  const density =
    header.kind === 'svg'
      ? Math.min(
          1e5,
          Math.max(1, (PLAIN_DENSITY * Math.max(width, height)) / Math.max(header.width, header.height)),
        )
      : undefined;
  try {
    const { data } = await sharp(bytes, { density, limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize(width, height, { fit: 'fill' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return checkVisible({ width, height, data: new Uint8ClampedArray(data) });
  } catch (error) {
    if (error instanceof MediaFileError) throw error;
    throw new MediaFileError('The picture is damaged. Copy or save it again.', { cause: error });
  }
}
