/**
 * LocalRecommender: the Recommender in the thread it is made in. It wires the rooms together and answers pages. The one
 * piece of state there is, the visitor's events, is kept by `Histories`; everything else is derived from them when
 * asked for.
 */
import type { HistoryEvent, NewEvent } from '../history/event.ts';
import { type LexiconSummary, summaryOf } from '../language-models/reading.ts';
import type { Language } from '../messages/languages.ts';
import { openTexts, type Text } from '../messages/texts.ts';
import type { Preferences } from '../profile/preferences.ts';
import { ask, askOpenings } from './ask.ts';
import { CurrentShop, type Present } from './current-shop.ts';
import { exampleVisitors, exampleVisitorsPage, exampleWords, UnknownExample } from './example-visitors.ts';
import { fusionChoices } from './fusion-choices.ts';
import { Histories } from './histories.ts';
import type { Host } from './host.ts';
import { fusionViews, inspect } from './inspect.ts';
import { comparisonOf } from './interleaving.ts';
import { knownOf } from './known.ts';
import type { DrawSvg } from './media-import.ts';
import { momentView } from './moment.ts';
import { type OpenedShop, openDemo, openOwn, ShopUnavailable } from './open-shop.ts';
import { basketPage, browsePage, cardsOf, homePage, homePageWithNotice, itemPage } from './pages.ts';
import { readout } from './readout.ts';
import type {
  AskAnswer,
  AskOpening,
  AskRequest,
  Basket,
  BrowsePage,
  BrowseRequest,
  Card,
  Comparison,
  EngineStatus,
  ExampleVisitorsPage,
  Explanation,
  FusionChoice,
  FusionView,
  HomePage,
  ImportCheck,
  ImportRequest,
  Inspected,
  Inspection,
  ItemPage,
  Known,
  LongProgress,
  MapProgress,
  Measured,
  MomentView,
  PersonHere,
  Readout,
  Recommender,
  RemovedPerson,
  ReplayProgress,
  ReplayReport,
  ReviewSummary,
  Rival,
  SearchOptions,
  SearchPage,
  Shelf,
  StatusListener,
  TasteMap,
  Unsubscribe,
  Vitals,
  WhyNot,
} from './recommender.ts';
import { replayHistory } from './replay.ts';
import { reviewSummary } from './review-summary.ts';
import { rivalsOf } from './rivals.ts';
import { searchPage } from './search-page.ts';
import { basketShelf } from './shelves.ts';
import type { Shop } from './shop.ts';
import { type Say, Speech } from './speech.ts';
import { StatusBoard, sentence } from './status-board.ts';
import { StepTimer } from './step-timer.ts';
import { TasteMaps } from './taste-map.ts';
import { TensorDevice } from './tensor-device.ts';
import { Turns } from './turns.ts';
import { vitals } from './vitals.ts';
import { type EngineVoice, voiceIn } from './voice.ts';
import { whyNot } from './why-not.ts';

/** Whole rankings that a measurement times. */
const TIMED_RANKINGS = 10;

/** A shop was to be kept on the device during a private visit, which keeps nothing. */
export class PrivateVisit extends Error {
  override name = 'PrivateVisit';
  constructor(say: Say) {
    super(say('engine.private'));
  }
}

/** Asked for by an id the catalog doesn't have. */
export class UnknownItem extends Error {
  override name = 'UnknownItem';
  constructor(id: string, say: Say) {
    super(say('engine.no-item', { id }));
  }
}

export class LocalRecommender implements Recommender {
  readonly #host: Host;
  readonly #opened: Promise<void>;
  readonly #turns: Turns;
  readonly #timer: StepTimer;
  readonly #board: StatusBoard;
  readonly #device: TensorDevice;
  readonly #histories: Histories;
  readonly #current: CurrentShop;
  readonly #maps: TasteMaps;
  #replaying = new AbortController();
  readonly #speech = new Speech();

