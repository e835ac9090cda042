/**
 * The Recommender: the one face of the engine. The page reaches it through a worker, tests and Node in
 * process; callers can't tell which. Every value here survives structured cloning.
 */
import type { Department, Item, Review } from '../catalog/item.ts';
import type { ImportProblem } from '../catalog/problem.ts';
import type { HistoryEvent, NewEvent } from '../history/event.ts';
import type { FusionLevel } from '../packs/pack.ts';
import type { Interest } from '../profile/profile.ts';

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
  /** What is missing on this device, in words for the visitor; empty when all is well. */
  notices: string[];
  /** Last measured durations, ms, by step: `open`, `backend`, `record`, `signals`, `fusion`, `home`, `explain`, `search`, `encode`. */
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
  meaning: string;
  amount: number;
}

export interface Explanation {
  itemId: string;
  title: string;
  score: number;
  /** Every signal, largest first; they sum to `score`. */
  contributions: Contribution[];
  /** The visitor's own events that mattered most, by leaving each item's events out and scoring again. */
  because: { itemId: string; title: string; eventIds: string[]; what: string; at: number; amount: number }[];
  /** One to three plain sentences, true of the numbers. */
  sentences: string[];
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
}

export interface KnownInterest extends Interest {
  /** The visitor's events behind it: forgetting them removes it. */
  eventIds: string[];
}

export interface Known {
  /** Newest first. */
  events: KnownEvent[];
  interests: KnownInterest[];
  /** One paragraph a person would say. Empty for a new visitor. */
  summary: string;
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
  /** Keyword at once; call again with `meaning: true` to let the encoder join in. */
  search(query: string, options: { meaning: boolean; limit: number }): Promise<SearchPage>;
  basket(): Promise<Basket>;
  /** Goes with what is in the basket. */
  basketShelf(): Promise<Shelf | null>;
  saved(): Promise<Card[]>;
  explain(itemId: string): Promise<Explanation>;

  /** Resolves after the event is durable. Null where recording is paused. */
  record(event: NewEvent): Promise<HistoryEvent | null>;
  /** Several at once, all or none: a purchase of many lines. Basket and saved things are kept while paused. */
  recordAll(events: NewEvent[]): Promise<HistoryEvent[]>;
  /** Removes events as if they had never happened; gives them back for undo. */
  forget(eventIds: string[]): Promise<HistoryEvent[]>;
  /** Undo of `forget`. */
  restore(events: HistoryEvent[]): Promise<void>;

  known(): Promise<Known>;
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

  /** The pack's fusions, best first; none where it wasn't trained. */
  fusions(): Promise<FusionChoice[]>;
  /** Ranks with another fusion on this device from now on; null goes back to the pack's choice. */
  fuseBy(name: string | null): Promise<void>;

  /** For the Lab: times ranking on this device. */
  measure(): Promise<{
    backends: { backend: Backend; ms: number | null; ok: boolean; note: string }[];
    rankMs: number[];
  }>;
}
