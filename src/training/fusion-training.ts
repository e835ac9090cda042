/**
 * Fusion training: examples from held-out orders, and the three levels trained on them. The
 * signals behind an example come from a pack that never saw the held-out orders.
 */
import type { Catalog } from '../catalog/item.ts';
import { type Control, part } from '../compute/pace.ts';
import { topItems } from '../evaluation/rank.ts';
import { type Ask, CONTEXT, contextOf, featuresOf } from '../fusion/context.ts';
import { FUSION_NAMES, fuserOf } from '../fusion/fusion.ts';
import { placesOf } from '../fusion/places.ts';
import { priorFusion } from '../fusion/prior.ts';
import { type Example, trainWeights } from '../fusion/train-weights.ts';
import type { FusionWeights, Popularity } from '../packs/pack.ts';
import { buildProfile, DAY } from '../profile/build-profile.ts';
import { partOfDay } from '../profile/calendar.ts';
import { momentAtHome } from '../profile/place.ts';
import type { PastEvent } from '../profile/profile.ts';
import { type SignalScores, scoreSignals } from '../signals/index.ts';
import type { SignalPack } from '../signals/signal.ts';
import { dailyPopularity } from './daily-popularity.ts';
import type { OrderLog } from './orders.ts';
import { pastEvents, userOffsets } from './past-events.ts';
import { type Random, seeded, shuffle } from './random.ts';
import type { TrainSettings } from './settings.ts';
import type { HeldOut } from './splits.ts';

export interface FusionTrainingInput {
  catalog: Catalog;
  /** What the pack learned from: everything but the held-out orders. */
  history: OrderLog;
  heldOut: readonly HeldOut[];
  /** Trained on `history`. Its popularity is replaced by counts as of the day of each example. */
  pack: SignalPack;
  seed: number;
  /** How fusions are trained, where not as usual. */
  settings?: TrainSettings;
  /** Counts as of a moment, asked in order of time; those of `history` where absent. */
  popularityAt?: (at: number) => Popularity;
  /** What will be asked for; both where absent. */
  scopes?: readonly ('new' | 'all')[];
}

/**
 * More persons take longer and change little: the gate has about a thousand parameters. Memory is about
 * 30 kB an example, up to three a person.
 */
export const MAX_PERSONS = 1500;

/** Best-scored items beside the targets, and random others, of each example. */
const HARD_CANDIDATES = 150;
const RANDOM_CANDIDATES = 150;

/** Targets of a large order that are kept; the rest is drawn out at random. */
const MOST_TARGETS = 50;

/** Lengths, in events, that histories are cut to so that the gate knows beginners. 0: a first visit. */
const CUT_LENGTHS = [0, 1, 3, 10, 30];

/**
 * Persons of whom a second shortened copy ends in a session that led to the order, or might have. More of them cost
 * where people return without looking around first: with half, ndcg@10 of all items falls by 2 % on Online Retail.
 */
const SESSION_SHARE = 0.25;
const MOST_SESSION_VIEWS = 3;

/** Share of the time that making examples takes, and then each level. */
const SHARES = { examples: 0.55, gated: 0.15, early: 0.25 };

export interface TrainedFusion {
  weights: FusionWeights;
  validationLoss: number;
}

/** The examples that fusions were trained on, for training others of them. */
export interface FusionTraining {
  /** By name, see `FUSION_NAMES`. */
  fusions: Record<string, TrainedFusion>;
  examples: readonly Example[];
}

/**
 * All levels of fusion from the same examples.
 * @param maxPersons Persons to learn from at most, drawn at random.
 * @throws NoExamplesError where no held-out order has anything to learn from.
 */
export async function trainFusions(
  input: FusionTrainingInput,
  { maxPersons = MAX_PERSONS } = {},
  control: Control = {},
): Promise<FusionTraining> {
  const { seed, settings } = input;
  const start = priorFusion(input.pack);
  let done = 0;
  const next = (share: number) => {
    const during = part(control, done, Math.min(1, done + share));
    done += share;
    return during;
  };
  const examples = await fusionExamples(input, { maxPersons }, next(SHARES.examples));
  const forGated = { ...settings?.['fusion-gated'], seed };
  const gated = await trainWeights(examples, start, forGated, next(SHARES.gated));
  const forEarly = { ...settings?.['fusion-early'], seed, level: 'early' as const };
  const early = await trainWeights(examples, gated.weights, forEarly, next(SHARES.early));
  const late = await trainWeights(examples, start, { seed, level: 'late' }, next(1));
  return {
    fusions: {
      [FUSION_NAMES.gated]: gated,
      [FUSION_NAMES.early]: early,
      [FUSION_NAMES.late]: late,
    },
    examples,
  };
}

