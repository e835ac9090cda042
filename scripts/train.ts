/**
 * `npm run train`: a shop's files become a pack, with a report. Reads, shows progress and writes; what is
 * cleaned, learned and said stands in src/.
 */
import { parseArgs } from 'node:util';
import type { Catalog } from '../src/catalog/item.ts';
import { nameDepartments } from '../src/catalog/name-departments.ts';
import { counted } from '../src/catalog/problem.ts';
import type { MediaFile } from '../src/encoders/encode-files.ts';
import { savePack } from '../src/packs/save-pack.ts';
import { BudgetFormatError, BudgetTooSmallError, parseBytes } from '../src/training/budget.ts';
import { emptyOrders } from '../src/training/read-orders.ts';
import { type ReadShopOptions, readShop, type ShopRead } from '../src/training/read-shop.ts';
import type { TrainSettings } from '../src/training/settings.ts';
import { train } from '../src/training/train.ts';
import { trainingPage } from '../src/training/training-page.ts';
import { megabytes, type TrainingRun, trainingReport } from '../src/training/training-report.ts';
import {
  BROUGHT_OPTIONS,
  BROUGHT_USAGE,
  type BroughtFiles,
  broughtFiles,
  readBrought,
} from './brought-files.ts';
import { CLEANING_OPTIONS, CLEANING_USAGE, checkBadLines, cleaningOptions } from './cleaning-options.ts';
import {
  CallError,
  DataError,
  fileAt,
  folderAt,
  problemLine,
  runAsProcess,
  type Surroundings,
  wholeNumber,
} from './command-line.ts';
import { FILE_LIMITS } from './file-limits.ts';
import { type MediaVectors, mediaInFolder, vectorsOf } from './media-vectors.ts';
import { PhaseTimes } from './phase-times.ts';
import { ProgressLine } from './progress-line.ts';
import { settingsOf } from './settings-option.ts';
import { textVectors } from './text-vectors.ts';
import { checkReplaceable, writeFolder } from './whole-folder.ts';

const USAGE = `Usage: npm run train -- --items FILE [--orders FILE] --out FOLDER [options]

Trains what your shop recommends from what it sells and what was ordered.

  --items FILE         the product feed: CSV, TSV, JSON, JSONL (also with gzip) or Parquet
  --orders FILE        past orders, views or ratings, in the same formats; without them, texts speak alone
  --out FOLDER         where pack, catalog and report go; an earlier run's folder is replaced

  --media FOLDER       pictures and recordings of the items, each named like the item's id or like the file that
                       the feed links to: how things look and sound joins what ranks them

  --name NAME          of the shop; the items file's name if left out
  --origin URL         where the site will be, such as https://shop.example: pictures that the feed names with
                       this origin are shown, others can't be
  --seed NUMBER        the same seed and files give the same pack, byte for byte; 1 if left out
  --budget SIZE        most that all files but the texts' vectors may have, like 1MB or 800kB: of several
                       smaller packs, the best by orders kept aside
  --settings FILE      how models are trained, where not as usual: best.json of npm run tune

${CLEANING_USAGE}
${BROUGHT_USAGE}
Exit codes: 0 done, 1 the data can't be used, 2 called wrongly, 130 interrupted.
`;

/** Shares of the whole time, with 3,659 items and 344,699 lines whose texts are read for the first time. */
const READING = 0.03;
const ENCODING = 0.25;

/** The same of pictures and recordings, where there are some. */
const DESCRIBING = 0.2;

/** Problems shown on the terminal; the report has a hundred. */
const SHOWN = 5;

/** Tests encode without a model. */
export type Encode = typeof textVectors;

interface Request {
  items: File;
  orders: File | undefined;
  out: string;
  seed: number;
  values: ReturnType<typeof parsed>;
  budget: number | undefined;
  settings: TrainSettings | undefined;
  media: string | undefined;
  brought: BroughtFiles;
  options: Omit<ReadShopOptions, 'signal' | 'onProgress' | 'now'>;
}

