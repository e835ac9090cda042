/**
 * Comparisons: what one item has over another by one visitor's scores, signal by signal, and in words. A word is said
 * only where the signals themselves bear it, not merely their weighed contributions: a thing is "bought less often"
 * only where fewer people bought it.
 */
import { groupOf } from '../fusion/shapley.ts';
import { DAY } from '../profile/build-profile.ts';
import type { Profile } from '../profile/profile.ts';
import { isSensitive } from '../profile/sensitive.ts';
import { SIGNALS } from '../signals/index.ts';
import { FRESH_MONTH_DAYS, FRESH_WEEK_DAYS } from './claims.ts';
import type { Scored, ScoreRequest } from './score.ts';

/** What a signal gave one item less (or more) than the other. */
export interface Gap {
  signal: string;
  group: string;
  meaning: string;
  amount: number;
}

/** A gap that can be said: "it is bought less often". */
export interface SaidGap extends Gap {
  clause: string;
}

export interface Comparison {
  /** Smallest first; they sum to the difference of the scores. */
  gaps: Gap[];
  /** What may be said of gaps below 0, largest difference first. */
  behind: SaidGap[];
  /** And of those above. */
  ahead: SaidGap[];
}

/** What clauses are written from. */
interface Pair {
  item: ScoreRequest['catalog']['items'][number];
  other: ScoreRequest['catalog']['items'][number];
  profile: Profile;
  /** How old the counts of what is bought are, days. */
  countsAge: number;
}

type Clause = (pair: Pair) => string | null;

const month: (pair: Pair) => string = ({ countsAge }) =>
  countsAge <= FRESH_MONTH_DAYS ? 'this month' : 'in the last month that was counted';
const week: (pair: Pair) => string = ({ countsAge }) =>
  countsAge <= FRESH_WEEK_DAYS ? 'this week' : 'in the last week that was counted';

/** To follow "Compared with Tarn tent, ", of the item where the signal stands lower for it, and where higher. */
const CLAUSES: Record<string, { lower: Clause; higher: Clause }> = {
  'content-recent': clauses((word) => `it is ${word} like what you looked at lately`),
  'content-lasting': clauses((word) => `it is ${word} like what you have chosen over time`),
  'item-item': {
    lower: () => 'it goes less well with what you chose',
    higher: () => 'it goes better with what you chose',
  },
  'item-item-recent': {
    lower: () => 'it goes less well with what you chose lately',
    higher: () => 'it goes better with what you chose lately',
  },
  sequence: clauses((word) => `people choose it ${word} often right after what you chose`),
  factors: clauses((word) => `people with tastes like yours choose it ${word} often`),
  popularity: {
    lower: () => 'it is bought less often',
    higher: () => 'it is bought more often',
  },
  'popularity-recent': {
    lower: (pair) => `fewer people bought it ${month(pair)}`,
    higher: (pair) => `more people bought it ${month(pair)}`,
  },
  'popularity-week': {
    lower: (pair) => `fewer people bought it ${week(pair)}`,
    higher: (pair) => `more people bought it ${week(pair)}`,
  },
  'popularity-season': clauses((word) => `it is bought ${word} at this time of year`),
  'popularity-hour': clauses((word) => `it is ${word} a thing for this time of day`),
  newness: {
    lower: () => 'it has been here for longer',
    higher: () => 'it is newer here',
  },
  'own-interest': clauses((word) => `you have shown ${word} interest in it yourself`),
  'affinity-department': clauses((word, { item }) =>
    named(item.department, `you spend ${word} of your time in`),
  ),
  'affinity-kind': clauses((word, { item }) => named(item.kind, `you spend ${word} of your time with`)),
  'affinity-brand': clauses((word, { item }) => named(item.brand, `you pay ${word} attention to`)),
  'price-fit': {
    lower: () => 'its price is further from what you usually choose',
    higher: () => 'its price is nearer to what you usually choose',
  },
};

function clauses(of: (word: 'less' | 'more', pair: Pair) => string | null): {
  lower: Clause;
  higher: Clause;
} {
  return { lower: (pair) => of('less', pair), higher: (pair) => of('more', pair) };
}

function named(name: string, words: string): string | null {
  return name === '' || isSensitive(name) ? null : `${words} ${name}`;
}

/** By the visitor's own words, of which an item's amount is made: only its sign is said. */
function sayClause(pair: Pair, its: number, others: number): string | null {
  if (its < 0) return 'you asked for less like it';
  if (its < others && others > 0) return `you asked for more like ${pair.other.title}`;
  return its > 0 ? 'you asked for more like it' : null;
}

export function compare(item: number, other: number, request: ScoreRequest, scored: Scored): Comparison {
  const { catalog, pack } = request;
  const { fuser, signals, extras, profile } = scored;
  const its = fuser.contributions(item);
  const others = fuser.contributions(other);
  const pair: Pair = {
    item: catalog.items[item],
    other: catalog.items[other],
    profile,
    countsAge: (profile.moment.now - pack.popularity.at) / DAY,
  };
  const gaps = [...SIGNALS, ...extras]
    .map(({ name, meaning }, s) => ({
      signal: name,
      group: s < SIGNALS.length ? groupOf(name) : name,
      meaning,
      amount: its[s] - others[s],
    }))
    .sort((a, b) => a.amount - b.amount);
  const clauseOf = ({ signal, amount }: Gap): string | null => {
    const s = signals.names.indexOf(signal);
    if (s >= 0) {
      const row = signals.matrix.subarray(s * signals.n, (s + 1) * signals.n);
      // A negative weight can turn a difference round: then it says nothing that a person would understand.
      if (Math.sign(row[item] - row[other]) !== Math.sign(amount)) return null;
      const clause = CLAUSES[signal];
      return (amount < 0 ? clause?.lower(pair) : clause?.higher(pair)) ?? null;
    }
    const e = SIGNALS.length + extras.findIndex(({ name }) => name === signal);
    if (signal === 'your-say') return sayClause(pair, its[e], others[e]);
    return extraClause(signal, its[e], others[e]);
  };
  const said = (wanted: Gap[]): SaidGap[] =>
    wanted.flatMap((gap) => {
      const clause = clauseOf(gap);
      return clause === null ? [] : [{ ...gap, clause }];
    });
  return {
    gaps,
    behind: said(gaps.filter(({ amount }) => amount < 0)),
    ahead: said(gaps.filter(({ amount }) => amount > 0).reverse()),
  };
}

/** Amounts beside the signals' that aren't the visitor's say. */
function extraClause(name: string, its: number, others: number): string | null {
  if (name === 'passed-over') return its < others ? 'you have passed it by more often' : null;
  if (name === 'session-interest')
    return its < others
      ? 'it is further from what you are looking at just now'
      : 'it is nearer to what you are looking at just now';
  if (name === 'weather') return its < others ? 'it suits your weather less' : 'it suits your weather better';
  return null;
}
