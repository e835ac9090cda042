/**
 * The tensor device: which backend of TensorFlow.js ranks here, from its trial to its loss. Nothing depends on it:
 * plain JavaScript gives the same results.
 */
import {
  type BackendOptions,
  type BackendTrial,
  type ChosenBackend,
  chooseBackend,
  measureBackends,
  NoBackendError,
  onDeviceLost,
} from '../compute/backends.ts';
import { Lifeline } from '../encoders/lifeline.ts';
import { fusionTrial } from '../fusion/trial.ts';
import type { Host } from './host.ts';
import type { OnTensors, Stopwatch } from './ranker.ts';
import type { Shop } from './shop.ts';
import type { Speech } from './speech.ts';
import { type StatusBoard, sentence } from './status-board.ts';

export class TensorDevice {
  readonly #host: Host;
  readonly #board: StatusBoard;
  readonly #watch: Stopwatch;
  readonly #speech: Speech;
  /** Ends with the GPU device: what was asked of it will never be answered. */
  readonly #line = new Lifeline();
  #chosen: ChosenBackend | null = null;
  #tried: Promise<void> = Promise.resolve();
  /** False until a backend has passed its trial; plain JavaScript scores until then. */
  #ready = false;
  #measuring = false;

  constructor(host: Host, board: StatusBoard, watch: Stopwatch, speech: Speech) {
    this.#host = host;
    this.#board = board;
    this.#watch = watch;
    this.#speech = speech;
  }

  /** Null until one was chosen. */
  get chosen(): ChosenBackend | null {
    return this.#chosen;
  }

  /** Settles once a backend is chosen, or none. */
  get tried(): Promise<void> {
    return this.#tried;
  }

  /** Starts the trial on this shop's fusion. TensorFlow.js is slow to load and to try, and nothing waits for it. */
  start(shop: Shop): void {
    this.#tried = this.#choose(shop);
  }

  async #choose(shop: Shop): Promise<void> {
    const start = this.#watch.now();
    try {
      this.#chosen = await chooseBackend(this.#optionsFor(shop));
      const { backend } = this.#chosen;
      this.#ready = true;
      this.#watch.took('backend', start);
      this.#board.tell({ backend });
      onDeviceLost((message) => {
        this.#line.end(new Error(message));
        this.#host.restart();
      });
    } catch (error) {
      const { say } = this.#speech;
      this.#board.notice(
        error instanceof NoBackendError
          ? say('engine.no-backend', { notes: error.notes })
          : say('engine.no-tensors', { problem: sentence(error) }),
      );
    }
  }

  #optionsFor({ catalog, pack }: Shop): BackendOptions {
    return {
      now: this.#watch.now,
      trial: fusionTrial(pack.fusion, catalog.items.length),
      wasmPath: this.#host.wasmPath,
    };
  }

  /** A backend that fails once is not asked again: its device is gone or its driver broken. */
  readonly run: OnTensors = async (work) => {
    if (!this.#ready || this.#measuring) return null;
    try {
      return await this.#line.hold(work());
    } catch {
      this.#ready = false;
      this.#board.tell({ backend: 'cpu' });
      return null;
    }
  };

  /** Each backend is current for a while: nothing else may use it meanwhile. */
  async measure(shop: Shop): Promise<BackendTrial[]> {
    this.#measuring = true;
    try {
      return await measureBackends(this.#optionsFor(shop));
    } finally {
      this.#measuring = false;
    }
  }
}
