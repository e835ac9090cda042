/**
 * What the page, the service worker and the build agree on about working offline. Types and the sorting of
 * files into groups; no effects.
 */

/**
 * When a file of the site is put into the offline cache:
 * - `shell`: before the service worker takes over (pages, code, styles, fonts, catalog, pack);
 * - `idle`: in the background once the page has settled, and whenever it is seen (pictures, TensorFlow.js);
 * - `used`: only once the page loaded it (encoder models, ONNX Runtime, recordings: many megabytes not everyone needs).
 */
export type OfflineGroup = 'shell' | 'idle' | 'used';

/** One file of the built site. A new content is a new hash, so an old copy is never taken for it. */
export interface OfflineFile {
  /** URL path, beginning with a slash. */
  path: string;
  /** First 16 hex digits of its SHA-256. */
  hash: string;
  group: OfflineGroup;
}

/** What the page asks of the service worker. */
export type OfflineRequest =
  /** Take over from the running version. */
  | { kind: 'activate' }
  /** Store what is still missing; pictures only if the visitor's connection isn't a sparing one. */
  | { kind: 'fill'; pictures: boolean };

/** What the service worker tells the page: all but `used` files are here. */
export interface OfflineReady {
  kind: 'offline-ready';
}

const NOT_THE_APP = new Set(['/service-worker.js', '/404.html', '/_headers', '/_redirects', '/vercel.json']);

const PICTURE = /\.(svg|png|jpe?g|webp|avif)$/;

const RECORDING = /\.(mp3|m4a|aac|ogg|opus|flac|wav)$/;

/** @param path URL path of a picture, or of anything else */
export function isPicture(path: string): boolean {
  return PICTURE.test(path);
}

/** @param path URL path of a recording, or of anything else */
export function isRecording(path: string): boolean {
  return RECORDING.test(path);
}

/**
 * @param path URL path of a built file
 * @returns its group, or null where the service worker has no business with it
 */
export function offlineGroup(path: string): OfflineGroup | null {
  if (path.startsWith('/hosting/') || path.includes('/.') || path.endsWith('.txt')) return null;
  if (NOT_THE_APP.has(path)) return null;
  if (path.startsWith('/models/') || path.startsWith('/ort/')) return 'used';
  if (path.startsWith('/tfjs/')) return 'idle';
  // A reader that only those need who bring such a file, and what runs a language model that the visitor turned on.
  if (/^\/assets\/(parquet-table|generator-worker)-/.test(path)) return 'used';
  // Fonts for alphabets the shop's own texts don't use; a page in another language still gets them.
  if (/-(latin-ext|vietnamese|cyrillic|greek)[-.].*\.woff2$/.test(path)) return 'used';
  if (path.startsWith('/shop/') && isPicture(path)) return 'idle';
  // Heard once, heard offline: a few megabytes for all, and hardly anyone plays them all.
  if (isRecording(path)) return 'used';
  return 'shell';
}
