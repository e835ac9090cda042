/**
 * Item factors that another system trained: Spark MLlib's ALS (Parquet), `implicit` (npy, npz), RecBole and
 * whoever else writes a table. Read here, matched to the catalog, and given the settings that fold a visitor in.
 * docs/bring-your-own-factors.md has the few lines to run there.
 */
import type { Catalog } from '../../catalog/item.ts';
import { counted, quoted, UnreadableFileError } from '../../catalog/problem.ts';
import type { Factors } from '../../packs/pack.ts';
import { type IdMap, itemOf } from './id-map.ts';
import { isNpy, isZip, type NumberArray, readNpy, readNpz } from './npy.ts';
import { type ForeignFile, type Row, readRows } from './table.ts';

export const FACTOR_SYSTEMS = ['spark', 'implicit', 'table'] as const;
/** Who made factors, and so how they are meant to be folded in. */
export type FactorSystem = (typeof FACTOR_SYSTEMS)[number];

/** Factors as they were written. */
export interface ForeignFactors {
  /** By the kind of file: NumPy's are taken for implicit's, Parquet for Spark's. */
  system: FactorSystem;
  /** The other system's names of items, one a row; null where rows have only their place. */
  ids: string[] | null;
  rank: number;
  /** Rows x rank. */
  rows: Float32Array;
  /** As the file itself says; absent where it doesn't. */
  alpha?: number;
  regularisation?: number;
}

/** How well factors and catalog fit together. */
export interface FactorsReport {
  system: FactorSystem;
  rank: number;
  alpha: number;
  regularisation: number;
  /** Items of the catalog with a factor. */
  matched: number;
  /** Ids of items without one: they borrow from their text neighbours. The first few. */
  missing: { count: number; ids: string[] };
  /** Rows that belong to no item of the catalog, by the other system's names. The first few. */
  unknown: { count: number; ids: string[] };
}

/** Given by a person; they go before what a file says. */
export interface FoldInOptions {
  system?: FactorSystem;
  /** As in the other system. */
  alpha?: number;
  regularisation?: number;
}

const LISTED = 5;

/** Columns that name the item, and those that hold all factors as a list, in order of preference. */
const ID_COLUMNS = ['item_id', 'id', 'item', 'itemid', 'token'];
const LIST_COLUMNS = ['features', 'factors', 'embedding', 'item_emb', 'vector'];

/**
 * @param files One, or the parts of one table: Spark writes many.
 * @throws UnreadableFileError, the signal's reason
 */
export async function readFactors(
  files: readonly ForeignFile[],
  signal?: AbortSignal,
): Promise<ForeignFactors> {
  const [first] = files;
  const head = new Uint8Array(await first.content.slice(0, 8).arrayBuffer());
  if (!isNpy(head) && !isZip(head)) return readTables(files, signal);
  if (files.length > 1) {
    throw refused(files[1].name, 'Factors come in one NumPy file.', 'Give only the file of item factors.');
  }
  const bytes = new Uint8Array(await first.content.arrayBuffer());
  return isNpy(head) ? ofArray(readNpy(bytes, first.name), first.name) : ofArchive(bytes, first.name);
}

function ofArray({ shape, values }: NumberArray, file: string): ForeignFactors {
  if (shape.length !== 2) {
    throw refused(file, `Its array has ${shape.length} dimensions; factors have 2: items x factors.`);
  }
  const rows = Float32Array.from(values);
  if (!rows.every(Number.isFinite)) throw refused(file, 'It holds a number that is not finite.');
  return { system: 'implicit', ids: null, rank: shape[1], rows };
}

/** What `model.save` of implicit writes, or any archive with one array of that name. */
function ofArchive(bytes: Uint8Array, file: string): ForeignFactors {
  const wanted = ['item_factors', 'alpha', 'regularization'];
  const arrays = readNpz(bytes, file, (name) => wanted.includes(name));
  const factors = arrays.get('item_factors');
  if (factors === undefined) {
    throw refused(file, 'The archive has no array "item_factors".', 'Save it with model.save of implicit.');
  }
  const alpha = arrays.get('alpha')?.values[0];
  const regularisation = arrays.get('regularization')?.values[0];
  return {
    ...ofArray(factors, file),
    ...(alpha !== undefined && { alpha }),
    ...(regularisation !== undefined && { regularisation }),
  };
}

