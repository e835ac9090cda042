/**
 * SVG to pixels, in a page: through an `<img>`, where a drawing's scripts don't run and nothing that it refers to is
 * fetched (SVG 2, secure static mode). It never becomes part of a document.
 */
import { MediaFileError } from '../encode-files.ts';
import type { Raster } from '../encoder.ts';
import { fittedSize, PICTURE_TYPES, readPictureHeader, svgRoot } from './picture-file.ts';
import { checkVisible } from './visible.ts';

/**
 * @param side Pixels of the longer side; `PICTURE_SIDE` where left out.
 * @throws MediaFileError
 */
export async function drawSvg(bytes: Uint8Array<ArrayBuffer>, side?: number): Promise<Raster> {
  const header = readPictureHeader(bytes);
  const { width, height } = fittedSize(header, side);
  const sized = withSize(new TextDecoder().decode(bytes), header, { width, height });
  const address = URL.createObjectURL(new Blob([sized], { type: PICTURE_TYPES.svg }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    // Drawing happens in this thread, tens of milliseconds for one with filters: what the visitor does comes first.
    await idle();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null)
      throw new MediaFileError('This browser gave no canvas to draw on. Close other tabs.');
    context.drawImage(image, 0, 0, width, height);
    return checkVisible({ width, height, data: context.getImageData(0, 0, width, height).data });
  } catch (error) {
    if (error instanceof MediaFileError) throw error;
    // Also a `SecurityError`: some browsers let no pixels be read of drawings with HTML inside.
    throw new MediaFileError('The SVG is damaged, or uses what can’t be drawn safely.', { cause: error });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Firefox draws nothing of an SVG whose root has no width and height. */
export function withSize(
  text: string,
  drawn: { width: number; height: number },
  size: { width: number; height: number },
): string {
  const root = svgRoot(text);
  if (root === null) return text;
  const bare = root.replace(/\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')/g, '');
  const box = /\sviewBox\s*=/.test(bare) ? '' : ` viewBox="0 0 ${drawn.width} ${drawn.height}"`;
  const sized = bare.replace(/^<svg/, `<svg width="${size.width}" height="${size.height}"${box}`);
  return text.replace(root, () => sized);
}

/** How long a drawing waits for a busy page, ms. */
const MOST_WAITING = 200;

/** Safari has no `requestIdleCallback`. */
function idle(): Promise<unknown> {
  if (typeof requestIdleCallback !== 'function') return new Promise((resolve) => setTimeout(resolve));
  return new Promise((resolve) => requestIdleCallback(resolve, { timeout: MOST_WAITING }));
}
