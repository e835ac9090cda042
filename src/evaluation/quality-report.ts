/**
 * The quality report: one run of `evaluate` as data, which is also what its JSON file holds. Types, and rows
 * from results.
 */

import type { Result } from './evaluate.ts';
import { Bootstrap, type Interval } from './intervals.ts';
import { type Case, type Protocol, SCOPES, type Scope } from './protocol.ts';
import type { SlateReport } from './slates.ts';

export interface ReportRow {
  /** Names of fusions begin with `fusion-`. */
  model: string;
  scope: Scope;
  /** Cases with a target: people, or with `temporal` their orders. */
  n: number;
  /** By name: `ndcg@10`. A metric that doesn't apply is absent. */
  metrics: Record<string, number>;
  interval: RowInterval;
  /** An ablation, a cold start, a segment; absent on plain rows. */
  variant?: string;
}

/** Of ndcg@10, 95 %, bootstrap over people. */
export interface RowInterval {
  low: number;
  high: number;
  /** How far the best fusion of the same scope and variant is ahead of this row, on the same people. */
  lead?: Interval & { of: string };
}

export interface QualityReport {
  protocol: Protocol;
  dataset: DatasetSummary;
  rows: ReportRow[];
  /** The fusion that a pack would ship. */
  shipped: string | null;
  /** What a site would serve: bytes in all, and of each file. */
  pack: { bytes: number; files: Record<string, number> };
  seconds: number;
  seed: number;
  /** What people should know to read the rows. */
  notes: string[];
  /** What re-ranking by the novelty dial buys and costs; absent where no fusion was trained. */
  slates?: SlateReport;
}

export interface DatasetSummary {
  items: number;
  users: number;
  events: number;
  /** ISO dates of the first and the last event. */
  from: string;
  to: string;
  /** Names of the files it came from. */
  files?: string[];
  /** Of plain rows. */
  tested: { users: number; cases: number };
}

/**
 * Rows with their intervals, of results on the same cases.
 * @param over Whose lead over every row is wanted; absent: the best fusion of the same scope and variant.
 */
export function rowsOf(
  results: readonly Result[],
  cases: readonly Case[],
  seed: number,
  over?: (result: Result) => Result | undefined,
): ReportRow[] {
  const bootstrap = new Bootstrap(
    cases.map(({ user }) => user),
    seed,
  );
  const best = new Map<string, Result>();
  const groupOf = ({ scope, variant }: Result) => JSON.stringify([scope, variant]);
  for (const result of results) {
    if (!result.model.startsWith('fusion-')) continue;
    const known = best.get(groupOf(result));
    if (known === undefined || result.metrics['ndcg@10'] > known.metrics['ndcg@10']) {
      best.set(groupOf(result), result);
    }
  }
  return results.map((result) => {
    const { model, scope, variant, n, metrics, each } = result;
    const own = bootstrap.mean(each);
    const fusion = over === undefined ? best.get(groupOf(result)) : over(result);
    const lead = fusion === undefined || fusion === result ? null : bootstrap.difference(fusion.each, each);
    return {
      model,
      scope,
      n,
      metrics,
      interval: {
        low: own?.low ?? 0,
        high: own?.high ?? 0,
        ...(fusion !== undefined && lead !== null && { lead: { of: fusion.model, ...lead } }),
      },
      ...(variant !== undefined && { variant }),
    };
  });
}

/** Plain rows first, then variants as they come; inside, by scope, the best ndcg@10 first. */
export function inOrder(rows: readonly ReportRow[]): ReportRow[] {
  const variants = [undefined, ...new Set(rows.flatMap(({ variant }) => variant ?? []))];
  const place = new Map(variants.map((variant, i) => [variant, i]));
  return [...rows].sort(
    (a, b) =>
      (place.get(a.variant) ?? 0) - (place.get(b.variant) ?? 0) ||
      SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope) ||
      b.metrics['ndcg@10'] - a.metrics['ndcg@10'] ||
      (a.model < b.model ? -1 : 1),
  );
}
