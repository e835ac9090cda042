/**
 * Interests kept apart: touched items grouped by what they mean and what kind they are of. One mean of somebody
 * who hikes and bakes lies between boots and bread, where nothing is. Agglomerative clustering, so that no seed
 * decides; it knows nothing of names or words.
 */
import { dot, normalise } from '../catalog/clusters.ts';
import type { Catalog } from '../catalog/item.ts';
import { CLUSTERS } from './evidence.ts';

/** One thing to group. */
export interface Weighed {
  item: number;
  /** How much it counts, above 0. */
  weight: number;
}

const means = new WeakMap<Float32Array, Float32Array>();

/** The mean of all rows; worked out once for a matrix. Sentence vectors share it, and it says nothing. */
function meanRow(vectors: Float32Array, d: number): Float32Array {
  let mean = means.get(vectors);
  if (mean === undefined) {
    mean = new Float32Array(d);
    const n = Math.floor(vectors.length / d);
    const sum = new Float64Array(d);
    for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) sum[k] += vectors[i * d + k];
    for (let k = 0; k < d; k++) mean[k] = sum[k] / n;
    means.set(vectors, mean);
  }
  return mean;
}

/**
 * Rows less the mean of all, at unit length; zeros stay zeros.
 * @param vectors n x d, row-major.
 * @returns items.length x d
 */
export function centredRows(vectors: Float32Array, d: number, items: readonly number[]): Float32Array {
  const rows = new Float32Array(items.length * d);
  if (d === 0) return rows;
  const mean = meanRow(vectors, d);
  items.forEach((item, i) => {
    for (let k = 0; k < d; k++) rows[i * d + k] = vectors[item * d + k] - mean[k];
    normalise(rows, i * d, d);
  });
  return rows;
}

/**
 * Groups what is alike: average linkage (Sokal & Michener 1958), cut where the mean silhouette (Rousseeuw 1987,
 * doi:10.1016/0377-0427(87)90125-7) is largest, among the cuts between `CLUSTERS.together` and `.apart`.
 * @param weighed Distinct items, strongest first.
 * @param rows weighed.length x d, as of `centredRows`; with d = 0 kinds, departments and tags alone decide.
 * @returns Positions in `weighed`, each in one group, ascending; the strongest group first.
 */
export function groupAlike(
  weighed: readonly Weighed[],
  catalog: Catalog,
  rows: Float32Array,
  d: number,
): number[][] {
  const kin = kinOf(weighed, catalog);
  const groups = cut(weighed.slice(0, CLUSTERS.leaders), rows, d, kin);
  joinNearest(groups, weighed.length, rows, d, kin);
  const weightOf = (group: readonly number[]) => group.reduce((sum, at) => sum + weighed[at].weight, 0);
  return groups
    .map((group) => ({ group: group.sort((a, b) => a - b), weight: weightOf(group) }))
    .sort((a, b) => b.weight - a.weight || a.group[0] - b.group[0])
    .map(({ group }) => group);
}

const rare = new WeakMap<Catalog, ReadonlySet<string>>();

