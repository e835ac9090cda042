/**
 * Evaluation: every signal alone and the fusion, on what people did next, over the whole catalog. The same
 * path to scores as on a device. Splitting a log into cases is the caller's protocol.
 */
import type { Catalog } from '../catalog/item.ts';
import type { Control } from '../compute/pace.ts';
import { contextOf } from '../fusion/context.ts';
import { fuse, gateWeights } from '../fusion/gate.ts';
import type { FusionWeights, Popularity } from '../packs/pack.ts';
import { buildProfile } from '../profile/build-profile.ts';
import type { PastEvent } from '../profile/profile.ts';
import { scoreSignals } from '../signals/index.ts';
import type { SignalPack } from '../signals/signal.ts';
import { seeded } from '../training/random.ts';
import { coverage, gini, intraListDiversity, novelty } from './metrics.ts';
import { METRICS, measureRanking, type RankMetrics } from './rank.ts';

/** One person at one moment, and what they took then. */
export interface Case {
  user: number;
  /** Epoch ms. */
  at: number;
  /** All they did before. */
  past: PastEvent[];
  targets: number[];
}

/** `all`: every item is a candidate and a target. `new`: what is in the person's history is neither. */
export type Scope = 'all' | 'new';

/** How one model did in one scope. */
export interface Result {
  /** A signal's name, or that of a fusion. */
  model: string;
  scope: Scope;
  /** Cases that had a target. */
  users: number;
  /** Means over users, and figures of all first-ten lists together. */
  metrics: RankMetrics & {
    'coverage@10': number;
    'diversity@10': number;
    'novelty@10': number;
    'gini@10': number;
  };
  /** ndcg@10 of each case, NaN where it had no target: for paired intervals. */
  each: Float64Array;
}

export interface EvaluationInput {
  catalog: Catalog;
  pack: SignalPack;
  /** By name: `fusion-gated`. */
  fusions: Record<string, FusionWeights>;
  /** In order of time where `popularityAt` is given: it remembers one day. */
  cases: readonly Case[];
  scopes: readonly Scope[];
  /** Counts as of a moment; without it the pack's own stay as they are ("static"). */
  popularityAt?: (at: number) => Popularity;
  /** Leave signals alone out: they take most of the time. */
  fusionOnly?: boolean;
}

/** Gives way to other work between cases; rejects with the signal's reason. */
export async function evaluate(
  input: EvaluationInput,
  { onProgress, signal }: Control = {},
): Promise<Result[]> {
  const { catalog, pack, fusions, cases, scopes, popularityAt, fusionOnly = false } = input;
  const tallies = new Map<string, Tally>();
  const tally = (model: string, scope: Scope): Tally => {
    const key = `${scope} ${model}`;
    let known = tallies.get(key);
    if (known === undefined) {
      known = new Tally(model, scope, cases.length);
      tallies.set(key, known);
    }
    return known;
  };
  for (const [place, { at, past, targets }] of cases.entries()) {
    const profile = buildProfile(past, catalog, { now: at, utcOffset: 0 });
    const fresh = popularityAt === undefined ? pack : { ...pack, popularity: popularityAt(at) };
    const signals = scoreSignals({ catalog, pack: fresh, profile });
    const seen = new Set(past.map(({ item }) => item));
    for (const scope of scopes) {
      const masked = scope === 'new' ? seen : new Set<number>();
      const wanted = new Set(targets.filter((item) => !masked.has(item)));
      if (wanted.size === 0) continue;
      if (!fusionOnly) {
        signals.names.forEach((name, s) => {
          const row = signals.matrix.subarray(s * signals.n, (s + 1) * signals.n);
          tally(name, scope).add(place, measureRanking(row, masked, wanted));
        });
      }
      for (const [name, weights] of Object.entries(fusions)) {
        const context = contextOf(profile, { onlyNew: scope === 'new' }, signals);
        const scores = fuse(gateWeights(weights, context), signals);
        tally(name, scope).add(place, measureRanking(scores, masked, wanted));
      }
    }
    if (place % 10 !== 9) continue;
    onProgress?.((place + 1) / cases.length);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
  }
  return [...tallies.values()].map((known) => known.result(pack, catalog.items.length));
}

class Tally {
  private readonly sums = new Map<string, number>();
  private readonly lists: number[][] = [];
  private readonly each: Float64Array;

  constructor(
    private readonly model: string,
    private readonly scope: Scope,
    cases: number,
  ) {
    this.each = new Float64Array(cases).fill(Number.NaN);
  }

  add(place: number, measured: RankMetrics & { top: number[] }): void {
    for (const metric of METRICS) this.sums.set(metric, (this.sums.get(metric) ?? 0) + measured[metric]);
    this.lists.push(measured.top);
    this.each[place] = measured['ndcg@10'];
  }

  result({ vectors, popularity }: SignalPack, items: number): Result {
    const users = this.lists.length;
    const mean = (metric: string) => (this.sums.get(metric) ?? 0) / users;
    const shown = new Float64Array(items);
    for (const list of this.lists) for (const item of list) shown[item]++;
    const average = (of: (list: number[]) => number) =>
      this.lists.reduce((sum, list) => sum + of(list), 0) / users;
    const d = vectors.length / items;
    return {
      model: this.model,
      scope: this.scope,
      users,
      metrics: {
        'ndcg@10': mean('ndcg@10'),
        'recall@10': mean('recall@10'),
        'recall@20': mean('recall@20'),
        'hit@10': mean('hit@10'),
        mrr: mean('mrr'),
        'coverage@10': coverage(this.lists, items),
        'diversity@10': average((list) => intraListDiversity(list, vectors, d)),
        'novelty@10': average((list) => novelty(list, popularity.total)),
        'gini@10': gini(shown),
      },
      each: this.each,
    };
  }
}

/**
 * Percentile bootstrap over users of the mean difference a - b (Efron & Tibshirani 1993); pairs with NaN are
 * left out.
 */
export function pairedInterval(
  a: Float64Array,
  b: Float64Array,
  { seed, samples = 1000, level = 0.95 }: { seed: number; samples?: number; level?: number },
): { mean: number; low: number; high: number } {
  const differences = Array.from(a, (value, i) => value - b[i]).filter((value) => !Number.isNaN(value));
  const count = differences.length;
  const random = seeded(seed);
  const means = Float64Array.from({ length: samples }, () => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += differences[Math.floor(random() * count)];
    return sum / count;
  }).sort();
  const at = (share: number) => means[Math.min(samples - 1, Math.floor(share * samples))];
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / count,
    low: at((1 - level) / 2),
    high: at((1 + level) / 2),
  };
}
