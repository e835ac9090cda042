/** "Why this?", "Why not?" and what can be said about a card: each answers, obeys, and can be taken back. */
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';
import { cardsOn, demoCatalog, eventsOf, look, roomInMoment, shelf, slatesOfHome } from './shop.ts';

/** A visitor with a few looks round one department. */
async function visitor(page: Page) {
  const { items } = await demoCatalog(page);
  const pets = items.filter(({ department }) => department === 'Pets');
  for (const { id } of [pets[4], pets[17], pets[30]]) await look(page, id);
  return { items, pets };
}

test('"Less like this" on a card changes the shelf at once, and Undo restores it', async ({ page }) => {
  await visitor(page);
  const before = (await slatesOfHome(page))['For you'];
  const first = shelf(page, 'For you').locator('article').first();
  await first.getByRole('button', { name: 'More or less of this' }).click();
  await page.getByRole('menuitem', { name: 'Less like this' }).click();
  await expect.poll(() => cardsOn(shelf(page, 'For you'))).not.toContain(before[0]);
  expect(await eventsOf(page, 'less_like_this')).toEqual([before[0]]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => cardsOn(shelf(page, 'For you'))).toEqual(before);
  expect(await eventsOf(page, 'less_like_this')).toEqual([]);
});

test('a card is sent away by keyboard, and focus stays on the shelf', async ({ page }) => {
  await visitor(page);
  const before = (await slatesOfHome(page))['For you'];
  const button = shelf(page, 'For you').getByRole('button', { name: 'More or less of this' }).nth(1);
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => cardsOn(shelf(page, 'For you'))).not.toContain(before[1]);
  expect(await eventsOf(page, 'hide')).toEqual([before[1]]);
  await expect(shelf(page, 'For you').locator(':focus')).toHaveAttribute('data-say');
});

test('levers in "Why this?" move its numbers while it stays open, and Undo moves them back', async ({
  page,
}) => {
  await roomInMoment();
  const { pets } = await visitor(page);
  await open(page, '/');
  await shelf(page, 'For you').getByRole('button', { name: 'Why this?' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/First of [\d,]+ for you$/)).toBeVisible();
  const own = [pets[4], pets[17], pets[30]].map(({ title }) => title).join('|');
  const part = dialog.getByRole('region', { name: 'Your part in it' });
  await expect(part.getByRole('link', { name: new RegExp(own) }).first()).toBeVisible();
  const score = dialog
    .getByRole('row', { name: /^Score/ })
    .getByRole('cell')
    .last();
  const before = await score.textContent();
  await part
    .getByRole('button', { name: /^Less because of this/ })
    .first()
    .click();
  await expect(score).not.toHaveText(before ?? '?');
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(score).toHaveText(before ?? '?');
  await part
    .getByRole('button', { name: /^Forget this/ })
    .first()
    .click();
  await expect.poll(async () => (await eventsOf(page, 'view_item')).length).toBe(2);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await eventsOf(page, 'view_item')).length).toBe(3);
  await expect(score).toHaveText(before ?? '?');
});

test('the account adds up as it is written, group by group', async ({ page }) => {
  await visitor(page);
  await open(page, '/');
  await shelf(page, 'For you').getByRole('button', { name: 'Why this?' }).first().click();
  const dialog = page.getByRole('dialog');
  const group = dialog.locator('button[aria-expanded]');
  await expect(group.first()).toBeVisible();
  const hundredths = (texts: string[]) =>
    texts.reduce((sum, text) => sum + Math.round(100 * Number(text.replace('−', '-'))), 0);
  const amounts = (rows: string) => dialog.locator(`${rows} td:last-child`).allTextContents();
  const [total] = await amounts('tfoot tr');
  expect(hundredths(await amounts('tbody tr:first-child'))).toBe(hundredths([total]));
  // The table with an open group has its parts under it.
  await dialog.locator('button[aria-expanded="false"][aria-controls]').first().click();
  const opened = dialog.locator('tbody:has(button[aria-expanded="true"])');
  const [whole, ...parts] = await opened.locator('td:last-child').allTextContents();
  expect(parts.length).toBeGreaterThan(1);
  expect(hundredths(parts)).toBe(hundredths([whole]));
});

test('"Something missing?" finds a hidden thing by keyboard, says what bars it, and lifts that', async ({
  page,
}) => {
  await visitor(page);
  const [first] = (await slatesOfHome(page))['For you'];
  const { items } = await demoCatalog(page);
  const title = items.find(({ id }) => id === first)?.title ?? '?';
  await shelf(page, 'For you')
    .locator('article')
    .first()
    .getByRole('button', { name: 'More or less of this' })
    .click();
  await page.getByRole('menuitem', { name: 'Not interested' }).click();
  await expect.poll(() => cardsOn(shelf(page, 'For you'))).not.toContain(first);
  await shelf(page, 'For you').getByRole('button', { name: 'Something missing?' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Something missing?' });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(title);
  await expect(dialog.getByRole('option', { name: title })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('You asked not to be shown it.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Show it again' }).click();
  await expect(dialog.getByText(/It does stand on your first shelf/)).toBeVisible();
  expect(await eventsOf(page, 'hide')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => cardsOn(shelf(page, 'For you'))).toContain(first);
});

test('a thing far down says its place and what it lacks', async ({ page }) => {
  const { items } = await visitor(page);
  const far = items.findLast(({ department }) => department === 'Kitchen');
  await open(page, '/');
  await shelf(page, 'For you').getByRole('button', { name: 'Something missing?' }).click();
  const dialog = page.getByRole('dialog', { name: 'Something missing?' });
  await dialog.getByRole('combobox').fill(far?.title ?? '?');
  await dialog.getByRole('option', { name: far?.title }).click();
  await expect(dialog.getByText(/It stands in place [\d,]+ of [\d,]+ for you\./)).toBeVisible();
  await expect(dialog.getByText(/^Compared with .*, which still made it onto the shelf, /)).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^Difference/ })).toBeVisible();
});

test('the item page asks for more, and never shows a maker again', async ({ page }) => {
  const { items } = await visitor(page);
  const [first] = (await slatesOfHome(page))['For you'];
  const brand = items.find(({ id }) => id === first)?.brand ?? '';
  await look(page, first);
  await page.locator('main').getByRole('button', { name: 'More like this' }).click();
  await expect.poll(() => eventsOf(page, 'more_like_this')).toEqual([first]);
  const article = page.locator(`main article[data-item-id="${first}"]`).first();
  await article.getByRole('button', { name: 'More or less of this' }).click();
  await page.getByRole('menuitem', { name: `Never from ${brand}` }).click();
  await expect.poll(() => eventsOf(page, 'hide')).toEqual(['']);
  const shown = Object.values(await slatesOfHome(page)).flat();
  const brandOf = new Map(items.map((item) => [item.id, item.brand]));
  expect(shown.filter((id) => brandOf.get(id) === brand)).toEqual([]);
});
