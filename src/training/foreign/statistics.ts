/**
 * Popularity that was counted elsewhere, as a table with one row an item.
 */
import type { Catalog } from '../../catalog/item.ts';
import { quoted, UnreadableFileError } from '../../catalog/problem.ts';
import { MONTH_PRIOR, MONTHS, scaleRows } from '../../models/popularity.ts';
import type { Popularity } from '../../packs/pack.ts';
import { PARTS_OF_DAY, partOfDay } from '../../profile/calendar.ts';
import { parseOrderTime } from '../order-times.ts';
import { type ForeignFile, type Row, readRows, requireColumns } from './table.ts';

const MONTH_COLUMNS = Array.from({ length: MONTHS }, (_, month) => `month_${month + 1}`);
const HOUR_COLUMNS = Array.from({ length: 24 }, (_, hour) => `hour_${hour}`);
const HOUR = 3_600_000;

export interface StatisticsReport {
  /** Items of the catalog with a row, and rows of other items. */
  matched: number;
  unknown: number;
}

/**
 * Columns: `item_id`; `total`, `recent` and `week`, distinct buyers ever, in the last 28 days and in the last 7;
 * `first_seen` and `as_of`, times; and, if there are any, `month_1` to `month_12`, buyers by calendar month, and
 * `hour_0` to `hour_23`, buyers by hour of the shop's day.
 * @throws UnreadableFileError, the signal's reason
 */
export async function readStatistics(
  file: ForeignFile,
  { items }: Catalog,
  signal?: AbortSignal,
): Promise<{ popularity: Popularity; report: StatisticsReport }> {
  const indexOf = new Map(items.map(({ id }, index) => [id, index]));
  const popularity: Popularity = {
    at: 0,
    total: new Float32Array(items.length),
    recent: new Float32Array(items.length),
    week: new Float32Array(items.length),
    months: new Float32Array(items.length * MONTHS),
    hours: new Float32Array(items.length * PARTS_OF_DAY.length),
    firstSeen: new Float64Array(items.length),
  };
  const report: StatisticsReport = { matched: 0, unknown: 0 };
  let byMonth = false;
  let byHour = false;
  const check = (columns: readonly string[]) => {
    requireColumns(file.name, columns, ['item_id', 'total', 'recent', 'week', 'first_seen', 'as_of']);
    byMonth = MONTH_COLUMNS.every((column) => columns.includes(column));
    byHour = HOUR_COLUMNS.every((column) => columns.includes(column));
  };
  for await (const row of readRows(file, check, signal)) {
    const item = indexOf.get(row.text('item_id'));
    popularity.at = Math.max(popularity.at, timeOf(row, 'as_of', file.name));
    if (item === undefined) {
      report.unknown++;
      continue;
    }
    report.matched++;
    for (const name of ['total', 'recent', 'week'] as const) popularity[name][item] = row.number(name);
    popularity.firstSeen[item] = timeOf(row, 'first_seen', file.name);
    if (byMonth) {
      popularity.months.set(
        MONTH_COLUMNS.map((column) => row.number(column)),
        item * MONTHS,
      );
    }
    if (!byHour) continue;
    HOUR_COLUMNS.forEach((column, hour) => {
      popularity.hours[item * PARTS_OF_DAY.length + partOfDay(hour * HOUR)] += row.number(column);
    });
  }
  smoothMonths(popularity.months);
  scaleRows(popularity.hours, PARTS_OF_DAY.length);
  return { popularity, report };
}

/** Buyers by month become shares, blended with the shop's as our own counts are. */
function smoothMonths(months: Float32Array): void {
  const shop = new Float64Array(MONTHS);
  let shopTotal = 0;
  for (const [at, count] of months.entries()) {
    shop[at % MONTHS] += count;
    shopTotal += count;
  }
  const usual = (month: number) => (shopTotal === 0 ? 1 / MONTHS : shop[month] / shopTotal);
  for (let row = 0; row < months.length; row += MONTHS) {
    const counts = months.slice(row, row + MONTHS);
    const total = counts.reduce((sum, count) => sum + count, MONTH_PRIOR);
    for (let month = 0; month < MONTHS; month++) {
      months[row + month] = (counts[month] + MONTH_PRIOR * usual(month)) / total;
    }
  }
}

function timeOf(row: Row, column: string, file: string): number {
  const text = row.text(column);
  const time = parseOrderTime(text);
  // A date that can be read both ways is refused: there is no whole file of orders here to tell which.
  if (time === null || Number.isNaN(time.dayFirst) || time.dayFirst !== time.monthFirst) {
    throw new UnreadableFileError({
      file,
      line: row.line,
      field: column,
      message: `${quoted(text)} is no time that can be read in one way.`,
      fix: 'Write it as 2026-05-20 or 2026-05-20T12:00:00Z.',
    });
  }
  return time.dayFirst;
}
