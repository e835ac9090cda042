/**
 * Answers of the engine, kept by question so that a page seen before is there at once when it is seen again.
 * Framework-free; `engine.tsx` binds it to React. It keeps no truth: everything here can be asked anew.
 */

/** What is known about one question. The object stays the same until something about it changes. */
export interface Answer<T> {
  /** The last answer; undefined before the first. Kept while a newer one is fetched. */
  data: T | undefined;
  /** Why the last attempt failed, or null. */
  error: Error | null;
  /** `data` is of the present history. */
  fresh: boolean;
}

interface Entry {
  answer: Answer<unknown>;
  /** Version of history that `answer.data` belongs to; -1 before the first. */
  version: number;
  /** Version last asked for; -1 after a failure, so that it may be asked again. */
  asked: number;
  listeners: Set<() => void>;
}

const EMPTY: Answer<undefined> = { data: undefined, error: null, fresh: false };

/** Enough for a long walk through the shop; the oldest unwatched answers go first. */
const KEPT = 80;

export class Answers {
  #entries = new Map<string, Entry>();
  #version = 0;
  #versionListeners = new Set<() => void>();

  /** Increases whenever history changes; answers of an earlier version are stale. */
  get version(): number {
    return this.#version;
  }

  /** History changed: every answer is stale from now on. */
  invalidate(): void {
    this.#version += 1;
    for (const entry of this.#entries.values()) {
      if (entry.answer.fresh) this.#set(entry, { ...entry.answer, fresh: false });
    }
    for (const listener of this.#versionListeners) listener();
  }

  /** What was known is gone for good, not merely old: only what is being looked at stays until its answer comes. */
  forgetAll(): void {
    for (const [key, { listeners }] of this.#entries) if (listeners.size === 0) this.#entries.delete(key);
    this.invalidate();
  }

  onVersion(listener: () => void): () => void {
    this.#versionListeners.add(listener);
    return () => this.#versionListeners.delete(listener);
  }

  read(key: string): Answer<unknown> {
    return this.#entries.get(key)?.answer ?? EMPTY;
  }

  watch(key: string, listener: () => void): () => void {
    const entry = this.#entry(key);
    entry.listeners.add(listener);
    return () => entry.listeners.delete(listener);
  }

  /**
   * Asks unless the answer is fresh or on its way. A late answer to an older question never replaces a newer one.
   *
   * @param again asks even then, for a retry
   */
  ask(key: string, question: () => Promise<unknown>, again = false): void {
    const entry = this.#entry(key);
    const version = this.#version;
    if (!again && entry.asked === version) return;
    entry.asked = version;
    question().then(
      (data) => {
        if (version < entry.version) return;
        entry.version = version;
        this.#set(entry, { data, error: null, fresh: version === this.#version });
      },
      (reason: unknown) => {
        if (version < entry.version) return;
        if (entry.asked === version) entry.asked = -1;
        const error = reason instanceof Error ? reason : new Error(String(reason));
        this.#set(entry, { ...entry.answer, error });
      },
    );
  }

  #entry(key: string): Entry {
    const known = this.#entries.get(key);
    if (known) {
      // Re-inserted, so that the map's order is the order of last use.
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    const entry: Entry = { answer: EMPTY, version: -1, asked: -1, listeners: new Set() };
    this.#entries.set(key, entry);
    if (this.#entries.size > KEPT) {
      for (const [old, { listeners }] of this.#entries) {
        if (this.#entries.size <= KEPT) break;
        if (listeners.size === 0 && old !== key) this.#entries.delete(old);
      }
    }
    return entry;
  }

  #set(entry: Entry, answer: Answer<unknown>): void {
    entry.answer = answer;
    for (const listener of entry.listeners) listener();
  }
}
