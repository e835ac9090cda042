/**
 * Attended: fusion of modalities at the level of the model. An item's nearness to the visitor's own things by text, by
 * picture and by recording is averaged with weights that attend to what this visitor goes by:
 *
 *   score(i) = sum over m of a(m) v(m) z(m, i),   a = softmax over the modalities that i has of q . k(m)
 *
 * (the attention of Bahdanau et al. 2015 over modalities, as by Chen et al. 2017, "Attentive Collaborative Filtering",
 * SIGIR). q is the state: how well each modality told this visitor's own choices (profile/senses.ts), in the item's
 * department and everywhere, shrunk to what is usual in the shop. k and v are learned by a listwise softmax over
 * what was chosen and a sample of the catalog. Plain JavaScript: it has a few dozen numbers to learn.
 */
import type { Catalog } from '../catalog/item.ts';
import { type Control, Pace, part } from '../compute/pace.ts';
import { buildProfile, SESSION_PAUSE } from '../profile/build-profile.ts';
import { momentAtHome } from '../profile/place.ts';
import type { PastEvent, Profile } from '../profile/profile.ts';
import { type Compared, comparedChoices, type Sense } from '../profile/senses.ts';
import { centroid } from '../signals/vectors.ts';
import type { OrderLog } from '../training/orders.ts';
import { pastEvents, userOffsets } from '../training/past-events.ts';
import { normal, type Random, seeded, shuffle } from '../training/random.ts';
import { indexOrders } from '../training/splits.ts';
import { contentLasting, strongest } from './content.ts';
import type { Because, Saved } from './model.ts';

/** What was learned. Modalities are those of the pack, in the order of `sensesOf`. */
export interface Attended {
  /** Modalities x state, row-major: the keys. */
  keys: Float64Array;
  /** Per modality: what a deviation of nearness is worth. */
  values: Float64Array;
  /** Departments x modalities: the usual percentile of a choice (see `Compared`), 0.5 by chance. */
  usual: Float64Array;
}

/** Choices that what is usual counts for beside a visitor's own. */
const SHRINK = 3;

/** The same of the shop's mean beside a department's. */
const SHRINK_DEPARTMENT = 20;

/** Numbers of a state: a constant, then for each modality how well it tells, in the department and everywhere. */
const stateOf = (modalities: number) => 1 + 2 * modalities;

/** So that the numbers of a state are near -1 to 1. */
const SCALE = 4;

/** Persons to learn from, and the newest orders of each. */
const MOST_PERSONS = 1500;
const ORDERS_EACH = 2;

/** Things of one order that are learned from, drawn at random: a wholesaler's order would outweigh everybody else's. */
const MOST_TAKEN = 4;

/** Things that a choice is compared with. */
const CANDIDATES = 200;

/** Of a candidate's modality in one step, in multiply-adds. */
const WORK = 20;

const EPOCHS = 30;
const BATCH = 128;
const LEARNING_RATE = 0.03;
const L2 = 1e-3;

/** A visitor's attention, by department. */
export type Attention = (department: string) => Float64Array;

/**
 * @returns For a department, one number a modality: the softmax over those that an item has are its weights.
 */
export function attentionOf(
  { keys, usual }: Attended,
  compared: readonly Compared[],
  catalog: Catalog,
  modalities: number,
): Attention {
  const state = new State(usual, compared, numbered(catalog), modalities);
  const made = new Map<string, Float64Array>();
  return (department) => {
    let logits = made.get(department);
    if (logits === undefined) {
      logits = product(keys, state.of(department), modalities);
      made.set(department, logits);
    }
    return logits;
  };
}

/** Whether it was learned for these modalities and departments: a catalog may have been sorted anew since. */
export function fitsCatalog(
  { keys, values, usual }: Attended,
  modalities: number,
  catalog: Catalog,
): boolean {
  return (
    keys.length === modalities * stateOf(modalities) &&
    values.length === modalities &&
    usual.length === modalities * numbered(catalog).size
  );
}

