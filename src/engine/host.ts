/**
 * Host: everything the engine needs of the world it runs in (clock, storage, files, other workers), so that
 * a browser, a test and Node can each lend their own.
 */

import type { Encoder } from '../encoders/encoder.ts';
import type { HistoryStore } from '../history/store.ts';
import type { EncoderStamp } from '../packs/pack.ts';
import type { StoredShop } from '../packs/shop-store.ts';
import type { DrawSvg } from './media-import.ts';
import type { EncoderState, ImportCheck, ImportRequest, LongProgress } from './recommender.ts';
import type { Projector } from './taste-map.ts';

/** The encoder before it is loaded: the first text loads it, and that may fail. */
export interface EncoderHandle {
  /**
   * The default encoder of this site. Its model is loaded with its first text, not here.
   * @param keep False: what it encodes leaves nothing on this device.
   */
  open(keep: boolean): Promise<Encoder>;
  /**
   * The encoder of texts that shares a space with vectors of that stamp, such as of pictures that CLIP described: what it
   * makes of a text may be compared with them.
   * @returns null where this site has none; the built-in descriptors know no words.
   */
  openTowards(stamp: EncoderStamp, keep: boolean): Promise<Encoder | null>;
  onState(listener: (state: EncoderState, progress: { loaded: number; total: number } | null) => void): void;
  /** Forgets cached vectors: texts that the visitor typed are among them. */
  clearCache(): Promise<void>;
}

/** Reads and trains a shop of one's own, apart from the engine. */
export interface Importer {
  check(files: File[], onProgress: (progress: LongProgress) => void, media?: File[]): Promise<ImportCheck>;
  /** Trains, stores, and gives back the shop's id. */
  run(
    request: ImportRequest,
    onProgress: (progress: LongProgress) => void,
    drawSvg?: DrawSvg,
  ): Promise<string>;
  /** Ends the work wherever it is. */
  cancel(): Promise<void>;
}

export interface Host {
  /** Epoch ms. */
  now(): number;
  /** Minutes that local time is ahead of UTC at `at`. */
  utcOffset(at: number): number;
  /** What it runs on, as far as that can be told. */
  device?: 'phone' | 'desktop';
  /** A monotone clock for durations, ms. */
  timer(): number;
  newId(): string;
  openHistory(): Promise<HistoryStore>;
  /** Whether the browser promises to keep the data; asks it to. */
  persist(): Promise<boolean>;
  /** A file of the demo shop, by its path below `/shop/`. */
  readDemo(path: string): Promise<ArrayBuffer>;
  loadShop(id: string): Promise<StoredShop | null>;
  /** Addresses of the pictures that were stored with a shop, by item; those of a shop opened before end. */
  pictureAddresses?(id: string): Promise<ReadonlyMap<string, string>>;
  /** Drops every stored shop but this one. */
  keepOnlyShop(id: string): Promise<void>;
  /** Where TensorFlow.js finds its files. */
  wasmPath: string | undefined;
  /** Asks for a fresh engine in place of this one: its GPU device was lost, and can't come back in here. */
  restart(): void;
  encoder: EncoderHandle;
  importer: Importer;
  projector: Projector;
}
