/** How long each phase of a command took: one is over when the next begins. */
export class PhaseTimes {
  private readonly seconds = new Map<string, number>();
  private phase: string | null = null;
  private since = performance.now();

  /** A phase that comes again adds to its time. */
  enter(phase: string): void {
    if (phase === this.phase) return;
    this.leave();
    this.phase = phase;
  }

  /** Ends the last phase. @returns seconds by phase, in the order they first came */
  end(): Record<string, number> {
    this.leave();
    this.phase = null;
    return Object.fromEntries(
      Array.from(this.seconds, ([phase, value]) => [phase, Math.round(10 * value) / 10]),
    );
  }

  private leave(): void {
    const now = performance.now();
    const passed = (now - this.since) / 1000;
    if (this.phase !== null) this.seconds.set(this.phase, (this.seconds.get(this.phase) ?? 0) + passed);
    this.since = now;
  }
}
