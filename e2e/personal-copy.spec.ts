/** Personal copy: shelves in words of the visitor's interests, true of their cards, and gone at a switch. */
import { expect, open, test } from './fixtures.ts';
import { cardsOn, demoCatalog, look, shelf, slatesOfHome } from './shop.ts';

const INTEREST = /^Your interest: ((rainy-day )?walks|rainy days)$/;
const TITLE = /^(For|More for|Good for) (your )?((rainy-day )?walks|rainy days)$/;

test('three things for wet walks make a shelf that says so, and a switch unmakes it', async ({ page }) => {
  const { items } = await demoCatalog(page);
  const wet = items.filter(({ tags }) => tags.includes('rainy-day') && tags.includes('walking'));
  for (const { id } of wet.slice(0, 3)) await look(page, id);

  const spoken = await slatesOfHome(page);
  const [title] = Object.keys(spoken).filter((name) => INTEREST.test(name));
  expect(title).toBeDefined();
  expect(spoken[title].length).toBeGreaterThanOrEqual(6);
  const tagsOf = new Map(items.map(({ id, tags }) => [id, tags.join(' ')]));
  for (const id of spoken[title]) expect(tagsOf.get(id)).toMatch(/walking|rain/);
  await expect(shelf(page, title).getByRole('heading', { level: 2 })).toHaveText(TITLE);
  await expect(shelf(page, 'For you')).toBeVisible();
  // What a card says is the thing's own.
  const own = new Map(items.map(({ id, line, description }) => [id, `${line} ${description}`]));
  for (const card of await shelf(page, title).locator('article').all()) {
    const id = (await card.getAttribute('data-item-id')) ?? '';
    expect(own.get(id)).toContain((await card.locator('p').first().textContent()) ?? '?');
  }

  await open(page, '/you#choosing');
  const speak = page.getByRole('switch', { name: 'Speak of my interests' });
  await expect(speak).toBeChecked();
  await speak.click();
  await expect(speak).not.toBeChecked();
  await expect(page.getByText('The shop no longer speaks of your interests.')).toBeVisible();
  const quiet = await slatesOfHome(page);
  expect(Object.keys(quiet).filter((name) => INTEREST.test(name))).toEqual([]);
  const { [title]: _, ...rest } = spoken;
  expect(quiet).toEqual(rest);
  expect(await cardsOn(shelf(page, 'For you'))).toEqual(spoken['For you']);
});