/** Tags that few enough items have to make two of them alike; worked out once for a catalog. */
function rareTags(catalog: Catalog): ReadonlySet<string> {
  let tags = rare.get(catalog);
  if (tags === undefined) {
    const counts = new Map<string, number>();
    for (const item of catalog.items)
      for (const tag of item.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    const most = CLUSTERS.rareTag * catalog.items.length;
    tags = new Set([...counts].flatMap(([tag, count]) => (count <= most ? [tag] : [])));
    rare.set(catalog, tags);
  }
  return tags;
}

/** What of an item, besides its text, makes it like another; numbers, since every pair is compared. */
interface Kin {
  department: number;
  /** -1 where it has none. */
  kind: number;
  /** Bits, one a rare tag. */
  tags: Int32Array;
}

function kinOf(weighed: readonly Weighed[], catalog: Catalog): Kin[] {
  const rareOnes = rareTags(catalog);
  const numbers = new Map<string, number>();
  const numberOf = (name: string) => {
    let number = numbers.get(name);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(name, number);
    }
    return number;
  };
  const tagNumbers = new Map<string, number>();
  for (const { item } of weighed) {
    for (const tag of catalog.items[item].tags) {
      if (rareOnes.has(tag) && !tagNumbers.has(tag)) tagNumbers.set(tag, tagNumbers.size);
    }
  }
  return weighed.map(({ item }) => {
    const { department, kind, tags } = catalog.items[item];
    const bits = new Int32Array(Math.ceil(tagNumbers.size / 32));
    for (const tag of tags) {
      const number = tagNumbers.get(tag);
      if (number !== undefined) bits[number >> 5] |= 1 << (number & 31);
    }
    return {
      department: numberOf(department),
      kind: kind === '' ? -1 : numberOf(`${department}\n${kind}`),
      tags: bits,
    };
  });
}

/** How much nearer two items are for what they are called. */
function nearness(a: Kin, b: Kin): number {
  let shared = 0;
  for (let word = 0; word < a.tags.length; word++) shared |= a.tags[word] & b.tags[word];
  const tagged = shared === 0 ? 0 : CLUSTERS.sameTag;
  if (a.department !== b.department) return tagged;
  return tagged + (a.kind >= 0 && a.kind === b.kind ? CLUSTERS.sameKind : CLUSTERS.sameDepartment);
}

/** n x n, symmetric. */
function distances(n: number, rows: Float32Array, d: number, kin: readonly Kin[]): Float64Array {
  const distance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const cosine = d === 0 ? 0 : dot(rows, i * d, rows, j * d, d);
      distance[i * n + j] = Math.max(0, 1 - cosine - nearness(kin[i], kin[j]));
      distance[j * n + i] = distance[i * n + j];
    }
  }
  return distance;
}

/** The leaders' groups. */
function cut(leaders: readonly Weighed[], rows: Float32Array, d: number, kin: readonly Kin[]): number[][] {
  const n = leaders.length;
  const weight = Float64Array.from(leaders, (leader) => leader.weight);
  const dendrogram = new Dendrogram(weight, distances(n, rows, d, kin));
  let best = { groups: dendrogram.groups(), silhouette: Number.NEGATIVE_INFINITY };
  for (;;) {
    const { a, b, apart } = dendrogram.nearestPair();
    // Before this merge a cut may stand, if everything nearer than `together` is joined.
    if (!(apart <= CLUSTERS.together)) {
      const silhouette = dendrogram.meanSilhouette();
      // Fewer interests where it makes no difference: a later cut wins a tie.
      if (silhouette >= best.silhouette) best = { groups: dendrogram.groups(), silhouette };
    }
    if (!(apart <= CLUSTERS.apart)) return best.groups;
    dendrogram.merge(a, b);
  }
}

/** Agglomeration under way: which groups there are, how far apart, and how far each item is from each of them. */
class Dendrogram {
  readonly #n: number;
  readonly #weight: Float64Array;
  /** Weight of the group that each row stands for. */
  readonly #groupWeight: Float64Array;
  /** Between groups, n x n. */
  readonly #between: Float64Array;
  /** Sum of item i's distances to the members of group g, at i * n + g. */
  readonly #sums: Float64Array;
  readonly #members: number[][];
  readonly #groupOf: Int32Array;
  #alive: number[];

  /** @param distance n x n, symmetric */
  constructor(weight: Float64Array, distance: Float64Array) {
    this.#n = weight.length;
    this.#weight = weight;
    this.#groupWeight = weight.slice();
    this.#between = distance.slice();
    this.#sums = distance.slice();
    this.#members = Array.from(weight, (_, at) => [at]);
    this.#groupOf = Int32Array.from(weight, (_, at) => at);
    this.#alive = this.#members.map((_, at) => at);
  }

