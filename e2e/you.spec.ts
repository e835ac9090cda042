/** What is known, and the visitor's power over it: forgetting, exporting, pausing, surviving a killed browser. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../scripts/chromium.mjs';
import { expect, open, test } from './fixtures.ts';
import { demoCatalog, eventsOf, look, slatesOfHome } from './shop.ts';

test('erasing gives exactly the shelves of a new visitor', async ({ page }) => {
  const fresh = await slatesOfHome(page);
  const { items } = await demoCatalog(page);
  for (const place of [5, 300, 420]) await look(page, items[place].id);
  expect(await slatesOfHome(page)).not.toEqual(fresh);
  await open(page, '/you');
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('button', { name: 'Erase it all' }).click();
  await expect.poll(() => eventsOf(page, 'view_item')).toEqual([]);
  expect(await slatesOfHome(page)).toEqual(fresh);
});

test('one event is forgotten, and put back', async ({ page }) => {
  const { items } = await demoCatalog(page);
  await look(page, items[5].id);
  const one = await slatesOfHome(page);
  await look(page, items[300].id);
  const two = await slatesOfHome(page);
  await open(page, '/you');
  await page.getByRole('button', { name: new RegExp(`^Forget: Viewed ${items[300].title}`) }).click();
  await expect.poll(() => eventsOf(page, 'view_item')).toEqual([items[5].id]);
  expect(await slatesOfHome(page)).toEqual(one);
  expect(two).not.toEqual(one);
});

test('history goes out as a file and comes in again', async ({ page }) => {
  const { items } = await demoCatalog(page);
  for (const place of [5, 300]) await look(page, items[place].id);
  const before = await slatesOfHome(page);
  await open(page, '/you');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  const file = await download.path();
  expect(JSON.parse(await readFile(file, 'utf8')).events).toHaveLength(2);
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('button', { name: 'Erase it all' }).click();
  await expect.poll(() => eventsOf(page, 'view_item')).toEqual([]);
  await page.getByLabel('History file').setInputFiles(file);
  await expect.poll(async () => (await eventsOf(page, 'view_item')).length).toBe(2);
  expect(await slatesOfHome(page)).toEqual(before);
  await open(page, '/you');
  await page.getByLabel('History file').setInputFiles({
    name: 'broken.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"inkling-history","version":1,"shop":"demo","events":[{"id":"x"}]}'),
  });
  await expect(page.getByText(/Event 1 of 1/)).toBeVisible();
  expect(await eventsOf(page, 'view_item')).toHaveLength(2);
});

test('while paused, looks are not kept', async ({ page }) => {
  const { items } = await demoCatalog(page);
  await open(page, '/you');
  await page.getByRole('button', { name: 'Pause recording' }).click();
  await expect(page.getByRole('button', { name: 'Resume recording' })).toBeVisible();
  await open(page, `/item/${items[7].id}`);
  await page.locator('main').getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect.poll(() => eventsOf(page, 'add_to_wishlist')).toEqual([items[7].id]);
  expect(await eventsOf(page, 'view_item')).toEqual([]);
});

test('what was acknowledged is there after the browser is killed', async ({ baseURL }) => {
  const profile = await mkdtemp(join(tmpdir(), 'inkling-killed-'));
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: findChromium() ?? undefined,
      baseURL,
      args: ['--no-sandbox', '--disable-background-networking', '--no-first-run'],
    });
  try {
    const first = await launch();
    const page = first.pages()[0];
    const { items } = await demoCatalog(page);
    await open(page, `/item/${items[42].id}`);
    await page.locator('main').getByRole('button', { name: 'Save', exact: true }).first().click();
    // The toast comes when the write was acknowledged; the very next thing is the end of every process.
    await page.getByText(`Saved ${items[42].title}`).waitFor();
    const crash = await first.newCDPSession(page);
    crash.send('Browser.crash').catch(() => 'the browser is gone, as it should be');
    await new Promise((resolve) => first.once('close', resolve));
    const second = await launch();
    const again = second.pages()[0];
    await again.goto('/saved');
    await again.locator(`main article[data-item-id="${items[42].id}"]`).waitFor();
    await second.close();
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
});

test('two tabs come to know the same', async ({ page, context }) => {
  const { items } = await demoCatalog(page);
  const other = await context.newPage();
  await open(other, '/saved');
  await open(page, `/item/${items[9].id}`);
  await page.locator('main').getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect(other.locator(`main article[data-item-id="${items[9].id}"]`)).toBeVisible();
});
