/**
 * The Recommender: the one face of the engine. The page reaches it through a worker, tests and Node in
 * process; callers can't tell which. Every value here survives structured cloning.
 */
import type { Department, Item, Review } from '../catalog/item.ts';
import type { ImportProblem } from '../catalog/problem.ts';
import type { Facet, HistoryEvent, NewEvent, Team } from '../history/event.ts';
import type { FusionLevel } from '../packs/pack.ts';
import type { Preferences } from '../profile/preferences.ts';
import type { ClaimAbout } from '../profile/words.ts';
import type { OwnPart } from '../ranking/explain.ts';
import type { Fact } from '../ranking/fact.ts';
import type { ShownReadout } from '../ranking/readout.ts';
import type { ExampleVisitorsPage } from './example-visitors.ts';
import type { FusionView, Inspected, Inspection } from './inspect.ts';
import type { Comparison } from './interleaving.ts';
import type { MomentView } from './moment.ts';
import type { ReplayProgress, ReplayReport } from './replay.ts';
import type { Rival } from './rivals.ts';
import type { MapProgress, TasteMap } from './taste-map.ts';
import type { Vitals } from './vitals.ts';

export type { ExampleVisitorShown, ExampleVisitorsPage } from './example-visitors.ts';
export type {
  FusionView,
  GateWeight,
  Inspected,
  InspectedItem,
  InspectedSignal,
  Inspection,
} from './inspect.ts';
export type { Comparison } from './interleaving.ts';
export type { MomentView } from './moment.ts';
export type { ReplayReport } from './replay.ts';
export type { Rival } from './rivals.ts';
export type { MapProgress, MapRegion, TasteMap } from './taste-map.ts';
export type { Vitals } from './vitals.ts';

export type Backend = 'webgpu' | 'wasm' | 'cpu';
export type EncoderState = 'idle' | 'loading' | 'ready' | 'failed';

export interface EngineStatus {
  engine: 'loading' | 'ready' | 'failed';
  backend: Backend;
  encoder: EncoderState;
  encoderProgress: { loaded: number; total: number } | null;
  shop: { id: string; name: string; currency: string; items: number; own: boolean };
  /** `memory`: IndexedDB was refused or is full, so history lasts only until the tab closes. */
  storage: 'durable' | 'best-effort' | 'memory';
  recording: boolean;
  /** Not recording until this session is over. */
  sessionPaused: boolean;
  /** Nothing of what happens now is written to this device: it lasts until the tab closes or this is turned off. */
  private: boolean;
  /** Whose history is open; the first person's id is ''. */
  person: { id: string; name: string };
  /** Everyone who shares this browser, the first person first. */
  people: { id: string; name: string }[];
  /** What is missing on this device, in words for the visitor; empty when all is well. */
  notices: string[];
  /** Last measured durations, ms, by step: `open`, `backend`, `record`, `signals`, `fusion`, `home`, `explain`, `explain-whole`, `search`, `encode`. */
  timings: Record<string, number>;
}

/** What a card needs. */
export interface Card {
  id: string;
  title: string;
  line: string;
  price: number | null;
  brand: string;
  department: string;
  kind: string;
  image: string | null;
  tint: string;
  rating: { mean: number; count: number } | null;
  saved: boolean;
}

export interface Reason {
  /** Short, for a card: "You looked at Drizzle jacket". */
  text: string;
  /** The visitor's own item it points to, if any. */
  itemId: string | null;
}

export interface Entry {
  card: Card;
  /** Fused score; absent on shelves that aren't ranked by fusion. */
  score: number | null;
  reason: Reason | null;
  /** The place was given to something to try out, not won by rank; its reason says so. */
  explored?: true;
  /** Where two rankers share the shelf: whose pick it was. Handed back with the opening, and never shown. */
  team?: Team;
}

export interface Shelf {
  /** Stable key. */
  id:
    | 'for-you'
    | 'because'
    | 'buy-again'
    | 'recently-viewed'
    | 'trending'
    | 'something-different'
    | 'similar'
    | 'bought-together';
  /** Also the section's accessible name: "For you", "Because you viewed Drizzle jacket", ... */
  title: string;
  entries: Entry[];
}

export interface HomePage {
  shelves: Shelf[];
  /** Events behind this page. */
  events: number;
  /** False while only popularity speaks. */
  personal: boolean;
  /** "Lately it is nearly all tents.": attention has gathered on one thing; absent where it hasn't. */
  narrowing?: string;
}

