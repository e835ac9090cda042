/**
 * The visitors' histories and settings in this browser: what is recorded, forgotten, set by hand, and whose it is. Of
 * the shop it knows the id alone; whoever ranks by what is kept here is told of changes.
 */
import { type HistoryEvent, historyKey, type NewEvent, withTimeSpent } from '../history/event.ts';
import { inHistoryOrder, LONGEST_TEXT, withinLimits } from '../history/event-schema.ts';
import { defaultSettings, type Person, type Settings } from '../history/store.ts';
import { historyFromFile, historyToFile } from '../history/transfer.ts';
import { DAY, SESSION_PAUSE } from '../profile/build-profile.ts';
import { checkedPreferences, type Preferences } from '../profile/preferences.ts';
import { EnduringStore } from './enduring-store.ts';
import type { Host } from './host.ts';
import { FirstPersonStays, listedPeople, peopleIn, personName } from './people.ts';
import type { EngineStatus, PersonHere, RemovedPerson } from './recommender.ts';
import type { Speech } from './speech.ts';
import type { StatusBoard } from './status-board.ts';
import type { StepTimer } from './step-timer.ts';
import type { Turns } from './turns.ts';

/** Kept even while recording is paused: without them basket, Saved and hiding would not work at all. */
const ALWAYS_KEPT: ReadonlySet<NewEvent['type']> = new Set([
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
  'purchase',
  'rate',
  'review',
  'hide',
  'more_like_this',
  'less_like_this',
]);

/** A pause of the session is written again this long, ms, after the last sign of the session at the earliest. */
const PAUSE_STEP = 60_000;

/** Who ranks by what is kept here. */
export interface HistoriesOwner {
  /**
   * Settings are others now.
   * @param another so is the history: nothing learned from the one before holds
   */
  onSettings(another: boolean): void;
  /** Settings name another shop than the one that is open: another tab went there. */
  onShop(): Promise<void>;
}

/** What histories need of the world. */
type HistoriesHost = Pick<Host, 'now' | 'newId' | 'openHistory' | 'persist' | 'encoder'>;

/** Changes wait for their turn (`Turns`), and are durable once they resolve. */
export class Histories {
  readonly #host: HistoriesHost;
  readonly #turns: Turns;
  readonly #board: StatusBoard;
  readonly #timer: StepTimer;
  readonly #speech: Speech;
  readonly #owner: HistoriesOwner;
  readonly #store: EnduringStore;
  /** Id of the shop that is open. */
  #shop = '';
  #events: HistoryEvent[] = [];

  constructor(
    host: HistoriesHost,
    turns: Turns,
    board: StatusBoard,
    timer: StepTimer,
    speech: Speech,
    owner: HistoriesOwner,
  ) {
    this.#host = host;
    this.#turns = turns;
    this.#board = board;
    this.#timer = timer;
    this.#speech = speech;
    this.#owner = owner;
    this.#store = new EnduringStore(board, speech);
  }

  // Opening

