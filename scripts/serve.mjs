/**
 * A static server for the built shop, with the headers a real host should send. Plain Node; no state, no
 * logging, nothing written.
 *
 * `node scripts/serve.mjs` serves dist on PORT (4173) of HOST (127.0.0.1).
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { DIST } from './build.mjs';
import { cacheControl, isAppRoute, SECURITY_HEADERS } from './headers.mjs';

/** Media type by file ending, and whether compressing it is worth the time. */
const TYPES = /** @type {Record<string, { type: string, compress: boolean }>} */ ({
  '.html': { type: 'text/html; charset=utf-8', compress: true },
  '.js': { type: 'text/javascript; charset=utf-8', compress: true },
  '.mjs': { type: 'text/javascript; charset=utf-8', compress: true },
  '.css': { type: 'text/css; charset=utf-8', compress: true },
  '.json': { type: 'application/json; charset=utf-8', compress: true },
  '.jsonl': { type: 'application/x-ndjson; charset=utf-8', compress: true },
  '.csv': { type: 'text/csv; charset=utf-8', compress: true },
  '.txt': { type: 'text/plain; charset=utf-8', compress: true },
  '.webmanifest': { type: 'application/manifest+json; charset=utf-8', compress: true },
  '.svg': { type: 'image/svg+xml; charset=utf-8', compress: true },
  '.wasm': { type: 'application/wasm', compress: true },
  '.png': { type: 'image/png', compress: false },
  '.jpg': { type: 'image/jpeg', compress: false },
  '.webp': { type: 'image/webp', compress: false },
  '.avif': { type: 'image/avif', compress: false },
  '.ico': { type: 'image/x-icon', compress: false },
  '.woff2': { type: 'font/woff2', compress: false },
  '.mp3': { type: 'audio/mpeg', compress: false },
  '.m4a': { type: 'audio/mp4', compress: false },
  '.ogg': { type: 'audio/ogg', compress: false },
  '.opus': { type: 'audio/ogg', compress: false },
  '.flac': { type: 'audio/flac', compress: false },
  '.wav': { type: 'audio/wav', compress: false },
  // Weights and vectors hardly shrink, and loaders show progress from an uncompressed Content-Length.
  '.onnx': { type: 'application/octet-stream', compress: false },
  '.bin': { type: 'application/octet-stream', compress: false },
});

const UNKNOWN_TYPE = { type: 'application/octet-stream', compress: false };

/** Below this many bytes compression saves no packet. */
const SMALLEST_COMPRESSED = 1400;

const encoders = {
  // Quality 5: on the 14 MB ONNX Runtime within 10 % of the best size in a tenth of its time.
  br: (/** @type {Buffer} */ body) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (/** @type {Buffer} */ body) => promisify(gzip)(body),
};

/**
 * @param {string} url request target
 * @returns {string | null} decoded path, or null where it is malformed or points outside
 */
function pathOf(url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    // Files that begin with a dot (.htaccess, our own stamp) are nobody's business.
    return /\0|\\|\/\./.test(path) ? null : path;
  } catch {
    return null;
  }
}

/**
 * @param {string | undefined} header Accept-Encoding
 * @returns {'br' | 'gzip' | null}
 */
function encodingFor(header = '') {
  const accepted = header.split(',').map(
    (part) =>
      part
        .trim()
        .replace(/;q=0(\.0*)?$/, ';refused')
        .split(';q=')[0],
  );
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : null;
}

/**
 * Reads "bytes=0-499", "bytes=500-" and "bytes=-500" (RFC 9110, 14.1.2). Anything else, several ranges among it, is
 * no range: a server may answer with the whole.
 *
 * @param {string | undefined} header Range
 * @param {number} size of the file
 * @returns {{ start: number, end: number } | 'none' | 'outside'} first and last byte
 */
function rangeOf(header, size) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || (from === '' && to === '')) return 'none';
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  if (from !== '' && to !== '' && Number(to) < start) return 'none';
  return start > end ? 'outside' : { start, end };
}

/**
 * @param {string} root folder to serve
 * @returns {import('node:http').Server} not yet listening
 */