/** @throws CallError, DataError, and the signal's reason; nothing is written then */
export async function trainCommand(
  args: string[],
  surroundings: Surroundings,
  encode: Encode = textVectors,
): Promise<void> {
  const { out, err, now, signal } = surroundings;
  const request = await requestOf(args);
  if (request === 'help') {
    out.write(USAGE);
    return;
  }
  await checkReplaceable(request.out, isOurs);
  const line = new ProgressLine(err);
  const times = new PhaseTimes();
  const progress = (phase: string, fraction: number) => {
    times.enter(phase);
    line.show(phase, fraction);
  };

  const read = await readShop(request.items, request.orders, {
    ...request.options,
    itemLimits: FILE_LIMITS.items,
    orderLimits: FILE_LIMITS.orders,
    now,
    signal,
    onProgress: (phase, bytes, total) => progress(phase, (READING * bytes) / total),
  });
  line.clear();
  for (const problem of problemsOf(read).slice(0, SHOWN)) err.write(`${problemLine(problem)}\n`);
  const unnamed = usable(read, request.values);

  const texts = `Reading ${counted(unnamed.items.length, 'text', 'texts')}`;
  progress(texts, READING);
  const { vectors, stamp } = await encode(
    unnamed,
    (done) => progress(texts, READING + ENCODING * done),
    signal,
  );
  const begun = READING + ENCODING;
  const media = await described(read, unnamed, request.media, surroundings, (share) =>
    progress('Looking at pictures', begun + DESCRIBING * share),
  );
  const before = begun + (media === null ? 0 : DESCRIBING);
  const catalog = nameDepartments(unnamed, vectors);
  const log = read.orders?.log ?? emptyOrders();
  const { brought, report: broughtReport } = await readBrought(request.brought, catalog, signal);
  let validation: TrainingRun['validation'] = null;
  let compression: TrainingRun['compression'] = null;
  const pack = await train({
    catalog,
    log,
    vectors,
    stamp,
    ...(media?.images && { images: media.images }),
    ...(media?.sounds && { sounds: media.sounds }),
    seed: request.seed,
    settings: request.settings,
    brought,
    budget: request.budget,
    onProgress: ({ phase, fraction }) => progress(phase, before + (1 - before) * fraction),
    onValidated: (results, shipped) => {
      validation = { results, shipped };
    },
    onCompressed: (tried, shipped) => {
      compression = { budget: request.budget ?? 0, tried, shipped };
    },
    signal,
  }).catch((error: unknown) => {
    throw error instanceof BudgetTooSmallError ? new DataError(error.message) : error;
  });
  const packFiles = await savePack(pack);
  signal.throwIfAborted();
  line.clear();

  const report = trainingReport({
    catalog,
    log,
    read,
    files: { items: request.items.name, orders: request.orders?.name ?? null },
    manifest: pack.manifest,
    packFiles,
    validation,
    compression,
    brought: broughtReport,
    seconds: times.end(),
    peakMegabytes: peakMegabytes(),
    now,
  });
  await writeFolder(
    request.out,
    new Map<string, string | Uint8Array>([
      ...packFiles,
      ['catalog.json', JSON.stringify(catalog)],
      ['report.json', `${JSON.stringify(report, null, 2)}\n`],
      ['report.html', trainingPage(report)],
    ]),
  );
  out.write(summary(report, request.out));
}

/** How items look and sound, and what is to be said about their files; null where no folder was named. */
async function described(
  { items: { linkedNames } }: ShopRead,
  catalog: Catalog,
  folder: string | undefined,
  { err, signal }: Surroundings,
  onProgress: (share: number) => void,
): Promise<MediaVectors | null> {
  if (folder === undefined) return null;
  const found = await mediaInFolder(catalog, linkedNames, folder);
  const media = await vectorsOf(found, onProgress, signal);
  const count = (files: readonly (MediaFile | null)[]) => files.filter((file) => file !== null).length;
  err.write(
    `${counted(count(found.pictures), 'item has a picture', 'items have a picture')}, ${counted(count(found.recordings), 'a recording', 'a recording')}; ${counted(found.unused, 'file belongs', 'files belong')} to none.\n`,
  );
  for (const { name, message } of media.problems.slice(0, SHOWN)) err.write(`${name}: ${message}\n`);
  const more = media.problems.length - SHOWN;
  if (more > 0) err.write(`and ${counted(more, 'more file', 'more files')} like that\n`);
  return media;
}

