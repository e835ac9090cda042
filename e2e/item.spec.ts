/** The item page and what follows from it: basket, order, saving, hiding, rating. */
import { expect, open, test } from './fixtures.ts';
import { cardsOn, demoCatalog, eventsOf, look, shelf, slatesOfHome } from './shop.ts';

test('has what goes with it, and its reviews', async ({ page }) => {
  const { items, reviews } = await demoCatalog(page);
  const [item] = items.filter(({ id }) => reviews.filter(({ itemId }) => itemId === id).length >= 3);
  await open(page, `/item/${item.id}`);
  await expect(page.getByRole('heading', { level: 1, name: item.title })).toBeVisible();
  const similar = await cardsOn(shelf(page, 'Similar items'));
  expect(similar.length).toBeGreaterThanOrEqual(6);
  expect(similar).not.toContain(item.id);
  const first = reviews.find(({ itemId }) => itemId === item.id);
  await expect(page.getByRole('region', { name: 'Reviews' })).toContainText(first?.text ?? '?');
});

test('goes into the basket, is ordered, and can be bought again', async ({ page }) => {
  const { items } = await demoCatalog(page);
  const tea = items.find(({ kind }) => kind === 'Tea and coffee');
  const id = tea?.id ?? '';
  await look(page, id);
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await expect(page.getByRole('link', { name: 'In your basket' })).toBeVisible();
  await open(page, '/basket');
  await expect(page.getByRole('list', { name: 'In your basket' })).toContainText(tea?.title ?? '?');
  await page
    .getByRole('link', { name: /check ?out|order/i })
    .first()
    .click();
  await page.getByRole('button', { name: 'Place the order' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/thank/i);
  expect(await eventsOf(page, 'purchase')).toEqual([id]);
  expect((await slatesOfHome(page))['Buy again']).toEqual([id]);
  await open(page, '/basket');
  await expect(page.getByRole('list', { name: 'In your basket' })).toHaveCount(0);
});

test('is saved and taken back, with undo', async ({ page }) => {
  const { items } = await demoCatalog(page);
  await look(page, items[10].id);
  const save = page.locator('main').getByRole('button', { name: 'Save', exact: true }).first();
  await save.click();
  await expect(save).toHaveAttribute('aria-pressed', 'true');
  await open(page, '/saved');
  await expect(page.locator(`main article[data-item-id="${items[10].id}"]`)).toBeVisible();
  await open(page, `/item/${items[10].id}`);
  await page.locator('main').getByRole('button', { name: 'Save', exact: true }).first().click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => eventsOf(page, 'add_to_wishlist')).toEqual([items[10].id]);
});

test('that is not of interest leaves every shelf, and comes back on undo', async ({ page }) => {
  const { items } = await demoCatalog(page);
  const pets = items.filter(({ department }) => department === 'Pets');
  await look(page, pets[4].id);
  await look(page, pets[20].id);
  const [first] = (await slatesOfHome(page))['For you'];
  await look(page, first);
  await page.getByRole('button', { name: 'Not interested' }).first().click();
  await expect(page.getByText('You asked not to see this.')).toBeVisible();
  expect(Object.values(await slatesOfHome(page)).flat()).not.toContain(first);
  await open(page, `/item/${first}`);
  await page.locator('main').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => eventsOf(page, 'hide')).toEqual([]);
});

test('is rated by keyboard', async ({ page }) => {
  const { items } = await demoCatalog(page);
  await look(page, items[100].id);
  const four = page.getByRole('radio', { name: /4/ });
  await four.focus();
  await page.keyboard.press('Space');
  await expect.poll(() => eventsOf(page, 'rate')).toEqual([items[100].id]);
});

test('that does not exist says so', async ({ page }) => {
  await open(page, '/item/no-such-thing');
  await expect(page.locator('main')).toContainText('There is nothing at this address');
});

test('a double click on "Add to basket" adds one', async ({ page }) => {
  const { items } = await demoCatalog(page);
  await open(page, `/item/${items[3].id}`);
  await page.getByRole('button', { name: 'Add to basket' }).dblclick();
  await expect(page.getByRole('link', { name: 'In your basket' })).toBeVisible();
  expect(await eventsOf(page, 'add_to_cart')).toEqual([items[3].id]);
  await page.getByRole('button', { name: 'One more' }).click();
  await expect.poll(() => eventsOf(page, 'add_to_cart')).toHaveLength(2);
});
