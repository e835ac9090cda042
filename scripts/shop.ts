/**
 * `npm run shop -- FOLDER`: the site is built with the shop that `npm run train` wrote there, for every visitor.
 * `npm run shop -- demo` goes back to the demo.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../src/catalog/item.ts';
import { CallError, DataError, runAsProcess, type Surroundings } from './command-line.ts';
import { firstView, MADE_FROM_FILE, OWNERS, readPackFiles, SITE_SHOP } from './site-shop.ts';
import { writeFolder } from './whole-folder.ts';

const USAGE = `Usage: npm run shop -- FOLDER

Builds the site with the shop that "npm run train" wrote to FOLDER; "npm run shop -- demo" goes back.
Reports stay where they are: only catalog and pack are published.
`;

/** @throws CallError, DataError; the site's shop stays what it was then */
export async function shopCommand(args: string[], { out }: Surroundings, site = SITE_SHOP): Promise<void> {
  const folder = folderOf(args);
  if (folder === 'help') {
    out.write(USAGE);
    return;
  }
  if (folder === 'demo') {
    await rm(site, { recursive: true, force: true });
    out.write('The site is the demo again. Next: npm start, which makes it anew.\n');
    return;
  }
  const catalog = await readCatalog(folder);
  const { packFiles, first } = await readPackFiles(folder)
    .then(async (packFiles) => ({ packFiles, first: await firstView(catalog, packFiles) }))
    .catch((error: unknown) => {
      throw new DataError(`${folder}: ${(error as Error).message}`);
    });
  await writeFolder(
    site,
    new Map<string, string | Uint8Array>([
      ['catalog.json', JSON.stringify(catalog)],
      ['first.json', first],
      [MADE_FROM_FILE, `${OWNERS}\n`],
      ...Array.from(packFiles, ([name, bytes]) => [`pack/${name}`, bytes] as const),
    ]),
  );
  out.write(
    `The site is ${catalog.name} now: ${catalog.items.length.toLocaleString('en')} things. Next: npm start, or npm run build and put dist on your host.\n`,
  );
}

/** Its own id keeps visitors' histories through every later training. */
async function readCatalog(folder: string): Promise<Catalog> {
  try {
    return { ...JSON.parse(await readFile(join(folder, 'catalog.json'), 'utf8')), id: 'site' };
  } catch {
    throw new CallError(`${folder} has no catalog.json: name a folder that "npm run train" wrote.`);
  }
}

function folderOf(args: string[]): string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return 'help';
    if (positionals.length === 1) return positionals[0];
  } catch (error) {
    throw new CallError(`${(error as Error).message}\n\n${USAGE}`);
  }
  throw new CallError(USAGE);
}

if (import.meta.filename === process.argv[1]) await runAsProcess(shopCommand);
