import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ZipError, zipEntries } from './zip.ts';

const text = (words: string) => new TextEncoder().encode(words);
const blob = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);
const made = () =>
  zipSync({
    'pictures/mug.png': text('a mug '.repeat(400)),
    'plain.txt': [text('as it is'), { level: 0 }],
    pictures: {},
    '__MACOSX/._mug.png': text('x'),
    'pictures/.DS_Store': text('x'),
  });

describe('zipEntries', () => {
  it('lists files without folders and what systems add, and unpacks each when asked', async () => {
    const entries = await zipEntries(blob(made()));
    expect(entries.map(({ name, size }) => [name, size])).toEqual([
      ['pictures/mug.png', 2400],
      ['plain.txt', 8],
    ]);
    const read = await Promise.all(entries.map((entry) => entry.bytes()));
    expect(read.map((bytes) => new TextDecoder().decode(bytes).slice(0, 8))).toEqual([
      'a mug a ',
      'as it is',
    ]);
  });

  it('finds its directory behind other bytes and before a comment', async () => {
    const bytes = made();
    // The length of the comment, and the comment.
    const commented = Uint8Array.of(...bytes, ...text('hello'));
    new DataView(commented.buffer).setUint16(bytes.length - 2, 5, true);
    expect(await zipEntries(blob(commented))).toHaveLength(2);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['no zip', text('not a zip at all, but some text')],
    ['half of one', made().slice(0, 200)],
  ])('refuses %s', async (_, bytes) => {
    await expect(zipEntries(blob(bytes))).rejects.toThrow(ZipError);
  });

  it('gives a bomb no more room than it claims', async () => {
    const bomb = zipSync({ 'bomb.png': new Uint8Array(4_000_000) });
    const view = new DataView(bomb.buffer);
    const directory = view.getUint32(bomb.length - 6, true);
    view.setUint32(directory + 24, 100, true);
    const [entry] = await zipEntries(blob(bomb));
    const bytes = await entry.bytes().catch((error: unknown) => error);
    if (bytes instanceof Uint8Array) expect(bytes.buffer.byteLength).toBeLessThanOrEqual(100);
    else expect(bytes).toBeInstanceOf(ZipError);
  });

  it('tells of a file that is damaged or encrypted, and goes on with others', async () => {
    const bytes = made();
    bytes.fill(0xff, 50, 60);
    const [mug, plain] = await zipEntries(blob(bytes));
    await expect(mug.bytes()).rejects.toThrow(ZipError);
    expect(await plain.bytes()).toHaveLength(8);
  });

  it('survives spoilt directories', async () => {
    const bytes = made();
    for (let at = 0; at < bytes.length; at++) {
      const spoilt = bytes.slice();
      spoilt[at] ^= 0xff;
      await zipEntries(blob(spoilt)).then(
        (entries) =>
          Promise.all(entries.map((entry) => entry.bytes().catch((e) => expect(e).toBeInstanceOf(ZipError)))),
        (error) => expect(error).toBeInstanceOf(ZipError),
      );
    }
  });
});
