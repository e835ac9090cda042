/**
 * A language model on this device: shown only where there is one, opened by the visitor alone, and closed again. The
 * browser's own is a stand-in behind the same interface, since no test browser brings one; the site's is the smallest
 * real one, run by transformers.js in its worker.
 */
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { tinyModel } from '../src/language-models/tiny-model.ts';
import { expect, open, test } from './fixtures.ts';

const SWITCH = 'Let a language model on this device phrase answers';

/** What a browser with a model of its own has: `window.LanguageModel`, as the draft of the Prompt API describes it. */
async function lendModel(page: Page, availability: 'available' | 'downloadable'): Promise<void> {
  await page.addInitScript((first) => {
    const state = {
      availability: first,
      created: 0,
      prompts: [] as string[],
      answers: (answer: string) => `Hello! ${answer}`,
    };
    let proceed = (_share: number) => {};
    const session = (system: string) => ({
      clone: async () => session(system),
      destroy: () => {},
      prompt: async (input: string) => {
        state.prompts.push(input);
        return state.answers(JSON.parse(input).answer ?? '');
      },
    });
    const create = (options: {
      monitor?: (monitor: EventTarget) => void;
      signal?: AbortSignal;
      initialPrompts?: { content: string }[];
    }) =>
      new Promise((resolve, reject) => {
        state.created++;
        const done = () => {
          state.availability = 'available';
          resolve(session(options.initialPrompts?.[0].content ?? ''));
        };
        if (state.availability === 'available') {
          done();
          return;
        }
        const monitor = new EventTarget();
        options.monitor?.(monitor);
        options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
        proceed = (share) => {
          monitor.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded: share, total: 1 }));
          if (share === 1) done();
        };
      });
    Object.assign(window, {
      LanguageModel: { availability: async () => state.availability, create },
      lentModel: state,
      download: (share: number) => proceed(share),
    });
  }, availability);
}

const lent = (page: Page) =>
  page.evaluate(() => {
    const { created, prompts } = (window as unknown as { lentModel: { created: number; prompts: string[] } })
      .lentModel;
    return { created, prompts };
  });

const download = (page: Page, share: number) =>
  page.evaluate((done) => (window as unknown as { download(share: number): void }).download(done), share);

const part = (page: Page) => page.getByRole('region', { name: 'In warmer words' });

test('where no model is to be had, nobody is told of any', async ({ page }) => {
  await open(page, '/you');
  await expect(page.getByRole('region', { name: 'Your choices' })).toContainText('Recording is on');
  await expect(part(page)).toHaveCount(0);
});