export function createShopServer(root) {
  /** Compressed bodies by encoding, path and time of change; promises, so that no file is compressed twice. */
  const compressed = /** @type {Map<string, Promise<Buffer>>} */ (new Map());

  /** @param {string} path @returns {Promise<{ file: string, size: number, mtimeMs: number } | null>} */
  async function find(path) {
    const file = join(root, path === '/' ? '/index.html' : path);
    const info = await stat(file).catch(() => null);
    return info?.isFile() ? { file, size: info.size, mtimeMs: info.mtimeMs } : null;
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async function answer(request, response) {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);

    /** @param {number} status @param {string} text */
    const plain = (status, text) => {
      response.writeHead(status, {
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? undefined : `${text}\n`);
    };

    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return plain(405, 'This server only hands out files.');
    }
    const path = pathOf(request.url ?? '/');
    if (path === null) return plain(400, 'Bad address.');

    let status = 200;
    let found = await find(path);
    if (found === null) {
      // Only someone opening a page gets the app; a loader asking for a file must hear that it is missing.
      const opensPage = (request.headers.accept ?? '').includes('text/html') && !extname(path);
      if (!opensPage) return plain(404, `No file at ${path}`);
      // An unknown address still shows the app, which says so in its own words, under an honest status.
      if (!isAppRoute(path)) status = 404;
      found = await find('/');
      if (found === null) return plain(404, 'The shop is not built. Run `npm start`.');
    }

    const { type, compress } = TYPES[extname(found.file)] ?? UNKNOWN_TYPE;
    const etag = `W/"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`;
    response.setHeader('Content-Type', type);
    response.setHeader('Cache-Control', cacheControl(path));
    response.setHeader('ETag', etag);
    if (compress) response.setHeader('Vary', 'Accept-Encoding');
    if (status === 200 && request.headers['if-none-match'] === etag) {
      response.writeHead(304);
      response.end();
      return;
    }

    const encoding =
      compress && found.size >= SMALLEST_COMPRESSED ? encodingFor(request.headers['accept-encoding']) : null;
    if (encoding === null) {
      // Players ask for parts, so that one can jump to the middle. Ours have no If-Range to heed: ETags are weak.
      if (!compress) response.setHeader('Accept-Ranges', 'bytes');
      const whole = compress || status !== 200 || request.method === 'HEAD' || request.headers['if-range'];
      const range = whole ? 'none' : rangeOf(request.headers.range, found.size);
      if (range === 'outside') {
        response.setHeader('Content-Range', `bytes */${found.size}`);
        return plain(416, 'The file ends before that.');
      }
      const part = range === 'none' ? { start: 0, end: found.size - 1 } : range;
      if (range !== 'none') {
        status = 206;
        response.setHeader('Content-Range', `bytes ${part.start}-${part.end}/${found.size}`);
      }
      response.writeHead(status, { 'Content-Length': part.end - part.start + 1 });
      if (request.method === 'HEAD' || found.size === 0) response.end();
      else await pipeline(createReadStream(found.file, part), response);
      return;
    }
    const key = `${encoding} ${found.file} ${etag}`;
    const body = compressed.get(key) ?? readFile(found.file).then(encoders[encoding]);
    compressed.set(key, body);
    const bytes = await body;
    response.writeHead(status, { 'Content-Encoding': encoding, 'Content-Length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  }

  return createServer((request, response) => {
    answer(request, response).catch((error) => {
      // The visitor closing the tab in the middle of a file is no fault.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') console.error(`${request.url}: ${error.message}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
}

/**
 * Serves dist until the process ends.
 *
 * @returns {Promise<string>} the address, once it answers
 */
export function serveShop({
  root = DIST,
  port = Number(process.env.PORT ?? 4173),
  host = process.env.HOST ?? '127.0.0.1',
} = {}) {
  const server = createShopServer(root);
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`)
          : error,
      );
    });
    // A secure context is what gives a page its GPU, service worker and storage; `localhost` is one.
    server.listen(port, host, () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve(`http://localhost:${address.port}`);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await serveShop());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
