/**
 * One number for a whole pack: how well its fusion foresees what people kept aside took, whatever was done to the
 * pack's artefacts.
 */
import type { Catalog } from '../catalog/item.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { casesOf, type Scope } from '../evaluation/protocol.ts';
import { fusionRanker } from '../evaluation/rankers.ts';
import type { FusionWeights, Pack } from '../packs/pack.ts';
import { rememberedPopularity } from './daily-popularity.ts';
import type { OrderLog } from './orders.ts';
import type { HeldOut } from './splits.ts';

export interface FusionQualityInput {
  catalog: Catalog;
  /** What the packs learned from. */
  history: OrderLog;
  keptAside: readonly HeldOut[];
  fusion: FusionWeights;
}

const SCOPES: readonly Scope[] = ['new', 'all'];

/** Measures packs by the geometric mean of NDCG@10, new and all: a share lost in either counts alike. */
export function fusionQuality(
  { catalog, history, keptAside, fusion }: FusionQualityInput,
  signal?: AbortSignal,
): (pack: Pack) => Promise<number> {
  const cases = casesOf(history, keptAside);
  const popularityAt = rememberedPopularity(history, catalog.items.length);
  return async (pack) => {
    const results = await evaluate(
      { catalog, pack, rankers: [fusionRanker('fusion', fusion)], cases, scopes: SCOPES, popularityAt },
      { signal },
    );
    const logs = results.map(({ metrics }) => Math.log(metrics['ndcg@10']));
    return logs.length === 0 ? 0 : Math.exp(logs.reduce((sum, value) => sum + value, 0) / logs.length);
  };
}
