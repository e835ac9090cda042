/**
 * LocalRecommender: the Recommender in the thread it is made in. It wires the rooms together and keeps the
 * one piece of state there is, the visitor's events; everything else is derived from them when asked for.
 */
import { type BackendOptions, chooseBackend, measureBackends, onDeviceLost } from '../compute/backends.ts';
import { stampKey } from '../encoders/registry.ts';
import { fusionTrial } from '../fusion/trial.ts';
import type { HistoryEvent, NewEvent } from '../history/event.ts';
import { inHistoryOrder } from '../history/event-schema.ts';
import { defaultSettings, type HistoryStore, MemoryHistory, type Settings } from '../history/store.ts';
import { historyFromFile, historyToFile } from '../history/transfer.ts';
import type { Profile } from '../profile/profile.ts';
import { nearest, reciprocalRankFusion } from '../search/meaning.ts';
import { browse } from './browse.ts';
import type { Host } from './host.ts';
import { inWords, summary, withEvents } from './known.ts';
import { openDemo, openOwn } from './open-shop.ts';
import { type OnTensors, Ranker, type Stopwatch } from './ranker.ts';
import type {
  Basket,
  BrowsePage,
  BrowseRequest,
  Card,
  EngineStatus,
  Entry,
  Explanation,
  HomePage,
  ImportCheck,
  ImportRequest,
  ItemPage,
  Known,
  LongProgress,
  Recommender,
  SearchPage,
  Shelf,
  Unsubscribe,
} from './recommender.ts';
import { basketShelf, homeShelves, itemShelves } from './shelves.ts';
import type { Shop } from './shop.ts';

const DAY = 86_400_000;

/** Kept even while recording is paused: without them basket, Saved and hiding would not work at all. */
const ALWAYS_KEPT: ReadonlySet<NewEvent['type']> = new Set([
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
  'purchase',
  'rate',
  'hide',
]);

/** Asked for by an id the catalog doesn't have. */
export class UnknownItem extends Error {
  override name = 'UnknownItem';
  constructor(id: string) {
    super(`There is no item “${id}” in this shop. It may have been sold or the link mistyped.`);
  }
}

type Listener = Parameters<Recommender['subscribe']>[0];

