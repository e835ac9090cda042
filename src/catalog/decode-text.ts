/**
 * Bytes to text, piece by piece: UTF-8, UTF-16 by its mark, and windows-1252 for lines that are not UTF-8.
 * Line ends come out as "\n" whatever they were.
 */
import { utf16Of } from './file-kind.ts';

/** A line longer than this is decoded in pieces, which matters only where it isn't UTF-8. */
const LONGEST_LINE = 1 << 20;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** What windows-1252 has at 0x80 to 0x9f. Some engines decode these as control characters (ISO 8859-1). */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

export class TextDecoding {
  /** Lines that were not UTF-8 and were read as windows-1252. */
  foreignLines = 0;
  private readonly utf16: TextDecoder | null;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private rest = new Uint8Array(0);
  private first = true;
  private endedInReturn = false;

  /** @param head the first bytes, to tell the encoding by; they are decoded only when pushed */
  constructor(head: Uint8Array) {
    const label = utf16Of(head);
    this.utf16 = label === null ? null : new TextDecoder(label, { ignoreBOM: true });
  }

  /** The text of what came so far and wasn't given out yet; UTF-8 is given out in whole lines. */
  push(bytes: Uint8Array): string {
    if (this.utf16 !== null) return this.finished(this.utf16.decode(bytes, { stream: true }));
    const all = this.rest.length === 0 ? bytes : joined(this.rest, bytes);
    let end = Math.max(all.lastIndexOf(LINE_FEED), all.lastIndexOf(CARRIAGE_RETURN)) + 1;
    if (end === 0 && all.length > LONGEST_LINE) end = all.length;
    this.rest = all.slice(end);
    return this.finished(this.lines(all.subarray(0, end)));
  }

  /** The text that was held back. */
  end(): string {
    const text = this.utf16 !== null ? this.utf16.decode() : this.lines(this.rest);
    this.rest = new Uint8Array(0);
    return this.finished(text);
  }

  private lines(bytes: Uint8Array): string {
    const whole = this.asUtf8(bytes);
    if (whole !== null) return whole;
    const parts: string[] = [];
    for (let start = 0; start < bytes.length; ) {
      const feed = bytes.indexOf(LINE_FEED, start);
      const end = feed === -1 ? bytes.length : feed + 1;
      const line = bytes.subarray(start, end);
      const text = this.asUtf8(line);
      if (text === null) this.foreignLines++;
      parts.push(text ?? asWindows1252(line));
      start = end;
    }
    return parts.join('');
  }

  private asUtf8(bytes: Uint8Array): string | null {
    try {
      return this.utf8.decode(bytes);
    } catch {
      return null;
    }
  }

  private finished(text: string): string {
    let out = text;
    if (this.first && out !== '') {
      this.first = false;
      if (out.charCodeAt(0) === 0xfeff) out = out.slice(1);
    }
    if (this.endedInReturn && out.startsWith('\n')) out = out.slice(1);
    if (text !== '') this.endedInReturn = text.endsWith('\r');
    return out.includes('\r') ? out.replace(/\r\n?/g, '\n') : out;
  }
}

function asWindows1252(bytes: Uint8Array): string {
  let text = '';
  // In pieces: an argument list has a limit.
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]);
}

export function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
