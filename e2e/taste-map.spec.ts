/** The taste map: it is drawn, moves by keys, says what it points at, has a twin in words, and forgets. */
import AxeBuilder from '@axe-core/playwright';
import { expect, open, test } from './fixtures.ts';
import { demoCatalog, look } from './shop.ts';

test('the map is drawn on the device, moves by keys, and is a table, too', async ({ page }) => {
  test.slow();
  const { items } = await demoCatalog(page);
  for (const place of [5, 300]) await look(page, items[place].id);
  await open(page, '/you');
  await open(page, '/you/map');
  await expect(page.getByRole('button', { name: 'Zoom in' })).toBeVisible({ timeout: 90_000 });

  const map = page.getByRole('application', { name: 'Taste map' });
  const view = page.locator('[data-zoom]');
  await expect(view).toHaveAttribute('data-zoom', '1.00');
  await map.focus();
  await page.keyboard.press('+');
  await expect.poll(async () => Number(await view.getAttribute('data-zoom'))).toBeGreaterThan(1.5);
  await page.keyboard.press('0');
  await expect(view).toHaveAttribute('data-zoom', '1.00');
  await page.keyboard.press('Escape');

  await page
    .getByRole('region', { name: 'Your path' })
    .getByRole('button', { name: items[300].title })
    .click();
  const card = page.locator(`main article[data-item-id="${items[300].id}"]`);
  await expect(card.getByRole('link', { name: items[300].title })).toBeVisible();
  await expect(card).toContainText(/Viewed on \d/);
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'Table' }).click();
  const steps = page.getByRole('region', { name: 'Your path' }).getByRole('listitem');
  await expect(steps).toHaveText([new RegExp(items[300].title), new RegExp(items[5].title)]);
  const row = page.getByRole('row', { name: new RegExp(`^${items[5].kind} `) }).first();
  await expect(row.getByRole('link')).not.toHaveCount(0);
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([]);
});

test('what is forgotten in another tab leaves the map', async ({ page, context }) => {
  test.slow();
  const { items } = await demoCatalog(page);
  await look(page, items[5].id);
  await open(page, '/you/map');
  const steps = page.getByRole('region', { name: 'Your path' }).getByRole('button');
  await expect(steps).toHaveCount(1, { timeout: 90_000 });
  const other = await context.newPage();
  await open(other, '/you');
  await other.getByRole('button', { name: new RegExp(`^Forget: Viewed ${items[5].title}`) }).click();
  await expect(steps).toHaveCount(0);
});