export interface ItemPage {
  item: Item;
  card: Card;
  reviews: Review[];
  shelves: Shelf[];
  inBasket: number;
  /** A `hide` event stands for this item. */
  hidden: boolean;
  /** The visitor's own stars, or null. */
  rated: number | null;
}

export type Sort = 'for-you' | 'price-low' | 'price-high' | 'rating' | 'newest' | 'title';

export interface BrowseRequest {
  /** Department slug; null for the whole shop. */
  department: string | null;
  kinds: string[];
  brands: string[];
  colours: string[];
  price: { min: number | null; max: number | null };
  sort: Sort;
}

export interface FacetValue {
  value: string;
  count: number;
}

export interface BrowsePage {
  department: Department | null;
  total: number;
  entries: Entry[];
  facets: {
    kinds: FacetValue[];
    brands: FacetValue[];
    colours: FacetValue[];
    price: { min: number; max: number };
  };
}

export interface SearchPage {
  query: string;
  entries: Entry[];
  total: number;
  /** `meaning` is true once encoder vectors took part. */
  meaning: boolean;
}

export interface Contribution {
  /** Signal name; contributions of an explanation sum to its score (1e-5). */
  signal: string;
  /** What it is told with: one of SIGNAL_GROUPS, or its own name where it is no signal (`your-say`). */
  group: string;
  meaning: string;
  amount: number;
}

export interface Explanation {
  itemId: string;
  title: string;
  score: number;
  /** Every signal, largest first; they sum to `score`. */
  contributions: Contribution[];
  /** The visitor's own things that mattered most, by leaving each one's events out and scoring again. */
  because: OwnPart[];
  /** Up to three plain sentences, true of the numbers. */
  sentences: string[];
  /** What each sentence rests on. */
  facts: Fact[];
  /** From 1, among what may be shown on the first shelf; null where it may not be shown there. */
  place: number | null;
  /** How many may be shown there. */
  of: number;
  /** What stands in that place without the visitor's own thing that matters most; null where nothing of theirs matters. */
  instead: { without: { itemId: string | null; title: string }; itemId: string; title: string } | null;
}

export interface BasketLine {
  card: Card;
  quantity: number;
}

export interface Basket {
  lines: BasketLine[];
  total: number;
  count: number;
}

export interface KnownEvent {
  event: HistoryEvent;
  title: string;
  /** "Viewed", "Bought", "Searched for", ... */
  what: string;
  /** Of the thing it is about; absent where it is about none, several, or one no longer sold. */
  category?: { department?: string; kind?: string };
}

/** What the visitor asked for about a facet: more or less of it, or none. */
export interface FacetFeedback {
  verdict: 'more' | 'less' | 'never';
  /** Forgetting these takes it back. */
  eventIds: string[];
}

export interface KnownInterest extends Facet {
  /** Its things, as within a sentence: "green things", "things by Madder House". */
  things: string;
  /** Share of the visitor's attention, newer things counting more; 0 where nothing but feedback is known. */
  share: number;
  /** The same without regard to how many newer things there are, and fading within a year. */
  usually: number;
  /** Items that speak for it, strongest first. */
  items: number[];
  /** The visitor's events behind it: forgetting them removes it. */
  eventIds: string[];
  /** What is in force, or null. */
  feedback: FacetFeedback | null;
}

/** One of several interests, kept apart by what things mean. */
export interface PortraitInterest {
  /** As within a sentence: "rainy-day walking". */
  name: string;
  lately: number;
  usually: number;
  /** How many things it is known from; `cards` are the strongest few. */
  items: number;
  cards: Card[];
  eventIds: string[];
}

/** A sentence about the visitor and what it stands on. */
export interface PortraitStatement {
  about: ClaimAbout;
  text: string;
  /** Of the things it is about, the strongest few. */
  cards: Card[];
  /** Forgetting these unsays it; empty where that would take more with it than a sentence, such as a full basket. */
  eventIds: string[];
}

/** What the shop makes of the visitor; everything in it has evidence enough (`profile/evidence.ts`). */
export interface Portrait {
  interests: PortraitInterest[];
  /** Things known that belong to none of these. */
  others: number;
  facts: PortraitStatement[];
  /** What this visit may be for. */
  intent: PortraitStatement | null;
  aversions: PortraitStatement[];
}

