/**
 * Two rankers compared on the visitor's own openings: the first shelf is drafted from the slates of both, an opening
 * is recorded with whose pick it was, and history alone tells the score.
 */
import { inWords, verdictOn } from '../evaluation/interleaving.ts';
import type { HistoryEvent, Team } from '../history/event.ts';
import type { Text } from '../messages/texts.ts';
import { DAY, SESSION_PAUSE } from '../profile/build-profile.ts';
import { localTime } from '../profile/calendar.ts';
import { type Side, teamDraft } from '../ranking/interleaving.ts';
import type { Ranked } from './ranker.ts';
import type { Comparison } from './recommender.ts';
import { rankedBy, rivalsOf } from './rivals.ts';
import type { Shop } from './shop.ts';

/**
 * The slate that two rankers share.
 * @param slateOf The slate of one ranker, best first.
 * @returns null where the visitor compares nothing, or what this shop doesn't have.
 */
export function draftedSlate(
  shop: Shop,
  ranked: Ranked,
  length: number,
  slateOf: (ranked: Ranked) => readonly number[],
): { item: number; team: Team }[] | null {
  const { compare } = ranked.preferences;
  if (compare === null || compare.a === compare.b) return null;
  const [a, b] = [compare.a, compare.b].map((name) => rankedBy(name, shop, ranked));
  if (a === null || b === null) return null;
  const { moment } = ranked.profile;
  const day = Math.floor(localTime(moment) / DAY);
  // New coins for every visit, the same ones all through it: cards must not change places for no reason.
  const seed = day * 1009 + visitsOf([...ranked.past, { at: moment.now }])[ranked.past.length];
  return teamDraft(slateOf(a), slateOf(b), length, seed).map(({ item, side }) => ({
    item,
    team: { by: compare[side], against: compare[side === 'a' ? 'b' : 'a'] },
  }));
}

/** The comparison that is going on; null where none is. */
export function comparisonOf(
  shop: Shop,
  events: readonly HistoryEvent[],
  compare: { a: string; b: string } | null,
  text: Text<'measured'>,
): Comparison | null {
  const rivals = rivalsOf(shop, text);
  const a = rivals.find(({ name }) => name === compare?.a);
  const b = rivals.find(({ name }) => name === compare?.b);
  if (a === undefined || b === undefined || a === b) return null;
  let since: number | null = null;
  const visits = visitsOf(events);
  const credits = events.flatMap((event, place) => {
    const side = sideOf(event, a.name, b.name);
    const item = shop.indexOf.get(event.itemId ?? '');
    if (side === null || item === undefined) return [];
    since ??= event.at;
    return [{ side, item, visit: visits[place] }];
  });
  const verdict = verdictOn(credits);
  return { a, b, ...verdict, words: inWords(verdict, { a: a.title, b: b.title }, text), since };
}

function sideOf({ team }: HistoryEvent, a: string, b: string): Side | null {
  if (team?.by === a && team.against === b) return 'a';
  return team?.by === b && team.against === a ? 'b' : null;
}

/** Of each event, the number of its visit: how many pauses before it ended one. */
function visitsOf(events: readonly { at: number }[]): number[] {
  let visit = 0;
  return events.map(({ at }, e) => {
    if (e > 0 && at - events[e - 1].at >= SESSION_PAUSE) visit++;
    return visit;
  });
}
