/** Unit tests stand beside the code they test and run in Node; browser tests are Playwright's, in e2e/. */
import { defineConfig } from 'vitest/config';
import { messages } from './scripts/messages.ts';

export default defineConfig({
  plugins: [messages()],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'lint/**/*.test.ts', 'bench/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['src/property-tests.ts'],
    // Numeric tests on a busy 2-core machine: slow is no failure, hanging is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
