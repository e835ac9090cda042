/**
 * The two things a language model may do for the shop: say an answer in warmer words, and read a request for what the
 * grammar missed. Both can always be done without: where the model is slow, fails or says what isn't so, nobody hears
 * of it, and after a few times it isn't asked again.
 */
import type { Part } from '../search/request.ts';
import type { Completion, LanguageModel } from './language-model.ts';
import { LONGEST_PHRASED, phrasingPrompt, unwrapped } from './phrasing.ts';
import { type LexiconSummary, LONGEST_REQUEST, readingPrompt, suggestionsIn } from './reading.ts';
import { type PlainAnswer, sameClaims } from './same-claims.ts';
import { unlessAborted } from './unless-aborted.ts';

/**
 * How long an answer is waited for, ms. A request that is read holds up everything after it; an answer is ready and
 * held back, and beyond three seconds silence reads as a fault.
 */
export const PATIENCE = { read: 1_500, phrase: 3_000 } as const;

/** Failures in a row after which the model isn't asked any more. */
export const MOST_FAILURES = 3;

/** The model was asked something newer. */
class Superseded extends Error {
  override name = 'Superseded';
}

/** The model's answer can't be used. */
class Unusable extends Error {
  override name = 'Unusable';
}

/** One model, asked one thing at a time, for one session. Nothing here ever rejects. */
export class LanguageModelJobs {
  readonly #model: LanguageModel;
  #failures = 0;
  /** Of what is under way. */
  #current: AbortController | null = null;
  /** Settles when the model has nothing under way, however long that takes it. */
  #busy: Promise<unknown> = Promise.resolve();

  /** @param model open; it is closed once it has failed too often */
  constructor(model: LanguageModel) {
    this.#model = model;
  }

  /** Whether it has given up on the model. */
  get silent(): boolean {
    return this.#failures >= MOST_FAILURES;
  }

  /**
   * The answer in the model's words, if they claim the same; otherwise as it was.
   *
   * @param said what it is an answer to
   */
  async phrase(answer: PlainAnswer, said: string, signal?: AbortSignal): Promise<string> {
    if (answer.text.length > LONGEST_PHRASED || answer.text.trim() === '') return answer.text;
    const prompt = phrasingPrompt(answer, said);
    const wording = await this.#ask(prompt, PATIENCE.phrase, signal, (completion) => {
      const text = unwrapped(completion);
      const verdict = sameClaims(text, answer);
      if (!verdict.same) throw new Unusable(verdict.why);
      return text;
    });
    return wording ?? answer.text;
  }

  /** Parts of the request that hold; see `suggestionsIn`. None is an answer, and what comes of every failure. */
  async readRequest(request: string, lexicon: LexiconSummary, signal?: AbortSignal): Promise<Part[]> {
    const text = request.slice(0, LONGEST_REQUEST);
    if (text.trim() === '' || lexicon.size === 0) return [];
    const parts = await this.#ask(readingPrompt(text, lexicon), PATIENCE.read, signal, (completion) => {
      const found = suggestionsIn(completion, text, lexicon);
      if (found.length === 0 && !/\{\s*"parts"\s*:\s*\[\s*\]\s*\}/.test(completion)) {
        throw new Unusable('no part that holds');
      }
      return found;
    });
    return parts ?? [];
  }

  /** @returns null where there is nothing to be used */
  async #ask<T>(
    prompt: Omit<Completion, 'signal'>,
    patience: number,
    signal: AbortSignal | undefined,
    use: (completion: string) => T,
  ): Promise<T | null> {
    if (this.silent || signal?.aborted) return null;
    // Whoever asked before has moved on, or wouldn't ask again.
    this.#current?.abort(new Superseded());
    const controller = new AbortController();
    this.#current = controller;
    const giveUp = () => controller.abort(signal?.reason);
    signal?.addEventListener('abort', giveUp);
    const timer = setTimeout(() => {
      controller.abort(new Unusable(`no answer within ${patience} ms`));
    }, patience);
    try {
      const result = use(await this.#complete({ ...prompt, signal: controller.signal }));
      this.#failures = 0;
      return result;
    } catch (error) {
      if (!(error instanceof Superseded) && !signal?.aborted) this.#failed();
      return null;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      if (this.#current === controller) this.#current = null;
    }
  }

  /** After what is under way, even where that doesn't heed its signal: two at once would slow both. */
  async #complete(request: Completion): Promise<string> {
    await unlessAborted(this.#busy, request.signal);
    const completion = (async () => this.#model.complete(request))();
    this.#busy = completion.catch(() => 'told below');
    const text = await unlessAborted(completion, request.signal);
    // Models are trusted with nothing, types included.
    if (typeof text !== 'string') throw new Unusable('not a text');
    return text;
  }

  #failed(): void {
    this.#failures++;
    if (this.silent) void this.#model.close().catch(() => 'it is not asked again');
  }
}