/** Softmax over the modalities that `has` accepts; 0 for the others. */
export function weightsAmong(logits: Float64Array, has: (modality: number) => boolean): Float64Array {
  const weights = new Float64Array(logits.length);
  let total = 0;
  for (let m = 0; m < logits.length; m++) {
    if (!has(m)) continue;
    weights[m] = Math.exp(logits[m]);
    total += weights[m];
  }
  if (total > 0) for (let m = 0; m < logits.length; m++) weights[m] /= total;
  return weights;
}

/**
 * Raw scores into `out` (length n, zeroed).
 * @returns False where the visitor has nothing to compare with.
 */
export function attendedScores(
  learned: Attended,
  senses: readonly Sense[],
  catalog: Catalog,
  visitor: Profile,
  out: Float32Array,
): boolean {
  const near = senses.map((sense) => {
    const row = new Float32Array(out.length);
    return contentLasting.scores(sense, visitor, row) ? standardised(row, sense) : null;
  });
  if (near.every((row) => row === null)) return false;
  const attention = attentionOf(
    learned,
    comparedChoices(visitor.sequence, catalog, senses),
    catalog,
    senses.length,
  );
  // Items of one department that have the same senses are attended to alike.
  const departments = numbered(catalog);
  const patterns = 1 << senses.length;
  const weights: (Float64Array | undefined)[] = new Array(departments.size * patterns);
  for (let item = 0; item < out.length; item++) {
    const { department } = catalog.items[item];
    let pattern = 0;
    for (let m = 0; m < senses.length; m++) if (near[m] !== null && has(senses[m], item)) pattern |= 1 << m;
    const of = (departments.get(department) ?? 0) * patterns + pattern;
    weights[of] ??= weightsAmong(attention(department), (m) => ((pattern >> m) & 1) === 1);
    const weight = weights[of];
    for (let m = 0; m < senses.length; m++) {
      if (weight[m] > 0) out[item] += weight[m] * learned.values[m] * (near[m]?.[item] ?? 0);
    }
  }
  return true;
}

/** What each of the visitor's own items added, over the modalities by their weights. */
export function attendedBecause(
  learned: Attended,
  senses: readonly Sense[],
  catalog: Catalog,
  visitor: Profile,
  item: number,
): Because[] {
  const compared = comparedChoices(visitor.sequence, catalog, senses);
  const logits = attentionOf(learned, compared, catalog, senses.length)(catalog.items[item].department);
  const weights = weightsAmong(logits, (m) => has(senses[m], item));
  const amounts = new Map<number, number>();
  senses.forEach((sense, m) => {
    for (const { item: own, amount } of contentLasting.because?.(sense, visitor, item) ?? []) {
      amounts.set(own, (amounts.get(own) ?? 0) + weights[m] * learned.values[m] * amount);
    }
  });
  return [...amounts].map(([own, amount]) => ({ item: own, amount })).sort((a, b) => b.amount - a.amount);
}

export const attendedSaved = {
  save: ({ keys, values, usual }: Attended): Saved => ({ settings: {}, arrays: { keys, values, usual } }),
  load: ({ arrays }: Saved): Attended => ({
    keys: arrays.keys as Float64Array,
    values: arrays.values as Float64Array,
    usual: arrays.usual as Float64Array,
  }),
};

const has = ({ present }: Sense, item: number) => present === undefined || present[item] === 1;

const numbers = new WeakMap<Catalog['items'], ReadonlyMap<string, number>>();

/** Departments, numbered by where each comes first. */
function numbered({ items }: Catalog): ReadonlyMap<string, number> {
  let known = numbers.get(items);
  if (known === undefined) {
    known = new Map([...new Set(items.map(({ department }) => department))].map((name, d) => [name, d]));
    numbers.set(items, known);
  }
  return known;
}

/** How well each modality told somebody's choices. */
class State {
  private readonly own = new Map<number, { sum: Float64Array; count: Float64Array }>();
  /** Over all departments: by how much more than usual. */
  private readonly everywhere: Float64Array;

