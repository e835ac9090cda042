/** Bringing a shop: a small made-up one with everything wrong in it, and a large real one where it is at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { rollup } from 'd3-array';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { expect, open, test } from './fixtures.ts';
import { look, slatesOfHome } from './shop.ts';

/** Orders of a real shop, for development; not part of the project. */
const REAL = process.env.INKLING_DATA ?? '../shared/data/online-retail';

/** Lines that a thing must have to be kept: enough to learn what goes with it. */
const ENOUGH_LINES = 8;

/**
 * Every sixth customer with all of their orders of things that sell: a year of a smaller shop. `INKLING_WHOLE_SHOP=1`
 * takes everybody and everything, in some five times the time.
 */
function realShop(): { items: string | FilePayload; orders: string | FilePayload } {
  const files = { items: join(REAL, 'items.csv'), orders: join(REAL, 'events.csv.gz') };
  if (process.env.INKLING_WHOLE_SHOP) return files;
  const [head, ...lines] = gunzipSync(readFileSync(files.orders)).toString().trimEnd().split('\n');
  const theirs = lines.filter((line) => Number(line.slice(0, line.indexOf(','))) % 6 === 0);
  const bought = rollup(
    theirs,
    (ofThing) => ofThing.length,
    (line) => line.split(',')[1],
  );
  const sells = (id: string) => (bought.get(id) ?? 0) >= ENOUGH_LINES;
  const orders = [head, ...theirs.filter((line) => sells(line.split(',')[1]))].join('\n');
  const [names, ...things] = readFileSync(files.items, 'utf8').trimEnd().split('\n');
  const items = [names, ...things.filter((line) => sells(line.slice(0, line.indexOf(','))))].join('\n');
  return {
    items: csv('items.csv', items),
    orders: { name: 'events.csv.gz', mimeType: 'application/gzip', buffer: gzipSync(orders) },
  };
}

async function choose(page: Page, items: string | FilePayload, orders?: string | FilePayload): Promise<void> {
  await open(page, '/lab');
  const pickers = page.getByRole('region', { name: 'Files' }).locator('input[type="file"]');
  await pickers.nth(0).setInputFiles(items);
  if (orders !== undefined) await pickers.nth(1).setInputFiles(orders);
  await page.getByRole('button', { name: 'Check the files' }).click();
}

type FilePayload = { name: string; mimeType: string; buffer: Buffer };
const csv = (name: string, text: string): FilePayload => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});

const THINGS = ['mug', 'jug', 'bowl', 'plate', 'vase', 'spoon', 'tray', 'cup'];
const COLOURS = ['red', 'blue', 'green', 'white', 'black', 'yellow'];
const rows = THINGS.flatMap((thing, t) =>
  COLOURS.map(
    (colour, c) =>
      `p${t}${c},${colour} stoneware ${thing},A ${colour} ${thing} thrown by hand.,${8 + t}.50 GBP,Potter,Pots > ${thing}s`,
  ),
);
const HEAD = 'id,title,description,price,brand,product_type';

