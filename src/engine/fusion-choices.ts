/**
 * The fusions that a pack carries, for choosing between them.
 */
import type { Pack } from '../packs/pack.ts';
import type { FusionChoice } from './recommender.ts';

/** @returns Best first, by the mean of what was measured; none where the pack wasn't trained. */
export function fusionChoices({ fusions, fusion, manifest }: Pack, inUse: Pack['fusion']): FusionChoice[] {
  const choices = Object.entries(fusions ?? {}).map(([name, { level }]): FusionChoice => {
    const measured = manifest.validation[name];
    const quality = measured && { new: measured['ndcg@10 new'], all: measured['ndcg@10 all'] };
    return {
      name,
      level,
      inUse: level === inUse.level,
      chosen: level === fusion.level,
      quality: quality ?? null,
    };
  });
  const worth = ({ quality }: FusionChoice) => (quality === null ? 0 : quality.new + quality.all);
  return choices.sort((a, b) => worth(b) - worth(a));
}
