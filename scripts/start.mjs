/**
 * `npm start`: from a fresh clone to the open shop in one command. Each step is skipped where its result is
 * already there.
 */
import { buildShop, prepareShop } from './build.mjs';
import { installPackages, requireNode } from './install.mjs';
import { serveShop } from './serve.mjs';

requireNode();

/** @param {string} title @param {() => Promise<unknown>} work */
async function step(title, work) {
  const began = performance.now();
  console.log(`· ${title}`);
  await work();
  console.log(`  done in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

try {
  await step('Packages (the first time, a minute or so)', installPackages);
  await step('Encoder, catalog and pack', prepareShop);
  await step('Pages', buildShop);
  const address = await serveShop();
  console.log(`\n  Inkling is open at ${address}\n  Ctrl+C closes it.`);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
