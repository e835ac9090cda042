/**
 * Pictures that the visitor searches by, for as long as this page is open. An address only names one (`picture=k3f-1`),
 * so that going back finds it; the pictures themselves are in no address, no history and no storage, and whoever comes
 * after finds none.
 */
import { useSyncExternalStore } from 'react';
import type { PictureAsked } from '../engine/recommender.ts';
import type { EncoderStamp } from '../packs/pack.ts';

interface Named {
  token: string;
  /** Of the file. */
  name: string;
}

export type OwnPicture = Named &
  (
    | { state: 'reading' }
    | { state: 'ready'; asked: PictureAsked; thumbnail: string }
    /** Why, in a sentence about the file; null where it isn't the file's fault. */
    | { state: 'failed'; problem: string | null }
  );

/** Older ones are let go of. */
const KEPT = 8;

/** Another page's names are no names here: a link that was passed on must not find somebody else's picture. */
const PAGE = Math.round(performance.timeOrigin).toString(36);

const pictures = new Map<string, OwnPicture>();
const listeners = new Set<() => void>();
let taken = 0;

function keep(picture: OwnPicture): void {
  pictures.set(picture.token, picture);
  for (const token of pictures.keys()) {
    if (pictures.size <= KEPT) break;
    letGo(token);
  }
  for (const listener of listeners) listener();
}

function letGo(token: string): void {
  const picture = pictures.get(token);
  if (picture?.state === 'ready') URL.revokeObjectURL(picture.thumbnail);
  pictures.delete(token);
}

/**
 * Begins to read a picture.
 * @param stamp of the shop's pictures
 * @returns its name for the address
 */
export function takePicture(file: File, stamp: EncoderStamp): string {
  taken += 1;
  const named: Named = { token: `${PAGE}-${taken}`, name: file.name };
  keep({ ...named, state: 'reading' });
  void read(file, stamp, named);
  return named.token;
}

async function read(file: File, stamp: EncoderStamp, named: Named): Promise<void> {
  let picture: OwnPicture;
  try {
    const { readAndDraw } = await import('./read-picture.ts');
    picture = { ...named, state: 'ready', ...(await readAndDraw(file, stamp)) };
  } catch (error) {
    const problem = error instanceof Error && error.name === 'MediaFileError' ? error.message : null;
    picture = { ...named, state: 'failed', problem };
  }
  // Forgotten meanwhile.
  if (pictures.has(named.token)) keep(picture);
  else if (picture.state === 'ready') URL.revokeObjectURL(picture.thumbnail);
}

export function forgetPictures(): void {
  for (const token of [...pictures.keys()]) letGo(token);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Undefined where this page has none of that name (any more). */
export function useOwnPicture(token: string | null): OwnPicture | undefined {
  return useSyncExternalStore(subscribe, () => pictures.get(token ?? ''));
}

/** The first picture among what was dropped or pasted. */
export function pictureIn(transfer: DataTransfer | null): File | undefined {
  return [...(transfer?.files ?? [])].find(({ type }) => type.startsWith('image/'));
}
