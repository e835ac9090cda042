/**
 * Browser tests: the built shop, served with its production headers, in the Chromium of this machine. Build
 * first (`npm test` does); nothing here compiles anything.
 */
import { createServer } from 'node:net';
import { defineConfig, devices } from '@playwright/test';
import { findChromium, NO_CHROMIUM } from './scripts/chromium.mjs';

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

const executablePath = findChromium();
if (executablePath === null) throw new Error(NO_CHROMIUM);

// Every worker process reads this file again and must come to the same port; they inherit the environment.
process.env.INKLING_TEST_PORT ??= String(await freePort());
const port = process.env.INKLING_TEST_PORT;

const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // No name but this machine's can be looked up: a request that escapes the tests' watch still goes nowhere.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** WebGPU on the processor: right, and slow. Never a measure of speed. */
const softwareGpu = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-webgpu-adapter=swiftshader',
  '--ignore-gpu-blocklist',
];

export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // Twice what it takes with the real shop's import on two idle cores; a busy machine may need it.
  globalTimeout: 28 * 60_000,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${port}`,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    screenshot: 'only-on-failure',
    // It fetches and checks the whole site beside every new visitor, which is half of a test's work: the tests of what
    // it is for allow it.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'wasm', grepInvert: /@webgpu/, use: { launchOptions: { executablePath, args: flags } } },
    {
      name: 'webgpu',
      grep: /@webgpu/,
      use: { launchOptions: { executablePath, args: [...flags, ...softwareGpu] } },
    },
  ],
  webServer: {
    command: 'node scripts/serve.mjs',
    env: { PORT: port },
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 1000 },
  },
});
