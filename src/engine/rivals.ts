/**
 * Rivals: the rankers that the Lab sets against each other, by name: what is in use ("as set"), the pack's fusions, and
 * the baselines of the field.
 */
import { FUSION_NAMES } from '../fusion/fusion.ts';
import type { FusionLevel, FusionWeights, Pack } from '../packs/pack.ts';
import { BASELINES, type Baseline, scoredAlone, scoredOtherwise } from '../ranking/alternatives.ts';
import { Ranked } from './ranker.ts';
import type { Rival } from './recommender.ts';
import type { Shop } from './shop.ts';

export const AS_SET = 'as-set';

const FUSION_WORDS: Record<FusionLevel, Omit<Rival, 'name'>> = {
  gated: { title: 'Weighed sum', about: 'Each signal counts as much as the moment says.' },
  early: {
    title: 'Sum and network',
    about: 'The weighed sum, and a small network that hears all signals at once.',
  },
  late: { title: 'Places in lists', about: 'Only the places in each signal’s own list are joined.' },
};

const BASELINE_WORDS: Record<Baseline, Omit<Rival, 'name'>> = {
  popularity: {
    title: 'Popularity alone',
    about: 'What most people took, lately and ever. The same for all.',
  },
  content: { title: 'Content alone', about: 'What reads most like the things you looked at.' },
};

/** The pack's fusions by name, the one in use first. */
export function fusionsOf({
  fusions,
  fusion,
}: Pick<Pack, 'fusions' | 'fusion'>): Record<string, FusionWeights> {
  const inUse = Object.entries(fusions ?? {}).find(([, { level }]) => level === fusion.level);
  return { [inUse?.[0] ?? FUSION_NAMES[fusion.level]]: fusion, ...fusions };
}

/** Every ranker that can be set against another here. */
export function rivalsOf({ pack }: Shop): Rival[] {
  const fusions = Object.entries(fusionsOf(pack));
  return [
    {
      name: AS_SET,
      title: 'The shop as set',
      about: 'What ranks for you now, with all that you set by hand.',
    },
    // With one fusion only, "as set" is that one.
    ...(fusions.length < 2
      ? []
      : fusions.map(([name, fusion]) => ({
          name,
          ...FUSION_WORDS[fusion.level],
          ...(fusion.level === pack.fusion.level && { about: 'In use now, so the same as the shop as set.' }),
        }))),
    ...Object.entries(BASELINE_WORDS).map(([name, words]) => ({ name, ...words })),
  ];
}

/** What to call a ranker by its name. */
export function titleOf(name: string, { pack }: Shop): string {
  if (Object.hasOwn(BASELINES, name)) return BASELINE_WORDS[name as Baseline].title;
  return FUSION_WORDS[fusionsOf(pack)[name]?.level ?? pack.fusion.level].title;
}

/** The same moment as another ranker sees it; null where this shop has none of that name. */
export function rankedBy(name: string, { pack }: Shop, ranked: Ranked): Ranked | null {
  if (name === AS_SET) return ranked;
  const { request, scored } = ranked.inside;
  if (Object.hasOwn(BASELINES, name)) {
    return new Ranked(request, scoredAlone(request, scored, BASELINES[name as Baseline]), null);
  }
  const fusion = pack.fusions?.[name];
  if (fusion === undefined) return null;
  if (fusion.level === pack.fusion.level) return ranked;
  const asked = { ...request, pack: { ...request.pack, fusion } };
  return new Ranked(asked, scoredOtherwise(asked, scored, {}), null);
}
