/**
 * What a file says of itself before anything is decoded: which kind of picture it is (by its first bytes; names lie),
 * how large, and whether it is whole. Decoders only get files that pass here, so that what they need is bounded.
 */
import { MediaFileError } from '../encode-files.ts';

/** Kinds that browsers and Node both decode. */
export type PictureKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'svg';

export interface PictureHeader {
  kind: PictureKind;
  /** As it is shown: turned the way its EXIF orientation says. SVG without a size has that of its view box. */
  width: number;
  height: number;
}

/** The longer side of a decoded picture, pixels. Descriptors see less; palettes gain nothing from more. */
export const PICTURE_SIDE = 128;

/** The same for learned encoders, which read 224 to 384 pixels of the shorter side. */
export const LEARNED_PICTURE_SIDE = 512;

/** Decoders hold 4 bytes a pixel: 256 MB. Phones' largest photographs have 50 million. */
export const MOST_PIXELS = 2 ** 26;

/** A photograph of 50 megapixels has 25 MB. */
export const MOST_PICTURE_BYTES = 48 * 2 ** 20;

/** An SVG is drawn whole, whatever its size on the page: its text is the work. */
export const MOST_SVG_BYTES = 2 * 2 ** 20;

export const PICTURE_TYPES: Record<PictureKind, string> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
};

const READABLE = 'PNG, JPEG, WebP, GIF, AVIF and SVG are read';

/** @throws MediaFileError */
export function readPictureHeader(bytes: Uint8Array): PictureHeader {
  if (bytes.length === 0) throw new MediaFileError('The file is empty.');
  if (bytes.length > MOST_PICTURE_BYTES)
    throw new MediaFileError(
      `The file has ${megabytes(bytes.length)} MB; pictures of up to ${megabytes(MOST_PICTURE_BYTES)} MB are read. Save a smaller copy.`,
    );
  const kind = kindOf(bytes);
  const { width, height } = whole(() =>
    READERS[kind](new DataView(bytes.buffer, bytes.byteOffset, bytes.length)),
  );
  if (width < 1 || height < 1)
    throw new MediaFileError(`The picture is ${width} x ${height} pixels large: there is nothing to see.`);
  // An SVG is drawn at the size wanted.
  if (kind !== 'svg' && width * height > MOST_PIXELS)
    throw new MediaFileError(
      `The picture is ${width} x ${height} pixels large (${Math.round((width * height) / 1e6)} megapixels); up to ${Math.floor(MOST_PIXELS / 1e6)} megapixels are read. Save a smaller copy.`,
    );
  return { kind, width, height };
}

/** @returns Width and height with the longer side `side`, or as they are where that is smaller; of SVG, always so. */
export function fittedSize(
  { kind, width, height }: PictureHeader,
  side = PICTURE_SIDE,
): { width: number; height: number } {
  const scale = side / Math.max(width, height);
  if (scale >= 1 && kind !== 'svg') return { width: Math.round(width), height: Math.round(height) };
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** What may stand before the root of an SVG. Each part ends in one way only, so that no text takes long to refuse. */
const BEFORE_SVG =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*|<!DOCTYPE svg[^>[]*(?:\[[^\]]*\])?[^>[]*>\s*)*<svg[\s>]/;

/** Whether these bytes are an SVG's, which workers can't decode. */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  return BEFORE_SVG.test(start(bytes, 4096));
}

