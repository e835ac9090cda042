/** What is known, and the visitor's power over it: forgetting, exporting, pausing, surviving a killed browser. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../scripts/chromium.mjs';
import { expect, open, test } from './fixtures.ts';
import {
  cardsOn,
  demoCatalog,
  eventsOf,
  forgetShown,
  look,
  roomInMoment,
  shelf,
  slatesOfHome,
} from './shop.ts';

test.beforeEach(() => roomInMoment());

/** Everything in every database of this origin, as text. */
function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const all: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const opening = indexedDB.open(name ?? '');
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of db.objectStoreNames) {
        const from = db.transaction(store).objectStore(store);
        const requests = [from.getAllKeys(), from.getAll()];
        for (const request of requests) {
          await new Promise((resolve) => request.addEventListener('success', resolve));
        }
        const [keys, values] = requests.map(({ result }) => result as unknown[]);
        if (keys.length > 0) all.push([name, store, keys, values.map((value) => JSON.stringify(value))]);
      }
      db.close();
    }
    return JSON.stringify(all);
  });
}

test('erasing gives exactly the shelves of a new visitor', async ({ page }) => {
  const fresh = await slatesOfHome(page);
  const { items } = await demoCatalog(page);
  for (const place of [5, 300, 420]) await look(page, items[place].id);
  expect(await slatesOfHome(page)).not.toEqual(fresh);
  await open(page, '/you');
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('button', { name: 'Erase it all' }).click();
  await expect.poll(() => eventsOf(page, 'view_item')).toEqual([]);
  expect(await slatesOfHome(page)).toEqual(fresh);
});

test('one event is forgotten, and put back', async ({ page }) => {
  const { items } = await demoCatalog(page);
  await look(page, items[5].id);
  const one = await slatesOfHome(page);
  await look(page, items[300].id);
  const two = await slatesOfHome(page);
  await open(page, '/you');
  await page.getByRole('button', { name: new RegExp(`^Forget: Viewed ${items[300].title}`) }).click();
  await expect.poll(() => eventsOf(page, 'view_item')).toEqual([items[5].id]);
  expect(await slatesOfHome(page)).toEqual(one);
  expect(two).not.toEqual(one);
});

test('more is asked for on a chip, seen there, and taken back', async ({ page }) => {
  const { items } = await demoCatalog(page);
  const { id, kind } = items[5];
  await look(page, id);
  await open(page, '/you');
  const interests = page.getByRole('region', { name: 'Interests' });
  await interests.getByRole('button', { name: new RegExp(`^${kind} 100%`) }).press('Enter');
  await page.getByRole('menuitem', { name: 'More of this' }).press('Enter');
  const takeBack = interests.getByRole('button', { name: `Take back “More of this”: ${kind}` });
  await expect(takeBack).toBeVisible();
  await page.reload();
  await takeBack.press('Enter');
  await expect(takeBack).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(takeBack).toBeVisible();
  await interests.getByRole('button', { name: `Forget ${kind},` }).press('Enter');
  await expect.poll(() => eventsOf(page, 'view_item')).toEqual([]);
  await expect(takeBack).toBeVisible();
});

test('history goes out as a file and comes in again', async ({ page }) => {
  const { items } = await demoCatalog(page);
  for (const place of [5, 300]) await look(page, items[place].id);
  const before = await slatesOfHome(page);
  await forgetShown(page);
  await open(page, '/you');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  const file = await download.path();
  expect(JSON.parse(await readFile(file, 'utf8')).events).toHaveLength(2);
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('button', { name: 'Erase it all' }).click();
  await expect.poll(() => eventsOf(page, 'view_item')).toEqual([]);
  await page.getByLabel('History file').setInputFiles(file);
  await expect.poll(async () => (await eventsOf(page, 'view_item')).length).toBe(2);
  // The visit has grown older meanwhile, which counts; with a clock that stands, `steering.test.ts` wants every place.
  expect(Object.keys(await slatesOfHome(page)).sort()).toEqual(Object.keys(before).sort());
  await open(page, '/you');
  await page.getByLabel('History file').setInputFiles({
    name: 'broken.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"inkling-history","version":1,"shop":"demo","events":[{"id":"x"}]}'),
  });
  await expect(page.getByText(/Event 1 of 1/)).toBeVisible();
  expect(await eventsOf(page, 'view_item')).toHaveLength(2);
});