  /** Opens the store and reads settings; events come with a shop. */
  async open(): Promise<void> {
    await this.#store.open(() => this.#host.openHistory());
    this.#store.onChange(() => {
      // What can't be read again stays as it was.
      this.#turns.take(() => this.#reload()).catch(() => 'told when something is written');
    });
    this.#tellRecording();
  }

  /** Asks the browser to promise that it keeps the data; some show a question for it. */
  async askToKeep(): Promise<void> {
    await this.#host.persist().then(
      (persisted) => this.#store.promised(persisted),
      () => 'no promise was made',
    );
  }

  /** Events of whoever was last here in a shop; none where they can't be read, and the visitor is told. */
  async read(shop: string): Promise<HistoryEvent[]> {
    return this.#store.events(this.#openHistoryIn(shop)).catch((error: unknown) => {
      this.#store.inMemory(error);
      return [];
    });
  }

  /** Puts a shop and its events, as `read`, in place of what is open. */
  enter(shop: string, events: HistoryEvent[]): void {
    this.#shop = shop;
    this.#setEvents(events);
  }

  /** Another tab wrote, or a private visit began or ended: read again what is now true. */
  async #reload(another = false): Promise<void> {
    const open = this.settings.shop;
    await this.#store.rereadSettings();
    if (this.settings.shop === open) {
      this.#owner.onSettings(another);
      await this.#readEvents();
      this.#board.tell(this.whose);
    } else await this.#owner.onShop();
    this.#tellRecording(true);
  }

  // What is open

  /** Of the open history, in history order. Another array after every change. */
  get events(): readonly HistoryEvent[] {
    return this.#events;
  }

  get settings(): Readonly<Settings> {
    return this.#store.settings;
  }

  /** True while nothing may be written to this device. */
  get private(): boolean {
    return this.#store.private;
  }

  /** Whether what is done now is kept: neither a private visit nor a pause. */
  get keeping(): boolean {
    return !this.private && this.settings.recording && !this.#sessionPaused();
  }

  /** Everyone here, the first person first, and whose history is open. */
  get whose(): Pick<EngineStatus, 'person' | 'people'> {
    return peopleIn(this.#shop, this.settings);
  }

  /** Name of the fusion that the visitor chose for this shop, if any. */
  get fusion(): string | undefined {
    return this.settings.fusion[this.#shop];
  }

  /** What the open history's owner set by hand, as it would be with a change. */
  preferencesWith(change: Partial<Preferences> = {}): Preferences {
    return checkedPreferences({ ...this.settings.preferences[this.#history], ...change });
  }

  /** Name of the history that is open. */
  get #history(): string {
    return this.#openHistoryIn(this.#shop);
  }

  #openHistoryIn(shop: string): string {
    return historyKey(shop, this.settings.person[shop] ?? '');
  }

  // Events

  recordAll(events: NewEvent[]): Promise<HistoryEvent[]> {
    const at = this.#host.now();
    return this.#turns.take(async () => {
      const recording = this.settings.recording && !(await this.#heldBack(at));
      const kept = events
        .filter((event) => recording || ALWAYS_KEPT.has(event.type))
        .map((event) => ({
          ...withinLimits(event),
          id: this.#host.newId(),
          at,
          shop: this.#history,
        }));
      if (kept.length > 0) await this.#timer.timed('record', () => this.#append(kept));
      return kept;
    });
  }

  forget(eventIds: string[]): Promise<HistoryEvent[]> {
    return this.#turns.take(() => this.#remove(withTimeSpent(new Set(eventIds), this.#events)));
  }

  async restore(events: HistoryEvent[]): Promise<void> {
    await this.#turns.take(() => this.#append(events));
  }

  async exportHistory(): Promise<Blob> {
    await this.#turns.opened;
    const shop = this.#shop;
    // A file is of a shop, whoever in this browser it is about.
    return historyToFile(
      this.#events.map((event) => ({ ...event, shop })),
      shop,
      this.#host.now(),
    );
  }

  async importHistory(file: Blob): Promise<{ added: number; known: number }> {
    await this.#turns.opened;
    const events = await historyFromFile(file, this.#shop, this.#speech.say);
    const added = await this.#turns.take(() => {
      const { id: person } = this.whose.person;
      const history = this.#history;
      const own = new Set(this.#events.map(({ id }) => id));
      // One file may be read by several people here: each has events of their own. What was theirs before stays theirs.
      const idFor = (id: string) =>
        person === '' || own.has(id) ? id : `${id}~${person}`.slice(-LONGEST_TEXT);
      return this.#append(events.map((event) => ({ ...event, id: idFor(event.id), shop: history })));
    });
    return { added, known: events.length - added };
  }

  eraseEverything(): Promise<void> {
    return this.#turns.take(async () => {
      const shop = this.#shop;
      const people = ['', ...listedPeople(shop, this.settings, this.#speech.say).map(({ id }) => id)];
      const histories = new Set(people.map((id) => historyKey(shop, id)));
      for (const history of histories) await this.#store.erase(history);
      this.#setEvents([]);
      // What other shops in this browser remember is theirs.
      const { people: allPeople, person, preferences } = this.settings;
      await this.#store.saveSettings({
        ...defaultSettings,
        shop: this.settings.shop,
        people: without(allPeople, (key) => key === shop),
        person: without(person, (key) => key === shop),
        preferences: without(preferences, (key) => histories.has(key)),
      });
      this.#owner.onSettings(true);
      this.#board.tell(this.whose);
      this.#tellRecording();
      await this.#host.encoder.clearCache();
    });
  }

  #setEvents(events: HistoryEvent[]): void {
    this.#events = events.sort(inHistoryOrder);
  }

  async #readEvents(): Promise<void> {
    this.#setEvents(await this.#store.events(this.#history));
  }

  /**
   * Adds what isn't there yet.
   * @returns how many of the open history's events are new
   */
  async #append(events: readonly HistoryEvent[]): Promise<number> {
    const known = new Set(this.#events.map(({ id }) => id));
    const fresh = await this.#store.append(events.filter(({ id }) => !known.has(id)));
    const here = fresh.filter((event) => event.shop === this.#history);
    this.#setEvents([...this.#events, ...here]);
    return here.length;
  }

  async #remove(ids: ReadonlySet<string>): Promise<HistoryEvent[]> {
    const removed = await this.#store.remove(ids);
    this.#setEvents(this.#events.filter((event) => !ids.has(event.id)));
    return removed;
  }

  // Recording

  setRecording(on: boolean): Promise<void> {
    return this.#turns.take(async () => {
      await this.#store.saveSettings({ recording: on, sessionPause: null });
      this.#tellRecording();
    });
  }

  pauseSession(on: boolean): Promise<void> {
    return this.#turns.take(async () => {
      await this.#store.saveSettings({ sessionPause: on ? this.#host.now() : null });
      this.#tellRecording(true);
    });
  }

  setPrivate(on: boolean): Promise<EngineStatus> {
    return this.#turns.take(async () => {
      if (on === this.private) return this.#board.status;
      await this.#store.setPrivate(on);
      this.#board.tell({ private: on });
      await this.#reload(true);
      return this.#board.status;
    });
  }

  setRetention(days: number | null): Promise<void> {
    return this.#turns.take(async () => {
      await this.#store.saveSettings({ retentionDays: days });
      await this.dropOld();
    });
  }

  /** Forgets what is older than the visitor wants kept. */
  async dropOld(): Promise<void> {
    const { retentionDays } = this.settings;
    if (retentionDays === null) return;
    const oldest = this.#host.now() - retentionDays * DAY;
    const old = this.#events.filter((event) => event.at < oldest).map((event) => event.id);
    if (old.length > 0) await this.#remove(new Set(old));
  }

  /** Whether a pause of this session still stands at `at`; each sign of the session prolongs it. */
  async #heldBack(at: number): Promise<boolean> {
    const { sessionPause } = this.settings;
    if (sessionPause === null) return false;
    const held = near(sessionPause, at);
    if (!held) {
      await this.#store.saveSettings({ sessionPause: null });
      this.#tellRecording();
    } else if (at - sessionPause > PAUSE_STEP) await this.#store.saveSettings({ sessionPause: at });
    return held;
  }

  /** Half an hour without a sign of the session ends it, and its pause. */
  #sessionPaused(): boolean {
    const { sessionPause } = this.settings;
    return sessionPause !== null && near(sessionPause, this.#host.now());
  }

  #tellRecording(historyChanged = false): void {
    const { recording } = this.settings;
    this.#board.tell({ recording, sessionPaused: this.#sessionPaused() }, historyChanged);
  }

  // What was set by hand

  async preferences(): Promise<Preferences> {
    await this.#turns.opened;
    return this.preferencesWith();
  }

  setPreferences(change: Partial<Preferences>): Promise<Preferences> {
    return this.#turns.take(async () => {
      const preferences = this.preferencesWith(change);
      await this.#savePreferences(this.#history, preferences);
      this.#owner.onSettings(false);
      this.#board.tell({}, true);
      return preferences;
    });
  }

  fuseBy(name: string | null): Promise<void> {
    return this.#turns.take(async () => {
      const { [this.#shop]: _, ...others } = this.settings.fusion;
      const fusion = name === null ? others : { ...others, [this.#shop]: name };
      await this.#store.saveSettings({ fusion });
      this.#owner.onSettings(false);
      this.#board.tell({}, true);
    });
  }

  /** The shop to open next time. In a turn of the caller's. */
  async rememberShop(id: string): Promise<void> {
    await this.#store.saveSettings({ shop: id });
  }

  async #savePreferences(history: string, preferences: Partial<Preferences>): Promise<void> {
    await this.#store.saveSettings({ preferences: { ...this.settings.preferences, [history]: preferences } });
  }

  // People who share this browser

  async people(): Promise<PersonHere[]> {
    await this.#turns.opened;
    const shop = this.#shop;
    const { people, person } = this.whose;
    return Promise.all(
      people.map(async ({ id, name }) => ({
        id,
        name,
        events: (id === person.id ? this.#events : await this.#store.events(historyKey(shop, id))).length,
        current: id === person.id,
      })),
    );
  }

  addPerson(name: string): Promise<PersonHere> {
    return this.#turns.take(async () => {
      const person = { id: this.#host.newId(), name: personName(name) };
      await this.#savePeople(
        [...listedPeople(this.#shop, this.settings, this.#speech.say), person],
        person.id,
      );
      return { ...person, events: 0, current: true };
    });
  }

  /** @param past what they did before they came, of a ready-made visitor */
  async addPersonWith(name: string, past: readonly (NewEvent & { at: number })[]): Promise<PersonHere> {
    const person = await this.addPerson(name);
    return this.#turns.take(async () => {
      const shop = historyKey(this.#shop, person.id);
      await this.#append(past.map((event) => ({ ...event, id: this.#host.newId(), shop })));
      this.#board.tell({}, true);
      return { ...person, events: past.length };
    });
  }

  renamePerson(id: string, name: string): Promise<void> {
    return this.#turns.take(async () => {
      const people = listedPeople(this.#shop, this.settings, this.#speech.say, id);
      const renamed = { id, name: personName(name) };
      const listed = people.some((person) => person.id === id);
      await this.#savePeople(
        listed ? people.map((person) => (person.id === id ? renamed : person)) : [renamed, ...people],
      );
    });
  }

  openPerson(id: string): Promise<EngineStatus> {
    return this.#turns.take(async () => {
      await this.#savePeople(listedPeople(this.#shop, this.settings, this.#speech.say, id), id);
      return this.#board.status;
    });
  }

  removePerson(id: string): Promise<RemovedPerson> {
    return this.#turns.take(async () => {
      if (id === '') throw new FirstPersonStays(this.#speech.say);
      const people = listedPeople(this.#shop, this.settings, this.#speech.say, id);
      const history = historyKey(this.#shop, id);
      const { name } = people.find((person) => person.id === id) as Person;
      const events = await this.#store.events(history);
      const { [history]: preferences = {}, ...others } = this.settings.preferences;
      await this.#store.erase(history);
      await this.#store.saveSettings({ preferences: others });
      const open = this.settings.person[this.#shop] === id ? '' : undefined;
      await this.#savePeople(
        people.filter((person) => person.id !== id),
        open,
      );
      return { id, name, events, preferences };
    });
  }

  async restorePerson({ id, name, events, preferences }: RemovedPerson): Promise<void> {
    await this.#turns.take(async () => {
      await this.#savePreferences(historyKey(this.#shop, id), preferences);
      await this.#append(events);
      const others = listedPeople(this.#shop, this.settings, this.#speech.say).filter(
        (person) => person.id !== id,
      );
      await this.#savePeople([...others, { id, name }]);
    });
  }

  /** @param open whose history to open; the one that is open where absent */
  async #savePeople(people: Person[], open?: string): Promise<void> {
    const shop = this.#shop;
    const { people: all, person } = this.settings;
    await this.#store.saveSettings({
      people: { ...all, [shop]: people },
      ...(open !== undefined && { person: { ...person, [shop]: open } }),
    });
    if (open !== undefined) {
      await this.#readEvents();
      this.#owner.onSettings(true);
    }
    this.#board.tell(this.whose, true);
  }
}

/** In one session; a sign from the future is none: the clock ran ahead when it was given. */
function near(sign: number, now: number): boolean {
  return Math.abs(now - sign) < SESSION_PAUSE;
}

function without<T>(record: Record<string, T>, gone: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone(key)));
}