/** @throws MediaFileError for anything that isn't a picture of a kind that is read */
function kindOf(bytes: Uint8Array): PictureKind {
  const at = (offset: number, text: string) =>
    bytes.length >= offset + text.length &&
    [...text].every((character, i) => bytes[offset + i] === character.charCodeAt(0));
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (at(0, '\xff\xd8\xff')) return 'jpeg';
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return 'gif';
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'webp';
  if (at(4, 'ftyp')) {
    if (at(8, 'avif') || at(8, 'avis')) return 'avif';
    if (at(8, 'mif1') && start(bytes, 64).includes('avif')) return 'avif';
    if (at(8, 'hei') || at(8, 'hev') || at(8, 'mif1') || at(8, 'msf1')) throw unreadable('an HEIC picture');
    throw unreadable('a video');
  }
  if (looksLikeSvg(bytes)) return 'svg';
  if (at(0, 'BM')) throw unreadable('a BMP picture');
  if (at(0, 'II*\0') || at(0, 'MM\0*')) throw unreadable('a TIFF picture');
  if (at(0, '\0\0\x01\0')) throw unreadable('an icon');
  if (at(0, '%PDF')) throw unreadable('a PDF');
  if (at(0, '8BPS')) throw unreadable('a Photoshop file');
  if (at(0, 'PK\x03\x04')) throw unreadable('a zip');
  if (at(0, 'ID3') || at(0, 'OggS') || at(0, 'fLaC') || (at(0, 'RIFF') && at(8, 'WAVE')))
    throw unreadable('a recording');
  if (/^\s*<(!DOCTYPE html|html)/i.test(start(bytes, 256))) throw unreadable('a web page');
  throw new MediaFileError(`The file is no picture, whatever its name says. ${READABLE}.`);
}

function unreadable(what: string): MediaFileError {
  return new MediaFileError(`The file is ${what}. ${READABLE}: save it as one of these.`);
}

interface Size {
  width: number;
  height: number;
}

