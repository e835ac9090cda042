/**
 * What an interleaving has shown: openings counted for the team whose pick was opened, visit by visit, with an
 * interval and the chance of such a lead between two that are equally good. Pure arithmetic; drafting is in
 * ranking/interleaving.ts.
 */
import type { Text } from '../messages/texts.ts';
import type { Side } from '../ranking/interleaving.ts';
import { wilson } from './intervals.ts';

/** Something opened from a drafted shelf. */
export interface Credit {
  side: Side;
  /** Visits are what is independent: coins are flipped anew for each, and one visit's openings go together. */
  visit: number;
  /** Opened twice in a visit, it counts once. */
  item: number;
}

export interface Verdict {
  openings: { a: number; b: number };
  /** Visits in which more of one's picks were opened, and those in which as many. */
  wins: { a: number; b: number };
  ties: number;
  /** A's share of the visits that one of them won; 0.5 without any. */
  share: number;
  /** Wilson's, 95 %. */
  low: number;
  high: number;
  /** Chance that two equally good rankers come at least this far apart (sign test, two-sided, exact). */
  chance: number;
}

/** @param credits In any order. */
export function verdictOn(credits: readonly Credit[]): Verdict {
  const seen = new Set<string>();
  const openings = { a: 0, b: 0 };
  const lead = new Map<number, number>();
  for (const { side, visit, item } of credits) {
    const key = `${visit} ${item}`;
    if (seen.has(key)) continue;
    seen.add(key);
    openings[side]++;
    lead.set(visit, (lead.get(visit) ?? 0) + (side === 'a' ? 1 : -1));
  }
  const leads = [...lead.values()];
  const wins = { a: leads.filter((by) => by > 0).length, b: leads.filter((by) => by < 0).length };
  const decided = wins.a + wins.b;
  const share = decided === 0 ? 0.5 : wins.a / decided;
  return {
    openings,
    wins,
    ties: leads.length - decided,
    share,
    ...wilson(share, decided),
    chance: signTest(wins.a, wins.b),
  };
}

/**
 * Chance that a fair coin, tossed as often as there were wins, falls at least this unevenly.
 * @returns 1 without wins.
 */
export function signTest(a: number, b: number): number {
  const tosses = a + b;
  const more = Math.max(a, b);
  // In logarithms, so that a thousand visits don't underflow.
  let logTerm = -tosses * Math.LN2;
  let tail = 0;
  for (let heads = 0; heads <= tosses; heads++) {
    if (heads >= more) tail += Math.exp(logTerm);
    logTerm += Math.log(tosses - heads) - Math.log(heads + 1);
  }
  return Math.min(1, 2 * tail);
}

/** A lead that chance makes less often than this counts as one. The usual level. */
const CONVINCING = 0.05;

/**
 * One or two sentences, true of the numbers.
 * @param names What to call the two.
 */
export function inWords(
  { wins, ties, chance }: Verdict,
  names: Record<Side, string>,
  text: Text<'measured'>,
): string {
  const visits = wins.a + wins.b + ties;
  if (visits === 0) return text('measured.comparison.none');
  if (wins.a === wins.b) return text('measured.comparison.level', { visits });
  const ahead: Side = wins.a > wins.b ? 'a' : 'b';
  const behind: Side = ahead === 'a' ? 'b' : 'a';
  return text('measured.comparison.ahead', {
    ahead: names[ahead],
    behind: inSentence(names[behind]),
    wins: wins[ahead],
    losses: wins[behind],
    convincing: chance < CONVINCING ? 'yes' : 'no',
    often: often(chance, text),
  });
}

/** A title as it stands inside a sentence. */
export function inSentence(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** "one time in three": a probability as people say it. */
export function often(chance: number, text: Text<'measured'>): string {
  const share = chance > 0.85 ? 'nearly' : chance > 0.58 ? 'twothirds' : chance > 0.42 ? 'half' : 'one';
  return text('measured.often', { often: share, times: Math.round(1 / chance) });
}
