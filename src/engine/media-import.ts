/**
 * Pictures and recordings of a shop that somebody brings: files chosen with the catalog, also in zips, and addresses on
 * this site that the catalog names. They are matched to items, looked into before anything is built, and described
 * when it is. Nothing is fetched from elsewhere.
 */
import type { Item } from '../catalog/item.ts';
import { type LinkedNames, matchMedia } from '../catalog/match-media.ts';
import { counted, type ImportProblem } from '../catalog/problem.ts';
import { ZipError, zipEntries } from '../catalog/zip.ts';
import { LARGEST_RECORDING } from '../encoders/audio/recording-size.ts';
import { describePictures, describeRecordings } from '../encoders/describe-media.ts';
import { type FileVectors, type MediaFile, MediaFileError } from '../encoders/encode-files.ts';
import type { Clip, Encoder, Raster } from '../encoders/encoder.ts';
import { readPictureHeader } from '../encoders/image/picture-file.ts';
import type { ModalVectors } from '../packs/pack.ts';
import type { StoredPicture } from '../packs/shop-store.ts';

/** Draws an SVG, which only a page can; see `image/draw-svg.ts`. */
export type DrawSvg = (bytes: Uint8Array<ArrayBuffer>, side?: number) => Promise<Raster>;

/** What describing needs of the world. */
export interface MediaTools {
  looks: Encoder<Raster>;
  palettes: Encoder<Raster>;
  sounds: Encoder<Clip>;
  /** @throws MediaFileError */
  decodePicture(bytes: Uint8Array<ArrayBuffer>): Promise<Raster>;
  /** @throws MediaFileError */
  decodeRecording(bytes: Uint8Array<ArrayBuffer>): Promise<Clip>;
  /**
   * The picture as a card shows it: small, of one frame, and without what cameras write beside it.
   * @throws MediaFileError
   */
  cardPicture(bytes: Uint8Array<ArrayBuffer>): Promise<Blob>;
  cache?: FileVectors;
  /**
   * A file of this site.
   * @throws MediaFileError
   */
  readOwn(address: string): Promise<Uint8Array<ArrayBuffer>>;
  dispose(): Promise<void>;
}

/** A file that was brought, by itself or in a zip. */
interface BroughtFile extends MediaFile {
  size: number;
}

export interface MatchedFiles {
  /** One an item; null where none was brought. */
  pictures: (MediaFile | null)[];
  recordings: (MediaFile | null)[];
  /** Files that belong to no item. */
  unused: number;
  problems: ImportProblem[];
}

export interface MediaOfShop {
  images?: ModalVectors;
  sounds?: ModalVectors;
  /** Of files that were brought, for the shop's cards. */
  cards: StoredPicture[];
  /** Files that turned out to be unreadable. */
  unreadable: number;
}

/** All pictures that are kept for cards: 4,000 have about 80 MB. */
const MOST_KEPT_BYTES = 128 * 2 ** 20;

/** Shares of the work: recordings take longer each, and are fewer. */
const SHARES = { pictures: 0.5, cards: 0.3, recordings: 0.2 };

/**
 * Matches files to items, and looks whether the pictures are some: what can be said before the shop is built.
 * @param onProgress told the share that is done
 */
export async function matchFiles(
  files: readonly File[],
  items: readonly Item[],
  links: ReadonlyMap<string, LinkedNames>,
  onProgress: (share: number) => void,
): Promise<MatchedFiles> {
  const { brought, problems } = await opened(files);
  const matched = matchMedia(items, links, brought);
  const looked = new Map<MediaFile, boolean>();
  const pictures: (MediaFile | null)[] = [];
  for (const [i, file] of matched.pictures.entries()) {
    onProgress(i / items.length);
    if (file === null || looked.has(file)) {
      pictures.push(file !== null && looked.get(file) === true ? file : null);
      continue;
    }
    const problem = await pictureProblem(file);
    if (problem !== null) problems.push(problemOf(file.name, problem));
    looked.set(file, problem === null);
    pictures.push(problem === null ? file : null);
  }
  return { pictures, recordings: matched.recordings, unused: matched.unused.length, problems };
}

