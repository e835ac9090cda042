/**
 * How a catalog's pictures look and its recordings sound, described in Node from files beside the catalog: by the
 * encoders that this site has installed for them, or else by the same descriptors as in browsers. A file that can't be
 * read is told of, and its item has no vector.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Catalog, Item } from '../src/catalog/item.ts';
import { type LinkedNames, matchMedia } from '../src/catalog/match-media.ts';
import { audioEncoder } from '../src/encoders/audio/audio-encoder.ts';
import { decodeRecording } from '../src/encoders/audio/decode.ts';
import { LARGEST_RECORDING } from '../src/encoders/audio/recording-size.ts';
import { describePictures, describeRecordings } from '../src/encoders/describe-media.ts';
import { type MediaFile, MediaFileError, type MediaProblem } from '../src/encoders/encode-files.ts';
import { imageEncoder } from '../src/encoders/image/image-encoder.ts';
import { paletteEncoder } from '../src/encoders/image/palette-encoder.ts';
import { LEARNED_PICTURE_SIDE, PICTURE_SIDE } from '../src/encoders/image/picture-file.ts';
import { learnedNodeEncoder } from '../src/encoders/node-encoder.ts';
import type { ModalVectors } from '../src/packs/pack.ts';
import { decodePicture } from './decode-picture.ts';

export interface MediaVectors {
  /** Absent where no item has such a file that could be read. */
  images?: ModalVectors;
  sounds?: ModalVectors;
  problems: MediaProblem[];
}

/** @param root the folder that addresses such as `/shop/art/x.svg` start from */
export function mediaVectors({ items }: Catalog, root: string): Promise<MediaVectors> {
  const filesOf = (address: (item: Item) => string | null | undefined) =>
    items.map((item): MediaFile | null => {
      const path = address(item);
      return path ? fileOn(join(root, path), path) : null;
    });
  return vectorsOf({
    pictures: filesOf(({ image }) => image),
    recordings: filesOf(({ audio }) => audio),
  });
}

/** What a folder has for a catalog's items, by the names of its files. */
export interface MediaOfFolder {
  /** One an item; null where there is none. */
  pictures: (MediaFile | null)[];
  recordings: (MediaFile | null)[];
  /** Files that belong to no item. */
  unused: number;
}

/** @param links of `readItems` */
export async function mediaInFolder(
  { items }: Catalog,
  links: ReadonlyMap<string, LinkedNames>,
  folder: string,
): Promise<MediaOfFolder> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => fileOn(join(parentPath, name), relative(folder, join(parentPath, name))))
    // Folders are read in any order, and of two that fit the first is taken.
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { pictures, recordings, unused } = matchMedia(items, links, files);
  return { pictures, recordings, unused: unused.length };
}

/** @throws the signal's reason */
export async function vectorsOf(
  { pictures, recordings }: Omit<MediaOfFolder, 'unused'>,
  onProgress?: (share: number) => void,
  signal?: AbortSignal,
): Promise<MediaVectors> {
  const learned = await learnedNodeEncoder('image');
  const looks = learned ?? (await imageEncoder({ now: () => performance.now() }));
  const side = learned ? LEARNED_PICTURE_SIDE : PICTURE_SIDE;
  const seen = await describePictures(
    pictures,
    { looks, palettes: paletteEncoder, decode: (bytes) => decodePicture(bytes, side) },
    (done, total) => onProgress?.((PICTURES * done) / total),
    signal,
  );
  await looks.dispose();
  const sounds = (await learnedNodeEncoder('audio')) ?? audioEncoder();
  const heard = await describeRecordings(
    recordings,
    { sounds, decode: decodeRecording },
    (done, total) => onProgress?.(PICTURES + ((1 - PICTURES) * done) / total),
    signal,
  );
  await sounds.dispose();
  return {
    ...(seen.modal && { images: seen.modal }),
    ...(heard.modal && { sounds: heard.modal }),
    problems: [...seen.problems, ...heard.problems],
  };
}

/** Their share of the work, where there are both. */
const PICTURES = 0.7;

function fileOn(path: string, name: string): MediaFile {
  return {
    name,
    async bytes() {
      // Nothing that is read has more, and a film in the folder must not fill memory.
      const { size } = await stat(path);
      if (size > LARGEST_RECORDING)
        throw new MediaFileError(`The file has ${Math.round(size / 2 ** 20)} MB, which is too large.`);
      return new Uint8Array(await readFile(path));
    },
  };
}
