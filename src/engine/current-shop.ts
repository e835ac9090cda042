/**
 * The shop that is open, ranked for the open history by the fusion and the preferences that go with it. It reads
 * histories, and changes none.
 */
import type { HistoryEvent } from '../history/event.ts';
import { surroundings } from '../profile/place.ts';
import type { Preferences } from '../profile/preferences.ts';
import type { Moment } from '../profile/profile.ts';
import { ChoiceMemory } from './choice-memory.ts';
import type { Histories } from './histories.ts';
import type { Host } from './host.ts';
import { type OnTensors, type Ranked, Ranker, type Stopwatch } from './ranker.ts';
import type { Card } from './recommender.ts';
import type { Shop } from './shop.ts';
import type { Speech } from './speech.ts';
import type { StatusBoard } from './status-board.ts';
import { WeatherWords } from './weather-words.ts';

/** Shop, events and their ranking, taken together: another shop may open while one of them is awaited. */
export interface Present {
  shop: Shop;
  events: readonly HistoryEvent[];
  ranked: Ranked;
  card: (index: number) => Card;
}

export class CurrentShop {
  readonly #host: Host;
  readonly #histories: Histories;
  readonly #board: StatusBoard;
  readonly #onTensors: OnTensors;
  readonly #watch: Stopwatch;
  readonly #speech: Speech;
  readonly #weather: WeatherWords;
  #asTrained!: Shop;
  #shop!: Shop;
  #ranker!: Ranker;
  #choices = new ChoiceMemory();

  constructor(
    host: Host,
    histories: Histories,
    board: StatusBoard,
    onTensors: OnTensors,
    watch: Stopwatch,
    speech: Speech,
  ) {
    this.#host = host;
    this.#histories = histories;
    this.#board = board;
    this.#onTensors = onTensors;
    this.#watch = watch;
    this.#speech = speech;
    this.#weather = new WeatherWords(host.encoder);
  }

  /** As it ranks. */
  get shop(): Shop {
    return this.#shop;
  }

  /** As it was opened; `shop` may rank by another of its fusions. */
  get asTrained(): Shop {
    return this.#asTrained;
  }

  /** Its history must be open already. */
  enter(shop: Shop): void {
    this.#asTrained = shop;
    this.rankAnew(true);
  }

  /**
   * By the fusion that the visitor chose, or else the pack, and by what they set by hand.
   * @param another the history is another one: what was remembered of its choices goes
   */
  rankAnew(another = false): void {
    const shop = this.#asTrained.withFusion(this.#histories.fusion);
    if (another || this.#shop?.pack.fusion !== shop.pack.fusion) this.#choices = new ChoiceMemory();
    this.#shop = shop;
    const preferences = this.#histories.preferencesWith();
    this.#ranker = this.#rankerWith(preferences);
    void this.#embedWeather(preferences.weather);
  }

  #rankerWith(preferences: Preferences): Ranker {
    const weather = this.#weather.vector(preferences.weather, this.#shop);
    return new Ranker(this.#shop, preferences, this.#onTensors, this.#watch, this.#choices, weather);
  }

  async #embedWeather(weather: Preferences['weather']): Promise<void> {
    try {
      if (!(await this.#weather.embed(weather, this.#shop))) return;
      this.rankAnew();
      this.#board.tell({}, true);
    } catch {
      this.#board.notice(this.#speech.say('engine.no-weather'));
    }
  }

  moment(): Moment {
    const now = this.#host.now();
    return {
      now,
      utcOffset: this.#host.utcOffset(now),
      device: this.#host.device,
      ...surroundings(this.#histories.preferencesWith(), this.#shop.catalog.currency),
    };
  }

  async present(): Promise<Present> {
    const shop = this.#shop;
    const { events } = this.#histories;
    const ranked = await this.#ranker.current(events, this.moment());
    const saved = new Set(ranked.profile.saved);
    return { shop, events, ranked, card: (index) => shop.card(index, saved) };
  }

  /** As it would rank with other preferences; nothing is kept. */
  async previewed(change: Partial<Preferences>): Promise<Pick<Present, 'shop' | 'ranked'>> {
    const shop = this.#shop;
    const ranker = this.#rankerWith(this.#histories.preferencesWith(change));
    return { shop, ranked: await ranker.current(this.#histories.events, this.moment()) };
  }

  /**
   * Ranks from the beginning, over and over.
   * @returns ms of each run
   */
  async timeRanking(runs: number): Promise<number[]> {
    const took: number[] = [];
    for (let run = 0; run < runs; run++) {
      const start = this.#watch.now();
      await this.#ranker.rank(this.#histories.events, this.moment());
      took.push(this.#watch.now() - start);
    }
    return took;
  }
}
