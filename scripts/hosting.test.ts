/** Do all hosts send the same? Reads the written files back as each host would. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { APP_ROUTES, cacheControl, IMMUTABLE, isAppRoute, SECURITY_HEADERS } from './headers.mjs';
import { hostingFiles } from './hosting.mjs';

const files = hostingFiles();

/** Blocks of Netlify's and Cloudflare's `_headers`: headers by path pattern. */
function readHeadersFile(text: string): Record<string, Record<string, string>> {
  const blocks: Record<string, Record<string, string>> = {};
  let block: Record<string, string> = {};
  for (const line of text.split('\n').filter(Boolean)) {
    if (line.startsWith(' ')) {
      const colon = line.indexOf(':');
      block[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
    } else {
      block = {};
      blocks[line] = block;
    }
  }
  return blocks;
}

function locations(nginx: string): string[] {
  return nginx.split(/^location /m).slice(1);
}

describe('header files', () => {
  it('_headers carries every header for every path, and long caching for hashed files only', () => {
    const blocks = readHeadersFile(files._headers);
    expect(blocks).toEqual({ '/*': SECURITY_HEADERS, '/assets/*': { 'Cache-Control': IMMUTABLE } });
    // Cloudflare Pages ignores longer lines.
    for (const line of files._headers.split('\n')) expect(line.length).toBeLessThan(2000);
  });

  it('vercel.json agrees', () => {
    const { headers } = JSON.parse(files['vercel.json']);
    expect(headers.map((rule: { source: string }) => rule.source)).toEqual(['/(.*)', '/assets/(.*)']);
    const sent = headers[0].headers.map(({ key, value }: { key: string; value: string }) => [key, value]);
    expect(Object.fromEntries(sent)).toEqual(SECURITY_HEADERS);
  });

  it('.htaccess agrees', () => {
    const lines = files['.htaccess'].matchAll(/^Header always set (\S+) "(.*)"$/gm);
    expect(Object.fromEntries([...lines].map(([, name, value]) => [name, value]))).toEqual(SECURITY_HEADERS);
  });

  it('nginx repeats them in every location, which inherits none', () => {
    const found = locations(files['hosting/nginx.conf']);
    expect(found).toHaveLength(3);
    for (const location of found) {
      const { 'Cache-Control': cache, ...headers } = Object.fromEntries(
        [...location.matchAll(/add_header (\S+) "(.*)" always;/g)].map(([, name, value]) => [name, value]),
      );
      expect(headers).toEqual(SECURITY_HEADERS);
      expect(cache).toBe(cacheControl(location.split(' ')[0]));
    }
  });

  it('no header value breaks the quoting of a dialect', () => {
    for (const value of Object.values(SECURITY_HEADERS)) expect(value).not.toMatch(/["\n\\]/);
  });
});

describe('routes', () => {
  const pages = ['/shop/kitchen', '/item/tarn-tent', '/search', '/basket', '/you', '/lab'];
  const missing = [
    '/models/x/config.json',
    '/shop/art/cup.svg',
    '/ort/x.wasm',
    '/item',
    '/item/a/b',
    '/lab2',
  ];

  it('are those of the app', async () => {
    const app = await readFile(new URL('../src/shop/App.tsx', import.meta.url), 'utf8');
    const paths = [...app.matchAll(/<Route path="([^"]+)"/g)].map(([, path]) => path.replace(/:\w+/, '*'));
    expect(paths.sort()).toEqual([...APP_ROUTES].sort());
  });

  it('pages are routes and files are not', () => {
    expect(isAppRoute('/')).toBe(true);
    for (const path of pages) expect(isAppRoute(path), path).toBe(true);
    expect(isAppRoute('/you/')).toBe(true);
    for (const path of missing) expect(isAppRoute(path), path).toBe(false);
  });

  it('nginx and Apache match the same addresses', () => {
    const nginx = new RegExp(files['hosting/nginx.conf'].match(/location ~ (\S+) \{/)?.[1] as string);
    const apache = new RegExp(files['.htaccess'].match(/RewriteRule (\S+) /)?.[1] as string);
    for (const path of [...pages, ...missing]) {
      expect(nginx.test(path), path).toBe(isAppRoute(path));
      expect(apache.test(path.slice(1)), path).toBe(isAppRoute(path));
    }
  });

  it('Netlify and Vercel know them all', () => {
    const inNetlify = files._redirects
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ')[0]);
    expect(['/', ...inNetlify]).toEqual(APP_ROUTES);
    expect(JSON.parse(files['vercel.json']).rewrites).toHaveLength(inNetlify.length);
  });
});
