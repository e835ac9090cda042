/** Finding by looks: a picture that is shown to the shop, a colour, and shelves of what looks or sounds alike. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';
import { cardsOn, demoCatalog, shelf } from './shop.ts';

const results = (page: Page) => page.locator('main article[data-item-id]');
const idsOf = (page: Page) =>
  results(page).evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset.itemId ?? ''));

/** As a screenshot of the shop would be: smaller, cropped a little, on its backdrop, and recompressed. */
function copyOf(page: Page, address: string): Promise<number[]> {
  return page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 220;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.fillStyle = '#eef1ea';
    context.fillRect(0, 0, 220, 220);
    context.drawImage(image, -6, -6, 232, 232);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.7));
    return [...new Uint8Array(await (blob as Blob).arrayBuffer())];
  }, address);
}

const choose = (page: Page, name: string, mimeType: string, bytes: Buffer) =>
  page.getByRole('main').getByLabel('Choose a picture').setInputFiles({ name, mimeType, buffer: bytes });

test('a copy of a picture finds the very thing, with words too; it is put away and put back', async ({
  page,
}) => {
  await open(page, '/search');
  const { items } = await demoCatalog(page);
  const jug = items.find(({ id }) => id === 'kitchen-water-jug');
  const bytes = Buffer.from(await copyOf(page, jug?.image ?? ''));
  await choose(page, 'jug.jpg', 'image/jpeg', bytes);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Like your picture');
  await expect(page.getByRole('img', { name: 'The picture you are searching by' })).toBeVisible();
  await expect(page.getByRole('status').first()).toContainText('most alike first');
  expect((await idsOf(page))[0]).toBe(jug?.id);

  await page.getByRole('searchbox').first().fill('like this but under 20');
  await expect(page.getByRole('list', { name: 'Understood' })).toContainText('Up to £20');
  await expect.poll(async () => (await idsOf(page)).length).toBeGreaterThan(2);
  for (const id of await idsOf(page))
    expect(items.find((item) => item.id === id)?.price).toBeLessThanOrEqual(20);

  await page.getByRole('searchbox').first().fill('');
  await page.getByRole('button', { name: 'Remove your picture' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Like your picture');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await idsOf(page))[0]).toBe(jug?.id);
  await results(page).first().getByRole('link', { name: jug?.title }).click();
  await expect(page.getByRole('heading', { level: 1, name: jug?.title })).toBeVisible();
  await page.goBack();
  await expect.poll(async () => (await idsOf(page))[0]).toBe(jug?.id);

  // The address knows only a name of the picture, and a page that is loaded anew has none of that name.
  expect(new URL(page.url()).searchParams.get('picture')?.length).toBeLessThan(24);
  await page.reload();
  await expect(page.getByRole('main')).toContainText('is gone');
});

test('a picture is pasted and dropped', async ({ page }) => {
  await open(page, '/search');
  const { items } = await demoCatalog(page);
  const bag = items.find(({ id }) => id === 'bags-and-shoes-foraging-basket');
  const bytes = await copyOf(page, bag?.image ?? '');
  const send = (type: 'paste' | 'drop') =>
    page.evaluate(
      ([kind, data]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(data)], 'basket.jpg', { type: 'image/jpeg' }));
        const options = { bubbles: true, cancelable: true };
        document.body.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: transfer })
            : new DragEvent('drop', { ...options, dataTransfer: transfer }),
        );
      },
      [type, bytes] as const,
    );
  await send('paste');
  await expect.poll(async () => (await idsOf(page))[0]).toBe(bag?.id);
  await open(page, '/search');
  await send('drop');
  await expect.poll(async () => (await idsOf(page))[0]).toBe(bag?.id);
});

test('a file that is no picture says why, and another may be chosen', async ({ page }) => {
  await open(page, '/search?q=teapot');
  await page
    .getByRole('banner')
    .getByLabel('Search by a picture')
    .and(page.locator('input'))
    .setInputFiles({ name: 'holiday.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a letter, renamed') });
  const problem = page.getByRole('alert');
  await expect(problem).toContainText('“holiday.jpg” can’t be searched by');
  await expect(problem).toContainText('no picture');
  await expect(problem.getByRole('button', { name: 'Choose a picture' })).toBeVisible();
  // Words go on meanwhile.
  await expect(results(page).first()).toContainText(/tea/i);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test('colours narrow a department, lead from a thing to others, and are searched by', async ({ page }) => {
  await open(page, '/shop/kitchen');
  const colours = page.getByRole('group', { name: 'Colour', exact: true });
  const blue = colours.getByRole('checkbox', { name: /^Blue/ });
  const count = Number((await colours.locator('label', { hasText: 'Blue' }).innerText()).match(/\d+$/)?.[0]);
  await blue.check();
  await expect(page).toHaveURL(/hue=blue/);
  await expect(results(page)).toHaveCount(count);
  await page.getByRole('button', { name: 'Remove filter: Blue' }).click();
  await expect(blue).not.toBeChecked();

  await open(page, '/item/kitchen-water-jug');
  await page.getByRole('link', { name: /^Things in this .*blue$/ }).click();
  await expect(page).toHaveURL(/shade=[0-9a-f]{6}/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^In .*blue$/);
  await expect.poll(() => idsOf(page)).toContain('kitchen-water-jug');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page.getByRole('button', { name: /^Remove the colour/ }).click();
  await page.getByRole('link', { name: 'Coral' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^In /);
});

test('what a search can’t find is taken to the shop in person, word for word', async ({ page }) => {
  // By words alone: to meaning, something is always nearest.
  await page.route('**/models/**', (route) => route.abort());
  await open(page, '/search?q=zzyzzx');
  await page.getByRole('link', { name: 'Ask the shop “zzyzzx”' }).click();
  await expect(page).toHaveURL(/\/ask$/);
  await expect(page.getByRole('log')).toContainText('zzyzzx');
});

test('a record has shelves of what sounds and what looks like it, each thing once', async ({ page }) => {
  const { items } = await demoCatalog(page);
  const record = items.find(({ audio }) => audio !== undefined);
  await open(page, `/item/${record?.id}`);
  const sounds = await cardsOn(shelf(page, 'Sounds similar'));
  const looks = await cardsOn(shelf(page, 'Looks similar'));
  expect(sounds.length).toBeGreaterThan(2);
  expect(looks.length).toBeGreaterThan(2);
  for (const id of sounds) expect(items.find((item) => item.id === id)?.audio).toBeDefined();
  expect(looks.filter((id) => sounds.includes(id))).toEqual([]);
});
