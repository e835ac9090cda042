/**
 * A quality report as text for a terminal: one aligned table for each scope and variant.
 */
import type { Interval } from './intervals.ts';
import type { QualityReport, ReportRow } from './quality-report.ts';
import type { SlateReport } from './slates.ts';

/** Columns, in this order; metrics that no row has are left out. */
const COLUMNS = [
  'ndcg@10',
  'recall@10',
  'recall@20',
  'hit@10',
  'mrr',
  'precision@10',
  'f1@10',
  'map@10',
  'auc',
  'coverage@10',
  'diversity@10',
  'novelty@10',
  'gini@10',
  'calibration@10',
  'mae',
  'rmse',
];

/** Decimals by metric; bits need fewer. */
const decimals = (metric: string) => (metric === 'novelty@10' ? 2 : metric === 'ndcg@10' ? 4 : 3);

/** The metrics that rows have, in order. */
export function columnsOf(rows: readonly ReportRow[]): string[] {
  return COLUMNS.filter((metric) => rows.some(({ metrics }) => metrics[metric] !== undefined));
}

/** Empty for a metric that doesn't apply. */
function formatted(metric: string, value: number | undefined): string {
  return value?.toFixed(decimals(metric)) ?? '';
}

export function tableOf(report: QualityReport): string {
  const { dataset, protocol, seed, seconds, shipped, pack } = report;
  const count = (value: number) => value.toLocaleString('en');
  const parts = [
    `${protocol}, seed ${seed}: ${count(dataset.items)} items, ${count(dataset.users)} users, ` +
      `${count(dataset.events)} events, ${dataset.from.slice(0, 10)} to ${dataset.to.slice(0, 10)}; ` +
      `${count(dataset.tested.users)} people tested`,
    ...report.notes,
    'In brackets: 95 % bootstrap interval of ndcg@10. Lead: by how much the best fusion is ahead of the row, on the same people.',
  ];
  const groups = new Map<string, ReportRow[]>();
  for (const row of report.rows) {
    const title = row.variant === undefined ? `Scope “${row.scope}”` : `Scope “${row.scope}”, ${row.variant}`;
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  for (const [title, rows] of groups) {
    parts.push('', `${title} (n = ${count(Math.max(...rows.map(({ n }) => n)))})`, grid(rows));
  }
  if (report.slates !== undefined) parts.push('', slatesOf(report.slates));
  const size = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
  if (shipped !== null) {
    const files = Object.entries(pack.files).map(([file, bytes]) => `${file} ${size(bytes)}`);
    parts.push('', `A pack would ship ${shipped}: ${size(pack.bytes)} (${files.join(', ')}).`);
  }
  parts.push(`${seconds.toFixed(0)} s`);
  return parts.join('\n');
}

/** Columns of slates, in this order. */
export const SLATE_COLUMNS = [
  'ndcg@10',
  'categories@10',
  'categories@20',
  'diversity@10',
  'novelty@10',
  'coverage@10',
  'calibration@10',
  'guesses@10',
];

function slatesOf({ model, scope, n, level, rows }: SlateReport): string {
  const columns = SLATE_COLUMNS.filter((metric) => rows.some(({ metrics }) => metrics[metric] !== undefined));
  const percent = (change: Interval | undefined) =>
    change === undefined ? '' : `${shareOf(change.mean)} [${shareOf(change.low)}, ${shareOf(change.high)}]`;
  return [
    `Slates of ${model}, scope “${scope}” (n = ${n.toLocaleString('en')})${level === null ? '' : `; categories are ${level}s`}. ` +
      'Changes: against the scores’ own order, in % [95 %].',
    aligned([
      ['novelty', ...columns, 'ndcg@10 %', 'categories@10 %', 'categories@20 %'],
      ...rows.map(({ novelty, metrics, change }) => [
        novelty === null ? 'none' : String(novelty),
        ...columns.map((metric) => formatted(metric, metrics[metric])),
        percent(change?.ndcg),
        percent(change?.categories10),
        percent(change?.categories20),
      ]),
    ]),
  ].join('\n');
}

const shareOf = (share: number) => `${share < 0 ? '' : '+'}${(100 * share).toFixed(1)}`;

function grid(rows: readonly ReportRow[]): string {
  const columns = columnsOf(rows);
  const table = [
    ['model', columns[0], '[95 %]', ...columns.slice(1), 'lead [95 %]'],
    ...rows.map(({ model, metrics, interval: { low, high, lead } }) => {
      const cell = (metric: string) => formatted(metric, metrics[metric]);
      const range = (a: number, b: number) => `[${a.toFixed(3)}, ${b.toFixed(3)}]`;
      return [
        model,
        cell(columns[0]),
        range(low, high),
        ...columns.slice(1).map(cell),
        lead === undefined ? '' : `${signed(lead.mean)} ${range(lead.low, lead.high)}`,
      ];
    }),
  ];
  return aligned(table);
}

/** The first column to the left, numbers to the right. */
function aligned(table: readonly string[][]): string {
  const widths = table[0].map((_, c) => Math.max(...table.map((cells) => cells[c].length)));
  const line = (cells: string[]) =>
    cells
      .map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
      .join('  ')
      .trimEnd();
  return table.map(line).join('\n');
}

const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