/**
 * The examples alone.
 * @param maxPersons As in `trainFusions`.
 */
export async function fusionExamples(
  input: FusionTrainingInput,
  { maxPersons = MAX_PERSONS } = {},
  control: Control = {},
): Promise<Example[]> {
  const random = seeded(input.seed);
  const persons = shuffle([...input.heldOut], random).slice(0, maxPersons);
  return new ExampleMaker(input, random).examples(persons, priorFusion(input.pack), control);
}

/**
 * One level without some of the signals: what a fusion is worth that never heard them.
 * @param start Weights to begin from.
 */
export async function trainWithout(
  examples: readonly Example[],
  silent: readonly string[],
  start: FusionWeights,
  { seed }: { seed: number },
  control: Control = {},
): Promise<TrainedFusion> {
  const { signals, level } = start;
  const columns = silent.map((name) => signals.indexOf(name)).filter((column) => column >= 0);
  const without = (features: Float32Array) => {
    const copy = features.slice();
    for (let at = 0; at < copy.length; at += signals.length) {
      for (const column of columns) copy[at + column] = 0;
    }
    return copy;
  };
  const quiet = examples.map(({ features, places, ...example }) => ({
    ...example,
    features: without(features),
    places: places && without(places),
  }));
  return trainWeights(quiet, start, { seed, level }, control);
}

/** Persons whose examples serve late fusion too: it has one number a signal to learn. */
const LATE_PERSONS = 300;

/** With fewer, each history serves as two shortened copies: their examples are all there is. */
const FEW_PERSONS = 1000;

/** Context that only means something to those who saw most of a year; others would extend a line into the dark. */
const SEASON = [...featuresOf('season'), ...featuresOf('holidays')];
const MOST_OF_A_YEAR = 270 * DAY;

/** Context that means nothing where a log knows days only, all of them at one hour. */
const HOUR = featuresOf('hour');

interface HowMade {
  /** Whose best-scored items are the hard candidates. */
  weights: FusionWeights;
  /** Whether examples get places for late fusion. */
  places: boolean;
  /** Shortened copies of each history. */
  copies: number;
  /** Whether the examples saw enough of a year for the season to mean anything. */
  season: boolean;
  /** Whether the log says at which time of day things happened, and not only on which day. */
  clock: boolean;
}

class ExampleMaker {
  private readonly offsets: Uint32Array;
  private readonly popularityAt: (at: number) => Popularity;

  constructor(
    private readonly input: FusionTrainingInput,
    private readonly random: Random,
  ) {
    this.offsets = userOffsets(input.history);
    this.popularityAt = input.popularityAt ?? dailyPopularity(input.history, input.catalog.items.length);
  }

  async examples(
    persons: readonly HeldOut[],
    weights: FusionWeights,
    { onProgress, signal }: Control,
  ): Promise<Example[]> {
    const inOrder = [...persons].sort((a, b) => a.at - b.at);
    const copies = inOrder.length < FEW_PERSONS ? 2 : 1;
    const season = (inOrder.at(-1)?.at ?? 0) - (inOrder[0]?.at ?? 0) >= MOST_OF_A_YEAR;
    const clock = inOrder.some(({ at }) => partOfDay(at) !== partOfDay(inOrder[0].at));
    const stride = Math.ceil(inOrder.length / LATE_PERSONS);
    const examples: Example[] = [];
    for (const [place, person] of inOrder.entries()) {
      const places = place % stride === 0;
      examples.push(...this.examplesOf(person, { weights, places, copies, season, clock }));
      if (place % 10 !== 9) continue;
      onProgress?.(place / inOrder.length);
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal?.throwIfAborted();
    }
    return examples;
  }

  /** The whole history twice (every item, and only new ones), and one or two shortened copies. */
  private examplesOf(person: HeldOut, how: HowMade): Example[] {
    const { history } = this.input;
    const events = pastEvents(history, this.offsets[person.user], this.offsets[person.user + 1]);
    const met = new Set(events.map((event) => event.item));
    const asks = (this.input.scopes ?? ['all', 'new']).map((scope) => scope === 'new');
    const examples: Example[] = [];
    if (events.length > 0) {
      examples.push(...this.examplesFor(person, events, person.items, asks, how));
    }
    for (let copy = 0; copy < how.copies; copy++) {
      const ask = asks[Math.floor(this.random() * asks.length)];
      examples.push(...this.examplesFor(person, this.cutShort(events), person.items, [ask], how, met));
    }
    const views = this.random() < SESSION_SHARE ? this.sessionBefore(person) : [];
    if (views.length > 0) {
      const targets = person.items.filter((item) => !views.some((view) => view.item === item));
      examples.push(
        ...this.examplesFor(person, [...this.cutShort(events), ...views], targets, [true], how, met),
      );
    }
    return examples;
  }

