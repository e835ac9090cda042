/**
 * Reads a picture that the visitor shows, for the page: decoded and described in a worker of this site, by the encoder
 * that described the shop's pictures. Nothing of it leaves the page or is kept here.
 */
import type { Encoder, Raster } from '../encoders/encoder.ts';
import { drawSvg } from '../encoders/image/draw-svg.ts';
import { LEARNED_PICTURE_SIDE, PICTURE_SIDE } from '../encoders/image/picture-file.ts';
import { type MediaClient, startMediaWorker } from '../encoders/media-client.ts';
import { stampKey } from '../encoders/registry.ts';
import type { EncoderStamp } from '../packs/pack.ts';
import { BrowserEncoder } from './browser-encoder.ts';
import type { PictureAsked } from './recommender.ts';

/** The shop's pictures were described by an encoder that isn't here. */
export class NoSuchEncoder extends Error {
  override name = 'NoSuchEncoder';
  constructor(stamp: EncoderStamp) {
    super(
      `Pictures of this shop were described by ${stamp.id} ${stamp.revision}, which this page does not have.`,
    );
  }
}

export interface PictureRead {
  asked: PictureAsked;
  /** As it was seen: upright, and at most `LEARNED_PICTURE_SIDE` px a side. */
  raster: Raster;
}

let media: MediaClient | undefined;
let encoders: BrowserEncoder | undefined;

/**
 * @param stamp of the shop's pictures
 * @throws MediaFileError, whose message is for whoever chose the file; NoSuchEncoder, MediaWorkerFailure
 */
export async function readPicture(file: Blob, stamp: EncoderStamp): Promise<PictureRead> {
  media ??= startMediaWorker({ drawSvg });
  const builtIn = stampKey(media.images.stamp) === stampKey(stamp);
  const encoder = builtIn ? media.images : await learnedEncoder(stamp);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const raster = await media.decodePicture(bytes, builtIn ? PICTURE_SIDE : LEARNED_PICTURE_SIDE);
  return { asked: { stamp, vector: await encoder.encode([raster]) }, raster };
}

/** @throws NoSuchEncoder where the site doesn't serve it, or no longer */
async function learnedEncoder(stamp: EncoderStamp): Promise<Encoder<Raster>> {
  encoders ??= new BrowserEncoder(import.meta.env.BASE_URL);
  const encoder = await encoders.openLearned('image', stamp);
  if (encoder === null) throw new NoSuchEncoder(stamp);
  return encoder;
}
