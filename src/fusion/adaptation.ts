/**
 * Adaptation: how a visitor's own choices move the volumes of signal groups, a little at a time and never far. It
 * is replayed from history at every asking, so it is forgotten with the choices. Pure arithmetic on what each
 * group said about the chosen thing and about those it was chosen among.
 */
import { SIGNAL_GROUPS } from '../profile/preferences.ts';

/** One choice, as the groups of signals saw it at that moment, before it was made. */
export interface Choice {
  /**
   * candidates x SIGNAL_GROUPS, row-major: what each group added to each candidate's score at volume 1. The chosen
   * things come first.
   */
  terms: Float64Array;
  /** How many of the candidates were chosen. */
  chosen: number;
}

/** What one choice may do at most to the logarithm of a volume. */
const LARGEST_STEP = 0.1;

/** Learning rate of the ascent on the choice's log-likelihood; see "Adaptation" in docs/quality.md for what others gave. */
const RATE = 0.02;

/** Volumes stay within exp(+-FARTHEST) of what was learned for everybody: half to twice. */
const FARTHEST = Math.LN2;

/** Each choice pulls what earlier ones moved back by this share, towards what everybody's orders say. */
const PULL = 0.02;

/**
 * Online gradient ascent on the multinomial logit of the choices (McFadden 1974) over log volumes, in order.
 * @returns One volume a group, all 1 without choices; the same bits for the same choices.
 */
export function adaptedVolumes(choices: readonly Choice[], rate = RATE): Float64Array {
  const groups = SIGNAL_GROUPS.length;
  const log = new Float64Array(groups);
  for (const choice of choices) {
    const volume = log.map(Math.exp);
    const gradient = gradientOf(choice, volume);
    for (let g = 0; g < groups; g++) {
      const step = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, rate * volume[g] * gradient[g]));
      log[g] = Math.max(-FARTHEST, Math.min(FARTHEST, (1 - PULL) * log[g] + step));
    }
  }
  return log.map(Math.exp);
}

/** Of the mean log probability of the chosen ones, by volume. */
function gradientOf({ terms, chosen }: Choice, volume: Float64Array): Float64Array {
  const groups = volume.length;
  const candidates = terms.length / groups;
  const scores = new Float64Array(candidates);
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < candidates; c++) {
    for (let g = 0; g < groups; g++) scores[c] += volume[g] * terms[c * groups + g];
    most = Math.max(most, scores[c]);
  }
  let total = 0;
  for (let c = 0; c < candidates; c++) total += Math.exp(scores[c] - most);
  const gradient = new Float64Array(groups);
  for (let c = 0; c < candidates; c++) {
    const share = (c < chosen ? 1 / chosen : 0) - Math.exp(scores[c] - most) / total;
    for (let g = 0; g < groups; g++) gradient[g] += share * terms[c * groups + g];
  }
  return gradient;
}