  constructor(
    private readonly usual: Float64Array,
    compared: readonly Compared[],
    private readonly departments: ReadonlyMap<string, number>,
    private readonly modalities: number,
  ) {
    const sum = new Float64Array(modalities);
    const count = new Float64Array(modalities);
    for (const { department, percentile } of compared) {
      const d = departments.get(department) ?? 0;
      const own = this.own.get(d) ?? {
        sum: new Float64Array(modalities),
        count: new Float64Array(modalities),
      };
      this.own.set(d, own);
      for (let m = 0; m < modalities; m++) {
        if (Number.isNaN(percentile[m])) continue;
        own.sum[m] += percentile[m];
        own.count[m]++;
        sum[m] += percentile[m] - usual[d * modalities + m];
        count[m]++;
      }
    }
    this.everywhere = sum.map((total, m) => total / (count[m] + SHRINK));
  }

  of(department: string): Float64Array {
    const { modalities, usual } = this;
    const d = this.departments.get(department) ?? 0;
    const own = this.own.get(d);
    const state = new Float64Array(stateOf(modalities));
    state[0] = 1;
    for (let m = 0; m < modalities; m++) {
      const sum = (own?.sum[m] ?? 0) + SHRINK * usual[d * modalities + m];
      state[1 + m] = SCALE * (sum / ((own?.count[m] ?? 0) + SHRINK) - 0.5);
      state[1 + modalities + m] = SCALE * this.everywhere[m];
    }
    return state;
  }
}

function product(keys: Float64Array, state: Float64Array, modalities: number): Float64Array {
  return Float64Array.from({ length: modalities }, (_, m) => {
    let sum = 0;
    for (let f = 0; f < state.length; f++) sum += keys[m * state.length + f] * state[f];
    return sum;
  });
}

/** In place: in deviations from the mean of all that there are, drawn together as signals are. */
function standardised(row: Float32Array, sense: Sense): Float32Array {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let item = 0; item < row.length; item++) {
    if (!has(sense, item)) continue;
    count++;
    sum += row[item];
    squares += row[item] ** 2;
  }
  const mean = sum / Math.max(1, count);
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean ** 2));
  for (let item = 0; item < row.length; item++) {
    row[item] = deviation > 1e-6 ? Math.asinh((row[item] - mean) / deviation) : 0;
  }
  return row;
}

/** One choice of one person, among things of all departments. */
interface Example {
  /** By department. */
  states: readonly Float64Array[];
  /** Candidates x modalities, the chosen one first: nearness in deviations; NaN where there is none. */
  near: Float32Array;
  /** Of each candidate. */
  department: Uint16Array;
  /** Which modalities it has, by bits. */
  senses: Uint8Array;
}

/**
 * @param senses Two or more, or there is nothing to attend to.
 * @returns Null where no order had another before it.
 * @throws The abort signal's reason
 */
export async function trainAttended(
  senses: readonly Sense[],
  catalog: Catalog,
  log: OrderLog,
  { seed }: { seed: number },
  control: Control = {},
): Promise<Attended | null> {
  const random = seeded(seed);
  const scenes = await scenesOf(senses, catalog, log, random, part(control, 0, 0.6));
  if (scenes.length === 0) return null;
  const usual = usualOf(scenes, catalog, senses.length);
  const sample = shuffle([...catalog.items.keys()], random).slice(0, CANDIDATES);
  const examples = scenes.flatMap((scene) => examplesOf(scene, senses, catalog, usual, sample));
  if (examples.length === 0) return null;
  const learned = await learn(examples, senses.length, random, part(control, 0.6, 1));
  return { ...learned, usual };
}

/** A person just before an order. */
interface Scene {
  visitor: Profile;
  compared: Compared[];
  /** What they then took. */
  taken: readonly number[];
}

