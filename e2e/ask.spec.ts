/** Asking the shop: one conversation by keyboard, and what stays of it. */
import AxeBuilder from '@axe-core/playwright';
import { expect, open, test } from './fixtures.ts';

test('a conversation by keyboard: refine, compare, keep, come back, start over', async ({ page }) => {
  await open(page, '/ask');
  const input = page.getByRole('textbox', { name: 'What are you after?' });
  const log = page.getByRole('log', { name: 'Conversation' });
  const turns = log.getByRole('heading', { level: 2 });
  const say = async (line: string) => {
    const count = await turns.count();
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
    await expect(turns).toHaveCount(count + 1);
    await expect(input).toBeFocused();
    await expect(input).toHaveValue('');
  };
  await input.focus();

  await say('tents under 200');
  await expect(log.locator('article[data-item-id]').first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Understood so far' })).toContainText('up to £200');

  await say('cheaper');
  const pricesOf = async (at: number) => {
    const cards = log.getByRole('list', { name: 'Suggestions' }).nth(at).locator('article');
    return (await cards.allInnerTexts()).map((text) => Number(/£([\d.]+)/.exec(text)?.[1]));
  };
  expect(Math.max(...(await pricesOf(1)))).toBeLessThan(Math.max(...(await pricesOf(0))));

  await say('compare the first two');
  const table = log.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveCount(2);
  await expect(table.getByRole('rowheader', { name: 'Price' })).toBeVisible();

  await say('save the first');
  await expect(log).toContainText(/saved/);
  await log.getByRole('button', { name: 'Take it back' }).click();
  await expect(log).toContainText('Taken back.');

  // Up recalls what was typed; Escape empties the line.
  await input.focus();
  await page.keyboard.press('ArrowUp');
  await expect(input).toHaveValue('save the first');
  await page.keyboard.press('ArrowUp');
  await expect(input).toHaveValue('compare the first two');
  await page.keyboard.press('Escape');
  await expect(input).toHaveValue('');

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  // Away and back: the conversation is still there; it is in the diary, too.
  await log.getByRole('link', { name: /\w/ }).first().click();
  await expect(page).toHaveURL(/\/item\//);
  await page.goBack();
  await expect(turns.first()).toHaveText(/tents under 200/);

  await page.getByRole('button', { name: 'Take back: up to £200' }).click();
  await expect(page.getByRole('list', { name: 'Understood so far' })).not.toContainText('up to £200');

  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(turns).toHaveCount(0);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(turns.first()).toHaveText(/tents under 200/);

  await page.reload();
  await expect(turns).toHaveCount(0);
});

test('begins from what the shop has, and is found beside the search', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('link', { name: 'Ask the shop' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'What are you after?' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page
    .getByRole('button', { name: /^Something for/ })
    .first()
    .click();
  await expect(page.getByRole('log').locator('article[data-item-id]').first()).toBeVisible();
});
