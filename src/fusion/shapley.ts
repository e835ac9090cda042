/**
 * Exact Shapley values (Shapley 1953; Lundberg & Lee 2017) for fusion that isn't a sum: each group of signals
 * gets its average addition to the score over all orders in which the groups could speak. A group that doesn't
 * speak counts as 0, the catalog's middle. With six groups that is 64 scorings of one item, with eight (where there are
 * pictures and recordings) 256, all of them done.
 */
import { SIGNAL_GROUPS, type SignalGroup } from '../profile/preferences.ts';
import type { SignalScores } from '../signals/index.ts';
import { term } from './gate.ts';
import type { Perceptron } from './perceptron.ts';

/** Signals that say the same kind of thing: what visitors are told about. Others are groups of their own. */
const GROUPS: Record<SignalGroup, readonly string[]> = {
  content: ['content-recent', 'content-lasting', 'joint', 'attended'],
  together: ['item-item', 'item-item-recent', 'sequence', 'attention'],
  tastes: ['factors', 'segments'],
  popularity: [
    'popularity',
    'popularity-recent',
    'popularity-week',
    'popularity-season',
    'popularity-hour',
    'newness',
  ],
  /** Whether an item is known at all is this group's to say. */
  own: ['own-interest', 'repeat-count', 'repeat-recency', 'repeat-last-order', 'repeat-rate', 'repeat-due'],
  affinity: ['affinity-department', 'affinity-kind', 'affinity-brand', 'price-fit'],
  looks: ['looks-recent', 'looks-lasting'],
  sounds: ['sounds-recent', 'sounds-lasting'],
};

/** The group that a signal's word counts with; one that no group lists speaks for itself, beside tastes. */
export function groupOf(signal: string): SignalGroup {
  return SIGNAL_GROUPS.find((group) => GROUPS[group].includes(signal)) ?? 'tastes';
}

/** The groups that have a signal among these, in their order. */
export function groupsAmong(names: readonly string[]): SignalGroup[] {
  return SIGNAL_GROUPS.filter((group) => GROUPS[group].some((name) => names.includes(name)));
}

/**
 * Per signal: its group's number; `own` is the number of the group that says whether an item is known. A group without
 * signals here has no number: each doubles the work.
 */
export function groupsOf(names: readonly string[]): { of: number[]; count: number; own: number } {
  const among = groupsAmong([...names, ...GROUPS.own]);
  let count = among.length;
  const of = names.map((name) => {
    const group = among.findIndex((key) => GROUPS[key].includes(name));
    return group >= 0 ? group : count++;
  });
  return { of, count, own: among.indexOf('own') };
}

/**
 * One amount a signal; they sum to the item's score, and those of a group to its exact Shapley value. Inside a
 * group each signal has its term of the gated sum, and an even share of what only the group as a whole adds.
 */
export function shapleyContributions(
  gate: Float64Array,
  perceptron: Perceptron,
  { matrix, n, names, active, known }: SignalScores,
  item: number,
): Float64Array {
  const { of, count, own } = groupsOf(names);
  const row = Float64Array.from(names, (_, s) => (active[s] ? matrix[s * n + item] : 0));
  const spoken = new Float64Array(names.length);
  const value = Float64Array.from({ length: 2 ** count }, (_, groups) => {
    const isKnown = (groups >> own) & 1 ? known[item] : 0;
    let sum = 0;
    for (let s = 0; s < names.length; s++) {
      spoken[s] = (groups >> of[s]) & 1 ? row[s] : 0;
      sum += term(gate, s, isKnown, spoken[s]);
    }
    return sum + perceptron.ofRow(spoken, isKnown);
  });
  const shares = shapleyValues(value, count);
  return spread(shares, of, active, (s) => term(gate, s, known[item], row[s]));
}

/**
 * @param value Of every set of players, by its bits; 2^players.
 * @returns One value a player; they sum to value[all] - value[none].
 */
export function shapleyValues(value: Float64Array, players: number): Float64Array {
  // |S|! (players - |S| - 1)! / players!, by the size of S.
  const weight = Float64Array.from({ length: players }, () => 1 / players);
  for (let size = 1; size < players; size++) weight[size] = (weight[size - 1] * size) / (players - size);
  const result = new Float64Array(players);
  for (let set = 0; set < value.length; set++) {
    let size = 0;
    for (let bits = set; bits > 0; bits &= bits - 1) size++;
    for (let player = 0; player < players; player++) {
      if ((set >> player) & 1) continue;
      result[player] += weight[size] * (value[set | (1 << player)] - value[set]);
    }
  }
  return result;
}

/** Each group's share over its signals. */
function spread(
  shares: Float64Array,
  of: readonly number[],
  active: readonly boolean[],
  own: (signal: number) => number,
): Float64Array {
  const amounts = Float64Array.from(of, (_, s) => (active[s] ? own(s) : 0));
  shares.forEach((share, group) => {
    const members = of.flatMap((g, s) => (g === group ? [s] : []));
    const speaking = members.filter((s) => active[s]);
    // A group may matter while silent: that an item is known is said by `own` whether or not its signals speak.
    const among = speaking.length > 0 ? speaking : members;
    const rest = share - among.reduce((sum, s) => sum + amounts[s], 0);
    for (const s of among) amounts[s] += rest / among.length;
  });
  return amounts;
}
