/**
 * The readout of `/you`: what shelves showed this visitor in the last days, from the impressions in their history.
 */
import { readoutOf } from '../ranking/readout.ts';
import type { Ranked } from './ranker.ts';
import type { Readout } from './recommender.ts';
import type { Shop } from './shop.ts';

const DAYS = 7;
const DAY = 86_400_000;

/** As of the moment that was ranked. */
export function readout({ catalog, pack }: Shop, { past, profile }: Ranked): Readout {
  const from = profile.moment.now - DAYS * DAY;
  return { days: DAYS, ...readoutOf(past, profile, catalog, pack.vectors, pack.popularity.total, from) };
}
