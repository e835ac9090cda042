/**
 * How large a file of a recording may be: for whoever knows that before its bytes, and needs nothing else of them.
 */
import { MediaFileError } from '../encode-files.ts';

/** Ten minutes of a CD's sound uncompressed are 106 MB. */
export const LARGEST_RECORDING = 128 * 1024 * 1024;

/** @throws MediaFileError */
export function checkRecordingSize(bytes: number): void {
  if (bytes <= LARGEST_RECORDING) return;
  const megabytes = (size: number) => Math.ceil(size / 1024 / 1024);
  throw new MediaFileError(
    `The recording has ${megabytes(bytes)} MB, and at most ${megabytes(LARGEST_RECORDING)} MB are read. ` +
      'Its first 30 seconds are enough.',
  );
}
