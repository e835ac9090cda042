/** Steps that several browser tests take, in a visitor's words. */
import type { Locator, Page } from '@playwright/test';
import type { Catalog } from '../src/catalog/item.ts';
import { expect, open } from './fixtures.ts';

export async function demoCatalog(page: Page): Promise<Catalog> {
  const response = await page.request.get('/shop/catalog.json');
  return response.json();
}

/** The engine ranks for one moment of five minutes at a time: between two, near ties may change places. */
const MOMENT_MS = 5 * 60_000;

/** Waits for the next moment where this one ends sooner than a test that compares shelves takes. */
export async function roomInMoment(needed = 45_000): Promise<void> {
  const left = MOMENT_MS - (Date.now() % MOMENT_MS);
  if (left < needed) await new Promise((resolve) => setTimeout(resolve, left + 500));
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

/**
 * Takes what was noted as merely shown, and how long it was looked at, out of the history: looking at shelves to
 * compare them is such an event too.
 */
export async function forgetShown(page: Page): Promise<void> {
  // Of this origin, and without an engine that could write meanwhile.
  await page.goto('/shop/catalog.json');
  await page.evaluate(() =>
    new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('inkling-history');
      opening.onerror = () => reject(opening.error);
      // There is no history yet: none is made.
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onsuccess = () => {
        const db = opening.result;
        const change = db.transaction('events', 'readwrite');
        const cursor = change.objectStore('events').openCursor();
        cursor.onsuccess = () => {
          if (!cursor.result) return;
          if (/^(view_item_list|user_engagement)$/.test(cursor.result.value.type)) cursor.result.delete();
          cursor.result.continue();
        };
        change.onabort = () => reject(change.error);
        change.oncomplete = () => {
          db.close();
          resolve();
        };
      };
    }).catch((error: unknown) => {
      if ((error as DOMException | null)?.name !== 'AbortError') throw error;
    }),
  );
}

/** Titles and cards of every shelf of home, once nothing moves any more, as if none had been looked at before. */
export async function slatesOfHome(page: Page): Promise<Record<string, string[]>> {
  await forgetShown(page);
  await open(page, '/');
  // They come with the engine's own shelves; until then the static first view stands there.
  await expect(shelf(page, 'Departments')).toBeVisible();
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
