/**
 * Fusion training: examples for the gate from held-out orders, and two rounds of training on them. The
 * signals behind an example come from a pack that never saw the held-out orders.
 */
import type { Catalog } from '../catalog/item.ts';
import { type Control, part } from '../compute/pace.ts';
import { topItems } from '../evaluation/rank.ts';
import { type Ask, contextOf } from '../fusion/context.ts';
import { fuse, gateWeights } from '../fusion/gate.ts';
import { priorFusion } from '../fusion/prior.ts';
import { type Example, type GateOptions, trainGate } from '../fusion/train-gate.ts';
import type { FusionWeights, Popularity } from '../packs/pack.ts';
import { buildProfile } from '../profile/build-profile.ts';
import type { Moment, PastEvent } from '../profile/profile.ts';
import { type SignalScores, scoreSignals } from '../signals/index.ts';
import type { SignalPack } from '../signals/signal.ts';
import { dailyPopularity } from './daily-popularity.ts';
import type { OrderLog } from './orders.ts';
import { pastEvents, userOffsets } from './past-events.ts';
import { type Random, seeded, shuffle } from './random.ts';
import type { HeldOut } from './splits.ts';

export interface FusionTrainingInput {
  catalog: Catalog;
  /** What the pack learned from: everything but the held-out orders. */
  history: OrderLog;
  heldOut: readonly HeldOut[];
  /** Trained on `history`. Its popularity is replaced by counts as of the day of each example. */
  pack: SignalPack;
  seed: number;
}

export interface FusionTrainingOptions extends Partial<GateOptions> {
  /** Persons to learn from at most, drawn at random. */
  maxPersons?: number;
}

/**
 * More persons take longer and change little: the gate has about a thousand parameters. Memory is about
 * 30 kB an example, up to three a person.
 */
export const MAX_PERSONS = 1200;

/** Persons of the first round, whose weights find the second round's hard candidates. */
const FIRST_ROUND_PERSONS = 300;

/** Best-scored items beside the targets, and random others, of each example. */
const HARD_CANDIDATES = 150;
const RANDOM_CANDIDATES = 150;

/** Targets of a large order that are kept; the rest is drawn out at random. */
const MOST_TARGETS = 50;

/** Lengths, in events, that histories are cut to so that the gate knows beginners. 0: a first visit. */
const CUT_LENGTHS = [0, 3, 10, 30];

/** Share of the shortened copies that end in a session which led to the order, or might have. */
const SESSION_SHARE = 0.5;
const MOST_SESSION_VIEWS = 3;

/**
 * @returns Weights, and the validation loss of the second round.
 * @throws NoExamplesError where no held-out order has anything to learn from.
 */
export async function trainFusion(
  input: FusionTrainingInput,
  { maxPersons = MAX_PERSONS, ...gate }: FusionTrainingOptions = {},
  control: Control = {},
): Promise<{ weights: FusionWeights; validationLoss: number }> {
  const random = seeded(input.seed);
  const persons = shuffle([...input.heldOut], random);
  const maker = new ExampleMaker(input, random);
  const round = async (count: number, weights: FusionWeights, during: Control) => {
    const chosen = persons.slice(0, count).sort((a, b) => a.at - b.at);
    const examples: Example[] = [];
    const { onProgress, signal } = part(during, 0, 0.6);
    for (const [place, person] of chosen.entries()) {
      examples.push(...maker.examplesOf(person, weights));
      if (place % 10 !== 9) continue;
      onProgress?.(place / chosen.length);
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal?.throwIfAborted();
    }
    return trainGate(examples, weights, { ...gate, seed: input.seed }, part(during, 0.6, 1));
  };
  const most = Math.min(maxPersons, persons.length);
  if (most <= FIRST_ROUND_PERSONS) return round(most, priorFusion(), control);
  const first = await round(FIRST_ROUND_PERSONS, priorFusion(), part(control, 0, 0.2));
  return round(most, first.weights, part(control, 0.2, 1));
}

class ExampleMaker {
  private readonly offsets: Uint32Array;
  private readonly popularityAt: (at: number) => Popularity;

  constructor(
    private readonly input: FusionTrainingInput,
    private readonly random: Random,
  ) {
    this.offsets = userOffsets(input.history);
    this.popularityAt = dailyPopularity(input.history, input.catalog.items.length);
  }

  /** The whole history twice (every item, and only new ones), and one shortened copy. */
  examplesOf(person: HeldOut, weights: FusionWeights): Example[] {
    const { history } = this.input;
    const events = pastEvents(history, this.offsets[person.user], this.offsets[person.user + 1]);
    const examples: Example[] = [];
    if (events.length > 0) {
      examples.push(...this.examplesFor(person, events, person.items, [false, true], weights));
    }
    const cut = CUT_LENGTHS[Math.floor(this.random() * CUT_LENGTHS.length)];
    const recent = cut === 0 ? [] : events.slice(-cut);
    const views = this.random() < SESSION_SHARE ? this.sessionBefore(person) : [];
    if (views.length > 0) {
      const targets = person.items.filter((item) => !views.some((view) => view.item === item));
      examples.push(...this.examplesFor(person, [...recent, ...views], targets, [true], weights));
    } else {
      examples.push(...this.examplesFor(person, recent, person.items, [this.random() < 0.5], weights));
    }
    return examples;
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
    weights: FusionWeights,
  ): Example[] {
    const { catalog, pack } = this.input;
    const moment: Moment = { now: at, utcOffset: 0 };
    const profile = buildProfile(events, catalog, moment);
    const scores = scoreSignals({ catalog, pack: { ...pack, popularity: this.popularityAt(at) }, profile });
    const seen = new Set(events.map((event) => event.item));
    const examples: Example[] = [];
    for (const onlyNew of asks) {
      const targets = this.draw(
        items.filter((item) => !onlyNew || !seen.has(item)),
        MOST_TARGETS,
      );
      if (targets.length === 0) continue;
      const ask: Ask = { onlyNew };
      const context = contextOf(profile, ask, scores);
      const fused = fuse(gateWeights(weights, context), scores);
      const example = this.example(scores, fused, targets, onlyNew ? seen : new Set());
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
    return { features, known, targets: targets.length, correction };
  }
}
