/**
 * Finds the frames of an MP3 (MPEG-1, -2 and -2.5 audio, layers I to III): where sound begins after tags and
 * covers, whether there is any, and where it goes on after damage. Decoding them is `decode.ts`' matter.
 *
 * ISO/IEC 11172-3, section 2.4.1.3 (the header), and ISO/IEC 13818-3; ID3v2: https://id3.org/id3v2.4.0-structure
 */

export interface FrameHeader {
  sampleRate: number;
  /** Of one channel. */
  samples: number;
  /** Bytes, the header's four among them. */
  length: number;
}

/**
 * kbit/s by bit rate index 1 to 14: MPEG-1's three layers, then the lower versions' layer I and layers II and III.
 */
const BIT_RATES = [
  [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

/** MPEG-1's; the others' are halves and quarters. */
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** Bytes searched for the next frame: past this it is no MP3, or not one any more. */
const SEARCHED = 256 * 1024;

/** Frames of one recording from the first on; what lies between them is left out. */
export function* framesOf(bytes: Uint8Array): Generator<{ at: number; header: FrameHeader }> {
  let at = afterTags(bytes);
  let searched = 0;
  let sampleRate: number | undefined;
  while (at + 4 <= bytes.length && searched < SEARCHED) {
    const header = headerAt(bytes, at);
    const isNext = sampleRate !== undefined && searched === 0;
    if (
      header === null ||
      (sampleRate !== undefined && header.sampleRate !== sampleRate) ||
      !(isNext || isFollowed(bytes, at, header))
    ) {
      at++;
      searched++;
      continue;
    }
    if (at + header.length > bytes.length) return;
    yield { at, header };
    sampleRate = header.sampleRate;
    at += header.length;
    searched = 0;
  }
}

/** Eleven set bits happen by chance: it is a frame when another of its kind stands at its end. */
function isFollowed(bytes: Uint8Array, at: number, { length, sampleRate }: FrameHeader): boolean {
  const next = headerAt(bytes, at + length);
  return next !== null && next.sampleRate === sampleRate;
}

function headerAt(bytes: Uint8Array, at: number): FrameHeader | null {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1] & 0xe0) !== 0xe0) return null;
  const version = (bytes[at + 1] >> 3) & 3;
  const layer = 4 - ((bytes[at + 1] >> 1) & 3);
  const bitRateIndex = bytes[at + 2] >> 4;
  const rateIndex = (bytes[at + 2] >> 2) & 3;
  // Reserved values, and bit rates that aren't said.
  if (version === 1 || layer === 4 || bitRateIndex === 0 || bitRateIndex === 15 || rateIndex === 3)
    return null;
  const first = version === 3;
  const table = first ? layer - 1 : layer === 1 ? 3 : 4;
  const bitRate = BIT_RATES[table][bitRateIndex - 1] * 1000;
  const sampleRate = SAMPLE_RATES[rateIndex] / (first ? 1 : version === 2 ? 2 : 4);
  const samples = layer === 1 ? 384 : layer === 3 && !first ? 576 : 1152;
  const padding = (bytes[at + 2] >> 1) & 1;
  const length =
    layer === 1
      ? 4 * (Math.floor((12 * bitRate) / sampleRate) + padding)
      : Math.floor(((samples / 8) * bitRate) / sampleRate) + padding;
  return { sampleRate, samples, length };
}

/** ID3v2 tags stand before the sound and may hold a cover of megabytes. */
function afterTags(bytes: Uint8Array): number {
  let at = 0;
  while (bytes[at] === 0x49 && bytes[at + 1] === 0x44 && bytes[at + 2] === 0x33 && at + 10 <= bytes.length) {
    // Sizes have seven bits a byte, so that they never look like a frame.
    const size = bytes.subarray(at + 6, at + 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    const hasFooter = (bytes[at + 5] & 0x10) !== 0;
    at += 10 + size + (hasFooter ? 10 : 0);
  }
  return at;
}
