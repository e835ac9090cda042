import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { createMp3Encoder } from 'wasm-media-encoders';
import '../../property-tests.ts';
import { encodeFiles, MediaFileError } from '../encode-files.ts';
import type { Clip } from '../encoder.ts';
import { audioEncoder } from './audio-encoder.ts';
import { decodeRecording } from './decode.ts';
import { describeClip } from './descriptor.ts';
import { madeSound, tone } from './made-sounds.ts';
import { checkRecordingSize, LARGEST_RECORDING } from './recording-size.ts';
import { MOST_SECONDS } from './sound.ts';
import { writeWav } from './write-wav.ts';

const TUNE = madeSound({ sampleRate: 44_100, seconds: 4, drums: 0.5 });

let mp3: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  mp3 = await writeMp3(TUNE, 64);
});

async function writeMp3({ samples, sampleRate }: Clip, bitrate: 64 | 128): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate: sampleRate as 44_100, channels: 1, bitrate });
  // Each answer is a view of memory that the next one writes over.
  const body = encoder.encode([samples]).slice();
  return joined(body, encoder.finalize());
}

function joined(...parts: ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function text(letters: string): Uint8Array {
  return new TextEncoder().encode(letters);
}

function likeness(a: Clip, b: Clip): number {
  const [one, other] = [describeClip(a).vector, describeClip(b).vector];
  return one.reduce((sum, value, i) => sum + value * other[i], 0);
}

test.each([
  ['16 bits', {}, 1e-4],
  ['8 bits', { bits: 8 }, 0.012],
  ['24 bits', { bits: 24 }, 1e-6],
  ['32 bits', { bits: 32 }, 1e-6],
  ['floating', { bits: 32, float: true }, 0],
  ['six channels, extensible', { channels: 6, bits: 24, extensible: true }, 1e-6],
  ['stereo floating, extensible', { channels: 2, bits: 32, float: true, extensible: true }, 1e-7],
] as const)('WAV of %s is read as it was written', async (_, shape, tolerance) => {
  const clip = tone(440, 1, 11_025, 0.9);
  const read = await decodeRecording(writeWav(clip, shape));
  expect(read.sampleRate).toBe(11_025);
  expect(read.samples.length).toBe(clip.samples.length);
  let worst = 0;
  read.samples.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - clip.samples[i]));
  });
  expect(worst).toBeLessThanOrEqual(tolerance);
});

test('WAV of 192 kHz comes at 48 kHz, and sounds the same', async () => {
  const { sampleRate, samples } = await decodeRecording(writeWav(tone(1000, 1, 192_000), { bits: 24 }));
  expect(sampleRate).toBe(48_000);
  expect(samples.length).toBe(48_000);
  expect(describeClip({ sampleRate, samples }).features.brightness / 1000).toBeCloseTo(1, 1);
});

test('chunks that nobody knows are passed over, odd lengths too', async () => {
  const wav = writeWav(tone(440, 1));
  const strange = joined(text('LIST'), [5, 0, 0, 0], text('abcde'), [0]);
  const read = await decodeRecording(joined(wav.subarray(0, 12), strange, wav.subarray(12)));
  expect(read.samples.length).toBe(22_050);
});

test('MP3 sounds like the WAV it was made of, as long and nearly to the sample', async () => {
  const clip = await decodeRecording(mp3);
  expect(clip.sampleRate).toBe(44_100);
  expect(Math.abs(clip.samples.length - TUNE.samples.length)).toBeLessThan(2 * 1152);
  expect(likeness(clip, TUNE)).toBeGreaterThan(0.97);
});

test('covers and tags before and after the sound of an MP3 are passed over', async () => {
  // A size of seven bits a byte: 2 x 128 + 44 = 300.
  const tag = joined(text('ID3'), [4, 0, 0, 0, 0, 2, 44], new Uint8Array(300).fill(0xff));
  const tagged = joined(tag, tag, mp3, text('TAG'), new Uint8Array(125).fill(0x20));
  expect((await decodeRecording(tagged)).samples).toEqual((await decodeRecording(mp3)).samples);
});

test('damage amid an MP3 costs some sound, and no more', async () => {
  const broken = joined(mp3.subarray(0, 9_000), new Uint8Array(3_000).fill(0x55), mp3.subarray(14_001));
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { samples } = await decodeRecording(broken);
  expect(samples.length).toBeGreaterThan(0.6 * TUNE.samples.length);
});

