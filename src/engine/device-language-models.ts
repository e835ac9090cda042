/**
 * The page's end of language models: which there are on this device, whether the visitor wants one, and its two jobs.
 * It lives in the page, since browsers lend theirs to windows alone. Nothing is asked of any model, nor even whether
 * there is one, before `look`; and none is opened for the first time but by `turnOn`, which is a visitor's click.
 */
import { type EncoderRegistry, loadRegistry } from '../encoders/registry.ts';
import { LanguageModelJobs } from '../language-models/jobs.ts';
import type { LanguageModel } from '../language-models/language-model.ts';
import { promptApiModel, promptApiOf } from '../language-models/prompt-api.ts';
import type { LexiconSummary } from '../language-models/reading.ts';
import type { PlainAnswer } from '../language-models/same-claims.ts';
import { siteModel, sizeOf } from '../language-models/site-model.ts';
import type { Part } from '../search/request.ts';

export type { LexiconSummary, PlainAnswer };

/** A model that this device could run. */
export interface ModelOffer {
  /** Names it among the others here. */
  name: string;
  /** Whose it is: the browser's own, or one that comes with this site. */
  by: 'browser' | 'site';
  /** What opening it fetches the first time; null where the browser doesn't tell. */
  bytes: number | null;
  /** Whether opening it fetches anything at all. */
  here: boolean;
}

export interface ModelState {
  /** Null until somebody looked; empty where there is none, and then nothing is said of it anywhere. */
  offers: readonly ModelOffer[] | null;
  /** Name of the one that the visitor turned on. */
  chosen: string | null;
  phase: 'off' | 'opening' | 'on' | 'failed';
  /** While it opens; `total` is null where nobody knows, and both are bytes where the offer's are. */
  progress: { loaded: number; total: number | null } | null;
}

interface Candidate {
  model: LanguageModel;
  by: ModelOffer['by'];
  bytes: number | null;
}

/** Keeps the visitor's choice on this device. */
export interface ChoiceMemory {
  read(): string | null;
  write(name: string | null): void;
}

export interface DeviceModelsOptions {
  /** @param language BCP 47 */
  candidates(language: string): Promise<Candidate[]>;
  memory: ChoiceMemory;
}

const NOTHING_KNOWN: ModelState = { offers: null, chosen: null, phase: 'off', progress: null };

export class DeviceLanguageModels {
  readonly #options: DeviceModelsOptions;
  readonly #listeners = new Set<() => void>();
  #state: ModelState;
  #language = '';
  #looking: Promise<void> | null = null;
  #candidates: Candidate[] = [];
  #opening: AbortController | null = null;
  #jobs: { model: LanguageModel; jobs: LanguageModelJobs } | null = null;

  constructor(options: DeviceModelsOptions) {
    this.#options = options;
    this.#state = NOTHING_KNOWN;
  }

  /** Another object after every change. */
  get state(): ModelState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Finds out what there is, once a language, and opens what the visitor had turned on earlier where it is here: what
   * would be downloaded anew waits for a new click.
   *
   * @param language of the shop's texts, BCP 47
   */
  look(language: string): Promise<void> {
    if (this.#language !== language) {
      this.#closeAll();
      this.#language = language;
      this.#looking = null;
      this.#tell(NOTHING_KNOWN);
    }
    this.#looking ??= this.#look(language);
    return this.#looking;
  }

  /** The visitor's click: opens a model, after a download where one is needed. Resolves when it is open, or isn't to be. */
  turnOn(name: string): Promise<void> {
    this.#options.memory.write(name);
    return this.#open(name);
  }

  /** Also cancels an opening. What the browser has downloaded stays the browser's. */
  turnOff(): void {
    this.#options.memory.write(null);
    this.#closeAll();
    this.#tell({ chosen: null, phase: 'off', progress: null });
  }