test('while paused, looks are not kept', async ({ page }) => {
  const { items } = await demoCatalog(page);
  await open(page, '/you');
  await page.getByRole('button', { name: 'Pause recording' }).click();
  await expect(page.getByRole('button', { name: 'Resume recording' })).toBeVisible();
  await open(page, `/item/${items[7].id}`);
  await page.locator('main').getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect.poll(() => eventsOf(page, 'add_to_wishlist')).toEqual([items[7].id]);
  expect(await eventsOf(page, 'view_item')).toEqual([]);
});

test('what was acknowledged is there after the browser is killed', async ({ baseURL }) => {
  const profile = await mkdtemp(join(tmpdir(), 'inkling-killed-'));
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: findChromium() ?? undefined,
      baseURL,
      args: ['--no-sandbox', '--disable-background-networking', '--no-first-run'],
    });
  try {
    const first = await launch();
    const page = first.pages()[0];
    const { items } = await demoCatalog(page);
    await open(page, `/item/${items[42].id}`);
    await page.locator('main').getByRole('button', { name: 'Save', exact: true }).first().click();
    // The toast comes when the write was acknowledged; the very next thing is the end of every process.
    await page.getByText(`Saved ${items[42].title}`).waitFor();
    const crash = await first.newCDPSession(page);
    crash.send('Browser.crash').catch(() => 'the browser is gone, as it should be');
    await new Promise((resolve) => first.once('close', resolve));
    const second = await launch();
    const again = second.pages()[0];
    await again.goto('/saved');
    await again.locator(`main article[data-item-id="${items[42].id}"]`).waitFor();
    await second.close();
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
});

test('two tabs come to know the same', async ({ page, context }) => {
  const { items } = await demoCatalog(page);
  const other = await context.newPage();
  await open(other, '/saved');
  await open(page, `/item/${items[9].id}`);
  await page.locator('main').getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect(other.locator(`main article[data-item-id="${items[9].id}"]`)).toBeVisible();
});

test('a slider is tried, kept and taken back', async ({ page }) => {
  const { items } = await demoCatalog(page);
  for (const place of [5, 300]) await look(page, items[place].id);
  const before = await slatesOfHome(page);
  await open(page, '/you');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('listitem')).not.toHaveCount(0);
  const slider = page.getByLabel('What is popular');
  await page.getByText('The reasons it has').click();
  await expect(slider).toHaveAttribute('aria-valuetext', 'as learned');
  await slider.focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', 'twice');
  for (const name of ['What it is like', 'What goes together', 'Tastes like yours']) {
    await page.getByLabel(name).fill('0');
  }
  await expect(preview.getByRole('status')).toContainText(/come(s)? in|another order/);
  const keys = () =>
    preview
      .locator('[data-key]')
      .evaluateAll((things) => things.map((thing) => (thing as HTMLElement).dataset.key ?? ''));
  // The answer to the last slider, and not to one before it: nothing changes for two seconds.
  let promised: string[] = [];
  await expect
    .poll(
      async () => {
        const before = promised;
        promised = await keys();
        return promised.join() === before.join();
      },
      { intervals: [2000] },
    )
    .toBe(true);
  await page.getByRole('button', { name: 'Keep this' }).click();
  await expect(page.getByText('The shop chooses by that from now on.')).toBeVisible();
  // With all that was noted so far, as the preview had it.
  await open(page, '/');
  await expect.poll(() => cardsOn(shelf(page, 'For you'))).toEqual(promised);
  await open(page, '/you');
  await expect(slider).toHaveAttribute('aria-valuetext', 'twice');
  await page.getByRole('button', { name: 'Back to usual' }).click();
  await expect(slider).toHaveAttribute('aria-valuetext', 'as learned');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(slider).toHaveAttribute('aria-valuetext', 'twice');
  await page.getByRole('button', { name: 'Back to usual' }).click();
  await expect(page.getByRole('button', { name: 'Back to usual' })).toHaveCount(0);
  expect(await slatesOfHome(page)).toEqual(before);
});

