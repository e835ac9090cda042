/**
 * A catalog on a plane: vectors of any size become points in two dimensions, alike ones near each other, the
 * same points for the same vectors. Knows nothing of items; what the points mean is the caller's.
 */
import { UMAP } from 'umap-js';
import { type Control, Pace } from '../compute/pace.ts';
import { normal, type Random, seeded, shuffle } from '../training/random.ts';
import { centred, dot, normalise } from './clusters.ts';
import { GOLDEN_ANGLE } from './sunflower.ts';

export interface ProjectionControl extends Control {
  /** Up to this many rows take part in the layout; of more, so many do and the others settle among them. */
  landmarks?: number;
  /** Called now and then with the points as they are so far, n x 2, fitted like the result. */
  onLayout?: (positions: Float32Array) => void;
}

/**
 * Principal components that neighbours are looked for in. 50 of 512 hold 0.84 of the demo's variance, and as
 * many neighbours of the centred rows survive on the plane as with 100 (0.69 against 0.70), in half the time.
 */
const COMPONENTS = 50;

/** Rounds of subspace iteration: the paper finds one or two enough, and one more costs little. */
const ROUNDS = 3;

/** Neighbours of a row, itself among them: UMAP's own default. */
const NEIGHBOURS = 15;

/** Beginning from principal components, 400 epochs keep no more neighbours than 200 (0.70 and 0.69 of them). */
const EPOCHS = 200;

/** Room between points: large enough that a dense kind is still a crowd and not a blot. */
const LEAST_DISTANCE = 0.15;

/** Time grows faster than these: 840 took 2.2 s of one busy core, 4,000 took 10.9 s. */
const LANDMARKS = 5_000;

/** Landmarks that a row settles between. */
const SETTLE_BETWEEN = 3;

/** Epochs between two calls of `onLayout`: some thirty in all. */
const LAYOUT_EVERY = 6;

/** Work of one edge of the graph in one epoch, in `Pace`'s units: two powers for each of six samples. */
const WORK_PER_EDGE = 150;

/**
 * UMAP (McInnes, Healy & Melville 2018) of the principal components, begun from the first two of them, so that
 * the large shapes are the catalog's and not the seed's. Equal rows stand in a little sunflower.
 * @param vectors n x d, row-major; unknown text may be zeros
 * @returns n x 2, row-major, all finite, inside the unit square; the longest way across lies along x
 * @throws The abort signal's reason
 */
export async function projectRows(
  vectors: Float32Array,
  d: number,
  seed: number,
  control: ProjectionControl = {},
): Promise<Float32Array> {
  const n = d === 0 ? 0 : Math.floor(vectors.length / d);
  const r = Math.min(COMPONENTS, d);
  const most = control.landmarks ?? LANDMARKS;
  const used = Math.min(n, most);
  const pace = new Pace(
    n * d * r * (2 * ROUNDS + 1) + n * used * r + used * NEIGHBOURS * WORK_PER_EDGE * 2 * EPOCHS,
    control,
  );
  const components = await principalComponents(centred(vectors, n, d), d, r, seed, pace);
  const { firsts, firstOf } = distinct(components, r);
  const rows = gather(components, r, firsts);
  const landmarks = drawn(firsts.length, most, seeded(seed));
  const marks = gather(rows, r, landmarks);

  const whole = async (laidOut: Float32Array, settled: Settled | null) =>
    fitted(unfold(settled ? settle(laidOut, settled) : laidOut, firstOf));
  const settled = landmarks.length < firsts.length ? await settleBetween(rows, marks, r, pace) : null;
  const laidOut = await layout(marks, r, seed, pace, async (positions) =>
    control.onLayout?.(await whole(positions, settled)),
  );
  control.onProgress?.(1);
  return whole(laidOut, settled);
}

/**
 * The rows along their r strongest directions, strongest first: subspace iteration from a random start (Halko,
 * Martinsson & Tropp 2011), which at r of 50 takes a tenth of the time of a whole decomposition.
 * @param rows n x d, centred
 * @returns n x r
 */
async function principalComponents(
  rows: Float32Array,
  d: number,
  r: number,
  seed: number,
  pace: Pace,
): Promise<Float32Array> {
  const n = d === 0 ? 0 : rows.length / d;
  const random = seeded(seed);
  const directions = Float32Array.from({ length: r * d }, () => normal(random));
  orthonormalise(directions, d);
  const sums = new Float32Array(r * d);
  for (let round = 0; round < ROUNDS; round++) {
    sums.fill(0);
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < r; c++) {
        const along = dot(rows, i * d, directions, c * d, d);
        for (let j = 0; j < d; j++) sums[c * d + j] += along * rows[i * d + j];
      }
      if (pace.did(2 * r * d)) await pace.turn();
    }
    directions.set(sums);
    orthonormalise(directions, d);
  }
  const components = new Float32Array(n * r);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < r; c++) components[i * r + c] = dot(rows, i * d, directions, c * d, d);
    if (pace.did(r * d)) await pace.turn();
  }
  return components;
}

