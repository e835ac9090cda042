/**
 * Association rules: which items share orders more often than chance, for "Bought together" (Agrawal,
 * Imielinski & Swami 1993). Frequent sets come from Eclat's walk down vertical lists of orders (Zaki 2000,
 * "Scalable Algorithms for Association Mining", TKDE), cut off at sets of three: rules have one antecedent or
 * two. No npm library bounds the size of sets and the memory they take; the nearest, node-fpgrowth, lists all.
 */
import { type Control, Pace } from '../compute/pace.ts';
import type { Together } from '../packs/pack.ts';
import type { Profile } from '../profile/profile.ts';
import type { OrderLog } from '../training/orders.ts';
import { indexOrders } from '../training/splits.ts';
import type { Because, Model } from './model.ts';
import { largest } from './sparse-rows.ts';

export interface RuleOptions {
  /** Orders that must hold all items of a rule. */
  minSupport: number;
  /** Consequents kept of an item, by `shrunkLift`. */
  keep: number;
  /** Antecedents of two items, at most: the pairs that share most orders. */
  pairs: number;
  /** Consequents kept of a pair. */
  keepOfPair: number;
  /** Orders of more different items are left out: they say little about any two, and cost their square. */
  maxBasket: number;
}

/**
 * From sweeps on Online Retail, its last two orders held out: 20 consequents lose 5 % against 50; leaving out
 * the 1 % of orders above 100 items gains 5 %.
 */
export const RULE_DEFAULTS: RuleOptions = {
  minSupport: 3,
  keep: 50,
  pairs: 20_000,
  keepOfPair: 10,
  maxBasket: 100,
};

/** Consequents of an item that a pack carries: a shelf shows fewer. */
export const TOGETHER_KEEP = 20;

/** Orders looked through for antecedents of two items, at most, counted once a pair: bounds time. */
const MOST_PAIR_ORDERS = 2_000_000;

/**
 * Lift of a set seen in s orders is multiplied by s / (s + this): without it the rarest sets lead, three
 * meetings of two things that nobody else bought.
 */
const SUPPORT_SHRINKAGE = 5;

/** Rules by antecedent (CSR), consequents by falling `shrunkLift`, ties by index; all above a lift of 1. */
export interface RuleRows {
  offset: Uint32Array;
  consequent: Uint32Array;
  /** Orders that hold antecedent and consequent. */
  together: Uint32Array;
}

export interface Rules {
  /** Orders that were counted. */
  orders: number;
  /** Orders that hold each item. */
  support: Uint32Array;
  /** A row for every item. */
  single: RuleRows;
  /** Two items a pair, ascending, one pair after the other. */
  pairs: Uint32Array;
  /** Orders that hold both. */
  pairSupport: Uint32Array;
  /** A row for every pair. */
  double: RuleRows;
}

export interface Rule {
  /** One item or two, ascending. */
  antecedent: number[];
  consequent: number;
  /** Orders that hold all of them. */
  support: number;
  /** Share of the orders with the antecedent that hold the consequent, too. */
  confidence: number;
  /** How many times the share of all orders that is. */
  lift: number;
}

/** Lists of distinct numbers (CSR), ascending. */
interface Lists {
  offset: Uint32Array;
  value: Uint32Array;
}

/**
 * @param items Size of the catalog.
 * @returns Rules of all items and of the best supported pairs.
 */
