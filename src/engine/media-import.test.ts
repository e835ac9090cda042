/** Pictures and recordings brought with a shop: what belongs to whom, what is told, and what comes of it. */
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePicture } from '../../scripts/decode-picture.ts';
import type { Item } from '../catalog/item.ts';
import { SOUNDS } from '../encoders/audio/sounds-stamp.ts';
import { MediaFileError } from '../encoders/encode-files.ts';
import type { Clip, Encoder } from '../encoders/encoder.ts';
import { describeRaster } from '../encoders/image/describe.ts';
import { paletteEncoder } from '../encoders/image/palette-encoder.ts';
import { rowByRow } from '../encoders/image/rows.ts';
import { LOOKS } from '../encoders/image/stamps.ts';
import { describeMedia, type MediaTools, matchFiles } from './media-import.ts';

const item = (id: string, extra: Partial<Item> = {}): Item => ({
  id,
  title: id,
  line: '',
  description: '',
  price: null,
  brand: '',
  department: 'All',
  kind: '',
  attributes: {},
  tags: [],
  image: null,
  tint: 'sage',
  available: true,
  ...extra,
});

let png: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  png = new Uint8Array(
    await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c03' } })
      .png()
      .toBuffer(),
  );
});
const file = (name: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name);
const zipped = (files: Record<string, Uint8Array>) => zipSync(files) as Uint8Array<ArrayBuffer>;

const sounds: Encoder<Clip> = {
  ...rowByRow<Clip>(SOUNDS, () => new Float32Array(SOUNDS.dimensions).fill(SOUNDS.dimensions ** -0.5)),
};
function tools(own: Record<string, Uint8Array<ArrayBuffer>> = {}): MediaTools & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    looks: rowByRow(LOOKS, describeRaster),
    palettes: paletteEncoder,
    sounds,
    decodePicture,
    decodeRecording: async (bytes) => {
      if (bytes.length === 0) throw new MediaFileError('The file is empty.');
      return { sampleRate: 1, samples: new Float32Array(1) };
    },
    cardPicture: async (bytes) => new Blob([bytes], { type: 'image/webp' }),
    async readOwn(address) {
      asked.push(address);
      if (own[address] === undefined) throw new MediaFileError('This site has no such file.');
      return own[address];
    },
    dispose: async () => {},
  };
}
const quiet = () => {};

describe('matchFiles', () => {
  it('finds pictures by link and by id, also in zips, and says what is left', async () => {
    const items = ['a', 'b', 'c', 'd'].map((id) => item(id));
    const matched = await matchFiles(
      [
        file('front.png', png),
        file('shots.zip', zipped({ 'in/b.png': png, 'in/nobody.png': png })),
        file('c.mp3', Uint8Array.of(1)),
      ],
      items,
      new Map([['a', { image: 'front.jpg' }]]),
      quiet,
    );
    expect(matched.pictures.map((found) => found?.name ?? null)).toEqual([
      'front.png',
      'in/b.png',
      null,
      null,
    ]);
    expect(matched.recordings.map((found) => found?.name ?? null)).toEqual([null, null, 'c.mp3', null]);
    expect([matched.unused, matched.problems]).toEqual([1, []]);
  });

  it('tells of files that can’t be used, by name, and goes on', async () => {
    const items = ['a', 'b', 'c', 'd'].map((id) => item(id));
    const { pictures, problems } = await matchFiles(
      [
        file('a.png', png.slice(0, 50)),
        file('b.jpg', new TextEncoder().encode('hello')),
        file('c.png', png),
        file('d.zip', Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9)),
      ],
      items,
      new Map(),
      quiet,
    );
    expect(pictures.map((found) => found?.name ?? null)).toEqual([null, null, 'c.png', null]);
    expect(problems.map((problem) => problem.file).sort()).toEqual(['a.png', 'b.jpg', 'd.zip']);
    expect(problems.every(({ message }) => message.length > 20)).toBe(true);
  });
});

describe('describeMedia', () => {
  it('describes what was brought before what the site has, and keeps small copies of the former', async () => {
    const items = [
      item('a'),
      item('b', { image: '/art/b.png' }),
      item('c', { image: '/art/gone.png' }),
      item('d', { image: '/art/d.png', audio: '/art/d.mp3' }),
    ];
    const { pictures, recordings } = await matchFiles(
      [file('a.png', png), file('b.png', png)],
      items,
      new Map(),
      quiet,
    );
    const used = tools({ '/art/d.png': png, '/art/d.mp3': Uint8Array.of(7) });
    const told: number[] = [];
    const found = await describeMedia(items, { pictures, recordings }, used, (_, share) => told.push(share));
    expect([...(found.images?.present ?? [])]).toEqual([1, 1, 0, 1]);
    expect(found.images?.stamp).toEqual(LOOKS);
    expect(found.images?.vectors.subarray(0, LOOKS.dimensions)).toEqual(
      describeRaster(await decodePicture(png)),
    );
    expect(found.images?.palettes?.[3]).toBeGreaterThan(0.9);
    expect([...(found.sounds?.present ?? [])]).toEqual([0, 0, 0, 1]);
    expect(found.cards.map((card) => card.item)).toEqual(['a', 'b']);
    expect(found.unreadable).toBe(1);
    // Where a picture was brought, the site isn't asked for its own.
    expect(used.asked.sort()).toEqual(['/art/d.mp3', '/art/d.png', '/art/gone.png']);
    expect(told).toEqual(told.toSorted((x, y) => x - y));
  });

  it('gives nothing at all where there is nothing', async () => {
    const none = { pictures: [null], recordings: [null] };
    const found = await describeMedia([item('a')], none, tools(), quiet);
    expect(found).toEqual({ cards: [], unreadable: 0 });
  });
});