/** Gram-Schmidt over rows of d, in place. What depends on rows before it becomes zero. */
function orthonormalise(rows: Float32Array, d: number): void {
  for (let at = 0; at < rows.length; at += d) {
    // Twice, since one pass in float32 leaves a remainder (Giraud et al. 2005).
    for (let pass = 0; pass < 2; pass++) {
      for (let before = 0; before < at; before += d) {
        const along = dot(rows, at, rows, before, d);
        for (let j = 0; j < d; j++) rows[at + j] -= along * rows[before + j];
      }
      if (!normalise(rows, at, d)) rows.fill(0, at, at + d);
    }
  }
}

/** Which rows are the first of their like, and for every row the place in `firsts` of the one it equals. */
function distinct(rows: Float32Array, d: number): { firsts: Int32Array; firstOf: Int32Array } {
  const n = d === 0 ? 0 : rows.length / d;
  const firsts: number[] = [];
  const firstOf = new Int32Array(n);
  const alike = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const candidates = alike.get(rows[i * d]) ?? [];
    const place = candidates.find((place) => equalRows(rows, firsts[place] * d, i * d, d));
    firstOf[i] = place ?? firsts.length;
    if (place !== undefined) continue;
    alike.set(rows[i * d], [...candidates, firsts.length]);
    firsts.push(i);
  }
  return { firsts: Int32Array.from(firsts), firstOf };
}

function equalRows(rows: Float32Array, a: number, b: number, d: number): boolean {
  for (let j = 0; j < d; j++) if (rows[a + j] !== rows[b + j]) return false;
  return true;
}

function gather(rows: Float32Array, d: number, which: Int32Array): Float32Array {
  const out = new Float32Array(which.length * d);
  which.forEach((row, i) => {
    out.set(rows.subarray(row * d, (row + 1) * d), i * d);
  });
  return out;
}

/** At most `most` of 0 .. n - 1, drawn without a pattern: ids may go round the departments in turn. Ascending. */
function drawn(n: number, most: number, random: Random): Int32Array {
  const all = Array.from({ length: n }, (_, i) => i);
  return Int32Array.from(n <= most ? all : shuffle(all, random).slice(0, most)).sort();
}

interface Neighbours {
  indices: number[][];
  distances: number[][];
}

/** The k rows of `among` nearest to each of `rows`, nearest first, by Euclidean distance; exact. */
async function nearestRows(
  rows: Float32Array,
  among: Float32Array,
  d: number,
  k: number,
  pace: Pace,
): Promise<Neighbours> {
  const indices: number[][] = [];
  const distances: number[][] = [];
  const best = new Float64Array(k);
  const ids = new Int32Array(k);
  for (let at = 0; at < rows.length; at += d) {
    best.fill(Number.POSITIVE_INFINITY);
    for (let other = 0; other < among.length; other += d) {
      let distance = 0;
      for (let j = 0; j < d; j++) {
        const apart = rows[at + j] - among[other + j];
        distance += apart * apart;
      }
      if (distance >= best[k - 1]) continue;
      let place = k - 1;
      for (; place > 0 && best[place - 1] > distance; place--) {
        best[place] = best[place - 1];
        ids[place] = ids[place - 1];
      }
      best[place] = distance;
      ids[place] = other / d;
    }
    indices.push(Array.from(ids));
    distances.push(Array.from(best, Math.sqrt));
    if (pace.did(among.length)) await pace.turn();
  }
  return { indices, distances };
}

/** UMAP's layout of distinct rows. Too few of them for a graph stand by their first two components. */
async function layout(
  rows: Float32Array,
  r: number,
  seed: number,
  pace: Pace,
  onLayout: (positions: Float32Array) => Promise<void>,
): Promise<Float32Array> {
  const n = rows.length / r;
  const start = firstTwo(rows, r);
  if (n < 4) return start;
  const nNeighbors = Math.min(NEIGHBOURS, n - 1);
  const { indices, distances } = await nearestRows(rows, rows, r, nNeighbors, pace);
  const umap = new UMAP({
    nNeighbors,
    minDist: LEAST_DISTANCE,
    nEpochs: EPOCHS,
    random: seeded(seed),
  });
  umap.setPrecomputedKNN(indices, distances);
  // With its neighbours given, the library reads nothing of the rows but how many there are.
  umap.initializeFit(indices);
  const embedding = umap.getEmbedding();
  // It begins at random and has no option for that; these are the points it moves.
  embedding.forEach((point, i) => {
    point[0] = start[i * 2] * 20 - 10;
    point[1] = start[i * 2 + 1] * 20 - 10;
  });
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    umap.step();
    if (epoch % LAYOUT_EVERY === 0) await onLayout(Float32Array.from(embedding.flat()));
    if (pace.did(n * nNeighbors * WORK_PER_EDGE * 2)) await pace.turn();
  }
  return Float32Array.from(embedding.flat());
}

