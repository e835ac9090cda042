/**
 * What kind of file this is, by its first bytes: names and extensions are not trusted. Reads no further than
 * what it is given.
 */

/** What a file that isn't a table turned out to be, and how to get a table out of it. */
export interface WrongKind {
  /** With its article: "a PNG image". */
  what: string;
  fix: string;
}

const EXPORT = 'Export the table as CSV, TSV, JSON or JSONL and choose that file.';
const FROM_SHEET = 'Open it in your spreadsheet program, save it as "CSV UTF-8" and choose that file.';
const UNPACK =
  'Unpack it and choose the CSV, TSV, JSON or JSONL file inside (or pack that one file with gzip).';

/** Signatures, longest known tables first; `at` is the offset of the first byte. */
const SIGNATURES: readonly { bytes: string; at?: number; what: string; fix: string }[] = [
  { bytes: '\x89PNG', what: 'a PNG image', fix: EXPORT },
  { bytes: '\xff\xd8\xff', what: 'a JPEG image', fix: EXPORT },
  { bytes: 'GIF8', what: 'a GIF image', fix: EXPORT },
  { bytes: 'WEBP', at: 8, what: 'a WebP image', fix: EXPORT },
  { bytes: 'ftyp', at: 4, what: 'a video or photo (MP4, HEIC or AVIF)', fix: EXPORT },
  { bytes: 'BM', what: 'a BMP image', fix: EXPORT },
  { bytes: '%PDF', what: 'a PDF document', fix: EXPORT },
  {
    bytes: 'PK\x03\x04',
    what: 'a ZIP archive or an Excel workbook',
    fix: `${FROM_SHEET} If it is an archive: ${UNPACK}`,
  },
  { bytes: 'PK\x05\x06', what: 'an empty ZIP archive', fix: UNPACK },
  { bytes: '\xd0\xcf\x11\xe0', what: 'an old Excel or Office file', fix: FROM_SHEET },
  { bytes: '7z\xbc\xaf', what: 'a 7z archive', fix: UNPACK },
  { bytes: 'Rar!', what: 'a RAR archive', fix: UNPACK },
  { bytes: 'BZh', what: 'a bzip2 archive', fix: UNPACK },
  { bytes: '\xfd7zXZ', what: 'an xz archive', fix: UNPACK },
  { bytes: '\x28\xb5\x2f\xfd', what: 'a Zstandard archive', fix: UNPACK },
  { bytes: '\x1f\x8b', what: 'a gzip archive inside a gzip archive', fix: UNPACK },
  { bytes: 'ustar', at: 257, what: 'a tar archive', fix: UNPACK },
  { bytes: 'SQLite format 3', what: 'an SQLite database', fix: EXPORT },
  {
    bytes: 'PAR1',
    what: 'a Parquet file inside a gzip archive',
    fix: 'Unpack it and choose the Parquet file itself: it is compressed already.',
  },
  { bytes: '\0asm', what: 'a WebAssembly module', fix: EXPORT },
  { bytes: '\x7fELF', what: 'a program', fix: EXPORT },
  { bytes: 'ID3', what: 'an MP3 recording', fix: EXPORT },
  { bytes: 'OggS', what: 'an Ogg recording', fix: EXPORT },
  { bytes: 'RIFF', what: 'a sound or video file', fix: EXPORT },
  { bytes: '{\\rtf', what: 'an RTF document', fix: EXPORT },
];

/** Two letters alone could begin a table ("BM,title"): the size field that follows must fit a picture. */
function isBitmap(head: Uint8Array): boolean {
  return head.length > 14 && head[6] === 0 && head[7] === 0 && head[8] === 0 && head[9] === 0;
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

export function isParquet(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x41 && head[2] === 0x52 && head[3] === 0x31;
}

/** UTF-16 by its byte order mark, or by every other byte of the beginning being zero. Null: not UTF-16. */
export function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length, 512) >> 1;
  if (pairs < 4) return null;
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) zeroFirst++;
    if (head[2 * i + 1] === 0) zeroSecond++;
  }
  // A table's punctuation and digits alone make more than a fifth of UTF-16's high bytes zero.
  if (zeroFirst === 0 && zeroSecond > pairs / 5) return 'utf-16le';
  if (zeroSecond === 0 && zeroFirst > pairs / 5) return 'utf-16be';
  return null;
}

/**
 * Names what `head` is the beginning of, where that can't be a table.
 * @param head the first kilobytes, unpacked
 */
export function wrongKindOfBytes(head: Uint8Array): WrongKind | null {
  for (const { bytes, at = 0, what, fix } of SIGNATURES) {
    let same = head.length >= at + bytes.length;
    for (let i = 0; same && i < bytes.length; i++) same = head[at + i] === bytes.charCodeAt(i);
    if (same && (bytes !== 'BM' || isBitmap(head))) return { what, fix };
  }
  if (utf16Of(head) === null && head.includes(0)) return { what: 'a binary file', fix: EXPORT };
  return null;
}

/** The same for text. */
export function wrongKindOfText(start: string): WrongKind | null {
  const text = start.trimStart();
  if (!text.startsWith('<')) return null;
  if (/^<(!doctype\s+html|html|head|body|script)\b/i.test(text)) {
    return {
      what: 'a web page (HTML)',
      fix: 'Choose the exported file itself, not the page that links to it.',
    };
  }
  if (/^<(\?xml|rss|feed|urlset|svg|\w+[\s>/])/i.test(text)) {
    return {
      what: 'an XML file',
      fix: 'Export the feed as CSV, TSV or JSON instead; Google Merchant offers TSV.',
    };
  }
  return null;
}
