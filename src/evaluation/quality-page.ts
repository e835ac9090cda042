/**
 * The quality report as one page for people: what a pack is worth, what each part of it adds, and where it is
 * weak. Numbers in, HTML out.
 */

import { ARTEFACTS } from '../packs/artefacts.ts';
import { WHOLE_HISTORY } from './cold-starts.ts';
import type { Scope } from './protocol.ts';
import type { QualityReport, ReportRow } from './quality-report.ts';
import { figures, list, page, type Section, table } from './report/page.ts';
import { barChart, lineChart, type Series } from './report/plots.ts';
import { columnsOf, SLATE_COLUMNS } from './table.ts';

const ASKED: Record<Scope, string> = {
  new: 'items new to the person',
  all: 'all items, repeats too',
};

const PROTOCOLS: Record<QualityReport['protocol'], string> = {
  'last-order':
    'What each person ordered last had to be foreseen from everything before. The order before that one taught fusion.',
  'leave-one-out':
    'The last thing each person took had to be foreseen from everything before, among all things new to them. The one ' +
    'before taught fusion.',
  temporal: 'What each person ordered next after a date had to be foreseen from what came before it.',
};

export function qualityPage(report: QualityReport): string {
  const { dataset, protocol } = report;
  const plain = report.rows.filter(({ variant }) => variant === undefined);
  const scopes = [...new Set(plain.map(({ scope }) => scope))];
  const count = (value: number) => value.toLocaleString('en');
  return page({
    title: 'How good the recommendations are',
    lead:
      `${count(dataset.items)} items, ${count(dataset.users)} people, ${count(dataset.events)} events from ` +
      `${dataset.from.slice(0, 10)} to ${dataset.to.slice(0, 10)}; ${count(dataset.tested.users)} people tested ` +
      `(${protocol}). ${PROTOCOLS[protocol]}`,
    sections: [
      { heading: 'In short', body: figures(headlines(report, scopes)) },
      ...scopes.map((scope) =>
        scopeSection(
          plain.filter((row) => row.scope === scope),
          scope,
          report,
        ),
      ),
      ...[
        freshSection(report.rows),
        ablationSection(report.rows, scopes),
        coldSection(report, scopes),
        segmentSection(report, scopes),
        slatesSection(report),
      ].flatMap((section) => section ?? []),
      { heading: 'How this was measured', body: list(method(report)) },
    ],
  });
}

const ndcg = (row: ReportRow | undefined) => row?.metrics['ndcg@10'] ?? Number.NaN;
const isFusion = ({ model }: ReportRow) => model.startsWith('fusion-');

