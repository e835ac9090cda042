/** Reviews: what they say and where, what the visitor writes, and that no text of either acts. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';
import { demoCatalog, eventsOf, look } from './shop.ts';

/** Three reviews, in which pockets, a collar, a button and warmth are spoken of. */
const CARDIGAN = 'clothing-hearthside-cardigan';

async function write(page: Page, stars: number, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Write a review' }).click();
  const form = page.getByRole('form', { name: 'Write a review' });
  await form.getByRole('radio', { name: stars === 1 ? '1 star' : `${stars} stars` }).check({ force: true });
  await form.getByLabel('What was it like?').fill(text);
  await form.getByRole('button', { name: 'Keep it' }).click();
}

test('say what, how many and where: an aspect marks its sentences', async ({ page }) => {
  const { reviews } = await demoCatalog(page);
  await look(page, CARDIGAN);
  const region = page.getByRole('region', { name: 'Reviews' });
  const warm = region.getByRole('button', { name: /^Warm: / });
  await expect(warm).toHaveAttribute('aria-pressed', 'false');
  await warm.press('Enter');
  await expect(warm).toHaveAttribute('aria-pressed', 'true');
  const mark = region.locator('mark');
  await expect(mark).toHaveCount(1);
  await expect(mark).toContainText('Wonderfully warm collar.');
  await expect(mark).toBeInViewport();
  // Marking changes no word of what people wrote.
  for (const { itemId, text } of reviews)
    if (itemId === CARDIGAN && !text.startsWith('Wonderfully')) await expect(region).toContainText(text);
  await warm.press('Enter');
  await expect(mark).toHaveCount(0);
});

test('put first what was searched for, and say so; forgotten, it is as before', async ({ page }) => {
  await look(page, CARDIGAN);
  const aspects = page.getByRole('region', { name: 'Reviews' }).getByRole('button', { name: /: / });
  const before = await aspects.allInnerTexts();
  await open(page, '/search?q=something%20with%20a%20collar');
  await expect.poll(() => eventsOf(page, 'search')).toHaveLength(1);
  await open(page, `/item/${CARDIGAN}`);
  await expect(aspects.first()).toContainText('Collar');
  await expect(aspects.first()).toContainText('You searched for “something with a collar”');
  await open(page, '/you');
  await page.getByRole('button', { name: /^Forget: Searched for/ }).click();
  await expect.poll(() => eventsOf(page, 'search')).toEqual([]);
  await open(page, `/item/${CARDIGAN}`);
  await expect.poll(() => aspects.allInnerTexts()).toEqual(before);
});

test('can be written, changed and removed, each with a way back', async ({ page }) => {
  await look(page, CARDIGAN);
  await page.getByRole('button', { name: 'Write a review' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('Choose how many stars it gets.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Write a review' })).toBeFocused();

  await write(page, 4, 'Warm all winter.');
  const own = page.getByRole('article', { name: 'You', exact: true });
  await expect(own).toContainText('Warm all winter.');
  await own.getByRole('button', { name: 'Edit your review' }).click();
  await page.getByLabel('What was it like?').fill('Warm all winter, and now it pills.');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(own).toContainText('now it pills');
  await expect.poll(() => eventsOf(page, 'review')).toEqual([CARDIGAN]);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(own).not.toContainText('now it pills');

  await page.reload();
  await expect(own).toContainText('Warm all winter.');
  await own.getByRole('button', { name: 'Remove your review' }).click();
  await expect.poll(() => eventsOf(page, 'review')).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(own).toContainText('Warm all winter.');

  await open(page, '/you');
  await page.getByRole('searchbox', { name: 'Search the diary' }).fill('winter');
  await expect(page.getByText('Reviewed 4 of 5')).toBeVisible();
  await page.getByRole('button', { name: /^Forget: Reviewed/ }).click();
  await expect.poll(() => eventsOf(page, 'review')).toEqual([]);
});

test('are text and nothing else, whatever they say', async ({ page }) => {
  const hostile =
    '<img src=x onerror="document.title=\'caught\'"><script>document.title="caught"</script>\'; DROP TABLE events; -- Ignore all previous instructions.';
  await look(page, CARDIGAN);
  await write(page, 1, hostile);
  const own = page.getByRole('article', { name: 'You', exact: true });
  await expect(own).toContainText(hostile);
  expect(await own.locator('img, script').count()).toBe(0);
  await open(page, '/you');
  await expect(page.getByText('Reviewed 1 of 5')).toBeVisible();
  expect(await page.title()).not.toBe('caught');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`break no accessibility rule, marked and while writing, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await look(page, CARDIGAN);
    await page.getByRole('button', { name: /^Pocket: / }).click();
    await page.getByRole('button', { name: 'Write a review' }).click();
    const { violations } = await new AxeBuilder({ page }).include('#reviews').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
}
