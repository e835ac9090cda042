/** A visit: what a newcomer sees, and how the shop gets to know them. */
import { expect, open, ready, test } from './fixtures.ts';
import { cardsOn, demoCatalog, look, shelf, slatesOfHome } from './shop.ts';

test('a first visit finds a shop, not an empty page, and nothing claims to know anyone', async ({ page }) => {
  await page.goto('/');
  await expect(shelf(page, 'Trending').locator('article').first()).toBeVisible();
  await ready(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(shelf(page, 'For you')).toHaveCount(0);
  expect(await cardsOn(shelf(page, 'Trending'))).toHaveLength(10);
  await page.goto('/you');
  await ready(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('browsing one department moves For you towards it, and that survives a reload', async ({ page }) => {
  const { items } = await demoCatalog(page);
  const departmentOf = new Map(items.map(({ id, department }) => [id, department]));
  const share = (ids: string[], name: string) =>
    ids.filter((id) => departmentOf.get(id) === name).length / ids.length;

  const before = await slatesOfHome(page);
  expect(share(before.Trending, 'Pets')).toBeLessThanOrEqual(0.3);
  const pets = items.filter(({ department }) => department === 'Pets');
  for (const { id } of [pets[4], pets[17], pets[30], pets[44]]) await look(page, id);

  const after = await slatesOfHome(page);
  expect(share(after['For you'], 'Pets')).toBeGreaterThanOrEqual(0.5);
  expect(Object.keys(after)).toContain(`Because you viewed ${pets[44].title}`);
  expect(after['Recently viewed'].sort()).toEqual(
    [pets[4], pets[17], pets[30], pets[44]].map(({ id }) => id).sort(),
  );
  expect(share(after['Something different'], 'Pets')).toBe(0);

  await page.reload();
  expect(await slatesOfHome(page)).toEqual({ ...after, 'Recently viewed': expect.anything() });
});

test('a card says why it is there, and the account adds up', async ({ page }) => {
  const { items } = await demoCatalog(page);
  const outdoors = items.filter(({ department }) => department === 'Outdoors');
  for (const { id } of outdoors.slice(0, 3)) await look(page, id);
  await open(page, '/');
  await shelf(page, 'For you').getByRole('button', { name: 'Why this?' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: /^Why / })).toBeVisible();
  await expect(dialog.getByText('Your part in it')).toBeVisible();
  // Titles of what was really looked at, and of nothing else.
  const own = dialog.getByRole('link', {
    name: new RegExp(outdoors.map(({ title }) => title).join('|')),
  });
  await expect(own.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('departments filter, count and sort', async ({ page }) => {
  await open(page, '/shop/pets');
  const cards = page.locator('main article[data-item-id]');
  await expect(cards.first()).toBeVisible();
  const all = await cards.count();
  await page.getByRole('group', { name: 'Kinds' }).getByText('Dogs').click();
  await expect.poll(() => cards.count()).toBeLessThan(all);
  await expect(page).toHaveURL(/kind=Dogs/);
  const { items } = await demoCatalog(page);
  const dogs = items
    .filter(({ department, kind }) => department === 'Pets' && kind === 'Dogs')
    .map(({ id }) => id);
  const shown = await cards.evaluateAll((nodes) =>
    nodes.map((node) => (node as HTMLElement).dataset.itemId ?? ''),
  );
  expect([...shown].sort()).toEqual([...dogs].sort());
  await page.getByRole('group', { name: 'Kinds' }).getByText('Dogs').click();
  await expect.poll(() => cards.count()).toBe(all);
});

test('search answers to words at once, then to meaning, and to nothing with a way out', async ({ page }) => {
  await open(page, '/');
  const box = page.getByRole('searchbox');
  await box.fill('tent');
  await box.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=tent/);
  await expect(page.locator('main article[data-item-id]').first()).toContainText(/tent|shelter/i);

  await open(page, '/search?q=something%20to%20keep%20my%20feet%20warm');
  await expect(page.locator('html')).toHaveAttribute('data-encoder', 'ready', { timeout: 60_000 });
  await expect
    .poll(
      () =>
        page
          .locator('main article[data-item-id]')
          .allTextContents()
          .then((texts) => texts.slice(0, 8).join(' ')),
      {
        timeout: 30_000,
      },
    )
    .toMatch(/sock|slipper|boot|wool|warm/i);

  await open(page, '/search?q=');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('on a phone a row stays at its start when what stood first moves away', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await slatesOfHome(page);
  const row = page.locator('main section').first().locator('ul');
  const first = () => row.locator('article').first();
  const hidden = await first().getAttribute('data-item-id');
  await first().getByRole('button', { name: 'More or less of this' }).click();
  await page.getByRole('menuitem', { name: 'Not interested' }).click();
  await expect(first()).not.toHaveAttribute('data-item-id', hidden ?? '');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(first()).toHaveAttribute('data-item-id', hidden ?? '');
  // Past the animation and the moment in which the row snaps anew.
  await page.waitForTimeout(600);
  expect(await row.evaluate((list) => list.scrollLeft)).toBe(0);
});

test('a page opened from outside begins at its top; one returned to, where it was left', async ({ page }) => {
  await open(page, '/shop/outdoors');
  await expect(page.locator('main article').nth(20)).toBeAttached();
  await page.evaluate(() => scrollTo(0, 900));
  await open(page, '/shop/kitchen');
  await expect(page.locator('main article').nth(20)).toBeAttached();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await ready(page);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(900);
});
