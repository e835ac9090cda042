import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EncoderStamp } from '../packs/pack.ts';
import type { Encoder } from './encoder.ts';
import { openVectorCache, withCache } from './vector-cache.ts';

const STAMP: EncoderStamp = { id: 'a', revision: '1', dtype: 'int8', pooling: 'cls', dimensions: 2 };
const rows = (...values: number[]) => Float32Array.from(values);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('VectorCache', () => {
  it('gives back what was put, bit for bit, after it is opened again', async () => {
    const cache = await openVectorCache();
    await cache.put(STAMP, ['a', 'b'], rows(Math.PI, 1 / 3, -0, 1e-40));
    cache.close();
    const again = await openVectorCache();
    const [b, missing, a] = await again.get(STAMP, ['b', 'c', 'a']);
    expect(missing).toBeUndefined();
    expect(Object.is(b?.[0], -0)).toBe(true);
    expect(b).toEqual(rows(-0, 1e-40));
    expect(a).toEqual(rows(Math.PI, 1 / 3));
  });

  it('never mixes encoders, revisions or precisions', async () => {
    const cache = await openVectorCache();
    await cache.put(STAMP, ['a'], rows(1, 0));
    for (const other of [{ id: 'b' }, { revision: '2' }, { dtype: 'fp32' }, { pooling: 'mean' as const }]) {
      expect(await cache.get({ ...STAMP, ...other }, ['a'])).toEqual([undefined]);
    }
  });

  it('drops the least recently used beyond its bound', async () => {
    let now = 0;
    const day = 25 * 60 * 60 * 1000;
    const cache = await openVectorCache({ most: 10, now: () => now });
    const texts = Array.from({ length: 10 }, (_, i) => `text ${i}`);
    for (const text of texts) {
      now += day;
      await cache.put(STAMP, [text], rows(1, 0));
    }
    now += day;
    await cache.get(STAMP, ['text 0']);
    now += day;
    await cache.put(STAMP, ['new'], rows(1, 0));
    const kept = (await cache.get(STAMP, [...texts, 'new'])).map((vector) => vector !== undefined);
    // 11 were there, 9 stay: text 0 was read lately, texts 1 and 2 were the oldest.
    expect(kept).toEqual([true, false, false, true, true, true, true, true, true, true, true]);
  });

  it('forgets everything on request', async () => {
    const cache = await openVectorCache();
    await cache.put(STAMP, ['a'], rows(1, 0));
    await cache.clear();
    expect(await cache.get(STAMP, ['a'])).toEqual([undefined]);
  });

  it('remembers devices', async () => {
    const { devices } = await openVectorCache();
    expect(await devices.get('gpu')).toBeUndefined();
    await devices.set('gpu', 'wasm');
    expect(await devices.get('gpu')).toBe('wasm');
  });

  it('does nothing, without errors, where IndexedDB is refused', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    const cache = await openVectorCache();
    expect(cache.available).toBe(false);
    await cache.put(STAMP, ['a'], rows(1, 0));
    expect(await cache.get(STAMP, ['a'])).toEqual([undefined]);
    await cache.clear();
  });

  it('gives up quietly when the database fails later', async () => {
    const cache = await openVectorCache();
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    });
    await cache.put(STAMP, ['a'], rows(1, 0));
    expect(cache.available).toBe(false);
    expect(await cache.get(STAMP, ['a'])).toEqual([undefined]);
  });
});

describe('withCache', () => {
  function countingEncoder(): Encoder & { encoded: string[] } {
    const encoded: string[] = [];
    return {
      encoded,
      stamp: STAMP,
      backend: 'node',
      async encode(texts, onProgress, signal) {
        signal?.throwIfAborted();
        encoded.push(...texts);
        onProgress?.(texts.length, texts.length);
        return Float32Array.from(texts.flatMap((text) => [text.length, text.charCodeAt(0)]));
      },
      dispose: async () => {},
    };
  }

  it('encodes each different text once, ever', async () => {
    const encoder = countingEncoder();
    const cached = withCache(encoder, await openVectorCache());
    expect(await cached.encode(['aa', 'b', 'aa'])).toEqual(rows(2, 97, 1, 98, 2, 97));
    expect(await cached.encode(['b', 'ccc'])).toEqual(rows(1, 98, 3, 99));
    expect(encoder.encoded).toEqual(['aa', 'b', 'ccc']);
  });

  it('keeps what an interrupted run had done', async () => {
    const encoder = countingEncoder();
    const cached = withCache(encoder, await openVectorCache());
    const texts = Array.from({ length: 600 }, (_, i) => `text ${i}`);
    const controller = new AbortController();
    const run = cached.encode(texts, (done) => done >= 512 && controller.abort(), controller.signal);
    await expect(run).rejects.toThrow();
    const before = encoder.encoded.length;
    await cached.encode(texts);
    expect(before).toBe(512);
    expect(encoder.encoded).toHaveLength(600);
  });

  it('reports progress over all texts, cached ones included', async () => {
    const cached = withCache(countingEncoder(), await openVectorCache());
    await cached.encode(['a', 'b']);
    const progress: [number, number][] = [];
    await cached.encode(['a', 'b', 'c', 'd'], (done, total) => progress.push([done, total]));
    expect(progress).toEqual([
      [2, 4],
      [4, 4],
    ]);
  });
});