  groups(): number[][] {
    return this.#alive.map((at) => [...this.#members[at]]);
  }

  /** `apart` is infinite where there are no two. */
  nearestPair(): { a: number; b: number; apart: number } {
    const alive = this.#alive;
    let nearest = { a: -1, b: -1, apart: Number.POSITIVE_INFINITY };
    for (let i = 0; i < alive.length; i++) {
      const row = alive[i] * this.#n;
      for (let j = i + 1; j < alive.length; j++) {
        const apart = this.#between[row + alive[j]];
        if (apart < nearest.apart) nearest = { a: alive[i], b: alive[j], apart };
      }
    }
    return nearest;
  }

  /** Puts b into a. */
  merge(a: number, b: number): void {
    const n = this.#n;
    const [ofA, ofB] = [this.#groupWeight[a], this.#groupWeight[b]];
    const all = ofA + ofB;
    this.#alive = this.#alive.filter((at) => at !== b);
    for (const c of this.#alive) {
      if (c === a) continue;
      const [toA, toB] = [this.#between[a * n + c], this.#between[b * n + c]];
      const joined = all > 0 ? (ofA * toA + ofB * toB) / all : (toA + toB) / 2;
      this.#between[a * n + c] = joined;
      this.#between[c * n + a] = joined;
    }
    this.#groupWeight[a] = all;
    for (let i = 0; i < n; i++) this.#sums[i * n + a] += this.#sums[i * n + b];
    for (const member of this.#members[b]) this.#groupOf[member] = a;
    this.#members[a].push(...this.#members[b]);
  }

  /** Weighted by item; 0 for an item alone in its group, as Rousseeuw sets it, and for a single group. */
  meanSilhouette(): number {
    if (this.#alive.length < 2) return 0;
    const n = this.#n;
    let sum = 0;
    let weights = 0;
    for (let i = 0; i < n; i++) {
      weights += this.#weight[i];
      const own = this.#groupOf[i];
      if (this.#members[own].length < 2) continue;
      const inside = this.#sums[i * n + own] / (this.#members[own].length - 1);
      let outside = Number.POSITIVE_INFINITY;
      for (const group of this.#alive) {
        if (group === own) continue;
        const mean = this.#sums[i * n + group] / this.#members[group].length;
        if (mean < outside) outside = mean;
      }
      const larger = Math.max(inside, outside);
      if (larger > 0) sum += (this.#weight[i] * (outside - inside)) / larger;
    }
    return weights > 0 ? sum / weights : 0;
  }
}

/** Puts each of those that didn't lead into the group that it is least far from on average. */
function joinNearest(
  groups: number[][],
  all: number,
  rows: Float32Array,
  d: number,
  kin: readonly Kin[],
): void {
  const leaders = groups.reduce((sum, group) => sum + group.length, 0);
  if (leaders === all) return;
  const cores = groups.map((group) => {
    // The mean of unit rows: its product with a row is that row's mean cosine to them.
    const mean = new Float32Array(d);
    for (const at of group) for (let k = 0; k < d; k++) mean[k] += rows[at * d + k] / group.length;
    return { mean, members: [...group] };
  });
  const near = new Float64Array(groups.length);
  for (let at = leaders; at < all; at++) {
    let related = false;
    for (let group = 0; group < cores.length; group++) {
      const { members } = cores[group];
      let sum = 0;
      for (const member of members) sum += nearness(kin[at], kin[member]);
      near[group] = sum / members.length;
      related ||= sum > 0;
    }
    let nearest = 0;
    let closest = Number.NEGATIVE_INFINITY;
    for (let group = 0; group < cores.length; group++) {
      // Where some have a department or tag in common with it, the others need no look at their texts.
      if (related && near[group] === 0) continue;
      const close = near[group] + (d === 0 ? 0 : dot(rows, at * d, cores[group].mean, 0, d));
      if (close > closest) {
        closest = close;
        nearest = group;
      }
    }
    groups[nearest].push(at);
  }
}
