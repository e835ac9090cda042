/**
 * What every browser test stands on: a page that is watched. A test fails when anything, in any thread, asks
 * another origin for something, breaks the Content Security Policy or throws without being caught.
 */
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

/** Something that must never happen in the shop. */
export interface Problem {
  kind: 'foreign request' | 'policy violation' | 'uncaught error';
  /** The address asked for, or the message. */
  what: string;
}

const POLICY_MESSAGE = /content security policy|permissions policy|violates the following|require-corp/i;

/** Runs inside pages and workers, whose console the watch reads. */
function reportViolations(): void {
  addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile } = event as SecurityPolicyViolationEvent;
    console.error(`Content Security Policy: ${effectiveDirective} refused ${blockedURI} of ${sourceFile}`);
  });
}

/**
 * Watches pages, their workers and the service worker of a context.
 *
 * Listens instead of intercepting (`context.route`), because interception turns the HTTP cache off, which the
 * offline tests need; that nothing really leaves is the work of the launch flag `--host-resolver-rules`.
 *
 * @param origin the only origin allowed
 * @returns a list that grows as problems turn up
 */
export async function watch(context: BrowserContext, origin: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  const checkAddress = (address: string) => {
    const url = new URL(address);
    // blob:, data: and chrome's own pages stay on the machine.
    const network = /^(https?|wss?):$/.test(url.protocol);
    const here = url.host === new URL(origin).host;
    if (network && !here) problems.push({ kind: 'foreign request', what: address });
  };
  context.on('request', (request) => checkAddress(request.url()));
  const checkSockets = (page: Page) => page.on('websocket', (socket) => checkAddress(socket.url()));
  context.pages().forEach(checkSockets);
  context.on('page', checkSockets);
  context.on('console', (message) => {
    if (message.type() === 'error' && POLICY_MESSAGE.test(message.text())) {
      problems.push({ kind: 'policy violation', what: message.text() });
    }
  });
  context.on('weberror', (error) => {
    problems.push({ kind: 'uncaught error', what: error.error().stack ?? error.error().message });
  });
  // The console is silent about violations in workers, and about code that tries eval() and catches the refusal.
  await context.addInitScript(reportViolations);
  const reportFromWorkers = (page: Page) => {
    // Playwright has no initialisation scripts for workers: what one does in its first instants goes unseen.
    page.on('worker', (worker) => worker.evaluate(reportViolations).catch(() => {}));
  };
  context.pages().forEach(reportFromWorkers);
  context.on('page', reportFromWorkers);
  return problems;
}

export const test = base.extend<{ watched: undefined }>({
  watched: [
    async ({ context, baseURL }, use) => {
      const problems = await watch(context, baseURL as string);
      await use(undefined);
      expect(problems, 'nothing leaves the origin, breaks the policy or throws').toEqual([]);
    },
    { auto: true },
  ],
});

/** Waits until the engine answers: from then on shelves are personal and clicks are recorded. */
export async function ready(page: Page): Promise<void> {
  const engine = page.locator('html[data-engine="ready"], html[data-engine="failed"]');
  await engine.waitFor({ state: 'attached', timeout: 60_000 });
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'ready', { timeout: 1 });
}

/** Opens a page of the shop and waits for its engine. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
}

export { expect };
