/**
 * Vectors already computed on this device, in IndexedDB, keyed by the encoder's stamp and the SHA-256 of a text or of a
 * file's bytes: neither is itself stored. A cache only: where storage is refused or full, vectors are computed
 * again. Rows are Float32, so a cached vector equals a fresh one bit for bit.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { EncoderStamp } from '../packs/pack.ts';
import type { Encoder } from './encoder.ts';
import { stampKey } from './registry.ts';

const DATABASE = 'inkling-vectors';

/** 123 MB of vectors of 512 numbers: more items than a catalog that is scored whole may have. */
const MOST_VECTORS = 60_000;

/** Room that one clean-up makes, so that not every write needs one. */
const KEPT_AFTER_CLEANUP = 0.9;

/** A vector read within this time isn't marked as read again: most reads then write nothing. */
const REMARK_MS = 24 * 60 * 60 * 1000;

/** What a vector is of: a text, or the bytes of a picture's or a recording's file. */
export type Content = string | Uint8Array<ArrayBuffer>;

/** Texts encoded between two writes: what an interrupted run may lose. */
const SLICE = 256;

interface Schema extends DBSchema {
  vectors: {
    key: string;
    value: { vector: Float32Array; usedAt: number };
    indexes: { usedAt: number };
  };
  devices: { key: string; value: string };
}

export interface VectorCacheOptions {
  most?: number;
  now?: () => number;
}

/** @returns A cache that works, or one that remembers nothing where IndexedDB or Web Crypto is refused. */
export async function openVectorCache(options: VectorCacheOptions = {}): Promise<VectorCache> {
  try {
    if (crypto.subtle === undefined) return new VectorCache(null, options);
    const database = await openDB<Schema>(DATABASE, 1, {
      upgrade(db) {
        db.createObjectStore('vectors').createIndex('usedAt', 'usedAt');
        db.createObjectStore('devices');
      },
      // Another tab wants to change or delete the database: it may.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new VectorCache(database, options);
  } catch {
    return new VectorCache(null, options);
  }
}

export class VectorCache {
  private database: IDBPDatabase<Schema> | null;
  private readonly most: number;
  private readonly now: () => number;

  /** Use `openVectorCache`. */
  constructor(
    database: IDBPDatabase<Schema> | null,
    { most = MOST_VECTORS, now = Date.now }: VectorCacheOptions,
  ) {
    this.database = database;
    this.most = most;
    this.now = now;
  }

  /** Whether vectors are kept at all. */
  get available(): boolean {
    return this.database !== null;
  }

  /** @returns One entry a content, undefined where there is none. */
  async get(stamp: EncoderStamp, contents: readonly Content[]): Promise<(Float32Array | undefined)[]> {
    if (this.database === null || contents.length === 0) return contents.map(() => undefined);
    const keys = await Promise.all(contents.map((content) => keyOf(stamp, content)));
    const stale: { key: string; vector: Float32Array }[] = [];
    const found = await this.attempt(async (database) => {
      const { store } = database.transaction('vectors');
      const entries = await Promise.all(keys.map((key) => store.get(key)));
      entries.forEach((entry, i) => {
        if (entry && this.now() - entry.usedAt > REMARK_MS)
          stale.push({ key: keys[i], vector: entry.vector });
      });
      return entries.map((entry) => entry?.vector);
    });
    if (stale.length > 0) await this.write(stale);
    return found ?? contents.map(() => undefined);
  }

  /** @param vectors contents.length x stamp.dimensions, row-major. */
  async put(stamp: EncoderStamp, contents: readonly Content[], vectors: Float32Array): Promise<void> {
    if (this.database === null) return;
    const { dimensions } = stamp;
    await this.write(
      await Promise.all(
        contents.map(async (content, i) => ({
          key: await keyOf(stamp, content),
          vector: vectors.slice(i * dimensions, (i + 1) * dimensions),
        })),
      ),
    );
    await this.attempt((database) => this.evict(database));
  }

  /** Forgets every vector: texts typed by the visitor are among them. */
  async clear(): Promise<void> {
    await this.database?.clear('vectors');
  }

  /** The device memory of `encoder-client.ts`. */
  readonly devices = {
    get: (key: string): Promise<string | undefined> =>
      this.attempt((database) => database.get('devices', key)),
    set: async (key: string, device: string): Promise<void> => {
      await this.attempt((database) => database.put('devices', device, key));
    },
  };

  close(): void {
    this.database?.close();
    this.database = null;
  }

  private async write(rows: readonly { key: string; vector: Float32Array }[]): Promise<void> {
    await this.attempt(async (database) => {
      const transaction = database.transaction('vectors', 'readwrite');
      for (const { key, vector } of rows) void transaction.store.put({ vector, usedAt: this.now() }, key);
      await transaction.done;
    });
  }

  /** Drops the least recently used. */
  private async evict(database: IDBPDatabase<Schema>): Promise<void> {
    const transaction = database.transaction('vectors', 'readwrite');
    const count = await transaction.store.count();
    if (count > this.most) {
      let left = count - Math.floor(this.most * KEPT_AFTER_CLEANUP);
      let cursor = await transaction.store.index('usedAt').openCursor();
      for (; cursor && left > 0; left--) {
        await cursor.delete();
        cursor = await cursor.continue();
      }
    }
    await transaction.done;
  }

  /** A database that refuses once (full, closed, deleted by the visitor) isn't asked again. */
  private async attempt<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T | undefined> {
    if (this.database === null) return undefined;
    try {
      return await work(this.database);
    } catch {
      this.close();
      return undefined;
    }
  }
}

/** Encodes only what the cache doesn't hold, each different text once. */
export function withCache(encoder: Encoder, cache: VectorCache): Encoder {
  const { stamp } = encoder;
  return {
    stamp,
    get backend() {
      return encoder.backend;
    },
    async encode(texts, onProgress, signal) {
      signal?.throwIfAborted();
      const distinct = [...new Set(texts)];
      const known = new Map<string, Float32Array>();
      (await cache.get(stamp, distinct)).forEach((vector, i) => {
        if (vector) known.set(distinct[i], vector);
      });
      const missing = distinct.filter((text) => !known.has(text));
      const report = (encoded: number) => {
        const share = (distinct.length - missing.length + encoded) / distinct.length;
        onProgress?.(Math.floor(share * texts.length), texts.length);
      };
      if (missing.length > 0 && missing.length < distinct.length) report(0);
      for (let from = 0; from < missing.length; from += SLICE) {
        const slice = missing.slice(from, from + SLICE);
        const vectors = await encoder.encode(slice, (done) => report(from + done), signal);
        slice.forEach((text, i) => {
          known.set(text, vectors.subarray(i * stamp.dimensions, (i + 1) * stamp.dimensions));
        });
        await cache.put(stamp, slice, vectors);
      }
      if (missing.length === 0 && texts.length > 0) report(0);
      const result = new Float32Array(texts.length * stamp.dimensions);
      texts.forEach((text, i) => {
        result.set(known.get(text) as Float32Array, i * stamp.dimensions);
      });
      return result;
    },
    dispose: () => encoder.dispose(),
  };
}

async function keyOf(stamp: EncoderStamp, content: Content): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `${stampKey(stamp)}:${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
