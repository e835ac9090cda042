/**
 * Which parameters mattered: functional analysis of variance on a forest of regression trees (Hutter, Hoos &
 * Leyton-Brown 2014, "An Efficient Approach for Assessing Hyperparameter Importance", ICML). A parameter's importance
 * is the share of the forest's variance over the whole space that it explains by itself, all others averaged out; that
 * a search tries good settings more often than others does not bias it.
 */
import { type Random, seeded } from '../random.ts';
import type { Point } from './space.ts';

/** Trees grown; more change the second digit of a percentage. */
const TREES = 64;

/** Observations that a tree divides no further. */
const SMALLEST = 3;

/** A piece of the cube in which a tree says the same. */
interface Leaf {
  low: number[];
  high: number[];
  value: number;
}

interface Observation {
  point: Point;
  value: number;
}

/**
 * @param observations Points in the unit cube, and values.
 * @returns Of each side: its share of the variance, 0 to 1; what is missing to 1 in all comes from sides together. All
 *   zero where there is nothing to explain.
 */
export function importance(observations: readonly Observation[], sides: number, seed: number): number[] {
  const random = seeded(seed);
  const shares = new Array<number>(sides).fill(0);
  if (observations.length === 0) return shares;
  let trees = 0;
  for (let tree = 0; tree < TREES; tree++) {
    // Bagging (Breiman 2001).
    const drawn = observations.map(() => observations[Math.floor(random() * observations.length)]);
    const leaves: Leaf[] = [];
    grow(drawn, new Array(sides).fill(0), new Array(sides).fill(1), random, leaves);
    const { total, main } = variancesOf(leaves, sides);
    if (total <= 0) continue;
    trees++;
    for (let side = 0; side < sides; side++) shares[side] += main[side] / total;
  }
  return shares.map((sum) => (trees === 0 ? 0 : sum / trees));
}

/** Splits where the squares of what is left are least, at a place drawn between the two observations (as SMAC does). */
function grow(
  observations: readonly Observation[],
  low: number[],
  high: number[],
  random: Random,
  leaves: Leaf[],
): void {
  const split = observations.length < SMALLEST ? null : bestSplit(observations, low.length);
  if (split === null) {
    const sum = observations.reduce((total, { value }) => total + value, 0);
    leaves.push({ low, high, value: sum / observations.length });
    return;
  }
  const { side, after, before } = split;
  const at = after + (before - after) * random();
  const left = observations.filter(({ point }) => point[side] <= after);
  const right = observations.filter(({ point }) => point[side] > after);
  const replaced = (values: number[]) => values.map((value, i) => (i === side ? at : value));
  grow(left, low, replaced(high), random, leaves);
  grow(right, replaced(low), high, random, leaves);
}

function bestSplit(
  observations: readonly Observation[],
  sides: number,
): { side: number; after: number; before: number } | null {
  const n = observations.length;
  const total = observations.reduce((sum, { value }) => sum + value, 0);
  let best: { side: number; after: number; before: number } | null = null;
  let most = total ** 2 / n + 1e-12;
  for (let side = 0; side < sides; side++) {
    const sorted = [...observations].sort((a, b) => a.point[side] - b.point[side]);
    let sum = 0;
    for (let i = 0; i + 1 < n; i++) {
      sum += sorted[i].value;
      const after = sorted[i].point[side];
      const before = sorted[i + 1].point[side];
      if (after === before) continue;
      const explained = sum ** 2 / (i + 1) + (total - sum) ** 2 / (n - i - 1);
      if (explained <= most) continue;
      most = explained;
      best = { side, after, before };
    }
  }
  return best;
}

/** Exact, for a tree says the same all over each of its leaves. */
function variancesOf(leaves: readonly Leaf[], sides: number): { total: number; main: number[] } {
  const length = ({ low, high }: Leaf, side: number) => high[side] - low[side];
  const volumes = leaves.map((leaf) => leaf.low.reduce((volume, _, side) => volume * length(leaf, side), 1));
  const mean = leaves.reduce((sum, { value }, i) => sum + volumes[i] * value, 0);
  const total = leaves.reduce((sum, { value }, i) => sum + volumes[i] * (value - mean) ** 2, 0);
  const main = Array.from({ length: sides }, (_, side) => {
    const bounds = [...new Set(leaves.flatMap(({ low, high }) => [low[side], high[side]]))].sort(
      (a, b) => a - b,
    );
    let variance = 0;
    for (let i = 0; i + 1 < bounds.length; i++) {
      const [from, to] = [bounds[i], bounds[i + 1]];
      let marginal = 0;
      leaves.forEach((leaf, index) => {
        const covers = leaf.low[side] <= from && leaf.high[side] >= to;
        if (covers) marginal += (volumes[index] / length(leaf, side)) * leaf.value;
      });
      variance += (to - from) * (marginal - mean) ** 2;
    }
    return variance;
  });
  return { total, main };
}