export interface Known {
  /** Newest first. */
  events: KnownEvent[];
  /** Departments, kinds, makers and attributes, the strongest lately first; then those with feedback alone. */
  interests: KnownInterest[];
  /** One paragraph a person would say. Empty for a new visitor. */
  summary: string;
  portrait: Portrait;
  recording: boolean;
  retentionDays: number | null;
}

/** Progress of something long: a fraction with words, and an estimate where there is one. */
export interface LongProgress {
  phase: string;
  done: number;
  total: number;
  /** Seconds, or null while unknown. */
  remaining: number | null;
}

export type { ImportProblem };

export interface ImportCheck {
  /** Hand this to `importShop` to go on. */
  token: string;
  items: number;
  /** ISO 4217, of the sample's prices. */
  currency: string;
  orders: { events: number; users: number; purchases: number; from: number; to: number } | null;
  /** At most the first 100; `problemCount` is the truth. */
  problems: ImportProblem[];
  problemCount: number;
  /** Lines that would be left out if bad lines are skipped. */
  skippable: number;
  /** False where nothing usable is left: then only `problems` matter. */
  usable: boolean;
  /** What was changed or not taken over, in words; no line is lost by these. */
  notes: string[];
  sample: { id: string; title: string; price: number | null; department: string }[];
}

export interface ImportRequest {
  token: string;
  name: string;
  skipBadLines: boolean;
}

/** What was shown on shelves these last `days`, and how it compares with the visitor. */
export interface Readout extends ShownReadout {
  days: number;
}

/** Someone who shares this browser. */
export interface PersonHere {
  /** '' for the first. */
  id: string;
  name: string;
  events: number;
  current: boolean;
}

/** A person who was removed, with everything that came back with an undo. */
export interface RemovedPerson {
  id: string;
  name: string;
  events: HistoryEvent[];
  preferences: Partial<Preferences>;
}

/** What keeps an item from being shown at all. */
export interface Bar {
  reason: 'hidden' | 'facet' | 'disliked' | 'basket' | 'bought' | 'met' | 'unavailable';
  text: string;
  /** Forgetting these lifts it; none where nothing the visitor did is behind it. */
  eventIds: string[];
}

/** Why an item isn't on the first shelf. */
export interface WhyNot {
  itemId: string;
  title: string;
  score: number;
  /** Among all things that may be shown there, from 1; null where it may not. */
  place: number | null;
  /** How many may be shown there. */
  of: number;
  bars: Bar[];
  /** The last thing that is on the shelf, which it is compared with; null where nothing is. */
  against: { itemId: string; title: string; score: number } | null;
  /** What each signal gave it less (or more) than the other; they sum to the difference of the scores. Smallest first. */
  gaps: Contribution[];
  sentences: string[];
  /** What each sentence rests on. */
  facts: Fact[];
}

/** One of the ways in which a pack can join its signals. */
export interface FusionChoice {
  name: string;
  level: FusionLevel;
  inUse: boolean;
  /** What the pack chose when it was trained. */
  chosen: boolean;
  /** ndcg@10 on orders kept aside in training, of things new to the person and of all; null where not measured. */
  quality: { new: number; all: number } | null;
}

export type { Fact, OwnPart };

export type Unsubscribe = () => void;

export interface Recommender {
  status(): Promise<EngineStatus>;
  /** Calls back on every change of status, and when history changed in another tab. */
  subscribe(
    listener: (change: { status: EngineStatus; historyChanged: boolean }) => void,
  ): Promise<Unsubscribe>;

  departments(): Promise<Department[]>;
  home(): Promise<HomePage>;
  item(id: string): Promise<ItemPage | null>;
  cards(ids: string[]): Promise<Card[]>;
  browse(request: BrowseRequest): Promise<BrowsePage>;
  /**
   * Keyword at once; call again with `meaning: true` to let the encoder join in.
   * @param options `hidden`: also what the visitor asked not to be shown, to ask about it
   */
  search(query: string, options: { meaning: boolean; limit: number; hidden?: boolean }): Promise<SearchPage>;
  basket(): Promise<Basket>;
  /** Goes with what is in the basket. */
  basketShelf(): Promise<Shelf | null>;
  saved(): Promise<Card[]>;
  /**
   * @param options `whole: false` answers at once, without what the visitor's own things did (`because`, `instead` and
   *   the sentence about it), each of which takes a scoring of the catalog
   */
  explain(itemId: string, options?: { whole: boolean }): Promise<Explanation>;

