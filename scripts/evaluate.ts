/**
 * `npm run evaluate`: how well every model and fusion foresees what a shop's customers do next. Reads files,
 * shows progress, writes the report; what is measured, and how, is in src/evaluation.
 */
import { rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Catalog } from '../src/catalog/item.ts';
import { nameDepartments } from '../src/catalog/name-departments.ts';
import { counted, type ImportProblem } from '../src/catalog/problem.ts';
import { ITEM_LIMITS, ORDER_LIMITS } from '../src/catalog/read-file.ts';
import { readItems } from '../src/catalog/read-items.ts';
import { NothingToTestError, PROTOCOLS, type Protocol } from '../src/evaluation/protocol.ts';
import { qualityPage } from '../src/evaluation/quality-page.ts';
import type { QualityReport } from '../src/evaluation/quality-report.ts';
import { type RunProgress, rankerNames, runEvaluation } from '../src/evaluation/run-evaluation.ts';
import { tableOf } from '../src/evaluation/table.ts';
import { type NamedLog, NoCommonUserError, sameUsers } from '../src/evaluation/test-file.ts';
import { parseOrderTime } from '../src/training/order-times.ts';
import { readOrders } from '../src/training/read-orders.ts';
import type { TrainSettings } from '../src/training/settings.ts';
import {
  CallError,
  DataError,
  fileAt,
  problemLine,
  runAsProcess,
  type Surroundings,
  wholeNumber,
} from './command-line.ts';
import { asksForModalities, evaluateModalities } from './evaluate-modalities.ts';
import { asksForSearch, evaluateSearch } from './evaluate-search.ts';
import { ProgressLine } from './progress-line.ts';
import { settingsOf } from './settings-option.ts';
import { textVectors } from './text-vectors.ts';

const USAGE = `Usage: npm run evaluate -- --items FILE --orders FILE [--test FILE] --protocol PROTOCOL [options]

Measures how well models and fusions foresee what people do next, over the whole catalog.

  --items FILE      the product feed: CSV, TSV, JSON, JSONL (also with gzip) or Parquet
  --orders FILE     past orders, views or ratings, in the same formats
  --test FILE       what the same people did later, to be foreseen; without it, the newest in --orders is
  --protocol NAME   last-order: each person's newest order; leave-one-out: their newest event, if it is new to
                    them; temporal: each person's next order after a date; search: what answers the demo shop's
                    judged queries, which takes neither items nor orders (and knows --fit);
                    modalities: what pictures and recordings add in a made-up shop, which takes none either

  --cut DATE        that date (temporal only), like 2026-03-31; without it, four fifths of the events are before
  --models A,B,...  only these; without it, all but the slow ones
  --settings FILE   how models and fusions are trained, where not as usual: best.json of npm run tune
  --seed NUMBER     of everything that is random; 1 if left out
  --json FILE       the report as data
  --html FILE       the report as a page that needs nothing else

Models: ${rankerNames()
  .map(({ name, slow }) => (slow ? `${name} (slow)` : name))
  .join(', ')}.

Exit codes: 0 done, 1 the data can't be used, 2 called wrongly, 130 interrupted.
`;

/** A machine that evaluates has more memory than a visitor's device. */
const GB = 1024 ** 3;

/** Shares of the time with 3,659 items and 344,699 lines whose texts are read for the first time. */
const READING = 0.01;
const ENCODING = 0.04;

/** Problems of a file shown on the terminal. */
const SHOWN = 5;

/** Tests encode without a model. */
export type Encode = typeof textVectors;

interface Request {
  items: File;
  orders: File;
  test: File | undefined;
  protocol: Protocol;
  cut: number | undefined;
  models: string[] | undefined;
  settings: TrainSettings | undefined;
  seed: number;
  json: string | undefined;
  html: string | undefined;
}

/** @throws CallError, DataError, and the signal's reason; nothing is written then */
export async function evaluateCommand(
  args: string[],
  surroundings: Surroundings,
  encode: Encode = textVectors,
): Promise<void> {
  if (asksForSearch(args)) return evaluateSearch(args, surroundings);
  if (asksForModalities(args)) return evaluateModalities(args, surroundings);
  const start = performance.now();
  const { out, err, signal } = surroundings;
  const request = await requestOf(args);
  if (request === 'help') {
    out.write(USAGE);
    return;
  }
  const line = new ProgressLine(err);
  const { unnamed, orders, test } = await readFiles(request, surroundings, line);
  const texts = `Reading ${counted(unnamed.items.length, 'text', 'texts')}`;
  line.show(texts, READING);
  const { vectors, stamp } = await encode(
    unnamed,
    (done) => line.show(texts, READING + ENCODING * done),
    signal,
  );
  const input = () => ({
    catalog: nameDepartments(unnamed, vectors),
    log: orders.log,
    test: test && sameUsers(orders, test),
    vectors,
    stamp,
    protocol: request.protocol,
    cut: request.cut,
    models: request.models,
    settings: request.settings,
    seed: request.seed,
  });
  const progress = ({ phase, fraction }: RunProgress) =>
    line.show(phase, READING + ENCODING + (1 - READING - ENCODING) * fraction);
  const { dataset, ...measured } = await withDataErrors(() => runEvaluation(input(), progress, signal));
  signal.throwIfAborted();
  line.clear();
  const files = [request.items, request.orders, request.test].flatMap((file) => file?.name ?? []);
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  const report: QualityReport = { ...measured, dataset: { ...dataset, files }, seconds };
  out.write(`${tableOf(report)}\n`);
  if (request.json !== undefined) await writeWhole(request.json, `${JSON.stringify(report, null, 2)}\n`);
  if (request.html !== undefined) await writeWhole(request.html, qualityPage(report));
}

