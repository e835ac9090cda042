/**
 * "Would it have known?": a visitor's own history replayed as an evaluation. Each of the last things they chose is
 * looked for in what rankers would have shown just before they first met it, from nothing but what was known then.
 */

import { adaptedVolumes } from '../fusion/adaptation.ts';
import type { Text } from '../messages/texts.ts';
import type { FusionWeights } from '../packs/pack.ts';
import type { PastEvent } from '../profile/profile.ts';
import { BASELINES, scoredAlone, scoredOtherwise } from '../ranking/alternatives.ts';
import { occasionsOf } from '../ranking/choices.ts';
import { newToVisitor } from '../ranking/eligibility.ts';
import { type ChoiceAt, choicesIn, type Scored, type ScoreRequest, scoreRequest } from '../ranking/score.ts';
import { inSentence, often, type Verdict, verdictOn } from './interleaving.ts';
import { Bootstrap, type Interval, wilson } from './intervals.ts';

/** Choices that are replayed, at most: the newest. */
export const MOST_REPLAYED = 20;

/** With fewer, an interval would cover nearly everything. */
export const FEWEST_REPLAYED = 3;

/** Something chosen that had to be found first. */
export interface Find {
  item: number;
  /** Place in history of the first event that names it: what came before is all that was known. */
  met: number;
  /** Epoch ms of that event. */
  at: number;
  /** Things chosen in one go share it: they are not independent. */
  occasion: number;
}

export interface ReplayedChoice extends Find {
  /** Things that could have been shown then. */
  of: number;
  /** By ranker, from 1. */
  places: number[];
}

export interface RankerReplay {
  name: string;
  /** Share of the choices among the first 10 and 20. */
  hit10: Interval;
  hit20: Interval;
  /** Mean of 1 / place. */
  mrr: Interval;
  /** Of the first ranker's 1 / place less this one's, choice by choice; null for the first itself. */
  behind: Interval | null;
  /** On how many occasions the first ranker (a) or this one (b) placed more of the choices higher; null for the first. */
  duel: Verdict | null;
}

export interface Replay {
  rankers: RankerReplay[];
  /** Newest first. */
  choices: ReplayedChoice[];
}

export interface ReplayOptions {
  /** By name; the first is the one that others are compared with. */
  fusions: Record<string, FusionWeights>;
  /** Lets other work in, between choices. Rejects to end the replay. */
  pause: () => Promise<void>;
  onProgress?: (done: number, total: number) => void;
  /** Remembers what signals said before earlier choices: see `choicesIn`. */
  remembered?: (events: readonly PastEvent[]) => ChoiceAt | undefined;
}

/** The newest choices, oldest first. */
export function findsIn(events: readonly PastEvent[], most = MOST_REPLAYED): Find[] {
  const met = new Map<number, number>();
  events.forEach(({ item }, place) => {
    if (item >= 0 && !met.has(item)) met.set(item, place);
  });
  return occasionsOf(events, most)
    .flatMap(({ items }, occasion) =>
      items.map((item) => {
        const first = met.get(item) as number;
        return { item, met: first, at: events[first].at, occasion };
      }),
    )
    .slice(-most);
}

/**
 * @param request Of the present: its events are cut short before each choice.
 * @returns null with fewer than `FEWEST_REPLAYED` choices.
 */
export async function replay(request: ScoreRequest, options: ReplayOptions): Promise<Replay | null> {
  const finds = findsIn(request.events);
  if (finds.length < FEWEST_REPLAYED) return null;
  const names = [...Object.keys(options.fusions), ...Object.keys(BASELINES)];
  const choices: ReplayedChoice[] = [];
  for (const find of finds) {
    options.onProgress?.(choices.length, finds.length);
    await options.pause();
    choices.push(placesOf(find, request, options));
  }
  options.onProgress?.(finds.length, finds.length);
  const bootstrap = new Bootstrap(
    choices.map(({ occasion }) => occasion),
    1,
  );
  const reciprocal = (r: number) => choices.map(({ places }) => 1 / places[r]);
  const rankers = names.map(
    (name, r): RankerReplay => ({
      name,
      hit10: hitRate(choices, r, 10),
      hit20: hitRate(choices, r, 20),
      mrr: bootstrap.mean(reciprocal(r)) as Interval,
      behind: r === 0 ? null : bootstrap.difference(reciprocal(0), reciprocal(r)),
      duel: r === 0 ? null : duel(choices, r),
    }),
  );
  return { rankers, choices: choices.reverse() };
}

