import { expect, test } from 'vitest';
import { framesOf } from './mpeg-frames.ts';

/** So many frames of nothing, each as long as its header says. */
function frames(header: readonly number[], length: number, count: number): number[] {
  return Array.from({ length: count }, () => [...header, ...new Array<number>(length - 4).fill(0)]).flat();
}

const MP3 = [0xff, 0xfb, 0x90, 0x64];

const found = (bytes: readonly number[]) => [...framesOf(Uint8Array.from(bytes))];

test.each([
  ['MPEG-1 layer III, 128 kbit/s, 44.1 kHz', [0xff, 0xfb, 0x90, 0], 417, 44_100, 1152],
  ['the same, padded', [0xff, 0xfb, 0x92, 0], 418, 44_100, 1152],
  ['MPEG-2 layer III, 64 kbit/s, 22.05 kHz', [0xff, 0xf3, 0x80, 0], 208, 22_050, 576],
  ['MPEG-2.5 layer III, 16 kbit/s, 8 kHz', [0xff, 0xe3, 0x28, 0], 144, 8_000, 576],
  ['MPEG-1 layer II, 192 kbit/s, 48 kHz', [0xff, 0xfd, 0xa4, 0], 576, 48_000, 1152],
  ['MPEG-1 layer I, 384 kbit/s, 44.1 kHz', [0xff, 0xff, 0xc0, 0], 416, 44_100, 384],
])('%s', (_, header, length, sampleRate, samples) => {
  const all = found(frames(header, length, 3));
  expect(all).toHaveLength(3);
  expect(all[0].header).toEqual({ length, sampleRate, samples });
  expect(all.map(({ at }) => at)).toEqual([0, length, 2 * length]);
});

test('one header alone proves nothing, and a frame that is cut off is left out', () => {
  expect(found([...MP3, ...new Array<number>(600).fill(0)])).toHaveLength(0);
  expect(found(frames(MP3, 417, 3).slice(0, -1))).toHaveLength(2);
});

test('what lies before and between frames is passed over, an empty tag too', () => {
  const tag = [0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0];
  const all = found([...tag, 1, 2, 3, ...frames(MP3, 417, 2), 9, 9, ...frames(MP3, 417, 2)]);
  expect(all.map(({ at }) => at)).toEqual([13, 430, 849, 1266]);
});

test('another sample rate is another recording', () => {
  expect(found([...frames(MP3, 417, 2), ...frames([0xff, 0xf3, 0x80, 0], 208, 4)])).toHaveLength(2);
});

test('reserved values are no frames, and a tag that says too much leaves nothing', () => {
  for (const header of [
    [0xff, 0xeb, 0x90, 0],
    [0xff, 0xf9, 0x90, 0],
    [0xff, 0xfb, 0xf0, 0],
    [0xff, 0xfb, 0x00, 0],
    [0xff, 0xfb, 0x9c, 0],
  ]) {
    expect(found(frames(header, 417, 3))).toHaveLength(0);
  }
  expect(found([0x49, 0x44, 0x33, 4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f, ...frames(MP3, 417, 3)])).toHaveLength(0);
});

test('noise is given up before its end', () => {
  const late = [...new Array<number>(300_000).fill(7), ...frames(MP3, 417, 3)];
  expect(found(late)).toHaveLength(0);
});
