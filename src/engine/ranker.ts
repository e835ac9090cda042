/**
 * Ranker: events to scores, through profile, signals and fusion. It remembers the last answer only, and only
 * for the same events in the same few minutes.
 */

import { adaptedVolumes } from '../fusion/adaptation.ts';
import { forward } from '../fusion/tensor-fusion.ts';
import { type Ranked as Best, topExactly } from '../fusion/top.ts';
import type { HistoryEvent } from '../history/event.ts';
import type { Text, Voice } from '../messages/texts.ts';
import type { Preferences } from '../profile/preferences.ts';
import type { Moment, PastEvent, Profile } from '../profile/profile.ts';
import { type Comparison, compare } from '../ranking/comparison.ts';
import { type CardReason, explain, type ItemExplanation, orderOf, reasonFor } from '../ranking/explain.ts';
import type { Extra } from '../ranking/say.ts';
import { choicesIn, type Scored, type ScoreRequest, scoreRequest } from '../ranking/score.ts';
import { ChoiceMemory } from './choice-memory.ts';
import type { Shop } from './shop.ts';

/** Shelves that differ from one second to the next would only unsettle; hour and season move slowly. */
const SAME_MOMENT_MS = 5 * 60_000;

/** Runs work on the tensor backend; null where it can't, and plain JavaScript has to. */
export type OnTensors = <T>(work: () => Promise<T>) => Promise<T | null>;

export interface Stopwatch {
  /** Ms, monotone. */
  now(): number;
  /** Notes that a step, begun at `from`, is over. */
  took(step: string, from: number): void;
}

/** One moment of one visitor, scored: what pages and explanations read. */
export class Ranked {
  readonly past: readonly PastEvent[];
  readonly profile: Profile;
  readonly preferences: Preferences;
  readonly #request: ScoreRequest & { preferences: Preferences };
  readonly #scored: Scored;
  readonly #approximate: Float32Array | null;
  #exact: Float64Array | null = null;

  constructor(
    request: ScoreRequest & { preferences: Preferences },
    scored: Scored,
    approximate: Float32Array | null,
  ) {
    this.past = request.events;
    this.preferences = request.preferences;
    this.profile = scored.profile;
    this.#request = request;
    this.#scored = scored;
    this.#approximate = approximate;
  }

