/**
 * Files of recordings to clips, by what they hold and not by their names: WAV and MP3, the same code in workers and
 * in Node, so that vectors agree. Only the beginning is decoded: a file of ten minutes takes no more memory than
 * one of half a minute.
 */
import { MediaFileError } from '../encode-files.ts';
import type { Clip } from '../encoder.ts';
import { resample } from '../resample.ts';
import { framesOf } from './mpeg-frames.ts';
import { checkRecordingSize } from './recording-size.ts';
import { checkClip, MOST_SECONDS } from './sound.ts';
import { decodeWav, isWav } from './wav.ts';

/** Clips are handed on with at most this rate: no encoder hears more, and several wait at once. */
const HIGHEST_RATE = 48_000;

/** Bytes decoded at once: some seconds of MP3. */
const BATCH = 32 * 1024;

/** What people bring that is known but not read: where its mark stands, and how to call it. */
const OTHERS: { mark: string; at: number; name: string }[] = [
  { mark: 'OggS', at: 0, name: 'an Ogg recording' },
  { mark: 'fLaC', at: 0, name: 'a FLAC recording' },
  { mark: 'ftyp', at: 4, name: 'an MP4 or M4A recording' },
  { mark: 'FORM', at: 0, name: 'an AIFF recording' },
  { mark: '\x1aE\xdf\xa3', at: 0, name: 'a WebM recording' },
  { mark: 'MThd', at: 0, name: 'a MIDI file' },
  { mark: '\x89PNG', at: 0, name: 'a picture' },
  { mark: '\xff\xd8\xff', at: 0, name: 'a picture' },
  { mark: 'GIF8', at: 0, name: 'a picture' },
  { mark: 'WEBP', at: 8, name: 'a picture' },
  { mark: 'PK\x03\x04', at: 0, name: 'a zip archive' },
  { mark: '%PDF', at: 0, name: 'a PDF' },
];

/**
 * @returns One channel, at most `MOST_SECONDS` long, of at most 48,000 samples a second; never silent or too short
 *   to be described.
 * @throws MediaFileError
 */
export async function decodeRecording(bytes: Uint8Array): Promise<Clip> {
  checkRecordingSize(bytes.length);
  if (bytes.length === 0) throw new MediaFileError('The file is empty.');
  const clip = isWav(bytes) ? decodeWav(bytes, MOST_SECONDS) : await decodeMp3(bytes);
  checkClip(clip);
  if (clip.sampleRate <= HIGHEST_RATE) return clip;
  return { sampleRate: HIGHEST_RATE, samples: resample(clip, HIGHEST_RATE) };
}

async function decodeMp3(bytes: Uint8Array): Promise<Clip> {
  const frames = framesOf(bytes);
  const first = frames.next();
  if (first.done) throw new MediaFileError(unreadable(bytes));
  const { sampleRate } = first.value.header;
  const wanted = Math.ceil(MOST_SECONDS * sampleRate);
  // Fetched with the first MP3 and not before.
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    const samples = new Float32Array(wanted);
    let length = 0;
    for (const batch of batchesOf(bytes, first.value, frames)) {
      if (length === wanted) break;
      const { channelData, samplesDecoded } = decoder.decode(batch);
      const [left, right] = channelData;
      const count = Math.min(samplesDecoded, wanted - length);
      for (let i = 0; i < count; i++) samples[length + i] = (left[i] + right[i]) / 2;
      length += count;
    }
    if (length === 0) throw new MediaFileError('The MP3 is damaged: no sound could be decoded.');
    return { sampleRate, samples: samples.slice(0, length) };
  } finally {
    decoder.free();
  }
}

type Frames = ReturnType<typeof framesOf>;
type Frame = Frames extends Generator<infer F> ? F : never;

/** Neighbouring frames together, up to `BATCH` bytes. */
function* batchesOf(bytes: Uint8Array, first: Frame, rest: Frames): Generator<Uint8Array> {
  let from = first.at;
  let to = first.at + first.header.length;
  for (const { at, header } of rest) {
    if (at !== to || at + header.length - from > BATCH) {
      yield bytes.subarray(from, to);
      from = at;
    }
    to = at + header.length;
  }
  yield bytes.subarray(from, to);
}

function unreadable(bytes: Uint8Array): string {
  const known = OTHERS.find(({ mark, at }) =>
    Array.from(mark).every((sign, i) => bytes[at + i] === sign.charCodeAt(0)),
  );
  return `The file is ${known?.name ?? 'no recording'}. Recordings can be MP3 or WAV.`;
}
