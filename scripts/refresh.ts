/**
 * `npm run refresh`: the counts of a pack made anew from the orders of today, in seconds, for a job that runs
 * every night. Everything learned stays as it is.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../src/catalog/item.ts';
import { readItems } from '../src/catalog/read-items.ts';
import { loadPack } from '../src/packs/load-pack.ts';
import { PackCatalogError, PackDamagedError, PackFormatError } from '../src/packs/manifest.ts';
import { MANIFEST_FILE } from '../src/packs/save-pack.ts';
import { clean } from '../src/training/clean.ts';
import { readOrders } from '../src/training/read-orders.ts';
import { RefreshRefused, refreshCounts } from '../src/training/refresh.ts';
import { CLEANING_OPTIONS, CLEANING_USAGE, checkBadLines, cleaningOptions } from './cleaning-options.ts';
import {
  CallError,
  DataError,
  fileAt,
  problemLine,
  runAsProcess,
  type Surroundings,
} from './command-line.ts';
import { FILE_LIMITS } from './file-limits.ts';
import { firstView, readPackFiles } from './site-shop.ts';

const USAGE = `Usage: npm run refresh -- --pack FOLDER --orders FILE [--items FILE] [options]

Counts anew what sells, lately and in all; everything else in the pack stays as it is.

  --pack FOLDER        that "npm run train" wrote, or public/shop/pack
  --orders FILE        all orders until today, not only the newest
  --items FILE         the product feed, if orders name things by their SKU

${CLEANING_USAGE}
Exit codes: 0 done, 1 the data can't be used, 2 called wrongly, 130 interrupted.
`;

const SHOWN = 5;

/** @throws CallError, DataError, and the signal's reason; the pack stays what it was then */
export async function refreshCommand(args: string[], { out, err, now, signal }: Surroundings): Promise<void> {
  const values = parsed(args);
  if (values.help) {
    out.write(USAGE);
    return;
  }
  if (values.pack === undefined || values.orders === undefined) {
    throw new CallError(`--pack and --orders are needed.\n\n${USAGE}`);
  }
  const options = cleaningOptions(values);
  const folder = resolve(values.pack);
  const ordersFile = await fileAt('orders', values.orders);
  const itemsFile = values.items === undefined ? undefined : await fileAt('items', values.items);
  const { catalog, place } = await catalogBeside(folder);

  const otherIds = itemsFile && (await readItems(itemsFile, { limits: FILE_LIMITS.items, signal })).otherIds;
  const orders = await readOrders(ordersFile, catalog, {
    ...options,
    otherIds,
    limits: FILE_LIMITS.orders,
    now,
    signal,
  });
  for (const problem of orders.problems.slice(0, SHOWN)) err.write(`${problemLine(problem)}\n`);
  if (orders.log === null)
    throw new DataError(
      'These orders name nothing that the pack knows: they are of another catalog, or it must be trained anew.',
    );
  checkBadLines('orders', orders.skippable, orders.log.item.length, values);
  const { log } = clean(orders.log, options);

  const { file, popularity } = await understood(async () => {
    const files = await readPackFiles(folder);
    const pack = await loadPack(async (name) => new Uint8Array(files.get(name) ?? []).buffer, catalog);
    const fresh = await refreshCounts(pack.manifest, pack.popularity, catalog, log);
    const manifest = `${JSON.stringify(fresh.manifest, null, 2)}\n`;
    files.set(fresh.file, fresh.bytes).set(MANIFEST_FILE, new TextEncoder().encode(manifest));
    const first = place.first === null ? null : await firstView(catalog, files, now);
    signal.throwIfAborted();

    const before = pack.manifest.artefacts.popularity.file;
    await writeWhole(join(folder, fresh.file), fresh.bytes);
    await writeWhole(join(folder, MANIFEST_FILE), manifest);
    if (before !== fresh.file) await rm(join(folder, before), { force: true });
    if (place.first !== null && first !== null) await writeWhole(place.first, first);
    return fresh;
  });
  const until = new Date(popularity.at).toISOString().slice(0, 10);
  out.write(`${values.pack}: counts until ${until}, in ${file}.\n`);
  if (place.first !== null) out.write('Next: npm run build, and put dist on your host.\n');
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        pack: text,
        orders: text,
        items: text,
        ...CLEANING_OPTIONS,
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new CallError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** The catalog lies in the pack's folder after training, and above it where a site is built from. */
async function catalogBeside(folder: string): Promise<{ catalog: Catalog; place: { first: string | null } }> {
  const read = async (path: string): Promise<Catalog | null> =>
    readFile(path, 'utf8').then(JSON.parse, () => null);
  const trained = await read(join(folder, 'catalog.json'));
  if (trained !== null) return { catalog: trained, place: { first: null } };
  const site = await read(join(dirname(folder), 'catalog.json'));
  if (site !== null) return { catalog: site, place: { first: join(dirname(folder), 'first.json') } };
  throw new CallError(`There is no catalog.json in ${folder} or above it: name the folder of a pack.`);
}

/** Packs and counts that don't fit are the data's fault. */
async function understood<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refused = [RefreshRefused, PackCatalogError, PackDamagedError, PackFormatError];
    if (refused.some((kind) => error instanceof kind)) throw new DataError((error as Error).message);
    throw error;
  }
}

/** Readers see the file as it was, or as it is to be. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.unfinished-${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}

if (import.meta.filename === process.argv[1]) await runAsProcess(refreshCommand);