  /** Starts opening at once; every method waits for that. */
  constructor(host: Host) {
    // Opens what is made below.
    this.#opened = Promise.resolve().then(() => this.#open());
    this.#host = host;
    this.#turns = new Turns(this.#opened);
    this.#timer = new StepTimer(() => host.timer());
    this.#board = new StatusBoard(this.#timer.last);
    this.#device = new TensorDevice(host, this.#board, this.#timer, this.#speech);
    this.#histories = new Histories(host, this.#turns, this.#board, this.#timer, this.#speech, {
      onSettings: (another) => this.#current.rankAnew(another),
      onShop: async () => this.#enter(await this.#openShop()),
    });
    this.#current = new CurrentShop(
      host,
      this.#histories,
      this.#board,
      this.#device.run,
      this.#timer,
      this.#speech,
    );
    this.#maps = new TasteMaps(host.projector, () => host.timer());
    host.encoder.onState((encoder, encoderProgress) => this.#board.tell({ encoder, encoderProgress }));
    this.#opened.catch((error: unknown) => {
      const { notices } = this.#board.status;
      this.#board.tell({ engine: 'failed', notices: [...notices, sentence(error)] });
    });
  }

  // Opening

  async #open(): Promise<void> {
    await this.#timer.timed('open', async () => {
      await this.#histories.open();
      await this.#enter(await this.#openShop());
    });
    this.#board.tell({ engine: 'ready' });
    this.#device.start(this.#current.shop);
    // After the first screen: some browsers show a question for it.
    void this.#histories.askToKeep();
  }

  /** The shop that the settings name, or the demo where it is gone. */
  async #openShop(): Promise<OpenedShop> {
    const wanted = this.#histories.settings.shop;
    if (wanted === 'demo') return openDemo(this.#host, this.#speech);
    const own = await openOwn(this.#host, wanted, this.#speech);
    if (own !== null) return own;
    await this.#speech.ready;
    this.#board.notice(this.#speech.say('engine.demo-instead'));
    return openDemo(this.#host, this.#speech);
  }

  /** Puts a shop and its history in place of what is open, at one stroke. */
  async #enter({ shop, notice }: OpenedShop): Promise<void> {
    if (notice !== null) {
      await this.#speech.ready;
      this.#board.notice(this.#speech.say(notice));
    }
    const { id, name, currency, items } = shop.catalog;
    const events = await this.#histories.read(id);
    this.#histories.enter(id, events);
    this.#current.enter(shop);
    await this.#histories.dropOld().catch(() => 'tried again at the next opening');
    this.#board.tell({
      shop: {
        id,
        name,
        currency,
        items: items.length,
        own: shop.own,
        ...(shop.pack.images && { pictures: shop.pack.images.stamp }),
      },
      ...this.#histories.whose,
    });
  }

  async #switchShop(id: string): Promise<EngineStatus> {
    const opened =
      id === 'demo' ? await openDemo(this.#host, this.#speech) : await openOwn(this.#host, id, this.#speech);
    if (opened === null) {
      throw new ShopUnavailable(this.#speech.say('engine.shop-replaced'));
    }
    await this.#enter(opened);
    await this.#histories.rememberShop(id);
    await this.#host.keepOnlyShop(id).catch(() => 'others are dropped at the next switch');
    return this.status();
  }

  async #shop(): Promise<Shop> {
    await this.#opened;
    return this.#current.shop;
  }

  async #present(): Promise<Present> {
    await this.#opened;
    return this.#current.present();
  }

  /** @throws UnknownItem */
  async #presentItem(itemId: string): Promise<Present & { index: number }> {
    const present = await this.#present();
    const index = present.shop.indexOf.get(itemId);
    if (index === undefined) throw new UnknownItem(itemId, this.#speech.say);
    return { ...present, index };
  }

  // Status

  async status(): Promise<EngineStatus> {
    return this.#board.status;
  }

  async subscribe(listener: StatusListener): Promise<Unsubscribe> {
    return this.#board.subscribe(listener);
  }

  /** At once, also before the shop is open: what is asked next is answered in it. */
  async setLanguage(language: Language): Promise<void> {
    this.#speech.setLanguage(language);
  }

  /** @throws where its words can't be had */
  #voice(): Promise<EngineVoice> {
    return voiceIn(this.#speech.language);
  }

  /** For pages that can do without words of their own. */
  #voiceIfAny(): Promise<EngineVoice | undefined> {
    return this.#voice().catch(() => undefined);
  }

  /** Words for what was measured; the Lab alone asks for them. */
  #measuredIn(): Promise<Text<'measured'>> {
    return openTexts(this.#speech.language, ['measured']);
  }

  /** Whether interests may be spoken of: not where the visitor wants that off, or what they do now isn't kept. */
  #speaks(change: Partial<Preferences> = {}): boolean {
    return this.#histories.preferencesWith(change).speak && this.#histories.keeping;
  }

  // Pages

  async departments() {
    return (await this.#shop()).catalog.departments;
  }

  async home(): Promise<HomePage> {
    await this.#opened;
    return this.#timer.timed('home', async () => {
      const present = await this.#present();
      return homePageWithNotice(present, await this.#voiceIfAny(), this.#speaks());
    });
  }

  async preview(change: Partial<Preferences>): Promise<HomePage> {
    await this.#opened;
    const previewed = await this.#current.previewed(change);
    return homePage(previewed, await this.#voiceIfAny(), this.#speaks(change));
  }

  async item(id: string): Promise<ItemPage | null> {
    const present = await this.#present();
    return itemPage(present, id, await this.#voiceIfAny(), this.#speaks());
  }

  async reviewSummary(itemId: string): Promise<ReviewSummary> {
    const present = await this.#presentItem(itemId);
    return reviewSummary(present, present.index);
  }

  async cards(ids: string[]): Promise<Card[]> {
    return cardsOf(await this.#present(), ids);
  }

  async browse(request: BrowseRequest): Promise<BrowsePage> {
    return browsePage(await this.#present(), request);
  }

  async search(query: string, options: SearchOptions): Promise<SearchPage> {
    return searchPage(await this.#present(), query, options, {
      timer: this.#timer,
      openEncoder: () => this.#host.encoder.open(!this.#histories.private),
      openTowards: (stamp) => this.#host.encoder.openTowards(stamp, !this.#histories.private),
      onFailure: () => this.#board.notice(this.#speech.say('engine.no-meaning')),
      say: this.#speech.say,
    });
  }

  async ask(request: AskRequest): Promise<AskAnswer> {
    return ask(await this.#present(), request, {
      voice: await this.#voiceIfAny(),
      timer: this.#timer,
      openEncoder: () => this.#host.encoder.open(!this.#histories.private),
      onFailure: () => this.#board.notice(this.#speech.say('engine.no-meaning')),
      recordAll: (events) => this.recordAll(events),
      forget: (eventIds) => this.forget(eventIds),
    });
  }

  async askOpenings(): Promise<AskOpening[]> {
    const shop = await this.#shop();
    // Whoever is about to ask need not wait for it then.
    shop.keyword().catch(() => 'the first question says so');
    return askOpenings(shop);
  }

  async lexiconSummary(): Promise<LexiconSummary> {
    return summaryOf((await this.#shop()).catalog.items);
  }

  async basket(): Promise<Basket> {
    return basketPage(await this.#present());
  }

  async basketShelf(): Promise<Shelf | null> {
    const { shop, ranked } = await this.#present();
    return basketShelf(shop, ranked, (await this.#voiceIfAny())?.text);
  }

  async saved(): Promise<Card[]> {
    const { ranked, card } = await this.#present();
    return ranked.profile.saved.map(card).reverse();
  }

  async explain(itemId: string, { whole } = { whole: true }): Promise<Explanation> {
    const { ranked, index } = await this.#presentItem(itemId);
    const step = whole ? 'explain-whole' : 'explain';
    const voice = await this.#voice();
    return this.#timer.timed(step, async () => ranked.explain(index, voice, whole));
  }

  async whyNot(itemId: string): Promise<WhyNot> {
    const { shop, ranked, events, index } = await this.#presentItem(itemId);
    return whyNot(shop, ranked, events, index, await this.#voice());
  }

  // What is known

  async known(): Promise<Known> {
    const { shop, events, ranked } = await this.#present();
    const { recording, retentionDays } = this.#histories.settings;
    return { ...knownOf(shop, events, ranked, await this.#voice()), recording, retentionDays };
  }

  /** In turn, so that what the page noted on its way here is counted. */
  readout(): Promise<Readout> {
    return this.#turns.take(async () => {
      const { shop, ranked } = await this.#present();
      return readout(shop, ranked);
    });
  }

  async moment(): Promise<MomentView> {
    const { ranked } = await this.#present();
    return momentView(ranked.profile, this.#histories.preferencesWith(), await this.#voice());
  }

  // Histories and settings

  async record(event: NewEvent): Promise<HistoryEvent | null> {
    return (await this.recordAll([event]))[0] ?? null;
  }

  recordAll(events: NewEvent[]): Promise<HistoryEvent[]> {
    return this.#histories.recordAll(events);
  }

  forget(eventIds: string[]): Promise<HistoryEvent[]> {
    return this.#histories.forget(eventIds);
  }

  restore(events: HistoryEvent[]): Promise<void> {
    return this.#histories.restore(events);
  }

  setRecording(on: boolean): Promise<void> {
    return this.#histories.setRecording(on);
  }

  setRetention(days: number | null): Promise<void> {
    return this.#histories.setRetention(days);
  }

  pauseSession(on: boolean): Promise<void> {
    return this.#histories.pauseSession(on);
  }

  setPrivate(on: boolean): Promise<EngineStatus> {
    return this.#histories.setPrivate(on);
  }

  preferences(): Promise<Preferences> {
    return this.#histories.preferences();
  }

  setPreferences(change: Partial<Preferences>): Promise<Preferences> {
    return this.#histories.setPreferences(change);
  }

  exportHistory(): Promise<Blob> {
    return this.#histories.exportHistory();
  }

  importHistory(file: Blob): Promise<{ added: number; known: number }> {
    return this.#histories.importHistory(file);
  }

  eraseEverything(): Promise<void> {
    return this.#histories.eraseEverything();
  }

  // People who share this browser

  people(): Promise<PersonHere[]> {
    return this.#histories.people();
  }

  addPerson(name: string): Promise<PersonHere> {
    return this.#histories.addPerson(name);
  }

  renamePerson(id: string, name: string): Promise<void> {
    return this.#histories.renamePerson(id, name);
  }

  openPerson(id: string): Promise<EngineStatus> {
    return this.#histories.openPerson(id);
  }

  removePerson(id: string): Promise<RemovedPerson> {
    return this.#histories.removePerson(id);
  }

  restorePerson(person: RemovedPerson): Promise<void> {
    return this.#histories.restorePerson(person);
  }

  async exampleVisitors(): Promise<ExampleVisitorsPage> {
    const { language } = this.#speech;
    const [shop, text, voice] = await Promise.all([
      this.#shop(),
      openTexts(language, ['example']),
      voiceIn(language),
    ]);
    return exampleVisitorsPage(shop, this.#current.moment(), text, voice);
  }

  async becomeExample(id: string): Promise<PersonHere> {
    const { catalog } = await this.#shop();
    const visitor = exampleVisitors(catalog, this.#host.now()).find((one) => one.id === id);
    if (visitor === undefined) throw new UnknownExample(this.#speech.say);
    const { name } = exampleWords(visitor, await openTexts(this.#speech.language, ['example']));
    return this.#histories.addPersonWith(name, visitor.events);
  }

  // A shop of one's own

  checkShop(
    files: File[],
    onProgress: (progress: LongProgress) => void,
    media?: File[],
  ): Promise<ImportCheck> {
    return this.#host.importer.check(files, onProgress, media);
  }

  async importShop(
    request: ImportRequest,
    onProgress: (progress: LongProgress) => void,
    drawSvg?: DrawSvg,
  ): Promise<EngineStatus> {
    await this.#opened;
    // A shop is kept on the device, and a private visit keeps nothing.
    if (this.#histories.private) throw new PrivateVisit(this.#speech.say);
    const id = await this.#host.importer.run(request, onProgress, drawSvg);
    return this.#turns.take(() => this.#switchShop(id));
  }

  async cancelImport(): Promise<void> {
    await this.#host.importer.cancel();
  }

  returnToDemo(): Promise<EngineStatus> {
    return this.#turns.take(() => this.#switchShop('demo'));
  }

  // The Lab

  async fusions(): Promise<FusionChoice[]> {
    const { pack } = await this.#shop();
    return fusionChoices(this.#current.asTrained.pack, pack.fusion);
  }

  fuseBy(name: string | null): Promise<void> {
    return this.#histories.fuseBy(name);
  }

  async tasteMap(onProgress: (progress: MapProgress) => void): Promise<TasteMap> {
    await this.#opened;
    return this.#maps.of(this.#current.asTrained, onProgress);
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
    return replayHistory(shop, ranked, { text: await this.#measuredIn(), onProgress, signal });
  }

  async cancelReplay(): Promise<void> {
    this.#replaying.abort();
  }

  async rivals(): Promise<Rival[]> {
    return rivalsOf(await this.#shop(), await this.#measuredIn());
  }

  async comparison(): Promise<Comparison | null> {
    const shop = await this.#shop();
    const { compare } = this.#histories.preferencesWith();
    return comparisonOf(shop, this.#histories.events, compare, await this.#measuredIn());
  }

  async vitals(): Promise<Vitals> {
    const { pack } = await this.#shop();
    const { backend } = this.#board.status;
    return vitals(pack, this.#timer.durations, this.#device.chosen, backend, await this.#measuredIn());
  }

  async measure(): Promise<Measured> {
    await this.#opened;
    await this.#device.tried;
    const rankMs = await this.#current.timeRanking(TIMED_RANKINGS);
    return { backends: await this.#device.measure(this.#current.shop), rankMs };
  }
}
