/**
 * The Recommender: the one face of the engine. The page reaches it through a worker, tests and Node in
 * process; callers can't tell which. Every value here survives structured cloning; their types, page by page, are in
 * face/.
 */
import type { Department } from '../catalog/item.ts';
import type { HistoryEvent, NewEvent } from '../history/event.ts';
import type { LexiconSummary } from '../language-models/reading.ts';
import type { Language } from '../messages/languages.ts';
import type { Preferences } from '../profile/preferences.ts';
import type { AskAnswer, AskOpening, AskRequest } from './face/ask.ts';
import type { Explanation, WhyNot } from './face/explanations.ts';
import type { Known, MomentView, Readout } from './face/known.ts';
import type {
  Comparison,
  FusionChoice,
  FusionView,
  Inspected,
  Inspection,
  Measured,
  ReplayProgress,
  ReplayReport,
  Rival,
  Vitals,
} from './face/lab.ts';
import type { ImportCheck, ImportRequest, LongProgress } from './face/own-shop.ts';
import type {
  Basket,
  BrowsePage,
  BrowseRequest,
  Card,
  HomePage,
  ItemPage,
  SearchOptions,
  SearchPage,
  Shelf,
} from './face/pages.ts';
import type { ExampleVisitorsPage, PersonHere, RemovedPerson } from './face/people.ts';
import type { ReviewSummary } from './face/reviews.ts';
import type { EngineStatus, StatusListener, Unsubscribe } from './face/status.ts';
import type { MapProgress, TasteMap } from './face/taste-map.ts';
import type { DrawSvg } from './media-import.ts';

export type * from './face/ask.ts';
export type * from './face/explanations.ts';
export type * from './face/known.ts';
export type * from './face/lab.ts';
export type * from './face/own-shop.ts';
export type * from './face/pages.ts';
export type * from './face/people.ts';
export type * from './face/reviews.ts';
export type * from './face/status.ts';
export type * from './face/taste-map.ts';

export interface Recommender {
  status(): Promise<EngineStatus>;
  /** Calls back on every change of status, and when history changed in another tab. */
  subscribe(listener: StatusListener): Promise<Unsubscribe>;

  /** In which sentences come from now on; English before. Not kept, and history never depends on it. */
  setLanguage(language: Language): Promise<void>;

  departments(): Promise<Department[]>;
  home(): Promise<HomePage>;
  item(id: string): Promise<ItemPage | null>;
  /** What an item's reviews say, and of what. */
  reviewSummary(itemId: string): Promise<ReviewSummary>;
  cards(ids: string[]): Promise<Card[]>;
  browse(request: BrowseRequest): Promise<BrowsePage>;
  /** Keyword at once; call again with `meaning: true` to let the encoder join in. */
  search(query: string, options: SearchOptions): Promise<SearchPage>;
  /** A line or a button of a conversation with the shop. What it says is recorded like anything else that is done. */
  ask(request: AskRequest): Promise<AskAnswer>;
  /** To begin such a conversation with. */
  askOpenings(): Promise<AskOpening[]>;
  /** What this shop can be asked for, by name; for a language model that reads requests. */
  lexiconSummary(): Promise<LexiconSummary>;
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

  /** @param media pictures and recordings of the items, also in zips */
  checkShop(
    files: File[],
    onProgress: (progress: LongProgress) => void,
    media?: File[],
  ): Promise<ImportCheck>;
  /** @param drawSvg what a page draws SVG with; without it, pictures in SVG are told of as unreadable */
  importShop(
    request: ImportRequest,
    onProgress: (progress: LongProgress) => void,
    drawSvg?: DrawSvg,
  ): Promise<EngineStatus>;
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
  measure(): Promise<Measured>;
}
