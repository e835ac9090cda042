/**
 * `npm run tune`: searches for settings that fit a shop better than the usual ones. Reads files, keeps every trial in a
 * folder and writes what was found; what is tried and how it is measured stands in src/training/tuning.
 */
import { mkdir, open, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../src/catalog/item.ts';
import { nameDepartments } from '../src/catalog/name-departments.ts';
import { counted } from '../src/catalog/problem.ts';
import { NothingToTestError, type Scope } from '../src/evaluation/protocol.ts';
import type { OrderLog } from '../src/training/orders.ts';
import { readShop } from '../src/training/read-shop.ts';
import { settingsFile } from '../src/training/settings.ts';
import type { Texts } from '../src/training/tuning/fusion-bench.ts';
import { METHODS, type MethodName } from '../src/training/tuning/search.ts';
import { isFusion, spaceOf, TARGETS, type Target } from '../src/training/tuning/targets.ts';
import {
  readTrials,
  type SearchStamp,
  stampLine,
  type Trial,
  TrialsError,
  trialLine,
} from '../src/training/tuning/trials.ts';
import { bestSettings, type Study, studiesOf, tune } from '../src/training/tuning/tune.ts';
import {
  hashOf,
  TUNING_PROTOCOLS,
  type TuningData,
  type TuningProtocol,
  tuningData,
} from '../src/training/tuning/tuning-data.ts';
import { tuningPage } from '../src/training/tuning/tuning-page.ts';
import { CLEANING_OPTIONS, CLEANING_USAGE, checkBadLines, cleaningOptions } from './cleaning-options.ts';
import {
  CallError,
  DataError,
  fileAt,
  Interrupted,
  problemLine,
  runAsProcess,
  type Surroundings,
  wholeNumber,
} from './command-line.ts';
import { FILE_LIMITS } from './file-limits.ts';
import { ProgressLine } from './progress-line.ts';
import { textVectors } from './text-vectors.ts';
import { checkReplaceable } from './whole-folder.ts';

const USAGE = `Usage: npm run tune -- --items FILE --orders FILE --out FOLDER [options]

Searches for settings that foresee what your customers do better than the usual ones. It learns and measures on older
orders only: nobody's last order, on which npm run evaluate reports, is looked at.

  --items FILE         the product feed: CSV, TSV, JSON, JSONL (also with gzip) or Parquet
  --orders FILE        past orders, views or ratings, in the same formats
  --out FOLDER         where trials are kept, with best.json and report.html; the same command goes on in it

  --space A,B,...      what to tune, or all; ease,sequence-linear,als if left out
  --method NAME        ${METHODS.join(', ')}; bayesian if left out
  --trials NUMBER      of each model or fusion, the first with the usual settings; 30 if left out
  --protocol NAME      ${TUNING_PROTOCOLS.join(' or ')}; last-order if left out
  --scope NAME         new or all: items new to the person, or repeats, too; the mean of both if left out
                       (leave-one-out knows new only)
  --seed NUMBER        of everything that is random; 1 if left out

${CLEANING_USAGE}
What can be tuned:
${TARGETS.map((target) => `  ${target}: ${namesOf(target)}\n`).join('')}
Then: npm run train -- --items FILE --orders FILE --settings FOLDER/best.json --out PACK

Exit codes: 0 done, 1 the data can't be used, 2 called wrongly, 130 interrupted.
`;

function namesOf(target: Target): string {
  return spaceOf(target)
    .parameters.map(({ name }) => name)
    .join(', ');
}

const TRIALS_FILE = 'trials.jsonl';
const BEST_FILE = 'best.json';
const REPORT_FILE = 'report.html';

/** Files that a run writes; one that is killed may leave an unfinished one. */
function isOurs(file: string): boolean {
  return [TRIALS_FILE, BEST_FILE, REPORT_FILE].includes(file.replace(/\.unfinished$/, ''));
}

/** What takes minutes and is worth tuning first. */
const USUAL_TARGETS: readonly Target[] = ['ease', 'sequence-linear', 'als'];

/** Shares of the whole time. */
const READING = 0.02;
const ENCODING = 0.05;

/** Problems of the files shown on the terminal. */
const SHOWN = 5;

/** Tests encode without a model. */
export type Encode = typeof textVectors;

interface Request {
  items: File;
  orders: File;
  out: string;
  targets: readonly Target[];
  method: MethodName;
  trials: number;
  protocol: TuningProtocol;
  scope: Scope | undefined;
  seed: number;
  values: ReturnType<typeof parsed>;
}

/** @throws CallError, DataError, Interrupted; trials that were made are kept in any case */
export async function tuneCommand(
  args: string[],
  surroundings: Surroundings,
  encode: Encode = textVectors,
): Promise<void> {
  const { out, err, signal } = surroundings;
  const request = await requestOf(args);
  if (request === 'help') {
    out.write(USAGE);
    return;
  }
  await checkReplaceable(request.out, isOurs);
  const line = new ProgressLine(err);
  const { targets, method, trials, protocol, scope, seed } = request;
  const { unnamed, log } = await readFiles(request, surroundings, line);
  const { catalog, texts } = await textsOf(unnamed, request, encode, line, signal);
  const data = withDataErrors(() => tuningData(catalog, log, protocol, scope));
  const stamp: SearchStamp = {
    data: await hashOf(data),
    protocol,
    scopes: data.scopes,
    method,
    seed,
    targets,
  };
  const kept = await KeptTrials.open(request.out, stamp);
  const write = () => writeFindings(request, stamp, data, studiesOf(kept.trials));
  try {
    if (kept.trials.length > 0) {
      err.write(`Going on after ${counted(kept.trials.length, 'trial', 'trials')} in ${request.out}.\n`);
    }
    const started = READING + (texts === null ? 0 : ENCODING);
    const studies = await tune({
      data,
      texts,
      targets,
      method,
      trials,
      seed,
      earlier: [...kept.trials],
      keep: (trial) => kept.add(trial),
      onProgress: ({ target, trial, fraction }) =>
        line.show(`${target}, trial ${trial + 1} of ${trials}`, started + (1 - started) * fraction),
      clock: () => performance.now(),
      signal,
    });
    line.clear();
    await write();
    out.write(summaryOf(studies, request.out));
  } catch (error) {
    if (error instanceof NothingToTestError) throw new DataError(error.message);
    if (!(error instanceof Interrupted)) throw error;
    if (kept.trials.length > 0) await write();
    const many = counted(kept.trials.length, 'trial is', 'trials are');
    throw new Interrupted(`\nInterrupted: ${many} kept in ${request.out}; the same command goes on.`);
  } finally {
    await kept.close();
  }
}

/** The file of trials: each is on disk before the next begins. */
class KeptTrials {
  private constructor(
    readonly trials: Trial[],
    private readonly file: Awaited<ReturnType<typeof open>>,
  ) {}

  /** @throws DataError where the folder's trials are of another search */
  static async open(folder: string, stamp: SearchStamp): Promise<KeptTrials> {
    const path = join(folder, TRIALS_FILE);
    await mkdir(folder, { recursive: true });
    const text = await readFile(path, 'utf8').catch(() => '');
    let trials: Trial[] = [];
    if (text.includes('\n')) {
      const read = withDataErrors(() => readTrials(text, stamp));
      trials = read.trials;
      // What a run that was killed had begun to write.
      await truncate(path, Buffer.byteLength(text.slice(0, read.length)));
    } else {
      await writeFile(path, stampLine(stamp));
    }
    return new KeptTrials(trials, await open(path, 'a'));
  }

  async add(trial: Trial): Promise<void> {
    await this.file.write(trialLine(trial));
    await this.file.datasync();
    this.trials.push(trial);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** What the data can't give is no fault of the program. */
function withDataErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const expected = error instanceof NothingToTestError || error instanceof TrialsError;
    throw expected ? new DataError((error as Error).message) : error;
  }
}

async function writeFindings(
  { out, items, orders, trials }: Request,
  stamp: SearchStamp,
  { foreseen }: TuningData,
  studies: readonly Study[],
): Promise<void> {
  const found = Object.fromEntries(
    studies.map(({ target, trials, best }) => [
      target,
      { trials: trials.length, usual: trials[0].value, best: best?.value ?? null },
    ]),
  );
  const about = { files: [items.name, orders.name], ...stamp, trials, 'ndcg@10': found };
  await writeWhole(join(out, BEST_FILE), settingsFile(bestSettings(studies), { about }));
  const report = { files: about.files, stamp, people: foreseen.length, studies };
  await writeWhole(join(out, REPORT_FILE), tuningPage(report));
}

/** All of it or nothing. */
async function writeWhole(file: string, content: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, content);
  await rename(unfinished, file);
}

