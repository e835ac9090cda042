/**
 * Sequential linear model: weights from what a person chose lately to what they choose next, by ridge
 * regression in closed form (the transition half of SLIST: Choi, Kim, Lee, Shim & Lee 2021, "Session-aware
 * Linear Item-Item Models for Session-based Recommendation", WWW). Where EASE asks what belongs together in a
 * whole history, this asks what follows; repeats are learned too, on the diagonal.
 */
import { allocateSymmetric, invertSymmetric, multiplyRows } from '../compute/linear-algebra.ts';
import { type Control, Pace, part } from '../compute/pace.ts';
import type { ItemItem } from '../packs/pack.ts';
import { DAY, LONGEST_SEQUENCE } from '../profile/build-profile.ts';
import type { Step } from '../profile/profile.ts';
import { interestOf } from '../training/interactions.ts';
import type { OrderLog } from '../training/orders.ts';
import type { Model } from './model.ts';
import { newest } from './popularity.ts';
import { addWeighted, largest, type Own, RowsBuilder, savedRows, weightedBehind } from './sparse-rows.ts';

export interface SequenceOptions {
  lambda: number;
  /** Weights kept per source item. */
  keep: number;
  /** Items in the dense solve: the best supported ones. Others get empty rows. */
  maxItems: number;
  /** A moment with t targets counts t^-this: at 0 each target counts alike, at 1 each moment. */
  crowding: number;
  /** Days after which a moment teaches half as much, counting back from the newest of the log. */
  teachingHalfLife: number;
}

/**
 * From sweeps on Online Retail with the last two orders held out, the older of them as target. Leaving repeats
 * out of the targets loses on new items as well as on all; so does fading by events in place of moments.
 */
export const SEQUENCE_DEFAULTS: SequenceOptions = {
  lambda: 400,
  keep: 50,
  // Of that data set's 3,614 items, 2,000 do as well as all; time grows with the third power.
  maxItems: 2500,
  crowding: 0.3,
  teachingHalfLife: 180,
};

/** Newer moments after which an item counts half. An order is one moment. From the same sweep. */
const HALF_LIFE_MOMENTS = 8;

/** Moments are read, newest first, until they hold this many distinct items: 50 lose 2 to 3 %. */
const RECENT_ITEMS = 100;

/**
 * The input row of the regression: recent items, weighed by interest and by the number of newer moments.
 * Several events with one item add up.
 * @param steps Oldest first, as in `Profile.sequence`; the newest `LONGEST_SEQUENCE` are read.
 * @returns Distinct items, newest first.
 */
export function recentItems(steps: readonly Step[]): Own[] {
  const weights = new Map<number, Own>();
  const end = Math.max(0, steps.length - LONGEST_SEQUENCE);
  let fading = 1;
  for (let i = steps.length - 1; i >= end; i--) {
    const { item, at, weight } = steps[i];
    if (i < steps.length - 1 && at !== steps[i + 1].at) {
      if (weights.size >= RECENT_ITEMS) break;
      fading *= FADING;
    }
    const known = weights.get(item);
    if (known === undefined) weights.set(item, { item, weight: fading * weight });
    else known.weight += fading * weight;
  }
  return [...weights.values()];
}

const FADING = 2 ** (-1 / HALF_LIFE_MOMENTS);

/**
 * Minimises, over every moment t of every person but their first, crowd_t |y_t - x_t B|^2, plus
 * lambda |B|^2: x_t is `recentItems` before t, y_t marks the items chosen at t.
 * @param items Size of the catalog.
 * @returns Rows of B: targets by falling absolute weight, ties by index.
 */
