/**
 * Lines of an orders file as columns while the whole file isn't known yet, and the rules that tell which of
 * them are events: put in order, doubled, taken back, rated later. Pure; what to say of it is the caller's.
 */
import { PURCHASE } from './interactions.ts';

/** What a row is besides an event: a rating that belongs to a purchase, or what takes one back. */
export const RATING = 1;
export const RETURN = 2;

/** Columns that grow together; a row's number is its place in the file. */
export class OrderRows {
  length = 0;
  user = new Int32Array(1024);
  item = new Int32Array(1024);
  type = new Uint8Array(1024);
  /** Epoch ms if days come before months, and if not. */
  dayFirst = new Float64Array(1024);
  monthFirst = new Float64Array(1024);
  quantity = new Float32Array(1024);
  order = new Int32Array(1024);
  line = new Int32Array(1024);
  /** NaN where there was none. */
  rating = new Float32Array(1024);
  /** 0, RATING or RETURN. */
  kind = new Uint8Array(1024);

  add(): number {
    if (this.length === this.user.length) {
      const grown = <T extends { set(from: T): void }>(column: T, larger: T): T => {
        larger.set(column);
        return larger;
      };
      const size = 2 * this.length;
      this.user = grown(this.user, new Int32Array(size));
      this.item = grown(this.item, new Int32Array(size));
      this.type = grown(this.type, new Uint8Array(size));
      this.dayFirst = grown(this.dayFirst, new Float64Array(size));
      this.monthFirst = grown(this.monthFirst, new Float64Array(size));
      this.quantity = grown(this.quantity, new Float32Array(size));
      this.order = grown(this.order, new Int32Array(size));
      this.line = grown(this.line, new Int32Array(size));
      this.rating = grown(this.rating, new Float32Array(size));
      this.kind = grown(this.kind, new Uint8Array(size));
    }
    return this.length++;
  }
}

/** What a rule left and what it took away; both are numbers of rows. */
export interface Sifted {
  kept: Int32Array;
  dropped: number[];
}

/** Rows by user, time, and place in the file: a counting sort by user, then each user's by time. */
export function sortedRows(rows: Int32Array, user: Int32Array, users: number, at: Float64Array): Int32Array {
  const start = new Int32Array(users + 1);
  for (const row of rows) start[user[row] + 1]++;
  for (let i = 0; i < users; i++) start[i + 1] += start[i];
  const next = start.slice();
  const sorted = new Int32Array(rows.length);
  for (const row of rows) sorted[next[user[row]]++] = row;
  for (let i = 0; i < users; i++) {
    sorted.subarray(start[i], start[i + 1]).sort((a, b) => at[a] - at[b] || a - b);
  }
  return sorted;
}

/** Of events at one moment by one user, how many are compared with each to find doubled lines. */
const COMPARED = 64;

/** Drops rows that repeat an earlier one in everything. */
export function withoutDoubles(sorted: Int32Array, rows: OrderRows, at: Float64Array): Sifted {
  const { user, item, type, quantity, order, rating } = rows;
  /** Per item: its last row so far; per row: the one before it of the same item. */
  const lastOf = new Map<number, number>();
  const previous = new Int32Array(rows.length).fill(-1);
  const alike = (a: number, b: number) =>
    type[a] === type[b] &&
    quantity[a] === quantity[b] &&
    order[a] === order[b] &&
    Object.is(rating[a], rating[b]);
  const dropped: number[] = [];
  let first = -1;
  const kept = sorted.filter((row) => {
    if (first === -1 || user[row] !== user[first] || at[row] !== at[first]) {
      first = row;
      lastOf.clear();
    }
    let same = lastOf.get(item[row]) ?? -1;
    for (let compared = 0; same !== -1 && compared < COMPARED; compared++) {
      if (alike(same, row)) break;
      same = compared === COMPARED - 1 ? -1 : previous[same];
    }
    if (same !== -1) {
      dropped.push(row);
      return false;
    }
    previous[row] = lastOf.get(item[row]) ?? -1;
    lastOf.set(item[row], row);
    return true;
  });
  return { kept, dropped };
}

/** Drops returns, and of each person the newest purchase of that item before. */
export function withoutReturns(sorted: Int32Array, { user, item, type, kind }: OrderRows): Sifted {
  const undone: number[] = [];
  let bought = new Map<number, number[]>();
  sorted.forEach((row, place) => {
    if (place === 0 || user[row] !== user[sorted[place - 1]]) bought = new Map();
    const before = bought.get(item[row]);
    if (kind[row] === RETURN) {
      const purchase = before?.pop();
      if (purchase !== undefined) undone.push(purchase);
    } else if (type[row] === PURCHASE) {
      if (before === undefined) bought.set(item[row], [row]);
      else before.push(row);
    }
  });
  const gone = new Set(undone);
  return { kept: sorted.filter((row) => kind[row] !== RETURN && !gone.has(row)), dropped: undone };
}

/** Ratings of what the person bought or rated before become the rating of that row, and are dropped. */
export function joinRatings(sorted: Int32Array, { user, item, type, rating, kind }: OrderRows): Sifted {
  const dropped: number[] = [];
  let had = new Map<number, number>();
  const kept = sorted.filter((row, place) => {
    if (place === 0 || user[row] !== user[sorted[place - 1]]) had = new Map();
    const before = had.get(item[row]);
    if (kind[row] === RATING && before !== undefined) {
      if (!Number.isNaN(rating[row])) rating[before] = rating[row];
      dropped.push(row);
      return false;
    }
    if (type[row] === PURCHASE) had.set(item[row], row);
    return true;
  });
  return { kept, dropped };
}

/** Tops of the scales in use: thumbs, stars, school marks and points. */
const SCALES = [1, 5, 10, 20, 100];

/** The longest scale in use. */
export const HIGHEST_RATING = 100;

/** Ratings needed before a single one can be called out of scale, and the share that may be. */
const RATINGS_FOR_SCALE = 20;
const OUT_OF_SCALE = 0.001;

/**
 * Where the scale of some ratings ends: the lowest of the usual tops that at most one rating, or one in a
 * thousand, is above.
 */
export function topOfScale(ratings: Float32Array): number {
  if (ratings.length < RATINGS_FOR_SCALE) return HIGHEST_RATING;
  const few = Math.max(1, Math.floor(OUT_OF_SCALE * ratings.length));
  const above = (top: number) => ratings.reduce((sum, rating) => sum + (rating > top ? 1 : 0), 0);
  return SCALES.find((top) => above(top) <= few) ?? HIGHEST_RATING;
}
