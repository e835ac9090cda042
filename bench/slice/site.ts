/**
 * The sites that are measured: the built shop as it is, and the built shop with one page more, through which
 * the engine can be driven without the shop around it. Both from the production server, which counts here.
 */
import { mkdir, readdir, symlink } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import { build } from 'vite';
import { DIST } from '../../scripts/build.mjs';
import { createShopServer } from '../../scripts/serve.mjs';
import shopConfig from '../../vite.config.ts';

/** One answer of the server. */
export interface Sent {
  path: string;
  status: number;
  /** Of the body, as it went over the wire: compressed, and 0 for an answer without one. */
  bytes: number;
}

export interface Site {
  origin: string;
  /** Everything answered so far, in order. */
  sent: Sent[];
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
}

/** @param root folder to serve on a free port */
export async function serve(root: string): Promise<Site> {
  const sent: Sent[] = [];
  const server = createShopServer(root);
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    response.once('finish', () => {
      const bytes = response.statusCode === 304 ? 0 : Number(response.getHeader('Content-Length') ?? 0);
      sent.push({ path: pathname, status: response.statusCode, bytes });
    });
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const site: Site = {
    origin: `http://localhost:${port}`,
    sent,
    async goOffline() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
    goOnline: () => listen(port),
  };
  await compressAll(root, site);
  return site;
}

/** Hosts keep compressed files; ours compresses each at its first request, which must not be a measured one. */
async function compressAll(root: string, { origin, sent }: Site): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.isDirectory() || entry.name.startsWith('.')) continue;
    const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
    const response = await fetch(`${origin}/${path}`, { headers: { 'Accept-Encoding': 'br' } });
    await response.body?.cancel();
  }
  await fetch(origin, { headers: { Accept: 'text/html', 'Accept-Encoding': 'br' } });
  sent.length = 0;
}

/** Path of the page through which the engine is driven alone. */
export const ENGINE_PAGE = '/engine-page.html';

/**
 * Builds that page, with the shop's own settings, into a folder whose every other file is the built shop's.
 *
 * @param root an empty folder
 */
export async function buildWithEnginePage(root: string): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    publicDir: false,
    resolve: shopConfig.resolve,
    worker: shopConfig.worker,
    build: {
      target: shopConfig.build?.target,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      outDir: root,
      emptyOutDir: true,
      // A folder of its own: `assets` is the shop's.
      assetsDir: 'engine-page',
      rolldownOptions: {
        checks: { pluginTimings: false },
        input: join(import.meta.dirname, 'engine-page.html'),
      },
    },
  });
  await mkdir(root, { recursive: true });
  for (const name of await readdir(DIST)) await symlink(join(DIST, name), join(root, name));
}
