/** What the engine makes of pictures and recordings: shelves of what is alike, searches by picture and by colour. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../catalog/item.ts';
import type { Encoder } from '../encoders/encoder.ts';
import { loadPack } from '../packs/load-pack.ts';
import type { EncoderStamp, ModalVectors, Pack } from '../packs/pack.ts';
import { hexOf, paletteOf } from '../search/colours.ts';
import { nearestAlike } from './alike.ts';
import type { SearchOptions, SearchPage } from './recommender.ts';
import { cardsOf, catalog, DYES, files, look, open, PICTURES, prepareWorldWithSenses } from './test-world.ts';

let pack: Pack;
let images: ModalVectors;

beforeAll(async () => {
  await prepareWorldWithSenses();
  pack = await loadPack(async (file) => files.get(file)?.slice().buffer ?? new ArrayBuffer(0), catalog);
  images = pack.images as ModalVectors;
}, 240_000);

const all = { meaning: false, limit: 10_000 };
const indexOf = (id: string) => catalog.items.findIndex((item) => item.id === id);
const dyed = (colour: string) =>
  catalog.items.filter((item, i) => item.attributes.colour === colour && images.present[i] === 1);
const itemOf = (id: string) => catalog.items[indexOf(id)];
const pictureOf = ({ id }: Item): SearchOptions['picture'] => {
  const { stamp, vectors } = images;
  const at = indexOf(id) * stamp.dimensions;
  return { stamp, vector: vectors.slice(at, at + stamp.dimensions) };
};
const idsIn = (found: { entries: { card: { id: string } }[] }) => found.entries.map(({ card }) => card.id);

describe('nearest alike', () => {
  it('is in order of the cosine, stands out, and never is the thing itself or without a picture', () => {
    for (const [i] of catalog.items.entries()) {
      const found = nearestAlike(images, i, () => true, 10);
      if (images.present[i] === 0) expect(found).toEqual([]);
      for (const [k, { item, cosine }] of found.entries()) {
        expect(item).not.toBe(i);
        expect(images.present[item]).toBe(1);
        const next = found[k + 1];
        if (next) expect(cosine > next.cosine || (cosine === next.cosine && item < next.item)).toBe(true);
      }
    }
  });
});

describe('shelves of a thing', () => {
  it('have what looks and what sounds like it, each thing once, in this order', async () => {
    const { engine } = open();
    const order = ['sounds-similar', 'similar', 'looks-similar', 'bought-together'];
    let whole = 0;
    for (const item of catalog.items.filter(({ department }) => department === 'Kitchen')) {
      const page = await engine.item(item.id);
      const ids = page?.shelves.map(({ id }) => id) ?? [];
      expect(ids).toEqual(order.filter((id) => ids.some((there) => there === id)));
      if (ids.length === order.length) whole++;
      const shown = page?.shelves.flatMap((shelf) => cardsOf(shelf).map(({ id }) => id)) ?? [];
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown).not.toContain(item.id);
    }
    expect(whole).toBeGreaterThan(5);
  });

  it('say that a colour is the same only where it is', async () => {
    const { engine } = open();
    let said = 0;
    for (const colour of ['blue', 'red', 'green']) {
      for (const item of dyed(colour).slice(0, 4)) {
        const page = await engine.item(item.id);
        const shelf = page?.shelves.find(({ id }) => id === 'looks-similar');
        for (const { card, reason } of shelf?.entries ?? []) {
          const text = reason?.text ?? shelf?.inMind;
          if (!text) continue;
          said++;
          expect(text).toMatch(new RegExp(`^The same (?:bright |deep )?${colour}$`));
          expect(itemOf(card.id).attributes.colour).toBe(colour);
        }
      }
    }
    expect(said).toBeGreaterThan(10);
  });

  it('never hold what was hidden, and are missing where there is no picture', async () => {
    const { engine } = open();
    const [item] = dyed('red');
    const before = (await engine.item(item.id))?.shelves.find(({ id }) => id === 'looks-similar');
    const [first] = cardsOf(before);
    await engine.record({ type: 'hide', itemId: first.id });
    const after = (await engine.item(item.id))?.shelves.find(({ id }) => id === 'looks-similar');
    expect(cardsOf(after).map(({ id }) => id)).not.toContain(first.id);
    const blind = catalog.items[images.present.indexOf(0)];
    const page = await engine.item(blind.id);
    expect(page?.shelves.map(({ id }) => id)).not.toContain('looks-similar');
    expect(page?.colours).toBeUndefined();
  });
});

describe('search by a picture', () => {
  it('finds the very thing first, at any strength of taste', async () => {
    const { engine, world } = open();
    await look(
      engine,
      world,
      catalog.items.slice(0, 12).map(({ id }) => id),
    );
    for (const item of [...dyed('blue'), ...dyed('brown')].slice(0, 20)) {
      for (const strength of [0, 0.5, 1]) {
        const found = await engine.search('', { ...all, picture: pictureOf(item), strength });
        expect(idsIn(found)[0], `${item.id} at ${strength}`).toBe(item.id);
      }
    }
  });

  it('shows all that has a picture, most alike first, and nothing that has none', async () => {
    const { engine } = open();
    const [item] = dyed('orange');
    const found = await engine.search('', { ...all, picture: pictureOf(item), strength: 0 });
    const shown = idsIn(found).map(indexOf);
    expect(shown.every((i) => images.present[i] === 1)).toBe(true);
    expect(found.total).toBe(images.present.reduce((sum, is) => sum + is, 0));
    const { stamp, vectors } = images;
    const d = stamp.dimensions;
    const mine = pictureOf(item)?.vector as Float32Array;
    const cosines = shown.map((i) => mine.reduce((sum, x, k) => sum + x * vectors[i * d + k], 0));
    for (let k = 1; k < cosines.length; k++) expect(cosines[k]).toBeLessThanOrEqual(cosines[k - 1] + 1e-6);
  });

  it('goes together with words: what they demand holds, and looks put it in order', async () => {
    const { engine } = open();
    const [blue] = dyed('blue');
    const green = await engine.search('like this but green', { ...all, picture: pictureOf(blue) });
    expect(green.parts.map(({ id }) => id)).toEqual(['colour=green']);
    expect(green.entries.length).toBeGreaterThan(3);
    const colours = new Set(idsIn(green).map((id) => itemOf(id).attributes.colour));
    expect([...colours].every((colour) => /green|moss|sage|teal|jade|olive/.test(colour))).toBe(true);
    const words = await engine.search('bowl', { ...all, strength: 0 });
    const both = await engine.search('bowl', { ...all, strength: 0, picture: pictureOf(blue) });
    expect(new Set(idsIn(both))).toEqual(new Set(idsIn(words)));
  });

  it('falls back on looks where nothing has the words, and says so', async () => {
    const { engine } = open({ beforeEncoding: () => Promise.reject(new Error('no encoder')) });
    const [blue] = dyed('blue');
    const options = { ...all, picture: pictureOf(blue), filters: { departments: ['Pets'] } };
    const found = await engine.search('zzyzzx qwrtp', { ...options, meaning: true });
    expect(found.entries.length).toBeGreaterThan(3);
    expect(found.rescue?.kept).toBe('');
    expect(found.entries.every(({ card }) => card.department === 'Pets')).toBe(true);
  });

  it('is refused where the picture was described in another way', async () => {
    const { engine } = open();
    const [item] = dyed('blue');
    const picture = pictureOf(item) as NonNullable<SearchOptions['picture']>;
    const newer = { ...picture, stamp: { ...picture.stamp, revision: '2' } };
    await expect(engine.search('', { ...all, picture: newer })).rejects.toThrow(/Choose it again/);
    const short = { ...picture, vector: picture.vector.slice(1) };
    await expect(engine.search('', { ...all, picture: short })).rejects.toThrow(/Choose it again/);
  });
});

describe('search by a colour', () => {
  it('finds what is of it, most of it first', async () => {
    const { engine } = open();
    const found = await engine.search('', { ...all, shade: DYES.blue, strength: 0 });
    expect(new Set(idsIn(found))).toEqual(new Set(dyed('blue').map(({ id }) => id)));
  });

  it('holds beside words, and an address that names none is as if there were none', async () => {
    const { engine } = open();
    const plain = await engine.search('mug', all);
    const none = await engine.search('mug', { ...all, shade: 'javascript:' });
    expect(idsIn(none)).toEqual(idsIn(plain));
    const red = await engine.search('mug', { ...all, shade: DYES.red });
    for (const id of idsIn(red)) expect(itemOf(id).attributes.colour).toBe('red');
  });

  it('an item names the colours of its own picture', async () => {
    const { engine } = open();
    const [item] = dyed('navy');
    const page = await engine.item(item.id);
    const [colour] = paletteOf(images.palettes as Float32Array, indexOf(item.id));
    expect(page?.colours).toEqual([hexOf(colour)]);
  });
});

describe('search in words, where pictures were described by a model that reads them', () => {
  /** Knows one word, which no text has: what red things look like. */
  const reader: Encoder = {
    stamp: { ...PICTURES, modality: 'text', dimensions: 0 },
    backend: 'node',
    async encode(texts) {
      const { stamp, vectors } = images;
      const sum = new Float32Array(stamp.dimensions);
      if (texts[0].includes('zinnober')) {
        for (const { id } of dyed('red')) {
          const at = indexOf(id) * stamp.dimensions;
          for (let j = 0; j < sum.length; j++) sum[j] += vectors[at + j];
        }
      } else sum.fill(1);
      const length = Math.hypot(...sum);
      return sum.map((value) => value / length);
    },
    dispose: async () => {},
  };
  const sees = { openTowards: async ({ id }: EncoderStamp) => (id === PICTURES.id ? reader : null) };
  const query = { meaning: true, limit: 24, strength: 0 };

  it('finds what only the picture shows', async () => {
    const found = await open(sees).engine.search('zinnober', query);
    const blind = await open().engine.search('zinnober', query);
    const things = dyed('red').map(({ id }) => id);
    const shown = (page: SearchPage) => things.filter((id) => idsIn(page).includes(id));
    expect(found.meaning).toBe(true);
    expect(things.length).toBeGreaterThan(3);
    expect(shown(found)).toEqual(things);
    expect(shown(blind).length).toBeLessThan(things.length / 2);
  });

  it('asks nothing of it before meaning has its say, and goes on without it where it fails', async () => {
    let asked = 0;
    const fails = async () => {
      asked++;
      throw new Error('the network is gone');
    };
    const { engine } = open({ openTowards: fails });
    const words = await engine.search('mug', { ...query, meaning: false });
    expect(asked).toBe(0);
    const found = await engine.search('mug', query);
    expect(asked).toBe(2);
    expect(found.meaning).toBe(true);
    expect(idsIn(found)).toEqual(idsIn(await open().engine.search('mug', query)));
    expect(words.entries.length).toBeGreaterThan(0);
  });
});

describe('colours to choose from', () => {
  it('count and narrow departments and searches by what pictures show', async () => {
    const { engine } = open();
    const page = await engine.browse({ department: 'kitchen', sort: 'title' });
    const blue = page.facets.hues.find(({ value }) => value === 'blue');
    const narrowed = await engine.browse({ department: 'kitchen', sort: 'title', hues: ['blue'] });
    expect(narrowed.total).toBe(blue?.count);
    for (const { card } of narrowed.entries)
      expect(['blue', 'navy']).toContain(itemOf(card.id).attributes.colour);
    const both = await engine.browse({ department: 'kitchen', sort: 'title', hues: ['blue', 'red'] });
    const red = page.facets.hues.find(({ value }) => value === 'red');
    expect(both.total).toBe((blue?.count ?? 0) + (red?.count ?? 0));
  });
});
