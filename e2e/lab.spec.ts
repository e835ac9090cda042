/** The glass engine: numbers behind the shelf, a replay, two rankers on one shelf, and ready-made visitors. */
import { expect, open, test } from './fixtures.ts';
import { cardsOn, shelf } from './shop.ts';

test('a ready-made visitor can be become, looked into, and compared', async ({ page }) => {
  await open(page, '/lab/visitors');
  const camper = page.getByRole('region', { name: 'A camper', exact: true });
  await camper.getByRole('button', { name: 'Become this visitor' }).click();
  await expect(shelf(page, 'For you')).toBeVisible();
  const mine = await cardsOn(shelf(page, 'For you'));

  await open(page, '/lab');
  const signals = page.getByRole('region', { name: 'Signals and things' });
  await expect(signals.getByRole('columnheader')).toHaveCount(2 + mine.length);
  await signals.getByRole('checkbox', { name: 'What is popular' }).uncheck();
  await expect(page.getByText(/^Without those \d+ signals/)).toBeVisible();
  await page.getByRole('button', { name: 'Let all speak again' }).click();
  await expect(signals.getByRole('checkbox', { name: 'What is popular' })).toBeChecked();

  await page.getByRole('button', { name: 'Replay my choices' }).click();
  await expect(page.getByText(/which ranks for you now, would have had \d of your 5 choices/)).toBeVisible();

  await page.getByLabel('The other').selectOption('popularity');
  await page.getByRole('button', { name: 'Let them share the shelf' }).click();
  await expect(page.getByText('Nothing was opened from the shared shelf yet.')).toBeVisible();
  await open(page, '/');
  await shelf(page, 'For you').getByRole('article').first().getByRole('heading').getByRole('link').click();
  await page.waitForURL(/\/item\//);
  await open(page, '/lab');
  await expect(page.getByText(/1 to 0, but chance alone does this much nearly every time/)).toBeVisible();
});

test('becoming a visitor is undone whole', async ({ page }) => {
  await open(page, '/lab/visitors');
  const presents = page.getByRole('region', { name: 'Someone after presents', exact: true });
  await presents.getByRole('button', { name: 'Become this visitor' }).click();
  await expect(shelf(page, 'For you')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(shelf(page, 'For you')).toHaveCount(0);
  await expect(shelf(page, 'Trending')).toBeVisible();
});