export async function mineRules(
  log: OrderLog,
  items: number,
  options: Partial<RuleOptions> = {},
  control: Control = {},
): Promise<Rules> {
  const settings = { ...RULE_DEFAULTS, ...options };
  const { minSupport, keep, keepOfPair } = settings;
  const baskets = basketsOf(log, settings.maxBasket);
  const holding = invert(baskets, items);
  const orders = baskets.offset.length - 1;
  const support = Uint32Array.from({ length: items }, (_, item) => length(holding, item));

  let pairWork = items * items;
  for (let order = 0; order < orders; order++) pairWork += length(baskets, order) ** 2;
  const pace = new Pace(3 * pairWork, control);
  const counts = new Uint32Array(items);
  /** In how many of `among` each other item is. */
  const count = (among: Uint32Array): number => {
    counts.fill(0);
    let work = items;
    for (const order of among) {
      const end = baskets.offset[order + 1];
      for (let at = baskets.offset[order]; at < end; at++) counts[baskets.value[at]]++;
      work += end - baskets.offset[order];
    }
    return work;
  };
  const lifts = new Float32Array(items);
  const best = (antecedent: number, most: number): number[] => {
    for (let item = 0; item < items; item++) {
      lifts[item] =
        counts[item] < minSupport ? 0 : shrunkLift(counts[item], antecedent, support[item], orders);
    }
    return largest(lifts, most);
  };

  const single = new RuleBuilder();
  /** How many pairs share s orders, by s. */
  const pairsBySupport = new Uint32Array(orders + 1);
  for (let item = 0; item < items; item++) {
    const work = count(row(holding, item));
    for (let other = item + 1; other < items; other++) pairsBySupport[counts[other]]++;
    counts[item] = 0;
    for (const other of best(support[item], keep)) single.add(other, counts[other]);
    single.endRow();
    if (pace.did(work)) await pace.turn();
  }

  const double = new RuleBuilder();
  const pairs: number[] = [];
  const pairSupport: number[] = [];
  const enough = pairThreshold(pairsBySupport, minSupport, settings.pairs);
  for (let first = 0; first < items; first++) {
    if (support[first] < enough) continue;
    const work = count(row(holding, first));
    const partners: number[] = [];
    for (let second = first + 1; second < items; second++)
      if (counts[second] >= enough) partners.push(second);
    if (pace.did(work)) await pace.turn();
    for (const second of partners) {
      const both = intersection(row(holding, first), row(holding, second));
      const work = count(both);
      counts[first] = 0;
      counts[second] = 0;
      const found = best(both.length, keepOfPair);
      if (found.length > 0) {
        pairs.push(first, second);
        pairSupport.push(both.length);
        for (const third of found) double.add(third, counts[third]);
        double.endRow();
      }
      if (pace.did(work)) await pace.turn();
    }
  }
  return {
    orders,
    support,
    single: single.build(),
    pairs: Uint32Array.from(pairs),
    pairSupport: Uint32Array.from(pairSupport),
    double: double.build(),
  };
}

/** Lift, less where few orders speak for it; 0 for what meets no more often than by chance. */
function shrunkLift(together: number, antecedent: number, consequent: number, orders: number): number {
  const lift = (together * orders) / (antecedent * consequent);
  return lift > 1 ? (lift * together) / (together + SUPPORT_SHRINKAGE) : 0;
}

/** The orders' distinct items, orders of more than `most` left out. */
function basketsOf(log: OrderLog, most: number): Lists {
  const orders = indexOrders(log);
  const baskets: number[][] = Array.from({ length: orders.count }, () => []);
  for (let event = 0; event < log.item.length; event++) {
    if (orders.of[event] >= 0) baskets[orders.of[event]].push(log.item[event]);
  }
  const kept = baskets
    .map((basket) => Uint32Array.from(new Set(basket)).sort())
    .filter((basket) => basket.length <= most);
  const offset = new Uint32Array(kept.length + 1);
  kept.forEach((basket, order) => {
    offset[order + 1] = offset[order] + basket.length;
  });
  const value = new Uint32Array(offset[kept.length]);
  kept.forEach((basket, order) => {
    value.set(basket, offset[order]);
  });
  return { offset, value };
}

/** From items by order to orders by item: Eclat's vertical lists. */
function invert({ offset, value }: Lists, items: number): Lists {
  const start = new Uint32Array(items + 1);
  for (const item of value) start[item + 1]++;
  for (let item = 0; item < items; item++) start[item + 1] += start[item];
  const next = start.slice();
  const orders = new Uint32Array(value.length);
  for (let order = 0; order < offset.length - 1; order++) {
    for (let at = offset[order]; at < offset[order + 1]; at++) orders[next[value[at]]++] = order;
  }
  return { offset: start, value: orders };
}

const length = ({ offset }: Lists, at: number) => offset[at + 1] - offset[at];
const row = ({ offset, value }: Lists, at: number) => value.subarray(offset[at], offset[at + 1]);

function intersection(a: Uint32Array, b: Uint32Array): Uint32Array {
  const shared = new Uint32Array(Math.min(a.length, b.length));
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared[count++] = a[i++];
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  return shared.subarray(0, count);
}

/** The support from which pairs are antecedents, so that neither they nor their orders are too many. */
function pairThreshold(pairsBySupport: Uint32Array, minSupport: number, most: number): number {
  let pairs = 0;
  let orders = 0;
  let support = pairsBySupport.length;
  while (support > minSupport) {
    pairs += pairsBySupport[support - 1];
    orders += pairsBySupport[support - 1] * (support - 1);
    if (pairs > most || orders > MOST_PAIR_ORDERS) break;
    support--;
  }
  return support;
}

class RuleBuilder {
  private readonly offset = [0];
  private readonly consequent: number[] = [];
  private readonly together: number[] = [];

  add(consequent: number, together: number): void {
    this.consequent.push(consequent);
    this.together.push(together);
  }

  endRow(): void {
    this.offset.push(this.consequent.length);
  }

  build(): RuleRows {
    return {
      offset: Uint32Array.from(this.offset),
      consequent: Uint32Array.from(this.consequent),
      together: Uint32Array.from(this.together),
    };
  }
}