export class LocalRecommender implements Recommender {
  readonly #host: Host;
  readonly #listeners = new Set<Listener>();
  readonly #opened: Promise<void>;
  readonly #timings: Record<string, number> = {};
  readonly #watch: Stopwatch = {
    now: () => this.#host.timer(),
    took: (step, from) => {
      this.#timings[step] = this.#host.timer() - from;
    },
  };
  #store: HistoryStore = new MemoryHistory();
  #settings: Settings = defaultSettings;
  #events: HistoryEvent[] = [];
  #shop!: Shop;
  /** False until a backend has passed its trial; plain JavaScript scores until then. */
  #tensorsReady = false;
  #ranker!: Ranker;
  #status: EngineStatus = {
    engine: 'loading',
    backend: 'cpu',
    encoder: 'idle',
    encoderProgress: null,
    shop: { id: 'demo', name: 'Inkling', currency: 'GBP', items: 0, own: false },
    storage: 'memory',
    recording: true,
    notices: [],
    timings: this.#timings,
  };

  /** Starts opening at once; every method waits for that. */
  constructor(host: Host) {
    this.#host = host;
    host.encoder.onState((encoder, encoderProgress) => this.#tell({ encoder, encoderProgress }));
    this.#opened = this.#open();
    this.#opened.catch((error: unknown) => {
      this.#tell({ engine: 'failed', notices: [...this.#status.notices, sentence(error)] });
    });
  }

  async #open(): Promise<void> {
    const start = this.#watch.now();
    await this.#openHistory();
    await this.#openShop();
    this.#watch.took('open', start);
    this.#tell({ engine: 'ready' });
    void this.#chooseBackend();
    // Asked after the first screen: some browsers show a question for it.
    void this.#host.persist().then((kept) => {
      if (kept && this.#status.storage === 'best-effort') this.#tell({ storage: 'durable' });
    });
  }

  /** TensorFlow.js is slow to load and to try; nothing waits for it, since plain JavaScript gives the same. */
  async #chooseBackend(): Promise<void> {
    const start = this.#watch.now();
    try {
      const { backend } = await chooseBackend(this.#backendOptions());
      this.#tensorsReady = true;
      this.#watch.took('backend', start);
      this.#tell({ backend });
      onDeviceLost(() => {
        this.#tensorsReady = false;
        this.#host.restart();
      });
    } catch (error) {
      this.#notice(`${sentence(error)} Plain JavaScript ranks instead.`);
    }
  }

  #backendOptions(): BackendOptions {
    const { catalog, pack } = this.#shop;
    return {
      now: () => this.#host.timer(),
      trial: fusionTrial(pack.fusion, catalog.items.length),
      wasmPath: this.#host.wasmPath,
    };
  }

  /** A backend that fails once is not asked again: its device is gone or its driver broken. */
  #onTensors: OnTensors = async (work) => {
    if (!this.#tensorsReady) return null;
    try {
      return await work();
    } catch {
      this.#tensorsReady = false;
      this.#tell({ backend: 'cpu' });
      return null;
    }
  };

  async #openHistory(): Promise<void> {
    try {
      this.#store = await this.#host.openHistory();
      this.#settings = await this.#store.settings();
      this.#tell({ storage: 'best-effort' });
    } catch (error) {
      this.#store = new MemoryHistory();
      this.#notice(`${sentence(error)} What you do here is remembered only until you close this tab.`);
    }
    this.#store.onChange(() => void this.#reload());
    this.#tell({ recording: this.#settings.recording });
  }

  async #openShop(): Promise<void> {
    const wanted = this.#settings.shop;
    const own = wanted === 'demo' ? null : await openOwn(this.#host, wanted);
    if (wanted !== 'demo' && own === null) {
      this.#notice('The shop you brought could not be opened again, so this is the demo shop.');
    }
    const { shop, notice } = own ?? (await openDemo(this.#host));
    if (notice !== null) this.#notice(notice);
    this.#shop = shop;
    this.#ranker = new Ranker(shop, this.#onTensors, this.#watch);
    const { id, name, currency, items } = shop.catalog;
    this.#events = await this.#store.events(id);
    await this.#dropOld();
    this.#tell({ shop: { id, name, currency, items: items.length, own: shop.own } });
  }

  async #switchShop(id: string): Promise<EngineStatus> {
    await this.#saveSettings({ shop: id });
    await this.#openShop();
    return this.status();
  }

  /** Another tab wrote: read again what is now true. */
  async #reload(): Promise<void> {
    await this.#opened;
    const settings = await this.#store.settings();
    if (settings.shop !== this.#shop.catalog.id) {
      this.#settings = settings;
      await this.#openShop();
    } else {
      this.#settings = settings;
      this.#events = await this.#store.events(settings.shop);
    }
    this.#tell({ recording: settings.recording }, true);
  }

  // Status

  async status(): Promise<EngineStatus> {
    return { ...this.#status, timings: { ...this.#timings } };
  }

  async subscribe(listener: Listener): Promise<Unsubscribe> {
    this.#listeners.add(listener);
    listener({ status: await this.status(), historyChanged: false });
    return () => void this.#listeners.delete(listener);
  }

  #tell(change: Partial<EngineStatus>, historyChanged = false): void {
    this.#status = { ...this.#status, ...change };
    const status = { ...this.#status, timings: { ...this.#timings } };
    for (const listener of this.#listeners) listener({ status, historyChanged });
  }

  /** Each said once. */
  #notice(text: string): void {
    if (!this.#status.notices.includes(text)) this.#tell({ notices: [...this.#status.notices, text] });
  }

  // Pages

  async departments() {
    await this.#opened;
    return this.#shop.catalog.departments;
  }

  async home(): Promise<HomePage> {
    await this.#opened;
    return this.#timed('home', async () => {
      const ranked = await this.#rank();
      return {
        shelves: homeShelves(this.#shop, ranked),
        events: this.#events.length,
        personal: ranked.profile.touched.length > 0,
      };
    });
  }

  async item(id: string): Promise<ItemPage | null> {
    await this.#opened;
    const index = this.#shop.indexOf.get(id);
    if (index === undefined) return null;
    const ranked = await this.#rank();
    const { profile } = ranked;
    const rating = this.#events.findLast((event) => event.type === 'rate' && event.itemId === id)?.rating;
    return {
      item: this.#shop.item(index),
      card: this.#card(index, profile),
      reviews: this.#shop.reviews(id),
      shelves: itemShelves(this.#shop, ranked, index),
      inBasket: profile.basket.find((line) => line.item === index)?.quantity ?? 0,
      hidden: profile.hidden.includes(index),
      rated: rating ?? null,
    };
  }

  async cards(ids: string[]): Promise<Card[]> {
    await this.#opened;
    const { profile } = await this.#rank();
    return ids
      .map((id) => this.#shop.indexOf.get(id))
      .filter((index) => index !== undefined)
      .map((index) => this.#card(index, profile));
  }

  async browse(request: BrowseRequest): Promise<BrowsePage> {
    await this.#opened;
    const ranked = await this.#rank();
    const hidden = new Set(ranked.profile.hidden);
    const { items, facets } = browse(
      this.#shop,
      request,
      (allowed) => ranked.top(Number.POSITIVE_INFINITY, allowed),
      hidden,
    );
    return {
      department: request.department === null ? null : this.#shop.department(request.department),
      total: items.length,
      entries: items.map((index) => this.#entry(index, ranked.profile, null)),
      facets,
    };
  }

  async search(query: string, options: { meaning: boolean; limit: number }): Promise<SearchPage> {
    await this.#opened;
    const { profile } = await this.#rank();
    const hidden = new Set(profile.hidden);
    const depth = options.limit * 2 + hidden.size;
    let hits = await this.#timed('search', async () => this.#shop.keyword()(query, depth));
    let meaning = false;
    const { vectors, manifest } = this.#shop.pack;
    if (options.meaning && query.trim() !== '' && vectors.length > 0) {
      try {
        const encoder = await this.#host.encoder.open();
        // A pack made with another encoder has vectors that this one's must not meet.
        if (stampKey(encoder.stamp) === stampKey(manifest.encoder)) {
          const vector = await this.#timed('encode', () => encoder.encode([query]));
          hits = reciprocalRankFusion([hits, nearest(vector, vectors, depth)], depth);
          meaning = true;
        }
      } catch {
        this.#notice('Search by meaning is not available at the moment, so search goes by words.');
      }
    }
    const shown = hits.filter((hit) => !hidden.has(hit.item));
    return {
      query,
      entries: shown.slice(0, options.limit).map(({ item }) => this.#entry(item, profile, null)),
      total: Math.min(shown.length, options.limit),
      meaning,
    };
  }

  async basket(): Promise<Basket> {
    await this.#opened;
    const { profile } = await this.#rank();
    const lines = profile.basket.map(({ item, quantity }) => ({ card: this.#card(item, profile), quantity }));
    return {
      lines,
      total: lines.reduce((sum, { card, quantity }) => sum + (card.price ?? 0) * quantity, 0),
      count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    };
  }

  async basketShelf(): Promise<Shelf | null> {
    await this.#opened;
    return basketShelf(this.#shop, await this.#rank());
  }

  async saved(): Promise<Card[]> {
    await this.#opened;
    const { profile } = await this.#rank();
    return profile.saved.map((index) => this.#card(index, profile)).reverse();
  }

  async explain(itemId: string): Promise<Explanation> {
    await this.#opened;
    const index = this.#shop.indexOf.get(itemId);
    if (index === undefined) throw new UnknownItem(itemId);
    const ranked = await this.#rank();
    return this.#timed('explain', async () => ranked.explain(index));
  }

  // History

  async record(event: NewEvent): Promise<HistoryEvent | null> {
    return (await this.recordAll([event]))[0] ?? null;
  }

  async recordAll(events: NewEvent[]): Promise<HistoryEvent[]> {
    await this.#opened;
    const at = this.#host.now();
    const kept = events
      .filter((event) => this.#settings.recording || ALWAYS_KEPT.has(event.type))
      .map((event) => ({ ...event, id: this.#host.newId(), at, shop: this.#shop.catalog.id }));
    if (kept.length > 0) {
      await this.#timed('record', () => this.#write((store) => store.append(kept)));
      this.#setEvents([...this.#events, ...kept]);
    }
    return kept;
  }

  async forget(eventIds: string[]): Promise<HistoryEvent[]> {
    await this.#opened;
    const gone = new Set(eventIds);
    const removed = this.#events.filter((event) => gone.has(event.id));
    await this.#write((store) => store.remove(eventIds));
    this.#setEvents(this.#events.filter((event) => !gone.has(event.id)));
    return removed;
  }

  async restore(events: HistoryEvent[]): Promise<void> {
    await this.#opened;
    const known = new Set(this.#events.map((event) => event.id));
    const fresh = events.filter((event) => event.shop === this.#shop.catalog.id && !known.has(event.id));
    await this.#write((store) => store.append(fresh));
    this.#setEvents([...this.#events, ...fresh]);
  }

  async known(): Promise<Known> {
    await this.#opened;
    const { profile } = await this.#rank();
    return {
      events: this.#events.map((event) => inWords(event, this.#shop)).reverse(),
      interests: withEvents(profile.interests, this.#events, this.#shop),
      summary: summary(profile),
      recording: this.#settings.recording,
      retentionDays: this.#settings.retentionDays,
    };
  }

  async setRecording(on: boolean): Promise<void> {
    await this.#opened;
    await this.#saveSettings({ recording: on });
    this.#tell({ recording: on });
  }

  async setRetention(days: number | null): Promise<void> {
    await this.#opened;
    await this.#saveSettings({ retentionDays: days });
    await this.#dropOld();
  }

  async exportHistory(): Promise<Blob> {
    await this.#opened;
    return historyToFile(this.#events, this.#shop.catalog.id, this.#host.now());
  }

  async importHistory(file: Blob): Promise<{ added: number; known: number }> {
    await this.#opened;
    const events = await historyFromFile(file, this.#shop.catalog.id);
    const before = this.#events.length;
    await this.restore(events);
    const added = this.#events.length - before;
    return { added, known: events.length - added };
  }

  async eraseEverything(): Promise<void> {
    await this.#opened;
    await this.#store.erase(this.#shop.catalog.id);
    await this.#saveSettings({ ...defaultSettings, shop: this.#shop.catalog.id });
    await this.#host.encoder.clearCache();
    this.#setEvents([]);
    this.#tell({ recording: true });
  }

  // A shop of one's own

  checkShop(files: File[], onProgress: (progress: LongProgress) => void): Promise<ImportCheck> {
    return this.#host.importer.check(files, onProgress);
  }

  async importShop(
    request: ImportRequest,
    onProgress: (progress: LongProgress) => void,
  ): Promise<EngineStatus> {
    await this.#opened;
    const id = await this.#host.importer.run(request, onProgress);
    return this.#switchShop(id);
  }

  async cancelImport(): Promise<void> {
    await this.#host.importer.cancel();
  }

  async returnToDemo(): Promise<EngineStatus> {
    await this.#opened;
    const id = this.#shop.catalog.id;
    const status = await this.#switchShop('demo');
    if (id !== 'demo') await this.#host.deleteShop(id);
    return status;
  }

  // The Lab

  async measure() {
    await this.#opened;
    const rankMs: number[] = [];
    for (let run = 0; run < 10; run++) {
      const start = this.#host.timer();
      await this.#ranker.rank(this.#events, this.#moment());
      rankMs.push(this.#host.timer() - start);
    }
    return { backends: await measureBackends(this.#backendOptions()), rankMs };
  }

  // Inside

  #card(index: number, profile: Profile): Card {
    return this.#shop.card(index, new Set(profile.saved));
  }

  #entry(index: number, profile: Profile, score: number | null): Entry {
    return { card: this.#card(index, profile), score, reason: null };
  }

  #moment() {
    const now = this.#host.now();
    return { now, utcOffset: this.#host.utcOffset(now) };
  }

  #rank() {
    return this.#ranker.current(this.#events, this.#moment());
  }

  #setEvents(events: HistoryEvent[]): void {
    this.#events = events.sort(inHistoryOrder);
  }

  /**
   * Writes to the store. Where it is full or gone, history goes on in memory, with all that was there before,
   * and says so: the shop must not stop for want of a disk.
   */
  async #write(write: (store: HistoryStore) => Promise<unknown>): Promise<void> {
    try {
      await write(this.#store);
    } catch (error) {
      const memory = new MemoryHistory();
      await memory.append(this.#events);
      await memory.saveSettings(this.#settings);
      await write(memory);
      this.#store = memory;
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      this.#tell({ storage: 'memory' });
      this.#notice(
        `${full ? 'This browser’s storage is full.' : 'This browser’s storage stopped answering.'} What you do from here on is remembered only until you close this tab.`,
      );
    }
  }

  async #saveSettings(change: Partial<Settings>): Promise<void> {
    this.#settings = { ...this.#settings, ...change };
    await this.#write((store) => store.saveSettings(this.#settings));
  }

  async #dropOld(): Promise<void> {
    const { retentionDays } = this.#settings;
    if (retentionDays === null) return;
    const oldest = this.#host.now() - retentionDays * DAY;
    const old = this.#events.filter((event) => event.at < oldest).map((event) => event.id);
    if (old.length === 0) return;
    await this.#write((store) => store.remove(old));
    this.#events = this.#events.filter((event) => event.at >= oldest);
  }

  async #timed<T>(step: string, work: () => Promise<T>): Promise<T> {
    const start = this.#watch.now();
    const result = await work();
    this.#watch.took(step, start);
    return result;
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
