/** Files that people bring, made here: what is decoded of each, and what is said of those that can't be. */
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { MediaFileError } from '../src/encoders/encode-files.ts';
import { fittedSize, MOST_PICTURE_BYTES, readPictureHeader } from '../src/encoders/image/picture-file.ts';
import { decodePicture } from './decode-picture.ts';

/** Left half red, right half blue, so that a turn or a flip shows. */
async function picture(width = 200, height = 100): Promise<Sharp> {
  const half = await sharp({ create: { width: width / 2, height, channels: 3, background: '#00f' } })
    .png()
    .toBuffer();
  const base = await sharp({ create: { width, height, channels: 3, background: '#f00' } })
    .composite([{ input: half, left: width / 2, top: 0 }])
    .png()
    .toBuffer();
  return sharp(base);
}
const bytesOf = async (image: Sharp) => new Uint8Array(await image.toBuffer());
const text = (source: string) => new TextEncoder().encode(source);
const messageOf = (bytes: Uint8Array): Promise<string> =>
  decodePicture(bytes).then(
    () => 'decoded',
    (error: unknown) => {
      if (error instanceof MediaFileError) return error.message;
      throw error;
    },
  );

describe('decodePicture', () => {
  it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)('reads %s, small', async (kind) => {
    const bytes = await bytesOf((await picture()).toFormat(kind));
    expect(readPictureHeader(bytes)).toEqual({ kind, width: 200, height: 100 });
    const { width, height, data } = await decodePicture(bytes);
    expect([width, height, data.length]).toEqual([128, 64, 128 * 64 * 4]);
    const at = (x: number, y: number) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
    const [left, right] = [at(20, 30), at(110, 30)];
    expect(left[0]).toBeGreaterThan(200);
    expect(left[2]).toBeLessThan(60);
    expect(right[2]).toBeGreaterThan(200);
    expect(left[3]).toBe(255);
  });

  it('leaves a small picture as it is, and keeps transparency', async () => {
    const image = sharp({ create: { width: 9, height: 7, channels: 4, background: '#0f08' } });
    const { width, height, data } = await decodePicture(await bytesOf(image.png()));
    expect([width, height]).toEqual([9, 7]);
    expect(Math.abs(data[3] - 0x88)).toBeLessThanOrEqual(1);
  });

  it('turns a photograph as its EXIF says', async () => {
    const bytes = await bytesOf((await picture()).jpeg().withMetadata({ orientation: 6 }));
    expect(readPictureHeader(bytes)).toMatchObject({ width: 100, height: 200 });
    const { width, height, data } = await decodePicture(bytes);
    expect([width, height]).toEqual([64, 128]);
    // What was left is on top.
    expect(data[(10 * width + 30) * 4]).toBeGreaterThan(200);
    expect(data[(118 * width + 30) * 4]).toBeLessThan(60);
  });

  it.each(['gif', 'webp'] as const)('takes the first frame of an animated %s', async (kind) => {
    const frames = await Promise.all(
      ['#f00', '#0f0', '#00f'].map((background) =>
        sharp({ create: { width: 40, height: 40, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const image = sharp(frames, { join: { animated: true } }).toFormat(kind, {
      loop: 0,
      delay: [50, 50, 50],
    });
    const bytes = await bytesOf(image);
    expect((await sharp(bytes, { animated: true }).metadata()).pages).toBe(3);
    const { width, height, data } = await decodePicture(bytes);
    expect([width, height]).toEqual([40, 40]);
    expect(data[0]).toBeGreaterThan(200);
    expect(data[2]).toBeLessThan(60);
  });

  it('goes by what is inside, not by a name or ending', async () => {
    // A JPEG that someone called .png: nobody asks for the name.
    expect(readPictureHeader(await bytesOf((await picture()).jpeg())).kind).toBe('jpeg');
  });
});

describe('SVG', () => {
  it('is drawn at the size wanted, by its view box', async () => {
    const bytes = text(
      '<?xml version="1.0"?><!-- made --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20"><rect width="10" height="10" fill="red"/></svg>',
    );
    const { width, height, data } = await decodePicture(bytes);
    expect([width, height]).toEqual([64, 128]);
    expect([...data.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
    expect(data[data.length - 1]).toBe(0);
  });

  it.each([
    ['<svg width="40mm" height="10mm">', 40, 10],
    ["<svg height='50' viewBox='0,0,4,1'>", 200, 50],
    ['<svg width="100%" height="100%" viewBox="0 0 3 4">', 3, 4],
    ['<svg>', 300, 150],
  ])('tells its size: %s', (root, width, height) => {
    expect(readPictureHeader(text(`${root}</svg>`))).toEqual({ kind: 'svg', width, height });
  });

  it('runs no scripts and fetches nothing', async () => {
    const bytes =
      text(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" onload="globalThis.ran = true">
      <script>globalThis.ran = true; document.documentElement.remove()</script>
      <image xlink:href="file:///etc/hostname" width="10" height="10"/>
      <image href="http://127.0.0.1:9/x.png" width="10" height="10"/>
      <rect width="10" height="10" fill="#00ff00"/></svg>`);
    const { data } = await decodePicture(bytes);
    expect([...data.subarray(0, 4)]).toEqual([0, 255, 0, 255]);
    expect((globalThis as { ran?: boolean }).ran).toBeUndefined();
  });

  it('is refused where it declares entities, or is of megabytes', async () => {
    const laughs =
      '<!DOCTYPE svg [<!ENTITY a "ha">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>';
    expect(await messageOf(text(laughs))).toContain('entities');
    expect(await messageOf(text(`<svg viewBox="0 0 1 1">${' '.repeat(2 ** 21)}</svg>`))).toContain('2.0 MB');
  });

  it.each([
    ['comments', `${'<!-- a -->'.repeat(400)}<p>`],
    ['roots', '<svg '.repeat(300_000)],
    ['quotes', `<svg a="${'\'<svg "'.repeat(200_000)}`],
  ])('is told from text made to take long: many %s', async (_, source) => {
    const from = performance.now();
    expect(await messageOf(text(source))).toMatch(/no picture|cut off|damaged/);
    expect(performance.now() - from).toBeLessThan(5000);
  });

  it('may have a licence before it and a comment behind it', async () => {
    const source =
      '<!-- made --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="2" height="2"/></svg><!-- end -->';
    expect(await messageOf(text(source))).toBe('decoded');
  });

  it('is refused where nothing of it is seen', async () => {
    const bytes = text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>');
    expect(await messageOf(bytes)).toBe('The picture is transparent throughout: there is nothing to see.');
  });
});

describe('a file that can’t be read', () => {
  it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)('is told to be cut off: %s', async (kind) => {
    const bytes = await bytesOf((await picture(400, 300)).toFormat(kind));
    for (const share of [0.2, 0.6, 0.95]) {
      const message = await messageOf(bytes.slice(0, Math.floor(bytes.length * share)));
      expect(message, `${share} of it`).toMatch(/cut off|damaged/);
    }
  });

  it('is told of when it is an SVG cut off', async () => {
    expect(await messageOf(text('<svg viewBox="0 0 1 1"><rect width="1"'))).toContain('cut off');
  });

  it('is refused by its header alone when it has 100 megapixels', async () => {
    const bytes = await bytesOf(await picture());
    // Only the header says so: nothing of that size is made, here or in the decoder.
    new DataView(bytes.buffer).setUint32(16, 10_000);
    new DataView(bytes.buffer).setUint32(20, 10_000);
    expect(await messageOf(bytes)).toBe(
      'The picture is 10000 x 10000 pixels large (100 megapixels); up to 67 megapixels are read. Save a smaller copy.',
    );
  });

  it('is refused when a GIF’s first image is far larger than its screen', async () => {
    const bytes = await bytesOf((await picture()).gif());
    const at = bytes.findIndex((byte, i) => i > 12 && byte === 0x2c && bytes[i + 5] === 200);
    new DataView(bytes.buffer).setUint16(at + 5, 65_535, true);
    new DataView(bytes.buffer).setUint16(at + 7, 65_535, true);
    expect(await messageOf(bytes)).toContain('megapixels');
  });

  it.each([
    ['', 'empty'],
    ['hello', 'no picture'],
    ['<!doctype html><title>Not found</title>', 'a web page'],
    ['%PDF-1.7', 'a PDF'],
    ['BM......', 'a BMP'],
    ['ID3....', 'a recording'],
    ['PK\x03\x04', 'a zip'],
  ])('is named for what it is: %j', async (content, message) => {
    expect(await messageOf(text(content))).toContain(message);
  });

  it('is refused unread when it is very large', () => {
    expect(() => readPictureHeader(new Uint8Array(MOST_PICTURE_BYTES + 1))).toThrow('48 MB');
  });

  it('is told to be damaged when its middle is', async () => {
    const bytes = await bytesOf((await picture(300, 300)).png());
    for (let at = 60; at < bytes.length - 40; at++) bytes[at] ^= 0x5a;
    expect(await messageOf(bytes)).toMatch(/damaged|cut off/);
  });

  it('of nothing but noise after a right beginning never crashes', async () => {
    for (const kind of ['png', 'jpeg', 'webp', 'gif', 'avif'] as const) {
      const bytes = await bytesOf((await picture()).toFormat(kind));
      for (let seed = 1; seed <= 8; seed++) {
        const spoilt = bytes.map((byte, i) =>
          i > 12 && (i * 2654435761 * seed) % 7 < 2 ? byte ^ (i * seed) : byte,
        );
        expect(await messageOf(spoilt)).toMatch(/damaged|cut off|decoded|megapixels|pixels large/);
      }
    }
  });
});

describe('fittedSize', () => {
  it.each([
    [{ kind: 'png', width: 4000, height: 10 } as const, { width: 128, height: 1 }],
    [{ kind: 'png', width: 12, height: 8 } as const, { width: 12, height: 8 }],
    [{ kind: 'svg', width: 12, height: 6 } as const, { width: 128, height: 64 }],
  ])('%j', (header, size) => {
    expect(fittedSize(header)).toEqual(size);
  });
});
