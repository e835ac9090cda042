/**
 * LanguageModel: what continues a text, on this device. The interface that the browser's own model and a bundled one
 * have in common; what may be asked of them, and what of their answers may be used, is `jobs.ts`' to decide.
 */

/**
 * `ready`: opens without a download. `downloadable`: opens after one. `downloading`: the browser is at it, perhaps for
 * another site. `unavailable`: not in this browser, on this device, or in this language.
 */
export type Availability = 'ready' | 'downloadable' | 'downloading' | 'unavailable';

export interface Completion {
  /** What the model is to do: the shop's words alone. */
  system: string;
  /** What it is to do it with: texts of visitors and of the catalog come in quoted, see `quoted`. */
  user: string;
  /** JSON Schema of the answer. A model may ignore it: answers are checked anyway. */
  schema?: object;
  /** Tokens after which it may stop; a model that can't count them goes on until `signal`. */
  maxTokens: number;
  signal: AbortSignal;
}

export interface LanguageModel {
  /** Stable, and shown to the visitor. */
  readonly name: string;
  /** Never rejects, and starts nothing. */
  availability(): Promise<Availability>;
  /**
   * Loads the model, after a download where one is needed: call it for a visitor who asked for that. Opening what is
   * open resolves at once.
   *
   * @param onProgress how much is here and how much there is in all, in one unit; null while that isn't known
   * @throws LanguageModelFailure saying what to do, or the signal's reason
   */
  open(onProgress: (loaded: number, total: number | null) => void, signal: AbortSignal): Promise<void>;
  /**
   * The model's answer, as it is: it may be false, empty or no answer at all.
   *
   * @throws LanguageModelFailure, or the signal's reason
   */
  complete(request: Completion): Promise<string>;
  /** Frees what it holds; what is under way fails. Opening it again is possible. */
  close(): Promise<void>;
}

/** A model can't be opened, or broke off. */
export class LanguageModelFailure extends Error {
  override name = 'LanguageModelFailure';
}

/** As it is, or wrapped with its message. */
export function toFailure(error: unknown): LanguageModelFailure {
  if (error instanceof LanguageModelFailure) return error;
  return new LanguageModelFailure(error instanceof Error ? error.message : String(error), { cause: error });
}
