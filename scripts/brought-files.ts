/**
 * Files of other systems that `npm run train` is given: found, read, and matched to the catalog.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from '../src/catalog/item.ts';
import { UnreadableFileError } from '../src/catalog/problem.ts';
import type { Brought, BroughtReport } from '../src/training/foreign/brought.ts';
import { readItemCounts } from '../src/training/foreign/counts.ts';
import {
  FACTOR_SYSTEMS,
  type FoldInOptions,
  placeFactors,
  readFactors,
} from '../src/training/foreign/factors.ts';
import { readIdMap } from '../src/training/foreign/id-map.ts';
import { readStatistics } from '../src/training/foreign/statistics.ts';
import type { ForeignFile } from '../src/training/foreign/table.ts';
import { CallError, DataError, fileAt, problemLine } from './command-line.ts';

export const BROUGHT_USAGE = `Brought from elsewhere (docs/bring-your-own-factors.md):
  --factors PATH       item factors by Spark's ALS (its folder), implicit (npz, npy) or a table such as
                       RecBole's; may be given several times for parts of one table
  --factor-ids FILE    which item each of their numbers means: columns item_id and one other
  --factors-from NAME  spark, implicit or table, where the kind of file doesn't tell
  --alpha NUMBER       as it was there; implicit's npz says it itself
  --regularisation NUMBER
  --item-counts FILE   how many people hold two items: columns item_a, item_b, count
  --statistics FILE    popularity: columns item_id, total, recent, week, first_seen, as_of
`;

const text = { type: 'string' } as const;

/** For `parseArgs`. */
export const BROUGHT_OPTIONS = {
  factors: { type: 'string', multiple: true },
  'factor-ids': text,
  'factors-from': text,
  alpha: text,
  regularisation: text,
  'item-counts': text,
  statistics: text,
} as const;

type Values = { [Name in Exclude<keyof typeof BROUGHT_OPTIONS, 'factors'>]?: string } & {
  factors?: string[];
};

/** Files that are there, and settings that can be. */
export interface BroughtFiles {
  factors: ForeignFile[];
  factorIds?: ForeignFile;
  foldIn: FoldInOptions;
  itemCounts?: ForeignFile;
  statistics?: ForeignFile;
}

/** @throws CallError */
export async function broughtFiles(values: Values): Promise<BroughtFiles> {
  const one = async (option: 'factor-ids' | 'item-counts' | 'statistics') => {
    const path = values[option];
    return path === undefined ? undefined : foreignFile(option, path);
  };
  const system = values['factors-from'];
  if (system !== undefined && !FACTOR_SYSTEMS.some((known) => known === system)) {
    throw new CallError(`--factors-from must be ${FACTOR_SYSTEMS.join(', ')}, not "${system}".`);
  }
  return {
    factors: (await Promise.all((values.factors ?? []).map(factorFiles))).flat(),
    factorIds: await one('factor-ids'),
    foldIn: {
      system: system as FoldInOptions['system'],
      alpha: positive('alpha', values.alpha),
      regularisation: positive('regularisation', values.regularisation),
    },
    itemCounts: await one('item-counts'),
    statistics: await one('statistics'),
  };
}

async function foreignFile(option: string, path: string): Promise<ForeignFile> {
  const content = await fileAt(option, path);
  return { name: content.name, content };
}

/** Spark saves a folder of parts, inside the folder of a model. */
async function factorFiles(path: string): Promise<ForeignFile[]> {
  const isFolder = (at: string) =>
    stat(at).then(
      (found) => found.isDirectory(),
      () => false,
    );
  if (!(await isFolder(path))) return [await foreignFile('factors', path)];
  const inside = join(path, 'itemFactors');
  const folder = (await isFolder(inside)) ? inside : path;
  const parts = (await readdir(folder)).filter((name) => name.endsWith('.parquet')).sort();
  if (parts.length === 0) throw new CallError(`--factors: there is no Parquet file in ${folder}.`);
  return Promise.all(parts.map((part) => foreignFile('factors', join(folder, part))));
}

function positive(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number) && number >= 0) return number;
  throw new CallError(`--${option} must be a number that is not negative, not "${value}".`);
}

/** @throws DataError, the signal's reason */
export async function readBrought(
  { factors: files, factorIds, foldIn, itemCounts, statistics }: BroughtFiles,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<{ brought: Brought; report: BroughtReport | null }> {
  const brought: Brought = {};
  const report: BroughtReport = {};
  try {
    if (files.length > 0) {
      const ids = factorIds === undefined ? null : await readIdMap(factorIds, signal);
      const placed = placeFactors(await readFactors(files, signal), catalog, ids, foldIn);
      brought.factors = placed.factors;
      report.factors = placed.report;
    }
    if (itemCounts !== undefined) {
      const counted = await readItemCounts(itemCounts, catalog, { signal });
      brought.itemItem = counted.itemItem;
      report.itemCounts = counted.report;
    }
    if (statistics !== undefined) {
      const counted = await readStatistics(statistics, catalog, signal);
      brought.popularity = counted.popularity;
      report.statistics = counted.report;
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw new DataError(problemLine(error.problem));
    throw error;
  }
  return { brought, report: Object.keys(report).length === 0 ? null : report };
}
