/** The status board: how the engine stands, and who wants to hear of it. The parts of the engine write on it. */
import { FIRST_PERSON } from './people.ts';
import type { EngineStatus, StatusListener, Unsubscribe } from './recommender.ts';

export class StatusBoard {
  readonly #listeners = new Set<StatusListener>();
  readonly #timings: Readonly<Record<string, number>>;
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
    person: FIRST_PERSON,
    people: [FIRST_PERSON],
    notices: [],
    timings: {},
  };

  /** @param timings of the steps taken last, ms; read whenever the status is */
  constructor(timings: Readonly<Record<string, number>>) {
    this.#timings = timings;
  }

  /** As it stands at this moment. */
  get status(): EngineStatus {
    return { ...this.#status, timings: { ...this.#timings } };
  }

  /** Calls back at once, and at every change. */
  subscribe(listener: StatusListener): Unsubscribe {
    this.#listeners.add(listener);
    listener({ status: this.status, historyChanged: false });
    return () => void this.#listeners.delete(listener);
  }

  /** @param historyChanged what pages were told before may not be true any more */
  tell(change: Partial<EngineStatus>, historyChanged = false): void {
    this.#status = { ...this.#status, ...change };
    const { status } = this;
    for (const listener of this.#listeners) listener({ status, historyChanged });
  }

  /** Each said once. */
  notice(text: string): void {
    const { notices } = this.#status;
    if (!notices.includes(text)) this.tell({ notices: [...notices, text] });
  }
}

/** What to tell a visitor of an error. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
