/**
 * A moment scored otherwise, for comparison: by another fusion, with signals silenced, or by a few signals alone.
 * Signals are not scored anew, so that whatever differs is the joining of them.
 */
import { type Fuser, fuserOf } from '../fusion/fusion.ts';
import type { FusionWeights } from '../packs/pack.ts';
import { DEFAULT_PREFERENCES } from '../profile/preferences.ts';
import { type SignalScores, scoreSignals } from '../signals/index.ts';
import { extrasOf } from './extras.ts';
import { withExtras } from './say.ts';
import type { Scored, ScoreRequest } from './score.ts';

/** What stands beside fusions in comparisons: the baselines of the field, each a plain sum of standardised signals. */
export const BASELINES: Record<'popularity' | 'content', readonly string[]> = {
  popularity: ['popularity', 'popularity-recent'],
  content: ['content-recent', 'content-lasting'],
};
export type Baseline = keyof typeof BASELINES;

/**
 * The same moment, volumes and wishes, joined by other weights or without some signals.
 * @param fusion As in the request where absent.
 * @param silent Names of signals that may not speak.
 */
export function scoredOtherwise(
  {
    catalog,
    pack,
    preferences = DEFAULT_PREFERENCES,
    weather,
  }: Pick<ScoreRequest, 'catalog' | 'pack' | 'preferences' | 'weather'>,
  scored: Scored,
  { fusion = pack.fusion, silent = [] }: { fusion?: FusionWeights; silent?: readonly string[] },
): Scored {
  const signals = withoutSignals(scored.signals, silent);
  const learned = fuserOf(fusion, scored.context, signals);
  const extras = extrasOf(scored.profile, catalog, pack.vectors, learned, preferences, weather);
  return { ...scored, signals, extras, fuser: withExtras(learned, extras) };
}

/** The same moment by a few signals alone, as loud as everybody hears them: nothing is learned, asked for or turned. */
export function scoredAlone(
  { catalog, pack }: Pick<ScoreRequest, 'catalog' | 'pack'>,
  scored: Scored,
  names: readonly string[],
): Scored {
  // Anew: a row that was turned to nothing can't be turned back.
  const heard = scoreSignals({ catalog, pack, profile: scored.profile });
  const silent = heard.names.filter((name) => !names.includes(name));
  const signals = withoutSignals(heard, silent);
  return { ...scored, signals, extras: [], fuser: plainSum(signals) };
}

function withoutSignals(signals: SignalScores, silent: readonly string[]): SignalScores {
  if (silent.length === 0) return signals;
  return { ...signals, active: signals.active.map((on, s) => on && !silent.includes(signals.names[s])) };
}

/** Every signal that speaks counts once. */
function plainSum({ matrix, names, n, active }: SignalScores): Fuser {
  const terms = (item: number) => Float64Array.from(names, (_, s) => (active[s] ? matrix[s * n + item] : 0));
  const one = (item: number) => terms(item).reduce((sum, amount) => sum + amount, 0);
  return {
    all: () => Float64Array.from({ length: n }, (_, item) => one(item)),
    one,
    contributions: terms,
    terms,
  };
}
