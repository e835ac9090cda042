/**
 * Search by meaning: the cosine of a query's vector with every item's. Exact: an index of neighbours would cost more to
 * build than all searches of a visit.
 */

/** How near each item is to a query. */
export interface Nearness {
  /** Cosine per item. */
  cosine: Float32Array;
  /** Over all items: encoders differ in where their cosines lie. */
  mean: number;
  deviation: number;
}

/**
 * @param query unit vector, length d
 * @param vectors n x d unit rows, row-major
 */
export function nearness(query: Float32Array, vectors: Float32Array): Nearness {
  const d = query.length;
  const n = Math.floor(vectors.length / d);
  const cosine = new Float32Array(n);
  let sum = 0;
  let squares = 0;
  for (let item = 0, at = 0; item < n; item++) {
    // Four sums at a time: they don't wait for each other.
    let a = 0;
    let b = 0;
    let c = 0;
    let e = 0;
    let j = 0;
    for (; j + 3 < d; j += 4, at += 4) {
      a += query[j] * vectors[at];
      b += query[j + 1] * vectors[at + 1];
      c += query[j + 2] * vectors[at + 2];
      e += query[j + 3] * vectors[at + 3];
    }
    for (; j < d; j++, at++) a += query[j] * vectors[at];
    const value = a + b + c + e;
    cosine[item] = value;
    sum += value;
    squares += value * value;
  }
  const mean = n === 0 ? 0 : sum / n;
  return { cosine, mean, deviation: n === 0 ? 0 : Math.sqrt(Math.max(0, squares / n - mean * mean)) };
}

/**
 * The `count` items with the highest scores, best first, ties to the lower index. A heap of `count` with its worst on
 * top, so that nearly all items are turned away by one comparison.
 */
export function topItems(
  scores: ArrayLike<number>,
  count: number,
  accept: (item: number) => boolean = () => true,
): number[] {
  const heap: number[] = [];
  const worse = (a: number, b: number) => scores[a] < scores[b] || (scores[a] === scores[b] && a > b);
  for (let item = 0; item < scores.length; item++) {
    if (heap.length === count && (count === 0 || !worse(heap[0], item))) continue;
    if (!accept(item)) continue;
    if (heap.length < count) rise(heap, item, worse);
    else sink(heap, item, worse);
  }
  return heap.sort((a, b) => scores[b] - scores[a] || a - b);
}

function rise(heap: number[], item: number, worse: (a: number, b: number) => boolean): void {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!worse(heap[at], heap[parent])) return;
    [heap[at], heap[parent]] = [heap[parent], heap[at]];
    at = parent;
  }
}

/** Puts `item` in the place of the worst. */
function sink(heap: number[], item: number, worse: (a: number, b: number) => boolean): void {
  let at = 0;
  heap[0] = item;
  for (;;) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2])
      if (child < heap.length && worse(heap[child], heap[least])) least = child;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least], heap[at]];
    at = least;
  }
}
