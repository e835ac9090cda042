/**
 * LocalRecommender: the Recommender in the thread it is made in. It wires the rooms together and keeps the
 * one piece of state there is, the visitor's events; everything else is derived from them when asked for.
 */
import {
  type BackendOptions,
  type ChosenBackend,
  chooseBackend,
  measureBackends,
  onDeviceLost,
} from '../compute/backends.ts';
import { Lifeline } from '../encoders/lifeline.ts';
import { stampKey } from '../encoders/registry.ts';
import { fusionTrial } from '../fusion/trial.ts';
import { type HistoryEvent, historyKey, type NewEvent, withTimeSpent } from '../history/event.ts';
import { inHistoryOrder, LONGEST_TEXT, withinLimits } from '../history/event-schema.ts';
import { defaultSettings, type HistoryStore, MemoryHistory, type Settings } from '../history/store.ts';
import { historyFromFile, historyToFile } from '../history/transfer.ts';
import { SESSION_PAUSE } from '../profile/build-profile.ts';
import { surroundings } from '../profile/place.ts';
import { checkedPreferences, type Preferences } from '../profile/preferences.ts';
import type { Moment } from '../profile/profile.ts';
import { weatherText } from '../profile/weather.ts';
import { nearest, reciprocalRankFusion } from '../search/meaning.ts';
import { browse } from './browse.ts';
import { ChoiceMemory } from './choice-memory.ts';
import { Durations } from './durations.ts';
import {
  type ExampleVisitorsPage,
  exampleVisitors,
  exampleVisitorsPage,
  UnknownExample,
} from './example-visitors.ts';
import { fusionChoices } from './fusion-choices.ts';
import type { Host } from './host.ts';
import { type FusionView, fusionViews, type Inspected, type Inspection, inspect } from './inspect.ts';
import { type Comparison, comparisonOf } from './interleaving.ts';
import { knownOf } from './known.ts';
import { type MomentView, momentView } from './moment.ts';
import { type OpenedShop, openDemo, openOwn, ShopUnavailable } from './open-shop.ts';
import { type OnTensors, Ranker, type Stopwatch } from './ranker.ts';
import { readout } from './readout.ts';
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
  PersonHere,
  Readout,
  Recommender,
  RemovedPerson,
  SearchPage,
  Shelf,
  Unsubscribe,
  WhyNot,
} from './recommender.ts';
import { type ReplayProgress, type ReplayReport, replayHistory } from './replay.ts';
import { type Rival, rivalsOf } from './rivals.ts';
import { basketShelf, homeShelves, itemShelves, narrowingNotice } from './shelves.ts';
import type { Shop } from './shop.ts';
import { type MapProgress, type TasteMap, TasteMaps } from './taste-map.ts';
import { type Vitals, vitals } from './vitals.ts';
import { whyNot } from './why-not.ts';

const DAY = 86_400_000;

/** Kept even while recording is paused: without them basket, Saved and hiding would not work at all. */
const ALWAYS_KEPT: ReadonlySet<NewEvent['type']> = new Set([
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
  'purchase',
  'rate',
  'hide',
  'more_like_this',
  'less_like_this',
]);

/** Said, once, when the store refuses a write; unsaid when it takes one again. */
const ONLY_HERE = 'What you do from here on is remembered only until you close this tab.';

/** A pause of the session is written again this long, ms, after the last sign of the session at the earliest. */
const PAUSE_STEP = 60_000;

const FIRST_PERSON = 'You';

/** A person that was removed from another tab, or never was. */
export class UnknownPerson extends Error {
  override name = 'UnknownPerson';
  constructor() {
    super('That profile is not there any more. It may have been removed in another tab.');
  }
}

