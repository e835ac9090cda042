/**
 * Trials of fusions: the base model and the examples are made once, and every trial trains other weights on them. Who
 * is measured is not learned from, as when a pack chooses its fusion.
 */
import { startBackend } from '../../compute/backends.ts';
import { type Control, part } from '../../compute/pace.ts';
import type { EvaluationInput } from '../../evaluation/evaluate.ts';
import { casesOf, NothingToTestError } from '../../evaluation/protocol.ts';
import { fusionRanker } from '../../evaluation/rankers.ts';
import { priorFusion } from '../../fusion/prior.ts';
import { type Example, trainWeights } from '../../fusion/train-weights.ts';
import type { EncoderStamp, FusionWeights } from '../../packs/pack.ts';
import { FEWEST_HELD_OUT, splitPersons } from '../choose-fusion.ts';
import { rememberedPopularity } from '../daily-popularity.ts';
import { fusionExamples } from '../fusion-training.ts';
import type { FusionSettings, TrainSettings } from '../settings.ts';
import { trainBase } from '../train-base.ts';
import type { FusionTarget } from './targets.ts';
import type { TuningData } from './tuning-data.ts';

/** What fusions know of texts. */
export interface Texts {
  /** Of `itemText`: items x stamp.dimensions, unit rows. */
  vectors: Float32Array;
  stamp: EncoderStamp;
}

export class FusionBench {
  private gated: { settings: string; weights: FusionWeights } | null = null;

  private constructor(
    private readonly input: Omit<EvaluationInput, 'rankers'>,
    private readonly examples: readonly Example[],
    private readonly seed: number,
  ) {}

  /**
   * @param settings Of the models that are fused.
   * @throws NothingToTestError where fusion has too few people to learn from
   */
  static async make(
    { catalog, history, foreseen, scopes }: TuningData,
    texts: Texts,
    settings: TrainSettings,
    seed: number,
    control: Control,
  ): Promise<FusionBench> {
    if (foreseen.length < FEWEST_HELD_OUT) {
      throw new NothingToTestError(
        `Fusions learn from ${FEWEST_HELD_OUT} people or more, and here are ${foreseen.length}: tune models alone.`,
      );
    }
    await startBackend(['wasm', 'cpu']);
    const { onProgress, signal } = part(control, 0, 0.3);
    const pack = await trainBase({
      catalog,
      log: history,
      ...texts,
      seed,
      settings,
      onProgress: ({ fraction }) => onProgress?.(fraction),
      signal,
    });
    const { learn, check } = splitPersons(foreseen, seed);
    const input = { catalog, history, heldOut: learn, pack, seed };
    const examples = await fusionExamples(input, {}, part(control, 0.3, 1));
    const popularityAt = rememberedPopularity(history, catalog.items.length);
    return new FusionBench(
      { catalog, pack, cases: casesOf(history, check), scopes, popularityAt },
      examples,
      seed,
    );
  }

  /**
   * Trains a fusion.
   * @param gated Settings of the gated sum that early fusion starts from, as it does in a pack's training.
   * @returns How to measure it.
   */
  async trained(
    target: FusionTarget,
    settings: FusionSettings,
    gated: FusionSettings | undefined,
    control: Control,
  ): Promise<EvaluationInput> {
    const { examples, seed, input } = this;
    const early = target === 'fusion-early';
    const start = early ? await this.gatedBy(gated, part(control, 0, 0.5)) : priorFusion(this.input.pack);
    const { weights } = await trainWeights(
      examples,
      start,
      { ...settings, seed, level: early ? 'early' : 'gated' },
      part(control, early ? 0.5 : 0, 1),
    );
    return { ...input, rankers: [fusionRanker(target, weights)] };
  }

  private async gatedBy(settings: FusionSettings | undefined, control: Control): Promise<FusionWeights> {
    const key = JSON.stringify(settings ?? {});
    if (this.gated?.settings !== key) {
      const options = { ...settings, seed: this.seed };
      const { weights } = await trainWeights(this.examples, priorFusion(this.input.pack), options, control);
      this.gated = { settings: key, weights };
    }
    return this.gated.weights;
  }
}
