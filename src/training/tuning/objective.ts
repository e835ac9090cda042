/** What a search makes better: NDCG@10 on what people did next to last, by the same path as `evaluate`. */
import { NotPositiveDefiniteError } from '../../compute/linear-algebra.ts';
import { type Control, part } from '../../compute/pace.ts';
import { type EvaluationInput, evaluate, ScoreError } from '../../evaluation/evaluate.ts';
import { type Case, casesOf, NothingToTestError, type Scope } from '../../evaluation/protocol.ts';
import { modelRanker } from '../../evaluation/rankers.ts';
import { als } from '../../models/als.ts';
import { ease } from '../../models/ease.ts';
import { itemKnnCosine, itemKnnJaccard, itemKnnPearson } from '../../models/item-knn.ts';
import type { Model } from '../../models/model.ts';
import { sequenceLinear } from '../../models/sequence-linear.ts';
import { barePack } from '../../packs/bare-pack.ts';
import type { TrainSettings } from '../settings.ts';
import { FusionBench, type Texts } from './fusion-bench.ts';
import type { Settings } from './space.ts';
import { type FusionTarget, isFusion, type ModelTarget, type Target } from './targets.ts';
import type { TuningData } from './tuning-data.ts';

/** What a trial came to. */
export interface Measured {
  /** Mean of the scopes' NDCG@10. */
  value: number;
  /** NDCG@10 by scope. */
  ndcg: Partial<Record<Scope, number>>;
}

/** With these settings no model comes about: a trial that failed, not a search. */
export class UnfitSettingsError extends Error {
  override name = 'UnfitSettingsError';
}

/** Runs trials; keeps what trials of fusions share. */
export class Objective {
  private readonly cases: readonly Case[];
  private bench: { base: string; made: FusionBench } | null = null;

  /** @param texts Null where only models are tuned. */
  constructor(
    private readonly data: TuningData,
    private readonly texts: Texts | null,
    private readonly seed: number,
  ) {
    this.cases = casesOf(data.history, data.foreseen);
  }

  /**
   * @param settings Of the target's space.
   * @param onto Settings of all else, where not as usual: what a fusion fuses.
   * @throws UnfitSettingsError, NothingToTestError, or the abort signal's reason
   */
  async measure(
    target: Target,
    settings: Settings,
    onto: TrainSettings,
    control: Control = {},
  ): Promise<Measured> {
    try {
      const ready = part(control, 0, 0.6);
      const input = isFusion(target)
        ? await this.ofFusion(target, settings, onto, ready)
        : await this.ofModel(target, settings, ready);
      return await measured(input, part(control, 0.6, 1));
    } catch (error) {
      const unfit = error instanceof NotPositiveDefiniteError || error instanceof ScoreError;
      throw unfit ? new UnfitSettingsError(error.message) : error;
    }
  }

  private async ofModel(target: ModelTarget, settings: Settings, control: Control): Promise<EvaluationInput> {
    const { data, seed, cases } = this;
    const { catalog, history: log, scopes } = data;
    const model = modelOf(target, settings);
    // None of these reads texts or anything of a pack.
    const population = { catalog, log, vectors: new Float32Array(0), dimensions: 0 };
    const state = await model.fit(population, { seed, settings: { [target]: settings } }, control);
    const ranker = modelRanker({ model }, state, catalog.items.length);
    return { catalog, pack: barePack(catalog), rankers: [ranker], cases, scopes };
  }

  private async ofFusion(
    target: FusionTarget,
    settings: Settings,
    { 'fusion-gated': gated, ...models }: TrainSettings,
    control: Control,
  ): Promise<EvaluationInput> {
    const { data, texts, seed } = this;
    if (texts === null) throw new Error('Fusions are tuned with texts: pass their vectors.');
    const base = JSON.stringify(models);
    let from = 0;
    if (this.bench?.base !== base) {
      from = 0.9;
      this.bench = { base, made: await FusionBench.make(data, texts, models, seed, part(control, 0, from)) };
    }
    return this.bench.made.trained(target, settings, gated, part(control, from, 1));
  }
}

/** Whose `fit` is tuned; of the three kinds of neighbours, the one that a trial chose. */
function modelOf(target: ModelTarget, { likeness }: Settings): Model<unknown> {
  switch (target) {
    case 'ease':
      return ease;
    case 'sequence-linear':
      return sequenceLinear;
    case 'als':
      return als;
    case 'item-knn':
      return likeness === 'pearson'
        ? itemKnnPearson
        : likeness === 'jaccard'
          ? itemKnnJaccard
          : itemKnnCosine;
  }
}

async function measured(input: EvaluationInput, control: Control): Promise<Measured> {
  const results = await evaluate(input, control);
  if (results.length === 0) {
    throw new NothingToTestError(
      'Everything that people did next to last is something they had before: tune with --scope all.',
    );
  }
  const ndcg: Measured['ndcg'] = {};
  for (const { scope, metrics } of results) ndcg[scope] = metrics['ndcg@10'];
  const sum = results.reduce((total, { metrics }) => total + metrics['ndcg@10'], 0);
  return { value: sum / results.length, ndcg };
}
