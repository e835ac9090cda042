/**
 * Ranker: events to scores, through profile, signals and fusion. It remembers the last answer only, and only
 * for the same events in the same few minutes.
 */
import { forward } from '../fusion/tensor-fusion.ts';
import { type Ranked as Best, topExactly } from '../fusion/top.ts';
import type { HistoryEvent } from '../history/event.ts';
import type { Moment, PastEvent, Profile } from '../profile/profile.ts';
import { type CardReason, explain, type ItemExplanation, reasonFor } from '../ranking/explain.ts';
import { type Scored, type ScoreRequest, scoreRequest } from '../ranking/score.ts';
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
  readonly #request: ScoreRequest;
  readonly #scored: Scored;
  readonly #approximate: Float32Array | null;

  constructor(request: ScoreRequest, scored: Scored, approximate: Float32Array | null) {
    this.past = request.events;
    this.profile = scored.profile;
    this.#request = request;
    this.#scored = scored;
    this.#approximate = approximate;
  }

  /** The best `count` of the allowed, exactly ordered: the same on every backend. */
  top(count: number, allowed: (item: number) => boolean): Best[] {
    const { fuser, signals } = this.#scored;
    return topExactly(fuser, signals.n, count, allowed, this.#approximate);
  }

  reason(item: number): CardReason | null {
    return reasonFor(item, this.#request, this.#scored);
  }

  explain(item: number): ItemExplanation {
    return explain(item, this.#request, this.#scored);
  }

  /** One amount a signal; they sum to the item's score. */
  contributions(item: number): Float64Array {
    return this.#scored.fuser.contributions(item);
  }
}

export class Ranker {
  readonly #shop: Shop;
  readonly #onTensors: OnTensors;
  readonly #watch: Stopwatch;
  #last: { events: readonly HistoryEvent[]; bucket: number; ranked: Promise<Ranked> } | null = null;

  /** @param watch a clock in ms, and what notes how long a step took that began at `from` */
  constructor(shop: Shop, onTensors: OnTensors, watch: Stopwatch) {
    this.#shop = shop;
    this.#onTensors = onTensors;
    this.#watch = watch;
  }

  /** The ranking of now; computed once for the same events and moment. */
  current(events: readonly HistoryEvent[], moment: Moment): Promise<Ranked> {
    const bucket = Math.floor(moment.now / SAME_MOMENT_MS);
    if (this.#last?.events !== events || this.#last.bucket !== bucket) {
      // An event of the last minutes must not lie in the future of the moment it counts in.
      const now = Math.max(bucket * SAME_MOMENT_MS, events[events.length - 1]?.at ?? 0);
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
    const request: ScoreRequest = { events: pastEvents(events, this.#shop), moment, catalog, pack, ask };
    const start = this.#watch.now();
    const scored = scoreRequest(request);
    this.#watch.took('signals', start);
    const fusionFrom = this.#watch.now();
    const approximate = await this.#onTensors(() => forward(pack.fusion, scored.context, scored.signals));
    this.#watch.took('fusion', fusionFrom);
    return new Ranked(request, scored, approximate);
  }
}

/** Events of items that the catalog still has, resolved to indices. */
function pastEvents(events: readonly HistoryEvent[], shop: Shop): PastEvent[] {
  const past: PastEvent[] = [];
  for (const { id, type, itemId, at, quantity, orderId, rating } of events) {
    const item = itemId === undefined ? -1 : shop.indexOf.get(itemId);
    if (item === undefined) continue;
    past.push({ id, type, item, at, quantity: quantity ?? 1, order: orderId ?? '', rating: rating ?? 0 });
  }
  return past;
}
