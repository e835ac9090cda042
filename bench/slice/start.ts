/** Starts: the first visit, the second with the service worker in charge, and one without a network. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { DIST } from '../../scripts/build.mjs';
import { asNewVisitor, inBrowser, marksOf, waitUntil } from './browser.ts';
import { countStored, type Marks } from './in-page.ts';
import type { Figure, Section } from './report.ts';
import type { Setting } from './setting.ts';
import { spread } from './statistics.ts';

/** After the last mark: for late shifts, paints and tasks to show themselves, ms. */
const SETTLING = 1500;

/** Opens the shop's home and waits until all that is noted has come. */
export async function visitHome(page: Page, origin: string): Promise<Marks> {
  await page.goto(origin, { waitUntil: 'commit' });
  await waitUntil('The shelves and a backend', async () => {
    const { firstShelf, engineReady, backend } = await marksOf(page);
    return firstShelf !== null && engineReady !== null && backend !== null;
  });
  await sleep(SETTLING);
  return marksOf(page);
}

/** Waits until the service worker has stored all that it stores by itself. */
export async function waitUntilStored(page: Page): Promise<void> {
  const worker = await readFile(join(DIST, 'service-worker.js'), 'utf8');
  const files = worker.match(/"group":"(shell|idle)"/g)?.length ?? 0;
  await waitUntil('The offline copy', async () => (await page.evaluate(countStored)) >= files, 180_000);
}

export async function measureStarts({ workspace, shop, runs }: Setting): Promise<Section[]> {
  const first: Marks[] = [];
  const second: Marks[] = [];
  const offline: Marks[] = [];
  for (let run = 0; run < runs; run++) {
    await asNewVisitor(workspace, async (profile) => {
      await inBrowser(profile, {}, async (page) => {
        first.push(await visitHome(page, shop.origin));
        await waitUntilStored(page);
      });
      await inBrowser(profile, {}, async (page) => {
        second.push(await visitHome(page, shop.origin));
      });
      await shop.goOffline();
      try {
        await inBrowser(profile, {}, async (page) => {
          offline.push(await visitHome(page, shop.origin));
        });
      } finally {
        await shop.goOnline();
      }
    });
  }
  return [
    {
      title: 'First visit',
      about: `${runs} new visitors at the home page, nothing cached; ms since navigation.`,
      figures: figuresOf(first, { firstShelf: 1000, engineReady: 3000, longestTask: 100 }),
    },
    {
      title: 'Second visit',
      about: 'The same visitors after a restart of their browser, the service worker in charge.',
      figures: figuresOf(second, { longestTask: 100 }),
    },
    {
      title: 'Start without a network',
      about: 'The same visitors once more, the server stopped.',
      figures: figuresOf(offline, { longestTask: 100 }),
    },
  ];
}

interface Targets {
  firstShelf?: number;
  engineReady?: number;
  longestTask: number;
}

function figuresOf(runs: readonly Marks[], targets: Targets): Figure[] {
  const ms = (name: string, of: (marks: Marks) => number | null, atMost?: number): Figure => ({
    name,
    unit: 'ms',
    values: spread(runs.map((marks) => of(marks) ?? Number.POSITIVE_INFINITY)),
    ...(atMost === undefined ? {} : { target: { of: 'median', atMost } }),
  });
  return [
    ms('first shelf painted', ({ firstShelf }) => firstShelf, targets.firstShelf),
    ms('engine ready', ({ engineReady }) => engineReady, targets.engineReady),
    ms('backend chosen', ({ backend }) => backend),
    ms('largest contentful paint', ({ largestPaint }) => largestPaint),
    { name: 'cumulative layout shift', unit: '', values: spread(runs.map(cumulativeShift)) },
    {
      name: 'longest task of the main thread',
      unit: 'ms',
      values: spread(runs.map(longestTask)),
      target: { of: 'median', atMost: targets.longestTask },
      note: '0: none above 50 ms',
    },
    {
      name: 'tasks above 100 ms',
      unit: '',
      values: spread(runs.map(({ longTasks }) => longTasks.filter((task) => task.ms > 100).length)),
    },
  ];
}

const longestTask = ({ longTasks }: Marks): number => Math.max(0, ...longTasks.map(({ ms }) => ms));

/** The worst session window: shifts less than a second apart, over five seconds at most (web.dev/cls). */
function cumulativeShift({ shifts }: Marks): number {
  let worst = 0;
  let sum = 0;
  let from = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { at, value } of shifts) {
    if (at - last >= 1000 || at - from >= 5000) {
      sum = 0;
      from = at;
    }
    sum += value;
    last = at;
    worst = Math.max(worst, sum);
  }
  return worst;
}
