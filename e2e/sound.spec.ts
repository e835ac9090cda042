/** Previews of records: from the keyboard, one at a time, silent once left, and without a network once heard. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { DIST } from '../scripts/build.mjs';
import { createShopServer } from '../scripts/serve.mjs';
import type { Item } from '../src/catalog/item.ts';
import { expect, open, ready, test } from './fixtures.ts';
import { demoCatalog } from './shop.ts';

async function records(page: Page): Promise<Item[]> {
  return (await demoCatalog(page)).items.filter(({ audio }) => audio !== undefined);
}

const player = (page: Page) => page.getByRole('region', { name: 'Preview', exact: true });
const playing = (page: Page) => page.getByRole('button', { name: /^Pause the preview of / });
const position = async (page: Page) => Number(await player(page).getByRole('slider').inputValue());

test('a preview is played, moved along and paused from the keyboard', async ({ page }) => {
  await page.goto('/');
  const [record] = await records(page);
  await open(page, `/item/${record.id}`);
  const button = player(page).getByRole('button');
  await expect(button).toHaveAccessibleName(`Play a preview of ${record.title}`);
  await button.press('Enter');
  await expect(button).toHaveAccessibleName(`Pause the preview of ${record.title}`);
  await expect.poll(() => position(page)).toBeGreaterThan(0.4);

  await button.press('Space');
  await expect(button).toHaveAccessibleName(`Play a preview of ${record.title}`);
  const slider = player(page).getByRole('slider', { name: 'Position in the preview' });
  await slider.press('Home');
  await expect.poll(() => position(page)).toBe(0);
  for (let i = 0; i < 4; i++) await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '2 seconds of 8');

  // What is left plays to its end, and the next time from the beginning.
  await slider.press('End');
  await slider.press('ArrowLeft');
  await button.press('Enter');
  await expect.poll(() => position(page), { timeout: 30_000 }).toBe(0);
  await expect(button).toHaveAccessibleName(`Play a preview of ${record.title}`);
});

test('one preview plays at a time, and none once its page is left', async ({ page }) => {
  await page.goto('/');
  const [{ kind }] = await records(page);
  await open(page, `/shop/music?kind=${encodeURIComponent(kind)}`);
  const buttons = page.getByRole('button', { name: /^Play a preview of / });
  await expect(buttons.nth(1)).toBeVisible();
  const [first, second] = await buttons.evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''));
  await page.getByRole('button', { name: first, exact: true }).click();
  await expect(playing(page)).toHaveCount(1);
  await page.getByRole('button', { name: second, exact: true }).click();
  await expect(page.getByRole('button', { name: first, exact: true })).toBeVisible();
  await expect(playing(page)).toHaveCount(1);
  await expect(playing(page)).toHaveAccessibleName(second.replace('Play a', 'Pause the'));

  const heard = page.locator('article', { has: playing(page) });
  await heard.getByRole('link').first().click();
  await expect(player(page)).toBeVisible();
  await expect(playing(page)).toHaveCount(0);
});

test('a preview that is missing says so, and can be tried again', async ({ page }) => {
  await page.goto('/');
  const [record] = await records(page);
  await page.route(`**${record.audio}`, (route) => route.fulfill({ status: 404 }));
  await open(page, `/item/${record.id}`);
  const button = player(page).getByRole('button');
  await button.click();
  await expect(player(page).getByRole('alert')).toHaveText('The preview could not be loaded.');
  await page.unroute(`**${record.audio}`);
  await expect(button).toHaveAccessibleName(`Try again: play a preview of ${record.title}`);
  await button.click();
  await expect(playing(page)).toHaveCount(1);
});

test('things that make no sound have no player', async ({ page }) => {
  await page.goto('/');
  const silent = (await demoCatalog(page)).items.find(({ audio }) => audio === undefined) as Item;
  await open(page, `/item/${silent.id}`);
  await expect(page.getByRole('heading', { level: 1, name: silent.title })).toBeVisible();
  await expect(player(page)).toHaveCount(0);
});

const offline = test.extend<{ server: Server }>({
  server: async ({ browserName: _ }, use) => {
    const server = createShopServer(DIST);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use(server);
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  },
  baseURL: async ({ server }, use) => use(`http://localhost:${(server.address() as AddressInfo).port}`),
  serviceWorkers: 'allow',
});

offline('what was heard plays without a network', async ({ page, server }) => {
  await page.goto('/');
  const [record, other] = await records(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 });
  const kept = () =>
    page.evaluate(async () =>
      (await (await caches.open('inkling-files')).keys())
        .map(({ url }) => new URL(url).pathname)
        .filter((path) => path.startsWith('/shop/sound/')),
    );
  // None before one is heard: all would be megabytes.
  expect(await kept()).toEqual([]);
  await open(page, `/item/${record.id}`);
  await player(page).getByRole('button').click();
  await expect.poll(() => position(page)).toBeGreaterThan(0);
  await expect.poll(kept).toContain(record.audio);

  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await page.reload();
  await ready(page);
  const button = player(page).getByRole('button');
  await button.click();
  await expect.poll(() => position(page)).toBeGreaterThan(0.4);
  // To jump, the browser asks for a part of the file.
  await button.click();
  const slider = player(page).getByRole('slider');
  await slider.press('Home');
  for (let i = 0; i < 8; i++) await slider.press('ArrowRight');
  await button.click();
  await expect.poll(() => position(page)).toBeGreaterThan(4);
  expect(await kept()).not.toContain(other.audio);
});
