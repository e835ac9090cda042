/**
 * Fusions under test: trained and chosen between as a pack's are.
 */
import type { Control } from '../compute/pace.ts';
import { FUSION_NAMES } from '../fusion/fusion.ts';
import { priorFusion } from '../fusion/prior.ts';
import type { FusionWeights } from '../packs/pack.ts';
import { chooseFusion, FEWEST_HELD_OUT } from '../training/choose-fusion.ts';
import type { FusionTraining, FusionTrainingInput } from '../training/fusion-training.ts';
import type { Scope } from './protocol.ts';

/** The weights that a shop starts with before it has orders to train others. */
const PRIOR = 'fusion-prior';

/** All that `trainedFusions` may give, in the order of reports. */
export const FUSIONS: readonly string[] = [...Object.values(FUSION_NAMES), PRIOR];

export interface TrainedFusions {
  /** By name. */
  weights: Record<string, FusionWeights>;
  /** The one that a pack would ship. */
  shipped: string;
  /** For training others of them; null where there was too little to train on. */
  training: FusionTraining | null;
}

/** @throws the abort signal's reason */
export async function trainedFusions(
  input: FusionTrainingInput,
  scopes: readonly Scope[],
  control: Control = {},
): Promise<TrainedFusions> {
  const prior = { [PRIOR]: priorFusion(input.pack) };
  if (input.heldOut.length < FEWEST_HELD_OUT) return { weights: prior, shipped: PRIOR, training: null };
  const training = await chooseFusion(input, scopes, control);
  const weights = Object.fromEntries(
    Object.entries(training.fusions).map(([name, { weights }]) => [name, weights]),
  );
  return { weights: { ...weights, ...prior }, shipped: training.chosen, training };
}
