/**
 * Protocols: which events a model may learn from, which teach fusion, and which it has to foresee. Types and
 * what the protocols share; each one has a file of its own. Nothing here fits or scores.
 */
import type { Popularity } from '../packs/pack.ts';
import type { PastEvent } from '../profile/profile.ts';
import { dailyPopularity } from '../training/daily-popularity.ts';
import type { OrderLog } from '../training/orders.ts';
import { pastEvents, userOffsets } from '../training/past-events.ts';
import type { HeldOut } from '../training/splits.ts';

export const PROTOCOLS = ['last-order', 'leave-one-out', 'temporal'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** `all`: every item is a candidate and a target. `new`: what is in the person's history is neither. */
export const SCOPES = ['new', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** One person at one moment, and what they took then. */
export interface Case {
  user: number;
  /** Epoch ms. */
  at: number;
  /** All that a device would know by then; made when asked for, for logs are large. */
  past: () => PastEvent[];
  /** Distinct items. */
  targets: readonly number[];
  /** Points given with the targets, by item; absent where there were none. */
  ratings?: ReadonlyMap<number, number>;
  /** Marks rows that are not the plain ones: a cold start, a segment. */
  variant?: string;
  /** Items that the scope "new" masks; those of `past` where absent. */
  seen?: ReadonlySet<number>;
  /** Targets measured once more on the same scores, each under the name of its variant. */
  parts?: Readonly<Record<string, readonly number[]>>;
}

/** One way of counting popularity at test. */
export interface Freshness {
  /** Absent: the plain rows. */
  variant?: string;
  /** Absent: as the pack has it, frozen when it was trained. */
  at?: (moment: number) => Popularity;
  /** The same while fusion learns. */
  whileLearning: (moment: number) => Popularity;
  /** The same ways of counting on logs of which something was taken away. */
  without: (take: (log: OrderLog) => OrderLog) => Pick<Freshness, 'at' | 'whileLearning'>;
}

/**
 * As a shop that refreshes its counts every night would have them.
 * @param known What it knows at test; its counts are as of the midnight before each target.
 */
export function countedDaily(
  known: OrderLog,
  learnedFrom: OrderLog,
  items: number,
  variant?: string,
): Freshness {
  return {
    ...(variant !== undefined && { variant }),
    at: dailyPopularity(known, items),
    whileLearning: dailyPopularity(learnedFrom, items),
    without: (take) => countedDaily(take(known), take(learnedFrom), items),
  };
}

/** What a protocol makes of a log. */
export interface Split {
  protocol: Protocol;
  scopes: readonly Scope[];
  /** Base models learn from this; those that fusion learns on, and those that are tested, where they differ. */
  learnedFrom: OrderLog;
  testedFrom: OrderLog;
  /** What fusion learns to foresee from `learnedFrom`. */
  validation: readonly HeldOut[];
  /** Everything before the targets: what people's devices, and a shop that counts daily, know at test. */
  known: OrderLog;
  /** In order of time. */
  cases: readonly Case[];
  freshness: readonly Freshness[];
  /** What people should know about the split. */
  notes: string[];
}

/** Data that a protocol finds nothing to test in. */
export class NothingToTestError extends Error {
  override name = 'NothingToTestError';
}

/** Fewest orders, or events, of a person who is tested: one to foresee, one to learn on, one to know. */
export const FEWEST = 3;

/** People of a test file of whom the orders file knows nothing. */
export const NO_HISTORY = 'no-history';

/** One target a user: the items of all their events in `test` that `keep` accepts. */
export function targetsOf(test: OrderLog, keep: (event: number) => boolean): HeldOut[] {
  const targets = new Map<number, HeldOut>();
  for (let event = 0; event < test.item.length; event++) {
    if (!keep(event)) continue;
    const user = test.user[event];
    const target = targets.get(user) ?? { user, items: [], at: test.at[event], viewed: [] };
    target.items.push(test.item[event]);
    targets.set(user, target);
  }
  for (const target of targets.values()) target.items = [...new Set(target.items)].sort((a, b) => a - b);
  return [...targets.values()];
}

/** Whom a protocol tests: those with enough to know them by, and apart from them those without a history. */
export function byHistory(
  known: OrderLog,
  targets: readonly HeldOut[],
  eligible: (user: number) => boolean,
): { tested: HeldOut[]; strangers: HeldOut[] } {
  const offset = userOffsets(known);
  const stranger = ({ user }: HeldOut) => user >= known.users || offset[user] === offset[user + 1];
  return {
    tested: targets.filter((target) => !stranger(target) && eligible(target.user)),
    strangers: targets.filter(stranger),
  };
}

/**
 * Cases from held-out targets.
 * @param known The log without the targets.
 * @param strangers Get a variant of their own.
 * @returns In order of time.
 */
export function casesOf(
  known: OrderLog,
  tested: readonly HeldOut[],
  strangers: readonly HeldOut[] = [],
): Case[] {
  const offset = userOffsets(known);
  const one = ({ user, items, at }: HeldOut, variant?: string): Case => ({
    user,
    at,
    targets: items,
    ...(variant && { variant }),
    past: () => (user < known.users ? pastEvents(known, offset[user], offset[user + 1]) : []),
  });
  const cases = [
    ...tested.map((target) => one(target)),
    ...strangers.map((target) => one(target, NO_HISTORY)),
  ];
  return cases.sort((a, b) => a.at - b.at || a.user - b.user);
}

/** @param many Orders or events of each user, in all. */
export function notesOf(many: Int32Array, what: string, strangers: number): string[] {
  const fewer = many.reduce((sum, count) => sum + (count > 0 && count < FEWEST ? 1 : 0), 0);
  const notes: string[] = [];
  if (fewer > 0) notes.push(`Fewer than ${FEWEST} ${what}: ${people(fewer)}, learned from but not tested.`);
  if (strangers > 0) {
    notes.push(
      `Without a history in the orders file: ${people(strangers)}, in rows of their own (${NO_HISTORY}).`,
    );
  }
  return notes;
}

/** "1 person", "2 people". */
export function people(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'person' : 'people'}`;
}
