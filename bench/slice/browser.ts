/** Headless Chromium with a profile on disk, as a visitor has one, and what runs in it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findChromium, NO_CHROMIUM } from '../../scripts/chromium.mjs';
import { describeAdapter, type Marks, watchPage } from './in-page.ts';
import type { Machine } from './report.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** WebGPU on the processor: right, and slow. Never a measure of speed. */
const SOFTWARE_GPU = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-webgpu-adapter=swiftshader',
  '--ignore-gpu-blocklist',
];

export interface LaunchOptions {
  softwareGpu?: boolean;
  /** Without service workers, which fetch beside the page and blur what it needs itself. */
  withoutServiceWorker?: boolean;
}

/** Something expected of the page didn't come. */
export class NeverCame extends Error {
  override name = 'NeverCame';
}

/** @param profile folder of the browser's profile; the same folder is the same visitor */
export async function launch(profile: string, options: LaunchOptions = {}): Promise<BrowserContext> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(NO_CHROMIUM);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: options.softwareGpu ? [...FLAGS, ...SOFTWARE_GPU] : FLAGS,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    serviceWorkers: options.withoutServiceWorker ? 'block' : 'allow',
  });
  // Our compiler wraps named functions in a call of this, and pages don't have it.
  await context.addInitScript('globalThis.__name = (value) => value');
  await context.addInitScript(watchPage);
  return context;
}

/** Works with a new visitor's browser, and leaves nothing of it. */
export async function asNewVisitor<T>(workspace: string, work: (profile: string) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(workspace, 'profile-'));
  try {
    return await work(profile);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Works with one launch of a browser, and ends it. */
export async function inBrowser<T>(
  profile: string,
  options: LaunchOptions,
  work: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await launch(profile, options);
  try {
    return await work(context.pages()[0] ?? (await context.newPage()), context);
  } finally {
    await context.close();
  }
}

export const marksOf = (page: Page): Promise<Marks> => page.evaluate(() => window.sliceMarks);

/**
 * Asks now and then whether something is there. Only waits: when it came, the page itself has noted.
 *
 * @throws NeverCame after `patience` ms
 */
export async function waitUntil(
  what: string,
  isThere: () => Promise<boolean>,
  patience = 90_000,
): Promise<void> {
  const end = performance.now() + patience;
  while (!(await isThere())) {
    if (performance.now() > end) throw new NeverCame(`${what} didn't come within ${patience / 1000} s.`);
    await sleep(200);
  }
}

/** The largest resident memory that any renderer process ever had, MB; null where the system doesn't tell. */
export async function peakRendererMemory(context: BrowserContext): Promise<number | null> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) return null;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = await Promise.all(
    processInfo
      .filter((process) => process.type === 'renderer')
      .map(async ({ id }) => {
        // Linux keeps the peak (VmHWM) itself, so nothing between two samples is missed.
        const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
        return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
      }),
  );
  const most = Math.max(0, ...peaks);
  return most > 0 ? most : null;
}

export async function describeMachine(workspace: string, origin: string): Promise<Machine> {
  return asNewVisitor(workspace, (profile) =>
    inBrowser(profile, {}, async (page, context) => {
      await page.goto(origin, { waitUntil: 'commit' });
      return {
        processor: cpus()[0]?.model.trim() ?? 'unknown processor',
        cores: cpus().length,
        memoryGB: totalmem() / 2 ** 30,
        system: `${type()} ${release()}`,
        node: process.versions.node,
        chromium: `Chromium ${context.browser()?.version() ?? 'unknown'}`,
        adapter: await page.evaluate(describeAdapter),
      };
    }),
  );
}