test('people who share a browser have histories apart, and a menu to switch by keyboard', async ({
  page,
}) => {
  const { items } = await demoCatalog(page);
  await look(page, items[5].id);
  const mine = await slatesOfHome(page);
  await open(page, '/you');
  await expect(page.getByRole('button', { name: /^Who is looking/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByLabel('Name of the new person').fill('Mum’s present');
  await page.keyboard.press('Enter');
  const menu = page.getByRole('button', { name: 'Who is looking: Mum’s present' });
  await expect(menu).toBeVisible();
  await expect(page.getByText('An empty diary')).toBeVisible();
  await look(page, items[300].id);
  expect(await slatesOfHome(page)).not.toEqual(mine);
  await menu.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'You' })).toBeFocused();
  await expect(page.getByRole('menuitemradio', { name: 'Mum’s present' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByText('These are your own shelves now.')).toBeVisible();
  expect(await slatesOfHome(page)).toEqual(mine);
  await open(page, '/you');
  await page.getByRole('button', { name: /^Remove Mum’s present/ }).click();
  await expect(page.getByRole('button', { name: /^Who is looking/ })).toHaveCount(0);
  expect(await eventsOf(page, 'view_item')).toEqual([items[5].id]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /^Who is looking/ })).toBeVisible();
  expect((await eventsOf(page, 'view_item')).sort()).toEqual([items[5].id, items[300].id].sort());
});

test('a private visit leaves nothing, also over a reload, and ends where it began', async ({ page }) => {
  const { items } = await demoCatalog(page);
  await look(page, items[5].id);
  const before = await slatesOfHome(page);
  await open(page, '/you');
  await page.getByRole('button', { name: 'Browse privately' }).click();
  const bar = page.getByRole('region', { name: 'Private visit' });
  await expect(bar).toBeVisible();
  await expect(page.getByText('An empty diary')).toBeVisible();
  const stored = await everythingStored(page);
  await open(page, `/item/${items[300].id}`);
  await expect(bar).toBeVisible();
  await page.locator('main').getByRole('button', { name: 'Save', exact: true }).first().click();
  await page.getByText(`Saved ${items[300].title}`).waitFor();
  await open(page, '/search?q=something+warm');
  await expect(page.locator('main article[data-item-id]').first()).toBeVisible();
  await page
    .locator('html[data-encoder="ready"], html[data-encoder="failed"]')
    .waitFor({ state: 'attached' });
  expect(await everythingStored(page)).toBe(stored);
  await bar.getByRole('button', { name: 'End private visit' }).click();
  await expect(bar).toHaveCount(0);
  expect(await slatesOfHome(page)).toEqual(before);
  expect(await eventsOf(page, 'add_to_wishlist')).toEqual([]);
});

test('paused for this visit, looks are not kept, and the frame says so', async ({ page }) => {
  const { items } = await demoCatalog(page);
  await open(page, '/you');
  await page.getByRole('button', { name: 'Pause for this visit' }).click();
  const bar = page.getByRole('region', { name: 'Paused visit' });
  await expect(bar).toBeVisible();
  await open(page, `/item/${items[7].id}`);
  await expect(bar).toBeVisible();
  await page.locator('main').getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect.poll(() => eventsOf(page, 'add_to_wishlist')).toEqual([items[7].id]);
  expect(await eventsOf(page, 'view_item')).toEqual([]);
  await bar.getByRole('button', { name: 'Take notes again' }).click();
  await expect(bar).toHaveCount(0);
  await look(page, items[8].id);
});

test('what a search of the diary finds is forgotten, and put back; so is what was selected', async ({
  page,
}) => {
  const { items } = await demoCatalog(page);
  for (const place of [5, 6, 300, 301]) await look(page, items[place].id);
  await open(page, '/you');
  const diary = page.getByRole('region', { name: 'Diary' });
  await diary.getByLabel('About').selectOption(`department ${items[300].department}`);
  await expect(diary.getByRole('status')).toContainText('2 of');
  await diary.getByRole('button', { name: /^Forget these/ }).click();
  await expect.poll(() => eventsOf(page, 'view_item')).toHaveLength(2);
  await expect(diary.getByText('No note matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => eventsOf(page, 'view_item')).toHaveLength(4);
  await diary.getByLabel('About').selectOption('');
  await diary.getByRole('button', { name: 'Looked' }).click();
  await diary.getByRole('button', { name: 'Select', exact: true }).click();
  const picks = diary.getByRole('checkbox');
  await picks.nth(0).click();
  await picks.nth(2).click({ modifiers: ['Shift'] });
  await expect(diary.getByRole('status')).toHaveText('3 selected');
  await diary.getByRole('button', { name: 'Forget 3' }).click();
  await expect.poll(() => eventsOf(page, 'view_item')).toEqual([items[5].id]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => eventsOf(page, 'view_item')).toHaveLength(4);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`what is known reads well to assistive technology (${colorScheme})`, async ({ page }) => {
    const { items } = await demoCatalog(page);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const place of [5, 300]) await look(page, items[place].id);
    await open(page, '/you');
    await page.getByText('The reasons it has').click();
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Preview' }).getByRole('listitem')).not.toHaveCount(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
  });
}
