/** Whether there is anything to see in a picture: one that is transparent throughout has no looks to describe. */
import { MediaFileError } from '../encode-files.ts';
import type { Raster } from '../encoder.ts';

/** Of 255. Less can't be told from nothing on any background. */
const SEEN = 8;

/** @throws MediaFileError */
export function checkVisible(raster: Raster): Raster {
  for (let at = 3; at < raster.data.length; at += 4) if (raster.data[at] >= SEEN) return raster;
  throw new MediaFileError('The picture is transparent throughout: there is nothing to see.');
}