function summaryOf(studies: readonly Study[], folder: string): string {
  const lines = studies.map(({ target, trials, best }) => {
    if (best === null || best.value === null) return `${target}: no model came about.\n`;
    const usual = trials[0].value;
    const before = usual === null ? '' : `, with the usual settings ${usual.toFixed(4)}`;
    const settings = Object.entries(best.settings).map(([name, value]) => `    ${name} ${value}\n`);
    const heading = `${target}: NDCG@10 ${best.value.toFixed(4)}${before}\n`;
    return best.trial === 0
      ? `${heading}    the usual settings were the best\n`
      : heading + settings.join('');
  });
  return `${lines.join('')}\nRead ${folder}/${REPORT_FILE}. To train with this: npm run train -- ... --settings ${folder}/${BEST_FILE}\n`;
}

async function readFiles(
  { items, orders, values }: Request,
  { err, now, signal }: Surroundings,
  line: ProgressLine,
): Promise<{ unnamed: Catalog; log: OrderLog }> {
  // As `train` reads and cleans, so that settings fit what they are used on.
  const read = await readShop(items, orders, {
    ...cleaningOptions(values),
    itemLimits: FILE_LIMITS.items,
    orderLimits: FILE_LIMITS.orders,
    now,
    signal,
    onProgress: (phase, bytes, total) => line.show(phase, (READING * bytes) / total),
  });
  line.clear();
  const problems = [...read.items.problems, ...(read.orders?.problems ?? [])];
  for (const problem of problems.slice(0, SHOWN)) err.write(`${problemLine(problem)}\n`);
  const { catalog } = read.items;
  const log = read.orders?.log;
  if (catalog === null) throw new DataError('The items file gave nothing to tune on.');
  if (!read.orders || !log) throw new DataError('The orders file gave nothing to tune on.');
  checkBadLines('items', read.items.skippable, catalog.items.length, values);
  checkBadLines('orders', read.orders.skippable, log.item.length, values);
  return { unnamed: catalog, log };
}