/** What the data can't give is no fault of the program. */
async function withDataErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const expected = error instanceof NothingToTestError || error instanceof NoCommonUserError;
    throw expected ? new DataError(error.message) : error;
  }
}

/** All of it or nothing, also when interrupted. */
async function writeWhole(file: string, content: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, content);
  await rename(unfinished, file);
}

async function requestOf(args: string[]): Promise<Request | 'help'> {
  const values = parsed(args);
  if (values.help) return 'help';
  const { items, orders, test, protocol, json, html } = values;
  if (items === undefined || orders === undefined || protocol === undefined) {
    throw new CallError(`--items, --orders and --protocol are needed.\n\n${USAGE}`);
  }
  if (!isProtocol(protocol)) {
    throw new CallError(`There is no protocol "${protocol}": choose ${PROTOCOLS.join(', ')}.`);
  }
  if (values.cut !== undefined && protocol !== 'temporal') {
    throw new CallError('--cut goes with --protocol temporal only.');
  }
  return {
    items: await fileAt('items', items),
    orders: await fileAt('orders', orders),
    test: test === undefined ? undefined : await fileAt('test', test),
    protocol,
    cut: cutOf(values.cut),
    models: modelsOf(values.models),
    settings: await settingsOf(values.settings),
    seed: wholeNumber('seed', values.seed, 0) ?? 1,
    json,
    html,
  };
}

const isProtocol = (name: string): name is Protocol => (PROTOCOLS as readonly string[]).includes(name);

function cutOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = parseOrderTime(text);
  if (time === null || time.dayFirst !== time.monthFirst) {
    throw new CallError(`--cut must be a date like 2026-03-31, not "${text}".`);
  }
  return time.dayFirst;
}

function modelsOf(text: string | undefined): string[] | undefined {
  const names = text?.split(',').flatMap((name) => name.trim() || []);
  const known = rankerNames().map(({ name }) => name);
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown === undefined && names?.length !== 0) return names;
  throw new CallError(`--models: there is no "${unknown ?? text}". Choose from ${known.join(', ')}.`);
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        items: text,
        orders: text,
        test: text,
        protocol: text,
        cut: text,
        models: text,
        settings: text,
        seed: text,
        json: text,
        html: text,
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new CallError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function readFiles(
  { items, orders, test }: Request,
  { err, now, signal }: Surroundings,
  line: ProgressLine,
): Promise<{ unnamed: Catalog; orders: NamedLog; test: NamedLog | undefined }> {
  const total = items.size + orders.size + (test?.size ?? 0);
  const reading = (phase: string, before: number) => (bytes: number) =>
    line.show(phase, (READING * (before + bytes)) / total);
  const tell = (
    file: File,
    read: Pick<Awaited<ReturnType<typeof readItems>>, 'problems' | 'skippable' | 'notes'>,
  ) => {
    line.clear();
    for (const problem of read.problems.slice(0, SHOWN))
      err.write(`${problemLine(problem as ImportProblem)}\n`);
    for (const note of read.notes) err.write(`${file.name}: ${note}\n`);
    if (read.skippable > 0)
      err.write(`${file.name}: ${counted(read.skippable, 'line was', 'lines were')} left out.\n`);
  };

  const feed = await readItems(items, {
    limits: { ...ITEM_LIMITS, fileBytes: GB, unpackedBytes: GB },
    signal,
    onProgress: reading('Reading items', 0),
  });
  tell(items, feed);
  const { catalog, otherIds } = feed;
  if (catalog === null) throw new DataError(`${items.name} has no items that could be used.`);

  const logOf = async (file: File, before: number): Promise<NamedLog> => {
    const read = await readOrders(file, catalog, {
      otherIds,
      now,
      keepNames: true,
      limits: { ...ORDER_LIMITS, fileBytes: 4 * GB, unpackedBytes: 8 * GB },
      signal,
      onProgress: reading('Reading orders', before),
    });
    tell(file, read);
    const { log, users } = read;
    if (log === null || users === undefined)
      throw new DataError(`${file.name} has nothing that could be used.`);
    return { log, users };
  };
  return {
    unnamed: catalog,
    orders: await logOf(orders, items.size),
    test: test && (await logOf(test, items.size + orders.size)),
  };
}

if (import.meta.filename === process.argv[1]) await runAsProcess(evaluateCommand);
