/** Taste in a search: how far what the visitor is likely to like moves up among what matches. It lets nothing in. */
import type { Match } from './relevance.ts';

/** Best matches that taste may rearrange; those after them are too far from what was meant. */
const WINDOW = 120;

/**
 * Relevance and the recommender's fused score are both log-odds (each is learned with a softmax over items), so at full
 * strength they simply add up; but no liking, however strong, outweighs more than this of relevance: about what
 * one more word in a title is worth.
 */
export const MOST_LIFT = 1.5;

/** Unless the visitor says otherwise. */
export const DEFAULT_STRENGTH = 0.5;

/**
 * Reorders matches. Within equal `named`, an item's score rises with how much it is liked, never falls with it, and two
 * items change places at most once as strength grows.
 * @param matches best first
 * @param liking the recommender's score of an item; any scale whose differences are log-odds
 * @param strength 0 to 1; at 0 `matches` come back as they are, and `liking` isn't asked
 */
export function personalised(
  matches: readonly Match[],
  liking: (item: number) => number,
  strength: number,
): Match[] {
  if (!(strength > 0) || matches.length === 0) return [...matches];
  const window = matches.slice(0, WINDOW);
  const liked = window.map(({ item }) => liking(item));
  const middle = median(liked);
  const lifted = window.map((match, k) => ({
    ...match,
    score: match.score + Math.min(1, strength) * Math.max(-MOST_LIFT, Math.min(MOST_LIFT, liked[k] - middle)),
  }));
  lifted.sort((a, b) => b.named - a.named || b.score - a.score || a.item - b.item);
  return [...lifted, ...matches.slice(WINDOW)];
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1];
}