  /** The answer in the model's words where it is on and they claim the same; the answer as it is otherwise. */
  async phrase(answer: PlainAnswer, said: string, signal?: AbortSignal): Promise<string> {
    return this.#jobs ? this.#jobs.jobs.phrase(answer, said, signal) : answer.text;
  }

  /** What the model finds in a request and can be checked; nothing where it is off. */
  async readRequest(request: string, lexicon: LexiconSummary, signal?: AbortSignal): Promise<Part[]> {
    return this.#jobs ? this.#jobs.jobs.readRequest(request, lexicon, signal) : [];
  }

  async #look(language: string): Promise<void> {
    // No registry, no network: then there is none of the site's.
    const candidates = await this.#options.candidates(language).catch(() => []);
    const availability = await Promise.all(candidates.map(({ model }) => model.availability()));
    if (this.#language !== language) return;
    this.#candidates = candidates.filter((_, i) => availability[i] !== 'unavailable');
    const offers = candidates.flatMap(({ model: { name }, by, bytes }, i) =>
      availability[i] === 'unavailable' ? [] : [{ name, by, bytes, here: availability[i] === 'ready' }],
    );
    this.#tell({ offers });
    const remembered = offers.find(({ name }) => name === this.#options.memory.read());
    // The site's own comes from the browser's cache, and was asked for once; the browser's is here or isn't.
    if (remembered && (remembered.here || remembered.by === 'site')) void this.#open(remembered.name);
  }

  async #open(name: string): Promise<void> {
    const model = this.#candidates.find((candidate) => candidate.model.name === name)?.model;
    if (!model) return;
    this.#closeAll();
    const opening = new AbortController();
    this.#opening = opening;
    this.#tell({ chosen: name, phase: 'opening', progress: { loaded: 0, total: null } });
    try {
      await model.open((loaded, total) => {
        if (this.#opening === opening) this.#tell({ progress: { loaded, total } });
      }, opening.signal);
      if (this.#opening !== opening) return;
      this.#jobs = { model, jobs: new LanguageModelJobs(model) };
      const offers = this.#state.offers?.map((offer) =>
        offer.name === name ? { ...offer, here: true } : offer,
      );
      this.#tell({ offers: offers ?? null, phase: 'on', progress: null });
    } catch {
      if (this.#opening === opening) this.#tell({ phase: 'failed', progress: null });
    } finally {
      if (this.#opening === opening) this.#opening = null;
    }
  }

  #closeAll(): void {
    this.#opening?.abort(new DOMException('The visitor turned it off.', 'AbortError'));
    this.#opening = null;
    void this.#jobs?.model.close().catch(() => 'it is not asked any more');
    this.#jobs = null;
  }

  #tell(change: Partial<ModelState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const KEY = 'inkling:language-model';

/** On this device, not in a history: whoever moves their history elsewhere doesn't move a model with it. */
const deviceMemory: ChoiceMemory = {
  read() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  },
  write(name) {
    try {
      if (name === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, name);
    } catch {
      // Storage refused: the choice lasts until the tab closes.
    }
  },
};

/** Those of this browser and this site, the browser's first: it needs no download of ours. */
async function candidates(language: string): Promise<Candidate[]> {
  const api = promptApiOf(globalThis);
  const browser: Candidate[] = api
    ? [{ model: promptApiModel(api, language.split('-')[0]), by: 'browser', bytes: null }]
    : [];
  const base = import.meta.env.BASE_URL;
  const registry = await loadRegistry(base).catch((): EncoderRegistry | null => null);
  const bundled = (registry?.languageModels ?? []).map((spec): Candidate => {
    const runtime = (registry as EncoderRegistry).runtime;
    return { model: siteModel({ spec, runtime, base, language }), by: 'site', bytes: sizeOf(spec, runtime) };
  });
  return [...browser, ...bundled];
}

let models: DeviceLanguageModels | undefined;

/** The one of this page. */
export function deviceLanguageModels(): DeviceLanguageModels {
  models ??= new DeviceLanguageModels({ candidates, memory: deviceMemory });
  return models;
}