  /** The best `count` of the allowed, exactly ordered: the same on every backend. */
  top(count: number, allowed: (item: number) => boolean): Best[] {
    const { fuser, signals } = this.#scored;
    // Several shelves are filled from one scoring of the catalog.
    const once = { ...fuser, all: () => (this.#exact ??= fuser.all()) };
    return topExactly(once, signals.n, count, allowed, this.#approximate);
  }

  /** Exact. */
  score(item: number): number {
    return this.#scored.fuser.one(item);
  }

  /** Everything that may stand on the first shelf, best first, before diversity has its say. */
  order(): number[] {
    return orderOf(this.#request.catalog, this.#scored);
  }

  /** What is in scores besides signals; contributions end with them. */
  get extras(): readonly Extra[] {
    return this.#scored.extras;
  }

  /** What it was made from, for those who score it otherwise or look inside. */
  get inside(): { request: ScoreRequest & { preferences: Preferences }; scored: Scored } {
    return { request: this.#request, scored: this.#scored };
  }

  reason(item: number, voice: Voice<'reasons'>): CardReason | null {
    return reasonFor(item, this.#request, this.#scored, voice);
  }

  explain(item: number, voice: Voice<'reasons'>, whole = true): ItemExplanation {
    return explain(item, this.#request, this.#scored, voice, whole);
  }

  /** One amount a signal; they sum to the item's score. */
  contributions(item: number): Float64Array {
    return this.#scored.fuser.contributions(item);
  }

  /** What one item has over another. */
  compare(item: number, other: number, text: Text<'reasons'>): Comparison {
    return compare(item, other, this.#request, this.#scored, text);
  }
}

export class Ranker {
  readonly #shop: Shop;
  readonly #preferences: Preferences;
  readonly #choices: ChoiceMemory;
  readonly #weather: ArrayLike<number> | undefined;
  readonly #onTensors: OnTensors;
  readonly #watch: Stopwatch;
  #last: { events: readonly HistoryEvent[]; bucket: number; ranked: Promise<Ranked> } | null = null;

  /**
   * @param watch a clock in ms, and what notes how long a step took that began at `from`
   * @param choices of the same shop's ranker before this one
   * @param weather see `ScoreRequest.weather`
   */
  constructor(
    shop: Shop,
    preferences: Preferences,
    onTensors: OnTensors,
    watch: Stopwatch,
    choices = new ChoiceMemory(),
    weather?: ArrayLike<number>,
  ) {
    this.#shop = shop;
    this.#preferences = preferences;
    this.#choices = choices;
    this.#weather = weather;
    this.#onTensors = onTensors;
    this.#watch = watch;
  }

  /** The ranking of now; computed once for the same events and moment. */
  current(events: readonly HistoryEvent[], moment: Moment): Promise<Ranked> {
    const bucket = Math.floor(moment.now / SAME_MOMENT_MS);
    if (this.#last?.events !== events || this.#last.bucket !== bucket) {
      // An event of the last minutes must not lie in the future of the moment it counts in.
      const newest = events.findLast(({ at }) => at <= moment.now)?.at ?? 0;
      const now = Math.max(bucket * SAME_MOMENT_MS, newest);
      const ranked = this.rank(events, { ...moment, now });
      this.#last = { events, bucket, ranked };
      ranked.catch(() => {
        this.#last = null;
      });
    }
    return this.#last.ranked;
  }

  async rank(events: readonly HistoryEvent[], moment: Moment): Promise<Ranked> {
    const { catalog, pack } = this.#shop;
    // Shelves show what is new to the visitor; "Buy again" has a shelf of its own.
    const ask = { onlyNew: true };
    const preferences = this.#preferences;
    const past = pastEvents(events, this.#shop);
    const weather = this.#weather;
    const request = { events: past, moment, catalog, pack, ask, preferences, weather };
    const start = this.#watch.now();
    const { now: _, ...around } = moment;
    const circumstances = JSON.stringify([around, preferences.contextOff]);
    const adapted = adaptedVolumes(choicesIn(request, this.#choices.for(past, circumstances)));
    const scored = scoreRequest({ ...request, adapted });
    this.#watch.took('signals', start);
    const fusionFrom = this.#watch.now();
    const approximate = await this.#onTensors(() => forward(pack.fusion, scored.context, scored.signals));
    for (const { amount } of scored.extras) {
      for (let item = 0; approximate !== null && item < amount.length; item++)
        approximate[item] += amount[item];
    }
    this.#watch.took('fusion', fusionFrom);
    return new Ranked({ ...request, adapted }, scored, approximate);
  }
}

/** Events of items that the catalog still has, resolved to indices. */
function pastEvents(events: readonly HistoryEvent[], shop: Shop): PastEvent[] {
  const past: PastEvent[] = [];
  for (const event of events) {
    const { id, type, itemId, at, facet, shelf, itemIds, engagementMs } = event;
    const item = itemId === undefined ? -1 : shop.indexOf.get(itemId);
    if (item === undefined) continue;
    past.push({
      id,
      type,
      item,
      at,
      quantity: event.quantity ?? 1,
      order: event.orderId ?? '',
      rating: event.rating ?? 0,
      ...(facet && { facet }),
      ...(shelf && { shelf }),
      ...(event.query && { query: event.query }),
      ...(event.text && { text: event.text }),
      ...(itemIds && { seen: itemIds.flatMap((one) => shop.indexOf.get(one) ?? []) }),
      ...(engagementMs !== undefined && { engaged: engagementMs }),
    });
  }
  return past;
}
