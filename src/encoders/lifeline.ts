/**
 * Waiting for something that may be gone before it answers: a worker, a GPU device. `Promise.race` against one
 * long-lived promise would do the same, and keep every answer in memory for as long as that lives.
 */
export class Lifeline {
  readonly #waiting = new Set<(reason: Error) => void>();
  #ended: Error | null = null;

  /** Settles as `answer` does, or rejects with the reason once the end has come. */
  hold<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#ended) reject(this.#ended);
      this.#waiting.add(reject);
      answer.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  /** Fails whatever waits, now and later. The first reason counts. */
  end(reason: Error): void {
    this.#ended ??= reason;
    for (const reject of this.#waiting) reject(this.#ended);
    this.#waiting.clear();
  }
}
