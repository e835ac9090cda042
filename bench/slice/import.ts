/** Bringing a shop, through the page as its owner would: seconds by phase, memory, and the shop it makes. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { asNewVisitor, inBrowser, marksOf, NeverCame, peakRendererMemory } from './browser.ts';
import { clickFigures, clickHearts } from './events.ts';
import type { Marks } from './in-page.ts';
import { writeMadeUpFiles } from './made-up-files.ts';
import type { Figure, Section } from './report.ts';
import type { Setting } from './setting.ts';

/** At most: minutes of waiting, MB, and ms that a click waits. */
const TARGETS = { seconds: 240, megabytes: 1500, longestTask: 100 };

/** Three times the target: after that something is broken, not slow. */
const PATIENCE = 3 * TARGETS.seconds * 1000;

export async function measureImport(setting: Setting): Promise<Section[]> {
  const { imported, workspace, shop, clicks } = setting;
  const files =
    'folder' in imported
      ? { items: join(imported.folder, 'items.csv'), orders: join(imported.folder, 'events.csv.gz') }
      : await writeMadeUpFiles(workspace, imported);
  return asNewVisitor(workspace, (profile) =>
    inBrowser(profile, {}, async (page, context) => {
      await page.goto(`${shop.origin}/lab`);
      const before = await peakRendererMemory(context);
      const { counts, from, to } = await bringShop(page, files);
      const marks = await marksOf(page);
      const peak = await peakRendererMemory(context);
      const longest = marks.longTasks.filter(({ at }) => at >= from).map(({ ms }) => ms);
      const figures: Figure[] = [
        ...phaseFigures(marks, from, to),
        {
          name: 'whole',
          unit: 's',
          values: { once: (to - from) / 1000 },
          target: { of: 'once', atMost: TARGETS.seconds },
        },
        {
          name: 'longest task of the main thread',
          unit: 'ms',
          values: { once: Math.max(0, ...longest) },
          target: { of: 'once', atMost: TARGETS.longestTask },
          note: '0: none above 50 ms',
        },
        {
          name: 'most memory of the page’s process',
          unit: 'MB',
          values: { once: peak },
          target: { of: 'once', atMost: TARGETS.megabytes },
          note: before === null ? 'not told by this system' : `${Math.round(before)} MB before`,
        },
        ...clickFigures(await clickHearts(page, shop, clicks)).map((figure) => ({
          ...figure,
          name: `in the shop it made: ${figure.name}`,
        })),
      ];
      return [
        {
          title: `Bringing a shop: ${counts}`,
          about:
            `${'folder' in imported ? 'Real orders' : 'A made-up feed and orders'}, through the Lab’s own form. ` +
            'Seconds by phase as its progress bar names them; a phase that comes twice is added up. Memory is the ' +
            'largest resident set that the renderer process ever had, all its workers included.',
          figures,
        },
      ];
    }),
  );
}

/** @returns what was read, in words, and the page's times of the first click and of the open shop */
async function bringShop(
  page: Page,
  files: { items: string; orders: string },
): Promise<{ counts: string; from: number; to: number }> {
  const form = page.getByRole('region', { name: 'Files' });
  const [items, orders] = [form.locator('input[type=file]').nth(0), form.locator('input[type=file]').nth(1)];
  await items.setInputFiles(files.items);
  await orders.setInputFiles(files.orders);
  const now = () => page.evaluate(() => performance.now());
  const from = await now();
  await form.getByRole('button', { name: 'Check the files' }).click();

  // Other experiments of the page have alerts too, empty ones.
  const failed = page.getByRole('alert').filter({ hasText: 'Nothing was changed.' });
  const build = page.getByRole('button', { name: 'Build this shop' });
  const refused = failed.or(page.getByRole('heading', { name: /can’t be used/ }));
  await build.or(refused).waitFor({ timeout: PATIENCE });
  if (!(await build.isVisible())) throw new NeverCame(`The files were refused: ${await refused.innerText()}`);
  const report = page
    .getByRole('heading', { name: 'Your files were read' })
    .locator('xpath=following-sibling::dl');
  const found = await report
    .locator('div')
    .evaluateAll((rows) =>
      rows.map((row) => `${row.querySelector('dd')?.textContent} ${row.querySelector('dt')?.textContent}`),
    );
  const counts = found.filter((text) => /^[\d,.]+ (items|lines)/.test(text)).join(', ');
  const skip = page.getByRole('checkbox', { name: /^Skip/ });
  if (await skip.isVisible()) await skip.check();
  await build.click();
  const open = page.getByRole('heading', { name: / is open$/ });
  await open.or(failed).waitFor({ timeout: PATIENCE });
  const to = await now();
  if (!(await open.isVisible())) throw new NeverCame(`The import failed: ${await failed.innerText()}`);
  return { counts, from, to };
}

/** Each phase lasts until the next begins. */
function phaseFigures({ phases }: Marks, from: number, to: number): Figure[] {
  const seconds = new Map<string, number>();
  const started = phases.filter(({ at }) => at >= from);
  started.forEach(({ name, at }, place) => {
    const end = started[place + 1]?.at ?? to;
    seconds.set(name, (seconds.get(name) ?? 0) + (end - at) / 1000);
  });
  return [...seconds].map(([name, once]) => ({ name, unit: 's', values: { once } }));
}
