/** The static server over a small made-up site: what it hands out, what it refuses, and with which headers. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMMUTABLE, REVALIDATE, SECURITY_HEADERS } from './headers.mjs';
import { createShopServer } from './serve.mjs';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const PAGE = '<!doctype html><title>shop</title>';
const SCRIPT = 'export const x = 1;\n'.repeat(200);

let root: string;
let server: Server;

/** Plain `node:http`, because `fetch` tidies up paths and unpacks bodies. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode as number,
          headers: response.headers,
          body: Buffer.concat(chunks),
        });
      });
    });
    sent.once('error', reject);
    sent.end();
  });
}

const opening = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'inkling-serve-'));
  const site: Record<string, string> = {
    'site/index.html': PAGE,
    'site/assets/app-1a2b.js': SCRIPT,
    'site/ort/runtime.mjs': SCRIPT,
    'site/ort/runtime.wasm': SCRIPT,
    'site/models/m/model.onnx': SCRIPT,
    'site/shop/catalog.json': '[]',
    'site/shop/sound/a.mp3': '0123456789',
    'site/.sources': 'stamp',
    'secret.txt': 'outside',
  };
  for (const [path, text] of Object.entries(site)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
  server = createShopServer(join(root, 'site'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  server.close();
  await rm(root, { recursive: true });
});

describe('headers', () => {
  const cases: [string, string, Record<string, string>, string, number][] = [
    ['a page', '/', opening, 'GET', 200],
    ['a script or worker', '/assets/app-1a2b.js', {}, 'GET', 200],
    ['WASM', '/ort/runtime.wasm', {}, 'GET', 200],
    ['a missing file', '/models/none.json', {}, 'GET', 404],
    ['an unknown page', '/nowhere', opening, 'GET', 404],
    ['a malformed address', '/%E0%A4%A', {}, 'GET', 400],
    ['a refused method', '/', {}, 'POST', 405],
  ];
  it.each(cases)('%s carries every security header', async (_name, path, headers, method, status) => {
    const answer = await get(path, headers, method);
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect(answer.headers[name.toLowerCase()]).toBe(value);
    }
  });

  it('keeps hashed files for good and asks again for all others', async () => {
    expect((await get('/assets/app-1a2b.js')).headers['cache-control']).toBe(IMMUTABLE);
    for (const path of ['/', '/shop/catalog.json', '/ort/runtime.mjs', '/models/m/model.onnx']) {
      expect((await get(path)).headers['cache-control'], path).toBe(REVALIDATE);
    }
  });

  it('names types that browsers insist on', async () => {
    expect((await get('/ort/runtime.wasm')).headers['content-type']).toBe('application/wasm');
    expect((await get('/ort/runtime.mjs')).headers['content-type']).toMatch(/^text\/javascript/);
  });

  it('answers 304, with the headers, to who has the file already', async () => {
    const first = await get('/shop/catalog.json');
    const again = await get('/shop/catalog.json', { 'if-none-match': first.headers.etag as string });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    expect(again.headers['content-security-policy']).toBe(SECURITY_HEADERS['Content-Security-Policy']);
  });
});

describe('addresses', () => {
  it('answers the addresses of the app with its page', async () => {
    for (const path of ['/', '/item/tarn-tent', '/shop/kitchen', '/search?q=tent', '/you/']) {
      const answer = await get(path, opening);
      expect(answer.status, path).toBe(200);
      expect(answer.body.toString(), path).toBe(PAGE);
    }
  });

  it('shows the app under an honest status where it has no page', async () => {
    const answer = await get('/nowhere', opening);
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).toBe(PAGE);
  });

  it('never answers a missing file with a page', async () => {
    for (const path of [
      '/models/m/config.json',
      '/shop/pack.bin',
      '/ort/x.wasm',
      '/tfjs/x.wasm',
      '/assets/x.js',
    ]) {
      for (const headers of [{}, opening]) {
        const answer = await get(path, headers);
        expect(answer.status, path).toBe(404);
        expect(answer.headers['content-type'], path).toMatch(/^text\/plain/);
      }
    }
    // An address of the app, but asked for by a loader.
    expect((await get('/shop/kitchen', { accept: '*/*' })).status).toBe(404);
  });

  it('hands out nothing outside its folder, and no hidden file', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%5csecret.txt',
      '/.sources',
      '/a/..%2f..%2fsecret.txt',
    ]) {
      const answer = await get(path);
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
      expect(answer.body.toString(), path).not.toContain('outside');
    }
  });
});

describe('bodies', () => {
  it('compresses text as the browser prefers', async () => {
    const br = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(br.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(br.body).toString()).toBe(SCRIPT);
    const gzip = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip;q=1.0, br;q=0' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
    expect(gzip.headers.vary).toBe('Accept-Encoding');
  });

  it('leaves weights alone and tells their length, for progress', async () => {
    const answer = await get('/models/m/model.onnx', { 'accept-encoding': 'br' });
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers['content-length']).toBe(String(SCRIPT.length));
    expect(answer.body.toString()).toBe(SCRIPT);
  });

  it('HEAD is GET without the body', async () => {
    const answer = await get('/assets/app-1a2b.js', {}, 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-length']).toBe(String(SCRIPT.length));
    expect(answer.body).toHaveLength(0);
  });
});

describe('parts of a recording', () => {
  const part = (range: string, more: Record<string, string> = {}) =>
    get('/shop/sound/a.mp3', { range, ...more });

  it.each([
    ['bytes=0-', '0123456789', 'bytes 0-9/10'],
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-99', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('%s is cut out', async (range, text, where) => {
    const { status, headers, body } = await part(range);
    expect(status).toBe(206);
    expect(body.toString()).toBe(text);
    expect(headers).toMatchObject({
      'content-range': where,
      'content-length': String(text.length),
      'content-type': 'audio/mpeg',
      'accept-ranges': 'bytes',
    });
  });

  it.each(['bytes=10-', 'bytes=11-12', 'bytes=-0'])('%s lies outside', async (range) => {
    const { status, headers } = await part(range);
    expect(status).toBe(416);
    expect(headers['content-range']).toBe('bytes */10');
  });

  it.each(['bytes=4-2', 'bytes=0-1,4-5', 'bytes=a-', 'bytes=-', 'lines=1-2'])(
    '%s gets the whole',
    async (range) => {
      const { status, body } = await part(range);
      expect(status).toBe(200);
      expect(body.length).toBe(10);
    },
  );

  it('hands out the whole where a part would not fit: an If-Range it cannot vouch for, a compressible file', async () => {
    expect((await part('bytes=2-4', { 'if-range': '"x"' })).status).toBe(200);
    expect((await get('/assets/app-1a2b.js', { range: 'bytes=0-3' })).status).toBe(200);
    expect((await get('/shop/sound/a.mp3', {}, 'HEAD')).headers['content-length']).toBe('10');
  });
});
