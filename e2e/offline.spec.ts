/**
 * The service worker, first over small made-up sites whose server can be changed or closed, then over the
 * built shop. Closing the server is the only true offline: a browser's own switch doesn't reach every thread.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { DIST } from '../scripts/build.mjs';
import { finishSite } from '../scripts/finish-site.ts';
import { SECURITY_HEADERS } from '../scripts/headers.mjs';
import { createShopServer } from '../scripts/serve.mjs';
import type { OfflineRequest } from '../src/shop/offline-files.ts';
import { expect, ready, test as watched } from './fixtures.ts';

interface Site {
  root: string;
  origin: string;
  /** Writes files, then the service worker and its list, as a deployment would. */
  deploy(files: Record<string, string>): Promise<void>;
  goOffline(): Promise<void>;
}

let serviceWorker: Promise<string> | undefined;

/** The service worker as the build makes it, still without its list of files. */
function compileServiceWorker(): Promise<string> {
  serviceWorker ??= build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: 'src/shop/service-worker.ts' } },
  }).then((result) => {
    const { output } = result as { output: { code: string }[] };
    return output[0].code;
  });
  return serviceWorker;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

const test = watched.extend<{ site: Site }>({
  site: async ({ browserName: _ }, use) => {
    const root = await mkdtemp(join(tmpdir(), 'inkling-site-'));
    const server = createShopServer(root);
    const origin = await listen(server);
    await use({
      root,
      origin,
      async deploy(files) {
        const all = { ...files, 'service-worker.js': await compileServiceWorker() };
        for (const [path, text] of Object.entries(all)) {
          await mkdir(dirname(join(root, path)), { recursive: true });
          await writeFile(join(root, path), text);
        }
        await finishSite(root);
      },
      goOffline: () => close(server),
    });
    if (server.listening) await close(server);
    await rm(root, { recursive: true });
  },
  // The made-up site has an origin of its own.
  baseURL: async ({ site }, use) => use(site.origin),
  serviceWorkers: 'allow',
});

const page1 = '<!doctype html><link rel="icon" href="/icon.svg"><title>one</title>';
const page2 = page1.replace('one', 'two');
const icon = '<svg xmlns="http://www.w3.org/2000/svg"/>';

const FILES = {
  'index.html': page1,
  'icon.svg': icon,
  'assets/app-1.js': 'export const version = 1;',
  'shop/catalog.json': '["tent"]',
  'shop/art/tent.svg': icon,
  'tfjs/backend.wasm': 'wasm',
  'models/m/model.onnx': 'weights',
  'models/m/unused.onnx': 'other weights',
};

/** The made-up pages lack what lets a script's address through in the shop: `compute/trusted-scripts.ts`. */
async function trustScripts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { defaultPolicy: unknown; createPolicy(name: string, rules: object): unknown };
    };
    if (trustedTypes.defaultPolicy === null) {
      trustedTypes.createPolicy('default', { createScriptURL: (address: string) => address });
    }
  });
}

/** Registers and waits until the service worker answers this page's requests. */
async function register(page: Page): Promise<void> {
  await trustScripts(page);
  await page.evaluate(async () => {
    const controlled = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
    await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
    if (!navigator.serviceWorker.controller) await controlled;
  });
}

/** Asks for the background fill and waits until the service worker says that all is there. */
async function fill(page: Page): Promise<void> {
  await page.evaluate(
    async (request) => {
      const filled = new Promise((resolve) => {
        navigator.serviceWorker.addEventListener('message', resolve, { once: true });
      });
      navigator.serviceWorker.startMessages();
      navigator.serviceWorker.controller?.postMessage(request);
      await filled;
    },
    { kind: 'fill', pictures: true } satisfies OfflineRequest,
  );
}

/** Paths in the offline cache, without their hashes. */
function stored(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const cache = await caches.open('inkling-files');
    return (await cache.keys()).map(({ url }) => new URL(url).pathname).sort();
  });
}

/** Status and text of a file, as the page gets it; the error's name where it gets none. */
function load(page: Page, path: string): Promise<string> {
  return page.evaluate(async (path) => {
    try {
      const response = await fetch(path);
      return `${response.status} ${await response.text()}`;
    } catch (error) {
      return (error as Error).name;
    }
  }, path);
}

