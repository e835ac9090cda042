/** Steps that several browser tests take, in a visitor's words. */
import type { Locator, Page } from '@playwright/test';
import type { Catalog } from '../src/catalog/item.ts';
import { expect, open } from './fixtures.ts';

export async function demoCatalog(page: Page): Promise<Catalog> {
  const response = await page.request.get('/shop/catalog.json');
  return response.json();
}

export function shelf(page: Page, title: string | RegExp): Locator {
  return page.getByRole('region', { name: title });
}

/** Ids of the cards on a shelf, in order. */
export function cardsOn(shelfOf: Locator): Promise<string[]> {
  return shelfOf
    .locator('article[data-item-id]')
    .evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset.itemId ?? ''));
}

/** Titles and cards of every shelf of home, once nothing moves any more. */
export async function slatesOfHome(page: Page): Promise<Record<string, string[]>> {
  await open(page, '/');
  await expect(page.locator('section[aria-busy="true"]')).toHaveCount(0);
  const read = () =>
    page
      .locator('main section[aria-label]')
      .evaluateAll((sections) =>
        Object.fromEntries(
          sections
            .filter((section) => section.querySelector('article[data-item-id]') !== null)
            .map((section) => [
              section.getAttribute('aria-label') ?? '',
              [...section.querySelectorAll<HTMLElement>('article[data-item-id]')].map(
                (c) => c.dataset.itemId ?? '',
              ),
            ]),
        ),
      );
  let last = await read();
  await expect(async () => {
    const now = await read();
    const same = JSON.stringify(now) === JSON.stringify(last) && Object.keys(now).length > 0;
    last = now;
    expect(same).toBe(true);
  }).toPass({ intervals: [300, 300, 300, 300] });
  return last;
}

/** Opens an item's page and waits until the look is in the history. */
export async function look(page: Page, id: string): Promise<void> {
  await open(page, `/item/${id}`);
  await expect(page.locator(`main article[data-item-id="${id}"] h1`)).toBeVisible();
  await expect.poll(() => eventsOf(page, 'view_item').then((ids) => ids.includes(id))).toBe(true);
}

/** Item ids of the stored events of one type, read from IndexedDB itself. */
export function eventsOf(page: Page, type: string): Promise<string[]> {
  return page.evaluate(
    (wanted) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('inkling-history');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const all = db.transaction('events').objectStore('events').getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            db.close();
            const events = all.result as { type: string; itemId?: string }[];
            resolve(events.filter((event) => event.type === wanted).map((event) => event.itemId ?? ''));
          };
        };
      }),
    type,
  );
}
