import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { EncoderStamp } from '../packs/pack.ts';
import { encodeFiles, type MediaFile, MediaFileError } from './encode-files.ts';
import type { Encoder } from './encoder.ts';
import { openVectorCache } from './vector-cache.ts';

const stamp: EncoderStamp = {
  id: 'test',
  revision: '1',
  dtype: 'fp32',
  pooling: 'none',
  dimensions: 2,
  modality: 'image',
};

/** Decodes a file to its first byte, and encodes that to (byte, batch size): counts what it is asked. */
function tools() {
  const asked = { decoded: 0, batches: [] as number[] };
  const encoder: Encoder<number> = {
    stamp,
    backend: 'cpu',
    async encode(inputs) {
      asked.batches.push(inputs.length);
      return Float32Array.from(inputs.flatMap((byte) => [byte, byte + 0.5]));
    },
    dispose: async () => {},
  };
  const decode = async (bytes: Uint8Array<ArrayBuffer>) => {
    asked.decoded++;
    if (bytes.length === 0) throw new MediaFileError('The file is empty.');
    if (bytes[0] === 255) throw new TypeError('a fault of ours');
    return bytes[0];
  };
  return { asked, encoder, decode };
}
const file = (...content: number[]): MediaFile => ({
  name: `${content.join('-')}.png`,
  bytes: async () => Uint8Array.from(content),
});

describe('encodeFiles', () => {
  it('gives each item its row, and says which have none', async () => {
    const { vectors, present, problems } = await encodeFiles([file(7), null, file(9, 1)], tools());
    expect([...present]).toEqual([1, 0, 1]);
    expect([...vectors]).toEqual([7, 7.5, 0, 0, 9, 9.5]);
    expect(problems).toEqual([]);
  });

  it('tells of a file that can’t be read or fetched, and goes on', async () => {
    const gone: MediaFile = {
      name: 'gone.png',
      bytes: async () => {
        throw new MediaFileError('The file is gone.');
      },
    };
    const { present, problems } = await encodeFiles([file(1), file(), gone, file(2)], tools());
    expect([...present]).toEqual([1, 0, 0, 1]);
    expect(problems.toSorted((a, b) => a.file - b.file)).toEqual([
      { file: 1, name: '.png', message: 'The file is empty.' },
      { file: 2, name: 'gone.png', message: 'The file is gone.' },
    ]);
  });

  it('doesn’t take a fault of the program for one of the file', async () => {
    await expect(encodeFiles([file(255)], tools())).rejects.toThrow('a fault of ours');
  });

  it('encodes a few at a time, and says how far it is', async () => {
    const used = tools();
    const told: string[] = [];
    const files = Array.from({ length: 40 }, (_, i) => (i % 10 === 3 ? null : file(i)));
    await encodeFiles(files, used, (done, total) => told.push(`${done}/${total}`));
    expect(used.asked.batches).toEqual([16, 16, 4]);
    expect(told).toEqual(['16/36', '32/36', '36/36']);
  });

  it('takes what is known from the cache, by content and stamp, and remembers the rest', async () => {
    const cache = await openVectorCache();
    const first = tools();
    await encodeFiles([file(1), file(2)], { ...first, cache });
    const again = tools();
    // Under another name and in another order: the bytes count.
    const { vectors, present } = await encodeFiles([file(2), file(3), { ...file(1), name: 'b.jpg' }], {
      ...again,
      cache,
    });
    expect(again.asked).toEqual({ decoded: 1, batches: [1] });
    expect([...vectors]).toEqual([2, 2.5, 3, 3.5, 1, 1.5]);
    expect([...present]).toEqual([1, 1, 1]);
    const other = tools();
    await encodeFiles([file(1)], {
      ...other,
      encoder: { ...other.encoder, stamp: { ...stamp, revision: '2' } },
      cache,
    });
    expect(other.asked.decoded).toBe(1);
    cache.close();
  });

  it('ends when it is told to, and what was done by then is not lost', async () => {
    const cache = await openVectorCache();
    const stop = new AbortController();
    const used = tools();
    const files = Array.from({ length: 64 }, (_, i) => file(100, i));
    const running = encodeFiles(
      files,
      { ...used, cache },
      (done) => {
        if (done >= 32) stop.abort(new Error('enough'));
      },
      stop.signal,
    );
    await expect(running).rejects.toThrow('enough');
    expect(used.asked.decoded).toBe(32);
    const resumed = tools();
    await encodeFiles(files, { ...resumed, cache });
    expect(resumed.asked.decoded).toBe(32);
    cache.close();
  });

  it('does nothing where nothing has a file', async () => {
    const used = tools();
    const told: number[] = [];
    const { present } = await encodeFiles([null, null], used, (done) => told.push(done));
    expect([...present, ...used.asked.batches, ...told]).toEqual([0, 0]);
  });
});