/** All rules in words and numbers for people, those of single items first. */
export function* listRules(rules: Rules): Generator<Rule> {
  for (const { antecedent, support, rows, row } of antecedents(rules)) {
    for (let at = rows.offset[row]; at < rows.offset[row + 1]; at++) {
      const consequent = rows.consequent[at];
      const together = rows.together[at];
      const confidence = together / support;
      const lift = (confidence * rules.orders) / rules.support[consequent];
      yield { antecedent, consequent, support: together, confidence, lift };
    }
  }
}

function* antecedents({ support, single, pairs, pairSupport, double }: Rules) {
  for (let item = 0; item < support.length; item++) {
    yield { antecedent: [item], support: support[item], rows: single, row: item };
  }
  for (let pair = 0; pair < pairSupport.length; pair++) {
    const antecedent = [pairs[2 * pair], pairs[2 * pair + 1]];
    yield { antecedent, support: pairSupport[pair], rows: double, row: pair };
  }
}

/**
 * For a pack: rules of single items alone.
 * @param keep Consequents of an item at most.
 * @returns Consequents by falling lift, shrunk where few orders speak for it, which is their weight.
 */
export async function countTogether(
  log: OrderLog,
  items: number,
  keep = TOGETHER_KEEP,
  control: Control = {},
): Promise<Together> {
  const { orders, support, single } = await mineRules(log, items, { keep, pairs: 0 }, control);
  const weight = new Float32Array(single.consequent.length);
  for (let item = 0; item < items; item++) {
    for (let at = single.offset[item]; at < single.offset[item + 1]; at++) {
      weight[at] = shrunkLift(single.together[at], support[item], support[single.consequent[at]], orders);
    }
  }
  return { offset: single.offset, target: single.consequent, weight };
}

/**
 * How much a rule of two items counts beside those of one: each of the two has spoken alone already. From the
 * same sweep, over 0, 0.3 and 1.
 */
const PAIR_SHARE = 0.3;

/** The rules that apply to a visitor, with how much each counts. */
function* applying(rules: Rules, { touched }: Profile) {
  const { single, support, pairs, pairSupport, double } = rules;
  const weights = new Float64Array(support.length);
  for (const { item, weight } of touched) {
    weights[item] = Math.min(1, weight);
    yield { own: [item], rows: single, row: item, scale: weights[item] / support[item] };
  }
  for (let pair = 0; pair < pairSupport.length; pair++) {
    const [first, second] = [pairs[2 * pair], pairs[2 * pair + 1]];
    const weight = Math.min(weights[first], weights[second]);
    if (weight === 0) continue;
    yield { own: [first, second], rows: double, row: pair, scale: (PAIR_SHARE * weight) / pairSupport[pair] };
  }
}

/** Scores are sums of the confidences of all rules that apply, by how recent their antecedents are. */
export const associationRules: Model<Rules> = {
  name: 'association-rules',
  paper: 'Zaki 2000, Scalable Algorithms for Association Mining',
  fit: ({ catalog, log }, _, control) => mineRules(log, catalog.items.length, {}, control),
  scores(rules, visitor, out) {
    let found = false;
    for (const { rows, row, scale } of applying(rules, visitor)) {
      for (let at = rows.offset[row]; at < rows.offset[row + 1]; at++) {
        out[rows.consequent[at]] += scale * rows.together[at];
        found = true;
      }
    }
    return found;
  },
  /** A rule of two items is owed to both alike. */
  because(rules, visitor, item) {
    const amounts = new Map<number, number>();
    for (const { own, rows, row, scale } of applying(rules, visitor)) {
      const place = rows.consequent.subarray(rows.offset[row], rows.offset[row + 1]).indexOf(item);
      if (place < 0) continue;
      const amount = (scale * rows.together[rows.offset[row] + place]) / own.length;
      for (const antecedent of own) amounts.set(antecedent, (amounts.get(antecedent) ?? 0) + amount);
    }
    return [...amounts]
      .map(([item, amount]): Because => ({ item, amount }))
      .sort((a, b) => b.amount - a.amount || a.item - b.item);
  },
  save: ({ orders, support, single, pairs, pairSupport, double }) => ({
    settings: { orders },
    arrays: {
      support,
      offset: single.offset,
      consequent: single.consequent,
      together: single.together,
      pairs,
      pairSupport,
      pairOffset: double.offset,
      pairConsequent: double.consequent,
      pairTogether: double.together,
    },
  }),
  load({ settings, arrays }) {
    const whole = (name: string) => arrays[name] as Uint32Array;
    return {
      orders: settings.orders,
      support: whole('support'),
      single: { offset: whole('offset'), consequent: whole('consequent'), together: whole('together') },
      pairs: whole('pairs'),
      pairSupport: whole('pairSupport'),
      double: {
        offset: whole('pairOffset'),
        consequent: whole('pairConsequent'),
        together: whole('pairTogether'),
      },
    };
  },
};
