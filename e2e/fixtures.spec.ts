/**
 * Does the watch see? Serves hostile pages, without any policy or with the shop's, and expects each offence
 * to be reported. Uses Playwright's own test, since these pages are meant to misbehave.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { SECURITY_HEADERS } from '../scripts/headers.mjs';
import { watch } from './fixtures.ts';

test.use({ serviceWorkers: 'allow' });

const FOREIGN = 'http://elsewhere.example';

/** Lets everything through that Trusted Types would stop first: what stands behind them is to be seen, too. */
const TRUSTING = `trustedTypes.createPolicy('default', { createScriptURL: (url) => url, createScript: (code) => code });`;

const SCRIPTS: Record<string, string> = {
  '/fetch.js': `fetch('${FOREIGN}/page').catch(() => {})`,
  '/picture.js': `new Image().src = '${FOREIGN}/picture'`,
  '/beacon.js': `navigator.sendBeacon('${FOREIGN}/beacon', 'x')`,
  '/socket.js': `new WebSocket('ws://elsewhere.example/socket')`,
  '/worker.js': `new Worker('/inner-fetch.js')`,
  '/markup.js': `document.createElement('b').innerHTML = '<i></i>'`,
  '/inner-fetch.js': `fetch('${FOREIGN}/worker').catch(() => {})`,
  '/service.js': `navigator.serviceWorker.register('/service-inner.js')`,
  '/service-inner.js': `oninstall = (event) => event.waitUntil(fetch('${FOREIGN}/service').catch(() => {}))`,
  '/throw.js': `setTimeout(() => { throw new Error('on the page') })`,
  '/reject.js': `Promise.reject(new Error('nobody listens'))`,
  '/eval.js': `${TRUSTING} try { new Function('return 1')() } catch {}`,
  '/worker-eval.js': `${TRUSTING} new Worker('/eval-uncaught.js')`,
  '/blob.js': `${TRUSTING} new Worker('/inner-blob.js')`,
  '/inner-blob.js': `${TRUSTING} setTimeout(() => new Worker(URL.createObjectURL(new Blob(['0']))), 500)`,
  '/eval-uncaught.js': `${TRUSTING} new Function('return 1')()`,
};

let server: Server;
let origin: string;

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url as string, 'http://localhost');
    if (url.searchParams.has('strict') || request.headers.referer?.includes('strict')) {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
        // The worker's script must learn from its referrer that the page was a strict one.
        if (name !== 'Referrer-Policy') response.setHeader(name, value);
      }
    }
    const script = SCRIPTS[url.pathname];
    response.setHeader('Content-Type', script ? 'text/javascript' : 'text/html');
    response.end(script ?? `<!doctype html><script src="${url.searchParams.get('script')}"></script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const OFFENCES = [
  { script: '/fetch.js', kind: 'foreign request', what: '/page' },
  { script: '/picture.js', kind: 'foreign request', what: '/picture' },
  { script: '/beacon.js', kind: 'foreign request', what: '/beacon' },
  { script: '/socket.js', kind: 'foreign request', what: '/socket' },
  { script: '/worker.js', kind: 'foreign request', what: '/worker' },
  { script: '/service.js', kind: 'foreign request', what: '/service' },
  { script: '/throw.js', kind: 'uncaught error', what: 'on the page' },
  { script: '/reject.js', kind: 'uncaught error', what: 'nobody listens' },
  { script: '/eval.js', strict: true, kind: 'policy violation', what: 'script-src refused eval' },
  { script: '/fetch.js', strict: true, kind: 'policy violation', what: 'connect-src' },
  { script: '/markup.js', strict: true, kind: 'policy violation', what: 'require-trusted-types-for' },
  { script: '/blob.js', strict: true, kind: 'policy violation', what: 'worker-src' },
  { script: '/worker-eval.js', strict: true, kind: 'uncaught error', what: 'unsafe-eval' },
];

for (const { script, strict, kind, what } of OFFENCES) {
  test(`the watch reports: ${kind} of ${script}${strict ? ' under the policy' : ''}`, async ({
    context,
    page,
  }) => {
    const problems = await watch(context, origin);
    await page.goto(`${origin}/?script=${script}${strict ? '&strict' : ''}`);
    await expect.poll(() => problems).toContainEqual({ kind, what: expect.stringContaining(what) });
  });
}

test('the watch is silent about a page that behaves', async ({ context, page }) => {
  const problems = await watch(context, origin);
  await page.goto(`${origin}/?script=/nothing.js&strict`);
  await page.evaluate(() => fetch('/same-origin').then((answer) => answer.text()));
  expect(problems).toEqual([]);
});