async function scenesOf(
  senses: readonly Sense[],
  catalog: Catalog,
  log: OrderLog,
  random: Random,
  { onProgress, signal }: Control,
): Promise<Scene[]> {
  const orders = indexOrders(log);
  const offset = userOffsets(log);
  const newest = new Map<number, number[]>();
  for (let order = 0; order < orders.count; order++) {
    const user = orders.user[order];
    newest.set(user, [...(newest.get(user) ?? []), order].slice(-ORDERS_EACH));
  }
  const persons = shuffle([...newest], random).slice(0, MOST_PERSONS);
  const scenes: Scene[] = [];
  for (const [place, [user, theirs]] of persons.entries()) {
    const [from, to] = [offset[user], offset[user + 1]];
    const events = pastEvents(log, from, to);
    for (const order of theirs) {
      const at = orders.at[order];
      const past = beforeSession(events, at);
      if (past.length === 0) continue;
      const known = new Set(past.map(({ item }) => item));
      const taken: number[] = [];
      for (let e = from; e < to; e++) {
        if (orders.of[e] === order && !known.has(log.item[e]) && !taken.includes(log.item[e])) {
          taken.push(log.item[e]);
        }
      }
      if (taken.length === 0) continue;
      const visitor = buildProfile(past, catalog, momentAtHome(at, catalog.currency));
      scenes.push({
        visitor,
        compared: comparedChoices(visitor.sequence, catalog, senses),
        taken: taken.length > MOST_TAKEN ? shuffle(taken, random).slice(0, MOST_TAKEN) : taken,
      });
    }
    if (place % 50 !== 49) continue;
    onProgress?.(place / persons.length);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
  }
  return scenes;
}

/** What was known when somebody came: the looks that led to an order would give it away. */
function beforeSession(events: readonly PastEvent[], order: number): PastEvent[] {
  let end = events.length;
  while (end > 0 && events[end - 1].at >= order) end--;
  let since = order;
  while (end > 0 && since - events[end - 1].at < SESSION_PAUSE) since = events[--end].at;
  return events.slice(0, end);
}

function usualOf(scenes: readonly Scene[], catalog: Catalog, modalities: number): Float64Array {
  const departments = numbered(catalog);
  const sum = new Float64Array((departments.size + 1) * modalities);
  const count = new Float64Array(sum.length);
  const all = departments.size;
  for (const { compared } of scenes) {
    for (const { department, percentile } of compared) {
      for (const d of [departments.get(department) ?? 0, all]) {
        for (let m = 0; m < modalities; m++) {
          if (Number.isNaN(percentile[m])) continue;
          sum[d * modalities + m] += percentile[m];
          count[d * modalities + m]++;
        }
      }
    }
  }
  const usual = new Float64Array(departments.size * modalities);
  for (let at = 0; at < usual.length; at++) {
    const whole = all * modalities + (at % modalities);
    const mean = (sum[whole] + 0.5) / (count[whole] + 1);
    usual[at] = (sum[at] + SHRINK_DEPARTMENT * mean) / (count[at] + SHRINK_DEPARTMENT);
  }
  return usual;
}

/** @param sample Things that stand for the whole catalog. */
function examplesOf(
  { visitor, compared, taken }: Scene,
  senses: readonly Sense[],
  catalog: Catalog,
  usual: Float64Array,
  sample: readonly number[],
): Example[] {
  const state = new State(usual, compared, numbered(catalog), senses.length);
  const queries = senses.map(({ vectors, dimensions, present }) =>
    centroid(vectors, dimensions, strongest(visitor, present)),
  );
  const known = new Set(visitor.touched.map(({ item }) => item));
  const departments = numbered(catalog);
  const states = [...departments.keys()].map((name) => state.of(name));
  const others = sample.filter((other) => !known.has(other));
  const near = senses.map((sense, m) => nearness(sense, queries[m], others));
  // Where one modality alone is there, no weight makes a difference.
  if (near.filter((of) => of !== null).length < 2) return [];
  return taken.map((item) => {
    const candidates = [item, ...others.filter((other) => other !== item)];
    const row = new Float32Array(candidates.length * senses.length).fill(Number.NaN);
    candidates.forEach((one, c) => {
      near.forEach((of, m) => {
        if (of !== null && has(senses[m], one)) row[c * senses.length + m] = of(one);
      });
    });
    const department = Uint16Array.from(
      candidates,
      (one) => departments.get(catalog.items[one].department) ?? 0,
    );
    const bits = Uint8Array.from(candidates, (_, c) => {
      let of = 0;
      for (let m = 0; m < senses.length; m++) {
        if (!Number.isNaN(row[c * senses.length + m])) of |= 1 << m;
      }
      return of;
    });
    return { states, near: row, department, senses: bits };
  });
}

