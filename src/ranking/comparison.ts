/**
 * Comparisons: what one item has over another by one visitor's scores, signal by signal, and in words. A word is said
 * only where the signals themselves bear it, not merely their weighed contributions: a thing is "bought less often"
 * only where fewer people bought it.
 */
import { groupOf } from '../fusion/shapley.ts';
import type { Text } from '../messages/texts.ts';
import { DAY } from '../profile/build-profile.ts';
import type { Profile } from '../profile/profile.ts';
import { isSensitive } from '../profile/sensitive.ts';
import { signalsOf } from '../signals/index.ts';
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

/** Says of a pair that the signal stands lower for the item, or higher; null where that can't be said. */
type Clause = (than: 'less' | 'more', pair: Pair, text: Text<'reasons'>) => string | null;

const plain =
  (
    signal:
      | 'content-recent'
      | 'content-lasting'
      | 'item-item'
      | 'item-item-recent'
      | 'sequence'
      | 'factors'
      | 'popularity'
      | 'popularity-season'
      | 'popularity-hour'
      | 'newness'
      | 'own-interest'
      | 'price-fit'
      | 'looks-recent'
      | 'looks-lasting'
      | 'sounds-recent'
      | 'sounds-lasting',
  ): Clause =>
  (than, _, text) =>
    text(`clause.${signal}`, { than });

/** Counts are of the newest week or month while they are that young. */
const counted =
  (signal: 'popularity-recent' | 'popularity-week', freshDays: number): Clause =>
  (than, { countsAge }, text) =>
    text(`clause.${signal}`, { than, when: countsAge <= freshDays ? 'now' : 'then' });

const named =
  (of: 'department' | 'kind' | 'brand'): Clause =>
  (than, { item: { [of]: name } }, text) =>
    name === '' || isSensitive(name) ? null : text(`clause.affinity-${of}`, { than, name });

/** To follow "Compared with Tarn tent, ". */
const CLAUSES: Record<string, Clause> = {
  'content-recent': plain('content-recent'),
  'content-lasting': plain('content-lasting'),
  'item-item': plain('item-item'),
  'item-item-recent': plain('item-item-recent'),
  sequence: plain('sequence'),
  factors: plain('factors'),
  popularity: plain('popularity'),
  'popularity-recent': counted('popularity-recent', FRESH_MONTH_DAYS),
  'popularity-week': counted('popularity-week', FRESH_WEEK_DAYS),
  'popularity-season': plain('popularity-season'),
  'popularity-hour': plain('popularity-hour'),
  newness: plain('newness'),
  'own-interest': plain('own-interest'),
  'affinity-department': named('department'),
  'affinity-kind': named('kind'),
  'affinity-brand': named('brand'),
  'price-fit': plain('price-fit'),
  'looks-recent': plain('looks-recent'),
  'looks-lasting': plain('looks-lasting'),
  'sounds-recent': plain('sounds-recent'),
  'sounds-lasting': plain('sounds-lasting'),
};

/** By the visitor's own words, of which an item's amount is made: only its sign is said. */
function sayClause(pair: Pair, its: number, others: number, text: Text<'reasons'>): string | null {
  if (its < 0) return text('clause.your-say', { what: 'less' });
  if (its < others && others > 0) return text('clause.your-say-other', { title: pair.other.title });
  return its > 0 ? text('clause.your-say', { what: 'more' }) : null;
}

export function compare(
  item: number,
  other: number,
  request: ScoreRequest,
  scored: Scored,
  text: Text<'reasons'>,
): Comparison {
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
  const shops = signalsOf(pack);
  const gaps = [...shops, ...extras]
    .map(({ name, meaning }, s) => ({
      signal: name,
      group: s < shops.length ? groupOf(name) : name,
      meaning,
      amount: its[s] - others[s],
    }))
    .sort((a, b) => a.amount - b.amount);
  const clauseOf = ({ signal, amount }: Gap): string | null => {
    const s = signals.names.indexOf(signal);
    if (s >= 0) {
      const row = signals.matrix.subarray(s * signals.n, (s + 1) * signals.n);
      // What has no picture looks neither more nor less like anything.
      const mask = signals.masks?.[s];
      if (mask !== undefined && (mask[item] === 0 || mask[other] === 0)) return null;
      // A negative weight can turn a difference round: then it says nothing that a person would understand.
      if (Math.sign(row[item] - row[other]) !== Math.sign(amount)) return null;
      return CLAUSES[signal]?.(amount < 0 ? 'less' : 'more', pair, text) ?? null;
    }
    const e = shops.length + extras.findIndex(({ name }) => name === signal);
    if (signal === 'your-say') return sayClause(pair, its[e], others[e], text);
    return extraClause(signal, its[e], others[e], text);
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
function extraClause(name: string, its: number, others: number, text: Text<'reasons'>): string | null {
  const than = its < others ? 'less' : 'more';
  if (name === 'passed-over') return than === 'less' ? text('clause.passed-over') : null;
  if (name === 'session-interest' || name === 'written' || name === 'weather')
    return text(`clause.${name}`, { than });
  return null;
}
