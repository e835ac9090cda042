/**
 * Segments: a few kinds of customers, found by k-means over what people chose (Lloyd 1982; seeds by Arthur &
 * Vassilvitskii 2007, "k-means++: The Advantages of Careful Seeding", SODA), each with its own popularity. A
 * stranger gets the mix of all kinds, which is popularity; from the first event on the mix leans towards the
 * kinds that buy such things. Needs the log alone: no texts, no factors.
 */
import { type Control, Pace } from '../compute/pace.ts';
import type { Profile } from '../profile/profile.ts';
import { interactions, type SparseRows } from '../training/interactions.ts';
import { type Random, seeded } from '../training/random.ts';
import type { Model } from './model.ts';

export interface SegmentOptions {
  /** Kinds of customers at most. */
  segments: number;
  /** Users that there must be for each of them. */
  usersEach: number;
  /** A segment's popularity is blended with everybody's as if that came with this many purchases. */
  prior: number;
  /** Rounds of Lloyd's algorithm at most. */
  rounds: number;
}

/**
 * From sweeps on Online Retail, its last two orders held out and histories cut to 0, 1, 3 and 10 events: 16
 * segments do 3 to 6 % worse (three seeds), 8 worse still; priors of 20 to 500 do alike, one of 5,000 worse.
 * Clusters of text centroids in place of what was bought did no better.
 */
export const SEGMENT_DEFAULTS: SegmentOptions = { segments: 24, usersEach: 50, prior: 100, rounds: 30 };

/**
 * Rates below this are taken for it when a visitor's kind is guessed, so that neither rounding to 8 bits nor
 * one odd purchase decides. It is about what an item bought once in a million purchases has.
 */
const LEAST_RATE = 1e-6;

export interface Segments {
  /** Of users; sum to 1. */
  shares: Float32Array;
  /**
   * Segments x items: square roots of each item's share of a segment's interest. Roots, because 8 bits then
   * tell apart both the items that lead and those that few buy.
   */
  roots: Float32Array;
}

/** @param matrix users x items, values 0 to 1. Users without a row count for nothing. */
export async function trainSegments(
  matrix: SparseRows,
  options: Partial<SegmentOptions> & { seed: number },
  control: Control = {},
): Promise<Segments> {
  const { segments, usersEach, prior, rounds, seed } = { ...SEGMENT_DEFAULTS, ...options };
  const users = inCanonicalOrder(matrix);
  const most = Math.max(1, Math.min(segments, Math.floor(users.length / usersEach)));
  const kinds = await clusterUsers(matrix, users, most, { rounds, seed }, control);

  const items = matrix.columns;
  const everybody = new Float64Array(items);
  const counts = Array.from({ length: most }, () => new Float64Array(items));
  const sizes = new Float64Array(most);
  users.forEach((user, place) => {
    sizes[kinds[place]]++;
    for (let at = matrix.offset[user]; at < matrix.offset[user + 1]; at++) {
      everybody[matrix.column[at]] += matrix.value[at];
      counts[kinds[place]][matrix.column[at]] += matrix.value[at];
    }
  });
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const whole = sum(everybody);
  const peopled = [...sizes.keys()].filter((kind) => sizes[kind] > 0);
  const roots = new Float32Array(peopled.length * items);
  peopled.forEach((kind, place) => {
    const total = sum(counts[kind]);
    for (let item = 0; item < items; item++) {
      const rate = (counts[kind][item] + (prior * everybody[item]) / whole) / (total + prior);
      roots[place * items + item] = Math.sqrt(rate);
    }
  });
  return { shares: Float32Array.from(peopled, (kind) => sizes[kind] / users.length), roots };
}

/**
 * Users with a row, in an order that depends on their rows alone: seeds are drawn by place, and who comes
 * first in a file must not matter.
 */
