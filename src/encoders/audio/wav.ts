/**
 * Reads WAV: uncompressed samples of 8 to 32 bits, or floating, of any number of channels. Only the wanted
 * beginning is turned into numbers. The libraries there are turn the whole file into 64-bit numbers, which for ten
 * minutes of studio sound are gigabytes; what is wanted of the format is this one page.
 *
 * Microsoft & IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991; WAVE_FORMAT_EXTENSIBLE:
 * https://learn.microsoft.com/windows/win32/api/mmreg/ns-mmreg-waveformatextensible
 */
import { MediaFileError } from '../encode-files.ts';
import type { Clip } from '../encoder.ts';
import { checkRate } from './sound.ts';

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;

interface Format {
  tag: number;
  channels: number;
  sampleRate: number;
  /** Bytes of one sample of all channels. */
  stride: number;
  bits: number;
}

export function isWav(bytes: Uint8Array): boolean {
  const form = textAt(bytes, 0);
  // RF64 is the same with room for sizes above 4 GB.
  return (form === 'RIFF' || form === 'RF64') && textAt(bytes, 8) === 'WAVE';
}

/**
 * The mean of the channels of the first `seconds` at most. A file that breaks off gives what there is.
 * @throws MediaFileError
 */
export function decodeWav(bytes: Uint8Array, seconds: number): Clip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: Format | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = textAt(bytes, at);
    const size = view.getUint32(at + 4, true);
    const from = at + 8;
    if (id === 'fmt ') format = formatOf(view, from, Math.min(size, bytes.length - from));
    if (id === 'data') {
      if (format === undefined) throw damaged('its sound comes before its format');
      return samplesOf(view, format, from, Math.min(size, bytes.length - from), seconds);
    }
    at = from + size + (size % 2);
  }
  throw damaged(format === undefined ? 'it says no format' : 'it holds no sound');
}

function formatOf(view: DataView, from: number, size: number): Format {
  if (size < 16) throw damaged('its format is cut off');
  const format = {
    tag: view.getUint16(from, true),
    channels: view.getUint16(from + 2, true),
    sampleRate: view.getUint32(from + 4, true),
    stride: view.getUint16(from + 12, true),
    bits: view.getUint16(from + 14, true),
  };
  // The format itself then begins the identifier at the end.
  if (format.tag === EXTENSIBLE && size >= 26) format.tag = view.getUint16(from + 24, true);
  const { tag, channels, sampleRate, stride, bits } = format;
  const readable = tag === PCM ? bits >= 8 && bits <= 32 : tag === FLOAT && (bits === 32 || bits === 64);
  if (!readable) {
    const kind = tag === PCM || tag === FLOAT ? `has ${bits} bits a sample` : `is compressed (format ${tag})`;
    throw new MediaFileError(`The WAV ${kind}. Save it with 16 or 24 bits, uncompressed.`);
  }
  if (channels === 0 || stride !== channels * Math.ceil(bits / 8))
    throw damaged('its format contradicts itself');
  checkRate(sampleRate);
  return format;
}

function samplesOf(view: DataView, format: Format, from: number, size: number, seconds: number): Clip {
  const { channels, sampleRate, stride } = format;
  const read = readerOf(view, format);
  const width = stride / channels;
  const samples = new Float32Array(Math.min(Math.floor(size / stride), Math.ceil(seconds * sampleRate)));
  for (let i = 0; i < samples.length; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += read(from + i * stride + channel * width);
    samples[i] = sum / channels;
  }
  return { sampleRate, samples };
}

/** From a place in the file to a number from -1 to 1. */
function readerOf(view: DataView, { tag, bits }: Format): (at: number) => number {
  if (tag === FLOAT)
    return bits === 32 ? (at) => view.getFloat32(at, true) : (at) => view.getFloat64(at, true);
  switch (Math.ceil(bits / 8)) {
    // The one width without a sign.
    case 1:
      return (at) => (view.getUint8(at) - 128) / 2 ** 7;
    case 2:
      return (at) => view.getInt16(at, true) / 2 ** 15;
    case 3:
      return (at) => (view.getInt8(at + 2) * 2 ** 16 + view.getUint16(at, true)) / 2 ** 23;
    default:
      return (at) => view.getInt32(at, true) / 2 ** 31;
  }
}

function damaged(how: string): MediaFileError {
  return new MediaFileError(`The WAV is damaged: ${how}.`);
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