test('the browser’s own is downloaded by the visitor’s click alone, with progress and a way out', async ({
  page,
}) => {
  await lendModel(page, 'downloadable');
  await open(page, '/you');
  const toggle = part(page).getByRole('switch', { name: SWITCH });
  await expect(toggle).not.toBeChecked();
  await expect(part(page)).toContainText('several gigabytes');
  expect((await lent(page)).created).toBe(0);

  await toggle.click();
  const bar = part(page).getByRole('progressbar', { name: 'Getting the language model ready' });
  await expect(bar).toBeVisible();
  await download(page, 0.42);
  await expect(part(page)).toContainText('42% here');
  await part(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(bar).toHaveCount(0);
  await expect(toggle).not.toBeChecked();

  await toggle.click();
  await download(page, 1);
  await expect(part(page).getByRole('status')).toHaveText('The language model is on.');
  await expect(toggle).toBeChecked();
  await expect(part(page)).toContainText('already');

  // A page that is opened anew finds it gone from the browser: it waits for another click.
  await page.reload();
  await expect(part(page).getByRole('switch', { name: SWITCH })).not.toBeChecked();
  expect((await lent(page)).created).toBe(0);
});

test('one that is here opens by itself at the next visit, until it is turned off', async ({ page }) => {
  await lendModel(page, 'available');
  await open(page, '/you');
  const toggle = part(page).getByRole('switch', { name: SWITCH });
  await toggle.click();
  await expect(part(page).getByRole('status')).toHaveText('The language model is on.');
  await page.reload();
  await expect(toggle).toBeChecked();
  await toggle.click();
  await expect(part(page).getByRole('status')).toBeHidden();
  await page.reload();
  await expect(toggle).not.toBeChecked();
  expect((await lent(page)).created).toBe(0);
});

test('what it says is used where it claims the same, and the shop’s own words stand otherwise', async ({
  page,
}) => {
  await lendModel(page, 'available');
  await open(page, '/ask');
  await part(page).getByRole('switch', { name: SWITCH }).click();
  await expect(part(page).getByRole('status')).toHaveText('The language model is on.');
  const log = page.getByRole('log');
  const ask = async (line: string, at: number) => {
    await page.getByRole('textbox', { name: 'What are you after?' }).fill(line);
    await page.keyboard.press('Enter');
    const answer = log.locator(':scope > article').nth(at);
    await expect(answer.locator('article[data-item-id]').first()).toBeVisible();
    return (await answer.getByRole('paragraph').first().innerText()).replace(/^The shop:\s*/, '');
  };
  expect(await ask('a tent under 300', 0)).toMatch(/^Hello! .+/);

  // From now on it lies.
  await page.evaluate(() => {
    (window as unknown as { lentModel: { answers: (answer: string) => string } }).lentModel.answers = (
      answer,
    ) => `${answer} Delivery is free.`;
  });
  const told = await ask('something warm for camping', 1);
  expect(told).not.toMatch(/Hello|free/i);
  expect((await lent(page)).prompts.length).toBeGreaterThan(1);

  await open(page, '/you');
  await part(page).getByRole('switch', { name: SWITCH }).click();
  await open(page, '/ask');
  expect(await ask('a tent under 300', 0)).not.toMatch(/Hello/);
  expect((await lent(page)).prompts).toEqual([]);
});

test.describe('the site’s own', () => {
  // Files that aren't in the build are put in by the test, which a service worker would keep from happening.
  test.use({ serviceWorkers: 'block' });

  test('runs in a worker of its own, from this site’s files, under its policy', async ({ page, context }) => {
    const files = Object.entries(tinyModel('Here is what I found')).map(([path, content]) => ({
      path,
      content: Buffer.from(content),
    }));
    await context.route('**/models/encoders.json', async (route) => {
      const registry = await (await route.fetch()).json();
      const languageModels = [
        {
          id: 'owner/tiny',
          revision: '1',
          dtype: 'q4',
          devices: ['wasm'],
          languages: ['en'],
          files: files.map(({ path, content }) => ({
            path,
            bytes: content.length,
            sha256: createHash('sha256').update(content).digest('hex'),
          })),
        },
      ];
      await route.fulfill({ json: { ...registry, languageModels } });
    });
    const asked: string[] = [];
    await context.route('**/models/owner/tiny/**', async (route) => {
      const path = new URL(route.request().url()).pathname.replace('/models/owner/tiny/', '');
      asked.push(path);
      const file = files.find((one) => one.path === path);
      await (file ? route.fulfill({ body: file.content }) : route.fulfill({ status: 404 }));
    });

    await open(page, '/you');
    await expect(part(page)).toContainText('owner/tiny, 14.');
    expect(asked).toEqual([]);
    await part(page).getByRole('switch', { name: SWITCH }).click();
    await expect(part(page).getByRole('status')).toHaveText('The language model is on.', { timeout: 60_000 });
    expect(asked.sort()).toEqual(files.map(({ path }) => path).sort());
    const workers = () => page.workers().filter((worker) => worker.url().includes('generator-worker'));
    expect(workers()).toHaveLength(1);
    await part(page).getByRole('switch', { name: SWITCH }).click();
    await expect.poll(() => workers().length).toBe(0);
  });
});