  private cutShort(events: PastEvent[]): PastEvent[] {
    const cut = CUT_LENGTHS[Math.floor(this.random() * CUT_LENGTHS.length)];
    return cut === 0 ? [] : events.slice(-cut);
  }

  /**
   * The session as a device would have it some way before the order: the first of the views that led there,
   * or, in a log without views, a few of the order's own items as if looked at in the minutes before.
   */
  private sessionBefore({ items, at, viewed }: HeldOut): PastEvent[] {
    const view = (item: number, when: number): PastEvent => ({
      id: '',
      type: 'view_item',
      item,
      quantity: 1,
      order: '',
      rating: 0,
      at: when,
    });
    if (viewed.length > 0) {
      const length = 1 + Math.floor(this.random() * viewed.length);
      return viewed.slice(0, length).map((seen) => view(seen.item, seen.at));
    }
    const count = Math.min(1 + Math.floor(this.random() * MOST_SESSION_VIEWS), items.length - 1);
    return shuffle([...items], this.random)
      .slice(0, count)
      .map((item, place) => view(item, at - (count - place) * 60_000));
  }

  private examplesFor(
    { user, at }: HeldOut,
    events: PastEvent[],
    items: readonly number[],
    asks: boolean[],
    how: HowMade,
    /**
     * What the person had met, however little of it is known here: a beginner's new things are none that they used
     * to buy. Without this, fusion believes that beginners take what has sold for years.
     */
    met: ReadonlySet<number> = new Set(),
  ): Example[] {
    const { catalog, pack } = this.input;
    const profile = buildProfile(events, catalog, momentAtHome(at, catalog.currency));
    const scores = scoreSignals({ catalog, pack: { ...pack, popularity: this.popularityAt(at) }, profile });
    const seen = new Set([...met, ...events.map((event) => event.item)]);
    const examples: Example[] = [];
    for (const onlyNew of asks) {
      const targets = this.draw(
        items.filter((item) => !onlyNew || !seen.has(item)),
        MOST_TARGETS,
      );
      if (targets.length === 0) continue;
      const ask: Ask = { onlyNew };
      const context = contextOf(profile, ask, scores);
      const deaf = [...(how.season ? [] : SEASON), ...(how.clock ? [] : HOUR)];
      for (const name of deaf) context[CONTEXT.indexOf(name)] = 0;
      const fused = fuserOf(how.weights, context, scores).all();
      const example = this.example(scores, fused, targets, onlyNew ? seen : new Set(), how);
      examples.push({ ...example, context, person: user });
    }
    return examples;
  }

  private draw(items: readonly number[], most: number): number[] {
    const left = [...items];
    while (left.length > most) left.splice(Math.floor(this.random() * left.length), 1);
    return left;
  }

  /** Targets, then the best-scored others, then random ones that stand for the rest. */
  private example(
    scores: SignalScores,
    fused: Float64Array,
    targets: number[],
    masked: ReadonlySet<number>,
    how: HowMade,
  ): Omit<Example, 'context' | 'person'> {
    const { n, names, matrix } = scores;
    const out = new Set([...masked, ...targets]);
    const hard = topItems(fused, out, HARD_CANDIDATES);
    for (const item of hard) out.add(item);
    const rest: number[] = [];
    for (let item = 0; item < n; item++) if (!out.has(item)) rest.push(item);
    const sampled = Math.min(RANDOM_CANDIDATES, rest.length);
    for (let i = 0; i < sampled; i++) {
      const j = i + Math.floor(this.random() * (rest.length - i));
      [rest[i], rest[j]] = [rest[j], rest[i]];
    }
    const candidates = [...targets, ...hard, ...rest.slice(0, sampled)];
    const features = new Float32Array(candidates.length * names.length);
    candidates.forEach((item, c) => {
      for (let s = 0; s < names.length; s++) features[c * names.length + s] = matrix[s * n + item];
    });
    const correction = new Float32Array(candidates.length);
    if (sampled > 0) correction.fill(Math.log(rest.length / sampled), targets.length + hard.length);
    const known = Uint8Array.from(candidates, (item) => scores.known[item]);
    return {
      features,
      ...(how.places && { places: placesOf(scores, candidates) }),
      known,
      targets: targets.length,
      correction,
    };
  }
}