export async function trainSequenceLinear(
  log: OrderLog,
  items: number,
  options: Partial<SequenceOptions> = {},
  control: Control = {},
): Promise<ItemItem> {
  const { lambda, keep, maxItems, crowding, teachingHalfLife } = { ...SEQUENCE_DEFAULTS, ...options };
  const chosen = bestSupported(log, items, maxItems);
  const place = new Int32Array(items).fill(-1);
  chosen.forEach((item, index) => {
    place[item] = index;
  });
  const size = chosen.length;
  const gram = allocateSymmetric(size);
  const { values, stride } = gram;
  const cross = new Float32Array(size * size);
  const now = newest(log);

  const pace = new Pace(log.item.length * RECENT_ITEMS ** 2, part(control, 0, 0.2));
  for (const { before, chosen: next, at } of moments(log)) {
    const inputs = recentItems(before)
      .map(({ item, weight }) => ({ index: place[item], weight }))
      .filter(({ index }) => index >= 0)
      .sort((a, b) => a.index - b.index);
    const targets = next.map((item) => place[item]).filter((index) => index >= 0);
    const crowd = next.length ** -crowding * 2 ** (-(now - at) / DAY / teachingHalfLife);
    for (let i = 0; i < inputs.length; i++) {
      const { index, weight } = inputs[i];
      const taught = crowd * weight;
      for (let j = 0; j <= i; j++) values[index * stride + inputs[j].index] += taught * inputs[j].weight;
      for (const target of targets) cross[index * size + target] += taught;
    }
    if (pace.did(inputs.length * (inputs.length / 2 + targets.length) + before.length)) await pace.turn();
  }
  for (let i = 0; i < size; i++) values[i * stride + i] += lambda;
  await invertSymmetric(gram, part(control, 0.2, 0.45));
  const rows = new RowsBuilder(items);
  await multiplyRows(
    gram,
    cross,
    size,
    (source, weights) => {
      for (const target of largest(weights, keep)) rows.add(chosen[source], chosen[target], weights[target]);
    },
    part(control, 0.45, 1),
  );
  return rows.build();
}

/** What a person chose at one moment, and what came before it. */
interface Choice {
  /** Oldest first; good until the next one is asked for. */
  before: readonly Step[];
  /** Distinct items. */
  chosen: number[];
  /** Epoch ms. */
  at: number;
}

/** Every moment of every person that has something before it. */
function* moments(log: OrderLog): Generator<Choice> {
  let before: Step[] = [];
  for (let from = 0; from < log.item.length; ) {
    const user = log.user[from];
    const at = log.at[from];
    if (from > 0 && log.user[from - 1] !== user) before = [];
    const events: number[] = [];
    for (; from < log.item.length && log.user[from] === user && log.at[from] === at; from++) {
      if (interestOf[log.type[from]] > 0) events.push(from);
    }
    if (events.length === 0) continue;
    // As `Profile.sequence` orders events of one moment.
    events.sort((a, b) => log.type[a] - log.type[b] || log.item[a] - log.item[b]);
    if (before.length > 0) yield { before, chosen: [...new Set(events.map((e) => log.item[e]))], at };
    before.push(...events.map((e) => ({ item: log.item[e], at, weight: interestOf[log.type[e]] })));
    // Older events are never read: dropping them keeps long histories cheap.
    if (before.length > 4 * LONGEST_SEQUENCE) before = before.slice(-LONGEST_SEQUENCE);
  }
}

/** Items with any interest shown, at most `most`, those with the most first in line; ascending by index. */
function bestSupported(log: OrderLog, items: number, most: number): Uint32Array {
  const support = new Float64Array(items);
  for (let event = 0; event < log.item.length; event++)
    support[log.item[event]] += interestOf[log.type[event]];
  const known = [...support.keys()].filter((item) => support[item] > 0);
  known.sort((a, b) => support[b] - support[a] || a - b);
  return Uint32Array.from(known.slice(0, most)).sort();
}

/** Scores are sums of the weights from recent items. */
export const sequenceLinear: Model<ItemItem> = {
  name: 'sequence-linear',
  paper:
    'Choi, Kim, Lee, Shim & Lee 2021, Session-aware Linear Item-Item Models for Session-based Recommendation',
  fit: ({ catalog, log }, { settings }, control) =>
    trainSequenceLinear(log, catalog.items.length, settings?.['sequence-linear'], control),
  scores: (state, { sequence }, out) => addWeighted(state, recentItems(sequence), out),
  because: (state, { sequence }, item) => weightedBehind(state, recentItems(sequence), item),
  ...savedRows,
};
