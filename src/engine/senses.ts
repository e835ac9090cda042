/**
 * The senses that a visitor goes by, as "/you" shows them: what may be said (`profile/senses-said.ts`), with the things
 * and events it stands on.
 */
import { comparedChoices, sensesOf } from '../profile/senses.ts';
import { sensesSaid } from '../profile/senses-said.ts';
import type { Ranked } from './ranker.ts';
import type { KnownSense } from './recommender.ts';
import type { Shop } from './shop.ts';

/** Pictures of a statement. */
const PICTURES = 4;

/** @param eventsAbout Ids of the events that name any of these items. */
export function sensesView(
  shop: Shop,
  { profile }: Pick<Ranked, 'profile'>,
  eventsAbout: (items: readonly number[]) => string[],
): KnownSense[] {
  const { catalog, pack } = shop;
  const senses = sensesOf(pack, catalog.items.length);
  if (senses.length < 2) return [];
  const saved = new Set(profile.saved);
  const compared = comparedChoices(profile.sequence, catalog, senses, true);
  return sensesSaid(compared, senses).map(({ items, tells, ...said }) => ({
    ...said,
    shares: tells.map(({ modality, choices, nearer }) => ({ modality, share: nearer / choices })),
    cards: items.slice(-PICTURES).map((item) => shop.card(item, saved)),
    eventIds: eventsAbout(items),
  }));
}
