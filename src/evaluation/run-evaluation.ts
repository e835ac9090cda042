/**
 * A whole evaluation: splits a log by a protocol, fits every model and fusion on what the protocol allows, and
 * measures all of them on the rest. Pure but for the time it takes: the same input gives the same report.
 */
import type { Catalog } from '../catalog/item.ts';
import { startBackend } from '../compute/backends.ts';
import { type Control, part } from '../compute/pace.ts';
import { priorFusion } from '../fusion/prior.ts';
import { MODELS, type ModelEntry } from '../models/index.ts';
import type { EncoderStamp, FusionWeights, Pack } from '../packs/pack.ts';
import { savePack } from '../packs/save-pack.ts';
import { SIGNALS } from '../signals/index.ts';
import type { OrderLog } from '../training/orders.ts';
import { seeded, shuffle } from '../training/random.ts';
import type { TrainSettings } from '../training/settings.ts';
import { cutLog } from '../training/splits.ts';
import { trainBase } from '../training/train-base.ts';
import { ALL_SIGNALS, ablations } from './ablations.ts';
import { coldStarts } from './cold-starts.ts';
import { evaluate, type Result } from './evaluate.ts';
import { FUSIONS, type TrainedFusions, trainedFusions } from './fusions.ts';
import { lastOrder } from './last-order.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { withNewItems } from './new-items.ts';
import { type Case, type Freshness, NothingToTestError, type Protocol, type Split } from './protocol.ts';
import { inOrder, type QualityReport, type ReportRow, rowsOf } from './quality-report.ts';
import { fusionRanker, modelRanker, type Ranker, signalRanker } from './rankers.ts';
import { withRatings } from './ratings.ts';
import { measureSlates, type SlateReport } from './slates.ts';
import { temporal, usualCut } from './temporal.ts';
import { together } from './test-file.ts';

export interface EvaluationRun {
  catalog: Catalog;
  log: OrderLog;
  /** Events to foresee, users numbered as in `log`: see `sameUsers`. */
  test?: OrderLog;
  /** Of `itemText`: items x stamp.dimensions, unit rows. */
  vectors: Float32Array;
  stamp: EncoderStamp;
  protocol: Protocol;
  /** Epoch ms, for `temporal`; absent: where four fifths of the events have happened. */
  cut?: number;
  /** Names of `rankerNames()`; absent: all but the slow ones. */
  models?: readonly string[];
  /** How models and fusions are trained, where not as usual. */
  settings?: TrainSettings;
  seed: number;
}

export interface RunProgress {
  /** What is being done, in words for a person. */
  phase: string;
  /** 0 to 1 of the whole run. */
  fraction: number;
}

/** What `models` may name, in the order of reports: fusions, models, and signals that no model stands for. */
export function rankerNames(): { name: string; slow?: boolean; ofRatings?: boolean }[] {
  return [
    ...FUSIONS.map((name) => ({ name })),
    ...MODELS.map(({ model, slow, ratings }) => ({
      name: model.name,
      slow,
      ofRatings: ratings !== undefined,
    })),
    ...lonelySignals().map((name) => ({ name })),
  ];
}

function lonelySignals(): string[] {
  const modelled = new Set(MODELS.flatMap(({ model, signal }) => [model.name, signal]));
  return SIGNALS.map(({ name }) => name).filter((name) => !modelled.has(name));
}

/** A name that is no model, signal or fusion. */
export class UnknownModelError extends Error {
  override name = 'UnknownModelError';
  constructor(name: string) {
    const known = rankerNames().map((ranker) => ranker.name);
    super(`There is no model “${name}”. Known are: ${known.join(', ')}.`);
  }
}

/**
 * @returns The report, without the bytes of files and the seconds: those are the caller's to know.
 * @throws NothingToTestError, UnknownModelError, ScoreError, NoBackendError, or the signal's reason
 */