test.describe('service worker', () => {
  test('stores the shell at once, the rest in the background, models only once used', async ({
    page,
    site,
  }) => {
    await site.deploy(FILES);
    await page.goto('/');
    await register(page);
    expect(await stored(page)).toEqual([
      '/assets/app-1.js',
      '/icon.svg',
      '/index.html',
      '/shop/catalog.json',
    ]);

    await fill(page);
    expect(await stored(page)).toContain('/shop/art/tent.svg');
    expect(await stored(page)).toContain('/tfjs/backend.wasm');
    expect(await stored(page)).not.toContain('/models/m/model.onnx');

    expect(await load(page, '/models/m/model.onnx')).toBe('200 weights');
    await expect.poll(() => stored(page)).toContain('/models/m/model.onnx');

    await site.goOffline();
    for (const [path, text] of Object.entries(FILES).slice(1, -1)) {
      expect(await load(page, `/${path}`)).toBe(`200 ${text}`);
    }
    expect(await load(page, '/models/m/unused.onnx')).toBe('TypeError');
  });

  test('keeps a recording once it was heard, and cuts parts from it as a server would', async ({
    page,
    site,
  }) => {
    const sounds = { 'shop/sound/heard.mp3': '0123456789', 'shop/sound/unheard.mp3': 'silence' };
    await site.deploy({ ...FILES, ...sounds });
    await page.goto('/');
    await register(page);
    await fill(page);
    expect((await stored(page)).filter((path) => path.endsWith('.mp3'))).toEqual([]);
    const part = (range: string, path = '/shop/sound/heard.mp3') =>
      page.evaluate(
        async ([path, Range]) => {
          const response = await fetch(path, { headers: { Range } }).catch(() => null);
          return response && [response.status, await response.text(), response.headers.get('Content-Range')];
        },
        [path, range],
      );
    // Asked for a part, it fetches and keeps the whole.
    expect(await part('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10']);
    await expect.poll(() => stored(page)).toContain('/shop/sound/heard.mp3');

    await site.goOffline();
    expect(await part('bytes=0-')).toEqual([206, '0123456789', 'bytes 0-9/10']);
    expect(await part('bytes=7-99')).toEqual([206, '789', 'bytes 7-9/10']);
    expect(await part('bytes=10-')).toEqual([416, '', 'bytes */10']);
    expect(await load(page, '/shop/sound/heard.mp3')).toBe('200 0123456789');
    expect(await part('bytes=0-', '/shop/sound/unheard.mp3')).toBeNull();
  });

  test('keeps what the first visit loaded before it was in charge', async ({ page, site }) => {
    await site.deploy(FILES);
    await page.goto('/');
    expect(await load(page, '/models/m/model.onnx')).toBe('200 weights');
    await register(page);
    await fill(page);
    await site.goOffline();
    expect(await load(page, '/models/m/model.onnx')).toBe('200 weights');
  });

  test('opens every address of the app offline, under the same headers', async ({ page, site }) => {
    await site.deploy(FILES);
    await page.goto('/');
    await register(page);
    await site.goOffline();
    for (const path of ['/', '/item/tent', '/shop/outdoors', '/search?q=tent']) {
      const response = await page.goto(path);
      expect(response?.fromServiceWorker(), path).toBe(true);
      expect(await page.title(), path).toBe('one');
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
        expect(await response?.headerValue(name), `${path} ${name}`).toBe(value);
      }
    }
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  test('a new version waits, then replaces the old one whole', async ({ page, site }) => {
    await site.deploy(FILES);
    await page.goto('/');
    await register(page);
    await fill(page);

    await rm(join(site.root, 'assets/app-1.js'));
    await site.deploy({
      ...FILES,
      'index.html': page2,
      'assets/app-1.js': '',
      'assets/app-2.js': 'export {};',
    });
    await rm(join(site.root, 'assets/app-1.js'));
    await site.deploy({ 'index.html': page2 });
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
    });
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state))
      .toBe('installed');
    // The running version still answers with its own files, those the server no longer has included.
    await page.reload();
    expect(await page.title()).toBe('one');
    expect(await load(page, '/assets/app-1.js')).toBe('200 export const version = 1;');

    await page.evaluate(
      async (request) => {
        const taken = new Promise((resolve) => {
          navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
        });
        (await navigator.serviceWorker.ready).waiting?.postMessage(request);
        await taken;
      },
      { kind: 'activate' } satisfies OfflineRequest,
    );
    await site.goOffline();
    await page.reload();
    expect(await page.title()).toBe('two');
    expect(await stored(page)).not.toContain('/assets/app-1.js');
    // Unchanged files were neither dropped nor fetched again.
    expect(await load(page, '/shop/art/tent.svg')).toBe(`200 ${icon}`);
  });

  test('does not take over while a file of its version is missing or wrong', async ({ page, site }) => {
    await site.deploy(FILES);
    await writeFile(join(site.root, 'shop/catalog.json'), '["te');
    await page.goto('/');
    await trustScripts(page);
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.register('/service-worker.js');
      const worker = registration.installing as ServiceWorker;
      return new Promise((resolve) => {
        worker.addEventListener('statechange', () => resolve(worker.state));
      });
    });
    expect(state).toBe('redundant');
    expect(await stored(page)).not.toContain('/shop/catalog.json');
  });

  test('never stores a model that did not arrive whole', async ({ page, site }) => {
    await site.deploy(FILES);
    await page.goto('/');
    await register(page);
    await writeFile(join(site.root, 'models/m/model.onnx'), 'weig');
    // The page gets what there is, and checks it itself.
    expect(await load(page, '/models/m/model.onnx')).toBe('200 weig');
    expect(await load(page, '/models/m/none.onnx')).toMatch(/^404/);
    await writeFile(join(site.root, 'models/m/model.onnx'), 'weights');
    expect(await load(page, '/models/m/model.onnx')).toBe('200 weights');
    await expect.poll(() => stored(page)).toContain('/models/m/model.onnx');
    expect(await stored(page)).not.toContain('/models/m/none.onnx');
  });
});

test.describe('the built shop', () => {
  test('works offline after the first visit', async ({ page, site }) => {
    await cp(DIST, site.root, { recursive: true });
    await page.goto('/');
    await ready(page);
    // The page registers by itself once it has settled, then fills.
    const shell = (await readFile(join(site.root, 'service-worker.js'), 'utf8')).match(
      /"group":"(shell|idle)"/g,
    );
    await expect
      .poll(async () => (await stored(page)).length, { timeout: 60_000 })
      .toBeGreaterThanOrEqual(shell?.length ?? Number.POSITIVE_INFINITY);
    await site.goOffline();
    await page.reload();
    await ready(page);

    const card = page.locator('article[data-item-id]').first();
    await expect(card).toBeVisible();
    const drawn = () => card.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth > 0);
    await expect.poll(drawn).toBe(true);
    const title = await card.getByRole('link').first().innerText();
    await card.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title);

    for (const path of ['/search?q=tent', '/basket', '/you', '/lab']) {
      await page.goto(path);
      await ready(page);
      await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    }
  });
});
