/** Times the engine's steps, on the host's clock. */
import { Durations } from './durations.ts';
import type { Stopwatch } from './ranker.ts';

export class StepTimer implements Stopwatch {
  readonly now: () => number;
  /** The newest of each step. */
  readonly durations = new Durations();
  /** The last of each step, ms. */
  readonly last: Record<string, number> = {};

  /** @param now a monotone clock, ms */
  constructor(now: () => number) {
    this.now = now;
  }

  took(step: string, from: number): void {
    this.last[step] = this.now() - from;
    this.durations.add(step, this.last[step]);
  }

  /** Work that fails is not counted. */
  async timed<T>(step: string, work: () => Promise<T>): Promise<T> {
    const start = this.now();
    const result = await work();
    this.took(step, start);
    return result;
  }
}
