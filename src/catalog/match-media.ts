/**
 * Which of the pictures and recordings that somebody brings belong to which item: by the file's name, which is the one
 * that the feed's link ends with, or the item's own id. Looks into no file. Pure.
 */
import type { Item } from './item.ts';

/** The last part of the links to an item's picture and recording as a feed has them, wherever they lead. */
export interface LinkedNames {
  image?: string;
  audio?: string;
}

export interface MatchedMedia<T> {
  /** One an item, in their order; null where none was brought. */
  pictures: (T | null)[];
  recordings: (T | null)[];
  /** Files that no item has. */
  unused: T[];
}

const RECORDING = /\.(mp3|wav|wave|ogg|oga|opus|flac|m4a|aac)$/i;

/**
 * The same name with another ending will do (a feed says `mug.png`, the folder has `mug.webp`); of several that fit, the
 * one with the right ending is taken, then the first.
 */
export function matchMedia<T extends { name: string }>(
  items: readonly Pick<Item, 'id'>[],
  links: ReadonlyMap<string, LinkedNames>,
  files: readonly T[],
): MatchedMedia<T> {
  const pictures = new Shelf(files.filter(({ name }) => !RECORDING.test(name)));
  const recordings = new Shelf(files.filter(({ name }) => RECORDING.test(name)));
  const used = new Set<T>();
  const of = (shelf: Shelf<T>, modality: keyof LinkedNames) =>
    items.map(({ id }) => {
      const link = links.get(id)?.[modality];
      const file = (link === undefined ? null : shelf.find(link)) ?? shelf.find(id);
      if (file !== null) used.add(file);
      return file;
    });
  const matched = { pictures: of(pictures, 'image'), recordings: of(recordings, 'audio') };
  return { ...matched, unused: files.filter((file) => !used.has(file)) };
}

/** The name of the file that an address leads to; '' where it leads to none. */
export function linkedName(address: string): string {
  const path = address.trim().split(/[?#]/)[0];
  const last = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

class Shelf<T extends { name: string }> {
  readonly #byName = new Map<string, T>();
  readonly #byStem = new Map<string, T>();

  constructor(files: readonly T[]) {
    for (const file of files) {
      const name = keyOf(file.name.slice(file.name.lastIndexOf('/') + 1));
      if (!this.#byName.has(name)) this.#byName.set(name, file);
      if (!this.#byStem.has(stemOf(name))) this.#byStem.set(stemOf(name), file);
    }
  }

  /** An id may hold what no file's name can, or a point: it is looked for as it is before an ending is taken off. */
  find(name: string): T | null {
    const key = keyOf(name);
    return this.#byName.get(key) ?? this.#byStem.get(key) ?? this.#byStem.get(stemOf(key)) ?? null;
  }
}

/** Systems differ in case, in how they write accents, and in what they let stand in a name. */
function keyOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[/\\:*?"<>|]/g, '_');
}

function stemOf(name: string): string {
  return name.replace(/\.[a-z0-9]{2,5}$/, '');
}
