/**
 * Rivals: the rankers that the Lab sets against each other, by name: what is in use ("as set"), the pack's fusions, and
 * the baselines of the field.
 */
import { FUSION_NAMES } from '../fusion/fusion.ts';
import type { Text } from '../messages/texts.ts';
import type { FusionLevel, FusionWeights, Pack } from '../packs/pack.ts';
import { BASELINES, type Baseline, scoredAlone, scoredOtherwise } from '../ranking/alternatives.ts';
import { Ranked } from './ranker.ts';
import type { Rival } from './recommender.ts';
import type { Shop } from './shop.ts';

export const AS_SET = 'as-set';

/** The pack's fusions by name, the one in use first. */
export function fusionsOf({
  fusions,
  fusion,
}: Pick<Pack, 'fusions' | 'fusion'>): Record<string, FusionWeights> {
  const inUse = Object.entries(fusions ?? {}).find(([, { level }]) => level === fusion.level);
  return { [inUse?.[0] ?? FUSION_NAMES[fusion.level]]: fusion, ...fusions };
}

/** Every ranker that can be set against another here. */
export function rivalsOf({ pack }: Shop, text: Text<'measured'>): Rival[] {
  const rival = (name: string, of: FusionLevel | Baseline | 'as_set'): Rival => ({
    name,
    title: text('measured.rival', { of }),
    about: of === pack.fusion.level ? text('measured.rival.in-use') : text('measured.rival.about', { of }),
  });
  const fusions = Object.entries(fusionsOf(pack));
  return [
    rival(AS_SET, 'as_set'),
    // With one fusion only, "as set" is that one.
    ...(fusions.length < 2 ? [] : fusions.map(([name, { level }]) => rival(name, level))),
    ...(Object.keys(BASELINES) as Baseline[]).map((name) => rival(name, name)),
  ];
}

/** What to call a ranker by its name. */
export function titleOf(name: string, { pack }: Shop, text: Text<'measured'>): string {
  const of = Object.hasOwn(BASELINES, name)
    ? (name as Baseline)
    : (fusionsOf(pack)[name]?.level ?? pack.fusion.level);
  return text('measured.rival', { of });
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