/** The first person can't be removed, only their history erased. */
export class FirstPersonStays extends Error {
  override name = 'FirstPersonStays';
  constructor() {
    super('The first profile always stays. Erase its history instead.');
  }
}

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
  readonly #maps: TasteMaps;
  readonly #opened: Promise<void>;
  readonly #timings: Record<string, number> = {};
  readonly #durations = new Durations();
  readonly #watch: Stopwatch = {
    now: () => this.#host.timer(),
    took: (step, from) => {
      this.#timings[step] = this.#host.timer() - from;
      this.#durations.add(step, this.#timings[step]);
    },
  };
  #store: HistoryStore = new MemoryHistory();
  /** While nothing may be written: the store that will be there again afterwards. */
  #whilePrivate: HistoryStore | null = null;
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
  /** Null until one was chosen. */
  #chosen: ChosenBackend | null = null;
  #replaying = new AbortController();
  /** False until a backend has passed its trial; plain JavaScript scores until then. */
  #tensorsReady = false;
  /** Ends with the GPU device: what was asked of it will never be answered. */
  readonly #device = new Lifeline();
  #measuring = false;
  /** Settles once a backend is chosen, or none. */
  #backendTried: Promise<void> = Promise.resolve();
  #ranker!: Ranker;
  #choices = new ChoiceMemory();
  /** The embedded words of the weather that the visitor chose; no vector while they are being embedded. */
  #weather: { of: string; vector: Float32Array | undefined } = { of: '', vector: undefined };
  #status: EngineStatus = {
    engine: 'loading',
    backend: 'cpu',
    encoder: 'idle',
    encoderProgress: null,
    shop: { id: 'demo', name: 'Inkling', currency: 'GBP', items: 0, own: false },
    storage: 'memory',
    recording: true,
    sessionPaused: false,
    private: false,
    person: { id: '', name: FIRST_PERSON },
    people: [{ id: '', name: FIRST_PERSON }],
    notices: [],
    timings: this.#timings,
  };

  /** Starts opening at once; every method waits for that. */
  constructor(host: Host) {
    this.#host = host;
    this.#maps = new TasteMaps(host.projector, () => host.timer());
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
      this.#chosen = await chooseBackend(this.#backendOptions());
      const { backend } = this.#chosen;
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
      // Nothing that happens elsewhere belongs to a private visit.
      if (this.#whilePrivate !== null) return;
      // What can't be read again stays as it was.
      this.#inTurn(() => this.#reload()).catch(() => 'told when something is written');
    });
    this.#tellRecording();
  }

  #tellRecording(historyChanged = false): void {
    const { recording } = this.#settings;
    this.#tell({ recording, sessionPaused: this.#sessionPaused() }, historyChanged);
  }

  /** Half an hour without a sign of the session ends it, and its pause. */
  #sessionPaused(): boolean {
    const { sessionPause } = this.#settings;
    return sessionPause !== null && this.#host.now() - sessionPause < SESSION_PAUSE;
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
    const events = await this.#eventsOf(this.#historyOf(id)).catch((error: unknown) => {
      this.#inMemory(error);
      return [];
    });
    this.#asTrained = shop;
    this.#choices = new ChoiceMemory();
    this.#rankAsChosen();
    this.#setEvents(events);
    await this.#dropOld().catch(() => 'tried again at the next opening');
    this.#tell({
      shop: { id, name, currency, items: items.length, own: shop.own },
      ...this.#whose(),
    });
  }

  /** Name of the history that is open in a shop. */
  #historyOf(shop: string): string {
    return historyKey(shop, this.#settings.person[shop] ?? '');
  }

  get #history(): string {
    return this.#historyOf(this.#shop.catalog.id);
  }

  /** Everyone here, the first person first, and whose history is open. */
  #whose(): Pick<EngineStatus, 'person' | 'people'> {
    const shop = this.#asTrained.catalog.id;
    const all = this.#settings.people[shop] ?? [];
    const first = all.find(({ id }) => id === '') ?? { id: '', name: FIRST_PERSON };
    const people = [first, ...all.filter(({ id }) => id !== '')];
    return { people, person: people.find(({ id }) => id === this.#settings.person[shop]) ?? first };
  }

  #preferences(change: Partial<Preferences> = {}): Preferences {
    return checkedPreferences({ ...this.#settings.preferences[this.#history], ...change });
  }

  /** By the fusion that the visitor chose, or else the pack, and by what they set by hand. */
  #rankAsChosen(): void {
    const shop = this.#asTrained.withFusion(this.#settings.fusion[this.#asTrained.catalog.id]);
    if (this.#shop?.pack.fusion !== shop.pack.fusion) this.#choices = new ChoiceMemory();
    this.#shop = shop;
    const preferences = this.#preferences();
    this.#ranker = this.#rankerWith(preferences);
    void this.#embedWeather(preferences.weather);
  }

  #rankerWith(preferences: Preferences): Ranker {
    const { weather } = preferences;
    const embedded = this.#weather.of === this.#weatherKey(weather) ? this.#weather.vector : undefined;
    return new Ranker(this.#shop, preferences, this.#onTensors, this.#watch, this.#choices, embedded);
  }

  /** Vectors of different encoders never meet: a shop has its own. */
  #weatherKey(weather: Preferences['weather']): string {
    return weather === '' ? '' : `${stampKey(this.#shop.pack.manifest.encoder)} ${weather}`;
  }

  /** Shelves don't wait for the encoder: they follow when the weather's words are embedded. */
  async #embedWeather(weather: Preferences['weather']): Promise<void> {
    const key = this.#weatherKey(weather);
    if (weather === '' || this.#weather.of === key || this.#shop.pack.vectors.length === 0) return;
    this.#weather = { of: key, vector: undefined };
    try {
      const encoder = await this.#host.encoder.open(false);
      if (stampKey(encoder.stamp) !== stampKey(this.#shop.pack.manifest.encoder)) return;
      const vector = await encoder.encode([weatherText(weather)]);
      if (this.#weather.of !== key) return;
      this.#weather = { of: key, vector };
      this.#rankAsChosen();
      this.#tell({}, true);
    } catch {
      // Tried again when it is chosen again.
      this.#weather = { of: '', vector: undefined };
      this.#notice('The weather can’t be taken into account at the moment: the shop’s texts can’t be read.');
    }
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
      this.#setEvents(await this.#eventsOf(this.#history));
      this.#tell({ ...this.#whose() });
    } else await this.#enter(await this.#openShop());
    this.#tellRecording(true);
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

  /** In turn, so that what the page noted on its way here is counted. */
  readout(): Promise<Readout> {
    return this.#inTurn(async () => {
      const { shop, ranked } = await this.#present();
      return readout(shop, ranked);
    });
  }

  async home(): Promise<HomePage> {
    await this.#opened;
    return this.#timed('home', async () => {
      const { shop, ranked } = await this.#present();
      const narrowing = narrowingNotice(shop, ranked);
      return {
        shelves: homeShelves(shop, ranked),
        events: ranked.profile.events,
        personal: ranked.profile.touched.length > 0,
        ...(narrowing && { narrowing }),
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

  async search(
    query: string,
    options: { meaning: boolean; limit: number; hidden?: boolean },
  ): Promise<SearchPage> {
    const { shop, ranked, card } = await this.#present();
    const hidden = new Set(options.hidden ? [] : ranked.profile.hidden);
    const depth = options.limit * 2 + hidden.size;
    // A page of text, pasted by mistake, would take many seconds.
    const asked = query.slice(0, LONGEST_TEXT);
    let hits = await this.#timed('search', async () => shop.keyword()(asked, depth));
    let meaning = false;
    const { vectors, manifest } = shop.pack;
    if (options.meaning && asked.trim() !== '' && vectors.length > 0) {
      try {
        const encoder = await this.#host.encoder.open(this.#whilePrivate === null);
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

  async explain(itemId: string, { whole } = { whole: true }): Promise<Explanation> {
    const { shop, ranked } = await this.#present();
    const index = shop.indexOf.get(itemId);
    if (index === undefined) throw new UnknownItem(itemId);
    return this.#timed(whole ? 'explain-whole' : 'explain', async () => ranked.explain(index, whole));
  }

  async whyNot(itemId: string): Promise<WhyNot> {
    const { shop, ranked, events } = await this.#present();
    const index = shop.indexOf.get(itemId);
    if (index === undefined) throw new UnknownItem(itemId);
    return whyNot(shop, ranked, events, index);
  }

  // What was set by hand

  async preferences(): Promise<Preferences> {
    await this.#opened;
    return this.#preferences();
  }

  setPreferences(change: Partial<Preferences>): Promise<Preferences> {
    return this.#inTurn(async () => {
      const preferences = this.#preferences(change);
      const all = { ...this.#settings.preferences, [this.#history]: preferences };
      await this.#saveSettings({ preferences: all });
      this.#rankAsChosen();
      this.#tell({}, true);
      return preferences;
    });
  }

  async moment(): Promise<MomentView> {
    const { ranked } = await this.#present();
    return momentView(ranked.profile, this.#preferences());
  }

  async preview(change: Partial<Preferences>): Promise<HomePage> {
    await this.#opened;
    const shop = this.#shop;
    const events = this.#events;
    const ranked = await this.#rankerWith(this.#preferences(change)).current(events, this.#moment());
    return {
      shelves: homeShelves(shop, ranked),
      events: ranked.profile.events,
      personal: ranked.profile.touched.length > 0,
    };
  }

  pauseSession(on: boolean): Promise<void> {
    return this.#inTurn(async () => {
      await this.#saveSettings({ sessionPause: on ? this.#host.now() : null });
      this.#tellRecording(true);
    });
  }

  setPrivate(on: boolean): Promise<EngineStatus> {
    return this.#inTurn(async () => {
      if (on === (this.#whilePrivate !== null)) return this.#snapshot();
      if (on) {
        const stranger = new MemoryHistory();
        const { preferences: _, ...settings } = this.#settings;
        await stranger.saveSettings({ ...settings, preferences: {}, recording: true, sessionPause: null });
        this.#whilePrivate = this.#store;
        this.#store = stranger;
      } else {
        this.#store = this.#whilePrivate as HistoryStore;
        this.#whilePrivate = null;
      }
      this.#choices = new ChoiceMemory();
      this.#tell({ private: on });
      await this.#reload();
      return this.#snapshot();
    });
  }

  // People who share this browser

  async people(): Promise<PersonHere[]> {
    await this.#opened;
    const shop = this.#shop.catalog.id;
    const { people, person } = this.#whose();
    return Promise.all(
      people.map(async ({ id, name }) => ({
        id,
        name,
        events: id === person.id ? this.#events.length : (await this.#eventsOf(historyKey(shop, id))).length,
        current: id === person.id,
      })),
    );
  }

  addPerson(name: string): Promise<PersonHere> {
    return this.#inTurn(async () => {
      const shop = this.#shop.catalog.id;
      const person = { id: this.#host.newId(), name: personName(name) };
      await this.#savePeople(shop, [...(this.#settings.people[shop] ?? []), person], person.id);
      return { ...person, events: 0, current: true };
    });
  }

  renamePerson(id: string, name: string): Promise<void> {
    return this.#inTurn(async () => {
      const shop = this.#shop.catalog.id;
      const people = this.#knownPeople(shop, id);
      const renamed = { id, name: personName(name) };
      const known = people.some((person) => person.id === id);
      await this.#savePeople(
        shop,
        known ? people.map((person) => (person.id === id ? renamed : person)) : [renamed, ...people],
      );
    });
  }

  openPerson(id: string): Promise<EngineStatus> {
    return this.#inTurn(async () => {
      const shop = this.#shop.catalog.id;
      this.#knownPeople(shop, id);
      await this.#savePeople(shop, this.#settings.people[shop] ?? [], id);
      return this.#snapshot();
    });
  }

  removePerson(id: string): Promise<RemovedPerson> {
    return this.#inTurn(async () => {
      if (id === '') throw new FirstPersonStays();
      const shop = this.#shop.catalog.id;
      const people = this.#knownPeople(shop, id);
      const key = historyKey(shop, id);
      const { name } = people.find((person) => person.id === id) as { name: string };
      const events = await this.#eventsOf(key);
      const { [key]: preferences = {}, ...others } = this.#settings.preferences;
      await this.#store.erase(key);
      this.#unsaved = this.#unsaved.filter((event) => event.shop !== key);
      await this.#saveSettings({ preferences: others });
      const open = this.#settings.person[shop] === id ? '' : undefined;
      await this.#savePeople(
        shop,
        people.filter((person) => person.id !== id),
        open,
      );
      return { id, name, events, preferences };
    });
  }

  async restorePerson({ id, name, events, preferences }: RemovedPerson): Promise<void> {
    await this.#inTurn(async () => {
      const shop = this.#shop.catalog.id;
      const all = { ...this.#settings.preferences, [historyKey(shop, id)]: preferences };
      await this.#saveSettings({ preferences: all });
      await this.#append(events);
      const others = (this.#settings.people[shop] ?? []).filter((person) => person.id !== id);
      await this.#savePeople(shop, [...others, { id, name }]);
    });
  }

  /** @throws UnknownPerson where there is none of that id. */
  #knownPeople(shop: string, id: string): { id: string; name: string }[] {
    const people = this.#settings.people[shop] ?? [];
    if (id !== '' && !people.some((person) => person.id === id)) throw new UnknownPerson();
    return people;
  }

  /** @param open whose history to open; the one that is open where absent */
  async #savePeople(shop: string, people: { id: string; name: string }[], open?: string): Promise<void> {
    const { people: all, person } = this.#settings;
    await this.#saveSettings({
      people: { ...all, [shop]: people },
      ...(open !== undefined && { person: { ...person, [shop]: open } }),
    });
    if (open !== undefined) {
      this.#setEvents(await this.#eventsOf(this.#history));
      this.#choices = new ChoiceMemory();
      this.#rankAsChosen();
    }
    this.#tell({ ...this.#whose() }, true);
  }

  // History

  async record(event: NewEvent): Promise<HistoryEvent | null> {
    return (await this.recordAll([event]))[0] ?? null;
  }

  recordAll(events: NewEvent[]): Promise<HistoryEvent[]> {
    const at = this.#host.now();
    return this.#inTurn(async () => {
      const recording = this.#settings.recording && !(await this.#heldBack(at));
      const kept = events
        .filter((event) => recording || ALWAYS_KEPT.has(event.type))
        .map((event) => ({
          ...withinLimits(event),
          id: this.#host.newId(),
          at,
          shop: this.#history,
        }));
      if (kept.length > 0) await this.#timed('record', () => this.#append(kept));
      return kept;
    });
  }

  /** Whether a pause of this session still stands at `at`; each sign of the session prolongs it. */
  async #heldBack(at: number): Promise<boolean> {
    const { sessionPause } = this.#settings;
    if (sessionPause === null) return false;
    const held = at - sessionPause < SESSION_PAUSE;
    if (!held) {
      await this.#saveSettings({ sessionPause: null });
      this.#tellRecording();
    } else if (at - sessionPause > PAUSE_STEP) await this.#saveSettings({ sessionPause: at });
    return held;
  }

  forget(eventIds: string[]): Promise<HistoryEvent[]> {
    return this.#inTurn(() => this.#remove(withTimeSpent(new Set(eventIds), this.#events)));
  }

  async restore(events: HistoryEvent[]): Promise<void> {
    await this.#inTurn(() => this.#append(events));
  }

  async known(): Promise<Known> {
    const { shop, events, ranked } = await this.#present();
    return {
      ...knownOf(shop, events, ranked),
      recording: this.#settings.recording,
      retentionDays: this.#settings.retentionDays,
    };
  }

  setRecording(on: boolean): Promise<void> {
    return this.#inTurn(async () => {
      await this.#saveSettings({ recording: on, sessionPause: null });
      this.#tellRecording();
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
    const shop = this.#shop.catalog.id;
    // A file is of a shop, whoever in this browser it is about.
    return historyToFile(
      this.#events.map((event) => ({ ...event, shop })),
      shop,
      this.#host.now(),
    );
  }

  async importHistory(file: Blob): Promise<{ added: number; known: number }> {
    await this.#opened;
    const shop = this.#shop.catalog.id;
    const events = await historyFromFile(file, shop);
    const added = await this.#inTurn(() => {
      const { id: person } = this.#whose().person;
      const history = this.#history;
      // One file may be read by several people here: each has events of their own.
      return this.#append(
        events.map((event) =>
          person === ''
            ? event
            : { ...event, id: `${event.id}~${person}`.slice(-LONGEST_TEXT), shop: history },
        ),
      );
    });
    return { added, known: events.length - added };
  }

  eraseEverything(): Promise<void> {
    return this.#inTurn(async () => {
      const shop = this.#shop.catalog.id;
      const people = ['', ...(this.#settings.people[shop] ?? []).map(({ id }) => id)];
      const histories = new Set(people.map((id) => historyKey(shop, id)));
      for (const history of histories) await this.#store.erase(history);
      this.#unsaved = this.#unsaved.filter((event) => !histories.has(event.shop));
      this.#setEvents([]);
      // What other shops in this browser remember is theirs.
      const { people: allPeople, person, preferences } = this.#settings;
      await this.#saveSettings({
        ...defaultSettings,
        shop: this.#settings.shop,
        people: without(allPeople, (key) => key === shop),
        person: without(person, (key) => key === shop),
        preferences: without(preferences, (key) => histories.has(key)),
      });
      this.#choices = new ChoiceMemory();
      this.#rankAsChosen();
      this.#tell({ ...this.#whose() });
      this.#tellRecording();
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

  async tasteMap(onProgress: (progress: MapProgress) => void): Promise<TasteMap> {
    await this.#opened;
    return this.#maps.of(this.#asTrained, onProgress);
  }

  async cancelTasteMap(): Promise<void> {
    this.#maps.cancel();
  }

  async inspect(what: Inspected, silent: string[]): Promise<Inspection> {
    const { shop, ranked } = await this.#present();
    return inspect(shop, ranked, what, silent);
  }

  async fusionViews(): Promise<FusionView[]> {
    const { shop, ranked } = await this.#present();
    return fusionViews(shop, ranked);
  }

  /** A newer replay ends the one before it. */
  async replay(onProgress: ReplayProgress): Promise<ReplayReport> {
    this.#replaying.abort();
    this.#replaying = new AbortController();
    const { signal } = this.#replaying;
    const { shop, ranked } = await this.#present();
    return replayHistory(shop, ranked, onProgress, signal);
  }

  async cancelReplay(): Promise<void> {
    this.#replaying.abort();
  }

  async rivals(): Promise<Rival[]> {
    await this.#opened;
    return rivalsOf(this.#shop);
  }

  async comparison(): Promise<Comparison | null> {
    await this.#opened;
    return comparisonOf(this.#shop, this.#events, this.#preferences().compare);
  }

  async vitals(): Promise<Vitals> {
    await this.#opened;
    return vitals(this.#shop.pack, this.#durations, this.#chosen, this.#status.backend);
  }

  async exampleVisitors(): Promise<ExampleVisitorsPage> {
    await this.#opened;
    return exampleVisitorsPage(this.#shop, this.#moment());
  }

  async becomeExample(id: string): Promise<PersonHere> {
    await this.#opened;
    const visitor = exampleVisitors(this.#shop.catalog, this.#host.now()).find((one) => one.id === id);
    if (visitor === undefined) throw new UnknownExample();
    const person = await this.addPerson(visitor.name);
    return this.#inTurn(async () => {
      const shop = historyKey(this.#shop.catalog.id, person.id);
      await this.#append(visitor.events.map((event) => ({ ...event, id: this.#host.newId(), shop })));
      this.#tell({}, true);
      return { ...person, events: visitor.events.length };
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

  #moment(): Moment {
    const now = this.#host.now();
    const { currency } = this.#shop.catalog;
    return {
      now,
      utcOffset: this.#host.utcOffset(now),
      device: this.#host.device,
      ...surroundings(this.#preferences(), currency),
    };
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

  /** @param history see `historyKey` */
  async #eventsOf(history: string): Promise<HistoryEvent[]> {
    const unsaved = this.#unsaved.filter((event) => event.shop === history);
    return this.#whilePrivate === null
      ? [...(await this.#store.events(history)), ...unsaved]
      : this.#store.events(history);
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
    // A private visit writes nothing of its own to disk, nor anything else to where it would be lost.
    const unsaved = [...(this.#whilePrivate === null ? this.#unsaved : []), ...fresh.values()];
    if (this.#whilePrivate !== null) await this.#store.append(unsaved);
    else await this.#write(unsaved);
    const here = [...fresh.values()].filter((event) => event.shop === this.#history);
    this.#setEvents([...this.#events, ...here]);
    return here.length;
  }

  async #write(unsaved: HistoryEvent[]): Promise<void> {
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

function without<T>(record: Record<string, T>, gone: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone(key)));
}

/** Longer names would break the header. */
const LONGEST_NAME = 40;

function personName(name: string): string {
  return name.trim().slice(0, LONGEST_NAME) || 'Someone';
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