/** Models alone need no texts: then none are read. */
async function textsOf(
  unnamed: Catalog,
  { targets }: Request,
  encode: Encode,
  line: ProgressLine,
  signal: AbortSignal,
): Promise<{ catalog: Catalog; texts: Texts | null }> {
  if (!targets.some(isFusion)) return { catalog: unnamed, texts: null };
  const phase = `Reading ${counted(unnamed.items.length, 'text', 'texts')}`;
  line.show(phase, READING);
  const texts = await encode(unnamed, (done) => line.show(phase, READING + ENCODING * done), signal);
  return { catalog: nameDepartments(unnamed, texts.vectors), texts };
}

async function requestOf(args: string[]): Promise<Request | 'help'> {
  const values = parsed(args);
  if (values.help) return 'help';
  const { items, orders, out } = values;
  if (items === undefined || orders === undefined || out === undefined) {
    throw new CallError(`--items, --orders and --out are needed.\n\n${USAGE}`);
  }
  return {
    items: await fileAt('items', items),
    orders: await fileAt('orders', orders),
    out,
    targets: targetsOf(values.space),
    method: oneOf('method', values.method, METHODS) ?? 'bayesian',
    trials: wholeNumber('trials', values.trials, 1) ?? 30,
    protocol: oneOf('protocol', values.protocol, TUNING_PROTOCOLS) ?? 'last-order',
    scope: oneOf('scope', values.scope, ['new', 'all'] as const),
    seed: wholeNumber('seed', values.seed, 0) ?? 1,
    values,
  };
}

function targetsOf(text: string | undefined): readonly Target[] {
  if (text === undefined) return USUAL_TARGETS;
  if (text === 'all') return TARGETS;
  const names = text.split(',').flatMap((name) => name.trim() || []);
  const unknown = names.find((name) => !(TARGETS as readonly string[]).includes(name));
  if (unknown !== undefined || names.length === 0) {
    throw new CallError(
      `--space: there is no "${unknown ?? text}". Choose from ${TARGETS.join(', ')}, or all.`,
    );
  }
  return TARGETS.filter((target) => names.includes(target));
}

function oneOf<Name extends string>(
  option: string,
  text: string | undefined,
  names: readonly Name[],
): Name | undefined {
  const found = names.find((name) => name === text);
  if (text === undefined || found !== undefined) return found;
  throw new CallError(`--${option}: there is no "${text}". Choose ${names.join(', ')}.`);
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        items: text,
        orders: text,
        out: text,
        space: text,
        method: text,
        trials: text,
        protocol: text,
        scope: text,
        seed: text,
        ...CLEANING_OPTIONS,
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new CallError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

if (import.meta.filename === process.argv[1]) await runAsProcess(tuneCommand);
