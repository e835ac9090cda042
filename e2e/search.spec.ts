/** Finding by words, by meaning, and by asking for what one wants. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';
import { demoCatalog, look } from './shop.ts';

const results = (page: Page) => page.locator('main article[data-item-id]');
const idsOf = (page: Page) =>
  results(page).evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset.itemId ?? ''));
const understood = (page: Page) => page.getByRole('list', { name: 'Understood' });

test('what was understood stands as chips; each can be taken back, and gone back to', async ({ page }) => {
  const { items } = await demoCatalog(page);
  const found = async () => (await idsOf(page)).map((id) => items.find((item) => item.id === id));
  await open(page, `/search?q=${encodeURIComponent('something warm for camping, not a tent, under 60')}`);
  await expect(understood(page)).toContainText('Up to £60');
  await expect(understood(page)).toContainText('Not Tents and shelters');
  await expect(page.getByRole('status').first()).toContainText('by meaning');
  for (const item of await found()) {
    expect(item?.price).toBeLessThanOrEqual(60);
    expect(item?.kind).not.toBe('Tents and shelters');
  }

  await page.getByRole('button', { name: 'Take back: Up to £60' }).click();
  await expect(understood(page)).not.toContainText('£60');
  await expect(page).toHaveURL(/not-asked=price/);
  await expect.poll(async () => (await found()).some((item) => (item?.price ?? 0) > 60)).toBe(true);
  await page.goBack();
  await expect(understood(page)).toContainText('Up to £60');
});

test('filters count, narrow, stand as chips and stay in the address', async ({ page }) => {
  await open(page, '/search?q=wool');
  await expect(page.getByRole('status').first()).toContainText('by meaning');
  const kind = page.getByRole('group', { name: 'Kind' }).getByRole('checkbox').first();
  const label = page.getByRole('group', { name: 'Kind' }).locator('label').first();
  const count = Number((await label.innerText()).match(/\d+$/)?.[0]);
  await kind.click();
  await expect(kind).toBeChecked();
  await expect(page.getByRole('status').first()).toContainText(new RegExp(`^${count} thing`));
  await page.getByRole('radio', { name: /4 stars/ }).click();
  await expect(page).toHaveURL(/stars=4/);
  await page.reload();
  await expect(page.getByRole('radio', { name: /4 stars/ })).toBeChecked();
  await page.getByRole('button', { name: 'Remove filter: 4 stars or more' }).click();
  await page.getByRole('combobox', { name: 'Sort' }).selectOption('price-low');
  await expect(page).toHaveURL(/sort=price-low/);
  const { items } = await demoCatalog(page);
  const prices = () =>
    idsOf(page).then((ids) => ids.map((id) => items.find((item) => item.id === id)?.price ?? 0));
  await expect
    .poll(async () => {
      const now = await prices();
      return now.length > 1 && now.every((price, at) => at === 0 || price >= now[at - 1]);
    })
    .toBe(true);
});

test('a slip of the finger is asked about, and what has no answer leads somewhere', async ({ page }) => {
  await open(page, '/search?q=wram+sokcs');
  await page.getByRole('link', { name: 'warm socks' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('“warm socks”');
  await expect(results(page).first()).toContainText(/sock/i);

  await open(page, `/search?q=${encodeURIComponent('tent under 10 and over 50')}`);
  await expect(page.getByRole('main')).toContainText('at once');
});

test('words searched for are marked, and results are read well', async ({ page }) => {
  await open(page, '/search?q=walking+boots');
  await expect(results(page).locator('mark').first()).toHaveText(/walking|boot/i);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test('at no strength taste changes nothing', async ({ page }) => {
  await open(page, '/search?q=gift');
  const taste = page.getByRole('slider', { name: 'Your taste' });
  await taste.fill('0');
  await expect(page.getByRole('status').first()).toContainText('by meaning');
  const stranger = await idsOf(page);
  for (const id of (await idsOf(page)).slice(20, 24)) await look(page, id);
  await open(page, '/search?q=gift');
  await expect(page.getByRole('slider', { name: 'Your taste' })).toHaveValue('0');
  await expect(page.getByRole('status').first()).toContainText('by meaning');
  await expect.poll(() => idsOf(page)).toEqual(stranger);
  await page.getByRole('slider', { name: 'Your taste' }).fill('1');
  await expect.poll(() => idsOf(page)).not.toEqual(stranger);
});

test('what was searched for lately is there, and is forgotten and put back', async ({ page }) => {
  await open(page, '/search?q=teapot');
  await expect(page.getByRole('status').first()).toContainText('by meaning');
  await page.waitForTimeout(2000);
  await open(page, '/search');
  const recent = page.getByRole('region', { name: 'Lately' });
  await expect(recent.getByRole('link', { name: 'teapot' })).toBeVisible();
  await recent.getByRole('button', { name: 'Forget teapot' }).click();
  await expect(recent).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(recent.getByRole('link', { name: 'teapot' })).toBeVisible();
});