export async function runEvaluation(
  input: EvaluationRun,
  onProgress: (progress: RunProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<Omit<QualityReport, 'seconds'>> {
  return new Run(input, onProgress, signal).report();
}

/** Share of the time that each phase takes: 1,500 people, 3,700 items. */
const SHARES = {
  'Fitting models': 0.08,
  'Learning what goes with what': 0.04,
  'Learning whom to trust when': 0.13,
  'Ranking for everybody': 0.15,
  'Composing slates': 0.04,
  'Ranking for beginners': 0.14,
  'Leaving signals out': 0.28,
  'People outside the pack': 0.14,
} as const;

type Phase = keyof typeof SHARES;

/** Share of the tested people that `outside` rows leave out of the pack. */
const OUTSIDE = 0.2;

/** People behind cold starts and ablations, which rank for each of them many times over. */
const MOST_FOR_VARIANTS = 500;

/** People behind the figures of slates: half as many would leave their intervals too wide to tell settings apart. */
const MOST_FOR_SLATES = 1000;

/** What is ready to be tested: fitted on one split, in one way of counting popularity. */
interface Contenders {
  pack: Omit<Pack, 'fusion'>;
  singles: Ranker[];
  fused: Ranker[];
  fusions: TrainedFusions | null;
}

class Run {
  private readonly chosen: ReadonlySet<string>;
  private readonly split: Split;
  private readonly rows: ReportRow[] = [];
  private slates: SlateReport | null = null;
  private done = 0;

  constructor(
    private readonly input: EvaluationRun,
    private readonly onProgress: (progress: RunProgress) => void,
    private readonly signal: AbortSignal | undefined,
  ) {
    const known = rankerNames();
    const rated = input.log.rating !== undefined;
    const usual = known.filter(({ slow, ofRatings }) => !slow && (rated || !ofRatings));
    const names = input.models ?? usual.map(({ name }) => name);
    for (const name of names) {
      if (!known.some((ranker) => ranker.name === name)) throw new UnknownModelError(name);
    }
    this.chosen = new Set(names);
    this.split = splitOf(input);
  }

  async report(): Promise<Omit<QualityReport, 'seconds'>> {
    const { split, input } = this;
    await startBackend(['wasm', 'cpu']);
    let first: Contenders | null = null;
    for (const freshness of split.freshness) {
      const contenders: Contenders = await this.contenders(split, freshness, this.chosen, first);
      first ??= contenders;
      await this.rank(contenders, freshness);
    }
    return {
      protocol: split.protocol,
      dataset: this.dataset(),
      rows: inOrder(this.rows),
      shipped: first?.fusions?.shipped ?? null,
      pack: first === null ? { bytes: 0, files: {} } : await packSize(first),
      seed: input.seed,
      notes: split.notes,
      ...(this.slates && { slates: this.slates }),
    };
  }

  private async rank(contenders: Contenders, freshness: Freshness): Promise<void> {
    const { split, input } = this;
    const cases = withNewItems(split.cases, split.testedFrom, input.catalog.items.length);
    const results = await this.measure(
      'Ranking for everybody',
      contenders,
      [...contenders.singles, ...contenders.fused],
      cases,
      freshness,
    );
    if (results.length === 0) {
      throw new NothingToTestError(
        'Everything to be foreseen is something the person had before, which this protocol leaves out: use ' +
          '--protocol last-order.',
      );
    }
    // Of the same split counted in another way, the plain rows are enough.
    if (contenders.fusions === null || freshness.variant !== undefined) return;
    const names = this.focus(results, contenders);
    const focus = [...contenders.singles, ...contenders.fused].filter(({ name }) => names.has(name));
    const plain = split.cases.filter(({ variant }) => variant === undefined);
    await this.compose(contenders, plain, freshness);
    const some = this.sample(plain);
    await this.measure('Ranking for beginners', contenders, focus, coldStarts(some), freshness);
    await this.ablate(contenders, some, freshness);
    await this.rankOutside(contenders, focus, names, freshness);
  }

  /** The shipped fusion's lists, re-ranked as a shelf would be. */
  private async compose(
    { pack, fusions }: Contenders,
    plain: readonly Case[],
    { at }: Freshness,
  ): Promise<void> {
    if (fusions === null) return;
    const { catalog, seed } = this.input;
    const ranker = fusionRanker(fusions.shipped, fusions.weights[fusions.shipped]);
    const cases = this.sample(plain, MOST_FOR_SLATES);
    this.slates = await measureSlates(
      { catalog, pack, ranker, cases, scope: this.split.scopes[0], popularityAt: at, seed },
      this.phase('Composing slates'),
    );
  }

  /** Cases of people drawn at random, in their order. */
  private sample(cases: readonly Case[], most = MOST_FOR_VARIANTS): Case[] {
    const users = shuffle([...new Set(cases.map(({ user }) => user))], seeded(this.input.seed));
    const drawn = new Set(users.slice(0, most));
    return cases.filter(({ user }) => drawn.has(user));
  }

  /** The shipped fusion, and trained without each signal; leads are those of all signals. */
  private async ablate(contenders: Contenders, cases: readonly Case[], freshness: Freshness): Promise<void> {
    const { fusions, pack } = contenders;
    if (fusions?.training === undefined || fusions.training === null) return;
    const { catalog, seed } = this.input;
    const { shipped, weights, training } = fusions;
    const phase = this.phase('Leaving signals out');
    const rankers = await ablations(training.examples, shipped, weights[shipped], seed, part(phase, 0, 0.6));
    const { scopes } = this.split;
    const results = await evaluate(
      { catalog, pack, rankers, cases, scopes, popularityAt: freshness.at },
      part(phase, 0.6, 1),
    );
    const whole = ({ scope }: Result) =>
      results.find((result) => result.scope === scope && result.variant === ALL_SIGNALS);
    this.rows.push(...rowsOf(results, cases, seed, whole));
  }

  /**
   * A fifth of the people, once with what never saw them (`outside`) and once with what did (`inside`).
   */
  private async rankOutside(
    contenders: Contenders,
    focus: readonly Ranker[],
    names: ReadonlySet<string>,
    freshness: Freshness,
  ): Promise<void> {
    const { split } = this;
    const plain = split.cases.filter(({ variant }) => variant === undefined);
    const people = new Set(plain.map(({ user }) => user)).size;
    const cases = this.sample(plain, Math.ceil(OUTSIDE * people));
    const chosen = new Set(cases.map(({ user }) => user));
    const without = (log: OrderLog) => cutLog(log, (event) => !chosen.has(log.user[event]));
    const learnedFrom = without(split.learnedFrom);
    const smaller: Split = {
      ...split,
      learnedFrom,
      testedFrom: split.testedFrom === split.learnedFrom ? learnedFrom : without(split.testedFrom),
      validation: split.validation.filter(({ user }) => !chosen.has(user)),
    };
    const counted: Freshness = { ...freshness, ...freshness.without(without) };
    const strangers = await this.contenders(smaller, counted, names, null, 'People outside the pack');
    const as = (variant: string) => cases.map((one) => ({ ...one, variant }));
    const phase = 'People outside the pack';
    await this.measure(phase, contenders, focus, as('inside'), freshness);
    await this.measure(phase, strangers, [...strangers.singles, ...strangers.fused], as('outside'), counted);
  }

  /** Adds rows; returns the results behind them. */
  private async measure(
    phase: Phase,
    { pack }: Contenders,
    rankers: readonly Ranker[],
    cases: readonly Case[],
    { at, variant }: Freshness,
  ): Promise<Result[]> {
    const { catalog, seed } = this.input;
    const { scopes } = this.split;
    const results = await evaluate(
      { catalog, pack, rankers, cases, scopes, popularityAt: at, variant },
      this.phase(phase),
    );
    this.rows.push(...rowsOf(results.filter(saysSomething), cases, seed));
    return results;
  }

  /** The shipped fusion, and the best single ranker of each scope. */
  private focus(results: readonly Result[], { singles, fusions }: Contenders): Set<string> {
    const names = new Set<string>();
    if (fusions !== null) names.add(fusions.shipped);
    const single = new Set(singles.map(({ name }) => name));
    for (const scope of this.split.scopes) {
      let best: Result | null = null;
      for (const result of results) {
        if (result.scope !== scope || result.variant !== undefined || !single.has(result.model)) continue;
        if (best === null || result.metrics['ndcg@10'] > best.metrics['ndcg@10']) best = result;
      }
      if (best !== null) names.add(best.model);
    }
    return names;
  }

  /** @param before Contenders of the same split, of which only what depends on counting is made anew. */
  private async contenders(
    split: Split,
    freshness: Freshness,
    names: ReadonlySet<string>,
    before: Contenders | null,
    phase?: Phase,
  ): Promise<Contenders> {
    const { catalog, seed, settings } = this.input;
    const singles = before?.singles ?? (await this.singles(split, names, phase));
    const pack = before?.pack ?? (await this.pack(split.testedFrom, phase));
    let fusions: TrainedFusions | null = null;
    if (FUSIONS.some((name) => names.has(name))) {
      const learned =
        split.learnedFrom === split.testedFrom ? pack : await this.pack(split.learnedFrom, phase);
      fusions = await trainedFusions(
        {
          catalog,
          history: split.learnedFrom,
          heldOut: split.validation,
          pack: learned,
          popularityAt: freshness.whileLearning,
          seed,
          settings,
        },
        split.scopes,
        this.phase(phase ?? 'Learning whom to trust when'),
      );
    }
    const fused = Object.entries(fusions?.weights ?? {})
      .filter(([name]) => names.has(name))
      .map(([name, weights]) => fusionRanker(name, weights));
    return { pack, singles, fused, fusions };
  }

  /** Models, fitted, and signals. Models that share a `fit` are fitted once. */
  private async singles(split: Split, names: ReadonlySet<string>, phase?: Phase): Promise<Ranker[]> {
    const { catalog, vectors, stamp, seed, settings } = this.input;
    const population = { catalog, log: split.testedFrom, vectors, dimensions: stamp.dimensions };
    const entries = MODELS.filter(({ model }) => names.has(model.name));
    const fits = [...new Set(entries.filter(({ counts }) => !counts).map(({ model }) => model.fit))];
    const states = new Map<ModelEntry['model']['fit'], unknown>();
    const whole = this.phase(phase ?? 'Fitting models');
    for (const [place, fit] of fits.entries()) {
      const control = part(whole, place / fits.length, (place + 1) / fits.length);
      states.set(fit, await fit(population, { seed, settings }, control));
    }
    return [
      ...entries.map((entry) => modelRanker(entry, states.get(entry.model.fit), catalog.items.length)),
      ...lonelySignals()
        .filter((name) => names.has(name))
        .map(signalRanker),
    ];
  }

  private pack(log: OrderLog, phase: Phase = 'Learning what goes with what'): Promise<Omit<Pack, 'fusion'>> {
    const { catalog, vectors, stamp, seed, settings } = this.input;
    const { onProgress, signal } = this.phase(phase);
    return trainBase({
      catalog,
      log,
      vectors,
      stamp,
      seed,
      settings,
      signal,
      onProgress: ({ fraction }) => onProgress?.(fraction),
    });
  }

  private phase(name: Phase): Control {
    let from = 0;
    for (const [other, share] of Object.entries(SHARES)) {
      if (other === name) break;
      from += share;
    }
    const report = (fraction: number) => {
      // Some phases come again; what is left of the run only gets less.
      this.done = Math.max(this.done, fraction);
      this.onProgress({ phase: name, fraction: this.done });
    };
    report(from);
    return part({ signal: this.signal, onProgress: report }, from, from + SHARES[name]);
  }

  private dataset(): QualityReport['dataset'] {
    const { catalog, log, test } = this.input;
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    for (const { at } of test === undefined ? [log] : [log, test]) {
      for (const time of at) {
        from = Math.min(from, time);
        to = Math.max(to, time);
      }
    }
    const plain = this.split.cases.filter(({ variant }) => variant === undefined);
    return {
      items: catalog.items.length,
      users: Math.max(log.users, test?.users ?? 0),
      events: log.item.length + (test?.item.length ?? 0),
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      tested: { users: new Set(plain.map(({ user }) => user)).size, cases: plain.length },
    };
  }
}

/** A signal that leaves every pair of items tied, as those of repeats do with what is new, ranks nothing. */
function saysSomething({ model, metrics }: Result): boolean {
  return metrics.auc !== 0.5 || !lonelySignals().includes(model);
}

async function packSize({ pack, fusions }: Contenders): Promise<QualityReport['pack']> {
  const weights: FusionWeights = fusions?.weights[fusions.shipped] ?? priorFusion(pack);
  const files: Record<string, number> = {};
  let bytes = 0;
  for (const [file, content] of await savePack({ ...pack, fusion: weights })) {
    files[file] = content.length;
    bytes += content.length;
  }
  return { bytes, files };
}

function splitOf({ protocol, catalog, log, test, cut }: EvaluationRun): Split {
  const items = catalog.items.length;
  const rated = (split: Split, source: OrderLog) => ({ ...split, cases: withRatings(split.cases, source) });
  if (protocol === 'last-order') return rated(lastOrder(log, items, test), test ?? log);
  if (protocol === 'leave-one-out') return rated(leaveOneOut(log, items, test), test ?? log);
  const whole = test === undefined ? log : together(log, test);
  return rated(temporal(whole, items, cut ?? usualCut(whole)), whole);
}
