/** From an event to other shelves: through the engine alone, and through the shop's page to its next frame. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { asNewVisitor, inBrowser, marksOf, NeverCame, waitUntil } from './browser.ts';
import type { EventTimes } from './engine-page.ts';
import { saveAndWait } from './in-page.ts';
import type { Figure, Section } from './report.ts';
import type { Setting } from './setting.ts';
import { ENGINE_PAGE, type Site } from './site.ts';
import { tail } from './statistics.ts';

/** Between two clicks: longer than cards take to move to their places, ms. */
const PAUSE = 600;

/** At most, from the call of `record` to the answer of `home`, ms. */
const TARGET = 150;

export async function measureEvents(setting: Setting): Promise<Section[]> {
  const { workspace, largeShop } = setting;
  const sections: Section[] = [];
  for (const items of [null, largeShop]) {
    const { times, clicks } = await asNewVisitor(workspace, (profile) =>
      inBrowser(profile, {}, (page) => measureShop(page, setting, items)),
    );
    const { shop, backend } = times.status;
    sections.push({
      title: `An event, in ${items === null ? 'the demo shop' : 'a made-up shop'} of ${shop.items.toLocaleString('en-GB')} items`,
      about:
        `${times.both.length} events of a new visitor one after another, each followed by asking for home, on ` +
        `${backend}; then ${clicks.length} clicks on hearts in the shop, until the next frame shows other shelves.`,
      figures: [
        { name: 'event durable', unit: 'ms', values: tail(times.record) },
        { name: 'home answered after that', unit: 'ms', values: tail(times.home) },
        { name: 'both', unit: 'ms', values: tail(times.both), target: { of: 'p95', atMost: TARGET } },
        ...clickFigures(clicks),
      ],
    });
  }
  return sections;
}

interface Click {
  ms: number;
  /** Of the main thread, meanwhile. */
  longestTask: number;
}

async function measureShop(
  page: Page,
  { bench, events, clicks }: Setting,
  items: number | null,
): Promise<{ times: EventTimes; clicks: Click[] }> {
  await page.goto(bench.origin + ENGINE_PAGE);
  if (items !== null) await page.evaluate((count) => window.enginePage.keepMadeUpShop(count), items);
  await page.evaluate(() => window.enginePage.start());
  const times = await page.evaluate((count) => window.enginePage.recordAndAsk(count), events);
  return { times, clicks: await clickHearts(page, bench, clicks) };
}

/** Opens home and saves one card after the other. */
export async function clickHearts(page: Page, { origin }: Site, count: number): Promise<Click[]> {
  await page.goto(origin);
  await waitUntil('A backend', async () => (await marksOf(page)).backend !== null);
  const clicks: Click[] = [];
  for (let click = 0; click < count; click++) {
    await sleep(PAUSE);
    const from = await page.evaluate(() => performance.now());
    const ms = await page.evaluate(saveAndWait);
    if (ms === null) throw new NeverCame('Other shelves didn’t come after a card was saved.');
    const { longTasks } = await marksOf(page);
    clicks.push({
      ms,
      longestTask: Math.max(0, ...longTasks.filter(({ at }) => at >= from).map((task) => task.ms)),
    });
  }
  return clicks;
}

export function clickFigures(clicks: readonly Click[]): Figure[] {
  return [
    { name: 'click to other shelves on screen', unit: 'ms', values: tail(clicks.map(({ ms }) => ms)) },
    {
      name: 'longest task of the main thread',
      unit: 'ms',
      values: { once: Math.max(0, ...clicks.map(({ longestTask }) => longestTask)) },
      target: { of: 'once', atMost: 100 },
      note: '0: none above 50 ms',
    },
  ];
}
