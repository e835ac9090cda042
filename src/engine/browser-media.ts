/**
 * Pictures and recordings in a browser, for an import: read in the worker of media, described by the learned encoder
 * that this site has for them or else by the built-in descriptors, and looked up in the cache of vectors first.
 */
import { MediaFileError } from '../encoders/encode-files.ts';
import { LEARNED_PICTURE_SIDE } from '../encoders/image/picture-file.ts';
import { MediaWorkerFailure, startMediaWorker } from '../encoders/media-client.ts';
import { openVectorCache } from '../encoders/vector-cache.ts';
import { BrowserEncoder } from './browser-encoder.ts';
import type { DrawSvg, MediaTools } from './media-import.ts';

/** The longer side of a picture on a card, pixels: as large as item pages show it. */
const CARD_SIDE = 480;

/** @param base The site's base path, such as `/`. */
export async function openMedia(base: string, drawSvg?: DrawSvg): Promise<MediaTools> {
  const media = startMediaWorker({ drawSvg: drawSvg && ((...call) => drawn(drawSvg(...call))) });
  const learned = new BrowserEncoder(base);
  const cache = await openVectorCache();
  const seeing = await learned.openLearned('image');
  const hearing = await learned.openLearned('audio');
  const side = seeing ? LEARNED_PICTURE_SIDE : undefined;
  return {
    looks: seeing ?? media.images,
    palettes: media.palettes,
    sounds: hearing ?? media.sounds,
    cache,
    decodePicture: (bytes) => fileByFile(media.decodePicture(bytes, side)),
    decodeRecording: (bytes) => fileByFile(media.decodeRecording(bytes)),
    cardPicture: async (bytes) =>
      fileByFile(media.smallPicture(await fileByFile(media.decodePicture(bytes, CARD_SIDE)))),
    readOwn,
    async dispose() {
      await Promise.all([media.dispose(), seeing?.dispose(), hearing?.dispose()]);
      cache.close();
    },
  };
}

/** A file that kills the worker is a bad file: the next one has a fresh worker. */
async function fileByFile<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof MediaWorkerFailure)) throw error;
    throw new MediaFileError(`The file could not be read here: ${error.message}`, { cause: error });
  }
}

/** Errors lose their class on the way from the page. */
async function drawn<T>(drawing: Promise<T>): Promise<T> {
  try {
    return await drawing;
  } catch (error) {
    throw new MediaFileError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function readOwn(address: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new MediaFileError(`This site has no such file: it answers ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof MediaFileError) throw error;
    throw new MediaFileError('The file did not arrive.', { cause: error });
  }
}
