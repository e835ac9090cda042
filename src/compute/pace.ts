/**
 * Pace: lets a long synchronous computation give way to messages, be cancelled and tell how far it is.
 * It counts work instead of reading a clock, so that pure rooms may use it and a run is repeatable.
 */

/** What a caller may want of a long computation. */
export interface Control {
  /** Called with a fraction that never falls, 0 to 1. */
  onProgress?: (fraction: number) => void;
  /** Aborting rejects the computation with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Units of work between two pauses. A unit is about one multiply-add; 5e7 of them take 10 to 50 ms in
 * plain JavaScript on the machines measured, short enough for a worker to hear "cancel".
 */
const WORK_PER_TURN = 5e7;

/** Resolves in a later turn of the event loop, so that messages and aborts get in between. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** One per computation: hand it to the loops, which tell it what they did. */
export class Pace {
  private done = 0;
  private sinceTurn = 0;

  /** @param total Expected units of work in all; progress is a fraction of it. */
  constructor(
    private readonly total: number,
    private readonly control: Control = {},
  ) {
    control.signal?.throwIfAborted();
  }

  /** True once it is time to `await turn()`; cheap enough for inner loops. */
  did(work: number): boolean {
    this.done += work;
    this.sinceTurn += work;
    return this.sinceTurn >= WORK_PER_TURN;
  }

  /**
   * Reports progress and lets other work run.
   * @throws The abort signal's reason.
   */
  async turn(): Promise<void> {
    this.sinceTurn = 0;
    this.control.onProgress?.(Math.min(1, this.done / this.total));
    await nextTurn();
    this.control.signal?.throwIfAborted();
  }
}

/** The share [from, to] of a larger computation, as the control of a smaller one. */
export function part(control: Control, from: number, to: number): Control {
  const { onProgress, signal } = control;
  return { signal, onProgress: onProgress && ((fraction) => onProgress(from + (to - from) * fraction)) };
}