function headlines(report: QualityReport, scopes: readonly Scope[]): { value: string; name: string }[] {
  const { rows, shipped, pack } = report;
  const figures: { value: string; name: string }[] = [];
  for (const scope of scopes) {
    const plain = rows.filter((row) => row.scope === scope && row.variant === undefined);
    const ours = plain.find(({ model }) => model === shipped);
    const single = plain.find((row) => !isFusion(row));
    const first = ours ?? plain[0];
    if (first === undefined) continue;
    figures.push({ value: ndcg(first).toFixed(3), name: `NDCG@10 of ${first.model}, ${ASKED[scope]}` });
    if (ours !== undefined && single !== undefined && ndcg(single) > 0) {
      figures.push({
        value: `${signed(100 * (ndcg(ours) / ndcg(single) - 1))} %`,
        name: `over ${single.model}, the best single model, ${ASKED[scope]}`,
      });
    }
  }
  if (shipped !== null) {
    const bytes = pack.bytes - (pack.files[ARTEFACTS.vectors.file] ?? 0);
    figures.push({ value: `${Math.round(bytes / 1000)} kB`, name: 'The pack, without the vectors of texts' });
  }
  return figures;
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(0)}`;

function scopeSection(rows: readonly ReportRow[], scope: Scope, { shipped }: QualityReport): Section {
  const columns = columnsOf(rows);
  const bars = rows.map((row) => ({
    name: row.model,
    value: ndcg(row),
    low: row.interval.low,
    high: row.interval.high,
    strong: row.model === shipped,
  }));
  return {
    heading: `Every model: ${ASKED[scope]}`,
    body: [
      barChart(bars, {
        title: 'NDCG@10',
        about: 'Lines: 95 % intervals. In colour: what a pack ships.',
      }),
      table({
        caption: `All metrics, scope “${scope}”, ${rows[0]?.n.toLocaleString('en')} cases`,
        columns: ['Model', ...columns],
        rows: rows.map(({ model, metrics }) => [
          model,
          ...columns.map((metric) => metrics[metric] ?? Number.NaN),
        ]),
        format: (value) => value.toFixed(3),
      }),
    ],
  };
}

/** Only `temporal` has such rows. */
function freshSection(rows: readonly ReportRow[]): Section | null {
  const fresh = rows.filter(({ variant }) => variant === 'fresh');
  if (fresh.length === 0) return null;
  const still = (row: ReportRow) =>
    rows.find(
      ({ model, scope, variant }) => model === row.model && scope === row.scope && variant === undefined,
    );
  return {
    heading: 'With popularity counted every day',
    body: table({
      caption: 'NDCG@10',
      columns: ['Model', 'Scope', 'Frozen at the cut', 'Counted daily'],
      rows: fresh.map((row) => [row.model, row.scope, ndcg(still(row)), ndcg(row)]),
    }),
  };
}

function ablationSection(rows: readonly ReportRow[], scopes: readonly Scope[]): Section | null {
  const without = rows.filter(({ variant }) => variant?.startsWith('without '));
  if (without.length === 0) return null;
  return {
    heading: 'What each signal adds',
    body: scopes.map((scope) =>
      barChart(
        without
          .filter((row) => row.scope === scope)
          .map(({ variant = '', interval: { lead } }) => ({
            name: variant.slice('without '.length),
            value: lead?.mean ?? 0,
            low: lead?.low,
            high: lead?.high,
          }))
          .sort((a, b) => b.value - a.value),
        {
          title: `NDCG@10 lost without it, ${ASKED[scope]}`,
          about: 'The fusion was trained anew without the signal. Lines: 95 % intervals of the difference.',
          format: (value) => value.toFixed(4),
        },
      ),
    ),
  };
}

/** Of a cold start's variant: which end of the history, and how many events of it. */
function coldStart(variant: string | undefined): { end: 'first' | 'last'; events: number } | null {
  const match = /^(first|last)-(\d+)$/.exec(variant ?? '');
  return match === null ? null : { end: match[1] as 'first' | 'last', events: Number(match[2]) };
}

function coldSection({ rows, shipped }: QualityReport, scopes: readonly Scope[]): Section | null {
  const cold = rows.filter(({ variant }) => coldStart(variant) !== null || variant === WHOLE_HISTORY);
  if (cold.length === 0) return null;
  const series = scopes.flatMap((scope) =>
    (['first', 'last'] as const).map(
      (end): Series => ({
        name: `${end} events, ${scope}`,
        points: cold.flatMap((row) => {
          const start = coldStart(row.variant);
          return start?.end === end && row.scope === scope && row.model === shipped
            ? [{ x: start.events, y: ndcg(row) }]
            : [];
        }),
      }),
    ),
  );
  const variants = [...new Set(cold.map(({ variant = '' }) => variant))];
  const models = [...new Set(cold.map(({ model }) => model))];
  const of = (model: string, scope: Scope, variant: string) =>
    ndcg(cold.find((row) => row.model === model && row.scope === scope && row.variant === variant));
  return {
    heading: 'Beginners',
    body: [
      lineChart(series, {
        title: `NDCG@10 of ${shipped} when little is known`,
        about: 'The same people and targets, with only the first or the last events of their history.',
        x: { label: 'Events known', scale: 'log' },
        y: { label: 'NDCG@10' },
      }),
      table({
        caption: 'NDCG@10',
        columns: ['Model', 'Scope', ...variants],
        rows: models.flatMap((model) =>
          scopes.map((scope) => [model, scope, ...variants.map((variant) => of(model, scope, variant))]),
        ),
      }),
    ],
  };
}

const SEGMENTS: Record<string, string> = {
  inside: 'People the pack learned from',
  outside: 'The same people, when the pack never saw them',
  'new-items': 'Items first sold in the last 28 days of training',
  'unsold-items': 'Items that nobody had bought in training',
  'no-history': 'People without any history',
  'later-orders': 'Orders after the next one',
};

/** Models shown of each part, beside what is shipped. */
const BEST = 3;

function segmentSection({ rows, shipped }: QualityReport, scopes: readonly Scope[]): Section | null {
  const best = (variant: string, scope: Scope) => {
    const inside = rows.filter((row) => row.variant === variant && row.scope === scope);
    return inside.filter((row, place) => place < BEST || row.model === shipped);
  };
  const found = Object.entries(SEGMENTS).flatMap(([variant, what]) =>
    scopes
      .flatMap((scope) => best(variant, scope))
      .map((row) => [what, row.model, row.scope, row.n, ndcg(row), row.metrics['recall@10']]),
  );
  if (found.length === 0) return null;
  return {
    heading: 'Strangers, new items, and later on',
    body: table({
      caption: 'Parts: the best three models, and what a pack ships',
      columns: ['Part', 'Model', 'Scope', 'Cases', 'NDCG@10', 'Recall@10'],
      rows: found,
    }),
  };
}

function slatesSection({ slates }: QualityReport): Section | null {
  if (slates === undefined) return null;
  const { model, scope, n, level, rows } = slates;
  const columns = SLATE_COLUMNS.filter((metric) => rows.some(({ metrics }) => metrics[metric] !== undefined));
  return {
    heading: 'Slates: what breadth costs',
    body: [
      barChart(
        rows.flatMap(({ novelty, change }) =>
          novelty === null || change === undefined
            ? []
            : [
                {
                  name: `novelty ${novelty}`,
                  value: 100 * change.ndcg.mean,
                  low: 100 * change.ndcg.low,
                  high: 100 * change.ndcg.high,
                },
              ],
        ),
        {
          title: `Change of NDCG@10 in %, ${ASKED[scope]}`,
          about: 'Against the order of scores. Lines: 95 % intervals of the paired difference.',
          format: (value) => value.toFixed(1),
        },
      ),
      table({
        caption:
          `Lists of ${model} after re-ranking, ${n.toLocaleString('en')} people` +
          (level === null ? '' : `; a category is a ${level}`),
        columns: ['Novelty', ...columns],
        rows: rows.map(({ novelty, metrics }) => [
          novelty === null ? 'order of scores' : String(novelty),
          ...columns.map((metric) => metrics[metric] ?? Number.NaN),
        ]),
        format: (value) => value.toFixed(3),
      }),
    ],
  };
}

function method({ notes, seed, seconds, dataset }: QualityReport): string[] {
  return [
    'Every item of the catalog is ranked; ties go to the item whose id comes first as text.',
    'Means over cases. Intervals: 95 %, percentile bootstrap over people; differences are paired.',
    'Cold starts and ablations rank for at most 500 people, drawn at random; each row is compared on the same people.',
    ...notes,
    `Seed ${seed}; ${Math.round(seconds)} seconds${dataset.files ? `; ${dataset.files.join(', ')}` : ''}.`,
  ];
}
