/**
 * Which item of the catalog another system means by a number of its own.
 */
import { UnreadableFileError } from '../../catalog/problem.ts';
import { type ForeignFile, readRows } from './table.ts';

/** The other system's name, as text, to the catalog's id. */
export type IdMap = ReadonlyMap<string, string>;

const CATALOG_COLUMN = 'item_id';

/**
 * A table with the column `item_id`, the catalog's, and one other column, the other system's; or with `item_id`
 * alone, in the order of the factors' rows.
 * @throws UnreadableFileError, the signal's reason
 */
export async function readIdMap(file: ForeignFile, signal?: AbortSignal): Promise<IdMap> {
  const map = new Map<string, string>();
  let foreign: string | undefined;
  const choose = (columns: readonly string[]) => {
    const others = columns.filter((name) => name !== CATALOG_COLUMN);
    if (others.length === columns.length || others.length > 1) {
      throw new UnreadableFileError({
        file: file.name,
        line: null,
        field: CATALOG_COLUMN,
        message: `It has the columns ${columns.join(', ')}.`,
        fix: 'Write two: item_id, as in the catalog, and the number that the other system gave the item.',
      });
    }
    [foreign] = others;
  };
  for await (const row of readRows(file, choose, signal)) {
    const name = foreign === undefined ? String(map.size) : row.text(foreign);
    if (map.has(name)) {
      throw new UnreadableFileError({
        file: file.name,
        line: row.line,
        field: foreign ?? null,
        message: `"${name}" comes twice.`,
        fix: 'Name each number once.',
      });
    }
    map.set(name, row.text(CATALOG_COLUMN));
  }
  return map;
}

/** "7" and "7.0" are the same number; exports of data frames with gaps write the latter. */
export function itemOf(map: IdMap, name: string): string | undefined {
  return map.get(name) ?? map.get(`${name}.0`) ?? map.get(name.replace(/\.0+$/, ''));
}
