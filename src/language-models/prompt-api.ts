/**
 * The browser's own language model, by the Prompt API (https://webmachinelearning.github.io/prompt-api, a draft).
 * It is there for windows in secure contexts only, so this runs in the page. What it downloads, the browser fetches
 * from its maker and keeps for all sites: not a request of this site's, and started by `open` alone.
 */
import {
  type Availability,
  type Completion,
  type LanguageModel,
  LanguageModelFailure,
  toFailure,
} from './language-model.ts';

/** The part of the draft that is used here. */
interface Session {
  prompt(input: string, options: { responseConstraint?: object; signal: AbortSignal }): Promise<string>;
  clone(options: { signal: AbortSignal }): Promise<Session>;
  destroy(): void;
}

interface Expected {
  type: 'text';
  languages: string[];
}

interface CoreOptions {
  expectedInputs: Expected[];
  expectedOutputs: Expected[];
}

interface CreateOptions extends CoreOptions {
  monitor?: (monitor: EventTarget) => void;
  initialPrompts?: { role: 'system'; content: string }[];
  signal: AbortSignal;
}

/** What browsers that have it call `LanguageModel`. */
export interface PromptApi {
  availability(options: CoreOptions): Promise<'available' | 'downloadable' | 'downloading' | 'unavailable'>;
  create(options: CreateOptions): Promise<Session>;
}

/** Null where this browser has none. */
export function promptApiOf(scope: object): PromptApi | null {
  const api = (scope as { LanguageModel?: Partial<PromptApi> }).LanguageModel;
  return typeof api?.availability === 'function' && typeof api.create === 'function'
    ? (api as PromptApi)
    : null;
}

/** @param language of the shop's texts and the visitor's, BCP 47; a model that doesn't know it is unavailable */
export function promptApiModel(api: PromptApi, language: string): LanguageModel {
  return new BrowserModel(api, language);
}

class BrowserModel implements LanguageModel {
  readonly name = 'browser';
  readonly #api: PromptApi;
  readonly #options: CoreOptions;
  /** Keeps the model in memory, and is asked nothing. */
  #open: Session | null = null;
  /** By system prompt: read once, and cloned for each question, so that no answer leaks into the next. */
  readonly #read = new Map<string, Promise<Session>>();

  constructor(api: PromptApi, language: string) {
    this.#api = api;
    // Availability is of just these: the same must be asked for and created.
    const expected: Expected = { type: 'text', languages: [language] };
    this.#options = { expectedInputs: [expected], expectedOutputs: [expected] };
  }

  async availability(): Promise<Availability> {
    try {
      const answer = await this.#api.availability(this.#options);
      if (answer === 'available') return 'ready';
      return answer === 'downloadable' || answer === 'downloading' ? answer : 'unavailable';
    } catch {
      // Refused by the page's policy, or a draft that reads its options in another way.
      return 'unavailable';
    }
  }

  async open(onProgress: (loaded: number, total: number | null) => void, signal: AbortSignal): Promise<void> {
    if (this.#open) return;
    signal.throwIfAborted();
    try {
      const session = await this.#api.create({
        ...this.#options,
        signal,
        monitor: (monitor) => {
          monitor.addEventListener('downloadprogress', (event) => {
            // A fraction: the draft hides how large the model is.
            const { loaded, total } = event as ProgressEvent;
            onProgress(loaded, total > 0 ? total : 1);
          });
        },
      });
      // Cancelled in the instant it was done: nobody waits for it any more.
      if (signal.aborted) session.destroy();
      signal.throwIfAborted();
      this.#open = session;
    } catch (error) {
      signal.throwIfAborted();
      throw toFailure(error);
    }
  }

  async complete({ system, user, schema, signal }: Completion): Promise<string> {
    signal.throwIfAborted();
    if (!this.#open) throw new LanguageModelFailure('The browser’s model was asked before it was opened.');
    try {
      const session = await (await this.#reader(system)).clone({ signal });
      try {
        return await session.prompt(user, { ...(schema && { responseConstraint: schema }), signal });
      } finally {
        session.destroy();
      }
    } catch (error) {
      signal.throwIfAborted();
      throw toFailure(error);
    }
  }

  async close(): Promise<void> {
    const read = [...this.#read.values()];
    this.#read.clear();
    this.#open?.destroy();
    this.#open = null;
    for (const session of read)
      session.then(
        (open) => open.destroy(),
        () => 'never was',
      );
  }

  #reader(system: string): Promise<Session> {
    const known = this.#read.get(system);
    if (known) return known;
    // Outlives the question that it is made for: not that one's signal.
    const session = this.#api.create({
      ...this.#options,
      initialPrompts: [{ role: 'system', content: system }],
      signal: new AbortController().signal,
    });
    this.#read.set(system, session);
    session.catch(() => this.#read.delete(system));
    return session;
  }
}