/** Where each ranker would have placed it, before diversity has its say. */
function placesOf(find: Find, request: ScoreRequest, { fusions, remembered }: ReplayOptions): ReplayedChoice {
  const events = request.events.slice(0, find.met);
  const before: ScoreRequest = {
    ...request,
    events,
    moment: { ...request.moment, now: find.at },
  };
  const adapted = adaptedVolumes(choicesIn(before, remembered?.(events)));
  const scored = scoreRequest({ ...before, adapted });
  // It was there to be chosen then, whether or not it is to be had today.
  const fits = newToVisitor(request.catalog, scored.profile);
  const allowed = (item: number) => item === find.item || fits(item);
  let of = 0;
  for (let item = 0; item < scored.signals.n; item++) if (allowed(item)) of++;
  const ways: Scored[] = [
    ...Object.values(fusions).map((fusion) => scoredOtherwise(before, scored, { fusion })),
    ...Object.values(BASELINES).map((names) => scoredAlone(before, scored, names)),
  ];
  return { ...find, of, places: ways.map(({ fuser }) => placeOf(find.item, fuser.all(), allowed)) };
}

/** From 1; things that score the same share the middle of their places, as in a list drawn by lot. */
function placeOf(target: number, scores: Float64Array, allowed: (item: number) => boolean): number {
  let better = 0;
  let equal = 0;
  for (let item = 0; item < scores.length; item++) {
    if (item === target || scores[item] < scores[target] || !allowed(item)) continue;
    if (scores[item] > scores[target]) better++;
    else equal++;
  }
  return better + 1 + equal / 2;
}

/** Its interval counts as many trials as there were occasions, for things of one order come together. */
function hitRate(choices: readonly ReplayedChoice[], r: number, k: number): Interval {
  const mean = choices.filter(({ places }) => places[r] <= k).length / choices.length;
  return { mean, ...wilson(mean, new Set(choices.map(({ occasion }) => occasion)).size) };
}

function duel(choices: readonly ReplayedChoice[], r: number): Verdict {
  return verdictOn(
    choices
      .filter(({ places }) => places[0] !== places[r])
      .map(({ places, item, occasion }) => ({
        side: places[0] < places[r] ? 'a' : 'b',
        item,
        visit: occasion,
      })),
  );
}

/** What it comes to against the better baseline, true of the numbers. @param titles What to call the rankers. */
export function replayInWords(
  { rankers, choices }: Replay,
  titles: readonly string[],
  text: Text<'measured'>,
): string {
  const hits = (r: number) => choices.filter(({ places }) => places[r] <= 20).length;
  const rival = rankers.reduce(
    (best, { name, mrr }, r) =>
      Object.hasOwn(BASELINES, name) && (best < 0 || mrr.mean > rankers[best].mrr.mean) ? r : best,
    -1,
  );
  const title = titles[rival];
  const theirs = inSentence(title);
  const found = text('measured.replay.found', {
    ours: titles[0],
    theirs,
    found: hits(0),
    foundByTheirs: hits(rival),
    choices: choices.length,
  });
  const { wins, chance } = rankers[rival].duel as Verdict;
  if (wins.a === wins.b) return `${found} ${text('measured.replay.level')}`;
  const nearer = text('measured.replay.nearer', {
    ahead: wins.a > wins.b ? 'ours' : 'theirs',
    theirs,
    title,
    count: Math.max(wins.a, wins.b),
    decided: wins.a + wins.b,
    often: often(chance, text),
  });
  return `${found} ${nearer}`;
}
