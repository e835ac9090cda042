/**
 * Searching and asking in the built shop, in Chromium on WASM: from the last key of a query to results by words and to
 * results by meaning, with the encoder warm; and from a line's Enter to its answer. Build first.
 * Usage: tsx bench/typing.ts [queries]
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DIST } from '../scripts/build.mjs';
import type { JudgedQuery, JudgedRequest } from '../src/search/judged/judged.ts';
import { asNewVisitor, inBrowser } from './slice/browser.ts';
import { serve } from './slice/site.ts';
import { tail } from './slice/statistics.ts';

const COUNT = Number(process.argv[2] ?? 40);

/** Between two keys: a quick typist's. */
const KEY_MS = 60;

const judged = async <T>(file: string): Promise<T[]> =>
  JSON.parse(await readFile(new URL(`../src/search/judged/${file}`, import.meta.url), 'utf8'));
const queries = spreadOver(await judged<JudgedQuery>('queries.json')).map(({ q }) => q);
const requests = spreadOver(await judged<JudgedRequest>('requests.json')).map(({ ask }) => ask);

const workspace = await mkdtemp(join(tmpdir(), 'inkling-bench-'));
const site = await serve(DIST);
try {
  await asNewVisitor(workspace, (profile) =>
    inBrowser(profile, {}, async (page) => {
      await page.addInitScript(noteWhenItCame);
      await measureSearch(page);
      await measureAsking(page);
    }),
  );
} finally {
  await site.goOffline();
  await rm(workspace, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function measureSearch(page: Page): Promise<void> {
  await page.goto(`${site.origin}/search?q=something+warm`);
  await page.locator('html[data-encoder="ready"]').waitFor({ state: 'attached', timeout: 90_000 });
  const field = page.getByRole('searchbox').first();
  const words: number[] = [];
  const meaning: number[] = [];
  for (const query of queries) {
    await field.fill('');
    await field.pressSequentially(query.slice(0, -1), { delay: KEY_MS });
    await page.getByText('by word and by meaning').waitFor();
    await page.evaluate(() => window.came.clear());
    await field.press(query.at(-1) as string);
    await page.waitForFunction(() => window.came.has('meaning'));
    const came = await page.evaluate(() => Object.fromEntries(window.came));
    // Where meaning came in the same breath, words weren't shown apart.
    words.push((came.words ?? came.meaning) - came.key);
    meaning.push(came.meaning - came.key);
  }
  report('from the last key to results by words', words);
  report('from the last key to results by meaning', meaning);
}

async function measureAsking(page: Page): Promise<void> {
  await page.goto(`${site.origin}/ask`);
  const field = page.getByRole('textbox', { name: 'What are you after?' });
  const again = page.getByRole('button', { name: /start over/i });
  const answers: number[] = [];
  for (const [at, request] of requests.entries()) {
    await field.fill(request.slice(0, 200));
    await page.evaluate(() => window.came.clear());
    await field.press('Enter');
    await page.waitForFunction(() => window.came.has('answer'), undefined, { timeout: 60_000 });
    const came = await page.evaluate(() => Object.fromEntries(window.came));
    // The first one waits for the index and the encoder.
    if (at === 0)
      console.log(`  first answer on a page just opened: ${(came.answer - came.key).toFixed(0)} ms`);
    else answers.push(came.answer - came.key);
    if (await again.isVisible()) await again.click();
  }
  report('from Enter to the answer', answers);
}

function report(what: string, times: readonly number[]): void {
  const { p50, p95, max } = tail(times);
  console.log(
    `  ${what} (${times.length}): ms: median ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, most ${max.toFixed(0)}`,
  );
}

/** Evenly over a file, which is in an order of its own. */
function spreadOver<T>(all: readonly T[]): T[] {
  const count = Math.min(COUNT, all.length);
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)]);
}

/** Runs in the page: notes when a key went down, and when what follows from it stood there. */
function noteWhenItCame(): void {
  const came = new Map<string, number>();
  window.came = came;
  addEventListener('keydown', () => came.set('key', performance.now()), true);
  let turns = 0;
  const look = () => {
    const note = (what: string) => {
      if (came.has('key') && !came.has(what)) came.set(what, performance.now());
    };
    const found = document.querySelector('main')?.textContent ?? '';
    if (/by word\. Reading|by word\.$/.test(found.slice(0, 4000))) note('words');
    if (came.has('words') && found.includes('by word and by meaning')) note('meaning');
    const now = document.querySelectorAll('[role=log] article h2').length;
    if (now > turns) note('answer');
    turns = now;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

declare global {
  interface Window {
    came: Map<string, number>;
  }
}