  /** Resolves after the event is durable. Null where recording is paused. */
  record(event: NewEvent): Promise<HistoryEvent | null>;
  /** Several at once, all or none: a purchase of many lines. Basket and saved things are kept while paused. */
  recordAll(events: NewEvent[]): Promise<HistoryEvent[]>;
  /** Removes events as if they had never happened; gives them back for undo. */
  forget(eventIds: string[]): Promise<HistoryEvent[]>;
  /** Undo of `forget`. */
  restore(events: HistoryEvent[]): Promise<void>;

  known(): Promise<Known>;
  /** Of what was shown on shelves this week. */
  readout(): Promise<Readout>;
  setRecording(on: boolean): Promise<void>;
  setRetention(days: number | null): Promise<void>;
  exportHistory(): Promise<Blob>;
  /** Loads whole or changes nothing. */
  importHistory(file: Blob): Promise<{ added: number; known: number }>;
  /** This shop's history, settings, caches: as a new visitor. */
  eraseEverything(): Promise<void>;

  checkShop(files: File[], onProgress: (progress: LongProgress) => void): Promise<ImportCheck>;
  importShop(request: ImportRequest, onProgress: (progress: LongProgress) => void): Promise<EngineStatus>;
  cancelImport(): Promise<void>;
  returnToDemo(): Promise<EngineStatus>;

  /** What holds an item back. */
  whyNot(itemId: string): Promise<WhyNot>;

  /** What the open history's owner set by hand, whole. */
  preferences(): Promise<Preferences>;
  /** Changes some of it and gives back all; setting the old values again undoes it. */
  setPreferences(change: Partial<Preferences>): Promise<Preferences>;
  /** What the shop reads from clock, calendar, device and the visitor's own words, and what of it may be used. */
  moment(): Promise<MomentView>;
  /** Home as it would be with other preferences; nothing is kept. */
  preview(change: Partial<Preferences>): Promise<HomePage>;

  /** Stops recording until this session is over: half an hour without a sign of it. */
  pauseSession(on: boolean): Promise<void>;
  /** On: as a stranger, in memory only. Off: what was done meanwhile is gone, and the history is back. */
  setPrivate(on: boolean): Promise<EngineStatus>;

  people(): Promise<PersonHere[]>;
  /** Adds a person with an empty history, and opens it. */
  addPerson(name: string): Promise<PersonHere>;
  renamePerson(id: string, name: string): Promise<void>;
  openPerson(id: string): Promise<EngineStatus>;
  /** Removes a person and their history; the first person can't be. Gives both back for undo. */
  removePerson(id: string): Promise<RemovedPerson>;
  restorePerson(person: RemovedPerson): Promise<void>;

  /** The pack's fusions, best first; none where it wasn't trained. */
  fusions(): Promise<FusionChoice[]>;
  /** Ranks with another fusion on this device from now on; null goes back to the pack's choice. */
  fuseBy(name: string | null): Promise<void>;

  /** The catalog on a plane. Drawn once a shop, in seconds; later calls give it at once. @throws MapCancelled */
  tasteMap(onProgress: (progress: MapProgress) => void): Promise<TasteMap>;
  /** Ends a map that is being drawn. */
  cancelTasteMap(): Promise<void>;

  /**
   * For the Lab: what went into the scores of some items or of the first shelf.
   * @param silent names of signals that may not speak
   */
  inspect(what: Inspected, silent: string[]): Promise<Inspection>;
  /** What each of the pack's fusions would put first. */
  fusionViews(): Promise<FusionView[]>;
  /** The visitor's last choices, looked for in what rankers would have shown. @throws ReplayCancelled */
  replay(onProgress: ReplayProgress): Promise<ReplayReport>;
  cancelReplay(): Promise<void>;
  /** What can be set against each other with `Preferences.compare`. */
  rivals(): Promise<Rival[]>;
  /** How the comparison that is set stands; null where none is. */
  comparison(): Promise<Comparison | null>;
  /** Durations, memory, and why the backend was chosen. */
  vitals(): Promise<Vitals>;

  /** Five ready-made visitors and their first shelves; nothing is recorded. */
  exampleVisitors(): Promise<ExampleVisitorsPage>;
  /** Adds one of them as a person, with their history, and opens it. @throws UnknownExample */
  becomeExample(id: string): Promise<PersonHere>;

  /** For the Lab: times ranking on this device. */
  measure(): Promise<{
    backends: { backend: Backend; ms: number | null; ok: boolean; note: string }[];
    rankMs: number[];
  }>;
}
