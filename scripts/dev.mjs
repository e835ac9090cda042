/**
 * `npm run dev`: the shop with hot reloading on http://localhost:5173. Sends the isolation headers but not
 * the Content Security Policy, which forbids the inline scripts hot reloading needs.
 */
import { prepareShop } from './build.mjs';
import { installPackages, requireNode, runInstalled } from './install.mjs';

requireNode();
try {
  await installPackages();
  await prepareShop();
  process.exitCode = await runInstalled('vite', process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
