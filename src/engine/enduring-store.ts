/**
 * The store under the histories, made to endure: an event that the disk refuses is kept in memory and written with the
 * next one, and the visitor is told. On a private visit a store in memory stands in for it, and the disk stays as it
 * was.
 */
import type { HistoryEvent } from '../history/event.ts';
import { inHistoryOrder } from '../history/event-schema.ts';
import {
  defaultSettings,
  type HistoryStore,
  MemoryHistory,
  type Settings,
  StorageRefused,
} from '../history/store.ts';
import type { Speech } from './speech.ts';
import { type StatusBoard, sentence } from './status-board.ts';

export class EnduringStore {
  readonly #board: StatusBoard;
  readonly #speech: Speech;
  /** Notices of refused writes, each said once; unsaid when the store takes one again. */
  readonly #refusals = new Set<string>();
  #store: HistoryStore = new MemoryHistory();
  /** While nothing may be written: the store that will be there again afterwards. */
  #whilePrivate: HistoryStore | null = null;
  #settings: Settings = defaultSettings;
  /** Acknowledged, but the store is full or gone: written with the next event, if there is room by then. */
  #unsaved: HistoryEvent[] = [];
  #kept: 'durable' | 'best-effort' = 'best-effort';

  constructor(board: StatusBoard, speech: Speech) {
    this.#board = board;
    this.#speech = speech;
  }

  /** Goes on in memory where the browser refuses. */
  async open(opening: () => Promise<HistoryStore>): Promise<void> {
    try {
      const store = await opening();
      this.#settings = await store.settings();
      this.#store = store;
      this.#board.tell({ storage: this.#kept });
    } catch (error) {
      await this.#speech.ready;
      const problem = this.#inWords(error);
      this.#board.notice(this.#speech.say('engine.storage.here-only', { problem }));
    }
  }

  /** Calls back when another tab wrote; not on a private visit, to which nothing that happens elsewhere belongs. */
  onChange(listener: () => void): void {
    this.#store.onChange(() => {
      if (!this.private) listener();
    });
  }

  /** Whether the browser promised to keep what is stored. */
  promised(persisted: boolean): void {
    this.#kept = persisted ? 'durable' : 'best-effort';
    if (this.#board.status.storage !== 'memory') this.#board.tell({ storage: this.#kept });
  }

  get private(): boolean {
    return this.#whilePrivate !== null;
  }

  /** On: a stranger's store in its place, with nothing set by hand. Off: that is gone, and the real one back. */
  async setPrivate(on: boolean): Promise<void> {
    if (on === this.private) return;
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
  }

  /** As they were read or saved last. */
  get settings(): Settings {
    return this.#settings;
  }

  /** Reads settings again, which another tab may have changed. */
  async rereadSettings(): Promise<void> {
    this.#settings = await this.#store.settings();
  }

  async saveSettings(change: Partial<Settings>): Promise<void> {
    try {
      this.#settings = await this.#store.saveSettings(change);
    } catch (error) {
      this.#settings = { ...this.#settings, ...change };
      this.inMemory(error);
    }
  }

  /** @param history see `historyKey` */
  async events(history: string): Promise<HistoryEvent[]> {
    const unsaved = this.#unsaved.filter((event) => event.shop === history);
    return this.private ? this.#store.events(history) : [...(await this.#store.events(history)), ...unsaved];
  }

  /**
   * Where the store is full or gone history goes on in memory, and says so: the shop must not stop for want of a disk.
   * @returns those that weren't waiting to be written already
   */
  async append(events: readonly HistoryEvent[]): Promise<HistoryEvent[]> {
    const fresh = new Map(events.map((event) => [event.id, event]));
    for (const { id } of this.#unsaved) fresh.delete(id);
    // A private visit writes nothing of its own to disk, nor anything else to where it would be lost.
    if (this.private) await this.#store.append([...fresh.values()]);
    else await this.#write([...this.#unsaved, ...fresh.values()]);
    return [...fresh.values()];
  }

  async #write(unsaved: HistoryEvent[]): Promise<void> {
    try {
      await this.#store.append(unsaved);
      this.#unsaved = [];
      const { storage, notices } = this.#board.status;
      if (this.#store.kind === 'indexeddb' && storage === 'memory') {
        this.#board.tell({
          storage: this.#kept,
          notices: notices.filter((notice) => !this.#refusals.has(notice)),
        });
      }
    } catch (error) {
      this.#unsaved = unsaved;
      this.inMemory(error);
    }
  }

  /**
   * @returns what was there
   * @throws where the store refuses: memory can't stand in for a disk that keeps what should be forgotten.
   */
  async remove(ids: ReadonlySet<string>): Promise<HistoryEvent[]> {
    const stored = await this.#store.remove([...ids]).catch(this.#refuse);
    const unsaved = this.#unsaved.filter((event) => ids.has(event.id));
    this.#unsaved = this.#unsaved.filter((event) => !ids.has(event.id));
    return [...stored, ...unsaved].sort(inHistoryOrder);
  }

  /** @throws where the store refuses, as `remove` does. */
  async erase(history: string): Promise<void> {
    await this.#store.erase(history).catch(this.#refuse);
    this.#unsaved = this.#unsaved.filter((event) => event.shop !== history);
  }

  /** Says why things are only in memory now. */
  inMemory(error: unknown): void {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    this.#board.tell({ storage: 'memory' });
    const notice = this.#speech.say('engine.storage.lost', { why: full ? 'full' : 'silent' });
    this.#refusals.add(notice);
    this.#board.notice(notice);
  }

  #inWords(error: unknown): string {
    return error instanceof StorageRefused
      ? this.#speech.say('engine.storage.refused', { why: error.why })
      : sentence(error);
  }

  /** Rejects with what the visitor can be told. */
  readonly #refuse = (error: unknown): never => {
    throw new Error(this.#inWords(error), { cause: error });
  };
}
