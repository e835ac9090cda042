/**
 * Files in a zip, found by its directory and unpacked one at a time: neither the whole archive nor all that is in it is
 * ever held. What a file claims to have is all the room that it gets, so that a zip bomb stays as small as it said.
 * PKWARE's APPNOTE 6.3; no encryption, no archives beyond 4 GB.
 */
import { inflateSync } from 'fflate';

/** A file that isn't a zip, or one that isn't read. The message is for its owner. */
export class ZipError extends Error {
  override name = 'ZipError';
}

export interface ZipEntry {
  /** With its folders, parted by slashes. */
  name: string;
  /** Bytes, unpacked. */
  size: number;
  /** @throws ZipError */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

/** A picture for each thing of the largest catalog that is ranked whole. */
export const MOST_ENTRIES = 50_000;

/** Names of the most entries, of 1,000 characters each, would be twice that; real ones have 40. */
const MOST_DIRECTORY_BYTES = 24 * 2 ** 20;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const [STORED, DEFLATED] = [0, 8];
/** Of the end record, without the comment, which has at most 65,535 bytes. */
const END_LENGTH = 22;

/**
 * @returns Without folders, and without what macOS adds
 * @throws ZipError
 */
export async function zipEntries(file: Blob): Promise<ZipEntry[]> {
  const tailAt = Math.max(0, file.size - END_LENGTH - 0xffff);
  const tail = await viewOf(file, tailAt, file.size);
  let end = tail.byteLength - END_LENGTH;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) throw new ZipError('The zip is damaged or cut off: it has no directory at its end.');
  const count = tail.getUint16(end + 10, true);
  const length = tail.getUint32(end + 12, true);
  const from = tail.getUint32(end + 16, true);
  if (count === 0xffff || from === 0xffffffff)
    throw new ZipError('The zip is too large to be read. Make several smaller ones.');
  if (count > MOST_ENTRIES || length > MOST_DIRECTORY_BYTES)
    throw new ZipError(
      `The zip has ${count} files; up to ${MOST_ENTRIES} are read. Make several smaller ones.`,
    );
  if (from + length > tailAt + end)
    throw new ZipError('The zip is damaged: its directory is not where it says.');
  const directory = await viewOf(file, from, from + length);
  try {
    return entriesIn(directory, count, file);
  } catch (error) {
    if (error instanceof RangeError) throw new ZipError('The zip is damaged: its directory ends too early.');
    throw error;
  }
}

function entriesIn(view: DataView, count: number, file: Blob): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let i = 0, at = 0; i < count; i++) {
    if (view.getUint32(at, true) !== ENTRY)
      throw new ZipError('The zip is damaged: its directory is broken.');
    const method = view.getUint16(at + 10, true);
    const encrypted = (view.getUint16(at + 8, true) & 1) === 1;
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength);
    const name = new TextDecoder().decode(bytes);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const base = name.slice(name.lastIndexOf('/') + 1);
    if (base === '' || base.startsWith('.') || name.startsWith('__MACOSX/')) continue;
    entries.push({
      name,
      size,
      bytes: async () => {
        if (encrypted) throw new ZipError('The file is encrypted. Make a zip without a password.');
        if (method !== STORED && method !== DEFLATED)
          throw new ZipError('The file is packed in a way that is not read. Make the zip anew, as usual.');
        return unpacked(file, local, { method, packed, size });
      },
    });
  }
  return entries;
}

async function unpacked(
  file: Blob,
  local: number,
  { method, packed, size }: { method: number; packed: number; size: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const damaged = (cause?: unknown) => new ZipError('The file is damaged within its zip.', { cause });
  const head = await viewOf(file, local, local + 30);
  if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL) throw damaged();
  const from = local + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  if (from + packed > file.size) throw damaged();
  const bytes = new Uint8Array(await file.slice(from, from + packed).arrayBuffer());
  if (method === STORED) {
    if (bytes.length !== size) throw damaged();
    return bytes;
  }
  try {
    const out = inflateSync(bytes, { out: new Uint8Array(size) });
    if (out.length !== size) throw damaged();
    return out as Uint8Array<ArrayBuffer>;
  } catch (error) {
    throw error instanceof ZipError ? error : damaged(error);
  }
}

async function viewOf(file: Blob, from: number, to: number): Promise<DataView> {
  return new DataView(await file.slice(from, to).arrayBuffer());
}