function inCanonicalOrder({ rows, offset, column, value }: SparseRows): number[] {
  const users = Array.from({ length: rows }, (_, user) => user).filter(
    (user) => offset[user + 1] > offset[user],
  );
  return users.sort((a, b) => {
    const length = offset[a + 1] - offset[a];
    const other = offset[b + 1] - offset[b];
    if (length !== other) return length - other;
    for (let i = 0; i < length; i++) {
      const [left, right] = [offset[a] + i, offset[b] + i];
      const difference = column[left] - column[right] || value[left] - value[right];
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/**
 * Spherical k-means over sparse rows: users as unit vectors, nearness as cosine.
 * @param users Row numbers, of rows that aren't empty.
 * @param segments At most; some may stay empty.
 * @returns The segment of each of `users`.
 */
export function clusterUsers(
  matrix: SparseRows,
  users: readonly number[],
  segments: number,
  { rounds, seed }: { rounds: number; seed: number },
  control: Control = {},
): Promise<Int32Array> {
  return new Clustering(matrix, users, segments, rounds, control).run(seeded(seed));
}

class Clustering {
  private readonly scale: Float64Array;
  private readonly centroids: Float64Array;
  private readonly kinds: Int32Array;
  private readonly pace: Pace;

  constructor(
    private readonly matrix: SparseRows,
    private readonly users: readonly number[],
    private readonly segments: number,
    private readonly rounds: number,
    control: Control,
  ) {
    const { offset, value, column, columns } = matrix;
    this.scale = Float64Array.from(users, (user) => {
      let square = 0;
      for (let at = offset[user]; at < offset[user + 1]; at++) square += value[at] ** 2;
      return 1 / Math.sqrt(square);
    });
    this.centroids = new Float64Array(segments * columns);
    this.kinds = new Int32Array(users.length);
    this.pace = new Pace((rounds + 1) * segments * column.length, control);
  }

  /** The kind of each user, by place. */
  async run(random: Random): Promise<Int32Array> {
    if (this.users.length === 0) return this.kinds;
    await this.seed(random);
    for (let round = 0; round < this.rounds; round++) {
      if (!(await this.assign())) break;
      this.recentre();
    }
    return this.kinds;
  }

  /** Each next centroid is a user drawn by their squared distance to the nearest one so far. */
  private async seed(random: Random): Promise<void> {
    const { users } = this;
    const distance = new Float64Array(users.length).fill(Number.POSITIVE_INFINITY);
    let chosen = Math.floor(random() * users.length);
    for (let kind = 0; ; kind++) {
      this.add(chosen, kind);
      if (kind === this.segments - 1) return;
      let total = 0;
      for (let place = 0; place < users.length; place++) {
        // Of unit vectors; never below 0 by rounding.
        distance[place] = Math.min(distance[place], Math.max(0, 2 - 2 * this.cosine(place, kind)));
        total += distance[place];
      }
      let left = random() * total;
      chosen = distance.findIndex((share) => {
        left -= share;
        return left < 0;
      });
      // Everybody is where a centroid is already: the rest stay empty.
      if (chosen < 0) return;
      if (this.pace.did(this.matrix.column.length)) await this.pace.turn();
    }
  }

  /** Everybody to the nearest centroid, ties to the first; whether anybody moved. */
  private async assign(): Promise<boolean> {
    let moved = false;
    for (let place = 0; place < this.users.length; place++) {
      let nearest = 0;
      let best = Number.NEGATIVE_INFINITY;
      for (let kind = 0; kind < this.segments; kind++) {
        const cosine = this.cosine(place, kind);
        if (cosine <= best) continue;
        best = cosine;
        nearest = kind;
      }
      moved ||= this.kinds[place] !== nearest;
      this.kinds[place] = nearest;
      const user = this.users[place];
      if (this.pace.did(this.segments * (this.matrix.offset[user + 1] - this.matrix.offset[user]))) {
        await this.pace.turn();
      }
    }
    return moved;
  }

  /** Centroids to the unit vector of their people's sum. */
  private recentre(): void {
    const { columns } = this.matrix;
    this.centroids.fill(0);
    this.kinds.forEach((kind, place) => {
      this.add(place, kind);
    });
    for (let kind = 0; kind < this.segments; kind++) {
      const centroid = this.centroids.subarray(kind * columns, (kind + 1) * columns);
      let square = 0;
      for (const value of centroid) square += value ** 2;
      if (square === 0) continue;
      const scale = 1 / Math.sqrt(square);
      for (let item = 0; item < columns; item++) centroid[item] *= scale;
    }
  }

  private add(place: number, kind: number): void {
    const { offset, column, value, columns } = this.matrix;
    const user = this.users[place];
    for (let at = offset[user]; at < offset[user + 1]; at++) {
      this.centroids[kind * columns + column[at]] += this.scale[place] * value[at];
    }
  }

  private cosine(place: number, kind: number): number {
    const { offset, column, value, columns } = this.matrix;
    const user = this.users[place];
    let sum = 0;
    for (let at = offset[user]; at < offset[user + 1]; at++) {
      sum += value[at] * this.centroids[kind * columns + column[at]];
    }
    return sum * this.scale[place];
  }
}

/**
 * How likely a visitor is of each kind: each item of theirs a draw from the kind's popularity, as naive Bayes
 * has it. Sums to 1; a stranger's is the kinds' shares.
 */
export function membership({ shares, roots }: Segments, { touched }: Profile): Float64Array {
  const items = roots.length / shares.length;
  const likely = Float64Array.from(shares, (share) => Math.log(share));
  for (const { item, lasting } of touched) {
    for (let kind = 0; kind < likely.length; kind++) {
      likely[kind] += lasting * Math.log(Math.max(LEAST_RATE, roots[kind * items + item] ** 2));
    }
  }
  const top = likely.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  let total = 0;
  for (let kind = 0; kind < likely.length; kind++) {
    likely[kind] = Math.exp(likely[kind] - top);
    total += likely[kind];
  }
  return likely.map((value) => value / total);
}

/** Scores are popularity among people of the visitor's kind. */
export const segments: Model<Segments> = {
  name: 'segments',
  paper: 'Arthur & Vassilvitskii 2007, k-means++: The Advantages of Careful Seeding',
  fit: ({ catalog, log }, { seed }, control) =>
    trainSegments(interactions(log, catalog.items.length), { seed }, control),
  scores(state, visitor, out) {
    if (state.shares.length === 0) return false;
    const kinds = membership(state, visitor);
    for (let item = 0; item < out.length; item++) {
      let rate = 0;
      for (let kind = 0; kind < kinds.length; kind++) {
        rate += kinds[kind] * state.roots[kind * out.length + item] ** 2;
      }
      out[item] = rate;
    }
    return true;
  },
  save: ({ shares, roots }) => ({
    settings: {},
    arrays: { shares, roots },
    ...(shares.length > 0 && { columns: { roots: roots.length / shares.length } }),
  }),
  load: ({ arrays }) => ({
    shares: arrays.shares as Float32Array,
    roots: arrays.roots as Float32Array,
  }),
};
