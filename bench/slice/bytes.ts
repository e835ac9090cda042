/** Bytes over the wire, by kind: what a first visit needs, what search by meaning adds, what offline adds. */
import { setTimeout as sleep } from 'node:timers/promises';
import { asNewVisitor, inBrowser, marksOf, waitUntil } from './browser.ts';
import type { Figure, Section } from './report.ts';
import type { Setting } from './setting.ts';
import type { Sent, Site } from './site.ts';
import { visitHome, waitUntilStored } from './start.ts';

const KINDS = [
  { kind: 'model', is: /^\/models\// },
  { kind: 'pack', is: /^\/shop\/pack\// },
  { kind: 'catalog', is: /^\/shop\/[^/]*\.json$/ },
  { kind: 'pictures', is: /\.(svg|png|jpe?g|webp|avif|ico)$/ },
  { kind: 'fonts', is: /\.woff2$/ },
  { kind: 'wasm', is: /\.wasm$/ },
  { kind: 'script', is: /\.m?js$/ },
  { kind: 'style', is: /\.css$/ },
  { kind: 'page and manifest', is: /(^\/|\/[^.]*|\.html|\.webmanifest)$/ },
] as const;

/** Without any answer for this long, ms, the page has what it wanted. */
const QUIET = 1500;

async function untilQuiet({ sent }: Site): Promise<void> {
  let seen = -1;
  while (seen !== sent.length) {
    seen = sent.length;
    await sleep(QUIET);
  }
}

export async function measureBytes({ workspace, shop }: Setting): Promise<Section[]> {
  // Without the service worker: what it fetches beside the page would be counted as the page's.
  const page = await asNewVisitor(workspace, (profile) =>
    inBrowser(profile, { withoutServiceWorker: true }, async (page) => {
      shop.sent.length = 0;
      await visitHome(page, shop.origin);
      await untilQuiet(shop);
      const home = [...shop.sent];
      await page.goto(`${shop.origin}/search?q=${encodeURIComponent('something warm for a wet walk')}`);
      await waitUntil('Search by meaning', async () => (await marksOf(page)).encoderReady !== null);
      await untilQuiet(shop);
      return { home, search: shop.sent.slice(home.length) };
    }),
  );
  const withServiceWorker = await asNewVisitor(workspace, (profile) =>
    inBrowser(profile, {}, async (page) => {
      shop.sent.length = 0;
      await visitHome(page, shop.origin);
      await waitUntilStored(page);
      await untilQuiet(shop);
      return [...shop.sent];
    }),
  );
  const about = 'Bodies as sent, brotli where it helps.';
  return [
    { title: 'Bytes of a first visit', about, figures: byKind(page.home) },
    {
      title: 'Bytes that the first search by meaning adds',
      about: `${about} The encoder is loaded with the first search, never before.`,
      figures: byKind(page.search),
    },
    {
      title: 'Bytes that working offline adds',
      about: `${about} In the background, once the page has settled.`,
      figures: byKind(withServiceWorker, page.home),
    },
  ];
}

function byKind(sent: readonly Sent[], without: readonly Sent[] = []): Figure[] {
  const sums = new Map<string, { bytes: number; files: number }>();
  const add = (answers: readonly Sent[], sign: 1 | -1) => {
    for (const { path, bytes } of answers) {
      const kind = KINDS.find(({ is }) => is.test(path))?.kind ?? 'other';
      const sum = sums.get(kind) ?? { bytes: 0, files: 0 };
      sums.set(kind, { bytes: sum.bytes + sign * bytes, files: sum.files + sign * Number(bytes > 0) });
    }
  };
  add(sent, 1);
  add(without, -1);
  const kinds = [...sums].filter(([, { files }]) => files !== 0).sort((a, b) => b[1].bytes - a[1].bytes);
  const figure = (name: string, bytes: number, files: number): Figure => ({
    name,
    unit: 'kB',
    values: { once: bytes / 1000 },
    note: files === 1 ? '1 file' : `${files} files`,
  });
  const all = kinds.reduce(
    (sum, [, { bytes, files }]) => ({ bytes: sum.bytes + bytes, files: sum.files + files }),
    { bytes: 0, files: 0 },
  );
  return [
    ...kinds.map(([kind, { bytes, files }]) => figure(kind, bytes, files)),
    figure('all', all.bytes, all.files),
  ];
}
