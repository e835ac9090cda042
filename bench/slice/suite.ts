/**
 * The whole product, measured from outside: the built shop, served with its production headers, in headless
 * Chromium. Prints figures beside their targets; can write them as JSON and as docs/performance.md.
 *
 * Usage: npm run bench -- slice [part ...] [--json FILE] [--write-docs] [--quick] [--runs N]
 *   [--items N --lines N | --data FOLDER with items.csv and events.csv.gz]
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildShop, DIST, prepareShop } from '../../scripts/build.mjs';
import { ROOT } from '../../scripts/install.mjs';
import { describeMachine } from './browser.ts';
import { measureBytes } from './bytes.ts';
import { measureEvents } from './events.ts';
import { measureImport } from './import.ts';
import { measureRanking } from './ranking.ts';
import { met, printMachine, printSection, type Report, type Section, toMarkdown } from './report.ts';
import type { Setting } from './setting.ts';
import { buildWithEnginePage, serve } from './site.ts';
import { measureStarts } from './start.ts';

const PARTS: Record<string, (setting: Setting) => Promise<Section[]>> = {
  start: measureStarts,
  bytes: measureBytes,
  events: measureEvents,
  ranking: measureRanking,
  import: measureImport,
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    'write-docs': { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    runs: { type: 'string' },
    items: { type: 'string' },
    lines: { type: 'string' },
    data: { type: 'string' },
  },
});

const unknown = positionals.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) {
  console.error(`There is no part “${unknown.join(' ')}”. Parts are: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

/** Full sizes are those that targets are promised for; quick ones only show that everything works. */
function sizes(): Omit<Setting, 'workspace' | 'shop' | 'bench'> {
  const { quick, runs, items, lines, data } = options;
  const made = quick ? { items: 300, lines: 6000, users: 400 } : { items: 5000, lines: 400_000, users: 6000 };
  return {
    runs: Number(runs ?? (quick ? 1 : 5)),
    events: quick ? 20 : 200,
    clicks: quick ? 3 : 25,
    sizes: quick ? [300] : [1000, 4000, 10_000],
    rankings: quick ? 3 : 20,
    largeShop: quick ? 1000 : 4000,
    imported:
      data !== undefined
        ? { folder: data }
        : { items: Number(items ?? made.items), lines: Number(lines ?? made.lines), users: made.users },
  };
}

const before = loadavg()[0];
await prepareShop();
await buildShop();
const workspace = await mkdtemp(join(tmpdir(), 'inkling-bench-'));
try {
  const benchRoot = join(workspace, 'site');
  await buildWithEnginePage(benchRoot);
  const setting: Setting = { workspace, shop: await serve(DIST), bench: await serve(benchRoot), ...sizes() };
  const machine = await describeMachine(workspace, setting.shop.origin);
  const sections: Section[] = [];
  for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
    for (const section of await PARTS[part](setting)) {
      printSection(section);
      sections.push(section);
    }
  }
  const report: Report = {
    at: new Date().toISOString(),
    whole: !options.quick,
    machine,
    load: [before, loadavg()[0]],
    sections,
  };
  printMachine(report);
  const missed = sections.flatMap(({ figures }) => figures).filter((figure) => met(figure) === false).length;
  console.log(missed === 0 ? 'Every target met.' : `${missed} targets missed.`);
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (options['write-docs']) await writeFile(join(ROOT, 'docs/performance.md'), toMarkdown(report));
  await Promise.all([setting.shop.goOffline(), setting.bench.goOffline()]);
} finally {
  await rm(workspace, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