/** How near an item is to the query, in deviations of a sample; null where that can't be told. */
function nearness(
  sense: Sense,
  query: Float64Array | null,
  sample: readonly number[],
): ((item: number) => number) | null {
  const values =
    query === null ? [] : sample.flatMap((one) => (has(sense, one) ? [dot(sense, one, query)] : []));
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  if (query === null || !(variance > 1e-12)) return null;
  return (item) => Math.asinh((dot(sense, item, query) - mean) / Math.sqrt(variance));
}

function dot({ vectors, dimensions }: Sense, item: number, query: Float64Array): number {
  let sum = 0;
  for (let k = 0, at = item * dimensions; k < dimensions; k++, at++) sum += vectors[at] * query[k];
  return sum;
}

/** Adam (Kingma & Ba 2015) on the mean log-loss of the choices; the gradient by hand. */
async function learn(
  examples: readonly Example[],
  modalities: number,
  random: Random,
  control: Control,
): Promise<Pick<Attended, 'keys' | 'values'>> {
  const width = stateOf(modalities);
  const keys = modalities * width;
  // Keys, then the logarithms of values.
  const parameters = Float64Array.from({ length: keys + modalities }, (_, p) =>
    p < keys ? 0.01 * normal(random) : 0,
  );
  const first = new Float64Array(parameters.length);
  const second = new Float64Array(parameters.length);
  const perExample = WORK * CANDIDATES * modalities;
  const pace = new Pace(EPOCHS * examples.length * perExample, control);
  let step = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = shuffle([...examples], random);
    for (let at = 0; at < order.length; at += BATCH) {
      const batch = order.slice(at, at + BATCH);
      const gradient = parameters.map((value, p) => (p < keys ? L2 * value : 0));
      for (const example of batch) addGradient(example, parameters, modalities, 1 / batch.length, gradient);
      if (pace.did(batch.length * perExample)) await pace.turn();
      step++;
      for (let p = 0; p < parameters.length; p++) {
        first[p] = 0.9 * first[p] + 0.1 * gradient[p];
        second[p] = 0.999 * second[p] + 0.001 * gradient[p] ** 2;
        const rate = (LEARNING_RATE * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
        parameters[p] -= (rate * first[p]) / (Math.sqrt(second[p]) + 1e-8);
      }
    }
  }
  return { keys: parameters.slice(0, keys), values: parameters.slice(keys).map(Math.exp) };
}

function addGradient(
  { states, near, department, senses }: Example,
  parameters: Float64Array,
  modalities: number,
  share: number,
  gradient: Float64Array,
): void {
  const width = stateOf(modalities);
  const keys = modalities * width;
  const values = parameters.slice(keys).map(Math.exp);
  // Candidates of one department that have the same senses are attended to alike.
  const patterns = 1 << modalities;
  const weights: (Float64Array | undefined)[] = new Array(states.length * patterns);
  const logits = states.map((state) => product(parameters, state, modalities));
  const candidates = department.length;
  const score = new Float64Array(candidates);
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < candidates; c++) {
    const of = department[c] * patterns + senses[c];
    weights[of] ??= weightsAmong(logits[department[c]], (m) => ((senses[c] >> m) & 1) === 1);
    const weight = weights[of];
    for (let m = 0; m < modalities; m++) {
      if (weight[m] > 0) score[c] += weight[m] * values[m] * near[c * modalities + m];
    }
    most = Math.max(most, score[c]);
  }
  let total = 0;
  for (let c = 0; c < candidates; c++) total += Math.exp(score[c] - most);
  const byLogit = new Float64Array(states.length * modalities);
  for (let c = 0; c < candidates; c++) {
    const off = share * (Math.exp(score[c] - most) / total - (c === 0 ? 1 : 0));
    const weight = weights[department[c] * patterns + senses[c]] as Float64Array;
    for (let m = 0; m < modalities; m++) {
      if (weight[m] === 0) continue;
      const value = values[m] * near[c * modalities + m];
      gradient[keys + m] += off * weight[m] * value;
      byLogit[department[c] * modalities + m] += off * weight[m] * (value - score[c]);
    }
  }
  states.forEach((state, d) => {
    for (let m = 0; m < modalities; m++) {
      const by = byLogit[d * modalities + m];
      if (by === 0) continue;
      for (let f = 0; f < width; f++) gradient[m * width + f] += by * state[f];
    }
  });
}
