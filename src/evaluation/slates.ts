/**
 * Slates under test: what each setting of the novelty dial buys in breadth and costs in hits, on the same people and
 * the same scores, against those scores without any re-ranking.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Control } from '../compute/pace.ts';
import type { Popularity } from '../packs/pack.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import { DEFAULT_PREFERENCES } from '../profile/preferences.ts';
import { fineLevel, type Level } from '../ranking/categories.ts';
import { thompson } from '../ranking/explore.ts';
import { composeSlate, POOL, styleAt } from '../ranking/slate.ts';
import { scoreSignals } from '../signals/index.ts';
import type { SignalPack } from '../signals/signal.ts';
import { CalibrationOf } from './calibration.ts';
import { Bootstrap, type Interval } from './intervals.ts';
import { intraListDiversity, ndcgAt, novelty, surprise } from './metrics.ts';
import type { Case, Scope } from './protocol.ts';
import { topItems } from './rank.ts';
import type { Ranker } from './rankers.ts';

/** Settings that are reported, from by-score-alone to mostly new ground. */
export const NOVELTIES: readonly number[] = [0, DEFAULT_PREFERENCES.novelty, 0.5, 1];

export interface SlateRow {
  /** Of the dial; null: the scores' own order, nothing composed. */
  novelty: number | null;
  /** Means over people; `coverage@10` of all lists together. Those of categories are absent where there are none. */
  metrics: Record<string, number>;
  /** Against the row of null, as a share of its mean: 95 % paired bootstrap. Absent on that row. */
  change?: { ndcg: Interval; categories10?: Interval; categories20?: Interval };
}

export interface SlateReport {
  model: string;
  scope: Scope;
  /** People measured. */
  n: number;
  /** What counts as a category: the finest level that the catalog tells its items apart by; null for none. */
  level: Level | null;
  rows: SlateRow[];
}

export interface SlatesInput {
  catalog: Catalog;
  pack: SignalPack;
  ranker: Ranker;
  /** In order of time, plain ones. */
  cases: readonly Case[];
  scope: Scope;
  popularityAt?: (at: number) => Popularity;
  seed: number;
}

/**
 * Slates are of what is new to the person if the scope is. Guesses are made as on a device, by the day of the case.
 * @returns null where no case has a target
 */
export async function measureSlates(
  { catalog, pack, ranker, cases, scope, popularityAt, seed }: SlatesInput,
  { onProgress, signal }: Control = {},
): Promise<SlateReport | null> {
  const level = fineLevel(catalog);
  const bits = surprise(pack.popularity.total);
  const calibration = CalibrationOf.catalog(catalog);
  const settings = [null, ...NOVELTIES];
  const sheets = settings.map(() => new Sheet(catalog, pack.vectors, bits, level, calibration));
  const users: number[] = [];
  for (const [place, one] of cases.entries()) {
    const past = one.past();
    const masked: ReadonlySet<number> =
      scope === 'new' ? (one.seen ?? new Set(past.map(({ item }) => item))) : new Set();
    const targets = new Set(one.targets.filter((item) => !masked.has(item)));
    if (targets.size === 0) continue;
    const profile = buildProfile(past, catalog, { now: one.at, utcOffset: 0 });
    const fresh = popularityAt === undefined ? pack : { ...pack, popularity: popularityAt(one.at) };
    const signals = scoreSignals({ catalog, pack: fresh, profile });
    const scores = ranker.scores({ catalog, pack: fresh, profile, signals }, scope);
    const pool = topItems(scores, masked, POOL).map((item) => ({ item, score: scores[item] }));
    const day = Math.floor(one.at / DAY);
    const guesses = thompson(catalog, profile, day);
    const history = calibration?.shares(past.map(({ item }) => item)) ?? null;
    const input = { catalog, vectors: pack.vectors, pool, length: 20, profile, surprise: bits };
    users.push(one.user);
    settings.forEach((setting, s) => {
      const placed =
        setting === null
          ? pool.slice(0, 20).map((ranked) => ({ ...ranked, explored: false }))
          : composeSlate({ ...input, guesses, seed: day }, styleAt(setting));
      sheets[s].add(placed, targets, history);
    });
    if (users.length % 20 !== 0) continue;
    onProgress?.((place + 1) / cases.length);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
  }
  if (users.length === 0) return null;
  const bootstrap = new Bootstrap(users, seed);
  const rows = settings.map((novelty, s): SlateRow => {
    const change = (metric: string): Interval | undefined => sheets[s].change(metric, sheets[0], bootstrap);
    const ndcg = novelty === null ? undefined : change('ndcg@10');
    return {
      novelty,
      metrics: sheets[s].means(),
      ...(ndcg && {
        change: { ndcg, categories10: change('categories@10'), categories20: change('categories@20') },
      }),
    };
  });
  return { model: ranker.name, scope, n: users.length, level, rows };
}

/** Values of one setting: one a person and metric. */
class Sheet {
  private readonly values = new Map<string, number[]>();
  private readonly shown = new Set<number>();

  constructor(
    private readonly catalog: Catalog,
    private readonly vectors: Float32Array,
    private readonly bits: Float64Array,
    private readonly level: Level | null,
    private readonly calibration: CalibrationOf | null,
  ) {}

  add(
    placed: readonly { item: number; explored: boolean }[],
    targets: ReadonlySet<number>,
    history: Float64Array | null,
  ): void {
    const list = placed.map(({ item }) => item);
    const ten = list.slice(0, 10);
    for (const item of ten) this.shown.add(item);
    this.note('ndcg@10', ndcgAt(list, targets, 10));
    if (this.level !== null) {
      this.note('categories@10', this.categories(ten));
      this.note('categories@20', this.categories(list));
    }
    this.note(
      'diversity@10',
      intraListDiversity(ten, this.vectors, this.vectors.length / this.catalog.items.length),
    );
    this.note('novelty@10', novelty(ten, this.bits));
    if (this.calibration !== null)
      this.note('calibration@10', history === null ? Number.NaN : this.calibration.divergence(history, ten));
    this.note('guesses@10', placed.slice(0, 10).filter(({ explored }) => explored).length);
  }

  means(): Record<string, number> {
    const metrics: Record<string, number> = {};
    for (const [metric, values] of this.values) {
      const known = values.filter((value) => !Number.isNaN(value));
      if (known.length > 0) metrics[metric] = known.reduce((sum, value) => sum + value, 0) / known.length;
    }
    metrics['coverage@10'] = this.shown.size / this.catalog.items.length;
    return metrics;
  }

  /** Undefined where there is nothing to be a share of. */
  change(metric: string, from: Sheet, bootstrap: Bootstrap): Interval | undefined {
    const before = from.means()[metric];
    const values = this.values.get(metric);
    if (!before || values === undefined) return undefined;
    const difference = bootstrap.difference(values, from.values.get(metric) ?? []);
    if (difference === null) return undefined;
    const { mean, low, high } = difference;
    return { mean: mean / before, low: low / before, high: high / before };
  }

  private categories(list: readonly number[]): number {
    const { items } = this.catalog;
    return new Set(list.map((item) => items[item][this.level ?? 'department'])).size;
  }

  private note(metric: string, value: number): void {
    const known = this.values.get(metric);
    if (known === undefined) this.values.set(metric, [value]);
    else known.push(value);
  }
}