/** The first two components, in the unit square. */
function firstTwo(rows: Float32Array, r: number): Float32Array {
  const n = rows.length / r;
  return fitted(
    Float32Array.from({ length: n * 2 }, (_, i) => (i % 2 < r ? rows[(i >> 1) * r + (i % 2)] : 0)),
  );
}

interface Settled {
  /** Rows x SETTLE_BETWEEN. */
  landmarks: Int32Array;
  /** As many; those of a row sum to 1. */
  weights: Float32Array;
}

/** Between which landmarks each row stands, the nearer the closer; as UMAP begins with rows it hasn't seen. */
async function settleBetween(
  rows: Float32Array,
  marks: Float32Array,
  r: number,
  pace: Pace,
): Promise<Settled> {
  const { indices, distances } = await nearestRows(rows, marks, r, SETTLE_BETWEEN, pace);
  const weights = Float32Array.from(
    distances.flatMap((row) => {
      const each = row.map((distance) => 1 / (distance * distance + 1e-9));
      const sum = each.reduce((a, b) => a + b, 0);
      return each.map((weight) => weight / sum);
    }),
  );
  return { landmarks: Int32Array.from(indices.flat()), weights };
}

function settle(laidOut: Float32Array, { landmarks, weights }: Settled): Float32Array {
  const positions = new Float32Array((landmarks.length / SETTLE_BETWEEN) * 2);
  landmarks.forEach((landmark, i) => {
    const row = Math.floor(i / SETTLE_BETWEEN);
    positions[row * 2] += weights[i] * laidOut[landmark * 2];
    positions[row * 2 + 1] += weights[i] * laidOut[landmark * 2 + 1];
  });
  return positions;
}

/** Every row at the place of the first of its like, the others in a sunflower around it. */
function unfold(positions: Float32Array, firstOf: Int32Array): Float32Array {
  const n = firstOf.length;
  const seen = new Int32Array(positions.length / 2);
  // Half of what lies between neighbours where n points fill the square evenly.
  const apart = (0.5 * Math.max(extent(positions).size, 1e-3)) / Math.sqrt(Math.max(1, n));
  const out = new Float32Array(n * 2);
  firstOf.forEach((place, i) => {
    const nth = seen[place]++;
    const radius = apart * Math.sqrt(nth);
    out[i * 2] = positions[place * 2] + radius * Math.cos(nth * GOLDEN_ANGLE);
    out[i * 2 + 1] = positions[place * 2 + 1] + radius * Math.sin(nth * GOLDEN_ANGLE);
  });
  return out;
}

function extent(positions: Float32Array): { x: number; y: number; size: number } {
  let [minX, minY, maxX, maxY] = [1, 1, -1, -1].map((sign) => sign * Number.POSITIVE_INFINITY);
  for (let i = 0; i < positions.length; i += 2) {
    minX = Math.min(minX, positions[i]);
    maxX = Math.max(maxX, positions[i]);
    minY = Math.min(minY, positions[i + 1]);
    maxY = Math.max(maxY, positions[i + 1]);
  }
  if (positions.length === 0) return { x: 0, y: 0, size: 0 };
  return { x: (minX + maxX) / 2, y: (minY + maxY) / 2, size: Math.max(maxX - minX, maxY - minY) };
}

/** Turned so that the longest way across lies along x, moved and scaled into the unit square, shape kept. */
function fitted(positions: Float32Array): Float32Array {
  const n = positions.length / 2;
  const out = turned(positions);
  const { x, y, size } = extent(out);
  const scale = size > 0 ? 1 / size : 0;
  for (let i = 0; i < n; i++) {
    out[i * 2] = 0.5 + (out[i * 2] - x) * scale;
    out[i * 2 + 1] = 0.5 + (out[i * 2 + 1] - y) * scale;
  }
  return out;
}

function turned(positions: Float32Array): Float32Array {
  const n = positions.length / 2;
  let [meanX, meanY, xx, xy, yy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    meanX += positions[i * 2] / n;
    meanY += positions[i * 2 + 1] / n;
  }
  for (let i = 0; i < n; i++) {
    const x = positions[i * 2] - meanX;
    const y = positions[i * 2 + 1] - meanY;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const out = new Float32Array(n * 2);
  for (let i = 0; i < n; i++) {
    const x = positions[i * 2] - meanX;
    const y = positions[i * 2 + 1] - meanY;
    out[i * 2] = cos * x + sin * y;
    out[i * 2 + 1] = cos * y - sin * x;
  }
  return out;
}
