/**
 * Writes a clip as WAV: for tests and benchmarks, which make their files themselves. Nothing of this reaches a shop.
 */
import type { Clip } from '../encoder.ts';

export interface WavShape {
  bits: 8 | 16 | 24 | 32;
  /** Of 32 bits: numbers from -1 to 1 as they are. */
  float: boolean;
  /** Each holds the same. */
  channels: number;
  /** As recorders of more than two channels write it. */
  extensible: boolean;
}

export function writeWav(clip: Clip, wishes: Partial<WavShape> = {}): Uint8Array<ArrayBuffer> {
  const { bits, float, channels, extensible } = {
    bits: 16,
    float: false,
    channels: 1,
    extensible: false,
    ...wishes,
  };
  const width = bits / 8;
  const stride = channels * width;
  const formatSize = extensible ? 40 : 16;
  const dataSize = clip.samples.length * stride;
  const view = new DataView(new ArrayBuffer(28 + formatSize + dataSize));
  const text = (at: number, letters: string) => {
    for (let i = 0; i < letters.length; i++) view.setUint8(at + i, letters.charCodeAt(i));
  };
  const tag = float ? 3 : 1;
  text(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, formatSize, true);
  view.setUint16(20, extensible ? 0xfffe : tag, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, clip.sampleRate, true);
  view.setUint32(28, clip.sampleRate * stride, true);
  view.setUint16(32, stride, true);
  view.setUint16(34, bits, true);
  if (extensible) {
    view.setUint16(36, 22, true);
    view.setUint16(38, bits, true);
    view.setUint16(44, tag, true);
  }
  text(20 + formatSize, 'data');
  view.setUint32(24 + formatSize, dataSize, true);
  const write = writerOf(view, bits, float);
  clip.samples.forEach((value, i) => {
    for (let channel = 0; channel < channels; channel++) {
      write(28 + formatSize + i * stride + channel * width, Math.max(-1, Math.min(1, value)));
    }
  });
  return new Uint8Array(view.buffer);
}

function writerOf(view: DataView, bits: number, float: boolean): (at: number, value: number) => void {
  if (float) return (at, value) => view.setFloat32(at, value, true);
  const most = 2 ** (bits - 1) - 1;
  switch (bits) {
    case 8:
      return (at, value) => view.setUint8(at, Math.round(value * most) + 128);
    case 16:
      return (at, value) => view.setInt16(at, Math.round(value * most), true);
    case 24:
      return (at, value) => {
        const whole = Math.round(value * most);
        view.setUint16(at, whole & 0xffff, true);
        view.setInt8(at + 2, whole >> 16);
      };
    default:
      return (at, value) => view.setInt32(at, Math.round(value * most), true);
  }
}