async function readTables(files: readonly ForeignFile[], signal?: AbortSignal): Promise<ForeignFactors> {
  const ids: string[] = [];
  const values: number[] = [];
  let rank = 0;
  let spark = false;
  for (const file of files) {
    let idColumn = '';
    let read: (row: Row) => number[] = () => [];
    const choose = (columns: readonly string[]) => {
      idColumn = ID_COLUMNS.find((name) => columns.includes(name)) ?? columns[0];
      const list = LIST_COLUMNS.find((name) => columns.includes(name));
      const others = columns.filter((name) => name !== idColumn);
      spark = list === 'features';
      read =
        list === undefined
          ? (row) => others.map((column) => row.number(column))
          : (row) => (row.text(list).match(/[^\s,;[\]]+/g) ?? []).map(Number);
    };
    for await (const row of readRows(file, choose, signal)) {
      const factor = read(row);
      rank ||= factor.length;
      if (factor.length !== rank || rank === 0 || !factor.every(Number.isFinite)) {
        throw new UnreadableFileError({
          file: file.name,
          line: row.line,
          field: null,
          message: `It has ${factor.length} factors that are numbers; the first item has ${rank}.`,
          fix: 'Write as many for every item: one column each, or one list named "features".',
        });
      }
      ids.push(row.text(idColumn));
      for (const value of factor) values.push(value);
    }
  }
  if (ids.length === 0)
    throw refused(files[0].name, 'There is no item in it.', 'Export the item factors again.');
  return { system: spark ? 'spark' : 'table', ids, rank, rows: Float32Array.from(values) };
}

/**
 * Puts rows where their items are in the catalog; an item that comes twice has its last row.
 * @param map From the other system's ids to the catalog's; null where they are the same.
 * @throws UnreadableFileError where nothing fits
 */
export function placeFactors(
  foreign: ForeignFactors,
  { items }: Catalog,
  map: IdMap | null,
  options: FoldInOptions = {},
): { factors: Factors; report: FactorsReport } {
  const { rank, rows, ids } = foreign;
  const count = rows.length / rank;
  const indexOf = new Map(items.map(({ id }, index) => [id, index]));
  if (ids === null && map === null) {
    throw refused(
      'factors',
      'Rows of a NumPy array have no ids.',
      'Give a file that names the item of each row with --factor-ids.',
    );
  }
  const placed = new Float32Array(items.length * rank);
  const known = new Uint8Array(items.length);
  const unknown: string[] = [];
  for (let row = 0; row < count; row++) {
    const name = ids === null ? String(row) : ids[row];
    const item = indexOf.get(map === null ? name : (itemOf(map, name) ?? ''));
    if (item === undefined) unknown.push(name);
    else {
      placed.set(rows.subarray(row * rank, (row + 1) * rank), item * rank);
      known[item] = 1;
    }
  }
  const missing = items.filter((_, index) => known[index] === 0).map(({ id }) => id);
  if (missing.length === items.length) {
    throw refused(
      'factors',
      `None of the ${counted(count, 'row', 'rows')} belongs to an item: they are named like ` +
        `${quoted(unknown[0] ?? '')}, the catalog's like ${quoted(items[0]?.id ?? '')}.`,
      'Give a file that says which is which with --factor-ids.',
    );
  }
  const factors = foldable(foreign, placed, options);
  const { alpha, regularisation } = factors;
  return {
    factors,
    report: {
      system: options.system ?? foreign.system,
      rank,
      alpha,
      regularisation,
      matched: items.length - missing.length,
      missing: { count: missing.length, ids: missing.slice(0, LISTED) },
      unknown: { count: unknown.length, ids: unknown.slice(0, LISTED) },
    },
  };
}

/** Defaults of Spark 3 (`ALS`) and of implicit 0.7 (`AlternatingLeastSquares`). */
const SPARK = { alpha: 1, regularisation: 0.1 };
const IMPLICIT = { alpha: 1, regularisation: 0.01 };

/**
 * Regularisation of factors from a table, against the mean size of a direction, Y'Y's mean eigenvalue: as strong
 * as our own ALS is on Online Retail (10 against 40).
 */
const TABLE = { alpha: 2, relative: 0.25 };

/** The other system's settings as ours: confidence 1 + alpha w, regularisation of the whole factor. */
function foldable(foreign: ForeignFactors, items: Float32Array, options: FoldInOptions): Factors {
  const { rank } = foreign;
  const system = options.system ?? foreign.system;
  const alpha = options.alpha ?? foreign.alpha;
  const regularisation = options.regularisation ?? foreign.regularisation;
  if ((alpha !== undefined && !(alpha >= 0)) || (regularisation !== undefined && !(regularisation > 0))) {
    throw refused('factors', 'Alpha must not be negative, and regularisation must be more than 0.');
  }
  switch (system) {
    // Confidence 1 + alpha |r|, regularisation for each rating (ALS-WR).
    case 'spark':
      return {
        rank,
        items,
        alpha: alpha ?? SPARK.alpha,
        regularisation: regularisation ?? SPARK.regularisation,
        perItem: true,
      };
    // Confidence alpha r, so that one purchase has alpha - 1 more than nothing.
    case 'implicit':
      return {
        rank,
        items,
        alpha: Math.max(0, (alpha ?? IMPLICIT.alpha) - 1),
        regularisation: regularisation ?? IMPLICIT.regularisation,
      };
    case 'table': {
      let squares = 0;
      for (const value of items) squares += value * value;
      return {
        rank,
        items,
        alpha: alpha ?? TABLE.alpha,
        regularisation: regularisation ?? Math.max(Number.EPSILON, (TABLE.relative * squares) / rank),
      };
    }
  }
}

function refused(file: string, message: string, fix = 'Export the item factors again.'): UnreadableFileError {
  return new UnreadableFileError({ file, line: null, field: null, message, fix });
}