test('pictures chosen with a catalog are described, shown on its cards, and bad ones told of', async ({
  page,
}) => {
  const linked = rows.map((row, i) => `${row},https://elsewhere.example/pictures/thing-${i}.jpg`);
  const paint = (background: string) =>
    sharp({ create: { width: 300, height: 300, channels: 3, background: '#fff' } })
      .composite([
        { input: { create: { width: 160, height: 160, channels: 3, background } }, left: 70, top: 70 },
      ])
      .webp()
      .toBuffer();
  const picture = async (name: string, background: string) => ({
    name,
    mimeType: 'image/webp',
    buffer: await paint(background),
  });
  const zip = zipSync({ 'in/thing-1.webp': new Uint8Array(await paint('#1133aa')) });
  const scripted =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>window.ran = true</script><circle cx="4" cy="4" r="3" fill="red"/></svg>';
  await open(page, '/lab');
  const pickers = page.getByRole('region', { name: 'Files' }).locator('input[type="file"]');
  await pickers.nth(0).setInputFiles(csv('pottery.csv', [`${HEAD},image_link`, ...linked].join('\n')));
  await pickers
    .nth(2)
    .setInputFiles([
      await picture('thing-0.webp', '#aa2222'),
      await picture('p02.png', '#22aa44'),
      await picture('nobody.webp', '#222222'),
      { name: 'p03.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(scripted) },
      { name: 'p04.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') },
      { name: 'more.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) },
    ]);
  await page.getByRole('button', { name: 'Check the files' }).click();
  await expect(page.getByText('items with a picture')).toBeVisible();
  await expect(page.getByText('1 file has the name of no item')).toBeVisible();
  await expect(page.getByText('The file is no picture, whatever its name says.')).toBeVisible();
  await page.getByLabel('Name of the shop').fill('Pictured pottery');
  await page.getByRole('button', { name: 'Build this shop' }).click();
  await expect(page.getByRole('heading', { name: 'Pictured pottery is open' })).toBeVisible({
    timeout: 80_000,
  });
  await page.getByRole('link', { name: 'Visit the shop' }).click();
  for (const id of ['p00', 'p01', 'p02', 'p03']) {
    await look(page, id);
    const image = page.locator('main img[src^="blob:"]').first();
    await expect
      .poll(() => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth))
      .toBeGreaterThan(0);
  }
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test('a small catalog opens as a shop, survives a reload, and makes way for the demo again', async ({
  page,
}) => {
  const script = `x1,<script>alert(1)</script> & Co <b>teapot</b>,<p>Brews &amp; pours.</p>,30 GBP,Potter,Pots > teapots`;
  await choose(page, csv('pottery.csv', [HEAD, ...rows, script].join('\n')));
  await page.getByLabel('Name of the shop').fill('Corner pottery');
  await page.getByRole('button', { name: 'Build this shop' }).click();
  await expect(page.getByRole('heading', { name: 'Corner pottery is open' })).toBeVisible({
    timeout: 80_000,
  });

  await page.getByRole('link', { name: 'Visit the shop' }).click();
  await look(page, 'p00');
  await page.reload();
  const slates = await slatesOfHome(page);
  expect(slates['For you'].every((id) => /^(p|x)\d/.test(id))).toBe(true);
  await open(page, '/item/x1');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('teapot');

  await open(page, '/lab');
  await page.getByRole('button', { name: 'Return to the demo shop' }).click();
  await expect(page.getByText('This is Inkling again, the demo shop.')).toBeVisible();
  expect(Object.keys(await slatesOfHome(page))).toEqual(['Trending']);
});

test('broken lines are named with their fix, and skipped only when asked', async ({ page }) => {
  const bad = [
    'p00,another red mug,,8,Potter,Pots',
    'q1,,no title,9,Potter,Pots',
    'q2,Minus mug,,-4,Potter,Pots',
  ];
  await choose(page, csv('pottery.csv', [HEAD, ...rows, ...bad].join('\n')));
  const problems = page.getByRole('region', { name: 'Problems', exact: true });
  await expect(problems).toContainText(String(rows.length + 2));
  await expect(problems).toContainText('title');
  await expect(problems).toContainText('price');
  const build = page.getByRole('button', { name: 'Build this shop' });
  await expect(build).toBeDisabled();
  await page.getByLabel(/Skip 3 bad lines/).check();
  await expect(build).toBeEnabled();
});

test('a file of another kind is refused in words, and nothing changes', async ({ page }) => {
  await choose(page, {
    name: 'items.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('\x89PNG\r\n\x1a\n0000'),
  });
  await expect(page.locator('main')).toContainText(/picture|image/i);
  await expect(page.getByRole('button', { name: 'Build this shop' })).toHaveCount(0);
  expect(Object.keys(await slatesOfHome(page))).toEqual(['Trending']);
});

test('an import is cancelled at once', async ({ page }) => {
  await choose(page, csv('pottery.csv', [HEAD, ...rows].join('\n')));
  await page.getByRole('button', { name: 'Build this shop' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. Nothing was changed.')).toBeVisible();
  expect(Object.keys(await slatesOfHome(page))).toEqual(['Trending']);
});

test('a real shop with a year of orders: three Christmas things bring Christmas things', async ({ page }) => {
  test.skip(
    !existsSync(join(REAL, 'items.csv')),
    'the Online Retail data set is not here; set INKLING_DATA to its folder',
  );
  test.setTimeout(16 * 60_000);
  const start = Date.now();
  const { items, orders } = realShop();
  await choose(page, items, orders);
  await page.getByLabel('Name of the shop').fill('Gift warehouse', { timeout: 60_000 });
  const skip = page.getByRole('checkbox', { name: /Skip/ });
  if (await skip.isVisible()) await skip.check();
  await page.getByRole('button', { name: 'Build this shop' }).click();
  await expect(page.getByRole('heading', { name: 'Gift warehouse is open' })).toBeVisible({
    timeout: 15 * 60_000,
  });
  console.log(`import of the real shop: ${Math.round((Date.now() - start) / 1000)} s`);

  await open(page, '/search?q=christmas');
  const cards = page.locator('main article[data-item-id]');
  await expect(cards.first()).toBeVisible();
  const ids = await cards.evaluateAll((nodes) =>
    nodes.slice(0, 3).map((node) => (node as HTMLElement).dataset.itemId ?? ''),
  );
  for (const id of ids) {
    await look(page, id);
    await page.getByRole('button', { name: 'Add to basket' }).click();
    await expect(page.getByRole('link', { name: 'In your basket' })).toBeVisible();
  }
  await open(page, '/checkout');
  await page.getByRole('button', { name: 'Place the order' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/thank/i);
  await slatesOfHome(page);
  const titles = await page.getByRole('region', { name: 'For you' }).locator('article h3').allTextContents();
  const festive = titles.filter((title) =>
    /christmas|xmas|star|snow|reindeer|angel|advent|bauble|holly|santa|wreath|candle|tree|noel/i.test(title),
  );
  expect(festive.length, titles.join(' | ')).toBeGreaterThanOrEqual(5);
});

test('names longer than the page is wide leave the page as wide as it is', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const endless = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenhalterung';
  const long = `l1,Hand-finished ${endless},A line.,,Sons & Daughters of the ${endless},A department with a name for everybody > x`;
  await choose(page, csv('long.csv', [HEAD, ...rows, long].join('\n')));
  const fits = () =>
    page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
  await expect(page.getByRole('button', { name: 'Build this shop' })).toBeVisible();
  expect(await fits()).toBe(true);
  await page.getByRole('button', { name: 'Build this shop' }).click();
  await expect(page.getByRole('link', { name: 'Visit the shop' })).toBeVisible();
  await open(page, '/item/l1');
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await expect(page.getByRole('link', { name: 'In your basket' })).toBeVisible();
  expect(await fits()).toBe(true);
  for (const path of ['/', '/basket', '/checkout', '/you']) {
    await open(page, path);
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
    expect(await fits(), path).toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await fits()).toBe(true);
});
