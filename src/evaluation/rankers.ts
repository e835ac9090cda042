/**
 * Rankers: everything that gives all items a score for one person, under one face: a model, a signal alone, a
 * fusion of signals. What is done with the scores is measured elsewhere.
 */
import type { Catalog } from '../catalog/item.ts';
import { contextOf } from '../fusion/context.ts';
import { fuserOf } from '../fusion/fusion.ts';
import type { ModelEntry } from '../models/index.ts';
import type { FusionWeights } from '../packs/pack.ts';
import type { Profile } from '../profile/profile.ts';
import type { SignalScores } from '../signals/index.ts';
import type { SignalPack } from '../signals/signal.ts';
import type { Scope } from './protocol.ts';

/** One person at one moment, as rankers see them. */
export interface Scene {
  catalog: Catalog;
  /** With popularity as of the moment. */
  pack: SignalPack;
  profile: Profile;
  /** All signals, scored when first asked for. */
  readonly signals: SignalScores;
}

export interface Ranker {
  name: string;
  /** Marks rows that are not the plain ones: an ablation. */
  variant?: string;
  /** Whether scores differ between scopes; where not, they are asked for once. */
  byScope: boolean;
  /** Of all items, larger is better. May be the same array again at the next call. */
  scores(scene: Scene, scope: Scope): ArrayLike<number>;
  /** Of models of ratings: what this person would give an item, null where that can't be told. */
  ratings?(scene: Scene): (item: number) => number | null;
}

/**
 * @param state What the model learned; of models that only count, ignored: their counts are the scene's.
 */
export function modelRanker({ model, counts, ratings }: ModelEntry, state: unknown, items: number): Ranker {
  const row = new Float32Array(items);
  const stateIn = ({ pack }: Scene) => (counts ? pack.popularity : state);
  return {
    name: model.name,
    byScope: false,
    scores: (scene) => {
      row.fill(0);
      if (!model.scores(stateIn(scene), scene.profile, row)) row.fill(0);
      return row;
    },
    ...(ratings && { ratings: (scene: Scene) => ratings(stateIn(scene), scene.profile) }),
  };
}

/** @param name One of the shop's signals. */
export function signalRanker(name: string): Ranker {
  return {
    name,
    byScope: false,
    scores: ({ signals: { names, matrix, n } }) => {
      const s = names.indexOf(name);
      return matrix.subarray(s * n, (s + 1) * n);
    },
  };
}

/** @param silent Signals that say nothing, whatever they score. */
export function fusionRanker(
  name: string,
  weights: FusionWeights,
  { variant, silent = [] }: { variant?: string; silent?: readonly string[] } = {},
): Ranker {
  return {
    name,
    variant,
    byScope: true,
    scores: ({ profile, signals }, scope) => {
      const heard = silent.length === 0 ? signals : withoutSignals(signals, silent);
      return fuserOf(weights, contextOf(profile, { onlyNew: scope === 'new' }, heard), heard).all();
    },
  };
}

function withoutSignals(signals: SignalScores, silent: readonly string[]): SignalScores {
  return { ...signals, active: signals.active.map((on, s) => on && !silent.includes(signals.names[s])) };
}
