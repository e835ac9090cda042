/**
 * Evaluation: rankers of all kinds on what people did next, over the whole catalog. The same path to scores as
 * on a device. Which cases there are is a protocol's matter.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Control } from '../compute/pace.ts';
import type { Popularity } from '../packs/pack.ts';
import { buildProfile } from '../profile/build-profile.ts';
import { momentAtHome } from '../profile/place.ts';
import { type SignalScores, scoreSignals } from '../signals/index.ts';
import type { SignalPack } from '../signals/signal.ts';
import { CalibrationOf } from './calibration.ts';
import { gini, intraListDiversity, novelty, surprise } from './metrics.ts';
import type { Case, Scope } from './protocol.ts';
import { METRICS, measureRanking, type RankMetrics } from './rank.ts';
import type { Ranker, Scene } from './rankers.ts';

/** How one ranker did in one scope. */
export interface Result {
  model: string;
  scope: Scope;
  variant?: string;
  /** Cases that had a target. */
  n: number;
  /** Means over cases, and figures of all first-ten lists together; keys as in result files, NaN-free. */
  metrics: Record<string, number>;
  /** ndcg@10 of each of the input's cases, NaN where it had no target: for intervals. */
  each: Float64Array;
}

export interface EvaluationInput {
  catalog: Catalog;
  pack: SignalPack;
  rankers: readonly Ranker[];
  /** In order of time where `popularityAt` is given: it remembers one day. */
  cases: readonly Case[];
  scopes: readonly Scope[];
  /** Counts as of a moment; without it the pack's own stay as they are ("static"). */
  popularityAt?: (at: number) => Popularity;
  /** Goes to all rows. */
  variant?: string;
}

/** A ranker that gave something else than numbers. */
export class ScoreError extends Error {
  override name = 'ScoreError';
  constructor(ranker: string, user: number) {
    super(`${ranker} gave scores that are no finite numbers (user ${user} of the log): its fit has failed.`);
  }
}

/**
 * Gives way to other work between cases.
 * @throws ScoreError, or the abort signal's reason
 */
export async function evaluate(
  { catalog, pack, rankers, cases, scopes, popularityAt, variant }: EvaluationInput,
  { onProgress, signal }: Control = {},
): Promise<Result[]> {
  const tallies = new Map<string, Tally>();
  const beyond = new BeyondAccuracy(catalog, pack);
  const tally = (ranker: Ranker, scope: Scope, of: (string | undefined)[]): Tally => {
    const variants = of.filter((name) => name !== undefined);
    const key = JSON.stringify([ranker.name, scope, variants]);
    let known = tallies.get(key);
    if (known === undefined) {
      known = new Tally(ranker.name, scope, variants.join(', ') || undefined, cases.length, beyond);
      tallies.set(key, known);
    }
    return known;
  };
  let rested = 0;
  for (const [place, one] of cases.entries()) {
    const past = one.past();
    const profile = buildProfile(past, catalog, momentAtHome(one.at, catalog.currency));
    const fresh = popularityAt === undefined ? pack : { ...pack, popularity: popularityAt(one.at) };
    const scene = new LazyScene(catalog, fresh, profile);
    const seen = one.seen ?? new Set(past.map(({ item }) => item));
    const history = beyond.historyOf(past.map(({ item }) => item));
    for (const ranker of rankers) {
      let scores: ArrayLike<number> | null = null;
      for (const scope of scopes) {
        if (scores === null || ranker.byScope)
          scores = checked(ranker, ranker.scores(scene, scope), one.user);
        const masked = scope === 'new' ? seen : NOTHING;
        const measure = (targets: readonly number[], part?: string) => {
          const wanted = new Set(targets.filter((item) => !masked.has(item)));
          if (wanted.size === 0) return;
          const measured = measureRanking(scores as ArrayLike<number>, masked, wanted);
          const into = tally(ranker, scope, [variant, one.variant, ranker.variant, part]);
          into.add(place, measured, history);
          if (ranker.ratings === undefined || one.ratings === undefined) return;
          const predict = ranker.ratings(scene);
          for (const item of wanted) into.addRating(predict(item), one.ratings.get(item));
        };
        measure(one.targets);
        for (const [part, targets] of Object.entries(one.parts ?? {})) measure(targets, part);
      }
    }
    rested += rankers.length * scopes.length;
    if (rested < 100) continue;
    rested = 0;
    onProgress?.((place + 1) / cases.length);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
  }
  return [...tallies.values()].map((known) => known.result());
}

