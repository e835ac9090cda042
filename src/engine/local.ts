/**
 * LocalRecommender: the Recommender in the thread it is made in. It wires the rooms together and keeps the
 * one piece of state there is, the visitor's events; everything else is derived from them when asked for.
 */
import { type BackendOptions, chooseBackend, measureBackends, onDeviceLost } from '../compute/backends.ts';
import { Lifeline } from '../encoders/lifeline.ts';
import { stampKey } from '../encoders/registry.ts';
import { fusionTrial } from '../fusion/trial.ts';
import type { HistoryEvent, NewEvent } from '../history/event.ts';
import { inHistoryOrder, LONGEST_TEXT, withinLimits } from '../history/event-schema.ts';
import { defaultSettings, type HistoryStore, MemoryHistory, type Settings } from '../history/store.ts';
import { historyFromFile, historyToFile } from '../history/transfer.ts';
import { nearest, reciprocalRankFusion } from '../search/meaning.ts';
import { browse } from './browse.ts';
import { fusionChoices } from './fusion-choices.ts';
import type { Host } from './host.ts';
import { inWords, summary, withEvents } from './known.ts';
import { type OpenedShop, openDemo, openOwn, ShopUnavailable } from './open-shop.ts';
import { type OnTensors, Ranker, type Stopwatch } from './ranker.ts';
import type {
  Basket,
  BrowsePage,
  BrowseRequest,
  Card,
  EngineStatus,
  Explanation,
  FusionChoice,
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

/** Said, once, when the store refuses a write; unsaid when it takes one again. */
const ONLY_HERE = 'What you do from here on is remembered only until you close this tab.';

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
  /** Acknowledged, but the store is full or gone: written with the next event, if there is room by then. */
  #unsaved: HistoryEvent[] = [];
  #kept: 'durable' | 'best-effort' = 'best-effort';
  /** The last change that was begun. */
  #last: Promise<unknown> = Promise.resolve();
  /** As it was opened; `#shop` may rank by another of its fusions. */
  #asTrained!: Shop;
  #shop!: Shop;
  /** False until a backend has passed its trial; plain JavaScript scores until then. */
  #tensorsReady = false;
  /** Ends with the GPU device: what was asked of it will never be answered. */
  readonly #device = new Lifeline();
  #measuring = false;
  /** Settles once a backend is chosen, or none. */
  #backendTried: Promise<void> = Promise.resolve();
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
    await this.#enter(await this.#openShop());
    this.#watch.took('open', start);
    this.#tell({ engine: 'ready' });
    this.#backendTried = this.#chooseBackend();
    // Asked after the first screen: some browsers show a question for it.
    void this.#host.persist().then(
      (persisted) => {
        this.#kept = persisted ? 'durable' : 'best-effort';
        if (this.#status.storage !== 'memory') this.#tell({ storage: this.#kept });
      },
      () => 'no promise was made',
    );
  }

  /** TensorFlow.js is slow to load and to try; nothing waits for it, since plain JavaScript gives the same. */
  async #chooseBackend(): Promise<void> {
    const start = this.#watch.now();
    try {
      const { backend } = await chooseBackend(this.#backendOptions());
      this.#tensorsReady = true;
      this.#watch.took('backend', start);
      this.#tell({ backend });
      onDeviceLost((message) => {
        this.#device.end(new Error(message));
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
    if (!this.#tensorsReady || this.#measuring) return null;
    try {
      return await this.#device.hold(work());
    } catch {
      this.#tensorsReady = false;
      this.#tell({ backend: 'cpu' });
      return null;
    }
  };

  async #openHistory(): Promise<void> {
    try {
      const store = await this.#host.openHistory();
      this.#settings = await store.settings();
      this.#store = store;
      this.#tell({ storage: this.#kept });
    } catch (error) {
      this.#notice(`${sentence(error)} What you do here is remembered only until you close this tab.`);
    }
    this.#store.onChange(() => {
      // What can't be read again stays as it was.
      this.#inTurn(() => this.#reload()).catch(() => 'told when something is written');
    });
    this.#tell({ recording: this.#settings.recording });
  }

  /** The shop that the settings name, or the demo where it is gone. */
  async #openShop(): Promise<OpenedShop> {
    const wanted = this.#settings.shop;
    if (wanted === 'demo') return openDemo(this.#host);
    const own = await openOwn(this.#host, wanted);
    if (own !== null) return own;
    this.#notice('The shop you brought could not be opened again, so this is the demo shop.');
    return openDemo(this.#host);
  }

  /** Puts a shop and its history in place of what is open, at one stroke. */
  async #enter({ shop, notice }: OpenedShop): Promise<void> {
    if (notice !== null) this.#notice(notice);
    const { id, name, currency, items } = shop.catalog;
    const events = await this.#eventsOf(id).catch((error: unknown) => {
      this.#inMemory(error);
      return [];
    });
    this.#asTrained = shop;
    this.#rankAsChosen();
    this.#setEvents(events);
    await this.#dropOld().catch(() => 'tried again at the next opening');
    this.#tell({ shop: { id, name, currency, items: items.length, own: shop.own } });
  }

  /** By the fusion that the visitor chose, or else the pack. */
  #rankAsChosen(): void {
    this.#shop = this.#asTrained.withFusion(this.#settings.fusion[this.#asTrained.catalog.id]);
    this.#ranker = new Ranker(this.#shop, this.#onTensors, this.#watch);
  }

  async #switchShop(id: string): Promise<EngineStatus> {
    const opened = id === 'demo' ? await openDemo(this.#host) : await openOwn(this.#host, id);
    if (opened === null) {
      throw new ShopUnavailable(
        'The new shop was replaced from another tab before it opened. Build it again.',
      );
    }
    await this.#enter(opened);
    await this.#saveSettings({ shop: id });
    await this.#host.keepOnlyShop(id).catch(() => 'others are dropped at the next switch');
    return this.status();
  }

  /** Another tab wrote: read again what is now true. */
  async #reload(): Promise<void> {
    const settings = await this.#store.settings();
    const open = this.#settings.shop;
    this.#settings = settings;
    if (settings.shop === open) {
      this.#rankAsChosen();
      this.#setEvents(await this.#eventsOf(this.#shop.catalog.id));
    } else await this.#enter(await this.#openShop());
    this.#tell({ recording: settings.recording }, true);
  }

  // Status

  async status(): Promise<EngineStatus> {
    return this.#snapshot();
  }

  async subscribe(listener: Listener): Promise<Unsubscribe> {
    this.#listeners.add(listener);
    listener({ status: this.#snapshot(), historyChanged: false });
    return () => void this.#listeners.delete(listener);
  }

  #snapshot(): EngineStatus {
    return { ...this.#status, timings: { ...this.#timings } };
  }

  #tell(change: Partial<EngineStatus>, historyChanged = false): void {
    this.#status = { ...this.#status, ...change };
    const status = this.#snapshot();
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
      const { shop, events, ranked } = await this.#present();
      return {
        shelves: homeShelves(shop, ranked),
        events: events.length,
        personal: ranked.profile.touched.length > 0,
      };
    });
  }

  async item(id: string): Promise<ItemPage | null> {
    const { shop, events, ranked, card } = await this.#present();
    const index = shop.indexOf.get(id);
    if (index === undefined) return null;
    const { profile } = ranked;
    const rating = events.findLast((event) => event.type === 'rate' && event.itemId === id)?.rating;
    return {
      item: shop.item(index),
      card: card(index),
      reviews: shop.reviews(id),
      shelves: itemShelves(shop, ranked, index),
      inBasket: profile.basket.find((line) => line.item === index)?.quantity ?? 0,
      hidden: profile.hidden.includes(index),
      rated: rating ?? null,
    };
  }

  async cards(ids: string[]): Promise<Card[]> {
    const { shop, card } = await this.#present();
    return ids
      .map((id) => shop.indexOf.get(id))
      .filter((index) => index !== undefined)
      .map(card);
  }

  async browse(request: BrowseRequest): Promise<BrowsePage> {
    const { shop, ranked, card } = await this.#present();
    const hidden = new Set(ranked.profile.hidden);
    const { items, facets } = browse(
      shop,
      request,
      (allowed) => ranked.top(Number.POSITIVE_INFINITY, allowed),
      hidden,
    );
    return {
      department: request.department === null ? null : shop.department(request.department),
      total: items.length,
      entries: items.map((index) => ({ card: card(index), score: null, reason: null })),
      facets,
    };
  }

  async search(query: string, options: { meaning: boolean; limit: number }): Promise<SearchPage> {
    const { shop, ranked, card } = await this.#present();
    const hidden = new Set(ranked.profile.hidden);
    const depth = options.limit * 2 + hidden.size;
    // A page of text, pasted by mistake, would take many seconds.
    const asked = query.slice(0, LONGEST_TEXT);
    let hits = await this.#timed('search', async () => shop.keyword()(asked, depth));
    let meaning = false;
    const { vectors, manifest } = shop.pack;
    if (options.meaning && asked.trim() !== '' && vectors.length > 0) {
      try {
        const encoder = await this.#host.encoder.open();
        // A pack made with another encoder has vectors that this one's must not meet.
        if (stampKey(encoder.stamp) === stampKey(manifest.encoder)) {
          const vector = await this.#timed('encode', () => encoder.encode([asked]));
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
      entries: shown
        .slice(0, options.limit)
        .map(({ item }) => ({ card: card(item), score: null, reason: null })),
      total: Math.min(shown.length, options.limit),
      meaning,
    };
  }

  async basket(): Promise<Basket> {
    const { ranked, card } = await this.#present();
    const lines = ranked.profile.basket.map(({ item, quantity }) => ({ card: card(item), quantity }));
    return {
      lines,
      total: lines.reduce((sum, { card, quantity }) => sum + (card.price ?? 0) * quantity, 0),
      count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    };
  }

  async basketShelf(): Promise<Shelf | null> {
    const { shop, ranked } = await this.#present();
    return basketShelf(shop, ranked);
  }

  async saved(): Promise<Card[]> {
    const { ranked, card } = await this.#present();
    return ranked.profile.saved.map(card).reverse();
  }

  async explain(itemId: string): Promise<Explanation> {
    const { shop, ranked } = await this.#present();
    const index = shop.indexOf.get(itemId);
    if (index === undefined) throw new UnknownItem(itemId);
    return this.#timed('explain', async () => ranked.explain(index));
  }

  // History

  async record(event: NewEvent): Promise<HistoryEvent | null> {
    return (await this.recordAll([event]))[0] ?? null;
  }

  recordAll(events: NewEvent[]): Promise<HistoryEvent[]> {
    const at = this.#host.now();
    return this.#inTurn(async () => {
      const kept = events
        .filter((event) => this.#settings.recording || ALWAYS_KEPT.has(event.type))
        .map((event) => ({
          ...withinLimits(event),
          id: this.#host.newId(),
          at,
          shop: this.#shop.catalog.id,
        }));
      if (kept.length > 0) await this.#timed('record', () => this.#append(kept));
      return kept;
    });
  }

  forget(eventIds: string[]): Promise<HistoryEvent[]> {
    return this.#inTurn(() => this.#remove(new Set(eventIds)));
  }

  async restore(events: HistoryEvent[]): Promise<void> {
    await this.#inTurn(() => this.#append(events));
  }

  async known(): Promise<Known> {
    const { shop, events, ranked } = await this.#present();
    return {
      events: events.map((event) => inWords(event, shop)).reverse(),
      interests: withEvents(ranked.profile.interests, events, shop),
      summary: summary(ranked.profile),
      recording: this.#settings.recording,
      retentionDays: this.#settings.retentionDays,
    };
  }

  setRecording(on: boolean): Promise<void> {
    return this.#inTurn(async () => {
      await this.#saveSettings({ recording: on });
      this.#tell({ recording: on });
    });
  }

  setRetention(days: number | null): Promise<void> {
    return this.#inTurn(async () => {
      await this.#saveSettings({ retentionDays: days });
      await this.#dropOld();
    });
  }

  async exportHistory(): Promise<Blob> {
    await this.#opened;
    return historyToFile(this.#events, this.#shop.catalog.id, this.#host.now());
  }

  async importHistory(file: Blob): Promise<{ added: number; known: number }> {
    await this.#opened;
    const events = await historyFromFile(file, this.#shop.catalog.id);
    const added = await this.#inTurn(() => this.#append(events));
    return { added, known: events.length - added };
  }

  eraseEverything(): Promise<void> {
    return this.#inTurn(async () => {
      const shop = this.#shop.catalog.id;
      await this.#store.erase(shop);
      this.#unsaved = this.#unsaved.filter((event) => event.shop !== shop);
      this.#setEvents([]);
      await this.#saveSettings({ ...defaultSettings, shop: this.#settings.shop });
      this.#rankAsChosen();
      this.#tell({ recording: true });
      await this.#host.encoder.clearCache();
    });
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
    return this.#inTurn(() => this.#switchShop(id));
  }

  async cancelImport(): Promise<void> {
    await this.#host.importer.cancel();
  }

  returnToDemo(): Promise<EngineStatus> {
    return this.#inTurn(() => this.#switchShop('demo'));
  }

  // The Lab

  async fusions(): Promise<FusionChoice[]> {
    await this.#opened;
    return fusionChoices(this.#asTrained.pack, this.#shop.pack.fusion);
  }

  fuseBy(name: string | null): Promise<void> {
    return this.#inTurn(async () => {
      const { [this.#shop.catalog.id]: _, ...others } = this.#settings.fusion;
      const fusion = name === null ? others : { ...others, [this.#shop.catalog.id]: name };
      await this.#saveSettings({ fusion });
      this.#rankAsChosen();
      this.#tell({}, true);
    });
  }

  async measure() {
    await this.#opened;
    await this.#backendTried;
    const rankMs: number[] = [];
    for (let run = 0; run < 10; run++) {
      const start = this.#host.timer();
      await this.#ranker.rank(this.#events, this.#moment());
      rankMs.push(this.#host.timer() - start);
    }
    // Each backend is current for a while: nothing else may use it meanwhile.
    this.#measuring = true;
    try {
      return { backends: await measureBackends(this.#backendOptions()), rankMs };
    } finally {
      this.#measuring = false;
    }
  }

  // Inside

  #moment() {
    const now = this.#host.now();
    return { now, utcOffset: this.#host.utcOffset(now) };
  }

  /** Shop, events and their ranking, taken together: another shop may open while one of them is awaited. */
  async #present() {
    await this.#opened;
    const shop = this.#shop;
    const events = this.#events;
    const ranked = await this.#ranker.current(events, this.#moment());
    const saved = new Set(ranked.profile.saved);
    return { shop, events, ranked, card: (index: number): Card => shop.card(index, saved) };
  }

  /** One change at a time, so that each begins with what the one before it left, here and in the store. */
  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#opened).then(change);
    this.#last = turn.catch(() => 'its caller hears of it');
    return turn;
  }

  #setEvents(events: HistoryEvent[]): void {
    this.#events = events.sort(inHistoryOrder);
  }

  async #eventsOf(shop: string): Promise<HistoryEvent[]> {
    return [...(await this.#store.events(shop)), ...this.#unsaved.filter((event) => event.shop === shop)];
  }

  /**
   * Adds what isn't there yet. Where the store is full or gone history goes on in memory, and says so: the shop
   * must not stop for want of a disk.
   * @returns how many of this shop's events are new
   */
  async #append(events: readonly HistoryEvent[]): Promise<number> {
    const fresh = new Map(events.map((event) => [event.id, event]));
    for (const { id } of this.#events) fresh.delete(id);
    for (const { id } of this.#unsaved) fresh.delete(id);
    const unsaved = [...this.#unsaved, ...fresh.values()];
    try {
      await this.#store.append(unsaved);
      this.#unsaved = [];
      if (this.#store.kind === 'indexeddb' && this.#status.storage === 'memory') {
        const notices = this.#status.notices.filter((notice) => !notice.endsWith(ONLY_HERE));
        this.#tell({ storage: this.#kept, notices });
      }
    } catch (error) {
      this.#unsaved = unsaved;
      this.#inMemory(error);
    }
    const here = [...fresh.values()].filter((event) => event.shop === this.#shop.catalog.id);
    this.#setEvents([...this.#events, ...here]);
    return here.length;
  }

  /**
   * @returns what was there
   * @throws where the store refuses: memory can't stand in for a disk that keeps what should be forgotten.
   */
  async #remove(ids: ReadonlySet<string>): Promise<HistoryEvent[]> {
    const stored = await this.#store.remove([...ids]);
    const unsaved = this.#unsaved.filter((event) => ids.has(event.id));
    this.#unsaved = this.#unsaved.filter((event) => !ids.has(event.id));
    this.#setEvents(this.#events.filter((event) => !ids.has(event.id)));
    return [...stored, ...unsaved].sort(inHistoryOrder);
  }

  async #saveSettings(change: Partial<Settings>): Promise<void> {
    this.#settings = { ...this.#settings, ...change };
    await this.#store.saveSettings(this.#settings).catch((error: unknown) => this.#inMemory(error));
  }

  #inMemory(error: unknown): void {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    this.#tell({ storage: 'memory' });
    this.#notice(`This browser’s storage ${full ? 'is full' : 'stopped answering'}. ${ONLY_HERE}`);
  }

  async #dropOld(): Promise<void> {
    const { retentionDays } = this.#settings;
    if (retentionDays === null) return;
    const oldest = this.#host.now() - retentionDays * DAY;
    const old = this.#events.filter((event) => event.at < oldest).map((event) => event.id);
    if (old.length > 0) await this.#remove(new Set(old));
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