test('names say nothing: what the bytes are decides', async () => {
  const files = [
    { name: 'tune.mp3', bytes: async () => writeWav(tone(440)) },
    { name: 'notes.wav', bytes: async () => mp3 },
  ];
  const { present, problems } = await encodeFiles(files, {
    encoder: audioEncoder(),
    decode: decodeRecording,
  });
  expect(problems).toEqual([]);
  expect([...present]).toEqual([1, 1]);
});

test('a file that breaks off gives what there is, or says what is wrong', async () => {
  const wav = writeWav(tone(440, 2));
  expect((await decodeRecording(wav.slice(0, wav.length / 2))).samples.length).toBeGreaterThan(20_000);
  expect((await decodeRecording(mp3.slice(0, mp3.length / 2))).samples.length).toBeGreaterThan(80_000);
  await expect(decodeRecording(wav.slice(0, 20))).rejects.toThrow(/damaged/);
  await expect(decodeRecording(wav.slice(0, 40))).rejects.toThrow(/damaged: it holds no sound/);
  await expect(decodeRecording(wav.slice(0, 60))).rejects.toThrow(/too short/);
});

test('ten minutes are described by their first half minute, in little memory', async () => {
  const wav = writeWav(
    { sampleRate: 8_000, samples: new Float32Array(600 * 8_000).fill(0.3, 100_000) },
    { bits: 8 },
  );
  expect((await decodeRecording(wav)).samples.length).toBe(30 * 8_000);
  // The same four seconds over and over: ten minutes of MP3.
  const long = joined(...Array.from({ length: 150 }, () => mp3));
  const { samples } = await decodeRecording(long);
  expect(samples.length).toBe(30 * 44_100);
});

test('each bad file has its own message, and the others go on', async () => {
  const silent = { sampleRate: 22_050, samples: new Float32Array(22_050) };
  const header = writeWav(tone(440, 1));
  const withFormat = (at: number, value: number) => {
    const bytes = header.slice();
    new DataView(bytes.buffer).setUint16(at, value, true);
    return bytes;
  };
  const bad: [Uint8Array, RegExp][] = [
    [new Uint8Array(0), /^The file is empty/],
    [new Uint8Array([1]), /no recording.*MP3 or WAV/],
    [text('not a song at all, however it is called. '.repeat(500)), /no recording/],
    [text('OggS and more of it'), /an Ogg recording.*MP3 or WAV/],
    [text('fLaC and more of it'), /a FLAC recording/],
    [joined([0, 0, 0, 32], text('ftypM4A ')), /M4A recording/],
    [joined([0x89], text('PNG\r\n')), /a picture/],
    [joined([0xff, 0xd8, 0xff, 0xe0], new Uint8Array(500)), /a picture/],
    [text('%PDF-1.7'), /a PDF/],
    [writeWav(silent), /silent/],
    [await writeMp3({ sampleRate: 44_100, samples: new Float32Array(88_200) }, 64), /silent/],
    [writeWav({ sampleRate: 44_100, samples: new Float32Array([0.5]) }), /too short: 1 sample/],
    [withFormat(20, 2), /compressed \(format 2\)/],
    [withFormat(22, 0), /contradicts itself/],
    [withFormat(34, 4), /4 bits a sample/],
    [withFormat(24, 3), /3 samples a second/],
  ];
  const files = [...bad, [mp3, /./] as const].map(([bytes], i) => ({
    name: `${i}`,
    bytes: async () => Uint8Array.from(bytes),
  }));
  const { present, problems } = await encodeFiles(files, {
    encoder: audioEncoder(),
    decode: decodeRecording,
  });
  expect(problems.map(({ file }) => file)).toEqual(bad.map((_, i) => i));
  bad.forEach(([, message], i) => {
    expect(problems[i].message).toMatch(message);
  });
  expect([...present]).toEqual([...bad.map(() => 0), 1]);
});

test('what is too large is refused by its size alone', () => {
  expect(() => checkRecordingSize(LARGEST_RECORDING)).not.toThrow();
  expect(() => checkRecordingSize(LARGEST_RECORDING + 1)).toThrow(
    `at most 128 MB are read. Its first ${MOST_SECONDS} seconds`,
  );
});

test('no bytes, however changed, do more than give sound or a message', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const wav = writeWav(tone(440, 1, 8_000));
  const from = fc.constantFrom(wav, mp3.slice(0, 12_000));
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(from, changes, fc.boolean(), async (bytes, edits, early) => {
      const edited = bytes.slice();
      for (const [at, value] of edits) edited[at % (early ? 64 : edited.length)] = value;
      try {
        const { samples } = await decodeRecording(edited);
        expect(samples.length).toBeLessThanOrEqual(30 * 48_000);
      } catch (error) {
        if (!(error instanceof MediaFileError)) throw error;
      }
    }),
    { numRuns: 60 },
  );
});
