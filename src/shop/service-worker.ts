/**
 * The service worker: makes the shop open without a network after the first visit. It knows every file of
 * its own build with its hash, and stores nothing else: no foreign, partial or outdated answer can get in.
 * It never touches the visitor's data.
 */
import { isRecording, type OfflineFile, type OfflineReady, type OfflineRequest } from './offline-files.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build (see vite.config.ts). */
declare const __OFFLINE_FILES__: readonly OfflineFile[];

/** One cache for all versions: keys carry the hash, so that unchanged files survive an update untouched. */
const CACHE = 'inkling-files';

/** Downloads at once; more would get in the way of the page. */
const LANES = 4;

const files = new Map(__OFFLINE_FILES__.map((file) => [file.path, file]));

function keyOf(file: OfflineFile): string {
  return `${file.path}?hash=${file.hash}`;
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Stores an answer if it is, byte for byte, the file of this build.
 *
 * @returns whether it was
 */
async function store(cache: Cache, file: OfflineFile, response: Response): Promise<boolean> {
  if (response.status !== 200 || response.type !== 'basic') return false;
  const bytes = await response.arrayBuffer();
  if ((await hashOf(bytes)) !== file.hash) return false;
  // A fresh response: a redirected one may not answer a navigation, and these bytes are no longer compressed.
  // The other headers stay, so that cached pages and workers keep their policy.
  const headers = new Headers(response.headers);
  headers.delete('Content-Encoding');
  headers.set('Content-Length', String(bytes.byteLength));
  await cache.put(keyOf(file), new Response(bytes, { headers }));
  return true;
}

/** The address to fetch a file from. Hosts redirect `/index.html` to `/`. */
function addressOf(file: OfflineFile): string {
  return file.path === '/index.html' ? '/' : file.path;
}

/** Runs `work` over all items, a few at a time; rejects with the first failure. */
async function inLanes(items: OfflineFile[], work: (file: OfflineFile) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (const file of queue) await work(file);
    }),
  );
}

async function missingFrom(cache: Cache, wanted: (file: OfflineFile) => boolean): Promise<OfflineFile[]> {
  const present = new Set((await cache.keys()).map(({ url }) => url.slice(self.location.origin.length)));
  return [...files.values()].filter((file) => wanted(file) && !present.has(keyOf(file)));
}

/** Fails as a whole when a file can't be had, so that a version takes over complete or not at all. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await inLanes(await missingFrom(cache, ({ group }) => group === 'shell'), async (file) => {
    const response = await fetch(addressOf(file), { cache: 'no-cache' });
    if (!(await store(cache, file, response))) {
      throw new Error(`${file.path} is not the file of this build (status ${response.status}).`);
    }
  });
}

async function activate(): Promise<void> {
  const cache = await caches.open(CACHE);
  const current = new Set(Array.from(files.values(), keyOf));
  for (const request of await cache.keys()) {
    if (!current.has(request.url.slice(self.location.origin.length))) await cache.delete(request);
  }
  await self.clients.claim();
}

/**
 * Stores what the first visit left out. Files of the group `used` are taken only from the browser's own HTTP
 * cache, where they are if this visit loaded them before the service worker was in charge.
 */
async function fill(pictures: boolean): Promise<void> {
  const cache = await caches.open(CACHE);
  const wanted = ({ group, path }: OfflineFile) =>
    group === 'used' || (group === 'idle' && (pictures || !path.startsWith('/shop/')));
  const missing = await missingFrom(cache, wanted);
  let complete = true;
  await inLanes(missing, async (file) => {
    const idle = file.group === 'idle';
    const request: RequestInit = idle
      ? { priority: 'low' }
      : { cache: 'only-if-cached', mode: 'same-origin', priority: 'low' };
    // Offline, a full disk, a file that isn't in the HTTP cache: the next visit tries again.
    const stored = await fetch(file.path, request)
      .then((response) => store(cache, file, response))
      .catch(() => false);
    if (idle && !stored) complete = false;
  });
  if (!complete || !pictures) return;
  const message: OfflineReady = { kind: 'offline-ready' };
  for (const client of await self.clients.matchAll()) client.postMessage(message);
}

/** The file an address stands for; any page of the app is index.html. */
function fileFor(request: Request): OfflineFile | undefined {
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return undefined;
  const file = files.get(pathname);
  return file ?? (request.mode === 'navigate' ? files.get('/index.html') : undefined);
}

async function answer(
  event: FetchEvent,
  file: OfflineFile,
  request: Request | string = event.request,
): Promise<Response> {
  const cache = await caches.open(CACHE);
  const cached = await cache.match(keyOf(file));
  if (cached) return cached;
  const response = await fetch(request);
  const copy = response.clone();
  // The page need not wait for the copy; a disk that refuses it is not the page's trouble.
  event.waitUntil(store(cache, file, copy).catch(() => false));
  return response;
}

/**
 * Part of a recording, cut from the whole, which stays for the time offline: it is small, and players ask for all of it
 * in the end. Only "bytes=from-to" and "bytes=from-" are cut, which is all that browsers' players send.
 */
async function answerPart(event: FetchEvent, file: OfflineFile, range: string): Promise<Response> {
  const whole = await answer(event, file, addressOf(file));
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  if (whole.status !== 200 || from === undefined) return whole;
  const bytes = await whole.arrayBuffer();
  const start = Number(from);
  const end = to === '' ? bytes.byteLength : Math.min(bytes.byteLength, Number(to) + 1);
  const headers = new Headers(whole.headers);
  headers.delete('Content-Encoding');
  if (start >= end) {
    headers.set('Content-Range', `bytes */${bytes.byteLength}`);
    headers.set('Content-Length', '0');
    return new Response(null, { status: 416, headers });
  }
  headers.set('Content-Range', `bytes ${start}-${end - 1}/${bytes.byteLength}`);
  headers.set('Content-Length', String(end - start));
  return new Response(bytes.slice(start, end), { status: 206, headers });
}

self.addEventListener('install', (event) => event.waitUntil(install()));

self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('message', (event) => {
  const request = event.data as OfflineRequest;
  if (request.kind === 'activate') event.waitUntil(self.skipWaiting());
  if (request.kind === 'fill') event.waitUntil(fill(request.pictures));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const file = fileFor(request);
  if (!file) return;
  const range = request.headers.get('Range');
  if (range === null) event.respondWith(answer(event, file));
  // Of other files the network knows how to cut a part.
  else if (isRecording(file.path)) event.respondWith(answerPart(event, file, range));
});