/** Files that a run writes. */
function isOurs(file: string): boolean {
  return (
    ['manifest.json', 'catalog.json', 'report.json', 'report.html'].includes(file) ||
    /^[a-z][a-z0-9-]*\.bin$/.test(file)
  );
}

async function requestOf(args: string[]): Promise<Request | 'help'> {
  const values = parsed(args);
  if (values.help) return 'help';
  if (values.items === undefined || values.out === undefined) {
    throw new CallError(`--items and --out are needed.\n\n${USAGE}`);
  }
  return {
    items: await fileAt('items', values.items),
    orders: values.orders === undefined ? undefined : await fileAt('orders', values.orders),
    out: values.out,
    seed: wholeNumber('seed', values.seed, 0) ?? 1,
    values,
    budget: budgetOf(values.budget),
    settings: await settingsOf(values.settings),
    media: values.media === undefined ? undefined : await folderAt('media', values.media),
    brought: await broughtFiles(values),
    options: {
      name: values.name?.trim() || undefined,
      origin: originOf(values.origin),
      ...cleaningOptions(values),
    },
  };
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        items: text,
        orders: text,
        media: text,
        out: text,
        name: text,
        origin: text,
        seed: text,
        budget: text,
        settings: text,
        ...CLEANING_OPTIONS,
        ...BROUGHT_OPTIONS,
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new CallError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function budgetOf(value: string | undefined): number | undefined {
  try {
    return value === undefined ? undefined : parseBytes(value);
  } catch (error) {
    if (error instanceof BudgetFormatError) throw new CallError(`--budget: ${error.message}`);
    throw error;
  }
}

/** @throws CallError */
function originOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.origin;
  throw new CallError(`--origin must be an address such as https://shop.example, not "${text}".`);
}

function problemsOf({ items, orders }: ShopRead) {
  return [...items.problems, ...(orders?.problems ?? [])];
}

/** The catalog, where both files gave enough to go on with. @throws DataError */
function usable({ items, orders }: ShopRead, values: Request['values']): Catalog {
  if (items.catalog === null) throw new DataError('The items file gave nothing to train on.');
  if (orders !== null && orders.log === null) {
    throw new DataError(
      'The orders file gave nothing to train on. To train on texts alone, leave out --orders.',
    );
  }
  checkBadLines('items', items.skippable, items.catalog.items.length, values);
  if (orders?.log) checkBadLines('orders', orders.skippable, orders.log.item.length, values);
  return items.catalog;
}

function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function summary(report: ReturnType<typeof trainingReport>, folder: string): string {
  const { pack, seconds, meaning, warnings, cleaning } = report;
  const total = Object.values(seconds).reduce((sum, value) => sum + value, 0);
  const bullets = (sentences: readonly string[]) => sentences.map((sentence) => `  - ${sentence}\n`).join('');
  return [
    meaning.length > 0 && `What it means:\n${bullets(meaning)}`,
    cleaning.length > 0 && `Cleaned:\n${bullets(cleaning.map(({ what }) => what))}`,
    warnings.length > 0 && `Mind that:\n${bullets(warnings)}`,
    `${folder}: ${megabytes(pack.bytes)} (${megabytes(pack.bytesWithoutVectors)} without the vectors of texts), in ${Math.round(total)} s with at most ${report.peakMegabytes} MB of memory.\n`,
    `Read ${folder}/report.html. To build the site with this shop: npm run shop -- ${folder}\n`,
  ]
    .filter((part) => part !== false)
    .join('\n');
}

if (import.meta.filename === process.argv[1]) await runAsProcess(trainCommand);
