/** What the browser really gets: the policy on pages and workers, isolation, fonts, an installable app. */
import { test as unwatched } from '@playwright/test';
import { SECURITY_HEADERS } from '../scripts/headers.mjs';
import { expect, open, test } from './fixtures.ts';

const POLICY = SECURITY_HEADERS['Content-Security-Policy'];

// A service worker carries the policy, too.
test.use({ serviceWorkers: 'allow' });

test('the page, its scripts and its workers all carry the policy', async ({ page }) => {
  const policies = new Map<string, string | null>();
  page.on('response', async (response) => {
    const type = response.request().resourceType();
    if (['document', 'script', 'other'].includes(type) && !response.url().startsWith('blob:')) {
      policies.set(new URL(response.url()).pathname, await response.headerValue('Content-Security-Policy'));
    }
  });
  await open(page, '/');
  expect(page.workers().length).toBeGreaterThan(0);
  for (const worker of page.workers()) expect(policies.get(new URL(worker.url()).pathname)).toBe(POLICY);
  for (const [path, policy] of policies) expect(policy, path).toBe(POLICY);
});

test('the policy has no hole in practice', async ({ page }) => {
  await page.goto('/');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  // Neither an inline script nor a style sheet anywhere in the page.
  expect(await page.locator('script:not([src]), style').count()).toBe(0);
});

unwatched('no text becomes markup, and no foreign script a worker', async ({ page }) => {
  await page.goto('/');
  const refused = await page.evaluate(() => {
    const attempts: Record<string, () => unknown> = {
      markup: () => {
        document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
      },
      script: () => {
        document.createElement('script').src = 'data:text/javascript,alert(1)';
      },
      'foreign worker': () => new Worker('https://elsewhere.example/worker.js'),
      'made-up worker': () => new Worker(URL.createObjectURL(new Blob(['0']))),
      'second policy': () =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy('another', {}),
    };
    return Object.entries(attempts).map(([name, attempt]) => {
      try {
        attempt();
        return `${name} was let through`;
      } catch (error) {
        return `${name}: ${(error as Error).name}`;
      }
    });
  });
  expect(refused).toEqual([
    'markup: TypeError',
    'script: TypeError',
    'foreign worker: TypeError',
    'made-up worker: TypeError',
    'second policy: TypeError',
  ]);
});

test('preloaded fonts are the ones in use', async ({ page }) => {
  await open(page, '/');
  await page.evaluate(() => document.fonts.ready);
  const { preloaded, loaded } = await page.evaluate(() => ({
    preloaded: Array.from(
      document.querySelectorAll<HTMLLinkElement>('link[rel=preload][as=font]'),
      (link) => link.href,
    ),
    loaded: performance
      .getEntriesByType('resource')
      .filter((entry) => (entry as PerformanceResourceTiming).initiatorType === 'css')
      .map(({ name }) => name)
      .filter((name) => name.endsWith('.woff2')),
  }));
  expect(preloaded.length).toBeGreaterThan(0);
  // A font that CSS had to ask for itself was not preloaded; one that it didn't use stays unlisted by CSS.
  expect(loaded.filter((font) => !preloaded.includes(font))).toEqual([]);
});

test('can be installed as an app', async ({ page, request }) => {
  await page.goto('/');
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await request.get(href as string)).json();
  expect(manifest).toMatchObject({ name: 'Inkling', start_url: '/', display: 'standalone' });
  for (const { src, type, sizes } of manifest.icons) {
    const icon = await request.get(src);
    expect(icon.headers()['content-type'], src).toContain(type);
    if (type === 'image/png') {
      // Width and height stand at bytes 16 and 20 of a PNG.
      const bytes = await icon.body();
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
    }
  }
});