/** Each walks the file's own structure to its end, or to the end of the first frame; past the end, `RangeError`. */
const READERS: Record<PictureKind, (view: DataView) => Size> = {
  /** ISO/IEC 15948: chunks up to IEND. */
  png(view) {
    let at = 8;
    let size: Size | null = null;
    for (;;) {
      const length = view.getUint32(at);
      const type = fourLetters(view, at + 4);
      if (type === 'IHDR') size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
      // The chunk with its checksum has to be there.
      view.getUint8(at + 12 + length - 1);
      if (type === 'IEND') break;
      at += 12 + length;
    }
    if (size === null) throw damaged();
    return size;
  },

  /** ITU T.81: segments up to the frame header; an end marker somewhere after the first scan begins. */
  jpeg(view) {
    let at = 2;
    let turned = false;
    let size: Size | null = null;
    for (;;) {
      if (view.getUint8(at) !== 0xff) throw damaged();
      const marker = view.getUint8(at + 1);
      // Fill bytes before a marker.
      if (marker === 0xff) {
        at++;
        continue;
      }
      const length = view.getUint16(at + 2);
      const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
      if (isFrame) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
      if (marker === 0xe1) turned = exifTurns(view, at + 4, length - 2);
      at += 2 + length;
      if (marker === 0xda) break;
    }
    if (size === null) throw damaged();
    for (let end = view.byteLength - 2; ; end--) {
      if (end < at) throw new RangeError();
      if (view.getUint8(end) === 0xff && view.getUint8(end + 1) === 0xd9) break;
    }
    return turned ? { width: size.height, height: size.width } : size;
  },

  /** GIF89a: the first image's blocks. Decoders make room for a first image larger than the screen. */
  gif(view) {
    const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    let at = 13 + colourTable(view.getUint8(10));
    for (;;) {
      const block = view.getUint8(at);
      if (block === 0x21) at = pastSubBlocks(view, at + 2);
      else if (block === 0x2c) break;
      else throw damaged();
    }
    const width = view.getUint16(at + 1, true) + view.getUint16(at + 5, true);
    const height = view.getUint16(at + 3, true) + view.getUint16(at + 7, true);
    pastSubBlocks(view, at + 11 + colourTable(view.getUint8(at + 9)));
    return { width: Math.max(screen.width, width), height: Math.max(screen.height, height) };
  },

  /** RFC 9649. */
  webp(view) {
    if (view.getUint32(4, true) + 8 > view.byteLength) throw new RangeError();
    const chunk = fourLetters(view, 12);
    if (chunk === 'VP8X') return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    if (chunk === 'VP8L') {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    if (chunk !== 'VP8 ') throw damaged();
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  },

  /** ISO/IEC 14496-12 boxes and the `ispe` property of 23008-12: the largest image told of. */
  avif(view) {
    for (let at = 0; at < view.byteLength; ) {
      const length = view.getUint32(at);
      if (length === 0) break;
      // 1 says that the length follows in 64 bits: larger than any file read here.
      if (length < 8) throw damaged();
      if (at + length > view.byteLength) throw new RangeError();
      at += length;
    }
    let size: Size = { width: 0, height: 0 };
    for (let at = 4; at + 16 <= Math.min(view.byteLength, 1 << 16); at++) {
      if (view.getUint8(at) !== 0x69 || fourLetters(view, at) !== 'ispe') continue;
      const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
      if (found.width * found.height > size.width * size.height) size = found;
    }
    if (size.width === 0) throw damaged();
    return size;
  },

  svg(view) {
    if (view.byteLength > MOST_SVG_BYTES)
      throw new MediaFileError(
        `The SVG has ${megabytes(view.byteLength)} MB; drawings of up to ${megabytes(MOST_SVG_BYTES)} MB are read.`,
      );
    const text = new TextDecoder().decode(view);
    if (/<!ENTITY/.test(text))
      throw new MediaFileError('The SVG declares entities, which are not read. Save it as plain SVG.');
    const root = svgRoot(text);
    if (root === null || !(root.endsWith('/>') || text.includes('</svg'))) throw new RangeError();
    return svgSize(root);
  },
};

/** @returns The root element's start tag, or null where there is none. */
export function svgRoot(text: string): string | null {
  return text.match(/<svg(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?>/)?.[0] ?? null;
}

/** What browsers give an SVG that tells no size (CSS 2.2, 10.3.2). */
const UNTOLD = { width: 300, height: 150 };

function svgSize(root: string): Size {
  const attribute = (name: string) => root.match(new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`))?.[1];
  const pixels = (name: string) => {
    const [, value, unit] = attribute(name)?.match(/^\s*([\d.]+(?:e[+-]?\d+)?)\s*([a-z%]*)\s*$/i) ?? [];
    return value === undefined || unit === '%' ? undefined : Number(value);
  };
  const box = attribute('viewBox')
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const shape = box?.length === 4 && box.every(Number.isFinite) ? { width: box[2], height: box[3] } : UNTOLD;
  const [width, height] = [pixels('width'), pixels('height')];
  if (width !== undefined && height !== undefined) return { width, height };
  if (width !== undefined) return { width, height: (width * shape.height) / shape.width };
  if (height !== undefined) return { width: (height * shape.width) / shape.height, height };
  return shape;
}

/** Whether the EXIF orientation (5 to 8) swaps the sides. */
function exifTurns(view: DataView, at: number, length: number): boolean {
  if (length < 14 || fourLetters(view, at) !== 'Exif') return false;
  const start = at + 6;
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  const end = at + length;
  if (directory + 2 > end) return false;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > end) return false;
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) >= 5;
  }
  return false;
}

function colourTable(flags: number): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

function pastSubBlocks(view: DataView, from: number): number {
  let at = from;
  for (;;) {
    const length = view.getUint8(at);
    at += 1 + length;
    if (length === 0) return at;
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function fourLetters(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}

/** The first characters, read as Latin-1, which every byte is. */
function start(bytes: Uint8Array, length: number): string {
  return String.fromCharCode(...bytes.subarray(bytes[0] === 0xef ? 3 : 0, length));
}

/** @throws MediaFileError where a reader ran past the end */
function whole(read: () => Size): Size {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError)
      throw new MediaFileError('The picture is cut off: the file ends too early. Copy or save it again.');
    throw error;
  }
}

function damaged(): MediaFileError {
  return new MediaFileError('The picture is damaged. Copy or save it again.');
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(bytes < 2 ** 20 * 10 ? 1 : 0);
}
