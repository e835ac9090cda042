/** Turns: changes to histories and shops wait for each other here, and for the opening. What only reads need not. */

export class Turns {
  /** Settles once a shop is open; rejects where none could be opened. */
  readonly opened: Promise<void>;
  /** The last change that was begun. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(opened: Promise<void>) {
    this.opened = opened;
  }

  /** One change at a time, so that each begins with what the one before it left, here and in the store. */
  take<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.opened).then(change);
    this.#last = turn.catch(() => 'its caller hears of it');
    return turn;
  }
}