const NOTHING: ReadonlySet<number> = new Set();

/** A sum is finite only if all terms are (or they are too large to rank by). */
function checked(ranker: Ranker, scores: ArrayLike<number>, user: number): ArrayLike<number> {
  let sum = 0;
  for (let item = 0; item < scores.length; item++) sum += scores[item];
  if (!Number.isFinite(sum)) throw new ScoreError(ranker.name, user);
  return scores;
}

/** Scores signals when a ranker asks for them: models alone need none. */
class LazyScene implements Scene {
  private scored: SignalScores | null = null;

  constructor(
    readonly catalog: Catalog,
    readonly pack: SignalPack,
    readonly profile: Scene['profile'],
  ) {}

  get signals(): SignalScores {
    this.scored ??= scoreSignals(this);
    return this.scored;
  }
}

/** What is measured of lists besides hits, and the numbers behind it. */
class BeyondAccuracy {
  readonly items: number;
  private readonly surprise: Float64Array;
  private readonly vectors: Float32Array;
  private readonly dimensions: number;
  private readonly calibration: CalibrationOf | null;

  constructor(catalog: Catalog, { vectors, popularity }: SignalPack) {
    this.items = catalog.items.length;
    this.surprise = surprise(popularity.total);
    this.vectors = vectors;
    this.dimensions = vectors.length / this.items;
    this.calibration = CalibrationOf.catalog(catalog);
  }

  historyOf(items: readonly number[]): Float64Array | null {
    return this.calibration?.shares(items) ?? null;
  }

  diversity(list: readonly number[]): number {
    return intraListDiversity(list, this.vectors, this.dimensions);
  }

  novelty(list: readonly number[]): number {
    return novelty(list, this.surprise);
  }

  calibrationOf(list: readonly number[], history: Float64Array | null): number {
    return history === null || this.calibration === null
      ? Number.NaN
      : this.calibration.divergence(history, list);
  }
}

class Tally {
  private readonly sums = new Map<string, { sum: number; n: number }>();
  private readonly shown: Float64Array;
  private readonly each: Float64Array;
  private n = 0;

  constructor(
    private readonly model: string,
    private readonly scope: Scope,
    private readonly variant: string | undefined,
    cases: number,
    private readonly beyond: BeyondAccuracy,
  ) {
    this.each = new Float64Array(cases).fill(Number.NaN);
    this.shown = new Float64Array(beyond.items);
  }

  add(place: number, measured: RankMetrics & { top: number[] }, history: Float64Array | null): void {
    const { top } = measured;
    for (const metric of METRICS) this.count(metric, measured[metric]);
    this.count('diversity@10', this.beyond.diversity(top));
    this.count('novelty@10', this.beyond.novelty(top));
    this.count('calibration@10', this.beyond.calibrationOf(top, history));
    for (const item of top) this.shown[item]++;
    this.each[place] = measured['ndcg@10'];
    this.n++;
  }

  /** @param given Undefined: the person took the item and said nothing about it. */
  addRating(predicted: number | null, given: number | undefined): void {
    if (predicted === null || given === undefined) return;
    this.count('mae', Math.abs(predicted - given));
    this.count('mse', (predicted - given) ** 2);
  }

  /** NaN: this case says nothing about this metric. */
  private count(metric: string, value: number): void {
    if (Number.isNaN(value)) return;
    const known = this.sums.get(metric);
    if (known === undefined) this.sums.set(metric, { sum: value, n: 1 });
    else {
      known.sum += value;
      known.n++;
    }
  }

  result(): Result {
    const metrics: Record<string, number> = {};
    for (const [metric, { sum, n }] of this.sums) {
      if (metric === 'mse') metrics.rmse = Math.sqrt(sum / n);
      else metrics[metric] = sum / n;
    }
    metrics['coverage@10'] =
      this.shown.reduce((many, times) => many + (times > 0 ? 1 : 0), 0) / this.shown.length;
    metrics['gini@10'] = gini(this.shown);
    const { model, scope, variant, n, each } = this;
    return { model, scope, ...(variant !== undefined && { variant }), n, metrics, each };
  }
}
