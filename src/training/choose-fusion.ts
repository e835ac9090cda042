/**
 * Trains the three levels of fusion and measures them, with every signal alone, on people whom they never met:
 * a pack keeps the best one, and `evaluate` reports what a pack would keep.
 */
import { type Control, part } from '../compute/pace.ts';
import { evaluate, type Result } from '../evaluation/evaluate.ts';
import { casesOf, type Scope } from '../evaluation/protocol.ts';
import { fusionRanker, signalRanker } from '../evaluation/rankers.ts';
import { FUSION_NAMES } from '../fusion/fusion.ts';
import { signalsOf } from '../signals/index.ts';
import { dailyPopularity } from './daily-popularity.ts';
import {
  type FusionTraining,
  type FusionTrainingInput,
  MAX_PERSONS,
  trainFusions,
} from './fusion-training.ts';
import { seeded, shuffle } from './random.ts';
import type { HeldOut } from './splits.ts';

/** Fewer held-out orders than this teach the gate noise; the prior weights stay. */
export const FEWEST_HELD_OUT = 60;

/** Persons kept from fusion training to measure it on, as a share, and at most. */
const VALIDATION_SHARE = 0.15;
const MOST_VALIDATION = 300;

export interface ChosenFusion extends FusionTraining {
  /** Key of `fusions`. */
  chosen: string;
  /** Of fusions and signals alone, on persons kept aside. */
  validation: Result[];
  /** Those persons. */
  keptAside: HeldOut[];
}

/**
 * @param scopes Those that count, each as much as the other.
 * @throws NoExamplesError where no held-out order has anything to learn from.
 */
export async function chooseFusion(
  input: FusionTrainingInput,
  scopes: readonly Scope[],
  control: Control = {},
): Promise<ChosenFusion> {
  const { catalog, history, pack, seed } = input;
  const { learn, check } = splitPersons(input.heldOut, seed);
  const training = await trainFusions({ ...input, scopes, heldOut: learn }, {}, part(control, 0, 0.85));
  const fusions = Object.entries(training.fusions).map(([name, { weights }]) => fusionRanker(name, weights));
  const validation = await evaluate(
    {
      catalog,
      pack,
      rankers: [...signalsOf(pack).map(({ name }) => signalRanker(name)), ...fusions],
      cases: casesOf(history, check),
      scopes,
      popularityAt: input.popularityAt ?? dailyPopularity(history, catalog.items.length),
    },
    part(control, 0.85, 1),
  );
  return {
    ...training,
    chosen: bestOf(Object.keys(training.fusions), validation),
    validation,
    keptAside: check,
  };
}

/** Whom fusion learns from, and whom it is measured on. */
export function splitPersons(
  targets: readonly HeldOut[],
  seed: number,
): { learn: HeldOut[]; check: HeldOut[] } {
  const persons = shuffle([...targets], seeded(seed));
  const spare = persons.length - MAX_PERSONS;
  const kept = Math.min(MOST_VALIDATION, Math.max(spare, Math.round(VALIDATION_SHARE * persons.length)));
  return { check: persons.slice(0, kept), learn: persons.slice(kept) };
}

/** By ndcg@10 relative to the gated sum's, averaged over scopes; ties go to the gated sum, whose terms are its explanation. */
function bestOf(names: readonly string[], results: readonly Result[]): string {
  const of = (model: string) => results.filter((result) => result.model === model);
  const gated = of(FUSION_NAMES.gated);
  const lead = (name: string) => {
    let sum = 0;
    for (const { scope, metrics } of of(name)) {
      const base = gated.find((result) => result.scope === scope)?.metrics['ndcg@10'] ?? 0;
      sum += base > 0 ? metrics['ndcg@10'] / base : 1;
    }
    return gated.length === 0 ? 1 : sum / gated.length;
  };
  let best = FUSION_NAMES.gated;
  let most = 1;
  for (const name of names) {
    if (name === FUSION_NAMES.gated || lead(name) <= most) continue;
    best = name;
    most = lead(name);
  }
  return best;
}