/** Describes what items have: what was brought with them, or else what they name on this site. */
export async function describeMedia(
  items: readonly Item[],
  matched: Pick<MatchedFiles, 'pictures' | 'recordings'>,
  tools: MediaTools,
  tell: (phase: string, share: number) => void,
): Promise<MediaOfShop> {
  const { looks, palettes, sounds, cache } = tools;
  const own = (address: string | null | undefined): MediaFile | null =>
    address ? { name: address, bytes: () => tools.readOwn(address) } : null;
  const pictures = await describePictures(
    items.map(({ image }, i) => matched.pictures[i] ?? own(image)),
    { looks, palettes, cache, decode: tools.decodePicture },
    (done, total) =>
      tell(`Looking at ${counted(total, 'picture', 'pictures')}`, (SHARES.pictures * done) / total),
  );
  const cards = await cardsOf(items, matched.pictures, pictures.modal, tools, (share) =>
    tell('Making small copies of pictures', SHARES.pictures + SHARES.cards * share),
  );
  const recordings = await describeRecordings(
    items.map(({ audio }, i) => matched.recordings[i] ?? own(audio)),
    { sounds, cache, decode: tools.decodeRecording },
    (done, total) =>
      tell(
        `Listening to ${counted(total, 'recording', 'recordings')}`,
        1 - SHARES.recordings + (SHARES.recordings * done) / total,
      ),
  );
  return {
    ...(pictures.modal && { images: pictures.modal }),
    ...(recordings.modal && { sounds: recordings.modal }),
    cards,
    unreadable: pictures.problems.length + recordings.problems.length,
  };
}

/** Small copies of the pictures that were brought, as many as there is room for. */
async function cardsOf(
  items: readonly Item[],
  files: readonly (MediaFile | null)[],
  described: ModalVectors | null,
  { cardPicture }: MediaTools,
  onProgress: (share: number) => void,
): Promise<StoredPicture[]> {
  const cards: StoredPicture[] = [];
  const made = new Map<MediaFile, Blob>();
  let bytes = 0;
  for (const [i, file] of files.entries()) {
    if (file === null || described?.present[i] !== 1) continue;
    if (bytes > MOST_KEPT_BYTES) break;
    const picture = made.get(file) ?? (await cardPicture(await file.bytes()));
    made.set(file, picture);
    bytes += picture.size;
    cards.push({ item: items[i].id, picture });
    onProgress(i / files.length);
  }
  return cards;
}

/** Zips are told by their first bytes, and opened. */
async function opened(
  files: readonly File[],
): Promise<{ brought: BroughtFile[]; problems: ImportProblem[] }> {
  const brought: BroughtFile[] = [];
  const problems: ImportProblem[] = [];
  for (const file of files) {
    const [p, k, three] = new Uint8Array(await file.slice(0, 3).arrayBuffer());
    if (p !== 0x50 || k !== 0x4b || three !== 3) {
      brought.push(bounded(file.name, file.size, async () => new Uint8Array(await file.arrayBuffer())));
      continue;
    }
    try {
      for (const entry of await zipEntries(file))
        brought.push(bounded(entry.name, entry.size, () => entry.bytes()));
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
      problems.push(problemOf(file.name, error.message));
    }
  }
  return { brought, problems };
}

/** Refuses what is too large before it is read, and a file that is gone since it was chosen. */
function bounded(name: string, size: number, read: () => Promise<Uint8Array<ArrayBuffer>>): BroughtFile {
  return {
    name,
    size,
    async bytes() {
      if (size > LARGEST_RECORDING)
        throw new MediaFileError(`The file has ${Math.round(size / 2 ** 20)} MB, which is too large.`);
      try {
        return await read();
      } catch (error) {
        if (error instanceof ZipError) throw new MediaFileError(error.message, { cause: error });
        throw new MediaFileError('The file can’t be read any more. Choose it again.', { cause: error });
      }
    },
  };
}

async function pictureProblem(file: MediaFile): Promise<string | null> {
  try {
    readPictureHeader(await file.bytes());
    return null;
  } catch (error) {
    if (error instanceof MediaFileError) return error.message;
    throw error;
  }
}

function problemOf(file: string, message: string): ImportProblem {
  return { file, line: null, field: null, message, fix: 'Until then, it is left out.' };
}
